//! The folder of an assessment on disk: plain files, one writer for each.
//!
//! Reading takes every file as of one moment, and never writes. A save changes one
//! entry in a file's text, so that whatever a person added by hand survives, reads
//! the new text back with the parser that everybody uses, and only then has it put
//! in the place of the old one, whole, if that is still what it was. What changes
//! several files changes all of them or none (see `files`).

mod answers;
mod comment;
mod conflict;
#[cfg(test)]
mod crash;
mod create;
mod disk;
mod durable;
mod edit;
mod error;
mod export_place;
mod figures;
mod files;
mod folder;
mod layout;
mod lock;
mod merge;
mod moderation;
mod next;
mod plan;
mod register;
mod respondent;
mod revision;
mod row;
mod save;
mod session;
mod setup;
mod trace;
#[cfg(test)]
mod trial;
mod upgrade;

pub use create::NewAssessment;
pub use durable::{NewFile, Unfinished};
pub use error::{LoadError, StoreError};
pub use export_place::{NoExport, may_export};
pub use files::HalfWay;
pub use folder::{Folder, Loaded};
pub use merge::{Differing, Doubled};
pub use moderation::Agreeing;
pub use next::{NextCycle, Started, place_before};
pub use plan::{ChangedAction, PlanEdit};
pub use register::Entered;
pub use revision::Revision;
pub use save::Saved;
pub use session::Session;
pub use trace::{Mention, Named, Traces, Unread, Why};
pub use upgrade::Upgrade;
