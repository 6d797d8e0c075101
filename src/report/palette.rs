//! The colours of every export, in one place. Colour only supports what number and word say.

/// A colour with what stands on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shade {
    /// Red, green and blue.
    pub rgb: [u8; 3],
    /// Whether words on it are white; else they are black. Their contrast is at least 4.5 to 1.
    pub white_words: bool,
    /// The nearest colour that a terminal of 256 colours has.
    pub ansi: u8,
}

/// Colours for kinds of things, the most used first.
pub const PALETTE: [[u8; 3]; 4] = [
    [0x12, 0x43, 0x6D],
    [0x28, 0xA1, 0x97],
    [0x80, 0x16, 0x50],
    [0xF4, 0x6A, 0x25],
];

/// The colour of borders round pale cells, 3 to 1 against white and more.
pub const BORDER: [u8; 3] = PALETTE[0];

/// Colours for what is ordered, palest first.
const SEQUENCE: [[u8; 3]; 3] = [[0x6B, 0xAC, 0xE6], [0x20, 0x73, 0xBC], [0x12, 0x43, 0x6D]];

impl Shade {
    /// A shade of this colour.
    pub fn of(rgb: [u8; 3]) -> Self {
        let light = luminance(rgb);
        Self {
            rgb,
            white_words: 1.05 / (light + 0.05) >= (light + 0.05) / 0.05,
            ansi: ansi(rgb),
        }
    }

    /// The colour as "#12436D".
    pub fn hex(self) -> String {
        let [red, green, blue] = self.rgb;
        format!("#{red:02X}{green:02X}{blue:02X}")
    }
}

/// The shade of a level on a scale of `size` levels: the higher, the darker.
pub fn level_shade(level: u8, size: usize) -> Shade {
    let top = u32::try_from(size.saturating_sub(1)).unwrap_or(9).max(1);
    // The place on the sequence, in 1/top of its two steps.
    let place = u32::from(level).min(top) * 2;
    let step = usize::from(place >= top && top > 0).min(SEQUENCE.len() - 2);
    let along = if step == 0 { place } else { place - top };
    let mix = |channel: usize| {
        let (from, to) = (
            u32::from(SEQUENCE[step][channel]),
            u32::from(SEQUENCE[step + 1][channel]),
        );
        let mixed = (from * (top - along) + to * along + top / 2) / top;
        u8::try_from(mixed).expect("a mean of two bytes is a byte")
    };
    Shade::of([mix(0), mix(1), mix(2)])
}

/// Relative luminance, as WCAG defines it.
fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2])
}

/// The nearest colour of the 6 × 6 × 6 cube.
fn ansi(rgb: [u8; 3]) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |channel: u8| {
        (0..6u8)
            .min_by_key(|step| STEPS[usize::from(*step)].abs_diff(channel))
            .unwrap_or(0)
    };
    16 + 36 * nearest(rgb[0]) + 6 * nearest(rgb[1]) + nearest(rgb[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_run_from_pale_to_dark_and_words_on_them_can_be_read() {
        for size in 2..=10_u8 {
            let shades: Vec<Shade> = (0..size)
                .map(|level| level_shade(level, usize::from(size)))
                .collect();
            assert_eq!(shades[0].hex(), "#6BACE6");
            assert_eq!(shades[usize::from(size) - 1].hex(), "#12436D");
            for pair in shades.windows(2) {
                assert!(luminance(pair[0].rgb) > luminance(pair[1].rgb));
            }
            for shade in shades {
                let light = luminance(shade.rgb);
                let contrast = if shade.white_words {
                    1.05 / (light + 0.05)
                } else {
                    (light + 0.05) / 0.05
                };
                assert!(contrast >= 4.5, "{} {contrast}", shade.hex());
            }
        }
        assert_eq!(level_shade(2, 5).hex(), "#2073BC");
    }
}
