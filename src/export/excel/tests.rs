use super::*;
use crate::report::sample::everything;

#[test]
fn every_edition_is_written_and_read_back() {
    for edition in Edition::ALL {
        let report = everything().report(edition);
        let bytes = render(&report).expect("a workbook");
        check(&bytes, &report).unwrap_or_else(|error| panic!("{edition:?}: {error}"));
    }
}
