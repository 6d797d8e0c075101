//! An assessment and its profile sorted by id, so that composing searches for nothing twice.

use std::collections::HashMap;

use crate::assessment::{Action, Agreed, Answer, Assessment, Entry, Evidence, OwnFigure, Response};
use crate::report::Edition;
use crate::rubric::{
    Criterion, CriterionId, Indicator, IndicatorId, Level, Rubric, Scale, Standard, StandardId,
};
use crate::scoring::{CriterionProfile, DomainProfile, Profile};
use crate::words::NamedLevel;

/// Everything that composing reads from.
pub struct Lookup<'a> {
    pub assessment: &'a Assessment,
    pub profile: &'a Profile,
    pub edition: Edition,
    answers: HashMap<&'a CriterionId, Vec<(&'a Response, &'a Answer)>>,
    agreed: HashMap<&'a CriterionId, &'a Agreed>,
    entries: HashMap<&'a StandardId, &'a Entry>,
    standards: HashMap<&'a StandardId, &'a Standard>,
    standing: HashMap<&'a CriterionId, (&'a DomainProfile, &'a CriterionProfile)>,
    figures: HashMap<&'a IndicatorId, Vec<&'a OwnFigure>>,
    indicators: HashMap<&'a IndicatorId, &'a Indicator>,
    actions: HashMap<&'a str, Vec<&'a Action>>,
}

impl<'a> Lookup<'a> {
    /// Sorts by id.
    pub fn new(assessment: &'a Assessment, profile: &'a Profile, edition: Edition) -> Self {
        let mut answers: HashMap<&CriterionId, Vec<(&Response, &Answer)>> = HashMap::new();
        for response in &assessment.responses {
            for answer in &response.answers {
                answers
                    .entry(&answer.criterion)
                    .or_default()
                    .push((response, answer));
            }
        }
        let mut figures: HashMap<&IndicatorId, Vec<&OwnFigure>> = HashMap::new();
        for figure in &assessment.figures {
            figures.entry(&figure.indicator).or_default().push(figure);
        }
        let mut actions: HashMap<&str, Vec<&Action>> = HashMap::new();
        for action in &assessment.plan {
            actions.entry(&action.subject).or_default().push(action);
        }
        let standing = |domain: &'a DomainProfile| {
            domain
                .criteria
                .iter()
                .map(move |profile| (&profile.criterion, (domain, profile)))
        };
        Self {
            assessment,
            profile,
            edition,
            answers,
            agreed: assessment
                .agreed
                .iter()
                .map(|agreed| (&agreed.criterion, agreed))
                .collect(),
            entries: assessment
                .register
                .iter()
                .map(|entry| (&entry.standard, entry))
                .collect(),
            standards: assessment
                .rubric
                .standards()
                .map(|standard| (&standard.id, standard))
                .collect(),
            standing: profile.domains.iter().flat_map(standing).collect(),
            figures,
            indicators: assessment
                .rubric
                .indicators()
                .map(|indicator| (&indicator.id, indicator))
                .collect(),
            actions,
        }
    }

    /// The rubric.
    pub fn rubric(&self) -> &'a Rubric {
        &self.assessment.rubric
    }

    /// The scale.
    pub fn scale(&self) -> &'a Scale {
        self.assessment.rubric.scale()
    }

    /// The word for a level.
    pub fn label(&self, level: Level) -> &'a str {
        self.scale().label(level)
    }

    /// A level with its word.
    pub fn named(&self, level: Level) -> NamedLevel {
        NamedLevel::of(self.scale(), level)
    }

    /// Whether the words that people of the trust wrote may be shown.
    pub fn shows_words(&self) -> bool {
        match self.edition {
            Edition::Full | Edition::Board => true,
            Edition::Public => false,
        }
    }

    /// The answers to a criterion with who gave them, by respondent.
    pub fn answers(&self, criterion: &CriterionId) -> &[(&'a Response, &'a Answer)] {
        self.answers.get(criterion).map_or(&[], Vec::as_slice)
    }

    /// The agreed judgement on a criterion.
    pub fn agreed(&self, criterion: &CriterionId) -> Option<&'a Agreed> {
        self.agreed.get(criterion).copied()
    }

    /// What the register says of a standard.
    pub fn entry(&self, standard: &StandardId) -> Option<&'a Entry> {
        self.entries.get(standard).copied()
    }

    /// The standard of this id.
    pub fn standard(&self, id: &StandardId) -> Option<&'a Standard> {
        self.standards.get(id).copied()
    }

    /// Where a criterion stands, and in which domain.
    pub fn standing(
        &self,
        criterion: &CriterionId,
    ) -> Option<(&'a DomainProfile, &'a CriterionProfile)> {
        self.standing.get(criterion).copied()
    }

    /// The criterion of this id.
    pub fn criterion(&self, id: &CriterionId) -> Option<&'a Criterion> {
        self.assessment.rubric.criterion(id)
    }

    /// The title of a criterion.
    pub fn title(&self, id: &CriterionId) -> &'a str {
        self.assessment
            .rubric
            .criterion(id)
            .map_or("", |criterion| &criterion.title)
    }

    /// The titles of criteria, in quotation marks.
    pub fn titles(&self, ids: &[CriterionId]) -> Vec<String> {
        ids.iter()
            .map(|id| crate::words::quoted(self.title(id)))
            .collect()
    }

    /// The trust's own numbers for an indicator, in file order.
    pub fn figures(&self, indicator: &IndicatorId) -> &[&'a OwnFigure] {
        self.figures.get(indicator).map_or(&[], Vec::as_slice)
    }

    /// The indicator of this id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&'a Indicator> {
        self.indicators.get(id).copied()
    }

    /// The actions for a criterion or standard, by its id, in file order.
    pub fn actions(&self, subject: &str) -> &[&'a Action] {
        self.actions.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Every entry of evidence for a criterion, newest first; the order tells nothing of who gave it.
    pub fn evidence(&self, criterion: &CriterionId) -> Vec<&'a Evidence> {
        let given = self
            .answers(criterion)
            .iter()
            .flat_map(|(_, answer)| &answer.judgement.evidence);
        let mut entries: Vec<&Evidence> = given
            .chain(
                self.agreed(criterion)
                    .iter()
                    .flat_map(|agreed| &agreed.judgement.evidence),
            )
            .collect();
        entries.sort_by(|one, other| {
            other.date.cmp(&one.date).then_with(|| {
                (one.kind, &one.what, &one.place).cmp(&(other.kind, &other.what, &other.place))
            })
        });
        entries
    }
}
