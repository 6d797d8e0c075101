//! `target DIR`: the levels that the board aims for, shown, set, taken out, or asked for.

use std::path::Path;

use clap::{Args, Subcommand};
use strong_trust::assessment::Assessment;
use strong_trust::questionnaire::{Interviewer, Menu, NoAnswer, Page, TextPrompt};
use strong_trust::report::{default_words, target_words, targets};
use strong_trust::rubric::{CriterionId, Level, Rubric};
use strong_trust::scoring::score;
use strong_trust::store::Folder;
use strong_trust::words::NamedLevel;

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::interviewer::{CHOOSE, interviewer};
use crate::terminal::{Terminal, say};

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
    /// Answer questions instead of writing flags
    Edit,
}

#[derive(Debug, Args)]
struct Set {
    /// The level, by its number
    level: String,
    /// The criterion; otherwise the default of every criterion without its own
    #[arg(long, value_name = "ID")]
    criterion: Option<String>,
    /// Why; the report shows it next to the target ("" takes out a reason given before)
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
                edit(dir, interviewer(terminal, flags)?.as_mut())
            }
        }
    }
}

fn show(dir: &Path, terminal: Terminal) -> Outcome {
    let (_, loaded) = folder::load(dir)?;
    terminal.show(&targets(&loaded.assessment, &score(&loaded.assessment)))?;
    Ok(Exit::Done)
}

impl Set {
    fn run(&self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let criterion = self
            .criterion
            .as_deref()
            .map(|id| find::criterion(&assessment.rubric, id))
            .transpose()?
            .map(|found| &found.id);
        let level = level(&assessment.rubric, &self.level)?;
        // What is not given stays as it was.
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
        .map(|id| find::criterion(&assessment.rubric, id))
        .transpose()?
        .map(|found| &found.id);
    say(&save(&folder, assessment, criterion, None, None)?);
    Ok(Exit::Done)
}

/// Saves, and returns how it is now in a sentence.
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
            .map(|reason| &**reason),
        None => assessment.setup.default_target_reason.as_deref(),
    }
}

/// Reads a level by its number or its word.
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
    // What was saved is said on the next page, which takes the whole screen.
    let mut saved = None;
    loop {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let part = ask_part(interviewer, assessment, saved.take())?;
        match ask_one(interviewer, assessment, part) {
            Ok((criterion, level, reason)) => {
                saved = Some(save(
                    &folder,
                    assessment,
                    criterion.as_ref(),
                    level,
                    reason.as_deref(),
                )?);
            }
            Err(NoAnswer::Back) => {}
            Err(left) => return Err(left.into()),
        }
    }
}

/// Asks for a domain, or `None` for the default of every criterion.
fn ask_part(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    saved: Option<String>,
) -> Result<Option<usize>, NoAnswer> {
    let mut page = Page::new("Targets");
    if let Some(saved) = saved {
        page.notice(saved);
    }
    page.paragraph(default_words(assessment));
    page.paragraph("Which target would you like to set?");
    let default = "The default, for every criterion without its own".to_owned();
    let domains = assessment.rubric.domains().iter().enumerate();
    let domains = domains.map(|(place, domain)| (format!("One in {}", domain.title), Some(place)));
    interviewer.select_from(page, CHOOSE, [(default, None)].into_iter().chain(domains))
}

type Wanted = (Option<CriterionId>, Option<Level>, Option<String>);

fn ask_one(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    domain: Option<usize>,
) -> Result<Wanted, NoAnswer> {
    let criterion = match domain {
        None => None,
        Some(domain) => {
            let domain = &assessment.rubric.domains()[domain];
            let criteria = domain.criteria.iter();
            let titles = criteria.map(|criterion| (criterion.title.clone(), criterion.id.clone()));
            Some(interviewer.select_from(Page::new(&domain.title), CHOOSE, titles)?)
        }
    };
    let level = ask_level(interviewer, assessment, criterion.as_ref())?;
    let reason = match level {
        Some(_) => ask_reason(interviewer, own_reason(assessment, criterion.as_ref()))?,
        None => None,
    };
    Ok((criterion, level, reason))
}

/// Asks for a level by its own number; `None` is no target.
fn ask_level(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    criterion: Option<&CriterionId>,
) -> Result<Option<Level>, NoAnswer> {
    let scale = assessment.rubric.scale();
    let found = criterion.and_then(|id| assessment.rubric.criterion(id));
    let mut page = Page::new(found.map_or("The default target", |criterion| &criterion.title));
    page.paragraph(target_words(assessment, criterion));
    let label = format!("The target, 0 to {}", scale.top());
    let mut menu = Menu::new(label, "Which level is the target?");
    for level in scale.levels() {
        page.numbered(
            level,
            scale.label(level),
            found.map_or(&scale.words(level).meaning, |criterion| {
                &criterion.anchors[level.index()]
            }),
        );
        menu.option(level, NamedLevel::of(scale, level).label, Some(level));
    }
    menu.option("x", "none of our own", None);
    interviewer.show(&page);
    interviewer.select(&menu.back("back"))
}

fn ask_reason(
    interviewer: &mut dyn Interviewer,
    current: Option<&str>,
) -> Result<Option<String>, NoAnswer> {
    let label = match current {
        Some(_) => "Why (Enter leaves the reason as it is, - takes it out)",
        None => "Why (Enter leaves it out)",
    };
    interviewer.edit(&TextPrompt {
        label: label.into(),
        current: current.map(str::to_owned),
        ..TextPrompt::default()
    })
}
