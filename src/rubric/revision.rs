//! What became of a rubric between two versions: criterion by criterion, and everything beside them.
//!
//! Criteria are matched by id, and by what they say they were. Nothing here judges by likeness of words: a rubric's
//! author says what a criterion was, and whoever reads the report can trust that.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::hash::Hash;

use crate::rubric::{Criterion, CriterionId, Level, Rubric};

/// Where a criterion of the newer version comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It has the id that it had.
    Same,
    /// It had another id.
    Renamed(CriterionId),
    /// It is one of several that were made from one.
    SplitFrom(CriterionId),
    /// It was made from several, in the order in which it names them; its own earlier self, if there was one, comes first.
    MergedFrom(Vec<CriterionId>),
    /// The older version has nothing like it.
    New,
}

/// What was changed in the wording by which a level is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rewording {
    /// The question.
    Question,
    /// The words for one or more levels.
    Anchors,
    /// What is rated here, and what elsewhere.
    Boundary,
    /// The scale has another number of levels.
    Scale,
}

/// One criterion of the newer version with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The criterion.
    pub id: CriterionId,
    /// Where it comes from.
    pub origin: Origin,
    /// What was reworded. Empty where nothing was, or where it is split, merged or new.
    pub reworded: Vec<Rewording>,
}

/// What became of things that have an id and no history: standards, indicators, lenses, roles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// How many are as they were.
    pub kept: usize,
    /// Those that say something else now, by id, in the newer order.
    pub reworded: Vec<String>,
    /// Those that are gone, by id, in the older order.
    pub dropped: Vec<String>,
    /// Those that are new, by id, in the newer order.
    pub new: Vec<String>,
}

/// What became of a rubric between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Every criterion of the newer version, in its order.
    pub criteria: Vec<Trace>,
    /// The criteria that are gone and that no other came from, in the older order.
    pub dropped: Vec<CriterionId>,
    /// The standards.
    pub standards: Parts,
    /// The indicators.
    pub indicators: Parts,
    /// The lenses.
    pub lenses: Parts,
    /// The roles.
    pub roles: Parts,
    /// The levels that the two scales share and that have another label or meaning.
    pub relabelled: Vec<Level>,
    /// How many levels the older scale has, and how many the newer.
    pub sizes: (usize, usize),
    /// Whether the thresholds or the caps differ, so that the same answers may be scored otherwise.
    pub rules_changed: bool,
    by_id: HashMap<CriterionId, usize>,
    heirs: BTreeMap<CriterionId, Vec<CriterionId>>,
}

impl Revision {
    /// Compares two versions of a rubric, or two rubrics.
    pub fn between(older: &Rubric, newer: &Rubric) -> Self {
        let heirs = heirs(older, newer);
        let criteria: Vec<Trace> = newer
            .criteria()
            .map(|criterion| trace(older, newer, criterion, &heirs))
            .collect();
        let dropped = older
            .criteria()
            .map(|criterion| &criterion.id)
            .filter(|id| !heirs.contains_key(*id))
            .cloned()
            .collect();
        let scales = (older.scale(), newer.scale());
        Self {
            by_id: criteria
                .iter()
                .enumerate()
                .map(|(place, trace)| (trace.id.clone(), place))
                .collect(),
            criteria,
            dropped,
            standards: parts(
                older.standards(),
                newer.standards(),
                |one| &one.id,
                |one, other| {
                    (&one.statement, one.force, one.critical)
                        == (&other.statement, other.force, other.critical)
                        && (one.criterion == other.criterion
                            || heirs
                                .get(&one.criterion)
                                .is_some_and(|heirs| heirs.contains(&other.criterion)))
                },
            ),
            indicators: parts(
                older.indicators(),
                newer.indicators(),
                |one| &one.id,
                |one, other| {
                    (&one.title, &one.unit, one.better) == (&other.title, &other.unit, other.better)
                },
            ),
            lenses: parts(
                older.lenses().iter(),
                newer.lenses().iter(),
                |one| &one.id,
                |one, other| one == other,
            ),
            roles: parts(
                older.roles().iter(),
                newer.roles().iter(),
                |one| &one.id,
                |one, other| one == other,
            ),
            relabelled: scales
                .1
                .levels()
                .filter(|level| {
                    level.index() < scales.0.size()
                        && scales.0.words(*level) != scales.1.words(*level)
                })
                .collect(),
            sizes: (scales.0.size(), scales.1.size()),
            rules_changed: older.rules() != newer.rules() || older.caps() != newer.caps(),
            heirs,
        }
    }

    /// Where a criterion of the newer version comes from.
    pub fn trace(&self, id: &CriterionId) -> Option<&Trace> {
        self.by_id.get(id).map(|place| &self.criteria[*place])
    }

