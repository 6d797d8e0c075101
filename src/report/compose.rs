//! The whole report: one value that holds every fact and every finished sentence.

use crate::assessment::Assessment;
use crate::assessment::Depth;
use crate::report::change::Changes;
use crate::report::lookup::Lookup;
use crate::report::{
    AnswerReport, BOARD_PRIORITIES, DomainReport, Draft, Edition, IndicatorReport, LensReport,
    PageOne, Passage, People, Plan, PriorityReport, Standards, WholeAgreement,
};
use crate::report::{
    answer, domain, draft, indicator, lens, method, page_one, people, plan, priority, standard,
};
use crate::scoring::Profile;
use crate::words::NamedLevel;
use jiff::civil::Date;

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
