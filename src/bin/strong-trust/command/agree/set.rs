//! `agree DIR set CRITERION LEVEL|unknown|not-applicable`: one judgement, without prompts.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;
use strong_trust::assessment::{
    Agreed, Assessment, Explaining, Judgement, Note, Rating, take_out_outlived,
};
use strong_trust::questionnaire::outside;
use strong_trust::rubric::Criterion;
use strong_trust::text::list;

use crate::args::day;
use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::judgement::{Details, Given, in_short, replace};
use crate::outlived;
use crate::terminal::say;

/// What is not given stays as it is; evidence is added, warning signs are replaced. What explained another judgement than
/// this is kept only if it is given again.
#[derive(Debug, Args)]
pub struct Set {
    /// The criterion's id
    criterion: String,
    /// A level by its number, `unknown` or `not-applicable`
    #[arg(value_name = "LEVEL|unknown|not-applicable")]
    given: String,
    /// Why: what the meeting saw or heard that speaks for it; needed for every new judgement
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Who led the meeting: a post; needed the first time
    #[arg(long, value_name = "POST")]
    moderator: Option<String>,
    /// The day, such as 2026-11-22; otherwise today
    #[arg(long, value_parser = day)]
    date: Option<Date>,
    /// What somebody saw differently
    #[arg(long, value_name = "TEXT")]
    dissent: Option<String>,
    /// Why the level is above or below everybody's own answer, if it is; kept with the reason
    #[arg(long, value_name = "TEXT")]
    outside: Option<String>,
    #[command(flatten)]
    details: Details,
}

impl Set {
    pub fn run(&self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let criterion = find::criterion(&assessment.rubric, &self.criterion)?;
        let mut session = folder.agree(&assessment.rubric)?;
        let before = session
            .agreed()
            .iter()
            .find(|agreed| agreed.criterion == criterion.id)
            .cloned();
        let mut agreed = self.agreed(assessment, criterion, before.clone())?;
        // Another judgement has a reason of its own, or there is none.
        let said = outlived::said(&[
            (Explaining::Reason, true),
            (Explaining::Dissent, self.dissent.is_some()),
            (Explaining::WarningNote, self.details.warning_note.is_some()),
        ]);
        let former = before
            .as_ref()
            .map(|before| take_out_outlived(before, &mut agreed, &said));
        session.save(&agreed)?;
        say(&format!(
            "Saved: {} is agreed as {}.",
            criterion.id,
            in_short(&assessment.rubric, &agreed.judgement.rating)
        ));
        if let Some((before, former)) = before.zip(former) {
            outlived::tell(
                &former,
                &in_short(&assessment.rubric, &before.judgement.rating),
            );
        }
        Ok(Exit::Done)
    }

    fn agreed(
        &self,
        assessment: &Assessment,
        criterion: &Criterion,
        before: Option<Agreed>,
    ) -> Result<Agreed, Failure> {
        let named = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let given = Given::read(&assessment.rubric, criterion, &self.given)?;
        let same = before
            .as_ref()
            .is_some_and(|before| given.is(&before.judgement.rating));
        let kept = before
            .as_ref()
            .filter(|_| same)
            .map(|before| before.reason.to_string());
        let reason = named(&self.reason).or(kept);
        let moderator = named(&self.moderator)
            .or_else(|| before.as_ref().map(|before| before.moderator.clone()));
        let (Some(reason), Some(moderator)) = (&reason, &moderator) else {
            // Both are said at once where both are missing.
            let missing = [
                reason
                    .is_none()
                    .then_some("why it was agreed, with --reason \"…\""),
                moderator
                    .is_none()
                    .then_some("who led the meeting, with --moderator \"…\" (a post is enough)"),
            ];
            let missing: Vec<&str> = missing.into_iter().flatten().collect();
            return Err(Failure::usage(format!("say {}.", list(&missing))));
        };
        let standing = given.with_reason(reason);
        let reason = self.whole_reason(assessment, criterion, &standing, reason)?;
        let reason = Note::new(&reason).expect("a reason that was given is not blank");
        let mut agreed = before.unwrap_or_else(|| Agreed {
            criterion: criterion.id.clone(),
            judgement: Judgement::new(standing.clone()),
            reason: reason.clone(),
            moderator: String::new(),
            date: self.date.unwrap_or_else(today),
            dissent: None,
        });
        // Adding to a judgement is no new meeting; another judgement is one.
        if !same {
            agreed.date = today();
        }
        agreed.date = self.date.unwrap_or(agreed.date);
        agreed.judgement.rating = standing;
        agreed.reason = reason;
        agreed.moderator.clone_from(moderator);
        replace(&mut agreed.dissent, self.dissent.as_ref());
        self.details.fill(criterion, &mut agreed.judgement)?;
        Ok(agreed)
    }

    /// The reason, with the words why the level is outside every answer if it is.
    fn whole_reason(
        &self,
        assessment: &Assessment,
        criterion: &Criterion,
        standing: &Rating,
        reason: &str,
    ) -> Result<String, Failure> {
        let levels = || {
            assessment
                .responses
                .iter()
                .filter_map(|response| response.answer(&criterion.id)?.judgement.rating.level())
        };
        let range = levels().min().zip(levels().max());
        let why = self
            .outside
            .as_deref()
            .map(str::trim)
            .filter(|why| !why.is_empty());
        match (outside(standing, range), why) {
            (None, None) => Ok(reason.to_owned()),
            (None, Some(_)) => Err(Failure::usage(
                "--outside belongs to a level above or below everybody's own answer, and this is none. Leave it out.",
            )),
            (Some(outside), _) if outside.is_told_in(reason) => Ok(reason.to_owned()),
            (Some(outside), Some(why)) => Ok(outside.told_with(reason, why)),
            (Some(outside), None) => {
                let (lowest, highest) =
                    range.expect("a level is outside only where levels were given");
                Err(Failure::usage(format!(
                    "{}: the answers reach from {lowest} to {highest}. That may be right; say why with --outside \"…\".",
                    outside.words().replace("This", &self.given)
                )))
            }
        }
    }
}
