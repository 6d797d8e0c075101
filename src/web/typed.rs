//! What was typed in a form that could not be taken: shown once more to the browser that sent it, to be copied.

use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use tokio::time::{Instant, timeout_at};

use crate::text::capitalised;
use crate::web::fields::Fields;
use crate::web::guard;
use crate::web::page::part::typed;
use crate::web::page::still;

/// The most lines that a text is shown in; it can be scrolled.
const MOST_LINES: usize = 12;
/// About how many letters stand in a line.
const LINE: usize = 70;

/// Fields that nobody types: what a page remembers of itself, what it asks about, and what it was made from.
const ITS_OWN: [&str; 11] = [
    "token",
    "seen",
    "rows",
    "do",
    "change",
    "view",
    "to",
    "who",
    "workbook",
    "keep",
    "past-due-ok",
];

/// What was typed.
#[derive(Debug, Default)]
pub struct Typed(Vec<Text>);

/// One text.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// What the field is called.
    pub label: String,
    /// What stood in it, escaped already.
    pub escaped: String,
    /// In how many lines it is shown.
    pub lines: usize,
}

impl Typed {
    /// What these fields hold that somebody typed or chose.
    pub fn of(fields: &Fields) -> Self {
        let own = |name: &str| {
            ITS_OWN.contains(&name)
                || name.starts_with("seen.")
                || name
                    .strip_suffix("seen")
                    .is_some_and(|field| field.ends_with('.'))
                || name.ends_with(still::ENDING)
        };
        let texts = fields
            .pairs()
            .filter(|(name, text)| !own(name) && !text.trim().is_empty());
        Self(texts.map(|(name, text)| Text::of(name, text)).collect())
    }

    /// What was typed in a form that is refused before it is read, as far as it comes in time and is a form of ours.
    pub async fn arriving(
        headers: &HeaderMap,
        body: Body,
        most: usize,
        patience: Duration,
    ) -> Self {
        let kind = headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded")
            || guard::same_origin(headers).is_err()
        {
            return Self::default();
        }
        let (bytes, _) = gather(body, most, patience).await;
        Fields::read(&bytes).map_or_else(|_| Self::default(), |fields| Self::of(&fields))
    }

    /// The texts, in the order of the form.
    pub fn texts(&self) -> &[Text] {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Text {
    fn of(name: &str, text: &str) -> Self {
        let lines = text.lines().map(|line| 1 + line.chars().count() / LINE);
        Self {
            label: capitalised(&name.replace(['-', '.', '_'], " ")),
            escaped: typed(text),
            lines: lines.sum::<usize>().clamp(1, MOST_LINES),
        }
    }
}

/// How the arriving of a body ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is all there.
    Whole,
    /// There was more than is read.
    TooMuch,
    /// The rest did not come in time.
    TooSlow,
    /// The connection broke.
    Broken,
}

/// The bytes of a body, as far as they come in time and are not too many.
pub async fn gather(mut body: Body, most: usize, patience: Duration) -> (Vec<u8>, Arrival) {
    let until = Instant::now() + patience;
    let mut bytes = Vec::new();
    loop {
        let next = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context));
        let data = match timeout_at(until, next).await {
            Err(_) => return (bytes, Arrival::TooSlow),
            Ok(None) => return (bytes, Arrival::Whole),
            Ok(Some(Err(_))) => return (bytes, Arrival::Broken),
            Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
        };
        if bytes.len() + data.len() > most {
            return (bytes, Arrival::TooMuch);
        }
        bytes.extend_from_slice(&data);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_told_from_what_a_page_remembers() {
        let fields = Fields::read(
            b"token=t&seen=s&note=One%0D%0A%3Ctwo%3E&evidence-1-what=x&gias.seen=s&seen.a=s&reason=+&rows=1&answer=3",
        )
        .unwrap();
        let shown = Typed::of(&fields);
        let shown: Vec<(&str, &str, usize)> = shown
            .texts()
            .iter()
            .map(|text| (text.label.as_str(), text.escaped.as_str(), text.lines))
            .collect();
        assert_eq!(
            shown,
            [
                ("Note", "One\n&#60;two&#62;", 2),
                ("Evidence 1 what", "x", 1),
                ("Answer", "3", 1)
            ]
        );
    }
}
