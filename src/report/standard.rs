//! Standards: the baseline beside the levels, exceptions first.

use jiff::civil::Date;

use crate::assessment::{Note, Status};
use crate::report::action::planned;
use crate::report::lookup::Lookup;
use crate::report::method::cited;
use crate::rubric::{Force, Standard};
use crate::text::{capitalised, list};
use crate::words::{counted, long_date, number, opened, quoted, sentence};

/// The heading over all standards.
pub const STANDARDS: &str = "Standards: what must be in order, whatever the levels";
/// The heading over those that need attention.
pub const EXCEPTIONS: &str = "Standards that are not as they should be";

/// One standard of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardReport {
    /// Its id.
    pub id: String,
    /// The criterion that it caps, by id.
    pub criterion: String,
    /// The title of that criterion.
    pub criterion_title: String,
    /// How binding it is.
    pub force: Force,
    /// Whether failing it comes before everything else.
    pub critical: bool,
    /// What must be true.
    pub statement: String,
    /// Where it comes from.
    pub source: String,
    /// What the register says. `None`: it has no entry.
    pub status: Option<Status>,
    /// When somebody of the trust last looked.
    pub checked: Option<Date>,
    /// Who looked. `None` in the public edition.
    pub by: Option<String>,
    /// Where the proof is. `None` in the public edition.
    pub proof: Option<String>,
    /// Why it is not met. `None` in the public edition.
    pub explanation: Option<String>,
    /// Its actions and how far they are. Empty in the public edition.
    pub planned: Vec<String>,
    /// How urgent it is.
    pub urgency: Urgency,
    /// The sentence that says how it stands.
    pub reason: String,
}

/// How urgent a standard is, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// A critical standard that is not met, partly met, or not known.
    Critical,
    /// A must standard that is not met, partly met, or not known.
    Must,
    /// A should standard that is not met without a reason, partly met, or not known.
    Should,
    /// A should standard that is not met, with a reason.
    Explained,
    /// A must standard without an answer.
    MustUnanswered,
    /// A should standard without an answer.
    ShouldUnanswered,
    /// Met, or not applicable.
    InOrder,
}

/// All standards of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standards {
    /// In rubric order.
    pub all: Vec<StandardReport>,
    /// What there is to say of them as a whole.
    pub summary: Vec<String>,
}

impl StandardReport {
    /// The words it begins with in a list: "Critical requirement, not known:".
    pub fn lead(&self) -> String {
        let explained = if self.urgency == Urgency::Explained {
            ", with a reason"
        } else {
            ""
        };
        let status = match self.status {
            Some(Status::Unknown) => "not known",
            Some(Status::Met | Status::Partly | Status::NotMet | Status::NotApplicable) | None => {
                status_phrase(self.status)
            }
        };
        format!(
            "{}, {status}{explained}:",
            capitalised(kind(self.force, self.critical))
        )
    }

    /// Who looked, and when: "Looked at on 5 October 2026 by the clerk". Empty where neither is told.
    pub fn looked_at(&self) -> String {
        let on = self
            .checked
            .map(|checked| format!(" on {}", long_date(checked)))
            .unwrap_or_default();
        let by = self
            .by
            .as_ref()
            .map(|by| format!(" by {}", by.trim()))
            .unwrap_or_default();
        if on.is_empty() && by.is_empty() {
            String::new()
        } else {
            format!("Looked at{on}{by}")
        }
    }
}

impl Standards {
    /// Those that are not as they should be, the most urgent first. Unanswered ones are not among them.
    pub fn exceptions(&self) -> Vec<&StandardReport> {
        let mut exceptions: Vec<&StandardReport> = self
            .all
            .iter()
            .filter(|standard| standard.urgency <= Urgency::Explained)
            .collect();
        exceptions.sort_by_key(|standard| (standard.urgency, status_order(standard.status)));
        exceptions
    }

    /// All, the most urgent first, and in rubric order where urgency is equal.
    pub fn by_urgency(&self) -> Vec<&StandardReport> {
        let mut all: Vec<&StandardReport> = self.all.iter().collect();
        all.sort_by_key(|standard| (standard.urgency, status_order(standard.status)));
        all
    }
}

