//! The next cycle from the last: a new folder with what goes on, and without what has to be said anew.
//!
//! What goes on: the trust's name, depth, number of schools, targets and weights with every comment beside them; the
//! rubric as it is; open actions. What does not: answers, the register, agreed judgements, and the trust's own
//! numbers, of which only the names are carried, as reminders. What a respondent wrote is not copied: the new folder
//! names the old one, and where that can be read, each respondent sees their own notes again. So somebody's notes
//! stand in one place, and erasing them there erases them.

use std::fs;
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use crate::assessment::{Action, ActionStatus, Assessment, AssessmentText, Course};
use crate::source::{Source, read_inside};
use crate::store::edit::taken_out;
use crate::store::error::not_toml;
use crate::store::layout::{INDICATORS, PLAN, SETUP};
use crate::store::row::date;
use crate::store::save::{HEAD, lf};
use crate::store::{Folder, LoadError, StoreError};
use crate::text::clean;

/// What has to be known to begin the next cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextCycle {
    /// The cycle's name, such as "2027".
    pub cycle: String,
    /// The day to which evidence ages are counted.
    pub date: Date,
}

/// A next cycle that was begun.
#[derive(Debug, Clone)]
pub struct Started {
    /// Its folder.
    pub folder: Folder,
    /// The open actions that go on in it.
    pub carried: Vec<Action>,
    /// What the trust had decided to do nothing about, to be decided again. It is listed in the new plan, as comments.
    pub undecided: Vec<Action>,
    /// How many actions are closed, and stay where they are.
    pub closed: usize,
    /// The indicators of which the trust had numbers, to be brought up to date.
    pub indicators: Vec<String>,
    /// Whether respondents will see their own notes again: whether the new folder can name the old one.
    pub remembers: bool,
}

impl NextCycle {
    /// Why this cannot follow an assessment, as a sentence. `None`: it can.
    pub fn unfit_after(&self, earlier: &Assessment) -> Option<String> {
        let (cycle, day) = (earlier.setup.cycle.trim(), earlier.setup.date);
        if self.cycle.trim().is_empty() {
            return Some("the cycle needs a name, such as \"2027\"".to_owned());
        }
        if self.cycle.trim().to_lowercase() == cycle.to_lowercase() {
            return Some(format!(
                "the cycle before is named \"{}\" already: give this one another name",
                clean(cycle)
            ));
        }
        (self.date <= day)
            .then(|| format!("{} is not after {day}, the date of the cycle before: a next cycle needs a later date", self.date))
    }
}

impl Folder {
    /// Begins the next cycle in a new folder. This folder stays as it is.
    ///
    /// # Errors
    /// When this assessment is not valid, the date or name does not fit, or the new folder is not empty or cannot be
    /// written. Nothing half-made is left behind.
    pub fn next(&self, path: impl Into<PathBuf>, next: &NextCycle) -> Result<Started, LoadError> {
        let path = path.into();
        let earlier = self.load()?.assessment;
        let (rubric, text) = self.text()?;
        if let Some(why) = next.unfit_after(&earlier) {
            return Err(StoreError::Unfit {
                path: path.join(SETUP),
                why,
            }
            .into());
        }
        let previous = relative(&path, self.path());
        let indicators: Vec<String> = earlier
            .rubric
            .indicators()
            .map(|indicator| indicator.id.to_string())
            .filter(|id| has_figure(&earlier, id))
            .collect();
        let (carried, undecided, closed) = sorted(&earlier.plan);
        let unfit = |error: toml_edit::TomlError| StoreError::Unfit {
            path: path.join(SETUP),
            why: not_toml(error),
        };
        let mut new = AssessmentText::new(Source::new(
            SETUP,
            setup(&lf(text.setup), next, previous.as_deref()).map_err(unfit)?,
        ));
        new.indicators = (!indicators.is_empty())
            .then(|| Source::new(INDICATORS, reminders(&indicators, &earlier.setup.cycle)));
        if let Some(plan) = text
            .plan
            .filter(|_| !carried.is_empty() || !undecided.is_empty())
        {
            let keep: Vec<&str> = carried.iter().map(|action| action.id.as_str()).collect();
            new.plan = Some(Source::new(
                PLAN,
                plan_of(&lf(plan), &keep, &undecided, &earlier.setup.cycle).map_err(unfit)?,
            ));
        }
        let folder = Self::make(path, &new, &rubric)?;
        Ok(Started {
            folder,
            carried,
            undecided,
            closed,
            indicators,
            remembers: previous.is_some(),
        })
    }

    /// The assessment of the cycle before, where this one names it and it can be read. It is not needed for anything:
    /// where it is gone, or not valid, there is none.
    pub fn previous(&self, assessment: &Assessment) -> Option<Assessment> {
        let place = named(self.path(), assessment.setup.previous.as_deref()?)?;
        Some(Self::open(place).ok()?.load().ok()?.assessment)
    }
}

