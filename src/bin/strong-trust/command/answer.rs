//! `answer DIR CRITERION LEVEL|unknown|not-applicable`: one answer, without prompts.

use clap::Args;
use strong_trust::assessment::{
    self, Assessment, Confidence, Evidence, Explaining, Kind, Rating, take_out_outlived,
};
use strong_trust::rubric::{Criterion, CriterionId, Level, Rubric};
use strong_trust::text::{choice, count, did_you_mean, plain};

use crate::args::{self, Dir};
use crate::command::assess::{respondent, role_of};
use crate::command::respondent::name_note;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::outlived;
use crate::terminal::say;

/// What is not named stays as it is; evidence is added, warning signs are replaced. What explained another answer than
/// this is kept only if it is named again.
#[derive(Debug, Args)]
pub struct Answer {
    #[command(flatten)]
    dir: Dir,
    /// The criterion's id
    criterion: String,
    /// A level by its number, `unknown`, or `not-applicable` (with --reason)
    #[arg(value_name = "LEVEL|unknown|not-applicable")]
    given: String,
    /// Who answers: a post or a pseudonym
    #[arg(long = "as", value_name = "ID", required = true)]
    respondent: String,
    /// What they are to the trust; needed the first time
    #[arg(long)]
    role: Option<String>,
    /// A note
    #[arg(long)]
    note: Option<String>,
    /// Where it is lower, where it is higher
    #[arg(long)]
    uneven: Option<String>,
    /// How sure: sure, fairly or guess
    #[arg(long, value_parser = ["sure", "fairly", "guess"])]
    confidence: Option<String>,
    /// Evidence: "KIND; DATE; WHAT; WHERE" (may be repeated; WHERE may be left out)
    #[arg(long, value_name = "KIND; DATE; WHAT; WHERE")]
    evidence: Vec<String>,
    /// A warning sign that is true, by its number from 1 (may be repeated)
    #[arg(long, value_name = "NUMBER")]
    warning: Vec<usize>,
    /// Why a warning sign that is true does not tell against the level
    #[arg(long, value_name = "TEXT")]
    warning_note: Option<String>,
    /// Why it is not applicable
    #[arg(long)]
    reason: Option<String>,
}

