//! Agreeing judgements: a meeting goes through an agenda, one criterion a screen.
//!
//! The pages come from outside (they are scored and worded on other floors);
//! here they are shown, asked about, and the judgements saved. Nobody's own
//! answer is touched.

mod agenda;
mod outside;
mod page;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::assessment::{Agreed, Assessment, Explaining, Judgement, Note, Rating};
use crate::questionnaire::details::{Judged, JudgedSubject};
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::navigation::{Navigation, Place, Scope};
use crate::questionnaire::outcome::Outcome;
use crate::questionnaire::page::Page;
use crate::questionnaire::prompt::TextPrompt;
use crate::questionnaire::question::{Check, List, Question};
use crate::questionnaire::repository::Repository;
use crate::questionnaire::saved::SavedAnswers;
use crate::questionnaire::scale::{Chosen, not_applicable, ratings};
use crate::questionnaire::sitting::{SAVED, Sitting, Subject};
use crate::questionnaire::summary::{agreed_details, agreed_summary, rating};
use crate::questionnaire::{said, screens};
use crate::rubric::{Criterion, CriterionId};
pub use agenda::{Meeting, Moderation, Part, Point};
pub use outside::{Outside, outside};
pub use page::agreed_saved;

/// Goes through an agenda and records what is agreed; each judgement is saved before the next screen.
pub fn moderate(
    assessment: &Assessment,
    table: &Moderation,
    repository: &mut dyn Repository<Agreed>,
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
    let navigation = Navigation::new(done.collect(), Scope::default()).from_the_list();
    interviewer.show(&table.welcome);
    let subject = Agenda {
        assessment,
        table,
        meeting,
        moderator: meeting.moderator.clone(),
    };
    let saved = SavedAnswers::new(repository, agreed);
    let sitting = Sitting::new(subject, saved, interviewer, navigation);
    sitting.run(&meeting.go_on, &meeting.next)
}

/// What a meeting agrees.
struct Agenda<'a> {
    assessment: &'a Assessment,
    table: &'a Moderation,
    meeting: &'a Meeting,
    /// Who leads the meeting, once that is known.
    moderator: Option<String>,
}

/// What may be added to an agreed judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Dissent,
    Evidence,
    Uneven,
    Warnings,
}

const DETAILS: [(&str, &str, Detail); 4] = [
    ("o", "seen otherwise", Detail::Dissent),
    ("e", "evidence", Detail::Evidence),
    ("u", "uneven", Detail::Uneven),
    ("w", "warning signs", Detail::Warnings),
];

impl Judged for Agreed {
    fn judgement(&mut self) -> &mut Judgement {
        &mut self.judgement
    }
}

impl<'a> Agenda<'a> {
    fn point(&self, place: Place) -> &'a Point {
        &self.table.parts[place.group].points[place.item]
    }

    /// Returns the criterion of a point. The pages are made from the same rubric; one that it lacks is not asked about.
    fn found(&self, place: Place) -> Option<&'a Criterion> {
        self.assessment
            .rubric
            .criterion(&self.point(place).criterion)
    }
}

impl<'a> JudgedSubject<'a> for Agenda<'a> {
    const UNEVEN: &'static str = said::AGREED_UNEVEN;

    fn criterion(&self, place: Place) -> &'a Criterion {
        let found = self.found(place);
        found.expect("a point without its criterion is not asked about")
    }
}

