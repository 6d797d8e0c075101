//! Why one criterion, standard or domain stands where it does, down to the answers and the arithmetic.

mod criterion;
mod domain;

use crate::assessment::Assessment;
use crate::document::Document;
use crate::report::lookup::Lookup;
use crate::report::standard::{self, kind};
use crate::report::{Edition, StandardReport};
use crate::rubric::{CriterionId, Standard, StandardId};
use crate::scoring::{CapCause, Profile};
use crate::text::capitalised;
use crate::words::{quoted, sentence};

/// Why a criterion, standard or domain stands where it does. `None`: the rubric has nothing of this id.
///
/// It is for whoever leads the assessment; who gave which answer is not told all the same.
pub fn explain(assessment: &Assessment, profile: &Profile, id: &str) -> Option<Document> {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    if let Some(criterion) = CriterionId::new(id)
        .ok()
        .and_then(|id| lookup.criterion(&id))
    {
        return criterion::explain(&lookup, criterion);
    }
    if let Some(standard) = StandardId::new(id).ok().and_then(|id| lookup.standard(&id)) {
        return Some(explain_standard(&lookup, standard));
    }
    let place = assessment
        .rubric
        .domains()
        .iter()
        .position(|domain| domain.id.as_str() == id)?;
    Some(domain::explain(
        &lookup,
        &assessment.rubric.domains()[place],
        profile.domains.get(place)?,
    ))
}

fn explain_standard(lookup: &Lookup<'_>, rubric_standard: &Standard) -> Document {
    let report: StandardReport = standard::one(lookup, rubric_standard);
    let mut document = Document::new(format!(
        "{}: {}",
        capitalised(kind(report.force, report.critical)),
        report.id
    ));
    document.paragraph(sentence(&report.statement));
    document.paragraph(report.reason.as_str());
    let mut facts = vec![
        ("Source".to_owned(), report.source.clone()),
        (
            "Limits".to_owned(),
            format!("{} ({})", quoted(&report.criterion_title), report.criterion),
        ),
    ];
    if !report.looked_at().is_empty() {
        facts.push(("When, by whom".to_owned(), sentence(&report.looked_at())));
    }
    let said = [
        ("Proof", &report.proof),
        ("What the trust says", &report.explanation),
    ];
    facts.extend(
        said.into_iter()
            .filter_map(|(term, text)| Some((term.to_owned(), text.clone()?))),
    );
    facts.extend(
        report
            .planned
            .iter()
            .map(|text| ("In the plan".to_owned(), text.clone())),
    );
    document.push(crate::document::Block::Definitions(facts));
    document.paragraph(effect(lookup, rubric_standard));
    document
}

/// What a standard does to its criterion.
pub fn effect(lookup: &Lookup<'_>, standard: &Standard) -> String {
    let Some((_, profile)) = lookup.standing(&standard.criterion) else {
        return String::new();
    };
    let title = quoted(lookup.title(&standard.criterion));
    let cap = profile
        .all_caps
        .iter()
        .find(|cap| matches!(&cap.cause, CapCause::Standard { id, .. } if *id == standard.id));
    match (cap, profile.judged) {
        (_, None) => {
            format!("{title} has no level, so there is nothing for this standard to limit.")
        }
        (None, Some(_)) => format!(
            "As it stands, this standard does not limit {title}. A standard that is met never adds to a level."
        ),
        (Some(cap), Some(judged)) if cap.level < judged => format!(
            "{title} is judged {}; because of this standard, nothing above {} is supported.",
            lookup.label(judged),
            lookup.label(cap.level)
        ),
        (Some(cap), Some(judged)) => format!(
            "Because of this standard nothing above {} would be supported. {title} is judged {}, so the standard takes nothing away today.",
            lookup.label(cap.level),
            lookup.label(judged)
        ),
    }
}