impl Answer {
    pub fn run(&self) -> Outcome {
        let (folder, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        let rubric = &assessment.rubric;
        let who = respondent(&self.respondent)?;
        let role = role_of(assessment, &who, self.role.as_deref())?;
        let criterion = find(rubric, &self.criterion)?;
        let standing = self.standing(rubric, criterion)?;
        let before = assessment
            .response(&who)
            .and_then(|response| response.answer(&criterion.id));
        let mut answer = self.answer(before, criterion, standing)?;
        let said = outlived::said(&[
            (Explaining::Confidence, self.confidence.is_some()),
            (Explaining::WarningNote, self.warning_note.is_some()),
        ]);
        let former = before.map(|before| take_out_outlived(before, &mut answer, &said));
        folder.save_answer(rubric, &who, &role, &answer)?;
        say(&told(assessment, criterion, &answer, who.as_str()));
        if let Some((before, former)) = before.zip(former) {
            outlived::tell(&former, &in_short(rubric, &before.judgement.rating));
        }
        if let Some(note) = name_note(&who, assessment) {
            say(&note);
        }
        Ok(Exit::Done)
    }

    fn standing(&self, rubric: &Rubric, criterion: &Criterion) -> Result<Rating, Failure> {
        match (self.given.as_str(), &self.reason) {
            ("not-applicable", _) if criterion.not_applicable.is_none() => {
                Err(applies_to_every_trust(criterion))
            }
            ("not-applicable", Some(reason)) if !reason.trim().is_empty() => {
                Ok(Rating::NotApplicable(reason.clone()))
            }
            ("not-applicable", _) => Err(Failure::usage(
                "say why it is not applicable: add --reason \"…\".",
            )),
            (_, Some(_)) => Err(Failure::usage(
                "--reason belongs to `not-applicable`; write a note with --note.",
            )),
            ("unknown", None) => Ok(Rating::Unknown),
            (text, None) => level(rubric, text).map(Rating::Level),
        }
    }

    fn answer(
        &self,
        before: Option<&assessment::Answer>,
        criterion: &Criterion,
        standing: Rating,
    ) -> Result<assessment::Answer, Failure> {
        let mut answer = before
            .cloned()
            .unwrap_or_else(|| assessment::Answer::new(criterion.id.clone(), Rating::Unknown));
        answer.judgement.rating = standing;
        replace(&mut answer.note, self.note.as_ref());
        replace(&mut answer.judgement.uneven, self.uneven.as_ref());
        replace(
            &mut answer.judgement.warning_note,
            self.warning_note.as_ref(),
        );
        if let Some(word) = &self.confidence {
            answer.confidence = Confidence::ALL
                .into_iter()
                .find(|confidence| confidence.word() == word);
        }
        if !self.warning.is_empty() {
            answer.judgement.warning_signs = signs(criterion, &self.warning)?;
        }
        for text in &self.evidence {
            let entry = evidence(text)?;
            if !answer.judgement.evidence.contains(&entry) {
                answer.judgement.evidence.push(entry);
            }
        }
        Ok(answer)
    }
}

/// Why a criterion cannot be answered so.
pub fn applies_to_every_trust(criterion: &Criterion) -> Failure {
    Failure::usage(format!(
        "\"{}\" applies to every trust, so it cannot be not applicable. Give a level or `unknown`.",
        criterion.id
    ))
}

/// A level by its number.
pub fn level(rubric: &Rubric, text: &str) -> Result<Level, Failure> {
    plain(text).trim().parse().ok().and_then(|number| rubric.scale().level(number)).ok_or_else(|| {
        let top = rubric.scale().top();
        Failure::usage(format!("\"{text}\" is not an answer: give a level from 0 to {top}, `unknown` or `not-applicable`."))
    })
}

/// Puts a text that was named in the place of the one before; an empty one takes it away.
pub fn replace(field: &mut Option<String>, given: Option<&String>) {
    if let Some(text) = given {
        *field = Some(text.clone()).filter(|text| !text.trim().is_empty());
    }
}

/// Warning signs by their numbers, sorted.
pub fn signs(criterion: &Criterion, numbers: &[usize]) -> Result<Vec<usize>, Failure> {
    let listed = criterion.warning_signs.len();
    if let Some(number) = numbers
        .iter()
        .find(|number| !(1..=listed).contains(*number))
    {
        let has = count(listed, "warning sign", "warning signs");
        return Err(Failure::usage(format!(
            "\"{}\" has {has}, counted from 1; there is no {number}.",
            criterion.id
        )));
    }
    let mut signs = numbers.to_vec();
    signs.sort_unstable();
    signs.dedup();
    Ok(signs)
}

/// Reads "KIND; DATE; WHAT; WHERE".
pub fn evidence(text: &str) -> Result<Evidence, Failure> {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    let wrong = |what: String| {
        Failure::usage(format!(
            "--evidence \"{text}\": {what}. Write \"KIND; DATE; WHAT; WHERE\", such as \"document; 2026-03-14; board minutes; shared drive\"."
        ))
    };
    let parts: Vec<&str> = text.splitn(4, ';').map(str::trim).collect();
    let [kind, date, what, place @ ..] = parts.as_slice() else {
        return Err(wrong(
            "a kind, a date and what it is are needed, with semicolons between".into(),
        ));
    };
    let kind = Kind::ALL
        .into_iter()
        .find(|known| known.word() == kind.to_lowercase())
        .ok_or_else(|| wrong(format!("\"{kind}\" is not a kind; use {}", choice(&kinds))))?;
    let date =
        args::day(date).map_err(|_| wrong(format!("\"{date}\" is not a date that exists")))?;
    if what.is_empty() {
        return Err(wrong("what it is, is missing".into()));
    }
    let place = place
        .first()
        .filter(|place| !place.is_empty())
        .map(|place| (*place).to_owned());
    Ok(Evidence {
        what: (*what).to_owned(),
        kind,
        date,
        place,
    })
}

/// The criterion of this id, or the nearest name.
pub fn find<'r>(rubric: &'r Rubric, id: &str) -> Result<&'r Criterion, Failure> {
    let found = CriterionId::new(id)
        .ok()
        .and_then(|id| rubric.criterion(&id));
    found.ok_or_else(|| {
        let ids = rubric.criteria().map(|criterion| criterion.id.as_str());
        let hint = did_you_mean(id, ids, "`strong-trust rubric show` lists them.");
        Failure::usage(format!("the rubric has no criterion \"{id}\". {hint}"))
    })
}

/// What was said, in two words.
pub fn in_short(rubric: &Rubric, standing: &Rating) -> String {
    match standing {
        Rating::Level(level) => format!("{level} {}", rubric.scale().label(*level)),
        Rating::Unknown => "don't know".into(),
        Rating::NotApplicable(_) => "not applicable".into(),
    }
}

fn told(
    assessment: &Assessment,
    criterion: &Criterion,
    answer: &assessment::Answer,
    who: &str,
) -> String {
    format!(
        "Saved for {who}: {} = {}.",
        criterion.id,
        in_short(&assessment.rubric, &answer.judgement.rating)
    )
}
