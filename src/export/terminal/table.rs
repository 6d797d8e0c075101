//! Tables: columns as wide as they need, or one entry below the other where there is no room.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Grid, TableStyle,
    Width,
};

use crate::document::{Column, ColumnKind, Table};
use crate::export::terminal::style::Style;
use crate::export::terminal::wrap::{tidy, width, wrapped};

/// Words up to this long are kept whole if there is room; then words up to the second; longer ones may be broken.
const WHOLE_WORDS: [usize; 2] = [16, 11];
/// Blank columns between two columns of a table.
const BETWEEN: usize = 2;

/// A table in lines of at most `columns`.
pub fn lines(table: &Table, columns: usize, style: Style) -> Vec<String> {
    match WHOLE_WORDS
        .into_iter()
        .find_map(|whole| widths(table, columns, whole))
    {
        Some(widths) => grid(table, &widths, style),
        None => stacked(table, columns, style),
    }
}

/// The width of each column, or `None` where some column would be too narrow to read.
fn widths(table: &Table, columns: usize, whole: usize) -> Option<Vec<usize>> {
    let wishes: Vec<(usize, usize)> = (0..table.columns.len())
        .map(|place| wish(table, place, whole))
        .collect();
    let room = columns.checked_sub(BETWEEN * table.columns.len().saturating_sub(1))?;
    let least: usize = wishes.iter().map(|(least, _)| least).sum();
    let mut spare = room.checked_sub(least)?;
    let mut widths: Vec<usize> = wishes.iter().map(|(least, _)| *least).collect();
    // Room is given a column at a time to whichever has the most text for its width.
    while spare > 0 {
        let hungry = |place: &usize| (wishes[*place].1 * 100) / widths[*place];
        let most = (0..widths.len())
            .filter(|place| widths[*place] < wishes[*place].1)
            .max_by_key(hungry)?;
        widths[most] += 1;
        spare -= 1;
        if widths
            .iter()
            .zip(&wishes)
            .all(|(width, (_, most))| width >= most)
        {
            break;
        }
    }
    Some(widths)
}

/// The least and the most width that a column has use for.
fn wish(table: &Table, place: usize, whole_words: usize) -> (usize, usize) {
    let column = &table.columns[place];
    let texts = table
        .rows
        .iter()
        .filter_map(|row| row.get(place))
        .map(|cell| cell.text.as_str())
        .chain([column.title.as_str()]);
    let (mut word, mut whole) = (1, 1);
    for text in texts {
        let text = tidy(text);
        whole = whole.max(width(&text));
        word = text.split(' ').map(width).fold(word, usize::max);
    }
    let least = match column.kind {
        ColumnKind::Text => word.min(whole_words),
        // A level is read at a glance only where number and word stand on one line.
        ColumnKind::Level => whole.min(13),
        ColumnKind::Number => word,
    };
    (least, whole)
}

fn grid(table: &Table, widths: &[usize], style: Style) -> Vec<String> {
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')))
        .set_content_arrangement(ContentArrangement::Disabled);
    let cell = |text: &str, place: usize| wrapped(text, widths[place], "", "").join("\n");
    let bold = |text: String| {
        text.lines()
            .map(|line| style.strong(line))
            .collect::<Vec<_>>()
            .join("\n")
    };
    grid.set_header(
        table
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| bold(cell(&column.title, place))),
    );
    for row in &table.rows {
        grid.add_row(row.iter().enumerate().map(|(place, one)| {
            let text = cell(&one.text, place);
            match one.level {
                Some(level) => text
                    .lines()
                    .map(|line| style.on_level(line, level.number, level.of))
                    .collect::<Vec<_>>()
                    .join("\n"),
                None => text,
            }
        }));
    }
    for (place, column) in table.columns.iter().enumerate() {
        if let Some(drawn) = grid.column_mut(place) {
            // One of the blanks between two columns is the grid's own; the padding is the other.
            let padding = u16::from(place + 1 < widths.len());
            let both = u16::try_from(widths[place])
                .unwrap_or(u16::MAX)
                .saturating_add(padding);
            drawn
                .set_padding((0, padding))
                .set_constraint(ColumnConstraint::Absolute(Width::Fixed(both)));
            drawn.set_cell_alignment(match column.kind {
                ColumnKind::Text | ColumnKind::Level => CellAlignment::Left,
                ColumnKind::Number => CellAlignment::Right,
            });
        }
    }
    grid.lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// One entry below the other: the first column as its title, each other with its name.
fn stacked(table: &Table, columns: usize, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &table.rows {
        let Some((first, rest)) = row.split_first() else {
            continue;
        };
        lines.extend(
            wrapped(&first.text, columns, "", "")
                .iter()
                .map(|line| style.strong(line)),
        );
        for (Column { title, .. }, cell) in table.columns.iter().skip(1).zip(rest) {
            lines.extend(wrapped(
                &format!("{title}: {}", cell.text),
                columns,
                "  ",
                "    ",
            ));
        }
    }
    lines
}
