//! What changed since earlier cycles, in the JSON report.

use serde::Serialize;

use crate::report;
use crate::report::{Changes, CycleReport, DoneReport, MoveReport, SpanReport};
use crate::words::NamedLevel;

/// A domain or a criterion in one span.
#[derive(Serialize)]
pub struct Move<'r> {
    since: &'r str,
    until: &'r str,
    domain: &'r str,
    /// Null: the entry speaks of the domain itself.
    criterion: Option<&'r str>,
    was: Option<&'r str>,
    title: &'r str,
    change: &'static str,
    #[serde(rename = "break")]
    is_break: bool,
    from: Option<Level<'r>>,
    to: Option<Level<'r>>,
    from_standing: Option<&'static str>,
    to_standing: Option<&'static str>,
    causes: Vec<&'static str>,
    reason: &'r str,
}

#[derive(Serialize)]
struct Level<'r> {
    level: u8,
    label: &'r str,
}

/// The cycles that were compared, what cannot be compared, and what was done.
#[derive(Serialize)]
pub struct Comparison<'r> {
    finding: &'r str,
    cycles: Vec<Cycle<'r>>,
    limits: &'r [String],
    spans: Vec<Span<'r>>,
}

#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the key is what the cycle is called everywhere"
)]
struct Cycle<'r> {
    cycle: &'r str,
    date: String,
    depth: &'static str,
    rubric: &'r str,
    version: &'r str,
    respondents: usize,
}

#[derive(Serialize)]
struct Span<'r> {
    since: &'r str,
    until: &'r str,
    reasons: &'r [String],
    plan: &'r str,
    done: Vec<Done<'r>>,
}

#[derive(Serialize)]
struct Done<'r> {
    id: &'r str,
    #[serde(rename = "for")]
    subject: &'r str,
    what: &'r str,
    owner: &'r str,
    measure: &'r str,
    closed: &'r str,
    moved: &'r str,
}

/// Every domain and then every criterion, span by span.
pub fn moves(report: &report::Report) -> Vec<Move<'_>> {
    let spans = report.changes.iter().flat_map(|changes| &changes.spans);
    spans
        .flat_map(|span| {
            let domains = span
                .domains
                .iter()
                .map(move |one| Move::of(span, one, false));
            domains.chain(
                span.criteria
                    .iter()
                    .map(move |one| Move::of(span, one, true)),
            )
        })
        .collect()
}

impl<'r> Move<'r> {
    fn of(span: &'r SpanReport, one: &'r MoveReport, is_criterion: bool) -> Self {
        let level = |level: &'r NamedLevel| Level {
            level: level.number,
            label: &level.label,
        };
        Self {
            since: &span.since,
            until: &span.until,
            domain: &one.domain,
            criterion: is_criterion.then_some(one.id.as_str()),
            was: one.was.as_deref(),
            title: &one.title,
            change: one.movement.word(),
            is_break: one.is_break,
            from: one.from.as_ref().map(level),
            to: one.to.as_ref().map(level),
            from_standing: one.from_standing.map(report::settled_word),
            to_standing: one.to_standing.map(report::settled_word),
            causes: one.causes.iter().map(|cause| cause.word()).collect(),
            reason: &one.words,
        }
    }
}

impl<'r> Comparison<'r> {
    pub fn of(changes: &'r Changes) -> Self {
        Self {
            finding: &changes.finding,
            cycles: changes.cycles.iter().map(Cycle::of).collect(),
            limits: &changes.limits,
            spans: changes.spans.iter().map(Span::of).collect(),
        }
    }
}

impl<'r> Cycle<'r> {
    fn of(cycle: &'r CycleReport) -> Self {
        Self {
            cycle: &cycle.cycle,
            date: cycle.date.to_string(),
            depth: cycle.depth.word(),
            rubric: &cycle.rubric,
            version: &cycle.version,
            respondents: cycle.people,
        }
    }
}

impl<'r> Span<'r> {
    fn of(span: &'r SpanReport) -> Self {
        Self {
            since: &span.since,
            until: &span.until,
            reasons: &span.words,
            plan: &span.done_words,
            done: span.done.iter().map(Done::of).collect(),
        }
    }
}

impl<'r> Done<'r> {
    fn of(done: &'r DoneReport) -> Self {
        Self {
            id: &done.id,
            subject: &done.subject,
            what: &done.what,
            owner: &done.owner,
            measure: &done.measure,
            closed: &done.closed,
            moved: &done.moved,
        }
    }
}
