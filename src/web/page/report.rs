//! The report, a part a page, with every "why" as a fold down to the answers; and files of it.

use askama::Template;

use crate::assessment::Assessment;
use crate::document::Document;
use crate::export::csv::What;
use crate::export::html::fragment;
use crate::export::{Content, Format};
use crate::report::{
    Edition, Part, Report, compose, criterion_part, document, domain_part, explain, part,
    several_trusts, staircase_part, unfinished,
};
use crate::rubric::DomainId;
use crate::scoring::{Profile, score};
use crate::text::{capitalised, list};
use crate::web::assessments::{OpenAssessment, encoded};
use crate::web::error::AppError;
use crate::web::frame::Frame;
use crate::web::page::compare::since;
use crate::web::page::part::TEXT_FILE;
use crate::web::page::subject::Options;
use crate::web::page::whatif;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

#[derive(Template)]
#[template(path = "web/report.html")]
struct ReportPage {
    frame: Frame,
    contents: Vec<Entry>,
    body: String,
    folds: Vec<Fold>,
    /// What a domain's page has beside the report's own words.
    beside: Option<Beside>,
    /// What the report is set beside, and the page without that.
    since: Option<(String, String)>,
}

/// What a domain's page has beside the report's own words.
struct Beside {
    /// Why it stands where it does, in full.
    why: String,
    /// What would lift it by a position, step by step.
    steps: String,
    /// Where the steps are supposed to be taken; nothing where there are none.
    lifted: Option<String>,
    /// Where a criterion is supposed to stand otherwise, and the ways to stand.
    whatif: String,
    ways: Vec<Options>,
}

/// A line of the contents.
struct Entry {
    address: String,
    name: String,
    here: bool,
}

/// A heading with what is said under it, and why in a fold.
struct Fold {
    id: String,
    title: String,
    said: String,
    why: String,
}

/// What a report page stands on.
struct Base {
    opened: OpenAssessment,
    profile: Profile,
    report: Report,
    earlier: Vec<OpenAssessment>,
}

impl Base {
    fn of(request: &Request) -> Result<Self, AppError> {
        let opened = request.assessment()?;
        let profile = score(&opened.assessment);
        let earlier = since(request, &opened)?;
        let report = composed(&opened, &profile, &earlier, Edition::Full);
        Ok(Self {
            opened,
            profile,
            report,
            earlier,
        })
    }

    /// Returns the report in another edition.
    fn edition(&self, edition: Edition) -> Report {
        composed(&self.opened, &self.profile, &self.earlier, edition)
    }

    /// Returns the address of a page of the report, beside what this one is beside.
    fn at(&self, page: &str) -> String {
        let mut address = self.opened.at(page);
        for (place, earlier) in self.earlier.iter().enumerate() {
            address.push_str(&format!(
                "{}since={}",
                if place == 0 { "?" } else { "&" },
                encoded(&earlier.key)
            ));
        }
        if !self.earlier.is_empty()
            && several_trusts(&[&self.earlier[0].assessment, &self.opened.assessment]).is_some()
        {
            address.push_str("&renamed=1");
        }
        address
    }

    /// Returns what it is set beside, in words, and the page without that.
    fn since(&self, here: &str) -> Option<(String, String)> {
        let cycles: Vec<&str> = self
            .earlier
            .iter()
            .map(|one| one.assessment.setup.cycle.as_str())
            .collect();
        (!cycles.is_empty()).then(|| {
            (
                format!("Set beside {}.", list(&cycles)),
                self.opened.at(here),
            )
        })
    }

    fn assessment(&self) -> &Assessment {
        &self.opened.assessment
    }

    fn frame(&self, request: &Request, title: &str) -> Frame {
        let frame = request
            .frame(title)
            .in_section("Report")
            .of(&self.opened, "report")
            .back_to(self.opened.at(""))
            .wide();
        // Whoever opens it may be answering, and has not said so.
        frame.saying(unfinished(self.assessment()))
    }

    /// Returns the contents, with a mark at the page that is open. What the report has nothing to say of has no line.
    fn contents(&self, here: &str) -> Vec<Entry> {
        let entry = |page: String, name: &str| Entry {
            here: page == here,
            address: self.at(&page),
            name: name.to_owned(),
        };
        let mut entries = Vec::new();
        for one in Part::ALL {
            if part(&self.report, one).blocks.is_empty() {
                continue;
            }
            let page = if one == Part::First {
                "report".to_owned()
            } else {
                format!("report/{}", one.word())
            };
            entries.push(entry(page, one.name()));
            if one == Part::Glance {
                entries.extend(
                    self.report
                        .domains
                        .iter()
                        .map(|domain| entry(format!("report/domain/{}", domain.id), &domain.title)),
                );
            }
        }
        entries.push(entry("report/files".to_owned(), "Take it with you"));
        entries.push(Entry {
            address: self.opened.at("compare"),
            name: "Beside another cycle".to_owned(),
            here: false,
        });
        entries
    }

    /// Why something stands where it does, as a part of a page below its heading.
    fn why(&self, id: &str, level: u8) -> Result<String, AppError> {
        explain(self.assessment(), &self.profile, id)
            .map_or_else(|| Ok(String::new()), |document| html(&document, level))
    }
}

/// Returns the report with what changed since the cycles that it is set beside.
fn composed(
    opened: &OpenAssessment,
    profile: &Profile,
    earlier: &[OpenAssessment],
    edition: Edition,
) -> Report {
    let report = compose(&opened.assessment, profile, edition);
    if earlier.is_empty() {
        return report;
    }
    report.since(
        &opened.assessment,
        &earlier
            .iter()
            .map(|one| &one.assessment)
            .collect::<Vec<_>>(),
    )
}

