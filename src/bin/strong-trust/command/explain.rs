//! `explain DIR ID`: why a criterion, standard or domain is where it is.

use std::path::Path;

use clap::Args;
use strong_trust::report;
use strong_trust::scoring::score;
use strong_trust::text::did_you_mean;

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    dir: Dir,
    /// The id of a criterion, a standard or a domain
    id: String,
}

impl Explain {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        explain(&self.dir.dir, &self.id, terminal)
    }
}

/// Explains one id.
pub fn explain(dir: &Path, id: &str, terminal: Terminal) -> Outcome {
    let (_, loaded) = folder::load(dir)?;
    let assessment = &loaded.assessment;
    let Some(page) = report::explain(assessment, &score(assessment), id) else {
        let rubric = &assessment.rubric;
        let ids: Vec<&str> = rubric
            .domains()
            .iter()
            .map(|domain| domain.id.as_str())
            .chain(rubric.criteria().map(|criterion| criterion.id.as_str()))
            .chain(rubric.standards().map(|standard| standard.id.as_str()))
            .collect();
        return Err(Failure::usage(format!(
            "the rubric has no criterion, standard or domain \"{id}\"."
        ))
        .hint(did_you_mean(
            id,
            ids,
            "`strong-trust rubric show` lists the ids of the built-in rubric.",
        )));
    };
    if let Some(caution) = report::unfinished(assessment) {
        say(&format!("Note: {caution}"));
    }
    terminal.show(&page)?;
    Ok(Exit::Done)
}
