//! What typst may see: one template, one file of data, the embedded fonts. No disk, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::export::pdf::fonts::Fonts;

const TEMPLATE: &str = include_str!("report.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(
        Library::builder()
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build(),
    )
});
static MAIN: LazyLock<FileId> = LazyLock::new(|| id("/report.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| id("/data.json"));

/// The world of one document.
pub struct Desk {
    template: Source,
    data: Bytes,
}

impl Desk {
    /// A desk with the template and these data, as JSON.
    pub fn new(data: Vec<u8>) -> Self {
        Self {
            template: Source::new(*MAIN, TEMPLATE.to_owned()),
            data: Bytes::new(data),
        }
    }
}

fn id(path: &str) -> FileId {
    FileId::new(RootedPath::new(
        VirtualRoot::Project,
        VirtualPath::new(path).expect("the path is written here and is valid"),
    ))
}

/// Whatever else is asked for is not there.
fn refused(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        Fonts::get().book()
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *MAIN {
            Ok(self.template.clone())
        } else {
            Err(refused(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            Ok(self.data.clone())
        } else {
            Err(refused(id))
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        Fonts::get().at(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use typst::syntax::package::PackageSpec;

    use super::*;

    #[test]
    fn nothing_but_the_template_and_the_data_can_be_read() {
        let desk = Desk::new(b"{}".to_vec());
        assert!(desk.source(desk.main()).is_ok());
        assert!(desk.file(id("/data.json")).is_ok());
        for path in [
            "/etc/passwd",
            "/Cargo.toml",
            "/data.json.bak",
            "/report.typ",
        ] {
            assert!(desk.file(id(path)).is_err(), "{path}");
        }
        assert!(desk.source(id("/other.typ")).is_err());
        let package: PackageSpec = "@preview/cetz:0.3.0".parse().unwrap();
        let inside = FileId::new(RootedPath::new(
            VirtualRoot::Package(package),
            VirtualPath::new("/data.json").unwrap(),
        ));
        assert!(desk.file(inside).is_err());
        assert!(desk.source(inside).is_err());
    }

    #[test]
    fn there_is_no_clock() {
        assert_eq!(Desk::new(Vec::new()).today(None), None);
    }

    #[test]
    fn the_template_asks_for_no_clock_and_no_other_file() {
        for word in [
            "datetime.today",
            "#import",
            "#include",
            "read(",
            "image(",
            "eval(",
            "plugin(",
        ] {
            assert!(!TEMPLATE.contains(word), "{word}");
        }
    }
}
