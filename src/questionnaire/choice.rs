//! A choice among keyed options, and how a typed line is read as one.

use std::fmt::Display;

use crate::questionnaire::leaving::{Leaving, NoAnswer};
use crate::text::{choice, clean, plain};

/// One option: what to type, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opt {
    /// What to type: a number, or a small letter.
    pub key: String,
    /// What it is called, which may be typed too.
    pub name: String,
}

impl Opt {
    /// An option.
    pub fn new(key: impl Display + Copy, name: impl AsRef<str>) -> Self {
        Self {
            key: key.to_string(),
            name: clean(name.as_ref()),
        }
    }
}

/// A choice to make.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The prompt, a few words.
    pub label: String,
    /// What is asked, to be said again after a line that could not be read.
    pub question: String,
    /// What can be chosen.
    pub options: Vec<Opt>,
    /// How many of the options, from the first, may be followed by letters of [`additions`](Self::additions).
    pub open: usize,
    /// Letters that may follow, as in "2n": level 2, then a note.
    pub additions: Vec<Opt>,
    /// Keys that people know from other questions and that lead nowhere here, each with the sentence why.
    pub refused: Vec<(&'static str, String)>,
    /// The option that an empty line chooses. `None`: an empty line chooses nothing.
    pub on_enter: Option<usize>,
}

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// The index of the option.
    pub option: usize,
    /// The indexes of the additions, in the order typed.
    pub additions: Vec<usize>,
}

/// A choice whose options stand for values, or lead back or away.
#[derive(Debug, Clone)]
pub struct Menu<T, A = ()> {
    pub(super) choice: Choice,
    pub(super) values: Vec<Result<T, NoAnswer>>,
    pub(super) additions: Vec<A>,
}

impl<T, A> Menu<T, A> {
    /// Returns a menu without options. `question` is said again after a line that could not be read.
    pub fn new(label: impl Into<String>, question: impl Into<String>) -> Self {
        Self {
            choice: Choice {
                label: label.into(),
                question: question.into(),
                ..Choice::default()
            },
            values: Vec::new(),
            additions: Vec::new(),
        }
    }

    /// Adds an option.
    pub fn option(&mut self, key: impl Display + Copy, name: impl AsRef<str>, value: T) {
        self.push(key, name, Ok(value));
    }

    /// Adds a letter that may follow every option so far.
    pub fn addition(&mut self, key: impl Display + Copy, name: impl AsRef<str>, value: A) {
        self.choice.open = self.choice.options.len();
        self.choice.additions.push(Opt::new(key, name));
        self.additions.push(value);
    }

    /// Adds an option that an empty line chooses, too.
    pub fn default_option(
        mut self,
        key: impl Display + Copy,
        name: impl AsRef<str>,
        value: T,
    ) -> Self {
        self.choice.on_enter = Some(self.choice.options.len());
        self.push(key, name, Ok(value));
        self
    }

    /// Lets an empty line choose the first option.
    pub fn first_on_enter(mut self) -> Self {
        self.choice.on_enter = Some(0);
        self
    }

    /// Answers keys that lead nowhere here with a sentence why.
    pub fn refusing(mut self, refused: Vec<(&'static str, String)>) -> Self {
        self.choice.refused = refused;
        self
    }

    /// Adds the option that goes back.
    pub fn back(mut self, name: &str) -> Self {
        self.push("b", name, Err(NoAnswer::Back));
        self
    }

    /// Adds the option that leaves.
    pub fn leave(mut self, name: &str) -> Self {
        self.push("q", name, Err(NoAnswer::Left(Leaving::Asked)));
        self
    }

    fn push(
        &mut self,
        key: impl Display + Copy,
        name: impl AsRef<str>,
        value: Result<T, NoAnswer>,
    ) {
        self.choice.options.push(Opt::new(key, name));
        self.values.push(value);
    }
}

impl Choice {
    /// Reads a typed line: a key, a key with letters after it, or a name.
    ///
    /// # Errors
    /// One sentence that says what can be typed.
    pub fn read(&self, line: &str) -> Result<Picked, String> {
        let typed = plain(line).trim().to_lowercase();
        if typed.is_empty() {
            let nothing = || format!("Nothing is chosen yet. {}", self.expected());
            return self
                .on_enter
                .map(|option| Picked {
                    option,
                    additions: Vec::new(),
                })
                .ok_or_else(nothing);
        }
        let whole = |option: &Opt| option.key == typed || option.name.to_lowercase() == typed;
        if let Some(option) = self.options.iter().position(whole) {
            return Ok(Picked {
                option,
                additions: Vec::new(),
            });
        }
        self.with_additions(&typed)
            .ok_or_else(|| self.misread(line, &typed))
    }

