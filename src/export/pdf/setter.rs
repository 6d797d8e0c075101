//! Blocks made ready for the template: texts legible, widths worked out.

use crate::document::{
    Block, Column, ColumnKind, Heat, Levels, Mark, Phrase, Spread, Strip, Table, Tone,
};
use crate::export::pdf::columns::{Texts, lines, widths};
use crate::export::pdf::fonts::Fonts;
use crate::export::pdf::legible::Legible;
use crate::export::pdf::pieces::{
    BODY, Count, Definition, Grid, Head, INSET, LONGEST, Picture, PictureCell, PictureRow, Piece,
    Row, SMALL, Scale, ScaleRow, Square, TILE, WIDTH, Words, shortened,
};

/// How high a row may be, in lines, before it may be split between pages.
const WHOLE_ROW: f64 = 24.0;

/// How many characters of a column's title are shown. It stands again on each page, and must leave room for the rows.
const LONGEST_HEAD: usize = 200;

/// Sets texts, and knows the rank of the last heading.
#[derive(Debug, Default)]
pub struct Setter {
    legible: Legible,
    rank: u8,
}

impl Setter {
    /// The blocks as the template reads them. Spreads that follow each other become rows of one table.
    pub fn blocks(&mut self, blocks: &[Block]) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(blocks.len());
        for block in blocks {
            match (self.block(block), pieces.last_mut()) {
                (Some(Piece::Spread(next)), Some(Piece::Spread(before)))
                    if before.levels == next.levels =>
                {
                    before.rows.extend(next.rows);
                }
                (Some(piece), _) => pieces.push(piece),
                (None, _) => {}
            }
        }
        pieces
    }

    fn block(&mut self, block: &Block) -> Option<Piece> {
        Some(match block {
            Block::Heading { level, text } => {
                let text = self.text(&shortened(text, LONGEST), 15.0, WIDTH);
                // A heading without words would be an empty place in the outline.
                if text.trim().is_empty() {
                    return None;
                }
                // The title stands above the first rank; whoever hears the document must not miss a rank on the way down.
                self.rank = level.saturating_sub(1).clamp(1, self.rank + 1).min(6);
                Piece::Heading {
                    level: self.rank,
                    text,
                }
            }
            Block::Paragraph(phrase) => Piece::Paragraph(self.phrase(phrase, WIDTH)),
            Block::Callout { tone, phrase } => {
                let warning = match tone {
                    Tone::Note => false,
                    Tone::Warning => true,
                };
                let Words { lead, text } = self.phrase(phrase, WIDTH - 20.0);
                Piece::Callout {
                    warning,
                    lead,
                    text,
                }
            }
            Block::Bullets(items) => Piece::Bullets {
                items: self.items(items),
            },
            Block::Numbered(items) => Piece::Numbered {
                items: self.items(items),
            },
            Block::Table(table) => Piece::Table(self.grid(table)),
            Block::Levels(levels) => Piece::Levels(self.levels(levels)),
            Block::Spread(spread) => Piece::Spread(self.spread(spread)),
            Block::Heat(heat) if heat.rows.iter().all(|row| row.cells.is_empty()) => return None,
            Block::Heat(heat) => Piece::Heat(self.heat(heat)),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::PageBreak => Piece::PageBreak,
        })
    }

    /// How many characters the fonts lacked so far.
    pub const fn lacking(&self) -> usize {
        self.legible.lacking()
    }

    /// A text that is not set on a page, and so need not fit.
    pub fn shown(&mut self, text: &str) -> String {
        self.legible.shown(text)
    }

    /// A text in letters of `size` for a column `room` wide, both in points.
    pub fn text(&mut self, text: &str, size: f64, room: f64) -> String {
        self.legible.text(text, size, room)
    }

    fn phrase(&mut self, phrase: &Phrase, room: f64) -> Words {
        Words {
            lead: phrase
                .lead
                .as_deref()
                .map(|lead| self.text(lead, BODY, room)),
            text: self.text(&phrase.text, BODY, room),
        }
    }

    fn items(&mut self, items: &[Phrase]) -> Vec<Words> {
        items
            .iter()
            .map(|item| self.phrase(item, WIDTH - 30.0))
            .collect()
    }

    fn grid<'t>(&mut self, table: &'t Table) -> Grid {
        let column_texts = |(place, column): (usize, &'t Column)| {
            let cells = table
                .rows
                .iter()
                .filter_map(|row| row.get(place))
                .map(|cell| cell.text.as_str());
            let (flowing, whole) = match column.kind {
                ColumnKind::Text | ColumnKind::Number => (cells.collect(), Vec::new()),
                // Number and word of a level stand on one line.
                ColumnKind::Level => (Vec::new(), cells.collect()),
            };
            Texts {
                title: &column.title,
                flowing,
                whole,
                inset: inset(column.kind),
            }
        };
        let texts: Vec<Texts<'_>> = table.columns.iter().enumerate().map(column_texts).collect();
        let widths = widths(&texts, SMALL, WIDTH);
        let room = |width: &f64, column: &Column| width - 2.0 * inset(column.kind);
        let rooms: Vec<f64> = widths
            .iter()
            .zip(&table.columns)
            .map(|(width, column)| room(width, column))
            .collect();
        let rows = table
            .rows
            .iter()
            .map(|row| {
                let high = row
                    .iter()
                    .zip(&rooms)
                    .any(|(cell, room)| lines(&cell.text, SMALL, *room) > WHOLE_ROW);
                let cells = row.iter().zip(&rooms).map(|(cell, room)| Square {
                    text: self.text(&cell.text, SMALL, *room),
                    level: cell.level.map(|level| level.number),
                });
                Row {
                    breakable: high,
                    cells: cells.collect(),
                }
            })
            .collect();
        let columns =
            table
                .columns
                .iter()
                .zip(widths)
                .zip(&rooms)
                .map(|((column, width), room)| {
                    let number = match column.kind {
                        ColumnKind::Number => true,
                        ColumnKind::Text | ColumnKind::Level => false,
                    };
                    Head {
                        title: self.text(&shortened(&column.title, LONGEST_HEAD), SMALL, *room),
                        width,
                        number,
                    }
                });
        let columns = columns.collect();
        Grid {
            caption: self.text(&table.caption, SMALL, WIDTH),
            columns,
            named: first_column_names(table),
            rows,
        }
    }

    fn levels(&mut self, levels: &Levels) -> Scale {
        let longest = levels.rows.iter().max_by_key(|strip| strip.cells.len());
        let heads = longest
            .map(|strip| {
                strip
                    .cells
                    .iter()
                    .map(|cell| levels.measure.name(cell))
                    .collect()
            })
            .unwrap_or_default();
        let row = |setter: &mut Self, strip: &Strip, room: f64| ScaleRow {
            breakable: is_high(&strip.label, &strip.words, room),
            label: setter.text(&strip.label, SMALL, room),
            words: setter.text(&strip.words, SMALL, room),
            cells: strip
                .cells
                .iter()
                .map(|cell| Count {
                    level: cell.level,
                    number: cell.count,
                    mark: mark(cell.mark),
                })
                .collect(),
        };
        let (widths, names) = self.scale(heads);
        let rows = levels
            .rows
            .iter()
            .map(|strip| row(self, strip, widths[0] - 8.0))
            .collect();
        Scale {
            caption: self.text(&levels.caption, SMALL, WIDTH),
            widths,
            levels: names,
            rows,
        }
    }

    fn spread(&mut self, spread: &Spread) -> Scale {
        let (widths, levels) = self.scale(
            spread
                .cells
                .iter()
                .map(|cell| format!("{} {}", cell.level, cell.word))
                .collect(),
        );
        let room = widths[0] - 8.0;
        let row = ScaleRow {
            breakable: is_high(&spread.label, &spread.words, room),
            label: self.text(&spread.label, SMALL, room),
            words: self.text(&spread.words, SMALL, room),
            cells: spread
                .cells
                .iter()
                .map(|cell| Count {
                    level: cell.level,
                    number: cell.answers,
                    mark: None,
                })
                .collect(),
        };
        Scale {
            caption: String::new(),
            widths,
            levels,
            rows: vec![row],
        }
    }

    /// The widths of a scale's columns, the first for its labels, and what the others are called.
    fn scale(&mut self, levels: Vec<String>) -> (Vec<f64>, Vec<String>) {
        let count = f64::from(u32::try_from(levels.len().max(1)).unwrap_or(u32::MAX));
        let column = (WIDTH * 0.6 / count).min(70.0);
        let mut widths = vec![column; levels.len()];
        widths.insert(0, column.mul_add(-count, WIDTH));
        let names = levels
            .into_iter()
            .map(|name| self.text(&shortened(&name, LONGEST_HEAD), SMALL, column - 4.0))
            .collect();
        (widths, names)
    }

    fn heat(&mut self, heat: &Heat) -> Picture {
        let room = WIDTH / 4.0 - 12.0;
        let rows = heat.rows.iter().map(|row| PictureRow {
            label: self.text(&row.label, SMALL, WIDTH),
            cells: row
                .cells
                .iter()
                .map(|cell| {
                    let word = cell.level.map_or_else(
                        || cell.word.clone(),
                        |level| format!("{level} {}", cell.word),
                    );
                    PictureCell {
                        label: self.text(&cell.label, SMALL, room),
                        level: cell.level,
                        word: self.text(&word, SMALL, room),
                    }
                })
                .collect(),
        });
        let rows: Vec<PictureRow> = rows.collect();
        let alt = [&heat.words, &heat.caption].map(|words| self.shown(&shortened(words, LONGEST)));
        let alt = alt
            .into_iter()
            .find(|words| !words.trim().is_empty())
            .unwrap_or_else(|| spoken(&rows));
        Picture {
            caption: self.text(&heat.caption, SMALL, WIDTH),
            alt,
            rows,
        }
    }

    fn definitions(&mut self, definitions: &[(String, String)]) -> Piece {
        let terms = definitions
            .iter()
            .map(|(term, _)| Fonts::get().width(term, BODY) + 1.0);
        let first = terms.fold(0.0, f64::max).min(WIDTH * 0.3);
        let second = WIDTH - first - 2.0 * INSET;
        let rows = definitions
            .iter()
            .map(|(term, text)| Definition {
                term: self.text(term, BODY, first),
                text: self.text(text, BODY, second),
            })
            .collect();
        Piece::Definitions {
            widths: vec![first, second],
            rows,
        }
    }
}

