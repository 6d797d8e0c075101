//! A row of the table of pages, and the limits of what may be sent to it.

use crate::web::access::{Access, Visibility};
use crate::web::request::Request;
use crate::web::response::HandlerResult;

/// The longest form, in bytes. Every field at its longest fits.
pub const MOST_BODY: usize = 1024 * 1024;

/// The longest file that is read, in bytes, with its form.
pub const MOST_FILE: usize = 8 * 1024 * 1024;

/// A page, or something that a page does.
#[derive(Clone, Copy)]
pub struct Route {
    /// What kind of request it answers.
    pub kind: RouteKind,
    /// Its address, below the prefix of this start where a session is needed; parts in curly brackets stand for anything.
    pub path: &'static str,
    /// Who may ask.
    pub access: Access,
    /// Whose answers it shows.
    pub visibility: Visibility,
    pub(crate) handler: Handler,
}

/// A plain function that answers a request, run on a thread where it may read files.
pub(crate) type Handler = fn(&Request) -> HandlerResult;

/// How a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// It only reads.
    Get,
    /// It changes something.
    Post,
}

impl Method {
    /// Returns the word, as browsers write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What kind of request a route answers: its method, what may be sent with it, and how much work it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteKind {
    /// A page to look at.
    Page,
    /// A file that is made to be taken away. Few are made at once.
    Export,
    /// A form of at most [`MOST_BODY`] bytes.
    Form,
    /// A form with one file, of at most [`MOST_FILE`] bytes together. Few are read at once.
    Upload,
    /// A form that decides about a file that was sent before, which is read once more.
    Decision,
    /// A request of the program itself, with nothing in it.
    Command,
}

impl RouteKind {
    /// Returns the method by which it is asked for.
    pub const fn method(self) -> Method {
        match self {
            Self::Page | Self::Export => Method::Get,
            Self::Form | Self::Upload | Self::Decision | Self::Command => Method::Post,
        }
    }

    /// Returns the most bytes that may be sent with it.
    pub const fn most(self) -> usize {
        match self {
            Self::Page | Self::Export | Self::Command => 0,
            Self::Form | Self::Decision => MOST_BODY,
            Self::Upload => MOST_FILE,
        }
    }

    /// Says whether it may keep a processor busy for seconds, so that pages must not wait behind it.
    pub const fn is_heavy(self) -> bool {
        match self {
            Self::Export | Self::Upload | Self::Decision => true,
            Self::Page | Self::Form | Self::Command => false,
        }
    }
}

impl Route {
    /// Returns the method by which it is asked for.
    pub const fn method(&self) -> Method {
        self.kind.method()
    }

    /// Returns its whole address, where pages that need a session stand below `base`.
    pub fn address(&self, base: &str) -> String {
        match self.access {
            Access::Anyone | Access::Link | Access::Control => self.path.to_owned(),
            Access::Session => format!("{base}{}", self.path),
        }
    }
}

/// Makes a row of the table. Every column has to be said.
pub(super) const fn route(
    kind: RouteKind,
    path: &'static str,
    access: Access,
    visibility: Visibility,
    handler: Handler,
) -> Route {
    Route {
        kind,
        path,
        access,
        visibility,
        handler,
    }
}
