//! One respondent's sitting: the questions of a rubric, domain by domain.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::assessment::{Answer, Assessment, Confidence, Judgement, Rating, Response};
use crate::questionnaire::details::{Judged, JudgedSubject};
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::last::LastTime;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::navigation::{Navigation, Place, Scope, Screen};
use crate::questionnaire::outcome::{Options, Outcome};
use crate::questionnaire::page::Page;
use crate::questionnaire::question::{Check, List, Question};
use crate::questionnaire::repository::Repository;
use crate::questionnaire::saved::SavedAnswers;
use crate::questionnaire::scale::{Chosen, not_applicable, ratings};
use crate::questionnaire::sitting::{SAVED, Sitting, Subject};
use crate::questionnaire::summary::{answer_details, answer_summary, rating};
use crate::questionnaire::{said, screens};
use crate::rubric::{Criterion, CriterionId};

/// Asks one respondent the questions of a rubric.
///
/// Answers given before are shown as the person's own; each new or changed
/// answer is saved before the next question is shown. Where all of it is to be
/// asked and something is answered already, it starts on the first unanswered
/// question.
pub fn interview(
    assessment: &Assessment,
    so_far: &Response,
    repository: &mut dyn Repository<Answer>,
    interviewer: &mut dyn Interviewer,
    options: &Options,
) -> Outcome {
    interview_again(assessment, so_far, None, repository, interviewer, options)
}

/// The same in a later cycle: what the respondent wrote last time is shown after each new answer, and never before.
pub fn interview_again(
    assessment: &Assessment,
    so_far: &Response,
    last: Option<&LastTime>,
    repository: &mut dyn Repository<Answer>,
    interviewer: &mut dyn Interviewer,
    options: &Options,
) -> Outcome {
    let domains = assessment.rubric.domains();
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
    let answered = domains
        .iter()
        .map(|domain| domain.criteria.iter().map(is_done).collect());
    let only = options
        .domain
        .as_ref()
        .and_then(|id| domains.iter().position(|domain| domain.id == *id));
    let scope = Scope {
        group: only,
        unanswered: options.unanswered,
    };
    let navigation = Navigation::new(answered.collect(), scope);
    let subject = Questions {
        assessment,
        last,
        only,
        today: options.today,
    };
    let saved = SavedAnswers::new(repository, answers);
    let mut sitting = Sitting::new(subject, saved, interviewer, navigation);
    sitting.greet();
    sitting.run(&options.go_on, &options.next)
}

/// The questions of a rubric.
struct Questions<'a> {
    assessment: &'a Assessment,
    /// What the respondent wrote in the cycle before.
    last: Option<&'a LastTime>,
    /// The only domain that is asked about.
    only: Option<usize>,
    today: Date,
}

/// What may be added to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Note,
    Evidence,
    Uneven,
    Confidence,
    Warnings,
}

const DETAILS: [(&str, &str, Detail); 5] = [
    ("n", "note", Detail::Note),
    ("e", "evidence", Detail::Evidence),
    ("u", "uneven", Detail::Uneven),
    ("c", "confidence", Detail::Confidence),
    ("w", "warning signs", Detail::Warnings),
];

impl Judged for Answer {
    fn judgement(&mut self) -> &mut Judgement {
        &mut self.judgement
    }
}

impl<'a> JudgedSubject<'a> for Questions<'a> {
    const UNEVEN: &'static str = said::UNEVEN;

    fn criterion(&self, place: Place) -> &'a Criterion {
        &self.assessment.rubric.domains()[place.group].criteria[place.item]
    }
}