    /// The one criterion of the older version whose answers can be set beside those of this one: the same, or renamed.
    pub fn earlier(&self, id: &CriterionId) -> Option<&CriterionId> {
        match self.trace(id)? {
            Trace {
                id,
                origin: Origin::Same,
                ..
            } => Some(id),
            Trace {
                origin: Origin::Renamed(earlier),
                ..
            } => Some(earlier),
            Trace {
                origin: Origin::SplitFrom(_) | Origin::MergedFrom(_) | Origin::New,
                ..
            } => None,
        }
    }

    /// The criteria of the newer version that came from one of the older; none where it was dropped.
    pub fn heirs(&self, id: &CriterionId) -> &[CriterionId] {
        self.heirs.get(id).map_or(&[], Vec::as_slice)
    }

    /// How many criteria can be compared at all: the same or renamed, and not reworded.
    pub fn comparable(&self) -> usize {
        self.criteria
            .iter()
            .filter(|trace| trace.reworded.is_empty() && self.earlier(&trace.id).is_some())
            .count()
    }

    /// Whether anything differs that a person who answers, or reads a report, would notice.
    pub fn is_empty(&self) -> bool {
        let untouched = |parts: &Parts| {
            parts.reworded.is_empty() && parts.dropped.is_empty() && parts.new.is_empty()
        };
        self.dropped.is_empty()
            && self
                .criteria
                .iter()
                .all(|trace| trace.origin == Origin::Same && trace.reworded.is_empty())
            && [&self.standards, &self.indicators, &self.lenses, &self.roles]
                .into_iter()
                .all(untouched)
            && self.relabelled.is_empty()
            && self.sizes.0 == self.sizes.1
            && !self.rules_changed
    }
}

/// The newer criteria that come from each older one, in the newer order. One that is dropped is not in it.
fn heirs(older: &Rubric, newer: &Rubric) -> BTreeMap<CriterionId, Vec<CriterionId>> {
    let mut heirs: BTreeMap<CriterionId, Vec<CriterionId>> = BTreeMap::new();
    for criterion in newer.criteria() {
        for id in std::iter::once(&criterion.id)
            .chain(&criterion.was)
            .filter(|id| older.criterion(id).is_some())
        {
            heirs
                .entry(id.clone())
                .or_default()
                .push(criterion.id.clone());
        }
    }
    heirs
}

fn trace(
    older: &Rubric,
    newer: &Rubric,
    criterion: &Criterion,
    heirs: &BTreeMap<CriterionId, Vec<CriterionId>>,
) -> Trace {
    let id = criterion.id.clone();
    let from: Vec<CriterionId> = std::iter::once(&criterion.id)
        .chain(&criterion.was)
        .filter(|id| older.criterion(id).is_some())
        .cloned()
        .collect();
    let origin = match from.as_slice() {
        [] => Origin::New,
        [only] if heirs.get(only).is_some_and(|heirs| heirs.len() > 1) => {
            Origin::SplitFrom(only.clone())
        }
        [only] if *only == id => Origin::Same,
        [only] => Origin::Renamed(only.clone()),
        [_, _, ..] => Origin::MergedFrom(from),
    };
    let earlier = match &origin {
        Origin::Same => older.criterion(&id),
        Origin::Renamed(earlier) => older.criterion(earlier),
        Origin::SplitFrom(_) | Origin::MergedFrom(_) | Origin::New => None,
    };
    let sizes = (older.scale().size(), newer.scale().size());
    Trace {
        id,
        reworded: earlier.map_or_else(Vec::new, |earlier| reworded(earlier, criterion, sizes)),
        origin,
    }
}

fn reworded(earlier: &Criterion, now: &Criterion, sizes: (usize, usize)) -> Vec<Rewording> {
    let found = [
        (Rewording::Question, earlier.question != now.question),
        (
            Rewording::Anchors,
            sizes.0 == sizes.1 && earlier.anchors != now.anchors,
        ),
        (Rewording::Boundary, earlier.boundary != now.boundary),
        (Rewording::Scale, sizes.0 != sizes.1),
    ];
    found
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(rewording, _)| rewording)
        .collect()
}

