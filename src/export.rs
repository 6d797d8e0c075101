//! Report → bytes: one file for each format. A format shows what it is given; it computes nothing and words nothing.

pub mod picture;
pub mod word;
