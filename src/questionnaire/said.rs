//! What is said beside an answer, in the terminal and on the pages alike.

use crate::assessment::{Answer, Assessment, Confidence, Depth, Entry, Kind, Status};
use crate::questionnaire::caps::{capping, held_down, named};
use crate::questionnaire::summary::{answer_summary, entry_summary};
use crate::questionnaire::who::WHO_YOU_ARE;
use crate::rubric::{Criterion, Level, Rubric, Standard};

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
pub const WHO_HINT: &str = WHO_YOU_ARE;
/// Asked of somebody new.
pub const ID: &str = "A short id, such as chair or head-3";
/// Said where the id is missing.
pub const NO_ID: &str = "Please type a short id, such as chair.";
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
/// Asked of a new assessment.
pub const SCHOOLS: &str = "How many schools has the trust";
/// Said where a number is needed.
pub const NO_NUMBER: &str = "Please type a number, such as 7.";
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
/// Said beside it.
pub const DISSENT_HINT: &str = "What would they have said, and why? It stands beside the judgement in the report. Name a post or nobody.";
/// Asked of a meeting.
pub const AGREED_UNEVEN: &str = "Where is it lower, and where is it higher, than the level agreed?";
/// What a meeting is to agree on.
pub const WHAT_TO_AGREE: &str = "Agree the anchor that is true of the whole trust today. It need not be the middle answer, and the highest voice need not be right. Where nobody can tell, don't know is an honest result.";
/// How warning signs count in a meeting.
pub const AGREED_SIGNS: &str = "Warning signs count as the meeting ticks them: those that people ticked in their answers count no longer once it has agreed.";
/// The heading where somebody else saved meanwhile.
pub const CHANGED: &str = "Changed meanwhile";
/// Said where somebody else saved meanwhile.
pub const CHANGED_BY: &str =
    "Somebody, or this questionnaire in another window, has changed this since you opened it.";

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
    let words = format!("Saved: {}.", answer_summary(&assessment.rubric, answer));
    let Some(level) = answer.judgement.rating.level() else {
        return words;
    };
    let unexplained = !answer.judgement.signs_against().is_empty();
    words
        + &held_down(
            assessment,
            criterion,
            level,
            unexplained,
            answer.judgement.evidence.is_empty(),
            back,
        )
}

/// What was saved of a standard, and at once what it holds down.
pub fn saved_standard(assessment: &Assessment, standard: &Standard, entry: &Entry) -> String {
    let rubric = &assessment.rubric;
    let mut words = format!("Saved: {}.", entry_summary(entry));
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
