//! Targets: what the board aims for, where each comes from, and why.

use crate::assessment::{Assessment, TargetOrigin};
use crate::document::{Document, Phrase};
use crate::report::lookup::Lookup;
use crate::report::{Edition, silence};
use crate::rubric::{CriterionId, Level};
use crate::scoring::{Profile, Settled};
use crate::words::{NamedLevel, counted, number, opened, quoted, sentence};

/// Every target of an assessment: the default, and then each criterion's with where it stands today.
pub fn targets(assessment: &Assessment, profile: &Profile) -> Document {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let mut document = Document::new(format!(
        "{}: targets for {}",
        assessment.setup.trust, assessment.setup.cycle
    ));
    document.paragraph(default_words(assessment));
    document.sentences(
        &own_targets(assessment)
            .into_iter()
            .chain(reached(&lookup))
            .collect::<Vec<_>>(),
    );
    for domain in assessment.rubric.domains() {
        document.heading(2, domain.title.as_str());
        document.bullets(
            domain
                .criteria
                .iter()
                .map(|criterion| line(&lookup, &criterion.id)),
        );
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
    let why = default
        .reason
        .filter(|_| with_reason)
        .map_or_else(String::new, |reason| format!(" Why: {}", sentence(reason)));
    format!("The target is {label} for every criterion without its own, {whose}.{why}")
}

/// The target of one criterion (`None`: the default) after it was set or taken out, in a sentence.
pub fn target_words(assessment: &Assessment, criterion: Option<&CriterionId>) -> String {
    let Some(criterion) = criterion else {
        return default_words(assessment);
    };
    let title = quoted(
        assessment
            .rubric
            .criterion(criterion)
            .map_or(criterion.as_str(), |criterion| &criterion.title),
    );
    let Some(target) = assessment.aim(criterion) else {
        return format!("{title} has no target.");
    };
    let label = NamedLevel::of(assessment.rubric.scale(), target.level).both();
    let origin = match target.origin {
        TargetOrigin::Criterion => "",
        TargetOrigin::Assessment => ", the trust's default",
        TargetOrigin::Rubric => ", the rubric's default",
    };
    let why = target
        .reason
        .map_or_else(String::new, |reason| format!(" Why: {}", sentence(reason)));
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
    let with: Vec<(Level, Level)> = lookup
        .profile
        .criteria()
        .filter_map(|profile| profile.target.zip(profile.supported))
        .collect();
    if with.is_empty() {
        return None;
    }
    let there = with
        .iter()
        .filter(|(target, supported)| supported >= target)
        .count();
    let (count, verb) = (
        counted(with.len(), "criterion", "criteria"),
        if there == 1 { "has" } else { "have" },
    );
    Some(format!(
        "Of {count} with a level and a target, {} {verb} reached the target.",
        none_or(there)
    ))
}

/// How many criteria have targets of their own, if any has.
pub fn own_targets(assessment: &Assessment) -> Option<String> {
    let own = assessment.setup.targets.len();
    let words = counted(
        own,
        "criterion has a target of its own",
        "criteria have targets of their own",
    );
    (own > 0).then(|| format!("{}.", opened(&words)))
}

/// One criterion's target with where it stands; its id, because commands ask for it.
fn line(lookup: &Lookup<'_>, id: &CriterionId) -> Phrase {
    let now = match lookup
        .standing(id)
        .map(|(_, profile)| (profile.supported, profile.settled))
    {
        Some((Some(supported), _)) => lookup.named(supported).both(),
        Some((None, settled)) => silence(settled).to_owned(),
        None => silence(Settled::Unanswered).to_owned(),
    };
    let words = match lookup.assessment.aim(id) {
        None => format!("no target; now {now}."),
        Some(target) => {
            let target_words = format!(
                "{}, {}; now {now}.",
                lookup.named(target.level).both(),
                origin_word(target.origin)
            );
            // The reason for a default is told once, above.
            match target
                .reason
                .filter(|_| target.origin == TargetOrigin::Criterion)
            {
                Some(reason) => format!("{target_words} Why: {}", sentence(reason)),
                None => target_words,
            }
        }
    };
    Phrase::led(format!("{} ({id}):", lookup.title(id)), words)
}

/// A count as the subject of a sentence.
fn none_or(count: usize) -> String {
    if count == 0 {
        "none".to_owned()
    } else {
        number(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::everything;
    use crate::scoring::score;

    #[test]
    fn every_target_is_told_with_where_it_comes_from_and_why() {
        let assessment = everything().assessment();
        let told = format!("{:#?}", targets(&assessment, &score(&assessment)));
        for words in [
            "The target is 3 Embedded for every criterion without its own, as the trust has set it. Why: PRIVATE-target.",
            "One criterion has a target of its own.",
            "care A (care-a):",
            "4 Sustained and shared, set for it; now 1 Emerging. Why: PRIVATE-target of care.",
            "3 Embedded, the trust's default; now don't know.",
            "3 Embedded, the trust's default; now unanswered.",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }

    #[test]
    fn without_a_default_of_the_trust_the_rubrics_stands_and_is_named_so() {
        let mut assessment = everything().assessment();
        assessment.setup.default_target = None;
        assert!(default_words(&assessment).ends_with("as the rubric suggests."));
        let criterion = assessment.rubric.criteria().nth(1).unwrap().id.clone();
        assert_eq!(
            target_words(&assessment, Some(&criterion)),
            "The target of “care B” is 3 Embedded, the rubric's default."
        );
    }
}
