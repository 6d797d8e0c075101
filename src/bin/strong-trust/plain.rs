//! Asking in plain lines: numbered questions, one line in, one line out.
//!
//! Nothing is redrawn and nothing is said by colour, so a screen reader reads
//! it from top to bottom and a file of answers can stand in for a person. In
//! such a file a line beginning with "#" is a remark wherever a choice is
//! asked for, and the end of the file means save and leave.

use std::io::{BufRead, Read, Write};

use strong_trust::questionnaire::{Interviewer, Leaving, Page, Prompt, Reply, Room, wrap};
use strong_trust::text::clean;

/// The longest line that is read, in bytes. It is far above the longest text that a field takes.
const LONGEST_LINE: u64 = 64 * 1024;
/// How many unreadable lines in a row end the reading of a file or pipe.
const UNREADABLE: usize = 20;
/// How many lines are read from a file or pipe, so that an endless one ends.
const MOST_LINES: usize = 20_000;

/// Asks on a stream of lines.
pub struct Plain<R, W> {
    input: R,
    output: W,
    width: usize,
    /// Whether a file or pipe answers, and not a person at a terminal.
    unattended: bool,
    read: usize,
    /// Why there is nobody left to ask.
    ended: Option<Leaving>,
}

/// What came of reading a line.
enum Line {
    Text(String),
    /// Not UTF-8.
    Garbled,
    End(Option<&'static str>),
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Asks on these streams, with lines of at most this width.
    pub fn new(input: R, output: W, width: usize, unattended: bool) -> Self {
        Self {
            input,
            output,
            width,
            unattended,
            read: 0,
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
        self.read += 1;
        if self.unattended && self.read > MOST_LINES {
            return Line::End(Some(
                "The input has more lines than any questionnaire asks for, so the rest is not read.",
            ));
        }
        let mut bytes = Vec::new();
        match (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut bytes)
        {
            Ok(0) => Line::End(None),
            Ok(_) if bytes.len() as u64 == LONGEST_LINE && !bytes.ends_with(b"\n") => {
                Line::End(Some(
                    "A line is longer than any answer can be, so the rest of the input is not read.",
                ))
            }
            Ok(_) => match String::from_utf8(bytes) {
                // Notepad puts a mark before the first line of a file.
                Ok(text) if self.read == 1 => {
                    Line::Text(text.trim_start_matches('\u{FEFF}').to_owned())
                }
                Ok(text) => Line::Text(text),
                Err(_) => Line::Garbled,
            },
            Err(_) => Line::End(Some("The input cannot be read any further.")),
        }
    }

    fn leave(&mut self, leaving: Leaving, why: Option<&str>) -> Reply {
        if self.unattended || why.is_some() {
            self.write("\n");
        }
        if let Some(why) = why {
            self.sentence(why);
        }
        self.ended = Some(leaving);
        Reply::Leave(leaving)
    }
}

impl<R: BufRead, W: Write> Interviewer for Plain<R, W> {
    fn show(&mut self, page: &Page) {
        let mut lines = page.lines(self.width, Room::Plenty);
        lines.insert(0, String::new());
        self.say(&lines);
    }

    fn ask(&mut self, prompt: &Prompt) -> Reply {
        let mut lines = vec![String::new()];
        if let Prompt::Choice(choice) = prompt {
            for keys in choice.keys() {
                wrap(&keys, "", "", self.width, &mut lines);
            }
        }
        self.say(&lines);
        let mut unreadable = 0;
        loop {
            if let Some(leaving) = self.ended {
                return Reply::Leave(leaving);
            }
            self.write(&format!("{}: ", clean(prompt.label())));
            let line = match self.line() {
                Line::End(why) => return self.leave(Leaving::EndOfInput, why),
                Line::Text(line) => Ok(line),
                Line::Garbled => Err("This line is not written in UTF-8; please save the file as UTF-8 and send it again.".to_owned()),
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
            match line.and_then(|line| prompt.read(&line)) {
                Ok(reply) => return reply,
                Err(sentence) => self.sentence(&sentence),
            }
            unreadable += 1;
            if self.unattended && unreadable == UNREADABLE {
                return self.leave(
                    Leaving::EndOfInput,
                    Some("Twenty lines in a row could not be read as answers, so the rest of the input is not read."),
                );
            }
            if let Prompt::Choice(choice) = prompt {
                self.sentence(&choice.question);
            }
        }
    }
}

#[cfg(test)]
mod tests;
