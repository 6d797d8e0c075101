//! What a meeting talks about: every fact and sentence of the agenda, once, for the screens and the paper alike.
//!
//! Nobody is named here beside an answer. Who has not finished yet stands in
//! [`AgendaReport::unfinished`], for the moderator's eyes, and not in the paper.

mod minutes;
mod pages;
mod paper;
mod people;

use jiff::civil::Date;

pub use minutes::agenda_minutes;
pub use pages::agenda_pages;
pub use paper::{agenda_list, agenda_paper};

use crate::assessment::{Assessment, Rating};
use crate::report::criterion::{self, cap_report};
use crate::report::left_out::left_out_count;
use crate::report::lookup::Lookup;
use crate::report::{CapReport, CriterionReport, Edition, SpreadReport};
use crate::rubric::{CriterionId, Level};
use crate::scoring::{
    AgendaItem, Cap, CapCause, Concern, CriterionProfile, Matter, Profile, agenda as ordered,
};
use crate::text::capitalised;
use crate::words::{NamedLevel, counted, levels, number, opened};

/// Minutes for answers two levels apart: time for each anchor to be read and each side to be heard.
const SPLIT_MINUTES: usize = 10;
/// Minutes more for each level further apart.
const WIDER_MINUTES: usize = 5;
/// Minutes for a judgement above what is supported: what is there to show, and who brings it?
const CLAIM_MINUTES: usize = 5;
/// Minutes for anything else.
const REST_MINUTES: usize = 3;

/// The agenda of an assessment, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct AgendaReport {
    /// The trust's name.
    pub trust: String,
    /// The cycle, as written.
    pub cycle: String,
    /// The day of the assessment.
    pub date: Date,
    /// How many people gave at least one answer.
    pub answered: usize,
    /// How many people's answers could not be read, in a sentence.
    pub left_out: Option<String>,
    /// Who has begun and not finished, by id. Not for the paper.
    pub unfinished: Vec<Unfinished>,
    /// What is to be agreed, in the order of the meeting.
    pub open: Vec<AgendaItemReport>,
    /// What has been agreed already, in rubric order.
    pub done: Vec<AgendaItemReport>,
}

/// A respondent who has not answered everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// A post or a pseudonym.
    pub id: String,
    /// How many questions have no answer yet.
    pub open: usize,
}

/// One criterion to talk about.
#[derive(Debug, Clone, PartialEq)]
pub struct AgendaItemReport {
    /// Its id.
    pub id: CriterionId,
    /// The title of its domain.
    pub domain: String,
    /// The part of the agenda.
    pub matter: Matter,
    /// Why it is on the agenda, in a few words, for a list.
    pub shortly: String,
    /// Why it is on the agenda, a sentence each.
    pub reasons: Vec<String>,
    /// How the answers spread over the anchors, lowest level first.
    pub anchors: Vec<AnchorReport>,
    /// The lowest and the highest level that anybody gave. `None`: nobody gave one.
    pub given: Option<(Level, Level)>,
    /// How many don't know.
    pub unknown: usize,
    /// How many find that it does not apply.
    pub not_applicable: usize,
    /// The silences in a sentence; empty where there are none.
    pub silences: String,
    /// The middle answers of groups that may be shown, in a sentence; empty where there are none.
    pub groups: String,
    /// What must be said where so few answered that an answer tells who gave it.
    pub caution: Option<String>,
    /// What keeps a level from being supported, whether or not it bites now.
    pub caps: Vec<CapReport>,
    /// The highest level that the evidence supports, where that is not the top, and the sentence why.
    pub evidence_cap: Option<(Level, String)>,
    /// A suggested number of minutes.
    pub minutes: usize,
    /// Whether an agreed judgement stands with somebody having seen it otherwise.
    pub dissent: bool,
    /// The criterion itself: question, notes, evidence, and what was agreed.
    pub criterion: CriterionReport,
}

/// One anchor, and how many chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorReport {
    /// Its level.
    pub level: NamedLevel,
    /// Its words.
    pub anchor: String,
    /// How many gave this level.
    pub answers: usize,
}

/// What a part of the agenda is called.
pub const fn matter_title(matter: Matter) -> &'static str {
    match matter {
        Matter::Split => "Answers that are split",
        Matter::Claim => "Judgements above what is supported",
        Matter::Rest => "The rest",
    }
}