    /// Reads "2n", "2 n e", "2, n" and "2 Established".
    fn with_additions(&self, typed: &str) -> Option<Picked> {
        self.options.iter().enumerate().find_map(|(option, opt)| {
            let rest = typed.strip_prefix(opt.key.as_str())?;
            if rest.trim() == opt.name.to_lowercase() {
                return Some(Picked {
                    option,
                    additions: Vec::new(),
                });
            }
            // "12" is no level 1 with an addition called 2, because additions are letters.
            let letters = rest.chars().filter(|c| !matches!(c, ' ' | ',' | '+'));
            let additions = letters
                .map(|letter| {
                    self.additions
                        .iter()
                        .position(|opt| opt.key.chars().eq([letter]))
                })
                .collect::<Option<Vec<_>>>()?;
            (option < self.open).then_some(Picked { option, additions })
        })
    }

    fn misread(&self, line: &str, typed: &str) -> String {
        if let Some((_, sentence)) = self.refused.iter().find(|(key, _)| *key == typed) {
            return sentence.clone();
        }
        let addition = self
            .additions
            .iter()
            .find(|opt| opt.key == typed || opt.name.to_lowercase() == typed);
        match (addition, self.example()) {
            (Some(addition), Some(key)) => {
                format!(
                    "Choose first: \"{key}{}\", for example, chooses {key} and then asks for the {}.",
                    addition.key, addition.name
                )
            }
            (Some(_) | None, _) => format!(
                "\"{}\" is not one of the choices. {}",
                short(line),
                self.expected()
            ),
        }
    }

    /// What can be typed, as a sentence.
    fn expected(&self) -> String {
        let numbers: Vec<&str> = self.numbered().map(|opt| opt.key.as_str()).collect();
        let mut keys = match numbers.as_slice() {
            [first, _, .., last] => vec![format!("{first} to {last}")],
            few => few.iter().map(|&key| key.to_owned()).collect(),
        };
        keys.extend(self.lettered().map(|opt| opt.key.clone()));
        format!("Type {}, and press Enter.", choice(&keys))
    }

