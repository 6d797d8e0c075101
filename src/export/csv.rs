//! A report as CSV, for a spreadsheet or a program: tidy, one row for each thing, one fact a column.
//!
//! The text follows RFC 4180 with CRLF at the end of each row. It is UTF-8 without a byte order mark:
//! a program reads it as it is; Excel for Windows reads it right by Data → From Text/CSV, and may take
//! it for an older encoding when it is opened by double click (the `.xlsx` export has no such trap).
//!
//! A spreadsheet takes a cell that begins with `=` for a formula, whoever wrote it. So a text never
//! begins with `=`, `+`, `-`, `@`, a tab or a line end: an apostrophe is put before it. Numbers stand
//! in columns of numbers, without quotation marks and without an apostrophe, also when negative.
//! A cell without a fact is empty. Columns are the same in every edition; what an edition may not
//! show is empty, and so are its rows where a row is one person's answer or one action.

mod column;
mod table;

use crate::report::Report;
pub use table::What;

use column::Value;

/// The rows of a report as CSV, with a header.
pub fn render(report: &Report, what: What) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let write =
        "writing to memory fails only if rows differ in length, and a table makes them alike";
    writer.write_record(what.header()).expect(write);
    for row in what.rows(report) {
        writer
            .write_record(row.iter().map(Value::written))
            .expect(write);
    }
    let bytes = writer.into_inner().expect("memory can always be flushed");
    String::from_utf8(bytes).expect("CSV made of texts is a text")
}

#[cfg(test)]
pub(crate) mod tests;
