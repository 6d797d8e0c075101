//! The first start of `serve` on a folder: how a second one finds it, and asks it for a link.
//!
//! What is needed for that stands in a small file that only this person can read, outside the assessment's folder:
//! a shared drive would carry it to others.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use strong_trust::web::{Secret, digest};

/// How long another start is waited for. It is on this computer, so it answers at once or not at all.
const PATIENCE: Duration = Duration::from_secs(2);

/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 16 * 1024;

/// Where a start tells of itself. It is taken away when the start ends.
pub struct Note {
    path: PathBuf,
    text: String,
}

impl Note {
    /// Tells of a start on this folder. Nothing, where there is no place that only this person can read.
    pub fn leave(folder: &Path, port: u16, door: &Secret) -> Option<Self> {
        let path = place(folder)?;
        let text = format!("{port}\n{}\n", door.reveal());
        // A temporary file is for its owner alone, and takes the place of an older note whole.
        let mut file = tempfile::NamedTempFile::new_in(path.parent()?).ok()?;
        file.write_all(text.as_bytes()).ok()?;
        file.persist(&path).ok()?;
        Some(Self { path, text })
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        // Another start may have left its own note since.
        if fs::read_to_string(&self.path).is_ok_and(|text| text == self.text) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A new link from the start that is serving this folder already, if there is one.
pub fn link(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(place(folder)?).ok()?;
    let (port, door) = text.trim_end().split_once('\n')?;
    let port = port.parse().ok()?;
    let word = ask(port, door).ok()??;
    Some(address(port, &word))
}

/// The address that lets a browser in.
pub fn address(port: u16, word: &str) -> String {
    format!("http://127.0.0.1:{port}/open/{word}")
}

/// Asks the start on this port for the word of a new link.
fn ask(port: u16, door: &str) -> io::Result<Option<String>> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "POST /link HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {door}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.take(LONGEST_ANSWER).read_to_string(&mut answer)?;
    let word = answer
        .strip_prefix("HTTP/1.1 200")
        .and_then(|answer| answer.split_once("\r\n\r\n"))
        .map(|(_, word)| word.trim());
    // Whatever listens there now, only a word can become a part of a link.
    Ok(word
        .filter(|word| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(str::to_owned))
}

/// The file for this folder, in a place that is this person's own.
fn place(folder: &Path) -> Option<PathBuf> {
    let own = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let cache = || {
        env::home_dir()
            .filter(|home| !home.as_os_str().is_empty())
            .map(|home| home.join(".cache"))
    };
    let place = own("XDG_RUNTIME_DIR")
        .or_else(|| own("LOCALAPPDATA"))
        .or_else(cache)?
        .join("strong-trust");
    fs::create_dir_all(&place).ok()?;
    let folder = fs::canonicalize(folder).ok()?;
    Some(place.join(format!(
        "serve-{}",
        digest(&format!("{}", folder.display()))
    )))
}
