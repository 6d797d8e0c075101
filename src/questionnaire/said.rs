//! What is said beside an answer, in the terminal and on the pages alike.

use crate::assessment::{Answer, Assessment, Confidence, Depth, Entry, Kind, Status};
use crate::questionnaire::caps::{capping, held_down, named};
use crate::questionnaire::{register, screens};
use crate::rubric::{Criterion, Level, Rubric, Standard};
use crate::text::count;

/// Asked for a note.
pub const NOTE: &str =
    "What should a reader know who was not there? The note is shown without your name.";
/// Asked where it is uneven.
pub const UNEVEN: &str = "Where is it lower, and where is it higher, than the level you chose?";
/// Asked how sure a person is.
pub const CONFIDENCE: &str = "How sure are you?";
/// Asked of an entry of evidence.
pub const KIND: &str = "What kind of evidence is it?";
/// Asked of an entry of evidence.
pub const DATE: &str = "When was it made or seen?";
/// How a date may be written.
pub const DATE_EXAMPLES: &str = "Such as 14 March 2026, March 2026, 14/3/2026 or today.";
/// Asked of an entry of evidence.
pub const PLACE: &str = "Where can it be found?";
/// Asked for the reason of "not applicable".
pub const REASON: &str = "A reason is needed: why could it not exist here?";
/// Said where the reason is missing.
pub const NO_REASON: &str = "A reason is needed for not applicable; please give it in a few words";
/// Said where no answer is chosen.
pub const NOTHING_CHOSEN: &str = "Choose a level, or that you don't know.";
/// Asked beside ticked warning signs.
pub const WARNING_NOTE: &str = "Why a ticked sign does not tell against the level";
/// What "don't know" means.
pub const UNKNOWN: &str = "you have not been able to look.";
/// What "not applicable" means.
pub const NOT_APPLICABLE: &str = "it could not exist here.";
/// Said of a question that a person may not call not applicable.
pub const APPLIES: &str = "Not applicable is no answer here, because this applies to every trust";
/// The heading above what a question covers.
pub const BOUNDARY: &str = "What is rated here, and what elsewhere";
/// The heading above the standards that hold a criterion down.
pub const HELD_DOWN: &str = "Standards that hold it down";
/// The heading above why a question is asked.
pub const WHY: &str = "Why it is asked";
/// Asked before a respondent is known.
pub const WHO: &str = "Who are you?";
/// Said before a respondent is known.
pub const WHO_HINT: &str = crate::questionnaire::WHO_YOU_ARE;
/// Asked of somebody new.
pub const ID: &str = "A short id, such as chair or head-3";
/// Said where the id is missing.
pub const NO_ID: &str = "Please type a short id, such as chair.";
/// Asked for whom a form is written.
pub const ROLE_OF_THEM: &str = "What are they to the trust?";
/// Said where a form is to be read and none was chosen.
pub const NO_FORM: &str = "Choose the workbook that came back.";
/// Said where a form that waited is gone.
pub const FORM_ONCE_MORE: &str = "Please choose the workbook once more: strong-trust was started again since, or read another one.";
/// Said beside the texts that remind people.
pub const REMIND: &str =
    "To remind somebody, copy a text into a message of your own. strong-trust sends nothing.";
/// Asked before a role is known.
pub const ROLE: &str = "What are you to the trust?";
/// Said before a role is known.
pub const ROLE_HINT: &str =
    "The report tells groups apart only where three or more people of each answered.";
/// Said before the first question of a new assessment.
pub const NEW: &str = "A few short questions. Everything is kept in one folder on this computer, and nothing is sent anywhere.";
/// Asked of a new assessment.
pub const TRUST: &str = "The name of your trust";
/// Said where the trust's name is missing.
pub const NO_TRUST: &str = "Please type the name of your trust; the report begins with it.";
/// Asked of a new assessment.
pub const NEW_DATE: &str = "Its date; the age of evidence is counted to it";
/// Asked of a new assessment.
pub const CYCLE: &str = "A name for this cycle";
/// Said where it has none.
pub const NO_CYCLE: &str = "Please give this cycle a name, such as the year.";
/// Asked of a new assessment.
pub const SCHOOLS: &str = "How many schools has the trust";
/// Said where a number is needed.
pub const NO_NUMBER: &str = "Please type a number, such as 7.";
/// Said where a day is needed.
pub const NO_DAY: &str = "Please type a day, such as 14 March 2026.";
/// Said where no status is chosen.
pub const NO_STATUS: &str = "Choose whether it is met, or that you don't know";
/// Said wherever something is not shown yet: what that is, and what it is not.
pub const OPEN_FILES: &str = "Answers are kept apart while people answer; that is a courtesy and no lock. Whoever can open the folder can open the files in it.";
/// The heading where others' answers are not shown yet.
pub const ANSWER_FIRST: &str = "Your own answers first";
/// Why others' answers are not shown yet.
pub const WHY_HELD: &str = "Everybody answers alone. What others answered, and what comes of it, is shown here once you have answered everything. A question that you cannot judge may be answered with \u{201c}don't know\u{201d}.";
/// The heading where somebody opens another person's answers.
pub const SOMEBODY_ELSE: &str = "Is somebody else sitting here now?";
/// Why another person's answers are not shown.
pub const ANSWERS_ARE_ONES_OWN: &str =
    "Everybody answers alone: whoever is still answering is not shown another person's answers.";
