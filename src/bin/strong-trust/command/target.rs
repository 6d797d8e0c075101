//! `target DIR`: the levels that the board aims for, shown, set, taken out, or asked for.

use std::path::Path;

use clap::{Args, Subcommand};
use strong_trust::assessment::Assessment;
use strong_trust::export;
use strong_trust::questionnaire::{Choice, Interviewer, Opt, Page, Prompt, Reply, TextPrompt};
use strong_trust::report::{default_words, target_words, targets};
use strong_trust::rubric::{CriterionId, Level, Rubric};
use strong_trust::scoring::score;
use strong_trust::store::Folder;
use strong_trust::words::NamedLevel;

use crate::args::Dir;
use crate::ask::{self, NoAnswer};
use crate::command::answer::find;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::terminal::{Terminal, print, say};

/// Shows every target, where it comes from and why; `set` and `clear` change one, `edit` asks.
#[derive(Debug, Args)]
pub struct Target {
    #[command(flatten)]
    dir: Dir,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Set the target of a criterion, or of every criterion without its own
    Set(Set),
    /// Take a target of the trust's own out again
    Clear {
        /// The criterion; otherwise the default
        #[arg(long, value_name = "ID")]
        criterion: Option<String>,
    },
    /// Be asked
    Edit,
}

#[derive(Debug, Args)]
struct Set {
    /// The level, by its number
    level: String,
    /// The criterion; otherwise the default of every criterion without its own
    #[arg(long, value_name = "ID")]
    criterion: Option<String>,
    /// Why; it stands in the report beside the target ("" takes out a reason given before)
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Target {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let dir = &self.dir.dir;
        match &self.what {
            None => show(dir, terminal),
            Some(What::Set(set)) => set.run(dir),
            Some(What::Clear { criterion }) => clear(dir, criterion.as_deref()),
            Some(What::Edit) => {
                let flags =
                    "Use `strong-trust target DIR set LEVEL [--criterion ID] [--reason TEXT]`.";
                edit(dir, ask::somebody(terminal, flags)?.as_mut())
            }
        }
    }
}

fn show(dir: &Path, terminal: Terminal) -> Outcome {
    let (_, loaded) = folder::load(dir)?;
    let page = targets(&loaded.assessment, &score(&loaded.assessment));
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
        let criterion = self
            .criterion
            .as_deref()
            .map(|id| find(&assessment.rubric, id))
            .transpose()?
            .map(|found| &found.id);
        let level = level(&assessment.rubric, &self.level)?;
        // What is not named stays as it was.
        let before = own_reason(assessment, criterion);
        let reason = self.reason.as_deref().or(before);
        let kept = self.reason.is_none() && before.is_some();
        say(&save(&folder, assessment, criterion, Some(level), reason)?);
        if kept {
            say(
                "The reason given before stays. Write another with --reason, or take it out with --reason \"\".",
            );
        }
        Ok(Exit::Done)
    }
}

fn clear(dir: &Path, criterion: Option<&str>) -> Outcome {
    let (folder, loaded) = folder::load(dir)?;
    let assessment = &loaded.assessment;
    let criterion = criterion
        .map(|id| find(&assessment.rubric, id))
        .transpose()?
        .map(|found| &found.id);
    say(&save(&folder, assessment, criterion, None, None)?);
    Ok(Exit::Done)
}

/// Saves; how it now stands, in a sentence.
fn save(
    folder: &Folder,
    assessment: &Assessment,
    criterion: Option<&CriterionId>,
    level: Option<Level>,
    reason: Option<&str>,
) -> Result<String, Failure> {
    folder.save_target(&assessment.rubric, criterion, level, reason)?;
    Ok(format!(
        "Saved. {}",
        target_words(&folder.load()?.assessment, criterion)
    ))
}

fn own_reason<'a>(assessment: &'a Assessment, criterion: Option<&CriterionId>) -> Option<&'a str> {
    match criterion {
        Some(criterion) => assessment
            .setup
            .target_reasons
            .get(criterion)
            .map(String::as_str),
        None => assessment.setup.default_target_reason.as_deref(),
    }
}

/// A level by its number or its word.
fn level(rubric: &Rubric, text: &str) -> Result<Level, Failure> {
    let scale = rubric.scale();
    let by_number = text.parse().ok().and_then(|number| scale.level(number));
    let by_word = || {
        scale
            .levels()
            .find(|level| scale.label(*level).to_lowercase() == text.trim().to_lowercase())
    };
    by_number.or_else(by_word).ok_or_else(|| {
        Failure::usage(format!(
            "\"{text}\" is not a level: give one from 0 to {}.",
            scale.top()
        ))
    })
}

