//! The style of a page, and the policy that allows this style and nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::report::{BORDER, Shade, level_shade};

/// The style sheet, with a shade for each level of a scale of this size.
pub fn sheet(scale: usize) -> String {
    let mut sheet = include_str!("../../../templates/report.css")
        .trim_end()
        .to_owned();
    for level in (0..u8::MAX).take(scale) {
        sheet.push_str(&format!(
            "\n.level-{level} {{ border-left-color: {}; }}",
            level_shade(level, scale).hex()
        ));
    }
    debug_assert!(
        sheet.to_uppercase().contains(&Shade::of(BORDER).hex()),
        "the style uses the palette's colours"
    );
    sheet
}

/// The content-security policy: this style by its hash, and nothing from anywhere.
pub fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}
