//! What has to be known to set up an assessment, from flags or by asking.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use strong_trust::assessment::Depth;
use strong_trust::questionnaire::{Interviewer, NoAnswer, Page, said};
use strong_trust::rubric::builtins;
use strong_trust::store::{Folder, NewAssessment};

use crate::args::day;
use crate::clock::today;
use crate::error::Failure;
use crate::find;
use crate::interviewer::CHOOSE;

/// What has to be known to set up an assessment.
#[derive(Debug, Clone, Default, Args)]
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
    pub depth: Option<Depth>,
    /// The day to which the age of evidence is counted, such as 2026-11-22; otherwise today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<Date>,
    /// How many schools the trust has
    #[arg(long, value_name = "COUNT")]
    pub schools: Option<u32>,
}

impl Setup {
    /// Asks for what is missing.
    pub fn asked(&self, interviewer: &mut dyn Interviewer) -> Result<Self, NoAnswer> {
        let mut page = Page::new("A new assessment");
        page.paragraph(said::NEW);
        interviewer.show(&page);
        let text = |text: &str| Ok(text.to_owned());
        let trust = match &self.trust {
            Some(trust) => trust.clone(),
            None => interviewer.text(said::TRUST, said::NO_TRUST)?,
        };
        let date = match self.date {
            Some(date) => date,
            None => ask_date(interviewer, said::NEW_DATE)?,
        };
        let cycle = match &self.cycle {
            Some(cycle) => cycle.clone(),
            None => interviewer.text_or(said::CYCLE, &date.year().to_string(), text)?,
        };
        let schools = match self.schools {
            Some(schools) => schools,
            None => interviewer.text_or(said::SCHOOLS, "1", |typed| {
                typed.parse().map_err(|_| said::NO_NUMBER.to_owned())
            })?,
        };
        let rubric = match &self.rubric {
            Some(rubric) => Some(rubric.clone()),
            None => ask_rubric(interviewer)?,
        };
        let depth = match self.depth {
            Some(depth) => depth,
            None => interviewer.select_from(
                Page::new("How deep"),
                CHOOSE,
                [Depth::Full, Depth::Quick].map(|depth| (said::depth(depth).to_owned(), depth)),
            )?,
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

/// Asks for a date; an empty line stands for today.
pub fn ask_date(interviewer: &mut dyn Interviewer, label: &str) -> Result<Date, NoAnswer> {
    let date = interviewer.optional_date(&format!("{label} (Enter for today)"), today())?;
    Ok(date.unwrap_or_else(today))
}

fn ask_rubric(interviewer: &mut dyn Interviewer) -> Result<Option<String>, NoAnswer> {
    let [_, _, ..] = builtins() else {
        return Ok(None);
    };
    let names = builtins()
        .iter()
        .map(|builtin| (builtin.rubric().title().to_owned(), builtin.id.to_owned()));
    let page = Page::new("Which questions");
    interviewer.select_from(page, CHOOSE, names).map(Some)
}

/// Makes the folder.
pub fn create(dir: &Path, setup: &Setup) -> Result<Folder, Failure> {
    let trust = setup.trust.clone().filter(|trust| !trust.trim().is_empty()).ok_or_else(|| {
        Failure::usage("a new assessment needs the trust's name: add --trust \"NAME\" (and, if you like, --cycle, --date, --schools, --rubric, --depth).")
    })?;
    let date = setup.date.unwrap_or_else(today);
    let text = find::rubric(setup.rubric.as_deref().unwrap_or("strong-trust"))?;
    strong_trust::rubric::parse(&text).map_err(Failure::problems)?;
    let new = NewAssessment {
        trust,
        cycle: setup
            .cycle
            .clone()
            .unwrap_or_else(|| date.year().to_string()),
        date,
        depth: setup.depth.unwrap_or(Depth::Full),
        schools: setup.schools,
    };
    Ok(Folder::create(PathBuf::from(dir), &new, &text)?)
}
