//! Somebody else saved meanwhile: both versions are shown, and the person chooses. One page for all kinds of entries.

use askama::Template;

use crate::questionnaire::said;
use crate::store::Revision;
use crate::web::form::escaped;
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// Said where to save the same once more is a decision.
pub(crate) const SAVE_ONCE_MORE: &str = "Save once more to keep yours.";

/// Two versions of an entry.
pub(crate) struct Conflict<'a> {
    /// What it is about.
    pub(crate) about: &'a str,
    pub(crate) mine: Vec<String>,
    /// `None`: the entry was removed.
    pub(crate) theirs: Option<Vec<String>>,
    /// The revision of what is in the file now.
    pub(crate) revision: Revision,
    /// Where the person goes who keeps what is in the file.
    pub(crate) keep: String,
}

#[derive(Template)]
#[template(path = "web/conflict.html")]
struct Page<'a> {
    frame: Frame,
    changed_by: &'static str,
    which_stays: &'static str,
    about: &'a str,
    mine: Vec<String>,
    theirs: Vec<String>,
    /// What was sent, to be sent again: names and escaped values.
    fields: Vec<(String, String)>,
    keep: String,
}

impl Conflict<'_> {
    /// Returns the frame of the page.
    pub(crate) fn frame(request: &Request) -> Frame {
        request.frame(said::CHANGED).with_error()
    }

    /// Shows both versions. Nothing is saved before one is chosen.
    pub(crate) fn page(self, request: &Request, frame: Frame) -> HandlerResult {
        let sent = request.form.pairs();
        let fields = sent
            .filter(|(name, _)| !matches!(*name, "do" | "revision"))
            .chain([("revision", self.revision.as_str())])
            .map(|(name, value)| (name.to_owned(), escaped(value)))
            .collect();
        Response::page(&Page {
            frame,
            changed_by: said::CHANGED_BY,
            which_stays: said::WHICH_STAYS,
            about: self.about,
            mine: self.mine,
            theirs: self
                .theirs
                .unwrap_or_else(|| vec![said::TAKEN_OUT.to_owned()]),
            fields,
            keep: self.keep,
        })
    }
}
