//! The baseline register: each standard asked, grouped by who usually knows.

mod choice;
mod page;

pub use page::{explanation_asked, force, recorded, source, standard_place, told};

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::assessment::{Assessment, Entry, Status};
use crate::questionnaire::ask::{Edit, edit};
use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::ledger::{Ledger, Told};
use crate::questionnaire::lists::{self, Groups, Wish};
use crate::questionnaire::still::still_true;
use crate::questionnaire::{
    DatePrompt, Interviewer, Keeper, Leaving, Options, Outcome, Page, Place, Scope, Screen, Walk,
    said,
};
use crate::rubric::{DomainId, Force, Rubric, Standard, StandardId};
use choice::{Act, Addition, choice};

/// Standards that the same people usually know about.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Who, in words.
    pub who: String,
    /// The standards, in rubric order.
    pub standards: Vec<&'a Standard>,
}

/// Asks the standards of a rubric; each entry is kept before the next standard is shown.
pub fn standards(
    assessment: &Assessment,
    keeper: &mut dyn Keeper<Entry>,
    interviewer: &mut dyn Interviewer,
    options: &Options,
) -> Outcome {
    let entries: HashMap<StandardId, Entry> = assessment
        .register
        .iter()
        .map(|entry| (entry.standard.clone(), entry.clone()))
        .collect();
    let groups = groups(&assessment.rubric, options.domain.as_ref());
    let answered = groups.iter().map(|group| {
        group
            .standards
            .iter()
            .map(|standard| entries.contains_key(&standard.id))
            .collect()
    });
    let walk = Walk::new(
        answered.collect(),
        Scope {
            group: None,
            unanswered: options.unanswered,
        },
    );
    let mut sitting = Sitting {
        assessment,
        options,
        ledger: Ledger::new(keeper, entries),
        interviewer,
        groups,
        walk,
        notices: Vec::new(),
    };
    let left = sitting.run();
    sitting.outcome(left)
}

/// The standards by who usually knows, in the order in which the rubric first names them; all, or those of one domain.
pub fn groups<'a>(rubric: &'a Rubric, only: Option<&DomainId>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let domains = rubric
        .domains()
        .iter()
        .filter(|domain| only.is_none_or(|only| domain.id == *only));
    for standard in domains.flat_map(|domain| &domain.standards) {
        let asks = standard.asks.as_deref().unwrap_or("whoever knows");
        let role = rubric.roles().iter().find(|role| role.id.as_str() == asks);
        let who = role.map_or_else(|| asks.to_owned(), |role| role.title.clone());
        match groups.iter_mut().find(|group| group.who == who) {
            Some(group) => group.standards.push(standard),
            None => groups.push(Group {
                who,
                standards: vec![standard],
            }),
        }
    }
    groups
}

struct Sitting<'a> {
    assessment: &'a Assessment,
    options: &'a Options,
    ledger: Ledger<'a, StandardId, Entry>,
    interviewer: &'a mut dyn Interviewer,
    groups: Vec<Group<'a>>,
    walk: Walk,
    notices: Vec<String>,
}

impl<'a> Sitting<'a> {
    fn run(&mut self) -> Option<Leaving> {
        loop {
            let step = match self.walk.screen() {
                Screen::End => return None,
                Screen::Tasks => self.tasks(),
                Screen::Question(place) | Screen::Revisit(place) => self.question(place),
                Screen::Check(group) => self.check(group),
            };
            if let ControlFlow::Break(leaving) = step {
                return Some(leaving);
            }
        }
    }

    fn tasks(&mut self) -> ControlFlow<Leaving> {
        let notices = std::mem::take(&mut self.notices);
        let page = page::tasks(&self.groups, &self.walk, &notices);
        let groups = Groups {
            titles: self.groups.iter().map(|group| group.who.as_str()).collect(),
            next: self.walk.first_open().map(|place| place.group),
            question: "Whose standards would you like to open?",
            at_end: "Everything is answered. A number, or Enter to finish",
        };
        match lists::groups(self.interviewer, &mut self.walk, &page, &groups)? {
            Wish::Walk => {}
            Wish::Help => self.interviewer.show(&page::help()),
        }
        ControlFlow::Continue(())
    }

    fn question(&mut self, place: Place) -> ControlFlow<Leaving> {
        let standard: &'a Standard = self.groups[place.group].standards[place.item];
        let entry = self.ledger.get(&standard.id);
        let (choice, acts) = choice(standard, entry.is_some());
        let notices = std::mem::take(&mut self.notices);
        let page = page::standard(
            self.assessment,
            &self.groups[place.group],
            place.item,
            entry,
            &notices,
        );
        self.interviewer.show(&page);
        let picked = match self.interviewer.reply(&Asking::Choice(choice)) {
            Reply::Picked(picked) => picked,
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Text(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                return if self.walk.back() {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(Leaving::Asked)
                };
            }
        };
        match acts[picked.option] {
            Act::Is(status) => {
                let additions: Vec<Addition> = picked
                    .additions
                    .iter()
                    .map(|index| Addition::ALL[*index])
                    .collect();
                self.answer(place, standard, status, additions)?;
            }
            Act::GoOn => self.walk.onward(),
            Act::Add(addition) => drop(self.add(standard, addition)?),
            Act::Skip => self.walk.forward(),
            Act::Back => {
                if !self.walk.back() {
                    self.notices
                        .push("This is the first standard; there is nothing before it.".to_owned());
                }
            }
            Act::Help => self.interviewer.show(&page::help()),
            Act::Tasks => self.walk.tasks(),
            Act::Leave => return ControlFlow::Break(Leaving::Asked),
        }
        ControlFlow::Continue(())
    }

