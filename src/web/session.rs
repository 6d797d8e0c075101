//! Sessions: browsers that signed in, and what is remembered of each while the program runs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::web::kept::KeptPages;
use crate::web::participant::Participant;
use crate::web::secret::Secret;
use crate::web::upload::PendingUploads;

/// How many sessions there may be at once; beyond it, the oldest has to sign in again.
const MOST_SESSIONS: usize = 100;

/// How many sign-in links may wait to be used; beyond it, the oldest no longer works.
const MOST_LINKS: usize = 20;

/// A browser that signed in.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    cookie: Secret,
    /// The token that every form of this browser carries.
    pub(crate) token: Secret,
    /// The prefix of the addresses of all pages.
    pub(crate) base: Arc<str>,
    pub(crate) data: Arc<SessionData>,
}

/// What is remembered of one browser.
///
/// None of it is a lock. Anyone who can open the folder can open its files; this keeps people who answer honestly from
/// seeing others' answers first.
#[derive(Debug, Default)]
pub(crate) struct SessionData {
    /// As whom it answers, by the key of the assessment.
    participants: Mutex<HashMap<String, Participant>>,
    pub(crate) uploads: PendingUploads,
    pub(crate) kept: KeptPages,
}

impl SessionData {
    /// Returns as whom this browser answers in an assessment, as far as it has said so.
    pub(crate) fn answers_as(&self, assessment: &str) -> Option<Participant> {
        self.lock().get(assessment).cloned()
    }

    /// Sets as whom this browser answers in an assessment; `None`: as nobody.
    pub(crate) fn answer_as(&self, assessment: &str, participant: Option<Participant>) {
        let mut participants = self.lock();
        match participant {
            Some(participant) => participants.insert(assessment.to_owned(), participant),
            None => participants.remove(assessment),
        };
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Participant>> {
        // Each change is one insertion or removal, so the value is whole even after a panic.
        self.participants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The sessions, and the sign-in links that were not used yet.
#[derive(Default)]
pub(crate) struct SessionStore(Mutex<Stored>);

#[derive(Default)]
struct Stored {
    links: Vec<Secret>,
    sessions: Vec<Session>,
}

impl SessionStore {
    /// Adds a sign-in link; returns the oldest one if it no longer works for that.
    pub(crate) fn add_link(&self, link: Secret) -> Option<Secret> {
        let mut stored = self.lock();
        let oldest = (stored.links.len() == MOST_LINKS).then(|| stored.links.remove(0));
        stored.links.push(link);
        oldest
    }

    /// Signs a browser in with the token of a link, which then works no more; returns the link and the cookie's value.
    /// `None`: no link has this token (any more).
    ///
    /// # Errors
    /// If the operating system gives no randomness.
    pub(crate) fn sign_in(
        &self,
        token: &str,
        base: &Arc<str>,
    ) -> Result<Option<(Secret, String)>, getrandom::Error> {
        let mut stored = self.lock();
        let Some(place) = stored.links.iter().position(|link| link.is(token)) else {
            return Ok(None);
        };
        let session = Session {
            cookie: Secret::new()?,
            token: Secret::new()?,
            base: Arc::clone(base),
            data: Arc::default(),
        };
        let link = stored.links.remove(place);
        let cookie = session.cookie.reveal().to_owned();
        if stored.sessions.len() == MOST_SESSIONS {
            stored.sessions.remove(0);
        }
        stored.sessions.push(session);
        Ok(Some((link, cookie)))
    }

    /// Returns the session of this cookie.
    pub(crate) fn find(&self, cookie: &str) -> Option<Session> {
        self.lock()
            .sessions
            .iter()
            .find(|session| session.cookie.is(cookie))
            .cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Stored> {
        // Each change is one push or one removal, so the value is whole even after a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{RespondentId, RoleId};

    fn link(store: &SessionStore) -> Secret {
        let link = Secret::new().unwrap();
        store.add_link(link.clone());
        link
    }

    fn sign_in(store: &SessionStore, token: &str) -> Option<String> {
        let signed_in = store.sign_in(token, &"/s-x".into()).unwrap();
        signed_in.map(|(_, cookie)| cookie)
    }

    #[test]
    fn a_link_signs_one_browser_in_and_no_second() {
        let store = SessionStore::default();
        let link = link(&store);
        assert_eq!(sign_in(&store, "guess"), None);
        let cookie = sign_in(&store, link.reveal()).unwrap();
        assert_eq!(sign_in(&store, link.reveal()), None);
        assert!(store.find(&cookie).is_some());
        assert!(store.find(link.reveal()).is_none() && store.find("").is_none());
    }

    #[test]
    fn neither_links_nor_sessions_grow_without_end() {
        let store = SessionStore::default();
        let first = link(&store);
        let cookie = sign_in(&store, link(&store).reveal()).unwrap();
        for _ in 0..MOST_SESSIONS {
            sign_in(&store, link(&store).reveal()).unwrap();
        }
        assert!(store.find(&cookie).is_none());
        for _ in 0..MOST_LINKS {
            link(&store);
        }
        assert_eq!(sign_in(&store, first.reveal()), None);
    }

    #[test]
    fn a_browser_answers_as_somebody_in_each_assessment_apart() {
        let participant = |id: &str| {
            Some(Participant {
                respondent: RespondentId::new(id).unwrap(),
                role: RoleId::new("chair").unwrap(),
            })
        };
        let data = SessionData::default();
        data.answer_as("one", participant("chair"));
        data.answer_as("other", participant("head"));
        data.answer_as("one", participant("vice"));
        assert_eq!(data.answers_as("one"), participant("vice"));
        assert_eq!(data.answers_as("other"), participant("head"));
        data.answer_as("one", None);
        assert_eq!(data.answers_as("one"), None);
    }
}
