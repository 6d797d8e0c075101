//! `agree DIR`: agreed judgements, by asking, with `set`, or as a paper for the meeting.

mod set;

use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use strong_trust::assessment::{Agreed, Assessment};
use strong_trust::document::DocumentInfo;
use strong_trust::export::{Content, Format};
use strong_trust::questionnaire::{Interviewer, Meeting, Repository, SaveError, moderate};
use strong_trust::report::{AgendaReport, agenda, agenda_list, agenda_pages, agenda_paper};
use strong_trust::scoring::score;
use strong_trust::store::{Agreeing, StoreError};

use crate::args::{Dir, day};
use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::interviewer::interviewer;
use crate::next_step::argument;

use crate::output::{Outputs, extensions};
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Agree {
    #[command(flatten)]
    dir: Dir,
    /// Go through the rest, too, after splits and judgements above what is supported
    #[arg(long)]
    all: bool,
    /// Who leads the meeting: a post; otherwise asked once
    #[arg(long, value_name = "POST")]
    moderator: Option<String>,
    /// The day of the meeting, such as 2026-11-22; otherwise today
    #[arg(long, value_parser = day)]
    date: Option<Date>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Record what is agreed on one criterion
    Set(Box<set::Set>),
    /// The paper for the meeting
    Agenda(Agenda),
    /// What is to be agreed, in order, and what is done
    List,
}

#[derive(Debug, Args)]
struct Agenda {
    #[command(flatten)]
    outputs: Outputs,
}

impl Agree {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let dir = &self.dir.dir;
        if self.what.is_some() && (self.all || self.moderator.is_some() || self.date.is_some()) {
            return Err(Failure::usage(
                "--all, --moderator and --date belong to `agree DIR` alone; after `set`, write --moderator and --date behind it.",
            ));
        }
        match &self.what {
            Some(What::Set(set)) => set.run(dir),
            Some(What::Agenda(agenda)) => agenda.run(dir, terminal),
            Some(What::List) => {
                let (_, loaded) = folder::load(dir)?;
                terminal.show(&agenda_list(&composed(&loaded.assessment)))?;
                Ok(Exit::Done)
            }
            None => {
                let flags = "Use `strong-trust agree DIR set CRITERION LEVEL --reason TEXT --moderator POST`, or `agree DIR agenda -o FILE` for the paper.";
                ask_all(
                    dir,
                    self.moderator.clone(),
                    self.date,
                    self.all,
                    interviewer(terminal, flags)?.as_mut(),
                )
            }
        }
    }
}

fn composed(assessment: &Assessment) -> AgendaReport {
    agenda(assessment, &score(assessment))
}

/// Walks through the agenda and records what is agreed.
pub fn ask_all(
    dir: &Path,
    moderator: Option<String>,
    date: Option<Date>,
    all: bool,
    interviewer: &mut dyn Interviewer,
) -> Outcome {
    let (folder, loaded) = folder::load(dir)?;
    let assessment = &loaded.assessment;
    let pages = agenda_pages(&composed(assessment));
    let meeting = Meeting {
        moderator: moderator.filter(|post| !post.trim().is_empty()),
        date: date.unwrap_or_else(today),
        today: today(),
        all,
        go_on: format!("strong-trust agree {}", argument(dir)),
        next: format!("strong-trust report {}", argument(dir)),
    };
    let mut repository = FileStore(folder.agree(&assessment.rubric)?);
    let outcome = moderate(assessment, &pages, &mut repository, interviewer, &meeting);
    say(&outcome.lines().join("\n"));
    Ok(Exit::after(outcome.left))
}

/// Saves judgements in the folder.
struct FileStore<'f>(Agreeing<'f>);

impl Repository<Agreed> for FileStore<'_> {
    fn save(&mut self, agreed: &Agreed) -> Result<(), SaveError<Agreed>> {
        match self.0.save(agreed) {
            Ok(_) => Ok(()),
            Err(StoreError::AgreedMeanwhile { theirs, .. }) => Err(SaveError::Changed { theirs }),
            Err(error) => Err(SaveError::Failed(error.to_string())),
        }
    }
}

impl Agenda {
    fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let outputs = self.outputs.open(terminal, paper)?;
        let (_, loaded) = folder::load(dir)?;
        let agenda = composed(&loaded.assessment);
        let page = agenda_paper(&agenda);
        let info = DocumentInfo {
            trust: &agenda.trust,
            cycle: &agenda.cycle,
            kind: "agenda",
            date: agenda.date,
            long: false,
        };
        for (output, form) in outputs {
            let bytes = form.paper(&page, info, output.layout(terminal))?;
            output.write(&bytes)?;
        }
        Ok(Exit::Done)
    }
}

/// Returns the format, if a paper has it.
fn paper(form: Format) -> Result<Format, Failure> {
    if form.is_for_reading() {
        return Ok(form);
    }
    Err(
        Failure::usage("an agenda is a paper to be read and has no form for data.").hint(format!(
            "Let its name end in {}.",
            extensions(Content::Paper)
        )),
    )
}
