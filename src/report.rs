//! Profile → report: all the words, in their order.
//!
//! [`compose`] makes one plain value that holds every fact and every finished
//! sentence that an export may need; [`document`] puts it in reading order as
//! neutral blocks. No export computes or words anything.

mod action;
mod agenda;
mod answer;
mod calendar;
mod cases;
mod change;
mod compose;
mod criterion;
mod document;
mod domain;
mod draft;
mod edition;
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
pub use compose::{Report, RubricFacts, compose};
pub use criterion::{CapReport, CapRule, CriterionReport, basis_word, settled_word, silence};
pub use document::{
    NO_PRIORITY, Part, comparison, criterion_part, depth_words, document, domain_part,
    edition_words, part, parts_of, took_part,
};
pub use domain::{DomainReport, IndexReport, StepReport};
pub use draft::Draft;
pub use edition::Edition;
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

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
