//! A strip of respondents: one dot for each person, at the level that they chose.

use crate::document::{Spread, SpreadCell};
use crate::export::picture::measure::Face;
use crate::export::picture::svg::{Anchor, Area, INK, QUIET, Sheet, border};
use crate::export::picture::{Picture, Room};
use crate::text::count;

const LABEL: Face = Face::bold(13);
const LEVEL: Face = Face::bold(11);
const COUNT: Face = Face::plain(11);
const GAP: u32 = 4;
const RADIUS: u32 = 5;
const STEP: u32 = 13;
/// So many dots stand in a cell; more are told by their number alone.
const DOTS: usize = 18;

pub fn draw(spread: &Spread, room: Room) -> Picture {
    let (width, beside, left) = match room {
        Room::Page => (640, true, 150),
        Room::Phone => (280, false, 2),
    };
    let mut sheet = Sheet::default();
    let label = LABEL.wrap(&spread.label, if beside { 140 } else { width - 4 }, 5);
    let below_label = sheet.lines(2, 2, Anchor::Start, LABEL, INK, &label);
    let top = if beside { 2 } else { below_label + 2 };
    let bottom = cells(
        &mut sheet,
        spread,
        Area {
            x: left,
            y: top,
            width: width - 2 - left,
            height: 0,
        },
    );
    let cells: Vec<String> = spread
        .cells
        .iter()
        .map(|cell| format!("{} {}: {}", cell.level, cell.word, answers(cell)))
        .collect();
    let description = format!("{} {}.", spread.words.trim(), cells.join("; "));
    sheet.picture(
        &spread.label,
        description.trim(),
        width,
        (bottom + 4).max(below_label + 4),
    )
}

/// The cells, side by side where no word breaks, else one below the other. Returns where they end.
fn cells(sheet: &mut Sheet, spread: &Spread, place: Area) -> u32 {
    let number = u32::try_from(spread.cells.len())
        .unwrap_or(u32::MAX)
        .clamp(1, 100);
    let pitch = (place.width + GAP) / number;
    let narrow = pitch.saturating_sub(GAP);
    let whole = |cell: &SpreadCell| {
        LEVEL.keeps_words(&named(cell), narrow.saturating_sub(4))
            && COUNT.keeps_words(&answers(cell), narrow.saturating_sub(4))
    };
    if spread.cells.iter().all(whole) {
        let told: Vec<Told> = spread
            .cells
            .iter()
            .map(|cell| inside(cell, narrow))
            .collect();
        let height = spread
            .cells
            .iter()
            .zip(&told)
            .map(|(cell, told)| tall(cell, told, narrow))
            .max()
            .unwrap_or(0);
        for ((cell, told), index) in spread.cells.iter().zip(&told).zip(0_u32..) {
            draw_cell(
                sheet,
                cell,
                told,
                Area {
                    x: place.x + index * pitch,
                    width: narrow,
                    height,
                    ..place
                },
            );
        }
        place.y + height
    } else {
        let mut y = place.y;
        for cell in &spread.cells {
            let told = inside(cell, place.width);
            let height = tall(cell, &told, place.width);
            draw_cell(sheet, cell, &told, Area { y, height, ..place });
            y += height + GAP;
        }
        y
    }
}

/// The words in a cell, in lines: its level, and how many chose it.
type Told = (Vec<String>, Vec<String>);

/// The words in a cell of this width.
fn inside(cell: &SpreadCell, width: u32) -> Told {
    (
        LEVEL.wrap(&named(cell), width - 4, 5),
        COUNT.wrap(&answers(cell), width - 4, 3),
    )
}

fn words_tall(told: &Told) -> u32 {
    let lines = |lines: &[String]| u32::try_from(lines.len()).unwrap_or(0);
    4 + lines(&told.0) * LEVEL.leading() + lines(&told.1) * COUNT.leading()
}

/// How many dots stand in one line of a cell of this width.
fn in_line(width: u32) -> u32 {
    (width.saturating_sub(6) / STEP).max(1)
}

fn tall(cell: &SpreadCell, told: &Told, width: u32) -> u32 {
    let rows = dots(cell).div_ceil(in_line(width));
    words_tall(told) + if rows == 0 { 4 } else { rows * STEP + 6 }
}

fn draw_cell(sheet: &mut Sheet, cell: &SpreadCell, told: &Told, area: Area) {
    if cell.answers == 0 {
        sheet.area(area, "#FFFFFF", QUIET, 1, false);
    } else {
        sheet.area(area, "#FFFFFF", &border(), 2, false);
    }
    let below = sheet.lines(
        area.middle(),
        area.y + 2,
        Anchor::Middle,
        LEVEL,
        INK,
        &told.0,
    );
    let below = sheet.lines(
        area.middle(),
        below + 1,
        Anchor::Middle,
        COUNT,
        INK,
        &told.1,
    );
    draw_dots(
        sheet,
        area,
        dots(cell),
        in_line(area.width),
        below + RADIUS + 3,
    );
}

/// How many dots stand for a cell's answers.
fn dots(cell: &SpreadCell) -> u32 {
    if cell.answers > DOTS {
        0
    } else {
        u32::try_from(cell.answers).unwrap_or(0)
    }
}

fn draw_dots(sheet: &mut Sheet, area: Area, number: u32, in_line: u32, top: u32) {
    let mut places = Vec::new();
    let mut left = number;
    let mut y = top;
    while left > 0 {
        let here = left.min(in_line);
        let start = area.middle() - (here - 1) * STEP / 2;
        places.extend((0..here).map(|place| (start + place * STEP, y)));
        left -= here;
        y += STEP;
    }
    sheet.dots(&places, RADIUS, &border());
}

/// "2 Established".
fn named(cell: &SpreadCell) -> String {
    format!("{} {}", cell.level, cell.word)
}

fn answers(cell: &SpreadCell) -> String {
    count(cell.answers, "answer", "answers")
}
