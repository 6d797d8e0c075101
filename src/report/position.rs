//! A domain's position in words, with the reasons for it.

mod cause;

use crate::assessment::Depth;
use crate::report::lookup::Lookup;
use crate::rubric::{CriterionId, Level};
use crate::scoring::{CriterionProfile, DomainProfile};
use crate::text::list;
use crate::words::{counted, distribution, number, opened, part, share, some_of};

use cause::causes;

/// How many names a sentence holds before it counts the rest.
const NAMES: usize = 3;

/// A position as tables and headings show it.
pub struct PositionWords {
    /// The trust's own judgement.
    pub judged: String,
    /// What is supported.
    pub supported: String,
    /// Both in a few words.
    pub finding: String,
}

pub fn words(lookup: &Lookup<'_>, profile: &DomainProfile) -> PositionWords {
    let none = || no_position(profile).0.to_owned();
    let (Some(judged), Some(supported)) = (profile.judged.position, profile.supported.position)
    else {
        return PositionWords {
            judged: none(),
            supported: none(),
            finding: none(),
        };
    };
    let label = lookup.label(judged).to_owned();
    let indicative = match lookup.assessment.setup.depth {
        Depth::Full => "",
        Depth::Quick => ", indicative",
    };
    if profile.provisional {
        let span = span(lookup, profile, supported);
        return PositionWords {
            judged: format!("{label} so far"),
            finding: format!("provisional, {span}"),
            supported: format!("Provisional: {span}"),
        };
    }
    let finding = if judged == supported {
        format!("{label}{indicative}")
    } else {
        format!(
            "judged {label}, supported {}{indicative}",
            lookup.label(supported)
        )
    };
    PositionWords {
        judged: label,
        supported: format!("{}{indicative}", lookup.label(supported)),
        finding,
    }
}

/// The range in words: "from Emerging to Embedded", or the one level that it is whatever happens.
fn span(lookup: &Lookup<'_>, profile: &DomainProfile, otherwise: Level) -> String {
    let (low, high) = profile.range.unwrap_or((otherwise, otherwise));
    if low == high {
        lookup.label(low).to_owned()
    } else {
        format!("{} to {}", lookup.label(low), lookup.label(high))
    }
}

/// Why there is no position: in a few words, and as a sentence.
fn no_position(profile: &DomainProfile) -> (&'static str, String) {
    let coverage = profile.coverage;
    let all = coverage.applicable + coverage.not_applicable;
    if coverage.applicable == 0 {
        return (
            "not applicable",
            format!(
                "Every criterion is recorded as not applicable ({all} of {all}), so there is no position."
            ),
        );
    }
    if profile.too_much_not_applicable {
        let not_applicable = part(coverage.not_applicable, all, "criterion is", "criteria are");
        return (
            "no position: too much not applicable",
            format!(
                "{} recorded as not applicable. Too few are left to give a position.",
                opened(&not_applicable)
            ),
        );
    }
    if coverage.unanswered == coverage.applicable {
        return (
            "nothing answered yet",
            "Nobody has answered a question in this domain yet, so it has no position.".to_owned(),
        );
    }
    let mut open = Vec::new();
    if coverage.unknown > 0 {
        open.push(format!(
            "{} not known",
            counted(coverage.unknown, "criterion is", "criteria are")
        ));
    }
    if coverage.unanswered > 0 {
        open.push(format!(
            "{} unanswered",
            counted(coverage.unanswered, "is", "are")
        ));
    }
    (
        "no level yet",
        format!(
            "No criterion here has a level yet, so the domain has no position: {}.",
            list(&open)
        ),
    )
}

