//! `assess DIR`: the questionnaire.

use std::path::Path;

use clap::Args;
use strong_trust::assessment::{Answer, Assessment, LeftOut, WhyLeftOut};
use strong_trust::questionnaire::{
    Interviewer, KeepError, Keeper, LastTime, Options, Page, interview_again, not_a_respondent,
    said,
};
use strong_trust::report::left_out_words;
use strong_trust::rubric::{DomainId, RespondentId, RoleId, Rubric};
use strong_trust::store::{Folder, Session, StoreError};
use strong_trust::text::{choice, did_you_mean, list};

use crate::args::Dir;
use crate::ask::{self, NoAnswer};
use crate::command::new::{self, Setup};
use crate::command::respondent::name_note;
use crate::exit::{Exit, Failure, Outcome};
use crate::folder;
use crate::next_step::argument;
use crate::terminal::{Terminal, say};
use crate::today;

#[derive(Debug, Args)]
pub struct Assess {
    #[command(flatten)]
    dir: Dir,
    /// Who answers: a post or a pseudonym, such as chair or head-3
    #[arg(long = "as", value_name = "ID")]
    respondent: Option<String>,
    /// What they are to the trust (see `rubric show`)
    #[arg(long)]
    role: Option<String>,
    /// Only this domain
    #[arg(long, value_name = "ID")]
    domain: Option<String>,
    /// Only questions without an answer
    #[arg(long)]
    unanswered: bool,
    #[command(flatten)]
    setup: Setup,
}

impl Assess {
    /// The questionnaire as it is begun from the menu.
    pub fn from_menu(dir: &Path) -> Self {
        let setup = Setup {
            trust: None,
            cycle: None,
            rubric: None,
            depth: None,
            date: None,
            schools: None,
        };
        Self {
            dir: Dir {
                dir: dir.to_owned(),
            },
            respondent: None,
            role: None,
            domain: None,
            unanswered: false,
            setup,
        }
    }

    pub fn run(&self, terminal: Terminal) -> Outcome {
        let mut interviewer = ask::somebody(
            terminal,
            "Use `strong-trust answer` to give answers without being asked.",
        )?;
        self.with(interviewer.as_mut())
    }

    pub fn with(&self, interviewer: &mut dyn Interviewer) -> Outcome {
        let dir = &self.dir.dir;
        if !dir.exists() {
            let setup = if self.setup.trust.is_some() {
                self.setup.clone()
            } else {
                match self.setup.asked(interviewer) {
                    Ok(setup) => setup,
                    Err(left) => return Ok(left.exit()),
                }
            };
            new::create(dir, &setup)?;
        }
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let domain = self
            .domain
            .as_deref()
            .map(|id| find_domain(&assessment.rubric, id))
            .transpose()?;
        let (respondent, role) = match self.who(assessment, interviewer)? {
            Ok(who) => who,
            Err(left) => return Ok(left.exit()),
        };
        let options = Options {
            domain,
            unanswered: self.unanswered,
            today: today(),
            go_on: format!("strong-trust assess {} --as {respondent}", argument(dir)),
            next: format!("strong-trust report {}", argument(dir)),
        };
        ask_all(
            &folder,
            assessment,
            &respondent,
            &role,
            interviewer,
            &options,
        )
    }

    /// Who answers, from the flags or by asking.
    fn who(
        &self,
        assessment: &Assessment,
        interviewer: &mut dyn Interviewer,
    ) -> Result<Result<(RespondentId, RoleId), NoAnswer>, Failure> {
        let id = match &self.respondent {
            Some(id) => id.clone(),
            None => match ask_who(assessment, interviewer) {
                Ok(id) => id,
                Err(left) => return Ok(Err(left)),
            },
        };
        let respondent = respondent(&id)?;
        if let Some(role) = known_role(assessment, &respondent, self.role.as_deref())? {
            if let Some(note) = name_note(&respondent, assessment) {
                say(&note);
            }
            return Ok(Ok((respondent, role)));
        }
        Ok(ask_role(assessment, &respondent, interviewer).map(|role| (respondent, role)))
    }
}

fn ask_all(
    folder: &Folder,
    assessment: &Assessment,
    respondent: &RespondentId,
    role: &RoleId,
    interviewer: &mut dyn Interviewer,
    options: &Options,
) -> Outcome {
    let session = folder.respond(&assessment.rubric, respondent, role)?;
    let response = session.response().clone();
    let mut keeper = Disk { session };
    let last = folder
        .previous(assessment)
        .and_then(|previous| LastTime::of(&previous, respondent, &assessment.rubric));
    let outcome = interview_again(
        assessment,
        &response,
        last.as_ref(),
        &mut keeper,
        interviewer,
        options,
    );
    say(&outcome.lines().join("\n"));
    Ok(Exit::after(outcome.left))
}

/// Keeps answers in the folder.
struct Disk<'f> {
    session: Session<'f>,
}

