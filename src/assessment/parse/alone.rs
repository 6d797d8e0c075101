//! One file of an assessment read alone, for whoever is about to change it.

use crate::assessment::parse::Parser;
use crate::assessment::{Agreed, Entry, Orphan, OwnFigure, Plan, Response, Setup};
use crate::diagnostic::Diagnostic;
use crate::rubric::Rubric;
use crate::source::Source;

/// Reads a file of `responses/` alone: the answers, and those to criteria that the rubric does not have.
/// Dates are not compared with the assessment's, which stands in another file.
///
/// # Errors
/// Every problem of the file.
pub fn read_response(
    rubric: &Rubric,
    source: &Source,
) -> Result<(Response, Vec<Orphan>), Vec<Diagnostic>> {
    let mut parser = Parser::new(rubric);
    let response = parser.response(source);
    let (orphans, problems) = (parser.orphans, parser.problems);
    response
        .filter(|_| !problems.has_error())
        .map(|response| (response, orphans))
        .ok_or_else(|| problems.into_vec())
}

/// Reads `standards.toml` alone: its entries, in rubric order.
///
/// # Errors
/// Every problem of the file.
pub fn read_register(rubric: &Rubric, source: &Source) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let mut parser = Parser::new(rubric);
    let register = parser.register(Some(source));
    if parser.problems.has_error() {
        Err(parser.problems.into_vec())
    } else {
        Ok(register)
    }
}

/// Reads `agreed.toml` alone: the judgements, and those to criteria that the rubric does not have.
///
/// # Errors
/// Every problem of the file.
pub fn read_agreed(
    rubric: &Rubric,
    source: &Source,
) -> Result<(Vec<Agreed>, Vec<Orphan>), Vec<Diagnostic>> {
    let mut parser = Parser::new(rubric);
    let agreed = parser.agreed(Some(source));
    if parser.problems.has_error() {
        Err(parser.problems.into_vec())
    } else {
        Ok((agreed, parser.orphans))
    }
}

/// Reads `assessment.toml` alone.
///
/// # Errors
/// Every problem of the file.
pub fn read_setup(rubric: &Rubric, source: &Source) -> Result<Setup, Vec<Diagnostic>> {
    let mut parser = Parser::new(rubric);
    let setup = parser.setup(source);
    setup
        .filter(|_| !parser.problems.has_error())
        .ok_or_else(|| parser.problems.into_vec())
}

/// Reads `indicators.toml` alone: the trust's own numbers, in file order.
///
/// # Errors
/// Every problem of the file.
pub fn read_figures(rubric: &Rubric, source: &Source) -> Result<Vec<OwnFigure>, Vec<Diagnostic>> {
    let mut parser = Parser::new(rubric);
    let figures = parser.figures(Some(source));
    if parser.problems.has_error() {
        Err(parser.problems.into_vec())
    } else {
        Ok(figures)
    }
}

/// Reads `plan.toml` alone: its actions, in file order, and the day of the next review.
///
/// # Errors
/// Every problem of the file.
pub fn read_plan(rubric: &Rubric, source: &Source) -> Result<Plan, Vec<Diagnostic>> {
    let mut parser = Parser::new(rubric);
    let plan = parser.plan(Some(source));
    if parser.problems.has_error() {
        Err(parser.problems.into_vec())
    } else {
        Ok(plan)
    }
}
