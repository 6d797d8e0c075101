//! Details that answers and agreed judgements share: evidence, warning signs, where it is uneven.

use jiff::civil::Date;

use crate::assessment::{Evidence, Judgement, Kind};
use crate::questionnaire::caps::evidence_sentence;
use crate::questionnaire::choice::Menu;
use crate::questionnaire::interviewer::Interviewer;
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::navigation::Place;
use crate::questionnaire::page::Page;
use crate::questionnaire::said;
use crate::questionnaire::sitting::{SAVED, Sitting, Subject};
use crate::questionnaire::summary::evidence_in_words;
use crate::rubric::Criterion;
use crate::words::long_date;

/// A record that holds a judgement.
pub(super) trait Judged {
    /// Returns the judgement, to be changed.
    fn judgement(&mut self) -> &mut Judgement;
}

/// A subject whose records have the details.
pub(super) trait JudgedSubject<'a>: Subject<'a, Record: Judged> {
    /// Asked for where it is uneven.
    const UNEVEN: &'static str;

    /// Returns the criterion of a question.
    fn criterion(&self, place: Place) -> &'a Criterion;
}

impl<'a, S: JudgedSubject<'a>> Sitting<'a, S> {
    pub(super) fn uneven(&mut self, place: Place, mut record: S::Record) -> Result<(), NoAnswer> {
        let criterion = self.subject.criterion(place);
        let mut page = Page::new(format!("{}: where it is uneven", criterion.title));
        page.paragraph(S::UNEVEN);
        let current = record.judgement().uneven.clone();
        record.judgement().uneven = self.edit(page, "Uneven", current.as_ref(), false)?;
        self.put(place, record, SAVED)
    }

    pub(super) fn warnings(&mut self, place: Place, mut record: S::Record) -> Result<(), NoAnswer> {
        let criterion = self.subject.criterion(place);
        let ticked = warning_signs(
            self.interviewer,
            criterion,
            &record.judgement().warning_signs,
        )?;
        let any = !ticked.is_empty();
        record.judgement().warning_signs = ticked;
        self.put(place, record.clone(), SAVED)?;
        if !any {
            return Ok(());
        }
        let mut page = Page::new(format!("{}: about the warning signs", criterion.title));
        if let Some(sentence) = said::warning_sign(&self.subject.assessment().rubric) {
            page.notice(sentence);
        }
        let current = record.judgement().warning_note.clone();
        record.judgement().warning_note =
            self.edit(page, "Why it does not", current.as_ref(), false)?;
        self.put(place, record, SAVED)
    }

    pub(super) fn evidence(&mut self, place: Place, mut record: S::Record) -> Result<(), NoAnswer> {
        let assessment = self.subject.assessment();
        let criterion = self.subject.criterion(place);
        let entries = &mut record.judgement().evidence;
        if !entries.is_empty()
            && let Some(number) = which(self.interviewer, criterion, entries)?
        {
            entries.remove(number);
            return self.put(place, record, "That evidence is taken out.");
        }
        let mut page = Page::new(format!("{}: evidence", criterion.title));
        page.paragraph(evidence_sentence(assessment));
        page.list("For example", &criterion.evidence);
        page.paragraph("What can be shown? (b goes back.)");
        self.interviewer.show(&page);
        let required = "Please say in a few words what can be shown, or type b to go back.";
        let what = self.interviewer.text("What", required)?;
        let (kind, date) = match kind_and_date(self.interviewer, self.subject.today()) {
            Ok(found) => found,
            Err(NoAnswer::Back) => {
                self.notices.push(format!(
                    "The evidence \"{what}\" has no kind or date yet, so it is not saved."
                ));
                return Err(NoAnswer::Back);
            }
            Err(left) => {
                self.saved.unsaved = Some(format!("the evidence you had begun (\"{what}\")"));
                return Err(left);
            }
        };
        // It is saved before the last, optional question, so that leaving there loses nothing.
        record.judgement().evidence.push(Evidence {
            what,
            kind,
            date,
            place: None,
        });
        let saved = saved_evidence(date, assessment.setup.date);
        self.put(place, record.clone(), &saved)?;
        let page = Page::new(said::PLACE);
        let found = match self.edit(page, "Where", None, false) {
            Err(NoAnswer::Back) => None,
            found => found?,
        };
        if let Some(last) = record.judgement().evidence.last_mut()
            && found.is_some()
        {
            last.place = found.map(String::from);
            self.save(place, record)?;
        }
        Ok(())
    }
}

fn kind_and_date(interviewer: &mut dyn Interviewer, today: Date) -> Result<(Kind, Date), NoAnswer> {
    let kinds = Kind::ALL.map(|kind| (kind.word(), said::kind(kind), kind));
    let kind = interviewer.decide(Page::new(said::KIND), "Kind", said::KIND, &kinds)?;
    let mut page = Page::new(said::DATE);
    page.paragraph(format!("{} (b goes back.)", said::DATE_EXAMPLES));
    interviewer.show(&page);
    Ok((kind, interviewer.date("Date", today)?))
}

/// Returns what is said once an entry is saved.
fn saved_evidence(date: Date, assessed: Date) -> String {
    let in_words = long_date(date);
    if date > assessed {
        format!(
            "The evidence is saved. Its date, {in_words}, is later than the assessment's, so it counts for nothing yet."
        )
    } else {
        format!("The evidence is saved, with the date {in_words}.")
    }
}

/// Asks which entry to take out; `None` is a new one.
fn which(
    interviewer: &mut dyn Interviewer,
    criterion: &Criterion,
    entries: &[Evidence],
) -> Result<Option<usize>, NoAnswer> {
    let mut page = Page::new(format!("{}: evidence so far", criterion.title));
    let mut menu = Menu::new("A number to take it out, or a to add", "Which evidence?");
    for (number, entry) in entries.iter().enumerate() {
        page.numbered(number + 1, "take out", evidence_in_words(entry));
        menu.option(number + 1, "take it out", Some(number));
    }
    menu.option("a", "add another", None);
    interviewer.show(&page);
    interviewer.select(&menu.back("back").leave("save and leave"))
}

/// Asks which warning signs are true, by number from 1.
fn warning_signs(
    interviewer: &mut dyn Interviewer,
    criterion: &Criterion,
    ticked: &[usize],
) -> Result<Vec<usize>, NoAnswer> {
    let mut page = Page::new(format!("{}: warning signs", criterion.title));
    for (number, sign) in (1..).zip(&criterion.warning_signs) {
        let mark = if ticked.contains(&number) {
            "ticked"
        } else {
            ""
        };
        page.numbered(number, mark, sign);
    }
    page.paragraph("Type the numbers of those that are true, such as 1 or 1 2, and 0 for none. Enter leaves it as it is, b goes back.");
    interviewer.show(&page);
    let listed = criterion.warning_signs.len();
    let typed = interviewer.optional_text("True", |text| sign_numbers(text, listed))?;
    Ok(typed.unwrap_or_else(|| ticked.to_vec()))
}

/// Reads numbers of warning signs; 0 is none.
fn sign_numbers(text: &str, listed: usize) -> Result<Vec<usize>, String> {
    let numbers: Option<Vec<usize>> = text
        .split([' ', ',', ';'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    let known = |numbers: &Vec<usize>| {
        numbers.iter().all(|number| *number <= listed)
            && (!numbers.contains(&0) || numbers.len() == 1)
    };
    let mut numbers = numbers.filter(known).ok_or_else(|| {
        format!("Please type numbers from 1 to {listed} with spaces between, or 0 for none.")
    })?;
    numbers.retain(|number| *number > 0);
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}
