//! Profile → report: all the words, in their order.

mod block;
mod palette;

pub use block::{
    Block, Cell, CellLevel, Column, ColumnKind, Document, Heat, HeatCell, HeatRow, Levels, Mark, Phrase, Spread, SpreadCell, Strip,
    StripCell, Table, Tone,
};
pub use palette::{BORDER, PALETTE, Shade, level_shade};
