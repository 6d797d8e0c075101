//! Cases of a rubric, run: what was expected, and what came of it.

use crate::assessment::{About, Case, Expected, Fact};
use crate::diagnostic::{Code, Diagnostic};
use crate::report::criterion::{
    basis_word, cap_report, compose as compose_criterion, settled_word,
};
use crate::report::explain::effect;
use crate::report::lookup::Lookup;
use crate::report::position::reasons;
use crate::report::{Edition, standard};
use crate::rubric::{CriterionId, DomainId, Level};
use crate::scoring::{Cap, CriterionProfile, DomainProfile, Subject, score};

/// What came of it stands under the caret too, where it is not longer than this.
const LONGEST_LABEL: usize = 60;

/// Scores a case. Every expectation that does not hold is an error at its place, with what came instead, and why.
pub fn check_case(case: &Case) -> Vec<Diagnostic> {
    let profile = score(&case.assessment);
    let lookup = Lookup::new(&case.assessment, &profile, Edition::Full);
    case.expected
        .iter()
        .filter_map(|expected| check(case, &lookup, expected))
        .collect()
}

/// What a fact should be and what it is, in words; equal where the expectation holds.
struct Compared {
    /// What is compared, such as "the position of governance".
    what: String,
    expected: String,
    got: String,
    holds: bool,
    /// Why it came out so.
    why: String,
}

fn check(case: &Case, lookup: &Lookup<'_>, expected: &Expected) -> Option<Diagnostic> {
    let compared = compare(case, lookup, &expected.fact)?;
    if compared.holds {
        return None;
    }
    let message = format!(
        "{}: expected {}, got {}",
        compared.what, compared.expected, compared.got
    );
    let label = if compared.got.chars().count() > LONGEST_LABEL {
        "not so".to_owned()
    } else {
        format!("got {}", compared.got)
    };
    let problem =
        Diagnostic::error(Code::Case, message).at(&case.source, expected.span.clone(), label);
    Some(if compared.why.is_empty() {
        problem
    } else {
        problem.help(compared.why)
    })
}

fn compare(case: &Case, lookup: &Lookup<'_>, fact: &Fact) -> Option<Compared> {
    match fact {
        Fact::Position(id, level) => of_domain(lookup, id, "the position", *level, |profile| {
            profile.supported.position
        }),
        Fact::Judged(id, level) => {
            of_domain(lookup, id, "the judged position", *level, |profile| {
                profile.judged.position
            })
        }
        Fact::EqualWeights(id, level) => of_domain(
            lookup,
            id,
            "the position with equal weights",
            *level,
            |profile| profile.equal_weights,
        ),
        Fact::Provisional(id, provisional) => {
            let word = |provisional: bool| {
                if provisional {
                    "provisional"
                } else {
                    "not provisional"
                }
                .to_owned()
            };
            in_domain(lookup, id, "the position", |profile| {
                (word(*provisional), word(profile.provisional))
            })
        }
        Fact::Range(id, range) => {
            let word = |range: Option<(Level, Level)>| {
                range.map_or_else(
                    || "no range".to_owned(),
                    |(low, high)| format!("{} to {}", named(lookup, low), named(lookup, high)),
                )
            };
            in_domain(lookup, id, "the range", |profile| {
                (word(*range), word(profile.range))
            })
        }
        Fact::Distribution(id, counts) => in_domain(lookup, id, "the distribution", |profile| {
            (
                format!("{counts:?}"),
                format!("{:?}", profile.supported.distribution),
            )
        }),
        Fact::Staircase(id, steps) => in_domain(lookup, id, "the staircase", |profile| {
            let words = |steps: Vec<String>| {
                if steps.is_empty() {
                    "no step".to_owned()
                } else {
                    steps.join("; ")
                }
            };
            let wanted = steps
                .iter()
                .map(|(criterion, level, by)| format!("{criterion} {level} by {by}"))
                .collect();
            let got = profile
                .staircase
                .iter()
                .map(|step| format!("{} {} by {}", step.criterion, step.to, step.by.word()))
                .collect();
            (words(wanted), words(got))
        }),
        Fact::Rating(id, word) => in_criterion(lookup, id, "the standing", |profile| {
            (word.clone(), settled_word(profile.settled).to_owned())
        }),
        Fact::Basis(id, word) => in_criterion(lookup, id, "what it rests on", |profile| {
            (
                word.clone(),
                profile.basis.map_or("none", basis_word).to_owned(),
            )
        }),
        Fact::JudgedLevel(id, level) => in_criterion(lookup, id, "the judged level", |profile| {
            (or_none(lookup, *level), or_none(lookup, profile.judged))
        }),
        Fact::SupportedLevel(id, level) => {
            in_criterion(lookup, id, "the supported level", |profile| {
                (or_none(lookup, *level), or_none(lookup, profile.supported))
            })
        }
        Fact::Evidence(id, name) => in_criterion(lookup, id, "the evidence", |profile| {
            (name.clone(), profile.evidence.strength.name().to_owned())
        }),
        Fact::Cap {
            criterion,
            rule,
            by,
            level,
        } => cap(lookup, criterion, &cap_words(rule, by, *level)),
        Fact::NoOtherCap(id) => no_other_cap(case, lookup, id),
        Fact::Says { subject, words } => says(lookup, subject, words),
        Fact::Priority { subject, tier } => Some(priority(lookup, subject, *tier)),
    }
}

fn named(lookup: &Lookup<'_>, level: Level) -> String {
    lookup.named(level).both()
}

fn or_none(lookup: &Lookup<'_>, level: Option<Level>) -> String {
    level.map_or_else(|| "none".to_owned(), |level| named(lookup, level))
}

