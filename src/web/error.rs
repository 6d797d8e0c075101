//! Why a page could not be given, and what the person is shown instead.

use std::error::Error;
use std::fmt;

use axum::http::StatusCode;

use crate::diagnostic::Diagnostic;
use crate::export::html::HtmlError;
use crate::store::{LoadError, StoreError};
use crate::text::capitalised;

type Source = Box<dyn Error + Send + Sync>;

/// Why a page could not be given.
#[derive(Debug)]
pub(crate) struct AppError {
    pub(crate) kind: ErrorKind,
    /// What it was about, as a sentence for the person.
    pub(crate) detail: Option<String>,
    /// Problems in files, a line each.
    problems: Vec<String>,
    /// The error behind it.
    source: Option<Source>,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// The request names a host that is not ours.
    UnknownHost,
    /// There is no session cookie, or it is from an earlier start.
    NotSignedIn,
    /// A sign-in link that was used before, or never given.
    UsedLink,
    /// A sign-in link that a browser fetched in advance.
    Prefetch,
    /// Too much other work is going on, so this was not begun.
    Busy,
    /// The work takes longer than anybody waits.
    Timeout,
    /// A form that did not come from one of our pages, as far as the browser says.
    CrossSite,
    /// A form without this session's token.
    WrongToken,
    /// A form with fields that its page does not have, or with a field twice.
    BadForm,
    /// A request that is larger than its page takes.
    TooLarge,
    /// The rest of the request did not arrive in time.
    TooSlow,
    /// No page has this address.
    NoPage,
    /// There is a page, but not for this method.
    WrongMethod,
    /// What the address names is not there.
    NotFound,
    /// The example cannot be changed.
    ReadOnly,
    /// The folder could not be read or written.
    Store,
    /// A file has to be corrected before the folder can be written.
    InvalidFile,
    /// The folder could not be read.
    Load,
    /// Files have to be corrected before the folder can be read.
    InvalidFolder,
    /// A file could not be written in the format.
    Export,
    /// An error of the program itself.
    Internal,
}

/// What the page of an error says.
pub(crate) struct ErrorPage {
    /// The status that the browser sees.
    pub(crate) status: StatusCode,
    pub(crate) title: &'static str,
    /// What is wrong, and what to do.
    pub(crate) words: Vec<String>,
    /// Problems of files, one each, with their places.
    pub(crate) problems: Vec<String>,
    /// Whether the person may go on to the first page.
    pub(crate) home: bool,
}

impl AppError {
    /// Returns the error for something that the address names and that is not there.
    pub(crate) fn not_found(what: impl Into<String>) -> Self {
        Self {
            detail: Some(what.into()),
            ..ErrorKind::NotFound.into()
        }
    }

    /// Returns the error for a file that could not be written in its format.
    pub(crate) fn export(source: impl Into<Source>) -> Self {
        let source = source.into();
        Self {
            detail: Some(sentence(&source.to_string())),
            source: Some(source),
            ..ErrorKind::Export.into()
        }
    }

    /// Returns the error for a fault of the program itself. Nothing of `source` is shown; it is logged.
    pub(crate) fn internal(source: impl Into<Source>) -> Self {
        Self {
            source: Some(source.into()),
            ..ErrorKind::Internal.into()
        }
    }

    /// Adds the reference under which an internal error was logged.
    pub(crate) fn with_reference(mut self, reference: &str) -> Self {
        self.detail = Some(format!(
            "If you report it, please give its reference: {reference}. The window in which strong-trust was started says more."
        ));
        self
    }

    /// Returns what the page says.
    pub(crate) fn page(&self) -> ErrorPage {
        let advice = self.kind.advice().iter().map(|&text| text.to_owned());
        let detail = self.detail.clone().into_iter();
        let words = if self.kind == ErrorKind::Internal {
            advice.chain(detail).collect()
        } else {
            detail.chain(advice).collect()
        };
        ErrorPage {
            status: self.kind.status(),
            title: self.kind.title(),
            words,
            problems: self.problems.clone(),
            home: self.kind.leads_home(),
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => source.fmt(f),
            None => f.write_str(self.kind.title()),
        }
    }
}

impl From<ErrorKind> for AppError {
    fn from(kind: ErrorKind) -> Self {
        Self {
            kind,
            detail: None,
            problems: Vec::new(),
            source: None,
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let kind = if error.is_invalid_file() {
            ErrorKind::InvalidFile
        } else {
            ErrorKind::Store
        };
        let unchanged = if error.has_changed_something() {
            ""
        } else {
            " Nothing of what was there before has changed."
        };
        let problems = if let StoreError::Invalid { problems, .. } = &error {
            lines(problems)
        } else {
            Vec::new()
        };
        Self {
            kind,
            detail: Some(format!("{}{unchanged}", sentence(&error.to_string()))),
            problems,
            source: Some(Box::new(error)),
        }
    }
}

impl From<LoadError> for AppError {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Invalid(problems) => Self {
                problems: lines(&problems),
                ..ErrorKind::InvalidFolder.into()
            },
            LoadError::Store(error) => Self {
                detail: Some(sentence(&error.to_string())),
                source: Some(Box::new(error)),
                ..ErrorKind::Load.into()
            },
        }
    }
}

impl From<HtmlError> for AppError {
    fn from(error: HtmlError) -> Self {
        Self::internal(error)
    }
}

impl From<getrandom::Error> for AppError {
    fn from(error: getrandom::Error) -> Self {
        Self::internal(error)
    }
}

