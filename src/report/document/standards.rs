//! The register of standards, exceptions first.

use crate::document::{Block, Column, Document, Phrase, Table};
use crate::report::standard::status_phrase;
use crate::report::standard::{EXCEPTIONS, STANDARDS};
use crate::report::{Edition, Report, StandardReport, Urgency};
use crate::text::capitalised;
use crate::words::{quoted, sentence};

pub fn register(document: &mut Document, report: &Report) {
    if report.standards.all.is_empty() {
        return;
    }
    document.push(Block::PageBreak);
    document.heading(2, STANDARDS);
    document.sentences(&report.standards.summary);
    exception_list(document, report);
    let all = report.standards.by_urgency();
    let unanswered: Vec<&StandardReport> = all
        .iter()
        .copied()
        .filter(|standard| {
            matches!(
                standard.urgency,
                Urgency::MustUnanswered | Urgency::ShouldUnanswered
            )
        })
        .collect();
    let in_order: Vec<&StandardReport> = all
        .into_iter()
        .filter(|standard| standard.urgency == Urgency::InOrder)
        .collect();
    if !unanswered.is_empty() {
        document.heading(3, "No answer yet");
        document.table(table(
            "Standards without an answer",
            &unanswered,
            false,
            report.edition,
        ));
    }
    if !in_order.is_empty() {
        document.heading(3, "In order");
        document.table(table(
            "Standards that are met or do not apply",
            &in_order,
            true,
            report.edition,
        ));
    }
}

pub fn exceptions(document: &mut Document, report: &Report) {
    if report.standards.exceptions().is_empty() {
        return;
    }
    document.heading(2, EXCEPTIONS);
    exception_list(document, report);
}

fn exception_list(document: &mut Document, report: &Report) {
    let exceptions = report.standards.exceptions();
    if exceptions.is_empty() {
        return;
    }
    if report.edition != Edition::Board {
        document.heading(3, "Exceptions");
    }
    document.bullets(exceptions.into_iter().map(|standard| {
        let mut words = format!(
            "{} ({}; limits {}.)",
            quoted(&sentence(&standard.statement)),
            standard.source,
            quoted(&standard.criterion_title)
        );
        let said = [
            standard
                .explanation
                .as_ref()
                .map(|text| format!("What the trust says: {}", sentence(text))),
            Some(sentence(&standard.looked_at())).filter(|text| !text.is_empty()),
            standard
                .proof
                .as_ref()
                .map(|text| format!("Proof: {}", sentence(text))),
        ];
        let planned = standard
            .planned
            .iter()
            .map(|text| format!("In the plan: {text}"));
        for said in said.into_iter().flatten().chain(planned) {
            words.push(' ');
            words.push_str(&said);
        }
        Phrase::led(standard.reason.as_str(), words)
    }));
}

fn table(caption: &str, standards: &[&StandardReport], answered: bool, edition: Edition) -> Table {
    let mut columns = vec![
        Column::text("Standard"),
        Column::text("Force"),
        Column::text("Source"),
    ];
    let with_proof = answered && edition != Edition::Public;
    if answered {
        columns.push(Column::text(if with_proof {
            "Status and proof"
        } else {
            "Status"
        }));
    }
    let rows = standards
        .iter()
        .map(|standard| {
            let force = if standard.critical {
                format!("{}, critical", standard.force.word())
            } else {
                standard.force.word().to_owned()
            };
            let mut row = vec![
                standard.statement.as_str().into(),
                force.into(),
                standard.source.as_str().into(),
            ];
            if answered {
                let status = capitalised(status_phrase(standard.status));
                let said = [
                    status,
                    standard.looked_at(),
                    standard.proof.clone().unwrap_or_default(),
                    standard.explanation.clone().unwrap_or_default(),
                ];
                let said: Vec<&str> = said
                    .iter()
                    .map(|text| text.trim())
                    .filter(|text| !text.is_empty())
                    .collect();
                row.push(said.join("; ").into());
            }
            row
        })
        .collect();
    Table {
        caption: caption.to_owned(),
        columns,
        rows,
    }
}
