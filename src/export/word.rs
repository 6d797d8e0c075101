//! A report as a Word file: real headings, lists, captions and tables in named
//! styles, so that a governance professional can cut it, retitle it and paste
//! it into a paper of the trust's own.

mod body;
mod contents;
mod drawing;
mod error;
mod names;
mod parts;
mod story;
mod strip;
mod table;
mod xml;

pub use error::WordError;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::document::{Document, DocumentInfo};

/// The document as the bytes of a .docx file. The same document always gives the same bytes.
///
/// # Errors
///
/// If a picture cannot be drawn or the archive cannot be written.
pub fn render(document: &Document, info: &DocumentInfo<'_>) -> Result<Vec<u8>, WordError> {
    let body = body::write(document);
    let mut archive = Archive::new();
    archive.text("[Content_Types].xml", &parts::content_types(&body.media))?;
    archive.text("_rels/.rels", &parts::root_relations())?;
    archive.text("docProps/core.xml", &parts::core(&document.title, info))?;
    archive.text("docProps/app.xml", &parts::app())?;
    archive.text("word/document.xml", &body.xml)?;
    archive.text(
        "word/_rels/document.xml.rels",
        &parts::document_relations(&body.media),
    )?;
    archive.text("word/styles.xml", parts::STYLES)?;
    archive.text("word/settings.xml", parts::SETTINGS)?;
    archive.text("word/theme.xml", parts::THEME)?;
    archive.text("word/fontTable.xml", parts::FONTS)?;
    archive.text("word/numbering.xml", &parts::numbering(body.numbered))?;
    archive.text("word/footer.xml", &parts::footer(info))?;
    for (place, media) in body.media.iter().enumerate() {
        archive.image(
            &format!("word/{}", drawing::Media::image_name(place)),
            &media.image()?,
        )?;
        archive.text(
            &format!("word/{}", drawing::Media::drawing_name(place)),
            &media.picture.svg,
        )?;
    }
    archive.finish()
}

/// The archive that is being written. Its entries bear the first day that an archive knows, not today.
struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), WordError> {
        self.entry(name, text.as_bytes(), CompressionMethod::Deflated)
    }

    /// An image is compressed already.
    fn image(&mut self, name: &str, bytes: &[u8]) -> Result<(), WordError> {
        self.entry(name, bytes, CompressionMethod::Stored)
    }

    fn entry(
        &mut self,
        name: &str,
        bytes: &[u8],
        method: CompressionMethod,
    ) -> Result<(), WordError> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)?;
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, WordError> {
        Ok(self.0.finish()?.into_inner())
    }
}

#[cfg(test)]
pub(crate) mod tests;
