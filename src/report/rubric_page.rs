//! A rubric as people read it before they answer.

use crate::document::{Block, Document, Phrase};
use crate::report::method::{cited as cited_text, reference};
use crate::report::standard::kind;
use crate::rubric::{Citation, Criterion, Domain, Rubric, Standard};
use crate::text::capitalised;
use crate::words::{long_date, sentence};

/// Everything that a person wants to read before answering.
pub fn rubric_page(rubric: &Rubric) -> Document {
    let mut document = Document::new(rubric.title());
    document.paragraph(rubric.summary());
    document.paragraph(format!("{}, version {}.", rubric.id(), rubric.version()));
    document.heading(2, "The levels");
    let both = |level| format!("{level} {}", rubric.scale().label(level));
    document.push(Block::Definitions(
        rubric
            .scale()
            .levels()
            .map(|level| (both(level), rubric.scale().words(level).meaning.clone()))
            .collect(),
    ));
    if !rubric.how_to_answer().is_empty() {
        document.heading(2, "How to answer");
        document.bullets(rubric.how_to_answer().iter().map(String::as_str));
    }
    for domain in rubric.domains() {
        domain_part(&mut document, rubric, domain);
    }
    lenses(&mut document, rubric);
    document.heading(2, "Sources");
    document.bullets(rubric.references().iter().map(reference));
    document.heading(2, "About this rubric");
    document.paragraph(rubric.notice());
    document
}

fn domain_part(document: &mut Document, rubric: &Rubric, domain: &Domain) {
    document.push(Block::PageBreak);
    document.heading(2, domain.title.as_str());
    document.paragraph(Phrase::led(domain.question.as_str(), ""));
    document.paragraph(domain.summary.as_str());
    for criterion in &domain.criteria {
        criterion_part(document, rubric, criterion);
        let standards = domain
            .standards
            .iter()
            .filter(|standard| standard.criterion == criterion.id);
        document.bullets(standards.map(|standard| standard_phrase(rubric, standard)));
    }
    if !domain.indicators.is_empty() {
        document.heading(3, "Numbers for context");
        document.bullets(domain.indicators.iter().map(|indicator| {
            Phrase::led(
                format!("{} ({}).", indicator.title, indicator.unit),
                format!(
                    "{}. {} {}",
                    capitalised(indicator.better.phrase()),
                    sentence(&indicator.source),
                    sentence(&indicator.caution)
                ),
            )
        }));
    }
}

fn criterion_part(document: &mut Document, rubric: &Rubric, criterion: &Criterion) {
    document.heading(3, criterion.title.as_str());
    document.paragraph(Phrase::led(criterion.question.as_str(), ""));
    document.paragraph(Phrase::led("Why it is asked:", criterion.why.as_str()));
    if let Some(boundary) = &criterion.boundary {
        document.paragraph(Phrase::led("What counts here:", boundary.as_str()));
    }
    let scale = rubric.scale();
    let anchor = |level| {
        (
            format!("{level} {}", scale.label(level)),
            criterion.anchor(level).to_owned(),
        )
    };
    document.push(Block::Definitions(scale.levels().map(anchor).collect()));
    if let Some(whom) = &criterion.not_applicable {
        document.paragraph(Phrase::led("May be not applicable:", sentence(whom)));
    }
    let signs = criterion
        .warning_signs
        .iter()
        .enumerate()
        .map(|(place, sign)| Phrase::led(format!("Warning sign {}:", place + 1), sign.as_str()));
    let evidence = criterion
        .evidence
        .iter()
        .map(|example| Phrase::led("Evidence, for example:", example.as_str()));
    document.bullets(signs.chain(evidence));
    let cited: Vec<String> = criterion
        .sources
        .iter()
        .map(|citation| cited(rubric, citation))
        .collect();
    if !cited.is_empty() {
        document.paragraph(Phrase::led("Informed by:", sentence(&cited.join("; "))));
    }
    document.paragraph(Phrase::led("Its id:", criterion.id.as_str()));
}

fn cited(rubric: &Rubric, citation: &Citation) -> String {
    let title = rubric
        .reference(&citation.source)
        .map_or(citation.source.as_str(), |reference| &reference.title);
    if citation.section.is_empty() {
        title.to_owned()
    } else {
        format!("{title}, {}", citation.section)
    }
}

fn standard_phrase(rubric: &Rubric, standard: &Standard) -> Phrase {
    let read = standard.checked.map_or_else(
        || "its source has not been read by the makers of this rubric".to_owned(),
        |checked| format!("read at its source on {}", long_date(checked)),
    );
    let kind = capitalised(kind(standard.force, standard.critical));
    Phrase::led(
        format!("{kind} ({}):", standard.id),
        format!(
            "{} {}; {read}.",
            sentence(&standard.statement),
            cited_text(rubric, &standard.source)
        ),
    )
}

fn lenses(document: &mut Document, rubric: &Rubric) {
    if rubric.lenses().is_empty() {
        return;
    }
    document.heading(2, "Lenses: other ways to sort the same answers");
    for lens in rubric.lenses() {
        let facets: Vec<&str> = lens
            .facets
            .iter()
            .map(|facet| facet.title.as_str())
            .collect();
        let note = lens.note.as_deref().map(sentence).unwrap_or_default();
        let source = lens
            .source
            .as_deref()
            .map(|source| format!("From {}", sentence(&cited_text(rubric, source))))
            .unwrap_or_default();
        let words = format!("{}. {source} {note}", crate::text::list(&facets));
        document.paragraph(Phrase::led(format!("{}:", lens.title), words.trim()));
    }
}
