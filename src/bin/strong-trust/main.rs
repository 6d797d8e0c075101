//! The program: reads the command line, does what it says, ends with the right code.

mod args;
mod ask;
mod command;
mod example;
mod exit;
#[cfg(feature = "web")]
mod first;
mod folder;
mod format;
mod lines;
mod next_step;
mod outlived;
mod plain;
mod prompt;
#[cfg(feature = "web")]
mod signals;
mod target;
mod terminal;
mod waiting;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::exit::{Failure, Outcome};
use crate::terminal::Terminal;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::look(cli.shared.plain, cli.shared.width);
    let exit = match run(cli.command, terminal) {
        Ok(exit) => exit,
        Err(failure) => {
            tell(&failure);
            failure.exit()
        }
    };
    ExitCode::from(exit.code())
}

fn run(command: Option<Command>, terminal: Terminal) -> Outcome {
    match command {
        None => command::menu::run(terminal),
        Some(Command::New(new)) => new.run(terminal),
        Some(Command::Assess(assess)) => assess.run(terminal),
        Some(Command::Answer(answer)) => answer.run(),
        Some(Command::Standards(standards)) => standards.run(terminal),
        Some(Command::Status(status)) => status.run(terminal),
        Some(Command::Agree(agree)) => agree.run(terminal),
        Some(Command::Respondent(respondent)) => respondent.run(terminal),
        Some(Command::Report(report)) => report.run(terminal),
        Some(Command::Next(next)) => next.run(terminal),
        Some(Command::Compare(compare)) => compare.run(terminal),
        Some(Command::Plan(plan)) => plan.run(terminal),
        Some(Command::Form(form)) => form.run(terminal),
        Some(Command::Explain(explain)) => explain.run(terminal),
        Some(Command::Target(target)) => target.run(terminal),
        Some(Command::Staircase(staircase)) => staircase.run(terminal),
        Some(Command::Whatif(whatif)) => whatif.run(terminal),
        Some(Command::Indicator(indicator)) => indicator.run(terminal),
        Some(Command::Rubric(rubric)) => rubric.run(terminal),
        Some(Command::Check(check)) => check.run(),
        Some(Command::Serve(serve)) => serve.run(terminal),
        Some(Command::Completions(completions)) => completions.run(),
        Some(Command::Man(man)) => man.run(),
    }
}

/// Says once, on standard error, why it did not work.
fn tell(failure: &Failure) {
    match failure {
        Failure::Usage(message) | Failure::InvalidText(message) | Failure::Io(message) => {
            terminal::say(&format!("strong-trust: {message}"));
        }
        Failure::Invalid(problems) => {
            terminal::show(problems);
            terminal::say(&folder::summary(problems));
        }
        Failure::ReaderGone => {}
    }
}

/// Today, by this computer's clock. This and [`now`] are the only clock in the program.
fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// The day of a time, by this computer's place.
fn day_of(time: std::time::SystemTime) -> Option<jiff::civil::Date> {
    let time = jiff::Timestamp::try_from(time).ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::system()).date())
}

/// This moment, by this computer's clock.
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
