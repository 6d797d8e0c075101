//! Small files that were made to keep a computer busy. What they are refused for is counted, not timed.

use super::*;

const SPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The workbook with other texts for some of its parts, and with further parts.
fn changed(texts: &[(&str, &str)]) -> Vec<u8> {
    let own = PARTS.iter().map(|(name, bytes)| {
        let text = texts.iter().find(|(other, _)| other == name);
        (
            name.as_str(),
            text.map_or(bytes.as_slice(), |(_, text)| text.as_bytes()),
        )
    });
    let more = texts
        .iter()
        .filter(|(name, _)| PARTS.iter().all(|(own, _)| own != name))
        .map(|(name, text)| (*name, text.as_bytes()));
    // Not packed, so that none of them is refused for being dense.
    packed(
        &own.chain(more).collect::<Vec<_>>(),
        CompressionMethod::Stored,
    )
}

/// A book of so many sheets, each with the name of its part.
fn book(sheets: usize, part: impl Fn(usize) -> String) -> [(&'static str, String); 2] {
    let sheet = |number: usize| {
        format!("<sheet name=\"s{number}\" sheetId=\"{number}\" r:id=\"s{number}\"/>")
    };
    let relation = |number: usize| {
        format!(
            "<Relationship Id=\"s{number}\" Type=\"x/worksheet\" Target=\"{}\"/>",
            part(number)
        )
    };
    let all = |one: &dyn Fn(usize) -> String| (1..=sheets).map(one).collect::<String>();
    [
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{SPACE}\" xmlns:r=\"r\"><sheets>{}</sheets></workbook>",
                all(&sheet)
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships>{}</Relationships>", all(&relation)),
        ),
    ]
}

/// Elements inside each other, each of which declares name spaces of its own.
fn nested_spaces(depth: usize, each: usize) -> String {
    let open: String = (0..depth)
        .map(|level| {
            let spaces = (0..each).fold(String::new(), |text, number| {
                text + &format!(" xmlns:n{level}-{number}=\"u\"")
            });
            ["<x", &spaces, ">"].concat()
        })
        .collect();
    format!(
        "<worksheet xmlns=\"{SPACE}\"><sheetData/>{open}{}{}</worksheet>",
        "<y/>".repeat(1_000),
        "</x>".repeat(depth)
    )
}

/// What is said of a file that is refused, and what work it made until then.
#[track_caller]
fn refused(bytes: &[u8]) -> (String, Work) {
    let (read, work) = counted(bytes);
    (read.unwrap_err().to_string(), work)
}

fn inflated(bytes: &[u8]) -> usize {
    parts(bytes).iter().map(|(_, bytes)| bytes.len()).sum()
}

#[test]
fn a_part_is_read_once_however_many_sheets_name_it() {
    let one = nested_spaces(20, 10);
    for sheets in [2, 90] {
        let [book, relations] = book(sheets, |_| "worksheets/sheet1.xml".into());
        let bytes = changed(&[
            (book.0, &book.1),
            (relations.0, &relations.1),
            ("xl/worksheets/sheet1.xml", &one),
        ]);
        let (said, work) = refused(&bytes);
        assert!(
            said.starts_with("it is damaged (in its part xl/worksheets/sheet1.xml)"),
            "{said}"
        );
        assert!(work.bytes < inflated(&bytes));
    }
    // The same where one part is to be two other things.
    let [book, relations] = book(1, |_| "styles.xml".into());
    let styles = "<Relationship Id=\"y\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    let relations = (relations.0, relations.1.replace("</Relationships>", styles));
    let (said, _) = refused(&changed(&[(book.0, &book.1), (relations.0, &relations.1)]));
    assert!(
        said.starts_with("it is damaged (in its part xl/styles.xml)"),
        "{said}"
    );
}

#[test]
fn more_sheets_than_a_form_has_are_refused_before_one_is_read() {
    let [book, relations] = book(280, |_| "worksheets/sheet1.xml".into());
    let large = nested_spaces(60, 60);
    let bytes = changed(&[
        (book.0, &book.1),
        (relations.0, &relations.1),
        ("xl/worksheets/sheet1.xml", &large),
    ]);
    let (said, work) = refused(&bytes);
    assert!(said.contains("it has 280 sheets"), "{said}");
    assert!(work.bytes < inflated(&bytes) - large.len());
}