impl<'a> Subject<'a> for Questions<'a> {
    type Id = CriterionId;
    type Record = Answer;
    type Rating = Chosen;
    type Detail = Detail;

    const NOUN: (&'static str, &'static str) = ("question", "questions");
    const VERB: &'static str = "answered";

    fn assessment(&self) -> &'a Assessment {
        self.assessment
    }

    fn today(&self) -> Date {
        self.today
    }

    fn id(&self, place: Place) -> CriterionId {
        self.criterion(place).id.clone()
    }

    fn title(&self, place: Place) -> String {
        self.criterion(place).title.clone()
    }

    fn counts(&self, group: usize, _: &HashSet<usize>) -> bool {
        self.only.is_none_or(|only| only == group)
    }

    fn list(&self, navigation: &Navigation) -> List {
        let domains = self.assessment.rubric.domains().iter().enumerate();
        List {
            heading: screens::tasks_title(&self.assessment.rubric),
            notice: None,
            groups: domains
                .map(|(group, domain)| {
                    let progress = screens::progress(navigation.done(group));
                    (domain.title.clone(), progress)
                })
                .collect(),
            next: navigation.first_open().map(|place| place.group),
            question: "Which domain would you like to open?",
            at_end: "Everything is answered. A number, or Enter to finish",
        }
    }

    fn introduction(&self, group: usize) -> Option<Page> {
        Some(screens::domain(&self.assessment.rubric.domains()[group]))
    }

    fn question(
        &self,
        place: Place,
        answer: Option<&Answer>,
        notices: Vec<String>,
    ) -> Option<Question<Chosen, Detail>> {
        let criterion = self.criterion(place);
        let domain = &self.assessment.rubric.domains()[place.group];
        let mut refused = Vec::new();
        if criterion.not_applicable.is_none() {
            let sentence = format!("{}; d says that you don't know.", said::APPLIES);
            refused.push(("x", sentence));
        }
        let signs = !criterion.warning_signs.is_empty();
        if !signs {
            let sentence = "This question lists no warning signs.".to_owned();
            refused.push(("w", sentence));
        }
        let top = self.assessment.rubric.scale().top();
        Some(Question {
            page: screens::question(self.assessment, domain, place.item, answer, &notices),
            labels: (
                format!("Your answer, 0 to {top}"),
                "Your answer (Enter keeps it)",
            ),
            asks: criterion.question.clone(),
            ratings: ratings(&self.assessment.rubric, criterion),
            details: DETAILS
                .into_iter()
                .filter(|(.., detail)| signs || *detail != Detail::Warnings)
                .collect(),
            refused,
            more: true,
            list: "domains",
        })
    }

    fn check(&self, group: usize, answers: &[Option<&Answer>]) -> Check {
        let domain = &self.assessment.rubric.domains()[group];
        let lines = domain.criteria.iter().zip(answers);
        Check {
            heading: screens::check_title(domain),
            lines: lines
                .map(|(criterion, answer)| {
                    let text = answer
                        .map_or_else(|| "not answered".to_owned(), |answer| self.summary(answer));
                    (criterion.title.clone(), text, criterion.title.clone())
                })
                .collect(),
            remarks: screens::remarks(self.assessment, answers),
        }
    }

    fn help(&self) -> Page {
        screens::help(&self.assessment.rubric)
    }

    fn more(&self, place: Place, answer: Option<&Answer>) -> Option<Page> {
        let criterion = self.criterion(place);
        Some(screens::more(self.assessment, criterion, answer))
    }

    fn rating(&self, answer: &Answer) -> String {
        rating(&self.assessment.rubric, &answer.judgement.rating)
    }

    fn summary(&self, answer: &Answer) -> String {
        answer_summary(&self.assessment.rubric, answer)
    }

    fn details(&self, place: Place, answer: &Answer) -> String {
        let criterion = self.criterion(place);
        let details = answer_details(&self.assessment.rubric, criterion, answer);
        format!("{}: {}", criterion.title, details.join("; "))
    }

    fn saved(&self, place: Place, answer: &Answer) -> String {
        let criterion = self.criterion(place);
        said::saved(self.assessment, criterion, answer, " (b goes back)")
    }

    fn reminder(&self, place: Place) -> Option<String> {
        self.last?.briefly(&self.criterion(place).id)
    }

    fn rate(
        sitting: &mut Sitting<'a, Self>,
        place: Place,
        rating: Chosen,
        details: Vec<Detail>,
    ) -> Result<(), NoAnswer> {
        let standing = match rating {
            Chosen::Level(level) => Rating::Level(level),
            Chosen::Unknown => Rating::Unknown,
            Chosen::NotApplicable => {
                let criterion = sitting.subject.criterion(place);
                let current = match sitting.record(place).map(|answer| &answer.judgement.rating) {
                    Some(Rating::NotApplicable(reason)) => Some(reason.clone()),
                    Some(Rating::Level(_) | Rating::Unknown) | None => None,
                };
                Rating::NotApplicable(not_applicable(sitting.interviewer, criterion, current)?)
            }
        };
        sitting.answer(place, standing, details)
    }

    /// An answer to an earlier wording is saved again for the wording of today.
    fn keep(sitting: &mut Sitting<'a, Self>, place: Place) -> Result<(), NoAnswer> {
        match sitting.record(place) {
            Some(answer) if answer.judgement.review => {
                let standing = answer.judgement.rating.clone();
                sitting.answer(place, standing, Vec::new())
            }
            Some(_) | None => {
                sitting.navigation.onward();
                Ok(())
            }
        }
    }

    fn add(sitting: &mut Sitting<'a, Self>, place: Place, detail: Detail) -> Result<(), NoAnswer> {
        let Some(mut answer) = sitting.record(place).cloned() else {
            return Ok(());
        };
        // Whoever adds to an answer has the wording of today before them.
        answer.judgement.review = false;
        match detail {
            Detail::Note => sitting.note(place, answer),
            Detail::Evidence => sitting.evidence(place, answer),
            Detail::Uneven => sitting.uneven(place, answer),
            Detail::Confidence => sitting.confidence(place, answer),
            Detail::Warnings => sitting.warnings(place, answer),
        }
    }
}

