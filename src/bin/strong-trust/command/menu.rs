//! `strong-trust` alone: a menu from which everything can be done without knowing a command.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use strong_trust::document::Document;
use strong_trust::questionnaire::{
    Choice, Interviewer, Leaving, Opt, Page, Prompt, Reply, TextPrompt,
};
use strong_trust::scoring::score;
use strong_trust::source::{Kind, entries_inside};
use strong_trust::store::Folder;
use strong_trust::{export, report};

use crate::args::{Cli, EditionArg};
use crate::ask::{self, NoAnswer};
use crate::command::assess::Assess;
use crate::command::plan::change;
use crate::command::report::composed;
use crate::command::serve::Serve;
use crate::command::{agree, check, plan, rubric, standards, status};
use crate::example::northmoor;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::format::{Format, Layout, WhatArg};
use crate::next_step::command;
use crate::target::Target;
use crate::terminal::{Asking, Terminal, print, say};

/// One line of a menu: its key, what it does, and more about it.
type Line = (&'static str, &'static str, &'static str);

/// What the first menu offers.
const START: [Line; 6] = [
    (
        "1",
        "Open in my browser",
        "everything as pages, on this computer only",
    ),
    ("2", "Start", "a new assessment, in a folder of its own"),
    ("3", "Go on", "with an assessment that is there"),
    ("4", "Example", "the report of an invented trust"),
    ("5", "Questions", "read them before you answer"),
    ("q", "leave", ""),
];

/// What can be done with an assessment.
const OPEN: [Line; 10] = [
    ("1", "Answer", "the questionnaire"),
    ("2", "Standards", "fill in the register"),
    ("3", "Status", "who has answered what, and what is next"),
    ("4", "Agree", "in a meeting, on what people differ about"),
    ("5", "Report", "read it here"),
    ("6", "Save", "the report as a file"),
    ("7", "Plan", "what will be done, by whom, by when"),
    ("8", "Why", "does something stand where it does"),
    ("9", "Check", "the folder for problems"),
    ("b", "back", ""),
];

/// What can be done with the plan.
const PLAN: [Line; 5] = [
    ("1", "See", "the plan as it stands"),
    ("2", "Add", "an action, or a reason for doing nothing"),
    ("3", "Change", "an action"),
    ("4", "Close", "an action that is complete or stopped"),
    ("b", "back", ""),
];

/// Opens the menu where somebody can answer; elsewhere shows a short help.
pub fn run(terminal: Terminal) -> Outcome {
    if terminal.asking == Asking::Never {
        print(&format!("{}\n", Cli::command().render_help()))?;
        return Ok(Exit::Done);
    }
    let mut interviewer = ask::somebody(terminal, "")?;
    let mut menu = Menu {
        interviewer: interviewer.as_mut(),
        terminal,
    };
    match menu.start() {
        Ok(()) => Ok(Exit::Done),
        Err(Stop::Left(leaving)) => Ok(Exit::after(Some(leaving))),
        Err(Stop::Failed(failure)) => Err(failure),
    }
}

/// Why the menu ends.
enum Stop {
    Left(Leaving),
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

struct Menu<'i> {
    interviewer: &'i mut dyn Interviewer,
    terminal: Terminal,
}

impl Menu<'_> {
    fn start(&mut self) -> Result<(), Stop> {
        loop {
            let mut page = Page::new("strong-trust");
            page.paragraph("Self-assessment for school trusts. Everything stays on this computer, in a folder that you choose.");
            match self.pick(page, &START)? {
                0 => {
                    let Some(folder) = self.folder_for_pages()? else {
                        continue;
                    };
                    // The pages end the program, too: whoever stopped them is done.
                    match Serve::from_menu(folder).run(self.terminal) {
                        Ok(Exit::Stopped) => return Err(Stop::Left(Leaving::Interrupted)),
                        Ok(_) => return Ok(()),
                        Err(failure) => crate::tell(&failure),
                    }
                    self.pause()?;
                }
                1 => self.with_folder("A name for the folder", Self::begin)?,
                2 => self.go_on()?,
                3 => self.show_example()?,
                4 => self.read(&report::rubric_page(&question_book()?))?,
                _ => return Ok(()),
            }
        }
    }

    /// The folder that the pages show: this one, where there are assessments in it. Otherwise it is asked for, and made
    /// if need be: a program that was opened by its icon is in a folder that nobody chose. Nothing: back to the menu.
    fn folder_for_pages(&mut self) -> Result<Option<PathBuf>, Stop> {
        let here = PathBuf::from(".");
        if !assessments_here().is_empty() || Folder::open(&here).is_ok() {
            return Ok(Some(here));
        }
        let this_one = env::current_dir().unwrap_or(here).display().to_string();
        let Some(folder) = self.ask_folder("The folder for your assessments", &this_one)? else {
            return Ok(None);
        };
        if let Err(error) = fs::create_dir_all(&folder) {
            crate::tell(&Failure::Io(format!(
                "the folder {} cannot be made: {error}",
                folder.display()
            )));
            self.pause()?;
            return Ok(None);
        }
        Ok(Some(folder))
    }

    /// Asks for a folder and does something with it. A failure is told, and the menu goes on.
    fn with_folder(
        &mut self,
        label: &str,
        act: fn(&mut Self, &Path) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        match self.ask_folder(label, "my-trust")? {
            Some(folder) => act(self, &folder),
            None => Ok(()),
        }
    }

    /// A folder's name as it was typed, or the one that Enter stands for. Nothing: back.
    fn ask_folder(&mut self, label: &str, otherwise: &str) -> Result<Option<PathBuf>, Stop> {
        match ask::text_or(self.interviewer, label, otherwise) {
            Ok(name) => Ok(Some(PathBuf::from(name.trim().trim_matches('"')))),
            Err(NoAnswer::Back) => Ok(None),
            Err(NoAnswer::Left(leaving)) => Err(Stop::Left(leaving)),
        }
    }

    fn begin(&mut self, dir: &Path) -> Result<(), Stop> {
        if dir.exists() && fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_some()) {
            say(&format!(
                "{} is there already; going on with what is in it.",
                dir.display()
            ));
            self.pause()?;
            return self.open(dir);
        }
        self.attempt(|menu| Assess::from_menu(dir).with(menu.interviewer))?;
        if dir.exists() { self.open(dir) } else { Ok(()) }
    }

    /// The assessments beside us, or another folder.
    fn go_on(&mut self) -> Result<(), Stop> {
        let here = assessments_here();
        if here.is_empty() {
            return self.with_folder("The folder of the assessment", Self::open);
        }
        let mut options: Vec<String> = here.iter().map(|path| path.display().to_string()).collect();
        options.push("another folder".to_owned());
        match ask::one_of(
            self.interviewer,
            &mut Page::new("Which assessment?"),
            "Its number",
            &options,
        ) {
            Ok(chosen) => match here.get(chosen) {
                Some(path) => self.open(&path.clone()),
                None => self.with_folder("The folder of the assessment", Self::open),
            },
            Err(NoAnswer::Back) => Ok(()),
            Err(NoAnswer::Left(leaving)) => Err(Stop::Left(leaving)),
        }
    }

    fn open(&mut self, dir: &Path) -> Result<(), Stop> {
        if let Err(error) = Folder::open(dir) {
            say(&error.to_string());
            return self.pause();
        }
        loop {
            let page = Page::new(dir.display().to_string());
            match self.pick(page, &OPEN)? {
                0 => self.attempt(|menu| Assess::from_menu(dir).with(menu.interviewer))?,
                1 => self.attempt(|menu| standards::ask_all(dir, menu.interviewer))?,
                2 => self.attempt(|menu| menu.show_status(dir))?,
                3 => {
                    self.attempt(|menu| agree::ask_all(dir, None, None, false, menu.interviewer))?;
                }
                4 => self.attempt(|menu| menu.show_report(dir))?,
                5 => self.attempt(|menu| menu.save_report(dir))?,
                6 => self.plan(dir)?,
                7 => self.explain(dir)?,
                8 => self.attempt(|_| check::check(dir))?,
                _ => return Ok(()),
            }
        }
    }

    fn plan(&mut self, dir: &Path) -> Result<(), Stop> {
        loop {
            match self.pick(Page::new("The plan"), &PLAN)? {
                0 => self.attempt(|menu| menu.show_plan(dir))?,
                1 => self.attempt(|menu| change::Add::default().run(dir, menu.terminal))?,
                2 => self.attempt(|menu| change::Update::default().run(dir, menu.terminal))?,
                3 => self.attempt(|menu| change::Close::default().run(dir, menu.terminal))?,
                _ => return Ok(()),
            }
        }
    }

    fn show_plan(&mut self, dir: &Path) -> Outcome {
        let (_, loaded) = folder::load(dir)?;
        self.read(&plan::page(&loaded.assessment))?;
        Ok(Exit::Done)
    }

    fn show_status(&mut self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let page = status::of(&folder, &loaded.assessment)?.document(|step| command(step, dir));
        self.read(&page)?;
        Ok(Exit::Done)
    }

    fn show_report(&mut self, dir: &Path) -> Outcome {
        let (_, loaded) = folder::load(dir)?;
        let page = report::document(&composed(&loaded.assessment, EditionArg::Full));
        self.read(&page)?;
        Ok(Exit::Done)
    }

    fn save_report(&mut self, dir: &Path) -> Outcome {
        let (_, loaded) = folder::load(dir)?;
        let name = dir.with_extension("docx");
        let Ok(path) = ask::text_or(
            self.interviewer,
            "A name for the file (.docx, .pdf, .xlsx, .html …)",
            &name.display().to_string(),
        ) else {
            return Ok(Exit::Done);
        };
        let path = PathBuf::from(path.trim().trim_matches('"'));
        let format = Format::by_ending(&path)?;
        let target = Target::open(&path, false, self.terminal)?;
        let report = composed(&loaded.assessment, EditionArg::Full)
            .with_answers(&loaded.assessment, &score(&loaded.assessment));
        target.write(&format.bytes(
            &report,
            Layout {
                width: 80,
                colour: false,
                what: WhatArg::Criteria,
            },
        )?)?;
        Ok(Exit::Done)
    }

    fn explain(&mut self, dir: &Path) -> Result<(), Stop> {
        let id = match ask::text(
            self.interviewer,
            "The id of a criterion, standard or domain",
            "Please type an id, such as governance.",
        ) {
            Ok(id) => id,
            Err(NoAnswer::Back) => return Ok(()),
            Err(NoAnswer::Left(leaving)) => return Err(Stop::Left(leaving)),
        };
        self.attempt(|menu| crate::command::explain::explain(dir, id.trim(), menu.terminal))
    }

    fn show_example(&mut self) -> Result<(), Stop> {
        let page = report::document(&composed(&northmoor(), EditionArg::Full));
        self.read(&page)?;
        Ok(())
    }

    fn read(&mut self, page: &Document) -> Result<(), Failure> {
        let text = export::terminal::render(page, self.terminal.width, self.terminal.colour);
        ask::read_through(self.interviewer, self.terminal, &text)
    }

    /// Does something; what goes wrong is told, and the menu goes on. Stopping stops the menu too.
    fn attempt(&mut self, act: impl FnOnce(&mut Self) -> Outcome) -> Result<(), Stop> {
        match act(self) {
            Ok(Exit::Stopped) => return Err(Stop::Left(Leaving::Interrupted)),
            Ok(Exit::Usage) => return Err(Stop::Left(Leaving::Refused)),
            Ok(_) => {}
            Err(failure) => {
                crate::tell(&failure);
                if let Some(leaving) = self.interviewer.refuse("It could not be done.") {
                    return Err(Stop::Left(leaving));
                }
            }
        }
        self.pause()
    }

    /// Waits before the menu takes the screen, so that what was said can be read.
    fn pause(&mut self) -> Result<(), Stop> {
        if self.terminal.asking != Asking::Prompts {
            return Ok(());
        }
        let prompt = TextPrompt {
            label: "Enter goes back to the menu".into(),
            ..TextPrompt::default()
        };
        match self.interviewer.ask(&Prompt::Text(prompt)) {
            Reply::Leave(leaving) => Err(Stop::Left(leaving)),
            Reply::Picked(_)
            | Reply::Text(_)
            | Reply::Date(_)
            | Reply::Unchanged
            | Reply::Removed
            | Reply::Back => Ok(()),
        }
    }

    fn pick(&mut self, mut page: Page, lines: &[Line]) -> Result<usize, Stop> {
        for (key, name, more) in lines.iter().filter(|(_, _, more)| !more.is_empty()) {
            page.numbered(key, name, more);
        }
        self.interviewer.show(&page);
        let choice = Choice {
            label: "A number".into(),
            question: "What would you like to do?".into(),
            options: lines
                .iter()
                .map(|(key, name, _)| Opt::new(key, name))
                .collect(),
            ..Choice::default()
        };
        match self.interviewer.ask(&Prompt::Choice(choice)) {
            Reply::Picked(picked) => Ok(picked.option),
            Reply::Leave(leaving) => Err(Stop::Left(leaving)),
            // The last line of every menu is the way back.
            Reply::Text(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                Ok(lines.len() - 1)
            }
        }
    }
}

fn question_book() -> Result<strong_trust::rubric::Rubric, Failure> {
    strong_trust::rubric::parse(&rubric::find("strong-trust")?).map_err(Failure::Invalid)
}

/// The folders beside us that hold an assessment, by name. Links lead elsewhere, and are not among them.
fn assessments_here() -> Vec<PathBuf> {
    let here = Path::new("");
    entries_inside(here, "")
        .unwrap_or_default()
        .into_iter()
        .filter(|entry| entry.kind == Kind::Folder)
        .map(|entry| PathBuf::from(entry.name))
        .filter(|path| Folder::open(path).is_ok())
        .collect()
}
