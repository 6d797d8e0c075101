//! The kinds of problem, each with a short name that stays the same.

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The kind of a problem. Its name is stable, so that it can be looked up and searched for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name, as it stands in square brackets in a message.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// Not TOML.
    Syntax = "syntax",
    /// A file without a word in it.
    Empty = "empty",
    /// More problems than are told one by one.
    More = "more",
    /// A key that the format does not have.
    UnknownKey = "unknown-key",
    /// A key that the format needs.
    MissingKey = "missing-key",
    /// Text where a number should be, and the like.
    WrongType = "wrong-type",
    /// A word outside a closed list.
    UnknownValue = "unknown-value",
    /// A value outside its range.
    BadValue = "bad-value",
    /// A format version that this program does not know.
    Format = "format",
    /// An id that is not in kebab-case, or not fit to be a file name.
    BadId = "bad-id",
    /// The same id twice.
    DuplicateId = "duplicate-id",
    /// A name that nothing bears.
    UnknownId = "unknown-id",
    /// A level that the scale does not have.
    Level = "level",
    /// A day that the calendar does not have.
    Date = "date",
    /// Both a level and a reason for none, and the like.
    TwoAnswers = "two-answers",
    /// An entry that answers nothing.
    NoAnswer = "no-answer",
    /// Not applicable where the rubric does not allow it, and the like.
    NotAllowed = "not-allowed",
    /// An answer to a criterion that the rubric does not have.
    Orphan = "orphan",
    /// A date later than the assessment's.
    LaterDate = "later-date",
    /// A file that is missing, cannot be read or has the wrong name.
    File = "file",
    /// A criterion that names itself, or one that is still there, as what it was before.
    Was = "was",
    /// A case of a rubric that did not come out as expected.
    Case = "case",
    /// Wording: an anchor of more than 35 words.
    LongAnchor = "long-anchor",
    /// Wording: two anchors of a criterion that say nearly the same.
    TwinAnchors = "twin-anchors",
    /// Wording: a hedge or an empty adverb.
    Hedge = "hedge",
    /// Wording: an anchor that bundles facts.
    BundledAnchor = "bundled-anchor",
    /// Wording: a question that asks two things.
    DoubleQuestion = "double-question",
    /// Wording: a criterion without why, source, evidence or facet.
    Incomplete = "incomplete",
    /// A facet that no criterion carries.
    UnusedFacet = "unused-facet",
    /// A standard whose text should have been read again.
    ReviewDue = "review-due",
    /// A standard whose source nobody has read.
    Unchecked = "unchecked",
    /// A cap at or above the top of the scale, which caps nothing.
    IdleCap = "idle-cap",
}

impl Code {
    /// The kind in a sentence that repeats no word of the file: for a file that is somebody's own.
    pub const fn plainly(self) -> &'static str {
        match self {
            Self::Syntax => "this is not TOML that can be read",
            Self::Empty => "the file is empty",
            Self::More => "there are more problems",
            Self::UnknownKey => "the key that stands here is not one that this file can have",
            Self::MissingKey => "a key that belongs here is missing",
            Self::WrongType => "what stands here is of another kind than belongs here",
            Self::UnknownValue => {
                "the word that stands here is not one of those that can stand here"
            }
            Self::BadValue => "what stands here cannot be used",
            Self::Format => "the format that is named here is not one that this program reads",
            Self::BadId => "what stands here cannot be an id",
            Self::DuplicateId => "this stands here a second time",
            Self::UnknownId => "the rubric has nothing of the name that stands here",
            Self::Level => "the level that stands here is not on the scale",
            Self::Date => "what stands here is not a date that exists",
            Self::TwoAnswers => "this entry gives two answers",
            Self::NoAnswer => "this entry gives no answer",
            Self::NotAllowed => "the rubric does not allow this answer here",
            Self::Orphan => "the rubric has no place for what is answered here",
            Self::LaterDate => "this evidence is dated after the assessment",
            Self::File => "the file does not have the name that belongs to it",
            Self::Was => "what it was before cannot be so",
            Self::Case => "this did not come out as expected",
            Self::LongAnchor => "an anchor is too long",
            Self::TwinAnchors => "two anchors say nearly the same",
            Self::Hedge => "an anchor leans on a word that nobody can check",
            Self::BundledAnchor => "an anchor bundles facts",
            Self::DoubleQuestion => "a question may ask two things",
            Self::Incomplete => "something that helps people to answer is missing",
            Self::UnusedFacet => "no criterion carries this facet",
            Self::ReviewDue => "a standard is due to be read again",
            Self::Unchecked => "nobody has yet read the source itself",
            Self::IdleCap => "this cap caps nothing",
        }
    }
}
