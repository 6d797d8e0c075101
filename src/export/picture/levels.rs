//! Level strips: for each domain how many criteria stand at each level, and where its position is.

use crate::document::{Levels, Mark, Measure, Strip, StripCell};
use crate::export::picture::measure::Face;
use crate::export::picture::svg::{Anchor, Area, INK, QUIET, Sheet, border, marker, words_on};
use crate::export::picture::{Picture, Room};
use crate::report::level_shade;
use crate::text::count;

const LABEL: Face = Face::bold(13);
const SAYS: Face = Face::plain(11);
const LEVEL: Face = Face::bold(11);
const COUNT: Face = Face::plain(11);
const MARKED: Face = Face::bold(10);
const POSITION: &str = "Position";
const PROVISIONAL: &str = "Provisional";
const WITHIN: &str = "Provisional: within these";
/// Between cells, so that the frame of a position has room.
const GAP: u32 = 7;
/// Above the cells of a row: the marker with its word.
const HEAD: u32 = 18;

/// Where the parts of a row stand.
struct Frame {
    width: u32,
    /// The width of the label, if it stands beside the cells; else it stands above them.
    beside: Option<u32>,
    left: u32,
    right: u32,
    /// What the cells stand for.
    measure: Measure,
}

impl Frame {
    fn of(room: Room, measure: Measure) -> Self {
        match room {
            Room::Page => Self {
                width: 640,
                beside: Some(140),
                left: 150,
                right: 636,
                measure,
            },
            Room::Phone => Self {
                width: 280,
                beside: None,
                left: 4,
                right: 276,
                measure,
            },
        }
    }
}

pub fn draw(levels: &Levels, room: Room) -> Picture {
    let frame = Frame::of(room, levels.measure);
    let mut sheet = Sheet::default();
    let widths = widths(&frame, &levels.rows);
    let mut top = 2;
    for strip in &levels.rows {
        top = row(&mut sheet, &frame, strip, widths.as_deref(), top) + 8;
    }
    let words: Vec<String> = levels
        .rows
        .iter()
        .map(|strip| in_words(levels.measure, strip))
        .collect();
    sheet.picture(&levels.caption, &words.join(" "), frame.width, top.max(16))
}

fn row(sheet: &mut Sheet, frame: &Frame, strip: &Strip, widths: Option<&[u32]>, top: u32) -> u32 {
    let label_width = frame.beside.unwrap_or(frame.width - 8);
    let label = LABEL.wrap(&strip.label, label_width, 4);
    let says = SAYS.wrap(&strip.words, label_width, 8);
    let below_label = sheet.lines(2, top, Anchor::Start, LABEL, INK, &label);
    let below_words = sheet.lines(2, below_label + 2, Anchor::Start, SAYS, INK, &says);
    let cells_top = if frame.beside.is_some() {
        top
    } else {
        below_words + 2
    };
    cells(sheet, frame, strip, widths, cells_top).max(below_words)
}

/// How wide the cells are side by side: as wide as their words where there is room, else all alike.
/// Nothing where words would break: the cells then stand one below the other.
fn widths(frame: &Frame, strips: &[Strip]) -> Option<Vec<u32>> {
    let number = strips
        .iter()
        .map(|strip| strip.cells.len())
        .max()
        .filter(|number| *number > 0)?;
    let marked = MARKED.width(POSITION) + 16;
    let column = |place: usize| {
        strips
            .iter()
            .filter_map(move |strip| strip.cells.get(place))
    };
    let whole = |place: usize| {
        column(place)
            .map(|cell| {
                LEVEL
                    .width(&frame.measure.name(cell))
                    .max(COUNT.width(&criteria(cell.count)))
                    + 8
            })
            .max()
            .unwrap_or(0)
    };
    let wanted: Vec<u32> = (0..number).map(|place| whole(place).max(marked)).collect();
    let number = u32::try_from(number).ok()?;
    let room = (frame.right - frame.left + GAP).checked_sub(number.checked_mul(GAP)?)?;
    let sum = wanted
        .iter()
        .fold(0_u32, |sum, width| sum.saturating_add(*width));
    if sum <= room {
        let more = (room - sum) / number;
        return Some(wanted.into_iter().map(|width| width + more).collect());
    }
    let alike = room / number;
    let keeps = |cell: &StripCell| {
        alike >= marked
            && LEVEL.keeps_words(&frame.measure.name(cell), alike - 6)
            && COUNT.keeps_words(&criteria(cell.count), alike - 6)
    };
    strips
        .iter()
        .flat_map(|strip| &strip.cells)
        .all(keeps)
        .then(|| vec![alike; wanted.len()])
}

