//! One sitting: the way through the questions of a subject, whatever is asked.
//!
//! Each screen is shown, asked and acted on in turn; a record is saved before
//! the next screen is shown. What is asked, and in which words, is a [`Subject`].

use std::collections::HashSet;
use std::hash::Hash;

use jiff::civil::Date;

use crate::assessment::{Assessment, Explained, Explaining, Note};
use crate::questionnaire::choice::Menu;
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::{Leaving, NoAnswer};
use crate::questionnaire::navigation::{Navigation, Place, Screen};
use crate::questionnaire::outcome::Outcome;
use crate::questionnaire::page::Page;
use crate::questionnaire::prompt::TextPrompt;
use crate::questionnaire::question::{Check, Command, List, Question};
use crate::questionnaire::saved::{InWords, SavedAnswers};
use crate::questionnaire::still_true::still_true;

/// What a sitting asks about: criteria, standards, or what a meeting agrees.
pub(super) trait Subject<'a>: Sized {
    /// What a record is kept by.
    type Id: Eq + Hash + Clone;
    /// What is saved for each question.
    type Record: Clone + PartialEq + Explained;
    /// What is chosen at a question.
    type Rating: Copy;
    /// What may be added to it.
    type Detail: Copy + PartialEq;

    /// What a question is called, alone and in the plural.
    const NOUN: (&'static str, &'static str);
    /// What the person did with it.
    const VERB: &'static str;
    /// The texts that are asked for with each new rating, so that they are never out of date.
    const ASKED: &'static [Explaining] = &[];

    /// Returns the assessment.
    fn assessment(&self) -> &'a Assessment;
    /// Returns today's date.
    fn today(&self) -> Date;
    /// Returns the id of a question.
    fn id(&self, place: Place) -> Self::Id;
    /// Returns the title of a question, for what is still open.
    fn title(&self, place: Place) -> String;
    /// Returns whether a group counts in the outcome, now that these groups were opened.
    fn counts(&self, group: usize, opened: &HashSet<usize>) -> bool;

    /// Returns the list of groups.
    fn list(&self, navigation: &Navigation) -> List;
    /// Returns the introduction to a group, shown before its first question.
    fn introduction(&self, group: usize) -> Option<Page> {
        let _ = group;
        None
    }
    /// Returns a question, or `None` if there is nothing to ask.
    fn question(
        &self,
        place: Place,
        record: Option<&Self::Record>,
        notices: Vec<String>,
    ) -> Option<Question<Self::Rating, Self::Detail>>;
    /// Returns the answers of a group, to check and change.
    fn check(&self, group: usize, records: &[Option<&Self::Record>]) -> Check;
    /// Returns the help.
    fn help(&self) -> Page;
    /// Returns everything there is to know about a question.
    fn more(&self, place: Place, record: Option<&Self::Record>) -> Option<Page> {
        let _ = (place, record);
        None
    }

    /// Returns what was chosen, in a few words.
    fn rating(&self, record: &Self::Record) -> String;
    /// Returns a record in a few words.
    fn summary(&self, record: &Self::Record) -> String;
    /// Returns a record with all its details.
    fn details(&self, place: Place, record: &Self::Record) -> String;
    /// Returns what was saved, and at once what holds it down.
    fn saved(&self, place: Place, record: &Self::Record) -> String;
    /// Returns what else is worth saying once a record is saved.
    fn reminder(&self, place: Place) -> Option<String> {
        let _ = place;
        None
    }

    /// Makes a record of what was chosen, asking for what it needs, and settles it.
    fn rate(
        sitting: &mut Sitting<'a, Self>,
        place: Place,
        rating: Self::Rating,
        details: Vec<Self::Detail>,
    ) -> Result<(), NoAnswer>;
    /// Keeps the record that is there, and goes on.
    fn keep(sitting: &mut Sitting<'a, Self>, place: Place) -> Result<(), NoAnswer> {
        let _ = place;
        sitting.navigation.onward();
        Ok(())
    }
    /// Asks for one detail of a record, and saves it.
    fn add(
        sitting: &mut Sitting<'a, Self>,
        place: Place,
        detail: Self::Detail,
    ) -> Result<(), NoAnswer>;
}

/// Said when a detail is saved.
pub(super) const SAVED: &str = "Saved.";

/// One sitting.
pub(super) struct Sitting<'a, S: Subject<'a>> {
    pub(super) subject: S,
    pub(super) saved: SavedAnswers<'a, S::Id, S::Record>,
    pub(super) interviewer: &'a mut dyn Interviewer,
    pub(super) navigation: Navigation,
    /// What the next page is to say first.
    pub(super) notices: Vec<String>,
    /// The groups of which a question was shown.
    opened: HashSet<usize>,
}

