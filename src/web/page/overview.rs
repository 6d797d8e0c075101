//! The first page of an assessment: what it is, how far it is, and where to go.

use askama::Template;

use crate::assessment::Depth;
use crate::report::{have_answered, left_out, so_far};
use crate::text::capitalised;
use crate::web::frame::{Frame, NAVIGATION, NavigationLink};
use crate::web::page::upgrade::newer;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};
use crate::words::long_date;

#[derive(Template)]
#[template(path = "web/overview.html")]
struct Overview {
    frame: Frame,
    facts: Vec<(&'static str, String)>,
    /// Warnings about the files, a line each.
    warnings: Vec<String>,
    areas: Vec<(String, &'static NavigationLink)>,
    /// A newer version of the questions, with the page about it.
    newer: Option<(String, String)>,
    /// Where the next cycle begins; nothing where there is no room beside this folder.
    next: Option<String>,
    rubric: String,
    example: bool,
}

pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let setup = &assessment.setup;
    let rubric = &assessment.rubric;
    let mut facts = vec![
        ("Date", long_date(setup.date)),
        ("Depth", capitalised(setup.depth.word())),
        (
            "Questions",
            format!("{}, version {}", rubric.title(), rubric.version()),
        ),
        (
            "So far",
            format!(
                "{} {}",
                have_answered(assessment),
                so_far(assessment).join(" ")
            ),
        ),
    ];
    if let Some(schools) = setup.schools {
        facts.insert(2, ("Schools", schools.to_string()));
    }
    if setup.depth == Depth::Quick {
        "Quick, indicative: evidence is not tested.".clone_into(&mut facts[1].1);
    }
    Response::page(&Overview {
        frame: request.frame(format!("{}, {}", setup.trust, setup.cycle))
            .of(&opened, "")
            .in_section("")
            .back_to(request.at("/"))
            .saying(request.query.get("upgraded").map(|_| format!("This assessment has version {} of its questions now.", rubric.version()))),
        facts,
        warnings: left_out(assessment)
            .into_iter()
            .chain(opened.warnings.iter().map(crate::diagnostic::Diagnostic::line))
            .collect(),
        newer: newer(assessment).filter(|_| !opened.is_example()).map(|newer| {
            let words = format!(
                "There is version {} of these questions; this assessment was made with version {}.",
                newer.version(),
                rubric.version()
            );
            (words, opened.at("upgrade"))
        }),
        next: (request.state.assessments().parent().is_some() && !opened.is_example()).then(|| opened.at("next")),
        rubric: opened.at("rubric"),
        areas: NAVIGATION.iter().filter(|about| !about.page.is_empty()).map(|about| (opened.at(about.page), about)).collect(),
        example: opened.is_example(),
    })
}
