//! The agenda in order: what is split, what is above what is supported, the rest, and what is agreed.

use askama::Template;

use super::context::{MeetingAgenda, address, saved_notice};
use crate::questionnaire::{Page, agreed_told};
use crate::report::{AgendaItemReport, agenda_pages, matter_title, unfinished};
use crate::scoring::Matter;
use crate::text::count;
use crate::web::assessments::OpenAssessment;
use crate::web::frame::Frame;
use crate::web::page::part::{Group, grouped};
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/agree.html")]
struct List {
    frame: Frame,
    people: String,
    unfinished: Option<String>,
    /// The first item, here and large. Nothing is open where there is none.
    first: Option<(String, String)>,
    parts: Vec<Part>,
    groups: Vec<Group>,
    minutes: String,
    papers: Vec<Paper>,
}

/// A part of the agenda.
struct Part {
    title: String,
    items: Vec<Line>,
}

struct Line {
    address: String,
    title: String,
    state: String,
    done: bool,
}

/// A paper to download, in its forms.
struct Paper {
    name: &'static str,
    files: Vec<(String, &'static str)>,
}

pub(crate) fn list(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let table = MeetingAgenda::of(&opened);
    let line = |item: &AgendaItemReport| Line {
        address: address(&opened, item, false),
        title: item.criterion.title.clone(),
        state: format!(
            "{}; {}",
            item.shortly,
            count(item.minutes, "minute", "minutes")
        ),
        done: false,
    };
    let open = Matter::ALL.into_iter().map(|matter| Part {
        title: matter_title(matter).to_owned(),
        items: table.agenda.part(matter).map(line).collect(),
    });
    let done = Part {
        title: "Agreed already".to_owned(),
        items: table
            .agenda
            .done
            .iter()
            .map(|item| done(&opened, item))
            .collect(),
    };
    let first = table
        .agenda
        .open
        .first()
        .map(|item| (address(&opened, item, false), address(&opened, item, true)));
    let Page {
        heading: _,
        blocks,
        pause: _,
    } = agenda_pages(&table.agenda).welcome;
    let paper = |word: &str, name: &'static str| Paper {
        name,
        files: super::paper::files(&opened, word),
    };
    Response::page(&List {
        frame: request
            .frame("What is to be agreed")
            .of(&opened, "agree")
            .back_to(opened.at(""))
            .saying(saved_notice(request, &opened, &table)),
        people: table.agenda.people(),
        unfinished: unfinished(&opened.assessment),
        first,
        parts: open
            .chain([done])
            .filter(|part| !part.items.is_empty())
            .collect(),
        groups: grouped(&blocks),
        minutes: opened.at("agree/minutes"),
        papers: vec![
            paper("agenda", "Agenda for the meeting"),
            paper("minutes", "What was agreed"),
        ],
    })
}

fn done(opened: &OpenAssessment, item: &AgendaItemReport) -> Line {
    let agreed = opened
        .assessment
        .agreed
        .iter()
        .find(|agreed| agreed.criterion == item.id);
    Line {
        address: address(opened, item, false),
        title: item.criterion.title.clone(),
        state: agreed.map_or_else(String::new, |agreed| {
            agreed_told(&opened.assessment.rubric, agreed)
        }),
        done: true,
    }
}
