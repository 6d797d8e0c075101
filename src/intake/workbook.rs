//! Reading a workbook that somebody sends: the form that was filled in, and the tracker that was edited.
//!
//! This is a reader of our own, small and without surprises: a file from outside must not be able to reserve memory
//! by a number that it names, or to end the program. `package` holds the limits of the archive before anything is
//! parsed, `work` those of all parts together, `part` finds the sheets, `sheet` turns one into plain cells with the words of
//! `string` and the formats of `style`.

mod cell;
mod day;
mod error;
mod name;
mod package;
mod part;
mod sheet;
mod string;
mod style;
#[cfg(test)]
mod tests;
mod work;
mod xml;

use crate::intake::workbook::package::Package;
use crate::intake::workbook::part::Main;
use crate::intake::workbook::sheet::Cells;
use crate::intake::workbook::string::shared_strings;
use crate::intake::workbook::style::Styles;
use crate::intake::workbook::work::Work;
use crate::intake::workbook::xml::{damaged, part};

pub use cell::{Cell, Value};
pub use day::day_of;
pub use error::Unreadable;
pub use name::cell_name;
pub use sheet::Sheet;

/// The most sheets.
const MOST_SHEETS: usize = 100;

/// A workbook as plain cells.
#[derive(Debug)]
pub struct Workbook {
    /// Its sheets, in the order of their tabs, hidden ones too.
    pub sheets: Vec<Sheet>,
    /// Days are counted from 1904, as old Macs did.
    pub from_1904: bool,
    /// The part with the properties that a program gave it, as it is written. Empty where there is none.
    pub properties: String,
    /// What is in it and is not read.
    pub beside: Beside,
}

/// What a workbook holds beside its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// Pictures or drawings.
    pub pictures: bool,
    /// Comments on cells.
    pub comments: bool,
    /// Macros.
    pub macros: bool,
}

/// Reads a workbook. Limits are held before anything in it is parsed.
///
/// # Errors
/// When it is no workbook, damaged, or over a limit.
pub fn read(bytes: &[u8]) -> Result<Workbook, Unreadable> {
    counted(bytes).0
}

/// Reads a workbook, and says what work it made.
fn counted(bytes: &[u8]) -> (Result<Workbook, Unreadable>, Work) {
    match Package::open(bytes) {
        Ok(mut package) => (of(&mut package), package.work),
        Err(error) => (Err(error), Work::default()),
    }
}

fn of(package: &mut Package<'_>) -> Result<Workbook, Unreadable> {
    let main = Main::find(package)?;
    let strings = match main.only("sharedStrings") {
        Some(name) => part(package, name, |xml| {
            shared_strings(xml.root_element(), name)
        })?
        .unwrap_or_default(),
        None => Vec::new(),
    };
    let styles = match main.only("styles") {
        Some(name) => {
            part(package, name, |xml| Ok(Styles::read(xml.root_element())))?.unwrap_or_default()
        }
        None => Styles::default(),
    };
    let listed = main.listed(package)?;
    if listed.sheets.len() > MOST_SHEETS {
        return Err(Unreadable::TooMuch {
            what: format!("has {} sheets", listed.sheets.len()),
        });
    }
    let mut cells = Cells::new(strings, styles, listed.from_1904);
    let mut sheets = Vec::new();
    for (name, id) in listed.sheets {
        let (kind, target) = main.by_id(&id).ok_or_else(|| damaged(&main.name))?;
        // A chart or a dialogue on a sheet of its own has no cells.
        if kind != "worksheet" {
            continue;
        }
        let sheet = part(package, target, |xml| {
            cells.sheet(name, xml.root_element(), target)
        })?;
        sheets.push(sheet.ok_or_else(|| damaged(target))?);
    }
    let properties = package.text("docProps/custom.xml")?.unwrap_or_default();
    let any = |found: &dyn Fn(&str) -> bool| package.names().any(found);
    let beside = Beside {
        pictures: any(&|name| name.contains("/media/") || name.contains("/drawings/drawing")),
        comments: any(&|name| name.contains("/comments") || name.contains("/threadedcomments")),
        macros: any(&|name| name.ends_with("vbaproject.bin")),
    };
    Ok(Workbook {
        sheets,
        from_1904: listed.from_1904,
        properties,
        beside,
    })
}
