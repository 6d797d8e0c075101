//! Pages that answer a form, kept for the browser that sent it and that is redirected to them.
//!
//! A browser that goes back to the answer of a form, or loads it again, asks whether to send the form once more, and
//! shows nothing until it may. So a form is only ever answered by a redirect. What was typed stays on the kept page; it
//! is in memory alone, for this browser alone, until it is saved there or the program ends.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::web::participant::Participant;
use crate::web::response::Response;

/// The field of an address that names a kept page.
pub(crate) const KEPT: &str = "kept";
/// The most pages that are kept for a browser; beyond it, the oldest goes.
const MOST_PAGES: usize = 50;
/// The most bytes of them. A larger page is given at once, as the answer to its form.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The kept pages of one browser.
#[derive(Debug, Default)]
pub(crate) struct KeptPages(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    kept: Vec<Kept>,
    /// How many pages there have been.
    count: u64,
}

#[derive(Debug)]
struct Kept {
    key: String,
    owner: Owner,
    page: Response,
}

/// Where and for whom a page is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    /// The address of its form.
    pub(crate) address: String,
    /// Who answered in this browser then: a page is not shown to somebody who answers there later.
    pub(crate) participant: Option<Participant>,
}

impl KeptPages {
    /// Keeps a page and returns its key. `None`: it is not a page, or there is no room for it.
    pub(crate) fn keep(&self, owner: Owner, page: &Response) -> Option<String> {
        if !page.can_be_kept() || page.size() > MOST_BYTES {
            return None;
        }
        let mut pages = self.lock();
        pages.count += 1;
        let key = pages.count.to_string();
        pages.kept.push(Kept {
            key: key.clone(),
            owner,
            page: page.clone(),
        });
        let size = |kept: &[Kept]| kept.iter().map(|kept| kept.page.size()).sum::<usize>();
        while pages.kept.len() > MOST_PAGES || size(&pages.kept) > MOST_BYTES {
            pages.kept.remove(0);
        }
        Some(key)
    }

    pub(crate) fn find(&self, owner: &Owner, key: &str) -> Option<Response> {
        self.lock()
            .kept
            .iter()
            .find(|kept| kept.key == key && kept.owner == *owner)
            .map(|kept| kept.page.clone())
    }

    /// Forgets the pages of a form.
    pub(crate) fn clear(&self, address: &str) {
        self.lock()
            .kept
            .retain(|kept| kept.owner.address != address);
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        // Each change is one push, one removal or one number, so the value is whole even after a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
