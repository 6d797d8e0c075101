//! What all pages share: the folder, the clock, the sessions, the limits, and the end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::{Semaphore, watch};

use crate::web::assessments::Assessments;
use crate::web::secret::Secret;
use crate::web::session::{Session, SessionStore};

/// How many pages are worked on at once: two cores do no more by working on all of them at a time.
const PAGES: usize = 8;

/// How many files are made or read at once. That takes memory and time, and pages must not wait for it.
const HEAVY: usize = 2;

/// How many files may have been sent and not be read yet.
const UPLOADS: usize = 8;

/// How much of a secret is in the addresses: 128 bits.
const PREFIX: usize = 32;

/// How many forms of browsers that are not signed in are read at once, to show what was typed once more.
const UNKNOWN_FORMS: usize = 4;

/// How long the page that says goodbye has to load its style.
const LAST_PAGE: Duration = Duration::from_millis(1_500);

/// What the pages need from the program.
pub struct Env {
    /// Returns today's date.
    pub today: Box<dyn Fn() -> Date + Send + Sync>,
    /// Returns the local date of a time. `None`: it is not known.
    pub day: Box<dyn Fn(SystemTime) -> Option<Date> + Send + Sync>,
    /// Returns the current time.
    pub now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Logs an internal error, in one line.
    pub log: Box<dyn Fn(&str) + Send + Sync>,
    /// How long the rest of a request may take to arrive.
    pub read_timeout: Duration,
    /// The control token: anyone who proves to know it may ask for a sign-in link. `None`: nobody may.
    pub control_token: Option<Secret>,
    /// Called for each sign-in link that no longer works.
    pub link_expired: Box<dyn Fn(&Secret) + Send + Sync>,
}

/// The state of the application: one for each start of `serve`.
pub struct AppState {
    env: Env,
    assessments: Assessments,
    sessions: SessionStore,
    stop: watch::Sender<Shutdown>,
    /// One permit for each page that is being worked on.
    pub(super) pages: Arc<Semaphore>,
    /// One permit for each file that is being made or read.
    pub(super) heavy: Arc<Semaphore>,
    /// One permit for each file that was sent, until it is read.
    pub(super) uploads: Arc<Semaphore>,
    /// One permit for each form that is read of a browser that is not signed in.
    pub(super) unknown_forms: Semaphore,
}

/// Whether the server is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shutdown {
    No,
    Soon,
    Now,
}

impl AppState {
    /// Returns the state over a folder: one assessment, or several side by side.
    ///
    /// # Errors
    /// If the operating system gives no randomness.
    pub fn new(root: impl Into<PathBuf>, env: Env) -> Result<Self, getrandom::Error> {
        let base = format!("/s-{}", &Secret::new()?.reveal()[..PREFIX]);
        Ok(Self {
            env,
            assessments: Assessments::new(root.into(), base.into()),
            sessions: SessionStore::default(),
            stop: watch::Sender::new(Shutdown::No),
            pages: Arc::new(Semaphore::new(PAGES)),
            heavy: Arc::new(Semaphore::new(HEAVY)),
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            unknown_forms: Semaphore::new(UNKNOWN_FORMS),
        })
    }

    pub(crate) fn assessments(&self) -> &Assessments {
        &self.assessments
    }

    /// Returns the prefix of all addresses: `/s-` and random letters, others at each start.
    ///
    /// Cookies do not know ports, so a browser sends a cookie of `127.0.0.1` to every server of this computer, whoever
    /// started it. They know paths: under a path that no other server can guess, no other server is sent it. (A name
    /// with `__Host-` would not help. Browsers take it only over https, and it does not know ports either.) The prefix
    /// alone opens nothing, nor does the cookie on its own: it is looked for below the prefix only.
    pub fn base(&self) -> &Arc<str> {
        self.assessments.base()
    }

    pub(crate) fn today(&self) -> Date {
        (self.env.today)()
    }

    /// Returns the local date of a time.
    pub(crate) fn day(&self, time: SystemTime) -> Option<Date> {
        (self.env.day)(time)
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.env.now)()
    }

    /// Returns how long the rest of a request may take to arrive.
    pub(crate) fn read_timeout(&self) -> Duration {
        self.env.read_timeout
    }

    /// Logs an internal error.
    pub(crate) fn log(&self, line: &str) {
        (self.env.log)(line);
    }

    /// Makes a sign-in link, which works once; returns its token.
    ///
    /// # Errors
    /// If the operating system gives no randomness.
    pub fn sign_in_link(&self) -> Result<Secret, getrandom::Error> {
        let link = Secret::new()?;
        if let Some(oldest) = self.sessions.add_link(link.clone()) {
            (self.env.link_expired)(&oldest);
        }
        Ok(link)
    }

    /// Signs a browser in with the token of a link; returns the value of its cookie. `None`: the link does not work
    /// (any more).
    ///
    /// # Errors
    /// If the operating system gives no randomness.
    pub(crate) fn sign_in(&self, token: &str) -> Result<Option<String>, getrandom::Error> {
        let Some((link, cookie)) = self.sessions.sign_in(token, self.base())? else {
            return Ok(None);
        };
        (self.env.link_expired)(&link);
        Ok(Some(cookie))
    }

    /// Returns the session of this cookie.
    pub(crate) fn session(&self, cookie: &str) -> Option<Session> {
        self.sessions.find(cookie)
    }

    pub(crate) fn control_token(&self) -> Option<&Secret> {
        self.env.control_token.as_ref()
    }

    /// Ends the server once the page that says so is loaded with its style.
    pub(crate) fn stop_soon(&self) {
        self.stop.send_if_modified(|shutdown| {
            let running = *shutdown == Shutdown::No;
            if running {
                *shutdown = Shutdown::Soon;
            }
            running
        });
    }

    /// Ends the server as soon as the requests so far are answered.
    pub fn stop(&self) {
        self.stop.send_replace(Shutdown::Now);
    }

    /// Waits until the server is to end.
    pub(crate) async fn stopped(&self) {
        let mut stop = self.stop.subscribe();
        // The sender lives as long as the state, so waiting cannot fail.
        let soon = stop
            .wait_for(|shutdown| *shutdown != Shutdown::No)
            .await
            .is_ok_and(|shutdown| *shutdown == Shutdown::Soon);
        if soon {
            let now = stop.wait_for(|shutdown| *shutdown == Shutdown::Now);
            let _ = tokio::time::timeout(LAST_PAGE, now).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_of_each_start_begin_with_other_random_letters() {
        let [one, other] = [(); 2].map(|()| {
            let env = Env {
                today: Box::new(|| jiff::civil::date(2026, 11, 22)),
                day: Box::new(|_| None),
                now: Box::new(|| Timestamp::UNIX_EPOCH),
                log: Box::new(|_| ()),
                read_timeout: Duration::from_secs(1),
                control_token: None,
                link_expired: Box::new(|_| ()),
            };
            AppState::new("x", env).unwrap()
        });
        assert!(one.base().starts_with("/s-") && one.base().len() == "/s-".len() + PREFIX);
        assert_ne!(one.base(), other.base());
    }
}