fn cells(sheet: &mut Sheet, frame: &Frame, strip: &Strip, widths: Option<&[u32]>, top: u32) -> u32 {
    let Some(widths) = widths else {
        return stacked(sheet, frame, strip, top);
    };
    let told: Vec<(Vec<String>, Vec<String>)> = strip
        .cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| inside(frame, cell, width - 6))
        .collect();
    let lines = |of: fn(&(Vec<String>, Vec<String>)) -> usize| {
        u32::try_from(told.iter().map(of).max().unwrap_or(0)).unwrap_or(0)
    };
    let height = 6
        + lines(|told| told.0.len()) * LEVEL.leading()
        + lines(|told| told.1.len()) * COUNT.leading();
    let has_mark = strip.cells.iter().any(|cell| cell.mark != Mark::None);
    let head = if has_mark { HEAD } else { 2 };
    let mut x = frame.left;
    let mut areas = Vec::new();
    for width in widths.iter().take(strip.cells.len()) {
        areas.push(Area {
            x,
            y: top + head,
            width: *width,
            height,
        });
        x += width + GAP;
    }
    for ((area, cell), told) in areas.iter().zip(&strip.cells).zip(&told) {
        let ink = box_of(sheet, *area, cell, strip.cells.len());
        let below = sheet.lines(
            area.middle(),
            area.y + 2,
            Anchor::Middle,
            LEVEL,
            ink,
            &told.0,
        );
        sheet.lines(
            area.middle(),
            below + 1,
            Anchor::Middle,
            COUNT,
            ink,
            &told.1,
        );
        if cell.mark == Mark::Position {
            // The triangle stands before its word, and both together above the middle of the cell.
            let (x, y) = (area.middle() - MARKED.width(POSITION) / 2 - 2, area.y - 6);
            sheet.path(
                &format!("M{} {}L{} {}L{x} {y}Z", x - 6, y - 7, x + 6, y - 7),
                &marker(),
                &marker(),
                1,
            );
            sheet.words(x + 10, y, Anchor::Start, MARKED, &marker(), POSITION);
        }
    }
    if let Some((first, last)) = range(strip, &areas) {
        let (left, right, y) = (first.x, last.x + last.width, first.y - 2);
        sheet.path(
            &format!("M{left} {y}V{}H{right}V{y}", y - 4),
            "none",
            &marker(),
            2,
        );
        let word = if MARKED.width(WITHIN) <= right - left {
            WITHIN
        } else {
            PROVISIONAL
        };
        let half = MARKED.width(word) / 2;
        let middle = left.midpoint(right).clamp(half + 1, frame.width - half - 1);
        sheet.words(middle, y - 7, Anchor::Middle, MARKED, &marker(), word);
    }
    top + head + height + 3
}

/// The cells one below the other, where the words would break side by side.
fn stacked(sheet: &mut Sheet, frame: &Frame, strip: &Strip, top: u32) -> u32 {
    let beside = 14 + MARKED.width(PROVISIONAL);
    let width = frame.right - frame.left - beside;
    let counts = COUNT.width("8888 criteria");
    let mut y = top + 4;
    let mut areas = Vec::new();
    for cell in &strip.cells {
        let name = LEVEL.wrap(&frame.measure.name(cell), width - counts - 18, 4);
        let height = 7 + u32::try_from(name.len()).unwrap_or(1) * LEVEL.leading();
        let area = Area {
            x: frame.left,
            y,
            width,
            height,
        };
        let ink = box_of(sheet, area, cell, strip.cells.len());
        sheet.lines(area.x + 6, y + 3, Anchor::Start, LEVEL, ink, &name);
        let told = COUNT.wrap(&criteria(cell.count), counts, 1);
        sheet.lines(
            area.x + width - counts - 4,
            y + 3,
            Anchor::Start,
            COUNT,
            ink,
            &told,
        );
        if cell.mark == Mark::Position {
            let (x, middle) = (area.x + width + 4, y + height / 2);
            sheet.path(
                &format!("M{x} {middle}L{} {}V{}Z", x + 7, middle - 6, middle + 6),
                &marker(),
                &marker(),
                1,
            );
            sheet.words(
                x + 11,
                middle + 4,
                Anchor::Start,
                MARKED,
                &marker(),
                POSITION,
            );
        }
        areas.push(area);
        y += height + 6;
    }
    if let Some((first, last)) = range(strip, &areas) {
        let (x, bottom) = (first.x + width + 3, last.y + last.height);
        sheet.path(
            &format!("M{x} {}H{}V{bottom}H{x}", first.y, x + 4),
            "none",
            &marker(),
            2,
        );
        sheet.words(
            x + 8,
            first.y.midpoint(bottom) + 4,
            Anchor::Start,
            MARKED,
            &marker(),
            PROVISIONAL,
        );
    }
    y
}

/// The words inside a cell: its level, and how many criteria stand there.
fn inside(frame: &Frame, cell: &StripCell, width: u32) -> (Vec<String>, Vec<String>) {
    (
        LEVEL.wrap(&frame.measure.name(cell), width, 5),
        COUNT.wrap(&criteria(cell.count), width, 3),
    )
}

/// Draws the box of a cell, and the frame of a position round it. Returns the colour for the words in it.
fn box_of(sheet: &mut Sheet, area: Area, cell: &StripCell, size: usize) -> &'static str {
    let ink = if cell.count == 0 {
        sheet.area(area, "#FFFFFF", QUIET, 1, false);
        INK
    } else {
        let shade = level_shade(cell.level, size);
        sheet.area(area, &shade.hex(), &border(), 1, false);
        words_on(shade)
    };
    if cell.mark == Mark::Position {
        sheet.area(area.grown(3), "none", &marker(), 2, false);
    }
    ink
}

/// The first and the last of the places where a provisional position may turn out to be.
fn range(strip: &Strip, areas: &[Area]) -> Option<(Area, Area)> {
    let mut places = strip
        .cells
        .iter()
        .zip(areas)
        .filter(|(cell, _)| cell.mark == Mark::Range)
        .map(|(_, area)| *area);
    let first = places.next()?;
    Some((first, places.next_back().unwrap_or(first)))
}

/// A strip in words.
fn in_words(measure: Measure, strip: &Strip) -> String {
    let cells: Vec<String> = strip
        .cells
        .iter()
        .map(|cell| {
            let mark = match cell.mark {
                Mark::None => "",
                Mark::Position => " (position)",
                Mark::Range => " (provisional)",
            };
            format!("{}: {}{mark}", measure.name(cell), criteria(cell.count))
        })
        .collect();
    format!(
        "{}: {}. {}.",
        strip.label,
        strip.words.trim_end_matches('.'),
        cells.join("; ")
    )
}

fn criteria(number: usize) -> String {
    count(number, "criterion", "criteria")
}
