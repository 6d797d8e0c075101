//! The trust's own numbers, beside the national ones: context, which never moves a level.

use askama::Template;

use crate::assessment::{Fit, Note, OwnFigure, fit};
use crate::questionnaire::{read_text, said};
use crate::report::{Edition, IndicatorReport, NEVER_SCORED, compose, figure_words};
use crate::rubric::{Indicator, IndicatorId};
use crate::scoring::score;
use crate::store::Revision;
use crate::web::assessments::OpenAssessment;
use crate::web::conflict::SAVE_ONCE_MORE;
use crate::web::error::{AppError, ErrorKind};
use crate::web::form::{Faults, Fields, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::Text;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

const NO_PERIOD: &str = "Say what time the number speaks of, such as 2024/25, 2025 or autumn 2025.";

const PERIOD_EXAMPLES: &str = "Such as 2024/25, 2025, autumn 2025 or September 2025.";

const PERIOD: &str = "What time does it speak of?";

#[derive(Template)]
#[template(path = "web/numbers.html")]
struct Numbers {
    frame: Frame,
    never_scored: &'static str,
    domains: Vec<(String, Vec<Line>)>,
}

/// An indicator with the trust's own numbers.
struct Line {
    address: String,
    title: String,
    state: String,
}

/// Returns every indicator, as the report has it.
fn reports(opened: &OpenAssessment) -> Vec<IndicatorReport> {
    compose(
        &opened.assessment,
        &score(&opened.assessment),
        Edition::Full,
    )
    .indicators
}

pub(crate) fn list(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let reports = reports(&opened);
    let domains = reports
        .chunk_by(|one, other| one.domain == other.domain)
        .map(|of_domain| {
            let line = |report: &IndicatorReport| Line {
                address: opened.at(&format!("numbers/{}", report.id)),
                title: report.named(),
                state: report.own_words(),
            };
            (
                of_domain[0].domain_title.clone(),
                of_domain.iter().map(line).collect(),
            )
        });
    Response::page(&Numbers {
        frame: request
            .frame("Numbers beside the levels")
            .of(&opened, "numbers")
            .back_to(opened.at(""))
            .saying(saved(request, &opened)),
        never_scored: NEVER_SCORED,
        domains: domains.collect(),
    })
}

/// Returns what was saved or taken out just before, as the file has it.
fn saved(request: &Request, opened: &OpenAssessment) -> Option<String> {
    if let Some(id) = request
        .query
        .get("gone")
        .and_then(|id| IndicatorId::new(id).ok())
    {
        let indicator = opened.assessment.rubric.indicator(&id)?;
        return Some(format!(
            "Taken out: a number of \u{201c}{}\u{201d}.",
            indicator.title
        ));
    }
    let (id, period) = (
        IndicatorId::new(request.query.get("saved")?).ok()?,
        request.query.get("period")?,
    );
    let figure = opened
        .assessment
        .figures
        .iter()
        .find(|figure| figure.indicator == id && figure.period == period)?;
    Some(format!(
        "Saved. {}",
        figure_words(&opened.assessment, figure)
    ))
}

#[derive(Template)]
#[template(path = "web/number.html")]
struct Number<'a> {
    frame: Frame,
    summary: Summary<'a>,
    unsaved: bool,
    about: Vec<String>,
    own: Vec<OwnFigure>,
    value: Text,
    period: Text,
    note: Text,
    /// Said of a number that is unlikely, and asked whether it is right as it is.
    doubt: Option<&'a str>,
    revision: String,
    numbers: String,
    example: bool,
}

fn find<'a>(request: &Request, opened: &'a OpenAssessment) -> Result<&'a Indicator, AppError> {
    let found = IndicatorId::new(request.part("indicator"))
        .ok()
        .and_then(|id| opened.assessment.rubric.indicator(&id));
    found.ok_or_else(|| AppError::not_found("The rubric of this assessment has no such indicator."))
}

fn figures<'a>(
    opened: &'a OpenAssessment,
    indicator: &'a Indicator,
) -> impl Iterator<Item = &'a OwnFigure> {
    opened
        .assessment
        .figures
        .iter()
        .filter(|figure| figure.indicator == indicator.id)
}

fn revision(opened: &OpenAssessment, indicator: &Indicator) -> String {
    Revision::of(figures(opened, indicator)).to_string()
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let indicator = find(request, &opened)?;
    page(
        request,
        &opened,
        indicator,
        &Fields::default(),
        &Faults::default(),
    )
}