/// The agenda of an assessment: what to talk about, why, and what is known of it without names.
pub fn agenda(assessment: &Assessment, profile: &Profile) -> AgendaReport {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let agenda = ordered(assessment, profile);
    let all = assessment.rubric.criteria().count();
    let unfinished = assessment
        .responses
        .iter()
        .filter(|response| response.answers.len() < all);
    let composed =
        |items: &[AgendaItem]| items.iter().filter_map(|one| item(&lookup, one)).collect();
    AgendaReport {
        trust: assessment.setup.trust.clone(),
        cycle: assessment.setup.cycle.clone(),
        date: assessment.setup.date,
        answered: answered(assessment),
        left_out: left_out_count(assessment),
        unfinished: unfinished
            .map(|response| Unfinished {
                id: response.respondent.to_string(),
                open: all - response.answers.len(),
            })
            .collect(),
        open: composed(&agenda.open),
        done: composed(&agenda.done),
    }
}

fn answered(assessment: &Assessment) -> usize {
    assessment
        .responses
        .iter()
        .filter(|response| !response.answers.is_empty())
        .count()
}

impl AgendaReport {
    /// The open items of one part, in the order of the meeting.
    pub fn part(&self, matter: Matter) -> impl Iterator<Item = &AgendaItemReport> {
        self.open.iter().filter(move |item| item.matter == matter)
    }

    /// The suggested minutes for splits and claims together.
    pub fn minutes(&self) -> usize {
        self.part(Matter::Split)
            .chain(self.part(Matter::Claim))
            .map(|item| item.minutes)
            .sum()
    }
}

/// A time as people say it: "two hours and 20 minutes".
fn duration(minutes: usize) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => counted(minutes, "minute", "minutes"),
        (hours, 0) => counted(hours, "hour", "hours"),
        (hours, minutes) => format!(
            "{} and {}",
            counted(hours, "hour", "hours"),
            counted(minutes, "minute", "minutes")
        ),
    }
}

fn item(lookup: &Lookup<'_>, item: &AgendaItem) -> Option<AgendaItemReport> {
    let criterion = lookup.criterion(&item.criterion)?;
    let (_, profile) = lookup.standing(&item.criterion)?;
    let domain = lookup
        .rubric()
        .domains()
        .iter()
        .find(|domain| domain.criteria.iter().any(|one| one.id == criterion.id))?;
    let report = criterion::compose(lookup, criterion, profile);
    let standings: Vec<&Rating> = lookup
        .answers(&criterion.id)
        .iter()
        .map(|(_, answer)| &answer.judgement.rating)
        .collect();
    let given: Vec<Level> = standings
        .iter()
        .filter_map(|standing| standing.level())
        .collect();
    let anchors = lookup.scale().levels().map(|level| AnchorReport {
        level: lookup.named(level),
        anchor: criterion.anchor(level).to_owned(),
        answers: given.iter().filter(|one| **one == level).count(),
    });
    let unknown = standings
        .iter()
        .filter(|standing| matches!(standing, Rating::Unknown))
        .count();
    let not_applicable = standings
        .iter()
        .filter(|standing| matches!(standing, Rating::NotApplicable(_)))
        .count();
    let unanswered = answered(lookup.assessment).saturating_sub(standings.len());
    Some(AgendaItemReport {
        id: criterion.id.clone(),
        domain: domain.title.clone(),
        matter: item.matter,
        shortly: capitalised(
            &item
                .concerns
                .iter()
                .map(|concern| shortly(lookup, *concern))
                .collect::<Vec<_>>()
                .join("; "),
        ),
        reasons: item
            .concerns
            .iter()
            .filter_map(|concern| reason(lookup, &report, &given, *concern))
            .collect(),
        anchors: anchors.collect(),
        given: given.iter().min().copied().zip(given.iter().max().copied()),
        unknown,
        not_applicable,
        silences: silences(unknown, not_applicable, unanswered),
        groups: report
            .spread
            .as_ref()
            .map(SpreadReport::groups_in_words)
            .unwrap_or_default(),
        caution: caution(standings.len()),
        caps: caps(lookup, profile)
            .map(|cap| cap_report(lookup, criterion, cap))
            .collect(),
        evidence_cap: caps(lookup, profile)
            .find(|cap| matches!(cap.cause, CapCause::Evidence { .. }))
            .map(|cap| (cap.level, cap_report(lookup, criterion, cap).reason)),
        minutes: minutes(item),
        dissent: lookup
            .agreed(&criterion.id)
            .is_some_and(|agreed| agreed.dissent.is_some()),
        criterion: report,
    })
}

