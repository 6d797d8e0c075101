//! The interviewer for the terminal or pipe that the program runs in.

use std::io::{self, IsTerminal};

use strong_trust::questionnaire::{Interviewer, Page, TextPrompt};

use crate::error::Failure;
use crate::lines::StandardInput;
use crate::prompt::TerminalPrompt;
use crate::stdin_prompt::StdinPrompt;
use crate::terminal::{Asking, Terminal, print, say};

/// The prompt below numbered options.
pub const CHOOSE: &str = "Choose a number";

/// Returns an interviewer, if there is anybody to ask. `flags` names what can be written instead of answering.
pub fn interviewer(terminal: Terminal, flags: &str) -> Result<Box<dyn Interviewer>, Failure> {
    match terminal.asking {
        Asking::Prompts => Ok(Box::new(TerminalPrompt::default())),
        Asking::Plain => {
            let person = io::stdin().is_terminal();
            Ok(Box::new(StdinPrompt::new(
                StandardInput { person },
                io::stdout(),
                io::stderr(),
                terminal.width,
                !person,
            )))
        }
        Asking::Never => Err(Failure::usage(format!(
            "this asks questions, and nobody is at a terminal to answer them. {flags} Or add --plain to answer from a file or a pipe."
        ))),
    }
}

/// Asks whether to make a change. Where it is not to be made, that nothing was changed is said at once.
pub fn agreed(
    interviewer: &mut dyn Interviewer,
    page: Page,
    yes: &str,
    no: &str,
) -> Result<bool, Failure> {
    let answer = interviewer.confirm(page, yes, no);
    if answer != Ok(true) {
        say("Nothing was changed.");
    }
    Ok(answer?)
}

/// Shows a long text a screenful at a time, where there is a screen; elsewhere at once.
pub fn read_through(
    interviewer: &mut dyn Interviewer,
    terminal: Terminal,
    text: &str,
) -> Result<(), Failure> {
    let Some(rows) = terminal.rows.filter(|_| terminal.asking == Asking::Prompts) else {
        return Ok(print(text)?);
    };
    let lines: Vec<&str> = text.lines().collect();
    let mut parts = lines.chunks(rows.saturating_sub(4).max(5)).peekable();
    while let Some(part) = parts.next() {
        print(&format!("{}\n", part.join("\n")))?;
        if parts.peek().is_some() {
            let prompt = TextPrompt {
                label: "Enter shows more, b goes back".into(),
                ..TextPrompt::default()
            };
            match interviewer.edit(&prompt) {
                Ok(None) => {}
                Ok(Some(_)) | Err(_) => return Ok(()),
            }
        }
    }
    Ok(())
}
