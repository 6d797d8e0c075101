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
mod export_place;
mod figures;
mod folder;
mod lock;
mod moderation;
mod next;
mod plan;
mod respondent;
mod row;
mod save;
mod session;
mod setup;
mod trace;
#[cfg(test)]
mod trial;
mod upgrade;

pub use create::NewAssessment;
pub use error::{LoadError, StoreError};
pub use export_place::{NoExport, may_export};
pub use folder::{Folder, Loaded};
pub use moderation::Agreeing;
pub use next::{NextCycle, Started, place_before};
pub use plan::{ChangedAction, PlanEdit};
pub use save::{Entered, Saved};
pub use session::Session;
pub use trace::{Mention, Named, Traces, Unread, Why};
pub use upgrade::Upgrade;
