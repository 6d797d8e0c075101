//! Pages that answer a form: kept for the browser that sent it, which is sent on to ask for them.
//!
//! A browser that goes back to the answer of a form, or loads it again, asks whether to send the form once more, and
//! shows nothing until it may. So nothing but another address ever answers a form. What was typed stays on the page
//! that is kept; it is in memory alone, for this browser alone, until it is saved there or the program ends.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::web::asked::Asked;
use crate::web::reply::{Given, Reply};
use crate::web::who::Whom;

/// The field of an address that names a kept page.
const KEPT: &str = "kept";
/// The most pages that are kept for a browser; beyond it, the oldest goes.
const MOST_PAGES: usize = 50;
/// The most bytes of them. A single page beyond it is given at once, as the answer to its form.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// What is kept for one browser.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    /// The oldest first.
    kept: Vec<Kept>,
    /// How many pages there have been.
    count: u64,
}

#[derive(Debug)]
struct Kept {
    key: String,
    /// Where its form was sent.
    address: String,
    /// Who answered in this browser then: a page is not shown to whoever sits there next.
    seat: Option<Whom>,
    page: Reply,
}

/// Gives what was asked for: a page that is kept, or what `act` gives. Of a form, only another address.
///
/// # Errors
/// When `act` fails.
pub fn pass(asked: &Asked, act: impl FnOnce() -> Given) -> Given {
    let Some(visit) = &asked.visit else {
        return act();
    };
    if asked.is_look {
        let kept = asked.query.get(KEPT);
        return match kept.and_then(|key| visit.shelf.find(asked, key)) {
            Some(page) => Ok(page),
            None => act(),
        };
    }
    let reply = act()?;
    if reply.goes_on() {
        // What was typed is saved, so what was refused before is of no use any more.
        visit.shelf.clear(&asked.address);
        return Ok(reply);
    }
    match visit.shelf.keep(asked, &reply) {
        Some(key) => Reply::go(&address(asked, &key)),
        None => Ok(reply),
    }
}

/// The address of a kept page: that of its form.
fn address(asked: &Asked, key: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .extend_pairs(asked.query.pairs().filter(|(name, _)| *name != KEPT))
        .append_pair(KEPT, key);
    format!("{}?{}", asked.address, query.finish())
}

fn seat(asked: &Asked) -> Option<Whom> {
    let visit = asked.visit.as_ref()?;
    visit.seat.answers_as(asked.part("assessment"))
}

impl Shelf {
    /// Keeps a page. Nothing: it is none, or there is no room for it.
    fn keep(&self, asked: &Asked, page: &Reply) -> Option<String> {
        if !page.can_be_kept() || page.size() > MOST_BYTES {
            return None;
        }
        let mut pages = self.pages();
        pages.count += 1;
        let key = pages.count.to_string();
        pages.kept.push(Kept {
            key: key.clone(),
            address: asked.address.clone(),
            seat: seat(asked),
            page: page.clone(),
        });
        let size = |kept: &[Kept]| kept.iter().map(|kept| kept.page.size()).sum::<usize>();
        while pages.kept.len() > MOST_PAGES || size(&pages.kept) > MOST_BYTES {
            pages.kept.remove(0);
        }
        Some(key)
    }

    fn find(&self, asked: &Asked, key: &str) -> Option<Reply> {
        let seat = seat(asked);
        self.pages()
            .kept
            .iter()
            .find(|kept| kept.key == key && kept.address == asked.address && kept.seat == seat)
            .map(|kept| kept.page.clone())
    }

    fn clear(&self, address: &str) {
        self.pages().kept.retain(|kept| kept.address != address);
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // Each change is one push, one removal or one number, so what a panic left behind is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
