//! `plan DIR export`: the plan as a tracker, a paper, a table or a calendar.

use std::path::{Path, PathBuf};

use clap::Args;
use strong_trust::assessment::Assessment;
use strong_trust::export;
use strong_trust::report::{Document, Edition, calendar, compare_tracker, compose, plan_page, tracker};
use strong_trust::scoring::score;

use crate::command::plan::day;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::target::Target;
use crate::terminal::Terminal;
use crate::{now, today};

/// Writes the plan out. The ending of the file's name says how.
#[derive(Debug, Args)]
pub struct Export {
    /// Where to write it: .xlsx (a tracker to edit and bring back), .docx, .pdf, .html, .md, .txt, .csv or .ics (may be repeated)
    #[arg(short, long, value_name = "FILE", required = true)]
    output: Vec<PathBuf>,
    /// The day of the next review in the calendar, such as 2027-11-22
    #[arg(long, value_name = "DATE")]
    review: Option<String>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

/// How the plan is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Tracker,
    Word,
    #[cfg(feature = "pdf")]
    Pdf,
    Html,
    Markdown,
    Text,
    Csv,
    Calendar,
}

impl Form {
    fn by_ending(path: &Path) -> Result<Self, Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "xlsx" => Ok(Self::Tracker),
            "docx" => Ok(Self::Word),
            #[cfg(feature = "pdf")]
            "pdf" => Ok(Self::Pdf),
            #[cfg(not(feature = "pdf"))]
            "pdf" => Err(Failure::usage("this program was built without its PDF writer: write .docx or .html, and save that as PDF.")),
            "html" | "htm" => Ok(Self::Html),
            "md" | "markdown" => Ok(Self::Markdown),
            "txt" => Ok(Self::Text),
            "csv" => Ok(Self::Csv),
            "ics" => Ok(Self::Calendar),
            _ => Err(Failure::usage(format!(
                "it cannot be told from the name {} how to write the plan. Let it end in .xlsx, .docx, .pdf, .html, .md, .txt, .csv or .ics.",
                path.display()
            ))),
        }
    }
}

impl Export {
    pub fn run(&self, dir: &Path, terminal: Terminal) -> Outcome {
        let review = self.review.as_deref().map(|text| day(text, "--review")).transpose()?;
        let forms = self.output.iter().map(|path| Form::by_ending(path)).collect::<Result<Vec<_>, _>>()?;
        // Every place is opened before work starts.
        let targets = self.output.iter().map(|path| Target::open(path, self.force, terminal)).collect::<Result<Vec<_>, _>>()?;
        let (_, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let profile = score(assessment);
        let page = || plan_page(assessment, &profile, today());
        for (form, target) in forms.into_iter().zip(targets) {
            let bytes = match form {
                Form::Tracker => tracked(assessment)?,
                Form::Word => word(assessment, &page())?,
                #[cfg(feature = "pdf")]
                Form::Pdf => pdf(assessment, &page())?,
                Form::Html => export::html::render(&page()).map_err(failed)?.into_bytes(),
                Form::Markdown => export::markdown::render(&page()).into_bytes(),
                Form::Text => export::terminal::render(&page(), terminal.width, false).into_bytes(),
                Form::Csv => {
                    let report = compose(assessment, &profile, Edition::Full);
                    let text = export::csv::render(&report, export::csv::What::Plan);
                    export::csv::check(&text, &report, export::csv::What::Plan).map_err(failed)?;
                    text.into_bytes()
                }
                Form::Calendar => export::calendar::render(&calendar(assessment, &profile, review), now()).into_bytes(),
            };
            target.write(&bytes)?;
        }
        Ok(Exit::Done)
    }
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Io(format!("the plan could not be written in this form: {error}"))
}

/// The tracker, read back: it must change nothing.
fn tracked(assessment: &Assessment) -> Result<Vec<u8>, Failure> {
    let bytes = export::excel::tracker::render(&tracker(assessment, &score(assessment))).map_err(failed)?;
    let read = export::excel::tracker::read(&bytes).map_err(failed)?;
    match compare_tracker(assessment, &read, today(), true) {
        Ok(changes) if changes.changes.is_empty() => Ok(bytes),
        Ok(changes) => Err(failed(format!("it would not come back as it is: {}", changes.lines().join(" ")))),
        Err(faults) => Err(failed(format!("it could not be brought back. {}", faults.join(" ")))),
    }
}

fn word(assessment: &Assessment, page: &Document) -> Result<Vec<u8>, Failure> {
    use strong_trust::export::word::{About, check, render};
    let about = About { trust: &assessment.setup.trust, cycle: &assessment.setup.cycle, edition: "plan", date: today() };
    let bytes = render(page, &about).map_err(failed)?;
    check(&bytes, page).map_err(failed)?;
    Ok(bytes)
}

#[cfg(feature = "pdf")]
fn pdf(assessment: &Assessment, page: &Document) -> Result<Vec<u8>, Failure> {
    use strong_trust::export::pdf::{About, Length, check, render};
    let (trust, cycle) = (assessment.setup.trust.clone(), assessment.setup.cycle.clone());
    let bytes = render(page, &About { trust, cycle, edition: "plan".to_owned(), date: today(), length: Length::Short }).map_err(failed)?;
    check(&bytes).map_err(failed)?;
    Ok(bytes)
}
