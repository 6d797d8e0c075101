//! What happened, in words: never as a percentage, and never a rise where the wording changed.

use crate::report::change::moves::{MoveReport, SpanReport};
use crate::report::change::pair::Pair;
use crate::report::change::row::{Row, named};
use crate::report::criterion::silence;
use crate::rubric::{CriterionId, Origin, Rubric, Trace};
use crate::scoring::{
    ChangeCause, Compared, CriterionChange, DomainBreak, DomainChange, Movement, Side,
};
use crate::text::list;
use crate::words::{counted, number, opened, quoted, some_of};

const NOTHING_EARLIER: &str = "cannot be set beside anything earlier";

/// How many criteria a sentence names before it counts the rest.
const NAMES: usize = 4;

/// The word for a movement, as a table shows it.
pub const fn phrase(movement: Movement) -> &'static str {
    match movement {
        Movement::Risen => "Risen",
        Movement::Fallen => "Fallen",
        Movement::Same => "The same",
        Movement::New => "New",
        Movement::Gone => "Gone",
        Movement::Break => "Break in the series",
    }
}

/// The heading over a comparison.
pub fn finding(row: &Row<'_>, latest: &SpanReport) -> String {
    let first = row
        .assessments
        .first()
        .map_or("", |assessment| assessment.setup.cycle.trim());
    let what = moves(
        &latest.domains,
        "domain",
        "domains",
        "no domain’s position has moved",
    );
    let since = if row.assessments.len() > 2 {
        format!("since {first}; in the last cycle {what}")
    } else {
        format!("since {first}: {what}")
    };
    format!("What changed {since}")
}

/// "two domains have risen and one has fallen", of those that can be compared.
fn moves(told: &[MoveReport], one: &str, many: &str, still: &str) -> String {
    let count = |movement: Movement| told.iter().filter(|told| told.movement == movement).count();
    let comparable = count(Movement::Risen) + count(Movement::Fallen) + count(Movement::Same);
    if comparable == 0 {
        return format!("no {one} can be compared");
    }
    let mut parts = Vec::new();
    let mut noun = (one, many);
    for (movement, single, several) in [
        (Movement::Risen, "has risen", "have risen"),
        (Movement::Fallen, "has fallen", "have fallen"),
    ] {
        let there = count(movement);
        if there > 0 {
            let name = if noun.0.is_empty() {
                number(there)
            } else {
                counted(there, noun.0, noun.1)
            };
            parts.push(format!(
                "{name} {}",
                if there == 1 { single } else { several }
            ));
            noun = ("", "");
        }
    }
    if parts.is_empty() {
        still.to_owned()
    } else {
        list(&parts)
    }
}

/// What happened over all, in sentences.
pub fn summary(domains: &[MoveReport], criteria: &[MoveReport]) -> Vec<String> {
    let mut words = vec![format!(
        "{}.",
        opened(&moves(
            domains,
            "domain",
            "domains",
            "no domain’s position has moved"
        ))
    )];
    let of = |movement: Movement| {
        criteria
            .iter()
            .filter(move |told| told.movement == movement)
    };
    words.push(format!(
        "{}.",
        opened(&moves(
            criteria,
            "criterion",
            "criteria",
            "no criterion has moved"
        ))
    ));
    let same = of(Movement::Same).count();
    if same > 0 {
        words.push(format!(
            "{} the same.",
            opened(&counted(same, "criterion is", "criteria are"))
        ));
    }
    let came = |told: &&MoveReport| told.from_standing.is_none();
    let went = |told: &&MoveReport| told.to_standing.is_none();
    let parts: [(Vec<&MoveReport>, &str, &str); 5] = [
        (
            of(Movement::Break).collect(),
            "was reworded, which is a break in the series and no rise or fall",
            "were reworded, which is a break in the series and no rise or fall",
        ),
        (
            of(Movement::New).filter(came).collect(),
            NOTHING_EARLIER,
            NOTHING_EARLIER,
        ),
        (
            of(Movement::New).filter(|told| !came(told)).collect(),
            "has a level now, and had none",
            "have a level now, and had none",
        ),
        (
            of(Movement::Gone).filter(went).collect(),
            "is no longer asked as it was",
            "are no longer asked as they were",
        ),
        (
            of(Movement::Gone).filter(|told| !went(told)).collect(),
            "has no level any more",
            "have no level any more",
        ),
    ];
    for (told, one, many) in parts {
        let titles: Vec<String> = told.iter().map(|told| quoted(&told.title)).collect();
        if !titles.is_empty() {
            words.push(format!(
                "{} {}.",
                some_of(&titles, NAMES),
                if titles.len() == 1 { one } else { many }
            ));
        }
    }
    let by_evidence = criteria
        .iter()
        .filter(|told| told.causes.contains(&ChangeCause::EvidenceLapsed))
        .count();
    if by_evidence > 0 {
        words.push(format!(
            "{} because evidence has grown old or is missing, not because anybody judged the practice to be worse.",
            opened(&counted(by_evidence, "criterion has fallen", "criteria have fallen"))
        ));
    }
    words
}