/// The place of the cycle before, as the assessment in this folder names it. Its one file is read, within the limits of
/// every file, and neither folder is opened: opening may finish what somebody else began there.
pub fn place_before(folder: &Path) -> Option<PathBuf> {
    let setup: toml::Table = read_inside(folder, SETUP).ok()?.text().parse().ok()?;
    named(folder, setup.get("previous")?.as_str()?)
}

/// Another folder, by the name that the assessment in this one has for it. An assessment is not the cycle before itself.
/// Nor is one on another computer: whoever sent the folder would have this one ask there.
fn named(folder: &Path, previous: &str) -> Option<PathBuf> {
    let mut start = previous.trim_start().chars();
    let is_slash = |letter: Option<char>| matches!(letter, Some('/' | '\\'));
    if is_slash(start.next()) && is_slash(start.next()) {
        return None;
    }
    let place = previous
        .split(['/', '\\'])
        .fold(folder.to_owned(), |path, part| path.join(part));
    let place = if Path::new(previous).is_absolute() {
        PathBuf::from(previous)
    } else {
        place
    };
    let is_itself = fs::canonicalize(&place).ok()? == fs::canonicalize(folder).ok()?;
    (!is_itself).then_some(place)
}

fn has_figure(assessment: &Assessment, id: &str) -> bool {
    assessment
        .figures
        .iter()
        .any(|figure| figure.indicator.as_str() == id)
}

/// Open actions, decisions to do nothing, and how many are closed.
fn sorted(plan: &[Action]) -> (Vec<Action>, Vec<Action>, usize) {
    let (mut open, mut undecided, mut closed) = (Vec::new(), Vec::new(), 0);
    for action in plan {
        match &action.course {
            Course::Act {
                status: ActionStatus::NotStarted | ActionStatus::InProgress,
                ..
            } => open.push(action.clone()),
            Course::Act {
                status: ActionStatus::Complete | ActionStatus::Stopped,
                ..
            } => closed += 1,
            Course::NoAction { .. } => undecided.push(action.clone()),
        }
    }
    (open, undecided, closed)
}

fn setup(
    text: &Source,
    next: &NextCycle,
    previous: Option<&str>,
) -> Result<String, toml_edit::TomlError> {
    let mut setup: DocumentMut = text.text().parse()?;
    put(&mut setup, "cycle", value(next.cycle.trim()));
    put(&mut setup, "date", value(date(next.date)));
    match previous {
        Some(previous) => put(&mut setup, "previous", value(previous)),
        None => drop(setup.remove("previous")),
    }
    Ok(setup.to_string())
}

/// Sets a key; a comment beside it stays.
fn put(table: &mut DocumentMut, key: &str, mut item: Item) {
    let decor = table
        .get(key)
        .and_then(Item::as_value)
        .map(|old| old.decor().clone());
    if let (Some(decor), Some(value)) = (decor, item.as_value_mut()) {
        *value.decor_mut() = decor;
    }
    table[key] = item;
}

