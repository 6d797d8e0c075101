//! The pages of a sitting that agrees judgements, besides those of the agenda.

use crate::assessment::{Agreed, Assessment};
use crate::questionnaire::caps::{held_down, standards_sentence};
use crate::questionnaire::navigation::Navigation;
use crate::questionnaire::page::{Block, Page};
use crate::questionnaire::said;
use crate::questionnaire::summary::{agreed_details, agreed_summary};
use crate::rubric::{Criterion, Level, Rubric};
use crate::text::{clean, count};
use crate::words::long_date;

use super::agenda::Point;
use super::outside::Outside;

fn say(page: &mut Page, notices: &[String]) {
    for notice in notices {
        page.notice(notice);
    }
}

/// Returns how far a part is.
pub fn progress((done, total): (usize, usize)) -> String {
    match done {
        0 => format!("{total} to agree"),
        1 if total == 1 => "agreed".to_owned(),
        _ if done == total => format!("all {total} agreed"),
        _ => format!("{done} of {total} agreed"),
    }
}

/// Asks whether to go through what is left.
pub fn rest_is_open(navigation: &Navigation) -> String {
    let open = (0..navigation.groups())
        .map(|part| navigation.done(part))
        .map(|(done, total)| total - done)
        .sum();
    format!(
        "Nothing that is split or above what is supported is open. {} no agreed judgement: go through the rest by its number, or finish.",
        count(open, "criterion still has", "criteria still have")
    )
}

/// A criterion as the agenda tells it, with what has just happened before it and what is agreed behind it.
pub fn point(
    assessment: &Assessment,
    criterion: &Criterion,
    point: &Point,
    agreed: Option<&Agreed>,
    notices: &[String],
) -> Page {
    let mut page = Page {
        blocks: Vec::new(),
        ..point.page.clone()
    };
    say(&mut page, notices);
    page.blocks.extend(point.page.blocks.iter().cloned());
    // A criterion without a level has no caps in the scorer; what the register says of it is told all the same.
    if point.given.is_none()
        && let Some(sentence) = standards_sentence(assessment, criterion)
    {
        page.notice(sentence);
    }
    if let Some(agreed) = agreed {
        page.blocks.push(Block::Notice(clean(&format!(
            "Agreed: {}, led by {}, {}. Enter keeps it and goes on.",
            agreed_summary(&assessment.rubric, agreed),
            agreed.moderator,
            long_date(agreed.date)
        ))));
        page.list(
            "Recorded",
            &agreed_details(&assessment.rubric, criterion, agreed),
        );
    }
    page
}

pub fn help() -> Page {
    let mut page = Page::to_read("Help");
    page.paragraph(said::WHAT_TO_AGREE);
    page.list(
        "Keys",
        &[
            "A number agrees that level and asks why. Letters after it ask for more: 2e is level 2 with evidence.",
            "d nobody knows. x it could not exist here. Both need a reason, too.",
            "o what somebody saw otherwise · e evidence · u where it is uneven · w warning signs",
            "s skip for now · b back · m why it is asked, what it covers, warning signs, examples of evidence",
            "t the list of parts · q save and leave. Ctrl-C keeps everything too.",
        ],
    );
    page.paragraph("A level above or below every answer may be right. It then needs a word why, which is kept with the reason.");
    page.paragraph(said::AGREED_SIGNS);
    page
}

pub fn reason(criterion: &Criterion, what: &str, current: Option<&str>) -> Page {
    let mut page = Page::new(format!("{}: why {what}?", criterion.title));
    page.paragraph(format!("{} (b goes back.)", said::AGREED_WHY));
    if let Some(current) = current {
        page.paragraph(format!("Now: {current}"));
        page.paragraph("Enter leaves it as it is.");
    }
    page
}

pub fn outside(
    rubric: &Rubric,
    what: &str,
    outside: Outside,
    given: Option<(Level, Level)>,
) -> Page {
    let mut page = Page::new(format!("{}: {what}", outside.words()));
    if let Some(given) = given {
        page.paragraph(said::answers_reach(rubric, given));
    }
    page.paragraph(format!("{} (b chooses again.)", said::AGREED_OUTSIDE));
    page
}

pub fn moderator() -> Page {
    let mut page = Page::new(said::LEADER);
    page.paragraph(format!(
        "{} It is asked once. (b goes back.)",
        said::LEADER_HINT
    ));
    page
}

/// Returns what was saved of a judgement, and at once what holds it down; `back` says how to go back and add what is
/// missing. The cap of the evidence is that of the answers before the judgement.
pub fn agreed_saved(
    assessment: &Assessment,
    criterion: &Criterion,
    agreed: &Agreed,
    evidence_cap: Option<&(Level, String)>,
    back: &str,
) -> String {
    let words = format!(
        "Saved: \"{}\" is agreed as {}.",
        criterion.title,
        agreed_summary(&assessment.rubric, agreed)
    );
    let Some(level) = agreed.judgement.rating.level() else {
        return words;
    };
    let unexplained = !agreed.judgement.signs_against().is_empty();
    // What the answers hold is weighed already; an entry that the meeting adds may weigh otherwise, so nothing is said then.
    let weighed =
        evidence_cap.filter(|(cap, _)| agreed.judgement.evidence.is_empty() && *cap < level);
    let mut answers = assessment
        .responses
        .iter()
        .filter_map(|response| response.answer(&criterion.id));
    let bare = evidence_cap.is_none()
        && agreed.judgement.evidence.is_empty()
        && answers.all(|answer| answer.judgement.evidence.is_empty());
    let weighed = weighed.map_or_else(String::new, |(_, reason)| format!(" {reason}"));
    words + &held_down(assessment, criterion, level, unexplained, bare, back) + &weighed
}
