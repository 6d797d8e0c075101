//! A folder that somebody sent is served, and every page of every assessment in it asked for: nothing is written.

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::time::Duration;

use axum::http::Request;

use super::Site;
use super::pages::looks;
use crate::hostile_folder::{Received, changed};

/// Asks for a page, which has to come. A page that waits for a pipe never would.
fn ask(site: &Site, path: &str) {
    let reply = site.ask(Request::get(path));
    assert!(
        !reply.status.is_server_error() || reply.text().contains("<h1"),
        "{path}: {}",
        reply.status
    );
    assert!(!reply.text().contains("Nobody's business"), "{path}");
    assert!(!reply.text().contains('\u{1b}'), "{path}");
}

#[test]
fn a_received_folder_is_looked_at_on_every_page_and_nothing_is_written_or_waited_for() {
    let (done, waiting) = mpsc::channel();
    std::thread::spawn(move || {
        let received = Received::new();
        let before = received.everything();
        let site = Site::over(received.house());
        let home = site.get("/");
        let listed: BTreeSet<String> = home.links().into_iter().collect();
        assert!(listed.contains("/a/rich"), "{listed:?}");
        for name in &received.names {
            // Where the assessment can be read every page has something to look at; elsewhere a few stand for all.
            let readable = name == "rich";
            for (place, path) in looks().enumerate() {
                if path.starts_with("/a/t") && (readable || place % 8 == 0) {
                    ask(&site, &path.replacen("/a/t", &format!("/a/{name}"), 1));
                }
            }
        }
        for name in ["rich", "previous-circle-a", "journal-0-.upgrade"] {
            let alone = Site::over(&received.house().join(name));
            ask(&alone, "/");
            ask(&alone, &format!("/a/{name}"));
            ask(&alone, &format!("/a/{name}/compare"));
        }
        let after = received.everything();
        assert!(before == after, "{:?}", changed(&before, &after));
        done.send(()).unwrap();
    });
    match waiting.recv_timeout(Duration::from_mins(15)) {
        Ok(()) => {}
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("a page does not come"),
        Err(mpsc::RecvTimeoutError::Disconnected) => panic!("a page failed: see above"),
    }
}

#[test]
fn an_assessment_among_thousands_of_letters_is_found_and_served() {
    let site = Site::empty();
    for number in 0..5_000 {
        std::fs::write(site.path(&format!("letter {number}.txt")), "").unwrap();
    }
    for number in 0..1_200 {
        std::fs::create_dir(site.path(&format!("folder {number}"))).unwrap();
    }
    for number in 0..10 {
        let example = std::path::Path::new("examples/northmoor");
        super::copy(example, &site.path(&format!("trust-{number}")));
    }
    let links = site.get("/").links();
    for number in 0..10 {
        let address = format!("/a/trust-{number}");
        assert!(links.contains(&address), "{address}");
        site.get(&address);
    }
}