impl<'a, S: Subject<'a>> Sitting<'a, S> {
    pub(super) fn new(
        subject: S,
        saved: SavedAnswers<'a, S::Id, S::Record>,
        interviewer: &'a mut dyn Interviewer,
        navigation: Navigation,
    ) -> Self {
        Self {
            subject,
            saved,
            interviewer,
            navigation,
            notices: Vec::new(),
            opened: HashSet::new(),
        }
    }

    /// Goes through the questions until the person comes to the end or leaves, and returns what came of it.
    /// `resume` is the command to come back with, `next` the one that follows where nothing is open.
    pub(super) fn run(mut self, resume: &str, next: &str) -> Outcome {
        let left = loop {
            let step = match self.navigation.screen() {
                Screen::End => break None,
                Screen::Tasks => self.list(),
                Screen::Question(place) | Screen::Revisit(place) => self.question(place),
                Screen::Check(group) => self.check(group),
            };
            // Going back from a detail leads to the same question once more.
            if let Err(NoAnswer::Left(leaving)) = step {
                break Some(leaving);
            }
        };
        self.outcome(left, resume, next)
    }

    pub(super) fn record(&self, place: Place) -> Option<&S::Record> {
        self.saved.get(&self.subject.id(place))
    }

    fn help(&mut self) {
        self.interviewer.show(&self.subject.help());
    }

    fn list(&mut self) -> Result<(), NoAnswer> {
        let list = self.subject.list(&self.navigation);
        let mut page = Page::new(&list.heading);
        for notice in std::mem::take(&mut self.notices).iter().chain(&list.notice) {
            page.notice(notice);
        }
        let label = if list.next.is_some() {
            "A number, or Enter to go on"
        } else {
            list.at_end
        };
        let mut menu = Menu::new(label, list.question);
        for (group, (title, progress)) in list.groups.iter().enumerate() {
            page.numbered(group + 1, title, progress);
            menu.option(group + 1, title, Some(Some(group)));
        }
        let on = list.next.map_or_else(
            || "finish".to_owned(),
            |group| format!("go on with {}", list.groups[group].0),
        );
        let mut menu = menu.default_option("g", on, Some(list.next));
        menu.option("h", "help", None);
        self.interviewer.show(&page);
        // The list is the top: going back from it leaves.
        let picked = match self.interviewer.select(&menu.leave("save and leave")) {
            Err(NoAnswer::Back) => Err(NoAnswer::Left(Leaving::Asked)),
            picked => picked,
        }?;
        match picked {
            Some(Some(group)) => self.navigation.open(group),
            Some(None) => self.navigation.finish(),
            None => self.help(),
        }
        Ok(())
    }

    fn question(&mut self, place: Place) -> Result<(), NoAnswer> {
        let untouched = self.navigation.done(place.group).0 == 0;
        if self.opened.insert(place.group)
            && untouched
            && let Some(page) = self.subject.introduction(place.group)
        {
            self.interviewer.show(&page);
        }
        let notices = std::mem::take(&mut self.notices);
        let record = self.record(place);
        let Some(question) = self.subject.question(place, record, notices) else {
            self.navigation.forward();
            return Ok(());
        };
        let answered = record.is_some();
        self.interviewer.show(&question.page);
        let menu = question.menu(answered, self.navigation.has_tasks());
        let (command, details) = match self.interviewer.select_with(&menu) {
            // Esc steps back, and leaves where there is nothing to step back to.
            Err(NoAnswer::Back) if self.navigation.back() => return Ok(()),
            Err(NoAnswer::Back) => return Err(NoAnswer::Left(Leaving::Asked)),
            picked => picked?,
        };
        match command {
            Command::Rate(rating) => S::rate(self, place, rating, details)?,
            Command::Keep => S::keep(self, place)?,
            Command::Add(detail) => S::add(self, place, detail)?,
            Command::Skip => self.navigation.forward(),
            Command::Back => {
                if !self.navigation.back() {
                    self.notices.push(format!(
                        "This is the first {}; there is nothing before it.",
                        S::NOUN.0
                    ));
                }
            }
            Command::More => {
                if let Some(page) = self.subject.more(place, self.record(place)) {
                    self.interviewer.show(&page);
                }
            }
            Command::Help => self.help(),
            Command::List => self.navigation.tasks(),
        }
        Ok(())
    }

    /// Saves a new rating with all the details there were, asks for what else was wanted, and goes on.
    pub(super) fn settle(
        &mut self,
        place: Place,
        mut record: S::Record,
        details: Vec<S::Detail>,
    ) -> Result<(), NoAnswer> {
        if let Some(before) = self.record(place).cloned() {
            let rating = self.subject.rating(&before);
            still_true(self.interviewer, (&before, &rating), &mut record, S::ASKED)?;
        }
        let saved = self.save(place, record)?;
        let id = self.subject.id(place);
        self.navigation.mark(place, self.saved.has(&id));
        if !saved {
            return Ok(());
        }
        for detail in details {
            S::add(self, place, detail)?;
        }
        let saved = self.saved.get(&id);
        let saved = saved.map(|record| self.subject.saved(place, record));
        self.notices.retain(|notice| notice != SAVED);
        self.notices.insert(0, saved.unwrap_or_default());
        self.notices.extend(self.subject.reminder(place));
        self.navigation.forward();
        Ok(())
    }

    /// Saves a record, and returns whether it is now what was given. Otherwise a notice says what is there instead.
    pub(super) fn save(&mut self, place: Place, record: S::Record) -> Result<bool, NoAnswer> {
        let subject = &self.subject;
        let in_words = InWords {
            details: &|record: &S::Record| subject.details(place, record),
            summary: &|record: &S::Record| subject.summary(record),
        };
        self.saved.save(
            self.interviewer,
            &mut self.notices,
            &subject.id(place),
            record,
            &in_words,
        )
    }

    /// Saves a record with one more detail, and says so. Where something else is there instead, nothing more is asked.
    pub(super) fn put(
        &mut self,
        place: Place,
        record: S::Record,
        said: &str,
    ) -> Result<(), NoAnswer> {
        let same = self.record(place) == Some(&record);
        if !self.save(place, record)? {
            return Err(NoAnswer::Back);
        }
        if !same {
            self.notices.push(said.to_owned());
        }
        Ok(())
    }

    /// Asks for a text that may stay, change or be taken away, and returns what it is to be.
    pub(super) fn edit(
        &mut self,
        mut page: Page,
        label: &str,
        current: Option<&Note>,
        several_lines: bool,
    ) -> Result<Option<Note>, NoAnswer> {
        page.explain_edit(current.map(|note| &**note));
        self.interviewer.show(&page);
        let text = self.interviewer.edit(&TextPrompt {
            label: label.to_owned(),
            current: current.map(ToString::to_string),
            required: None,
            several_lines,
        })?;
        Ok(Note::of(text.as_ref()))
    }

    fn check(&mut self, group: usize) -> Result<(), NoAnswer> {
        let items = 0..self.navigation.done(group).1;
        let records: Vec<_> = items
            .map(|item| self.record(Place { group, item }))
            .collect();
        let check = self.subject.check(group, &records);
        let mut page = Page::new(&check.heading);
        for notice in std::mem::take(&mut self.notices) {
            page.notice(notice);
        }
        let mut menu = Menu::new(
            "A number to change it, or Enter to go on",
            "Are these your answers?",
        );
        for (item, (title, text, name)) in check.lines.iter().enumerate() {
            page.numbered(item + 1, title, text);
            menu.option(item + 1, name, Some(Some(item)));
        }
        for remark in &check.remarks {
            page.notice(remark);
        }
        let mut menu = menu.default_option("g", "go on", Some(None)).back("back");
        menu.option("h", "help", None);
        self.interviewer.show(&page);
        match self.interviewer.select(&menu.leave("save and leave")) {
            Err(NoAnswer::Back) if self.navigation.back() => return Ok(()),
            Err(NoAnswer::Back) => return Err(NoAnswer::Left(Leaving::Asked)),
            picked => match picked? {
                Some(Some(item)) => self.navigation.change(item),
                Some(None) => self.navigation.checked(),
                None => self.help(),
            },
        }
        Ok(())
    }

    fn outcome(self, left: Option<Leaving>, resume: &str, next: &str) -> Outcome {
        let groups = 0..self.navigation.groups();
        let places: Vec<Place> = groups
            .filter(|group| self.subject.counts(*group, &self.opened))
            .flat_map(|group| {
                (0..self.navigation.done(group).1).map(move |item| Place { group, item })
            })
            .collect();
        let open: Vec<String> = places
            .iter()
            .filter(|place| self.record(**place).is_none())
            .map(|place| self.subject.title(*place))
            .collect();
        let command = if open.is_empty() && self.saved.unsaved.is_none() {
            next
        } else {
            resume
        };
        Outcome {
            noun: S::NOUN,
            verb: S::VERB,
            total: places.len(),
            answered: places.len() - open.len(),
            open,
            kept: self.saved.count,
            unsaved: self.saved.unsaved,
            left,
            command: command.to_owned(),
        }
    }
}
