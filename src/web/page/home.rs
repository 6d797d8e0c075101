//! The first page: the assessments that are there, and how to begin.

use askama::Template;

use crate::report::{have_answered, so_far};
use crate::store::Folder;
use crate::web::asked::Asked;
use crate::web::found::{self, Found};
use crate::web::frame::Frame;
use crate::web::reply::{Given, Reply};

#[derive(Template)]
#[template(path = "web/home.html")]
struct Home {
    frame: Frame,
    found: Vec<Line>,
    /// Whether new assessments can be started here.
    several: bool,
    folder: String,
    example: String,
}

/// So many assessments are read to say how far they are; those after them are listed by name alone, so that the page
/// comes at once.
const READ: usize = 200;

/// One assessment.
struct Line {
    address: String,
    name: String,
    /// Its cycle and date, or what is wrong with it.
    state: Vec<String>,
}

/// Shows what there is.
pub fn show(asked: &Asked) -> Given {
    let found = found::assessments(&asked.house)?;
    let lines = found
        .iter()
        .enumerate()
        .map(|(place, found)| {
            if place < READ {
                line(asked, found)
            } else {
                unread(asked, found)
            }
        })
        .collect();
    let folder =
        dunce::canonicalize(asked.house.root()).unwrap_or_else(|_| asked.house.root().to_owned());
    Reply::page(&Home {
        frame: Frame::new("Self-assessment for school trusts", asked.visit.as_ref()),
        found: lines,
        several: !found::is_one(&asked.house),
        folder: folder.display().to_string(),
        example: found::example_address(&asked.house),
    })
}

/// An assessment by the name of its folder alone.
fn unread(asked: &Asked, found: &Found) -> Line {
    Line {
        address: found::address(&asked.house, &found.key, ""),
        name: found.key.clone(),
        state: Vec::new(),
    }
}

fn line(asked: &Asked, found: &Found) -> Line {
    let address = found::address(&asked.house, &found.key, "");
    let loaded = Folder::open(&found.path)
        .map_err(Into::into)
        .and_then(|folder| folder.load());
    match loaded {
        Ok(loaded) => {
            let setup = &loaded.assessment.setup;
            let state = std::iter::once(have_answered(&loaded.assessment))
                .chain(so_far(&loaded.assessment))
                .collect();
            Line {
                address,
                name: format!("{}, {}", setup.trust, setup.cycle),
                state,
            }
        }
        Err(error) => Line {
            address,
            name: found.key.clone(),
            state: vec![format!("Cannot be read as it is: {error}.")],
        },
    }
}