fn in_domain(
    lookup: &Lookup<'_>,
    id: &DomainId,
    what: &str,
    words: impl Fn(&DomainProfile) -> (String, String),
) -> Option<Compared> {
    let profile = lookup
        .profile
        .domains
        .iter()
        .find(|domain| domain.domain == *id)?;
    let (expected, got) = words(profile);
    let holds = expected == got;
    Some(Compared {
        what: format!("{id}, {what}"),
        expected,
        got,
        holds,
        why: reasons(lookup, profile).join(" "),
    })
}

fn of_domain(
    lookup: &Lookup<'_>,
    id: &DomainId,
    what: &str,
    level: Option<Level>,
    read: impl Fn(&DomainProfile) -> Option<Level>,
) -> Option<Compared> {
    in_domain(lookup, id, what, |profile| {
        (or_none(lookup, level), or_none(lookup, read(profile)))
    })
}

fn in_criterion(
    lookup: &Lookup<'_>,
    id: &CriterionId,
    what: &str,
    words: impl Fn(&CriterionProfile) -> (String, String),
) -> Option<Compared> {
    let (_, profile) = lookup.standing(id)?;
    let (expected, got) = words(profile);
    let holds = expected == got;
    Some(Compared {
        what: format!("{id}, {what}"),
        expected,
        got,
        holds,
        why: criterion_reasons(lookup, id),
    })
}

fn criterion_reasons(lookup: &Lookup<'_>, id: &CriterionId) -> String {
    let found = lookup.criterion(id).zip(lookup.standing(id));
    found.map_or_else(String::new, |(criterion, (_, profile))| {
        compose_criterion(lookup, criterion, profile)
            .reasons
            .join(" ")
    })
}

/// The caps that bite on a criterion, each as a case writes it.
fn biting(lookup: &Lookup<'_>, id: &CriterionId) -> Option<Vec<String>> {
    let (criterion, (_, profile)) = lookup.criterion(id).zip(lookup.standing(id))?;
    let words = |cap: &Cap| {
        let report = cap_report(lookup, criterion, cap);
        cap_words(report.rule.word(), &report.id, cap.level)
    };
    Some(profile.biting().map(words).collect())
}

fn cap(lookup: &Lookup<'_>, id: &CriterionId, wanted: &str) -> Option<Compared> {
    let caps = biting(lookup, id)?;
    let holds = caps.iter().any(|cap| cap == wanted);
    Some(Compared {
        what: format!("{id}, the caps"),
        expected: format!("“{wanted}”"),
        got: caps_in_words(&caps),
        holds,
        why: criterion_reasons(lookup, id),
    })
}

/// That nothing limits a criterion but what the case names.
fn no_other_cap(case: &Case, lookup: &Lookup<'_>, id: &CriterionId) -> Option<Compared> {
    let caps = biting(lookup, id)?;
    let named: Vec<String> = case
        .expected
        .iter()
        .filter_map(|expected| {
            if let Fact::Cap {
                criterion,
                rule,
                by,
                level,
            } = &expected.fact
                && criterion == id
            {
                Some(cap_words(rule, by, *level))
            } else {
                None
            }
        })
        .collect();
    let others: Vec<String> = caps
        .into_iter()
        .filter(|cap| !named.contains(cap))
        .collect();
    let holds = others.is_empty();
    Some(Compared {
        what: format!("{id}, the caps"),
        expected: "none but those that are named".to_owned(),
        got: format!("also {}", caps_in_words(&others)),
        holds,
        why: criterion_reasons(lookup, id),
    })
}

fn cap_words(rule: &str, by: &str, level: Level) -> String {
    format!("{rule} {by} at {level}")
}

fn caps_in_words(caps: &[String]) -> String {
    let quoted: Vec<String> = caps.iter().map(|cap| format!("“{cap}”")).collect();
    if quoted.is_empty() {
        "none".to_owned()
    } else {
        crate::text::list(&quoted)
    }
}

fn says(lookup: &Lookup<'_>, subject: &About, words: &str) -> Option<Compared> {
    let told = match subject {
        About::Domain(id) => reasons(
            lookup,
            lookup
                .profile
                .domains
                .iter()
                .find(|domain| domain.domain == *id)?,
        )
        .join(" "),
        About::Criterion(id) => criterion_reasons(lookup, id),
        About::Standard(id) => {
            let found = lookup.standard(id)?;
            format!(
                "{} {}",
                standard::one(lookup, found).reason,
                effect(lookup, found)
            )
        }
    };
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Compared {
        what: format!("{}, the reasons", subject.as_str()),
        expected: format!("the words “{}”", flat(words)),
        got: format!("“{}”", flat(&told)),
        holds: flat(&told).contains(&flat(words)),
        why: String::new(),
    })
}

fn priority(lookup: &Lookup<'_>, subject: &About, tier: Option<u8>) -> Compared {
    let is_it = |found: &Subject| match (found, subject) {
        (Subject::Criterion(found), About::Criterion(id)) => found == id,
        (Subject::Standard(found), About::Standard(id)) => found == id,
        (
            Subject::Criterion(_) | Subject::Standard(_),
            About::Domain(_) | About::Criterion(_) | About::Standard(_),
        ) => false,
    };
    let found = lookup
        .profile
        .priorities
        .iter()
        .find(|priority| is_it(&priority.subject))
        .map(|priority| priority.tier);
    let words = |tier: Option<u8>| {
        tier.map_or_else(|| "no priority".to_owned(), |tier| format!("tier {tier}"))
    };
    let got = words(found.map(crate::report::Tier::number));
    let expected = words(tier);
    Compared {
        what: format!("{}, as a priority", subject.as_str()),
        holds: expected == got,
        expected,
        got,
        why: String::new(),
    }
}

#[cfg(test)]
mod tests;
