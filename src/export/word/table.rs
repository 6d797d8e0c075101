//! Tables: named styles, repeated header rows, whole rows, and columns that never leave the page.

use unicode_width::UnicodeWidthChar;

use crate::document::{Cell, Column, ColumnKind, Table};
use crate::export::word::names::TEXT_WIDTH;
use crate::export::word::story::{Counted, Story};
use crate::export::word::xml::readable;
use crate::report::{Shade, level_shade};

/// The room that the style of definitions leaves for the term, in twentieths of a point.
pub const DEFINITION_TERM: u32 = 2_150;
/// The margins of a cell, left and right together, as the table styles have them.
const MARGINS: u32 = 190;
/// No word asks for more room than this: a longer one is broken by Word.
const LONGEST_WORD: u32 = 2_000;
/// No cell asks for more room in one line than this.
const LONGEST_LINE: u32 = 6_500;
/// A row of more lines than this may be split: a page could not hold it.
const WHOLE_ROW: u32 = 45;
/// Word refuses longer alternative texts of tables.
const TITLE_LENGTH: usize = 250;

/// Writes a table under its caption, and the small space below it.
pub fn write(story: &mut Story, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    story.caption(Counted::Table, &table.caption);
    let widths = widths(table);
    open(story, &table.caption, &widths);
    row_start(story, true, false);
    for (column, width) in table.columns.iter().zip(&widths) {
        let style = match column.kind {
            ColumnKind::Text | ColumnKind::Level => "TableHeading",
            ColumnKind::Number => "TableHeadingNumber",
        };
        cell(story, *width, style, &column.title, None);
    }
    story.xml.close();
    for row in &table.rows {
        row_start(story, false, lines(row, &widths) > WHOLE_ROW);
        for (place, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
            let (text, level) = row
                .get(place)
                .map_or(("", None), |one| (one.text.as_str(), one.level));
            let style = match column.kind {
                ColumnKind::Text => "TableText",
                ColumnKind::Number => "TableNumber",
                ColumnKind::Level => "TableLevel",
            };
            cell(
                story,
                *width,
                style,
                text,
                level.map(|level| level_shade(level.number, level.of)),
            );
        }
        story.xml.close();
    }
    close(story);
}

/// Begins a table of the width of the text.
pub fn open(story: &mut Story, title: &str, widths: &[u32]) {
    story.xml.open("w:tbl", &[]).open("w:tblPr", &[]);
    story.xml.empty("w:tblStyle", &[("w:val", "TrustTable")]);
    story.xml.empty(
        "w:tblW",
        &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")],
    );
    story.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    story.xml.empty(
        "w:tblLook",
        &[
            ("w:val", "0620"),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ],
    );
    let title: String = title.chars().take(TITLE_LENGTH).collect();
    story.xml.empty("w:tblCaption", &[("w:val", &title)]);
    story.xml.close().open("w:tblGrid", &[]);
    for width in widths {
        story.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    story.xml.close();
}

/// Ends the table. A paragraph must follow it, or the next table would grow together with this one.
pub fn close(story: &mut Story) {
    story.xml.close();
    story.start("AfterTable");
    story.end();
}

/// Begins a row. A header row is repeated on each page.
pub fn row_start(story: &mut Story, header: bool, may_split: bool) {
    story.xml.open("w:tr", &[]).open("w:trPr", &[]);
    if !may_split {
        story.xml.empty("w:cantSplit", &[]);
    }
    if header {
        story.xml.empty("w:tblHeader", &[]);
    }
    story.xml.close();
}

/// A cell with one paragraph.
pub fn cell(story: &mut Story, width: u32, style: &str, text: &str, shade: Option<Shade>) {
    cell_start(story, width, shade);
    let words = shade.map(|shade| {
        if shade.white_words {
            "LevelDark"
        } else {
            "LevelPale"
        }
    });
    story.start(style);
    story.run(text, words);
    story.end();
    story.xml.close();
}

/// Begins a cell, on the ground of a level if it speaks of one.
pub fn cell_start(story: &mut Story, width: u32, shade: Option<Shade>) {
    story.xml.open("w:tc", &[]).open("w:tcPr", &[]);
    story
        .xml
        .empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if let Some(shade) = shade {
        let fill = shade.hex();
        story.xml.empty(
            "w:shd",
            &[
                ("w:val", "clear"),
                ("w:color", "auto"),
                ("w:fill", fill.trim_start_matches('#')),
            ],
        );
    }
    story.xml.close();
}

/// The widths of the columns, which together are the width of the text.
///
/// Each column gets room for its longest word; what is left goes to the
/// columns with long cells.
fn widths(table: &Table) -> Vec<u32> {
    let wishes: Vec<(u32, u32)> = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| wish(table, place, column))
        .collect();
    let least: u32 = wishes.iter().map(|(least, _)| least).sum();
    let most: u32 = wishes.iter().map(|(_, most)| most).sum();
    let share = |part: u32, whole: u32, of: u32| {
        u32::try_from(u64::from(part) * u64::from(of) / u64::from(whole.max(1))).unwrap_or(of)
    };
    let mut widths: Vec<u32> = if least >= TEXT_WIDTH {
        wishes
            .iter()
            .map(|(own, _)| share(*own, least, TEXT_WIDTH))
            .collect()
    } else if most >= TEXT_WIDTH {
        wishes
            .iter()
            .map(|(own, wished)| own + share(wished - own, most - least, TEXT_WIDTH - least))
            .collect()
    } else {
        wishes
            .iter()
            .map(|(_, wished)| share(*wished, most, TEXT_WIDTH))
            .collect()
    };
    // What rounding left over goes to the first column.
    let sum: u32 = widths.iter().sum();
    if let Some(first) = widths.first_mut() {
        *first += TEXT_WIDTH.saturating_sub(sum);
    }
    widths
}

