//! The agenda as a paper for the meeting, and as a list for the screen.

use crate::document::{Block, Column, Document, Phrase, Spread, SpreadCell, Table, Tone};
use crate::report::silence;
use crate::scoring::Matter;
use crate::words::{NamedLevel, counted, opened, quoted};

use super::{AgendaItemReport, AgendaReport, duration, matter_title};

/// Empty lines for the reason of a split, and of a judgement above what is supported.
const REASON_LINES: [usize; 2] = [3, 1];

/// The paper for the meeting: one split an item, with the spread, the anchors in question, a suggested time and space to write.
pub fn agenda_paper(agenda: &AgendaReport) -> Document {
    let mut document = Document::new(format!(
        "{}: agenda for agreeing judgements, {}",
        agenda.trust, agenda.cycle
    ));
    document.paragraph(
        "Each person has answered alone. This paper shows where their answers differ, and where a judgement reaches further than what can be shown. The point is to hear why, not to find the average.",
    );
    document.paragraph(
        "Nobody is named, and nobody's own answer is changed by what is agreed. What is agreed is recorded with its reason, who led, the day, and what somebody saw otherwise.",
    );
    document.paragraph(agenda.people());
    overview(&mut document, agenda);
    if agenda.part(Matter::Split).next().is_some() {
        document.push(Block::PageBreak);
        document.heading(2, matter_title(Matter::Split));
        document.paragraph(
            "For each: read the anchors in question aloud. Let those who chose the lowest and the highest level say what they saw, if they wish to. Then agree the anchor that is true of the whole trust today.",
        );
        for (place, item) in agenda.part(Matter::Split).enumerate() {
            if place > 0 {
                document.push(Block::PageBreak);
            }
            split(&mut document, place + 1, item);
        }
    }
    if agenda.part(Matter::Claim).next().is_some() {
        document.push(Block::PageBreak);
        document.heading(2, matter_title(Matter::Claim));
        document.paragraph("For each: what is there to show, who brings it and by when? Or is the lower level the true one?");
        for (place, item) in agenda.part(Matter::Claim).enumerate() {
            claim(
                &mut document,
                agenda.part(Matter::Split).count() + place + 1,
                item,
            );
        }
    }
    rest(&mut document, agenda);
    document
}

/// The agenda as a list, with the ids to type.
pub fn agenda_list(agenda: &AgendaReport) -> Document {
    let mut document = Document::new(format!(
        "{}: what is to be agreed, {}",
        agenda.trust, agenda.cycle
    ));
    document.paragraph(agenda.people());
    for matter in Matter::ALL {
        let items: Vec<Phrase> = agenda
            .part(matter)
            .map(|item| {
                Phrase::led(
                    item.id.as_str(),
                    format!(
                        "{} ({})",
                        item.shortly,
                        counted(item.minutes, "minute", "minutes")
                    ),
                )
            })
            .collect();
        if !items.is_empty() {
            document.heading(2, format!("{} ({})", matter_title(matter), items.len()));
        }
        document.numbered(items);
    }
    if agenda.open.is_empty() {
        document.paragraph("Every criterion has an agreed judgement.");
    }
    if !agenda.done.is_empty() {
        document.heading(2, format!("Agreed already ({})", agenda.done.len()));
    }
    // A table would break an id, which is typed again as it stands.
    document.bullets(agenda.done.iter().map(|item| {
        let seen = if item.dissent {
            "; somebody saw it otherwise"
        } else {
            ""
        };
        Phrase::led(item.id.as_str(), format!("{}{seen}", agreed_as(item)))
    }));
    document
}

/// What was agreed: a level with number and word, or a silence.
fn agreed_as(item: &AgendaItemReport) -> String {
    let level = item.criterion.judged.as_ref().map(NamedLevel::both);
    level.unwrap_or_else(|| silence(item.criterion.settled).to_owned())
}

/// All splits and claims on one table, with the time they take.
fn overview(document: &mut Document, agenda: &AgendaReport) {
    let items: Vec<&AgendaItemReport> = agenda
        .part(Matter::Split)
        .chain(agenda.part(Matter::Claim))
        .collect();
    if items.is_empty() {
        document.paragraph(
            "No answers are two or more levels apart, and no judgement is above what is supported.",
        );
        return;
    }
    document.heading(
        2,
        format!("The items: about {}", duration(agenda.minutes())),
    );
    document.table(Table {
        caption: "What the meeting talks about, in order".to_owned(),
        columns: vec![
            Column::number("Item"),
            Column::text("Criterion"),
            Column::text("Why"),
            Column::number("Minutes"),
        ],
        rows: items
            .iter()
            .enumerate()
            .map(|(place, item)| {
                let title = item.criterion.title.as_str();
                vec![
                    (place + 1).to_string().into(),
                    title.into(),
                    item.shortly.as_str().into(),
                    item.minutes.to_string().into(),
                ]
            })
            .collect(),
    });
}

fn split(document: &mut Document, place: usize, item: &AgendaItemReport) {
    head(document, place, item);
    let cells = item.anchors.iter().map(|anchor| SpreadCell {
        level: anchor.level.number,
        word: anchor.level.label.clone(),
        answers: anchor.answers,
    });
    let mut reasons = item.reasons.iter().map(String::as_str);
    let words = reasons.next().unwrap_or_default().to_owned();
    document.push(Block::Spread(Spread {
        label: "How people answered".to_owned(),
        words,
        cells: cells.collect(),
    }));
    let beside: Vec<&str> = reasons
        .chain([item.silences.as_str(), item.groups.as_str()])
        .filter(|text| !text.is_empty())
        .collect();
    document.sentences(&beside);
    document.table(Table {
        caption: "The anchors in question".to_owned(),
        columns: vec![
            Column::text("Level"),
            Column::number("Answers"),
            Column::text("What it looks like"),
        ],
        rows: in_question(item)
            .map(|anchor| {
                vec![
                    anchor.level.both().into(),
                    anchor.answers.to_string().into(),
                    anchor.anchor.as_str().into(),
                ]
            })
            .collect(),
    });
    known(document, item);
    space(document, REASON_LINES[0]);
}

