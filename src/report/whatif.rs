//! What would change if something stood otherwise, in words; and how a person writes down what to suppose.

mod read;

use crate::assessment::{Assessment, Depth};
use crate::document::{Column, Document, Phrase, Table, Tone};
use crate::report::Edition;
use crate::report::criterion::{cap_report, silence};
use crate::report::evidence::asked_for;
use crate::report::lookup::Lookup;
use crate::report::position::{reasons, words};
use crate::report::priority::{PriorityReport, compose as priorities};
use crate::rubric::{CriterionId, Level};
use crate::scoring::{CriterionProfile, DomainProfile, Supposition, WhatIf};
use crate::text::list;
use crate::words::{counted, number, opened, quoted, sentence, some_of};

pub use read::{CHANGE_WORDS, Way, read_changes, ways};

/// How many names a sentence holds before it counts the rest.
const NAMES: usize = 3;

/// That nothing is kept.
pub const NOTHING_SAVED: &str = "Nothing is saved. This is how it would stand if what follows were so on the day of the assessment, and all else as it is.";

/// What a supposition would change: positions, ranges, criteria and priorities, with the reasons.
pub fn whatif(assessment: &Assessment, whatif: &WhatIf) -> Document {
    let today = Lookup::new(assessment, &whatif.before, Edition::Full);
    let then = Lookup::new(&whatif.supposed, &whatif.after, Edition::Full);
    let mut document = Document::new(format!(
        "{}: what if, {}",
        assessment.setup.trust, assessment.setup.cycle
    ));
    document.callout(Tone::Note, NOTHING_SAVED);
    document.heading(2, "What is supposed");
    document.bullets(whatif.changes.iter().map(|change| supposed(&today, change)));
    if assessment.setup.depth == Depth::Quick
        && whatif
            .changes
            .iter()
            .any(|change| matches!(change, Supposition::Evidence(..)))
    {
        document.paragraph("This is a quick assessment: evidence limits nothing in it, so supposing more or less of it changes nothing.");
    }
    domains(&mut document, &today, &then, whatif);
    criteria(&mut document, &today, &then, whatif);
    priority_changes(&mut document, &priorities(&today), &priorities(&then));
    document
}

/// The changes as the command line takes them.
pub fn arguments(changes: &[Supposition]) -> String {
    let pair = |change: &Supposition| match change {
        Supposition::Level(id, level) => format!("{id} {level}"),
        Supposition::Unknown(id) => format!("{id} unknown"),
        Supposition::NotApplicable(id) => format!("{id} not-applicable"),
        Supposition::Evidence(id, strength) => format!("{id} {}", strength.name()),
        Supposition::NoWarningSigns(id) => format!("{id} no-warning-signs"),
        Supposition::Standard(id, status) => format!("{id} {}", status.word()),
    };
    changes.iter().map(pair).collect::<Vec<_>>().join(" ")
}

/// What is supposed, one by one, each in a sentence with how it is today.
pub fn suppositions(assessment: &Assessment, whatif: &WhatIf) -> Vec<String> {
    let today = Lookup::new(assessment, &whatif.before, Edition::Full);
    let told = |change| {
        let phrase = supposed(&today, change);
        phrase.lead.map_or(phrase.text.clone(), |lead| {
            format!("{lead} {}", phrase.text)
        })
    };
    whatif.changes.iter().map(told).collect()
}

