//! What changed since earlier cycles, and what was done about it.

use crate::document::{Block, Cell, CellLevel, Column, Document, Phrase, Table, Tone};
use crate::report::change::{Changes, MoveReport, SeriesReport};
use crate::report::{Depth, Edition, Report};
use crate::scoring::{Compared, Movement};
use crate::words::{counted, long_date, opened, quoted, some_of};

/// How many criteria a board sees of those that moved; the full edition has all.
const BOARD_MOVES: usize = 8;
/// How many titles of criteria that stayed are named before the rest is counted.
const SAME: usize = 12;

/// The section of a report, where the report has one.
pub fn section(document: &mut Document, report: &Report) {
    let Some(changes) = &report.changes else {
        return;
    };
    document.push(Block::PageBreak);
    document.heading(2, changes.finding.as_str());
    match report.edition {
        Edition::Full | Edition::Public => whole(document, changes, 3),
        Edition::Board => in_short(document, changes),
    }
}

/// A document of its own: cycles side by side.
pub fn comparison(report: &Report, changes: &Changes) -> Document {
    let mut document = Document::new(format!("{}: self-assessments side by side", report.trust));
    document.push(Block::Definitions(
        changes
            .cycles
            .iter()
            .map(|cycle| (cycle.cycle.clone(), about(cycle)))
            .collect(),
    ));
    document.callout(Tone::Note, crate::report::method::WHAT_IT_IS_BRIEFLY);
    document.heading(2, changes.finding.as_str());
    match report.edition {
        Edition::Full | Edition::Public => whole(&mut document, changes, 2),
        Edition::Board => in_short(&mut document, changes),
    }
    document
}

fn about(cycle: &crate::report::CycleReport) -> String {
    let depth = match cycle.depth {
        Depth::Full => "full",
        Depth::Quick => "quick, indicative",
    };
    let people = if cycle.people == 0 {
        "nobody".to_owned()
    } else {
        counted(cycle.people, "person", "people")
    };
    format!(
        "{}; rubric {} {}; {depth}; {people} answered",
        long_date(cycle.date),
        cycle.rubric,
        cycle.version
    )
}

fn whole(document: &mut Document, changes: &Changes, level: u8) {
    opening(document, changes);
    for domain in &changes.domains {
        let here: Vec<&SeriesReport> = changes
            .criteria
            .iter()
            .filter(|series| series.domain == domain.id)
            .collect();
        let (still, moved): (Vec<&SeriesReport>, Vec<&SeriesReport>) =
            here.into_iter().partition(|series| series.is_still());
        document.heading(level, domain.title.as_str());
        let told = changes
            .latest()
            .domains
            .iter()
            .find(|told| told.id == domain.id);
        document.paragraph(told.map_or("", |told| told.words.as_str()));
        document.table(table(
            changes,
            &format!("What moved in {}", domain.title),
            "Criterion",
            &moved,
            |series| words(&changes.latest().criteria, series),
        ));
        let titles: Vec<String> = still.iter().map(|series| quoted(&series.title)).collect();
        if !titles.is_empty() {
            document.paragraph(Phrase::led(
                "As it was:",
                format!("{}.", some_of(&titles, SAME)),
            ));
        }
    }
    done(document, changes, level);
}

/// For a board: the domains, what moved most, and what was done.
fn in_short(document: &mut Document, changes: &Changes) {
    opening(document, changes);
    let order = |told: &&MoveReport| match told.movement {
        Movement::Fallen => 0,
        Movement::Risen => 1,
        Movement::Gone => 2,
        Movement::New => 3,
        Movement::Break => 4,
        Movement::Same => 5,
    };
    let mut moved: Vec<&MoveReport> = changes
        .latest()
        .criteria
        .iter()
        .filter(|told| told.movement != Movement::Same)
        .collect();
    moved.sort_by_key(order);
    let more = moved.len().saturating_sub(BOARD_MOVES);
    document.bullets(
        moved
            .into_iter()
            .take(BOARD_MOVES)
            .map(|told| Phrase::led(format!("{}.", told.title), told.words.as_str())),
    );
    if more > 0 {
        document.paragraph(format!(
            "{}; the full edition has all.",
            opened(&counted(
                more,
                "more criterion has changed",
                "more criteria have changed"
            ))
        ));
    }
    done(document, changes, 3);
}

fn opening(document: &mut Document, changes: &Changes) {
    for limit in &changes.limits {
        document.callout(Tone::Note, limit.as_str());
    }
    let caption = match changes.compared {
        Compared::Supported => "The position of each domain, as supported, cycle by cycle",
        Compared::Judged => "The position of each domain as judged, cycle by cycle",
    };
    let domains: Vec<&SeriesReport> = changes.domains.iter().collect();
    document.table(table(changes, caption, "Domain", &domains, |series| {
        words(&changes.latest().domains, series)
    }));
    document.sentences(&changes.latest().words);
}

/// A row for each, a column for each cycle, and what happened last.
fn table(
    changes: &Changes,
    caption: &str,
    what: &str,
    rows: &[&SeriesReport],
    last: impl Fn(&SeriesReport) -> String,
) -> Table {
    let mut columns = vec![Column::text(what)];
    columns.extend(
        changes
            .cycles
            .iter()
            .map(|cycle| Column::level(cycle.cycle.as_str())),
    );
    columns.push(Column::text("What happened last"));
    let row = |series: &&SeriesReport| {
        let mut cells: Vec<Cell> = vec![series.title.as_str().into()];
        cells.extend(
            series
                .steps
                .iter()
                .zip(&changes.cycles)
                .map(|(step, cycle)| Cell {
                    text: if step.level.is_none() && step.word.is_empty() {
                        "–".to_owned()
                    } else {
                        step.words()
                    },
                    level: step.level.as_ref().map(|level| CellLevel {
                        number: level.number,
                        of: cycle.levels,
                    }),
                }),
        );
        cells.push(last(series).into());
        cells
    };
    Table {
        caption: caption.to_owned(),
        columns,
        rows: rows.iter().map(row).collect(),
    }
}

fn words(told: &[MoveReport], series: &SeriesReport) -> String {
    let found = told
        .iter()
        .find(|told| told.id == series.id && series.last.is_some());
    found.map_or_else(
        || "Gone before the last cycle.".to_owned(),
        |told| told.words.clone(),
    )
}

fn done(document: &mut Document, changes: &Changes, level: u8) {
    document.heading(level, "You said, we did");
    let many = changes.spans.len() > 1;
    for span in &changes.spans {
        let lead = if many {
            format!("{}, by {}:", span.since.trim(), span.until.trim())
        } else {
            format!("The plan of {}:", span.since.trim())
        };
        document.paragraph(Phrase::led(lead, span.done_words.as_str()));
        document.table(Table {
            caption: format!(
                "Actions of {} that are closed, beside what moved",
                span.since.trim()
            ),
            columns: vec![
                Column::text("For"),
                Column::text("You said"),
                Column::text("We did"),
                Column::text("What moved"),
            ],
            rows: span
                .done
                .iter()
                .map(|done| {
                    vec![
                        done.title.as_str().into(),
                        done.what.as_str().into(),
                        format!(
                            "{}. Owner: {}. To be known by: {}",
                            done.closed,
                            done.owner.trim(),
                            done.measure.trim()
                        )
                        .into(),
                        done.moved.as_str().into(),
                    ]
                })
                .collect(),
        });
    }
}
