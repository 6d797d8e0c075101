//! The reading order of a report: which part comes after which, in each edition.

mod changes;
mod differences;
mod domains;
mod first;
mod glance;
mod part;
mod rest;
mod standards;

pub use domains::criteria_table;
pub use first::{NO_PRIORITY, depth_words, edition_words, took_part};
pub use part::{Part, criterion_part, domain_part, part, parts_of};

use crate::document::Document;
use crate::report::{Edition, Report};

/// A report in reading order.
pub fn document(report: &Report) -> Document {
    let mut document = Document::new(format!(
        "{}: self-assessment {}",
        report.trust, report.cycle
    ));
    first::page_one(&mut document, report);
    match report.edition {
        Edition::Full => {
            glance::section(&mut document, report);
            glance::evidence(&mut document, report);
            domains::sections(&mut document, report);
            standards::register(&mut document, report);
            differences::differences(&mut document, report);
            rest::lenses(&mut document, report);
            changes::section(&mut document, report);
            rest::plan(&mut document, report);
            rest::indicators(&mut document, report);
            rest::annex(&mut document, report);
            rest::method(&mut document, report);
            rest::drafts(&mut document, report);
        }
        Edition::Board => {
            // Two pages, and then the plan with what a reader may want to look up.
            domains::on_a_page(&mut document, report);
            changes::section(&mut document, report);
            rest::plan(&mut document, report);
            standards::exceptions(&mut document, report);
            glance::evidence(&mut document, report);
            rest::short_method(&mut document, report);
        }
        Edition::Public => {
            glance::section(&mut document, report);
            domains::sections(&mut document, report);
            standards::register(&mut document, report);
            differences::whole(&mut document, report);
            rest::lenses(&mut document, report);
            changes::section(&mut document, report);
            rest::plan(&mut document, report);
            rest::method(&mut document, report);
        }
    }
    document
}

/// Cycles side by side, as a document of their own. `None` where the report has none to set beside its own.
pub fn comparison(report: &Report) -> Option<Document> {
    report
        .changes
        .as_ref()
        .map(|changes| changes::comparison(report, changes))
}

#[cfg(test)]
mod tests;
