//! What explained an earlier judgement, and outlives it only if somebody says so.
//!
//! Commands, questions and pages all ask [`outlived`] which texts these are. (What stands in a form or a tracker that
//! was sent back is what the person says.)

use crate::assessment::{Action, ActionStatus, Agreed, Answer, Confidence, Entry, Rating};

/// A field whose text explains the level, the status or the state beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Explaining {
    /// How sure a respondent is.
    Confidence,
    /// Why a ticked warning sign does not tell against the level.
    WarningNote,
    /// Why it was agreed.
    Reason,
    /// What somebody saw otherwise.
    Dissent,
    /// Where the proof is.
    Proof,
    /// Why a standard is not met, or what is done instead.
    Explanation,
    /// What a reader should know of how an action ended.
    ClosingNote,
}

impl Explaining {
    /// The word, as files, flags and forms write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confidence => "confidence",
            Self::WarningNote => "warning-note",
            Self::Reason => "reason",
            Self::Dissent => "dissent",
            Self::Proof => "proof",
            Self::Explanation => "explanation",
            Self::ClosingNote => "note",
        }
    }

    /// What it is, as people read it in the middle of a sentence.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Confidence => "how sure you are",
            Self::WarningNote => "why a warning sign does not tell against it",
            Self::Reason => "the reason",
            Self::Dissent => "what was seen otherwise",
            Self::Proof => "the proof",
            Self::Explanation => "the explanation",
            Self::ClosingNote => "the note on how it ended",
        }
    }
}

/// A text that explained what stood before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The field it stands in.
    pub field: Explaining,
    /// What it says.
    pub text: String,
}

/// Something that stands at a level, a status or a state, with texts that explain it.
pub trait Explained: Clone {
    /// The fields that explain it as it stands.
    fn explaining(&self) -> &'static [Explaining];

    /// What a field says. A blank text says nothing.
    fn says(&self, field: Explaining) -> Option<&str>;

    /// Whether it stands elsewhere than before, so far as this field explains where it stands.
    fn stands_elsewhere(&self, before: &Self, field: Explaining) -> bool;

    /// Takes out what a field says. A reason stays, for there is no judgement without one.
    fn take_out(&mut self, field: Explaining);
}

/// Returns the texts that explained what stood before, and stand unchanged beside something else now.
pub fn outlived<T: Explained>(before: &T, now: &T) -> Vec<Former> {
    let mut former = Vec::new();
    for &field in before.explaining() {
        let text = before.says(field);
        if let Some(text) = text
            && now.stands_elsewhere(before, field)
            && now.says(field) == Some(text)
        {
            let text = text.to_owned();
            former.push(Former { field, text });
        }
    }
    former
}

/// Takes out what outlived the judgement before, but for the fields that were said anew; returns what was taken out.
pub fn take_out_outlived<T: Explained>(
    before: &T,
    now: &mut T,
    said: &[Explaining],
) -> Vec<Former> {
    let mut former = outlived(before, now);
    former.retain(|former| !said.contains(&former.field));
    for former in &former {
        now.take_out(former.field);
    }
    former
}

/// Whether two standings are the same level, or the same silence whatever its reason.
fn same(one: &Rating, other: &Rating) -> bool {
    match (one, other) {
        (Rating::NotApplicable(_), Rating::NotApplicable(_)) => true,
        (
            Rating::Level(_) | Rating::Unknown | Rating::NotApplicable(_),
            Rating::Level(_) | Rating::Unknown | Rating::NotApplicable(_),
        ) => one == other,
    }
}

