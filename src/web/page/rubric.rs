//! The questions to read, and help: the method in plain words.

use askama::Template;

use crate::export::html::fragment;
use crate::questionnaire::WHO_SEES_WHAT;
use crate::report::{Document, Edition, compose, rubric_page};
use crate::rubric::Builtin;
use crate::scoring::score;
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::frame::Frame;
use crate::web::reply::{Given, Reply};
use crate::web::trouble::Trouble;

/// The rubric that is read where there is no assessment.
const USUAL: &str = "strong-trust";

#[derive(Template)]
#[template(path = "web/reading.html")]
struct Reading {
    frame: Frame,
    body: String,
}

/// The rubric inside the program.
pub fn usual(asked: &Asked) -> Given {
    let rubric = Builtin::find(USUAL).ok_or_else(|| Trouble::Gone("This program has no questions inside.".to_owned()))?.rubric();
    let document = rubric_page(&rubric);
    page(Frame::new(document.title.as_str(), asked.visit.as_ref()).in_section("The questions").back_to("/"), &document)
}

/// The rubric of an assessment: its own copy.
pub fn own(asked: &Asked) -> Given {
    let opened = asked.assessment()?;
    let document = rubric_page(&opened.assessment.rubric);
    let frame = Frame::new(document.title.as_str(), asked.visit.as_ref()).in_section("The questions").of(&opened, "rubric");
    page(frame.back_to(opened.at("")), &document)
}

/// How it works: how to answer, who sees what, and how the result comes about.
pub fn help(asked: &Asked) -> Given {
    let example = Opened::example().assessment;
    let mut document = Document::new("How it works");
    let rubric = &example.rubric;
    document.paragraph(crate::report::WHAT_IT_IS);
    document.heading(2, "How to answer");
    document.bullets(rubric.how_to_answer().iter().map(String::as_str));
    document.heading(2, "Who sees what");
    document.bullets(WHO_SEES_WHAT);
    // The rules are the rubric's, so the example's report tells them as any other does.
    let report = compose(&example, &score(&example), Edition::Public);
    for passage in report.method.iter().filter(|passage| passage.title.starts_with("How a ")) {
        document.heading(2, passage.title.as_str());
        for paragraph in &passage.paragraphs {
            document.paragraph(paragraph.as_str());
        }
        document.bullets(passage.items.iter().map(String::as_str));
    }
    page(Frame::new(document.title.as_str(), asked.visit.as_ref()).back_to("/"), &document)
}

fn page(frame: Frame, document: &Document) -> Given {
    let body = fragment(document, 2).map_err(|error| Trouble::Mistake(error.to_string()))?;
    Reply::page(&Reading { frame, body })
}
