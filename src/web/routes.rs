//! The table of all pages: which method, which address, who may, what it takes, and what answers.
//!
//! The server is built from this table alone, so there is no page without a row.

use crate::web::asked::Asked;
use crate::web::page::{
    agree, asset, check, compare, entry, form, home, new, next, numbers, overview, people, plan,
    question, report, respondent, rubric, seat, standards, status, stop, targets, tasks, upgrade,
    whatif,
};
use crate::web::reply::Given;

/// The longest form, in bytes. Every field at its longest fits.
pub const MOST_BODY: usize = 1024 * 1024;

/// The longest file that is read, in bytes, with its form.
pub const MOST_FILE: usize = 8 * 1024 * 1024;

/// A page, or something that a page does.
#[derive(Clone, Copy)]
pub struct Route {
    /// How it is asked for.
    pub method: Method,
    /// Its address; parts in curly brackets stand for anything.
    pub path: &'static str,
    /// Who may ask.
    pub who: Who,
    /// What may be sent with it.
    pub takes: Takes,
    /// Whose answers it shows.
    pub shows: Shows,
    /// What answers.
    pub act: Act,
}

/// What answers a request: a plain function, run on a thread where it may read files.
pub type Act = fn(&Asked) -> Given;

/// How a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// It only looks.
    Get,
    /// It changes something.
    Post,
}

impl Method {
    /// The word, as browsers write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Who may ask for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anyone on this computer: the style of the pages, which says nothing of anybody.
    Anyone,
    /// Who has a link that was not used.
    Link,
    /// A second start of the program, which has the word of the door.
    Door,
    /// A browser that was let in; to change something, from our own page with this browser's word.
    Guest,
}

/// What may be sent with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// A form of at most [`MOST_BODY`] bytes.
    Form,
    /// A form with one file, of at most [`MOST_FILE`] bytes together.
    File,
}

/// Whose answers a page shows, so that nobody is shown others' before their own are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Nobody's, or those of the person whom the address names.
    Own,
    /// What people answered: counted, scored, noted, or agreed in a meeting.
    Others,
}

const fn look(path: &'static str, act: Act) -> Route {
    Route {
        method: Method::Get,
        path,
        who: Who::Guest,
        takes: Takes::Nothing,
        shows: Shows::Own,
        act,
    }
}

/// It shows what others answered, too.
const fn others(route: Route) -> Route {
    Route {
        shows: Shows::Others,
        ..route
    }
}

const fn change(path: &'static str, act: Act) -> Route {
    Route {
        method: Method::Post,
        path,
        who: Who::Guest,
        takes: Takes::Form,
        shows: Shows::Own,
        act,
    }
}

const fn bring(path: &'static str, act: Act) -> Route {
    Route {
        takes: Takes::File,
        ..change(path, act)
    }
}

const fn open(who: Who, path: &'static str, act: Act) -> Route {
    Route {
        method: Method::Get,
        path,
        who,
        takes: Takes::Nothing,
        shows: Shows::Own,
        act,
    }
}

