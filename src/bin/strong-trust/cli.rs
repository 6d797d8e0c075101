//! The command line as a whole.

use clap::{Args, Parser};

use crate::command::Command;

/// Self-assessment for school trusts in England.
///
/// Start with:  strong-trust assess my-trust
///
/// Everything is kept in the folder you name, as plain files. Nothing is sent
/// anywhere. Run alone in a terminal, strong-trust opens a menu.
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

/// Options that every command takes.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shared {
    /// Ask one line at a time without redrawing, for screen readers; answers may come from a file or pipe
    #[arg(long, global = true)]
    pub plain: bool,
    /// Columns of text (40 to 120); otherwise the terminal's, or 80
    #[arg(long, global = true, value_name = "COLUMNS")]
    pub width: Option<usize>,
}
