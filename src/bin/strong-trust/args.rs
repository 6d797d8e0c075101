//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use strong_trust::questionnaire::read_date;

use crate::command;
use crate::today;

/// Self-assessment for school trusts in England.
///
/// Start with:  strong-trust assess my-trust
///
/// Everything is kept in the folder you name, as plain files. Nothing is sent
/// anywhere. Alone in a terminal, strong-trust opens a menu.
#[derive(Debug, Parser)]
#[command(
    name = "strong-trust",
    version,
    arg_required_else_help = false,
    max_term_width = 100
)]
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
    /// Agree judgements in a meeting: splits first
    Agree(command::agree::Agree),
    /// List, remove and rename those who answered
    Respondent(command::respondent::Respondent),
    /// Write the report
    Report(command::report::Report),
    /// Begin the next cycle from the last
    Next(command::next::Next),
    /// Cycles of one trust side by side
    Compare(command::compare::Compare),
    /// The plan: list, add, change, close, write out and bring back
    Plan(command::plan::Plan),
    /// Answer in an Excel workbook: write a form, and read it when it comes back
    Form(command::form::Form),
    /// Why a criterion, standard or domain stands where it does
    Explain(command::explain::Explain),
    /// The levels that the board aims for
    Target(command::target::Target),
    /// What would lift a domain by one position
    Staircase(command::staircase::Staircase),
    /// What a change would do; nothing is saved
    Whatif(command::whatif::Whatif),
    /// The trust's own numbers beside national ones
    Indicator(command::indicator::Indicator),
    /// Read, check and start rubrics
    Rubric(command::rubric::Rubric),
    /// Every problem in an assessment's folder, at once
    Check(command::check::Check),
    /// The same in a browser, on this machine only
    Serve(command::serve::Serve),
    /// Completions for a shell
    Completions(command::completions::Completions),
    /// The manual page
    Man(command::man::Man),
}

/// Reads a day that a flag gives, as one types it at a question.
pub fn day(text: &str) -> Result<Date, String> {
    read_date(text, today())
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
