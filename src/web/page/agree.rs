//! Agreeing judgements: what a meeting talks about in order, each item with what is known of it, and what was agreed.

mod conflict;
mod form;
mod large;
mod list;
mod paper;
mod view;

use crate::assessment::Agreed;
use crate::questionnaire::{Point, agreed_saved};
use crate::report::{AgendaItemReport, AgendaReport, agenda, agenda_pages};
use crate::rubric::{Criterion, CriterionId};
use crate::scoring::{Matter, score};
use crate::store::StoreError;
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::form::Faults;
use crate::web::page::agree::form::Form;
use crate::web::page::question::form::Button;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::web::secret::digest;

pub use large::large;
pub use list::list;
pub use paper::{file, minutes};

/// The agenda of an assessment with its pages.
struct Table {
    agenda: AgendaReport,
    points: Vec<Point>,
}

impl Table {
    fn of(opened: &OpenAssessment) -> Self {
        let agenda = agenda(&opened.assessment, &score(&opened.assessment));
        let points = agenda_pages(&agenda)
            .parts
            .into_iter()
            .flat_map(|part| part.points)
            .collect();
        Self { agenda, points }
    }

    /// Every item in the order of the meeting: what is open, and then what is done.
    fn items(&self) -> impl Iterator<Item = &AgendaItemReport> {
        Matter::ALL
            .into_iter()
            .flat_map(|matter| self.agenda.part(matter))
            .chain(&self.agenda.done)
    }

    fn item(&self, id: &CriterionId) -> Option<&AgendaItemReport> {
        self.items().find(|item| item.id == *id)
    }

    fn point(&self, id: &CriterionId) -> Option<&Point> {
        self.points.iter().find(|point| point.criterion == *id)
    }

    /// What comes after an item: the next open one. After splits and claims, the rest comes only to those who went there.
    fn after(&self, id: &CriterionId) -> Option<&AgendaItemReport> {
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

/// One item, opened.
struct Item<'a> {
    request: &'a Request,
    opened: &'a OpenAssessment,
    table: &'a Table,
    criterion: &'a Criterion,
    report: &'a AgendaItemReport,
    point: &'a Point,
    /// Whether it is shown large.
    large: bool,
}

impl<'a> Item<'a> {
    fn find(
        request: &'a Request,
        opened: &'a OpenAssessment,
        table: &'a Table,
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

    /// The judgement as the file says it.
    fn agreed(&self) -> Option<&'a Agreed> {
        self.opened
            .assessment
            .agreed
            .iter()
            .find(|agreed| agreed.criterion == self.criterion.id)
    }

    /// Its own page; the answers come first where it is large.
    fn record(&self) -> String {
        let view = if self.large { "?view=large" } else { "" };
        self.opened
            .at(&format!("agree/item/{}{view}", self.criterion.id))
    }

    fn list(&self) -> String {
        self.opened.at("agree")
    }

    /// Where the next item is; the list after the last.
    fn onward(&self) -> String {
        self.table
            .after(&self.criterion.id)
            .map_or_else(|| self.list(), |next| self.address(next))
    }

    fn address(&self, item: &AgendaItemReport) -> String {
        address(self.opened, item, self.large)
    }
}

/// Where an item is opened.
fn address(opened: &OpenAssessment, item: &AgendaItemReport, large: bool) -> String {
    if large {
        opened.at(&format!("agree/large/{}/answers", item.id))
    } else {
        opened.at(&format!("agree/item/{}", item.id))
    }
}

/// What the form of a judgement was made from, to see later whether somebody changed it.
fn revision(agreed: Option<&Agreed>) -> String {
    digest(&format!("{agreed:?}"))
}

/// The sentence about the judgement that the address says was just saved, as the file has it.
fn saved_notice(request: &Request, opened: &OpenAssessment, table: &Table) -> Option<String> {
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

/// Shows one item.
pub fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let table = Table::of(&opened);
    let item = Item::find(request, &opened, &table)?;
    let form = Form::of(item.agreed(), &opened.assessment, request.state.today());
    view::page(&item, &form, &Faults::default(), false)
}

/// Saves what was agreed, or takes a row of evidence in or out.
pub fn save(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    opened.folder()?;
    let table = Table::of(&opened);
    let item = Item::find(request, &opened, &table)?;
    let mut form = Form::read(&request.form, item.criterion)?;
    match form.button {
        Button::AddRow => form.add_row(),
        Button::RemoveRow(row) => form.remove_row(row),
        Button::Save | Button::Later => return keep(&item, &form),
    }
    view::page(&item, &form, &Faults::default(), true)
}

fn keep(item: &Item<'_>, form: &Form) -> HandlerResult {
    let rubric = &item.opened.assessment.rubric;
    let folder = item.opened.folder()?;
    let mut faults = Faults::default();
    let Some(mine) = form.agreed(item, &mut faults) else {
        return view::page(item, form, &faults, true);
    };
    // The file is read once more; between this and the save the session itself keeps watch.
    let mut session = folder.agree(rubric)?;
    let theirs = session
        .agreed()
        .iter()
        .find(|agreed| agreed.criterion == mine.criterion)
        .cloned();
    if revision(theirs.as_ref()) != form.revision && theirs.as_ref() != Some(&mine) {
        return conflict::page(item, form, &mine, theirs.as_ref());
    }
    match session.save(&mine) {
        Ok(_) => {
            let to = match form.button {
                Button::Later => item.list(),
                Button::Save | Button::AddRow | Button::RemoveRow(_) => item.onward(),
            };
            Response::redirect(&format!("{to}?saved={}", mine.criterion))
        }
        Err(StoreError::AgreedMeanwhile { theirs, .. }) => {
            conflict::page(item, form, &mine, theirs.as_deref())
        }
        Err(error) => {
            // What was typed stays on the page; nothing is lost with a full disk.
            faults.add("", error.told());
            view::page(item, form, &faults, true)
        }
    }
}
