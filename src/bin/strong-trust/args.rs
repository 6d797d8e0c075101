//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::command;

/// Self-assessment for school trusts in England.
///
/// Start with:  strong-trust assess my-trust
///
/// Everything is kept in the folder you name, as plain files. Nothing is sent
/// anywhere. Alone in a terminal, strong-trust opens a menu.
#[derive(Debug, Parser)]
#[command(name = "strong-trust", version, arg_required_else_help = false, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command understands.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shared {
    /// Ask one line at a time without redrawing, for screen readers; answers may come from a file or pipe
    #[arg(long, global = true)]
    pub plain: bool,
    /// Columns of text (40 to 120); otherwise the terminal's, or 80
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set up an assessment
    New(command::new::New),
    /// Answer the questionnaire (sets up the folder if it is not there)
    Assess(command::assess::Assess),
    /// Give one answer without being asked
    Answer(command::answer::Answer),
    /// Keep the register of standards
    Standards(command::standards::Standards),
    /// Who has answered what, and what is next
    Status(command::status::Status),
    /// Write the report
    Report(command::report::Report),
    /// Begin the next cycle from the last
    Next(command::next::Next),
    /// Cycles of one trust side by side
    Compare(command::compare::Compare),
    /// Why a criterion, standard or domain stands where it does
    Explain(command::explain::Explain),
    /// Read, check and start rubrics
    Rubric(command::rubric::Rubric),
    /// Every problem in an assessment's folder, at once
    Check(command::check::Check),
    /// Completions for a shell
    Completions(command::completions::Completions),
    /// The manual page
    Man(command::man::Man),
}

/// The folder of an assessment.
#[derive(Debug, Clone, Args)]
pub struct Dir {
    /// The folder of the assessment
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

/// How deep an assessment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DepthArg {
    /// Evidence is recorded, and caps what a level can be
    Full,
    /// Evidence is not tested; the result is indicative
    Quick,
}

/// Which edition of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EditionArg {
    /// Everything
    Full,
    /// Two pages and the plan
    Board,
    /// Safe on a website: nothing that a person of the trust wrote
    Public,
}
