//! What a subject gives a sitting to show: the list of groups, a question, the answers of a group.

use crate::questionnaire::choice::Menu;
use crate::questionnaire::page::Page;

/// The list of groups, with what is done in each.
pub(super) struct List {
    pub(super) heading: String,
    /// Something that matters now.
    pub(super) notice: Option<String>,
    /// The title of each group, and how far it is.
    pub(super) groups: Vec<(String, String)>,
    /// Which group Enter opens. `None`: Enter finishes.
    pub(super) next: Option<usize>,
    /// What is asked.
    pub(super) question: &'static str,
    /// The prompt where Enter finishes.
    pub(super) at_end: &'static str,
}

/// The answers of a group, to check and change.
pub(super) struct Check {
    pub(super) heading: String,
    /// The two parts of a line for each question, and what may be typed instead of its number.
    pub(super) lines: Vec<(String, String, String)>,
    /// What is worth saying below them.
    pub(super) remarks: Vec<String>,
}

/// One question, and what can be chosen.
pub(super) struct Question<R, D> {
    pub(super) page: Page,
    /// The prompt where nothing is answered yet, and where something is.
    pub(super) labels: (String, &'static str),
    /// What is asked, to be said again after a line that could not be read.
    pub(super) asks: String,
    /// What can be chosen: what to type, its name, and what it is.
    pub(super) ratings: Vec<(String, String, R)>,
    /// What may be added.
    pub(super) details: Vec<(&'static str, &'static str, D)>,
    /// Keys that lead nowhere here, each with the sentence why.
    pub(super) refused: Vec<(&'static str, String)>,
    /// Whether more can be shown on demand.
    pub(super) more: bool,
    /// What the list of groups is called.
    pub(super) list: &'static str,
}

/// What a person may do at a question.
#[derive(Clone, Copy)]
pub(super) enum Command<R, D> {
    Rate(R),
    Keep,
    Add(D),
    Skip,
    Back,
    More,
    Help,
    List,
}

impl<R: Copy, D: Copy> Question<R, D> {
    pub(super) fn menu(self, answered: bool, has_list: bool) -> Menu<Command<R, D>, D> {
        let label = if answered {
            self.labels.1.to_owned()
        } else {
            self.labels.0
        };
        let mut menu = Menu::new(label, self.asks).refusing(self.refused);
        for (key, name, rating) in self.ratings {
            menu.option(key.as_str(), name, Command::Rate(rating));
        }
        for (key, name, detail) in &self.details {
            menu.addition(key, name, *detail);
        }
        if answered {
            menu = menu.default_option("g", "keep it and go on", Command::Keep);
            for (key, name, detail) in &self.details {
                menu.option(key, name, Command::Add(*detail));
            }
        }
        menu.option("s", "skip", Command::Skip);
        menu.option("b", "back", Command::Back);
        if self.more {
            menu.option("m", "more", Command::More);
        }
        if has_list {
            menu.option("t", self.list, Command::List);
        }
        menu.option("h", "help", Command::Help);
        menu.leave("save and leave")
    }
}
