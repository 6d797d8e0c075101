//! The fonts that a document carries: what they can show, and how wide it is.

use std::sync::LazyLock;

use ttf_parser::Face;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The families in the order in which they are asked for a character.
pub const FAMILIES: [&str; 2] = ["Liberation Sans", "DejaVu Sans"];

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

/// The embedded fonts.
pub struct Fonts {
    /// Regular, bold, and what stands in where they lack a character.
    all: [Font; 3],
    /// The same, to be asked for characters and widths.
    faces: [Face<'static>; 3],
    book: LazyHash<FontBook>,
}

/// Which of the two families can show something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The family of the text, regular and bold.
    text: bool,
    /// The family that stands in.
    stand_in: bool,
}

impl Shown {
    /// Whether either family can.
    pub const fn anywhere(self) -> bool {
        self.text || self.stand_in
    }

    /// Which families can show both. One family must show a letter and its marks together.
    pub const fn together(self, other: Self) -> Self {
        Self {
            text: self.text && other.text,
            stand_in: self.stand_in && other.stand_in,
        }
    }
}

impl Fonts {
    /// The fonts, read once.
    pub fn get() -> &'static Self {
        &FONTS
    }

    fn load() -> Self {
        const FILES: [&[u8]; 3] = [
            include_bytes!("../../../assets/fonts/LiberationSans-Regular.ttf"),
            include_bytes!("../../../assets/fonts/LiberationSans-Bold.ttf"),
            include_bytes!("../../../assets/fonts/DejaVuSansCondensed.ttf"),
        ];
        const FONT: &str = "an embedded font is a font, as the tests show";
        let all = FILES.map(|bytes| Font::new(Bytes::new(bytes), 0).expect(FONT));
        let faces = FILES.map(|bytes| Face::parse(bytes, 0).expect(FONT));
        let book = LazyHash::new(FontBook::from_fonts(&all));
        Self { all, faces, book }
    }

    /// What typst knows of them.
    pub const fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The font at this place of the book.
    pub fn at(&self, index: usize) -> Option<Font> {
        self.all.get(index).cloned()
    }

    /// Which families have this character.
    pub fn show(&self, c: char) -> Shown {
        let [regular, bold, stand_in] = self
            .faces
            .each_ref()
            .map(|face| face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0));
        Shown {
            text: regular && bold,
            stand_in,
        }
    }

    /// How wide the text is in bold, the widest there is, in points.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let [_, bold, stand_in] = &self.faces;
        let ems = |face: &Face<'_>, c: char| {
            let advance = face
                .glyph_index(c)
                .and_then(|glyph| face.glyph_hor_advance(glyph))?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        };
        let wide: f64 = text
            .chars()
            .map(|c| ems(bold, c).or_else(|| ems(stand_in, c)).unwrap_or(1.0))
            .sum();
        wide * size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_families_that_the_template_asks_for_are_there() {
        for family in FAMILIES {
            assert!(
                Fonts::get().book().contains_family(&family.to_lowercase()),
                "{family}"
            );
        }
    }

    #[test]
    fn the_text_family_has_what_english_needs_and_the_other_stands_in() {
        for c in "The “trust’s” £1,000 – 50 % … é ≥ → •□".chars() {
            assert!(Fonts::get().show(c).text, "{c}");
        }
        for c in "سلامж✓😀".chars() {
            assert!(Fonts::get().show(c).anywhere(), "{c}");
        }
        assert!(!Fonts::get().show('中').anywhere());
    }

    #[test]
    fn a_longer_text_is_wider() {
        let width = Fonts::get().width("Governance", 10.0);
        assert!((50.0..80.0).contains(&width), "{width}");
    }
}
