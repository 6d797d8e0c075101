//! A finished picture, and the room that one is drawn for.

/// A picture with the words for whoever cannot see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A whole SVG document, with its title and description inside.
    pub svg: String,
    /// All that it says, in words.
    pub alt: String,
    /// How wide it is, in CSS pixels.
    pub width: u32,
    /// How tall it is, in CSS pixels.
    pub height: u32,
}

/// For what width a picture is drawn. Its letters keep their size; its parts are arranged anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Room {
    /// The text of an A4 page: 640 pixels.
    Page,
    /// A phone held upright: 280 pixels.
    Phone,
}
