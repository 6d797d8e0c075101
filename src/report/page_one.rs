//! Page one: what a trustee reads when there is time for one page.

use crate::assessment::Depth;
use crate::report::criterion::CriterionReport;
use crate::report::domain::DomainReport;
use crate::report::lookup::Lookup;
use crate::rubric::Level;
use crate::scoring::{Basis, CriterionProfile, Settled};
use crate::text::{capitalised, list};
use crate::words::{counted, number, opened, part, quoted, sentence, some_of};

/// How many strengths page one names.
const STRENGTHS: usize = 3;
/// How many uneven places page one tells in people's words.
const UNEVEN: usize = 1;
/// How long people's words on one such place may be, in characters, to stand on page one.
const UNEVEN_LENGTH: usize = 120;
/// How many names a sentence on page one holds.
const NAMES: usize = 4;

/// The sentences of page one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOne {
    /// The finding of the whole, as a heading.
    pub finding: String,
    /// Up to three strengths, or one sentence that says there is none to name.
    pub strengths: Vec<String>,
    /// Where it is uneven: what levels show, then a place in people's words (none in the public edition), then how many more.
    pub uneven: Vec<String>,
    /// What is not known: unknown, unanswered and not applicable apart.
    pub unknown: Vec<String>,
    /// How many of the trust's own judgements are middle answers that no meeting has agreed. `None`: none is.
    pub not_yet_agreed: Option<String>,
}

pub fn compose(lookup: &Lookup<'_>, domains: &[DomainReport]) -> PageOne {
    PageOne {
        finding: finding(lookup, domains),
        strengths: strengths(lookup),
        uneven: uneven(lookup, domains),
        unknown: unknown(lookup),
        not_yet_agreed: not_yet_agreed(lookup),
    }
}

/// How many domains stand where: "Established in three domains, Emerging in one; one is provisional".
fn finding(lookup: &Lookup<'_>, domains: &[DomainReport]) -> String {
    let settled = |level: Level| {
        domains
            .iter()
            .filter(|domain| {
                !domain.provisional
                    && domain
                        .position
                        .as_ref()
                        .is_some_and(|at| at.number == level.number())
            })
            .count()
    };
    let mut at: Vec<String> = Vec::new();
    for level in lookup
        .scale()
        .levels()
        .rev()
        .filter(|level| settled(*level) > 0)
    {
        let domains = if at.is_empty() {
            counted(settled(level), "domain", "domains")
        } else {
            number(settled(level))
        };
        at.push(format!("{} in {domains}", lookup.label(level)));
    }
    let provisional = domains
        .iter()
        .filter(|domain| domain.provisional && domain.position.is_some())
        .count();
    let none = domains
        .iter()
        .filter(|domain| domain.position.is_none())
        .count();
    let mut open = Vec::new();
    if provisional > 0 {
        open.push(counted(
            provisional,
            "domain is provisional",
            "domains are provisional",
        ));
    }
    if none > 0 {
        open.push(counted(
            none,
            "domain has no position",
            "domains have no position",
        ));
    }
    let verb = match lookup.assessment.setup.depth {
        Depth::Full => "Supported",
        Depth::Quick => "Judged, not tested",
    };
    match (at.is_empty(), open.is_empty()) {
        (false, true) => format!("{verb}: {}", list(&at)),
        (false, false) => format!("{verb}: {}; {}", list(&at), list(&open)),
        (true, _) if none == domains.len() => "No domain has a position yet".to_owned(),
        (true, _) => capitalised(&list(&open)),
    }
}

fn not_yet_agreed(lookup: &Lookup<'_>) -> Option<String> {
    let judged = lookup
        .profile
        .criteria()
        .filter(|profile| profile.judged.is_some())
        .count();
    let open = lookup
        .profile
        .criteria()
        .filter(|profile| profile.basis == Some(Basis::NotYetAgreed))
        .count();
    let are = if open == 1 {
        "is a middle answer"
    } else {
        "are middle answers"
    };
    (open > 0).then(|| {
        format!(
            "{} {are}, not yet agreed.",
            opened(&part(open, judged, "own judgement", "own judgements"))
        )
    })
}

