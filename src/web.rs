//! The pages of `serve`: the same folder in a browser, on this machine only.
//!
//! A request goes through the wall (host), its route (who may, what it takes)
//! and one plain function that reads the folder and gives a page. To add a
//! page: a file in `page/` with its template, and a row in `routes`.

mod asked;
mod fields;
mod found;
mod frame;
mod gate;
mod guard;
mod house;
mod listen;
mod page;
mod reply;
mod routes;
mod seat;
mod secret;
mod server;
mod trouble;
mod who;

pub use house::{House, Outside};
pub use routes::{Act, MOST_BODY, MOST_FILE, Method, ROUTES, Route, Shows, Takes, Who};
pub use secret::{Secret, digest};
pub use server::{router, serve};
