//! Report → bytes: one file for each format. An export says how a block looks, and nothing else.

pub mod csv;
pub mod excel;
pub mod json;
pub mod markdown;
pub mod terminal;
