//! `agree DIR set CRITERION LEVEL|unknown|not-applicable`: one judgement, without prompts.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;
use strong_trust::assessment::{
    Agreed, Assessment, Explaining, Judgement, Rating, take_out_outlived,
};
use strong_trust::questionnaire::outside;
use strong_trust::rubric::{Criterion, Level};

use crate::args::day;
use crate::command::answer::{
    applies_to_every_trust, evidence, find, in_short, level, replace, signs,
};
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::outlived;
use crate::terminal::say;
use crate::today;

/// What is not named stays as it is; evidence is added, warning signs are replaced. What explained another judgement than
/// this is kept only if it is named again.
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
    /// What somebody saw otherwise
    #[arg(long, value_name = "TEXT")]
    dissent: Option<String>,
    /// Where it is lower, where it is higher
    #[arg(long, value_name = "TEXT")]
    uneven: Option<String>,
    /// Why the level is above or below everybody's own answer, if it is; kept with the reason
    #[arg(long, value_name = "TEXT")]
    outside: Option<String>,
    /// A warning sign that is true, by its number from 1 (may be repeated)
    #[arg(long, value_name = "NUMBER")]
    warning: Vec<usize>,
    /// Why a warning sign that is true does not tell against the level
    #[arg(long, value_name = "TEXT")]
    warning_note: Option<String>,
    /// Evidence: "KIND; DATE; WHAT; WHERE" (may be repeated; WHERE may be left out)
    #[arg(long, value_name = "KIND; DATE; WHAT; WHERE")]
    evidence: Vec<String>,
}

impl Set {
    pub fn run(&self, dir: &Path) -> Outcome {
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let criterion = find(&assessment.rubric, &self.criterion)?;
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
            (Explaining::WarningNote, self.warning_note.is_some()),
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
        let given = self.given(assessment, criterion)?;
        let same = before
            .as_ref()
            .is_some_and(|before| given.is(&before.judgement.rating));
        let kept = before
            .as_ref()
            .filter(|_| same)
            .map(|before| before.reason.clone());
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
            return Err(Failure::usage(format!(
                "say {}.",
                strong_trust::text::list(&missing)
            )));
        };
        let standing = match given {
            Given::Level(level) => Rating::Level(level),
            Given::Unknown => Rating::Unknown,
            Given::NotApplicable => Rating::NotApplicable(reason.clone()),
        };
        let reason = self.whole_reason(assessment, criterion, &standing, reason)?;
        let mut agreed = before.unwrap_or_else(|| Agreed {
            judgement: Judgement {
                rating: standing.clone(),
                uneven: None,
                warning_signs: Vec::new(),
                warning_note: None,
                evidence: Vec::new(),
                review: false,
            },
            criterion: criterion.id.clone(),
            reason: String::new(),
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
        replace(&mut agreed.judgement.uneven, self.uneven.as_ref());
        replace(
            &mut agreed.judgement.warning_note,
            self.warning_note.as_ref(),
        );
        if !self.warning.is_empty() {
            agreed.judgement.warning_signs = signs(criterion, &self.warning)?;
        }
        for text in &self.evidence {
            let entry = evidence(text)?;
            if !agreed.judgement.evidence.contains(&entry) {
                agreed.judgement.evidence.push(entry);
            }
        }
        Ok(agreed)
    }

    fn given(&self, assessment: &Assessment, criterion: &Criterion) -> Result<Given, Failure> {
        match self.given.as_str() {
            "not-applicable" if criterion.not_applicable.is_none() => {
                Err(applies_to_every_trust(criterion))
            }
            "not-applicable" => Ok(Given::NotApplicable),
            "unknown" => Ok(Given::Unknown),
            text => level(&assessment.rubric, text).map(Given::Level),
        }
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

/// What was agreed, before a reason stands with it.
#[derive(Clone, Copy)]
enum Given {
    Level(Level),
    Unknown,
    NotApplicable,
}

impl Given {
    /// Whether a judgement says the same, whatever its reason.
    fn is(self, standing: &Rating) -> bool {
        match (self, standing) {
            (Self::Level(level), Rating::Level(before)) => level == *before,
            (Self::Unknown, Rating::Unknown) | (Self::NotApplicable, Rating::NotApplicable(_)) => {
                true
            }
            (
                Self::Level(_) | Self::Unknown | Self::NotApplicable,
                Rating::Level(_) | Rating::Unknown | Rating::NotApplicable(_),
            ) => false,
        }
    }
}
