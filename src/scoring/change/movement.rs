//! What happened to a level between two assessments, and why it may have moved.

/// What happened between two assessments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Movement {
    /// The level is higher.
    Risen,
    /// The level is lower.
    Fallen,
    /// The level, or the silence, is the same.
    Same,
    /// There is a level, or a criterion, where there was none.
    New,
    /// There was a level, or a criterion, and now there is none.
    Gone,
    /// The two cannot be set side by side: what is asked has changed.
    Break,
}

impl Movement {
    /// Every movement.
    pub const ALL: [Self; 6] = [
        Self::Risen,
        Self::Fallen,
        Self::Same,
        Self::New,
        Self::Gone,
        Self::Break,
    ];

    /// The word, as data writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Risen => "risen",
            Self::Fallen => "fallen",
            Self::Same => "same",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Break => "break",
        }
    }
}

/// Why a level may have moved without the practice having moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeCause {
    /// What is asked was reworded.
    Reworded,
    /// More people gave a level than before, and it is their middle answer that moved.
    MorePeople,
    /// The evidence is weaker than it was, and limits what is supported now.
    EvidenceLapsed,
    /// A meeting has agreed the judgement, which was not agreed before.
    AgreedNow,
}

impl ChangeCause {
    /// The word, as data writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reworded => "anchors-reworded",
            Self::MorePeople => "more-people-asked",
            Self::EvidenceLapsed => "evidence-lapsed",
            Self::AgreedNow => "agreed-now",
        }
    }
}
