//! How a form looks: boxes to type in stand out by their border, and by a pale ground as a support.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::export::excel::style::colour;
use crate::report::BORDER;

/// The size of words, in points.
const BODY: f64 = 10.0;
/// The ground of a box: pale enough for any words.
const BOX: u32 = 0xFF_F8_DC;
/// The line around a box: 4 to 1 against white.
const LINE: u32 = 0x80_80_80;
/// The ground of the line of headings over boxes.
const PALE: u32 = 0xE8_EE_F4;

/// The formats of a form.
pub struct Styles {
    /// The title of a sheet.
    pub title: Format,
    /// The band above a card.
    pub band: Format,
    /// A question.
    pub question: Format,
    /// A name on the left.
    pub label: Format,
    /// What explains a name, below it in the same cell.
    pub hint: Format,
    /// Words that are read.
    pub words: Format,
    /// Headings over boxes.
    pub head: Format,
    /// A link to a sheet.
    pub link: Format,
    /// A heading on the cover.
    pub section: Format,
    /// How far somebody is with a sheet.
    pub progress: Format,
    /// The box for the answer.
    pub answer: Format,
    /// A box for words. What is typed stays as typed: no formula, no number, no date.
    pub text: Format,
    /// A box for a day.
    pub date: Format,
}

impl Styles {
    /// The formats.
    pub fn new() -> Self {
        let plain = Format::new()
            .set_font_size(BODY)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let left = plain
            .clone()
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::Top);
        let boxed = left
            .clone()
            .set_background_color(Color::RGB(BOX))
            .set_font_color(Color::Black)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(LINE))
            .set_indent(1)
            .set_unlocked();
        let blue = colour(BORDER);
        Self {
            title: Format::new()
                .set_font_size(16)
                .set_bold()
                .set_font_color(blue)
                .set_align(FormatAlign::VerticalCenter),
            section: Format::new()
                .set_font_size(12)
                .set_bold()
                .set_font_color(blue)
                .set_align(FormatAlign::Bottom),
            band: left
                .clone()
                .set_font_size(11)
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(blue)
                .set_align(FormatAlign::VerticalCenter),
            question: left.clone().set_font_size(12).set_bold(),
            label: left.clone().set_bold(),
            hint: Format::new()
                .set_font_size(9)
                .set_font_color(Color::RGB(0x40_40_40)),
            head: left
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(PALE)),
            link: left
                .clone()
                .set_font_color(blue)
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            progress: Format::new()
                .set_font_size(BODY)
                .set_bold()
                .set_align(FormatAlign::Right)
                .set_align(FormatAlign::VerticalCenter),
            answer: boxed.clone().set_num_format("@").set_bold(),
            text: boxed.clone().set_num_format("@"),
            date: boxed.set_num_format("d mmm yyyy"),
            words: left,
        }
    }
}
