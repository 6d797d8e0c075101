//! The table of all pages. The server is built from it alone, so there is no page without a row.
//!
//! Each row says what kind of request it is for, its address, who may ask for it, whose answers it shows, and what
//! answers. No column has a default: a page that does not say who may see it does not compile.

use crate::web::access::Access::{Anyone, Control, Link, Session};
use crate::web::access::Visibility::{Others, Own};
use crate::web::page::{
    agree, asset, check, compare, form, home, merge, new, next, numbers, overview, people, plan,
    question, report, respondent, rubric, sign_in, standards, status, stop, targets, tasks,
    upgrade, whatif, withheld,
};
use crate::web::route::RouteKind::{Command, Decision, Export, Form, Page, Upload};
use crate::web::route::{Route, route};

/// Every page.
#[rustfmt::skip] // One page, one line.
pub const ROUTES: &[Route] = &[
    // Getting in and out.
    route(Page, "/open/{token}", Link, Own, sign_in::open),
    route(Command, "/link", Control, Own, sign_in::link),
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
    route(Form, "/a/{assessment}/session", Session, Own, withheld::change),
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
    route(Page, "/a/{assessment}/plan/decide", Session, Own, plan::back),
    route(Decision, "/a/{assessment}/plan/decide", Session, Own, plan::decide),
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