/// Every page.
pub const ROUTES: &[Route] = &[
    // Getting in and out.
    open(Who::Link, "/open/{word}", entry::open),
    Route {
        method: Method::Post,
        path: "/link",
        who: Who::Door,
        takes: Takes::Nothing,
        shows: Shows::Own,
        act: entry::link,
    },
    open(Who::Anyone, "/style.css", asset::style),
    open(Who::Anyone, "/script.js", asset::script),
    open(Who::Anyone, "/icon.svg", asset::icon),
    change("/stop", stop::stop),
    // The folder.
    look("/", home::show),
    look("/new", new::show),
    change("/new", new::make),
    look("/rubric", rubric::list),
    look("/rubric/{rubric}", rubric::read),
    look("/help", rubric::help),
    look("/a/{assessment}", overview::show),
    // Answering.
    change("/a/{assessment}/seat", seat::change),
    look("/a/{assessment}/people", people::show),
    change("/a/{assessment}/people", people::add),
    look("/a/{assessment}/as/{who}/start", people::start),
    look("/a/{assessment}/as/{who}/tasks", tasks::show),
    look(
        "/a/{assessment}/as/{who}/question/{criterion}",
        question::show,
    ),
    change(
        "/a/{assessment}/as/{who}/question/{criterion}",
        question::save,
    ),
    look("/a/{assessment}/as/{who}/check/{domain}", check::show),
    look("/a/{assessment}/as/{who}/finish", check::finish),
    // The register.
    look("/a/{assessment}/standards", standards::list),
    look("/a/{assessment}/standards/{group}", standards::show),
    change("/a/{assessment}/standards/{group}", standards::save),
    // Targets and numbers.
    look("/a/{assessment}/targets", targets::list),
    look("/a/{assessment}/targets/{target}", targets::show),
    change("/a/{assessment}/targets/{target}", targets::save),
    look("/a/{assessment}/numbers", numbers::list),
    look("/a/{assessment}/numbers/{indicator}", numbers::show),
    change("/a/{assessment}/numbers/{indicator}", numbers::save),
    // Agreeing.
    others(look("/a/{assessment}/agree", agree::list)),
    others(look("/a/{assessment}/agree/item/{criterion}", agree::show)),
    others(change(
        "/a/{assessment}/agree/item/{criterion}",
        agree::save,
    )),
    others(look(
        "/a/{assessment}/agree/large/{criterion}/{step}",
        agree::large,
    )),
    others(look("/a/{assessment}/agree/minutes", agree::minutes)),
    others(look(
        "/a/{assessment}/agree/file/{paper}/{form}",
        agree::file,
    )),
    // The next cycle, and newer questions.
    look("/a/{assessment}/next", next::show),
    change("/a/{assessment}/next", next::begin),
    others(look("/a/{assessment}/upgrade", upgrade::show)),
    others(change("/a/{assessment}/upgrade", upgrade::make)),
    // The plan.
    others(look("/a/{assessment}/plan", plan::list)),
    others(look("/a/{assessment}/plan/new", plan::new)),
    change("/a/{assessment}/plan/new", plan::add),
    look("/a/{assessment}/plan/action/{action}", plan::edit),
    change("/a/{assessment}/plan/action/{action}", plan::change),
    look(
        "/a/{assessment}/plan/action/{action}/close",
        plan::close_form,
    ),
    change("/a/{assessment}/plan/action/{action}/close", plan::close),
    look("/a/{assessment}/plan/review", plan::review_form),
    change("/a/{assessment}/plan/review", plan::review),
    others(look("/a/{assessment}/plan/file/{form}", plan::file)),
    look("/a/{assessment}/plan/read", plan::read_form),
    bring("/a/{assessment}/plan/read", plan::read),
    // Reading.
    look("/a/{assessment}/status", status::show),
    look(
        "/a/{assessment}/respondent/{respondent}/remove",
        respondent::ask_remove,
    ),
    change(
        "/a/{assessment}/respondent/{respondent}/remove",
        respondent::remove,
    ),
    look(
        "/a/{assessment}/respondent/{respondent}/rename",
        respondent::ask_rename,
    ),
    change(
        "/a/{assessment}/respondent/{respondent}/rename",
        respondent::rename,
    ),
    look("/a/{assessment}/form", form::show),
    look("/a/{assessment}/form/file", form::file),
    bring("/a/{assessment}/form/read", form::read),
    change("/a/{assessment}/form/decide", form::decide),
    look("/a/{assessment}/rubric", rubric::own),
    others(look("/a/{assessment}/report", report::first)),
    others(look(
        "/a/{assessment}/report/domain/{domain}",
        report::domain,
    )),
    others(look("/a/{assessment}/report/files", report::files)),
    others(look(
        "/a/{assessment}/report/file/{edition}/{form}",
        report::file,
    )),
    others(look(
        "/a/{assessment}/report/whole/{edition}",
        report::whole,
    )),
    others(look("/a/{assessment}/report/{part}", report::other)),
    others(look("/a/{assessment}/whatif", whatif::show)),
    others(look("/a/{assessment}/compare", compare::show)),
    others(look("/a/{assessment}/compare/file/{form}", compare::file)),
];