/// Why the domain stands where it does, sentence by sentence.
pub fn reasons(lookup: &Lookup<'_>, profile: &DomainProfile) -> Vec<String> {
    let (Some(judged), Some(supported)) = (profile.judged.position, profile.supported.position)
    else {
        let mut reasons = vec![no_position(profile).1];
        if profile.coverage.levelled > 0 {
            let levels = distribution(lookup.scale(), &profile.supported.distribution);
            reasons.push(format!(
                "The criteria that have a level are supported {levels}."
            ));
        }
        reasons.extend(silences(profile));
        return reasons;
    };
    let mut reasons = vec![first(lookup, profile, judged, supported)];
    if profile.provisional {
        reasons.push(provisional(lookup, profile, supported));
    }
    reasons.extend(causes(lookup, &profile.criteria));
    reasons.push(why_here(lookup, profile, supported));
    reasons.extend(why_not_higher(lookup, profile, supported));
    reasons.extend(equal_weights(lookup, profile, supported));
    reasons.extend(silences(profile));
    if lookup.assessment.setup.depth == Depth::Quick {
        reasons.push("All of this is indicative: evidence was not tested.".to_owned());
    }
    reasons
}

fn first(lookup: &Lookup<'_>, profile: &DomainProfile, judged: Level, supported: Level) -> String {
    let (judged_label, supported_label) = (lookup.label(judged), lookup.label(supported));
    let (so_far, is_judged) = if profile.provisional {
        (" so far", "So far judged")
    } else {
        ("", "Judged")
    };
    match lookup.assessment.setup.depth {
        Depth::Full if judged == supported => {
            format!("What is recorded{so_far} supports the judgement.")
        }
        Depth::Full => {
            format!("{is_judged} {judged_label}; what is recorded supports {supported_label}.")
        }
        Depth::Quick if judged == supported => format!("{is_judged} {judged_label}."),
        Depth::Quick => format!("{is_judged} {judged_label}; what can stand is {supported_label}."),
    }
}

fn provisional(lookup: &Lookup<'_>, profile: &DomainProfile, supported: Level) -> String {
    let coverage = profile.coverage;
    let only = format!(
        "Only {} of {} criteria that apply have a level, so the position is provisional",
        number(coverage.levelled),
        number(coverage.applicable)
    );
    match profile.range {
        Some((low, high)) if low == high => {
            format!(
                "{only}; whatever the others turn out to be, it stays at {}.",
                lookup.label(low)
            )
        }
        Some((low, high)) => {
            format!(
                "{only}: once the others have one, it may be anything from {} to {}.",
                lookup.label(low),
                lookup.label(high)
            )
        }
        None => format!("{only}: so far {}.", lookup.label(supported)),
    }
}

/// How much of a domain's weight is supported at a level or above, of how much; and whether weights are all 1.
pub fn weight_at(profile: &DomainProfile, level: Level) -> (u64, u64) {
    let weight = |wanted: &dyn Fn(Level) -> bool| {
        profile
            .criteria
            .iter()
            .filter(|one| one.supported.is_some_and(wanted))
            .map(|one| u64::from(one.weight))
            .sum()
    };
    (weight(&|supported| supported >= level), weight(&|_| true))
}

/// Whether every criterion of a domain counts the same.
pub fn weights_are_equal(profile: &DomainProfile) -> bool {
    profile
        .criteria
        .windows(2)
        .all(|pair| pair[0].weight == pair[1].weight)
}

/// Criteria that are more than the rubric's reach below a level.
pub fn out_of_reach(
    lookup: &Lookup<'_>,
    profile: &DomainProfile,
    level: Level,
) -> Vec<CriterionId> {
    let floor = level.below(lookup.rubric().rules().reach);
    let below = |one: &&CriterionProfile| one.supported.is_some_and(|supported| supported < floor);
    profile
        .criteria
        .iter()
        .filter(below)
        .map(|one| one.criterion.clone())
        .collect()
}

fn at_or_above(profile: &DomainProfile, level: Level) -> (usize, usize) {
    let there = profile
        .criteria
        .iter()
        .filter(|one| one.supported.is_some_and(|supported| supported >= level))
        .count();
    (there, profile.coverage.levelled)
}

