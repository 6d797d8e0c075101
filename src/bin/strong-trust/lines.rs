//! Lines that answer questions: those of standard input, or of a text in a test.

use std::io::{self, BufRead, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::waiting::{self, Waiting};

/// The longest line that is read, in bytes. It is far above the longest text that a field takes.
pub const LONGEST: u64 = 64 * 1024;

/// Where lines come from.
pub trait Lines {
    /// The next line with its end, in bytes, and its number from 1. It is cut at [`LONGEST`], and empty at the end.
    ///
    /// # Errors
    /// When nothing can be read any further.
    fn line(&mut self) -> io::Result<(usize, Vec<u8>)>;

    /// Throws away what a person typed before the question stood on the screen, until nothing has come for as long as
    /// `quiet`. A file waits for nobody.
    fn discard(&mut self, quiet: Duration) -> Waiting;
}

/// The lines of standard input, numbered from the start of the program, whoever reads them.
pub struct StandardInput {
    /// Whether a person types them, and not a file or a pipe.
    pub person: bool,
}

static READ: AtomicUsize = AtomicUsize::new(0);

impl Lines for StandardInput {
    fn line(&mut self) -> io::Result<(usize, Vec<u8>)> {
        let bytes = one(&mut io::stdin().lock())?;
        Ok((READ.fetch_add(1, Ordering::Relaxed) + 1, bytes))
    }

    fn discard(&mut self, quiet: Duration) -> Waiting {
        if self.person {
            waiting::discard(quiet)
        } else {
            Waiting::Nothing
        }
    }
}

fn one(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut bytes)?;
    Ok(bytes)
}

/// Lines from a text, for tests.
#[cfg(test)]
pub struct Text<R> {
    input: R,
    read: usize,
}

#[cfg(test)]
impl<R: BufRead> Text<R> {
    pub fn new(input: R) -> Self {
        Self { input, read: 0 }
    }
}

#[cfg(test)]
impl<R: BufRead> Lines for Text<R> {
    fn line(&mut self) -> io::Result<(usize, Vec<u8>)> {
        let bytes = one(&mut self.input)?;
        self.read += 1;
        Ok((self.read, bytes))
    }

    fn discard(&mut self, _: Duration) -> Waiting {
        Waiting::Nothing
    }
}
