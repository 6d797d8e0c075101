//! An item for a projector, one thing at a time: how the answers spread, what is known, and then what is agreed.

use askama::Template;

use super::context::{Item, MeetingAgenda, saved_notice};
use super::view::{Anchor, Known, anchors, known};
use crate::web::error::AppError;
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/agree-large.html")]
struct Large<'a> {
    frame: Frame,
    place: String,
    /// Why it is on the agenda.
    words: Vec<&'a str>,
    caution: Option<&'a str>,
    /// How many chose which anchor; none on the second page.
    anchors: Vec<Anchor>,
    /// What people wrote and what can be shown; none on the first page.
    known: Vec<Known<'a>>,
    next: String,
    next_words: &'static str,
    onward: Option<String>,
    list: String,
}

/// Shows one step of an item.
pub(crate) fn large(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let table = MeetingAgenda::of(&opened);
    let mut item = Item::find(request, &opened, &table)?;
    item.large = true;
    let at = |step: &str| opened.at(&format!("agree/large/{}/{step}", item.criterion.id));
    let known = known(item.report);
    let record = (item.record(), "What do we agree?");
    let (first, (next, next_words), back) = match request.part("step") {
        "answers" if known.is_empty() => (true, record, item.list()),
        "answers" => (true, (at("known"), "What is known of it"), item.list()),
        "known" => (false, record, at("answers")),
        _ => return Err(AppError::not_found("An item has no such page.")),
    };
    let report = item.report;
    let words = report
        .reasons
        .iter()
        .map(String::as_str)
        .chain([report.silences.as_str(), report.groups.as_str()]);
    Response::page(&Large {
        frame: request
            .frame(item.criterion.question.as_str())
            .in_section(format!("Agree, large view, {}", report.domain))
            .of(&opened, "agree")
            .large(true)
            .back_to(back)
            .saying(saved_notice(request, &opened, &table)),
        place: item.point.page.heading.clone(),
        words: words.filter(|text| first && !text.is_empty()).collect(),
        caution: report.caution.as_deref().filter(|_| first),
        anchors: if first { anchors(report) } else { Vec::new() },
        known: if first { Vec::new() } else { known },
        next,
        next_words,
        onward: table
            .after(&item.criterion.id)
            .map(|next| item.address(next)),
        list: item.list(),
    })
}