fn why_here(lookup: &Lookup<'_>, profile: &DomainProfile, supported: Level) -> String {
    let label = lookup.label(supported);
    let (there, levelled) = at_or_above(profile, supported);
    if supported == Level::LOWEST {
        return format!("Too few criteria are supported above {label} for a higher position.");
    }
    let all =
        profile.coverage.levelled == profile.coverage.applicable + profile.coverage.not_applicable;
    let (one, many) = if all {
        ("criterion is", "criteria are")
    } else {
        ("criterion with a level is", "criteria with a level are")
    };
    let criteria = opened(&part(there, levelled, one, many));
    let reach = lookup.rubric().rules().reach;
    let none = if there == levelled {
        String::new()
    } else {
        format!(
            ", and none is more than {} below",
            crate::words::levels(reach)
        )
    };
    let supported = match lookup.assessment.setup.depth {
        Depth::Full => "supported at",
        Depth::Quick => "at",
    };
    format!("{criteria} {supported} {label} or above{none}.")
}

/// What stands in the way of the level above.
fn why_not_higher(
    lookup: &Lookup<'_>,
    profile: &DomainProfile,
    supported: Level,
) -> Option<String> {
    let goal = Some(supported.above()).filter(|goal| *goal <= lookup.scale().top())?;
    let goal_label = lookup.label(goal);
    if let Some(held_by) = &profile.held_by {
        let title = crate::words::quoted(lookup.title(held_by));
        return Some(format!(
            "{title} alone holds this domain at {}: raising it would lift the position.",
            lookup.label(supported)
        ));
    }
    let (weight, all) = weight_at(profile, goal);
    let share_needed = lookup.rubric().rules().share;
    let mut held = String::new();
    if crate::rubric::Fraction::from_integer(weight)
        < share_needed * crate::rubric::Fraction::from_integer(all)
    {
        let (there, levelled) = at_or_above(profile, goal);
        held = if weights_are_equal(profile) {
            let are = if there == 1 { "is" } else { "are" };
            format!(
                "{goal_label} asks for {} of them; {} of {} {are} there.",
                share(share_needed),
                none_or(there),
                number(levelled)
            )
        } else {
            format!(
                "{goal_label} asks for {} of the weight; {weight} of {all} is there.",
                share(share_needed)
            )
        };
    }
    let far = out_of_reach(lookup, profile, goal);
    if !far.is_empty() {
        let (is, reach) = (
            if far.len() == 1 { "is" } else { "are" },
            lookup.rubric().rules().reach,
        );
        let names = some_of(&lookup.titles(&far), NAMES);
        let below = if held.is_empty() { goal_label } else { "it" };
        let gap = if held.is_empty() { "" } else { " " };
        held.push_str(&format!(
            "{gap}{names} {is} more than {} below {below}.",
            crate::words::levels(reach)
        ));
    }
    (!held.is_empty()).then_some(held)
}

/// A count as the subject of a sentence.
fn none_or(count: usize) -> String {
    if count == 0 {
        "none".to_owned()
    } else {
        number(count)
    }
}

fn equal_weights(lookup: &Lookup<'_>, profile: &DomainProfile, supported: Level) -> Option<String> {
    let equal = profile.equal_weights?;
    Some(if equal == supported {
        "The criteria have different weights; with equal weights the position would be the same."
            .to_owned()
    } else {
        format!(
            "The criteria have different weights; with equal weights the position would be {}.",
            lookup.label(equal)
        )
    })
}

fn silences(profile: &DomainProfile) -> Option<String> {
    let coverage = profile.coverage;
    if coverage.unanswered == coverage.applicable
        || coverage.levelled == 0 && !profile.too_much_not_applicable
    {
        return None;
    }
    let told =
        |count: usize, words: &str| (count > 0).then(|| format!("{} {words}", number(count)));
    let parts: Vec<String> = [
        told(coverage.unknown, "not known"),
        told(coverage.unanswered, "unanswered"),
        told(coverage.not_applicable, "not applicable"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("Left out of the position: {}.", list(&parts)))
}