/// The button of somebody who leads the work and does not answer.
pub const NOT_ANSWERING: &str = "I am not answering: I look after this assessment";
/// Asked for the reason of an agreed judgement.
pub const AGREED_WHY: &str = "What did the meeting see or hear that speaks for this anchor, and not for the one above or below it?";
/// Said where the reason of an agreed judgement is missing.
pub const AGREED_NO_REASON: &str =
    "A reason is needed: what did the meeting see that speaks for this?";
/// Asked where an agreed level is above or below every answer.
pub const AGREED_OUTSIDE: &str =
    "What does the meeting know that nobody knew who answered alone? It is kept with the reason.";
/// Said where that is missing.
pub const AGREED_NO_OUTSIDE: &str = "Please say why the meeting goes beyond every answer";
/// Asked once of a meeting.
pub const LEADER: &str = "Who leads this meeting?";
/// Said beside it.
pub const LEADER_HINT: &str =
    "A post is enough, such as chair of trustees or governance professional.";
/// Said where it is missing.
pub const NO_LEADER: &str = "Please name the post of whoever leads, such as chair of trustees";
/// Asked of a meeting.
pub const DISSENT: &str = "Did somebody see it otherwise?";
/// Said beside it.
pub const DISSENT_HINT: &str = "What would they have said, and why? It stands beside the judgement in the report. Name a post or nobody.";
/// Asked of a meeting.
pub const AGREED_UNEVEN: &str = "Where is it lower, and where is it higher, than the level agreed?";
/// What a meeting is to agree on.
pub const WHAT_TO_AGREE: &str = "Agree the anchor that is true of the whole trust today. It need not be the middle answer, and the highest voice need not be right. Where nobody can tell, don't know is an honest result.";
/// Said where nothing is chosen as agreed.
pub const NOTHING_AGREED: &str = "Choose the level that is agreed, or that nobody can tell.";
/// What an agreed "don't know" means.
pub const NOBODY_CAN_TELL: &str = "Nobody can tell yet.";
/// The label of the reason for a level outside every answer.
pub const OUTSIDE: &str = "Why it is above or below every answer, if it is";
/// Asked of a meeting.
pub const MEETING_DATE: &str = "The day of the meeting";
/// How warning signs count in a meeting.
pub const AGREED_SIGNS: &str = "Warning signs count as the meeting ticks them: those that people ticked in their answers count no longer once it has agreed.";
/// Said where the same once more is a decision.
pub const SAVE_ONCE_MORE: &str = "Save once more to keep yours.";
/// The target of every criterion without its own.
pub const DEFAULT_TARGET: &str = "The default target";
/// Asked of a target.
pub const TARGET_WHY: &str = "It stands in the report beside the target, and may be left out.";
/// The choice of no target of the trust's own.
pub const NO_OWN_TARGET: &str = "None of our own";
/// Said where no target is chosen.
pub const NO_TARGET_CHOSEN: &str = "Choose a level, or none of your own.";
/// Asked of a number.
pub const PERIOD: &str = "What time does it speak of?";
/// How a period may be written.
pub const PERIOD_EXAMPLES: &str = "Such as 2024/25, 2025, autumn 2025 or September 2025.";
/// Said where the period is missing.
pub const NO_PERIOD: &str =
    "Say what time the number speaks of, such as 2024/25, 2025 or autumn 2025.";
/// The heading where somebody else saved meanwhile.
pub const CHANGED: &str = "Changed meanwhile";
/// Said where somebody else saved meanwhile.
pub const CHANGED_BY: &str =
    "Somebody, or this questionnaire in another window, has changed this since you opened it.";
/// Asked of a text that explained what stood before, which is told in a few words.
pub fn still(before: &str) -> String {
    format!(
        "This was written when it stood at “{before}”. Tick the box if it is still true; or change it, or take it out."
    )
}