/// Asks which target, which level and why, until the person goes back.
fn edit(dir: &Path, interviewer: &mut dyn Interviewer) -> Outcome {
    // What was saved is told on the next page, which takes the whole screen.
    let mut told = None;
    loop {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        match ask_one(interviewer, assessment, told.take()) {
            Ok((criterion, level, reason)) => {
                told = Some(save(
                    &folder,
                    assessment,
                    criterion.as_ref(),
                    level,
                    reason.as_deref(),
                )?);
            }
            Err(Stop::Again) => {}
            Err(Stop::End(left)) => return Ok(left.exit()),
        }
    }
}

/// Why nothing is saved this time.
enum Stop {
    /// One question back.
    Again,
    /// The person is done, or left.
    End(NoAnswer),
}

impl From<NoAnswer> for Stop {
    fn from(no_answer: NoAnswer) -> Self {
        match no_answer {
            NoAnswer::Back => Self::Again,
            NoAnswer::Left(_) => Self::End(no_answer),
        }
    }
}

type Wanted = (Option<CriterionId>, Option<Level>, Option<String>);

fn ask_one(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    told: Option<String>,
) -> Result<Wanted, Stop> {
    let domains = assessment.rubric.domains();
    let mut page = Page::new("Targets");
    if let Some(told) = told {
        page.notice(told);
    }
    page.paragraph(default_words(assessment));
    page.paragraph("Which target would you like to set?");
    let mut options = vec!["The default, for every criterion without its own".to_owned()];
    options.extend(
        domains
            .iter()
            .map(|domain| format!("One in {}", domain.title)),
    );
    let chosen = ask::one_of(interviewer, &mut page, "Its number", &options).map_err(Stop::End)?;
    let criterion = match chosen.checked_sub(1).and_then(|place| domains.get(place)) {
        None => None,
        Some(domain) => {
            let titles: Vec<String> = domain
                .criteria
                .iter()
                .map(|criterion| criterion.title.clone())
                .collect();
            let chosen = ask::one_of(
                interviewer,
                &mut Page::new(&domain.title),
                "Its number",
                &titles,
            )?;
            Some(domain.criteria[chosen].id.clone())
        }
    };
    let level = ask_level(interviewer, assessment, criterion.as_ref())?;
    let reason = match level {
        Some(_) => ask_reason(interviewer, own_reason(assessment, criterion.as_ref()))?,
        None => None,
    };
    Ok((criterion, level, reason))
}

/// A level by its own number; nothing for no target.
fn ask_level(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    criterion: Option<&CriterionId>,
) -> Result<Option<Level>, NoAnswer> {
    let scale = assessment.rubric.scale();
    let found = criterion.and_then(|id| assessment.rubric.criterion(id));
    let mut page = Page::new(found.map_or("The default target", |criterion| &criterion.title));
    page.paragraph(target_words(assessment, criterion));
    for level in scale.levels() {
        page.numbered(
            level,
            scale.label(level),
            found.map_or(&scale.words(level).meaning, |criterion| {
                &criterion.anchors[level.index()]
            }),
        );
    }
    interviewer.show(&page);
    let levels: Vec<Level> = scale.levels().collect();
    let mut options: Vec<Opt> = levels
        .iter()
        .map(|level| Opt::new(*level, NamedLevel::of(scale, *level).label))
        .collect();
    options.extend([Opt::new("x", "none of our own"), Opt::new("b", "back")]);
    let choice = Choice {
        label: format!("The target, 0 to {}", scale.top()),
        question: "Which level is the target?".into(),
        options,
        ..Choice::default()
    };
    match interviewer.ask(&Prompt::Choice(choice)) {
        Reply::Picked(picked) if picked.option < levels.len() => Ok(Some(levels[picked.option])),
        Reply::Picked(picked) if picked.option == levels.len() => Ok(None),
        Reply::Leave(leaving) => Err(NoAnswer::Left(leaving)),
        Reply::Picked(_)
        | Reply::Text(_)
        | Reply::Date(_)
        | Reply::Unchanged
        | Reply::Removed
        | Reply::Back => Err(NoAnswer::Back),
    }
}

fn ask_reason(
    interviewer: &mut dyn Interviewer,
    current: Option<&str>,
) -> Result<Option<String>, NoAnswer> {
    let current = current.map(str::to_owned);
    let label = match &current {
        Some(_) => "Why (Enter leaves the reason as it is, - takes it out)",
        None => "Why (Enter leaves it out)",
    };
    match interviewer.ask(&Prompt::Text(TextPrompt {
        label: label.into(),
        current: current.clone(),
        ..TextPrompt::default()
    })) {
        Reply::Text(text) => Ok(Some(text)),
        Reply::Unchanged => Ok(current),
        Reply::Removed => Ok(None),
        Reply::Leave(leaving) => Err(NoAnswer::Left(leaving)),
        Reply::Picked(_) | Reply::Date(_) | Reply::Back => Err(NoAnswer::Back),
    }
}
