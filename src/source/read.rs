//! Reads a file as text, and refuses with a reason what cannot be one.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::source::Source;

/// The largest file that is read, in bytes (64 MiB). A rubric of ten thousand
/// criteria is about a quarter of it.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Why a file could not be read as text.
#[derive(Debug, Error)]
pub enum ReadError {
    /// Nothing is at this path.
    #[error("there is no file {path}")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A folder is where a file should be.
    #[error("{path} is a folder, and a file is needed here")]
    Folder {
        /// Where the folder is.
        path: PathBuf,
    },
    /// A device, a pipe or a socket.
    #[error("{path} is not an ordinary file (it is a device or a pipe), so it was not read")]
    NotAFile {
        /// Where it is.
        path: PathBuf,
    },
    /// A link, in a folder of which only what lies in it is read.
    #[error(
        "{path} is a link to another place, and strong-trust reads only what lies in the folder itself: put a copy of the {what} there"
    )]
    Link {
        /// Where it is.
        path: PathBuf,
        /// Whether a file or a folder is needed there.
        what: &'static str,
    },
    /// A name that leads out of the folder.
    #[error("{path} leads out of the folder, so it was not read")]
    Outside {
        /// Where it leads.
        path: PathBuf,
    },
    /// A folder with more entries than [`MOST_ENTRIES`](crate::source::MOST_ENTRIES).
    #[error(
        "{path} holds more than 100,000 files and folders, so it was not looked through: move out of it what does not belong there"
    )]
    TooMany {
        /// The folder.
        path: PathBuf,
    },
    /// More bytes than [`LARGEST_FILE`].
    #[error(
        "{path} has {megabytes} MB, more than the 64 MB that a file of an assessment can have, so it was not read"
    )]
    TooLarge {
        /// Where it is.
        path: PathBuf,
        /// Its size, in whole megabytes.
        megabytes: u64,
    },
    /// The operating system refused.
    #[error("{path} could not be read: {source}")]
    Io {
        /// Where it is.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Text in an encoding other than UTF-8.
    #[error(
        "{path} is saved as {encoding}, and strong-trust reads UTF-8. Open it in the program it was written with, choose Save as, set the encoding to UTF-8, and save it again. Nothing was changed"
    )]
    Encoding {
        /// Where it is.
        path: PathBuf,
        /// What the encoding looks like.
        encoding: &'static str,
    },
}

impl ReadError {
    /// Whether the file was there and readable, and its contents are at fault.
    pub fn is_about_contents(&self) -> bool {
        matches!(self, Self::Encoding { .. })
    }
}

/// Reads the file at `path` as text, to be known as `name`.
///
/// # Errors
/// Refuses folders, devices, pipes and files over [`LARGEST_FILE`] before
/// reading, and names the encoding of a text that is not UTF-8.
pub fn read(path: &Path, name: &str) -> Result<Source, ReadError> {
    from_bytes(read_bytes(path)?, path, name)
}

/// Reads the bytes of the file at `path`, whatever they are.
///
/// # Errors
/// Refuses folders, devices, pipes and files over [`LARGEST_FILE`] before reading.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let facts = fs::metadata(path).map_err(|source| because(path, source))?;
    if facts.is_dir() {
        return Err(ReadError::Folder {
            path: path.to_owned(),
        });
    }
    if !facts.is_file() {
        // Opening a device may do something, and opening a pipe waits.
        return Err(ReadError::NotAFile {
            path: path.to_owned(),
        });
    }
    let file = fs::File::open(path).map_err(|source| because(path, source))?;
    bytes_of(file, path)
}

/// The bytes of a file that was found to be an ordinary one, up to [`LARGEST_FILE`].
pub(super) fn bytes_of(file: fs::File, path: &Path) -> Result<Vec<u8>, ReadError> {
    let size = file
        .metadata()
        .map_err(|source| because(path, source))?
        .len();
    let too_large = |size: u64| ReadError::TooLarge {
        path: path.to_owned(),
        megabytes: size / 1_000_000,
    };
    if size > LARGEST_FILE {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The limit is held while reading too: a file may grow between the look and the read.
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| because(path, source))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > LARGEST_FILE {
        return Err(too_large(size));
    }
    Ok(bytes)
}

/// Turns bytes that were already read into a source.
///
/// # Errors
/// [`ReadError::Encoding`] when the bytes are not UTF-8.
pub fn from_bytes(bytes: Vec<u8>, path: &Path, name: &str) -> Result<Source, ReadError> {
    let encoding = |encoding| ReadError::Encoding {
        path: path.to_owned(),
        encoding,
    };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(encoding("UTF-16 (\"Unicode\" in some programs)"));
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = sample
        .iter()
        .map(|byte| usize::from(*byte == 0))
        .sum::<usize>();
    if zeros > 0 && zeros * 4 >= sample.len() {
        return Err(encoding("UTF-16 without a mark, or not as text at all"));
    }
    String::from_utf8(bytes)
        .map(|text| Source::new(name, text))
        .map_err(|_| encoding("Windows-1252 (\"ANSI\") or another old encoding"))
}

pub(super) fn because(path: &Path, source: io::Error) -> ReadError {
    let path = path.to_owned();
    if source.kind() == io::ErrorKind::NotFound {
        ReadError::Missing { path }
    } else {
        ReadError::Io { path, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        from_bytes(bytes.to_vec(), Path::new("chair.toml"), "chair.toml")
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn other_encodings_are_named_with_how_to_save_right() {
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("a = 1".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert!(refused(&utf16).contains("UTF-16"));
        assert!(refused(&utf16[2..]).contains("UTF-16 without a mark"));
        assert!(refused(b"note = \"caf\xe9\"").contains("Windows-1252"));
        assert!(refused(b"\xe9").contains("Save as"));
    }

    #[test]
    fn a_byte_order_mark_and_an_empty_file_are_read() {
        let read = |bytes: &[u8]| from_bytes(bytes.to_vec(), Path::new("a"), "a").unwrap();
        assert_eq!(read(b"\xEF\xBB\xBFa = 1\r\n").text(), "a = 1\r\n");
        assert_eq!(read(b"").text(), "");
    }

    #[test]
    fn a_device_and_a_missing_file_are_refused_before_reading() {
        assert!(matches!(
            read(Path::new("/dev/zero"), "z"),
            Err(ReadError::NotAFile { .. })
        ));
        assert!(matches!(
            read(Path::new("no/such"), "n"),
            Err(ReadError::Missing { .. })
        ));
        assert!(matches!(
            read(Path::new("."), "d"),
            Err(ReadError::Folder { .. })
        ));
    }
}
