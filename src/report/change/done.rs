//! You said, we did: the actions of an earlier plan that are closed, beside what moved.

use crate::assessment::{Action, ActionStatus, Assessment, Course, Status};
use crate::report::Edition;
use crate::report::change::moves::{DoneReport, MoveReport};
use crate::report::change::row::Row;
use crate::report::standard::status_phrase;
use crate::rubric::{CriterionId, StandardId};
use crate::text::capitalised;
use crate::words::{counted, number, opened};

/// The closed actions, and what there is to say of all of them.
pub fn compose(
    row: &Row<'_>,
    before: &Assessment,
    after: &Assessment,
    criteria: &[MoveReport],
) -> (Vec<DoneReport>, String) {
    let mut done = Vec::new();
    let (mut complete, mut stopped, mut open) = (0, 0, 0);
    for action in &before.plan {
        let Course::Act { owner, measure, .. } = &action.course else {
            continue;
        };
        let status = status_now(action, after);
        match status {
            Some(ActionStatus::Complete) => complete += 1,
            Some(ActionStatus::Stopped) => stopped += 1,
            Some(ActionStatus::NotStarted | ActionStatus::InProgress) | None => {
                open += 1;
                continue;
            }
        }
        let (title, moved) = subject(action, before, after, criteria);
        done.push(DoneReport {
            id: action.id.clone(),
            subject: action.subject.clone(),
            title,
            what: action.what.clone(),
            owner: owner.clone(),
            measure: measure.clone(),
            closed: status.map_or_else(String::new, |status| capitalised(status.phrase())),
            moved,
        });
    }
    let words = words(complete, stopped, open);
    match row.edition {
        Edition::Full | Edition::Board => (done, words),
        // An action is in somebody's words; the count tells as much as the public may know.
        Edition::Public => (Vec::new(), words),
    }
}

/// How far an action is by now. One that was carried into the next cycle is closed, or not, there.
fn status_now(action: &Action, after: &Assessment) -> Option<ActionStatus> {
    let closed = |action: &Action| match &action.course {
        Course::Act { status, .. } => Some(*status),
        Course::NoAction { .. } => None,
    };
    let here = closed(action);
    match here {
        Some(ActionStatus::Complete | ActionStatus::Stopped) | None => here,
        Some(ActionStatus::NotStarted | ActionStatus::InProgress) => {
            let carried = after
                .plan
                .iter()
                .find(|later| later.id == action.id && later.what == action.what);
            carried.and_then(closed).or(here)
        }
    }
}

fn words(complete: usize, stopped: usize, open: usize) -> String {
    let all = complete + stopped + open;
    if all == 0 {
        return "The earlier plan had no action.".to_owned();
    }
    let mut parts = vec![format!(
        "{} complete",
        if complete == 0 {
            "none".to_owned()
        } else {
            number(complete)
        }
    )];
    for (count, word) in [(stopped, "stopped"), (open, "still open")] {
        if count > 0 {
            parts.push(format!("{} {word}", number(count)));
        }
    }
    format!(
        "{} in the earlier plan: {}.",
        opened(&counted(all, "action was", "actions were")),
        crate::text::list(&parts)
    )
}

/// The title of what an action was for, and what has become of it.
fn subject(
    action: &Action,
    before: &Assessment,
    after: &Assessment,
    criteria: &[MoveReport],
) -> (String, String) {
    let criterion = CriterionId::new(action.subject.as_str())
        .ok()
        .and_then(|id| before.rubric.criterion(&id));
    if let Some(criterion) = criterion {
        let id = criterion.id.as_str();
        let mut moves = criteria.iter().filter(|told| {
            told.was.as_deref().unwrap_or(&told.id) == id && told.from_standing.is_some()
        });
        let told = moves
            .next()
            .map_or_else(String::new, |told| told.words.clone());
        return (criterion.title.clone(), told);
    }
    let standard = StandardId::new(action.subject.as_str())
        .ok()
        .and_then(|id| before.rubric.standard(&id));
    let Some(standard) = standard else {
        return (String::new(), String::new());
    };
    let title = before
        .rubric
        .criterion(&standard.criterion)
        .map_or_else(String::new, |criterion| criterion.title.clone());
    let status = |assessment: &Assessment| -> Option<Status> {
        assessment.entry(&standard.id).map(|entry| entry.status)
    };
    let gone = after.rubric.standard(&standard.id).is_none();
    let told = match (status(before), status(after)) {
        _ if gone => "The standard is no longer in the rubric.".to_owned(),
        (then, now) if then == now => format!("The register still says “{}”.", status_phrase(now)),
        (then, now) => format!(
            "The register said “{}” then, and says “{}” now.",
            status_phrase(then),
            status_phrase(now)
        ),
    };
    (title, told)
}
