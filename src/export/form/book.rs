//! A workbook as plain cells: what each says, whether a formula made it, and which cells were merged.
//!
//! This is a reader of our own, small and without surprises: a file from outside must not be able to
//! reserve memory by a number that it names, or to end the program.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use roxmltree::Node;

use crate::export::form::Unreadable;
use crate::export::form::identity::MARK;
use crate::export::form::package::Package;
use crate::export::form::xml::{attribute, below, damaged, part, unescaped, words};

/// The most cells with something in them, over all sheets.
const MOST_CELLS: usize = 500_000;
/// The most sheets.
const MOST_SHEETS: usize = 300;
/// The longest text that a cell holds, in UTF-16 units.
const LONGEST: usize = 32_767;
/// The last row and column of a sheet, counted from 0.
const LAST: (u32, u32) = (1_048_575, 16_383);

/// A workbook.
#[derive(Debug)]
pub struct Book {
    /// Its sheets, in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// Days are counted from 1904, as old Macs did.
    pub from_1904: bool,
    /// Its properties say that it was a form.
    pub marked: bool,
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

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Cells with something in them, by row and column, counted from 0.
    pub cells: BTreeMap<(u32, u32), Cell>,
    /// Ranges of merged cells: first and last row and column.
    pub merges: Vec<[(u32, u32); 2]>,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its value, or the one that its formula had when it was saved.
    pub value: Value,
    /// Whether it is the result of a formula.
    pub formula: bool,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(Arc<str>),
    /// A number, or a day.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A mistake in a formula, or a picture in a cell.
    Error(String),
}

impl Book {
    /// Reads a workbook.
    ///
    /// # Errors
    /// When it is no workbook, damaged, or over a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut package = Package::open(bytes)?;
        let main = main_part(&mut package)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let related = relations(&mut package, &main)?;
        let strings = match related.values().find(|(kind, _)| kind == "sharedStrings") {
            Some((_, target)) => part(&mut package, &resolved(&folder, target), |xml| shared_strings(xml.root_element(), target))?,
            None => None,
        };
        let strings = strings.unwrap_or_default();
        let listed = part(&mut package, &main, |xml| Ok(listed(xml.root_element())))?.ok_or_else(|| damaged(&main))?;
        let names: Vec<String> = package.names().map(str::to_owned).collect();
        let any = |found: &dyn Fn(&str) -> bool| names.iter().any(|name| found(name));
        let mut book = Self {
            sheets: Vec::new(),
            from_1904: listed.from_1904,
            marked: package.text("docProps/custom.xml")?.is_some_and(|text| text.contains(MARK)),
            beside: Beside {
                pictures: any(&|name| name.contains("/media/") || name.contains("/drawings/drawing")),
                comments: any(&|name| name.contains("/comments") || name.contains("/threadedcomments")),
                macros: any(&|name| name.ends_with("vbaproject.bin")),
            },
        };
        if listed.sheets.len() > MOST_SHEETS {
            return Err(Unreadable::TooMuch { what: format!("has {} sheets", listed.sheets.len()) });
        }
        let mut left = MOST_CELLS;
        for (name, id) in listed.sheets {
            let Some((kind, target)) = related.get(&id) else { return Err(damaged(&main)) };
            // A chart or a dialogue on a sheet of its own has no cells.
            if kind != "worksheet" {
                continue;
            }
            let target = resolved(&folder, target);
            let read = |xml: &roxmltree::Document<'_>| sheet(name, xml.root_element(), &strings, &target, &mut left);
            book.sheets.push(part(&mut package, &target, read)?.ok_or_else(|| damaged(&target))?);
        }
        Ok(book)
    }
}

/// The name of the part that is the workbook.
fn main_part(package: &mut Package<'_>) -> Result<String, Unreadable> {
    let related = relations(package, "")?;
    let found = related.into_values().find(|(kind, _)| kind == "officeDocument");
    found.map(|(_, target)| resolved("", &target)).filter(|name| package.has(name)).ok_or_else(|| damaged("_rels/.rels"))
}

/// What a part is related to: by id, the last word of the kind of relation and the target.
fn relations(package: &mut Package<'_>, name: &str) -> Result<HashMap<String, (String, String)>, Unreadable> {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let path = format!("{folder}{slash}_rels/{file}.rels");
    let read = part(package, &path, |xml| {
        let relation = |node: Node<'_, '_>| {
            let kind = attribute(node, "Type")?.rsplit('/').next()?.to_owned();
            Some((attribute(node, "Id")?.to_owned(), (kind, attribute(node, "Target")?.to_owned())))
        };
        Ok(below(xml.root_element(), "Relationship").filter_map(relation).collect())
    })?;
    read.ok_or_else(|| damaged(&path))
}

/// A target as the name of a part.
fn resolved(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{}", target.strip_prefix("./").unwrap_or(target)),
    }
}

/// What the main part lists.
struct Listed {
    from_1904: bool,
    /// Names of sheets, with the ids of their relations.
    sheets: Vec<(String, String)>,
}