fn strengths(lookup: &Lookup<'_>) -> Vec<String> {
    let mut levelled: Vec<(Level, &CriterionProfile)> = lookup
        .profile
        .criteria()
        .filter_map(|profile| Some((profile.supported?, profile)))
        .collect();
    if levelled.is_empty() {
        return vec!["No criterion has a level yet, so there is no strength to name.".to_owned()];
    }
    // The sort is stable, so ties stay in rubric order.
    levelled.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    levelled.retain(|(level, _)| *level > Level::LOWEST);
    if levelled.is_empty() {
        let lowest = lookup.label(Level::LOWEST);
        return vec![format!(
            "No criterion is supported above {lowest} yet, so there is no strength to name."
        )];
    }
    let how = match lookup.assessment.setup.depth {
        Depth::Full => "supported at",
        Depth::Quick => "at",
    };
    levelled.truncate(STRENGTHS);
    // Those at the same level are told together.
    levelled
        .chunk_by(|(one, _), (other, _)| one == other)
        .map(|same| {
            let titles: Vec<String> = same
                .iter()
                .map(|(_, profile)| quoted(lookup.title(&profile.criterion)))
                .collect();
            let are = if same.len() == 1 { "is" } else { "are" };
            format!("{} {are} {how} {}.", list(&titles), lookup.label(same[0].0))
        })
        .collect()
}

fn uneven(lookup: &Lookup<'_>, domains: &[DomainReport]) -> Vec<String> {
    let mut uneven: Vec<String> = widest(lookup, domains).into_iter().collect();
    let told: Vec<(&CriterionReport, &String)> = domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .filter_map(|criterion| Some((criterion, criterion.uneven.first()?)))
        .collect();
    // Longer words wait for the section on their domain.
    let shown = told
        .iter()
        .filter(|(_, text)| text.chars().count() <= UNEVEN_LENGTH)
        .take(UNEVEN);
    let shown: Vec<String> = shown
        .map(|(criterion, text)| {
            format!("{}: {}", quoted(&criterion.title), quoted(&sentence(text)))
        })
        .collect();
    let left = told.len() - shown.len();
    let more = if shown.is_empty() {
        counted(left, "criterion is", "criteria are")
    } else {
        counted(left, "more criterion is", "more criteria are")
    };
    uneven.extend(shown);
    if left > 0 {
        uneven.push(format!(
            "{} described as uneven in people's own words.",
            opened(&more)
        ));
    }
    uneven
}

/// The domain whose criteria lie furthest apart, if that is two levels or more, and how many others are as wide.
fn widest(lookup: &Lookup<'_>, domains: &[DomainReport]) -> Option<String> {
    let ends = |domain: &DomainReport| {
        let mut used = lookup
            .scale()
            .levels()
            .zip(&domain.distribution)
            .filter(|(_, count)| **count > 0)
            .map(|(level, _)| level);
        let low = used.next()?;
        Some((low, used.last().unwrap_or(low)))
    };
    let apart: Vec<(u8, Level, Level, &DomainReport)> = domains
        .iter()
        .filter_map(|domain| {
            ends(domain).map(|(low, high)| (high.number() - low.number(), low, high, domain))
        })
        .filter(|(gap, ..)| *gap >= 2)
        .collect();
    let most = apart.iter().map(|(gap, ..)| *gap).max()?;
    let (_, low, high, domain) = apart.iter().find(|(gap, ..)| *gap == most)?;
    let others = match apart.len() - 1 {
        0 => String::new(),
        others => format!(
            " In {} they are two levels apart or more, too.",
            counted(others, "other domain", "other domains")
        ),
    };
    Some(format!(
        "Criteria lie furthest apart in {}, from {} to {}.{others}",
        domain.title,
        lookup.label(*low),
        lookup.label(*high)
    ))
}

fn unknown(lookup: &Lookup<'_>) -> Vec<String> {
    let titles = |wanted: Settled| -> Vec<String> {
        lookup
            .profile
            .criteria()
            .filter(|profile| profile.settled == wanted)
            .map(|profile| quoted(lookup.title(&profile.criterion)))
            .collect()
    };
    let told = |wanted: Settled, one: &str, many: &str| {
        let titles = titles(wanted);
        (!titles.is_empty()).then(|| {
            format!(
                "{}: {}.",
                opened(&counted(titles.len(), one, many)),
                some_of(&titles, NAMES)
            )
        })
    };
    let all = lookup.profile.criteria().count();
    let mut unknown: Vec<String> = Vec::new();
    unknown.extend(told(
        Settled::Unknown,
        "criterion was answered “don't know”",
        "criteria were answered “don't know”",
    ));
    if titles(Settled::Unanswered).len() == all {
        unknown.push("No criterion has been answered yet.".to_owned());
    } else {
        unknown.extend(told(
            Settled::Unanswered,
            "criterion is unanswered",
            "criteria are unanswered",
        ));
    }
    unknown.extend(told(
        Settled::NotApplicable,
        "criterion does not apply to this trust",
        "criteria do not apply to this trust",
    ));
    if unknown.is_empty() {
        unknown.push("Every criterion has a level.".to_owned());
    }
    unknown
}
