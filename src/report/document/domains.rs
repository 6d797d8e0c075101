//! The domains: a section for each, or all on one page.

use crate::document::{Block, Cell, CellLevel, Column, Document, Levels, Measure, Phrase, Table};
use crate::report::criterion::silence;
use crate::report::document::first::strip;
use crate::report::document::glance;
use crate::report::domain::to_improve;
use crate::report::staircase::AT_THE_TOP;
use crate::report::{CriterionReport, DomainReport, Lever, Report, StepReport};
use crate::scoring::Basis;
use crate::words::{NamedLevel, quoted, some_of};

/// How many criteria a line of the board's page names before it counts the rest.
const NAMES: usize = 2;

pub fn sections(document: &mut Document, report: &Report) {
    for domain in &report.domains {
        section(document, report, domain);
    }
}

fn section(document: &mut Document, report: &Report, domain: &DomainReport) {
    document.push(Block::PageBreak);
    document.heading(2, domain.finding.as_str());
    opening(document, report, domain);
    document.heading(3, "Each criterion");
    for criterion in &domain.criteria {
        document.heading(4, criterion.title.as_str());
        criterion_section(document, criterion);
    }
}

/// All that is said of a domain before its criteria, one by one.
pub fn opening(document: &mut Document, report: &Report, domain: &DomainReport) {
    document.paragraph(Phrase::led("The question:", domain.question.as_str()));
    document.sentences(&domain.reasons);
    document.push(Block::Levels(Levels {
        caption: "How many criteria are supported at each level".to_owned(),
        measure: Measure::Level,
        rows: vec![strip(report, domain)],
    }));
    document.table(criteria_table(domain));
    if let Some(goal) = next_position(report, domain) {
        document.heading(3, format!("The fewest steps to {goal}"));
        document.bullets(
            domain
                .staircase
                .iter()
                .map(|step| format!("{}.", crate::text::capitalised(&step.words))),
        );
    } else if domain.position.is_some() {
        document.paragraph(AT_THE_TOP);
    }
    document.heading(3, "Good practice");
    if domain.good.is_empty() {
        document.paragraph("No criterion has a level yet.");
    }
    document.bullets(domain.good.iter().map(String::as_str));
    document.heading(3, "What to improve");
    let improve = to_improve(domain, &report.priorities);
    if improve.is_empty() {
        document.paragraph("Nothing in this domain is a priority by rule.");
    }
    document.numbered(
        improve
            .into_iter()
            .map(|priority| Phrase::led(priority.lead(), priority.shortly(false))),
    );
}

/// The level above a domain's position, if there are steps to it.
fn next_position<'r>(report: &'r Report, domain: &DomainReport) -> Option<&'r str> {
    let position = domain
        .position
        .as_ref()
        .filter(|_| !domain.staircase.is_empty())?;
    report
        .rubric
        .levels
        .get(usize::from(position.number) + 1)
        .map(|(level, _)| level.label.as_str())
}

pub fn criteria_table(domain: &DomainReport) -> Table {
    Table {
        caption: "Every criterion of this domain".to_owned(),
        columns: vec![
            Column::text("Criterion"),
            Column::level("Own judgement"),
            Column::level("Supported"),
            Column::level("Target"),
            Column::text("Evidence"),
        ],
        rows: domain
            .criteria
            .iter()
            .map(|criterion| {
                let cell = |level: &Option<NamedLevel>, otherwise: &str| match level {
                    Some(level) => Cell {
                        text: level.both(),
                        level: Some(CellLevel {
                            number: level.number,
                            of: domain.distribution.len(),
                        }),
                    },
                    None => otherwise.into(),
                };
                let mut judged = cell(&criterion.judged, silence(criterion.settled));
                if criterion.basis == Some(Basis::NotYetAgreed) {
                    judged.text.push_str(", not yet agreed");
                }
                let (supported, target) = (
                    cell(&criterion.supported, "–"),
                    cell(&criterion.target, "–"),
                );
                vec![
                    criterion.title.as_str().into(),
                    judged,
                    supported,
                    target,
                    criterion.evidence.strength.name().into(),
                ]
            })
            .collect(),
    }
}

/// What is said of a criterion under its title.
pub fn criterion_section(document: &mut Document, criterion: &CriterionReport) {
    document.paragraph(criterion.question.as_str());
    document.sentences(&criterion.reasons);
    for decision in &criterion.decision {
        document.paragraph(decision.as_str());
    }
    let words = criterion
        .uneven
        .iter()
        .map(|text| Phrase::led("Uneven:", quoted(text)))
        .chain(
            criterion
                .notes
                .iter()
                .map(|text| Phrase::led("Note:", quoted(text))),
        )
        .chain(
            criterion
                .evidence
                .listed
                .iter()
                .map(|text| Phrase::led("Evidence:", text.as_str())),
        )
        .chain(
            criterion
                .planned
                .iter()
                .map(|text| Phrase::led("In the plan:", text.as_str())),
        );
    document.bullets(words);
    document.bullets(
        criterion
            .context
            .iter()
            .map(|text| Phrase::led("For context, never scored:", text.as_str())),
    );
    if let Some(next) = criterion.next_step() {
        document.paragraph(next);
    }
}

pub fn on_a_page(document: &mut Document, report: &Report) {
    document.push(Block::PageBreak);
    document.heading(2, "The domains, and what holds them where they are");
    document.bullets(
        report
            .domains
            .iter()
            .map(|domain| Phrase::led(format!("{}.", domain.finding), on_a_line(report, domain))),
    );
    glance::map(document, report);
}

/// What holds a domain, or would lift it, in a sentence: a board's page has room for no more.
fn on_a_line(report: &Report, domain: &DomainReport) -> String {
    let Some(goal) = next_position(report, domain) else {
        return if domain.position.is_none() {
            domain.reasons.first().cloned().unwrap_or_default()
        } else {
            String::new()
        };
    };
    let names = |steps: &[&StepReport]| {
        some_of(
            &steps
                .iter()
                .map(|step| quoted(&step.title))
                .collect::<Vec<_>>(),
            NAMES,
        )
    };
    let (proof, rest): (Vec<&StepReport>, Vec<&StepReport>) = domain
        .staircase
        .iter()
        .partition(|step| step.by == Lever::Evidence);
    if rest.is_empty() {
        return format!("{goal} needs evidence recorded for {}.", names(&proof));
    }
    if proof.is_empty() {
        return format!("{goal} needs {} to rise.", names(&rest));
    }
    format!(
        "{goal} needs {} to rise, and evidence recorded for {}.",
        names(&rest),
        names(&proof)
    )
}
