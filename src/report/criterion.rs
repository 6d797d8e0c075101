//! One criterion: where it stands, and every sentence that says why.

mod cap;
mod decision;
mod word;

use crate::assessment::{Depth, Note, Rating, TargetOrigin};
use crate::document::Phrase;
use crate::report::action::planned;
use crate::report::evidence::{self, EvidenceReport, is_tested};
use crate::report::indicator::beside;
use crate::report::lookup::Lookup;
use crate::report::spread::{SpreadReport, compose as compose_spread};
use crate::rubric::{Criterion, Level};
use crate::scoring::{Basis, CriterionProfile, Settled, Strength};
use crate::words::{NamedLevel, counted, levels, long_date, number, opened, sentence};

use decision::decision;

pub use cap::{CapReport, CapRule, binding, cap_report};
pub use word::{basis_word, settled_word, silence};

/// What is said where nothing limits a judgement.
const SUPPORTED: &str = "Evidence supports that judgement.";

/// One criterion of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its question.
    pub question: String,
    /// Where it stands.
    pub settled: Settled,
    /// What that rests on.
    pub basis: Option<Basis>,
    /// The trust's own judgement.
    pub judged: Option<NamedLevel>,
    /// What is supported.
    pub supported: Option<NamedLevel>,
    /// What the board aims for.
    pub target: Option<NamedLevel>,
    /// The caps that bite.
    pub caps: Vec<CapReport>,
    /// What can be shown.
    pub evidence: EvidenceReport,
    /// Where it is lower, where it is higher, in people's words. Empty in the public edition.
    pub uneven: Vec<String>,
    /// Notes, in people's words and in no order that tells who wrote them. Empty in the public edition.
    pub notes: Vec<String>,
    /// What a meeting decided, in its words. Empty in the public edition.
    pub decision: Vec<String>,
    /// Its actions and how far they are. Empty in the public edition.
    pub planned: Vec<String>,
    /// How the answers spread, when two or more gave a level.
    pub spread: Option<SpreadReport>,
    /// Why it stands where it does, sentence by sentence.
    pub reasons: Vec<String>,
    /// The trust's own numbers beside it, with the national figures: context, never scored. Empty in the public edition.
    pub context: Vec<String>,
    /// The level above the supported one, and the words that describe it.
    pub next: Option<(NamedLevel, String)>,
}

impl CriterionReport {
    /// Returns what the next step looks like, if there is one.
    pub(crate) fn next_step(&self) -> Option<Phrase> {
        let (level, anchor) = self.next.as_ref()?;
        let lead = format!("What the next step looks like ({}):", level.label);
        Some(Phrase::led(lead, anchor.as_str()))
    }
}

pub fn compose(
    lookup: &Lookup<'_>,
    criterion: &Criterion,
    profile: &CriterionProfile,
) -> CriterionReport {
    let named = |level: Level| lookup.named(level);
    let caps: Vec<CapReport> = profile
        .biting()
        .map(|cap| cap_report(lookup, criterion, cap))
        .collect();
    let evidence = evidence::compose(lookup, criterion, profile);
    let reasons = reasons(lookup, criterion, profile, &caps, &evidence);
    let next = profile
        .supported
        .filter(|supported| *supported < lookup.scale().top())
        .map(Level::above);
    let mut report = CriterionReport {
        id: criterion.id.to_string(),
        title: criterion.title.clone(),
        question: criterion.question.clone(),
        settled: profile.settled,
        basis: profile.basis,
        judged: profile.judged.map(named),
        supported: profile.supported.map(named),
        target: profile.target.map(named),
        caps,
        evidence,
        uneven: Vec::new(),
        notes: Vec::new(),
        decision: Vec::new(),
        planned: Vec::new(),
        spread: compose_spread(lookup, profile),
        reasons,
        context: beside(lookup, criterion),
        next: next.map(|level| (named(level), criterion.anchor(level).to_owned())),
    };
    if lookup.shows_words() {
        add_words(lookup, criterion, &mut report);
    }
    report
}

