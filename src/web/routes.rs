//! The table of all pages. The server is built from it alone, so there is no page without a row.
//!
//! Each row says of what kind a page is, its address, who may ask for it, whose answers it shows, and what
//! answers. No column has a default: a page that does not say who may see it does not compile.

use crate::web::asked::Asked;
use crate::web::page::{
    agree, asset, check, compare, entry, form, home, merge, new, next, numbers, overview, people,
    plan, question, report, respondent, rubric, seat, standards, status, stop, targets, tasks,
    upgrade, whatif,
};
use crate::web::reply::Given;
use Access::{Anyone, Control, Link, Session};
use Kind::{Command, Decision, Export, Form, Page, Upload};
use Visibility::{Others, Own};

/// The longest form, in bytes. Every field at its longest fits.
pub const MOST_BODY: usize = 1024 * 1024;

/// The longest file that is read, in bytes, with its form.
pub const MOST_FILE: usize = 8 * 1024 * 1024;

/// A page, or something that a page does.
#[derive(Clone, Copy)]
pub struct Route {
    /// What kind of request it answers.
    pub kind: Kind,
    /// Its address, below the prefix of this start where a session is needed; parts in curly brackets stand for anything.
    pub path: &'static str,
    /// Who may ask.
    pub access: Access,
    /// Whose answers it shows.
    pub visibility: Visibility,
    /// What answers.
    pub handler: Handler,
}

/// A plain function that answers a request, run on a thread where it may read files.
pub type Handler = fn(&Asked) -> Given;

/// How a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// It only looks.
    Get,
    /// It changes something.
    Post,
}

impl Method {
    /// Returns the word, as browsers write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What kind of request a route answers: its method, what may be sent with it, and how much work it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page to look at.
    Page,
    /// A file that is made to be taken away. Few are made at once.
    Export,
    /// A form of at most [`MOST_BODY`] bytes.
    Form,
    /// A form with one file, of at most [`MOST_FILE`] bytes together. Few are read at once.
    Upload,
    /// A form that decides about a file that was sent before, which is read once more.
    Decision,
    /// A request of the program itself, with nothing in it.
    Command,
}

impl Kind {
    /// Returns the method by which it is asked for.
    pub const fn method(self) -> Method {
        match self {
            Self::Page | Self::Export => Method::Get,
            Self::Form | Self::Upload | Self::Decision | Self::Command => Method::Post,
        }
    }

    /// Returns the most bytes that may be sent with it.
    pub const fn most(self) -> usize {
        match self {
            Self::Page | Self::Export | Self::Command => 0,
            Self::Form | Self::Decision => MOST_BODY,
            Self::Upload => MOST_FILE,
        }
    }

    /// Says whether it may keep a processor busy for seconds, so that pages must not wait behind it.
    pub const fn is_heavy(self) -> bool {
        match self {
            Self::Export | Self::Upload | Self::Decision => true,
            Self::Page | Self::Form | Self::Command => false,
        }
    }
}

/// Who may ask for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone on this computer: the style of the pages, which says nothing of anybody.
    Anyone,
    /// Who has a sign-in link that was not used.
    Link,
    /// A second start of the program, which proves that it has the control token.
    Control,
    /// A browser that was let in; to change something, from our own page with this browser's token.
    Session,
}

/// Whose answers a page shows, so that nobody is shown others' before their own are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Nobody's, or those of the person whom the address names.
    Own,
    /// What people answered: counted, scored, noted, or agreed in a meeting.
    Others,
}

impl Route {
    /// Returns the method by which it is asked for.
    pub const fn method(&self) -> Method {
        self.kind.method()
    }

    /// Returns its whole address, where pages that need a session stand below `base`.
    pub fn address(&self, base: &str) -> String {
        match self.access {
            Anyone | Link | Control => self.path.to_owned(),
            Session => format!("{base}{}", self.path),
        }
    }
}

/// Makes a row of the table. Every column has to be said.
pub(super) const fn route(
    kind: Kind,
    path: &'static str,
    access: Access,
    visibility: Visibility,
    handler: Handler,
) -> Route {
    Route {
        kind,
        path,
        access,
        visibility,
        handler,
    }
}

