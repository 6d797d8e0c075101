//! What if something stood otherwise: a copy in memory is scored, and nothing is saved.

use askama::Template;

use crate::export::html::fragment;
use crate::report::{read_changes, suppositions, ways, whatif as told};
use crate::scoring::whatif;
use crate::web::assessments::{OpenAssessment, encoded};
use crate::web::form::{Faults, Summary};
use crate::web::frame::Frame;
use crate::web::page::part::Choice;
use crate::web::page::subject::{Options, by_domain};
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

/// The most things that are supposed at once.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "web/whatif.html")]
struct WhatIfPage<'a> {
    frame: Frame,
    summary: Summary<'a>,
    fault: Option<&'a str>,
    to: String,
    supposed: Vec<Supposed>,
    subjects: Vec<Options>,
    ways: Vec<Options>,
    body: String,
}

/// One thing that is supposed, with the address of the page without it.
struct Supposed {
    value: String,
    words: String,
    without: String,
}

/// Returns the address of the page that supposes these things, each an id and how it would stand.
pub(crate) fn address(opened: &OpenAssessment, pairs: &[String]) -> String {
    let supposed: Vec<String> = pairs
        .iter()
        .map(|pair| format!("suppose={}", encoded(pair)))
        .collect();
    format!("{}?{}", opened.at("whatif"), supposed.join("&"))
}

/// Returns the ways to stand, to choose from.
pub(crate) fn ways_of(opened: &OpenAssessment, chosen: &str, standards: bool) -> Vec<Options> {
    let [criterion, evidence, standard] = ways(&opened.assessment.rubric);
    let groups = [
        Some(criterion),
        Some(evidence),
        standards.then_some(standard),
    ];
    // "unknown" is a way of criteria and of standards: the first of a name is the one that is chosen.
    let mut left = Some(chosen).filter(|chosen| !chosen.is_empty());
    let group = |(heading, ways): (&str, Vec<crate::report::Way>)| Options {
        heading: heading.to_owned(),
        choices: ways
            .into_iter()
            .map(|way| Choice {
                chosen: left.take_if(|left| **left == way.word).is_some(),
                value: way.word,
                label: way.label,
                text: String::new(),
            })
            .collect(),
    };
    groups.into_iter().flatten().map(group).collect()
}

/// Shows what would change.
pub(crate) fn show(request: &Request) -> HandlerResult {
    let opened = request.assessment()?;
    let assessment = &opened.assessment;
    let mut faults = Faults::default();
    let (id, how) = (
        request.query.get("id").unwrap_or_default(),
        request.query.get("how").unwrap_or_default(),
    );
    let pairs = pairs(request, id, how, &mut faults);
    let words: Vec<&str> = pairs
        .iter()
        .flat_map(|pair| pair.split_whitespace())
        .collect();
    let (mut body, mut supposed) = (String::new(), Vec::new());
    if !pairs.is_empty() {
        match read_changes(assessment, &words) {
            Ok(changes) => {
                let scored = whatif(assessment, &changes);
                body = fragment(&told(assessment, &scored), 2)?;
                let one = |(place, (pair, words)): (usize, (&String, String))| {
                    let rest: Vec<String> = pairs
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != place)
                        .map(|(_, pair)| pair.clone())
                        .collect();
                    Supposed {
                        value: pair.clone(),
                        words,
                        without: address(&opened, &rest),
                    }
                };
                supposed = pairs
                    .iter()
                    .zip(suppositions(assessment, &scored))
                    .enumerate()
                    .map(one)
                    .collect();
            }
            Err(problems) => problems
                .into_iter()
                .for_each(|problem| faults.add("id", problem)),
        }
    }
    let mut frame = request
        .frame("What if …")
        .in_section("Report")
        .of(&opened, "report")
        .back_to(opened.at("report"));
    frame.error = !faults.none();
    Response::page(&WhatIfPage {
        frame,
        summary: faults.summary(),
        fault: faults.of("id"),
        to: opened.at("whatif"),
        supposed,
        subjects: by_domain(&assessment.rubric, if faults.none() { "" } else { id }),
        ways: ways_of(&opened, if faults.none() { "" } else { how }, true),
        body,
    })
}

/// Returns what is supposed: what was before, and what is chosen now in the place of what was supposed of the same thing.
fn pairs(request: &Request, id: &str, how: &str, faults: &mut Faults) -> Vec<String> {
    let mut pairs: Vec<String> = request
        .query
        .all("suppose")
        .map(|pair| pair.trim().to_owned())
        .filter(|pair| !pair.is_empty())
        .collect();
    match (id, how) {
        ("", "") => {}
        ("", _) => faults.add("id", "Choose what would stand otherwise."),
        (_, "") => faults.add("how", "Choose how it would stand."),
        (id, how) => {
            let of = |pair: &str| {
                pair.split_once(' ')
                    .map(|(id, how)| (id.to_owned(), kind(how)))
            };
            let new = format!("{id} {how}");
            pairs.retain(|pair| of(pair) != of(&new));
            pairs.push(new);
        }
    }
    if pairs.len() > MOST {
        pairs.truncate(MOST);
        faults.add(
            "id",
            format!("More than {MOST} things are supposed; the first {MOST} are looked at."),
        );
    }
    pairs
}

/// Returns what a way speaks of: the strength of evidence, warning signs, or where a thing stands.
fn kind(how: &str) -> u8 {
    match how.trim().as_bytes() {
        [b'S' | b's', digit] if digit.is_ascii_digit() => 0,
        b"no-warning-signs" => 1,
        _ => 2,
    }
}
