//! The guide for people who do not program: how it goes, how the result comes about, what the program never does, and
//! how long things are kept.

use crate::assessment::Assessment;
use crate::document::{Document, Phrase};
use crate::questionnaire::WHO_SEES_WHAT;
use crate::report::method::{EVIDENCE, WHAT_IT_IS, ages};
use crate::report::{Edition, compose};
use crate::scoring::score;

/// How a cycle goes, from the start to the board and on to the next.
const STEPS: [(&str, &str); 8] = [
    (
        "Start.",
        "Give the assessment the trust's name, a cycle and a date. It is a folder; put it on a shared drive if several people are to answer.",
    ),
    (
        "Answer.",
        "Each person answers alone, as a post and not by name: the chair, heads, finance, governors. Stop and come back whenever you like.",
    ),
    (
        "Fill in the standards.",
        "What has to be met, by whoever usually knows. They stand beside the levels and limit them; they are not averaged in.",
    ),
    (
        "See who has answered.",
        "The status says what is open, and has texts to remind people with.",
    ),
    (
        "Agree.",
        "Where people differ by two levels or more, a meeting talks it over and agrees a judgement with its reason. Everybody's own answer stays.",
    ),
    (
        "Read the report.",
        "Where each domain stands and why, down to the answers. Take page one to the board, as Word or PDF.",
    ),
    (
        "Plan.",
        "Give each priority an owner, a date and a measure, or a reason for doing nothing. Keep it in Excel and the calendar.",
    ),
    (
        "Come back.",
        "A year on, begin the next cycle from this one, and set the two side by side.",
    ),
];

/// What the program never does.
const NEVER: [(&str, &str); 8] = [
    (
        "It gives no overall grade.",
        "There is no overall score, no percentage and no league table: five positions in words, each with the distribution that it is read from.",
    ),
    (
        "It does not mix what must be with what could be.",
        "Standards that prevent harm are met or not met, beside the levels. No high level makes up for one that is not met.",
    ),
    (
        "It gives no result without its reason.",
        "Every level, limit, position and priority carries the sentence that says why.",
    ),
    (
        "It takes no silence for a zero.",
        "Unanswered, don't know, not applicable and the lowest level are kept, counted and shown apart.",
    ),
    (
        "It prefers no way to run a trust.",
        "Questions ask whether and how well, and not by which operating model.",
    ),
    (
        "It scores no numbers.",
        "Attendance, staff turnover and the like are context, and never raise or lower a level.",
    ),
    (
        "It sends nothing.",
        "There is no account, no cloud and no counting of use. These pages come from this computer, and only this computer can open them.",
    ),
    (
        "It decides nothing.",
        "What the trust does about a result is for its people. It is no inspection, and nobody outside the trust has endorsed it.",
    ),
];

/// Where everything is kept, and for how long.
const KEPT: [(&str, &str); 6] = [
    (
        "Where.",
        "Everything is text in the folder of the assessment: one file for each person who answers, one each for standards, agreed judgements, numbers and the plan. Any editor can read them, with or without this program.",
    ),
    (
        "How long.",
        "As long as the trust leaves the folder there. The program takes nothing away by itself and sends nothing elsewhere, so how long is for the trust's own retention schedule to say; two or three cycles are enough for seeing what changed.",
    ),
    (
        "Whose.",
        "Answers are kept under a post or a short id. That is less than a name, and often tells who it is all the same: treat the folder as personal data, and open it to those who need it.",
    ),
    (
        "Taking somebody out.",
        "A respondent can be removed with all that they wrote. What a meeting agreed, and papers that were printed or sent, stay as they are. A shared drive may keep earlier versions and a bin: empty those too.",
    ),
    (
        "Taking everything out.",
        "Delete the folder, its copies and the papers made from it. There is nothing else.",
    ),
    (
        "Copies.",
        "Copy the folder to keep a copy; open the copy to read it. An assessment carries its own questions, so that it opens for ever with what it was answered with.",
    ),
];

/// Using the pages without a mouse, with other sizes, with a screen reader, and on paper.
const KEYBOARD: [(&str, &str); 6] = [
    (
        "Moving.",
        "Tab goes to the next link or field and Shift with Tab back; Enter follows a link or presses a button. The first Tab on a page offers to skip to its text.",
    ),
    (
        "Choosing.",
        "The arrow keys choose among levels; Space ticks a box, opens a fold and opens a list to choose from; a letter jumps in a long list.",
    ),
    (
        "Size.",
        "Ctrl with + makes everything larger, as far as you need; lines wrap, and nothing has to be moved sideways.",
    ),
    (
        "Listening.",
        "Every field has its name, every error names its field, and pages say in their title what they are and whether something is wrong. Pictures of levels have the same in words.",
    ),
    (
        "Paper.",
        "A page prints as it stands: what is folded away is left out, and what you have opened is there. The whole report, set for printing, is under “Take it with you”.",
    ),
    (
        "Without scripts.",
        "Nothing needs JavaScript. With it, the browser warns before text is lost that was not saved.",
    ),
];

/// The guide, with the rules of the rubric of an assessment.
pub fn guide(assessment: &Assessment) -> Document {
    let mut document = Document::new("How it works");
    let led =
        |items: &'static [(&str, &str)]| items.iter().map(|(lead, text)| Phrase::led(*lead, *text));
    document.paragraph(WHAT_IT_IS);
    document.heading(2, "From the start to the board");
    document.numbered(led(&STEPS));
    document.heading(2, "How to answer");
    document.bullets(assessment.rubric.how_to_answer().iter().map(String::as_str));
    document.heading(2, "Who sees what");
    document.bullets(WHO_SEES_WHAT);
    // The rules are the rubric's, so they are told as every report tells them.
    let report = compose(assessment, &score(assessment), Edition::Public);
    for passage in report
        .method
        .into_iter()
        .filter(|passage| passage.title.starts_with("How "))
    {
        document.heading(2, passage.title.as_str());
        if passage.title == EVIDENCE {
            // Where no assessment is meant, each report says its own date.
            document.paragraph(ages("the date of the assessment"));
        } else {
            for paragraph in passage.paragraphs {
                document.paragraph(paragraph);
            }
        }
        document.bullets(passage.items);
    }
    document.heading(2, "What it never does");
    document.bullets(led(&NEVER));
    document.heading(2, "What is kept, where, and for how long");
    document.bullets(led(&KEPT));
    document.heading(2, "With the keyboard, larger, by ear or on paper");
    document.bullets(led(&KEYBOARD));
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::northmoor;

    #[test]
    fn it_tells_how_it_goes_how_results_come_about_and_what_is_never_done() {
        let text = format!("{:?}", guide(&northmoor()));
        for heading in [
            "From the start to the board",
            "How a criterion gets its level",
            "How a domain gets its position",
            "What it never does",
            "for how long",
        ] {
            assert!(text.contains(heading), "{heading}");
        }
    }
}