fn listed(root: Node<'_, '_>) -> Listed {
    let from_1904 = below(root, "workbookPr").any(|node| matches!(attribute(node, "date1904"), Some("1" | "true")));
    let sheet = |node: Node<'_, '_>| {
        // The id of the relation stands in a name space; the sheet's own number is called sheetId.
        Some((attribute(node, "name")?.to_owned(), attribute(node, "id")?.to_owned()))
    };
    let sheets = below(root, "sheets").flat_map(|node| below(node, "sheet").collect::<Vec<_>>()).filter_map(sheet).collect();
    Listed { from_1904, sheets }
}

fn shared_strings(root: Node<'_, '_>, name: &str) -> Result<Vec<Arc<str>>, Unreadable> {
    below(root, "si").map(|node| rich_text(node, name)).collect()
}

/// The words of a shared or inline string, whatever their formats; without the reading aids of East Asian scripts.
fn rich_text(node: Node<'_, '_>, name: &str) -> Result<Arc<str>, Unreadable> {
    let mut text = String::new();
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "t" => text.push_str(&words(child)),
            "r" => below(child, "t").for_each(|run| text.push_str(&words(run))),
            _ => {}
        }
    }
    cell_text(&text, name)
}

fn cell_text(text: &str, name: &str) -> Result<Arc<str>, Unreadable> {
    let text = unescaped(text);
    if text.len() > LONGEST && text.encode_utf16().count() > LONGEST { Err(damaged(name)) } else { Ok(text.into()) }
}

fn sheet(name: String, root: Node<'_, '_>, strings: &[Arc<str>], source: &str, left: &mut usize) -> Result<Sheet, Unreadable> {
    let mut cells = BTreeMap::new();
    let mut next_row = 0;
    for row in below(root, "sheetData").flat_map(|data| below(data, "row").collect::<Vec<_>>()) {
        let at = match attribute(row, "r") {
            Some(number) => number.parse::<u32>().ok().and_then(|number| number.checked_sub(1)).ok_or_else(|| damaged(source))?,
            None => next_row,
        };
        next_row = at.saturating_add(1);
        let mut next_column = 0;
        for node in below(row, "c") {
            let place = match attribute(node, "r") {
                Some(place) => position(place).ok_or_else(|| damaged(source))?,
                None => (at, next_column),
            };
            if place.0 > LAST.0 || place.1 > LAST.1 {
                return Err(damaged(source));
            }
            next_column = place.1 + 1;
            let Some(cell) = cell(node, strings, source)? else { continue };
            *left = left.checked_sub(1).ok_or_else(|| Unreadable::TooMuch { what: format!("has over {MOST_CELLS} filled cells") })?;
            cells.insert(place, cell);
        }
    }
    let merges: Vec<_> = below(root, "mergeCells")
        .flat_map(|merges| below(merges, "mergeCell").collect::<Vec<_>>())
        .filter_map(|merge| {
            let (first, last) = attribute(merge, "ref")?.split_once(':')?;
            Some([position(first)?, position(last)?])
        })
        .collect();
    Ok(Sheet { name, cells, merges })
}

/// A cell, if there is anything in it.
fn cell(node: Node<'_, '_>, strings: &[Arc<str>], part: &str) -> Result<Option<Cell>, Unreadable> {
    let formula = below(node, "f").next().is_some();
    let raw = || below(node, "v").next().map(words).unwrap_or_default();
    let value = match attribute(node, "t").unwrap_or("n") {
        "s" => match raw().trim() {
            "" => None,
            number => Some(number.parse().ok().and_then(|place: usize| strings.get(place)).cloned().ok_or_else(|| damaged(part))?),
        }
        .map(Value::Text),
        "str" | "d" => Some(Value::Text(cell_text(&raw(), part)?)),
        "inlineStr" => below(node, "is").next().map(|text| rich_text(text, part)).transpose()?.map(Value::Text),
        "b" => Some(Value::Truth(matches!(raw().trim(), "1" | "true"))),
        "e" => Some(Value::Error(raw())),
        _ => match raw().trim() {
            "" => None,
            number => Some(
                number
                    .parse()
                    .ok()
                    .filter(|number: &f64| number.is_finite())
                    .map_or_else(|| cell_text(number, part).map(Value::Text), |number| Ok(Value::Number(number)))?,
            ),
        },
    };
    let value = value.filter(|value| !matches!(value, Value::Text(text) if text.trim().is_empty()));
    Ok(match value {
        Some(value) => Some(Cell { value, formula }),
        None => formula.then(|| Cell { value: Value::Text("".into()), formula }),
    })
}

/// Row and column of "B7", counted from 0.
fn position(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = text[..letters]
        .bytes()
        .try_fold(0_u32, |column, letter| column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1))?;
    let row: u32 = text[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The name of a cell: "B7".
pub fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("a rest of 26 is below 26")));
        match (rest / 26).checked_sub(1) {
            Some(left) => rest = left,
            None => break,
        }
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_people_see() {
        for (place, name) in [((0, 0), "A1"), ((6, 5), "F7"), ((99, 25), "Z100"), ((0, 26), "AA1"), (LAST, "XFD1048576")] {
            assert_eq!(cell_name(place), name);
            assert_eq!(position(name), Some(place));
        }
        for bad in ["", "A", "7", "A0", "A-1", "AAAAAAAAAAAA1", "A99999999999", "é1"] {
            assert_eq!(position(bad), None, "{bad}");
        }
    }
}
