//! The sheets of domains and of criteria.

use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::report::{CriterionReport, DomainReport, Edition, Report, level_shade, silence};
use crate::scoring::Basis;
use crate::text::capitalised;
use crate::words::NamedLevel;

/// Where the numbers of the supported level and of the target stand, for the gap between them.
const SUPPORTED: u16 = 4;
const TARGET: u16 = 6;
/// The first column after the reasons: on paper the second page begins here.
const AFTER_REASONS: u16 = 14;
/// The size on paper, in hundredths, at which the columns up to the reasons fill a page.
const SCALE: u16 = 63;

/// The heading over the anchor of the next level.
const NEXT_LEVEL: &str = "What the next level looks like";

/// One row for each domain.
pub fn domains(report: &Report) -> Grid {
    let scale = report.rubric.levels.len();
    let row = |domain: &DomainReport| {
        let coverage = domain.coverage;
        let silent = coverage.unknown + coverage.unanswered + coverage.not_applicable;
        let steps: Vec<String> = domain
            .staircase
            .iter()
            .map(|step| format!("{}.", capitalised(&step.words)))
            .collect();
        vec![
            Cell::text(domain.title.as_str()),
            Cell::text(domain.question.as_str()),
            position_cell(
                domain.judged_position.as_ref(),
                scale,
                &domain.judged_words,
                domain.provisional,
            ),
            position_cell(
                domain.position.as_ref(),
                scale,
                &domain.supported_words,
                domain.provisional,
            ),
            Cell::text(range(domain)),
            Cell::count(coverage.levelled),
            Cell::count(silent),
            Cell::sentences(&domain.reasons),
            Cell::lines(&steps),
        ]
    };
    Grid {
        name: "Domains",
        title: "The domains, and why they stand where they do".to_owned(),
        note: "What is judged and what is supported stand side by side. The steps are the fewest raises that would lift the position by one level.".to_owned(),
        columns: vec![
            Column::new("Domain", 18),
            Column::new("Question", 26),
            Column::new("Own judgement", 14),
            Column::new("Supported", 14),
            Column::new("Range", 20),
            Column::new("With a level", 9),
            Column::new("With none", 9),
            Column::new("Why it stands there", 56),
            Column::new("The fewest steps to the next level", 44),
        ],
        rows: report.domains.iter().map(row).collect(),
        print: Print::OneWide,
    }
}

/// A position with number and word on its shade; in words alone while it is provisional.
pub fn position_cell(
    level: Option<&NamedLevel>,
    scale: usize,
    words: &str,
    provisional: bool,
) -> Cell {
    match level {
        // The words may say more than the level: that it is indicative.
        Some(level) if !provisional => {
            let more = words.strip_prefix(level.label.as_str()).unwrap_or_default();
            Cell::LevelWord(
                format!("{}{more}", level.both()),
                level_shade(level.number, scale),
            )
        }
        Some(_) | None => Cell::text(capitalised(words)),
    }
}

/// Where a position may lie when what is still open is known.
pub fn range(domain: &DomainReport) -> String {
    match &domain.range {
        Some((low, high)) if low == high => "Settled".to_owned(),
        Some((low, high)) if domain.provisional => {
            format!("Provisional: {} to {}", low.label, high.label)
        }
        Some((low, high)) => format!("{} to {}", low.label, high.label),
        None => "–".to_owned(),
    }
}

/// One row for each criterion.
pub fn criteria(report: &Report) -> Grid {
    let scale = report.rubric.levels.len();
    let words = match report.edition {
        Edition::Full | Edition::Board => true,
        Edition::Public => false,
    };
    let mut columns = vec![
        Column::new("Criterion", 20),
        Column::new("Domain", 14),
        Column::new("Judged", 9),
        Column::new("Judged, in words", 12),
        Column::new("Supported", 11),
        Column::new("Supported, in words", 12),
        Column::new("Target", 9),
        Column::new("Target, in words", 12),
        Column::new("Gap", 7),
        Column::new("Evidence strength", 10),
        Column::new("Evidence entries", 10),
        Column::new("What it rests on", 13),
        Column::new("Answers", 12),
        Column::new("Why it stands there", 58),
    ];
    if words {
        columns.extend([
            Column::new("What a meeting decided", 44),
            Column::new("Where it is uneven", 26),
            Column::new("Notes", 40),
            Column::new("In the plan", 26),
            Column::new(NEXT_LEVEL, 34),
            Column::new("Id", 18),
        ]);
    } else {
        columns.extend([Column::new(NEXT_LEVEL, 90), Column::new("Id", 30)]);
    }
    let beside = if words {
        "What people wrote, and the next level"
    } else {
        "The next level"
    };
    let rows = report
        .domains
        .iter()
        .flat_map(|domain| {
            domain
                .criteria
                .iter()
                .map(move |criterion| row(domain, criterion, scale, words))
        })
        .collect();
    Grid {
        name: "Criteria",
        title: "Every criterion, with its reasons".to_owned(),
        note: "The gap is the target less what is supported: 0 or less means that the target is reached. A cell without a number is a silence, never a 0. On paper the columns after the reasons stand on the page beside.".to_owned(),
        columns,
        rows,
        print: Print::TwoWide { second: AFTER_REASONS, repeat_to: 0, scale: SCALE, beside },
    }
}

fn row(domain: &DomainReport, one: &CriterionReport, scale: usize, words: bool) -> Vec<Cell> {
    let [judged, judged_word] = Cell::level(one.judged.as_ref(), scale, silence(one.settled));
    let [supported, supported_word] = Cell::level(one.supported.as_ref(), scale, "");
    let [target, target_word] = Cell::level(one.target.as_ref(), scale, "");
    let gap = one.target.as_ref().zip(one.supported.as_ref()).map_or(
        Cell::None,
        |(target, supported)| Cell::Difference {
            from: TARGET,
            less: SUPPORTED,
            result: i64::from(target.number) - i64::from(supported.number),
        },
    );
    let mut row = vec![
        Cell::text(one.title.as_str()),
        Cell::text(domain.title.as_str()),
        judged,
        judged_word,
        supported,
        supported_word,
        target,
        target_word,
        gap,
        Cell::text(one.evidence.strength.name()),
        Cell::count(one.evidence.entries),
        Cell::optional(one.basis.map(basis)),
        Cell::text(agreement(one)),
        Cell::sentences(&one.reasons),
    ];
    if words {
        row.extend([
            Cell::lines(&one.decision),
            Cell::lines(&one.uneven),
            Cell::lines(&one.notes),
            Cell::lines(&one.planned),
        ]);
    }
    row.push(one.next.as_ref().map_or(Cell::None, |(level, anchor)| {
        Cell::text(format!("{}: {anchor}", level.label))
    }));
    row.push(Cell::text(one.id.as_str()));
    row
}

const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Agreed => "Agreed in a meeting",
        Basis::OneAnswer => "One answer",
        Basis::NotYetAgreed => "Several answers, not yet agreed",
    }
}

/// How many gave a level, and how alike they are: "6: split, 2 levels apart".
fn agreement(one: &CriterionReport) -> String {
    let Some(spread) = &one.spread else {
        return String::new();
    };
    let apart = match spread.range {
        0 => String::new(),
        1 => ", one level apart".to_owned(),
        more => format!(", {more} levels apart"),
    };
    format!("{}: {}{apart}", spread.answers, spread.verdict.word())
}