/// Asked where somebody else saved meanwhile.
pub const WHICH_STAYS: &str = "Which of the two is to stay?";
/// Said for what is in the file, where nothing is.
pub const TAKEN_OUT: &str = "nothing; it was taken out";
/// Said when what is in the file was chosen.
pub const FILE_STAYS: &str = "What is in the file stays.";
/// Asked of a standard.
pub const PROOF: &str = "What proves it, and where is it?";
/// Asked of a standard.
pub const BY: &str = "Who looked? A post is enough.";
/// Asked of a standard.
pub const CHECKED: &str = "When was it last checked?";
/// What a standard is, before the first of them.
pub const STANDARD: &str = "A standard prevents harm: it is met or not, and no level makes up for it. One that is not met holds one criterion down, and the report says so.";
/// What an explanation does, before the first standard.
pub const EXPLAINED: &str = "Where a standard is only expected (should), an explanation of what is done instead lifts what it holds down.";
/// The heading above the list of standards.
pub const STANDARDS: &str = "Standards, by who usually knows";

/// As whom this browser answers, and how much is open.
pub fn sits_here(who: &str, open: usize) -> String {
    format!(
        "This browser answers as {who}; {} still open.",
        count(open, "question is", "questions are")
    )
}

/// The button with which somebody else sits down.
pub fn now_sits_here(who: &str) -> String {
    format!("Yes: {who} answers here now")
}

/// How far the levels reach that people gave, in a sentence.
pub fn answers_reach(rubric: &Rubric, (lowest, highest): (Level, Level)) -> String {
    if lowest == highest {
        format!("Everybody who gave a level gave {}.", named(rubric, lowest))
    } else {
        format!(
            "The answers reach from {} to {}.",
            named(rubric, lowest),
            named(rubric, highest)
        )
    }
}

/// Said where an id that is to be given has answers already.
pub fn id_in_use(id: &str) -> String {
    format!("Somebody has answered as {id} already: choose another id. Nothing was changed.")
}

/// Whether the id of somebody who goes may stay where it is a post.
pub fn keep_post(id: &str) -> String {
    format!(
        "Leave \u{201c}{id}\u{201d} where it stands as the one who led, owns or looked: it is a post, and no person"
    )
}

/// The heading above what is wrong with a form.
pub fn form_unread(name: &str) -> String {
    format!("{name} could not be read, and nothing was changed")
}

/// What a kind of evidence is.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "a paper of the trust's own",
        Kind::Data => "counts and measures",
        Kind::Voice => "what people say",
        Kind::Observation => "what someone saw",
        Kind::Independent => "what somebody from outside found",
    }
}

/// What being so sure means.
pub const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "I have seen it",
        Confidence::Fairly => "I have good reason to think so",
        Confidence::Guess => "I am guessing",
    }
}

/// What a depth means, for whoever chooses it.
pub const fn depth(depth: Depth) -> &'static str {
    match depth {
        Depth::Full => {
            "Full: you say what can be shown, and evidence decides how high a level is supported"
        }
        Depth::Quick => "Quick: evidence is not tested, and the result is indicative",
    }
}

/// Which criterion a standard bears on.
pub fn bears_on(criterion: &Criterion) -> String {
    format!("It bears on \"{}\".", criterion.title)
}

/// What a ticked warning sign does, where it does anything.
pub fn warning_sign(rubric: &Rubric) -> Option<String> {
    rubric.caps().warning_sign.map(|cap| {
        format!(
            "A ticked warning sign lets at most {} be supported, unless a note says why it does not tell against the level.",
            named(rubric, cap)
        )
    })
}

/// Who may call a question not applicable.
pub fn meant_for(whom: &str) -> String {
    format!("This is meant for: {whom}")
}

/// What was saved, and at once what holds it down; `back` says how to go back and add what is missing.
pub fn saved(
    assessment: &Assessment,
    criterion: &Criterion,
    answer: &Answer,
    back: &str,
) -> String {
    let words = format!("Saved: {}.", screens::told(&assessment.rubric, answer));
    let Some(level) = answer.judgement.rating.level() else {
        return words;
    };
    let untold = !answer.judgement.signs_against().is_empty();
    words
        + &held_down(
            assessment,
            criterion,
            level,
            untold,
            answer.judgement.evidence.is_empty(),
            back,
        )
}

/// What was saved of a standard, and at once what it holds down.
pub fn saved_standard(assessment: &Assessment, standard: &Standard, entry: &Entry) -> String {
    let rubric = &assessment.rubric;
    let mut words = format!("Saved: {}.", register::told(entry));
    let level = assessment.standard_cap(standard, entry);
    if let (Some(level), Some(criterion)) = (level, rubric.criterion(&standard.criterion)) {
        words += &format!(
            " While it is so, at most {} is supported for \"{}\".",
            named(rubric, level),
            criterion.title
        );
    }
    words
}

/// A standard that holds a criterion down, in a line.
pub fn holding_down(assessment: &Assessment, criterion: &Criterion) -> Vec<String> {
    let line = |(level, standard, status): (_, &Standard, Status)| {
        format!(
            "{} ({}): at most {}",
            standard.statement,
            status.phrase(),
            named(&assessment.rubric, level)
        )
    };
    capping(assessment, criterion)
        .into_iter()
        .map(line)
        .collect()
}
