//! A document as Markdown that a board can paste. Every text from a file is escaped.

mod escape;

use crate::document::{Block, ColumnKind, Document, Levels, Mark, Phrase, Spread, Table, Tone};
use crate::export::markdown::escape::{cell, inline};

/// The document as Markdown (`CommonMark` with tables), ending in a line feed.
pub fn render(document: &Document) -> String {
    let mut blocks = vec![format!("# {}", inline(&document.title))];
    blocks.extend(
        document
            .blocks
            .iter()
            .map(block)
            .filter(|block| !block.is_empty()),
    );
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => format!(
            "{} {}",
            "#".repeat(usize::from(*level).clamp(1, 6)),
            inline(text)
        ),
        Block::Paragraph(words) => phrase(words),
        Block::Callout {
            tone,
            phrase: words,
        } => match tone {
            Tone::Note => format!("> {}", phrase(words)),
            Tone::Warning => format!("> **Please note.** {}", phrase(words)),
        },
        Block::Bullets(items) => lines(items.iter().map(|item| format!("- {}", phrase(item)))),
        Block::Numbered(items) => lines(
            items
                .iter()
                .enumerate()
                .map(|(place, item)| format!("{}. {}", place + 1, phrase(item))),
        ),
        Block::Table(grid) => table(grid),
        Block::Levels(strips) => levels(strips),
        Block::Spread(answers) => spread(answers),
        Block::Definitions(definitions) => lines(
            definitions
                .iter()
                .map(|(term, text)| format!("- **{}** {}", inline(term), inline(text))),
        ),
        // A text has no pages. And a map is for the eye: the heading and the paragraph before it say what it shows,
        // and the tables of the domains have every criterion, so that one more table would tell it all twice.
        Block::PageBreak | Block::Heat(_) => String::new(),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

fn phrase(phrase: &Phrase) -> String {
    match (
        phrase
            .lead
            .as_deref()
            .map(inline)
            .filter(|lead| !lead.is_empty()),
        inline(&phrase.text),
    ) {
        (Some(lead), text) if text.is_empty() => format!("**{lead}**"),
        (Some(lead), text) => format!("**{lead}** {text}"),
        (None, text) => text,
    }
}

fn table(table: &Table) -> String {
    let titles = table.columns.iter().map(|column| cell(&column.title));
    let rules = table.columns.iter().map(|column| match column.kind {
        ColumnKind::Text | ColumnKind::Level => "---".to_owned(),
        ColumnKind::Number => "--:".to_owned(),
    });
    let rows = table
        .rows
        .iter()
        .map(|row| line(row.iter().map(|one| cell(&one.text))));
    lines([line(titles), line(rules)].into_iter().chain(rows))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn levels(levels: &Levels) -> String {
    let Some(first) = levels.rows.first() else {
        return String::new();
    };
    let many = levels.rows.len() > 1;
    let mut titles = if many {
        levels.measure.columns().map(str::to_owned).to_vec()
    } else {
        Vec::new()
    };
    titles.extend(
        first
            .cells
            .iter()
            .map(|one| cell(&levels.measure.name(one))),
    );
    let mut rules = if many {
        vec!["---".to_owned(), "---".to_owned()]
    } else {
        Vec::new()
    };
    rules.extend(first.cells.iter().map(|_| "--:".to_owned()));
    let rows = levels.rows.iter().map(|row| {
        let mut cells = if many {
            vec![cell(&row.label), cell(&row.words)]
        } else {
            Vec::new()
        };
        cells.extend(row.cells.iter().map(|one| match one.mark {
            Mark::None => one.count.to_string(),
            Mark::Position => format!("**{}** position", one.count),
            Mark::Range => format!("**{}** may be here", one.count),
        }));
        line(cells.into_iter())
    });
    lines(
        [line(titles.into_iter()), line(rules.into_iter())]
            .into_iter()
            .chain(rows),
    )
}

fn spread(spread: &Spread) -> String {
    let cells = spread
        .cells
        .iter()
        .map(|one| inline(&format!("{} at {} {}", one.answers, one.level, one.word)));
    format!(
        "#### {}\n\n{}.\n\n{}",
        inline(&spread.label),
        cells.collect::<Vec<_>>().join(", "),
        inline(&spread.words)
    )
}

#[cfg(test)]
mod tests;
