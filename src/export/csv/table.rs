//! What the rows are, and which columns they have.

use crate::export::csv::column::Value;
use crate::report::{
    ActionReport, AnswerReport, Course, CriterionReport, DomainReport, Edition, MoveReport, Report,
    SpanReport, SpreadReport, StandardReport, basis_word, settled_word, status_word,
};
use crate::words::NamedLevel;

/// What a CSV file has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum What {
    /// Each criterion, in rubric order.
    #[default]
    Criteria,
    /// Each respondent's answer to each criterion. Rows stand in the full edition alone.
    Answers,
    /// Each standard, in rubric order.
    Standards,
    /// Each action, in the order of the plan. The public edition has none.
    Plan,
    /// Each domain and each criterion, span by span. Rows stand only in a report that was set beside earlier cycles.
    Changes,
}

impl What {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Criteria,
        Self::Answers,
        Self::Standards,
        Self::Plan,
        Self::Changes,
    ];

    /// The word, as a flag takes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Criteria => "criteria",
            Self::Answers => "answers",
            Self::Standards => "standards",
            Self::Plan => "plan",
            Self::Changes => "changes",
        }
    }

    /// Returns what a file of it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Criteria => "CSV: criteria",
            Self::Answers => "CSV: single answers",
            Self::Standards => "CSV: standards",
            Self::Plan => "CSV: plan",
            Self::Changes => "CSV: changes",
        }
    }

    /// Returns how the name of a file of it ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Criteria => "criteria.csv",
            Self::Answers => "answers.csv",
            Self::Standards => "standards.csv",
            Self::Plan => "plan.csv",
            Self::Changes => "changes.csv",
        }
    }

    /// The names of the columns.
    pub const fn header(self) -> &'static [&'static str] {
        match self {
            Self::Criteria => &[
                "domain",
                "domain_title",
                "criterion",
                "title",
                "standing",
                "basis",
                "judged",
                "judged_word",
                "supported",
                "supported_word",
                "target",
                "target_word",
                "gap",
                "evidence_strength",
                "evidence_entries",
                "answers",
                "answers_range",
                "agreement",
                "capped_by",
                "reasons",
                "agreed_in_a_meeting",
                "uneven",
                "notes",
                "evidence",
                "next_level",
                "plan",
                "answers_at_each_level",
                "groups",
            ],
            Self::Answers => &[
                "criterion",
                "title",
                "domain_title",
                "respondent",
                "role",
                "group",
                "answer",
                "level",
                "level_word",
                "reason",
                "confidence",
                "note",
                "uneven",
                "warning_signs",
                "warning_note",
                "evidence",
            ],
            Self::Standards => &[
                "standard",
                "criterion",
                "criterion_title",
                "force",
                "critical",
                "status",
                "statement",
                "source",
                "checked",
                "by",
                "proof",
                "explanation",
                "reason",
                "plan",
            ],
            Self::Changes => &[
                "since",
                "until",
                "kind",
                "domain",
                "domain_title",
                "id",
                "was",
                "title",
                "change",
                "break",
                "from",
                "from_word",
                "from_standing",
                "to",
                "to_word",
                "to_standing",
                "causes",
                "reason",
            ],
            Self::Plan => &[
                "action",
                "for",
                "title",
                "what",
                "owner",
                "due",
                "measure",
                "status",
                "progress",
                "no_action_reason",
                "note",
                "overdue",
            ],
        }
    }

    /// The rows, each as long as the header.
    pub fn rows(self, report: &Report) -> Vec<Vec<Value>> {
        match self {
            Self::Criteria => {
                let criteria = report.domains.iter().flat_map(|domain| {
                    domain
                        .criteria
                        .iter()
                        .map(move |criterion| (domain, criterion))
                });
                let words = report.edition != Edition::Public;
                criteria
                    .map(|(domain, one)| criterion(domain, one, words))
                    .collect()
            }
            Self::Answers => report.answers.iter().map(answer).collect(),
            Self::Standards => report.standards.all.iter().map(standard).collect(),
            Self::Plan => report.plan.actions.iter().map(action).collect(),
            Self::Changes => moves(report)
                .map(|(span, kind, one)| moved(span, kind, one))
                .collect(),
        }
    }

    /// How many rows the report has.
    pub fn count(self, report: &Report) -> usize {
        match self {
            Self::Criteria => report
                .domains
                .iter()
                .map(|domain| domain.criteria.len())
                .sum(),
            Self::Answers => report.answers.len(),
            Self::Standards => report.standards.all.len(),
            Self::Plan => report.plan.actions.len(),
            Self::Changes => moves(report).count(),
        }
    }
}

/// Every domain and criterion of every span, with the word for which it is.
fn moves(report: &Report) -> impl Iterator<Item = (&SpanReport, &'static str, &MoveReport)> {
    let spans = report.changes.iter().flat_map(|changes| &changes.spans);
    spans.flat_map(|span| {
        let domains = span.domains.iter().map(move |one| (span, "domain", one));
        domains.chain(
            span.criteria
                .iter()
                .map(move |one| (span, "criterion", one)),
        )
    })
}

