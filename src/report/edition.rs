//! For whom a report is written.

/// For whom a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Edition {
    /// Everything, for those who lead the work.
    Full,
    /// Page one, the domains on a page, exceptions, five priorities and the plan.
    Board,
    /// What may stand on a website: nothing that a person of the trust wrote.
    Public,
}

impl Edition {
    /// Every edition.
    pub const ALL: [Self; 3] = [Self::Full, Self::Board, Self::Public];

    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Board => "board",
            Self::Public => "public",
        }
    }

    /// For whom it is, in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Full => "Everything, for those who lead the work.",
            Self::Board => "Two pages and the plan, for the board.",
            Self::Public => "Safe on a website: nothing that a person of the trust wrote.",
        }
    }
}