/// Adds what people wrote. Answers are sorted by their words, so that their order tells nothing of who wrote them.
fn add_words(lookup: &Lookup<'_>, criterion: &Criterion, report: &mut CriterionReport) {
    let agreed = lookup.agreed(&criterion.id);
    let answers = lookup.answers(&criterion.id);
    let given = |text: &Option<Note>| text.clone().map(String::from);
    let sorted = |mut texts: Vec<String>| {
        texts.sort();
        texts.dedup();
        texts
    };
    report.uneven = sorted(
        answers
            .iter()
            .filter_map(|(_, answer)| given(&answer.judgement.uneven))
            .collect(),
    );
    if let Some(agreed) = agreed.and_then(|agreed| given(&agreed.judgement.uneven)) {
        report.uneven.retain(|text| *text != agreed);
        report.uneven.insert(0, agreed);
    }
    let mut notes: Vec<String> = answers
        .iter()
        .filter_map(|(_, answer)| given(&answer.note))
        .collect();
    notes.extend(answers.iter().filter_map(|(_, answer)| {
        Some(format!(
            "On a warning sign: {}",
            given(&answer.judgement.warning_note)?
        ))
    }));
    notes.extend(
        answers
            .iter()
            .filter_map(|(_, answer)| match &answer.judgement.rating {
                Rating::NotApplicable(reason) => {
                    Some(format!("Why it is not applicable: {}", reason.trim()))
                }
                Rating::Level(_) | Rating::Unknown => None,
            }),
    );
    report.notes = sorted(notes);
    report.decision = agreed.map_or_else(Vec::new, decision);
    report.planned = planned(lookup, criterion.id.as_str());
}

fn reasons(
    lookup: &Lookup<'_>,
    criterion: &Criterion,
    profile: &CriterionProfile,
    caps: &[CapReport],
    evidence: &EvidenceReport,
) -> Vec<String> {
    let mut reasons = vec![judgement(lookup, criterion, profile)];
    reasons.extend(beyond_answers(profile));
    reasons.extend(other_silences(lookup, criterion, profile));
    reasons.extend(to_review(lookup, criterion));
    let (Some(judged), Some(supported)) = (profile.judged, profile.supported) else {
        return reasons;
    };
    reasons.extend(caps.iter().map(|cap| cap.reason.clone()));
    reasons.extend(support(lookup, profile, caps, judged, supported));
    // Where nothing is recorded, the cap or the support says so already.
    if evidence.entries > 0 || profile.evidence.later > 0 {
        match (
            reasons.last_mut(),
            evidence.reason.strip_prefix("Evidence "),
        ) {
            (Some(last), Some(strength)) if last == SUPPORTED => {
                *last = format!("Evidence supports that judgement; its strength is {strength}");
            }
            (Some(_) | None, _) => reasons.push(evidence.reason.clone()),
        }
    }
    reasons.extend(agreement(lookup, profile));
    reasons.extend(target(lookup, profile, supported));
    reasons
}

/// What the trust itself says, and what that rests on.
pub fn judgement(lookup: &Lookup<'_>, criterion: &Criterion, profile: &CriterionProfile) -> String {
    let answers = lookup.answers(&criterion.id);
    let agreed = lookup
        .agreed(&criterion.id)
        .map(|agreed| long_date(agreed.date));
    let looked = |wanted: fn(&Rating) -> bool| {
        answers
            .iter()
            .filter(|(_, answer)| wanted(&answer.judgement.rating))
            .count()
    };
    match (profile.settled, agreed) {
        (Settled::Level(level), Some(date)) => {
            format!("Judged {}, agreed on {date}.", lookup.label(level))
        }
        (Settled::Level(level), None) => {
            let given = looked(|standing| standing.level().is_some());
            let label = lookup.label(level);
            match profile.basis {
                Some(Basis::NotYetAgreed) if given.is_multiple_of(2) => format!(
                    "Judged {label} for now: the lower of the middle two of {} answers, not yet agreed in a meeting.",
                    number(given)
                ),
                Some(Basis::NotYetAgreed) => {
                    let given = number(given);
                    format!(
                        "Judged {label} for now: the middle one of {given} answers, not yet agreed in a meeting."
                    )
                }
                Some(Basis::OneAnswer | Basis::Agreed) | None => {
                    format!("Judged {label}. It rests on one answer.")
                }
            }
        }
        (Settled::Unknown, Some(date)) => {
            format!("Not known: a meeting on {date} agreed that nobody could yet tell.")
        }
        (Settled::Unknown, None) => {
            let people = counted(
                looked(|standing| matches!(standing, Rating::Unknown)),
                "person",
                "people",
            );
            format!("Not known: {people} answered “don't know”, and nobody gave a level.")
        }
        (Settled::NotApplicable, Some(date)) => {
            format!("Not applicable to this trust, as agreed on {date}.")
        }
        (Settled::NotApplicable, None) => {
            let people = counted(
                looked(|standing| matches!(standing, Rating::NotApplicable(_))),
                "person",
                "people",
            );
            format!(
                "Not applicable to this trust, as {people} answered. It counts neither for nor against."
            )
        }
        (Settled::Unanswered, _) => "Nobody has answered this yet.".to_owned(),
    }
}

