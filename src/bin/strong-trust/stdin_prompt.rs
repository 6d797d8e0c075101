//! Asking on standard input, in plain lines: numbered questions, one line in, one line out.
//!
//! Nothing is redrawn and nothing is said by colour, so a screen reader reads
//! it from top to bottom and a file of answers can stand in for a person. In
//! such a file a line beginning with "#" is a remark wherever a choice is
//! asked for, and the end of the file means save and leave. A line of it that
//! is refused stops everything after it, because what follows was written for
//! other questions.

use std::io::Write;
use std::time::Duration;

use strong_trust::questionnaire::{Interviewer, Leaving, NoAnswer, Page, Prompt, Room, wrap};
use strong_trust::text::clean;

use crate::lines::{LONGEST, Lines};
use crate::waiting::{NOT_USED, QUIET, Waiting};

/// How many lines are read from a file or pipe, so that an endless one ends.
const MOST_LINES: usize = 20_000;
/// From this many bytes on, a terminal cuts a line that is typed or pasted into it.
const CUT_BY_TERMINAL: usize = if cfg!(target_os = "macos") {
    1_024
} else {
    4_095
};

/// Asks on a stream of lines.
pub struct StdinPrompt<L, W, M> {
    input: L,
    output: W,
    /// Where it is said why a file is not read any further.
    messages: M,
    width: usize,
    /// Whether a file or pipe answers, and not a person at a terminal.
    unattended: bool,
    /// The number of the line that was read last.
    read: usize,
    /// What that line answered, or is to answer.
    question: String,
    /// The heading of the page that was shown last.
    heading: String,
    /// Whether what came with the line that was read last is thrown away already.
    settled: bool,
    /// Why there is nobody left to ask.
    ended: Option<Leaving>,
}

