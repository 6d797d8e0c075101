//! Why a Word file could not be made.

use thiserror::Error;

/// Why a Word file could not be made.
#[derive(Debug, Error)]
pub enum WordError {
    /// The archive could not be written.
    #[error("the Word file's archive could not be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// A part could not be written.
    #[error("a part of the Word file could not be written: {0}")]
    Part(#[from] std::io::Error),
    /// A picture could not be drawn.
    #[error("a picture could not be drawn: {0}")]
    Drawing(String),
}
