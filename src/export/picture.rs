//! Pictures, drawn by the project itself: the same lines in every format.
//!
//! A picture is SVG of rectangles, lines and text, without a style sheet, an
//! id, a script or a reference, so that a browser, a Word file and a PDF can
//! all take it as it is. Each cell carries number and word; colour supports
//! them, and a picture in greys says the same.

mod heat;
mod image;
mod levels;
mod measure;
mod spread;
mod svg;

pub use image::{Picture, Room};

use crate::document::{Heat, Levels, Spread};

/// How tall a picture may be and still fit on an A4 page with its caption.
const PAGE_HEIGHT: u32 = 820;

/// How many criteria stand at each level, one strip for each domain or facet.
pub fn levels(levels: &Levels) -> Picture {
    levels::draw(levels, Room::Page)
}

/// How the answers to one criterion spread over the levels.
pub fn spread(spread: &Spread) -> Picture {
    spread::draw(spread, Room::Page)
}

/// Criteria by domain, each with its level or its silence.
pub fn heat(heat: &Heat) -> Picture {
    heat::draw(heat, Room::Page)
}

/// The strips in as many pictures as it takes for each to fit on a page.
pub fn levels_by_page(levels: &Levels) -> Vec<Picture> {
    let one = |rows: &[crate::document::Strip]| {
        levels::draw(
            &Levels {
                caption: levels.caption.clone(),
                measure: levels.measure,
                rows: rows.to_vec(),
            },
            Room::Page,
        )
    };
    by_page(
        &levels.rows,
        |row| one(std::slice::from_ref(row)).height,
        one,
    )
}

/// The heat map in as many pictures as it takes for each to fit on a page.
pub fn heat_by_page(heat: &Heat) -> Vec<Picture> {
    let rows = heat::short_rows(heat, PAGE_HEIGHT);
    let one = |rows: &[crate::document::HeatRow]| heat::draw_rows(heat, rows, Room::Page);
    by_page(&rows, |row| one(std::slice::from_ref(row)).height, one)
}

/// [`levels`], arranged for this room.
pub fn levels_in(levels: &Levels, room: Room) -> Picture {
    levels::draw(levels, room)
}

/// [`spread`], arranged for this room.
pub fn spread_in(spread: &Spread, room: Room) -> Picture {
    spread::draw(spread, room)
}

/// [`heat`], arranged for this room.
pub fn heat_in(heat: &Heat, room: Room) -> Picture {
    heat::draw(heat, room)
}

/// Pictures of as many rows as fit on a page each; a row that is taller than a page stands alone.
fn by_page<R>(
    rows: &[R],
    height: impl Fn(&R) -> u32,
    draw: impl Fn(&[R]) -> Picture,
) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let mut first = 0;
    let mut tall = 0;
    for (index, row) in rows.iter().enumerate() {
        let own = height(row);
        if index > first && tall + own > PAGE_HEIGHT {
            pictures.push(draw(&rows[first..index]));
            first = index;
            tall = 0;
        }
        tall += own;
    }
    if first < rows.len() || pictures.is_empty() {
        pictures.push(draw(&rows[first..]));
    }
    pictures
}

#[cfg(test)]
mod tests;