/// How to sign in again.
const NEW_LINK: &str = "To get a new link, press Enter in the window in which strong-trust was started, or start it again and choose “Open in my browser”.";

/// Said where a save was refused.
const NOTHING_SAVED: &str = "Nothing was saved or changed.";

impl ErrorKind {
    const fn status(self) -> StatusCode {
        match self {
            Self::UnknownHost
            | Self::NotSignedIn
            | Self::UsedLink
            | Self::CrossSite
            | Self::WrongToken
            | Self::ReadOnly => StatusCode::FORBIDDEN,
            Self::Prefetch | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::NoPage | Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::InvalidFile | Self::InvalidFolder => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Store | Self::Load | Self::Export | Self::Internal => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::UnknownHost => "This address does not lead here",
            Self::NotSignedIn => "This browser has not been let in",
            Self::UsedLink => "This link has been used",
            Self::Prefetch => "This link has not been used yet",
            Self::Busy => "Too much is being worked on at once",
            Self::Timeout => "This takes very long",
            Self::CrossSite => "This did not come from a page of strong-trust",
            Self::WrongToken => "This page was from an earlier start",
            Self::BadForm => "This form could not be read",
            Self::TooLarge => "This is more than a page takes",
            Self::TooSlow => "This did not arrive in time",
            Self::NoPage => "There is no such page",
            Self::WrongMethod => "This page cannot be used in this way",
            Self::NotFound => "This is not there",
            Self::ReadOnly => "The example stays as it is",
            Self::Store | Self::InvalidFile => "The folder could not be used",
            Self::Load => "The folder could not be read",
            Self::InvalidFolder => "Some files have to be put right",
            Self::Export => "The file could not be made",
            Self::Internal => "Something went wrong here",
        }
    }

    /// Returns what to do, or what it means.
    const fn advice(self) -> &'static [&'static str] {
        match self {
            Self::UnknownHost => {
                &["strong-trust answers only to the address that it gave when it was started."]
            }
            Self::NotSignedIn => &[
                "strong-trust lets a browser in with the link that it opens or shows when it starts. Perhaps it was started again since, or this is another browser.",
                NEW_LINK,
            ],
            Self::UsedLink => &[
                "A link opens strong-trust once. If you opened it yourself, its page is still open in another tab or window of that browser.",
                NEW_LINK,
            ],
            Self::Prefetch => {
                &["The browser asked for it in advance, which opens nothing. Open the link itself."]
            }
            Self::Busy => &[
                NOTHING_SAVED,
                "Several files are being made or read just now. Please wait a moment, go back and try again.",
            ],
            Self::Timeout => &[
                "It is still being worked on, so it cannot be said here whether something was saved. Wait a moment, open the page again and look whether it is there.",
            ],
            Self::CrossSite => &[
                NOTHING_SAVED,
                "Your browser says that another page sent this, or does not say which page did. If you pressed a button here yourself, your browser may be too old for this: please use a current Edge, Chrome, Firefox or Safari.",
            ],
            Self::WrongToken => &[
                NOTHING_SAVED,
                "Open the page again from the start. What you typed on this one is shown below.",
            ],
            Self::BadForm => &[
                NOTHING_SAVED,
                "It has fields that its page does not offer, or the same field twice. Please open the page again.",
            ],
            Self::TooLarge => &[
                NOTHING_SAVED,
                "Say it more briefly; what you typed is shown below, if it was not far too long even to be shown. Keep long documents with the assessment: name them as evidence, and where they are.",
            ],
            Self::TooSlow => &[
                NOTHING_SAVED,
                "What arrived of it is shown below. Please open the page again and try once more.",
            ],
            Self::NoPage => {
                &["The address may be mistyped, or from another version of strong-trust."]
            }
            Self::WrongMethod => &[NOTHING_SAVED, "Please open it from the page before it."],
            Self::NotFound => &["Somebody may have removed or renamed it."],
            Self::ReadOnly => &[
                "It is inside the program, to be looked at. Start an assessment of your own to change things.",
            ],
            Self::InvalidFolder => &[
                "A file of this assessment says something that cannot be right. Until it is put right, nothing can be shown or saved; nothing is lost.",
            ],
            Self::Internal => &[
                "This is a mistake in strong-trust, not in what you did. Everything that a page called saved is saved, and you can go on.",
            ],
            Self::Store | Self::InvalidFile | Self::Load | Self::Export => &[],
        }
    }

    /// Returns whether the page offers the way to the first page.
    const fn leads_home(self) -> bool {
        match self {
            Self::UnknownHost | Self::NotSignedIn | Self::UsedLink | Self::Prefetch => false,
            Self::Busy
            | Self::Timeout
            | Self::CrossSite
            | Self::WrongToken
            | Self::BadForm
            | Self::TooLarge
            | Self::TooSlow
            | Self::NoPage
            | Self::WrongMethod
            | Self::NotFound
            | Self::ReadOnly
            | Self::Store
            | Self::InvalidFile
            | Self::Load
            | Self::InvalidFolder
            | Self::Export
            | Self::Internal => true,
        }
    }
}

/// Returns a message as a sentence.
fn sentence(text: &str) -> String {
    let text = capitalised(text);
    if text.ends_with(['.', '?', '!']) {
        text
    } else {
        format!("{text}.")
    }
}

/// Returns problems in a line each: the place, what is wrong, what to do.
fn lines(problems: &[Diagnostic]) -> Vec<String> {
    problems.iter().map(Diagnostic::line).collect()
}