/// One supposition with how it is today.
fn supposed(today: &Lookup<'_>, change: &Supposition) -> Phrase {
    let of = |id: &CriterionId| format!("{} ({id})", quoted(today.title(id)));
    let judged = |id: &CriterionId| {
        today
            .standing(id)
            .map_or_else(String::new, |(_, profile)| judged_words(today, profile))
    };
    match change {
        Supposition::Level(id, level) => Phrase::from(format!(
            "{} is judged {}; today: {}.",
            of(id),
            today.named(*level).both(),
            judged(id)
        )),
        Supposition::Unknown(id) => {
            Phrase::from(format!("{} is not known; today: {}.", of(id), judged(id)))
        }
        Supposition::NotApplicable(id) => Phrase::from(format!(
            "{} is not applicable; today: {}.",
            of(id),
            judged(id)
        )),
        Supposition::Evidence(id, strength) => {
            let now = today
                .standing(id)
                .map_or("none", |(_, profile)| profile.evidence.strength.name());
            Phrase::from(format!(
                "{} has evidence {}: {}; today: {now}.",
                of(id),
                strength.name(),
                asked_for(*strength)
            ))
        }
        Supposition::NoWarningSigns(id) => {
            let ticked = today
                .standing(id)
                .is_some_and(|(_, profile)| profile.warning_cap().is_some());
            let now = if ticked {
                "one is ticked and unexplained"
            } else {
                "none tells against it either"
            };
            Phrase::from(format!(
                "No warning sign tells against {}; today: {now}.",
                of(id)
            ))
        }
        Supposition::Standard(id, status) => {
            let statement = today.standard(id).map_or_else(String::new, |standard| {
                quoted(&sentence(&standard.statement))
            });
            let now = today
                .entry(id)
                .map_or("unanswered", |entry| entry.status.phrase());
            Phrase::from(format!(
                "{statement} ({id}) is {}; today: {now}.",
                status.phrase()
            ))
        }
    }
}

fn judged_words(lookup: &Lookup<'_>, profile: &CriterionProfile) -> String {
    profile.judged.map_or_else(
        || silence(profile.settled).to_owned(),
        |judged| lookup.named(judged).both(),
    )
}

fn supported_words(lookup: &Lookup<'_>, profile: &CriterionProfile) -> String {
    profile.supported.map_or_else(
        || silence(profile.settled).to_owned(),
        |supported| lookup.named(supported).both(),
    )
}

/// A value today and then; once where it stays.
fn moved(today: &str, then: &str) -> String {
    if today == then {
        format!("{today}, as today")
    } else {
        format!("{then}; today {today}")
    }
}

fn domains(document: &mut Document, today: &Lookup<'_>, then: &Lookup<'_>, whatif: &WhatIf) {
    document.heading(2, "What would become of the domains");
    let touched = whatif.criteria();
    let holds = |profile: &DomainProfile| {
        profile
            .criteria
            .iter()
            .any(|one| touched.contains(&one.criterion))
    };
    let pairs: Vec<(&DomainProfile, &DomainProfile)> = whatif
        .before
        .domains
        .iter()
        .zip(&whatif.after.domains)
        .filter(|(before, _)| holds(before))
        .collect();
    for (before, after) in &pairs {
        let title = today
            .rubric()
            .domain(before.domain.as_str())
            .map_or("", |domain| &domain.title);
        let (now, later) = (words(today, before), words(then, after));
        document.heading(3, format!("{title}: {}", headline(before, after)));
        document.table(Table {
            caption: format!("{title}, today and then"),
            columns: vec![
                Column::text("Reading"),
                Column::text("Today"),
                Column::text("Then"),
            ],
            rows: vec![
                vec![
                    "Own judgement".into(),
                    now.judged.into(),
                    later.judged.into(),
                ],
                vec![
                    "Supported".into(),
                    now.supported.into(),
                    later.supported.into(),
                ],
                vec![
                    "May turn out to be".into(),
                    range(today, before).into(),
                    range(then, after).into(),
                ],
            ],
        });
        document.sentences(&reasons(then, after));
        document.paragraph(steps_left(then, after));
    }
    if pairs.len() < whatif.before.domains.len() {
        document.paragraph(if pairs.is_empty() {
            "No domain would change."
        } else {
            "No other domain would change."
        });
    }
}

/// What would be left to do to the position above.
fn steps_left(then: &Lookup<'_>, after: &DomainProfile) -> String {
    let Some(goal) = after
        .supported
        .position
        .map(Level::above)
        .filter(|_| !after.staircase.is_empty())
    else {
        return String::new();
    };
    let ids: Vec<CriterionId> = after
        .staircase
        .iter()
        .map(|step| step.criterion.clone())
        .collect();
    let (one, many) = ("one raise would be left", "raises would be left");
    let left = if ids.len() == 1 {
        one.to_owned()
    } else {
        format!("{} {many}", number(ids.len()))
    };
    format!(
        "To stand at {}, {left}: {}.",
        then.label(goal),
        some_of(&then.titles(&ids), NAMES)
    )
}