impl Explained for Answer {
    fn explaining(&self) -> &'static [Explaining] {
        &[Explaining::Confidence, Explaining::WarningNote]
    }

    fn says(&self, field: Explaining) -> Option<&str> {
        match field {
            Explaining::Confidence => self.confidence.map(Confidence::word),
            Explaining::WarningNote => self.judgement.warning_note.as_deref(),
            Explaining::Reason
            | Explaining::Dissent
            | Explaining::Proof
            | Explaining::Explanation
            | Explaining::ClosingNote => None,
        }
    }

    fn stands_elsewhere(&self, before: &Self, field: Explaining) -> bool {
        // Who is as sure of another level as of the one before has changed their mind and not their knowledge.
        let levels =
            self.judgement.rating.level().is_some() && before.judgement.rating.level().is_some();
        let stays = levels && field == Explaining::Confidence;
        !stays && !same(&self.judgement.rating, &before.judgement.rating)
    }

    fn take_out(&mut self, field: Explaining) {
        match field {
            Explaining::Confidence => self.confidence = None,
            Explaining::WarningNote => self.judgement.warning_note = None,
            Explaining::Reason
            | Explaining::Dissent
            | Explaining::Proof
            | Explaining::Explanation
            | Explaining::ClosingNote => {}
        }
    }
}

impl Explained for Agreed {
    fn explaining(&self) -> &'static [Explaining] {
        &[
            Explaining::Reason,
            Explaining::Dissent,
            Explaining::WarningNote,
        ]
    }

    fn says(&self, field: Explaining) -> Option<&str> {
        match field {
            Explaining::Reason => Some(&self.reason),
            Explaining::Dissent => self.dissent.as_deref(),
            Explaining::WarningNote => self.judgement.warning_note.as_deref(),
            Explaining::Confidence
            | Explaining::Proof
            | Explaining::Explanation
            | Explaining::ClosingNote => None,
        }
    }

    fn stands_elsewhere(&self, before: &Self, _: Explaining) -> bool {
        !same(&self.judgement.rating, &before.judgement.rating)
    }

    fn take_out(&mut self, field: Explaining) {
        match field {
            Explaining::Dissent => self.dissent = None,
            Explaining::WarningNote => self.judgement.warning_note = None,
            Explaining::Reason
            | Explaining::Confidence
            | Explaining::Proof
            | Explaining::Explanation
            | Explaining::ClosingNote => {}
        }
    }
}

impl Explained for Entry {
    fn explaining(&self) -> &'static [Explaining] {
        &[Explaining::Proof, Explaining::Explanation]
    }

    fn says(&self, field: Explaining) -> Option<&str> {
        match field {
            Explaining::Proof => self.proof.as_deref(),
            Explaining::Explanation => self.explanation.as_deref(),
            Explaining::Confidence
            | Explaining::WarningNote
            | Explaining::Reason
            | Explaining::Dissent
            | Explaining::ClosingNote => None,
        }
    }

    fn stands_elsewhere(&self, before: &Self, _: Explaining) -> bool {
        self.status != before.status
    }

    fn take_out(&mut self, field: Explaining) {
        match field {
            Explaining::Proof => self.proof = None,
            Explaining::Explanation => self.explanation = None,
            Explaining::Confidence
            | Explaining::WarningNote
            | Explaining::Reason
            | Explaining::Dissent
            | Explaining::ClosingNote => {}
        }
    }
}

