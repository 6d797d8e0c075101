//! The pages of `serve`: the same folder in a browser, on this machine only.
//!
//! A request goes through the wall (host), its route (who may, what it takes),
//! the gate (whose answers), and one plain function that reads the folder and gives a page. To add a
//! page: a file in `page/` with its template, and a row in `routes`.

mod asked;
mod control;
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
mod shelf;
mod trouble;
mod typed;
mod who;

pub use control::Question;
pub use house::{House, Outside};
pub use routes::{Access, Handler, Kind, MOST_BODY, MOST_FILE, Method, ROUTES, Route, Visibility};
pub use secret::{Secret, digest};
pub use server::{read_body, router, serve};
