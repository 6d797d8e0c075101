//! The problems found so far: told up to a hundred of a file, and counted from there on.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Source;

/// More problems of one file and severity than this are counted, not told: nobody mends a hundred at a sitting.
pub const MOST_TOLD: usize = 100;

/// Problems in the order in which they were found.
///
/// A file of a hundred thousand faults is worked through in the time of its reading: what is not told is not worded.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    told: Vec<Diagnostic>,
    /// How many of each file and severity.
    found: HashMap<(String, Severity), Found>,
}

/// How many problems of one file and severity there are.
#[derive(Debug, Clone, Default)]
struct Found {
    told: usize,
    counted: usize,
    /// The kind of those that are only counted, if all are of one.
    kind: Option<Code>,
    mixed: bool,
}

impl Found {
    fn count(&mut self, number: usize, kind: Option<Code>) {
        self.mixed |= self.counted > 0 && self.kind != kind;
        self.kind = kind;
        self.counted += number;
    }
}

impl Problems {
    /// Adds a problem.
    pub fn push(&mut self, problem: Diagnostic) {
        let name = problem
            .place
            .as_ref()
            .map_or_else(String::new, |place| place.source.name().to_owned());
        self.keep(name, problem.severity, problem.code, || problem);
    }

    /// Adds a problem of a file that is worded only if it is told: finding the nearest name, or reading on, takes time.
    pub fn push_with(
        &mut self,
        severity: Severity,
        code: Code,
        source: &Source,
        word: impl FnOnce() -> Diagnostic,
    ) {
        self.keep(source.name().to_owned(), severity, code, word);
    }

    fn keep(
        &mut self,
        file: String,
        severity: Severity,
        code: Code,
        word: impl FnOnce() -> Diagnostic,
    ) {
        let found = self.found.entry((file, severity)).or_default();
        if found.told < MOST_TOLD {
            found.told += 1;
            self.told.push(word());
        } else {
            found.count(1, Some(code));
        }
    }

    /// Adds all that was found elsewhere.
    pub fn append(&mut self, other: Self) {
        for problem in other.told {
            self.push(problem);
        }
        for (place, more) in other.found {
            if more.counted > 0 {
                let kind = more.kind.filter(|_| !more.mixed);
                self.found
                    .entry(place)
                    .or_default()
                    .count(more.counted, kind);
            }
        }
    }

    /// Those that are told.
    pub(crate) fn told(&self) -> &[Diagnostic] {
        &self.told
    }

    /// Whether none was found.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Whether one of them makes its file unusable.
    pub fn has_error(&self) -> bool {
        self.told
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// Returns those that are told, each file's followed by how many more there are.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let mut rest: HashMap<(String, Severity), Found> = self
            .found
            .into_iter()
            .filter(|(_, found)| found.counted > 0)
            .collect();
        if rest.is_empty() {
            return self.told;
        }
        let mut told = Vec::with_capacity(self.told.len() + rest.len());
        let mut left: HashMap<(String, Severity), usize> = HashMap::new();
        let place = |problem: &Diagnostic| {
            let file = problem
                .place
                .as_ref()
                .map_or_else(String::new, |place| place.source.name().to_owned());
            (file, problem.severity)
        };
        for problem in &self.told {
            *left.entry(place(problem)).or_default() += 1;
        }
        for problem in self.told {
            let here = place(&problem);
            told.push(problem);
            let left = left.get_mut(&here).expect("each was counted just now");
            *left -= 1;
            if *left == 0
                && let Some(more) = rest.remove(&here)
            {
                told.push(more_of(&here.0, here.1, &more));
            }
        }
        debug_assert!(rest.is_empty(), "what is told of a file says which");
        told
    }
}

impl Extend<Diagnostic> for Problems {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, problems: T) {
        for problem in problems {
            self.push(problem);
        }
    }
}

/// "99,900 more problems of this kind in standards.toml"
fn more_of(file: &str, severity: Severity, found: &Found) -> Diagnostic {
    let (one, many) = match severity {
        Severity::Error => ("problem", "problems"),
        Severity::Warning => ("warning", "warnings"),
        Severity::Note => ("note", "notes"),
    };
    let noun = if found.counted == 1 { one } else { many };
    let kind = if found.mixed || found.kind.is_none() {
        ""
    } else {
        " of this kind"
    };
    let place = if file.is_empty() {
        String::new()
    } else {
        format!(" in {file}")
    };
    let code = found.kind.filter(|_| !found.mixed).unwrap_or(Code::More);
    let message = format!("and {} more {noun}{kind}{place}", grouped(found.counted));
    Diagnostic::counting(severity, code, message, found.counted)
}

/// A number with a comma after its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn problem(source: &Source, code: Code) -> Diagnostic {
        Diagnostic::error(code, "wrong").at(source, 0..1, "here")
    }

    #[test]
    fn the_first_hundred_of_a_file_are_told_and_the_others_are_counted_and_not_worded() {
        let source = Source::new("agreed.toml", "x");
        let other = Source::new("plan.toml", "x");
        let worded = Cell::new(0);
        let mut problems = Problems::default();
        for _ in 0..100_000 {
            problems.push_with(Severity::Error, Code::UnknownKey, &source, || {
                worded.set(worded.get() + 1);
                problem(&source, Code::UnknownKey)
            });
        }
        problems.push(problem(&other, Code::Level));
        assert!(problems.has_error());
        let told = problems.into_vec();
        assert_eq!((worded.get(), told.len()), (100, 102));
        assert_eq!(
            told[100].message,
            "and 99,900 more problems of this kind in agreed.toml"
        );
        assert_eq!(
            told.iter().map(Diagnostic::stands_for).sum::<usize>(),
            100_001
        );
        assert_eq!(told[101].place.as_ref().unwrap().source.name(), "plan.toml");
    }

    #[test]
    fn warnings_never_crowd_out_a_fault_and_two_readings_of_a_file_are_one_count() {
        let source = Source::new("agreed.toml", "x");
        let mut first = Problems::default();
        for _ in 0..150 {
            first.push(Diagnostic::warning(Code::Orphan, "old").at(&source, 0..1, "here"));
        }
        assert!(!first.has_error());
        let mut second = Problems::default();
        for code in [Code::Level, Code::Date].into_iter().cycle().take(120) {
            second.push(problem(&source, code));
        }
        second.append(first);
        let told = second.into_vec();
        let said: Vec<&str> = told
            .iter()
            .filter(|problem| problem.place.is_none())
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(
            said,
            [
                "and 20 more problems in agreed.toml",
                "and 50 more warnings of this kind in agreed.toml"
            ]
        );
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!((grouped(999), grouped(0)), ("999".into(), "0".into()));
    }
}
