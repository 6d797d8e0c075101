//! A document on a terminal: no line wider than asked, and nothing told by colour alone.

mod style;
mod table;
mod wrap;

use crate::document::{
    Block, Cell, Column, Document, Levels, Mark, Measure, Phrase, Spread, Strip, Table, Tone,
};
use crate::export::terminal::style::Style;
use crate::export::terminal::wrap::wrapped;

/// The narrowest width that can hold a document.
const NARROWEST: usize = 20;

/// The document as lines of at most `width` columns (20 at least), with escape codes for colour only where `colour` is true.
pub fn render(document: &Document, width: usize, colour: bool) -> String {
    let mut page = Page {
        lines: Vec::new(),
        width: width.max(NARROWEST),
        style: Style { colour },
    };
    page.heading(1, &document.title);
    for block in &document.blocks {
        page.block(block);
    }
    let mut text = page.lines.join("\n");
    text.push('\n');
    text
}

struct Page {
    lines: Vec<String>,
    width: usize,
    style: Style,
}

impl Page {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(phrase) => {
                self.gap();
                self.phrase(phrase, "", "");
            }
            Block::Callout { tone, phrase } => {
                self.gap();
                let bar = match tone {
                    Tone::Note => "│ ",
                    Tone::Warning => "┃ ",
                };
                self.phrase(phrase, bar, bar);
            }
            Block::Bullets(items) => {
                self.gap();
                for item in items {
                    self.phrase(item, "  • ", "    ");
                }
            }
            Block::Numbered(items) => {
                self.gap();
                for (place, item) in items.iter().enumerate() {
                    let number = format!("{:>3}. ", place + 1);
                    self.phrase(item, &number, &" ".repeat(number.len()));
                }
            }
            Block::Table(table) => {
                self.gap();
                self.lines
                    .extend(table::lines(table, self.width, self.style));
            }
            Block::Levels(levels) => self.levels(levels),
            Block::Spread(spread) => self.spread(spread),
            Block::Definitions(definitions) => {
                self.gap();
                self.definitions(definitions);
            }
            // A terminal has no pages; a heading follows that is told apart without one. And a map is for the eye:
            // the heading and the paragraph before it say what it shows, and the tables of the domains have every
            // criterion, so that one more list would tell it all twice.
            Block::PageBreak | Block::Heat(_) => {}
        }
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.gap();
        if level <= 2 && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        let rule = match level {
            0 | 1 => Some('═'),
            2 => Some('─'),
            3 => Some('╌'),
            4.. => None,
        };
        let lines = wrapped(text, self.width, "", "");
        let widest = lines
            .iter()
            .map(|line| wrap::width(line))
            .max()
            .unwrap_or(0);
        self.lines
            .extend(lines.iter().map(|line| self.style.strong(line)));
        if let Some(rule) = rule {
            self.lines.push(rule.to_string().repeat(widest));
        }
    }

    fn phrase(&mut self, phrase: &Phrase, first: &str, rest: &str) {
        let lead = phrase.lead.as_deref().unwrap_or_default();
        let text = if lead.is_empty() {
            phrase.text.clone()
        } else {
            format!("{lead} {}", phrase.text)
        };
        let lines = wrapped(&text, self.width, first, rest);
        self.lines
            .extend(self.style.led(lines, first, rest, &wrap::tidy(lead)));
    }

    fn definitions(&mut self, definitions: &[(String, String)]) {
        let widest = definitions
            .iter()
            .map(|(term, _)| wrap::width(&wrap::tidy(term)))
            .max()
            .unwrap_or(0);
        // Terms that would leave no room for what is said of them stand on lines of their own.
        let beside = widest + 2 <= self.width / 3;
        for (term, text) in definitions {
            let term = wrap::tidy(term);
            if beside {
                let first = format!("{term}{}", " ".repeat(widest + 2 - wrap::width(&term)));
                let lines = wrapped(text, self.width, &first, &" ".repeat(widest + 2));
                self.lines.extend(self.style.led_by(lines, &term));
            } else {
                self.lines.extend(
                    wrapped(&term, self.width, "", "")
                        .iter()
                        .map(|line| self.style.strong(line)),
                );
                self.lines.extend(wrapped(text, self.width, "    ", "    "));
            }
        }
    }

    fn levels(&mut self, levels: &Levels) {
        self.gap();
        match levels.rows.as_slice() {
            [only] => self.strip(only, levels.measure),
            rows => {
                let mut columns: Vec<Column> = levels
                    .measure
                    .columns()
                    .into_iter()
                    .map(Column::text)
                    .collect();
                let scale = rows.first().map_or(&[][..], |row| &row.cells);
                columns.extend(
                    scale
                        .iter()
                        .map(|cell| Column::number(levels.measure.number(cell))),
                );
                let row = |strip: &Strip| {
                    let mut row: Vec<Cell> =
                        vec![strip.label.as_str().into(), strip.words.as_str().into()];
                    row.extend(strip.cells.iter().map(|cell| Cell {
                        text: counted(cell.count, cell.mark),
                        level: None,
                    }));
                    row
                };
                let table = Table {
                    caption: levels.caption.clone(),
                    columns,
                    rows: rows.iter().map(row).collect(),
                };
                self.lines
                    .extend(table::lines(&table, self.width, self.style));
                let key: Vec<String> = scale.iter().map(|cell| levels.measure.name(cell)).collect();
                let key = key.join(", ");
                let key = match levels.measure {
                    Measure::Level => format!(
                        "Levels: {key}. The numbers count criteria; [ ] marks the position, ( ) where a provisional one may come to lie."
                    ),
                    Measure::Evidence => format!("Evidence: {key}. The numbers count criteria."),
                };
                self.lines.extend(wrapped(&key, self.width, "", ""));
            }
        }
    }

    /// One distribution, a level a line: number and word, then the count and a mark.
    fn strip(&mut self, strip: &Strip, measure: Measure) {
        let names: Vec<String> = strip
            .cells
            .iter()
            .map(|cell| wrap::tidy(&measure.name(cell)))
            .collect();
        let widest = names
            .iter()
            .map(|name| wrap::width(name))
            .max()
            .unwrap_or(0);
        // Names that would leave no room for what they count stand on lines of their own.
        let beside = widest <= self.width / 2;
        for (cell, name) in strip.cells.iter().zip(&names) {
            let mark = match cell.mark {
                Mark::None => "",
                Mark::Position => "  ◄ position",
                Mark::Range => "  ◄ may be here",
            };
            let room = self
                .width
                .saturating_sub(if beside { widest + 24 } else { 24 })
                .max(1);
            let bar = if cell.count == 0 {
                "–".to_owned()
            } else if cell.count * 2 <= room {
                format!("{}{}", "■ ".repeat(cell.count), cell.count)
            } else {
                format!("■ × {}", cell.count)
            };
            if beside {
                let pad = " ".repeat(widest - wrap::width(name));
                let first = format!("  {name}{pad}  ");
                let lines = wrapped(&format!("{bar}{mark}"), self.width, &first, "      ");
                self.lines
                    .extend(self.style.level(lines, name, cell.level, strip.cells.len()));
            } else {
                self.lines.extend(wrapped(name, self.width, "  ", "  "));
                self.lines.extend(wrapped(
                    &format!("{bar}{mark}"),
                    self.width,
                    "      ",
                    "      ",
                ));
            }
        }
    }

    fn spread(&mut self, spread: &Spread) {
        self.heading(4, &spread.label);
        let cells: Vec<String> = spread
            .cells
            .iter()
            .map(|cell| {
                let dots = if cell.answers == 0 {
                    "–".to_owned()
                } else if cell.answers <= 6 {
                    "●".repeat(cell.answers)
                } else {
                    format!("● × {}", cell.answers)
                };
                // A name and its dots must not be parted by a line's end.
                format!("{} {} {dots}", cell.level, cell.word).replace(' ', "\u{A0}")
            })
            .collect();
        self.lines
            .extend(wrapped(&cells.join(" · "), self.width, "  ", "  "));
        self.lines
            .extend(wrapped(&spread.words, self.width, "", ""));
    }
}

fn counted(count: usize, mark: Mark) -> String {
    let count = if count == 0 {
        "–".to_owned()
    } else {
        count.to_string()
    };
    match mark {
        Mark::None => count,
        Mark::Position => format!("[{count}]"),
        Mark::Range => format!("({count})"),
    }
}

#[cfg(test)]
mod tests;
