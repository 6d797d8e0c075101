//! What all pages share: the folder, the clock, who is let in, and how it ends.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::{Semaphore, watch};

use crate::web::seat::Seat;
use crate::web::secret::Secret;
use crate::web::shelf::Shelf;

/// How many browsers may be let in at once; beyond it, the one let in first has to come in anew.
const VISITS: usize = 100;

/// How many links may be waiting to be opened; beyond it, the oldest no longer opens.
const LINKS: usize = 20;

/// How many pages are worked out at once: two cores do no more by doing all at a time.
const PAGES: usize = 8;

/// How many files are made or read at once. That takes memory and time, and pages must not wait for it.
const HEAVY: usize = 2;

/// How many files may have been sent and not be read yet.
const UPLOADS: usize = 8;

/// How much of a secret stands in the addresses: 128 bits.
const PREFIX: usize = 32;

/// How many forms are read at once of browsers that are not let in, to show what was typed once more.
const STRANGERS: usize = 4;

/// How long the page that says goodbye has to load its style.
const LAST_PAGE: Duration = Duration::from_millis(1_500);

/// What the pages need from outside.
pub struct Outside {
    /// Today, whenever it is asked.
    pub today: Box<dyn Fn() -> Date + Send + Sync>,
    /// The day of a time, where the person is. `None`: it cannot be told.
    pub day: Box<dyn Fn(SystemTime) -> Option<Date> + Send + Sync>,
    /// This moment, whenever it is asked.
    pub now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Told of mistakes in the program, one line each, for whoever looks after it.
    pub tell: Box<dyn Fn(&str) + Send + Sync>,
    /// How long the rest of a request may take to arrive.
    pub patience: Duration,
    /// The control token: whoever proves that they know it may ask for a link. `None`: nobody may.
    pub door: Option<Secret>,
    /// Told of each link that opens nothing any more.
    pub used: Box<dyn Fn(&Secret) + Send + Sync>,
}

/// The house of the pages: one for each start of `serve`.
pub struct House {
    root: PathBuf,
    outside: Outside,
    guests: Mutex<Guests>,
    stop: watch::Sender<End>,
    base: Arc<str>,
    /// One permit for each page that is being worked out.
    pub(super) pages: Arc<Semaphore>,
    /// One permit for each file that is being made or read.
    pub(super) heavy: Arc<Semaphore>,
    /// One permit for each file that was sent, until it is read.
    pub(super) uploads: Arc<Semaphore>,
    /// One permit for each form that is read of a browser that is not let in.
    pub(super) strangers: Semaphore,
}

/// How far the end is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Open,
    Soon,
    Now,
}

#[derive(Default)]
struct Guests {
    links: Vec<Secret>,
    visits: Vec<Visit>,
}

/// A browser that was let in.
#[derive(Debug, Clone)]
pub struct Visit {
    cookie: Secret,
    /// The word that every form of this browser carries.
    pub token: Secret,
    /// What is remembered of it.
    pub seat: Arc<Seat>,
    /// What the addresses of all pages begin with.
    pub base: Arc<str>,
    /// Pages that are kept for it.
    pub shelf: Arc<Shelf>,
}

impl House {
    /// The house over a folder: one assessment, or several side by side.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn new(root: impl Into<PathBuf>, outside: Outside) -> Result<Self, getrandom::Error> {
        Ok(Self {
            root: root.into(),
            outside,
            guests: Mutex::default(),
            stop: watch::Sender::new(End::Open),
            base: format!("/s-{}", &Secret::new()?.reveal()[..PREFIX]).into(),
            pages: Arc::new(Semaphore::new(PAGES)),
            heavy: Arc::new(Semaphore::new(HEAVY)),
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            strangers: Semaphore::new(STRANGERS),
        })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns what the addresses of all pages begin with: `/s-` and random letters, others at each start.
    ///
    /// Cookies do not know ports, so a browser sends a cookie of `127.0.0.1` to every server of this computer, whoever
    /// started it. They know paths: under a path that no other server can guess, no other server is sent it. (A name
    /// with `__Host-` would not help. Browsers take it only over https, and it does not know ports either.) The prefix
    /// alone opens nothing, nor does the cookie on its own: it is looked for below the prefix only.
    pub fn base(&self) -> &Arc<str> {
        &self.base
    }

    /// Today.
    pub fn today(&self) -> Date {
        (self.outside.today)()
    }

    /// The day of a time, where the person is.
    pub fn day(&self, time: SystemTime) -> Option<Date> {
        (self.outside.day)(time)
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        (self.outside.now)()
    }

