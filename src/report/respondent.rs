//! Respondents: who is there, what goes when one is taken out, and what remains elsewhere.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::assessment::Assessment;
use crate::document::{Column, Document, Phrase, Table};
use crate::questionnaire::name_note;
use crate::report::left_out::left_out;
use crate::rubric::RespondentId;
use crate::store::{Mention, Traces, Unread, Why};
use crate::text::count;
use crate::words::{long_date, quoted, some_of};

/// What stands where an id stood that was taken out.
pub const REMOVED: &str = "(removed)";

/// How many places a line names before it counts the rest.
const PLACES: usize = 8;

/// How many files that were left alone are told of one by one.
const LINES: usize = 50;

/// Who is in an assessment, with how many answers, and when each file was last saved where that is known.
pub fn respondents(assessment: &Assessment, saved: &BTreeMap<RespondentId, Date>) -> Document {
    let mut document = Document::new(format!("{}: who answers", assessment.setup.trust));
    if assessment.responses.is_empty() {
        document.paragraph("Nobody has answered yet.");
    }
    let all = assessment.rubric.criteria().count();
    let rows = assessment
        .responses
        .iter()
        .map(|response| {
            let role = assessment.rubric.role(&response.role);
            vec![
                response.respondent.to_string().into(),
                role.map_or(response.role.as_str(), |role| &role.title)
                    .into(),
                role.map_or("", |role| role.group.word()).into(),
                format!("{} of {all}", response.answers.len()).into(),
                saved
                    .get(&response.respondent)
                    .map_or_else(|| "–".to_owned(), |date| long_date(*date))
                    .into(),
            ]
        })
        .collect();
    document.table(Table {
        caption: "Respondents".to_owned(),
        columns: vec![
            Column::text("Respondent"),
            Column::text("Role"),
            Column::text("Group"),
            Column::number("Answered"),
            Column::text("Last saved"),
        ],
        rows,
    });
    document.bullets(left_out(assessment));
    document.bullets(
        assessment
            .responses
            .iter()
            .filter_map(|response| name_note(&response.respondent, &assessment.rubric)),
    );
    document
}

/// What will go with a respondent, and what will stay, before anybody is asked. `instead` is what will stand where
/// the id stands as the one who led, owns or looked; `None`: it stays there.
pub fn before_removal(
    respondent: &RespondentId,
    traces: &Traces,
    instead: Option<&str>,
) -> Document {
    let mut document = Document::new(format!("Removing {}", quoted(respondent.as_str())));
    document.heading(2, "This goes, and the program cannot bring it back");
    document.bullets(going(respondent, traces, instead));
    remains(&mut document, respondent, traces, instead);
    document
}

/// What went with a respondent, and what is still there.
pub fn removed(respondent: &RespondentId, traces: &Traces, instead: Option<&str>) -> Document {
    let mut document = Document::new(format!("{} is removed", quoted(respondent.as_str())));
    document.heading(2, "This is gone");
    document.bullets(going(respondent, traces, instead));
    remains(&mut document, respondent, traces, instead);
    document
}

/// What changed when a respondent was given another id, and where the old one still stands.
pub fn renamed(old: &RespondentId, new: &RespondentId, traces: &Traces) -> Document {
    let mut document = Document::new(format!(
        "{} is now {}",
        quoted(old.as_str()),
        quoted(new.as_str())
    ));
    let answers = traces
        .response
        .iter()
        .map(|file| Phrase::led("The answers:", format!("now in {file}.")));
    document.bullets(answers.chain(named(old, traces, new.as_str())));
    let copies = traces
        .copies
        .iter()
        .map(|file| format!("{file} is a copy of the answers, with the old id in it."));
    let items: Vec<Phrase> = copies
        .map(Phrase::from)
        .chain(elsewhere(old, traces))
        .collect();
    if !items.is_empty() {
        document.heading(2, "The old id still stands here; look at it yourself");
        document.bullets(items);
    }
    document
}

fn going(respondent: &RespondentId, traces: &Traces, instead: Option<&str>) -> Vec<Phrase> {
    let mut items: Vec<Phrase> = traces
        .response
        .iter()
        .map(|file| {
            Phrase::led(
                "The answers, with their notes and evidence:",
                format!("{file}."),
            )
        })
        .collect();
    if !traces.copies.is_empty() {
        let copies = count(
            traces.copies.len(),
            "copy or unfinished save of them:",
            "copies and unfinished saves of them:",
        );
        items.push(Phrase::led(
            copies,
            format!("{}.", traces.copies.join(", ")),
        ));
    }
    if let Some(instead) = instead {
        items.extend(named(respondent, traces, instead));
    }
    items
}

