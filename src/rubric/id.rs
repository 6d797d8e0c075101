//! Ids: each kind its own type, one fallible maker for each. A copy of an id shares its text.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use thiserror::Error;

/// The longest id, in characters.
pub const LONGEST_ID: usize = 80;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdError {
    /// Not lower-case words joined by hyphens.
    #[error(
        "an id is made of small letters, digits and single hyphens between them, such as \"chair-of-finance\""
    )]
    NotKebab,
    /// Longer than 80 characters.
    #[error("an id has at most 80 characters")]
    TooLong,
    /// Not a name that every computer can give to a file.
    #[error(
        "a respondent's id becomes a file name: letters, digits, hyphens and underscores, and not a name that Windows keeps for itself, such as \"con\""
    )]
    NotAFileName,
}

fn kebab(text: &str) -> Result<(), IdError> {
    if text.len() > LONGEST_ID {
        return Err(IdError::TooLong);
    }
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if text.split('-').all(word) {
        Ok(())
    } else {
        Err(IdError::NotKebab)
    }
}

/// Names that Windows keeps for devices, whatever the ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

fn file_name(text: &str) -> Result<(), IdError> {
    if text.len() > LONGEST_ID {
        return Err(IdError::TooLong);
    }
    let lower = text.to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let reserved = RESERVED.contains(&stem) && lower.len() <= stem.len() + 1;
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if text.is_empty() || !plain || reserved || text.starts_with('-') {
        return Err(IdError::NotAFileName);
    }
    Ok(())
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident by $check:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Makes the id, if the text is one.
            ///
            /// # Errors
            /// [`IdError`] says what is wrong with the text.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                $check(&text)?;
                Ok(Self(text.into()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// The id of a rubric.
    RubricId by kebab,
    /// The id of a domain.
    DomainId by kebab,
    /// The id of a criterion; it begins with its domain's id.
    CriterionId by kebab,
    /// The id of a standard.
    StandardId by kebab,
    /// The id of an indicator.
    IndicatorId by kebab,
    /// The id of a lens.
    LensId by kebab,
    /// The id of a facet, unique in its lens.
    FacetId by kebab,
    /// The id of a role.
    RoleId by kebab,
    /// The id of a document that the rubric is informed by.
    SourceId by kebab,
    /// The id of a respondent: a post or a pseudonym, never needed to be a name. It is also the name of a file.
    RespondentId by file_name,
}

impl RespondentId {
    /// The id that a person types: small letters, and hyphens instead of spaces.
    ///
    /// # Errors
    /// [`IdError`] says what is wrong with it.
    pub fn typed(text: &str) -> Result<Self, IdError> {
        Self::new(text.trim().to_lowercase().replace(' ', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_small_words_joined_by_hyphens() {
        for good in ["a", "governance-board", "cst-2023", "5"] {
            assert!(CriterionId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "A", "a--b", "-a", "a-", "a b", "a_b", "é", "../a"] {
            assert_eq!(CriterionId::new(bad), Err(IdError::NotKebab), "{bad}");
        }
        assert_eq!(CriterionId::new("a".repeat(81)), Err(IdError::TooLong));
    }

    #[test]
    fn a_respondent_id_is_a_name_that_every_computer_can_give_to_a_file() {
        for good in ["chair", "head-3", "R1", "vice_chair", "console"] {
            assert!(RespondentId::new(good).is_ok(), "{good}");
        }
        for bad in [
            "", "../x", "a/b", "a b", "con", "COM1", "nul", "a.b", "é", "-x",
        ] {
            assert_eq!(RespondentId::new(bad), Err(IdError::NotAFileName), "{bad}");
        }
    }
}
