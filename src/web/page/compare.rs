//! Cycles side by side: which ones, what moved and why, and files of it.

use askama::Template;

use crate::assessment::Assessment;
use crate::document::{Document, DocumentInfo};
use crate::export::html::fragment;
use crate::export::{Format, csv};
use crate::report::{Edition, Report, comparison, compose, several_trusts};
use crate::scoring::score;
use crate::text::capitalised;
use crate::web::assessments::{OpenAssessment, encoded};
use crate::web::error::AppError;
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::Choice;
use crate::web::page::part::TEXT_FILE;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::words::long_date;

/// The most cycles that are set beside one.
const MOST: usize = 20;

/// The forms of a comparison, those that boards use first.
const FORMS: &[Format] = &[
    Format::Word,
    #[cfg(feature = "pdf")]
    Format::Pdf,
    Format::Html,
    Format::Csv(csv::What::Changes),
    Format::Markdown,
    Format::Terminal,
];

#[derive(Template)]
#[template(path = "web/compare.html")]
struct ComparePage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    fault: Option<&'a str>,
    this: String,
    others: Vec<Choice>,
    /// Folders that cannot be read, with why.
    unreadable: Vec<String>,
    /// Whether it is asked if the trust has another name: `None` where it is not asked.
    renamed: Option<bool>,
    body: String,
    files: Vec<(String, &'static str)>,
    /// The report with what changed, where every other cycle is earlier.
    report: Option<String>,
}

/// An assessment that this one can be set beside.
struct Other {
    key: String,
    assessment: Assessment,
}

/// What is chosen, in the order of the dates, with the report of the last.
struct Chosen {
    report: Report,
    query: String,
    all_earlier: bool,
}

/// Chooses, and shows what was chosen.
pub(crate) fn show(request: &Request) -> HandlerResult {
    let named = request.query.get("go").is_some() || request.query.get("with").is_some();
    page(request, &request.assessment()?, named)
}

/// The page; `asks` says whether something should have been chosen by now.
fn page(request: &Request, opened: &OpenAssessment, asks: bool) -> HandlerResult {
    let (others, unreadable) = others(request, opened)?;
    let mut faults = Faults::default();
    let chosen = chosen(request, opened, &others, &mut faults);
    if chosen.is_none() && faults.none() && asks {
        faults.add(
            if others.is_empty() { "" } else { "with-1" },
            "Choose one cycle or more to set beside this one.",
        );
    }
    let (mut body, mut files, mut report) = (String::new(), Vec::new(), None);
    if let Some(chosen) = &chosen {
        let document = compared(&chosen.report)?;
        body = fragment(&document, 2)?;
        let address = |form: &Format| {
            format!(
                "{}?{}",
                opened.at(&format!("compare/file/{}", form.ending())),
                chosen.query
            )
        };
        files = FORMS
            .iter()
            .map(|form| (address(form), form.name()))
            .collect();
        report = chosen.all_earlier.then(|| {
            format!(
                "{}?{}",
                opened.at("report/changes"),
                chosen.query.replace("with=", "since=")
            )
        });
    }
    let name = |assessment: &Assessment| {
        let setup = &assessment.setup;
        format!(
            "{}, {} ({})",
            setup.trust,
            setup.cycle,
            long_date(setup.date)
        )
    };
    let choice = |other: &Other| Choice {
        value: other.key.clone(),
        label: name(&other.assessment),
        text: String::new(),
        chosen: request.query.all("with").any(|key| key == other.key),
    };
    let trusts: Vec<&Assessment> = others
        .iter()
        .map(|other| &other.assessment)
        .chain([&opened.assessment])
        .collect();
    let mut frame = request
        .frame("Cycles side by side")
        .in_section("Compare")
        .of(opened, "compare")
        .back_to(opened.at(""));
    frame.error = !faults.none();
    Response::page(&ComparePage {
        frame: if body.is_empty() { frame } else { frame.wide() },
        summary: faults.summary(),
        fault: faults.of("with-1"),
        this: name(&opened.assessment),
        others: others.iter().map(choice).collect(),
        unreadable,
        renamed: several_trusts(&trusts).map(|_| request.query.get("renamed").is_some()),
        body,
        files,
        report,
    })
}