/// The places in which the id becomes another word, a line for each file.
fn named(respondent: &RespondentId, traces: &Traces, instead: &str) -> Vec<Phrase> {
    let by_file: Vec<_> = traces
        .named
        .chunk_by(|one, other| one.file == other.file)
        .collect();
    let line = |named: &[crate::store::Named]| {
        let entries: Vec<&str> = named.iter().map(|one| one.entry.as_str()).collect();
        Phrase::led(
            format!(
                "{} as `{}` in {}:",
                quoted(respondent.as_str()),
                named[0].key,
                named[0].file
            ),
            format!(
                "becomes {} at {}.",
                quoted(instead),
                some_of(&entries, PLACES)
            ),
        )
    };
    by_file.into_iter().map(line).collect()
}

fn remains(
    document: &mut Document,
    respondent: &RespondentId,
    traces: &Traces,
    instead: Option<&str>,
) {
    let mut items = Vec::new();
    if instead.is_none() {
        items.extend(
            traces
                .named
                .chunk_by(|one, other| one.file == other.file)
                .map(|named| {
                    let entries: Vec<&str> = named.iter().map(|one| one.entry.as_str()).collect();
                    Phrase::led(
                        format!("{}:", named[0].file),
                        format!(
                            "the id as `{}` at {}.",
                            named[0].key,
                            some_of(&entries, PLACES)
                        ),
                    )
                }),
        );
    }
    items.extend(elsewhere(respondent, traces));
    if !items.is_empty() {
        document.heading(2, "This stays in the folder; look at it yourself");
        document.bullets(items);
    }
    document.heading(2, "What this program cannot reach");
    document.bullets([
        "Reports, filled-in forms and agenda papers that were saved, printed or sent before.",
        "The version history and the recycle bin of a shared drive, other people's copies of the folder, and backups.",
        "A report made before and one made after, laid side by side, show what this person answered: withdraw the earlier one.",
    ]);
}

/// Mentions, documents, and what was left as it is.
fn elsewhere(respondent: &RespondentId, traces: &Traces) -> Vec<Phrase> {
    let mut items = Vec::new();
    for (repeats, what) in [
        (false, format!("names {} in", quoted(respondent.as_str()))),
        (true, "repeats their words in".to_owned()),
    ] {
        let mentions: Vec<&Mention> = traces
            .mentions
            .iter()
            .filter(|mention| mention.repeats == repeats)
            .collect();
        items.extend(
            mentions
                .chunk_by(|one, other| one.file == other.file)
                .map(|same| {
                    let places: Vec<&str> =
                        same.iter().map(|mention| mention.place.as_str()).collect();
                    Phrase::led(
                        format!("{}:", same[0].file),
                        format!("{what} {}.", some_of(&places, PLACES)),
                    )
                }),
        );
    }
    items.extend(left_alone(&traces.unread));
    if !traces.documents.is_empty() {
        let documents = count(
            traces.documents.len(),
            "document or archive in the folder may hold it:",
            "documents and archives in the folder may hold it:",
        );
        items.push(Phrase::led(
            documents,
            format!("{}.", traces.documents.join(", ")),
        ));
    }
    items
}

/// What was left as it is, with the reason; a line for each, up to a number that somebody still reads.
fn left_alone(unread: &[Unread]) -> Vec<Phrase> {
    let mut lines: Vec<Phrase> = unread
        .iter()
        .take(LINES)
        .map(|left| {
            Phrase::led(
                format!("{}:", left.file),
                format!("{}.", why_left(left.why)),
            )
        })
        .collect();
    if unread.len() > LINES {
        lines.push(Phrase::from(format!(
            "{} more could not be looked through.",
            unread.len() - LINES
        )));
    }
    lines
}

/// Why a file or folder was left as it is.
pub const fn why_left(why: Why) -> &'static str {
    match why {
        Why::Link => {
            "is a link to another place, which was neither followed nor removed: look at what it leads to"
        }
        Why::NotAFile => "is a device or a pipe, and was not opened",
        Why::Name => "has a name that cannot be written, so it was not opened",
        Why::Unreadable => "could not be read",
        Why::Invalid => "could not be looked through entry by entry, because it is not valid",
        Why::TooLarge => "could not be looked through, because it is larger than 64 MB",
        Why::TooDeep => "could not be looked into, because it lies more than 32 folders deep",
        Why::TooMany => {
            "could not be looked through to the end, because there is too much in the folder (more than 20,000 files, or 1 GB): move out of it what does not belong there, and remove again"
        }
        Why::History => "keeps earlier states of the files, which this program cannot remove",
        Why::OtherAssessment => {
            "holds answers of this id in another assessment, which stands in this folder: remove them there"
        }
    }
}