/// The plan with the actions that go on, and what was decided against as comments at its end.
fn plan_of(
    text: &Source,
    keep: &[&str],
    undecided: &[Action],
    cycle: &str,
) -> Result<String, toml_edit::TomlError> {
    let mut plan: DocumentMut = text.text().parse()?;
    let kept = |table: &Table| {
        table
            .get("id")
            .and_then(Item::as_str)
            .is_some_and(|id| keep.contains(&id))
    };
    let mut actions = ArrayOfTables::new();
    for (place, mut table) in (1..).zip(
        taken_out(plan.as_table_mut(), "action")
            .into_iter()
            .filter(kept),
    ) {
        table.set_position(Some(place));
        actions.push(table);
    }
    plan.set_trailing("");
    if !actions.is_empty() {
        plan.insert("action", Item::ArrayOfTables(actions));
    }
    let mut text = plan.to_string();
    if text.trim().is_empty() {
        HEAD.clone_into(&mut text);
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    if !undecided.is_empty() {
        text.push_str(&format!(
            "\n# In {} the trust decided to do nothing about these. To be decided again:\n",
            clean(cycle.trim())
        ));
        for action in undecided {
            let reason = match &action.course {
                Course::NoAction { reason } => reason.trim(),
                Course::Act { .. } => "",
            };
            text.push_str(&format!(
                "# {}: {} Why not: {}\n",
                clean(&action.subject),
                clean(action.what.trim()),
                clean(reason)
            ));
        }
    }
    Ok(text)
}

/// The names of the numbers that the trust kept, without the numbers: last year's are not this year's.
fn reminders(indicators: &[String], cycle: &str) -> String {
    let names = indicators
        .iter()
        .fold(String::new(), |names, id| format!("{names}# {id}\n"));
    format!(
        "{HEAD}\n# The trust had its own numbers for these in {}. To be brought up to date:\n{names}",
        clean(cycle.trim())
    )
}

/// The way from one folder to another, with forward slashes. `None`: there is none, as between two drives of Windows,
/// or it cannot be written.
fn relative(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (real(from)?, fs::canonicalize(to).ok()?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    let is_root = |part: &Component<'_>| matches!(part, Component::Prefix(_) | Component::RootDir);
    if shared == 0 || from[shared..].iter().chain(&to[shared..]).any(is_root) {
        return None;
    }
    let up = from[shared..].iter().map(|_| Some(".."));
    let parts: Option<Vec<&str>> = up
        .chain(to[shared..].iter().map(|part| part.as_os_str().to_str()))
        .collect();
    parts
        .filter(|parts| !parts.is_empty())
        .map(|parts| parts.join("/"))
}

/// The real path of a folder that need not be there yet.
fn real(path: &Path) -> Option<PathBuf> {
    let mut rest = Vec::new();
    let mut here = path;
    loop {
        if let Ok(found) = fs::canonicalize(if here.as_os_str().is_empty() {
            Path::new(".")
        } else {
            here
        }) {
            return Some(
                rest.into_iter()
                    .rev()
                    .fold(found, |path, part| path.join(part)),
            );
        }
        rest.push(here.file_name()?.to_owned());
        here = here.parent()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Answer, Rating};
    use crate::store::trial::{assessment, criterion, noted, respondent, role};

    const DUE: Date = jiff::civil::date(2027, 11, 22);

    fn next() -> NextCycle {
        NextCycle {
            cycle: "2027".into(),
            date: DUE,
        }
    }

    const PLAN_TEXT: &str = "# Our plan\nformat = 1\n\n# asked by the chair\n[[action]]\nid = \"a1\"\nfor = \"work-0\"\nwhat = \"Do it\"\nowner = \"chair\"\ndue = 2026-12-01\nmeasure = \"Done\"\nstatus = \"in-progress\" # half way\n\n[[action]]\nid = \"a2\"\nfor = \"work-0\"\nwhat = \"Did it\"\nowner = \"chair\"\ndue = 2026-12-01\nmeasure = \"Done\"\nstatus = \"complete\"\n\n[[action]]\nid = \"a3\"\nfor = \"standard-0\"\nwhat = \"Not\\nthis\"\nno-action = \"Too\\n\\u001b[31m dear\"\n";

    #[test]
    fn what_goes_on_is_carried_and_what_has_to_be_said_anew_is_not() {
        let (temporary, folder, rubric) = assessment(2);
        let setup = "# ours\nformat = 1\ntrust = \"Elm Trust\"\ncycle = \"2026\" # the second\ndate = 2026-11-22\ndepth = \"quick\"\nschools = 7\n\n[targets]\nwork-0 = 2 # brave\n\n[[weight]]\ncriterion = \"work-1\"\nweight = 3\nreason = \"It matters.\"\n";
        fs::write(folder.path().join("assessment.toml"), setup).unwrap();
        fs::write(folder.path().join("plan.toml"), PLAN_TEXT).unwrap();
        folder
            .save_answer(
                &rubric,
                &respondent("chair"),
                &role("chair"),
                &noted(0, "PRIVATE-note"),
            )
            .unwrap();
        let started = folder.next(temporary.path().join("2027"), &next()).unwrap();
        let read = |name: &str| fs::read_to_string(started.folder.path().join(name)).unwrap();
        let expected = setup
            .replace("\"2026\"", "\"2027\"")
            .replace("2026-11-22", "2027-11-22")
            .replace("schools = 7\n", "schools = 7\nprevious = \"../trust\"\n");
        assert_eq!(read("assessment.toml"), expected);
        let plan = read("plan.toml");
        assert!(
            plan.starts_with(
                "# Our plan\nformat = 1\n\n# asked by the chair\n[[action]]\nid = \"a1\"\n"
            ),
            "{plan}"
        );
        assert!(
            plan.contains("# half way") && !plan.contains("a2") && !plan.contains('\u{1b}'),
            "{plan}"
        );
        assert!(
            plan.ends_with("# standard-0: Not this Why not: Too \u{FFFD}[31m dear\n"),
            "{plan}"
        );
        let loaded = started.folder.load().unwrap();
        assert_eq!(
            (
                loaded.warnings.len(),
                loaded.assessment.responses.len(),
                loaded.assessment.plan.len()
            ),
            (0, 0, 1)
        );
        assert_eq!(
            (
                started.carried.len(),
                started.undecided.len(),
                started.closed,
                started.remembers
            ),
            (1, 1, 1, true)
        );
        // The notes stay in the old folder alone, and are found there.
        assert!(
            place_before(started.folder.path())
                .is_some_and(|before| fs::canonicalize(before).unwrap().ends_with("trust"))
        );
        let previous = started.folder.previous(&loaded.assessment).unwrap();
        assert_eq!(
            previous.responses[0].answers[0].note.as_deref(),
            Some("PRIVATE-note")
        );
        assert!(
            !["assessment.toml", "plan.toml"]
                .iter()
                .any(|name| read(name).contains("PRIVATE"))
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("plan.toml")).unwrap(),
            PLAN_TEXT
        );
    }

    #[test]
    fn the_folder_before_is_not_needed() {
        let (temporary, folder, rubric) = assessment(1);
        let started = folder
            .next(temporary.path().join("later/2027"), &next())
            .unwrap();
        let loaded = started.folder.load().unwrap().assessment;
        assert_eq!(loaded.setup.previous.as_deref(), Some("../../trust"));
        assert!(started.folder.previous(&loaded).is_some());
        fs::rename(folder.path(), temporary.path().join("moved")).unwrap();
        assert!(started.folder.previous(&loaded).is_none());
        let answer = Answer::new(criterion(0), Rating::Unknown);
        started
            .folder
            .save_answer(&rubric, &respondent("chair"), &role("chair"), &answer)
            .unwrap();
        assert!(started.folder.load().is_ok());
        // Something that is not an assessment is as good as gone.
        fs::create_dir(temporary.path().join("trust")).unwrap();
        fs::write(temporary.path().join("trust/assessment.toml"), "not TOML").unwrap();
        assert!(started.folder.previous(&loaded).is_none());
    }

    #[test]
    fn whatever_stands_as_the_folder_before_nothing_breaks() {
        let (_temporary, folder, _) = assessment(1);
        let mut loaded = folder.load().unwrap().assessment;
        for hostile in [
            "",
            " ",
            "\0",
            "////",
            ".",
            "..",
            "../../../../../../../../..",
            "/dev/null",
            "C:\\x",
            "\u{202e}x",
            &"../".repeat(10_000),
            &"x".repeat(100_000),
        ] {
            loaded.setup.previous = Some(hostile.to_owned());
            assert!(folder.previous(&loaded).is_none(), "{hostile:?}");
            let setup = fs::read_to_string(folder.path().join("assessment.toml")).unwrap();
            let setup = setup
                .lines()
                .filter(|line| !line.starts_with("previous"))
                .fold(String::new(), |text, line| format!("{text}{line}\n"));
            fs::write(
                folder.path().join("assessment.toml"),
                format!("previous = {}\n{setup}", toml::Value::from(hostile)),
            )
            .unwrap();
            assert!(folder.load().is_ok(), "{hostile:?}");
            assert!(
                place_before(folder.path()).is_none_or(|place| Folder::open(place).is_err()),
                "{hostile:?}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_makes_nothing() {
        let (temporary, folder, _) = assessment(1);
        let at = |name: &str| temporary.path().join(name);
        fs::create_dir(at("full")).unwrap();
        fs::write(at("full/letter.txt"), "x").unwrap();
        let refused =
            |name: &str, next: NextCycle| folder.next(at(name), &next).unwrap_err().to_string();
        assert!(refused("full", next()).contains("is not empty (it holds \"letter.txt\")"));
        assert!(refused("trust", next()).contains("holds an assessment already"));
        assert!(
            refused(
                "x",
                NextCycle {
                    cycle: " 2026".into(),
                    ..next()
                }
            )
            .contains("is named \"2026\" already")
        );
        assert!(
            refused(
                "x",
                NextCycle {
                    cycle: " ".into(),
                    ..next()
                }
            )
            .contains("needs a name")
        );
        assert!(
            refused(
                "x",
                NextCycle {
                    date: jiff::civil::date(2026, 11, 22),
                    ..next()
                }
            )
            .contains("not after 2026-11-22")
        );
        assert!(refused("a/b/c", next()).contains("there is no folder"));
        assert!(!at("x").exists() && !at("a").exists());
        assert_eq!(fs::read_dir(at("full")).unwrap().count(), 1);
    }

    #[test]
    fn the_way_between_two_folders_is_found_wherever_they_stand() {
        let outer = tempfile::tempdir().unwrap();
        let at = |name: &str| outer.path().join(name);
        fs::create_dir_all(at("a/2026")).unwrap();
        assert_eq!(
            relative(&at("a/2027"), &at("a/2026")).as_deref(),
            Some("../2026")
        );
        assert_eq!(
            relative(&at("b/c/2027"), &at("a/2026")).as_deref(),
            Some("../../../a/2026")
        );
        assert_eq!(
            relative(&at("a/2026/next"), &at("a/2026")).as_deref(),
            Some("..")
        );
    }
}
