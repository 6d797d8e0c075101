//! `form write` and `form read`: answering in a workbook, without the program.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use strong_trust::assessment::Assessment;
use strong_trust::intake::form;
use strong_trust::intake::form::{OpenError, Reading};
use strong_trust::questionnaire::Page;
use strong_trust::rubric::{RespondentId, RoleId};
use strong_trust::source::read_bytes;
use strong_trust::store::{Folder, Saved, StoreError};
use strong_trust::text::count;

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find::{self, respondent};
use crate::folder;
use crate::interviewer::interviewer;
use crate::next_step::argument;
use crate::output::{Output, ending};
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Form {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write a form for one respondent, with their own answers so far and nobody else's
    Write(Write),
    /// Read a form that was filled in: every answer of it, or none
    Read(Read),
}

#[derive(Debug, Args)]
struct Write {
    #[command(flatten)]
    dir: Dir,
    /// Who answers: a post or a pseudonym
    #[arg(long = "as", value_name = "ID", required = true)]
    respondent: String,
    /// What they are to the trust; needed the first time
    #[arg(long)]
    role: Option<String>,
    /// Where to write it: a name that ends in .xlsx
    #[arg(short, long, value_name = "FILE.xlsx", required = true)]
    output: PathBuf,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
}

/// Only what was changed in the form is taken from it. A question that is open in it deletes nothing.
#[derive(Debug, Args)]
struct Read {
    #[command(flatten)]
    dir: Dir,
    /// The form that was filled in
    #[arg(value_name = "FILE.xlsx")]
    file: PathBuf,
    /// Whose form it must be; the form itself says whose it is
    #[arg(long = "as", value_name = "ID")]
    respondent: Option<String>,
    /// Where an answer was changed in the folder too since the form was written, take the form's
    #[arg(long, conflicts_with = "keep")]
    over: bool,
    /// Where an answer was changed in the folder too since the form was written, keep the folder's
    #[arg(long)]
    keep: bool,
    /// Only say what would be read
    #[arg(long)]
    dry_run: bool,
}

impl Form {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        match &self.what {
            What::Write(write) => write.run(terminal),
            What::Read(read) => read.run(terminal),
        }
    }
}

impl Write {
    fn run(&self, terminal: Terminal) -> Outcome {
        let who = respondent(&self.respondent)?;
        let output = self.output(terminal)?;
        let (_, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        let role = find::role(assessment, &who, self.role.as_deref())?;
        if let Some(note) = find::name_note(&who, assessment) {
            say(&note);
        }
        let failed = |error: form::FormError| Failure::io(error);
        let bytes = form::write(assessment, &who, &role).map_err(failed)?;
        form::check(&bytes, assessment, &who, &role).map_err(failed)?;
        let to_screen = output.is_screen();
        output.write(&bytes)?;
        if !to_screen {
            say(&self.what_next(assessment, &who));
        }
        Ok(Exit::Done)
    }

    fn output(&self, terminal: Terminal) -> Result<Output, Failure> {
        if self.output == Path::new("-") {
            if io::stdout().is_terminal() {
                return Err(Failure::usage(
                    "a form is a file, not text: name one with --output FILE.xlsx (or pass --output - on to a file or a program).",
                ));
            }
            return Ok(Output::Screen);
        }
        if ending(&self.output) != "xlsx" {
            return Err(Failure::usage(format!(
                "a form is an Excel workbook: let the name {} end in .xlsx.",
                self.output.display()
            )));
        }
        Output::open(&self.output, self.force, terminal)
    }

    fn what_next(&self, assessment: &Assessment, who: &RespondentId) -> String {
        let answered = assessment
            .response(who)
            .map_or(0, |response| response.answers.len());
        let holds = match answered {
            0 => "It holds no answers yet".to_owned(),
            1 => format!("It holds the one answer of {who} so far, and nobody else's"),
            answered => {
                format!("It holds the {answered} answers of {who} so far, and nobody else's")
            }
        };
        format!(
            "{holds}. When it comes back: strong-trust form read {} {}",
            argument(&self.dir.dir),
            argument(&self.output)
        )
    }
}

impl Read {
    fn run(&self, terminal: Terminal) -> Outcome {
        let expected = self.respondent.as_deref().map(respondent).transpose()?;
        let (folder, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        let bytes = read_bytes(&self.file)?;
        let form = form::Form::open(&bytes).map_err(|error| self.not_opened(&error))?;
        let whose = form
            .belongs(assessment, expected.as_ref())
            .map_err(Failure::problems)?;
        // A person who is left out has no answers here that the form could be compared with.
        find::known_role(assessment, &whose.respondent, None)?;
        let mut session = folder.respond(&assessment.rubric, &whose.respondent, &whose.role)?;
        let reading = form
            .read(assessment, session.response())
            .map_err(Failure::problems)?;
        say(&format!(
            "{}, the form of {} ({}).",
            self.file.display(),
            whose.respondent,
            whose.role
        ));
        say(&whose
            .note
            .into_iter()
            .chain(reading.lines())
            .collect::<Vec<_>>()
            .join("\n"));
        let over = self.decide(&reading, terminal)?;
        let answers = reading.answers(over);
        if self.dry_run {
            say("Nothing was changed: this only shows what would be read.");
            return Ok(Exit::Done);
        }
        match session.save_all(&answers) {
            Ok(Saved::Written) => say(&saved(
                &folder,
                &whose.respondent,
                &whose.role,
                answers.len(),
            )),
            Ok(Saved::Unchanged) => say("Nothing had to be changed."),
            Err(error @ (StoreError::Changed { .. } | StoreError::Gone { .. })) => {
                return Err(Failure::from(error).hint("Read the form again."));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Exit::Done)
    }

    /// Returns whether the form wins where the folder was changed too: by the flags, or by asking.
    fn decide(&self, reading: &Reading, terminal: Terminal) -> Result<bool, Failure> {
        if reading.conflicts.is_empty() {
            return Ok(false);
        }
        let lines = reading.conflict_lines().join("\n");
        if self.over || self.keep || self.dry_run {
            say(&lines);
            return Ok(self.over);
        }
        let flags =
            "Add --over to take the form's answers there, or --keep to keep those in the folder.";
        let Ok(mut interviewer) = interviewer(terminal, flags) else {
            return Err(Failure::usage(format!(
                "{lines}\n{flags} Nothing was changed."
            )));
        };
        let mut page = Page::new("Changed in the form and in the folder");
        page.paragraph(lines);
        let yes = "Take the form's answers";
        let no = "Keep the folder's answers, and read the rest of the form";
        interviewer
            .confirm(page, yes, no)
            .map_err(|left| Failure::from(left).hint("Nothing was changed."))
    }

    fn not_opened(&self, error: &OpenError) -> Failure {
        let message = format!(
            "{} could not be read: {error}. Nothing was changed.",
            self.file.display()
        );
        match error {
            OpenError::Unreadable(_) => Failure::io(message),
            OpenError::NotAForm(_) => Failure::invalid_file(message),
        }
    }
}

fn saved(folder: &Folder, who: &RespondentId, role: &RoleId, answers: usize) -> String {
    let file = folder.path().join("responses").join(format!("{who}.toml"));
    let answers = count(answers, "answer", "answers");
    format!("Saved {answers} of {who} ({role}) in {}.", file.display())
}
