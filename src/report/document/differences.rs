//! Where people differ.

use crate::document::{
    Block, Cell, CellLevel, Column, Document, Phrase, Spread, SpreadCell, Table,
};
use crate::report::{CriterionReport, Report, SpreadReport, Verdict, gap};
use crate::rubric::Group;
use crate::scoring::GroupName;
use crate::text::{capitalised, list};
use crate::words::quoted;

pub fn differences(document: &mut Document, report: &Report) {
    document.push(Block::PageBreak);
    document.heading(2, heading(report));
    document.sentences(&report.agreement.words);
    side_by_side(document, report);
    let mut compared: Vec<(&CriterionReport, &SpreadReport)> = report
        .domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .filter_map(|one| Some((one, one.spread.as_ref()?)))
        .collect();
    let (same, mut differing): (Vec<_>, Vec<_>) = compared
        .drain(..)
        .partition(|(_, spread)| spread.verdict == Verdict::Same);
    // The widest first, and of equal width the less agreed first: the order of a meeting's agenda.
    differing.sort_by(|(_, one), (_, other)| {
        let a = |spread: &SpreadReport| spread.a.unwrap_or(0.0);
        other
            .range
            .cmp(&one.range)
            .then(a(one).total_cmp(&a(other)))
    });
    if !differing.is_empty() {
        document.heading(3, "One by one, the widest apart first");
    }
    for (criterion, spread) in differing {
        let mut words = spread.words.clone();
        let groups = spread.groups_in_words();
        if !groups.is_empty() {
            words.push(' ');
            words.push_str(&groups);
        }
        document.push(Block::Spread(Spread {
            label: criterion.title.clone(),
            words,
            cells: cells(report, spread),
        }));
    }
    if !same.is_empty() {
        let titles: Vec<String> = same
            .iter()
            .map(|(criterion, _)| quoted(&criterion.title))
            .collect();
        document.paragraph(format!(
            "Everybody who gave a level gave the same one on {}.",
            list(&titles)
        ));
    }
}

/// The groups that can be shown: how far apart they lie in each domain, and their middle answers in a table.
fn side_by_side(document: &mut Document, report: &Report) {
    if report.agreement.compared == 0 {
        return;
    }
    document.heading(3, "Group by group");
    let rows: Vec<(&CriterionReport, &SpreadReport)> = report
        .domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .filter_map(|one| {
            Some((
                one,
                one.spread
                    .as_ref()
                    .filter(|spread| !spread.groups.is_empty())?,
            ))
        })
        .collect();
    if rows.is_empty() {
        document.paragraph(gap::none_to_show());
        return;
    }
    document.paragraph(gap::how_to_read(
        report
            .domains
            .iter()
            .filter(|domain| !domain.gaps.is_empty())
            .count(),
    ));
    document.bullets(
        report
            .domains
            .iter()
            .filter(|domain| !domain.gaps.is_empty())
            .map(|domain| {
                let words: Vec<&str> = domain.gaps.iter().map(|gap| gap.words.as_str()).collect();
                Phrase::led(format!("{}.", domain.title), words.join(" "))
            }),
    );
    document.table(groups_table(report, &rows));
}

fn groups_table(report: &Report, rows: &[(&CriterionReport, &SpreadReport)]) -> Table {
    let of = report.rubric.levels.len();
    let shown = |word: &&str| {
        rows.iter()
            .any(|(_, spread)| spread.groups.iter().any(|group| group.group == *word))
    };
    let words: Vec<&str> = Group::ALL
        .into_iter()
        .map(GroupName::Group)
        .chain([GroupName::Others])
        .map(GroupName::word)
        .filter(shown)
        .collect();
    let mut columns = vec![Column::text("Criterion")];
    columns.extend(words.iter().map(|word| Column::level(capitalised(word))));
    let cell = |spread: &SpreadReport, word: &str| match spread
        .groups
        .iter()
        .find(|group| group.group == word)
    {
        Some(group) => Cell {
            text: format!("{} ({} answers)", group.median.both(), group.answers),
            level: Some(CellLevel {
                number: group.median.number,
                of,
            }),
        },
        None => "–".into(),
    };
    let rows = rows
        .iter()
        .map(|(criterion, spread)| {
            let groups = words.iter().map(|word| cell(spread, word));
            std::iter::once(criterion.title.as_str().into())
                .chain(groups)
                .collect()
        })
        .collect();
    Table {
        caption: "The middle answer of each group that can be shown, not yet agreed".to_owned(),
        columns,
        rows,
    }
}

/// Only what concerns everybody together.
pub fn whole(document: &mut Document, report: &Report) {
    document.heading(2, heading(report));
    document.sentences(&report.agreement.words);
}

fn heading(report: &Report) -> String {
    let split = report
        .domains
        .iter()
        .flat_map(|domain| &domain.criteria)
        .filter(|one| {
            one.spread
                .as_ref()
                .is_some_and(|spread| spread.verdict == Verdict::Split)
        })
        .count();
    match (split, report.agreement.compared) {
        (_, 0) => "Where people differ: nothing to compare".to_owned(),
        (0, _) => "Where people differ: nobody is two or more levels apart".to_owned(),
        (1, _) => {
            "Where people differ: answers to one criterion are two or more levels apart".to_owned()
        }
        (split, _) => {
            format!("Where people differ: answers to {split} criteria are two or more levels apart")
        }
    }
}

pub fn cells(report: &Report, spread: &SpreadReport) -> Vec<SpreadCell> {
    report
        .rubric
        .levels
        .iter()
        .zip(&spread.counts)
        .map(|((level, _), answers)| SpreadCell {
            level: level.number,
            word: level.label.clone(),
            answers: *answers,
        })
        .collect()
}