impl<'a> Sitting<'a, Questions<'a>> {
    /// Says how to answer, or how far the person is.
    fn greet(&mut self) {
        if self.saved.is_empty() {
            let welcome = screens::welcome(self.subject.assessment);
            self.interviewer.show(&welcome);
        } else if matches!(self.navigation.screen(), Screen::Question(_)) {
            let (done, total) = (0..self.navigation.groups())
                .filter(|group| self.subject.only.is_none_or(|only| only == *group))
                .map(|group| self.navigation.done(group))
                .fold((0, 0), |sum, done| (sum.0 + done.0, sum.1 + done.1));
            self.notices.push(format!(
                "Welcome back. {done} of {total} answered so far; this is the first that is not."
            ));
        }
    }

    fn answer(
        &mut self,
        place: Place,
        standing: Rating,
        details: Vec<Detail>,
    ) -> Result<(), NoAnswer> {
        let id = self.subject.id(place);
        let mut answer = match self.record(place) {
            Some(before) => before.clone(),
            None => Answer::new(id, Rating::Unknown),
        };
        answer.judgement.rating = standing;
        answer.judgement.review = false;
        self.settle(place, answer, details)
    }

    fn note(&mut self, place: Place, mut answer: Answer) -> Result<(), NoAnswer> {
        let criterion = self.subject.criterion(place);
        let mut page = Page::new(format!("{}: a note", criterion.title));
        page.paragraph(said::NOTE);
        if let Some(told) = self.subject.last.and_then(|last| last.told(&criterion.id)) {
            page.paragraph(told);
        }
        answer.note = self.edit(page, "Note", answer.note.as_ref(), true)?;
        self.put(place, answer, SAVED)
    }

    fn confidence(&mut self, place: Place, mut answer: Answer) -> Result<(), NoAnswer> {
        let criterion = self.subject.criterion(place);
        let page = Page::new(format!("{}: how sure are you?", criterion.title));
        let options = Confidence::ALL.map(|one| (one.word(), said::confidence(one), one));
        let picked = self
            .interviewer
            .decide(page, "How sure", said::CONFIDENCE, &options)?;
        answer.confidence = Some(picked);
        self.put(place, answer, SAVED)
    }
}
