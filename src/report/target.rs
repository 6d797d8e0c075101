//! Targets: what the board aims for, where each comes from, and why.

use crate::assessment::{Assessment, Target, TargetOrigin};
use crate::report::block::{Cell, CellLevel, Column, Document, Table};
use crate::report::lookup::Lookup;
use crate::report::words::{NamedLevel, counted, number, opened, quoted, sentence};
use crate::report::{Edition, settled_word, silence};
use crate::rubric::{CriterionId, Domain, Level};
use crate::scoring::{Profile, Settled};

/// Every target of an assessment: the default, and then each criterion's with where it stands today.
pub fn targets(assessment: &Assessment, profile: &Profile) -> Document {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let mut document = Document::new(format!("{}: targets for {}", assessment.setup.trust, assessment.setup.cycle));
    document.paragraph(default_words(assessment));
    document.sentences(&own_targets(assessment).into_iter().chain(reached(&lookup)).collect::<Vec<_>>());
    for domain in assessment.rubric.domains() {
        document.heading(2, domain.title.as_str());
        document.table(table(&lookup, domain));
    }
    document
}

/// The default target in a sentence, with the trust's reason for it.
pub fn default_words(assessment: &Assessment) -> String {
    default_sentence(assessment, true)
}

/// The same without the reason, for readers who may not see what the trust wrote.
pub fn default_sentence(assessment: &Assessment, with_reason: bool) -> String {
    let Some(default) = assessment.default_aim() else {
        return "There is no default target: a criterion without its own has none.".to_owned();
    };
    let label = NamedLevel::of(assessment.rubric.scale(), default.level).both();
    let whose = match default.origin {
        TargetOrigin::Rubric => "as the rubric suggests",
        TargetOrigin::Assessment | TargetOrigin::Criterion => "as the trust has set it",
    };
    let why = default.reason.filter(|_| with_reason).map_or_else(String::new, |reason| format!(" Why: {}", sentence(reason)));
    format!("The target is {label} for every criterion without its own, {whose}.{why}")
}

/// The target of one criterion (`None`: the default) after it was set or taken out, in a sentence.
pub fn target_words(assessment: &Assessment, criterion: Option<&CriterionId>) -> String {
    let Some(criterion) = criterion else { return default_words(assessment) };
    let title = quoted(assessment.rubric.criterion(criterion).map_or(criterion.as_str(), |criterion| &criterion.title));
    let Some(target) = assessment.aim(criterion) else { return format!("{title} has no target.") };
    let label = NamedLevel::of(assessment.rubric.scale(), target.level).both();
    let origin = match target.origin {
        TargetOrigin::Criterion => "",
        TargetOrigin::Assessment => ", the trust's default",
        TargetOrigin::Rubric => ", the rubric's default",
    };
    let why = target.reason.map_or_else(String::new, |reason| format!(" Why: {}", sentence(reason)));
    format!("The target of {title} is {label}{origin}.{why}")
}

/// The word for where a target comes from.
pub const fn origin_word(origin: TargetOrigin) -> &'static str {
    match origin {
        TargetOrigin::Criterion => "set for it",
        TargetOrigin::Assessment => "the trust's default",
        TargetOrigin::Rubric => "the rubric's default",
    }
}

fn reached(lookup: &Lookup<'_>) -> Option<String> {
    let with: Vec<(Level, Level)> = lookup.profile.criteria().filter_map(|profile| profile.target.zip(profile.supported)).collect();
    if with.is_empty() {
        return None;
    }
    let there = with.iter().filter(|(target, supported)| supported >= target).count();
    let (count, verb) = (counted(with.len(), "criterion", "criteria"), if there == 1 { "has" } else { "have" });
    Some(format!("Of {count} with a level and a target, {} {verb} reached the target.", none_or(there)))
}

/// How many criteria have targets of their own, if any has.
pub fn own_targets(assessment: &Assessment) -> Option<String> {
    let own = assessment.setup.targets.len();
    let words = counted(own, "criterion has a target of its own", "criteria have targets of their own");
    (own > 0).then(|| format!("{}.", opened(&words)))
}

fn table(lookup: &Lookup<'_>, domain: &Domain) -> Table {
    let level = |level: Level| Cell {
        text: lookup.named(level).both(),
        level: Some(CellLevel { number: level.number(), of: lookup.scale().size() }),
    };
    let row = |id: &CriterionId| {
        let now = lookup.standing(id).map(|(_, profile)| profile);
        let now = match now.map(|profile| (profile.supported, profile.settled)) {
            Some((Some(supported), _)) => level(supported),
            Some((None, Settled::Level(_))) | None => settled_word(Settled::Unanswered).into(),
            Some((None, settled)) => silence(settled).into(),
        };
        let target = lookup.assessment.aim(id);
        vec![
            format!("{} ({id})", lookup.title(id)).into(),
            target.map_or_else(|| "none".into(), |target| level(target.level)),
            now,
            target.map_or_else(String::new, |target| why(&target)).into(),
        ]
    };
    Table {
        caption: format!("Targets in {}", domain.title),
        columns: vec![
            Column::text("Criterion"),
            Column::level("Target"),
            Column::level("Now"),
            Column::text("Where it comes from, and why"),
        ],
        rows: domain.criteria.iter().map(|criterion| row(&criterion.id)).collect(),
    }
}

/// A count as the subject of a sentence.
fn none_or(count: usize) -> String {
    if count == 0 { "none".to_owned() } else { number(count) }
}

fn why(target: &Target<'_>) -> String {
    // The reason for a default is told once, above.
    match (target.origin, target.reason) {
        (TargetOrigin::Criterion, Some(reason)) => {
            format!("{}: {}", crate::text::capitalised(origin_word(target.origin)), sentence(reason))
        }
        (TargetOrigin::Criterion, None) => format!("{}, without a reason.", crate::text::capitalised(origin_word(target.origin))),
        (TargetOrigin::Assessment | TargetOrigin::Rubric, _) => format!("{}.", crate::text::capitalised(origin_word(target.origin))),
    }
}
