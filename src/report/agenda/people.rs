//! How many took part, for the head of the agenda.

use crate::report::AgendaReport;
use crate::words::{counted, number, opened};

impl AgendaReport {
    /// How many took part and how many are left out, without names.
    pub fn people(&self) -> String {
        match &self.left_out {
            Some(left_out) => format!("{} {left_out}", self.took_part()),
            None => self.took_part(),
        }
    }

    fn took_part(&self) -> String {
        let answered = match self.answered {
            0 => return "Nobody has answered yet.".to_owned(),
            answered => opened(&counted(
                answered,
                "person has answered",
                "people have answered",
            )),
        };
        match self.unfinished.len() {
            0 => format!("{answered}, and everybody has finished."),
            1 => format!("{answered}; one has not finished."),
            open => format!("{answered}; {} have not finished.", number(open)),
        }
    }
}
