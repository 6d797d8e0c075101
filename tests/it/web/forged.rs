//! What no page of ours sends, to every address that takes something: refused, and not a byte of the folder changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use strong_trust::web::{Access, MOST_BODY, MOST_FILE, Method, ROUTES, Route, RouteKind};

use super::attacks::{filled, walled};
use super::{Reply, Site, encode, from_our_page};

/// Every file of the folder with what is in it.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.to_string_lossy().ends_with(".lock") {
                all.insert(path.clone(), std::fs::read(path).unwrap());
            }
        }
    }
    all
}

/// Every address that changes something, but the one that ends the program.
fn changes() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().filter(|route| {
        route.method() == Method::Post && route.access == Access::Session && route.path != "/stop"
    })
}

/// A form that carries a file, as browsers write it.
fn with_file(site: &Site, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Reply {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .bytes(),
        );
    }
    body.extend(
        b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../x.xlsx\"\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post(path)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    site.send(request, Body::from(body))
}

#[test]
fn too_long_too_many_repeated_and_unknown_fields_change_nothing_anywhere() {
    let site = Site::full();
    let token = site.token();
    let before = everything(&site.path("."));
    for route in changes() {
        let path = filled(route);
        let refused = |reply: &Reply, what: &str, status: StatusCode| {
            assert_eq!(reply.status, status, "{path}: {what}");
            walled(reply, &path);
        };
        let rows: Vec<(String, String)> = [("token".to_owned(), token.clone())]
            .into_iter()
            .chain((1..=10_000).map(|row| (format!("evidence-{row}-what"), "x".to_owned())))
            .collect();
        refused(
            &site.post(&path, &rows),
            "10,000 rows of evidence",
            StatusCode::PAYLOAD_TOO_LARGE,
        );
        refused(
            &site.post(&path, &[("token", token.as_str()), ("zzz", "1")]),
            "an unknown field",
            StatusCode::BAD_REQUEST,
        );
        refused(
            &site.post(&path, &[("token", token.as_str()), ("token", "x")]),
            "a second word",
            StatusCode::FORBIDDEN,
        );
        let two = "x".repeat(2 * 1024 * 1024);
        if route.kind == RouteKind::Upload {
            refused(
                &with_file(&site, &path, &[("token", &token), ("zzz", "1")], b"x"),
                "an unknown field",
                StatusCode::BAD_REQUEST,
            );
            let large = vec![b'x'; MOST_FILE + 1];
            refused(
                &with_file(&site, &path, &[("token", &token)], &large),
                "too large a file",
                StatusCode::PAYLOAD_TOO_LARGE,
            );
            let reply = with_file(&site, &path, &[("token", &token)], two.as_bytes());
            assert!(
                reply.status == StatusCode::OK && reply.title().starts_with("Error: "),
                "{path}: a file that is no workbook"
            );
        } else {
            assert!(two.len() > MOST_BODY);
            let long = [("token", token.as_str()), ("note", &two)];
            refused(
                &site.post(&path, &long),
                "2 MiB",
                StatusCode::PAYLOAD_TOO_LARGE,
            );
            // The same without a length, as a program may send it piece by piece.
            let unmeasured = from_our_page(&path).header("transfer-encoding", "chunked");
            refused(
                &site.send(unmeasured, Body::from(encode(&long))),
                "2 MiB in pieces",
                StatusCode::PAYLOAD_TOO_LARGE,
            );
            let part = Request::post(&path)
                .header(CONTENT_TYPE, "multipart/form-data; boundary=x")
                .header("sec-fetch-site", "same-origin");
            refused(
                &site.send(part, Body::from("--x--")),
                "a file where none is taken",
                StatusCode::BAD_REQUEST,
            );
        }
        // Each field of the page that was opened, sent twice.
        for (name, value) in site.ask(Request::get(&path)).hidden_of_main() {
            if name != "token" {
                let twice = [("token", token.as_str()), (&name, &value), (&name, "other")];
                refused(
                    &site.post(&path, &twice),
                    &format!("{name} twice"),
                    StatusCode::BAD_REQUEST,
                );
            }
        }
    }
    assert_eq!(everything(&site.path(".")), before);
}

#[test]
fn ids_that_lead_elsewhere_lead_nowhere_on_any_address() {
    let site = Site::full();
    let token = site.token();
    let before = everything(&site.path("."));
    let long = "x".repeat(5_000);
    let bad = [
        "..",
        "%2E%2E",
        "..%2F..%2Fetc%2Fpasswd",
        "%2Fetc%2Fpasswd",
        "..%5C..",
        "a%00b",
        "C%3A%5Cx",
        "%FF",
        "-1",
        "99999999999999999999",
        "%3Cscript%3E",
        &long,
    ];
    for route in ROUTES
        .iter()
        .filter(|route| route.access == Access::Session)
    {
        let whole: Vec<String> = filled(route).split('/').map(str::to_owned).collect();
        for (place, part) in route
            .path
            .split('/')
            .enumerate()
            .filter(|(_, part)| part.starts_with('{'))
        {
            for bad in bad {
                let mut parts = whole.clone();
                bad.clone_into(&mut parts[place]);
                let path = parts.join("/");
                let reply = match route.method() {
                    Method::Get => site.ask(Request::get(&path)),
                    Method::Post => site.post(&path, &[("token", &token)]),
                };
                // What was typed for an action that is gone is shown once more, so that it is not lost.
                let told = route.method() == Method::Post
                    && reply.status == StatusCode::OK
                    && reply.title().starts_with("Error: ");
                assert!(
                    told || reply.status.is_client_error(),
                    "{part} as {bad} in {}: {}",
                    route.path,
                    reply.status
                );
                walled(&reply, &path);
                assert!(
                    !reply.text().contains("<script>") && !reply.text().contains("root:"),
                    "{path}"
                );
            }
        }
    }
    assert_eq!(everything(&site.path(".")), before);
}
