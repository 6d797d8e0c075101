//! Agreeing judgements: the walk through an agenda, one criterion a screen.
//!
//! What stands on the screens comes from outside (it is scored and worded on
//! other floors); here it is shown, asked, and kept. Nobody's own answer is
//! touched.

mod agenda;
mod beside;
mod choice;
mod judgement;
mod outside;
mod page;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::assessment::{Agreed, Assessment, Explaining, Rating};
use crate::questionnaire::caps::held_down;
use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::ledger::{Ledger, Told};
use crate::questionnaire::lists::{self, Groups, Wish};
use crate::questionnaire::still::still_true;
use crate::questionnaire::{
    Interviewer, Keeper, Leaving, Outcome, Place, Scope, Screen, Walk, screens,
};
use crate::rubric::{Criterion, CriterionId, Level};
pub use agenda::{Meeting, Moderation, Part, Point};
use beside::Addition;
use choice::{Act, point_choice};
pub use outside::{Outside, outside};
pub use page::{recorded as agreed_recorded, told as agreed_told};

/// Walks through an agenda and records what is agreed; each judgement is kept before the next screen.
pub fn moderate(
    assessment: &Assessment,
    table: &Moderation,
    keeper: &mut dyn Keeper<Agreed>,
    interviewer: &mut dyn Interviewer,
    meeting: &Meeting,
) -> Outcome {
    let agreed: HashMap<CriterionId, Agreed> = assessment
        .agreed
        .iter()
        .map(|agreed| (agreed.criterion.clone(), agreed.clone()))
        .collect();
    let done = table.parts.iter().map(|part| {
        part.points
            .iter()
            .map(|point| agreed.contains_key(&point.criterion))
            .collect()
    });
    let walk = Walk::new(done.collect(), Scope::default()).from_the_list();
    let mut sitting = Sitting {
        assessment,
        table,
        meeting,
        ledger: Ledger::new(keeper, agreed),
        interviewer,
        walk,
        notices: Vec::new(),
        moderator: meeting.moderator.clone(),
        opened: HashSet::new(),
    };
    let left = sitting.run();
    sitting.outcome(left)
}

struct Sitting<'a> {
    assessment: &'a Assessment,
    table: &'a Moderation,
    meeting: &'a Meeting,
    ledger: Ledger<'a, CriterionId, Agreed>,
    interviewer: &'a mut dyn Interviewer,
    walk: Walk,
    /// What the next page is to say first.
    notices: Vec<String>,
    /// Who leads the meeting, once that is known.
    moderator: Option<String>,
    /// The parts of which a criterion was shown.
    opened: HashSet<usize>,
}

impl<'a> Sitting<'a> {
    fn run(&mut self) -> Option<Leaving> {
        self.interviewer.show(&self.table.welcome);
        loop {
            let step = match self.walk.screen() {
                Screen::End => return None,
                Screen::Tasks => self.tasks(),
                Screen::Question(place) | Screen::Revisit(place) => self.question(place),
                Screen::Check(part) => self.check(part),
            };
            if let ControlFlow::Break(leaving) = step {
                return Some(leaving);
            }
        }
    }

    fn tasks(&mut self) -> ControlFlow<Leaving> {
        let open = self.walk.first_open().map(|place| place.group);
        let next = open.filter(|part| self.meeting.all || !self.table.parts[*part].on_request);
        if open.is_some() && next.is_none() {
            self.notices
                .push(page::rest_is_open(&self.table.parts, &self.walk));
        }
        let page = page::tasks(
            &self.table.parts,
            &self.walk,
            &std::mem::take(&mut self.notices),
        );
        let groups = Groups {
            titles: self
                .table
                .parts
                .iter()
                .map(|part| part.title.as_str())
                .collect(),
            next,
            question: "Which part would you like to open?",
            at_end: if open.is_some() {
                "A number for the rest, or Enter to finish"
            } else {
                "Everything is agreed. Enter finishes"
            },
        };
        match lists::groups(self.interviewer, &mut self.walk, &page, &groups)? {
            Wish::Walk => {}
            Wish::Help => self.interviewer.show(&page::help()),
        }
        ControlFlow::Continue(())
    }

