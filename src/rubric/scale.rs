//! Levels and the words for them.

use std::fmt;

/// A position on the scale, 0 the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The lowest level.
    pub const LOWEST: Self = Self(0);

    /// The number of the level.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The number, to count with.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The level one above, whether or not the scale goes so far.
    pub const fn above(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The level this many below, but not below the lowest.
    pub const fn below(self, steps: u8) -> Self {
        Self(self.0.saturating_sub(steps))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The words for one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelWords {
    /// One to three words, such as "Established".
    pub label: String,
    /// What it means, as a sentence.
    pub meaning: String,
}

/// All levels, lowest first; 2 to 10 of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale(Vec<LevelWords>);

impl Scale {
    /// A scale, if it has 2 to 10 levels.
    pub fn new(levels: Vec<LevelWords>) -> Option<Self> {
        (2..=10).contains(&levels.len()).then_some(Self(levels))
    }

    /// How many levels there are.
    pub fn size(&self) -> usize {
        self.0.len()
    }

    /// The highest level.
    pub fn top(&self) -> Level {
        // A scale has at most ten levels, so its length fits.
        Level(u8::try_from(self.0.len() - 1).expect("a scale has 2 to 10 levels"))
    }

    /// The level of this number, if the scale has it.
    pub fn level(&self, number: i64) -> Option<Level> {
        let number = u8::try_from(number).ok()?;
        (number <= self.top().0).then_some(Level(number))
    }

    /// Every level, lowest first.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = Level> + use<> {
        (0..=self.top().0).map(Level)
    }

    /// The words for a level. A level above the top has the top's words.
    pub fn words(&self, level: Level) -> &LevelWords {
        &self.0[level.index().min(self.0.len() - 1)]
    }

    /// The label of a level, such as "Established".
    pub fn label(&self, level: Level) -> &str {
        &self.words(level).label
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_knows_its_levels() {
        let words = |label: &str| LevelWords {
            label: label.into(),
            meaning: String::new(),
        };
        assert!(Scale::new(vec![words("one")]).is_none());
        let scale = Scale::new(vec![words("no"), words("partly"), words("yes")]).unwrap();
        assert_eq!(scale.top().number(), 2);
        assert_eq!(scale.level(3), None);
        assert_eq!(scale.level(-1), None);
        assert_eq!(scale.label(scale.level(1).unwrap()), "partly");
        assert_eq!(scale.levels().count(), 3);
    }
}
