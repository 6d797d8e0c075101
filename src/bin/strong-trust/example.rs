//! The example inside the program, for people who have no folder yet.

pub use strong_trust::assessment::northmoor;
