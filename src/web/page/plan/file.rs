//! The plan to take away: a tracker for Excel, a paper, a table, a calendar.

use crate::assessment::Assessment;
use crate::export::{self, Form, Paper, csv};
use crate::report::{Edition, calendar, came_back, compose, plan_page, tracker};
use crate::scoring::score;
use crate::web::error::AppError;
use crate::web::page::part::TEXT_FILE;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// How the plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A workbook that is edited and brought back.
    Tracker,
    /// Due dates for a calendar.
    Calendar,
    /// A paper, or a table.
    Form(Form),
}

/// Every kind, those that people use most first.
pub(crate) const KINDS: &[Kind] = &[
    Kind::Tracker,
    Kind::Calendar,
    Kind::Form(Form::Word),
    #[cfg(feature = "pdf")]
    Kind::Form(Form::Pdf),
    Kind::Form(Form::Html),
    Kind::Form(Form::Csv(csv::What::Plan)),
    Kind::Form(Form::Markdown),
    Kind::Form(Form::Terminal),
];

impl Kind {
    /// Returns how the name of its file ends.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Tracker => "xlsx",
            Self::Calendar => "ics",
            Self::Form(form) => form.ending(),
        }
    }

    /// Returns what it is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tracker => "Excel, to edit and bring back",
            Self::Calendar => "Calendar: due dates",
            Self::Form(Form::Csv(_)) => "CSV",
            Self::Form(form) => form.name(),
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Tracker => Form::Excel.media_type(),
            Self::Calendar => "text/calendar; charset=utf-8",
            Self::Form(form) => form.media_type(),
        }
    }
}

/// A file of the plan.
pub(crate) fn file(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let kind = KINDS
        .iter()
        .find(|kind| kind.ending() == request.part("form"));
    let kind =
        *kind.ok_or_else(|| AppError::not_found("The plan cannot be written in this form."))?;
    let (profile, today) = (score(assessment), request.state.today());
    let setup = &assessment.setup;
    let bytes = match kind {
        Kind::Tracker => tracked(request, assessment)?,
        Kind::Calendar => {
            export::calendar::render(&calendar(assessment, &profile, None), request.state.now())
                .into_bytes()
        }
        Kind::Form(form @ Form::Csv(_)) => form
            .bytes(&compose(assessment, &profile, Edition::Full), TEXT_FILE)
            .map_err(failed)?,
        Kind::Form(form) => {
            let paper = Paper {
                trust: &setup.trust,
                cycle: &setup.cycle,
                kind: "plan",
                date: today,
                long: false,
            };
            form.paper(&plan_page(assessment, &profile, today), paper, TEXT_FILE)
                .map_err(failed)?
        }
    };
    let plan = if kind.ending().contains("plan") {
        ""
    } else {
        "-plan"
    };
    Ok(Response::file(
        &format!("{}-{}{plan}.{}", setup.trust, setup.cycle, kind.ending()),
        kind.media_type(),
        bytes,
    ))
}

/// Returns the tracker, read back: it must change nothing.
fn tracked(request: &Request, assessment: &Assessment) -> Result<Vec<u8>, AppError> {
    let bytes =
        export::excel::tracker::render(&tracker(assessment, &score(assessment))).map_err(failed)?;
    let read = crate::intake::tracker::read(&bytes).map_err(failed)?;
    came_back(assessment, &read, request.state.today()).map_err(failed)?;
    Ok(bytes)
}

fn failed(error: impl std::fmt::Display) -> AppError {
    AppError::export(format!(
        "the plan could not be written in this form: {error}"
    ))
}
