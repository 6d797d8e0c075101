//! Everything that keeps a page from being given, and what the person is told instead.

use axum::http::StatusCode;

use crate::store::{LoadError, StoreError};

/// Why a page could not be given.
#[derive(Debug)]
pub enum Trouble {
    /// The request names another host than this program answers to.
    Host,
    /// No cookie, or one from an earlier start.
    NotIn,
    /// The word of a link that was used, or was never given.
    UsedLink,
    /// A link that a browser asked for in case somebody goes there.
    Guess,
    /// So much else is being worked on that this was not begun.
    Busy,
    /// It takes longer than anybody waits.
    Unfinished,
    /// A save that did not come from a page of this program, as far as the browser tells.
    Foreign,
    /// A form without this browser's own word.
    Token,
    /// A form with fields that no page offers, or a field twice.
    Forged,
    /// More than a page takes.
    TooMuch,
    /// The rest of the request did not come in time.
    TooSlow,
    /// No page has this address.
    NoPage,
    /// A page is there, and does not take this method.
    Method,
    /// Something that the address names is not there (any more): what, in words.
    Gone(String),
    /// The example cannot be changed.
    ReadOnly,
    /// The folder could not be read or written.
    Store(StoreError),
    /// The folder could not be read.
    Load(LoadError),
    /// A report could not be put into this form.
    Export(String),
    /// A mistake of the program, in words for whoever looks after it.
    Mistake(String),
    /// A mistake of the program that was told under this short name.
    Broken(String),
}

