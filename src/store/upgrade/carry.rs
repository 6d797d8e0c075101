//! Each file's text, taken over to a newer version of the rubric. Comments and everything that a person wrote stay.

use std::collections::BTreeMap;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError, value};

use crate::assessment::{Agreed, Answer, Response, Standing};
use crate::rubric::{Criterion, CriterionId, Origin, Revision, RoleId, Rubric, Trace};
use crate::store::comment::lost;
use crate::store::edit::{edited_all, taken_out};
use crate::store::row::Row;

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
            let (signs, gone) = self.signs(&judgement.criterion, heir, &judgement.warning_signs);
            new.warning_signs = signs;
            if !gone.is_empty() {
                new.reason = format!("{} [{}]", new.reason.trim(), gone.join(" "));
            }
            new.review |= self.is_to_review(heir, &judgement.standing) || !gone.is_empty();
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

    /// One answer of the newer version with those that it comes from. `None`: there were none.
    fn answer<'r>(
        &self,
        trace: &Trace,
        response: &'r Response,
    ) -> Option<(CriterionId, Vec<&'r Answer>, Answer)> {
        let sources: &[CriterionId] = match &trace.origin {
            Origin::Same => std::slice::from_ref(&trace.id),
            Origin::Renamed(from) | Origin::SplitFrom(from) => std::slice::from_ref(from),
            Origin::MergedFrom(from) => from,
            Origin::New => &[],
        };
        let from: Vec<&Answer> = sources
            .iter()
            .filter_map(|id| response.answer(id))
            .collect();
        let first = self.adapted(trace, from.first()?);
        let answer = match &trace.origin {
            Origin::MergedFrom(_) => from
                .iter()
                .skip(1)
                .fold(self.told(first, from[0]), |sum, next| {
                    self.merged(sum, self.adapted(trace, next), next)
                }),
            Origin::Same | Origin::Renamed(_) | Origin::SplitFrom(_) | Origin::New => first,
        };
        Some((trace.id.clone(), from, answer))
    }

    /// An answer as it would be given to the criterion that took its place.
    fn adapted(&self, trace: &Trace, answer: &Answer) -> Answer {
        let (signs, gone) = self.signs(&answer.criterion, &trace.id, &answer.warning_signs);
        let parted = match trace.origin {
            Origin::SplitFrom(_) | Origin::MergedFrom(_) => true,
            Origin::Same | Origin::Renamed(_) | Origin::New => false,
        };
        let mut new = answer.clone();
        new.criterion = trace.id.clone();
        new.warning_signs = signs;
        new.review |= parted || self.is_to_review(&trace.id, &answer.standing) || !gone.is_empty();
        for sign in gone {
            note(&mut new.note, &sign);
        }
        new
    }

    /// The first of several answers that become one, with a note of what it was.
    fn told(&self, mut answer: Answer, from: &Answer) -> Answer {
        let was = self.was(from);
        note(&mut answer.note, &was);
        answer
    }

    /// Two answers as one: the lower level, and everything that stood beside either.
    fn merged(&self, mut sum: Answer, mut next: Answer, from: &Answer) -> Answer {
        let was = self.was(from);
        sum.standing = lower(sum.standing, next.standing);
        if let Some(text) = next.note.take() {
            note(&mut sum.note, &text);
        }
        note(&mut sum.note, &was);
        if let Some(uneven) = next.uneven.take() {
            note(&mut sum.uneven, &uneven);
        }
        if let Some(told) = next.warning_note.take() {
            note(&mut sum.warning_note, &told);
        }
        sum.confidence = if sum.confidence == next.confidence {
            sum.confidence
        } else {
            None
        };
        sum.warning_signs.extend(next.warning_signs);
        sum.warning_signs.sort_unstable();
        sum.warning_signs.dedup();
        sum.evidence.extend(next.evidence);
        sum
    }

    /// What an answer to the older version was, in words.
    fn was(&self, answer: &Answer) -> String {
        let title = self
            .older
            .criterion(&answer.criterion)
            .map_or(answer.criterion.as_str(), |criterion| &criterion.title);
        let standing = match &answer.standing {
            Standing::Level(level) => format!("{level} {}", self.older.scale().label(*level)),
            Standing::Unknown => "don’t know".to_owned(),
            Standing::NotApplicable(reason) => format!("not applicable ({})", reason.trim()),
        };
        let confidence = answer
            .confidence
            .map_or_else(String::new, |confidence| format!(", {}", confidence.word()));
        format!(
            "[{} {}: “{title}” {standing}{confidence}.]",
            self.older.id(),
            self.older.version()
        )
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
    fn is_to_review(&self, id: &CriterionId, standing: &Standing) -> bool {
        let reworded = self
            .revision
            .trace(id)
            .is_some_and(|trace| !trace.reworded.is_empty());
        let misfit = match standing {
            Standing::Level(level) => *level > self.newer.scale().top(),
            Standing::Unknown => false,
            Standing::NotApplicable(_) => self
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

/// Which entries get another criterion, which go into others, and which stay behind, marked.
#[derive(Default)]
struct Moves {
    renamed: BTreeMap<String, String>,
    absorbed: Vec<String>,
    left: Vec<String>,
}

impl Moves {
    /// The first of the entries that nobody took yet becomes this one; the rest go into it.
    fn take<'i>(&mut self, id: &CriterionId, from: impl Iterator<Item = &'i CriterionId>) {
        let mut is_taken = false;
        for old in from {
            if self.renamed.contains_key(old.as_str())
                || self.absorbed.iter().any(|other| other == old.as_str())
            {
                continue;
            }
            if is_taken {
                self.absorbed.push(old.to_string());
            } else {
                self.renamed.insert(old.to_string(), id.to_string());
                is_taken = true;
            }
        }
    }

    fn leave<'i>(&mut self, ids: impl Iterator<Item = &'i CriterionId>) {
        self.left.extend(ids.map(ToString::to_string));
    }

    fn apply(&self, text: &str, array: &'static str) -> Result<String, TomlError> {
        let mut absorbed = self.absorbed.clone();
        changed_or_gone(text, array, |table| {
            let Some(id) = text_of(table, "criterion").map(str::to_owned) else {
                return Fate::Same;
            };
            if let Some(place) = absorbed.iter().position(|other| *other == id) {
                absorbed.swap_remove(place);
                return Fate::Gone;
            }
            if let Some(new) = self.renamed.get(&id).filter(|new| **new != id) {
                set(table, "criterion", value(new.as_str()));
                return Fate::Changed;
            }
            if self.left.contains(&id) && mark(table) {
                Fate::Changed
            } else {
                Fate::Same
            }
        })
    }
}

/// The lower of two answers: a level before a silence, because a silence says nothing against it.
fn lower(one: Standing, other: Standing) -> Standing {
    match (&one, &other) {
        (Standing::Level(first), Standing::Level(second)) => {
            if first <= second {
                one
            } else {
                other
            }
        }
        (
            Standing::Level(_) | Standing::Unknown,
            Standing::Unknown | Standing::NotApplicable(_),
        ) => one,
        (Standing::Unknown | Standing::NotApplicable(_), Standing::Level(_))
        | (Standing::NotApplicable(_), Standing::Unknown) => other,
        (Standing::NotApplicable(first), Standing::NotApplicable(second)) => {
            if first == second {
                one
            } else {
                Standing::NotApplicable(format!("{} {}", first.trim(), second.trim()))
            }
        }
    }
}

/// Adds a text to one that may be there.
fn note(text: &mut Option<String>, more: &str) {
    *text = Some(
        match text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            Some(there) => format!("{there} {more}"),
            None => more.to_owned(),
        },
    );
}

