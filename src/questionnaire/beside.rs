//! What stands beside an answer: note, evidence, where it is uneven, how sure, warning signs.

use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::assessment::{Answer, Confidence, Evidence, Kind, Standing};
use crate::questionnaire::ask::{Edit, edit, pick};
use crate::questionnaire::caps::{evidence_sentence, named};
use crate::questionnaire::interview::{SAVED, Sitting};
use crate::questionnaire::{DatePrompt, Leaving, Opt, Page, Prompt, Reply, TextPrompt, spoken_date};
use crate::rubric::Criterion;

/// Something to add to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// A note.
    Note,
    /// Evidence.
    Evidence,
    /// Where it is lower, where it is higher.
    Uneven,
    /// How sure.
    Confidence,
    /// Warning signs.
    Warnings,
}

impl Addition {
    const ALL: [Self; 5] = [Self::Note, Self::Evidence, Self::Uneven, Self::Confidence, Self::Warnings];

    /// The letter to type.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Note => "n",
            Self::Evidence => "e",
            Self::Uneven => "u",
            Self::Confidence => "c",
            Self::Warnings => "w",
        }
    }

    /// What it is called.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Uneven => "uneven",
            Self::Confidence => "confidence",
            Self::Warnings => "warning signs",
        }
    }
}

/// What can be added to an answer to this criterion.
pub fn additions(criterion: &Criterion) -> impl Iterator<Item = Addition> + use<> {
    let signs = !criterion.warning_signs.is_empty();
    Addition::ALL.into_iter().filter(move |addition| signs || *addition != Addition::Warnings)
}

/// An entry of evidence in a line.
pub fn evidence_told(evidence: &Evidence) -> String {
    let place = evidence.place.as_ref().map_or_else(String::new, |place| format!(", {place}"));
    format!("{} ({}, {}{place})", evidence.what, evidence.kind.word(), spoken_date(evidence.date))
}

fn kind_told(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "a paper of the trust's own",
        Kind::Data => "counts and measures",
        Kind::Voice => "what people say",
        Kind::Observation => "what someone saw",
        Kind::Independent => "what somebody from outside found",
    }
}

fn confidence_told(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "I have seen it",
        Confidence::Fairly => "I have good reason to think so",
        Confidence::Guess => "I am guessing",
    }
}

/// Nothing further to do: the person went back.
const BACK: ControlFlow<Leaving, bool> = ControlFlow::Continue(false);

