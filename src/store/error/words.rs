//! The parts of sentences that errors have in common.

use std::io;

use crate::store::ChangedAction;
use crate::text::list;

/// The actions that were changed, as the beginning of a sentence.
pub fn actions(changed: &[ChangedAction]) -> String {
    let ids: Vec<String> = changed
        .iter()
        .map(|changed| format!("\"{}\"", changed.id))
        .collect();
    if ids.len() == 1 {
        format!("the action {} was", ids[0])
    } else {
        format!("the actions {} were", list(&ids))
    }
}

/// What the operating system said, in words that help.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up".into(),
        io::ErrorKind::ReadOnlyFilesystem => "this drive is read-only".into(),
        io::ErrorKind::PermissionDenied => {
            "you may not write here, or it is read-only, or another program has it open".into()
        }
        io::ErrorKind::NotFound => "its folder is not there (any more)".into(),
        io::ErrorKind::NotADirectory => "a file is where a folder should be".into(),
        io::ErrorKind::IsADirectory => "a folder is where the file should be".into(),
        io::ErrorKind::InvalidFilename => "this is not a name that a file can have here".into(),
        io::ErrorKind::TimedOut
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable => "the shared drive does not answer".into(),
        _ => error.to_string(),
    }
}
