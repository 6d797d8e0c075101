//! `indicator DIR`: the trust's own numbers, shown next to the national ones, set, taken out, or asked for.

use std::path::Path;

use clap::{Args, Subcommand};
use strong_trust::assessment::{Assessment, Fit, Note, OwnFigure, fit};
use strong_trust::questionnaire::{Interviewer, NoAnswer, Page, TextPrompt};
use strong_trust::report::{NEVER_SCORED, figure_words, indicators};
use strong_trust::rubric::{Domain, Indicator as Counted, IndicatorId};
use strong_trust::scoring::score;
use strong_trust::store::{Folder, Saved};
use strong_trust::text::list;

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::interviewer::{CHOOSE, interviewer};
use crate::terminal::{Terminal, say};

/// Shows the trust's own numbers next to the national ones; `set` and `remove` change one, `edit` asks.
/// They are context, and never move a level.
#[derive(Debug, Args)]
pub struct Indicator {
    #[command(flatten)]
    dir: Dir,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Set the number of an indicator for a period
    Set(Set),
    /// Take a number out again
    Remove {
        /// The indicator's id
        id: String,
        /// Its period, as it was written; needed where there are several
        #[arg(long)]
        period: Option<String>,
    },
    /// Answer questions instead of writing flags
    Edit,
}

#[derive(Debug, Args)]
struct Set {
    /// The indicator's id
    id: String,
    /// The number alone, such as 12.4; its unit is known
    #[arg(allow_negative_numbers = true)]
    value: String,
    /// The period it is about, such as 2024/25, 2025, "autumn 2025" or "September 2025"
    #[arg(long)]
    period: String,
    /// A note
    #[arg(long)]
    note: Option<String>,
    /// Keep a number that is unlikely in its unit
    #[arg(long)]
    sure: bool,
}

impl Indicator {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let dir = &self.dir.dir;
        match &self.what {
            None => show(dir, terminal),
            Some(What::Set(set)) => set.run(dir),
            Some(What::Remove { id, period }) => remove(dir, id, period.as_deref()),
            Some(What::Edit) => {
                let flags =
                    "Use `strong-trust indicator DIR set ID VALUE --period PERIOD [--note TEXT]`.";
                edit(dir, interviewer(terminal, flags)?.as_mut())
            }
        }
    }
}

fn show(dir: &Path, terminal: Terminal) -> Outcome {
    let (_, loaded) = folder::load(dir)?;
    terminal.show(&indicators(&loaded.assessment, &score(&loaded.assessment)))?;
    Ok(Exit::Done)
}

impl Set {
    fn run(&self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let indicator = find::indicator(&assessment.rubric, &self.id)?;
        let value = self.value.trim();
        match fit(indicator, value) {
            Fit::Fits => {}
            Fit::Unfit(why) => return Err(Failure::usage(format!("{}: {why}", indicator.title))),
            Fit::Doubtful(_) if self.sure => {}
            Fit::Doubtful(why) => {
                return Err(Failure::usage(format!(
                    "{}: {why} Nothing was saved. If it is right as it is, add --sure.",
                    indicator.title
                )));
            }
        }
        let period = self.period.trim();
        if period.is_empty() {
            return Err(Failure::usage(
                "say what time the number speaks of: --period 2024/25, --period 2025 or --period \"autumn 2025\".",
            ));
        }
        // What is not given stays as it was.
        let before = assessment
            .figures
            .iter()
            .find(|one| one.indicator == indicator.id && one.period == period);
        let note = match &self.note {
            Some(note) => Note::new(note),
            None => before.and_then(|before| before.note.clone()),
        };
        let figure = OwnFigure {
            indicator: indicator.id.clone(),
            value: value.to_owned(),
            period: period.to_owned(),
            note,
        };
        say(&save(&folder, assessment, &figure)?);
        Ok(Exit::Done)
    }
}

/// Saves, and returns how it is now in a sentence.
fn save(folder: &Folder, assessment: &Assessment, figure: &OwnFigure) -> Result<String, Failure> {
    folder.save_figure(&assessment.rubric, figure)?;
    Ok(format!("Saved. {}", figure_words(assessment, figure)))
}

fn remove(dir: &Path, id: &str, period: Option<&str>) -> Outcome {
    let (folder, loaded) = folder::load(dir)?;
    let assessment = &loaded.assessment;
    let indicator = find::indicator(&assessment.rubric, id)?;
    let periods: Vec<&str> = assessment
        .figures
        .iter()
        .filter(|one| one.indicator == indicator.id)
        .map(|one| one.period.as_str())
        .collect();
    let quoted = || {
        let quoted = periods.iter().map(|period| format!("\"{period}\""));
        list(&quoted.collect::<Vec<_>>())
    };
    match (period, periods.as_slice()) {
        (_, []) => {
            return Err(Failure::usage(format!(
                "there is no number for {id}, so there is nothing to take out."
            )));
        }
        (None, [_, _, ..]) => {
            return Err(Failure::usage(format!(
                "{id} has numbers for {}: say which with --period.",
                quoted()
            )));
        }
        (Some(period), periods) if !periods.contains(&period) => {
            return Err(Failure::usage(format!(
                "{id} has no number for \"{period}\"; it has one for {}.",
                quoted()
            )));
        }
        (Some(_) | None, _) => {}
    }
    say(&take_out(&folder, assessment, &indicator.id, period)?);
    Ok(Exit::Done)
}