impl Keeper<Answer> for Disk<'_> {
    fn keep(&mut self, answer: &Answer) -> Result<(), KeepError<Answer>> {
        match self.session.save(answer) {
            Ok(_) => Ok(()),
            Err(StoreError::Changed { theirs, .. }) => Err(KeepError::Changed { theirs }),
            Err(StoreError::Gone { .. }) => Err(KeepError::Changed { theirs: None }),
            Err(error) => Err(KeepError::Failed(error.to_string())),
        }
    }

    fn keep_over(&mut self, answer: &Answer) -> Result<(), KeepError<Answer>> {
        // The session has taken note of what is there now, so the same save goes over it.
        self.keep(answer)
    }
}

/// A respondent's id, or what is wrong with it.
pub fn respondent(id: &str) -> Result<RespondentId, Failure> {
    RespondentId::new(id).map_err(|error| Failure::usage(not_a_respondent(id, &error)))
}

/// What to do so that somebody's answers count again.
pub fn put_right(left_out: &LeftOut) -> &'static str {
    match left_out.why {
        WhyLeftOut::Doubled => {
            "`strong-trust respondent merge` brings them together, answer by answer."
        }
        WhyLeftOut::Broken | WhyLeftOut::Misnamed => "`strong-trust check` tells what is wrong.",
    }
}

/// The role of somebody who has answered before, or the one that was named.
pub fn known_role(
    assessment: &Assessment,
    respondent: &RespondentId,
    named: Option<&str>,
) -> Result<Option<RoleId>, Failure> {
    if let Some(left_out) = assessment.left_out(respondent) {
        return Err(Failure::InvalidText(format!(
            "{respondent} cannot answer now. {} {}",
            left_out_words(left_out),
            put_right(left_out)
        )));
    }
    let before = assessment
        .response(respondent)
        .map(|response| response.role.clone());
    let Some(named) = named else {
        return Ok(before);
    };
    let roles = assessment.rubric.roles();
    let Some(role) = roles.iter().find(|role| role.id.as_str() == named) else {
        let ids: Vec<&str> = roles.iter().map(|role| role.id.as_str()).collect();
        let hint = did_you_mean(
            named,
            ids.iter().copied(),
            format!("The roles are {}.", list(&ids)),
        );
        return Err(Failure::usage(format!(
            "the rubric has no role \"{named}\". {hint}"
        )));
    };
    match before {
        Some(before) if before != role.id => Err(Failure::usage(format!(
            "{respondent} has answered as {before} before. Leave out --role, or choose another id with --as."
        ))),
        Some(_) | None => Ok(Some(role.id.clone())),
    }
}

/// The same for a command that does not ask: a role is needed.
pub fn role_of(
    assessment: &Assessment,
    respondent: &RespondentId,
    named: Option<&str>,
) -> Result<RoleId, Failure> {
    known_role(assessment, respondent, named)?.ok_or_else(|| {
        let roles: Vec<&str> = assessment
            .rubric
            .roles()
            .iter()
            .map(|role| role.id.as_str())
            .collect();
        Failure::usage(format!(
            "{respondent} answers for the first time: add --role with one of {}.",
            choice(&roles)
        ))
    })
}

/// The domain of this id, or what there is instead.
pub fn find_domain(rubric: &Rubric, id: &str) -> Result<DomainId, Failure> {
    if let Some(domain) = rubric.domain(id) {
        return Ok(domain.id.clone());
    }
    let ids: Vec<&str> = rubric
        .domains()
        .iter()
        .map(|domain| domain.id.as_str())
        .collect();
    Err(Failure::usage(format!(
        "the rubric has no domain \"{id}\". Its domains are {}.",
        list(&ids)
    )))
}

fn ask_who(assessment: &Assessment, interviewer: &mut dyn Interviewer) -> Result<String, NoAnswer> {
    let mut options: Vec<String> = assessment
        .responses
        .iter()
        .map(|response| {
            format!(
                "{} ({} answered)",
                response.respondent,
                response.answers.len()
            )
        })
        .collect();
    options.push("somebody new".to_owned());
    let mut page = Page::new(said::WHO);
    page.paragraph(said::WHO_HINT);
    if options.len() > 1 {
        let chosen = ask::one_of(interviewer, &mut page, "Its number", &options)?;
        if let Some(response) = assessment.responses.get(chosen) {
            return Ok(response.respondent.to_string());
        }
    } else {
        interviewer.show(&page);
    }
    loop {
        let id = ask::text(interviewer, said::ID, said::NO_ID)?;
        match RespondentId::typed(&id) {
            Ok(id) => return Ok(id.to_string()),
            Err(error) => {
                let why = not_a_respondent(&id, &error);
                if let Some(leaving) = interviewer.refuse(&why) {
                    return Err(NoAnswer::Left(leaving));
                }
                let mut page = Page::new(said::WHO);
                page.notice(why);
                interviewer.show(&page);
            }
        }
    }
}

fn ask_role(
    assessment: &Assessment,
    respondent: &RespondentId,
    interviewer: &mut dyn Interviewer,
) -> Result<RoleId, NoAnswer> {
    let roles = assessment.rubric.roles();
    let titles: Vec<String> = roles.iter().map(|role| role.title.clone()).collect();
    let mut page = Page::new(said::ROLE);
    if let Some(note) = name_note(respondent, assessment) {
        page.notice(note);
    }
    page.paragraph(said::ROLE_HINT);
    let chosen = ask::one_of(interviewer, &mut page, "Its number", &titles)?;
    Ok(roles[chosen].id.clone())
}
