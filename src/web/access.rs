//! Who may ask for a page, and whose answers a page may show.
//!
//! Nobody is shown what others answered before their own answers are complete. A browser answers as somebody if it has
//! said so itself, by choosing from the list of people, by adding somebody, or by opening that person's pages. Until
//! everything is answered, the pages that show what others answered say instead what is open. A browser that answers as
//! nobody (that of the person who leads the work, or the one at a meeting's projector) sees them all.

use std::collections::HashSet;

use crate::rubric::{CriterionId, RespondentId};
use crate::web::assessments::OpenAssessment;
use crate::web::error::AppError;
use crate::web::participant::Participant;
use crate::web::request::Request;

/// Who may ask for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone on this computer: the style of the pages, which says nothing of anybody.
    Anyone,
    /// Anyone with a sign-in link that was not used.
    Link,
    /// A second start of the program, which proves to know the control token.
    Control,
    /// A browser that is signed in; to change something, from our own page with this session's token.
    Session,
}

/// Whose answers a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Nobody's, or those of the person whom the address names.
    Own,
    /// What people answered: counted, scored, noted, or agreed in a meeting.
    Others,
}

/// Why a page is withheld.
pub(crate) struct Withheld {
    /// As whom the browser answers.
    pub(crate) participant: Participant,
    /// How many questions they have not answered.
    pub(crate) open: usize,
    /// Whose page it is, where it is another person's.
    pub(crate) other: Option<Participant>,
}

/// Returns whether the page is withheld, before its own function runs.
///
/// # Errors
/// If there is no such page or assessment: nothing is withheld that is not there.
pub(crate) fn withheld(
    visibility: Visibility,
    request: &Request,
) -> Result<Option<(OpenAssessment, Withheld)>, AppError> {
    let answers_as = request
        .session_data()
        .and_then(|data| data.answers_as(request.part("assessment")));
    let Some(participant) = answers_as else {
        return Ok(None);
    };
    let other = request
        .named_participant()
        .filter(|named| *named != participant);
    if other.is_none() && visibility == Visibility::Own {
        return Ok(None);
    }
    let opened = request.assessment()?;
    let Some(open) = open_questions(&opened, &participant) else {
        return Ok(None);
    };
    check_address(request, &opened)?;
    let withheld = Withheld {
        participant,
        open,
        other,
    };
    Ok(Some((opened, withheld)))
}

/// Returns whether somebody's answers are withheld because this browser answers as somebody else and has not finished.
pub(crate) fn withheld_answers(
    request: &Request,
    opened: &OpenAssessment,
    of: &RespondentId,
) -> Option<Withheld> {
    let participant = request
        .session_data()
        .and_then(|data| data.answers_as(&opened.key))
        .filter(|participant| participant.respondent != *of)?;
    let open = open_questions(opened, &participant)?;
    Some(Withheld {
        participant,
        open,
        other: None,
    })
}

fn check_address(request: &Request, opened: &OpenAssessment) -> Result<(), AppError> {
    let rubric = &opened.assessment.rubric;
    let missing = |what: &str| {
        let words = format!("The rubric of this assessment has no such {what}.");
        Err(AppError::not_found(words))
    };
    let (criterion, domain) = (request.part("criterion"), request.part("domain"));
    if !criterion.is_empty() && rubric.criteria().all(|one| one.id.as_str() != criterion) {
        return missing("question");
    }
    if !domain.is_empty() && rubric.domain(domain).is_none() {
        return missing("domain");
    }
    if request.named_participant().is_some() {
        request.participant(opened)?;
    }
    Ok(())
}

/// Returns how many questions keep somebody from seeing what others answered. `None`: none do, or there is nobody else.
fn open_questions(opened: &OpenAssessment, participant: &Participant) -> Option<usize> {
    let assessment = &opened.assessment;
    let others = !assessment.left_out.is_empty()
        || assessment.responses.iter().any(|response| {
            response.respondent != participant.respondent && !response.answers.is_empty()
        });
    let answered: HashSet<&CriterionId> = participant
        .response(assessment)
        .into_iter()
        .flat_map(|response| &response.answers)
        .map(|answer| &answer.criterion)
        .collect();
    let open = assessment
        .rubric
        .criteria()
        .filter(|criterion| !answered.contains(&criterion.id))
        .count();
    (open > 0 && (others || !assessment.agreed.is_empty())).then_some(open)
}