fn html(document: &Document, level: u8) -> Result<String, AppError> {
    Ok(fragment(document, level)?)
}

pub(crate) fn first(request: &Request) -> HandlerResult {
    show(request, Part::First, "report")
}

pub(crate) fn other(request: &Request) -> HandlerResult {
    let wanted = Part::ALL
        .into_iter()
        .find(|one| one.word() == request.part("part") && *one != Part::First);
    let wanted = wanted.ok_or_else(|| AppError::not_found("The report has no such part."))?;
    show(request, wanted, &format!("report/{}", wanted.word()))
}

fn show(request: &Request, wanted: Part, here: &str) -> HandlerResult {
    let base = Base::of(request)?;
    let document = part(&base.report, wanted);
    Response::page(&ReportPage {
        frame: base.frame(request, &document.title),
        contents: base.contents(here),
        body: html(&document, 2)?,
        folds: Vec::new(),
        beside: None,
        since: base.since(if wanted == Part::Changes {
            "report"
        } else {
            here
        }),
    })
}

/// A domain: where it stands and why, what would lift it, and every criterion with its reasons.
pub(crate) fn domain(request: &Request) -> HandlerResult {
    let base = Base::of(request)?;
    let domain = base
        .report
        .domains
        .iter()
        .find(|domain| domain.id == request.part("domain"));
    let domain = domain
        .ok_or_else(|| AppError::not_found("The rubric of this assessment has no such domain."))?;
    let document = domain_part(&base.report, domain);
    let fold = |criterion: &crate::report::CriterionReport| {
        Ok(Fold {
            id: criterion.id.clone(),
            title: criterion.title.clone(),
            said: html(&criterion_part(criterion), 4)?,
            why: base.why(&criterion.id, 4)?,
        })
    };
    Response::page(&ReportPage {
        frame: base.frame(request, &document.title),
        contents: base.contents(&format!("report/domain/{}", domain.id)),
        body: html(&document, 2)?,
        folds: domain
            .criteria
            .iter()
            .map(fold)
            .collect::<Result<_, AppError>>()?,
        beside: Some(beside(&base, &domain.id)?),
        since: base.since(&format!("report/domain/{}", domain.id)),
    })
}

fn beside(base: &Base, domain: &str) -> Result<Beside, AppError> {
    let id = DomainId::new(domain).map_err(AppError::internal)?;
    let (steps, pairs) = staircase_part(base.assessment(), &base.profile, &id);
    Ok(Beside {
        why: base.why(domain, 3)?,
        steps: html(&steps, 3)?,
        lifted: (!pairs.is_empty()).then(|| whatif::address(&base.opened, &pairs)),
        whatif: base.opened.at("whatif"),
        ways: whatif::ways_of(&base.opened, "", false),
    })
}

/// The whole report of an edition on one page, to read and to print.
pub(crate) fn whole(request: &Request) -> HandlerResult {
    let base = Base::of(request)?;
    let edition = edition(request)?;
    let report = base.edition(edition);
    let document = document(&report);
    let section = format!("Report, {} edition on one page", edition.word());
    Response::page(&ReportPage {
        frame: base
            .frame(request, &document.title)
            .in_section(section)
            .back_to(base.at("report/files")),
        contents: Vec::new(),
        body: html(&document, 2)?,
        folds: Vec::new(),
        beside: None,
        since: base.since(&format!("report/whole/{}", edition.word())),
    })
}

#[derive(Template)]
#[template(path = "web/files.html")]
struct Files {
    frame: Frame,
    contents: Vec<Entry>,
    editions: Vec<EditionLine>,
}

/// An edition with its files.
struct EditionLine {
    title: String,
    words: &'static str,
    whole: String,
    files: Vec<(String, &'static str)>,
}

/// The forms that can be downloaded.
pub(crate) fn files(request: &Request) -> HandlerResult {
    let base = Base::of(request)?;
    let line = |edition: Edition| EditionLine {
        title: format!("{} edition", capitalised(edition.word())),
        words: edition.words(),
        whole: base.at(&format!("report/whole/{}", edition.word())),
        files: Format::all_for(Content::Report)
            // Single answers stand in the full edition alone.
            .filter(|form| edition == Edition::Full || *form != Format::Csv(What::Answers))
            .map(|form| {
                (
                    base.at(&format!("report/file/{}/{}", edition.word(), form.ending())),
                    form.name(),
                )
            })
            .collect(),
    };
    Response::page(&Files {
        frame: base.frame(request, "Take the report with you"),
        contents: base.contents("report/files"),
        editions: Edition::ALL.into_iter().map(line).collect(),
    })
}

/// A file of the report.
pub(crate) fn file(request: &Request) -> HandlerResult {
    let base = Base::of(request)?;
    let edition = edition(request)?;
    let form = Format::all_for(Content::Report).find(|form| form.ending() == request.part("form"));
    let form =
        form.ok_or_else(|| AppError::not_found("The report cannot be written in this form."))?;
    let mut report = base.edition(edition);
    if form.lists_answers() {
        report = report.with_answers(base.assessment(), &base.profile);
    }
    let bytes = form.bytes(&report, TEXT_FILE).map_err(AppError::export)?;
    let name = format!(
        "{}-{}-{}.{}",
        report.trust,
        report.cycle,
        edition.word(),
        form.ending()
    );
    Ok(Response::file(&name, form.media_type(), bytes))
}

fn edition(request: &Request) -> Result<Edition, AppError> {
    let edition = Edition::ALL
        .into_iter()
        .find(|edition| edition.word() == request.part("edition"));
    edition.ok_or_else(|| AppError::not_found("The report has no such edition."))
}
