//! One respondent's sitting: the walk through the questions of a rubric.
//!
//! Each screen is shown, asked and acted on in turn; an answer is kept before
//! the next screen is shown.

mod choice;

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::assessment::{Answer, Assessment, Judgement, Rating, Response};
use crate::questionnaire::beside::{Addition, additions};
use crate::questionnaire::interviewer::{Asking, Reply};
use crate::questionnaire::ledger::{Ledger, Told};
use crate::questionnaire::lists::{self, Groups, Wish};
use crate::questionnaire::still::still_true;
use crate::questionnaire::{
    Interviewer, Keeper, LastTime, Leaving, Options, Outcome, Place, Scope, Screen, Walk, said,
    screens,
};
use crate::rubric::{Criterion, CriterionId, Domain, Rubric};
use choice::{Act, question_choice};

/// Asks one respondent the questions of a rubric.
///
/// Answers given before are shown as the person's own; each new or changed
/// answer is kept before the next question is shown. Where all of it is to be
/// asked and something is answered already, it starts on the first unanswered
/// question.
pub fn interview(
    assessment: &Assessment,
    so_far: &Response,
    keeper: &mut dyn Keeper<Answer>,
    interviewer: &mut dyn Interviewer,
    options: &Options,
) -> Outcome {
    interview_again(assessment, so_far, None, keeper, interviewer, options)
}

/// The same in a later cycle: what the respondent wrote last time is shown after each new answer, and never before.
pub fn interview_again(
    assessment: &Assessment,
    so_far: &Response,
    last: Option<&LastTime>,
    keeper: &mut dyn Keeper<Answer>,
    interviewer: &mut dyn Interviewer,
    options: &Options,
) -> Outcome {
    let rubric = &*assessment.rubric;
    let answers: HashMap<CriterionId, Answer> = so_far
        .answers
        .iter()
        .map(|answer| (answer.criterion.clone(), answer.clone()))
        .collect();
    // An answer to an earlier wording is asked again; Enter keeps it.
    let is_done = |criterion: &Criterion| {
        answers
            .get(&criterion.id)
            .is_some_and(|answer| !answer.judgement.review)
    };
    let answered = rubric
        .domains()
        .iter()
        .map(|domain| domain.criteria.iter().map(is_done).collect());
    let only = options
        .domain
        .as_ref()
        .and_then(|id| rubric.domains().iter().position(|domain| domain.id == *id));
    let walk = Walk::new(
        answered.collect(),
        Scope {
            group: only,
            unanswered: options.unanswered,
        },
    );
    let mut sitting = Sitting {
        assessment,
        options,
        ledger: Ledger::new(keeper, answers),
        last,
        interviewer,
        walk,
        notices: Vec::new(),
        introduced: HashSet::new(),
    };
    let left = sitting.run(only);
    sitting.outcome(only, left)
}

/// Said when something beside an answer is saved.
pub(super) const SAVED: &str = "Saved.";

pub(super) struct Sitting<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) options: &'a Options,
    pub(super) ledger: Ledger<'a, CriterionId, Answer>,
    /// What the respondent wrote in the cycle before.
    pub(super) last: Option<&'a LastTime>,
    pub(super) interviewer: &'a mut dyn Interviewer,
    walk: Walk,
    /// What the next page is to say first.
    pub(super) notices: Vec<String>,
    /// The domains whose introduction was shown in this sitting.
    introduced: HashSet<usize>,
}

