//! The agenda of a meeting, and one item of it, with the addresses around it.

use crate::assessment::Agreed;
use crate::questionnaire::{Point, agreed_saved};
use crate::report::{AgendaItemReport, AgendaReport, agenda, agenda_pages};
use crate::rubric::{Criterion, CriterionId};
use crate::scoring::{Matter, score};
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::request::Request;

/// The agenda of an assessment with its pages.
pub(super) struct MeetingAgenda {
    pub(super) agenda: AgendaReport,
    pub(super) points: Vec<Point>,
}

impl MeetingAgenda {
    pub(super) fn of(opened: &OpenAssessment) -> Self {
        let agenda = agenda(&opened.assessment, &score(&opened.assessment));
        let points = agenda_pages(&agenda)
            .parts
            .into_iter()
            .flat_map(|part| part.points)
            .collect();
        Self { agenda, points }
    }

    /// Returns every item in the order of the meeting: what is open, and then what is done.
    pub(super) fn items(&self) -> impl Iterator<Item = &AgendaItemReport> {
        Matter::ALL
            .into_iter()
            .flat_map(|matter| self.agenda.part(matter))
            .chain(&self.agenda.done)
    }

    pub(super) fn item(&self, id: &CriterionId) -> Option<&AgendaItemReport> {
        self.items().find(|item| item.id == *id)
    }

    pub(super) fn point(&self, id: &CriterionId) -> Option<&Point> {
        self.points.iter().find(|point| point.criterion == *id)
    }

    /// Returns what comes after an item: the next open one. After splits and claims, the rest comes only to those who went there.
    pub(super) fn after(&self, id: &CriterionId) -> Option<&AgendaItemReport> {
        let here = self.item(id)?;
        let open: Vec<&AgendaItemReport> = Matter::ALL
            .into_iter()
            .flat_map(|matter| self.agenda.part(matter))
            .collect();
        let next = match open.iter().position(|item| item.id == *id) {
            Some(place) => open.get(place + 1),
            // It is agreed already, so it stands in no order.
            None => None,
        };
        next.copied()
            .filter(|next| next.matter != Matter::Rest || here.matter == Matter::Rest)
    }
}

pub(super) struct Item<'a> {
    pub(super) request: &'a Request,
    pub(super) opened: &'a OpenAssessment,
    pub(super) table: &'a MeetingAgenda,
    pub(super) criterion: &'a Criterion,
    pub(super) report: &'a AgendaItemReport,
    pub(super) point: &'a Point,
    /// Whether it is shown large.
    pub(super) large: bool,
}

impl<'a> Item<'a> {
    pub(super) fn find(
        request: &'a Request,
        opened: &'a OpenAssessment,
        table: &'a MeetingAgenda,
    ) -> Result<Self, AppError> {
        let gone = || AppError::not_found("The rubric of this assessment has no such criterion.");
        let id = CriterionId::new(request.part("criterion")).map_err(|_| gone())?;
        let criterion = opened.assessment.rubric.criterion(&id).ok_or_else(gone)?;
        let (report, point) = table.item(&id).zip(table.point(&id)).ok_or_else(gone)?;
        let large = request.query.get("view").or(request.form.get("view")) == Some("large");
        Ok(Self {
            request,
            opened,
            table,
            criterion,
            report,
            point,
            large,
        })
    }

    /// Returns the judgement as the file says it.
    pub(super) fn agreed(&self) -> Option<&'a Agreed> {
        self.opened
            .assessment
            .agreed
            .iter()
            .find(|agreed| agreed.criterion == self.criterion.id)
    }

    /// Returns its own page; the answers come first where it is large.
    pub(super) fn record(&self) -> String {
        let view = if self.large { "?view=large" } else { "" };
        self.opened
            .at(&format!("agree/item/{}{view}", self.criterion.id))
    }

    pub(super) fn list(&self) -> String {
        self.opened.at("agree")
    }

    /// Returns where the next item is; the list after the last.
    pub(super) fn onward(&self) -> String {
        self.table
            .after(&self.criterion.id)
            .map_or_else(|| self.list(), |next| self.address(next))
    }

    pub(super) fn address(&self, item: &AgendaItemReport) -> String {
        address(self.opened, item, self.large)
    }
}

/// Returns where an item is opened.
pub(super) fn address(opened: &OpenAssessment, item: &AgendaItemReport, large: bool) -> String {
    if large {
        opened.at(&format!("agree/large/{}/answers", item.id))
    } else {
        opened.at(&format!("agree/item/{}", item.id))
    }
}

/// Returns the sentence about the judgement that the address says was just saved, as the file has it.
pub(super) fn saved_notice(
    request: &Request,
    opened: &OpenAssessment,
    table: &MeetingAgenda,
) -> Option<String> {
    let id = CriterionId::new(request.query.get("saved")?).ok()?;
    let criterion = opened.assessment.rubric.criterion(&id)?;
    let agreed = opened
        .assessment
        .agreed
        .iter()
        .find(|agreed| agreed.criterion == id)?;
    Some(agreed_saved(
        &opened.assessment,
        criterion,
        agreed,
        table.point(&id)?.evidence_cap.as_ref(),
        "",
    ))
}
