//! A request that was let in, as the pages read it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::report::left_out_words;
use crate::web::app::AppState;
use crate::web::assessments::{OpenAssessment, is_example};
use crate::web::error::AppError;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::participant::Participant;
use crate::web::session::{Session, SessionData};
use crate::web::upload::UploadedFile;

pub(crate) struct Request {
    pub(crate) state: Arc<AppState>,
    /// The browser's session. `None` only where anyone may ask.
    pub(crate) session: Option<Session>,
    /// The host as the browser wrote it, such as `127.0.0.1:4000`; it is one of ours.
    pub(crate) host: String,
    /// The address without its query.
    pub(crate) address: String,
    /// The nonce with which a second start of the program has proved to know the control token. Empty for all others.
    pub(crate) control_nonce: String,
    /// Whether it only reads, so that its address can be asked for again.
    pub(crate) is_get: bool,
    /// The parts of the address that the route names in curly brackets.
    pub(crate) path: HashMap<String, String>,
    pub(crate) query: Fields,
    /// The fields of the form, without its token. Empty where nothing was sent.
    pub(crate) form: Fields,
    /// The file that was sent with the form.
    pub(crate) file: Option<UploadedFile>,
}

impl Request {
    /// Returns a part of the address; empty if the route does not name it.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    /// Returns the address of a page that belongs to no assessment: `at("/rubric")`.
    pub(crate) fn at(&self, page: &str) -> String {
        format!("{}{page}", self.state.base())
    }

    /// Returns the frame of a page with this heading.
    pub(crate) fn frame(&self, title: impl Into<String>) -> Frame {
        Frame::new(title, self.session.as_ref())
    }

    /// Opens the assessment that the address names, read anew.
    ///
    /// # Errors
    /// If there is none of this name, or it cannot be read.
    pub(crate) fn assessment(&self) -> Result<OpenAssessment, AppError> {
        self.state.assessments().find(self.part("assessment"))
    }

    /// Returns what is remembered of the browser. The example belongs to nobody, so nobody answers there.
    pub(crate) fn session_data(&self) -> Option<&SessionData> {
        self.session
            .as_ref()
            .map(|session| &*session.data)
            .filter(|_| !is_example(self.part("assessment")))
    }

    /// Returns the participant that the address names, judged by its form alone.
    pub(crate) fn named_participant(&self) -> Option<Participant> {
        Participant::read(self.part("who"))
    }

    /// Returns the participant of this page. Ids are valid as ids, the role is the rubric's, and nobody changes roles.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::web::error::ErrorKind::NotFound) with the reason.
    pub(crate) fn participant(&self, opened: &OpenAssessment) -> Result<Participant, AppError> {
        let nobody =
            || AppError::not_found("The address names no respondent with a role of this rubric.");
        let assessment = &opened.assessment;
        let participant = self.named_participant().ok_or_else(nobody)?;
        assessment
            .rubric
            .role(&participant.role)
            .ok_or_else(nobody)?;
        if let Some(left_out) = assessment.left_out(&participant.respondent) {
            return Err(AppError::not_found(left_out_words(left_out)));
        }
        match participant.response(assessment) {
            Some(response) if response.role != participant.role => Err(AppError::not_found(
                format!("{} answers in another role here.", participant.respondent),
            )),
            Some(_) | None => Ok(participant),
        }
    }
}