/// The word for a status, as files and the JSON report write it.
pub const fn status_word(status: Option<Status>) -> &'static str {
    match status {
        Some(status) => status.word(),
        None => "unanswered",
    }
}

/// The words for a status, as people read them.
pub const fn status_phrase(status: Option<Status>) -> &'static str {
    match status {
        Some(status) => status.phrase(),
        None => "unanswered",
    }
}

pub fn compose(lookup: &Lookup<'_>) -> Standards {
    let all: Vec<StandardReport> = lookup
        .rubric()
        .standards()
        .map(|standard| one(lookup, standard))
        .collect();
    let summary = summary(&all);
    Standards { all, summary }
}

pub fn one(lookup: &Lookup<'_>, standard: &Standard) -> StandardReport {
    let entry = lookup.entry(&standard.id);
    let status = entry.map(|entry| entry.status);
    let text = |text: Option<&Note>| {
        text.filter(|_| lookup.shows_words())
            .map(ToString::to_string)
    };
    // Whether a should standard is explained is a fact that the public edition keeps; the words of it are not.
    let explained = entry.is_some_and(|entry| entry.explanation.is_some());
    StandardReport {
        id: standard.id.to_string(),
        criterion: standard.criterion.to_string(),
        criterion_title: lookup.title(&standard.criterion).to_owned(),
        force: standard.force,
        critical: standard.critical,
        statement: standard.statement.clone(),
        source: cited(lookup.rubric(), &standard.source),
        status,
        checked: entry.and_then(|entry| entry.checked),
        by: text(entry.and_then(|entry| entry.by.as_ref())),
        proof: text(entry.and_then(|entry| entry.proof.as_ref())),
        explanation: text(entry.and_then(|entry| entry.explanation.as_ref())),
        planned: if lookup.shows_words() {
            planned(lookup, standard.id.as_str())
        } else {
            Vec::new()
        },
        urgency: urgency(standard, status, explained),
        reason: reason(standard, status, explained),
    }
}

fn urgency(standard: &Standard, status: Option<Status>, explained: bool) -> Urgency {
    match (standard.force, status) {
        (_, Some(Status::Met | Status::NotApplicable)) => Urgency::InOrder,
        (_, Some(Status::NotMet | Status::Partly | Status::Unknown)) if standard.critical => {
            Urgency::Critical
        }
        (Force::Must, Some(Status::NotMet | Status::Partly | Status::Unknown)) => Urgency::Must,
        (Force::Should, Some(Status::NotMet)) if explained => Urgency::Explained,
        (Force::Should, Some(Status::NotMet | Status::Partly | Status::Unknown)) => Urgency::Should,
        (Force::Must, None) => Urgency::MustUnanswered,
        (Force::Should, None) => Urgency::ShouldUnanswered,
    }
}

const fn status_order(status: Option<Status>) -> u8 {
    match status {
        Some(Status::NotMet) => 0,
        Some(Status::Partly) => 1,
        Some(Status::Unknown) => 2,
        None => 3,
        Some(Status::Met) => 4,
        Some(Status::NotApplicable) => 5,
    }
}

/// What a standard is called in a sentence: "critical must standard" says too little to a trustee.
pub fn kind(standard_force: Force, critical: bool) -> &'static str {
    match (standard_force, critical) {
        (Force::Must, true) => "critical requirement",
        (Force::Must, false) => "requirement",
        (Force::Should, true) => "critical good-practice standard",
        (Force::Should, false) => "good-practice standard",
    }
}

/// Returns that a standard of this kind is not known to be met, without a full stop.
pub(crate) fn nobody_knows(kind: &str) -> String {
    format!("Nobody knows whether this {kind} is met")
}

