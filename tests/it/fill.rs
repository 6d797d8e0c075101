//! Filling in a form as a spreadsheet would, cell by cell, in its XML. Shared with the tests inside the library.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is put into a cell.
#[derive(Debug, Clone)]
pub enum Put<'a> {
    /// Words.
    Text(&'a str),
    /// A number, or a day as spreadsheets count days.
    Number(f64),
    /// A formula, with the words that came of it.
    Formula(&'a str, &'a str),
    /// A mistake.
    Error(&'a str),
    /// Nothing.
    Nothing,
}

/// Puts something into boxes, each named by the hidden name of its row and the letter of its column.
#[track_caller]
pub fn fill(form: &[u8], boxes: &[(&str, char, Put<'_>)]) -> Vec<u8> {
    boxes
        .iter()
        .fold(form.to_vec(), |form, (name, column, put)| {
            let (part, row) = find(&form, name);
            with_cell(&form, &part, &format!("{column}{row}"), put)
        })
}

/// The part and the row (from 1) of a hidden name.
#[track_caller]
pub fn find(form: &[u8], name: &str) -> (String, usize) {
    let strings = part(form, "xl/sharedStrings.xml");
    let number = strings.split("<si>").skip(1).position(|string| {
        string == format!("<t>{name}</t></si>")
            || string.starts_with(&format!("<t>{name}</t></si>"))
    });
    let number = number.unwrap_or_else(|| panic!("no cell of the form says {name:?}"));
    for place in 1.. {
        let name = format!("xl/worksheets/sheet{place}.xml");
        let text = part(form, &name);
        assert!(!text.is_empty(), "no sheet has the row");
        let value = format!(" t=\"s\"><v>{number}</v></c>");
        let found = text.match_indices(&value).find_map(|(at, _)| {
            let cell = &text[text[..at].rfind("<c r=\"")?..at];
            cell.strip_prefix("<c r=\"A")?
                .split('"')
                .next()?
                .parse()
                .ok()
        });
        if let Some(row) = found {
            return (name, row);
        }
    }
    unreachable!("the loop ends with the sheets")
}

/// Puts something into a cell, whether or not there is one.
pub fn with_cell(form: &[u8], part: &str, cell: &str, put: &Put<'_>) -> Vec<u8> {
    rewritten(form, |name, text| {
        (name == part).then(|| in_sheet(text, cell, put))
    })
}

fn in_sheet(text: &str, cell: &str, put: &Put<'_>) -> String {
    let begin = text
        .find(&format!("<c r=\"{cell}\""))
        .unwrap_or_else(|| panic!("the sheet has no cell {cell}"));
    let tag = &text[begin..=begin + text[begin..].find('>').unwrap()];
    let end = if tag.ends_with("/>") {
        begin + tag.len()
    } else {
        begin + text[begin..].find("</c>").unwrap() + 4
    };
    let style = tag
        .split(" s=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .map_or_else(String::new, |style| format!(" s=\"{style}\""));
    let new = match put {
        Put::Text(words) => format!(
            "<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(words)
        ),
        Put::Number(number) => format!("<c r=\"{cell}\"{style}><v>{number}</v></c>"),
        Put::Formula(formula, words) => {
            format!(
                "<c r=\"{cell}\"{style} t=\"str\"><f>{}</f><v>{}</v></c>",
                escaped(formula),
                escaped(words)
            )
        }
        Put::Error(error) => format!("<c r=\"{cell}\"{style} t=\"e\"><v>{error}</v></c>"),
        Put::Nothing => format!("<c r=\"{cell}\"{style}/>"),
    };
    format!("{}{new}{}", &text[..begin], &text[end..])
}

/// Words as XML has them, and as workbooks write what XML has not.
fn escaped(words: &str) -> String {
    words.chars().fold(String::new(), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push_str(&format!("_x{:04X}_", u32::from(c))),
            c => out.push(c),
        }
        out
    })
}

/// The text of a part; empty when there is none.
pub fn part(form: &[u8], name: &str) -> String {
    let mut text = String::new();
    if let Ok(mut part) = ZipArchive::new(Cursor::new(form)).unwrap().by_name(name) {
        part.read_to_string(&mut text).unwrap();
    }
    text
}

/// The workbook with the parts changed that `change` gives a new text for.
pub fn rewritten(form: &[u8], change: impl Fn(&str, &str) -> Option<String>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(form)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        out.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        out.write_all(change(&name, &text).unwrap_or(text).as_bytes())
            .unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The workbook with one more part.
pub fn with_part(form: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = ZipWriter::new_append(Cursor::new(form.to_vec())).unwrap();
    out.start_file(name, SimpleFileOptions::default()).unwrap();
    out.write_all(bytes).unwrap();
    out.finish().unwrap().into_inner()
}
