//! `rubric list | show ID | check PATH | new ID PATH`.

mod upgrade;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use strong_trust::assessment::parse_case;
use strong_trust::diagnostic::Diagnostic;
use strong_trust::report::{self, check_case};
use strong_trust::rubric::{MAIN_FILE, RubricId, RubricText, builtins, lint, parse, starter};
use strong_trust::source::Source;
use strong_trust::store::{NewFile, Unfinished, may_export};
use strong_trust::text::count;
use strong_trust::{export, rubric};

use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::output::not_written;
use crate::problems;
use crate::terminal::{Terminal, print, say};

#[derive(Debug, Args)]
pub struct Rubric {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the rubrics inside the program
    List,
    /// Read a rubric before answering
    Show(Show),
    /// List every problem of a rubric, its wording included
    Check {
        /// The folder of the rubric
        path: PathBuf,
    },
    /// Write a small commented rubric to start from
    New {
        /// The new rubric's id: small letters, digits and hyphens
        id: String,
        /// The folder to write it to
        path: PathBuf,
    },
    /// Take an assessment over to a newer version of its rubric
    Upgrade(upgrade::Upgrade),
}

#[derive(Debug, Args)]
struct Show {
    /// The id of a rubric inside the program, or the folder of another
    #[arg(default_value = "strong-trust")]
    id: String,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Terminal,
    Markdown,
}

impl Rubric {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        match &self.what {
            What::List => list(),
            What::Show(show) => show.run(terminal),
            What::Check { path } => check(path),
            What::New { id, path } => new(id, path),
            What::Upgrade(upgrade) => upgrade.run(terminal),
        }
    }
}

fn list() -> Outcome {
    for builtin in builtins() {
        let rubric = builtin.rubric();
        let criteria = count(rubric.criteria().count(), "criterion", "criteria");
        let domains = count(rubric.domains().len(), "domain", "domains");
        print(&format!(
            "{}  {}  {} ({criteria} in {domains})\n",
            builtin.id,
            rubric.version(),
            rubric.title()
        ))?;
    }
    Ok(Exit::Done)
}

impl Show {
    fn run(&self, terminal: Terminal) -> Outcome {
        let rubric = parse(&find::rubric(&self.id)?).map_err(Failure::problems)?;
        let page = report::rubric_page(&rubric);
        match self.format {
            Format::Terminal => terminal.show(&page)?,
            Format::Markdown => print(&export::markdown::render(&page))?,
        }
        Ok(Exit::Done)
    }
}

fn check(path: &Path) -> Outcome {
    let text = find::rubric_in(path)?;
    let (cases, unread) = RubricText::read_cases(path, &find::named(path));
    let mut found = match parse(&text) {
        Ok(rubric) => check_cases(&Arc::new(rubric), &cases),
        Err(problems) => problems,
    };
    found.extend(unread);
    found.extend(text.strays(path));
    found.extend(lint(&text, today()));
    Ok(problems::report(&found)?)
}

/// Runs the cases of a valid rubric, and says how many came out as expected.
fn check_cases(rubric: &Arc<rubric::Rubric>, cases: &[Source]) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = cases
        .iter()
        .map(|source| {
            parse_case(rubric, source).map_or_else(|problems| problems, |case| check_case(&case))
        })
        .collect();
    if !cases.is_empty() {
        let failed = found.iter().filter(|problems| !problems.is_empty()).count();
        let all = count(cases.len(), "case was run", "cases were run");
        say(&match failed {
            0 => format!("{all}; every one came out as expected."),
            failed => format!(
                "{all}; {} not come out as expected.",
                count(failed, "did", "did")
            ),
        });
    }
    found.into_iter().flatten().collect()
}

fn new(id: &str, path: &Path) -> Outcome {
    let id = RubricId::new(id)
        .map_err(|error| Failure::usage(format!("\"{id}\" cannot be an id: {error}.")))?;
    let empty = fs::read_dir(path).map_or(!path.exists(), |mut entries| entries.next().is_none());
    if !empty {
        return Err(Failure::io(format!(
            "{} is there already and is not an empty folder; nothing was written",
            path.display()
        )));
    }
    may_export(&path.join(MAIN_FILE))?;
    let failed = |error: io::Error| not_written(path, &error);
    fs::create_dir_all(path).map_err(failed)?;
    for (name, text) in starter(&id) {
        let file = path.join(name);
        fs::create_dir_all(file.parent().unwrap_or(path))
            .and_then(|()| NewFile::begin(&file, false))
            .and_then(|mut new| new.write_all(text.as_bytes()).map(|()| new))
            .map_err(Unfinished::NotThere)
            .and_then(NewFile::finish)
            .map_err(|error| failed(error.into()))?;
    }
    say(&format!(
        "Wrote a rubric to start from. Next: strong-trust rubric check {}",
        path.display()
    ));
    Ok(Exit::Done)
}
