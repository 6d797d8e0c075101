//! `indicator DIR`: the trust's own numbers, shown beside the national ones, set, taken out, or asked for.

use std::path::Path;

use clap::{Args, Subcommand};
use strong_trust::assessment::{Assessment, Fit, OwnFigure, fit};
use strong_trust::export;
use strong_trust::questionnaire::{Interviewer, Page, Prompt, Reply, TextPrompt};
use strong_trust::report::{NEVER_SCORED, figure_words, indicators};
use strong_trust::rubric::{Domain, Indicator as Counted, IndicatorId, Rubric};
use strong_trust::scoring::score;
use strong_trust::store::{Folder, Saved};
use strong_trust::text::{did_you_mean, list};

use crate::args::Dir;
use crate::ask::{self, NoAnswer};
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::terminal::{Terminal, print, say};

/// Shows the trust's own numbers beside the national ones; `set` and `remove` change one, `edit` asks.
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
    /// Be asked
    Edit,
}

#[derive(Debug, Args)]
struct Set {
    /// The indicator's id
    id: String,
    /// The number alone, such as 12.4; its unit is known
    #[arg(allow_negative_numbers = true)]
    value: String,
    /// The time it speaks of, such as 2024/25, 2025, "autumn 2025" or "September 2025"
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
            Some(What::Edit) => edit(
                dir,
                ask::somebody(
                    terminal,
                    "Use `strong-trust indicator DIR set ID VALUE --period PERIOD [--note TEXT]`.",
                )?
                .as_mut(),
            ),
        }
    }
}

fn show(dir: &Path, terminal: Terminal) -> Outcome {
    let (_, loaded) = folder::load(dir)?;
    let page = indicators(&loaded.assessment, &score(&loaded.assessment));
    print(&export::terminal::render(
        &page,
        terminal.width,
        terminal.colour,
    ))?;
    Ok(Exit::Done)
}

impl Set {
    fn run(&self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let indicator = find(&assessment.rubric, &self.id)?;
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
        // What is not named stays as it was.
        let before = assessment
            .figures
            .iter()
            .find(|one| one.indicator == indicator.id && one.period == period);
        let note = self
            .note
            .clone()
            .or_else(|| before.and_then(|before| before.note.clone()));
        let note = note.filter(|note| !note.trim().is_empty());
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

/// Saves; how it now stands, in a sentence.
fn save(folder: &Folder, assessment: &Assessment, figure: &OwnFigure) -> Result<String, Failure> {
    folder.save_figure(&assessment.rubric, figure)?;
    Ok(format!("Saved. {}", figure_words(assessment, figure)))
}

fn remove(dir: &Path, id: &str, period: Option<&str>) -> Outcome {
    let (folder, loaded) = folder::load(dir)?;
    let assessment = &loaded.assessment;
    let indicator = find(&assessment.rubric, id)?;
    let periods: Vec<&str> = assessment
        .figures
        .iter()
        .filter(|one| one.indicator == indicator.id)
        .map(|one| one.period.as_str())
        .collect();
    match (period, periods.as_slice()) {
        (_, []) => {
            return Err(Failure::usage(format!(
                "there is no number for {id}, so there is nothing to take out."
            )));
        }
        (None, [_, _, ..]) => {
            let periods: Vec<String> = periods
                .iter()
                .map(|period| format!("\"{period}\""))
                .collect();
            return Err(Failure::usage(format!(
                "{id} has numbers for {}: say which with --period.",
                list(&periods)
            )));
        }
        (Some(period), periods) if !periods.contains(&period) => {
            let periods: Vec<String> = periods
                .iter()
                .map(|period| format!("\"{period}\""))
                .collect();
            return Err(Failure::usage(format!(
                "{id} has no number for \"{period}\"; it has one for {}.",
                list(&periods)
            )));
        }
        (Some(_) | None, _) => {}
    }
    say(&take_out(&folder, assessment, &indicator.id, period)?);
    Ok(Exit::Done)
}

/// Takes a number out; what became of it, in a sentence.
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

/// The indicator of this id, or the nearest name.
fn find<'r>(rubric: &'r Rubric, id: &str) -> Result<&'r Counted, Failure> {
    let found = IndicatorId::new(id)
        .ok()
        .and_then(|id| rubric.indicator(&id));
    found.ok_or_else(|| {
        let names: Vec<&str> = rubric
            .indicators()
            .map(|indicator| indicator.id.as_str())
            .collect();
        let none = if names.is_empty() {
            "It has no indicators at all."
        } else {
            "`strong-trust indicator DIR` lists them."
        };
        let hint = did_you_mean(id, names, none);
        Failure::usage(format!("the rubric has no indicator \"{id}\". {hint}"))
    })
}

/// Asks for numbers until the person goes back.
fn edit(dir: &Path, interviewer: &mut dyn Interviewer) -> Outcome {
    // What was saved is told on the next page, which takes the whole screen.
    let mut told = None;
    loop {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        match ask_one(interviewer, assessment, told.take()) {
            Ok(Wanted::Save(figure)) => told = Some(save(&folder, assessment, &figure)?),
            Ok(Wanted::TakeOut(figure)) => {
                told = Some(take_out(
                    &folder,
                    assessment,
                    &figure.indicator,
                    Some(&figure.period),
                )?);
            }
            Ok(Wanted::Nothing) => return Ok(Exit::Done),
            Err(NoAnswer::Back) => {}
            Err(left @ NoAnswer::Left(_)) => return Ok(left.exit()),
        }
    }
}

