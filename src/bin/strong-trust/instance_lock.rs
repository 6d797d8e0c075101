//! The lock of a running `serve` on a folder: how a second start finds the first and asks it for a link, and how a
//! browser is opened on a link that nobody else can read.
//!
//! Both need small files that only this person can read. They stand outside the assessment's folder: a shared drive
//! would carry them to others.

use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use strong_trust::web::{Challenge, Secret, digest};

/// How long another start is waited for. It is on this computer, so it answers at once or not at all.
const PATIENCE: Duration = Duration::from_secs(2);

/// The longest answer and the longest record that are read.
const LONGEST: u64 = 16 * 1024;

/// The record of a running start, which is removed when the start ends.
pub struct LockRecord {
    path: PathBuf,
    text: String,
}

impl LockRecord {
    /// Writes the record of a start on this folder, or returns `None` where no place is private to this person.
    pub fn leave(folder: &Path, port: u16, control: &Secret) -> Option<Self> {
        let path = place(folder)?;
        let text = format!("{port}\n{}\n", control.reveal());
        write(&path, &text).ok()?;
        Some(Self { path, text })
    }

    /// Finds what a start on this folder left, which may have been killed since.
    fn find(folder: &Path) -> Option<(Self, u16, Secret)> {
        let path = place(folder)?;
        // Anything but a plain file was not left by a start, and a pipe would be waited for.
        if !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let mut text = String::new();
        File::open(&path)
            .ok()?
            .take(LONGEST)
            .read_to_string(&mut text)
            .ok()?;
        let (port, control) = text.trim_end().split_once('\n')?;
        let (port, control) = (port.parse().ok()?, Secret::read(control)?);
        Some((Self { path, text }, port, control))
    }

    /// Removes the record, unless another start has left its own since.
    pub fn remove(&self) {
        if fs::read_to_string(&self.path).is_ok_and(|text| text == self.text) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A new link from the start that is serving this folder already, if there is one.
///
/// Whoever listens on its port has to prove that it is that start. If nobody does, it was killed, and its record is
/// removed.
pub fn link(folder: &Path) -> Option<Link> {
    let (record, port, control) = LockRecord::find(folder)?;
    if let Ok(Some(token)) = ask(port, &control) {
        return Some(Link { port, token });
    }
    record.remove();
    None
}

/// A link that lets a browser in, once.
pub struct Link {
    /// The port of the start that gave it.
    pub port: u16,
    /// What it opens with.
    pub token: Secret,
}

impl Link {
    /// Returns the address to open.
    pub fn address(&self) -> String {
        format!(
            "http://127.0.0.1:{}/open/{}",
            self.port,
            self.token.reveal()
        )
    }

    /// Writes a file that only this person can read, and that sends a browser on to the link.
    ///
    /// The link itself would stand in the command line with which the browser is started, and everybody on the computer
    /// can read those. [`forget`] takes the file away.
    pub fn write(&self, folder: &Path) -> io::Result<PathBuf> {
        let path = opener(folder, &self.token).ok_or(io::ErrorKind::NotFound)?;
        let address = self.address();
        write(
            &path,
            &format!(
                "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta http-equiv=\"refresh\" content=\"0; url={address}\">\n<title>strong-trust opens</title>\n<p><a href=\"{address}\">Open strong-trust</a></p>\n"
            ),
        )?;
        Ok(path)
    }
}

/// Takes away the file that sends a browser on to this link, whichever start wrote it.
pub fn forget(folder: &Path, token: &Secret) {
    if let Some(path) = opener(folder, token) {
        let _ = fs::remove_file(path);
    }
}

/// Takes away every such file for links to this folder: those of a start that ends, or that was killed.
pub fn forget_all(folder: &Path) {
    let Some((place, begin)) = openers().zip(opener_begin(folder)) else {
        return;
    };
    for entry in fs::read_dir(&place).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&begin) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Asks the start on this port for a new link.
fn ask(port: u16, control: &Secret) -> io::Result<Option<Secret>> {
    let host = format!("127.0.0.1:{port}");
    let challenge = Challenge::new(host.as_str()).map_err(io::Error::other)?;
    let header = challenge.header(control);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "POST /link HTTP/1.1\r\nHost: {host}\r\nAuthorization: {header}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.take(LONGEST).read_to_string(&mut answer)?;
    Ok(answer
        .strip_prefix("HTTP/1.1 200")
        .and_then(|answer| answer.split_once("\r\n\r\n"))
        .and_then(|(_, answer)| challenge.link(control, answer)))
}

/// Writes a file that its owner alone can read, in the place of an older one.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// Returns the file of the record for this folder.
fn place(folder: &Path) -> Option<PathBuf> {
    Some(own_folder()?.join(format!("serve-{}", name(folder)?)))
}

/// The file that opens a browser on this link.
fn opener(folder: &Path, token: &Secret) -> Option<PathBuf> {
    let file = format!("{}{}.html", opener_begin(folder)?, digest(token.reveal()));
    Some(openers()?.join(file))
}

fn opener_begin(folder: &Path) -> Option<String> {
    Some(format!("strong-trust-open-{}-", name(folder)?))
}

fn name(folder: &Path) -> Option<String> {
    let folder = fs::canonicalize(folder).ok()?;
    Some(digest(&format!("{}", folder.display())))
}

/// Where files for the browser stand.
///
/// A browser from a snap (Firefox of Ubuntu) is shown nothing but what is not hidden in the home folder: neither `/tmp`
/// nor the folders that are meant for this. Where there are snaps, the file stands there for the moment that it is
/// needed. One from a flatpak is handed the file by its system.
fn openers() -> Option<PathBuf> {
    let home = env::home_dir().filter(|home| home.is_absolute());
    match home {
        Some(home) if cfg!(target_os = "linux") && home.join("snap").is_dir() => Some(home),
        Some(_) | None => own_folder(),
    }
}

/// A folder that is this person's own.
fn own_folder() -> Option<PathBuf> {
    let own = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let cache = || {
        let cache = if cfg!(target_os = "macos") {
            "Library/Caches"
        } else {
            ".cache"
        };
        env::home_dir()
            .filter(|home| !home.as_os_str().is_empty())
            .map(|home| home.join(cache))
    };
    let folder = own("XDG_RUNTIME_DIR")
        .or_else(|| own("LOCALAPPDATA"))
        .or_else(cache)?
        .join("strong-trust");
    make_own(&folder).ok()?;
    Some(folder)
}

/// Makes a folder that only its owner may look into. One that others may write in is not used: they could put a record there.
#[cfg(unix)]
fn make_own(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, MetadataExt};
    if let Some(around) = folder.parent() {
        fs::create_dir_all(around)?;
    }
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let facts = fs::symlink_metadata(folder)?;
    if !facts.is_dir() || facts.mode() & 0o022 != 0 {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    // What is made there belongs to whoever runs the program; so has the folder to.
    let probe = tempfile::NamedTempFile::new_in(folder)?;
    if probe.as_file().metadata()?.uid() != facts.uid() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_own(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