fn text_of<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Item::as_str)
}

/// Sets a key; a comment beside it stays.
fn set(table: &mut Table, key: &str, mut item: Item) {
    let decor = table
        .get(key)
        .and_then(Item::as_value)
        .map(|old| old.decor().clone());
    if let (Some(decor), Some(value)) = (decor, item.as_value_mut()) {
        *value.decor_mut() = decor;
    }
    table[key] = item;
}

/// Marks an entry as written for an earlier version; whether that changed it.
fn mark(table: &mut Table) -> bool {
    if table.get("review").and_then(Item::as_bool) == Some(true) {
        return false;
    }
    set(table, "review", value(true));
    true
}

fn marked(
    text: &str,
    array: &'static str,
    is_gone: impl Fn(&Table) -> bool,
) -> Result<String, TomlError> {
    changed(text, array, |table| is_gone(table) && mark(table))
}

fn changed(
    text: &str,
    array: &'static str,
    mut change: impl FnMut(&mut Table) -> bool,
) -> Result<String, TomlError> {
    changed_or_gone(text, array, |table| {
        if change(table) {
            Fate::Changed
        } else {
            Fate::Same
        }
    })
}

/// What became of an entry.
enum Fate {
    Same,
    Changed,
    Gone,
}

/// The text with entries changed or taken out; the very same text if there were none.
fn changed_or_gone(
    text: &str,
    array: &'static str,
    mut change: impl FnMut(&mut Table) -> Fate,
) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let mut kept = ArrayOfTables::new();
    let mut is_changed = false;
    let mut position = 0;
    for mut table in taken_out(document.as_table_mut(), array) {
        match change(&mut table) {
            Fate::Same => {}
            Fate::Changed => is_changed = true,
            Fate::Gone => {
                is_changed = true;
                continue;
            }
        }
        position += 1;
        table.set_position(Some(position));
        for entry in table
            .get_mut("evidence")
            .and_then(Item::as_array_of_tables_mut)
            .into_iter()
            .flat_map(ArrayOfTables::iter_mut)
        {
            position += 1;
            entry.set_position(Some(position));
        }
        kept.push(table);
    }
    if !is_changed {
        return Ok(text.to_owned());
    }
    if !kept.is_empty() {
        document.insert(array, Item::ArrayOfTables(kept));
    }
    Ok(with_comments(text, document.to_string()))
}

/// The text with every comment that went away with an entry, at its end.
fn with_comments(before: &str, mut after: String) -> String {
    let homeless: Vec<String> = lost(before, &after)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if homeless.is_empty() {
        return after;
    }
    if !after.ends_with('\n') {
        after.push('\n');
    }
    after.push_str(&format!("\n{}\n", homeless.join("\n")));
    after
}