    /// How long the rest of a request may take to arrive.
    pub fn patience(&self) -> Duration {
        self.outside.patience
    }

    /// Tells of a mistake in the program.
    pub fn tell(&self, line: &str) {
        (self.outside.tell)(line);
    }

    /// A new word that lets one browser in, once.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn link(&self) -> Result<Secret, getrandom::Error> {
        let link = Secret::new()?;
        let mut guests = self.guests();
        let oldest = (guests.links.len() == LINKS).then(|| guests.links.remove(0));
        guests.links.push(link.clone());
        drop(guests);
        if let Some(oldest) = oldest {
            (self.outside.used)(&oldest);
        }
        Ok(link)
    }

    /// Lets a browser in with the word of a link, which is then used up. Nothing: the word lets nobody in (any more).
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn enter(&self, word: &str) -> Result<Option<String>, getrandom::Error> {
        let mut guests = self.guests();
        let Some(place) = guests.links.iter().position(|link| link.is(word)) else {
            return Ok(None);
        };
        let visit = Visit {
            cookie: Secret::new()?,
            token: Secret::new()?,
            seat: Arc::default(),
            base: Arc::clone(&self.base),
            shelf: Arc::default(),
        };
        let link = guests.links.remove(place);
        let cookie = visit.cookie.reveal().to_owned();
        if guests.visits.len() == VISITS {
            guests.visits.remove(0);
        }
        guests.visits.push(visit);
        drop(guests);
        (self.outside.used)(&link);
        Ok(Some(cookie))
    }

    /// The visit of this cookie.
    pub fn visit(&self, cookie: &str) -> Option<Visit> {
        self.guests()
            .visits
            .iter()
            .find(|visit| visit.cookie.is(cookie))
            .cloned()
    }

    /// The control token, if there is one.
    pub fn door(&self) -> Option<&Secret> {
        self.outside.door.as_ref()
    }

    /// Ends the serving once the page that says so is there with its style.
    pub fn stop_soon(&self) {
        self.stop.send_if_modified(|end| {
            let open = *end == End::Open;
            if open {
                *end = End::Soon;
            }
            open
        });
    }

    /// Ends the serving, as soon as what was asked is answered.
    pub fn stop(&self) {
        self.stop.send_replace(End::Now);
    }

    /// Comes back when the serving is to end.
    pub async fn stopped(&self) {
        let mut end = self.stop.subscribe();
        // The sender lives as long as the house, so waiting cannot fail.
        let soon = end
            .wait_for(|end| *end != End::Open)
            .await
            .is_ok_and(|end| *end == End::Soon);
        if soon {
            let _ = tokio::time::timeout(LAST_PAGE, end.wait_for(|end| *end == End::Now)).await;
        }
    }

    fn guests(&self) -> std::sync::MutexGuard<'_, Guests> {
        // Each change is one push or one removal, so what a panic left behind is whole.
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house() -> House {
        let today = || jiff::civil::date(2026, 11, 22);
        let outside = Outside {
            today: Box::new(today),
            day: Box::new(|_| None),
            now: Box::new(|| Timestamp::UNIX_EPOCH),
            tell: Box::new(|_| ()),
            patience: Duration::from_secs(1),
            door: None,
            used: Box::new(|_| ()),
        };
        House::new("x", outside).unwrap()
    }

    #[test]
    fn a_link_lets_one_browser_in_and_no_second() {
        let house = house();
        let link = house.link().unwrap();
        assert_eq!(house.enter("guess").unwrap(), None);
        let cookie = house.enter(link.reveal()).unwrap().unwrap();
        assert_eq!(house.enter(link.reveal()).unwrap(), None);
        assert!(
            house.visit(&cookie).is_some()
                && house.visit(link.reveal()).is_none()
                && house.visit("").is_none()
        );
    }

    #[test]
    fn the_addresses_of_each_start_begin_with_other_random_letters() {
        let [one, other] = [(); 2].map(|()| house());
        assert!(one.base().starts_with("/s-") && one.base().len() == "/s-".len() + PREFIX);
        assert_ne!(one.base(), other.base());
    }

    #[test]
    fn neither_links_nor_visits_grow_without_end() {
        let house = house();
        let first = house.link().unwrap();
        let cookie = house
            .enter(house.link().unwrap().reveal())
            .unwrap()
            .unwrap();
        for _ in 0..VISITS {
            house
                .enter(house.link().unwrap().reveal())
                .unwrap()
                .unwrap();
        }
        assert!(house.visit(&cookie).is_none());
        for _ in 0..LINKS {
            house.link().unwrap();
        }
        assert_eq!(house.enter(first.reveal()).unwrap(), None);
    }
}
