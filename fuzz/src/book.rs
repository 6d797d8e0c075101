//! Workbooks that are nearly right: a real one, of which an input changes some parts before it is packed.
//!
//! Bytes alone hardly ever are an archive. The first byte of an input says how the rest is meant:
//! as the file itself, as changes of places in its parts, as one whole part, or as new words in its cells.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// How an input is meant.
pub const RAW: u8 = 0;
/// Cuts and insertions anywhere.
pub const EDITS: u8 = 1;
/// One part, whole.
pub const PART: u8 = 2;
/// Words and numbers of cells.
pub const CELLS: u8 = 3;

/// The parts of a workbook, by name.
pub struct Book(pub Vec<(String, Vec<u8>)>);

impl Book {
    /// Takes a workbook apart.
    pub fn of(bytes: &[u8]) -> Self {
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).expect("our own workbook is an archive");
        let mut parts = Vec::new();
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).expect("it is there");
            let mut text = Vec::new();
            part.read_to_end(&mut text).expect("it can be inflated");
            let name = part.name().expect("our names are text").into_owned();
            parts.push((name, text));
        }
        Self(parts)
    }

    /// The workbook that an input makes of this one.
    pub fn changed(&self, input: &[u8]) -> Vec<u8> {
        let Some((how, rest)) = input.split_first() else {
            return Vec::new();
        };
        let mut parts = self.0.clone();
        match how % 4 {
            EDITS => edit(&mut parts, rest),
            PART => {
                if let Some((which, text)) = rest.split_first() {
                    let which = usize::from(*which) % parts.len();
                    parts[which].1 = text.to_vec();
                }
            }
            CELLS => retype(&mut parts, rest),
            _ => return rest.to_vec(),
        }
        packed(&parts)
    }
}

/// Packs parts as an archive, without squeezing them: it is quicker.
pub fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(name.as_str(), options)
            .expect("it is written to memory");
        zip.write_all(text).expect("it is written to memory");
    }
    zip.finish().expect("it is written to memory").into_inner()
}

/// Numbers and pieces of text, taken from an input one after another.
struct Taken<'i>(&'i [u8]);

impl<'i> Taken<'i> {
    fn byte(&mut self) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(usize::from(*first))
    }

    fn number(&mut self) -> Option<usize> {
        Some(self.byte()? << 8 | self.byte()?)
    }

    fn piece(&mut self) -> Option<&'i [u8]> {
        let length = self.byte()?.min(self.0.len());
        let (piece, rest) = self.0.split_at(length);
        self.0 = rest;
        Some(piece)
    }
}

/// Part, place, how much is cut, what is put there: again and again.
fn edit(parts: &mut [(String, Vec<u8>)], input: &[u8]) {
    let mut taken = Taken(input);
    while let (Some(which), Some(place), Some(cut), Some(piece)) =
        (taken.byte(), taken.number(), taken.byte(), taken.piece())
    {
        let which = which % parts.len();
        let text = &mut parts[which].1;
        let place = place % (text.len() + 1);
        let end = (place + cut).min(text.len());
        text.splice(place..end, piece.iter().copied());
    }
}

/// Which of all texts and values, and its new words: again and again.
fn retype(parts: &mut [(String, Vec<u8>)], input: &[u8]) {
    let mut taken = Taken(input);
    while let (Some(which), Some(place), Some(piece)) =
        (taken.byte(), taken.number(), taken.piece())
    {
        let which = which % parts.len();
        let text = &mut parts[which].1;
        let places: Vec<(usize, usize)> = values(text);
        if places.is_empty() {
            continue;
        }
        let (start, end) = places[place % places.len()];
        text.splice(start..end, piece.iter().copied());
    }
}

/// Where the words of cells and of shared strings stand: between `<t …>` or `<v>` and the next `<`.
fn values(text: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].iter().position(|byte| *byte == b'<') {
        at += next + 1;
        if !matches!(text.get(at), Some(b't' | b'v' | b'f'))
            || !matches!(text.get(at + 1), Some(b'>' | b' '))
        {
            continue;
        }
        let Some(open) = text[at..].iter().position(|byte| *byte == b'>') else {
            break;
        };
        let start = at + open + 1;
        let length = text[start..]
            .iter()
            .position(|byte| *byte == b'<')
            .unwrap_or(0);
        found.push((start, start + length));
    }
    found
}
