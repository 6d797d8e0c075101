//! What a respondent wrote in the cycle before: shown to that respondent alone, and only after the new answer is given.
//!
//! A level is never among it. A person who has read last year's level before choosing would be moved by it; a note
//! read after choosing only brings back what they saw.

use std::collections::HashMap;

use crate::assessment::{Answer, Assessment, Note};
use crate::rubric::{CriterionId, Origin, RespondentId, Revision, Rubric, Trace};
use crate::text::clean;

/// The most characters of a note that stand beside the next question; the page for notes has all.
const BRIEF: usize = 240;

/// One respondent's notes of the cycle before, by the criteria of today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastTime {
    cycle: String,
    notes: HashMap<CriterionId, String>,
}

impl LastTime {
    /// What this respondent wrote in an earlier assessment, for the criteria of the rubric of today. Notes on a
    /// criterion that was renamed, split or merged since come with it. `None`: there is nothing.
    pub fn of(earlier: &Assessment, respondent: &RespondentId, now: &Rubric) -> Option<Self> {
        let response = earlier.response(respondent)?;
        let revision = Revision::between(&earlier.rubric, now);
        let wrote = |id: &CriterionId| response.answer(id).and_then(words);
        let notes: HashMap<CriterionId, String> = revision
            .criteria
            .iter()
            .filter_map(|trace| {
                let notes: Vec<String> = sources(trace).iter().filter_map(wrote).collect();
                (!notes.is_empty()).then(|| (trace.id.clone(), notes.join(" ")))
            })
            .collect();
        (!notes.is_empty()).then(|| Self {
            cycle: earlier.setup.cycle.trim().to_owned(),
            notes,
        })
    }

    /// What was written on a criterion, in a sentence.
    pub fn told(&self, criterion: &CriterionId) -> Option<String> {
        self.notes
            .get(criterion)
            .map(|note| format!("Last time, in {}, you wrote: {note}", clean(&self.cycle)))
    }

    /// The same, cut after some two hundred characters.
    pub fn briefly(&self, criterion: &CriterionId) -> Option<String> {
        let told = self.told(criterion)?;
        let cut = told.char_indices().nth(BRIEF).map(|(at, _)| at);
        Some(cut.map_or_else(
            || told.clone(),
            |at| format!("{}… (n shows all of it)", told[..at].trim_end()),
        ))
    }
}

/// The criteria of before whose notes belong to one of today.
fn sources(trace: &Trace) -> Vec<CriterionId> {
    match &trace.origin {
        Origin::Same => vec![trace.id.clone()],
        Origin::Renamed(from) | Origin::SplitFrom(from) => vec![from.clone()],
        Origin::MergedFrom(from) => from.clone(),
        Origin::New => Vec::new(),
    }
}

/// What was written beside an answer, without the answer.
fn words(answer: &Answer) -> Option<String> {
    let quoted = |text: &Option<Note>| text.as_ref().map(|text| format!("“{}”", clean(text)));
    let note = quoted(&answer.note);
    let uneven = quoted(&answer.judgement.uneven).map(|uneven| format!("Uneven: {uneven}"));
    let parts: Vec<String> = [note, uneven].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::script::assessment;

    const ANSWERS: &str = "[[answer]]\ncriterion = \"people-welcome\"\nlevel = 3\nnote = \"Two schools\\nask. \\u001b[2J\"\nuneven = \"Lower in one\"\n\n[[answer]]\ncriterion = \"people-pay\"\nlevel = 1\n";

    fn id(id: &str) -> CriterionId {
        CriterionId::new(id).unwrap()
    }

    #[test]
    fn notes_come_back_without_the_level_and_only_to_who_wrote_them() {
        let earlier = assessment("quick", ANSWERS, "");
        let last = LastTime::of(
            &earlier,
            &RespondentId::new("chair").unwrap(),
            &earlier.rubric,
        )
        .unwrap();
        let told = last.told(&id("people-welcome")).unwrap();
        assert_eq!(
            told,
            "Last time, in 2026, you wrote: “Two schools ask. \u{FFFD}[2J” Uneven: “Lower in one”"
        );
        assert_eq!(last.told(&id("people-pay")), None);
        assert_eq!(
            LastTime::of(
                &earlier,
                &RespondentId::new("head").unwrap(),
                &earlier.rubric
            ),
            None
        );
    }

    #[test]
    fn a_long_note_is_cut_beside_the_next_question_and_whole_on_its_own_page() {
        let long = "é".repeat(4_000);
        let earlier = assessment(
            "quick",
            &ANSWERS.replace("Two schools\\nask. \\u001b[2J", &long),
            "",
        );
        let last = LastTime::of(
            &earlier,
            &RespondentId::new("chair").unwrap(),
            &earlier.rubric,
        )
        .unwrap();
        assert!(last.told(&id("people-welcome")).unwrap().contains(&long));
        assert!(last.briefly(&id("people-welcome")).unwrap().chars().count() < 300);
    }
}