    fn question(&mut self, place: Place) -> ControlFlow<Leaving> {
        self.opened.insert(place.group);
        let (table, assessment) = (self.table, self.assessment);
        let point = &table.parts[place.group].points[place.item];
        // The pages are made from the same rubric; a criterion that it lacks cannot be asked about.
        let Some(criterion) = assessment.rubric.criterion(&point.criterion) else {
            self.walk.forward();
            return ControlFlow::Continue(());
        };
        let agreed = self.ledger.get(&point.criterion);
        let page = page::point(
            assessment,
            criterion,
            point,
            agreed,
            &std::mem::take(&mut self.notices),
        );
        let (choice, acts) = point_choice(assessment, criterion, agreed.is_some());
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
        let asked: Vec<Addition> = picked
            .additions
            .iter()
            .filter_map(|index| beside::additions(criterion).nth(*index))
            .collect();
        match acts[picked.option] {
            Act::Level(level) => {
                self.agree(place, point, criterion, &Rating::Level(level), asked)?;
            }
            Act::Unknown => self.agree(place, point, criterion, &Rating::Unknown, asked)?,
            Act::NotApplicable => {
                if let Some(reason) = self.not_applicable(criterion)? {
                    self.agree(
                        place,
                        point,
                        criterion,
                        &Rating::NotApplicable(reason),
                        asked,
                    )?;
                }
            }
            Act::GoOn => self.walk.onward(),
            Act::Add(addition) => drop(self.add(criterion, addition)?),
            Act::Skip => self.walk.forward(),
            Act::Back => drop(self.walk.back()),
            Act::More => self
                .interviewer
                .show(&screens::more(assessment, criterion, None)),
            Act::Help => self.interviewer.show(&page::help()),
            Act::Tasks => self.walk.tasks(),
            Act::Leave => return ControlFlow::Break(Leaving::Asked),
        }
        ControlFlow::Continue(())
    }

    /// Asks what a judgement needs, keeps it, asks for dissent and what else was wanted, and goes on.
    fn agree(
        &mut self,
        place: Place,
        point: &Point,
        criterion: &Criterion,
        standing: &Rating,
        asked: Vec<Addition>,
    ) -> ControlFlow<Leaving> {
        let before = self.ledger.get(&criterion.id).cloned();
        let begun = self.begin(point, criterion, standing.clone());
        let mut agreed = match begun {
            ControlFlow::Continue(Some(agreed)) => agreed,
            ControlFlow::Continue(None) => return ControlFlow::Continue(()),
            ControlFlow::Break(leaving) => {
                let what = screens::standing(&self.assessment.rubric, standing);
                self.ledger.unsaved = Some(format!(
                    "the judgement you had begun ({what} for \"{}\")",
                    criterion.title
                ));
                return ControlFlow::Break(leaving);
            }
        };
        if let Some(before) = &before {
            let told = screens::standing(&self.assessment.rubric, &before.judgement.rating);
            // The reason was asked for just now.
            let asked = [Explaining::Reason];
            if !still_true(
                self.interviewer,
                (before, told.as_str()),
                &mut agreed,
                &asked,
            )? {
                return ControlFlow::Continue(());
            }
        }
        let kept = self.keep(criterion, agreed)?;
        self.walk.mark(place, self.ledger.has(&criterion.id));
        if !kept {
            return ControlFlow::Continue(());
        }
        // Honest disagreement is asked for each time, and Enter leaves it out.
        let mut additions = vec![Addition::Dissent];
        additions.extend(
            asked
                .into_iter()
                .filter(|addition| *addition != Addition::Dissent),
        );
        for addition in additions {
            if !self.add(criterion, addition)? {
                return ControlFlow::Continue(());
            }
        }
        let saved = self.saved(point, criterion);
        self.notices.retain(|notice| notice != beside::SAVED);
        self.notices.insert(0, saved);
        self.walk.forward();
        ControlFlow::Continue(())
    }

