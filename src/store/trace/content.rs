//! What a file is by what it says, not by its name.

use toml::{Table, Value};

use crate::store::durable::TEMPORARY;
use crate::store::layout::RESPONSES;

/// Endings of documents that may have been made from the answers, and of archives that may hold copies.
const DOCUMENTS: [&str; 45] = [
    "7z", "bz2", "csv", "doc", "docm", "docx", "eml", "gif", "gz", "heic", "htm", "html", "ics",
    "jpeg", "jpg", "json", "key", "md", "mht", "msg", "numbers", "odp", "ods", "odt", "one",
    "pages", "parquet", "pdf", "png", "ppt", "pptx", "rar", "rtf", "svg", "tar", "tgz", "tsv",
    "txt", "xls", "xlsm", "xlsx", "xml", "xz", "zip", "zst",
];

/// How packed files and documents begin, whatever they are called.
const PACKED: [&[u8]; 9] = [
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"%PDF-",
    // The documents of older office programs.
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
];

/// The folders in which a change of several files is prepared.
const JOURNALS: [&str; 2] = [".commit", ".upgrade"];

/// Whether the name is one of a document or an archive.
pub(super) fn is_document(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| DOCUMENTS.contains(&ending.to_lowercase().as_str()))
}

/// Whether the bytes are packed, so that what they say cannot be searched for.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    PACKED.iter().any(|start| bytes.starts_with(start))
        || bytes.get(257..262).is_some_and(|mark| mark == b"ustar")
}

/// The bytes as text, in whatever encoding: what is no text in them becomes `�`.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let wide = |convert: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| convert([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let many = sample.len() / 4 + 1;
    let text = if bytes.starts_with(&[0xFF, 0xFE]) || zeros(1) >= many {
        wide(u16::from_le_bytes)
    } else if bytes.starts_with(&[0xFE, 0xFF]) || zeros(0) >= many {
        wide(u16::from_be_bytes)
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    };
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// Whether the file is one that a save or a change of several files left unfinished.
pub(super) fn is_unfinished(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with(TEMPORARY))
}

/// Whose answers a file holds, if it is a file of answers.
pub(super) fn whose(name: &str, text: &str) -> Option<String> {
    if let Ok(table) = text.parse::<Table>() {
        return table
            .get("respondent")
            .and_then(Value::as_str)
            .map(str::to_owned);
    }
    // Broken or half written: its head comes first. Where the name says that it is a file of an assessment, any line
    // will do; elsewhere a paper that quotes such a line is not taken for answers.
    let anywhere = name.to_lowercase().contains(".toml")
        || name.starts_with(&format!("{RESPONSES}/"))
        || is_unfinished(name)
        || name.split('/').any(|part| JOURNALS.contains(&part));
    for line in text.lines().map(str::trim) {
        if let Some(id) = id_in(line) {
            return Some(id);
        }
        let is_head = line.is_empty() || line.starts_with('#') || line.contains('=');
        if !anywhere && !is_head {
            return None;
        }
    }
    None
}

/// The id of a line `respondent = "id"`.
fn id_in(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['"', '\'']);
    let value = line
        .strip_prefix("respondent")?
        .trim_start_matches(['"', '\''])
        .trim_start()
        .strip_prefix('=')?;
    let value = value.split('#').next().unwrap_or_default().trim();
    Some(value.trim_matches(['"', '\'']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_known_by_what_they_say_in_any_encoding_and_half_written() {
        let text = "format = 1\nrespondent = \"head-2\"\nrole = \"head\"\n";
        assert_eq!(whose("x", text).as_deref(), Some("head-2"));
        assert_eq!(whose("x", &text[..33]).as_deref(), Some("head-2"));
        assert_eq!(
            whose("a.toml", "<<<<<<< mine\n'respondent'='head-2' # me\n=").as_deref(),
            Some("head-2")
        );
        let wide = |convert: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(convert).collect()
        };
        for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes)] {
            assert_eq!(text_of(&bytes), text);
        }
        let marked: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(wide(u16::to_le_bytes))
            .collect();
        assert_eq!(text_of(&marked), text);
    }

    #[test]
    fn a_paper_that_quotes_a_line_is_no_file_of_answers() {
        let minutes = "Minutes\n\nThe file began with\nrespondent = \"head-2\"\nand so on.\n";
        assert_eq!(whose("minutes.txt", minutes), None);
        assert_eq!(whose("plan.toml", "x = \"respondent = \"\n"), None);
    }
}
