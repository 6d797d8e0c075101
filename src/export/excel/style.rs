//! How cells look. Colour only supports what number and word say.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::report::{BORDER, Shade};

/// The size of the words in a table, in points.
const BODY: f64 = 10.0;
/// The height of a line of them, in points.
pub const BODY_LINE: f64 = 12.8;
/// How many of their letters stand where a digit of the standard size, 11 points, would.
pub const BODY_ROOM: f64 = 1.32;
/// Grey lines between cells: 4 to 1 against white.
const LINE: u32 = 0x80_80_80;

/// The formats of a workbook.
pub struct Styles {
    /// The title of a sheet.
    pub title: Format,
    /// Words under the title.
    pub note: Format,
    /// A heading inside a sheet.
    pub section: Format,
    /// The head of a column.
    pub header: Format,
    /// The head of a column of numbers.
    pub header_centre: Format,
    /// Words in a table.
    pub text: Format,
    /// A number in a table.
    pub number: Format,
    /// A day in a table.
    pub date: Format,
    /// Words outside a table.
    pub prose: Format,
    /// Words outside a table that stand out.
    pub prose_bold: Format,
}

impl Styles {
    /// The formats.
    pub fn new() -> Self {
        let plain = Format::new()
            .set_font_size(BODY)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let ruled = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(LINE));
        let head = ruled
            .clone()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(colour(BORDER))
            .set_border_color(colour(BORDER))
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: Format::new()
                .set_font_size(16)
                .set_bold()
                .set_font_color(colour(BORDER))
                .set_align(FormatAlign::VerticalCenter),
            note: plain.clone(),
            section: Format::new()
                .set_font_size(12)
                .set_bold()
                .set_font_color(colour(BORDER))
                .set_align(FormatAlign::Bottom),
            header_centre: head.clone().set_align(FormatAlign::Center),
            header: head,
            number: ruled.clone().set_align(FormatAlign::Center),
            date: ruled
                .clone()
                .set_num_format("d mmm yyyy")
                .set_align(FormatAlign::Left),
            text: ruled,
            prose_bold: plain.clone().set_bold(),
            prose: plain,
        }
    }

    /// A table cell on the shade of a level.
    pub fn shaded(&self, shade: Shade) -> Format {
        let words = if shade.white_words {
            Color::White
        } else {
            Color::Black
        };
        self.text
            .clone()
            .set_background_color(colour(shade.rgb))
            .set_font_color(words)
            .set_border_color(colour(BORDER))
    }

    /// The number of a level on its shade.
    pub fn shaded_number(&self, shade: Shade) -> Format {
        self.shaded(shade).set_bold().set_align(FormatAlign::Center)
    }
}

/// A colour of the palette.
pub fn colour([red, green, blue]: [u8; 3]) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}
