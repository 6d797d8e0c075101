use std::io::{Cursor, Read as _, Write};
use std::sync::LazyLock;

use calamine::{Data, DataType as _, Xlsx};
use jiff::civil::date;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Written};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

mod hostile;

/// A workbook with one cell of each kind.
fn written() -> Vec<u8> {
    let mut workbook = Written::new();
    let sheet = workbook.add_worksheet().set_name("One & <two>").unwrap();
    let day = Format::new().set_num_format("d mmm yyyy");
    sheet.write_string(0, 0, "=1+1 é\nline").unwrap();
    sheet.write_number(0, 1, 2.5).unwrap();
    sheet
        .write_datetime_with_format(0, 2, ExcelDateTime::from_ymd(2027, 3, 26).unwrap(), &day)
        .unwrap();
    sheet.write_boolean(0, 3, true).unwrap();
    sheet
        .write_formula(
            0,
            4,
            rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!"),
        )
        .unwrap();
    sheet
        .write_string(1_048_575, 16_383, "the last cell")
        .unwrap();
    sheet.write_string(1, 0, "  ").unwrap();
    workbook
        .add_worksheet()
        .set_name("Hidden")
        .unwrap()
        .set_very_hidden(true)
        .write_string(0, 0, "x")
        .unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Its parts, unpacked once for all tests.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| parts(&written()));

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    packed(parts, CompressionMethod::Deflated)
}

fn packed(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(
                *name,
                SimpleFileOptions::default().compression_method(method),
            )
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The parts of a workbook.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).unwrap();
            let mut text = Vec::new();
            part.read_to_end(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The workbook with other bytes in the place of a part.
fn with(part: &str, bytes: &[u8], method: CompressionMethod) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = PARTS
        .iter()
        .map(|(name, own)| {
            (
                name.as_str(),
                if name == part { bytes } else { own.as_slice() },
            )
        })
        .collect();
    packed(&parts, method)
}

fn sheet(cells: &str) -> Vec<u8> {
    let text = format!(
        "<worksheet xmlns=\"x\"><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>"
    );
    with(
        "xl/worksheets/sheet1.xml",
        text.as_bytes(),
        CompressionMethod::Deflated,
    )
}

fn said(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

#[test]
fn cells_are_read_with_their_kinds_and_a_far_corner_costs_nothing() {
    let workbook = read(&written()).unwrap();
    let names: Vec<&str> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["One & <two>", "Hidden"]);
    let cells: Vec<&Cell> = workbook.sheets[0].cells.values().collect();
    let text = |text: &str| Cell::of(Value::Text(text.into()));
    let day = Cell {
        day: Some(date(2027, 3, 26)),
        ..Cell::of(Value::Number(46_472.0))
    };
    let broken = Cell {
        formula: true,
        ..Cell::of(Value::Error("#DIV/0!".into()))
    };
    let expected = [
        text("=1+1 é\nline"),
        Cell::of(Value::Number(2.5)),
        day,
        Cell::of(Value::Truth(true)),
        broken,
        text("the last cell"),
    ];
    assert_eq!(cells, expected.iter().collect::<Vec<_>>());
    assert_eq!(
        workbook.sheets[0].cells.keys().last(),
        Some(&(1_048_575, 16_383))
    );
}

#[test]
fn another_reader_finds_the_same_in_every_cell() {
    let bytes = written();
    let mut other: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes[..])).unwrap();
    for sheet in read(&bytes).unwrap().sheets {
        let mut cells = other.worksheet_cells_reader(&sheet.name).unwrap();
        let mut found = 0;
        while let Some(there) = cells.next_cell().unwrap() {
            let value = Data::from(there.get_value().clone());
            let Some(cell) = sheet.cells.get(&there.get_position()) else {
                assert!(value.to_string().trim().is_empty());
                continue;
            };
            found += 1;
            match (&cell.value, cell.day) {
                (Value::Number(number), Some(_)) => {
                    assert_eq!(value.get_datetime().map(|day| day.as_f64()), Some(*number));
                }
                (Value::Number(number), None) => assert_eq!(value.get_float(), Some(*number)),
                (Value::Truth(yes), _) => assert_eq!(value.get_bool(), Some(*yes)),
                (Value::Text(_) | Value::Error(_), _) => {
                    assert_eq!(value.to_string(), cell.words());
                }
            }
        }
        assert_eq!(found, sheet.cells.len());
    }
}