impl<'a> Subject<'a> for Agenda<'a> {
    type Id = CriterionId;
    type Record = Agreed;
    type Rating = Chosen;
    type Detail = Detail;

    const NOUN: (&'static str, &'static str) = ("criterion", "criteria");
    const VERB: &'static str = "agreed";
    const ASKED: &'static [Explaining] = &[Explaining::Reason];

    fn assessment(&self) -> &'a Assessment {
        self.assessment
    }

    fn today(&self) -> Date {
        self.meeting.today
    }

    fn id(&self, place: Place) -> CriterionId {
        self.point(place).criterion.clone()
    }

    fn title(&self, place: Place) -> String {
        let id = || self.point(place).criterion.to_string();
        let found = self.found(place);
        found.map_or_else(id, |criterion| criterion.title.clone())
    }

    fn counts(&self, part: usize, opened: &HashSet<usize>) -> bool {
        self.meeting.all || opened.contains(&part) || !self.table.parts[part].on_request
    }

    fn list(&self, navigation: &Navigation) -> List {
        let parts = &self.table.parts;
        let open = navigation.first_open().map(|place| place.group);
        let next = open.filter(|part| self.meeting.all || !parts[*part].on_request);
        let rest = open.is_some() && next.is_none();
        let parts_done = parts.iter().enumerate();
        List {
            heading: "What is to be agreed".to_owned(),
            notice: rest.then(|| page::rest_is_open(navigation)),
            groups: parts_done
                .map(|(place, part)| {
                    let progress = page::progress(navigation.done(place));
                    (part.title.clone(), progress)
                })
                .collect(),
            next,
            question: "Which part would you like to open?",
            at_end: if open.is_some() {
                "A number for the rest, or Enter to finish"
            } else {
                "Everything is agreed. Enter finishes"
            },
        }
    }

    fn question(
        &self,
        place: Place,
        agreed: Option<&Agreed>,
        notices: Vec<String>,
    ) -> Option<Question<Chosen, Detail>> {
        let criterion = self.found(place)?;
        let mut refused = Vec::new();
        if criterion.not_applicable.is_none() {
            let sentence = "Not applicable cannot be agreed here, because this applies to every trust; d says that nobody knows.".to_owned();
            refused.push(("x", sentence));
        }
        let signs = !criterion.warning_signs.is_empty();
        let top = self.assessment.rubric.scale().top();
        let point = self.point(place);
        Some(Question {
            page: page::point(self.assessment, criterion, point, agreed, &notices),
            labels: (
                format!("What is agreed, 0 to {top}"),
                "Agreed (Enter keeps it)",
            ),
            asks: criterion.question.clone(),
            ratings: ratings(&self.assessment.rubric, criterion),
            details: DETAILS
                .into_iter()
                .filter(|(.., detail)| signs || *detail != Detail::Warnings)
                .collect(),
            refused,
            more: true,
            list: "list",
        })
    }

    fn check(&self, group: usize, judgements: &[Option<&Agreed>]) -> Check {
        let part = &self.table.parts[group];
        let line = |(item, agreed): (usize, Option<&Agreed>)| {
            let title = match self.found(Place { group, item }) {
                Some(criterion) => criterion.title.clone(),
                None => String::new(),
            };
            let text = agreed.map_or_else(
                || "not agreed yet".to_owned(),
                |agreed| agreed_summary(&self.assessment.rubric, agreed),
            );
            (title.clone(), text, title)
        };
        Check {
            heading: format!("{}: check what is agreed", part.title),
            lines: judgements.iter().copied().enumerate().map(line).collect(),
            remarks: Vec::new(),
        }
    }

    fn help(&self) -> Page {
        page::help()
    }

    fn more(&self, place: Place, _: Option<&Agreed>) -> Option<Page> {
        let criterion = self.found(place)?;
        Some(screens::more(self.assessment, criterion, None))
    }

    fn rating(&self, agreed: &Agreed) -> String {
        rating(&self.assessment.rubric, &agreed.judgement.rating)
    }

    fn summary(&self, agreed: &Agreed) -> String {
        self.rating(agreed)
    }

    fn details(&self, place: Place, agreed: &Agreed) -> String {
        let criterion = self.criterion(place);
        let details = agreed_details(&self.assessment.rubric, criterion, agreed);
        format!("{}: {}", criterion.title, details.join("; "))
    }

    fn saved(&self, place: Place, agreed: &Agreed) -> String {
        agreed_saved(
            self.assessment,
            self.criterion(place),
            agreed,
            self.point(place).evidence_cap.as_ref(),
            " (b goes back)",
        )
    }

    fn rate(
        sitting: &mut Sitting<'a, Self>,
        place: Place,
        chosen: Chosen,
        mut details: Vec<Detail>,
    ) -> Result<(), NoAnswer> {
        let criterion = sitting.subject.criterion(place);
        let standing = match chosen {
            Chosen::Level(level) => Rating::Level(level),
            Chosen::Unknown => Rating::Unknown,
            Chosen::NotApplicable => {
                Rating::NotApplicable(not_applicable(sitting.interviewer, criterion, None)?)
            }
        };
        let rating = rating(&sitting.subject.assessment.rubric, &standing);
        let agreed = sitting.begin(place, standing).inspect_err(|no_answer| {
            if let NoAnswer::Left(_) = no_answer {
                let title = &criterion.title;
                let unsaved = format!("the judgement you had begun ({rating} for \"{title}\")");
                sitting.saved.unsaved = Some(unsaved);
            }
        })?;
        // Honest disagreement is asked for each time, and Enter leaves it out.
        details.retain(|detail| *detail != Detail::Dissent);
        details.insert(0, Detail::Dissent);
        sitting.settle(place, agreed, details)
    }

    fn add(sitting: &mut Sitting<'a, Self>, place: Place, detail: Detail) -> Result<(), NoAnswer> {
        let Some(agreed) = sitting.record(place).cloned() else {
            return Ok(());
        };
        match detail {
            Detail::Dissent => sitting.dissent(place, agreed),
            Detail::Evidence => sitting.evidence(place, agreed),
            Detail::Uneven => sitting.uneven(place, agreed),
            Detail::Warnings => sitting.warnings(place, agreed),
        }
    }
}

