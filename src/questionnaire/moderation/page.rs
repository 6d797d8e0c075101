//! What a sitting that agrees judgements says beside the pages of the agenda.

use crate::assessment::{Agreed, Assessment};
use crate::questionnaire::caps::standards_sentence;
use crate::questionnaire::evidence::evidence_told;
use crate::questionnaire::{Block, Outside, Page, Part, Point, Walk, said, screens, spoken_date};
use crate::rubric::{Criterion, Level, Rubric};
use crate::text::count;

fn say(page: &mut Page, notices: &[String]) {
    for notice in notices {
        page.notice(notice);
    }
}

pub fn tasks(parts: &[Part], walk: &Walk, notices: &[String]) -> Page {
    let mut page = Page::new("What is to be agreed");
    say(&mut page, notices);
    for (place, part) in parts.iter().enumerate() {
        let (done, total) = walk.done(place);
        let text = match done {
            0 => format!("{total} to agree"),
            1 if total == 1 => "agreed".to_owned(),
            _ if done == total => format!("all {total} agreed"),
            _ => format!("{done} of {total} agreed"),
        };
        page.numbered(place + 1, &part.title, text);
    }
    page
}

/// Asks whether to go through what is left.
pub fn rest_is_open(parts: &[Part], walk: &Walk) -> String {
    let open = (0..parts.len())
        .map(|part| walk.done(part))
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
        page.blocks.push(Block::Notice(crate::text::clean(&format!(
            "Agreed: {}, led by {}, {}. Enter keeps it and goes on.",
            told(&assessment.rubric, agreed),
            agreed.moderator,
            spoken_date(agreed.date)
        ))));
        page.list("Recorded", &recorded(&assessment.rubric, criterion, agreed));
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

pub fn not_applicable(criterion: &Criterion) -> Page {
    let mut page = Page::new(format!("{}: not applicable", criterion.title));
    if let Some(whom) = &criterion.not_applicable {
        page.paragraph(format!("This is meant for: {whom}"));
    }
    page.paragraph("A reason is needed: why could it not exist here? (b goes back.)");
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

/// The judgements of a part, to check and change.
pub fn check(
    rubric: &Rubric,
    title: &str,
    agreed: &[(&str, Option<&Agreed>)],
    notices: &[String],
) -> Page {
    let mut page = Page::new(format!("{title}: check what is agreed"));
    say(&mut page, notices);
    for (item, (title, agreed)) in agreed.iter().enumerate() {
        page.numbered(
            item + 1,
            title,
            agreed.map_or_else(
                || "not agreed yet".to_owned(),
                |agreed| told(rubric, agreed),
            ),
        );
    }
    page
}

/// A judgement with what stands beside it, in a few words.
pub fn told(rubric: &Rubric, agreed: &Agreed) -> String {
    let mut words = vec![screens::standing(rubric, &agreed.judgement.rating)];
    let mut add = |there: bool, what: String| words.extend(there.then_some(what));
    add(
        agreed.dissent.is_some(),
        "seen otherwise by somebody".to_owned(),
    );
    add(
        agreed.judgement.uneven.is_some(),
        "where it is uneven".to_owned(),
    );
    add(
        !agreed.judgement.warning_signs.is_empty(),
        count(
            agreed.judgement.warning_signs.len(),
            "warning sign",
            "warning signs",
        ),
    );
    add(
        !agreed.judgement.evidence.is_empty(),
        count(
            agreed.judgement.evidence.len(),
            "piece of evidence",
            "pieces of evidence",
        ),
    );
    words.join(", ")
}

/// All that a judgement says, a line each.
pub fn recorded(rubric: &Rubric, criterion: &Criterion, agreed: &Agreed) -> Vec<String> {
    let mut lines = vec![screens::standing(rubric, &agreed.judgement.rating)];
    let mut line =
        |title: &str, text: Option<&str>| lines.extend(text.map(|text| format!("{title}: {text}")));
    line("Why", Some(&agreed.reason));
    line("Led by", Some(&agreed.moderator));
    line("On", Some(&spoken_date(agreed.date)));
    line("Seen otherwise", agreed.dissent.as_deref());
    line("Uneven", agreed.judgement.uneven.as_deref());
    for sign in &agreed.judgement.warning_signs {
        line(
            "Warning sign",
            criterion.warning_signs.get(sign - 1).map(String::as_str),
        );
    }
    line(
        "About the warning signs",
        agreed.judgement.warning_note.as_deref(),
    );
    for evidence in &agreed.judgement.evidence {
        line("Evidence", Some(&evidence_told(evidence)));
    }
    lines
}
