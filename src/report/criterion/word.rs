//! Standings and silences in a word.

use crate::scoring::{Basis, Settled};

/// The word for what a standing rests on, as the JSON report writes it.
pub const fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::Agreed => "agreed",
        Basis::OneAnswer => "one-answer",
        Basis::NotYetAgreed => "not-yet-agreed",
    }
}

/// The word for a standing, as the JSON report writes it.
pub const fn settled_word(settled: Settled) -> &'static str {
    match settled {
        Settled::Level(_) => "level",
        Settled::Unknown => "unknown",
        Settled::NotApplicable => "not-applicable",
        Settled::Unanswered => "unanswered",
    }
}

/// A silence, as a table shows it.
pub const fn silence(settled: Settled) -> &'static str {
    match settled {
        Settled::Level(_) => "",
        Settled::Unknown => "don't know",
        Settled::NotApplicable => "not applicable",
        Settled::Unanswered => "unanswered",
    }
}
