//! A domain explained: every level tested by the rule, with the numbers filled in.

use crate::document::{Column, Document, Table};
use crate::report::document::criteria_table;
use crate::report::domain::compose;
use crate::report::lookup::Lookup;
use crate::report::position::{out_of_reach, weight_at, weights_are_equal};
use crate::report::staircase::{AT_THE_TOP, NO_POSITION};
use crate::rubric::{Domain, Fraction, Level};
use crate::scoring::DomainProfile;
use crate::text::list;
use crate::words::{levels, share, some_of};

pub fn explain(lookup: &Lookup<'_>, domain: &Domain, profile: &DomainProfile) -> Document {
    let report = compose(lookup, domain, profile);
    let mut document = Document::new(report.finding.as_str());
    document.paragraph(domain.question.as_str());
    document.sentences(&report.reasons);
    document.table(criteria_table(&report));
    document.heading(2, "The rule, with the numbers filled in");
    rule(&mut document, lookup, profile);
    coverage(&mut document, lookup, profile);
    document.heading(2, "What would lift it");
    if report.staircase.is_empty() {
        document.paragraph(match profile.supported.position {
            None => NO_POSITION,
            Some(_) => AT_THE_TOP,
        });
    }
    document.paragraph(report.staircase_words.as_str());
    document
}

/// Each level from the top down: the share that has reached it, and what is too far below it.
fn rule(document: &mut Document, lookup: &Lookup<'_>, profile: &DomainProfile) {
    let rules = lookup.rubric().rules();
    let unit = if weights_are_equal(profile) {
        "criteria"
    } else {
        "weight"
    };
    document.paragraph(format!(
        "A domain stands at the highest level that at least {} ({}) of its {unit} with a level has reached, with no criterion more than {} below.",
        share(rules.share),
        rules.share,
        levels(rules.reach)
    ));
    let (_, all) = weight_at(profile, Level::LOWEST);
    if all == 0 {
        document.paragraph("Nothing has a level, so there is nothing to test.");
        return;
    }
    let rows = lookup
        .scale()
        .levels()
        .rev()
        .map(|level| {
            let (there, _) = weight_at(profile, level);
            let enough = Fraction::from_integer(there) >= rules.share * Fraction::from_integer(all);
            let far = out_of_reach(lookup, profile, level);
            let far_words = if far.is_empty() {
                "none".to_owned()
            } else {
                some_of(&lookup.titles(&far), 3)
            };
            let verdict = if enough && far.is_empty() {
                "yes"
            } else {
                "no"
            };
            // Of 100, cut off rather than rounded, so that what is just short never looks enough.
            let hundredths = there * 100 / all;
            let reached = format!(
                "{there} of {all}, or {hundredths} of 100; {} is {}",
                rules.share,
                if enough { "reached" } else { "needed" }
            );
            vec![
                lookup.named(level).both().into(),
                reached.into(),
                far_words.into(),
                verdict.into(),
            ]
        })
        .collect();
    document.table(Table {
        caption: "Each level tested, the highest first".to_owned(),
        columns: vec![
            Column::text("Level"),
            Column::text("At this level or above"),
            Column::text("Too far below"),
            Column::text("Holds"),
        ],
        rows,
    });
    if profile.too_much_not_applicable {
        document.paragraph(format!(
            "{} of {} criteria are not applicable, more than {} ({}): so no position is given, whatever the table says.",
            profile.coverage.not_applicable,
            profile.criteria.len(),
            share(rules.not_applicable_limit),
            rules.not_applicable_limit
        ));
    }
}

fn coverage(document: &mut Document, lookup: &Lookup<'_>, profile: &DomainProfile) {
    let coverage = profile.coverage;
    let enough = lookup.rubric().rules().enough;
    let parts = [
        format!("{} with a level", coverage.levelled),
        format!("{} not known", coverage.unknown),
        format!("{} unanswered", coverage.unanswered),
        format!("{} not applicable", coverage.not_applicable),
    ];
    let verdict = if profile.provisional {
        "too little, so the position is provisional"
    } else {
        "enough for a position"
    };
    document.paragraph(format!(
        "Criteria: {}. At least {} ({enough}) of the weight that applies must have a level; here that is {verdict}.",
        list(&parts),
        share(enough)
    ));
    if let Some((low, high)) = profile.range {
        document.paragraph(format!(
            "With everything that has no level set to the lowest the position would be {}, and with it set to the highest {}.",
            lookup.label(low),
            lookup.label(high)
        ));
    }
}
