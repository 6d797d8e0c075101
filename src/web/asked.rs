//! What the browser asks, after the guard has let it in.

use std::collections::HashMap;
use std::sync::Arc;

use crate::web::fields::Fields;
use crate::web::found::Opened;
use crate::web::house::{House, Visit};
use crate::web::trouble::Trouble;

/// One request.
pub struct Asked {
    /// What all pages share.
    pub house: Arc<House>,
    /// The browser that asks. `None` only where anyone may.
    pub visit: Option<Visit>,
    /// The host as the browser wrote it, such as `127.0.0.1:4000`; it is one of ours.
    pub host: String,
    /// The address without what stands after the question mark.
    pub address: String,
    /// The word with which a second start of the program has proved itself. Empty for everybody else.
    pub control_word: String,
    /// Whether the page only looks, so that its address can be asked for again.
    pub is_look: bool,
    /// The parts of the address that a route names in curly brackets.
    pub path: HashMap<String, String>,
    /// What stands after the question mark.
    pub query: Fields,
    /// The fields of the form, without the form's own word. Empty where nothing was sent.
    pub form: Fields,
    /// A file that was sent with the form.
    pub file: Option<Upload>,
}

/// A file that a person sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name, as the browser says it.
    pub name: String,
    /// Its bytes, at most as many as the route takes.
    pub bytes: Vec<u8>,
}

impl Asked {
    /// A part of the address; empty if the route does not name it.
    pub fn part(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    /// Returns the address of a page that belongs to no assessment: `at("/rubric")`.
    pub fn at(&self, page: &str) -> String {
        format!("{}{page}", self.house.base())
    }

    /// The assessment that the address names, read fresh.
    ///
    /// # Errors
    /// When there is none of this name, or it cannot be read.
    pub fn assessment(&self) -> Result<Opened, Trouble> {
        Opened::find(&self.house, self.part("assessment"))
    }
}
