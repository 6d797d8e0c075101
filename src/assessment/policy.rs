//! The rules that asking and scoring share: what caps a criterion, and how high. They are decided here alone, so that
//! a person is told the same while answering as the report says afterwards.

use crate::assessment::{Assessment, Depth, Entry, Judgement, Status};
use crate::rubric::{Force, Level, Standard};

impl Entry {
    /// Whether it says why a standard that should be met is not.
    pub fn is_explained(&self) -> bool {
        self.explanation.is_some()
    }
}

impl Judgement {
    /// The warning signs that tell against the level: all that are ticked, unless a note says why they do not.
    pub fn signs_against(&self) -> &[usize] {
        if self.warning_note.is_some() {
            &[]
        } else {
            &self.warning_signs
        }
    }
}

impl Assessment {
    /// The level above which nothing is supported while a standard has this entry. `None`: the entry caps nothing.
    pub fn standard_cap(&self, standard: &Standard, entry: &Entry) -> Option<Level> {
        let caps = self.rubric.caps();
        match (standard.force, entry.status) {
            (Force::Must, Status::NotMet) => caps.must_not_met,
            (Force::Must, Status::Partly) => caps.must_partly,
            (Force::Must, Status::Unknown) => caps.must_unknown,
            (Force::Should, Status::NotMet) => {
                caps.should_not_met.filter(|_| !entry.is_explained())
            }
            (Force::Must | Force::Should, Status::Met | Status::NotApplicable)
            | (Force::Should, Status::Partly | Status::Unknown) => None,
        }
    }

    /// The highest levels that evidence of each strength supports. `None`: evidence is not tested, because the
    /// assessment is a quick one or the rubric sets no levels.
    pub fn evidence_caps(&self) -> Option<[Level; 4]> {
        match self.setup.depth {
            Depth::Full => self.rubric.caps().evidence,
            Depth::Quick => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::assessment::{Judgement, Note, Rating};

    #[test]
    fn a_note_of_blanks_explains_no_warning_sign() {
        let mut judgement = Judgement::new(Rating::Unknown);
        judgement.warning_signs = vec![1, 2];
        assert_eq!(judgement.signs_against(), [1, 2]);
        judgement.warning_note = Note::new(" \n");
        assert_eq!(judgement.signs_against(), [1, 2]);
        judgement.warning_note = Note::new("Put right in May.");
        assert!(judgement.signs_against().is_empty());
    }
}
