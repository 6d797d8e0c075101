//! `strong-trust` alone: a menu from which everything can be done without knowing a command.

mod items;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use strong_trust::document::Document;
use strong_trust::export::Content;
use strong_trust::questionnaire::{
    Interviewer, Leaving, Menu as Choices, NoAnswer, Page, TextPrompt,
};
use strong_trust::report::{self, Edition, Report, compose};
use strong_trust::rubric::parse;
use strong_trust::scoring::score;
use strong_trust::source::{Kind, entries_inside};
use strong_trust::store::Folder;

use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::interviewer::{CHOOSE, interviewer, read_through};
use crate::next_step::command;
use crate::output::{Output, by_ending};
use crate::terminal::{Asking, Terminal, print, say};

use super::assess::Assess;
use super::explain::explain;
use super::plan::change::{Add, Close, Update};
use super::serve::Serve;
use super::{agree, check, plan, standards, status};
use items::{ACTIONS, Actions, Item, OPEN, Open, START, Start};

/// Opens the menu where there is anybody to answer; elsewhere shows a short help.
pub fn run(terminal: Terminal, program: fn() -> clap::Command) -> Outcome {
    if terminal.asking == Asking::Never {
        print(&format!("{}\n", program().render_help()))?;
        return Ok(Exit::Done);
    }
    let mut interviewer = interviewer(terminal, "")?;
    let mut menu = Menu {
        interviewer: interviewer.as_mut(),
        terminal,
    };
    menu.start()?;
    Ok(Exit::Done)
}

struct Menu<'i> {
    interviewer: &'i mut dyn Interviewer,
    terminal: Terminal,
}

/// Going back is an end of its own; only leaving ends the program.
type Step = Result<(), Failure>;

