//! Each file's text, taken over to a newer version of the rubric. Comments and everything that a person wrote stay.

mod answer;
mod entries;

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, TomlError, value};

use crate::assessment::{Agreed, Answer, Note, Rating, Response};
use crate::rubric::{Criterion, CriterionId, Origin, Revision, RoleId, Rubric};
use crate::store::edit::edited_all;
use crate::store::row::Row;

use entries::{Moves, changed, mark, marked, set, text_of, with_comments};

/// What the files are taken over by.
pub struct Carrier<'a> {
    pub older: &'a Rubric,
    pub newer: &'a Rubric,
    pub revision: &'a Revision,
    pub roles: &'a BTreeMap<RoleId, RoleId>,
}

/// The key that tells one judgement from another.
const KEY: &str = "criterion";

impl Carrier<'_> {
    /// A response: renamed answers move, split ones are copied to each, merged ones become one with the lower level.
    /// What was reworded, split or merged is marked to be looked at again, and so is what has no place any more.
    pub fn response(&self, text: &str, response: &Response) -> Result<String, TomlError> {
        let answers: Vec<(CriterionId, Vec<&Answer>, Answer)> = self
            .revision
            .criteria
            .iter()
            .filter_map(|trace| self.answer(trace, response))
            .collect();
        let mut moves = Moves::default();
        for (id, from, _) in &answers {
            moves.take(id, from.iter().map(|answer| &answer.criterion));
        }
        moves.leave(
            response
                .answers
                .iter()
                .map(|answer| &answer.criterion)
                .filter(|id| self.revision.heirs(id).is_empty()),
        );
        let mut new = moves.apply(text, "answer")?;
        let touched = answers
            .iter()
            .filter(|(_, from, answer)| !matches!(from.as_slice(), [only] if **only == *answer));
        let rows: Vec<(&str, Row)> = touched
            .map(|(id, _, answer)| (id.as_str(), Row::of_answer(answer)))
            .collect();
        new = edited_all(&new, ("answer", KEY), &self.order(), &rows)?;
        if let Some(role) = self
            .roles
            .get(&response.role)
            .filter(|role| **role != response.role)
        {
            let mut document: DocumentMut = new.parse()?;
            document["role"] = value(role.as_str());
            new = document.to_string();
        }
        Ok(with_comments(text, new))
    }

    /// The agreed judgements. One on a criterion that was split or merged was agreed on something else: it is kept,
    /// marked, and counts for nothing until a meeting has agreed anew.
    pub fn agreed(&self, text: &str, agreed: &[Agreed]) -> Result<String, TomlError> {
        let mut moves = Moves::default();
        let mut judgements = Vec::new();
        for judgement in agreed {
            let heir = self
                .revision
                .heirs(&judgement.criterion)
                .iter()
                .find(
                    |heir| match self.revision.trace(heir).map(|trace| &trace.origin) {
                        Some(Origin::Same | Origin::Renamed(_)) => true,
                        Some(Origin::MergedFrom(_)) => **heir == judgement.criterion,
                        Some(Origin::SplitFrom(_) | Origin::New) | None => false,
                    },
                );
            let Some(heir) = heir else {
                moves.leave(std::iter::once(&judgement.criterion));
                continue;
            };
            moves.take(heir, std::iter::once(&judgement.criterion));
            let mut new = judgement.clone();
            new.criterion = heir.clone();
            let (signs, gone) = self.signs(
                &judgement.criterion,
                heir,
                &judgement.judgement.warning_signs,
            );
            new.judgement.warning_signs = signs;
            if !gone.is_empty() {
                let reason = format!("{} [{}]", new.reason, gone.join(" "));
                new.reason = Note::new(&reason).unwrap_or(new.reason);
            }
            new.judgement.review |=
                self.is_to_review(heir, &judgement.judgement.rating) || !gone.is_empty();
            judgements.push((judgement, new));
        }
        let touched = judgements.iter().filter(|(old, new)| *old != new);
        let rows: Vec<(&str, Row)> = touched
            .map(|(_, new)| (new.criterion.as_str(), Row::of_agreed(new)))
            .collect();
        let new = edited_all(
            &moves.apply(text, "agreed")?,
            ("agreed", KEY),
            &self.order(),
            &rows,
        )?;
        Ok(with_comments(text, new))
    }

    /// The register: entries of standards that are gone are kept and marked.
    pub fn standards(&self, text: &str) -> Result<String, TomlError> {
        let dropped = &self.revision.standards.dropped;
        marked(text, "standard", |table| {
            text_of(table, "id").is_some_and(|id| dropped.iter().any(|gone| gone == id))
        })
    }

    /// The trust's own numbers: those of indicators that are gone are kept and marked.
    pub fn indicators(&self, text: &str) -> Result<String, TomlError> {
        let dropped = &self.revision.indicators.dropped;
        marked(text, "indicator", |table| {
            text_of(table, "id").is_some_and(|id| dropped.iter().any(|gone| gone == id))
        })
    }

    /// The plan: an action goes with its criterion; one for something that is gone is kept and marked.
    pub fn plan(&self, text: &str) -> Result<String, TomlError> {
        let mut heirs: BTreeMap<String, String> = BTreeMap::new();
        for criterion in self.older.criteria() {
            if let Some(heir) = self
                .revision
                .heirs(&criterion.id)
                .first()
                .filter(|heir| **heir != criterion.id)
            {
                heirs.insert(criterion.id.to_string(), heir.to_string());
            }
        }
        let is_gone = |subject: &str| {
            let criterion = self
                .revision
                .dropped
                .iter()
                .any(|gone| gone.as_str() == subject);
            criterion
                || self
                    .revision
                    .standards
                    .dropped
                    .iter()
                    .any(|gone| gone == subject)
        };
        changed(text, "action", |table| {
            let Some(subject) = text_of(table, "for").map(str::to_owned) else {
                return false;
            };
            if let Some(heir) = heirs.get(&subject) {
                set(table, "for", value(heir.as_str()));
                return true;
            }
            is_gone(&subject) && mark(table)
        })
    }

    /// The ticked warning signs by the numbers that they have now, and those that are no longer listed, in words.
    fn signs(
        &self,
        from: &CriterionId,
        to: &CriterionId,
        ticked: &[usize],
    ) -> (Vec<usize>, Vec<String>) {
        let list = |criterion: Option<&'_ Criterion>| {
            criterion.map_or_else(Vec::new, |criterion| criterion.warning_signs.clone())
        };
        let (older, newer) = (
            list(self.older.criterion(from)),
            list(self.newer.criterion(to)),
        );
        let (mut signs, mut gone) = (Vec::new(), Vec::new());
        for number in ticked {
            let Some(words) = number.checked_sub(1).and_then(|place| older.get(place)) else {
                continue;
            };
            match newer.iter().position(|other| other == words) {
                Some(place) => signs.push(place + 1),
                None => gone.push(format!(
                    "A warning sign was ticked that is no longer listed: “{words}”"
                )),
            }
        }
        signs.sort_unstable();
        signs.dedup();
        (signs, gone)
    }

    /// Whether what was answered has to be looked at again: it was reworded, or is no longer an answer.
    fn is_to_review(&self, id: &CriterionId, standing: &Rating) -> bool {
        let reworded = self
            .revision
            .trace(id)
            .is_some_and(|trace| !trace.reworded.is_empty());
        let misfit = match standing {
            Rating::Level(level) => *level > self.newer.scale().top(),
            Rating::Unknown => false,
            Rating::NotApplicable(_) => self
                .newer
                .criterion(id)
                .is_some_and(|criterion| criterion.not_applicable.is_none()),
        };
        reworded || misfit
    }

    fn order(&self) -> Vec<&str> {
        self.newer
            .criteria()
            .map(|criterion| criterion.id.as_str())
            .collect()
    }
}
