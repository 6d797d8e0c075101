//! What the targets and the maker of seeds share: several files in one input, workbooks that are nearly right,
//! and small assessments to read them against.

pub mod book;
pub mod files;
pub mod world;
