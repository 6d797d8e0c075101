//! Nobody is shown what others answered before their own answers are complete: held here for every page at once.
//!
//! A browser that answers as somebody has said so itself, by choosing from the list of people, by adding
//! somebody, or by opening that person's pages. Until everything is answered, the pages that show what
//! others answered say instead what is open. A browser that answers as nobody (that of the person who
//! leads the work, or the one at a meeting's projector) sees them all.

use std::collections::HashSet;

use crate::rubric::{CriterionId, RespondentId};
use crate::web::asked::Asked;
use crate::web::found::Opened;
use crate::web::page::seat;
use crate::web::reply::{Given, Reply};
use crate::web::routes::{Method, Route, Visibility};
use crate::web::seat::Seat;
use crate::web::shelf;
use crate::web::trouble::Trouble;
use crate::web::who::Whom;

/// Gives the page, unless another stands before it; then the page's own function is never run. What is sent is never
/// held back: it comes from a page that was shown, and what was typed there is not to be lost.
pub fn pass(route: &Route, asked: &Asked) -> Given {
    if route.method() == Method::Get
        && let Some(page) = before(route, asked)?
    {
        return Ok(page);
    }
    shelf::pass(asked, || {
        let given = (route.handler)(asked)?;
        if let (Some(seat), Some(whom)) = (seat_of(asked), Whom::named(asked)) {
            seat.sit(asked.part("assessment"), Some(whom));
        }
        Ok(given)
    })
}

fn before(route: &Route, asked: &Asked) -> Result<Option<Reply>, Trouble> {
    let Some(whom) = seat_of(asked).and_then(|seat| seat.answers_as(asked.part("assessment")))
    else {
        return Ok(None);
    };
    let other = Whom::named(asked).filter(|named| *named != whom);
    if other.is_none() && route.visibility == Visibility::Own {
        return Ok(None);
    }
    let opened = asked.assessment()?;
    let Some(open) = open(&opened, &whom) else {
        return Ok(None);
    };
    is_there(asked, &opened)?;
    match other {
        Some(other) => seat::another(asked, &opened, &whom, open, &other).map(Some),
        None => seat::held(asked, &opened, &whom, open).map(Some),
    }
}

/// Says of what is not there that it is not there, also where its page would be held back: nothing is behind it.
fn is_there(asked: &Asked, opened: &Opened) -> Result<(), Trouble> {
    let rubric = &opened.assessment.rubric;
    let gone = |what: &str| {
        let words = format!("The rubric of this assessment has no such {what}.");
        Err(Trouble::Gone(words))
    };
    let (criterion, domain) = (asked.part("criterion"), asked.part("domain"));
    if !criterion.is_empty() && rubric.criteria().all(|one| one.id.as_str() != criterion) {
        return gone("question");
    }
    if !domain.is_empty() && rubric.domain(domain).is_none() {
        return gone("domain");
    }
    if Whom::named(asked).is_some() {
        Whom::find(asked, opened)?;
    }
    Ok(())
}

/// The page that stands before somebody's answers where this browser answers as somebody else and has not finished.
///
/// # Errors
/// When the page cannot be given.
pub fn before_answers_of(
    asked: &Asked,
    opened: &Opened,
    of: &RespondentId,
) -> Result<Option<Reply>, Trouble> {
    let whom = seat_of(asked)
        .and_then(|seat| seat.answers_as(&opened.key))
        .filter(|whom| whom.respondent != *of);
    let Some(whom) = whom else { return Ok(None) };
    open(opened, &whom)
        .map(|open| seat::held(asked, opened, &whom, open))
        .transpose()
}

/// How many questions keep somebody from seeing what others answered. `None`: none, or there is nobody else.
fn open(opened: &Opened, whom: &Whom) -> Option<usize> {
    let assessment = &opened.assessment;
    let others = !assessment.left_out.is_empty()
        || assessment
            .responses
            .iter()
            .any(|response| response.respondent != whom.respondent && !response.answers.is_empty());
    let given: HashSet<&CriterionId> = whom
        .response(assessment)
        .into_iter()
        .flat_map(|response| &response.answers)
        .map(|answer| &answer.criterion)
        .collect();
    let open = assessment
        .rubric
        .criteria()
        .filter(|criterion| !given.contains(&criterion.id))
        .count();
    (open > 0 && (others || !assessment.agreed.is_empty())).then_some(open)
}

/// The seat of the browser that asks. The example is nobody's, so nobody sits there.
pub fn seat_of(asked: &Asked) -> Option<&Seat> {
    asked
        .visit
        .as_ref()
        .map(|visit| &*visit.seat)
        .filter(|_| !crate::web::found::is_example(asked.part("assessment")))
}
