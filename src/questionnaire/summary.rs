//! Answers, judgements and their details in words, for every place that shows them.

use crate::assessment::{Agreed, Answer, Confidence, Entry, Evidence, Note, Rating};
use crate::rubric::{Criterion, Rubric, Standard};
use crate::text::count;
use crate::words::{NamedLevel, long_date};

/// Returns an entry of evidence in a line.
pub fn evidence_in_words(evidence: &Evidence) -> String {
    let place = evidence
        .place
        .as_ref()
        .map_or_else(String::new, |place| format!(", {place}"));
    format!(
        "{} ({}, {}{place})",
        evidence.what,
        evidence.kind.word(),
        long_date(evidence.date)
    )
}

/// Returns a level, or a silence, in words.
pub fn rating(rubric: &Rubric, standing: &Rating) -> String {
    match standing {
        Rating::Level(level) => NamedLevel::of(rubric.scale(), *level).both(),
        Rating::Unknown => "don't know".to_owned(),
        Rating::NotApplicable(reason) => format!("not applicable ({reason})"),
    }
}

/// Returns an answer with its details counted.
pub fn answer_summary(rubric: &Rubric, answer: &Answer) -> String {
    let review = "to be looked at again, because the wording has changed";
    let mut words = vec![rating(rubric, &answer.judgement.rating)];
    words.extend(answer.judgement.review.then(|| review.to_owned()));
    words.extend(answer.note.as_ref().map(|_| "a note".to_owned()));
    words.extend(uneven(answer.judgement.uneven.as_ref()));
    let confidence = answer.confidence.map(Confidence::word);
    words.extend(confidence.map(|word| format!("\"{word}\"")));
    words.extend(counted(
        answer.judgement.warning_signs.len(),
        answer.judgement.evidence.len(),
    ));
    words.join(", ")
}

/// Returns an agreed judgement with its details counted.
pub fn agreed_summary(rubric: &Rubric, agreed: &Agreed) -> String {
    let dissent = agreed.dissent.as_ref();
    let mut words = vec![rating(rubric, &agreed.judgement.rating)];
    words.extend(dissent.map(|_| "seen otherwise by somebody".to_owned()));
    words.extend(uneven(agreed.judgement.uneven.as_ref()));
    words.extend(counted(
        agreed.judgement.warning_signs.len(),
        agreed.judgement.evidence.len(),
    ));
    words.join(", ")
}

fn uneven(text: Option<&Note>) -> Option<String> {
    text.map(|_| "where it is uneven".to_owned())
}

fn counted(signs: usize, evidence: usize) -> impl Iterator<Item = String> {
    let signs = (signs > 0).then(|| count(signs, "warning sign", "warning signs"));
    let evidence =
        (evidence > 0).then(|| count(evidence, "piece of evidence", "pieces of evidence"));
    signs.into_iter().chain(evidence)
}

/// Returns an answer with all its details, a line each.
pub fn answer_details(rubric: &Rubric, criterion: &Criterion, answer: &Answer) -> Vec<String> {
    let mut lines = vec![rating(rubric, &answer.judgement.rating)];
    lines.extend(line("Note", answer.note.as_deref()));
    lines.extend(line("Uneven", answer.judgement.uneven.as_deref()));
    lines.extend(line("How sure", answer.confidence.map(Confidence::word)));
    lines.extend(shared(
        criterion,
        &answer.judgement.warning_signs,
        answer.judgement.warning_note.as_deref(),
        &answer.judgement.evidence,
    ));
    lines
}

/// Returns an agreed judgement with all its details, a line each.
pub fn agreed_details(rubric: &Rubric, criterion: &Criterion, agreed: &Agreed) -> Vec<String> {
    let mut lines = vec![rating(rubric, &agreed.judgement.rating)];
    lines.extend(line("Why", Some(&agreed.reason)));
    lines.extend(line("Led by", Some(&agreed.moderator)));
    lines.extend(line("On", Some(&long_date(agreed.date))));
    lines.extend(line("Seen otherwise", agreed.dissent.as_deref()));
    lines.extend(line("Uneven", agreed.judgement.uneven.as_deref()));
    lines.extend(shared(
        criterion,
        &agreed.judgement.warning_signs,
        agreed.judgement.warning_note.as_deref(),
        &agreed.judgement.evidence,
    ));
    lines
}

fn shared(
    criterion: &Criterion,
    signs: &[usize],
    note: Option<&str>,
    evidence: &[Evidence],
) -> Vec<String> {
    let sign = |number: &usize| criterion.warning_signs.get(number - 1);
    let signs = signs
        .iter()
        .filter_map(sign)
        .filter_map(|sign| line("Warning sign", Some(sign)));
    let evidence = evidence
        .iter()
        .filter_map(|entry| line("Evidence", Some(&evidence_in_words(entry))));
    signs
        .chain(line("About the warning signs", note))
        .chain(evidence)
        .collect()
}

/// Returns an entry of the register in a few words.
pub fn entry_summary(entry: &Entry) -> String {
    let mut words = vec![entry.status.phrase()];
    words.extend(entry.proof.is_some().then_some("proof"));
    words.extend(entry.by.is_some().then_some("who looked"));
    words.extend(entry.checked.is_some().then_some("date checked"));
    words.extend(entry.explanation.is_some().then_some("explained"));
    words.join(", ")
}

/// Returns all the details of an entry, a line each.
pub fn entry_details(entry: &Entry) -> Vec<String> {
    let checked = entry.checked.map(long_date);
    [
        line("Proof", entry.proof.as_deref()),
        line("Who looked", entry.by.as_deref()),
        line("Checked", checked.as_deref()),
        line("Explanation", entry.explanation.as_deref()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns an entry with everything in it.
pub fn entry_in_full(standard: &Standard, entry: &Entry) -> String {
    let mut parts = vec![format!("{}: {}", standard.id, entry.status.phrase())];
    parts.extend(entry_details(entry));
    parts.join("; ")
}

fn line(title: &str, text: Option<&str>) -> Option<String> {
    text.map(|text| format!("{title}: {text}"))
}
