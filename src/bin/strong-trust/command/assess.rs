//! `assess DIR`: the questionnaire.

use std::path::Path;

use clap::Args;
use strong_trust::assessment::{Answer, Assessment};
use strong_trust::questionnaire::{
    Interviewer, LastTime, NoAnswer, Options, Page, Repository, SaveError, interview_again,
    not_a_respondent, said,
};
use strong_trust::rubric::{RespondentId, RoleId};
use strong_trust::store::{Folder, Session, StoreError};

use crate::args::Dir;
use crate::clock::today;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::find;
use crate::folder;
use crate::interviewer::{CHOOSE, interviewer};
use crate::next_step::argument;
use crate::setup::{Setup, create};
use crate::terminal::{Terminal, say};

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
    /// Returns the questionnaire as it is begun from the menu.
    pub fn from_menu(dir: &Path) -> Self {
        Self {
            dir: Dir {
                dir: dir.to_owned(),
            },
            respondent: None,
            role: None,
            domain: None,
            unanswered: false,
            setup: Setup::default(),
        }
    }

    pub fn run(&self, terminal: Terminal) -> Outcome {
        let flags = "Use `strong-trust answer` to give answers without being asked.";
        self.ask(interviewer(terminal, flags)?.as_mut())
    }

    pub fn ask(&self, interviewer: &mut dyn Interviewer) -> Outcome {
        let dir = &self.dir.dir;
        if !dir.exists() {
            if self.setup.trust.is_some() {
                create(dir, &self.setup)?;
            } else {
                create(dir, &self.setup.asked(interviewer)?)?;
            }
        }
        let (folder, loaded) = folder::load(dir)?;
        let assessment = &loaded.assessment;
        let domain = self.domain.as_deref();
        let domain = domain
            .map(|id| find::domain(&assessment.rubric, id))
            .transpose()?;
        let (respondent, role) = self.who(assessment, interviewer)?;
        let options = Options {
            domain: domain.map(|domain| domain.id.clone()),
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

    /// Returns who answers, from the flags or by asking.
    fn who(
        &self,
        assessment: &Assessment,
        interviewer: &mut dyn Interviewer,
    ) -> Result<(RespondentId, RoleId), Failure> {
        let respondent = match &self.respondent {
            Some(id) => find::respondent(id)?,
            None => ask_who(assessment, interviewer)?,
        };
        if let Some(role) = find::known_role(assessment, &respondent, self.role.as_deref())? {
            if let Some(note) = find::name_note(&respondent, assessment) {
                say(&note);
            }
            return Ok((respondent, role));
        }
        let role = ask_role(assessment, &respondent, interviewer)?;
        Ok((respondent, role))
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
    let mut repository = FileStore { session };
    let last = folder
        .previous(assessment)
        .and_then(|previous| LastTime::of(&previous, respondent, &assessment.rubric));
    let outcome = interview_again(
        assessment,
        &response,
        last.as_ref(),
        &mut repository,
        interviewer,
        options,
    );
    say(&outcome.lines().join("\n"));
    Ok(Exit::after(outcome.left))
}

/// Saves answers in the folder.
struct FileStore<'f> {
    session: Session<'f>,
}

impl Repository<Answer> for FileStore<'_> {
    fn save(&mut self, answer: &Answer) -> Result<(), SaveError<Answer>> {
        match self.session.save(answer) {
            Ok(_) => Ok(()),
            Err(StoreError::Changed { theirs, .. }) => Err(SaveError::Changed { theirs }),
            Err(StoreError::Gone { .. }) => Err(SaveError::Changed { theirs: None }),
            Err(error) => Err(SaveError::Failed(error.to_string())),
        }
    }
}

fn ask_who(
    assessment: &Assessment,
    interviewer: &mut dyn Interviewer,
) -> Result<RespondentId, NoAnswer> {
    let mut page = Page::new(said::WHO);
    page.paragraph(said::WHO_HINT);
    if assessment.responses.is_empty() {
        interviewer.show(&page);
    } else {
        let known = assessment.responses.iter().map(|response| {
            let answered = response.answers.len();
            let name = format!("{} ({answered} answered)", response.respondent);
            (name, Some(response.respondent.clone()))
        });
        let somebody_new = ("somebody new".to_owned(), None);
        if let Some(known) = interviewer.select_from(page, CHOOSE, known.chain([somebody_new]))? {
            return Ok(known);
        }
    }
    interviewer.text_as(said::ID, said::NO_ID, |id| {
        RespondentId::typed(id).map_err(|error| not_a_respondent(id, &error))
    })
}

fn ask_role(
    assessment: &Assessment,
    respondent: &RespondentId,
    interviewer: &mut dyn Interviewer,
) -> Result<RoleId, NoAnswer> {
    let mut page = Page::new(said::ROLE);
    if let Some(note) = find::name_note(respondent, assessment) {
        page.notice(note);
    }
    page.paragraph(said::ROLE_HINT);
    let roles = assessment.rubric.roles().iter();
    let titles = roles.map(|role| (role.title.clone(), role.id.clone()));
    interviewer.select_from(page, CHOOSE, titles)
}