/// The anchors from the lowest to the highest level given.
fn in_question(item: &AgendaItemReport) -> impl Iterator<Item = &super::AnchorReport> {
    let (low, high) = item
        .given
        .map_or((1, 0), |(low, high)| (low.number(), high.number()));
    item.anchors
        .iter()
        .filter(move |anchor| (low..=high).contains(&anchor.level.number))
}

fn claim(document: &mut Document, place: usize, item: &AgendaItemReport) {
    head(document, place, item);
    let words: Vec<&str> = item
        .reasons
        .iter()
        .map(String::as_str)
        .chain([item.silences.as_str(), item.groups.as_str()])
        .filter(|text| !text.is_empty())
        .collect();
    document.sentences(&words);
    let (low, high) = (&item.criterion.supported, &item.criterion.judged);
    let between = item.anchors.iter().filter(|anchor| {
        low.as_ref()
            .is_some_and(|low| low.number <= anchor.level.number)
            && high
                .as_ref()
                .is_some_and(|high| anchor.level.number <= high.number)
    });
    document.table(Table {
        caption: "From what is supported to what is judged".to_owned(),
        columns: vec![Column::text("Level"), Column::text("What it looks like")],
        rows: between
            .map(|anchor| vec![anchor.level.both().into(), anchor.anchor.as_str().into()])
            .collect(),
    });
    known(document, item);
    space(document, REASON_LINES[1]);
}

fn head(document: &mut Document, place: usize, item: &AgendaItemReport) {
    document.heading(
        3,
        format!(
            "Item {place}. {} ({})",
            item.criterion.title,
            counted(item.minutes, "minute", "minutes")
        ),
    );
    document.paragraph(Phrase::led(
        format!("{}:", item.domain),
        item.criterion.question.as_str(),
    ));
    if let Some(caution) = &item.caution {
        document.callout(Tone::Note, caution.as_str());
    }
}

/// What people wrote, what can be shown, and what keeps a level from being supported.
fn known(document: &mut Document, item: &AgendaItemReport) {
    let criterion = &item.criterion;
    let notes = criterion
        .notes
        .iter()
        .map(|text| Phrase::led("Note:", quoted(text)));
    let uneven = criterion
        .uneven
        .iter()
        .map(|text| Phrase::led("Uneven:", quoted(text)));
    let evidence = criterion
        .evidence
        .listed
        .iter()
        .map(|text| Phrase::led("Evidence:", text.as_str()));
    let caps = item
        .caps
        .iter()
        .map(|cap| Phrase::led("What holds it:", cap.reason.as_str()));
    document.bullets(notes.chain(uneven).chain(evidence).chain(caps));
}

/// Lines to write on, as rows of a table: they are there in every form, and the words can be typed into them.
fn space(document: &mut Document, reason_lines: usize) {
    let to_write = [
        ("Agreed level, or don't know, or not applicable:", 0),
        ("Why, in the meeting's own words:", reason_lines),
        ("Seen otherwise, by which post:", 1),
        ("To be found out or shown, by which post and when:", 1),
    ];
    let rows = to_write
        .into_iter()
        .flat_map(|(label, lines)| std::iter::once(label).chain(std::iter::repeat_n("", lines)));
    document.table(Table {
        caption: "To be written down in the meeting".to_owned(),
        columns: vec![Column::text("What was agreed")],
        rows: rows.map(|text| vec![text.into()]).collect(),
    });
}

fn rest(document: &mut Document, agenda: &AgendaReport) {
    let rest: Vec<&AgendaItemReport> = agenda.part(Matter::Rest).collect();
    if !rest.is_empty() || !agenda.done.is_empty() {
        document.push(Block::PageBreak);
    }
    if !rest.is_empty() {
        document.heading(2, matter_title(Matter::Rest));
        document.paragraph(format!(
            "{} no agreed judgement either. They can be agreed together, if nobody wants to speak to one of them.",
            opened(&counted(rest.len(), "criterion has", "criteria have"))
        ));
        document.table(Table {
            caption: "What can be agreed together".to_owned(),
            columns: vec![
                Column::text("Criterion"),
                Column::text("For now"),
                Column::text("Why it is here"),
            ],
            rows: rest
                .iter()
                .map(|item| {
                    let now = item
                        .criterion
                        .judged
                        .as_ref()
                        .map_or("–".to_owned(), NamedLevel::both);
                    vec![
                        item.criterion.title.as_str().into(),
                        now.into(),
                        item.shortly.as_str().into(),
                    ]
                })
                .collect(),
        });
    }
    done(document, agenda);
}

fn done(document: &mut Document, agenda: &AgendaReport) {
    if agenda.done.is_empty() {
        return;
    }
    document.heading(2, format!("Agreed already ({})", agenda.done.len()));
    document.table(Table {
        caption: "Judgements that are agreed".to_owned(),
        columns: vec![
            Column::text("Criterion"),
            Column::text("Agreed"),
            Column::text("Seen otherwise"),
        ],
        rows: agenda
            .done
            .iter()
            .map(|item| {
                let dissent = if item.dissent {
                    "yes, by somebody"
                } else {
                    "no"
                };
                vec![
                    item.criterion.title.as_str().into(),
                    agreed_as(item).into(),
                    dissent.into(),
                ]
            })
            .collect(),
    });
}
