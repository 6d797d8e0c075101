//! The baseline register: each standard asked, grouped by who usually knows.

mod group;
mod page;

pub use group::{Group, groups};
pub use page::{explanation_asked, force, source, standard_place};

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::assessment::{Assessment, Entry, Status};
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::navigation::{Navigation, Place, Scope};
use crate::questionnaire::outcome::{Options, Outcome};
use crate::questionnaire::page::Page;
use crate::questionnaire::question::{Check, List, Question};
use crate::questionnaire::repository::Repository;
use crate::questionnaire::said;
use crate::questionnaire::saved::SavedAnswers;
use crate::questionnaire::screens::progress_of;
use crate::questionnaire::sitting::{SAVED, Sitting, Subject};
use crate::questionnaire::summary::{entry_in_full, entry_summary};
use crate::rubric::{Force, Standard, StandardId};

/// Asks the standards of a rubric; each entry is saved before the next standard is shown.
pub fn standards(
    assessment: &Assessment,
    repository: &mut dyn Repository<Entry>,
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
    let scope = Scope {
        group: None,
        unanswered: options.unanswered,
    };
    let navigation = Navigation::new(answered.collect(), scope);
    let subject = Register {
        assessment,
        groups,
        today: options.today,
    };
    let saved = SavedAnswers::new(repository, entries);
    let sitting = Sitting::new(subject, saved, interviewer, navigation);
    sitting.run(&options.go_on, &options.next)
}

/// The standards of a rubric.
struct Register<'a> {
    assessment: &'a Assessment,
    groups: Vec<Group<'a>>,
    today: Date,
}

/// What may be added to the status of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Proof,
    By,
    Checked,
    Explanation,
}

const DETAILS: [(&str, &str, Detail); 4] = [
    ("p", "proof", Detail::Proof),
    ("w", "who looked", Detail::By),
    ("c", "date checked", Detail::Checked),
    ("e", "explanation", Detail::Explanation),
];

impl<'a> Register<'a> {
    fn standard(&self, place: Place) -> &'a Standard {
        self.groups[place.group].standards[place.item]
    }
}

impl<'a> Subject<'a> for Register<'a> {
    type Id = StandardId;
    type Record = Entry;
    type Rating = Status;
    type Detail = Detail;

    const NOUN: (&'static str, &'static str) = ("standard", "standards");
    const VERB: &'static str = "answered";

    fn assessment(&self) -> &'a Assessment {
        self.assessment
    }

    fn today(&self) -> Date {
        self.today
    }

    fn id(&self, place: Place) -> StandardId {
        self.standard(place).id.clone()
    }

    fn title(&self, place: Place) -> String {
        self.standard(place).id.to_string()
    }

    fn counts(&self, _: usize, _: &HashSet<usize>) -> bool {
        true
    }

    fn list(&self, navigation: &Navigation) -> List {
        let groups = self.groups.iter().enumerate();
        List {
            heading: format!("{}: what is done so far", said::STANDARDS),
            notice: None,
            groups: groups
                .map(|(place, group)| {
                    let progress = progress_of(navigation.done(place), Self::NOUN);
                    (group.who.clone(), progress)
                })
                .collect(),
            next: navigation.first_open().map(|place| place.group),
            question: "Whose standards would you like to open?",
            at_end: "Everything is answered. A number, or Enter to finish",
        }
    }

    fn question(
        &self,
        place: Place,
        entry: Option<&Entry>,
        notices: Vec<String>,
    ) -> Option<Question<Status, Detail>> {
        let group = &self.groups[place.group];
        let status = |status: Status| {
            let key = page::key(status).to_owned();
            (key, status.phrase().to_owned(), status)
        };
        Some(Question {
            page: page::standard(self.assessment, group, place.item, entry, &notices),
            labels: (
                "1 met, 2 partly, 3 not met, or d or x".to_owned(),
                "Your answer (Enter keeps it)",
            ),
            asks: self.standard(place).statement.clone(),
            ratings: Status::ALL.into_iter().map(status).collect(),
            details: DETAILS.to_vec(),
            refused: Vec::new(),
            more: false,
            list: "list",
        })
    }

    fn check(&self, group: usize, entries: &[Option<&Entry>]) -> Check {
        let group = &self.groups[group];
        let lines = group.standards.iter().zip(entries);
        Check {
            heading: format!("{}: check the answers", group.who),
            lines: lines
                .map(|(standard, entry)| {
                    let answer = entry.map_or_else(|| "not answered".to_owned(), entry_summary);
                    // A statement is a sentence, too long to be typed instead of its number.
                    (answer, standard.statement.clone(), "change it".to_owned())
                })
                .collect(),
            remarks: Vec::new(),
        }
    }

    fn help(&self) -> Page {
        page::help()
    }

    fn rating(&self, entry: &Entry) -> String {
        entry.status.phrase().to_owned()
    }

    fn summary(&self, entry: &Entry) -> String {
        entry_summary(entry)
    }

    fn details(&self, place: Place, entry: &Entry) -> String {
        entry_in_full(self.standard(place), entry)
    }

    fn saved(&self, place: Place, entry: &Entry) -> String {
        said::saved_standard(self.assessment, self.standard(place), entry)
    }

    fn rate(
        sitting: &mut Sitting<'a, Self>,
        place: Place,
        status: Status,
        mut details: Vec<Detail>,
    ) -> Result<(), NoAnswer> {
        let standard = sitting.subject.standard(place);
        let mut entry = sitting.record(place).cloned().unwrap_or_else(|| Entry {
            standard: standard.id.clone(),
            status,
            checked: None,
            by: None,
            proof: None,
            explanation: None,
        });
        entry.status = status;
        // Comply or explain: what is only expected may be explained, and is asked for at once.
        let unexplained = standard.force == Force::Should
            && status == Status::NotMet
            && entry.explanation.is_none();
        if unexplained && !details.contains(&Detail::Explanation) {
            details.push(Detail::Explanation);
        }
        sitting.settle(place, entry, details)
    }

    fn add(sitting: &mut Sitting<'a, Self>, place: Place, detail: Detail) -> Result<(), NoAnswer> {
        let Some(mut entry) = sitting.record(place).cloned() else {
            return Ok(());
        };
        let explanation = page::explanation(sitting.subject.standard(place), entry.status);
        let (field, page, label) = match detail {
            Detail::Proof => (&mut entry.proof, Page::new(said::PROOF), "Proof"),
            Detail::By => (&mut entry.by, Page::new(said::BY), "Who looked"),
            Detail::Explanation => (&mut entry.explanation, explanation, "Explanation"),
            Detail::Checked => return sitting.checked(place, entry),
        };
        *field = sitting.edit(page, label, field.as_ref(), false)?;
        sitting.put(place, entry, SAVED)
    }
}

impl<'a> Sitting<'a, Register<'a>> {
    /// Asks on which day somebody looked.
    fn checked(&mut self, place: Place, mut entry: Entry) -> Result<(), NoAnswer> {
        let mut page = Page::new(said::CHECKED);
        page.paragraph(
            "Such as today, 14 March 2026 or 14/3/2026. Enter leaves it as it is, b goes back.",
        );
        self.interviewer.show(&page);
        let date = self.interviewer.optional_date("Date", self.subject.today)?;
        entry.checked = date.or(entry.checked);
        self.put(place, entry, SAVED)
    }
}

#[cfg(test)]
mod tests;