impl Explained for Action {
    fn explaining(&self) -> &'static [Explaining] {
        match self.status() {
            Some(ActionStatus::Complete | ActionStatus::Stopped) => &[Explaining::ClosingNote],
            Some(ActionStatus::NotStarted | ActionStatus::InProgress) | None => &[],
        }
    }

    fn says(&self, field: Explaining) -> Option<&str> {
        match field {
            Explaining::ClosingNote => self.note.as_deref(),
            Explaining::Confidence
            | Explaining::WarningNote
            | Explaining::Reason
            | Explaining::Dissent
            | Explaining::Proof
            | Explaining::Explanation => None,
        }
    }

    fn stands_elsewhere(&self, before: &Self, _: Explaining) -> bool {
        self.status() != before.status()
    }

    fn take_out(&mut self, field: Explaining) {
        match field {
            Explaining::ClosingNote => self.note = None,
            Explaining::Confidence
            | Explaining::WarningNote
            | Explaining::Reason
            | Explaining::Dissent
            | Explaining::Proof
            | Explaining::Explanation => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Course, Judgement, Note, Status};
    use crate::rubric::{CriterionId, StandardId};
    use jiff::civil::date;

    fn entry(status: Status) -> Entry {
        Entry {
            standard: StandardId::new("members").unwrap(),
            status,
            checked: Some(date(2026, 3, 1)),
            by: Note::new("Clerk"),
            proof: Note::new("Register of members"),
            explanation: Note::new("One member works for us."),
        }
    }

    fn fields(former: &[Former]) -> Vec<Explaining> {
        former.iter().map(|former| former.field).collect()
    }

    #[test]
    fn an_explanation_does_not_outlive_the_status_that_it_explained() {
        let before = entry(Status::NotMet);
        let mut now = Entry {
            status: Status::Met,
            ..before.clone()
        };
        let former = take_out_outlived(&before, &mut now, &[]);
        assert_eq!(
            fields(&former),
            [Explaining::Proof, Explaining::Explanation]
        );
        assert_eq!((&now.proof, &now.explanation), (&None, &None));
        assert_eq!(now.by, before.by, "who looked is no explanation");
        assert_eq!(outlived(&before, &now), [], "nothing is left of it");
    }

    #[test]
    fn what_was_said_anew_stays_and_so_does_all_beside_the_same_status() {
        let before = entry(Status::NotMet);
        let mut now = Entry {
            status: Status::Met,
            explanation: Note::new("Put right in May."),
            ..before.clone()
        };
        let former = take_out_outlived(&before, &mut now, &[Explaining::Proof]);
        assert_eq!(former, []);
        assert!(now.proof.is_some() && now.explanation.is_some());
        let mut same = before.clone();
        assert_eq!(take_out_outlived(&before, &mut same, &[]), []);
        assert_eq!(same, before);
    }

    #[test]
    fn being_sure_outlives_a_level_and_not_a_silence() {
        let answer = |standing| Answer {
            judgement: Judgement {
                warning_note: Note::new("Put right."),
                ..Judgement::new(standing)
            },
            confidence: Some(Confidence::Sure),
            note: Note::new("A note."),
            criterion: CriterionId::new("people-pay").unwrap(),
        };
        let rubric = crate::assessment::northmoor().rubric;
        let levels: Vec<_> = rubric.scale().levels().take(2).map(Rating::Level).collect();
        let [low, high] = [answer(levels[0].clone()), answer(levels[1].clone())];
        assert_eq!(fields(&outlived(&low, &high)), [Explaining::WarningNote]);
        let unknown = answer(Rating::Unknown);
        assert_eq!(
            fields(&outlived(&low, &unknown)),
            [Explaining::Confidence, Explaining::WarningNote]
        );
        let reasons = ["A.", "B."].map(|reason| answer(Rating::NotApplicable(reason.into())));
        assert_eq!(outlived(&reasons[0], &reasons[1]), []);
    }

    #[test]
    fn a_closing_note_does_not_outlive_the_end_and_a_note_before_it_does() {
        let action = |status| Action {
            id: "a1".into(),
            subject: "members".into(),
            what: "Find a member".into(),
            course: Course::Act {
                owner: "Chair".into(),
                due: date(2027, 1, 1),
                measure: "Five members".into(),
                status,
            },
            note: Note::new("Nobody was found."),
        };
        let [open, stopped, complete] = [
            ActionStatus::InProgress,
            ActionStatus::Stopped,
            ActionStatus::Complete,
        ]
        .map(action);
        assert_eq!(outlived(&open, &stopped), []);
        for now in [&open, &complete] {
            assert_eq!(fields(&outlived(&stopped, now)), [Explaining::ClosingNote]);
        }
    }
}
