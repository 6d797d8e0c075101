//! A heat map: every criterion of every domain, each a cell with its title, its level and the word for it.

use crate::document::{Heat, HeatCell, HeatRow};
use crate::export::picture::measure::Face;
use crate::export::picture::svg::{Anchor, Area, INK, QUIET, Sheet, border, words_on};
use crate::export::picture::{Picture, Room};
use crate::report::level_shade;

const LABEL: Face = Face::bold(13);
const TITLE: Face = Face::plain(11);
const LEVEL: Face = Face::bold(11);
const GAP: u32 = 4;
/// The hatched band at the left of a cell without a level.
const BAND: u32 = 10;

/// The width of the sheet, and how many cells stand side by side.
fn frame(room: Room) -> (u32, u32) {
    match room {
        Room::Page => (640, 4),
        Room::Phone => (280, 2),
    }
}

pub fn draw(heat: &Heat, room: Room) -> Picture {
    draw_rows(heat, &heat.rows, room)
}

/// A picture of these rows alone, with the map's caption and words.
pub fn draw_rows(heat: &Heat, rows: &[HeatRow], room: Room) -> Picture {
    let (width, columns) = frame(room);
    let inner = (width - 4 + GAP) / columns - GAP;
    let side_by_side = usize::try_from(columns).unwrap_or(1);
    let mut sheet = Sheet::default();
    let mut top = 2;
    for row in rows {
        let label = LABEL.wrap(&row.label, width - 4, 4);
        top = sheet.lines(2, top, Anchor::Start, LABEL, INK, &label) + 2;
        for line in row.cells.chunks(side_by_side) {
            let told: Vec<(Vec<String>, Vec<String>)> =
                line.iter().map(|cell| inside(cell, inner)).collect();
            let height = told.iter().map(tall).max().unwrap_or(0);
            for ((cell, told), place) in line.iter().zip(&told).zip(0_u32..) {
                let area = Area {
                    x: 2 + place * (inner + GAP),
                    y: top,
                    width: inner,
                    height,
                };
                draw_cell(&mut sheet, area, cell, told, heat.levels);
            }
            top += height + GAP;
        }
        top += 8;
    }
    sheet.picture(&heat.caption, &in_words(heat, rows), width, top.max(16))
}

/// The rows, those that alone are taller than a page cut into pieces under the same label.
pub fn short_rows(heat: &Heat, most: u32) -> Vec<HeatRow> {
    let (_, columns) = frame(Room::Page);
    let columns = usize::try_from(columns).unwrap_or(1);
    let height = |row: &HeatRow| draw_rows(heat, std::slice::from_ref(row), Room::Page).height;
    let mut short = Vec::new();
    for row in &heat.rows {
        let mut piece = HeatRow {
            label: row.label.clone(),
            cells: Vec::new(),
        };
        let mut tall = height(&piece);
        for line in row.cells.chunks(columns) {
            let own = line.iter().map(tall_alone).max().unwrap_or(0) + GAP;
            if !piece.cells.is_empty() && tall + own > most {
                let next = HeatRow {
                    label: row.label.clone(),
                    cells: Vec::new(),
                };
                short.push(std::mem::replace(&mut piece, next));
                tall = height(&piece);
            }
            piece.cells.extend_from_slice(line);
            tall += own;
        }
        short.push(piece);
    }
    short
}

fn tall_alone(cell: &HeatCell) -> u32 {
    let (width, columns) = frame(Room::Page);
    tall(&inside(cell, (width - 4 + GAP) / columns - GAP))
}

fn tall(told: &(Vec<String>, Vec<String>)) -> u32 {
    let lines = |lines: &[String]| u32::try_from(lines.len()).unwrap_or(0);
    9 + lines(&told.0) * TITLE.leading() + lines(&told.1) * LEVEL.leading()
}

/// The words inside a cell: the title, and the level or the silence.
fn inside(cell: &HeatCell, width: u32) -> (Vec<String>, Vec<String>) {
    let room = match cell.level {
        Some(_) => width - 12,
        None => width - 12 - BAND,
    };
    (
        TITLE.wrap(&cell.label, room, 5),
        LEVEL.wrap(&standing(cell), room, 3),
    )
}

fn draw_cell(
    sheet: &mut Sheet,
    area: Area,
    cell: &HeatCell,
    told: &(Vec<String>, Vec<String>),
    levels: usize,
) {
    let (x, ink) = if let Some(level) = cell.level {
        let shade = level_shade(level, levels);
        sheet.area(area, &shade.hex(), &border(), 1, false);
        (area.x + 6, words_on(shade))
    } else {
        sheet.hatch(Area {
            width: BAND,
            ..area
        });
        sheet.area(area, "none", QUIET, 1, true);
        (area.x + 6 + BAND, INK)
    };
    let below = sheet.lines(x, area.y + 2, Anchor::Start, LEVEL, ink, &told.1);
    sheet.lines(x, below + 1, Anchor::Start, TITLE, ink, &told.0);
}

/// "2 Established", or the word for the silence.
fn standing(cell: &HeatCell) -> String {
    cell.level.map_or_else(
        || cell.word.clone(),
        |level| format!("{level} {}", cell.word),
    )
}

fn in_words(heat: &Heat, rows: &[HeatRow]) -> String {
    let mut words = heat.words.trim().to_owned();
    for row in rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| format!("{} {}", cell.label, standing(cell)))
            .collect();
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&format!("{}: {}.", row.label, cells.join("; ")));
    }
    words
}
