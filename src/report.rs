//! Profile → report: all the words, in their order.
//!
//! [`compose`] makes one plain value that holds every fact and every finished
//! sentence that an export may need; [`document`] puts it in reading order as
//! neutral blocks. No export computes or words anything.

mod agenda;
mod answer;
mod calendar;
mod cases;
mod change;
mod criterion;
mod document;
mod domain;
mod draft;
mod evidence;
mod explain;
mod gap;
mod guide;
mod indicator;
mod left_out;
mod lens;
mod lookup;
mod merge;
mod method;
mod next;
mod page_one;
mod palette;
mod people;
mod plan;
mod position;
mod priority;
mod respondent;
mod rubric_page;
mod spread;
mod staircase;
mod standard;
mod status;
mod target;
mod tracker;
mod upgrade;
mod whatif;

use jiff::civil::Date;

pub use agenda::{
    AgendaItemReport, AgendaReport, AnchorReport, Unfinished, agenda, agenda_list, agenda_minutes,
    agenda_pages, agenda_paper, matter_title,
};
pub use answer::AnswerReport;
pub use calendar::{Calendar, Event, calendar};
pub use cases::check_case;
pub use change::{
    Changes, CycleReport, DoneReport, MoveReport, SeriesReport, SpanReport, StepThen,
    movement_phrase, several_trusts,
};
pub use criterion::{CapReport, CapRule, CriterionReport, basis_word, settled_word, silence};
pub use document::{
    NO_PRIORITY, Part, comparison, criterion_part, depth_words, document, domain_part,
    edition_words, part, parts_of, took_part,
};
pub use domain::{DomainReport, IndexReport, StepReport};
pub use draft::Draft;
pub use evidence::{EntryReport, EvidenceReport};
pub use explain::explain;
pub use gap::GapReport;
pub use guide::guide;
pub use indicator::{Age, Figure, IndicatorReport, NEVER_SCORED, figure_words, indicators};
pub use left_out::{LeftOutReport, left_out, left_out_count, words as left_out_words};
pub use lens::{FacetReport, HOW_LENSES_READ, LENSES, LensReport};
pub use merge::{before_merging, merged};
pub use method::{Passage, WEIGHTS, WHAT_IT_IS};
pub use next::next_begun;
pub use page_one::PageOne;
pub use palette::{BORDER, PALETTE, Shade, level_shade};
pub use people::{People, RespondentReport, WholeAgreement};
pub use plan::{
    ActionReport, Plan, PlanPart, PlanToday, Unplanned, WITHOUT, plan_page, plan_today,
    priorities_without, unfit_review,
};
pub use priority::{BOARD_PRIORITIES, PriorityReport, SubjectKind};
pub use respondent::{REMOVED, before_removal, removed, renamed, respondents, why_left};
pub use rubric_page::rubric_page;
pub use spread::{GroupReport, SpreadReport};
pub use staircase::{staircase, staircase_part};
pub use standard::{
    EXCEPTIONS, STANDARDS, StandardReport, Standards, Urgency, status_phrase, status_word,
};
pub use status::{
    DomainStatus, NextStep, RespondentStatus, Status, have_answered, progress, reminder, so_far,
    unfinished,
};
pub use target::{default_words, origin_word, own_targets, target_words, targets};
pub use tracker::{
    Given, GivenCell, NEW_ACTION, ReadRow, TRACKER_ID, Tracker, TrackerChange, TrackerChanges,
    TrackerRead, TrackerRow, compare_tracker, tracker,
};
pub use upgrade::upgrade_page;
pub use whatif::{CHANGE_WORDS, Way, read_changes, suppositions, ways, whatif};

pub use crate::assessment::{ActionField, ActionStatus, Confidence, Course, Depth};
pub use crate::scoring::{
    ChangeCause, Coverage, Lever, Matter, Movement, Settled, Strength, Tier, Verdict,
};

use crate::assessment::Assessment;
use crate::report::lookup::Lookup;
use crate::scoring::Profile;
use crate::words::NamedLevel;

/// For whom a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Edition {
    /// Everything, for those who lead the work.
    Full,
    /// Page one, the domains on a page, exceptions, five priorities and the plan.
    Board,
    /// What may stand on a website: nothing that a person of the trust wrote.
    Public,
}

impl Edition {
    /// Every edition.
    pub const ALL: [Self; 3] = [Self::Full, Self::Board, Self::Public];

    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Board => "board",
            Self::Public => "public",
        }
    }

    /// For whom it is, in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Full => "Everything, for those who lead the work.",
            Self::Board => "Two pages and the plan, for the board.",
            Self::Public => "Safe on a website: nothing that a person of the trust wrote.",
        }
    }
}

