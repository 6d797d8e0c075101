//! What stands on each screen of the questionnaire. Words only; nothing is decided here.

use crate::assessment::{Answer, Assessment, Confidence, Rating};
use crate::questionnaire::caps::{evidence_sentence, named, standards_sentence};
use crate::questionnaire::{Page, Walk, haste, said};
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

/// The list of domains with what is done in each.
pub fn tasks(rubric: &Rubric, walk: &Walk, notices: &[String]) -> Page {
    let mut page = Page::new(tasks_title(rubric));
    say(&mut page, notices);
    for (group, domain) in rubric.domains().iter().enumerate() {
        page.numbered(group + 1, &domain.title, progress(walk.done(group)));
    }
    page
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
            told(rubric, answer)
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
            &recorded(rubric, criterion, answer),
        );
    }
    page
}

/// All that stands beside an answer, a line each.
pub fn recorded(rubric: &Rubric, criterion: &Criterion, answer: &Answer) -> Vec<String> {
    let mut lines = vec![standing(rubric, &answer.judgement.rating)];
    let mut line =
        |title: &str, text: Option<&str>| lines.extend(text.map(|text| format!("{title}: {text}")));
    line("Note", answer.note.as_deref());
    line("Uneven", answer.judgement.uneven.as_deref());
    line("How sure", answer.confidence.map(Confidence::word));
    for sign in &answer.judgement.warning_signs {
        line(
            "Warning sign",
            criterion.warning_signs.get(sign - 1).map(String::as_str),
        );
    }
    line(
        "About the warning signs",
        answer.judgement.warning_note.as_deref(),
    );
    for evidence in &answer.judgement.evidence {
        line("Evidence", Some(&super::evidence::evidence_told(evidence)));
    }
    lines
}

/// The title of the page that checks a domain.
pub fn check_title(domain: &Domain) -> String {
    format!("{}: check your answers", domain.title)
}

/// The answers of a domain, to check and change.
pub fn check(
    assessment: &Assessment,
    domain: &Domain,
    answers: &[Option<&Answer>],
    notices: &[String],
) -> Page {
    let mut page = Page::new(check_title(domain));
    say(&mut page, notices);
    for (item, (criterion, answer)) in domain.criteria.iter().zip(answers).enumerate() {
        page.numbered(
            item + 1,
            &criterion.title,
            answer.map_or_else(
                || "not answered".to_owned(),
                |answer| told(&assessment.rubric, answer),
            ),
        );
    }
    for sentence in remarks(assessment, answers) {
        page.notice(sentence);
    }
    page
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
    let haste = haste(assessment.setup.depth, answers.iter().copied().flatten())
        .map(|haste| haste.words(&assessment.rubric));
    unanswered.into_iter().chain(haste).collect()
}

/// What was answered, in words.
pub fn standing(rubric: &Rubric, standing: &Rating) -> String {
    match standing {
        Rating::Level(level) => named(rubric, *level),
        Rating::Unknown => "don't know".to_owned(),
        Rating::NotApplicable(reason) => format!("not applicable ({reason})"),
    }
}

/// An answer with what stands beside it, in a few words.
pub fn told(rubric: &Rubric, answer: &Answer) -> String {
    let mut words = vec![standing(rubric, &answer.judgement.rating)];
    words.extend(
        answer
            .judgement
            .review
            .then(|| "to be looked at again, because the wording has changed".to_owned()),
    );
    let mut add = |there: bool, what: String| words.extend(there.then_some(what));
    add(answer.note.is_some(), "a note".to_owned());
    add(
        answer.judgement.uneven.is_some(),
        "where it is uneven".to_owned(),
    );
    add(
        answer.confidence.is_some(),
        answer.confidence.map_or_else(String::new, |confidence| {
            format!("\"{}\"", confidence.word())
        }),
    );
    add(
        !answer.judgement.warning_signs.is_empty(),
        count(
            answer.judgement.warning_signs.len(),
            "warning sign",
            "warning signs",
        ),
    );
    add(
        !answer.judgement.evidence.is_empty(),
        count(
            answer.judgement.evidence.len(),
            "piece of evidence",
            "pieces of evidence",
        ),
    );
    words.join(", ")
}