fn moved(span: &SpanReport, kind: &'static str, one: &MoveReport) -> Vec<Value> {
    let causes: Vec<&str> = one.causes.iter().map(|cause| cause.word()).collect();
    vec![
        Value::text(span.since.as_str()),
        Value::text(span.until.as_str()),
        Value::text(kind),
        Value::text(one.domain.as_str()),
        Value::text(one.domain_title.as_str()),
        Value::text(one.id.as_str()),
        Value::optional(one.was.as_deref()),
        Value::text(one.title.as_str()),
        Value::text(one.movement.word()),
        Value::text(if one.is_break { "yes" } else { "no" }),
        number(one.from.as_ref()),
        word(one.from.as_ref()),
        Value::optional(one.from_standing.map(settled_word)),
        number(one.to.as_ref()),
        word(one.to.as_ref()),
        Value::optional(one.to_standing.map(settled_word)),
        Value::lines(&causes),
        Value::text(one.words.as_str()),
    ]
}

fn number(level: Option<&NamedLevel>) -> Value {
    level.map_or(Value::None, |level| Value::number(level.number))
}

fn word(level: Option<&NamedLevel>) -> Value {
    level.map_or(Value::None, |level| Value::text(level.label.as_str()))
}

/// How many chose each level, lowest first: "0 1 3 1 0".
fn counts(spread: &SpreadReport) -> String {
    spread
        .counts
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

fn criterion(domain: &DomainReport, one: &CriterionReport, words: bool) -> Vec<Value> {
    let (judged, supported, target) = (
        one.judged.as_ref(),
        one.supported.as_ref(),
        one.target.as_ref(),
    );
    let gap = target
        .zip(supported)
        .map(|(target, supported)| i16::from(target.number) - i16::from(supported.number));
    let spread = one.spread.as_ref();
    let caps: Vec<String> = one
        .caps
        .iter()
        .map(|cap| format!("{} {}", cap.rule.word(), cap.id))
        .collect();
    vec![
        Value::text(domain.id.as_str()),
        Value::text(domain.title.as_str()),
        Value::text(one.id.as_str()),
        Value::text(one.title.as_str()),
        Value::text(settled_word(one.settled)),
        Value::optional(one.basis.map(basis_word)),
        number(judged),
        word(judged),
        number(supported),
        word(supported),
        number(target),
        word(target),
        gap.map_or(Value::None, Value::number),
        Value::text(one.evidence.strength.name()),
        Value::number(one.evidence.entries),
        spread.map_or(Value::None, |spread| Value::number(spread.answers)),
        spread.map_or(Value::None, |spread| Value::number(spread.range)),
        Value::optional(spread.map(|spread| spread.verdict.word())),
        Value::lines(&caps),
        Value::lines(&one.reasons),
        Value::lines(&one.decision),
        Value::lines(&one.uneven),
        Value::lines(&one.notes),
        Value::lines(&one.evidence.listed),
        Value::optional(one.next.as_ref().map(|(_, anchor)| anchor.as_str())),
        Value::lines(&one.planned),
        spread
            .filter(|_| words)
            .map_or(Value::None, |spread| Value::text(counts(spread))),
        Value::text(spread.map_or_else(String::new, SpreadReport::groups_in_words)),
    ]
}

fn answer(one: &AnswerReport) -> Vec<Value> {
    vec![
        Value::text(one.criterion.as_str()),
        Value::text(one.title.as_str()),
        Value::text(one.domain_title.as_str()),
        Value::text(one.respondent.as_str()),
        Value::text(one.role_title.as_str()),
        Value::text(one.group),
        Value::text(settled_word(one.settled)),
        number(one.level.as_ref()),
        word(one.level.as_ref()),
        Value::optional(one.reason.as_deref()),
        Value::optional(one.confidence.map(crate::report::Confidence::word)),
        Value::optional(one.note.as_deref()),
        Value::optional(one.uneven.as_deref()),
        Value::lines(&one.warning_signs),
        Value::optional(one.warning_note.as_deref()),
        Value::lines(&one.evidence),
    ]
}

fn standard(one: &StandardReport) -> Vec<Value> {
    vec![
        Value::text(one.id.as_str()),
        Value::text(one.criterion.as_str()),
        Value::text(one.criterion_title.as_str()),
        Value::text(one.force.word()),
        Value::text(if one.critical { "yes" } else { "no" }),
        Value::text(status_word(one.status)),
        Value::text(one.statement.as_str()),
        Value::text(one.source.as_str()),
        one.checked
            .map_or(Value::None, |checked| Value::text(checked.to_string())),
        Value::optional(one.by.as_deref()),
        Value::optional(one.proof.as_deref()),
        Value::optional(one.explanation.as_deref()),
        Value::text(one.reason.as_str()),
        Value::lines(&one.planned),
    ]
}

fn action(one: &ActionReport) -> Vec<Value> {
    let (owner, due, measure, status, reason) = match &one.course {
        Course::Act {
            owner,
            due,
            measure,
            status,
        } => (
            Value::text(owner.as_str()),
            Value::text(due.to_string()),
            Value::text(measure.as_str()),
            Value::text(status.word()),
            Value::None,
        ),
        Course::NoAction { reason } => (
            Value::None,
            Value::None,
            Value::None,
            Value::None,
            Value::text(reason.as_str()),
        ),
    };
    vec![
        Value::text(one.id.as_str()),
        Value::text(one.subject.as_str()),
        Value::text(one.title.as_str()),
        Value::text(one.what.as_str()),
        owner,
        due,
        measure,
        status,
        Value::text(one.progress.as_str()),
        reason,
        Value::optional(one.note.as_deref()),
        Value::text(if one.overdue { "yes" } else { "no" }),
    ]
}