    /// The options that are chosen by a number.
    pub fn numbered(&self) -> impl Iterator<Item = &Opt> {
        self.options
            .iter()
            .filter(|opt| opt.key.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The options that are chosen by a letter.
    pub fn lettered(&self) -> impl Iterator<Item = &Opt> {
        self.options
            .iter()
            .filter(|opt| !opt.key.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The keys that can be typed, in words: a line for the letters, and one for what may follow.
    pub fn keys(&self) -> Vec<String> {
        let words = |opt: &Opt| format!("{}\u{a0}{}", opt.key, opt.name.replace(' ', "\u{a0}"));
        let letters: Vec<String> = self.lettered().map(words).collect();
        let mut lines: Vec<String> = if letters.is_empty() {
            Vec::new()
        } else {
            vec![letters.join(" · ")]
        };
        if let Some(key) = self.example() {
            let more: Vec<String> = self
                .following()
                .map(|opt| format!("{key}{}", words(opt)))
                .collect();
            if !more.is_empty() {
                lines.push(format!("with more: {}", more.join(" · ")));
            }
        }
        lines
    }

    /// The same in one short line, for a small screen that has the words in its help.
    pub fn few_keys(&self) -> String {
        let letters = |opts: &mut dyn Iterator<Item = &Opt>| {
            opts.map(|opt| opt.key.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let more = letters(&mut self.following());
        let after = if more.is_empty() {
            String::new()
        } else {
            format!("; after a number {more}")
        };
        format!("Keys: {}{after}", letters(&mut self.lettered()))
    }

    /// The additions that cannot be typed alone.
    fn following(&self) -> impl Iterator<Item = &Opt> {
        self.additions
            .iter()
            .filter(|addition| !self.options.contains(addition))
    }

    /// The key to show additions with: one from the middle of the numbers, for it must not look like a recommendation.
    fn example(&self) -> Option<&str> {
        let numbers: Vec<&Opt> = self.numbered().take(self.open).collect();
        numbers.get(numbers.len() / 2).map(|opt| opt.key.as_str())
    }

    /// The options as short lines that can be chosen with the arrow keys: those that go with what is typed.
    pub fn rows(&self, typed: &str) -> Vec<String> {
        let typed = plain(typed).trim().to_lowercase();
        match self.read(&typed) {
            Ok(picked) if !typed.is_empty() => vec![self.row(&picked)],
            Ok(_) | Err(_) => {
                let begins = |opt: &&Opt| {
                    opt.key.starts_with(&typed) || opt.name.to_lowercase().starts_with(&typed)
                };
                self.options.iter().filter(begins).map(row).collect()
            }
        }
    }

    /// What was chosen, as a line.
    pub fn row(&self, picked: &Picked) -> String {
        let then: Vec<&str> = picked
            .additions
            .iter()
            .map(|addition| self.additions[*addition].name.as_str())
            .collect();
        let row = row(&self.options[picked.option]);
        if then.is_empty() {
            row
        } else {
            format!("{row}, then {}", then.join(", "))
        }
    }

    /// Reads a row of [`rows`](Self::rows) that was chosen with the arrow keys while this was typed; else the line itself.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_row(&self, line: &str) -> Result<Picked, String> {
        let is_row = |opt: &Opt| {
            line.strip_prefix(opt.key.as_str())
                .and_then(|rest| rest.strip_prefix("  "))
                .is_some_and(|rest| rest == opt.name)
        };
        if let Some(option) = self.options.iter().position(is_row) {
            return Ok(Picked {
                option,
                additions: Vec::new(),
            });
        }
        match line.split_once(", then ") {
            Some((row, then)) => {
                let option = self
                    .options
                    .iter()
                    .position(|opt| row == format!("{}  {}", opt.key, opt.name));
                let named = |name: &str| self.additions.iter().position(|opt| opt.name == name);
                let additions = then.split(", ").map(named).collect::<Option<Vec<_>>>();
                option
                    .zip(additions)
                    .map(|(option, additions)| Picked { option, additions })
                    .ok_or_else(|| self.misread(line, line))
            }
            None => self.read(line),
        }
    }
}

fn row(opt: &Opt) -> String {
    format!("{}  {}", opt.key, opt.name)
}

/// What was typed, safe to show and at most 30 characters long.
pub fn short(line: &str) -> String {
    let line = clean(line.trim());
    if line.chars().count() <= 30 {
        line
    } else {
        line.chars().take(29).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels() -> Choice {
        Choice {
            label: "Your answer".into(),
            options: vec![
                Opt::new(0, "Not in place"),
                Opt::new(1, "Begun"),
                Opt::new(2, "Usual"),
                Opt::new("d", "don't know"),
                Opt::new("b", "back"),
            ],
            open: 4,
            additions: vec![Opt::new("n", "note"), Opt::new("e", "evidence")],
            ..Choice::default()
        }
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "it is compared with what `read` gives"
    )]
    fn picked(option: usize, additions: &[usize]) -> Result<Picked, String> {
        Ok(Picked {
            option,
            additions: additions.to_vec(),
        })
    }

    #[test]
    fn a_number_a_letter_and_a_name_are_read() {
        assert_eq!(levels().read("2"), picked(2, &[]));
        assert_eq!(levels().read(" B "), picked(4, &[]));
        assert_eq!(levels().read("usual"), picked(2, &[]));
        assert_eq!(levels().read("2 Usual"), picked(2, &[]));
        assert_eq!(levels().read("Don't know"), picked(3, &[]));
    }

    #[test]
    fn letters_after_a_level_ask_for_more() {
        assert_eq!(levels().read("2n"), picked(2, &[0]));
        assert_eq!(levels().read("1, n + e"), picked(1, &[0, 1]));
        assert_eq!(levels().read("dn"), picked(3, &[0]));
        assert!(levels().read("bn").is_err());
        assert!(levels().read("2x").is_err());
        assert!(levels().read("12").is_err());
    }

    #[test]
    fn nothing_is_chosen_by_an_empty_line_unless_it_says_so() {
        assert_eq!(
            levels().read(""),
            Err("Nothing is chosen yet. Type 0 to 2, d or b, and press Enter.".into())
        );
        assert_eq!(
            Choice {
                on_enter: Some(1),
                ..levels()
            }
            .read("  "),
            picked(1, &[])
        );
    }

    #[test]
    fn what_cannot_be_read_is_said_in_one_clear_sentence() {
        assert_eq!(
            levels().read("\u{1b}7"),
            Err(
                "\"\u{fffd}7\" is not one of the choices. Type 0 to 2, d or b, and press Enter."
                    .into()
            )
        );
        assert_eq!(
            levels().read("n"),
            Err("Choose first: \"1n\", for example, chooses 1 and then asks for the note.".into())
        );
        assert!(levels().read(&"x".repeat(100_000)).unwrap_err().len() < 200);
    }

    #[test]
    fn every_row_reads_back_as_its_option() {
        for typed in ["", "2", "2n", "2ne", "d", "b", "u"] {
            for row in levels().rows(typed) {
                let expected = levels()
                    .read(typed)
                    .unwrap_or_else(|_| levels().read(&row).unwrap());
                assert_eq!(levels().read_row(&row), Ok(expected), "{typed:?} {row:?}");
            }
        }
        assert_eq!(levels().rows("2n"), ["2  Usual, then note"]);
        assert_eq!(levels().rows("zz"), Vec::<String>::new());
        let enter = Choice {
            on_enter: Some(1),
            ..levels()
        };
        assert_eq!(enter.row(&enter.read("").unwrap()), "1  Begun");
    }

    #[test]
    fn the_keys_are_shown_in_words() {
        assert_eq!(
            levels().keys(),
            [
                "d\u{a0}don't\u{a0}know · b\u{a0}back",
                "with more: 1n\u{a0}note · 1e\u{a0}evidence"
            ]
        );
        assert_eq!(levels().few_keys(), "Keys: d b; after a number n e");
    }
}