/// What became of the supported position.
fn headline(before: &DomainProfile, after: &DomainProfile) -> &'static str {
    match (before.supported.position, after.supported.position) {
        (None, None) => "still no position",
        (None, Some(_)) => "it would have a position",
        (Some(_), None) => "it would have no position any more",
        (Some(now), Some(later)) if later > now => "it would rise",
        (Some(now), Some(later)) if later < now => "it would fall",
        (Some(_), Some(_)) if after.judged.position > before.judged.position => {
            "judged higher, and supported as today"
        }
        (Some(_), Some(_)) if after.judged.position < before.judged.position => {
            "judged lower, and supported as today"
        }
        (Some(_), Some(_)) => "it would stay where it is",
    }
}

fn range(lookup: &Lookup<'_>, profile: &DomainProfile) -> String {
    let label = |level: Level| lookup.label(level).to_owned();
    match profile.range {
        None => "no position".to_owned(),
        Some((low, high)) if low == high => label(low),
        Some((low, high)) => format!("{} to {}", label(low), label(high)),
    }
}

fn criteria(document: &mut Document, today: &Lookup<'_>, then: &Lookup<'_>, whatif: &WhatIf) {
    document.heading(2, "What would become of the criteria");
    let mut limits = Vec::new();
    let mut rows = Vec::new();
    for id in whatif.criteria() {
        let (Some((_, before)), Some((_, after)), Some(criterion)) =
            (today.standing(&id), then.standing(&id), then.criterion(&id))
        else {
            continue;
        };
        let judged = moved(&judged_words(today, before), &judged_words(then, after));
        let supported = moved(
            &supported_words(today, before),
            &supported_words(then, after),
        );
        rows.push(vec![
            format!("{} ({id})", criterion.title).into(),
            judged.into(),
            supported.into(),
        ]);
        let caps: Vec<String> = after
            .biting()
            .map(|cap| cap_report(then, criterion, cap).reason)
            .collect();
        if !caps.is_empty() {
            limits.push(Phrase::led(
                format!("What would still limit {}:", quoted(&criterion.title)),
                caps.join(" "),
            ));
        }
    }
    document.table(Table {
        caption: "The criteria that are spoken of".to_owned(),
        columns: vec![
            Column::text("Criterion"),
            Column::text("Own judgement"),
            Column::text("Supported"),
        ],
        rows,
    });
    document.bullets(limits);
}

fn priority_changes(document: &mut Document, today: &[PriorityReport], then: &[PriorityReport]) {
    document.heading(2, "What would become of the priorities");
    let same =
        |one: &PriorityReport, other: &PriorityReport| one.kind == other.kind && one.id == other.id;
    let find = |all: &[PriorityReport], wanted: &PriorityReport| {
        all.iter().find(|one| same(one, wanted)).cloned()
    };
    let mut changes = Vec::new();
    for gone in today.iter().filter(|one| find(then, one).is_none()) {
        changes.push(Phrase::led(
            "No longer a priority:",
            format!("{} It was: {}", gone.lead(), gone.reason),
        ));
    }
    for one in then {
        match find(today, one) {
            None => changes.push(Phrase::led(
                "A new priority:",
                format!("{} {}", one.lead(), one.reason),
            )),
            Some(before) if before.tier != one.tier => {
                let lead = format!(
                    "Now “{}” instead of “{}”:",
                    one.tier.name(),
                    before.tier.name()
                );
                changes.push(Phrase::led(lead, format!("{}. {}", one.title, one.reason)));
            }
            Some(before) if before.reason != one.reason => {
                changes.push(Phrase::led(
                    "For another reason:",
                    format!("{} {}", one.lead(), one.reason),
                ));
            }
            Some(_) => {}
        }
    }
    if changes.is_empty() {
        document.paragraph("The priorities would stay as they are.");
        return;
    }
    document.bullets(changes);
    let counts = [
        counted(today.len(), "priority", "priorities"),
        counted(then.len(), "priority", "priorities"),
    ];
    document.paragraph(format!("{} today, {} then.", opened(&counts[0]), counts[1]));
    let mut first: Vec<String> = then.iter().map(|one| quoted(&one.title)).collect();
    // A standard and its criterion share a title.
    first.dedup();
    first.truncate(NAMES);
    if !first.is_empty() {
        document.paragraph(format!("First would come {}.", list(&first)));
    }
}

#[cfg(test)]
mod tests;
