//! `staircase DIR [DOMAIN]`: what would lift a domain by one position, step by step.

use clap::Args;
use strong_trust::report;
use strong_trust::scoring::score;

use crate::args::Dir;
use crate::error::Outcome;
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::next_step::argument;
use crate::terminal::Terminal;

#[derive(Debug, Args)]
pub struct Staircase {
    #[command(flatten)]
    dir: Dir,
    /// The id of a domain; otherwise every domain
    domain: Option<String>,
}

impl Staircase {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let (_, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        let domain = self.domain.as_deref();
        let domain = domain
            .map(|id| find::domain(&assessment.rubric, id))
            .transpose()?;
        terminal.show(&report::staircase(
            assessment,
            &score(assessment),
            domain.map(|domain| &domain.id),
            |changes| format!("strong-trust whatif {} {changes}", argument(&self.dir.dir)),
        ))?;
        Ok(Exit::Done)
    }
}
