//! The parts of a report, one by one, for whoever shows them on pages of their own.

use crate::document::{Block, Document};
use crate::report::document::{changes, differences, domains, first, glance, rest, standards};
use crate::report::{CriterionReport, DomainReport, Report};

/// A part of a report beside its domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Page one.
    First,
    /// Every criterion at a glance, and how much of it can be shown.
    Glance,
    /// The register of standards.
    Standards,
    /// Where people differ.
    Differences,
    /// The same answers through other lenses.
    Lenses,
    /// What changed since an earlier cycle, where the report has one beside it.
    Changes,
    /// The plan.
    Plan,
    /// Numbers for context.
    Indicators,
    /// Drafts for the trust's own documents.
    Drafts,
    /// Method, limits and sources, with the index for tracking.
    Method,
}

impl Part {
    /// Every part, in reading order; the domains stand after the glance.
    pub const ALL: [Self; 10] = [
        Self::First,
        Self::Glance,
        Self::Standards,
        Self::Differences,
        Self::Lenses,
        Self::Changes,
        Self::Plan,
        Self::Indicators,
        Self::Drafts,
        Self::Method,
    ];

    /// Its short name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "Page one",
            Self::Glance => "At a glance",
            Self::Standards => "Standards",
            Self::Differences => "Where we differ",
            Self::Lenses => "Lenses",
            Self::Changes => "What changed",
            Self::Plan => "Plan",
            Self::Indicators => "Numbers",
            Self::Drafts => "Drafts",
            Self::Method => "Method",
        }
    }

    /// The word for it, as addresses write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Glance => "glance",
            Self::Standards => "standards",
            Self::Differences => "differences",
            Self::Lenses => "lenses",
            Self::Changes => "changes",
            Self::Plan => "plan",
            Self::Indicators => "indicators",
            Self::Drafts => "drafts",
            Self::Method => "method",
        }
    }
}

/// A part of a report of the full edition as a document of its own, which its heading names.
/// It has no blocks if the report has nothing to say there.
pub fn part(report: &Report, part: Part) -> Document {
    let mut document = Document::default();
    match part {
        Part::First => {
            first::page_one(&mut document, report);
            document.title = format!("{}: self-assessment {}", report.trust, report.cycle);
            return document;
        }
        Part::Glance => {
            glance::section(&mut document, report);
            glance::evidence(&mut document, report);
        }
        Part::Standards => standards::register(&mut document, report),
        Part::Differences => differences::differences(&mut document, report),
        Part::Lenses => rest::lenses(&mut document, report),
        Part::Changes => changes::section(&mut document, report),
        Part::Plan => rest::plan(&mut document, report),
        Part::Indicators => rest::indicators(&mut document, report),
        Part::Drafts => rest::drafts(&mut document, report),
        Part::Method => {
            rest::method(&mut document, report);
            rest::annex(&mut document, report);
        }
    }
    titled(document, part.name())
}

/// What a report says of a domain before its criteria, titled by its finding.
pub fn domain_part(report: &Report, domain: &DomainReport) -> Document {
    let mut document = Document::new(domain.finding.as_str());
    domains::opening(&mut document, report, domain);
    document
}

/// What a report says of a criterion, titled by its title.
pub fn criterion_part(criterion: &CriterionReport) -> Document {
    let mut document = Document::new(criterion.title.as_str());
    domains::criterion_section(&mut document, criterion);
    document
}

/// A document in its parts: first what stands before its first section, under its own title, and then each section
/// under its heading. Breaks between pages are left out.
pub fn parts_of(document: &Document) -> Vec<Document> {
    let mut parts = vec![Document::new(document.title.as_str())];
    for block in &document.blocks {
        match block {
            Block::Heading { level: 2, text } => parts.push(Document::new(text.as_str())),
            Block::PageBreak => {}
            block => parts
                .last_mut()
                .expect("there is the part that stands first")
                .push(block.clone()),
        }
    }
    parts
}

/// The document with its first heading as its title.
fn titled(mut document: Document, otherwise: &str) -> Document {
    document.blocks.retain(|block| *block != Block::PageBreak);
    let first = document
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Heading { level: 2, .. }));
    document.title = match first.map(|place| document.blocks.remove(place)) {
        Some(Block::Heading { text, .. }) => text,
        Some(_) | None => otherwise.to_owned(),
    };
    document
}
