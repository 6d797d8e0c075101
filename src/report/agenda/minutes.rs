//! What a meeting has agreed, as minutes: the judgement, why, and what somebody saw otherwise.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::assessment::{Agreed, Assessment, Note, Rating};
use crate::document::{Document, Phrase};
use crate::questionnaire::evidence_told;
use crate::rubric::Criterion;
use crate::text::list;
use crate::words::{NamedLevel, counted, long_date, opened, sentence};

use super::{AgendaReport, matter_title};
use crate::scoring::Matter;

/// The minutes: every agreed judgement in the rubric's order, and what of the agenda is open.
pub fn agenda_minutes(assessment: &Assessment, agenda: &AgendaReport) -> Document {
    let mut document = Document::new(format!(
        "{}: what was agreed, {}",
        agenda.trust, agenda.cycle
    ));
    let all = assessment.rubric.criteria().count();
    if assessment.agreed.is_empty() {
        document.paragraph("Nothing is agreed yet.");
    } else {
        let agreed = counted(assessment.agreed.len(), "criterion has", "criteria have");
        document.paragraph(format!(
            "{} an agreed judgement, of {all}. Nobody's own answer was changed.",
            opened(&agreed)
        ));
        document.bullets(meetings(&assessment.agreed));
    }
    for domain in assessment.rubric.domains() {
        let of = |criterion: &Criterion| {
            assessment
                .agreed
                .iter()
                .find(|agreed| agreed.criterion == criterion.id)
        };
        let agreed: Vec<(&Criterion, &Agreed)> = domain
            .criteria
            .iter()
            .filter_map(|criterion| Some((criterion, of(criterion)?)))
            .collect();
        if agreed.is_empty() {
            continue;
        }
        document.heading(2, domain.title.as_str());
        for (criterion, agreed) in agreed {
            document.heading(3, criterion.title.as_str());
            document.bullets(lines(assessment, agenda, criterion, agreed));
        }
    }
    open(&mut document, agenda);
    document
}

/// Which judgements were agreed when, and who led: a line each, the earliest first.
fn meetings(agreed: &[Agreed]) -> Vec<Phrase> {
    let mut meetings: BTreeMap<(Date, &str), usize> = BTreeMap::new();
    for one in agreed {
        *meetings
            .entry((one.date, one.moderator.trim()))
            .or_default() += 1;
    }
    let line = |((date, moderator), many): ((Date, &str), usize)| {
        let judgements = counted(many, "judgement", "judgements");
        Phrase::led(
            format!("{}:", long_date(date)),
            sentence(&format!("{judgements}, led by {moderator}")),
        )
    };
    meetings.into_iter().map(line).collect()
}

fn lines(
    assessment: &Assessment,
    agenda: &AgendaReport,
    criterion: &Criterion,
    agreed: &Agreed,
) -> Vec<Phrase> {
    let text = |text: &Option<Note>| text.clone().map(String::from);
    let standing = match &agreed.judgement.rating {
        Rating::Level(level) => {
            let named = NamedLevel::of(assessment.rubric.scale(), *level).both();
            Phrase::led(
                format!("Agreed: {named}."),
                sentence(criterion.anchor(*level)),
            )
        }
        Rating::Unknown => Phrase::led("Agreed:", "don't know."),
        Rating::NotApplicable(_) => Phrase::led("Agreed:", "not applicable."),
    };
    let mut lines = vec![standing, Phrase::led("Why:", sentence(&agreed.reason))];
    let mut line = |lead: &str, text: Option<String>| {
        lines.extend(text.map(|text| Phrase::led(lead, sentence(&text))));
    };
    line("Seen otherwise:", text(&agreed.dissent));
    line("Uneven:", text(&agreed.judgement.uneven));
    for sign in &agreed.judgement.warning_signs {
        line(
            "Warning sign:",
            criterion.warning_signs.get(sign - 1).cloned(),
        );
    }
    line(
        "About the warning signs:",
        text(&agreed.judgement.warning_note),
    );
    for evidence in &agreed.judgement.evidence {
        line("Evidence:", Some(evidence_told(evidence)));
    }
    let item = agenda.done.iter().find(|item| item.id == criterion.id);
    lines.extend(
        item.iter()
            .flat_map(|item| &item.criterion.caps)
            .map(|cap| Phrase::led("What holds it:", cap.reason.as_str())),
    );
    lines
}

/// What is split or above what is supported, and not agreed.
fn open(document: &mut Document, agenda: &AgendaReport) {
    for matter in [Matter::Split, Matter::Claim] {
        let titles: Vec<&str> = agenda
            .part(matter)
            .map(|item| item.criterion.title.as_str())
            .collect();
        if !titles.is_empty() {
            document.heading(2, format!("{}: not agreed yet", matter_title(matter)));
            document.paragraph(format!("{}.", list(&titles)));
        }
    }
}
