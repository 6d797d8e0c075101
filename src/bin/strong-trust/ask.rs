//! Asking a few things outside the questionnaire: a text, a day, one of several.

use std::io::{self, IsTerminal};

use jiff::civil::Date;
use strong_trust::questionnaire::{
    Choice, DatePrompt, Interviewer, Leaving, Opt, Page, Prompt, Reply, TextPrompt,
};

use crate::exit::{Exit, Failure};
use crate::lines::StandardInput;
use crate::plain::Plain;
use crate::prompt::InTerminal;
use crate::terminal::{Asking, Terminal, print};

/// Somebody to ask, if there is anybody. `flags` names what can be written instead of answering.
pub fn somebody(terminal: Terminal, flags: &str) -> Result<Box<dyn Interviewer>, Failure> {
    match terminal.asking {
        Asking::Prompts => Ok(Box::new(InTerminal::default())),
        Asking::Plain => {
            let person = io::stdin().is_terminal();
            Ok(Box::new(Plain::new(
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

/// Why there is no answer: the person went back or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// Back to where they came from.
    Back,
    /// Out.
    Left(Leaving),
}

impl NoAnswer {
    /// How the program ends when somebody leaves.
    pub fn exit(self) -> Exit {
        match self {
            Self::Back => Exit::Done,
            Self::Left(leaving) => Exit::after(Some(leaving)),
        }
    }
}

/// A text that there must be.
pub fn text(
    interviewer: &mut dyn Interviewer,
    label: &str,
    missing: &str,
) -> Result<String, NoAnswer> {
    let prompt = TextPrompt {
        label: label.into(),
        required: Some(missing.into()),
        ..TextPrompt::default()
    };
    match interviewer.ask(&Prompt::Text(prompt)) {
        Reply::Text(text) => Ok(text),
        Reply::Leave(leaving) => Err(NoAnswer::Left(leaving)),
        Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
            Err(NoAnswer::Back)
        }
    }
}

/// A text, or the one that an empty line stands for.
pub fn text_or(
    interviewer: &mut dyn Interviewer,
    label: &str,
    otherwise: &str,
) -> Result<String, NoAnswer> {
    let prompt = TextPrompt {
        label: format!("{label} (Enter for {otherwise})"),
        ..TextPrompt::default()
    };
    match interviewer.ask(&Prompt::Text(prompt)) {
        Reply::Text(text) => Ok(text),
        Reply::Unchanged | Reply::Removed => Ok(otherwise.to_owned()),
        Reply::Leave(leaving) => Err(NoAnswer::Left(leaving)),
        Reply::Picked(_) | Reply::Date(_) | Reply::Back => Err(NoAnswer::Back),
    }
}

/// A day, or today.
pub fn day(interviewer: &mut dyn Interviewer, label: &str, today: Date) -> Result<Date, NoAnswer> {
    let prompt = DatePrompt {
        label: format!("{label} (Enter for today)"),
        today,
        optional: true,
    };
    match interviewer.ask(&Prompt::Date(prompt)) {
        Reply::Date(day) => Ok(day),
        Reply::Unchanged | Reply::Removed => Ok(today),
        Reply::Leave(leaving) => Err(NoAnswer::Left(leaving)),
        Reply::Picked(_) | Reply::Text(_) | Reply::Back => Err(NoAnswer::Back),
    }
}

/// Shows a long text a screenful at a time, where there is a screen; elsewhere at once.
pub fn read_through(
    interviewer: &mut dyn Interviewer,
    terminal: Terminal,
    text: &str,
) -> Result<(), Failure> {
    let Some(rows) = terminal.rows.filter(|_| terminal.asking == Asking::Prompts) else {
        return print(text);
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
            match interviewer.ask(&Prompt::Text(prompt)) {
                Reply::Unchanged => {}
                Reply::Picked(_)
                | Reply::Text(_)
                | Reply::Date(_)
                | Reply::Removed
                | Reply::Back
                | Reply::Leave(_) => return Ok(()),
            }
        }
    }
    Ok(())
}

/// One of several, numbered from 1; the number of the one chosen, from 0.
pub fn one_of(
    interviewer: &mut dyn Interviewer,
    page: &mut Page,
    question: &str,
    options: &[String],
) -> Result<usize, NoAnswer> {
    let numbered: Vec<Opt> = options
        .iter()
        .enumerate()
        .map(|(place, name)| Opt::new(place + 1, name))
        .collect();
    let back = Opt::new("b", "back");
    for (place, name) in options.iter().enumerate() {
        page.numbered(place + 1, name, "");
    }
    interviewer.show(page);
    let choice = Choice {
        label: question.into(),
        question: question.into(),
        options: numbered.into_iter().chain([back]).collect(),
        ..Choice::default()
    };
    match interviewer.ask(&Prompt::Choice(choice)) {
        Reply::Picked(picked) if picked.option < options.len() => Ok(picked.option),
        Reply::Leave(leaving) => Err(NoAnswer::Left(leaving)),
        Reply::Picked(_)
        | Reply::Text(_)
        | Reply::Date(_)
        | Reply::Unchanged
        | Reply::Removed
        | Reply::Back => Err(NoAnswer::Back),
    }
}