    /// Keeps a judgement; whether it is now what was given. Otherwise a notice says what stands instead.
    fn keep(&mut self, criterion: &Criterion, agreed: Agreed) -> ControlFlow<Leaving, bool> {
        let rubric = &*self.assessment.rubric;
        let told = Told {
            in_full: &|agreed: &Agreed| {
                format!(
                    "{}: {}",
                    criterion.title,
                    page::recorded(rubric, criterion, agreed).join("; ")
                )
            },
            shortly: &|agreed: &Agreed| screens::standing(rubric, &agreed.judgement.rating),
        };
        self.ledger.keep(
            self.interviewer,
            &mut self.notices,
            &criterion.id,
            agreed,
            &told,
        )
    }

    /// What was saved, and at once what holds it down.
    fn saved(&self, point: &Point, criterion: &Criterion) -> String {
        let Some(agreed) = self.ledger.get(&criterion.id) else {
            return String::new();
        };
        agreed_saved(
            self.assessment,
            criterion,
            agreed,
            point.evidence_cap.as_ref(),
            " (b goes back)",
        )
    }

    fn check(&mut self, part: usize) -> ControlFlow<Leaving> {
        let points = &self.table.parts[part].points;
        let rubric = &self.assessment.rubric;
        let title = |point: &'a Point| {
            self.assessment
                .rubric
                .criterion(&point.criterion)
                .map_or("", |criterion| criterion.title.as_str())
        };
        let agreed: Vec<(&str, Option<&Agreed>)> = points
            .iter()
            .map(|point| (title(point), self.ledger.get(&point.criterion)))
            .collect();
        let page = page::check(
            rubric,
            &self.table.parts[part].title,
            &agreed,
            &std::mem::take(&mut self.notices),
        );
        let titles: Vec<&str> = agreed.into_iter().map(|(title, _)| title).collect();
        match lists::check(self.interviewer, &mut self.walk, &page, titles.into_iter())? {
            Wish::Walk => {}
            Wish::Help => self.interviewer.show(&page::help()),
        }
        ControlFlow::Continue(())
    }

    fn outcome(self, left: Option<Leaving>) -> Outcome {
        let asked = |part: usize| {
            self.meeting.all || self.opened.contains(&part) || !self.table.parts[part].on_request
        };
        let all = (0..self.table.parts.len())
            .filter(|part| asked(*part))
            .flat_map(|part| &self.table.parts[part].points);
        let all: Vec<&CriterionId> = all.map(|point| &point.criterion).collect();
        let title = |id: &CriterionId| {
            self.assessment
                .rubric
                .criterion(id)
                .map_or_else(|| id.to_string(), |criterion| criterion.title.clone())
        };
        let open: Vec<String> = all
            .iter()
            .filter(|id| !self.ledger.has(id))
            .map(|id| title(id))
            .collect();
        let command = if open.is_empty() && self.ledger.unsaved.is_none() {
            &self.meeting.next
        } else {
            &self.meeting.go_on
        };
        Outcome {
            noun: ("criterion", "criteria"),
            verb: "agreed",
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

/// What was saved of a judgement, and at once what holds it down; `back` says how to go back and add what is missing.
/// The cap of the evidence is that of the answers before the judgement.
pub fn agreed_saved(
    assessment: &Assessment,
    criterion: &Criterion,
    agreed: &Agreed,
    evidence_cap: Option<&(Level, String)>,
    back: &str,
) -> String {
    let words = format!(
        "Saved: \"{}\" is agreed as {}.",
        criterion.title,
        agreed_told(&assessment.rubric, agreed)
    );
    let Some(level) = agreed.judgement.rating.level() else {
        return words;
    };
    let untold = !agreed.judgement.signs_against().is_empty();
    // What the answers hold is weighed already; an entry that the meeting adds may weigh otherwise, so nothing is said then.
    let weighed =
        evidence_cap.filter(|(cap, _)| agreed.judgement.evidence.is_empty() && *cap < level);
    let mut answers = assessment
        .responses
        .iter()
        .filter_map(|response| response.answer(&criterion.id));
    let bare = evidence_cap.is_none()
        && agreed.judgement.evidence.is_empty()
        && answers.all(|answer| answer.judgement.evidence.is_empty());
    let weighed = weighed.map_or_else(String::new, |(_, reason)| format!(" {reason}"));
    words + &held_down(assessment, criterion, level, untold, bare, back) + &weighed
}

#[cfg(test)]
mod tests;