impl Sitting<'_> {
    /// Asks for one addition to an answer that is there, and keeps it. False when the person went back.
    pub(super) fn add(&mut self, criterion: &Criterion, addition: Addition) -> ControlFlow<Leaving, bool> {
        let Some(answer) = self.answers.get(&criterion.id).cloned() else { return BACK };
        match addition {
            Addition::Note => self.note(criterion, answer),
            Addition::Evidence => self.evidence(criterion, answer),
            Addition::Uneven => self.uneven(criterion, answer),
            Addition::Confidence => self.confidence(criterion, answer),
            Addition::Warnings => self.warnings(criterion, answer),
        }
    }

    /// Why the criterion does not apply; nothing when the person goes back.
    pub(super) fn reason(&mut self, criterion: &Criterion) -> ControlFlow<Leaving, Option<String>> {
        let mut page = Page::new(format!("{}: not applicable", criterion.title));
        if let Some(whom) = &criterion.not_applicable {
            page.paragraph(format!("This is meant for: {whom}"));
        }
        page.paragraph("A reason is needed: why could it not exist here? (b goes back.)");
        self.interviewer.show(&page);
        let required = "A reason is needed for not applicable; please give it in a few words, or type b to go back.".to_owned();
        let current = match self.answers.get(&criterion.id).map(|answer| &answer.standing) {
            Some(Standing::NotApplicable(reason)) => Some(reason.clone()),
            Some(Standing::Level(_) | Standing::Unknown) | None => None,
        };
        let prompt = TextPrompt { label: "Reason".into(), current, required: Some(required), several_lines: false };
        match self.interviewer.ask(&Prompt::Text(prompt)) {
            Reply::Text(reason) => ControlFlow::Continue(Some(reason)),
            Reply::Leave(leaving) => ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => ControlFlow::Continue(None),
        }
    }

    fn put(&mut self, criterion: &Criterion, answer: Answer, said: &str) -> ControlFlow<Leaving, bool> {
        let kept = self.keep(criterion, answer)?;
        if kept {
            self.notices.push(said.to_owned());
        }
        ControlFlow::Continue(kept)
    }

    fn note(&mut self, criterion: &Criterion, mut answer: Answer) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!("{}: a note", criterion.title));
        page.paragraph("What should a reader know who was not there? The note is shown without your name.");
        if let Some(told) = self.last.and_then(|last| last.told(&criterion.id)) {
            page.paragraph(told);
        }
        let Edit::To(note) = edit(self.interviewer, page, "Note", answer.note.clone(), true)? else { return BACK };
        answer.note = note;
        self.put(criterion, answer, SAVED)
    }

    fn uneven(&mut self, criterion: &Criterion, mut answer: Answer) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!("{}: where it is uneven", criterion.title));
        page.paragraph("Where is it lower, and where is it higher, than the level you chose?");
        let Edit::To(uneven) = edit(self.interviewer, page, "Uneven", answer.uneven.clone(), false)? else { return BACK };
        answer.uneven = uneven;
        self.put(criterion, answer, SAVED)
    }

    fn confidence(&mut self, criterion: &Criterion, mut answer: Answer) -> ControlFlow<Leaving, bool> {
        let mut page = Page::new(format!("{}: how sure are you?", criterion.title));
        for (number, confidence) in Confidence::ALL.into_iter().enumerate() {
            page.numbered(number + 1, confidence.word(), confidence_told(confidence));
        }
        let options = Confidence::ALL.into_iter().enumerate().map(|(number, confidence)| Opt::new(number + 1, confidence.word())).collect();
        let Some(number) = pick(self.interviewer, &page, "How sure", "How sure are you?", options)? else { return BACK };
        answer.confidence = Some(Confidence::ALL[number]);
        self.put(criterion, answer, SAVED)
    }

    fn warnings(&mut self, criterion: &Criterion, mut answer: Answer) -> ControlFlow<Leaving, bool> {
        let Some(signs) = self.signs(criterion, &answer.warning_signs)? else { return BACK };
        answer.warning_signs = signs;
        let ticked = !answer.warning_signs.is_empty();
        if !self.put(criterion, answer.clone(), SAVED)? {
            return BACK;
        }
        if !ticked {
            return ControlFlow::Continue(true);
        }
        let mut page = Page::new(format!("{}: about the warning signs", criterion.title));
        if let Some(cap) = self.rubric().caps().warning_sign {
            page.notice(format!(
                "A ticked warning sign lets at most {} be supported, unless a note says why it does not tell against the level.",
                named(self.rubric(), cap)
            ));
        }
        let Edit::To(note) = edit(self.interviewer, page, "Why it does not", answer.warning_note.clone(), false)? else { return BACK };
        answer.warning_note = note;
        self.put(criterion, answer, SAVED)
    }

    /// Which warning signs are true, by number from 1.
    fn signs(&mut self, criterion: &Criterion, ticked: &[usize]) -> ControlFlow<Leaving, Option<Vec<usize>>> {
        let listed = criterion.warning_signs.len();
        let mut said = None;
        loop {
            let mut page = Page::new(format!("{}: warning signs", criterion.title));
            if let Some(sentence) = said {
                page.notice(sentence);
            }
            for (number, sign) in criterion.warning_signs.iter().enumerate() {
                page.numbered(number + 1, if ticked.contains(&(number + 1)) { "ticked" } else { "" }, sign);
            }
            page.paragraph(
                "Type the numbers of those that are true, such as 1 or 1 2, and 0 for none. Enter leaves it as it is, b goes back.",
            );
            self.interviewer.show(&page);
            let prompt = TextPrompt { label: "True".into(), ..TextPrompt::default() };
            match self.interviewer.ask(&Prompt::Text(prompt)) {
                Reply::Text(text) => match sign_numbers(&text, listed) {
                    Ok(signs) => return ControlFlow::Continue(Some(signs)),
                    Err(sentence) => said = Some(sentence),
                },
                Reply::Unchanged => return ControlFlow::Continue(Some(ticked.to_vec())),
                Reply::Leave(leaving) => return ControlFlow::Break(leaving),
                Reply::Picked(_) | Reply::Date(_) | Reply::Removed | Reply::Back => return ControlFlow::Continue(None),
            }
        }
    }

    fn evidence(&mut self, criterion: &Criterion, mut answer: Answer) -> ControlFlow<Leaving, bool> {
        if !answer.evidence.is_empty() {
            match self.which_evidence(criterion, &answer)? {
                None => return BACK,
                Some(number) if number < answer.evidence.len() => {
                    answer.evidence.remove(number);
                    return self.put(criterion, answer, "That evidence is taken out.");
                }
                Some(_) => {}
            }
        }
        let Some(entry) = self.new_evidence(criterion)? else { return BACK };
        let date = entry.date;
        // It is kept before the last, optional question, so that leaving there loses nothing.
        answer.evidence.push(entry);
        let later = date > self.assessment.setup.date;
        let said = if later {
            format!("The evidence is saved. Its date, {}, is later than the assessment's, so it counts for nothing yet.", spoken_date(date))
        } else {
            format!("The evidence is saved, with the date {}.", spoken_date(date))
        };
        if !self.put(criterion, answer.clone(), &said)? {
            return BACK;
        }
        let page = Page::new("Where can it be found?");
        let place = edit(self.interviewer, page, "Where", None, false)?;
        if let (Edit::To(Some(place)), Some(entry)) = (place, answer.evidence.last_mut()) {
            entry.place = Some(place);
            self.keep(criterion, answer)?;
        }
        ControlFlow::Continue(true)
    }

    /// Asks what can be shown, its kind and its date; nothing when the person goes back.
    fn new_evidence(&mut self, criterion: &Criterion) -> ControlFlow<Leaving, Option<Evidence>> {
        let mut page = Page::new(format!("{}: evidence", criterion.title));
        page.paragraph(evidence_sentence(self.assessment));
        page.list("For example", &criterion.evidence);
        page.paragraph("What can be shown? (b goes back.)");
        self.interviewer.show(&page);
        let required = "Please say in a few words what can be shown, or type b to go back.".to_owned();
        let prompt = TextPrompt { label: "What".into(), required: Some(required), ..TextPrompt::default() };
        let what = match self.interviewer.ask(&Prompt::Text(prompt)) {
            Reply::Text(what) => what,
            Reply::Leave(leaving) => return ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Date(_) | Reply::Unchanged | Reply::Removed | Reply::Back => return ControlFlow::Continue(None),
        };
        let rest = self.kind_and_date();
        match rest {
            ControlFlow::Break(_) => self.unsaved = Some(format!("the evidence you had begun (\"{what}\")")),
            ControlFlow::Continue(None) => {
                self.notices.push(format!("The evidence \"{what}\" has no kind or date yet, so it is not saved."));
            }
            ControlFlow::Continue(Some(_)) => {}
        }
        ControlFlow::Continue(rest?.map(|(kind, date)| Evidence { what, kind, date, place: None }))
    }

    fn kind_and_date(&mut self) -> ControlFlow<Leaving, Option<(Kind, Date)>> {
        let mut page = Page::new("What kind of evidence is it?");
        let kinds = Kind::ALL.into_iter().enumerate();
        for (number, kind) in kinds.clone() {
            page.numbered(number + 1, kind.word(), kind_told(kind));
        }
        let options = kinds.map(|(number, kind)| Opt::new(number + 1, kind.word())).collect();
        let Some(kind) = pick(self.interviewer, &page, "Kind", "What kind of evidence is it?", options)? else {
            return ControlFlow::Continue(None);
        };
        let mut page = Page::new("When was it made or seen?");
        page.paragraph("Such as 14 March 2026, March 2026, 14/3/2026 or today. (b goes back.)");
        self.interviewer.show(&page);
        let prompt = DatePrompt { label: "Date".into(), today: self.options.today, optional: false };
        match self.interviewer.ask(&Prompt::Date(prompt)) {
            Reply::Date(date) => ControlFlow::Continue(Some((Kind::ALL[kind], date))),
            Reply::Leave(leaving) => ControlFlow::Break(leaving),
            Reply::Picked(_) | Reply::Text(_) | Reply::Unchanged | Reply::Removed | Reply::Back => ControlFlow::Continue(None),
        }
    }

    /// Which entry to take out; the number after the last is a new one. Nothing when the person goes back.
    fn which_evidence(&mut self, criterion: &Criterion, answer: &Answer) -> ControlFlow<Leaving, Option<usize>> {
        let mut page = Page::new(format!("{}: evidence so far", criterion.title));
        let mut options = Vec::new();
        for (number, entry) in answer.evidence.iter().enumerate() {
            page.numbered(number + 1, "take out", evidence_told(entry));
            options.push(Opt::new(number + 1, "take it out"));
        }
        options.push(Opt::new("a", "add another"));
        pick(self.interviewer, &page, "A number to take it out, or a to add", "Which evidence?", options)
    }
}

/// Reads numbers of warning signs; 0 is none.
fn sign_numbers(text: &str, listed: usize) -> Result<Vec<usize>, String> {
    let numbers: Option<Vec<usize>> = text.split([' ', ',', ';']).filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect();
    let known = |numbers: &Vec<usize>| numbers.iter().all(|number| *number <= listed) && (!numbers.contains(&0) || numbers.len() == 1);
    let mut numbers =
        numbers.filter(known).ok_or_else(|| format!("Please type numbers from 1 to {listed} with spaces between, or 0 for none."))?;
    numbers.retain(|number| *number > 0);
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}
