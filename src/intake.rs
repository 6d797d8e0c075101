//! Files that go out to people and come back: the form, the tracker, and the reader of workbooks
//! that both come back through.

pub mod form;
pub mod tracker;
pub mod workbook;