fn minutes(item: &AgendaItem) -> usize {
    let range = item.concerns.iter().find_map(|concern| match concern {
        Concern::Split { levels } => Some(usize::from(*levels)),
        Concern::Claim { .. }
        | Concern::Applies { .. }
        | Concern::Unknown { .. }
        | Concern::Groups { .. }
        | Concern::Close
        | Concern::Same
        | Concern::OneAnswer
        | Concern::Unanswered => None,
    });
    match (item.matter, range) {
        (Matter::Split, range) => {
            SPLIT_MINUTES + WIDER_MINUTES * range.unwrap_or(2).saturating_sub(2)
        }
        (Matter::Claim, _) => CLAIM_MINUTES,
        (Matter::Rest, _) => REST_MINUTES,
    }
}

/// Every cap that keeps a level of the scale from being supported, sorted as the scorer sorts them.
fn caps<'p>(lookup: &Lookup<'_>, profile: &'p CriterionProfile) -> impl Iterator<Item = &'p Cap> {
    let top = lookup.scale().top();
    profile.all_caps.iter().filter(move |cap| cap.level < top)
}

/// Why an item is on the agenda, in a few words.
fn shortly(lookup: &Lookup<'_>, concern: Concern) -> String {
    match concern {
        Concern::Split { levels: apart } => format!("split, {} apart", levels(apart)),
        Concern::Claim { judged, supported } => format!(
            "judged {}, supported {}",
            lookup.label(judged),
            lookup.label(supported)
        ),
        Concern::Applies { not_applicable } => counted(
            not_applicable,
            "person says it does not apply",
            "people say it does not apply",
        ),
        Concern::Unknown { unknown, answers } => {
            format!(
                "{} of {} {} know",
                number(unknown),
                number(answers),
                if unknown == 1 { "does not" } else { "do not" }
            )
        }
        Concern::Groups { levels: apart } => format!("groups {} apart", levels(apart)),
        Concern::Close => "answers one level apart".to_owned(),
        Concern::Same => "all answers the same".to_owned(),
        Concern::OneAnswer => "one answer".to_owned(),
        Concern::Unanswered => "nobody has answered".to_owned(),
    }
}

/// Why an item is on the agenda, as a sentence. What the groups say and who does not know has a sentence of its own.
fn reason(
    lookup: &Lookup<'_>,
    report: &CriterionReport,
    given: &[Level],
    concern: Concern,
) -> Option<String> {
    match concern {
        Concern::Split { .. } | Concern::Close | Concern::Same => {
            report.spread.as_ref().map(|spread| spread.words.clone())
        }
        Concern::Claim { judged, supported } => Some(format!(
            "The judgement is {}, and no more than {} is supported.",
            lookup.label(judged),
            lookup.label(supported)
        )),
        Concern::OneAnswer => given
            .first()
            .map(|level| format!("Only one person gave a level: {}.", lookup.label(*level))),
        Concern::Unanswered => Some("Nobody has answered this yet.".to_owned()),
        Concern::Applies { .. } | Concern::Unknown { .. } | Concern::Groups { .. } => None,
    }
}

fn silences(unknown: usize, not_applicable: usize, unanswered: usize) -> String {
    let mut parts = Vec::new();
    if unknown > 0 {
        parts.push(format!(
            "{} “don't know”",
            counted(unknown, "person answered", "people answered")
        ));
    }
    if not_applicable > 0 {
        parts.push(format!(
            "{} “not applicable”",
            counted(not_applicable, "person answered", "people answered")
        ));
    }
    if unanswered > 0 {
        parts.push(counted(
            unanswered,
            "person has not answered this",
            "people have not answered this",
        ));
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", opened(&crate::text::list(&parts)))
    }
}

/// Two people know each other's answers from the numbers alone; that cannot be hidden, so it is said.
fn caution(answers: usize) -> Option<String> {
    match answers {
        0 | 3.. => None,
        1 => Some("Only one person has answered this: whoever knows who it was knows the answer. Ask before you show it.".to_owned()),
        2 => Some("Only two people have answered this, so each can tell what the other said. Ask both before you show it.".to_owned()),
    }
}

#[cfg(test)]
mod tests;
