//! Reads the words of a PDF as a search in it would find them. It knows nothing of how the file was made.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use kurbo::{Affine, BezPath, Rect};

/// The text of each page, in the order in which it is drawn, without white space.
pub fn pages(bytes: &[u8]) -> Vec<String> {
    let (pages, _) = read(bytes);
    pages
}

fn read(bytes: &[u8]) -> (Vec<String>, (f64, f64)) {
    let pdf = Pdf::new(bytes.to_vec()).unwrap();
    let cache = InterpreterCache::new();
    let paper = Rect::new(0.0, 0.0, 600.0, 850.0);
    let mut edges = (f64::INFINITY, f64::NEG_INFINITY);
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let mut words = Words {
            text: String::new(),
            edges,
        };
        let mut context = Context::new(
            Affine::IDENTITY,
            paper,
            &cache,
            page.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(page, &mut context, &mut words);
        edges = words.edges;
        pages.push(words.text);
    }
    (pages, edges)
}

/// Every page can be read and has something on it, and the file has its beginning and its end.
pub fn check(bytes: &[u8]) {
    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
    let pdf = Pdf::new(bytes.to_vec()).expect("it is in order");
    let pages = pdf.pages();
    assert!(!pages.is_empty());
    for page in pages.iter() {
        assert!(page.page_stream().is_some_and(|stream| !stream.is_empty()));
    }
}

/// The leftmost and the rightmost place of a letter in the file, in points.
pub fn edges(bytes: &[u8]) -> (f64, f64) {
    let (_, edges) = read(bytes);
    edges
}

/// The text as [`pages`] gives it. Joiners shape their neighbours and are not drawn themselves.
pub fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200C}' | '\u{200D}'))
        .collect()
}

struct Words {
    text: String,
    edges: (f64, f64),
}

impl Device<'_> for Words {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let place = (transform * glyph_transform).translation().x;
        self.edges = (self.edges.0.min(place), self.edges.1.max(place));
        self.text.push_str(&squeezed(&text));
    }
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