/// What a page of trouble says.
pub struct Told {
    /// The status that the browser sees.
    pub status: StatusCode,
    /// The heading.
    pub title: &'static str,
    /// What is wrong, and what to do.
    pub words: Vec<String>,
    /// Problems of files, one each, with their places.
    pub problems: Vec<String>,
    /// Whether the person may go on to the first page.
    pub home: bool,
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<LoadError> for Trouble {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

/// How a person gets in again.
const NEW_LINK: &str = "To get a new link, press Enter in the window in which strong-trust was started, or start it again and choose “Open in my browser”.";

/// Said where a save was refused.
const NOTHING_SAVED: &str = "Nothing was saved or changed.";

impl Trouble {
    /// What to tell.
    pub fn told(&self) -> Told {
        let told = |status: StatusCode, title: &'static str, words: &[&str]| Told {
            status,
            title,
            words: words.iter().map(|&text| text.to_owned()).collect(),
            problems: Vec::new(),
            home: true,
        };
        let shut = |status: StatusCode, title: &'static str, words: &[&str]| Told {
            home: false,
            ..told(status, title, words)
        };
        match self {
            Self::Host => shut(StatusCode::FORBIDDEN, "This address does not lead here", &["strong-trust answers only to the address that it gave when it was started."]),
            Self::NotIn => shut(
                StatusCode::FORBIDDEN,
                "This browser has not been let in",
                &["strong-trust lets a browser in with the link that it opens or shows when it starts. Perhaps it was started again since, or this is another browser.", NEW_LINK],
            ),
            Self::UsedLink => shut(
                StatusCode::FORBIDDEN,
                "This link has been used",
                &["A link opens strong-trust once. If you opened it yourself, its page is still open in another tab or window of that browser.", NEW_LINK],
            ),
            Self::Guess => shut(
                StatusCode::SERVICE_UNAVAILABLE,
                "This link has not been used yet",
                &["The browser asked for it in advance, which opens nothing. Open the link itself."],
            ),
            Self::Busy => told(
                StatusCode::SERVICE_UNAVAILABLE,
                "Too much is being worked on at once",
                &[NOTHING_SAVED, "Several files are being made or read just now. Please wait a moment, go back and try again."],
            ),
            Self::Unfinished => told(
                StatusCode::GATEWAY_TIMEOUT,
                "This takes very long",
                &["It is still being worked on, so it cannot be said here whether something was saved. Wait a moment, open the page again and look whether it is there."],
            ),
            Self::Foreign => told(
                StatusCode::FORBIDDEN,
                "This did not come from a page of strong-trust",
                &[NOTHING_SAVED, "Your browser says that another page sent this, or does not say which page did. If you pressed a button here yourself, your browser may be too old for this: please use a current Edge, Chrome, Firefox or Safari."],
            ),
            Self::Token => told(
                StatusCode::FORBIDDEN,
                "This page was from an earlier start",
                &[NOTHING_SAVED, "Open the page again from the start. What you typed on this one stands below."],
            ),
            Self::Forged => told(StatusCode::BAD_REQUEST, "This form could not be read", &[NOTHING_SAVED, "It has fields that its page does not offer, or the same field twice. Please open the page again."]),
            Self::TooMuch => told(
                StatusCode::PAYLOAD_TOO_LARGE,
                "This is more than a page takes",
                &[NOTHING_SAVED, "Say it more briefly; what you typed stands below, if it was not far too long even to be shown. Long documents belong beside the assessment: name them as evidence, and where they are."],
            ),
            Self::TooSlow => told(StatusCode::REQUEST_TIMEOUT, "This did not arrive in time", &[NOTHING_SAVED, "What came of it stands below. Please open the page again and try once more."]),
            Self::NoPage => told(StatusCode::NOT_FOUND, "There is no such page", &["The address may be mistyped, or from another version of strong-trust."]),
            Self::Method => told(StatusCode::METHOD_NOT_ALLOWED, "This page cannot be used in this way", &[NOTHING_SAVED, "Please open it from the page before it."]),
            Self::Gone(what) => Told { words: vec![what.clone(), "Somebody may have removed or renamed it.".to_owned()], ..told(StatusCode::NOT_FOUND, "This is not there", &[]) },
            Self::ReadOnly => told(StatusCode::FORBIDDEN, "The example stays as it is", &["It is inside the program, to be looked at. Start an assessment of your own to change things."]),
            Self::Store(error) => Told {
                status: if error.is_invalid_file() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::INTERNAL_SERVER_ERROR },
                title: "The folder could not be used",
                words: std::iter::once(capital(&error.to_string()))
                    .chain((!error.has_changed_something()).then(|| "Nothing of what was there before has changed.".to_owned()))
                    .collect(),
                problems: match error {
                    StoreError::Invalid { problems, .. } => lines(problems),
                    _ => Vec::new(),
                },
                home: true,
            },
            Self::Load(LoadError::Invalid(problems)) => Told {
                problems: lines(problems),
                words: vec!["A file of this assessment says something that cannot be right. Until it is put right, nothing can be shown or saved; nothing is lost.".to_owned()],
                ..told(StatusCode::UNPROCESSABLE_ENTITY, "Some files have to be put right", &[])
            },
            Self::Load(error) => Told { words: vec![capital(&error.to_string())], ..told(StatusCode::INTERNAL_SERVER_ERROR, "The folder could not be read", &[]) },
            Self::Export(why) => Told { words: vec![capital(why)], ..told(StatusCode::INTERNAL_SERVER_ERROR, "The file could not be made", &[]) },
            Self::Mistake(id) | Self::Broken(id) => Told {
                words: vec![
                    "This is a mistake in strong-trust, not in what you did. Everything that a page called saved is saved, and you can go on.".to_owned(),
                    format!("If you tell somebody of it, say its mark: {id}. The window in which strong-trust was started says more."),
                ],
                ..told(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong here", &[])
            },
        }
    }
}

/// A message as a sentence.
fn capital(text: &str) -> String {
    let text = crate::text::capitalised(text);
    if text.ends_with(['.', '?', '!']) {
        text
    } else {
        format!("{text}.")
    }
}

/// Problems in a line each: the place, what is wrong, what to do.
fn lines(problems: &[crate::diagnostic::Diagnostic]) -> Vec<String> {
    problems
        .iter()
        .map(crate::diagnostic::Diagnostic::line)
        .collect()
}
