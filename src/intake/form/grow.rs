//! Rows that grow with what is typed in them.
//!
//! The writer marks every row with a height as one whose height a person chose, and spreadsheets leave
//! such a row alone. Without a height, some show a single line however much stands in the row. So the
//! height stays, and the mark is taken off the rows that hold boxes.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const MARK: &str = " customHeight=\"1\"";

/// Takes the mark off these rows (counted from 0) of these sheets (counted from 0, in the order of tabs).
///
/// # Errors
/// When the workbook cannot be read or written again: it was made a moment before, in memory.
pub fn loosened(workbook: &[u8], rows: &[BTreeSet<u32>]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len())));
    // No time of its own: the same form has the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for place in 0..archive.len() {
        let mut part = archive.by_index(place)?;
        let name = part.name()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        drop(part);
        let number = name
            .strip_prefix("xl/worksheets/sheet")
            .and_then(|name| name.strip_suffix(".xml"))
            .and_then(|name| name.parse().ok());
        let sheet = number
            .and_then(|number: usize| rows.get(number.checked_sub(1)?))
            .filter(|rows| !rows.is_empty());
        if let (Some(rows), Ok(text)) = (sheet, std::str::from_utf8(&bytes)) {
            bytes = without_marks(text, rows).into_bytes();
        }
        out.start_file(name, options)?;
        out.write_all(&bytes)?;
    }
    Ok(out.finish()?.into_inner())
}

fn without_marks(sheet: &str, rows: &BTreeSet<u32>) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    // Words in cells have no "<" of their own, so this is always the start of a row.
    while let Some(at) = rest.find("<row r=\"") {
        let (before, row) = rest.split_at(at);
        let (tag, after) = row.split_at(row.find('>').unwrap_or(row.len()));
        let number = tag["<row r=\"".len()..]
            .split('"')
            .next()
            .and_then(|number| number.parse::<u32>().ok());
        out.push_str(before);
        match number
            .and_then(|number| number.checked_sub(1))
            .filter(|number| rows.contains(number))
        {
            Some(_) => out.push_str(&tag.replace(MARK, "")),
            None => out.push_str(tag),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rows_that_are_named_lose_their_mark() {
        let sheet = r#"<sheetData><row r="1" ht="20" customHeight="1"><c r="A1"/></row><row r="2" ht="9" customHeight="1"/><row r="12"></row></sheetData>"#;
        let rows = BTreeSet::from([1, 11]);
        assert_eq!(
            without_marks(sheet, &rows),
            sheet.replace(r#" ht="9" customHeight="1""#, r#" ht="9""#)
        );
    }
}
