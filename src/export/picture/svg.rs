//! Drawing: the few shapes that the pictures are made of.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::export::picture::Picture;
use crate::export::picture::measure::Face;
use crate::report::{BORDER, PALETTE, Shade};
use crate::text::clean;

/// The colour of words on white.
pub const INK: &str = "#1A1A1A";
/// The colour of lines round cells where nothing is: 4.5 to 1 on white.
pub const QUIET: &str = "#6B7075";

/// A sheet that shapes are put on.
#[derive(Debug, Default)]
pub struct Sheet {
    body: String,
}

/// A rectangle on whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// Where the words of a line begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// At the place.
    Start,
    /// On both sides of the place.
    Middle,
}

impl Sheet {
    /// A filled rectangle with a border.
    pub fn area(&mut self, area: Area, fill: &str, border: &str, thickness: u32, dashed: bool) {
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let dash = if dashed {
            r#" stroke-dasharray="4 3""#
        } else {
            ""
        };
        self.put(format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="2" fill="{fill}" stroke="{border}" stroke-width="{thickness}"{dash}/>"#
        ));
    }

    /// Slanting lines across a rectangle, drawn one by one: a pattern would need an id.
    pub fn hatch(&mut self, area: Area) {
        let mut path = String::new();
        for offset in (4..area.width + area.height).step_by(6) {
            // From the left or lower edge, up to the upper or right edge.
            let (x1, y1) = if offset <= area.height {
                (0, offset)
            } else {
                (offset - area.height, area.height)
            };
            let (x2, y2) = if offset <= area.width {
                (offset, 0)
            } else {
                (area.width, offset - area.width)
            };
            path.push_str(&format!(
                "M{} {}L{} {}",
                area.x + x1,
                area.y + y1,
                area.x + x2,
                area.y + y2
            ));
        }
        self.put(format_args!(
            r#"<path d="{path}" fill="none" stroke="{QUIET}" stroke-width="1"/>"#
        ));
    }

    /// Filled circles round these places, all alike. What they share is said once: there may be one for every respondent.
    pub fn dots(&mut self, places: &[(u32, u32)], radius: u32, fill: &str) {
        if places.is_empty() {
            return;
        }
        self.put(format_args!(
            r#"<g fill="{fill}" stroke="{fill}" stroke-width="1">"#
        ));
        for (x, y) in places {
            self.put(format_args!(r#"<circle cx="{x}" cy="{y}" r="{radius}"/>"#));
        }
        self.body.push_str("</g>");
    }

    /// A filled shape or an open line through these places, as SVG writes a path.
    pub fn path(&mut self, path: &str, fill: &str, border: &str, thickness: u32) {
        self.put(format_args!(
            r#"<path d="{path}" fill="{fill}" stroke="{border}" stroke-width="{thickness}"/>"#
        ));
    }

    /// A line of words, standing on `y`.
    pub fn words(&mut self, x: u32, y: u32, anchor: Anchor, face: Face, colour: &str, words: &str) {
        let (anchor, weight) = look(anchor, face);
        self.put(format_args!(
            r#"<text x="{x}" y="{y}" font-size="{}" fill="{colour}"{anchor}{weight}>{}</text>"#,
            face.size,
            escape(words)
        ));
    }

    /// Lines of words one below the other, the first standing in the line that begins at `y`. Returns where they end.
    pub fn lines(
        &mut self,
        x: u32,
        y: u32,
        anchor: Anchor,
        face: Face,
        colour: &str,
        lines: &[String],
    ) -> u32 {
        if let [line] = lines {
            self.words(x, y + face.size, anchor, face, colour, line);
        } else if !lines.is_empty() {
            let (anchor, weight) = look(anchor, face);
            self.put(format_args!(
                r#"<g font-size="{}" fill="{colour}"{anchor}{weight}>"#,
                face.size
            ));
            for (line, stands) in lines
                .iter()
                .zip((y + face.size..).step_by(face.leading() as usize))
            {
                self.put(format_args!(
                    r#"<text x="{x}" y="{stands}">{}</text>"#,
                    escape(line)
                ));
            }
            self.body.push_str("</g>");
        }
        y + face.leading() * u32::try_from(lines.len()).unwrap_or(0)
    }

    fn put(&mut self, shape: fmt::Arguments<'_>) {
        self.body
            .write_fmt(shape)
            .expect("a text takes whatever is written to it");
    }

    /// The finished picture.
    pub fn picture(self, title: &str, description: &str, width: u32, height: u32) -> Picture {
        let title = on_one_line(title);
        let description = on_one_line(description);
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="Liberation Sans, Arial, Helvetica, sans-serif"><title>{}</title><desc>{}</desc>{}</svg>"#,
            escape(&title),
            escape(&description),
            self.body
        );
        let alt = match (title.as_str(), description.as_str()) {
            (title, "") => title.to_owned(),
            ("", description) => description.to_owned(),
            (title, description) => {
                format!("{}. {description}", title.trim_end_matches(['.', ' ']))
            }
        };
        Picture {
            svg,
            alt,
            width,
            height,
        }
    }
}

impl Area {
    /// The rectangle that is this much larger on every side.
    pub fn grown(self, by: u32) -> Self {
        Self {
            x: self.x - by,
            y: self.y - by,
            width: self.width + 2 * by,
            height: self.height + 2 * by,
        }
    }

    /// The middle from left to right.
    pub fn middle(self) -> u32 {
        self.x + self.width / 2
    }
}

/// How the words of a face begin and look, as SVG writes it.
fn look(anchor: Anchor, face: Face) -> (&'static str, &'static str) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => r#" text-anchor="middle""#,
    };
    (
        anchor,
        if face.bold {
            r#" font-weight="bold""#
        } else {
            ""
        },
    )
}

/// The colour of words on a shade.
pub fn words_on(shade: Shade) -> &'static str {
    if shade.white_words {
        "#FFFFFF"
    } else {
        "#000000"
    }
}

/// The colour of borders.
pub fn border() -> String {
    Shade::of(BORDER).hex()
}

/// The colour of what marks a position: apart from the shades of levels.
pub fn marker() -> String {
    Shade::of(PALETTE[2]).hex()
}

/// The text on one line, without anything that XML cannot hold or a reader cannot see.
fn on_one_line(text: &str) -> String {
    clean(text)
}

/// Text as XML takes it: cleaned, and marked signs written out.
fn escape(text: &str) -> Cow<'_, str> {
    // Nearly every word is plain, and there are many of them.
    if text.bytes().all(|byte| {
        matches!(byte, b' '..=b'~') && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
    }) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}