/// How much room a column needs at least, and how much it would like.
fn wish(table: &Table, place: usize, column: &Column) -> (u32, u32) {
    let texts = || {
        table
            .rows
            .iter()
            .filter_map(|row| row.get(place))
            .map(|one| one.text.as_str())
    };
    let word = |text: &str, bold: bool| {
        text.split_whitespace()
            .map(|word| width(word, bold))
            .max()
            .unwrap_or(0)
            .min(LONGEST_WORD)
    };
    let line = |text: &str| {
        text.lines()
            .map(|line| width(line, false))
            .max()
            .unwrap_or(0)
            .min(LONGEST_LINE)
    };
    let least = texts()
        .map(|text| word(text, false))
        .max()
        .unwrap_or(0)
        .max(word(&column.title, true));
    let longest = texts()
        .map(line)
        .max()
        .unwrap_or(0)
        .max(width(&column.title, true).min(LONGEST_WORD));
    let number = u32::try_from(table.rows.len()).unwrap_or(u32::MAX).max(1);
    let mean =
        u32::try_from(texts().map(|text| u64::from(line(text))).sum::<u64>() / u64::from(number))
            .unwrap_or(LONGEST_LINE);
    let most = (longest + mean.max(least)).div_ceil(2);
    (least + MARGINS, most.max(least) + MARGINS)
}

/// The room that a column needs so that this word of its heading is not broken.
pub fn word_room(word: &str) -> u32 {
    width(word, true).min(LONGEST_WORD) + MARGINS
}

/// About how many lines a row takes.
fn lines(row: &[Cell], widths: &[u32]) -> u32 {
    let tall = |(one, width_of): (&Cell, &u32)| {
        let room = width_of.saturating_sub(MARGINS).max(1);
        one.text
            .split('\n')
            .map(|line| width(line, false) / room + 1)
            .fold(0_u32, u32::saturating_add)
    };
    row.iter().zip(widths).map(tall).max().unwrap_or(0)
}

/// About how wide a text is in the letters of a table, in twentieths of a point.
pub fn width(text: &str, bold: bool) -> u32 {
    let hundredths = readable(text).chars().fold(0_u32, |sum, c| {
        let own = match c {
            'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' | 'f' | 't' | 'I' | ' ' => {
                29
            }
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 90,
            'A'..='Z' | '&' => 71,
            other => match other.width() {
                None | Some(0) => 0,
                Some(1) => 57,
                Some(_) => 120,
            },
        };
        sum.saturating_add(own)
    });
    // Letters of 9 points; bold ones are a little wider.
    u32::try_from(u64::from(hundredths) * if bold { 195 } else { 180 } / 100).unwrap_or(u32::MAX)
}