/// Every page.
#[rustfmt::skip] // One page, one line.
pub const ROUTES: &[Route] = &[
    // Getting in and out.
    route(Page, "/open/{token}", Link, Own, entry::open),
    route(Command, "/link", Control, Own, entry::link),
    route(Page, "/style.css", Anyone, Own, asset::style),
    route(Page, "/script.js", Anyone, Own, asset::script),
    route(Page, "/icon.svg", Anyone, Own, asset::icon),
    route(Form, "/stop", Session, Own, stop::stop),
    // The folder.
    route(Page, "/", Session, Own, home::show),
    route(Page, "/new", Session, Own, new::show),
    route(Form, "/new", Session, Own, new::make),
    route(Page, "/rubric", Session, Own, rubric::list),
    route(Page, "/rubric/{rubric}", Session, Own, rubric::read),
    route(Page, "/help", Session, Own, rubric::help),
    route(Page, "/a/{assessment}", Session, Own, overview::show),
    // Answering.
    route(Form, "/a/{assessment}/seat", Session, Own, seat::change),
    route(Page, "/a/{assessment}/people", Session, Own, people::show),
    route(Form, "/a/{assessment}/people", Session, Own, people::add),
    route(Page, "/a/{assessment}/as/{who}/start", Session, Own, people::start),
    route(Page, "/a/{assessment}/as/{who}/tasks", Session, Own, tasks::show),
    route(Page, "/a/{assessment}/as/{who}/question/{criterion}", Session, Own, question::show),
    route(Form, "/a/{assessment}/as/{who}/question/{criterion}", Session, Own, question::save),
    route(Page, "/a/{assessment}/as/{who}/check/{domain}", Session, Own, check::show),
    route(Page, "/a/{assessment}/as/{who}/finish", Session, Own, check::finish),
    // The register.
    route(Page, "/a/{assessment}/standards", Session, Own, standards::list),
    route(Page, "/a/{assessment}/standards/{group}", Session, Own, standards::show),
    route(Form, "/a/{assessment}/standards/{group}", Session, Own, standards::save),
    // Targets and numbers.
    route(Page, "/a/{assessment}/targets", Session, Own, targets::list),
    route(Page, "/a/{assessment}/targets/{target}", Session, Own, targets::show),
    route(Form, "/a/{assessment}/targets/{target}", Session, Own, targets::save),
    route(Page, "/a/{assessment}/numbers", Session, Own, numbers::list),
    route(Page, "/a/{assessment}/numbers/{indicator}", Session, Own, numbers::show),
    route(Form, "/a/{assessment}/numbers/{indicator}", Session, Own, numbers::save),
    // Agreeing.
    route(Page, "/a/{assessment}/agree", Session, Others, agree::list),
    route(Page, "/a/{assessment}/agree/item/{criterion}", Session, Others, agree::show),
    route(Form, "/a/{assessment}/agree/item/{criterion}", Session, Others, agree::save),
    route(Page, "/a/{assessment}/agree/large/{criterion}/{step}", Session, Others, agree::large),
    route(Page, "/a/{assessment}/agree/minutes", Session, Others, agree::minutes),
    route(Export, "/a/{assessment}/agree/file/{paper}/{form}", Session, Others, agree::file),
    // The next cycle, and newer questions.
    route(Page, "/a/{assessment}/next", Session, Own, next::show),
    route(Form, "/a/{assessment}/next", Session, Own, next::begin),
    route(Page, "/a/{assessment}/upgrade", Session, Others, upgrade::show),
    route(Form, "/a/{assessment}/upgrade", Session, Others, upgrade::make),
    // The plan.
    route(Page, "/a/{assessment}/plan", Session, Others, plan::list),
    route(Page, "/a/{assessment}/plan/new", Session, Others, plan::new),
    route(Form, "/a/{assessment}/plan/new", Session, Own, plan::add),
    route(Page, "/a/{assessment}/plan/action/{action}", Session, Own, plan::edit),
    route(Form, "/a/{assessment}/plan/action/{action}", Session, Own, plan::change),
    route(Page, "/a/{assessment}/plan/action/{action}/close", Session, Own, plan::close_form),
    route(Form, "/a/{assessment}/plan/action/{action}/close", Session, Own, plan::close),
    route(Page, "/a/{assessment}/plan/review", Session, Own, plan::review_form),
    route(Form, "/a/{assessment}/plan/review", Session, Own, plan::review),
    route(Export, "/a/{assessment}/plan/file/{form}", Session, Others, plan::file),
    route(Page, "/a/{assessment}/plan/read", Session, Own, plan::read_form),
    route(Upload, "/a/{assessment}/plan/read", Session, Own, plan::read),
    // Reading.
    route(Page, "/a/{assessment}/status", Session, Own, status::show),
    route(Page, "/a/{assessment}/respondent/{respondent}/remove", Session, Own, respondent::ask_remove),
    route(Form, "/a/{assessment}/respondent/{respondent}/remove", Session, Own, respondent::remove),
    route(Page, "/a/{assessment}/respondent/{respondent}/rename", Session, Own, respondent::ask_rename),
    route(Form, "/a/{assessment}/respondent/{respondent}/rename", Session, Own, respondent::rename),
    route(Page, "/a/{assessment}/respondent/{respondent}/merge", Session, Own, merge::show),
    route(Form, "/a/{assessment}/respondent/{respondent}/merge", Session, Own, merge::merge),
    route(Page, "/a/{assessment}/form", Session, Own, form::show),
    route(Export, "/a/{assessment}/form/file", Session, Own, form::file),
    route(Page, "/a/{assessment}/form/read", Session, Own, form::back),
    route(Upload, "/a/{assessment}/form/read", Session, Own, form::read),
    route(Page, "/a/{assessment}/form/decide", Session, Own, form::back),
    route(Decision, "/a/{assessment}/form/decide", Session, Own, form::decide),
    route(Page, "/a/{assessment}/rubric", Session, Own, rubric::own),
    route(Page, "/a/{assessment}/report", Session, Others, report::first),
    route(Page, "/a/{assessment}/report/domain/{domain}", Session, Others, report::domain),
    route(Page, "/a/{assessment}/report/files", Session, Others, report::files),
    route(Export, "/a/{assessment}/report/file/{edition}/{form}", Session, Others, report::file),
    route(Page, "/a/{assessment}/report/whole/{edition}", Session, Others, report::whole),
    route(Page, "/a/{assessment}/report/{part}", Session, Others, report::other),
    route(Page, "/a/{assessment}/whatif", Session, Others, whatif::show),
    route(Page, "/a/{assessment}/compare", Session, Others, compare::show),
    route(Export, "/a/{assessment}/compare/file/{form}", Session, Others, compare::file),
];
