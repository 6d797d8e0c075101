//! `staircase DIR [DOMAIN]`: what would lift a domain by one position, step by step.

use std::path::Path;

use clap::Args;
use strong_trust::scoring::score;
use strong_trust::{export, report};

use crate::args::Dir;
use crate::command::assess::find_domain;
use crate::exit::{Exit, Outcome};
use crate::folder;
use crate::next_step::argument;
use crate::terminal::{Terminal, print};

#[derive(Debug, Args)]
pub struct Staircase {
    #[command(flatten)]
    dir: Dir,
    /// The id of a domain; otherwise every domain
    domain: Option<String>,
}

impl Staircase {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        staircase(&self.dir.dir, self.domain.as_deref(), terminal)
    }
}

fn staircase(dir: &Path, domain: Option<&str>, terminal: Terminal) -> Outcome {
    let (_, loaded) = folder::load(dir)?;
    let assessment = &loaded.assessment;
    let domain = domain
        .map(|id| find_domain(&assessment.rubric, id))
        .transpose()?;
    let page = report::staircase(assessment, &score(assessment), domain.as_ref(), |changes| {
        format!("strong-trust whatif {} {changes}", argument(dir))
    });
    print(&export::terminal::render(
        &page,
        terminal.width,
        terminal.colour,
    ))?;
    Ok(Exit::Done)
}