/// What came of reading a line.
enum Line {
    Text(String),
    /// It cannot be used, whatever is asked.
    Unusable(&'static str),
    End,
    /// Nothing can be read any further, and that is not the end of the input.
    Broken(&'static str),
}

impl<L: Lines, W: Write, M: Write> StdinPrompt<L, W, M> {
    /// Asks on these streams, with lines of at most this width.
    pub fn new(input: L, output: W, messages: M, width: usize, unattended: bool) -> Self {
        Self {
            input,
            output,
            messages,
            width,
            unattended,
            read: 0,
            question: String::new(),
            heading: String::new(),
            settled: false,
            ended: None,
        }
    }

    /// Writes wrapped lines. Nobody can be asked where nothing can be written.
    fn say(&mut self, lines: &[String]) {
        let text: String = lines
            .iter()
            .flat_map(|line| [line.as_str(), "\n"])
            .collect();
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        let written = self
            .output
            .write_all(text.as_bytes())
            .and_then(|()| self.output.flush());
        if written.is_err() {
            self.ended = Some(Leaving::EndOfInput);
        }
    }

    fn sentence(&mut self, text: &str) {
        let mut lines = Vec::new();
        wrap(&clean(text), "", "", self.width, &mut lines);
        self.say(&lines);
    }

    fn line(&mut self) -> Line {
        let Ok((number, bytes)) = self.input.line() else {
            return Line::Broken("The input cannot be read any further.");
        };
        if bytes.is_empty() {
            return Line::End;
        }
        self.read = number;
        if self.unattended && number > MOST_LINES {
            return Line::Broken("The input has more lines than any questionnaire asks for.");
        }
        if bytes.len() as u64 == LONGEST && !bytes.ends_with(b"\n") {
            return Line::Broken("This line is longer than any answer can be.");
        }
        if !self.unattended && bytes.len() >= CUT_BY_TERMINAL {
            return Line::Unusable(
                "This line is so long that the terminal may have cut off its end; please say it more briefly.",
            );
        }
        match String::from_utf8(bytes) {
            // Notepad puts a mark before the first line of a file.
            Ok(text) if number == 1 => Line::Text(text.trim_start_matches('\u{FEFF}').to_owned()),
            Ok(text) => Line::Text(text),
            Err(_) => Line::Unusable(
                "This line is not written in UTF-8; please save the file as UTF-8 and send it again.",
            ),
        }
    }

    /// Throws away what waits, so that it does not answer what is asked next.
    fn discard(&mut self, quiet: Duration) {
        match self.input.discard(quiet) {
            Waiting::Nothing => {}
            Waiting::Words => self.sentence(NOT_USED),
            Waiting::Stop => self.ended = Some(Leaving::Interrupted),
        }
    }

    /// The same once after each line that was read, until its paste is over.
    fn settle(&mut self) {
        if !self.settled {
            self.settled = true;
            self.discard(QUIET);
        }
    }

    fn leave(&mut self, leaving: Leaving) -> NoAnswer {
        if self.unattended {
            self.write("\n");
        }
        self.ended = Some(leaving);
        NoAnswer::Left(leaving)
    }

    /// Says which line of a file was refused, and reads no further.
    fn refused(&mut self, why: &str) -> NoAnswer {
        let told = format!(
            "Line {} of the input was not taken. It answered \"{}\". {why} Nothing after it was read.",
            self.read, self.question
        );
        let mut lines = Vec::new();
        wrap(&clean(&told), "", "", self.width, &mut lines);
        let text = lines.join("\n");
        // Nothing can be done if that fails; the exit code says it, too.
        drop(writeln!(self.messages, "{text}"));
        self.leave(Leaving::Refused)
    }

    /// Whether nothing follows but empty lines, as at the end of many a file.
    fn is_over(&mut self) -> bool {
        let refused = self.read;
        loop {
            match self.line() {
                Line::End => return true,
                Line::Text(line) if line.trim().is_empty() => {}
                Line::Text(_) | Line::Unusable(_) | Line::Broken(_) => {
                    self.read = refused;
                    return false;
                }
            }
        }
    }
}

impl<L: Lines, W: Write, M: Write> Interviewer for StdinPrompt<L, W, M> {
    fn show(&mut self, page: &Page) {
        page.heading.clone_into(&mut self.heading);
        // Before the page, so that the question and its prompt come together.
        self.settle();
        let mut lines = page.lines(self.width, Room::Plenty);
        lines.insert(0, String::new());
        self.say(&lines);
    }

    fn ask(
        &mut self,
        prompt: Prompt<'_>,
        take: &mut dyn FnMut(&str) -> Result<(), String>,
    ) -> Result<(), NoAnswer> {
        self.question = match prompt {
            Prompt::Choice(choice) => choice.question.clone(),
            Prompt::Text(_) | Prompt::Date(_) if self.heading.is_empty() => {
                prompt.label().to_owned()
            }
            Prompt::Text(_) | Prompt::Date(_) => format!("{}: {}", self.heading, prompt.label()),
        };
        self.settle();
        let mut lines = vec![String::new()];
        if let Prompt::Choice(choice) = prompt {
            for keys in choice.keys() {
                wrap(&keys, "", "", self.width, &mut lines);
            }
        }
        self.say(&lines);
        self.discard(Duration::ZERO);
        loop {
            if let Some(leaving) = self.ended {
                return Err(NoAnswer::Left(leaving));
            }
            self.write(&format!("{}: ", clean(prompt.label())));
            self.settled = false;
            let line = match self.line() {
                Line::End => return Err(self.leave(Leaving::EndOfInput)),
                Line::Broken(why) if self.unattended => return Err(self.refused(why)),
                Line::Broken(why) => {
                    self.sentence(why);
                    return Err(self.leave(Leaving::EndOfInput));
                }
                Line::Text(line) => Ok(line),
                Line::Unusable(why) => Err(why.to_owned()),
            };
            if let (true, Ok(line)) = (self.unattended, &line) {
                // A terminal shows what is typed; here the record would have gaps.
                self.write(&format!("{}\n", clean(line.trim())));
            }
            let remark = self.unattended
                && matches!(prompt, Prompt::Choice(_))
                && line
                    .as_ref()
                    .is_ok_and(|line| line.trim_start().starts_with('#'));
            if remark {
                continue;
            }
            let is_empty = line.as_ref().is_ok_and(|line| line.trim().is_empty());
            match line.and_then(|line| take(&line)) {
                Ok(()) => return Ok(()),
                Err(_) if self.unattended && is_empty && self.is_over() => {
                    return Err(self.leave(Leaving::EndOfInput));
                }
                Err(sentence) if self.unattended => return Err(self.refused(&sentence)),
                Err(sentence) => {
                    self.settle();
                    self.sentence(&sentence);
                }
            }
            if let Prompt::Choice(choice) = prompt {
                self.sentence(&choice.question);
            }
        }
    }

    fn refuse(&mut self, why: &str) -> Result<(), NoAnswer> {
        if self.unattended {
            Err(self.refused(why))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
