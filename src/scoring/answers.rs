//! Every answer, judgement and standard, by the criterion it belongs to.

use std::collections::HashMap;

use crate::assessment::{Agreed, Answer, Assessment, Response};
use crate::rubric::{CriterionId, Level, Standard};

/// All answers, sorted by the criterion they belong to, so that nothing is searched for twice.
pub struct Answers<'a> {
    given: HashMap<&'a CriterionId, Vec<(&'a Response, &'a Answer)>>,
    agreed: HashMap<&'a CriterionId, &'a Agreed>,
    standards: HashMap<&'a CriterionId, Vec<&'a Standard>>,
    order: Vec<&'a CriterionId>,
}

/// Sorts an assessment's answers, judgements and standards by criterion.
pub fn by_criterion(assessment: &Assessment) -> Answers<'_> {
    let mut given: HashMap<&CriterionId, Vec<(&Response, &Answer)>> = HashMap::new();
    for response in &assessment.responses {
        for answer in &response.answers {
            given
                .entry(&answer.criterion)
                .or_default()
                .push((response, answer));
        }
    }
    let mut standards: HashMap<&CriterionId, Vec<&Standard>> = HashMap::new();
    for standard in assessment.rubric.standards() {
        standards
            .entry(&standard.criterion)
            .or_default()
            .push(standard);
    }
    Answers {
        given,
        agreed: assessment
            .agreed
            .iter()
            .map(|agreed| (&agreed.criterion, agreed))
            .collect(),
        standards,
        order: assessment
            .rubric
            .criteria()
            .map(|criterion| &criterion.id)
            .collect(),
    }
}

impl<'a> Answers<'a> {
    /// The answers to a criterion with who gave them, by respondent.
    pub fn of(&self, criterion: &CriterionId) -> &[(&'a Response, &'a Answer)] {
        self.given.get(criterion).map_or(&[], Vec::as_slice)
    }

    /// The agreed judgement on a criterion.
    pub fn agreed(&self, criterion: &CriterionId) -> Option<&'a Agreed> {
        self.agreed.get(criterion).copied()
    }

    /// The standards that cap a criterion, in rubric order.
    pub fn standards(&self, criterion: &CriterionId) -> &[&'a Standard] {
        self.standards.get(criterion).map_or(&[], Vec::as_slice)
    }

    /// The level answers to a criterion, lowest first.
    pub fn levels(&self, criterion: &CriterionId) -> Vec<Level> {
        let mut levels: Vec<Level> = self
            .of(criterion)
            .iter()
            .filter_map(|(_, answer)| answer.judgement.rating.level())
            .collect();
        levels.sort_unstable();
        levels
    }

    /// The level answers of every criterion, in rubric order.
    pub fn units(&self) -> impl Iterator<Item = Vec<Level>> {
        self.order.iter().map(|criterion| self.levels(criterion))
    }
}