#[test]
fn a_day_is_told_from_a_number_however_a_program_stores_it() {
    let cells = "<c r=\"A1\" t=\"d\"><v>2027-03-26T00:00:00</v></c><c r=\"B1\" t=\"d\"><v>soon</v></c><c r=\"C1\" s=\"1\"><v>-4</v></c><c r=\"D1\" s=\"99\"><v>46472</v></c>";
    let book = read(&sheet(cells)).unwrap();
    let days: Vec<Option<jiff::civil::Date>> =
        book.sheets[0].cells.values().map(|cell| cell.day).collect();
    assert_eq!(days, [Some(date(2027, 3, 26)), None, None, None]);
}

#[test]
fn what_is_no_workbook_says_what_it_is() {
    assert!(said(b"").starts_with("it is empty"));
    assert!(said(b"id,for,what\n").starts_with("it is plain text"));
    assert!(said(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]).starts_with("it is in the old format of Excel"));
    assert!(said(&archive(&[("word/document.xml", b"<w/>")])).starts_with("it is a Word document"));
    let whole = written();
    assert!(said(&whole[..whole.len() / 2]).starts_with("it is damaged"));
}

#[test]
fn bombs_are_refused_before_anything_reads_them() {
    let zeros = vec![b' '; 9 * 1024 * 1024];
    assert!(
        said(&archive(&[("xl/sharedStrings.xml", &zeros)])).contains("it would unpack to 9 MB")
    );
    // What is not packed at all only shows by its own size.
    let large = vec![b' '; 33 * 1024 * 1024];
    assert!(
        said(&packed(
            &[("one", &large), ("two", &large)],
            CompressionMethod::Stored
        ))
        .contains("it has 69 MB")
    );
    let names: Vec<String> = (0..2_001).map(|number| format!("p{number}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(said(&archive(&many)).contains("2001 parts"));
    let marks = format!("<sst>{}</sst>", "<si/>".repeat(1_000_000));
    assert!(
        said(&with(
            "xl/sharedStrings.xml",
            marks.as_bytes(),
            CompressionMethod::Stored
        ))
        .contains("over 600,000 cells")
    );
}

#[test]
fn one_long_text_that_every_cell_shares_does_not_fill_the_memory_of_whoever_reads_on() {
    let text = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(3_000);
    let sheet = format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
    let parts: Vec<(&str, &[u8])> = PARTS
        .iter()
        .map(|(name, own)| match name.as_str() {
            "xl/sharedStrings.xml" => (name.as_str(), text.as_bytes()),
            "xl/worksheets/sheet1.xml" => (name.as_str(), sheet.as_bytes()),
            name => (name, own.as_slice()),
        })
        .collect();
    assert!(said(&archive(&parts)).contains("it says over 67 MB in its cells"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_with_any_byte_changed_is_read_or_refused(part in 0..20usize, at in 0..10_000usize, with in prop::collection::vec(any::<u8>(), 0..6)) {
        let mut all = PARTS.clone();
        let part = part % all.len();
        let bytes = &mut all[part].1;
        let at = at % bytes.len().max(1);
        let end = (at + with.len()).min(bytes.len());
        bytes.splice(at..end, with);
        let all: Vec<(&str, &[u8])> = all.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let _ = read(&archive(&all));
    }

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), as_archive in any::<bool>()) {
        let bytes = if as_archive { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn any_numbers_in_a_sheet_are_read_or_refused(number in "[-+0-9eE.]{0,12}|NaN|inf", reference in "[A-Z]{0,5}[0-9]{0,9}", kind in "[a-z]{0,3}", style in 0..9u8) {
        let sheet = format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"{reference}\" t=\"{kind}\" s=\"{style}\"><v>{number}</v></c></row></sheetData></worksheet>");
        let _ = read(&with("xl/worksheets/sheet1.xml", sheet.as_bytes(), CompressionMethod::Deflated));
    }
}
