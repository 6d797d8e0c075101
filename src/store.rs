//! The folder of an assessment on disk: plain files, one writer for each.
//!
//! Reading takes every file as it stands. A save changes one file: it takes the
//! lock, reads the file fresh, changes one entry in its text so that whatever a
//! person added by hand survives, reads the new text back with the parser that
//! everybody uses, and only then puts it in the place of the old one, whole.

mod comment;
mod conflict;
mod create;
mod durable;
mod edit;
mod error;
mod folder;
mod lock;
mod next;
mod row;
mod save;
mod session;
mod upgrade;
#[cfg(test)]
mod trial;

pub use create::NewAssessment;
pub use error::{LoadError, StoreError};
pub use folder::{Folder, Loaded};
pub use next::{NextCycle, Started};
pub use save::Saved;
pub use session::Session;
pub use upgrade::Upgrade;
