//! A form that came back: every problem of it, or what it changes; where the folder changed too, the person decides.

use askama::Template;

use super::write::page;
use crate::assessment::Answer;
use crate::intake::form::{Conflict, Form, Reading};
use crate::questionnaire::said;
use crate::report::left_out_words;
use crate::store::{Revision, Saved, StoreError};
use crate::text::count;
use crate::web::access::withheld_answers;
use crate::web::assessments::OpenAssessment;
use crate::web::form::{Faults, Fields, Summary};
use crate::web::frame::Frame;
use crate::web::page::withheld;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::web::upload::{PendingUpload, UploadKind, UploadedFile};

const FORM_ONCE_MORE: &str = "Please choose the workbook once more: strong-trust was started again since, or read another one.";

const NO_FORM: &str = "Choose the workbook that came back.";

#[derive(Template)]
#[template(path = "web/form-decide.html")]
struct Decide<'a> {
    frame: Frame,
    summary: Summary<'a>,
    lines: Vec<String>,
    head: String,
    conflicts: Vec<Both>,
    action: String,
    forms: String,
}

/// An answer that was changed in the form and in the folder.
struct Both {
    id: String,
    title: String,
    form: String,
    folder: String,
    chosen: Option<bool>,
    fault: Option<String>,
    revision: String,
}

#[derive(Template)]
#[template(path = "web/form-done.html")]
struct Done {
    frame: Frame,
    lines: Vec<String>,
    status: String,
    forms: String,
}

/// Reads a form that was sent.
pub(crate) fn read(request: &Request) -> HandlerResult {
    request.form.only(&|_| false, &[])?;
    let opened = request.assessment()?;
    opened.folder()?;
    let file = request.file.as_ref().filter(|file| !file.bytes.is_empty());
    let Some(file) = file else {
        let mut faults = Faults::default();
        faults.add("file", NO_FORM);
        return page(request, &opened, &faults, Vec::new());
    };
    take(request, &opened, file.clone(), &Fields::default())
}

/// Reads the form that waits, with what was chosen where both sides changed.
pub(crate) fn decide(request: &Request) -> HandlerResult {
    let known = |name: &str| name.starts_with("take.") || name.starts_with("revision.");
    request.form.only(&known, &[])?;
    let opened = request.assessment()?;
    opened.folder()?;
    let waiting = request
        .session_data()
        .and_then(|data| data.uploads.find(&opened.key, UploadKind::Form));
    let Some(form) = waiting else {
        let mut faults = Faults::default();
        faults.add("file", FORM_ONCE_MORE);
        return page(request, &opened, &faults, Vec::new());
    };
    take(request, &opened, form, &request.form)
}

/// Takes from a form what is to be taken: all of it, or nothing.
fn take(
    request: &Request,
    opened: &OpenAssessment,
    file: UploadedFile,
    chosen: &Fields,
) -> HandlerResult {
    let assessment = &opened.assessment;
    let name = crate::text::clean(&file.name);
    let wrong = |first: String, problems: Vec<String>| {
        page(
            request,
            opened,
            &Faults::default(),
            std::iter::once(first).chain(problems).collect(),
        )
    };
    let read = match Form::open(&file.bytes) {
        Ok(read) => read,
        Err(error) => {
            return wrong(
                form_unread(&name),
                vec![crate::text::capitalised(&format!("{error}."))],
            );
        }
    };
    let lines = |problems: Vec<crate::diagnostic::Diagnostic>| {
        problems
            .iter()
            .map(crate::diagnostic::Diagnostic::line)
            .collect()
    };
    let whose = match read.belongs(assessment, None) {
        Ok(whose) => whose,
        Err(problems) => return wrong(form_unread(&name), lines(problems)),
    };
    if let Some(withheld) = withheld_answers(request, opened, &whose.respondent) {
        return withheld::page(request, opened, &withheld);
    }
    if let Some(left_out) = assessment.left_out(&whose.respondent) {
        return wrong(form_unread(&name), vec![left_out_words(left_out)]);
    }
    let folder = opened.folder()?;
    let mut session = folder.respond(&assessment.rubric, &whose.respondent, &whose.role)?;
    let reading = match read.read(assessment, session.response()) {
        Ok(reading) => reading,
        Err(problems) => return wrong(form_unread(&name), lines(problems)),
    };
    let mut told = vec![format!(
        "{name}, the form of {} ({}).",
        whose.respondent, whose.role
    )];
    told.extend(whose.note);
    told.extend(reading.lines());
    let mut faults = Faults::default();
    let Some(answers) = chosen_of(&reading, chosen, &mut faults) else {
        let first = chosen == &Fields::default();
        let asking = ask(
            request,
            opened,
            &reading,
            told,
            chosen,
            &if first { Faults::default() } else { faults },
        );
        if let Some(data) = request.session_data() {
            data.uploads.keep(PendingUpload {
                assessment: opened.key.clone(),
                kind: UploadKind::Form,
                file,
            });
        }
        return asking;
    };
    match session.save_all(&answers) {
        Ok(Saved::Written) => told.push(format!(
            "Saved {} of {}.",
            count(answers.len(), "answer", "answers"),
            whose.respondent
        )),
        Ok(Saved::Unchanged) => told.push("Nothing had to be changed.".to_owned()),
        // Somebody saved in this very moment: what both sides say now is shown.
        Err(StoreError::Changed { .. } | StoreError::Gone { .. }) => {
            return take(request, &request.assessment()?, file, &Fields::default());
        }
        Err(error) => return Err(error.into()),
    }
    if let Some(data) = request.session_data() {
        data.uploads.clear();
    }
    let frame = request
        .frame("The form is read")
        .of(opened, "status")
        .back_to(opened.at("form"));
    Response::page(&Done {
        frame,
        lines: told,
        status: opened.at("status"),
        forms: opened.at("form"),
    })
}

