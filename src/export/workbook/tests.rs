use std::io::Write;
use std::sync::LazyLock;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Written};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

/// A workbook with one cell of each kind.
fn written() -> Vec<u8> {
    let mut workbook = Written::new();
    let sheet = workbook.add_worksheet().set_name("One & <two>").unwrap();
    let day = Format::new().set_num_format("d mmm yyyy");
    sheet.write_string(0, 0, "=1+1 é\nline").unwrap();
    sheet.write_number(0, 1, 2.5).unwrap();
    sheet.write_datetime_with_format(0, 2, ExcelDateTime::from_ymd(2027, 3, 26).unwrap(), &day).unwrap();
    sheet.write_boolean(0, 3, true).unwrap();
    sheet.write_formula(0, 4, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_string(1_048_575, 16_383, "the last cell").unwrap();
    sheet.write_string(1, 0, "  ").unwrap();
    workbook.add_worksheet().set_name("Hidden").unwrap().set_very_hidden(true).write_string(0, 0, "x").unwrap();
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
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
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

#[test]
fn cells_are_read_with_their_kinds_and_a_far_corner_costs_nothing() {
    let workbook = read(&written()).unwrap();
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["One & <two>", "Hidden"]);
    let cells: Vec<&Value> = workbook.sheets[0].cells.values().collect();
    let text = |text: &str| Value::Text(text.into());
    let broken = Value::Broken("#DIV/0!".into());
    let expected =
        [text("=1+1 é\nline"), Value::Number(2.5), Value::Day(date(2027, 3, 26)), Value::Truth(true), broken, text("the last cell")];
    assert_eq!(cells, expected.iter().collect::<Vec<_>>());
    assert_eq!(workbook.sheets[0].cells.keys().last(), Some(&(1_048_575, 16_383)));
}

#[test]
fn what_is_no_workbook_says_what_it_is() {
    assert!(matches!(read(b""), Err(WorkbookError::NotAWorkbook)));
    assert!(matches!(read(b"id,for,what\n"), Err(WorkbookError::NotAWorkbook)));
    assert!(matches!(read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Err(WorkbookError::OldOrLocked)));
    assert!(matches!(read(&archive(&[("word/document.xml", b"<w/>")])), Err(WorkbookError::Broken(_))));
    let whole = written();
    assert!(matches!(read(&whole[..whole.len() / 2]), Err(WorkbookError::Broken(_))));
}

#[test]
fn bombs_are_refused_before_anything_reads_them() {
    let zeros = vec![b' '; 8 * 1024 * 1024];
    let said = |bytes: &[u8]| guard(bytes).unwrap_err().to_string();
    assert!(said(&archive(&[("xl/sharedStrings.xml", &zeros)])).contains("times its size"));
    // What is not packed at all only shows by its own size.
    let large = vec![b' '; 33 * 1024 * 1024];
    assert!(said(&packed(&[("one", &large), ("two", &large)], CompressionMethod::Stored)).contains("64 MB"));
    let marks = "<si/>".repeat(4_000_001);
    assert!(said(&packed(&[("xl/sharedStrings.xml", marks.as_bytes())], CompressionMethod::Stored)).contains("more cells"));
    let names: Vec<String> = (0..1_001).map(|number| format!("p{number}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(said(&archive(&many)).contains("1001 parts"));
}

#[test]
fn days_are_counted_as_excel_counts_them() {
    assert_eq!(day_of(46_107.0, false), Some(date(2026, 3, 26)));
    assert_eq!(day_of(46_107.75, false), Some(date(2026, 3, 26)));
    assert_eq!(day_of(1.0, false), Some(date(1900, 1, 1)));
    assert_eq!(day_of(61.0, false), Some(date(1900, 3, 1)));
    assert_eq!(day_of(0.0, true), Some(date(1904, 1, 1)));
    for none in [-1.0, f64::NAN, f64::INFINITY, 3_000_000.0, 1e300] {
        assert_eq!(day_of(none, false), None);
    }
}

#[test]
fn cells_have_the_names_that_excel_shows() {
    assert_eq!([cell_name(0, 0), cell_name(6, 5), cell_name(9, 26), cell_name(1_048_575, 16_383)], ["A1", "F7", "AA10", "XFD1048576"]);
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
        let all = PARTS.clone();
        let sheet = format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"{reference}\" t=\"{kind}\" s=\"{style}\"><v>{number}</v></c></row></sheetData></worksheet>");
        let all: Vec<(&str, &[u8])> = all
            .iter()
            .map(|(name, bytes)| (name.as_str(), if name == "xl/worksheets/sheet1.xml" { sheet.as_bytes() } else { bytes.as_slice() }))
            .collect();
        let _ = read(&archive(&all));
    }
}
