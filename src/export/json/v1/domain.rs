//! Domains and criteria in the JSON report.

use serde::Serialize;

use crate::report;
use crate::words::NamedLevel;

#[derive(Serialize)]
pub struct Domain<'r> {
    id: &'r str,
    title: &'r str,
    position: Option<Level<'r>>,
    judged_position: Option<Level<'r>>,
    provisional: bool,
    range: Option<[u8; 2]>,
    distribution: &'r [usize],
    judged_distribution: &'r [usize],
    coverage: Coverage,
    index: Option<Index<'r>>,
    equal_weights: Option<u8>,
    weakest: &'r [String],
    strongest: &'r [String],
    staircase: Vec<Step<'r>>,
    reasons: &'r [String],
    criteria: Vec<Criterion<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_gaps: Option<Vec<GroupGap<'r>>>,
}

#[derive(Serialize)]
struct GroupGap<'r> {
    higher: &'r str,
    lower: &'r str,
    criteria: usize,
    numerator: i64,
    denominator: i64,
    shown: &'r str,
    higher_on: usize,
    same_on: usize,
    lower_on: usize,
    reason: &'r str,
}

#[derive(Serialize)]
struct Level<'r> {
    level: u8,
    label: &'r str,
}

#[derive(Serialize)]
struct Coverage {
    applicable: usize,
    levelled: usize,
    unknown: usize,
    unanswered: usize,
    not_applicable: usize,
}

#[derive(Serialize)]
struct Index<'r> {
    numerator: u64,
    denominator: u64,
    shown: &'r str,
}

#[derive(Serialize)]
struct Step<'r> {
    criterion: &'r str,
    from: u8,
    to: u8,
    by: &'static str,
}

#[derive(Serialize)]
struct Criterion<'r> {
    id: &'r str,
    title: &'r str,
    standing: &'static str,
    basis: Option<&'static str>,
    judged: Option<u8>,
    supported: Option<u8>,
    target: Option<u8>,
    caps: Vec<Cap<'r>>,
    evidence: Evidence,
    uneven: &'r [String],
    agreement: Option<Agreement<'r>>,
    reasons: &'r [String],
}

#[derive(Serialize)]
struct Cap<'r> {
    rule: &'static str,
    id: &'r str,
    level: u8,
    reason: &'r str,
}

#[derive(Serialize)]
struct Evidence {
    strength: &'static str,
    entries: usize,
}

#[derive(Serialize)]
struct Agreement<'r> {
    answers: usize,
    range: u8,
    median: u8,
    a: Option<f64>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<GroupMedian<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spread: Option<&'r [usize]>,
}

#[derive(Serialize)]
struct GroupMedian<'r> {
    group: &'r str,
    answers: usize,
    median: u8,
}

impl<'r> Domain<'r> {
    pub fn of(domain: &'r report::DomainReport, public: bool) -> Self {
        let coverage = domain.coverage;
        Self {
            id: &domain.id,
            title: &domain.title,
            position: domain.position.as_ref().map(level),
            judged_position: domain.judged_position.as_ref().map(level),
            provisional: domain.provisional,
            range: domain
                .range
                .as_ref()
                .map(|(low, high)| [low.number, high.number]),
            distribution: &domain.distribution,
            judged_distribution: &domain.judged_distribution,
            coverage: Coverage {
                applicable: coverage.applicable,
                levelled: coverage.levelled,
                unknown: coverage.unknown,
                unanswered: coverage.unanswered,
                not_applicable: coverage.not_applicable,
            },
            index: domain.index.as_ref().map(|index| Index {
                numerator: index.numerator,
                denominator: index.denominator,
                shown: &index.shown,
            }),
            equal_weights: number(domain.equal_weights.as_ref()),
            weakest: &domain.weakest,
            strongest: &domain.strongest,
            staircase: domain
                .staircase
                .iter()
                .map(|step| Step {
                    criterion: &step.criterion,
                    from: step.from.number,
                    to: step.to.number,
                    by: step.by.word(),
                })
                .collect(),
            reasons: &domain.reasons,
            criteria: domain
                .criteria
                .iter()
                .map(|criterion| Criterion::of(criterion, public))
                .collect(),
            group_gaps: (!public).then(|| domain.gaps.iter().map(gap).collect()),
        }
    }
}

impl<'r> Criterion<'r> {
    fn of(criterion: &'r report::CriterionReport, public: bool) -> Self {
        Self {
            id: &criterion.id,
            title: &criterion.title,
            standing: report::settled_word(criterion.settled),
            basis: criterion.basis.map(report::basis_word),
            judged: number(criterion.judged.as_ref()),
            supported: number(criterion.supported.as_ref()),
            target: number(criterion.target.as_ref()),
            caps: criterion
                .caps
                .iter()
                .map(|cap| Cap {
                    rule: cap.rule.word(),
                    id: &cap.id,
                    level: cap.level.number,
                    reason: &cap.reason,
                })
                .collect(),
            evidence: Evidence {
                strength: criterion.evidence.strength.name(),
                entries: criterion.evidence.entries,
            },
            uneven: &criterion.uneven,
            agreement: criterion
                .spread
                .as_ref()
                .map(|spread| Agreement::of(spread, public)),
            reasons: &criterion.reasons,
        }
    }
}

impl<'r> Agreement<'r> {
    fn of(spread: &'r report::SpreadReport, public: bool) -> Self {
        let group = |one: &'r report::GroupReport| GroupMedian {
            group: one.group,
            answers: one.answers,
            median: one.median.number,
        };
        Self {
            answers: spread.answers,
            range: spread.range,
            median: spread.median.number,
            a: spread.a,
            verdict: spread.verdict.word(),
            groups: (!public).then(|| spread.groups.iter().map(group).collect()),
            spread: (!public).then_some(&spread.counts),
        }
    }
}

fn gap(gap: &report::GapReport) -> GroupGap<'_> {
    let ([higher, lower], [higher_on, same_on, lower_on]) = (gap.groups, gap.on);
    let (numerator, denominator) = gap.mean;
    GroupGap {
        higher,
        lower,
        criteria: gap.criteria,
        numerator,
        denominator,
        shown: &gap.shown,
        higher_on,
        same_on,
        lower_on,
        reason: &gap.words,
    }
}

fn level(level: &NamedLevel) -> Level<'_> {
    Level {
        level: level.number,
        label: &level.label,
    }
}

fn number(level: Option<&NamedLevel>) -> Option<u8> {
    level.map(|level| level.number)
}
