//! A form that came back: every problem of it, or what it changes; where the folder changed too, the person decides.

use askama::Template;

use crate::assessment::Answer;
use crate::intake::form::{Conflict, Form, Reading};
use crate::questionnaire::said;
use crate::report::left_out_words;
use crate::store::{Saved, StoreError};
use crate::text::count;
use crate::web::asked::Asked;
use crate::web::fields::Fields;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::gate::{before_answers_of, seat_of};
use crate::web::page::part::{Faults, Summary};
use crate::web::reply::{Given, Reply};
use crate::web::seat::Waiting;
use crate::web::secret::digest;
use crate::web::trouble::Trouble;

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
    seen: String,
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
pub fn read(asked: &Asked) -> Given {
    asked.form.only(&|_| false, &[])?;
    let opened = asked.assessment()?;
    opened.folder()?;
    let file = asked.file.as_ref().filter(|file| !file.bytes.is_empty());
    let Some(file) = file else {
        let mut faults = Faults::default();
        faults.add("file", said::NO_FORM);
        return super::page(asked, &opened, &faults, Vec::new());
    };
    let form = Waiting {
        assessment: opened.key.clone(),
        name: file.name.clone(),
        bytes: file.bytes.clone(),
    };
    take(asked, &opened, form, &Fields::default())
}

/// Reads the form that waits, with what was chosen where both sides changed.
pub fn decide(asked: &Asked) -> Given {
    let known = |name: &str| name.starts_with("take.") || name.starts_with("seen.");
    asked.form.only(&known, &[])?;
    let opened = asked.assessment()?;
    opened.folder()?;
    let Some(form) = seat_of(asked).and_then(|seat| seat.waiting(&opened.key)) else {
        let mut faults = Faults::default();
        faults.add("file", said::FORM_ONCE_MORE);
        return super::page(asked, &opened, &faults, Vec::new());
    };
    take(asked, &opened, form, &asked.form)
}

/// Takes from a form what is to be taken: all of it, or nothing.
fn take(asked: &Asked, opened: &Opened, form: Waiting, chosen: &Fields) -> Given {
    let assessment = &opened.assessment;
    let name = crate::text::clean(&form.name);
    let wrong = |first: String, problems: Vec<String>| {
        super::page(
            asked,
            opened,
            &Faults::default(),
            std::iter::once(first).chain(problems).collect(),
        )
    };
    let read = match Form::open(&form.bytes) {
        Ok(read) => read,
        Err(error) => {
            return wrong(
                said::form_unread(&name),
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
        Err(problems) => return wrong(said::form_unread(&name), lines(problems)),
    };
    if let Some(held) = before_answers_of(asked, opened, &whose.respondent)? {
        return Ok(held);
    }
    if let Some(left_out) = assessment.left_out(&whose.respondent) {
        return wrong(said::form_unread(&name), vec![left_out_words(left_out)]);
    }
    let folder = opened.folder()?;
    let mut session = folder.respond(&assessment.rubric, &whose.respondent, &whose.role)?;
    let reading = match read.read(assessment, session.response()) {
        Ok(reading) => reading,
        Err(problems) => return wrong(said::form_unread(&name), lines(problems)),
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
        let page = ask(
            asked,
            opened,
            &reading,
            told,
            chosen,
            &if first { Faults::default() } else { faults },
        );
        if let Some(seat) = seat_of(asked) {
            seat.keep(form);
        }
        return page;
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
            return take(asked, &asked.assessment()?, form, &Fields::default());
        }
        Err(error) => return Err(Trouble::Store(error)),
    }
    if let Some(seat) = seat_of(asked) {
        seat.decided();
    }
    let frame = Frame::new("The form is read", asked.visit.as_ref())
        .of(opened, "status")
        .back_to(opened.at("form"));
    Reply::page(&Done {
        frame,
        lines: told,
        status: opened.at("status"),
        forms: opened.at("form"),
    })
}

/// What was shown of an answer that changed on both sides, to see later whether it is still so.
fn mark(conflict: &Conflict) -> String {
    digest(&format!("{conflict:?}"))
}

fn id(conflict: &Conflict) -> &str {
    conflict.answer.criterion.as_str()
}

/// The choice for one answer: the form's, if `true`. Nothing where none was made, or another answer was shown.
fn choice(conflict: &Conflict, chosen: &Fields) -> Option<bool> {
    let seen = chosen.get(&format!("seen.{}", id(conflict))) == Some(&mark(conflict));
    match chosen
        .get(&format!("take.{}", id(conflict)))
        .filter(|_| seen)?
    {
        "form" => Some(true),
        "folder" => Some(false),
        _ => None,
    }
}

/// The answers to save; nothing while something is to be chosen.
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
    asked: &Asked,
    opened: &Opened,
    reading: &Reading,
    lines: Vec<String>,
    chosen: &Fields,
    faults: &Faults,
) -> Given {
    let both = |conflict: &Conflict| Both {
        id: id(conflict).to_owned(),
        title: conflict.title.clone(),
        form: conflict.form.clone(),
        folder: conflict.folder.clone(),
        chosen: choice(conflict, chosen),
        fault: faults
            .of(&format!("form.{}", id(conflict)))
            .map(|_| said::WHICH_STAYS.to_owned()),
        seen: mark(conflict),
    };
    let mut frame = Frame::new(said::CHANGED, asked.visit.as_ref())
        .of(opened, "status")
        .back_to(opened.at("form"));
    frame.error = !faults.none();
    Reply::page(&Decide {
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
