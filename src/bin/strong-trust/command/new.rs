//! `new DIR`: set up an assessment, by flags or by asking.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use strong_trust::assessment::Depth;
use strong_trust::questionnaire::{Interviewer, Page, said};
use strong_trust::rubric::builtins;
use strong_trust::store::{Folder, NewAssessment};

use crate::args::{DepthArg, Dir, day};
use crate::ask::{self, NoAnswer};
use crate::command::rubric;
use crate::exit::{Exit, Failure, Outcome};
use crate::next_step::argument;
use crate::terminal::{Asking, Terminal, say};
use crate::today;

#[derive(Debug, Args)]
pub struct New {
    #[command(flatten)]
    dir: Dir,
    #[command(flatten)]
    setup: Setup,
}

/// What has to be known to set up an assessment.
#[derive(Debug, Clone, Args)]
pub struct Setup {
    /// The name of the trust
    #[arg(long)]
    pub trust: Option<String>,
    /// The name of the cycle; otherwise the year
    #[arg(long)]
    pub cycle: Option<String>,
    /// A rubric inside the program (see `rubric list`), or the folder of another
    #[arg(long, value_name = "ID|PATH")]
    pub rubric: Option<String>,
    /// How deep it goes; otherwise full
    #[arg(long, value_enum)]
    pub depth: Option<DepthArg>,
    /// The day to which the age of evidence is counted, such as 2026-11-22; otherwise today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<Date>,
    /// How many schools the trust has
    #[arg(long, value_name = "COUNT")]
    pub schools: Option<u32>,
}

impl New {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        if self.setup.trust.is_none() && terminal.asking != Asking::Never {
            let mut interviewer = ask::somebody(terminal, "")?;
            let asked = match self.setup.asked(interviewer.as_mut()) {
                Ok(asked) => asked,
                Err(left) => return Ok(left.exit()),
            };
            create(&self.dir.dir, &asked)?;
        } else {
            create(&self.dir.dir, &self.setup)?;
        }
        say(&format!(
            "Set up {0}. Next: strong-trust assess {0}",
            argument(&self.dir.dir)
        ));
        Ok(Exit::Done)
    }
}

impl Setup {
    /// The same, with what is missing asked.
    pub fn asked(&self, interviewer: &mut dyn Interviewer) -> Result<Self, NoAnswer> {
        let mut page = Page::new("A new assessment");
        page.paragraph(said::NEW);
        interviewer.show(&page);
        let trust = match &self.trust {
            Some(trust) => trust.clone(),
            None => ask::text(interviewer, said::TRUST, said::NO_TRUST)?,
        };
        let date = match self.date {
            Some(date) => date,
            None => ask::day(interviewer, said::NEW_DATE, today())?,
        };
        let cycle = match &self.cycle {
            Some(cycle) => cycle.clone(),
            None => ask::text_or(interviewer, said::CYCLE, &date.year().to_string())?,
        };
        let schools = match self.schools {
            Some(schools) => schools,
            None => ask_schools(interviewer)?,
        };
        let rubric = match &self.rubric {
            Some(rubric) => Some(rubric.clone()),
            None => ask_rubric(interviewer)?,
        };
        let depth = match self.depth {
            Some(depth) => depth,
            None => ask_depth(interviewer)?,
        };
        Ok(Self {
            trust: Some(trust),
            cycle: Some(cycle),
            rubric,
            depth: Some(depth),
            date: Some(date),
            schools: Some(schools),
        })
    }
}

fn ask_schools(interviewer: &mut dyn Interviewer) -> Result<u32, NoAnswer> {
    loop {
        let typed = ask::text_or(interviewer, said::SCHOOLS, "1")?;
        if let Ok(schools) = typed.trim().parse() {
            return Ok(schools);
        }
        if let Some(leaving) = interviewer.refuse(said::NO_NUMBER) {
            return Err(NoAnswer::Left(leaving));
        }
        let mut page = Page::new("How many schools");
        page.notice(said::NO_NUMBER);
        interviewer.show(&page);
    }
}

fn ask_rubric(interviewer: &mut dyn Interviewer) -> Result<Option<String>, NoAnswer> {
    let [_, _, ..] = builtins() else {
        return Ok(None);
    };
    let names: Vec<String> = builtins()
        .iter()
        .map(|builtin| builtin.rubric().title().to_owned())
        .collect();
    let chosen = ask::one_of(
        interviewer,
        &mut Page::new("Which questions"),
        "Its number",
        &names,
    )?;
    Ok(Some(builtins()[chosen].id.to_owned()))
}

fn ask_depth(interviewer: &mut dyn Interviewer) -> Result<DepthArg, NoAnswer> {
    let options = [Depth::Full, Depth::Quick].map(|depth| said::depth(depth).to_owned());
    let chosen = ask::one_of(
        interviewer,
        &mut Page::new("How deep"),
        "Its number",
        &options,
    )?;
    Ok(if chosen == 0 {
        DepthArg::Full
    } else {
        DepthArg::Quick
    })
}

/// Makes the folder.
pub fn create(dir: &Path, setup: &Setup) -> Result<Folder, Failure> {
    let trust = setup.trust.clone().filter(|trust| !trust.trim().is_empty()).ok_or_else(|| {
        Failure::usage(
            "a new assessment needs the trust's name: add --trust \"NAME\" (and, if you like, --cycle, --date, --schools, --rubric, --depth).",
        )
    })?;
    let date = setup.date.unwrap_or_else(today);
    let text = rubric::find(setup.rubric.as_deref().unwrap_or("strong-trust"))?;
    strong_trust::rubric::parse(&text).map_err(Failure::Invalid)?;
    let new = NewAssessment {
        trust,
        cycle: setup
            .cycle
            .clone()
            .unwrap_or_else(|| date.year().to_string()),
        date,
        depth: match setup.depth {
            None | Some(DepthArg::Full) => Depth::Full,
            Some(DepthArg::Quick) => Depth::Quick,
        },
        schools: setup.schools,
    };
    Ok(Folder::create(PathBuf::from(dir), &new, &text)?)
}