#[test]
fn name_spaces_inside_each_other_are_refused_by_what_they_cost_together() {
    // One alone is read; so many of them together are not.
    let one = nested_spaces(40, 10);
    let (read, alone) = counted(&changed(&[("xl/worksheets/sheet1.xml", &one)]));
    assert!(read.is_ok() && alone.steps < 1_000_000, "{alone:?}");
    let [book, relations] = book(99, |number| format!("worksheets/s{number}.xml"));
    let names: Vec<String> = (1..=99)
        .map(|number| format!("xl/worksheets/s{number}.xml"))
        .collect();
    let mut texts = vec![
        (book.0, book.1.as_str()),
        (relations.0, relations.1.as_str()),
    ];
    texts.extend(names.iter().map(|name| (name.as_str(), one.as_str())));
    let (said, work) = refused(&changed(&texts));
    assert!(
        said.contains("name spaces") && work.spaces < 5_000,
        "{said} {work:?}"
    );
    // Few declarations, and very many names to look up among them.
    let many = format!(
        "<worksheet xmlns=\"{SPACE}\"{}>{}</worksheet>",
        (0..250).fold(String::new(), |text, number| text
            + &format!(" xmlns:n{number}=\"u\"")),
        "<n249:y/>".repeat(290_000)
    );
    let (said, work) = refused(&changed(&[("xl/worksheets/sheet1.xml", &many)]));
    assert!(
        said.contains("names to look up") && work.steps < 41_000_000,
        "{said} {work:?}"
    );
}

#[test]
fn a_million_attributes_are_refused_on_one_element_and_on_many() {
    let attributes = (0..1_000_000).fold(String::new(), |text, number| {
        text + &format!(" a{number}=\"\"")
    });
    let one = format!("<worksheet xmlns=\"{SPACE}\"{attributes}/>");
    let (said, _) = refused(&changed(&[("xl/worksheets/sheet1.xml", &one)]));
    assert!(said.contains("details of"), "{said}");
    let some = (0..200).fold(String::new(), |text, number| {
        text + &format!(" a{number}=\"\"")
    });
    let many = format!(
        "<worksheet>{}</worksheet>",
        format!("<c{some}/>").repeat(5_000)
    );
    let (said, work) = refused(&changed(&[("xl/worksheets/sheet1.xml", &many)]));
    assert!(
        said.contains("details of cells") && work.steps < 10_000,
        "{said} {work:?}"
    );
}

#[test]
fn words_that_stand_for_more_words_are_refused_with_their_document_type() {
    let mut entities = "<!ENTITY e0 \"word \">".to_owned();
    for level in 1..12 {
        let before = format!("&e{};", level - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY e{level} \"{before}\">"));
    }
    let text = format!("<!DOCTYPE sst [{entities}]><sst><si><t>&e11;</t></si></sst>");
    let (said, _) = refused(&changed(&[("xl/sharedStrings.xml", &text)]));
    assert!(
        said.starts_with("it is damaged (in its part xl/sharedStrings.xml)"),
        "{said}"
    );
}

#[test]
fn what_a_part_says_of_its_own_size_is_not_believed() {
    let sheet = format!(
        "<worksheet xmlns=\"{SPACE}\"><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\" spans=\"1:16384\"><c r=\"A1048576\"><v>7</v></c></row></sheetData><mergeCells count=\"4294967295\"/></worksheet>"
    );
    let strings =
        format!("<sst xmlns=\"{SPACE}\" count=\"4294967295\" uniqueCount=\"4294967295\"/>");
    let bytes = changed(&[
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/worksheets/sheet2.xml", &sheet),
        ("xl/sharedStrings.xml", &strings),
    ]);
    let workbook = read(&bytes).unwrap();
    assert_eq!(workbook.sheets[0].cells.len(), 1);
}

#[test]
fn a_million_rows_or_cells_or_merged_ranges_are_refused() {
    let rows = |one: &str, count: usize| {
        let sheet = format!(
            "<worksheet><sheetData>{}</sheetData></worksheet>",
            one.repeat(count)
        );
        refused(&changed(&[("xl/worksheets/sheet1.xml", &sheet)]))
    };
    for (one, count) in [
        ("<row/>", 1 << 20),
        ("<row r=\"1\"/>", 1 << 20),
        ("<row><c><v>1</v></c></row>", 1 << 18),
        ("<row><c t=\"b\"/></row>", 1 << 18),
    ] {
        let (said, work) = rows(one, count);
        assert!(said.contains("it has over 600,000"), "{one}: {said}");
        assert!(work.steps < 10_000, "{one}: {work:?}");
    }
    let (said, _) = rows(
        "<row r=\"1\"><c t=\"b\"/><c t=\"b\"/><c t=\"b\"/></row>",
        70_000,
    );
    assert!(said.contains("200000 filled cells"), "{said}");
    let merges = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(30_000);
    let sheet = format!("<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>");
    let (said, _) = refused(&changed(&[("xl/worksheets/sheet1.xml", &sheet)]));
    assert!(said.contains("20000 ranges of merged cells"), "{said}");
}

#[test]
fn marks_that_are_words_reserve_no_memory() {
    // The parser makes room for as many elements as there are marks in the text, also in a comment.
    let text = format!("<worksheet><!--{}--></worksheet>", "<".repeat(7_000_000));
    let (said, work) = refused(&changed(&[("xl/worksheets/sheet1.xml", &text)]));
    assert!(
        said.contains("it has over 600,000") && work.steps < 10_000,
        "{said} {work:?}"
    );
}