/// An agreed level that lies above or below every answer: a reader should see that.
fn beyond_answers(profile: &CriterionProfile) -> Option<String> {
    let (judged, agreement) = (profile.judged?, profile.agreement.as_ref()?);
    if judged > agreement.highest {
        Some("That is higher than anybody's own answer.".to_owned())
    } else if judged < agreement.lowest {
        Some("That is lower than anybody's own answer.".to_owned())
    } else {
        None
    }
}

/// Answers that were given to an earlier wording: they count, and should be looked at again.
fn to_review(lookup: &Lookup<'_>, criterion: &Criterion) -> Option<String> {
    let answers = lookup
        .answers(&criterion.id)
        .iter()
        .filter(|(_, answer)| answer.judgement.review)
        .count();
    let agreed = lookup
        .agreed(&criterion.id)
        .is_some_and(|agreed| agreed.judgement.review);
    let what = match (answers, agreed) {
        (0, false) => return None,
        (0, true) => "the agreed judgement was".to_owned(),
        (_, false) => counted(answers, "answer was", "answers were"),
        (_, true) => format!(
            "the agreed judgement and {} were",
            counted(answers, "answer", "answers")
        ),
    };
    Some(format!(
        "{} given to an earlier wording of this criterion and should be looked at again.",
        opened(&what)
    ))
}

/// Silences that stand beside the answer that counts.
fn other_silences(
    lookup: &Lookup<'_>,
    criterion: &Criterion,
    profile: &CriterionProfile,
) -> Option<String> {
    let count = |wanted: fn(&Rating) -> bool| {
        lookup
            .answers(&criterion.id)
            .iter()
            .filter(|(_, answer)| wanted(&answer.judgement.rating))
            .count()
    };
    let unknown = count(|standing| matches!(standing, Rating::Unknown));
    let not_applicable = count(|standing| matches!(standing, Rating::NotApplicable(_)));
    let mut beside = Vec::new();
    if unknown > 0 && (profile.settled != Settled::Unknown || profile.basis.is_some()) {
        beside.push(format!(
            "{} answered “don't know”",
            counted(unknown, "person", "people")
        ));
    }
    if not_applicable > 0 && (profile.settled != Settled::NotApplicable || profile.basis.is_some())
    {
        beside.push(format!(
            "{} answered “not applicable”",
            counted(not_applicable, "person", "people")
        ));
    }
    (!beside.is_empty()).then(|| format!("{}.", opened(&crate::text::list(&beside))))
}

/// What stands in the end, where the caps have not said it already: one cap alone does.
fn support(
    lookup: &Lookup<'_>,
    profile: &CriterionProfile,
    caps: &[CapReport],
    judged: Level,
    supported: Level,
) -> Option<String> {
    let label = lookup.label(supported);
    match lookup.assessment.setup.depth {
        Depth::Full | Depth::Quick if supported < judged => {
            (caps.len() > 1).then(|| format!("So what can stand is {label}."))
        }
        // That nothing was tested is said once, of the domain.
        Depth::Quick => None,
        Depth::Full if !is_tested(lookup) => {
            Some("Nothing recorded tells against that judgement.".to_owned())
        }
        Depth::Full if profile.evidence.strength == Strength::S0 => Some(format!(
            "No evidence is recorded, and up to {} none is asked for.",
            lookup.label(evidence_floor(lookup, supported))
        )),
        Depth::Full => Some(SUPPORTED.to_owned()),
    }
}

/// The level up to which no evidence is asked for.
fn evidence_floor(lookup: &Lookup<'_>, otherwise: Level) -> Level {
    lookup
        .rubric()
        .caps()
        .evidence
        .map_or(otherwise, |caps| caps[Strength::S0.index()])
}

fn agreement(lookup: &Lookup<'_>, profile: &CriterionProfile) -> Option<String> {
    profile
        .agreement
        .as_ref()
        .map(|agreement| crate::report::spread::in_words(lookup, agreement))
}

fn target(lookup: &Lookup<'_>, profile: &CriterionProfile, supported: Level) -> Option<String> {
    let target = profile.target?;
    let label = lookup.label(target);
    let distance = if supported >= target {
        format!("The target, {label}, is reached.")
    } else {
        format!(
            "The target is {label}, {} higher.",
            levels(target.number() - supported.number())
        )
    };
    // The reason for a default is told once, in the section on method.
    let own = lookup
        .assessment
        .aim(&profile.criterion)
        .filter(|aim| aim.origin == TargetOrigin::Criterion && lookup.shows_words());
    Some(match own.and_then(|aim| aim.reason) {
        Some(reason) => format!("{distance} Why this target: {}", sentence(reason)),
        None => distance,
    })
}
