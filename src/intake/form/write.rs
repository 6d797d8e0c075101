//! An assessment and a respondent → the bytes of a form.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::assessment::{Assessment, Response};
use crate::export::excel::cell::made_on;
use crate::export::excel::fit::cell_text;
use crate::intake::form::cover;
use crate::intake::form::cover::Listed;
use crate::intake::form::grow::loosened;
use crate::intake::form::hidden;
use crate::intake::form::identity::{FACTS, Identity, MARK};
use crate::intake::form::names::sheet_names;
use crate::intake::form::pen::Common;
use crate::intake::form::sheet;
use crate::intake::form::sheet::foot;
use crate::intake::form::style::Styles;
use crate::intake::form::{Form, OpenError};
use crate::report::WHAT_IT_IS;
use crate::rubric::{RespondentId, RoleId};

/// Why there is no form.
#[derive(Debug, Error)]
pub enum FormError {
    /// It holds more than a workbook can.
    #[error("the form cannot be written: {source}")]
    Write {
        /// What the writer says.
        #[from]
        source: XlsxError,
    },
    /// What was written cannot be packed again.
    #[error("the form cannot be written: {source}")]
    Pack {
        /// What the writer says.
        #[from]
        source: zip::result::ZipError,
    },
    /// What was written cannot be read as a form.
    #[error("the form cannot be read back: {source}")]
    Open {
        /// What the reader says.
        #[from]
        source: OpenError,
    },
    /// What was written would change answers when it is read.
    #[error("the form cannot be read back as it was written: {problem}")]
    Differs {
        /// The first thing that is not as it was.
        problem: String,
    },
}

/// The form of a respondent as the bytes of an `.xlsx` file, with their own answers so far and nobody else's.
/// The same assessment gives the same bytes.
///
/// # Errors
/// When a domain has more questions than a sheet has rows for.
pub fn write(
    assessment: &Assessment,
    respondent: &RespondentId,
    role: &RoleId,
) -> Result<Vec<u8>, FormError> {
    let rubric = &assessment.rubric;
    let response = assessment.response(respondent);
    let identity = Identity::of(assessment, respondent, role);
    let styles = Styles::new();
    let foot = foot(
        &assessment.setup.trust,
        &assessment.setup.cycle,
        respondent.as_str(),
    );
    let common = Common {
        rubric,
        response,
        styles: &styles,
        foot: &foot,
    };
    let names = sheet_names(rubric);
    // The cover is the first sheet, and lists those that are written after it.
    let mut sheets = Vec::new();
    let mut listed = Vec::new();
    let mut growing = vec![BTreeSet::new()];
    for (domain, name) in rubric.domains().iter().zip(&names) {
        let mut sheet = Worksheet::new();
        let written = sheet::write(&mut sheet, name, domain, &common)?;
        listed.push(Listed {
            name,
            last: written.last,
        });
        growing.push(written.growing);
        sheets.push(sheet);
    }
    let mut cover = Worksheet::new();
    cover::write(&mut cover, assessment, (respondent, role), &listed, &common)?;
    let mut hidden = Worksheet::new();
    hidden::write(&mut hidden, &identity, rubric, response)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(assessment, &identity));
    for sheet in std::iter::once(cover).chain(sheets).chain([hidden]) {
        workbook.push_worksheet(sheet);
    }
    Ok(loosened(&workbook.save_to_buffer()?, &growing)?)
}

/// Reads a form that was just written, as whoever gets it back will: it must change nothing.
///
/// # Errors
/// What would be refused or changed.
pub fn check(
    bytes: &[u8],
    assessment: &Assessment,
    respondent: &RespondentId,
    role: &RoleId,
) -> Result<(), FormError> {
    let none = Response {
        respondent: respondent.clone(),
        role: role.clone(),
        answers: Vec::new(),
    };
    let response = assessment.response(respondent).unwrap_or(&none);
    let differs = |problem: String| FormError::Differs { problem };
    let form = Form::open(bytes)?;
    let first = |problems: Vec<crate::diagnostic::Diagnostic>| {
        differs(
            problems
                .first()
                .map_or_else(String::new, |problem| problem.message.clone()),
        )
    };
    form.belongs(assessment, Some(respondent)).map_err(first)?;
    let reading = form.read(assessment, response).map_err(first)?;
    if reading.unchanged != response.answers.len()
        || !reading.changed.is_empty()
        || !reading.conflicts.is_empty()
    {
        return Err(differs(reading.changed.first().map_or_else(
            || "answers are missing".into(),
            |answer| format!("{} would change", answer.criterion),
        )));
    }
    Ok(())
}

fn properties(assessment: &Assessment, identity: &Identity) -> DocProperties {
    let (setup, rubric) = (&assessment.setup, &assessment.rubric);
    let mut properties = DocProperties::new()
        .set_title(cell_text(&format!(
            "{}: a form to answer, {}",
            setup.trust, setup.cycle
        )))
        .set_subject(cell_text(&format!(
            "{}, version {}",
            rubric.title(),
            rubric.version()
        )))
        .set_author(cell_text(&setup.trust))
        .set_comment(WHAT_IT_IS)
        .set_creation_datetime(&made_on(Some(setup.date)));
    for name in FACTS {
        let value: String = identity.fact(name).chars().take(200).collect();
        properties = properties.set_custom_property(format!("{MARK} {name}"), value.as_str());
    }
    properties
}