/// Saves a number, or takes one out.
pub(crate) fn save(request: &Request) -> HandlerResult {
    request.form.only(
        &|name| {
            matches!(
                name,
                "do" | "value" | "period" | "note" | "sure" | "revision"
            )
        },
        &[],
    )?;
    let opened = request.assessment()?;
    let folder = opened.folder()?;
    let indicator = find(request, &opened)?;
    let rubric = &opened.assessment.rubric;
    match request.form.get("do") {
        Some("remove") => {
            let period = request.form.raw("period").ok_or(ErrorKind::BadForm)?;
            folder.remove_figures(rubric, &indicator.id, Some(period))?;
            return Response::redirect(&format!("{}?gone={}", opened.at("numbers"), indicator.id));
        }
        Some("save") | None => {}
        Some(_) => return Err(ErrorKind::BadForm.into()),
    }
    let mut faults = Faults::default();
    let Some(figure) = read(request, &opened, indicator, &mut faults) else {
        return page(request, &opened, indicator, &request.form, &faults);
    };
    let there = figures(&opened, indicator).find(|one| one.period == figure.period);
    if there.is_some_and(|there| *there != figure)
        && request.form.get("revision") != Some(&revision(&opened, indicator))
    {
        faults.add("", format!("{} {}", said::CHANGED_BY, SAVE_ONCE_MORE));
        return page(request, &opened, indicator, &request.form, &faults);
    }
    if let Err(error) = folder.save_figure(rubric, &figure) {
        faults.add("", error.told());
        return page(request, &opened, indicator, &request.form, &faults);
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("saved", indicator.id.as_str())
        .append_pair("period", &figure.period)
        .finish();
    Response::redirect(&format!("{}?{query}", opened.at("numbers")))
}

fn read(
    request: &Request,
    opened: &OpenAssessment,
    indicator: &Indicator,
    faults: &mut Faults,
) -> Option<OwnFigure> {
    let form = &request.form;
    let line = |name: &str| {
        form.get(name)
            .map(|text| read_text(&text.replace('\n', " ")))
            .transpose()
    };
    let value = form.get("value").unwrap_or_default();
    match fit(indicator, value) {
        Fit::Fits => {}
        Fit::Doubtful(_) if form.get("sure").is_some() => {}
        Fit::Doubtful(why) => faults.add("sure", why),
        Fit::Unfit(why) => faults.add("value", crate::text::capitalised(&why)),
    }
    let period = faults.or(
        "period",
        line("period").and_then(|period| period.ok_or_else(|| NO_PERIOD.to_owned())),
    );
    // What stands in the file already, letter by letter, stays.
    let before =
        figures(opened, indicator).find(|figure| Some(figure.period.as_str()) == period.as_deref());
    let typed = form.get("note").map(str::to_owned);
    let note = match before
        .and_then(|before| before.note.clone())
        .filter(|note| typed.as_deref() == Some(&**note))
    {
        Some(note) => Some(Some(note)),
        None => faults
            .or("note", typed.map(|note| read_text(&note)).transpose())
            .map(|note| Note::of(note.as_ref())),
    };
    let figure = OwnFigure {
        indicator: indicator.id.clone(),
        value: value.to_owned(),
        period: period?,
        note: note?,
    };
    faults.none().then_some(figure)
}

fn page(
    request: &Request,
    opened: &OpenAssessment,
    indicator: &Indicator,
    form: &Fields,
    faults: &Faults,
) -> HandlerResult {
    let report = reports(opened)
        .into_iter()
        .find(|report| report.id == indicator.id.as_str());
    let report = report.ok_or_else(|| AppError::internal("an indicator is not in the report"))?;
    let source =
        (!report.source.trim().is_empty()).then(|| format!("Where to find it: {}", report.source));
    let about = report
        .national_sentence()
        .into_iter()
        .chain([report.reading()])
        .chain(source);
    let text = |name: &str| form.raw(name).unwrap_or_default();
    let mut frame = request
        .frame(report.named())
        .of(opened, "numbers")
        .back_to(opened.at("numbers"));
    frame.error = !faults.none();
    Response::page(&Number {
        frame,
        summary: faults.summary(),
        unsaved: !faults.none(),
        about: about.collect(),
        own: figures(opened, indicator).cloned().collect(),
        value: Text::line("value", "The number alone", text("value"), faults)
            .hint("In digits, such as 12.4."),
        period: Text::line("period", PERIOD, text("period"), faults).hint(PERIOD_EXAMPLES),
        note: Text::area("note", "Note", text("note"), faults)
            .hint("What a reader should know of it, if anything."),
        doubt: faults.of("sure"),
        revision: revision(opened, indicator),
        numbers: opened.at("numbers"),
        example: opened.is_example(),
    })
}
