//! The sheets of indicators, lenses and method.

use crate::export::excel::grid::{Cell, Column, Grid, Print};
use crate::report::{Edition, HOW_LENSES_READ, LENSES, NEVER_SCORED, Report, level_shade};
use crate::rubric::Better;
use crate::text::capitalised;

/// One row for each of the trust's own numbers, and for each indicator without one.
pub fn indicators(report: &Report) -> Grid {
    let mut rows = Vec::new();
    for one in &report.indicators {
        let national = one.national_figures();
        let better = match one.better {
            Better::Higher => "Higher",
            Better::Lower => "Lower",
            Better::Neither => "Neither way",
        };
        let row = |value: Cell, period: Cell, note: Cell| {
            vec![
                Cell::text(one.domain_title.as_str()),
                Cell::text(one.title.as_str()),
                Cell::text(one.unit.as_str()),
                value,
                period,
                Cell::lines(&national),
                Cell::text(better),
                Cell::text(one.caution.as_str()),
                Cell::text(one.source.as_str()),
                note,
            ]
        };
        if one.own.is_empty() {
            rows.push(row(Cell::None, Cell::None, Cell::None));
        }
        for figure in &one.own {
            let period = Cell::text(figure.aged_period());
            rows.push(row(
                Cell::text(figure.value.as_str()),
                period,
                Cell::optional(figure.note.as_deref()),
            ));
        }
    }
    Grid {
        name: "Indicators",
        title: "Numbers for context".to_owned(),
        note: format!("{NEVER_SCORED} They are shown as they were written."),
        columns: vec![
            Column::new("Domain", 18),
            Column::new("Number", 32),
            Column::new("Unit", 16),
            Column::new("This trust", 13),
            Column::new("Period", 14),
            Column::new("National", 40),
            Column::new("Better", 10),
            Column::new("How it misleads", 40),
            Column::new("Where it comes from", 30),
            Column::new("Note", 26),
        ],
        rows,
        print: Print::OneWide,
    }
}

/// One row for each facet of each lens.
pub fn lenses(report: &Report) -> Grid {
    let rows = report
        .lenses
        .iter()
        .flat_map(|lens| {
            lens.facets.iter().map(move |facet| {
                let weakest: Vec<&str> = facet.weakest.iter().map(|id| title(report, id)).collect();
                let about: Vec<&str> = [lens.source.as_deref(), lens.note.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect();
                vec![
                    Cell::text(lens.title.as_str()),
                    Cell::text(facet.title.as_str()),
                    Cell::count(facet.criteria),
                    Cell::text(facet.words.as_str()),
                    Cell::lines(&weakest),
                    Cell::text(if facet.thin { "Thin" } else { "" }),
                    Cell::text(about.join("\n")),
                ]
            })
        })
        .collect();
    Grid {
        name: "Lenses",
        title: LENSES.to_owned(),
        note: HOW_LENSES_READ.to_owned(),
        columns: vec![
            Column::new("Lens", 26),
            Column::new("Facet", 28),
            Column::new("Criteria", 10),
            Column::new("What it says", 62),
            Column::new("Lowest", 38),
            Column::new("Thin", 9),
            Column::new("Where the lens comes from", 40),
        ],
        rows,
        print: Print::OneWide,
    }
}

/// The title of a criterion, or its id where it has none.
fn title<'r>(report: &'r Report, id: &'r str) -> &'r str {
    let mut criteria = report.domains.iter().flat_map(|domain| &domain.criteria);
    criteria
        .find(|criterion| criterion.id == id)
        .map_or(id, |criterion| &criterion.title)
}

/// The levels and what they mean, then how the result came about, one passage a row.
pub fn method(report: &Report) -> Grid {
    let scale = report.rubric.levels.len();
    let mut rows: Vec<Vec<Cell>> = report
        .rubric
        .levels
        .iter()
        .map(|(level, meaning)| {
            vec![
                Cell::LevelWord(level.both(), level_shade(level.number, scale)),
                Cell::text(meaning.as_str()),
            ]
        })
        .collect();
    for passage in report
        .method
        .iter()
        .filter(|passage| is_told(report.edition, &passage.title))
    {
        let mut told: Vec<String> = passage.paragraphs.clone();
        told.extend(passage.items.iter().map(|item| format!("• {item}")));
        // A row can only be so high: each paragraph has one, and the first carries the heading.
        for (place, text) in told.into_iter().enumerate() {
            rows.push(vec![
                Cell::text(if place == 0 {
                    passage.title.as_str()
                } else {
                    ""
                }),
                Cell::text(text),
            ]);
        }
    }
    let rubric = &report.rubric;
    rows.push(vec![
        Cell::text("About the rubric"),
        Cell::text(format!(
            "{} ({}, version {}). {}",
            rubric.title, rubric.id, rubric.version, rubric.notice
        )),
    ]);
    Grid {
        name: "Method",
        title: "What the levels mean, and how the result came about".to_owned(),
        note: capitalised(crate::report::WHAT_IT_IS),
        columns: vec![
            Column::new("About", 30),
            Column::new("What there is to know", 110),
        ],
        rows,
        print: Print::OneWide,
    }
}

/// Whether an edition tells this passage: a board reads how the levels come about, and nothing of who answered.
fn is_told(edition: Edition, title: &str) -> bool {
    match edition {
        Edition::Full | Edition::Public => true,
        Edition::Board => title.starts_with("How a "),
    }
}