/// What the person asked for.
enum Wanted {
    Save(OwnFigure),
    TakeOut(OwnFigure),
    Nothing,
}

fn ask_one(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    told: Option<String>,
) -> Result<Wanted, NoAnswer> {
    let domains: Vec<&Domain> = assessment
        .rubric
        .domains()
        .iter()
        .filter(|domain| !domain.indicators.is_empty())
        .collect();
    let mut page = Page::new("Your own numbers");
    if let Some(told) = told {
        page.notice(told);
    }
    page.paragraph(NEVER_SCORED);
    let titles: Vec<String> = domains.iter().map(|domain| domain.title.clone()).collect();
    let domain = match ask::one_of(interviewer, &mut page, "The number of a domain", &titles) {
        Ok(chosen) => domains[chosen],
        Err(NoAnswer::Back) => return Ok(Wanted::Nothing),
        Err(left) => return Err(left),
    };
    let own = |indicator: &Counted| {
        assessment
            .figures
            .iter()
            .filter(|one| one.indicator == indicator.id)
            .collect::<Vec<_>>()
    };
    let named = |indicator: &Counted| {
        let figures: Vec<String> = own(indicator)
            .iter()
            .map(|one| format!("{} for {}", one.value, one.period))
            .collect();
        let now = if figures.is_empty() {
            String::new()
        } else {
            format!(": {}", list(&figures))
        };
        format!("{} ({}){now}", indicator.title, indicator.unit)
    };
    let titles: Vec<String> = domain.indicators.iter().map(named).collect();
    let chosen = ask::one_of(
        interviewer,
        &mut Page::new(&domain.title),
        "Its number",
        &titles,
    )?;
    let indicator = &domain.indicators[chosen];
    let figures = own(indicator);
    if !figures.is_empty() {
        let mut options = vec!["Give a number".to_owned()];
        options.extend(
            figures
                .iter()
                .map(|one| format!("Take out {} for {}", one.value, one.period)),
        );
        let chosen = ask::one_of(
            interviewer,
            &mut Page::new(&indicator.title),
            "Its number",
            &options,
        )?;
        if let Some(figure) = chosen.checked_sub(1).and_then(|place| figures.get(place)) {
            return Ok(Wanted::TakeOut((*figure).clone()));
        }
    }
    ask_figure(interviewer, indicator, &figures).map(Wanted::Save)
}

fn ask_figure(
    interviewer: &mut dyn Interviewer,
    indicator: &Counted,
    figures: &[&OwnFigure],
) -> Result<OwnFigure, NoAnswer> {
    let mut page = Page::new(&indicator.title);
    page.paragraph(format!(
        "Counted in: {}. Where you find it: {}.",
        indicator.unit, indicator.source
    ));
    page.paragraph(&indicator.caution);
    interviewer.show(&page);
    let value = ask_value(interviewer, indicator)?;
    let period = ask::text(
        interviewer,
        "The time it speaks of, such as 2024/25, 2025 or autumn 2025",
        "Please say what time the number speaks of, such as 2024/25.",
    )?;
    let before = figures
        .iter()
        .find(|one| one.period == period)
        .and_then(|one| one.note.clone());
    let prompt = TextPrompt {
        label: "A note (Enter leaves it as it is)".into(),
        current: before.clone(),
        ..TextPrompt::default()
    };
    let note = match interviewer.ask(&Prompt::Text(prompt)) {
        Reply::Text(text) => Some(text),
        Reply::Removed => None,
        Reply::Unchanged => before,
        Reply::Leave(leaving) => return Err(NoAnswer::Left(leaving)),
        Reply::Picked(_) | Reply::Date(_) | Reply::Back => return Err(NoAnswer::Back),
    };
    Ok(OwnFigure {
        indicator: indicator.id.clone(),
        value,
        period,
        note,
    })
}

/// A number that goes with its unit; an unlikely one only if the person says that it is right.
fn ask_value(interviewer: &mut dyn Interviewer, indicator: &Counted) -> Result<String, NoAnswer> {
    loop {
        let value = ask::text(
            interviewer,
            "The number alone",
            "Please type a number in digits, such as 12.4.",
        )?;
        match fit(indicator, &value) {
            Fit::Fits => return Ok(value),
            Fit::Unfit(why) => {
                if let Some(leaving) = interviewer.refuse(&why) {
                    return Err(NoAnswer::Left(leaving));
                }
                let mut page = Page::new(&indicator.title);
                page.notice(why);
                interviewer.show(&page);
            }
            Fit::Doubtful(why) => {
                let mut page = Page::new(&indicator.title);
                page.notice(why);
                let options = [format!("Keep {value}"), "Type another".to_owned()];
                if ask::one_of(interviewer, &mut page, "Its number", &options)? == 0 {
                    return Ok(value);
                }
            }
        }
    }
}