impl<'a> Sitting<'a, Agenda<'a>> {
    /// Returns a judgement with its reason and who led.
    fn begin(&mut self, place: Place, standing: Rating) -> Result<Agreed, NoAnswer> {
        let before = self.record(place).cloned();
        let reason = match &standing {
            // Why it does not apply is the reason.
            Rating::NotApplicable(reason) => {
                Note::of(Some(reason)).expect("a reason that was asked for is given")
            }
            Rating::Level(_) | Rating::Unknown => self.reason(place, &standing, before.as_ref())?,
        };
        let moderator = self.moderator()?;
        let (judgement, dissent) = before.map_or_else(
            || (Judgement::new(Rating::Unknown), None),
            |before| (before.judgement, before.dissent),
        );
        Ok(Agreed {
            criterion: self.subject.id(place),
            judgement: Judgement {
                rating: standing,
                review: false,
                ..judgement
            },
            reason,
            moderator,
            date: self.subject.meeting.date,
            dissent,
        })
    }

    /// Asks why it was agreed, and why the level is outside every answer if it is.
    fn reason(
        &mut self,
        place: Place,
        standing: &Rating,
        before: Option<&Agreed>,
    ) -> Result<Note, NoAnswer> {
        let criterion = self.subject.criterion(place);
        let rubric = &self.subject.assessment.rubric;
        let rating = rating(rubric, standing);
        let current = before.map(|before| before.reason.to_string());
        let required = format!("{} Or type b to go back.", said::AGREED_NO_REASON);
        let prompt = TextPrompt {
            label: "Why".into(),
            required: current.is_none().then_some(required),
            current,
            several_lines: false,
        };
        let reason = loop {
            let page = page::reason(criterion, &rating, prompt.current.as_deref());
            self.interviewer.show(&page);
            if let Some(reason) = Note::of(self.interviewer.edit(&prompt)?.as_ref()) {
                break reason;
            }
            // There is no judgement without a reason.
            self.interviewer.refuse(said::AGREED_NO_REASON)?;
        };
        let given = self.subject.point(place).given;
        let outside = outside(standing, given).filter(|outside| !outside.is_told_in(&reason));
        let Some(outside) = outside else {
            return Ok(reason);
        };
        let page = page::outside(rubric, &rating, outside, given);
        self.interviewer.show(&page);
        let missing = format!("{}, or type b to choose again.", said::AGREED_NO_OUTSIDE);
        let why = self.interviewer.text("Why outside", &missing)?;
        Ok(Note::new(&outside.told_with(&reason, &why)).expect("it holds the reason"))
    }

    /// Asks who leads the meeting, once.
    fn moderator(&mut self) -> Result<String, NoAnswer> {
        if let Some(moderator) = &self.subject.moderator {
            return Ok(moderator.clone());
        }
        self.interviewer.show(&page::moderator());
        let missing = format!("{}, or type b.", said::NO_LEADER);
        let moderator = self.interviewer.text("Moderator", &missing)?;
        self.subject.moderator = Some(moderator.clone());
        Ok(moderator)
    }

    fn dissent(&mut self, place: Place, mut agreed: Agreed) -> Result<(), NoAnswer> {
        let title = &self.subject.criterion(place).title;
        let mut page = Page::new(format!("{title}: did somebody see it otherwise?"));
        page.paragraph(said::DISSENT_HINT);
        agreed.dissent = self.edit(page, "Seen otherwise", agreed.dissent.as_ref(), false)?;
        self.put(place, agreed, SAVED)
    }
}

#[cfg(test)]
mod tests;
