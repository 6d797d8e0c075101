//! Names and numbers that several parts of a Word file refer to.

pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The list of bullets in the numbering part.
pub const BULLETS: usize = 1;
/// The list of numbers that the style refers to.
pub const NUMBERS: usize = 2;
/// The width of the text on A4 between margins of 2 cm, in twentieths of a point.
pub const TEXT_WIDTH: u32 = 9_638;

/// The name under which the text refers to a part beside it: "rIdFooter".
pub fn relation_id(part: &str) -> String {
    format!("rId{}", crate::text::capitalised(part))
}