    fn answer(
        &mut self,
        place: Place,
        standard: &Standard,
        status: Status,
        mut additions: Vec<Addition>,
    ) -> ControlFlow<Leaving> {
        let new = Entry {
            standard: standard.id.clone(),
            status,
            checked: None,
            by: None,
            proof: None,
            explanation: None,
        };
        let before = self.ledger.get(&standard.id).cloned();
        let mut entry = before
            .clone()
            .map_or(new, |before| Entry { status, ..before });
        if let Some(before) = before {
            let before = (&before, before.status.phrase());
            if !still_true(self.interviewer, before, &mut entry, &[])? {
                return ControlFlow::Continue(());
            }
        }
        // Comply or explain: what is only expected may be explained, and is asked for at once.
        let unexplained = standard.force == Force::Should
            && status == Status::NotMet
            && entry.explanation.is_none();
        if unexplained && !additions.contains(&Addition::Explanation) {
            additions.push(Addition::Explanation);
        }
        let kept = self.keep(standard, entry)?;
        self.walk.mark(place, self.ledger.has(&standard.id));
        if !kept {
            return ControlFlow::Continue(());
        }
        for addition in additions {
            if !self.add(standard, addition)? {
                return ControlFlow::Continue(());
            }
        }
        self.notices = self
            .ledger
            .get(&standard.id)
            .map(|entry| self.saved(standard, entry))
            .into_iter()
            .collect();
        self.walk.forward();
        ControlFlow::Continue(())
    }

    /// What was saved, and at once what it holds down.
    fn saved(&self, standard: &Standard, entry: &Entry) -> String {
        said::saved_standard(self.assessment, standard, entry)
    }

    /// Asks for one thing beside the status, and keeps it. False when the person went back.
    fn add(&mut self, standard: &Standard, addition: Addition) -> ControlFlow<Leaving, bool> {
        let Some(mut entry) = self.ledger.get(&standard.id).cloned() else {
            return ControlFlow::Continue(false);
        };
        let (field, page, label) = match addition {
            Addition::Proof => (&mut entry.proof, Page::new(said::PROOF), "Proof"),
            Addition::By => (&mut entry.by, Page::new(said::BY), "Who looked"),
            Addition::Explanation => (
                &mut entry.explanation,
                page::explanation(standard, entry.status),
                "Explanation",
            ),
            Addition::Checked => return self.checked(standard, entry),
        };
        let Edit::To(text) = edit(self.interviewer, page, label, field.clone(), false)? else {
            return ControlFlow::Continue(false);
        };
        *field = text;
        self.keep(standard, entry)
    }

    /// Asks on which day somebody looked, and keeps it. False when the person went back.
    fn checked(&mut self, standard: &Standard, mut entry: Entry) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(said::CHECKED);
        page.paragraph(
            "Such as today, 14 March 2026 or 14/3/2026. Enter leaves it as it is, b goes back.",
        );
        self.interviewer.show(&page);
        match self.interviewer.reply(&Asking::Date(DatePrompt {
            label: "Date".into(),
            today: self.options.today,
            optional: true,
        })) {
            Reply::Date(date) => entry.checked = Some(date),
            Reply::Unchanged => {}
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Text(_) | Reply::Removed | Reply::Back => {
                return ControlFlow::Continue(false);
            }
        }
        self.keep(standard, entry)
    }

    /// Keeps an entry; whether it is now what was given.
    fn keep(&mut self, standard: &Standard, entry: Entry) -> ControlFlow<Leaving, bool> {
        let told = Told {
            in_full: &|entry: &Entry| page::in_full(standard, entry),
            shortly: &page::told,
        };
        self.ledger.keep(
            self.interviewer,
            &mut self.notices,
            &standard.id,
            entry,
            &told,
        )
    }

    fn check(&mut self, group: usize) -> ControlFlow<Leaving> {
        let notices = std::mem::take(&mut self.notices);
        let group = &self.groups[group];
        let entries: Vec<Option<&Entry>> = group
            .standards
            .iter()
            .map(|standard| self.ledger.get(&standard.id))
            .collect();
        let page = page::check(group, &entries, &notices);
        // A statement is a sentence, too long to be typed instead of its number.
        let names = group.standards.iter().map(|_| "change it");
        match lists::check(self.interviewer, &mut self.walk, &page, names)? {
            Wish::Walk => {}
            Wish::Help => self.interviewer.show(&page::help()),
        }
        ControlFlow::Continue(())
    }

    fn outcome(self, left: Option<Leaving>) -> Outcome {
        let all: Vec<&Standard> = self
            .groups
            .iter()
            .flat_map(|group| group.standards.iter().copied())
            .collect();
        let open: Vec<String> = all
            .iter()
            .filter(|standard| !self.ledger.has(&standard.id))
            .map(|standard| standard.id.to_string())
            .collect();
        let command = if open.is_empty() && self.ledger.unsaved.is_none() {
            &self.options.next
        } else {
            &self.options.go_on
        };
        Outcome {
            noun: ("standard", "standards"),
            verb: "answered",
            total: all.len(),
            answered: all.len() - open.len(),
            open,
            kept: self.ledger.kept,
            unsaved: self.ledger.unsaved,
            left,
            command: command.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
