//! The agenda as the pages of a sitting, one screen a criterion.

use crate::questionnaire::{Moderation, Page, Part, Point};
use crate::scoring::Matter;
use crate::text::{count, list};

use super::{AgendaItemReport, AgendaReport, duration, matter_title};

/// The pages that a moderator walks through: splits, then claims, then the rest on request, then what is agreed already.
pub fn agenda_pages(agenda: &AgendaReport) -> Moderation {
    let part = |title: &str, items: Vec<&AgendaItemReport>, on_request: bool| {
        let many = items.len();
        let points = items
            .into_iter()
            .enumerate()
            .map(|(place, item)| point(title, place + 1, many, item))
            .collect();
        Part {
            title: title.to_owned(),
            points,
            on_request,
        }
    };
    let open = Matter::ALL.into_iter().map(|matter| {
        part(
            matter_title(matter),
            agenda.part(matter).collect(),
            matter == Matter::Rest,
        )
    });
    let done = part("Agreed already", agenda.done.iter().collect(), true);
    Moderation {
        welcome: welcome(agenda),
        parts: open
            .chain([done])
            .filter(|part| !part.points.is_empty())
            .collect(),
    }
}

fn point(title: &str, place: usize, many: usize, item: &AgendaItemReport) -> Point {
    let criterion = &item.criterion;
    let mut page = Page::new(format!(
        "{title}, {place} of {many}: {} ({})",
        criterion.title, item.domain
    ));
    page.paragraph(&criterion.question);
    page.paragraph(item.reasons.join(" "));
    for anchor in &item.anchors {
        let people = if anchor.answers == 0 {
            String::new()
        } else {
            format!(" ({})", count(anchor.answers, "answer", "answers"))
        };
        page.numbered(
            anchor.level.number,
            format!("{}{people}", anchor.level.label),
            &anchor.anchor,
        );
    }
    let beside: Vec<&str> = [item.silences.as_str(), item.groups.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !beside.is_empty() {
        page.paragraph(beside.join(" "));
    }
    if let Some(caution) = &item.caution {
        page.notice(caution);
    }
    page.list("Notes, without names", &criterion.notes);
    page.list("Where it is uneven", &criterion.uneven);
    page.list("Evidence", &criterion.evidence.listed);
    let caps: Vec<&str> = item.caps.iter().map(|cap| cap.reason.as_str()).collect();
    page.list("What holds it", &caps);
    page.blocks
        .retain(|block| *block != crate::questionnaire::Block::Paragraph(String::new()));
    Point {
        criterion: item.id.clone(),
        given: item.given,
        evidence_cap: item.evidence_cap.clone(),
        page,
    }
}

fn welcome(agenda: &AgendaReport) -> Page {
    let mut page = Page::to_read(format!(
        "Agreeing judgements: {}, {}",
        agenda.trust, agenda.cycle
    ));
    if agenda.answered == 0 {
        page.notice(
            "Nobody has answered yet. Differences show only where people answer alone first.",
        );
    }
    if !agenda.unfinished.is_empty() {
        let open: Vec<String> = agenda
            .unfinished
            .iter()
            .map(|one| {
                format!(
                    "{} ({} open)",
                    one.id,
                    count(one.open, "question", "questions")
                )
            })
            .collect();
        let (have, them) = if open.len() == 1 {
            ("has", "this person")
        } else {
            ("have", "these people")
        };
        page.notice(format!("{} {have} not finished yet.", list(&open)));
        page.notice(format!("You may go on. Do not let {them} see the next screens before: they show how others answered."));
    }
    let parts: Vec<String> = Matter::ALL
        .into_iter()
        .map(|matter| (matter_title(matter), agenda.part(matter).count()))
        .filter(|(_, many)| *many > 0)
        .map(|(title, many)| format!("{title}: {many}"))
        .chain((!agenda.done.is_empty()).then(|| format!("Agreed already: {}", agenda.done.len())))
        .collect();
    page.list("What there is", &parts);
    if agenda.minutes() > 0 {
        page.paragraph(format!(
            "About {} for what is split or above what is supported.",
            duration(agenda.minutes())
        ));
    }
    page.list(
        "How it works",
        &[
            "Each screen shows how many chose which level, never who. Nobody's own answer is changed.",
            "You record what the meeting agrees, why, and what somebody saw otherwise. A level and a reason are enough.",
            "Each judgement is saved before the next screen. You may leave at any time and go on later.",
        ],
    );
    page
}
