//! The archive that a workbook is: limits held before anything is parsed, and its parts as text.
//!
//! Sizes that an archive declares are not believed: every part is inflated once into nothing, counted,
//! and given up at the limit, so that a file made to fill a computer's memory never gets to do so.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::intake::workbook::Unreadable;
use crate::intake::workbook::work::Work;

/// The largest file, in bytes (16 MiB): a hundred times a filled form or a long plan.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// The most parts in a file.
const MOST_PARTS: usize = 2_000;
/// The most that all parts together may inflate to, in bytes (32 MiB).
const MOST_INFLATED: u64 = 32 * 1024 * 1024;
/// How much denser a file may be packed than sheets are, once it is of some size.
const MOST_RATIO: u64 = 200;
/// From which size on the packing is looked at, in bytes (8 MiB).
const SOME_SIZE: u64 = 8 * 1024 * 1024;

/// A workbook's archive that keeps to the limits.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Where each part is, by its name in small letters: programs differ in how they write it.
    places: HashMap<String, usize>,
    /// The parts that were read: each is read once, however many things are said to be in it.
    read: HashSet<usize>,
    /// What the parts come to that were read as XML.
    pub work: Work,
}

impl<'b> Package<'b> {
    /// Opens the archive. Everything in it has been inflated and counted once when this returns.
    ///
    /// # Errors
    /// When it is another kind of file, damaged, or over a limit.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MOST_BYTES {
            return Err(Unreadable::TooMuch {
                what: format!("has {} MB", bytes.len() / 1_000_000),
            });
        }
        not_another_kind(bytes)?;
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged { part: None })?;
        if archive.len() > MOST_PARTS {
            return Err(Unreadable::TooMuch {
                what: format!("has {} parts", archive.len()),
            });
        }
        let mut places = HashMap::new();
        let mut inflated = 0;
        for place in 0..archive.len() {
            let (name, size) = counted(&mut archive, place, MOST_INFLATED - inflated)?;
            inflated += size;
            let dense = inflated > SOME_SIZE && inflated / MOST_RATIO > bytes.len() as u64;
            if inflated >= MOST_INFLATED || dense {
                return Err(Unreadable::TooMuch {
                    what: format!("would unpack to {} MB or more", inflated / 1_000_000),
                });
            }
            // The same name twice is two things that programs would read differently.
            if places.insert(name.to_lowercase(), place).is_some() {
                return Err(Unreadable::Damaged { part: Some(name) });
            }
        }
        let mut package = Self {
            archive,
            places,
            read: HashSet::new(),
            work: Work::default(),
        };
        package.not_another_office_file()?;
        Ok(package)
    }

    /// Whether there is a part of this name, in whatever letters.
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(&name.to_lowercase())
    }

    /// The names of all parts, in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// The text of a part, if it is there.
    ///
    /// # Errors
    /// When it cannot be inflated, is not UTF-8, or was read before: no part is two things at once.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(place) = self.places.get(&name.to_lowercase()).copied() else {
            return Ok(None);
        };
        let damaged = || Unreadable::Damaged {
            part: Some(name.to_owned()),
        };
        if !self.read.insert(place) {
            return Err(damaged());
        }
        let mut bytes = Vec::new();
        let part = self.archive.by_index(place).map_err(|_| damaged())?;
        // It was counted before; the limit only guards against a mistake in that.
        part.take(MOST_INFLATED)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        let text = String::from_utf8(bytes).map_err(|_| damaged())?;
        Ok(Some(
            text.strip_prefix('\u{FEFF}')
                .map(str::to_owned)
                .unwrap_or(text),
        ))
    }

    /// Other files that are archives too.
    fn not_another_office_file(&mut self) -> Result<(), Unreadable> {
        let other = |what, todo| Err(Unreadable::Other { what, todo });
        if let Some(kind) = self.text("mimetype")? {
            if kind.contains("opendocument.spreadsheet") {
                return other("it is an OpenDocument spreadsheet (.ods)", TO_XLSX);
            }
            return other("it is an OpenDocument file, not a workbook", NAME_IT);
        }
        if self.has("xl/workbook.bin") {
            return other("it is a binary workbook (.xlsb)", TO_XLSX);
        }
        if self.has("word/document.xml") {
            return other("it is a Word document", NAME_IT);
        }
        if self.has("ppt/presentation.xml") {
            return other("it is a PowerPoint presentation", NAME_IT);
        }
        if self.has("index/document.iwa") {
            return other(
                "it is a Numbers spreadsheet",
                "In Numbers choose File, Export To, Excel, and read that file",
            );
        }
        if !self.has("[content_types].xml") {
            return other(
                "it is a ZIP archive, not a workbook",
                "Unpack it, and name the workbook that is in it",
            );
        }
        Ok(())
    }
}

const TO_XLSX: &str = "Open it, choose Save As, choose Excel Workbook (.xlsx), and read that file";
const NAME_IT: &str = "Name the workbook that was filled in, a file that ends in .xlsx";

/// Tells a file that is no archive from its first bytes.
fn not_another_kind(bytes: &[u8]) -> Result<(), Unreadable> {
    let other = |what, todo| Err(Unreadable::Other { what, todo });
    if bytes.is_empty() {
        return other(
            "it is empty",
            "If it comes from a shared drive, open the folder and let it finish copying; then try again",
        );
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(());
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let wide: Vec<u8> = "EncryptedPackage"
            .bytes()
            .flat_map(|byte| [byte, 0])
            .collect();
        return if bytes.windows(wide.len()).any(|window| window == wide) {
            other(
                "it is locked with a password",
                "Open it, take the password off (File, Info, Protect Workbook), save it, and read it again",
            )
        } else {
            other("it is in the old format of Excel (.xls)", TO_XLSX)
        };
    }
    if bytes.starts_with(b"%PDF") {
        return other("it is a PDF", NAME_IT);
    }
    let sample = &bytes[..bytes.len().min(4096)];
    if bytes.len() < 1024 && sample.contains(&0) {
        return other(
            "it is not a workbook",
            "If its name begins with ~$ it is a mark that Excel leaves: close Excel, and name the workbook itself",
        );
    }
    let mostly_letters = sample.iter().filter(|byte| byte.is_ascii()).count() * 2 > sample.len();
    if mostly_letters
        && sample
            .iter()
            .all(|byte| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r'))
    {
        return other(
            "it is plain text (.csv or the like)",
            "Sheets saved as text lose what they need; read the workbook itself, a file that ends in .xlsx",
        );
    }
    other("it is not a workbook", NAME_IT)
}

/// The name of a part, and how many bytes it really inflates to: at most `room`.
fn counted(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    place: usize,
    room: u64,
) -> Result<(String, u64), Unreadable> {
    let part = archive.by_index(place).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Unreadable::Other {
                what: "its archive is locked with a password",
                todo: NAME_IT,
            }
        }
        _ => Unreadable::Damaged { part: None },
    })?;
    let name = part
        .name()
        .map(Cow::into_owned)
        .map_err(|_| Unreadable::Damaged { part: None })?;
    if part.size() > room {
        return Ok((name, room));
    }
    // One byte more than there is room for shows that it goes on.
    let size = std::io::copy(&mut part.take(room), &mut std::io::sink()).map_err(|_| {
        Unreadable::Damaged {
            part: Some(name.clone()),
        }
    })?;
    Ok((name, size))
}
