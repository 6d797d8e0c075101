//! Problems with their places, and how many there are.

use std::env;
use std::io::{self, IsTerminal, Write};

use strong_trust::diagnostic::{Diagnostic, Severity, render, worst};
use strong_trust::text::{count, list};

use crate::exit::Exit;
use crate::terminal::{print, say};

/// Writes problems with their places to standard error.
pub fn show(problems: &[Diagnostic]) {
    let colour =
        io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    for problem in problems {
        drop(writeln!(io::stderr(), "{}", render(problem, colour)));
    }
}

/// Prints what a check found. Notes alone are not a fault.
pub fn report(problems: &[Diagnostic]) -> io::Result<Exit> {
    let text: Vec<String> = problems
        .iter()
        .map(|problem| render(problem, false))
        .collect();
    if !text.is_empty() {
        print(&format!("{}\n", text.join("\n")))?;
    }
    say(&summary(problems));
    Ok(match worst(problems) {
        None | Some(Severity::Note) => Exit::Done,
        Some(Severity::Warning | Severity::Error) => Exit::ProblemsFound,
    })
}

/// Returns the number of problems of each severity, in a sentence.
pub fn summary(problems: &[Diagnostic]) -> String {
    let counted = |severity, one, many| {
        let number: usize = problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .map(Diagnostic::stands_for)
            .sum();
        (number > 0).then(|| count(number, one, many))
    };
    let parts: Vec<String> = [
        counted(
            Severity::Error,
            "problem that must be put right",
            "problems that must be put right",
        ),
        counted(Severity::Warning, "warning", "warnings"),
        counted(Severity::Note, "note", "notes"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        "No problems found.".into()
    } else {
        format!("Found {}. Nothing was changed.", list(&parts))
    }
}
