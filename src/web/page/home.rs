//! The first page: the assessments that are there, and how to begin.

use askama::Template;

use crate::report::{have_answered, so_far};
use crate::store::Folder;
use crate::web::assessments::Entry;
use crate::web::frame::Frame;
use crate::web::request::Request;
use crate::web::response::{HandlerResult, Response};

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

struct Line {
    address: String,
    name: String,
    /// Its cycle and date, or what is wrong with it.
    state: Vec<String>,
}

/// Shows what there is.
pub(crate) fn show(request: &Request) -> HandlerResult {
    let found = request.state.assessments().all()?;
    let lines = found
        .iter()
        .enumerate()
        .map(|(place, found)| {
            if place < READ {
                line(request, found)
            } else {
                unread(request, found)
            }
        })
        .collect();
    let folder = dunce::canonicalize(request.state.assessments().root())
        .unwrap_or_else(|_| request.state.assessments().root().to_owned());
    Response::page(&Home {
        frame: request.frame("Self-assessment for school trusts"),
        found: lines,
        several: !request.state.assessments().is_single(),
        folder: folder.display().to_string(),
        example: request.state.assessments().example_address(),
    })
}

/// Returns an assessment by the name of its folder alone.
fn unread(request: &Request, found: &Entry) -> Line {
    Line {
        address: request.state.assessments().address(&found.key, ""),
        name: found.key.clone(),
        state: Vec::new(),
    }
}

fn line(request: &Request, found: &Entry) -> Line {
    let address = request.state.assessments().address(&found.key, "");
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
