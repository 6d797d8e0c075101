//! The pages of `serve`: the same folder in a browser, on this computer only.
//!
//! A request passes the host check (`headers`), the route's access rule (`auth`), the form's token, and the rule on
//! whose answers may be shown (`access`); then one plain function in `page/` reads the folder and makes a page. To add
//! a page, add a file to `page/` with its template, and a row to `routes`.

mod access;
mod app;
mod assessments;
mod auth;
mod body;
mod conflict;
mod control;
mod error;
mod form;
mod frame;
mod headers;
mod kept;
mod listen;
mod page;
mod participant;
mod request;
mod response;
mod route;
mod routes;
mod secret;
mod server;
mod session;
mod submitted;
mod upload;

pub use access::{Access, Visibility};
pub use app::{AppState, Env};
pub use body::read_body;
pub use control::Challenge;
pub use route::{MOST_BODY, MOST_FILE, Method, Route, RouteKind};
pub use routes::ROUTES;
pub use secret::{Secret, digest};
pub use server::{router, serve};