/// Whether a row of a scale is so high, by its label and words, that it may be split between pages.
fn is_high(label: &str, words: &str, room: f64) -> bool {
    lines(label, SMALL, room) + lines(words, SMALL, room) > WHOLE_ROW
}

/// The cells of a picture in words, for one that says nothing of itself.
fn spoken(rows: &[PictureRow]) -> String {
    let cells = rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| format!("{}: {}", cell.label, cell.word));
    shortened(&cells.collect::<Vec<_>>().join("; "), LONGEST)
}

/// The room that a column leaves free on either side of its texts.
const fn inset(kind: ColumnKind) -> f64 {
    match kind {
        ColumnKind::Text | ColumnKind::Number => INSET,
        ColumnKind::Level => TILE,
    }
}

const fn mark(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::None => None,
        Mark::Position => Some("position"),
        Mark::Range => Some("range"),
    }
}

/// Whether the first cells of a table are words, none empty and no two the same: then each names its row.
fn first_column_names(table: &Table) -> bool {
    let Some(first) = table.columns.first() else {
        return false;
    };
    let words = match first.kind {
        ColumnKind::Text => true,
        ColumnKind::Number | ColumnKind::Level => false,
    };
    let names: std::collections::BTreeSet<&str> = table
        .rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.trim().is_empty())
        .collect();
    words && table.columns.len() > 1 && names.len() == table.rows.len()
}
