//! The commands. Each has a file with its arguments and its `run`, and is registered here.

mod agree;
mod answer;
mod assess;
mod check;
mod compare;
mod completions;
mod explain;
mod form;
mod indicator;
mod man;
pub mod menu;
mod new;
mod next;
mod plan;
mod report;
mod respondent;
mod rubric;
mod serve;
mod staircase;
mod standards;
mod status;
mod target;
mod whatif;

use clap::Subcommand;

use crate::error::Outcome;
use crate::terminal::Terminal;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set up an assessment
    New(new::New),
    /// Answer the questionnaire (sets up the folder if it is not there)
    Assess(assess::Assess),
    /// Give one answer without being asked
    Answer(answer::Answer),
    /// Keep the register of standards
    Standards(standards::Standards),
    /// Show who has answered what, and what is next
    Status(status::Status),
    /// Agree judgements in a meeting, starting where answers differ
    Agree(agree::Agree),
    /// List, remove and rename those who answered
    Respondent(respondent::Respondent),
    /// Write the report
    Report(report::Report),
    /// Begin the next cycle from the last
    Next(next::Next),
    /// Compare the cycles of one trust
    Compare(compare::Compare),
    /// List, add, change and close actions, export the plan and read it back
    Plan(plan::Plan),
    /// Answer in an Excel workbook: write a form, and read it when it comes back
    Form(form::Form),
    /// Explain why a criterion, standard or domain is where it is
    Explain(explain::Explain),
    /// Show and set the levels that the board aims for
    Target(target::Target),
    /// Show what would lift a domain by one position
    Staircase(staircase::Staircase),
    /// Show what a change would do; nothing is saved
    Whatif(whatif::Whatif),
    /// Show and set the trust's own numbers next to national ones
    Indicator(indicator::Indicator),
    /// Read, check and start rubrics
    Rubric(rubric::Rubric),
    /// List every problem in an assessment's folder
    Check(check::Check),
    /// Do the same in a browser, on this machine only
    Serve(serve::Serve),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Print the manual page
    Man(man::Man),
}

impl Command {
    /// Runs the command. `program` describes the whole command line, for the commands that print it.
    pub fn run(self, terminal: Terminal, program: fn() -> clap::Command) -> Outcome {
        match self {
            Self::New(new) => new.run(terminal),
            Self::Assess(assess) => assess.run(terminal),
            Self::Answer(answer) => answer.run(),
            Self::Standards(standards) => standards.run(terminal),
            Self::Status(status) => status.run(terminal),
            Self::Agree(agree) => agree.run(terminal),
            Self::Respondent(respondent) => respondent.run(terminal),
            Self::Report(report) => report.run(terminal),
            Self::Next(next) => next.run(terminal),
            Self::Compare(compare) => compare.run(terminal),
            Self::Plan(plan) => plan.run(terminal),
            Self::Form(form) => form.run(terminal),
            Self::Explain(explain) => explain.run(terminal),
            Self::Target(target) => target.run(terminal),
            Self::Staircase(staircase) => staircase.run(terminal),
            Self::Whatif(whatif) => whatif.run(terminal),
            Self::Indicator(indicator) => indicator.run(terminal),
            Self::Rubric(rubric) => rubric.run(terminal),
            Self::Check(check) => check.run(),
            Self::Serve(serve) => serve.run(terminal),
            Self::Completions(completions) => completions.run(program()),
            Self::Man(man) => man.run(program()),
        }
    }
}
