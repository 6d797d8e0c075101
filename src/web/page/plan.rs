//! The plan: what is overdue, what is to do, what is done, and what nobody has planned yet.

mod action;
mod close;
mod context;
mod file;
mod form;
mod read;
mod review;

use askama::Template;

pub(crate) use action::{add, change, edit, new};
pub(crate) use close::{close, close_form};
pub(crate) use file::file;
pub(crate) use read::{back, decide, read, read_form};
pub(crate) use review::{review, review_form};

use crate::export::{plan_formats, plan_name};
use crate::questionnaire::action_saved;
use crate::report::{ActionReport, BOARD_PRIORITIES, PlanPart, PlanToday, WITHOUT, plan_today};
use crate::scoring::score;
use crate::text::count;
use crate::web::assessments::{OpenAssessment, encoded};
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use context::{TOLD, address};

#[derive(Template)]
#[template(path = "web/plan/list.html")]
struct PlanPage {
    frame: Frame,
    words: Vec<String>,
    parts: Vec<Part>,
    without_title: &'static str,
    /// The first of them, and the rest.
    without: Vec<Without>,
    more: Vec<Without>,
    more_words: String,
    new: String,
    review: String,
    read: String,
    files: Vec<(String, &'static str)>,
    example: bool,
}

/// Actions that are as far as each other.
struct Part {
    heading: &'static str,
    actions: Vec<Line>,
}

struct Line {
    report: ActionReport,
    change: String,
    /// Where it is closed, if it is still open.
    close: Option<String>,
}

/// A priority without an action.
struct Without {
    lead: String,
    reason: String,
    address: String,
}

pub(crate) fn list(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let PlanToday {
        title: _,
        words,
        parts,
        without,
    } = plan_today(assessment, &score(assessment), request.state.today());
    let part = |PlanPart { heading, actions }: PlanPart| Part {
        heading,
        actions: actions.into_iter().map(|one| line(&opened, one)).collect(),
    };
    let mut without: Vec<Without> = without
        .into_iter()
        .map(|one| Without {
            address: opened.at(&format!("plan/new?for={}", encoded(&one.id))),
            lead: one.lead,
            reason: one.reason,
        })
        .collect();
    let more = without.split_off(without.len().min(BOARD_PRIORITIES));
    Response::page(&PlanPage {
        frame: request
            .frame("The plan")
            .of(&opened, "plan")
            .back_to(opened.at(""))
            .saying(saved(request, &opened)),
        words,
        parts: parts.into_iter().map(part).collect(),
        without_title: WITHOUT,
        more_words: format!(
            "{} without an action",
            count(more.len(), "more priority", "more priorities")
        ),
        more,
        without,
        new: opened.at("plan/new"),
        review: opened.at("plan/review"),
        read: opened.at("plan/read"),
        files: plan_formats()
            .into_iter()
            .map(|format| {
                (
                    opened.at(&format!("plan/file/{}", format.ending())),
                    plan_name(format),
                )
            })
            .collect(),
        example: opened.is_example(),
    })
}

fn line(opened: &OpenAssessment, report: ActionReport) -> Line {
    let action = opened
        .assessment
        .plan
        .iter()
        .find(|action| action.id == report.id);
    let close = action
        .filter(|action| action.is_open())
        .map(|action| address(opened, &action.id, "/close"));
    Line {
        change: address(opened, &report.id, ""),
        close,
        report,
    }
}

/// Returns what was saved just before, as the plan says it now.
fn saved(request: &Request, opened: &OpenAssessment) -> Option<String> {
    if request.query.get("review").is_some() {
        return Some(format!(
            "Saved: the next review is on {}.",
            crate::words::long_date(opened.assessment.next_review())
        ));
    }
    let plan = &opened.assessment.plan;
    let told: Vec<String> = request
        .query
        .all("saved")
        .take(TOLD)
        .filter_map(|id| plan.iter().find(|action| action.id == id))
        .map(action_saved)
        .collect();
    (!told.is_empty()).then(|| told.join(" "))
}
