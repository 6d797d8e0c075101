//! `rubric list | show ID | check PATH | new ID PATH`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use strong_trust::assessment::parse_case;
use strong_trust::diagnostic::Diagnostic;
use strong_trust::report::check_case;
use strong_trust::rubric::{
    Builtin, MAIN_FILE, RubricId, RubricText, builtins, lint, parse, starter,
};
use strong_trust::source::Source;
use strong_trust::store::{NewFile, Unfinished, may_export};
use strong_trust::text::{choice, count, nearest};
use strong_trust::{export, report};

use crate::command::check::finish;
use crate::command::upgrade::Upgrade;
use crate::exit::{Exit, Failure, Outcome};
use crate::terminal::{Terminal, print, say};
use crate::today;

#[derive(Debug, Args)]
pub struct Rubric {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The rubrics inside the program
    List,
    /// Read a rubric before answering
    Show(Show),
    /// Every problem of a rubric, and its wording
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
    Upgrade(Upgrade),
}

#[derive(Debug, Args)]
struct Show {
    /// The id of a rubric inside the program, or the folder of another
    #[arg(default_value = "strong-trust")]
    id: String,
    /// How to write it
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
        let text = find(&self.id)?;
        let page = report::rubric_page(&parse(&text).map_err(Failure::Invalid)?);
        print(&match self.format {
            Format::Terminal => export::terminal::render(&page, terminal.width, terminal.colour),
            Format::Markdown => export::markdown::render(&page),
        })?;
        Ok(Exit::Done)
    }
}

/// The rubric of this id inside the program, or in the folder of this name.
pub fn find(name: &str) -> Result<RubricText, Failure> {
    if let Some(builtin) = Builtin::find(name) {
        return Ok(builtin.text());
    }
    let path = Path::new(name);
    if path.exists() {
        return read(path);
    }
    let ids: Vec<&str> = builtins().iter().map(|builtin| builtin.id).collect();
    let hint = match nearest(name, ids.iter().copied()) {
        Some(near) => format!("Did you mean {near}?"),
        None => format!(
            "Inside the program: {}. Or name the folder of a rubric.",
            choice(&ids)
        ),
    };
    Err(Failure::usage(format!(
        "there is no rubric and no folder \"{name}\". {hint}"
    )))
}

fn read(path: &Path) -> Result<RubricText, Failure> {
    if !path.is_dir() {
        let what = if path.exists() {
            "is a file, and a rubric is a folder"
        } else {
            "is not there"
        };
        return Err(Failure::Io(format!("{} {what}", path.display())));
    }
    // Messages name the files as the person would: by the path they gave.
    Ok(RubricText::read(
        path,
        &path.to_string_lossy().replace('\\', "/"),
    )?)
}

fn check(path: &Path) -> Outcome {
    let text = read(path)?;
    let (cases, unread) = RubricText::read_cases(path, &path.to_string_lossy().replace('\\', "/"));
    let mut problems = match parse(&text) {
        Ok(rubric) => check_cases(&Arc::new(rubric), &cases),
        Err(problems) => problems,
    };
    problems.extend(unread);
    problems.extend(text.strays(path));
    problems.extend(lint(&text, today()));
    finish(&problems)
}

/// Runs the cases of a valid rubric, and says how many came out as expected.
fn check_cases(rubric: &Arc<strong_trust::rubric::Rubric>, cases: &[Source]) -> Vec<Diagnostic> {
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
        return Err(Failure::Io(format!(
            "{} is there already and is not an empty folder; nothing was written",
            path.display()
        )));
    }
    may_export(&path.join(MAIN_FILE))?;
    let failed = |error: std::io::Error| {
        Failure::Io(format!("{} could not be written: {error}", path.display()))
    };
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