/// Returns what was shown of an answer that changed on both sides, to see later whether it is still so.
fn revision(conflict: &Conflict) -> String {
    let answer = Revision::of([&conflict.answer]);
    Revision::of_texts([answer.as_str(), &conflict.folder]).to_string()
}

fn id(conflict: &Conflict) -> &str {
    conflict.answer.criterion.as_str()
}

/// Returns the choice for one answer: the form's, if `true`. Nothing where none was made, or another answer was shown.
fn choice(conflict: &Conflict, chosen: &Fields) -> Option<bool> {
    let revision = chosen.get(&format!("revision.{}", id(conflict))) == Some(&revision(conflict));
    match chosen
        .get(&format!("take.{}", id(conflict)))
        .filter(|_| revision)?
    {
        "form" => Some(true),
        "folder" => Some(false),
        _ => None,
    }
}

/// Returns the answers to save; nothing while something is to be chosen.
fn chosen_of(reading: &Reading, chosen: &Fields, faults: &mut Faults) -> Option<Vec<Answer>> {
    let mut answers = reading.answers(false);
    for conflict in &reading.conflicts {
        match choice(conflict, chosen) {
            Some(true) => answers.push(conflict.answer.clone()),
            Some(false) => {}
            None => faults.add(
                format!("form.{}", id(conflict)),
                format!("{}: {}", conflict.title, said::WHICH_STAYS),
            ),
        }
    }
    faults.none().then_some(answers)
}

fn ask(
    request: &Request,
    opened: &OpenAssessment,
    reading: &Reading,
    lines: Vec<String>,
    chosen: &Fields,
    faults: &Faults,
) -> HandlerResult {
    let both = |conflict: &Conflict| Both {
        id: id(conflict).to_owned(),
        title: conflict.title.clone(),
        form: conflict.form.clone(),
        folder: conflict.folder.clone(),
        chosen: choice(conflict, chosen),
        fault: faults
            .of(&format!("form.{}", id(conflict)))
            .map(|_| said::WHICH_STAYS.to_owned()),
        revision: revision(conflict),
    };
    let mut frame = request
        .frame(said::CHANGED)
        .of(opened, "status")
        .back_to(opened.at("form"));
    frame.error = !faults.none();
    Response::page(&Decide {
        frame,
        summary: faults.summary(),
        lines,
        head: reading
            .conflict_lines()
            .into_iter()
            .next()
            .unwrap_or_default(),
        conflicts: reading.conflicts.iter().map(both).collect(),
        action: opened.at("form/decide"),
        forms: opened.at("form"),
    })
}

/// Returns the heading above what is wrong with a form.
fn form_unread(name: &str) -> String {
    format!("{name} could not be read, and nothing was changed")
}
