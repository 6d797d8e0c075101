//! Everything in a folder that tells of one respondent.
//!
//! Their answers and copies of them are known by what they say, not by their names: `head-2.toml` is the second head's,
//! and no copy of `head.toml`; `backup/old.bak` may be one. A half-written file is known too, because its head comes
//! first. What cannot be looked through is told of, with the reason. Nothing outside the folder is ever looked at.

mod content;
mod finding;
mod walk;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

pub use self::finding::{Mention, Named, Traces, Unread, Why};

pub(super) use self::finding::NAMING;

use self::content::{is_document, is_packed, is_unfinished, text_of, whose};
use self::walk::{Seen, walk};
use self::words::{Wanted, add_wrote, mention_in};
use crate::rubric::RespondentId;
use crate::source::{ReadError, read_bytes_inside};
use crate::store::layout::{AGREED, INDICATORS, PLAN, RESPONSES, RUBRIC, SETUP, STANDARDS};
use crate::store::save::response_name;
use crate::store::{Folder, StoreError};

/// The files beside the folders.
const SINGLE: [&str; 5] = [SETUP, STANDARDS, AGREED, INDICATORS, PLAN];

/// So many bytes are looked through in all (1 GiB).
const MOST_BYTES: usize = 1024 * 1024 * 1024;

impl Folder {
    /// Everything in the folder that tells of this respondent. Files that are not valid are looked through as far as they can be.
    ///
    /// # Errors
    /// When the folder cannot be looked into.
    pub fn traces(&self, respondent: &RespondentId) -> Result<Traces, StoreError> {
        let found = walk(self.path(), "")?;
        let mut search = Search {
            folder: self,
            respondent,
            own: response_name(respondent),
            traces: Traces {
                unread: found.unread,
                ..Traces::default()
            },
            wrote: Vec::new(),
            others: Vec::new(),
            left: MOST_BYTES,
        };
        for seen in found.files {
            search.sort(seen);
        }
        for name in std::mem::take(&mut search.others) {
            search.look_through(&name);
        }
        let mut traces = search.traces;
        traces.mentions.sort();
        traces.mentions.dedup();
        traces.unread.sort();
        Ok(traces)
    }

    /// The ids of all who have answers here, sorted, also where the assessment is not valid.
    ///
    /// # Errors
    /// When a folder cannot be looked into.
    pub fn respondents(&self) -> Result<Vec<String>, StoreError> {
        let mut ids: Vec<String> = walk(self.path(), RESPONSES)?
            .files
            .iter()
            .filter_map(|seen| {
                let bytes = read_bytes_inside(self.path(), &seen.name).ok()?;
                whose(&seen.name, &text_of(&bytes))
            })
            .collect();
        ids.sort();
        ids.dedup();
        Ok(ids)
    }

    /// When each respondent's file was last written, as the file system has it: a copying or syncing program may
    /// have put a later time there. Files whose time cannot be known are left out.
    ///
    /// # Errors
    /// When the folder of responses cannot be looked into.
    pub fn last_saved(&self) -> Result<BTreeMap<RespondentId, SystemTime>, StoreError> {
        let mut saved = BTreeMap::new();
        for file in self.response_files()? {
            let id = file
                .to_string_lossy()
                .strip_suffix(".toml")
                .and_then(|stem| RespondentId::new(stem).ok());
            let time = fs::symlink_metadata(self.path().join(RESPONSES).join(&file))
                .and_then(|facts| facts.modified());
            if let (Some(id), Ok(time)) = (id, time) {
                saved.insert(id, time);
            }
        }
        Ok(saved)
    }
}

/// A search for what tells of one respondent.
struct Search<'f> {
    folder: &'f Folder,
    respondent: &'f RespondentId,
    /// The file of their answers, if it is there.
    own: String,
    traces: Traces,
    /// What they wrote.
    wrote: Vec<String>,
    /// Files that are not theirs, to be searched for their words.
    others: Vec<String>,
    /// How many bytes may still be read.
    left: usize,
}

impl Search<'_> {
    /// Looks whose a file is.
    fn sort(&mut self, seen: Seen) {
        let Seen { name, apart } = seen;
        let Some(bytes) = self.bytes(&name) else {
            return;
        };
        if is_packed(&bytes) {
            self.traces.documents.push(name);
            return;
        }
        let text = text_of(&bytes);
        match whose(&name, &text) {
            Some(id) if id == self.respondent.as_str() && apart => {
                self.leave(name, Why::OtherAssessment);
            }
            Some(id) if id == self.respondent.as_str() => {
                add_wrote(&text, &mut self.wrote);
                if name == self.own {
                    self.traces.response = Some(name);
                } else {
                    self.traces.copies.push(name);
                }
            }
            Some(id) => {
                let place = if name == self.own {
                    Some("its name")
                } else if id.to_lowercase() == self.respondent.as_str().to_lowercase() {
                    Some("`respondent`, in other letters")
                } else {
                    None
                };
                let mention = place.map(|place| mention_in(&name, place, false));
                self.traces.mentions.extend(mention);
                self.others.push(name);
            }
            // It says nobody's name any more, and has theirs.
            None if name == self.own => self.traces.copies.push(name),
            None => {
                if is_document(&name) {
                    self.traces.documents.push(name.clone());
                }
                self.others.push(name);
            }
        }
    }

    /// Looks where a file names them or repeats their words.
    fn look_through(&mut self, name: &str) {
        let Some(bytes) = self.bytes(name) else {
            return;
        };
        let text = text_of(&bytes);
        let wanted = Wanted {
            respondent: self.respondent,
            wrote: &self.wrote,
        };
        let names = wanted.named_in(&text);
        if is_unfinished(name) && (names || wanted.repeated_in(&text)) {
            self.traces.copies.push(name.to_owned());
            return;
        }
        // The words of a rubric are nobody's, and posts are called there by the same names as people.
        let is_rubric = name.split('/').any(|part| part == RUBRIC);
        if let Some(found) = wanted.in_toml(name, &text) {
            self.traces.named.extend(found.named);
            let mentions = found
                .mentions
                .into_iter()
                .filter(|mention| mention.repeats || !is_rubric);
            self.traces.mentions.extend(mentions);
            return;
        }
        let is_own = SINGLE.contains(&name) || name.starts_with(&format!("{RESPONSES}/"));
        if wanted.repeated_in(&text) {
            let mention = mention_in(name, "somewhere in it", true);
            self.traces.mentions.push(mention);
        } else if names && !is_rubric && !is_document(name) {
            let mention = mention_in(name, "somewhere in it", false);
            self.traces.mentions.push(mention);
        }
        if is_own && name.to_lowercase().ends_with(".toml") {
            self.leave(name.to_owned(), Why::Invalid);
        }
    }

    /// The bytes of a file; why not, where they cannot be had.
    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        match read_bytes_inside(self.folder.path(), name) {
            Ok(bytes) if bytes.len() > self.left => {
                self.leave(name.to_owned(), Why::TooMany);
                None
            }
            Ok(bytes) => {
                self.left -= bytes.len();
                Some(bytes)
            }
            // Other people's programs come and go.
            Err(ReadError::Missing { .. }) => None,
            Err(error) => {
                self.leave(name.to_owned(), Why::of(&error));
                None
            }
        }
    }

    fn leave(&mut self, file: String, why: Why) {
        let unread = Unread { file, why };
        if !self.traces.unread.contains(&unread) {
            self.traces.unread.push(unread);
        }
    }
}

#[cfg(test)]
mod tests;