fn reason(standard: &Standard, status: Option<Status>, explained: bool) -> String {
    let kind = kind(standard.force, standard.critical);
    match status {
        Some(Status::Met) => format!("This {kind} is met."),
        Some(Status::Partly) => format!("This {kind} is only partly met."),
        Some(Status::NotMet) if explained => {
            format!("This {kind} is not met, and the trust has said why.")
        }
        Some(Status::NotMet) => match standard.force {
            Force::Must => format!("This {kind} is not met."),
            Force::Should => format!("This {kind} is not met, and nobody has said why."),
        },
        Some(Status::Unknown) => format!("{}.", nobody_knows(kind)),
        Some(Status::NotApplicable) => format!("This {kind} does not apply to the trust."),
        None => format!("Nobody has yet said whether this {kind} is met."),
    }
}

/// The sentence for a standard that caps a level.
pub fn cap_sentence(standard: &Standard, status: Status, label: &str) -> String {
    let kind = kind(standard.force, standard.critical);
    let fact = match status {
        Status::NotMet => match standard.force {
            Force::Must => format!("a {kind} is not met"),
            Force::Should => format!("a {kind} is not met and nobody has said why"),
        },
        Status::Partly => format!("a {kind} is only partly met"),
        Status::Unknown => format!("nobody knows whether a {kind} is met"),
        Status::Met | Status::NotApplicable => format!("a {kind} limits it"),
    };
    format!(
        "{}, so nothing above {label} is supported: {}",
        capitalised(&fact),
        quoted(&sentence(&standard.statement))
    )
}

fn summary(all: &[StandardReport]) -> Vec<String> {
    if all.is_empty() {
        return vec!["This rubric has no standards.".to_owned()];
    }
    let count = |wanted: fn(&StandardReport) -> bool| {
        all.iter().filter(|standard| wanted(standard)).count()
    };
    let exceptions = count(|standard| standard.urgency <= Urgency::Should);
    let critical = count(|standard| standard.urgency == Urgency::Critical);
    let explained = count(|standard| standard.urgency == Urgency::Explained);
    let must = count(|standard| standard.urgency == Urgency::MustUnanswered);
    let should = count(|standard| standard.urgency == Urgency::ShouldUnanswered);
    let in_order = count(|standard| standard.urgency == Urgency::InOrder);
    let total = all.len();
    if must + should == total {
        let required = count(|standard| standard.force == Force::Must);
        return vec![match (total, required) {
            (1, 0) => "Nobody has yet said whether the one standard is met.".to_owned(),
            (1, _) => {
                "Nobody has yet said whether the one standard, a requirement, is met.".to_owned()
            }
            (_, required) => {
                let required = match required {
                    1 => "one of them is a requirement".to_owned(),
                    required => format!("{required} of them are requirements"),
                };
                format!(
                    "Nobody has yet said whether any of the {total} standards is met; {required}."
                )
            }
        }];
    }
    let mut summary = Vec::new();
    summary.push(match (exceptions, critical) {
        (0, _) => {
            format!("None of the standards that have an answer needs putting right; {} of {total} are in order.", number(in_order))
        }
        (1, 0) => format!("One of {total} standards is not as it should be; it is not critical."),
        (1, _) => format!("One of {total} standards is not as it should be, and it is critical."),
        (_, 0) => format!("{} of {total} standards are not as they should be; none of those is critical.", opened(&number(exceptions))),
        (_, _) => format!(
            "{} of {total} standards are not as they should be, and {} of those {} critical.",
            opened(&number(exceptions)),
            number(critical),
            are(critical)
        ),
    });
    if explained > 0 {
        summary.push(format!(
            "{} not met, with a reason given.",
            opened(&format!(
                "{} {}",
                counted(
                    explained,
                    "good-practice standard",
                    "good-practice standards"
                ),
                are(explained)
            ))
        ));
    }
    let mut open = Vec::new();
    if must > 0 {
        open.push(counted(must, "requirement", "requirements"));
    }
    if should > 0 {
        open.push(counted(
            should,
            "good-practice standard",
            "good-practice standards",
        ));
    }
    if !open.is_empty() {
        summary.push(format!(
            "{} {} no answer yet.",
            opened(&list(&open)),
            if must + should == 1 { "has" } else { "have" }
        ));
    }
    summary
}

const fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