/// A file of the comparison.
pub(crate) fn file(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let form = FORMS
        .iter()
        .find(|form| form.ending() == request.part("form"));
    let form =
        *form.ok_or_else(|| AppError::not_found("A comparison cannot be written in this form."))?;
    let (others, _) = others(request, &opened)?;
    let Some(Chosen { report, .. }) = chosen(request, &opened, &others, &mut Faults::default())
    else {
        return page(request, &opened, true);
    };
    let bytes = if matches!(form, Format::Csv(_)) {
        form.bytes(&report, TEXT_FILE)
    } else {
        let page = compared(&report)?;
        let info = DocumentInfo {
            trust: &report.trust,
            cycle: &report.cycle,
            kind: "comparison",
            date: report.date,
            long: false,
        };
        form.paper(&page, info, TEXT_FILE)
    };
    let bytes = bytes.map_err(AppError::export)?;
    Ok(Response::file(
        &format!(
            "{}-{}-comparison.{}",
            report.trust,
            report.cycle,
            form.ending()
        ),
        form.media_type(),
        bytes,
    ))
}

fn compared(report: &Report) -> Result<Document, AppError> {
    comparison(report)
        .ok_or_else(|| AppError::internal("cycles that were compared have no comparison"))
}

/// Returns the other assessments of the folder, the latest first, and those that cannot be read.
fn others(
    request: &Request,
    opened: &OpenAssessment,
) -> Result<(Vec<Other>, Vec<String>), AppError> {
    let (mut others, mut unreadable) = (Vec::new(), Vec::new());
    for entry in request
        .state
        .assessments()
        .all()?
        .into_iter()
        .filter(|entry| entry.key != opened.key)
    {
        let key = entry.key.clone();
        match request.state.assessments().open(entry) {
            Ok(other) => others.push(Other {
                key,
                assessment: other.assessment,
            }),
            Err(_) => unreadable.push(key),
        }
    }
    others.sort_by_key(|other| std::cmp::Reverse(other.assessment.setup.date));
    Ok((others, unreadable))
}

/// Returns the cycles that the address names, set side by side; or nothing with every fault noted.
fn chosen(
    request: &Request,
    opened: &OpenAssessment,
    others: &[Other],
    faults: &mut Faults,
) -> Option<Chosen> {
    let named: Vec<&str> = request.query.all("with").collect();
    let picked: Vec<&Other> = others
        .iter()
        .filter(|other| named.contains(&other.key.as_str()))
        .collect();
    if picked.is_empty() {
        return None;
    }
    if picked.len() > MOST {
        faults.add("with-1", format!("Choose at most {MOST} cycles."));
        return None;
    }
    let mut row: Vec<&Assessment> = picked
        .iter()
        .map(|other| &other.assessment)
        .chain([&opened.assessment])
        .collect();
    row.sort_by_key(|assessment| assessment.setup.date);
    let renamed = request.query.get("renamed").is_some();
    if let Some(why) = several_trusts(&row).filter(|_| !renamed) {
        faults.add(
            "with-1",
            format!(
                "{} If it is one trust that has changed its name, say so below.",
                capitalised(&why)
            ),
        );
        return None;
    }
    let (latest, earlier) = row.split_last()?;
    let report = compose(latest, &score(latest), Edition::Full).since(latest, earlier);
    let keys: Vec<String> = picked
        .iter()
        .map(|other| format!("with={}", encoded(&other.key)))
        .collect();
    Some(Chosen {
        report,
        query: keys.join("&") + if renamed { "&renamed=1" } else { "" },
        all_earlier: std::ptr::eq(*latest, &raw const opened.assessment),
    })
}

/// Returns the earlier cycles that a page of the report is to be set beside, by the address; none where it names none.
///
/// # Errors
/// When one of them is not there, is no earlier one, or is of another trust.
pub(crate) fn since(
    request: &Request,
    opened: &OpenAssessment,
) -> Result<Vec<OpenAssessment>, AppError> {
    let mut keys: Vec<&str> = request
        .query
        .all("since")
        .filter(|key| *key != opened.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() > MOST {
        return Err(AppError::not_found(format!(
            "A report is set beside at most {MOST} earlier cycles."
        )));
    }
    let earlier = keys
        .into_iter()
        .map(|key| request.state.assessments().find(key))
        .collect::<Result<Vec<_>, _>>()?;
    let row: Vec<&Assessment> = earlier
        .iter()
        .map(|one| &one.assessment)
        .chain([&opened.assessment])
        .collect();
    if let Some(why) = several_trusts(&row).filter(|_| request.query.get("renamed").is_none()) {
        return Err(AppError::not_found(capitalised(&why)));
    }
    if earlier
        .iter()
        .any(|one| one.assessment.setup.date > opened.assessment.setup.date)
    {
        return Err(AppError::not_found(
            "A report is set beside earlier cycles; this one is later.",
        ));
    }
    Ok(earlier)
}