/// Takes a number out, and returns what became of it in a sentence.
fn take_out(
    folder: &Folder,
    assessment: &Assessment,
    id: &IndicatorId,
    period: Option<&str>,
) -> Result<String, Failure> {
    Ok(
        match folder.remove_figures(&assessment.rubric, id, period)? {
            Saved::Written => format!("Taken out: the number of {id}."),
            Saved::Unchanged => format!("There was no number of {id} any more."),
        },
    )
}

/// Asks for numbers until the person goes back.
fn edit(dir: &Path, interviewer: &mut dyn Interviewer) -> Outcome {
    // What was saved is said on the next page, which takes the whole screen.
    let mut saved = None;
    loop {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let domain = ask_domain(interviewer, assessment, saved.take())?;
        match ask_one(interviewer, assessment, domain) {
            Ok(Wanted::Save(figure)) => saved = Some(save(&folder, assessment, &figure)?),
            Ok(Wanted::TakeOut(figure)) => {
                let period = Some(figure.period.as_str());
                saved = Some(take_out(&folder, assessment, &figure.indicator, period)?);
            }
            Err(NoAnswer::Back) => {}
            Err(left) => return Err(left.into()),
        }
    }
}

/// What the person asked for.
#[derive(Clone)]
enum Wanted {
    Save(OwnFigure),
    TakeOut(OwnFigure),
}

fn ask_domain<'a>(
    interviewer: &mut dyn Interviewer,
    assessment: &'a Assessment,
    saved: Option<String>,
) -> Result<&'a Domain, NoAnswer> {
    let mut page = Page::new("Your own numbers");
    if let Some(saved) = saved {
        page.notice(saved);
    }
    page.paragraph(NEVER_SCORED);
    let domains = assessment.rubric.domains().iter();
    let domains = domains
        .filter(|domain| !domain.indicators.is_empty())
        .map(|domain| (domain.title.clone(), domain));
    interviewer.select_from(page, "The number of a domain", domains)
}

fn ask_one(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    domain: &Domain,
) -> Result<Wanted, NoAnswer> {
    let own = |indicator: &Counted| -> Vec<OwnFigure> {
        let figures = assessment.figures.iter();
        figures
            .filter(|one| one.indicator == indicator.id)
            .cloned()
            .collect()
    };
    let named = |indicator| {
        let figures: Vec<String> = own(indicator)
            .iter()
            .map(|one| format!("{} for {}", one.value, one.period))
            .collect();
        let now = if figures.is_empty() {
            String::new()
        } else {
            format!(": {}", list(&figures))
        };
        let name = format!("{} ({}){now}", indicator.title, indicator.unit);
        (name, indicator)
    };
    let indicators = domain.indicators.iter().map(named);
    let indicator = interviewer.select_from(Page::new(&domain.title), CHOOSE, indicators)?;
    let figures = own(indicator);
    if !figures.is_empty() {
        let give = ("Give a number".to_owned(), None);
        let taken_out = figures.iter().map(|one| {
            let name = format!("Take out {} for {}", one.value, one.period);
            (name, Some(Wanted::TakeOut(one.clone())))
        });
        let options = [give].into_iter().chain(taken_out);
        let page = Page::new(&indicator.title);
        if let Some(take_out) = interviewer.select_from(page, CHOOSE, options)? {
            return Ok(take_out);
        }
    }
    ask_figure(interviewer, indicator, &figures).map(Wanted::Save)
}

fn ask_figure(
    interviewer: &mut dyn Interviewer,
    indicator: &Counted,
    figures: &[OwnFigure],
) -> Result<OwnFigure, NoAnswer> {
    let mut page = Page::new(&indicator.title);
    page.paragraph(format!(
        "Counted in: {}. Where you find it: {}.",
        indicator.unit, indicator.source
    ));
    page.paragraph(&indicator.caution);
    interviewer.show(&page);
    let value = ask_value(interviewer, indicator)?;
    let period = interviewer.text(
        "The period it is about, such as 2024/25, 2025 or autumn 2025",
        "Please say which period the number is about, such as 2024/25.",
    )?;
    let before = figures
        .iter()
        .find(|one| one.period == period)
        .and_then(|one| one.note.as_deref());
    let note = interviewer.edit(&TextPrompt {
        label: "A note (Enter leaves it as it is)".into(),
        current: before.map(str::to_owned),
        ..TextPrompt::default()
    })?;
    Ok(OwnFigure {
        indicator: indicator.id.clone(),
        value,
        period,
        note: Note::of(note.as_ref()),
    })
}

/// Asks for a number that goes with its unit; an unlikely one is taken only if the person says that it is right.
fn ask_value(interviewer: &mut dyn Interviewer, indicator: &Counted) -> Result<String, NoAnswer> {
    loop {
        let value = interviewer.text_as(
            "The number alone",
            "Please type a number in digits, such as 12.4.",
            |value| match fit(indicator, value) {
                Fit::Fits | Fit::Doubtful(_) => Ok(value.to_owned()),
                Fit::Unfit(why) => Err(why),
            },
        )?;
        let Fit::Doubtful(why) = fit(indicator, &value) else {
            return Ok(value);
        };
        let mut page = Page::new(&indicator.title);
        page.notice(why);
        let keep = format!("Keep {value}");
        if interviewer.confirm(page, &keep, "Type another")? {
            return Ok(value);
        }
    }
}
