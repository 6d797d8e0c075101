//! `answer DIR CRITERION LEVEL|unknown|not-applicable`: one answer, without prompts.

use clap::Args;
use strong_trust::assessment::{self, Confidence, Explaining, Rating, take_out_outlived};
use strong_trust::rubric::{Criterion, Rubric};

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::judgement::{Details, Given, in_short, replace};
use crate::outlived;
use crate::terminal::say;

/// What is not given stays as it is; evidence is added, warning signs are replaced. What explained another answer than
/// this is kept only if it is given again.
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
    /// How sure they are
    #[arg(long, value_enum)]
    confidence: Option<Confidence>,
    /// Why it is not applicable
    #[arg(long)]
    reason: Option<String>,
    #[command(flatten)]
    details: Details,
}

impl Answer {
    pub fn run(&self) -> Outcome {
        let (folder, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        let rubric = &assessment.rubric;
        let who = find::respondent(&self.respondent)?;
        let role = find::role(assessment, &who, self.role.as_deref())?;
        let criterion = find::criterion(rubric, &self.criterion)?;
        let standing = self.standing(rubric, criterion)?;
        let before = assessment
            .response(&who)
            .and_then(|response| response.answer(&criterion.id));
        let mut answer = self.answer(before, criterion, standing)?;
        let said = outlived::said(&[
            (Explaining::Confidence, self.confidence.is_some()),
            (Explaining::WarningNote, self.details.warning_note.is_some()),
        ]);
        let former = before.map(|before| take_out_outlived(before, &mut answer, &said));
        folder.save_answer(rubric, &who, &role, &answer)?;
        say(&format!(
            "Saved for {who}: {} = {}.",
            criterion.id,
            in_short(rubric, &answer.judgement.rating)
        ));
        if let Some((before, former)) = before.zip(former) {
            outlived::tell(&former, &in_short(rubric, &before.judgement.rating));
        }
        if let Some(note) = find::name_note(&who, assessment) {
            say(&note);
        }
        Ok(Exit::Done)
    }

    fn standing(&self, rubric: &Rubric, criterion: &Criterion) -> Result<Rating, Failure> {
        let given = Given::read(rubric, criterion, &self.given);
        let reason = self.reason.as_deref();
        if self.given != "not-applicable" && reason.is_some() {
            return Err(Failure::usage(
                "--reason belongs to `not-applicable`; write a note with --note.",
            ));
        }
        match (given?, reason.filter(|reason| !reason.trim().is_empty())) {
            (Given::NotApplicable, None) => Err(Failure::usage(
                "say why it is not applicable: add --reason \"…\".",
            )),
            (given, reason) => Ok(given.with_reason(reason.unwrap_or_default())),
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
        answer.confidence = self.confidence.or(answer.confidence);
        self.details.fill(criterion, &mut answer.judgement)?;
        Ok(answer)
    }
}