impl Menu<'_> {
    fn start(&mut self) -> Step {
        loop {
            let mut page = Page::new("strong-trust");
            page.paragraph("Self-assessment for school trusts. Everything stays on this computer, in a folder that you choose.");
            let Some(picked) = self.pick(page, &START, |menu| menu.leave("leave"))? else {
                return Ok(());
            };
            match picked {
                Start::Browser => {
                    if self.browser()? {
                        return Ok(());
                    }
                }
                Start::New => self.with_folder("A name for the folder", Self::begin)?,
                Start::Continue => self.go_on()?,
                Start::Example => {
                    self.read(&report::document(&full(
                        &strong_trust::assessment::northmoor(),
                    )))?;
                }
                Start::Questions => {
                    let rubric = parse(&find::rubric("strong-trust")?);
                    let rubric = rubric.map_err(Failure::problems)?;
                    self.read(&report::rubric_page(&rubric))?;
                }
            }
        }
    }

    /// Serves the pages, and returns whether that ends the program: whoever stopped them is done.
    fn browser(&mut self) -> Result<bool, Failure> {
        let Some(folder) = self.folder_for_pages()? else {
            return Ok(false);
        };
        match Serve::from_menu(folder).run(self.terminal) {
            Ok(Exit::Stopped) => Err(NoAnswer::Left(Leaving::Interrupted).into()),
            Ok(_) => Ok(true),
            Err(failure) => {
                failure.print();
                self.pause()?;
                Ok(false)
            }
        }
    }

    /// Returns the folder that the pages show: this one, where there are assessments in it. Otherwise it is asked for,
    /// and made if need be: a program that was opened by its icon is in a folder that nobody chose. `None`: back to the
    /// menu.
    fn folder_for_pages(&mut self) -> Result<Option<PathBuf>, Failure> {
        let here = PathBuf::from(".");
        if !assessments_here().is_empty() || Folder::open(&here).is_ok() {
            return Ok(Some(here));
        }
        let this_one = env::current_dir().unwrap_or(here).display().to_string();
        let Some(folder) = self.ask_path("The folder for your assessments", &this_one)? else {
            return Ok(None);
        };
        if let Err(error) = fs::create_dir_all(&folder) {
            Failure::io(format!(
                "the folder {} cannot be made: {error}",
                folder.display()
            ))
            .print();
            self.pause()?;
            return Ok(None);
        }
        Ok(Some(folder))
    }

    fn with_folder(&mut self, label: &str, act: fn(&mut Self, &Path) -> Step) -> Step {
        match self.ask_path(label, "my-trust")? {
            Some(folder) => act(self, &folder),
            None => Ok(()),
        }
    }

    /// Asks for a path; an empty line stands for `otherwise`. `None`: back.
    fn ask_path(&mut self, label: &str, otherwise: &str) -> Result<Option<PathBuf>, Failure> {
        unless_back(self.interviewer.text_or(label, otherwise, |path| {
            Ok(PathBuf::from(path.trim().trim_matches('"')))
        }))
    }

    fn begin(&mut self, dir: &Path) -> Step {
        if dir.exists() && fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_some()) {
            say(&format!(
                "{} is there already; going on with what is in it.",
                dir.display()
            ));
            self.pause()?;
            return self.open(dir);
        }
        self.attempt(|menu| Assess::from_menu(dir).ask(menu.interviewer))?;
        if dir.exists() { self.open(dir) } else { Ok(()) }
    }

    /// Opens one of the assessments in this folder, or another.
    fn go_on(&mut self) -> Step {
        let here = assessments_here();
        let label = "The folder of the assessment";
        if here.is_empty() {
            return self.with_folder(label, Self::open);
        }
        let options = here
            .into_iter()
            .map(|path| (path.display().to_string(), Some(path)))
            .chain([("another folder".to_owned(), None)]);
        let page = Page::new("Which assessment?");
        match unless_back(self.interviewer.select_from(page, CHOOSE, options))? {
            Some(Some(path)) => self.open(&path),
            Some(None) => self.with_folder(label, Self::open),
            None => Ok(()),
        }
    }

    fn open(&mut self, dir: &Path) -> Step {
        if let Err(error) = Folder::open(dir) {
            say(&error.to_string());
            return self.pause();
        }
        loop {
            let page = Page::new(dir.display().to_string());
            let Some(picked) = self.pick(page, &OPEN, |menu| menu.back("back"))? else {
                return Ok(());
            };
            match picked {
                Open::Answer => {
                    self.attempt(|menu| Assess::from_menu(dir).ask(menu.interviewer))?;
                }
                Open::Standards => {
                    self.attempt(|menu| standards::ask_all(dir, menu.interviewer))?;
                }
                Open::Status => self.attempt(|menu| menu.show_status(dir))?,
                Open::Agree => {
                    self.attempt(|menu| agree::ask_all(dir, None, None, false, menu.interviewer))?;
                }
                Open::Report => self.attempt(|menu| menu.show_report(dir))?,
                Open::Save => self.attempt(|menu| menu.save_report(dir))?,
                Open::Plan => self.plan(dir)?,
                Open::Explain => self.explain(dir)?,
                Open::Check => self.attempt(|_| check::check(dir))?,
            }
        }
    }

    fn plan(&mut self, dir: &Path) -> Step {
        loop {
            let page = Page::new("The plan");
            let Some(picked) = self.pick(page, &ACTIONS, |menu| menu.back("back"))? else {
                return Ok(());
            };
            match picked {
                Actions::See => self.attempt(|menu| menu.show_plan(dir))?,
                Actions::Add => self.attempt(|menu| Add::default().run(dir, menu.terminal))?,
                Actions::Change => {
                    self.attempt(|menu| Update::default().run(dir, menu.terminal))?;
                }
                Actions::Close => self.attempt(|menu| Close::default().run(dir, menu.terminal))?,
            }
        }
    }

    fn show_plan(&mut self, dir: &Path) -> Outcome {
        let (_, loaded) = folder::load(dir)?;
        self.read(&plan::page(&loaded.assessment))
    }

    fn show_status(&mut self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let status = status::of(&folder, &loaded.assessment)?;
        self.read(&status.document(|step| command(step, dir)))
    }

    fn show_report(&mut self, dir: &Path) -> Outcome {
        let (_, loaded) = folder::load(dir)?;
        self.read(&report::document(&full(&loaded.assessment)))
    }

    fn save_report(&mut self, dir: &Path) -> Outcome {
        let (_, loaded) = folder::load(dir)?;
        let name = dir.with_extension("docx").display().to_string();
        let label = "A name for the file (.docx, .pdf, .xlsx, .html …)";
        let Ok(Some(path)) = self.ask_path(label, &name) else {
            return Ok(Exit::Done);
        };
        let form = by_ending(&path, Content::Report)?;
        let output = Output::open(&path, false, self.terminal)?;
        let assessment = &loaded.assessment;
        let report = full(assessment).with_answers(assessment, &score(assessment));
        let width = 80;
        output.write_report(
            form,
            &report,
            Terminal {
                width,
                ..self.terminal
            },
        )?;
        Ok(Exit::Done)
    }

    fn explain(&mut self, dir: &Path) -> Step {
        let id = self.interviewer.text(
            "The id of a criterion, standard or domain",
            "Please type an id, such as governance.",
        );
        match unless_back(id)? {
            Some(id) => self.attempt(|menu| explain(dir, id.trim(), menu.terminal)),
            None => Ok(()),
        }
    }

    fn read(&mut self, page: &Document) -> Outcome {
        read_through(self.interviewer, self.terminal, &self.terminal.render(page))?;
        Ok(Exit::Done)
    }

    /// Does something. A failure is printed, and the menu goes on; a person who leaves for good leaves the menu, too.
    fn attempt(&mut self, act: impl FnOnce(&mut Self) -> Outcome) -> Step {
        let exit = match act(self) {
            Ok(exit) => exit,
            Err(failure) => {
                failure.print();
                if failure.no_answer().is_none() {
                    self.interviewer.refuse("It could not be done.")?;
                }
                failure.no_answer().map_or(Exit::Done, |_| failure.exit())
            }
        };
        match exit {
            Exit::Stopped => Err(NoAnswer::Left(Leaving::Interrupted).into()),
            Exit::Usage => Err(NoAnswer::Left(Leaving::Refused).into()),
            Exit::Done | Exit::ProblemsFound | Exit::InvalidFile | Exit::CannotReadOrWrite => {
                self.pause()
            }
        }
    }

    /// Waits before the menu takes the screen, so that what was said can be read.
    fn pause(&mut self) -> Step {
        if self.terminal.asking != Asking::Prompts {
            return Ok(());
        }
        let prompt = TextPrompt {
            label: "Enter goes back to the menu".into(),
            ..TextPrompt::default()
        };
        unless_back(self.interviewer.edit(&prompt))?;
        Ok(())
    }

    /// Asks for an item. `None`: the way out of the menu, which `last` adds below its items.
    fn pick<T: Copy>(
        &mut self,
        mut page: Page,
        items: &[Item<T>],
        last: fn(Choices<T>) -> Choices<T>,
    ) -> Result<Option<T>, Failure> {
        let mut menu = Choices::new("A number", "What would you like to do?");
        for (number, (item, name, more)) in (1..).zip(items) {
            page.numbered(number, name, more);
            menu.option(number, name, *item);
        }
        self.interviewer.show(&page);
        match self.interviewer.select(&last(menu)) {
            Err(NoAnswer::Left(Leaving::Asked)) => Ok(None),
            answer => unless_back(answer),
        }
    }
}

/// Returns `None` where the person went back; only leaving is a failure.
fn unless_back<T>(answer: Result<T, NoAnswer>) -> Result<Option<T>, Failure> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(NoAnswer::Back) => Ok(None),
        Err(left @ NoAnswer::Left(_)) => Err(left.into()),
    }
}

fn full(assessment: &strong_trust::assessment::Assessment) -> Report {
    compose(assessment, &score(assessment), Edition::Full)
}

/// Returns the folders in this one that hold an assessment, by name. Links lead elsewhere, and are not among them.
fn assessments_here() -> Vec<PathBuf> {
    entries_inside(Path::new(""), "")
        .unwrap_or_default()
        .into_iter()
        .filter(|entry| entry.kind == Kind::Folder)
        .map(|entry| PathBuf::from(entry.name))
        .filter(|path| Folder::open(path).is_ok())
        .collect()
}
