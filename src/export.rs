//! Report → bytes: one file for each format. A format shows what it is given; it computes nothing and words nothing.

#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
