//! What stands on each screen of the questionnaire. Words only; nothing is decided here.

use crate::assessment::{Answer, Assessment};
use crate::questionnaire::caps::{evidence_sentence, standards_sentence};
use crate::questionnaire::page::Page;
use crate::questionnaire::said;
use crate::questionnaire::straightlining::straightlining;
use crate::questionnaire::summary::{answer_details, answer_summary};
use crate::rubric::{Criterion, Domain, Rubric};
use crate::text::count;

/// What a person should know before the first answer: how to answer, and who sees what.
pub fn welcome(assessment: &Assessment) -> Page {
    let rubric = &assessment.rubric;
    let mut page = Page::to_read(format!(
        "{}: {}, {}",
        rubric.title(),
        assessment.setup.trust,
        assessment.setup.cycle
    ));
    if !rubric.summary().is_empty() {
        page.where_room(rubric.summary());
    }
    page.list("How to answer", rubric.how_to_answer());
    page.list("Who sees what", &WHO_SEES_WHAT);
    page.paragraph(
        "Each answer is saved before the next question is shown. You may leave at any time; you will come back to where you were.",
    );
    page
}

/// Said before the first answer, in the help, and in a form.
pub const WHO_SEES_WHAT: [&str; 3] = [
    "You answer alone: you see nobody's answers, and nobody is shown yours while they answer.",
    "The report counts answers and shows notes without names, and tells groups apart only from three people up. One list of its full edition says who answered what.",
    "Your answers are a file in the folder of the assessment and stay in it; whoever can open the folder can open the file. Nothing is sent anywhere.",
];

/// How to answer, what the levels mean, and who sees what, on demand.
pub fn help(rubric: &Rubric) -> Page {
    let mut page = Page::to_read("Help");
    page.list(
        "Keys",
        &[
            "A number chooses that level, saves it and goes on. Letters after it ask for more: 2n is level 2 with a note.",
            "n note · e evidence · u where it is uneven · c how sure you are · w warning signs",
            &format!("d don't know: {} x not applicable: {}", said::UNKNOWN, said::NOT_APPLICABLE),
            "s skip for now · b back · m why it is asked, what it covers, warning signs, examples of evidence",
            "t the list of domains · q save and leave. Ctrl-C keeps everything too.",
        ],
    );
    page.list("How to answer", rubric.how_to_answer());
    page.subheading("The levels");
    for level in rubric.scale().levels() {
        let words = rubric.scale().words(level);
        page.numbered(level, &words.label, &words.meaning);
    }
    page.list("Who sees what", &WHO_SEES_WHAT);
    page
}

/// The title of the list of domains.
pub fn tasks_title(rubric: &Rubric) -> String {
    format!("{}: what is done so far", rubric.title())
}

fn say(page: &mut Page, notices: &[String]) {
    for notice in notices {
        page.notice(notice);
    }
}

/// How much of a group is done, in words.
pub fn progress(done: (usize, usize)) -> String {
    progress_of(done, ("question", "questions"))
}

/// How much is done of so many things of this name, in words.
pub fn progress_of((done, total): (usize, usize), (one, many): (&str, &str)) -> String {
    match done {
        0 => format!("not started, {}", count(total, one, many)),
        _ if done == total => format!("all {total} answered"),
        _ => format!("{done} of {total} answered"),
    }
}

/// A domain, when it is opened for the first time.
pub fn domain(domain: &Domain) -> Page {
    let mut page = Page::to_read(&domain.title);
    for text in [&domain.question, &domain.summary]
        .into_iter()
        .filter(|text| !text.is_empty())
    {
        page.paragraph(text);
    }
    page.paragraph(format!(
        "{}, one at a time.",
        count(domain.criteria.len(), "question", "questions")
    ));
    page
}

/// Where a question stands: "Question 3 of 7 in Expert governance".
pub fn place(domain: &Domain, item: usize) -> String {
    format!(
        "Question {} of {} in {}",
        item + 1,
        domain.criteria.len(),
        domain.title
    )
}

/// One question with its anchors in full. Of earlier cycles, nothing is shown.
pub fn question(
    assessment: &Assessment,
    domain: &Domain,
    item: usize,
    answer: Option<&Answer>,
    notices: &[String],
) -> Page {
    let rubric = &assessment.rubric;
    let criterion = &domain.criteria[item];
    let mut page = Page::new(format!("{}: {}", place(domain, item), criterion.title));
    say(&mut page, notices);
    page.paragraph(&criterion.question);
    if !criterion.why.is_empty() {
        page.where_room(&criterion.why);
    }
    for level in rubric.scale().levels() {
        page.numbered(level, rubric.scale().label(level), criterion.anchor(level));
    }
    if let Some(sentence) = standards_sentence(assessment, criterion) {
        page.notice(sentence);
    }
    if let Some(answer) = answer {
        if answer.judgement.review {
            page.notice("You answered this before its wording changed. Please read it again: is your answer still right?");
        }
        page.notice(format!(
            "Your answer: {}. Enter keeps it and goes on.",
            answer_summary(rubric, answer)
        ));
    }
    page
}

/// Everything there is to know about a question, on demand.
pub fn more(assessment: &Assessment, criterion: &Criterion, answer: Option<&Answer>) -> Page {
    let rubric = &assessment.rubric;
    let mut page = Page::to_read(format!("More about: {}", criterion.title));
    let mut part = |title: &str, text: &str| {
        if !text.is_empty() {
            page.subheading(title);
            page.paragraph(text);
        }
    };
    part(said::WHY, &criterion.why);
    part(
        said::BOUNDARY,
        criterion.boundary.as_deref().unwrap_or_default(),
    );
    part(
        "Not applicable to",
        criterion.not_applicable.as_deref().unwrap_or_default(),
    );
    page.list(
        "Warning signs (w ticks those that are true)",
        &criterion.warning_signs,
    );
    page.list("Examples of evidence (e records some)", &criterion.evidence);
    page.paragraph(evidence_sentence(assessment));
    page.list(said::HELD_DOWN, &said::holding_down(assessment, criterion));
    if let Some(answer) = answer {
        page.list(
            "What you have recorded",
            &answer_details(rubric, criterion, answer),
        );
    }
    page
}

/// The title of the page that checks a domain.
pub fn check_title(domain: &Domain) -> String {
    format!("{}: check your answers", domain.title)
}

/// What is worth a word about the answers of a domain before they are left.
pub fn remarks(assessment: &Assessment, answers: &[Option<&Answer>]) -> Vec<String> {
    let open = answers.iter().filter(|answer| answer.is_none()).count();
    let unanswered = (open > 0).then(|| {
        format!(
            "{} not answered. That is kept as it is, and shown apart from level 0.",
            count(open, "question is", "questions are")
        )
    });
    let alike = straightlining(assessment.setup.depth, answers.iter().copied().flatten())
        .map(|alike| alike.words(&assessment.rubric));
    unanswered.into_iter().chain(alike).collect()
}
