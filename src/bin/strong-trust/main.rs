//! The program: reads the command line, runs the command, ends with the right code.

mod args;
mod cli;
mod clock;
mod command;
mod cycles;
mod error;
mod exit;
mod find;
mod folder;
#[cfg(feature = "web")]
mod instance_lock;
mod interviewer;
mod judgement;
mod lines;
mod next_step;
mod outlived;
mod output;
mod problems;
mod prompt;
mod setup;
#[cfg(feature = "web")]
mod signals;
mod stdin_prompt;
mod terminal;
mod waiting;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::cli::Cli;
use crate::command::menu;
use crate::terminal::Terminal;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::detect(cli.shared.plain, cli.shared.width);
    let outcome = match cli.command {
        None => menu::run(terminal, Cli::command),
        Some(command) => command.run(terminal, Cli::command),
    };
    let exit = outcome.unwrap_or_else(|failure| {
        failure.print();
        failure.exit()
    });
    ExitCode::from(exit.code())
}