impl Sitting<'_> {
    pub(super) fn rubric(&self) -> &Rubric {
        &self.assessment.rubric
    }

    fn run(&mut self, only: Option<usize>) -> Option<Leaving> {
        if self.ledger.is_empty() {
            self.interviewer.show(&screens::welcome(self.assessment));
        } else if matches!(self.walk.screen(), Screen::Question(_)) {
            let answered = self.answered(only);
            self.notices.push(format!(
                "Welcome back. {answered} answered so far; this is the first that is not."
            ));
        }
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

    fn answered(&self, only: Option<usize>) -> String {
        let groups = (0..self.rubric().domains().len())
            .filter(|group| only.is_none_or(|only| only == *group));
        let (done, total) = groups
            .map(|group| self.walk.done(group))
            .fold((0, 0), |sum, done| (sum.0 + done.0, sum.1 + done.1));
        format!("{done} of {total}")
    }

    fn tasks(&mut self) -> ControlFlow<Leaving> {
        let notices = std::mem::take(&mut self.notices);
        let page = screens::tasks(self.rubric(), &self.walk, &notices);
        let groups = Groups {
            titles: self
                .assessment
                .rubric
                .domains()
                .iter()
                .map(|domain| domain.title.as_str())
                .collect(),
            next: self.walk.first_open().map(|place| place.group),
            question: "Which domain would you like to open?",
            at_end: "Everything is answered. A number, or Enter to finish",
        };
        match lists::groups(self.interviewer, &mut self.walk, &page, &groups)? {
            Wish::Walk => {}
            Wish::Help => self.help(),
        }
        ControlFlow::Continue(())
    }

    fn help(&mut self) {
        let page = screens::help(self.rubric());
        self.interviewer.show(&page);
    }

    fn question(&mut self, place: Place) -> ControlFlow<Leaving> {
        let assessment = self.assessment;
        let domain = &assessment.rubric.domains()[place.group];
        let criterion = &domain.criteria[place.item];
        if self.walk.done(place.group).0 == 0 && self.introduced.insert(place.group) {
            self.interviewer.show(&screens::domain(domain));
        }
        let notices = std::mem::take(&mut self.notices);
        let answer = self.ledger.get(&criterion.id);
        let page = screens::question(assessment, domain, place.item, answer, &notices);
        let (choice, acts) = question_choice(
            assessment,
            criterion,
            answer.is_some(),
            self.walk.has_tasks(),
        );
        self.interviewer.show(&page);
        let picked = match self.interviewer.reply(&Asking::Choice(choice)) {
            Reply::Picked(picked) => picked,
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Text(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => {
                // Esc steps back, and leaves where there is nothing to step back to.
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
            .filter_map(|index| additions(criterion).nth(*index))
            .collect();
        match acts[picked.option] {
            Act::Level(level) => self.answer(place, criterion, &Rating::Level(level), &asked)?,
            Act::Unknown => self.answer(place, criterion, &Rating::Unknown, &asked)?,
            Act::NotApplicable => {
                if let Some(reason) = self.reason(criterion)? {
                    self.answer(place, criterion, &Rating::NotApplicable(reason), &asked)?;
                }
            }
            Act::GoOn => self.go_on(place, criterion)?,
            Act::Add(addition) => drop(self.add(criterion, addition)?),
            Act::Skip => self.walk.forward(),
            Act::Back => {
                if !self.walk.back() {
                    self.notices
                        .push("This is the first question; there is nothing before it.".to_owned());
                }
            }
            Act::More => self.interviewer.show(&screens::more(
                assessment,
                criterion,
                self.ledger.get(&criterion.id),
            )),
            Act::Help => self.help(),
            Act::Tasks => self.walk.tasks(),
            Act::Leave => return ControlFlow::Break(Leaving::Asked),
        }
        ControlFlow::Continue(())
    }

    /// Keeps the answer that is there: also for the wording of today, if it was given to an earlier one.
    fn go_on(&mut self, place: Place, criterion: &Criterion) -> ControlFlow<Leaving> {
        let review = self
            .ledger
            .get(&criterion.id)
            .filter(|answer| answer.judgement.review)
            .map(|answer| answer.judgement.rating.clone());
        if let Some(standing) = review {
            return self.answer(place, criterion, &standing, &[]);
        }
        self.walk.onward();
        ControlFlow::Continue(())
    }

    /// Keeps what was chosen with all that stood beside it, asks for what was wanted, and goes on.
    fn answer(
        &mut self,
        place: Place,
        criterion: &Criterion,
        standing: &Rating,
        asked: &[Addition],
    ) -> ControlFlow<Leaving> {
        let before = self.ledger.get(&criterion.id).cloned();
        let mut answer = before.clone().map_or_else(
            || Answer::new(criterion.id.clone(), standing.clone()),
            |before| Answer {
                judgement: Judgement {
                    rating: standing.clone(),
                    review: false,
                    ..before.judgement
                },
                ..before
            },
        );
        if let Some(before) = before {
            let told = screens::standing(&self.assessment.rubric, &before.judgement.rating);
            let before = (&before, told.as_str());
            if !still_true(self.interviewer, before, &mut answer, &[])? {
                return ControlFlow::Continue(());
            }
        }
        let kept = self.keep(criterion, answer)?;
        self.walk.mark(place, self.ledger.has(&criterion.id));
        if !kept {
            return ControlFlow::Continue(());
        }
        for addition in asked {
            if !self.add(criterion, *addition)? {
                return ControlFlow::Continue(());
            }
        }
        let told =
            |answer: &Answer| said::saved(self.assessment, criterion, answer, " (b goes back)");
        let saved = self
            .ledger
            .get(&criterion.id)
            .map_or_else(String::new, told);
        self.notices.retain(|notice| notice != SAVED);
        self.notices.insert(0, saved);
        self.notices
            .extend(self.last.and_then(|last| last.briefly(&criterion.id)));
        self.walk.forward();
        ControlFlow::Continue(())
    }

    /// Keeps an answer; whether it is now what was given. Otherwise a notice says what stands instead.
    pub(super) fn keep(
        &mut self,
        criterion: &Criterion,
        mut answer: Answer,
    ) -> ControlFlow<Leaving, bool> {
        // Whoever adds to an answer has the wording of today before them.
        answer.judgement.review = false;
        let rubric = &*self.assessment.rubric;
        let told = Told {
            in_full: &|answer: &Answer| {
                format!(
                    "{}: {}",
                    criterion.title,
                    screens::recorded(rubric, criterion, answer).join("; ")
                )
            },
            shortly: &|answer: &Answer| screens::told(rubric, answer),
        };
        self.ledger.keep(
            self.interviewer,
            &mut self.notices,
            &criterion.id,
            answer,
            &told,
        )
    }

    fn check(&mut self, group: usize) -> ControlFlow<Leaving> {
        let assessment = self.assessment;
        let domain = &assessment.rubric.domains()[group];
        let answers: Vec<Option<&Answer>> = domain
            .criteria
            .iter()
            .map(|criterion| self.ledger.get(&criterion.id))
            .collect();
        let page = screens::check(
            assessment,
            domain,
            &answers,
            &std::mem::take(&mut self.notices),
        );
        let titles = domain.criteria.iter().map(|criterion| &criterion.title);
        match lists::check(self.interviewer, &mut self.walk, &page, titles)? {
            Wish::Walk => {}
            Wish::Help => self.help(),
        }
        ControlFlow::Continue(())
    }

    fn outcome(self, only: Option<usize>, left: Option<Leaving>) -> Outcome {
        let domains: Vec<&Domain> = match only {
            Some(group) => vec![&self.rubric().domains()[group]],
            None => self.rubric().domains().iter().collect(),
        };
        let all = || domains.iter().flat_map(|domain| &domain.criteria);
        let open: Vec<String> = all()
            .filter(|criterion| !self.ledger.has(&criterion.id))
            .map(|criterion| criterion.title.clone())
            .collect();
        let total = all().count();
        let command = if open.is_empty() && self.ledger.unsaved.is_none() {
            &self.options.next
        } else {
            &self.options.go_on
        };
        Outcome {
            noun: ("question", "questions"),
            verb: "answered",
            total,
            answered: total - open.len(),
            open,
            kept: self.ledger.kept,
            unsaved: self.ledger.unsaved,
            left,
            command: command.clone(),
        }
    }
}