/// What happened to a domain.
pub fn domain(pair: &Pair<'_>, change: &DomainChange) -> String {
    let (from, to) = (
        named(&pair.before.rubric, change.from),
        named(&pair.after.rubric, change.to),
    );
    let label = |level: Option<crate::words::NamedLevel>| {
        level.map_or_else(|| "no position".to_owned(), |level| level.label)
    };
    let (from, to) = (label(from), label(to));
    let moved = match change.movement {
        Movement::Risen => format!("Up from {from} to {to}."),
        Movement::Fallen => format!("Down from {from} to {to}."),
        Movement::Same => format!("Still {to}."),
        Movement::New
            if change.from.is_none()
                && pair.before.rubric.domain(change.domain.as_str()).is_none() =>
        {
            if change.to.is_some() {
                format!("New in the rubric; now {to}.")
            } else {
                "New in the rubric; it has no position yet.".to_owned()
            }
        }
        Movement::New => format!("Now {to}; it had no position."),
        Movement::Gone if pair.after.rubric.domain(change.domain.as_str()).is_none() => {
            match change.from {
                Some(_) => format!("No longer in the rubric; it was {from}."),
                None => "No longer in the rubric; it had no position.".to_owned(),
            }
        }
        Movement::Gone => format!("No position now; it was {from}."),
        Movement::Break => {
            let why: Vec<&str> = change
                .breaks
                .iter()
                .map(|found| match found {
                    DomainBreak::Criteria => "its criteria are not all the same",
                    DomainBreak::Rules => "the rules of the rubric are others",
                    DomainBreak::Weights => "criteria have other weights",
                })
                .collect();
            format!(
                "Then {from}, now {to}: not to be set side by side, because {}.",
                list(&why)
            )
        }
    };
    let (risen, fallen) = (
        change.count(Movement::Risen),
        change.count(Movement::Fallen),
    );
    let counts: Vec<String> = [(risen, "rose"), (fallen, "fell")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", counted(count, "criterion", "criteria")))
        .collect();
    if counts.is_empty() {
        moved
    } else {
        format!("{moved} {}.", opened(&list(&counts)))
    }
}

/// What happened to a criterion, and why.
pub fn criterion(pair: &Pair<'_>, change: &CriterionChange) -> String {
    let (before, after) = (&*pair.before.rubric, &*pair.after.rubric);
    let stood = |rubric: &Rubric, side: Option<&Side>| {
        side.map_or_else(String::new, |side| stood(rubric, side, pair.row.compared))
    };
    let (from, to) = (
        stood(before, change.from.as_ref()),
        stood(after, change.to.as_ref()),
    );
    let moved = match change.movement {
        Movement::Risen => format!("Up from {from} to {to}."),
        Movement::Fallen => format!("Down from {from} to {to}."),
        Movement::Same if from == to => format!("Still {to}."),
        Movement::Same => format!("No level then ({from}), and none now ({to})."),
        Movement::Break => format!(
            "The wording has changed, so this is a break in the series. Then: {from}. Now: {to}."
        ),
        Movement::New => match (&change.from, &change.to) {
            (Some(_), _) => format!("Now {to}; it had no level ({from})."),
            (None, Some(side)) => format!(
                "{} Now: {to}.",
                came(before, pair.change.revision.trace(&side.criterion))
            ),
            (None, None) => String::new(),
        },
        Movement::Gone => match (&change.from, &change.to) {
            (_, Some(_)) => format!("No level now ({to}); it was {from}."),
            (Some(side), None) => format!(
                "{} It was: {from}.",
                went(after, pair.change.revision.heirs(&side.criterion))
            ),
            (None, None) => String::new(),
        },
    };
    let causes: String = change
        .causes
        .iter()
        .filter_map(|cause| why(*cause))
        .collect();
    format!("{moved}{causes}")
}

/// A level or a silence in a word.
fn stood(rubric: &Rubric, side: &Side, compared: Compared) -> String {
    side.level(compared).map_or_else(
        || silence(side.settled).to_owned(),
        |level| rubric.scale().label(level).to_owned(),
    )
}

/// Where a criterion that can be compared with none comes from.
fn came(older: &Rubric, trace: Option<&Trace>) -> String {
    let title = |id: &CriterionId| {
        quoted(
            older
                .criterion(id)
                .map_or(id.as_str(), |criterion| &criterion.title),
        )
    };
    match trace.map(|trace| &trace.origin) {
        Some(Origin::SplitFrom(from)) => {
            format!(
                "One of several that were made from {}, so there is nothing to compare it with.",
                title(from)
            )
        }
        Some(Origin::MergedFrom(from)) => {
            let titles: Vec<String> = from.iter().map(title).collect();
            format!(
                "Made from {}, so there is nothing to compare it with.",
                list(&titles)
            )
        }
        Some(Origin::New | Origin::Same | Origin::Renamed(_)) | None => {
            "New in the rubric.".to_owned()
        }
    }
}

/// What became of a criterion that is gone.
fn went(newer: &Rubric, heirs: &[CriterionId]) -> String {
    let titles: Vec<String> = heirs
        .iter()
        .map(|id| {
            quoted(
                newer
                    .criterion(id)
                    .map_or(id.as_str(), |criterion| &criterion.title),
            )
        })
        .collect();
    if titles.is_empty() {
        "No longer in the rubric.".to_owned()
    } else {
        format!("It has become part of {}.", list(&titles))
    }
}

const fn why(cause: ChangeCause) -> Option<&'static str> {
    match cause {
        // The break says so already.
        ChangeCause::Reworded => None,
        ChangeCause::MorePeople => Some(" More people were asked than before."),
        ChangeCause::EvidenceLapsed => Some(
            " The evidence is weaker than it was: some of it has grown old or was not recorded again.",
        ),
        ChangeCause::AgreedNow => {
            Some(" A meeting has agreed the judgement, which was not agreed before.")
        }
    }
}
