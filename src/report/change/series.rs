//! Domains and criteria over all cycles: a row for each, a step for each cycle.

use std::collections::{HashMap, HashSet};

use crate::report::change::row::{Row, named};
use crate::report::criterion::silence;
use crate::rubric::CriterionId;
use crate::scoring::{Change, Compared, Movement, Profile, Side};
use crate::words::NamedLevel;

/// A domain or a criterion over all cycles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesReport {
    /// Its id, as it was in the last cycle that had it.
    pub id: String,
    /// Its title then.
    pub title: String,
    /// The id of its domain; a domain's own.
    pub domain: String,
    /// One step for each cycle, oldest first.
    pub steps: Vec<StepThen>,
    /// What happened in the last span. `None`: it was gone before that.
    pub last: Option<Movement>,
}

/// How it stood in one cycle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepThen {
    /// The level.
    pub level: Option<NamedLevel>,
    /// What stands where there is no level: the word for a silence, or nothing where the rubric had no such thing.
    pub word: String,
    /// Whether it cannot be set beside the step before.
    pub breaks: bool,
}

impl StepThen {
    /// The step in a word or two.
    pub fn words(&self) -> String {
        let words = self
            .level
            .as_ref()
            .map_or_else(|| self.word.clone(), NamedLevel::both);
        if self.breaks {
            format!("{words} (break)")
        } else {
            words
        }
    }
}

impl SeriesReport {
    /// Whether every step is the same, so that there is nothing to look at.
    pub fn is_still(&self) -> bool {
        self.steps.windows(2).all(|pair| pair[0] == pair[1])
    }
}

pub fn domains(row: &Row<'_>, changes: &[Change], profiles: &[Profile]) -> Vec<SeriesReport> {
    let mut all: Vec<SeriesReport> = Vec::new();
    for (place, assessment) in row.assessments.iter().enumerate().rev() {
        for domain in assessment.rubric.domains() {
            if all.iter().any(|series| series.id == domain.id.as_str()) {
                continue;
            }
            let mut steps = vec![StepThen::default(); row.assessments.len()];
            for (at, (assessment, profile)) in row
                .assessments
                .iter()
                .zip(profiles)
                .enumerate()
                .take(place + 1)
            {
                let Some(found) = profile
                    .domains
                    .iter()
                    .find(|found| found.domain == domain.id)
                else {
                    continue;
                };
                let position = match row.compared {
                    Compared::Supported => found.supported.position,
                    Compared::Judged => found.judged.position,
                };
                let moved = |change: &Change| {
                    change
                        .domains
                        .iter()
                        .find(|change| change.domain == domain.id)
                        .map(|change| change.movement)
                };
                steps[at] = StepThen {
                    level: named(&assessment.rubric, position),
                    word: if position.is_none() {
                        "no position".to_owned()
                    } else {
                        String::new()
                    },
                    breaks: at > 0 && moved(&changes[at - 1]) == Some(Movement::Break),
                };
            }
            let last = changes.last().and_then(|change| {
                change
                    .domains
                    .iter()
                    .find(|change| change.domain == domain.id)
            });
            let id = domain.id.to_string();
            all.push(SeriesReport {
                domain: id.clone(),
                id,
                title: domain.title.clone(),
                steps,
                last: last.map(|change| change.movement),
            });
        }
    }
    all
}

/// Each criterion over all cycles. One that was renamed is one row.
pub fn criteria(row: &Row<'_>, changes: &[Change]) -> Vec<SeriesReport> {
    let links: Vec<Links<'_>> = changes.iter().map(Links::of).collect();
    let mut told: HashSet<(usize, &CriterionId)> = HashSet::new();
    let mut all: Vec<SeriesReport> = Vec::new();
    for (place, assessment) in row.assessments.iter().enumerate().rev() {
        for domain in assessment.rubric.domains() {
            for criterion in &domain.criteria {
                if told.contains(&(place, &criterion.id)) {
                    continue;
                }
                let mut steps = vec![StepThen::default(); row.assessments.len()];
                let mut id = &criterion.id;
                for at in (0..=place).rev() {
                    told.insert((at, id));
                    let link = at.checked_sub(1).and_then(|span| links[span].to(id));
                    let own = link
                        .and_then(|change| change.to.as_ref())
                        .or_else(|| links.get(at).and_then(|links| links.from(id)));
                    let Some(own) = own else { break };
                    steps[at] = step(
                        row,
                        at,
                        own,
                        link.is_some_and(|change| change.movement == Movement::Break),
                    );
                    match link.and_then(|change| change.from.as_ref()) {
                        Some(from) => id = &from.criterion,
                        None => break,
                    }
                }
                let last = links
                    .last()
                    .and_then(|links| links.to(&criterion.id))
                    .filter(|_| place + 1 == row.assessments.len());
                let gone = links.last().filter(|links| {
                    place + 2 == row.assessments.len() && links.from(&criterion.id).is_some()
                });
                all.push(SeriesReport {
                    id: criterion.id.to_string(),
                    title: criterion.title.clone(),
                    domain: domain.id.to_string(),
                    steps,
                    last: last
                        .map(|change| change.movement)
                        .or(gone.map(|_| Movement::Gone)),
                });
            }
        }
    }
    all
}

fn step(row: &Row<'_>, at: usize, side: &Side, breaks: bool) -> StepThen {
    let level = side.level(row.compared);
    let word = if level.is_none() {
        silence(side.settled).to_owned()
    } else {
        String::new()
    };
    StepThen {
        level: named(&row.assessments[at].rubric, level),
        word,
        breaks,
    }
}

/// What changed in one span, found by the id on either side.
struct Links<'c> {
    to: HashMap<&'c CriterionId, &'c crate::scoring::CriterionChange>,
    from: HashMap<&'c CriterionId, &'c Side>,
}

impl<'c> Links<'c> {
    fn of(change: &'c Change) -> Self {
        Self {
            to: change
                .criteria()
                .filter_map(|change| Some((&change.to.as_ref()?.criterion, change)))
                .collect(),
            from: change
                .criteria()
                .filter_map(|change| change.from.as_ref())
                .map(|side| (&side.criterion, side))
                .collect(),
        }
    }

    fn to(&self, id: &CriterionId) -> Option<&'c crate::scoring::CriterionChange> {
        self.to.get(id).copied()
    }

    fn from(&self, id: &CriterionId) -> Option<&'c Side> {
        self.from.get(id).copied()
    }
}