/// A finished report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// For whom it is.
    pub edition: Edition,
    /// The trust's name.
    pub trust: String,
    /// The cycle, as written.
    pub cycle: String,
    /// The day of the assessment.
    pub date: Date,
    /// How deep the assessment went.
    pub depth: Depth,
    /// How many schools the trust has.
    pub schools: Option<u32>,
    /// The rubric.
    pub rubric: RubricFacts,
    /// Who took part.
    pub people: People,
    /// Page one.
    pub page_one: PageOne,
    /// The domains, in rubric order.
    pub domains: Vec<DomainReport>,
    /// Single answers, by criterion and then by respondent. Empty until [`Report::with_answers`] is asked for them, and
    /// in all editions but the full one.
    pub answers: Vec<AnswerReport>,
    /// The standards.
    pub standards: Standards,
    /// The lenses, in rubric order.
    pub lenses: Vec<LensReport>,
    /// Agreement over the whole rubric.
    pub agreement: WholeAgreement,
    /// What to do first, in order; the board edition has the first five.
    pub priorities: Vec<PriorityReport>,
    /// The plan.
    pub plan: Plan,
    /// Numbers for context, in rubric order.
    pub indicators: Vec<IndicatorReport>,
    /// What changed since earlier cycles. Nothing until [`Report::since`] is asked for it.
    pub changes: Option<Changes>,
    /// Method, limits and sources.
    pub method: Vec<Passage>,
    /// Paragraphs for the trust's own documents, to be checked and edited. Only in the full edition.
    pub drafts: Vec<Draft>,
}

/// What a report says of its rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricFacts {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// What it is informed by, and by whom it is not endorsed.
    pub notice: String,
    /// Its levels with their meanings, lowest first.
    pub levels: Vec<(NamedLevel, String)>,
}

impl Report {
    /// The report with every single answer, for the forms that list them. (Nearly all of them do without, and the
    /// answers of many people to many criteria are most of what there is to hold.)
    pub fn with_answers(mut self, assessment: &Assessment, profile: &Profile) -> Self {
        self.answers = answer::compose(&Lookup::new(assessment, profile, self.edition));
        self
    }

    /// The report with what changed since earlier cycles of the same trust. They are put in order by their dates, the
    /// report's own assessment last.
    pub fn since(mut self, assessment: &Assessment, earlier: &[&Assessment]) -> Self {
        let mut row = earlier.to_vec();
        row.sort_by_key(|earlier| earlier.setup.date);
        row.push(assessment);
        self.changes = Changes::over(&row, self.edition);
        self
    }
}

/// Composes a report. The same assessment and profile always give the same report.
pub fn compose(assessment: &Assessment, profile: &Profile, edition: Edition) -> Report {
    let lookup = Lookup::new(assessment, profile, edition);
    let rubric = lookup.rubric();
    let domains: Vec<DomainReport> = rubric
        .domains()
        .iter()
        .zip(&profile.domains)
        .map(|(domain, profile)| domain::compose(&lookup, domain, profile))
        .collect();
    let people = people::compose(&lookup);
    let mut priorities = priority::compose(&lookup);
    let plan = plan::compose(&lookup, &priorities);
    if edition == Edition::Board {
        priorities.truncate(BOARD_PRIORITIES);
    }
    Report {
        edition,
        trust: assessment.setup.trust.clone(),
        cycle: assessment.setup.cycle.clone(),
        date: assessment.setup.date,
        depth: assessment.setup.depth,
        schools: assessment.setup.schools,
        rubric: RubricFacts {
            id: rubric.id().to_string(),
            version: rubric.version().to_string(),
            title: rubric.title().to_owned(),
            notice: rubric.notice().to_owned(),
            levels: rubric
                .scale()
                .levels()
                .map(|level| {
                    (
                        lookup.named(level),
                        rubric.scale().words(level).meaning.clone(),
                    )
                })
                .collect(),
        },
        page_one: page_one::compose(&lookup, &domains),
        answers: Vec::new(),
        standards: standard::compose(&lookup),
        lenses: lens::compose(&lookup),
        agreement: people::whole_agreement(&lookup, &people),
        indicators: indicator::compose(&lookup),
        changes: None,
        method: method::compose(&lookup, &people),
        drafts: draft::compose(&lookup, &people),
        domains,
        people,
        priorities,
        plan,
    }
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