fn parts<'r, T: 'r, I: Hash + Eq + Display + 'r>(
    older: impl Iterator<Item = &'r T>,
    newer: impl Iterator<Item = &'r T>,
    id: impl Fn(&'r T) -> &'r I,
    same: impl Fn(&T, &T) -> bool,
) -> Parts {
    let older: Vec<&T> = older.collect();
    let mut left: HashMap<&I, &T> = older.iter().map(|one| (id(one), *one)).collect();
    let mut parts = Parts::default();
    for one in newer {
        match left.remove(id(one)) {
            Some(earlier) if same(earlier, one) => parts.kept += 1,
            Some(_) => parts.reworded.push(id(one).to_string()),
            None => parts.new.push(id(one).to_string()),
        }
    }
    parts.dropped = older
        .into_iter()
        .filter(|one| left.contains_key(id(one)))
        .map(|one| id(one).to_string())
        .collect();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{RubricText, builtins, parse};
    use crate::source::Source;

    /// A rubric of criteria: id, question, what it was; with this many levels.
    fn rubric(levels: usize, criteria: &[(&str, &str, &str)]) -> Rubric {
        let mut main =
            "format = 1\nid = \"r\"\nversion = \"1.0.0\"\ntitle = \"R\"\ndomains = [\"d\"]\n"
                .to_owned();
        main += &(0..levels).fold(String::new(), |text, level| {
            format!("{text}[[level]]\nlabel = \"L{level}\"\n")
        });
        main += "[scoring]\nshare = \"3/4\"\nreach = 1\nenough = \"4/5\"\nnot-applicable-limit = \"1/4\"\n";
        let anchors = (0..levels)
            .map(|level| format!("\"{level}\""))
            .collect::<Vec<_>>()
            .join(", ");
        let mut domain = "[domain]\nid = \"d\"\ntitle = \"D\"\n".to_owned();
        for (id, question, was) in criteria {
            domain += &format!(
                "[[criterion]]\nid = \"{id}\"\ntitle = \"T\"\nquestion = \"{question}?\"\nanchors = [{anchors}]\nwas = [{was}]\n"
            );
        }
        let text = RubricText {
            main: Source::new("r/rubric.toml", main),
            domains: vec![Source::new("r/d.toml", domain)],
            unread: Vec::new(),
        };
        parse(&text).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    fn id(id: &str) -> CriterionId {
        CriterionId::new(id).unwrap()
    }

    #[test]
    fn every_way_in_which_a_criterion_can_change_is_told_apart() {
        let older = rubric(
            3,
            &[
                ("d-a", "a", ""),
                ("d-b", "b", ""),
                ("d-c", "c", ""),
                ("d-e", "e", ""),
                ("d-f", "f", ""),
                ("d-g", "g", ""),
            ],
        );
        let newer = rubric(
            3,
            &[
                ("d-a", "a", ""),
                ("d-b", "another", ""),
                ("d-see", "c", "\"d-c\""),
                ("d-one", "x", "\"d-e\""),
                ("d-two", "y", "\"d-e\""),
                ("d-f", "f", "\"d-g\""),
                ("d-new", "n", "\"d-never-there\""),
            ],
        );
        let revision = Revision::between(&older, &newer);
        let origins: Vec<Origin> = revision
            .criteria
            .iter()
            .map(|trace| trace.origin.clone())
            .collect();
        assert_eq!(
            origins,
            [
                Origin::Same,
                Origin::Same,
                Origin::Renamed(id("d-c")),
                Origin::SplitFrom(id("d-e")),
                Origin::SplitFrom(id("d-e")),
                Origin::MergedFrom(vec![id("d-f"), id("d-g")]),
                Origin::New
            ]
        );
        assert_eq!(revision.criteria[1].reworded, [Rewording::Question]);
        assert_eq!((revision.dropped.len(), revision.comparable()), (0, 2));
        assert_eq!(revision.heirs(&id("d-e")), [id("d-one"), id("d-two")]);
        assert_eq!(revision.earlier(&id("d-see")), Some(&id("d-c")));
        assert_eq!(revision.earlier(&id("d-one")), None);
        let back = Revision::between(&newer, &older);
        assert_eq!(
            back.dropped,
            [id("d-see"), id("d-one"), id("d-two"), id("d-new")]
        );
    }

    #[test]
    fn a_scale_of_another_size_rewords_everything() {
        let criteria = [("d-a", "a", ""), ("d-b", "b", "")];
        let revision = Revision::between(&rubric(5, &criteria), &rubric(3, &criteria));
        assert!(
            revision
                .criteria
                .iter()
                .all(|trace| trace.reworded == [Rewording::Scale])
        );
        assert_eq!((revision.sizes, revision.comparable()), ((5, 3), 0));
    }

    #[test]
    fn a_rubric_beside_itself_has_not_changed() {
        for builtin in builtins() {
            let rubric = builtin.rubric();
            let revision = Revision::between(&rubric, &rubric);
            assert!(revision.is_empty());
            assert_eq!(revision.comparable(), rubric.criteria().count());
        }
    }
}
