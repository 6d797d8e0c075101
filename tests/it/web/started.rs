//! The program itself, started as a person starts it, over real connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::{Desk, command};

/// A start of `serve`, which is ended with it.
pub struct Started {
    pub child: Child,
    link: String,
    port: u16,
}

impl Started {
    pub fn on(desk: &Desk, args: &[&str]) -> Self {
        let mut child = serve(desk, args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut link = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut link)
            .unwrap();
        let link = link.trim().to_owned();
        let port = link
            .strip_prefix("http://127.0.0.1:")
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        Self { child, link, port }
    }

    fn word(&self) -> String {
        self.link.split("/open/").nth(1).unwrap().to_owned()
    }

    /// Sends bytes as they are, and reads until the other side closes.
    fn raw(&self, bytes: &str) -> String {
        let mut answer = String::new();
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            stream
                .set_read_timeout(Some(Duration::from_secs(30)))
                .unwrap();
            // Whoever is refused or killed half-way may not read to the end.
            drop(stream.write_all(bytes.as_bytes()));
            drop(stream.read_to_string(&mut answer));
        }
        answer
    }

    pub fn get(&self, path: &str, cookie: &str) -> String {
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n", self.port))
    }

    /// Lets a browser in; its cookie.
    pub fn enter(&self) -> String {
        self.enter_with(&self.link)
    }

    /// Lets one more browser in, with a link that a second start gives; its cookie.
    pub fn enter_again(&self, desk: &Desk, args: &[&str]) -> String {
        let output = serve(desk, args).stdin(Stdio::null()).output().unwrap();
        self.enter_with(String::from_utf8(output.stdout).unwrap().trim())
    }

    fn enter_with(&self, link: &str) -> String {
        let answer = self.get(
            &format!("/open/{}", link.split("/open/").nth(1).unwrap()),
            "",
        );
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        let cookie = answer
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    pub fn post(&self, path: &str, cookie: &str, body: &str) -> String {
        self.raw(&format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        ))
    }

    fn ends(mut self) -> i32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            assert!(begun.elapsed() < Duration::from_mins(1), "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn serve(desk: &Desk, args: &[&str]) -> Command {
    let mut serve = command(&desk.path("."));
    // The note for a second start stands where only this test looks.
    serve
        .args(["serve", "--no-open"])
        .args(args)
        .env("XDG_RUNTIME_DIR", desk.path("."));
    serve
}

pub fn token(page: &str) -> String {
    page.split("name=\"token\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn the_link_opens_the_pages_once_and_the_stop_button_ends_the_program() {
    let desk = Desk::with_assessment();
    let started = Started::on(&desk, &["."]);
    assert_eq!(started.word().len(), 64);
    let cookie = started.enter();
    assert!(
        started
            .get(&format!("/open/{}", started.word()), "")
            .starts_with("HTTP/1.1 403")
    );
    let home = started.get("/", &cookie);
    assert!(home.starts_with("HTTP/1.1 200") && home.contains("Test Trust, 2026"));
    assert!(started.get("/", "").starts_with("HTTP/1.1 403"));
    let stopped = started.post("/stop", &cookie, &format!("token={}", token(&home)));
    assert!(stopped.contains("strong-trust has stopped"), "{stopped}");
    assert_eq!(started.ends(), 0);
}

#[test]
fn a_second_start_on_the_folder_gives_a_new_link_to_the_first() {
    let desk = Desk::with_assessment();
    let first = Started::on(&desk, &["t"]);
    let output = serve(&desk, &["./t/../t"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let link = String::from_utf8(output.stdout).unwrap().trim().to_owned();
    assert!(
        link.starts_with(&format!("http://127.0.0.1:{}/open/", first.port)) && link != first.link,
        "{link}"
    );
    let path = link.split_once(&first.port.to_string()).unwrap().1;
    assert!(first.get(path, "").starts_with("HTTP/1.1 303"));
    // Another folder is another start, and a wrong word of the door opens nothing.
    let other = Started::on(&desk, &["."]);
    assert_ne!(other.port, first.port);
    let refused = first.raw(&format!(
        "POST /link HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        first.port
    ));
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
}

#[test]
fn a_start_that_was_killed_does_not_keep_the_next_one_from_starting() {
    let desk = Desk::with_assessment();
    let first = Started::on(&desk, &["t"]);
    let old = first.link.clone();
    drop(first);
    let next = Started::on(&desk, &["t"]);
    assert_ne!(next.link, old);
    assert!(
        next.get(&format!("/open/{}", next.word()), "")
            .starts_with("HTTP/1.1 303")
    );
}

#[cfg(unix)]
#[test]
fn the_note_for_a_second_start_is_for_its_owner_alone_and_goes_with_the_start() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_assessment();
    let started = Started::on(&desk, &["t"]);
    let notes = || {
        std::fs::read_dir(desk.path("strong-trust"))
            .unwrap()
            .map(|note| note.unwrap().path())
            .collect::<Vec<_>>()
    };
    let [note] = notes().try_into().unwrap();
    assert_eq!(
        std::fs::metadata(&note).unwrap().permissions().mode() & 0o777,
        0o600
    );
    Command::new("kill")
        .args(["-INT", &started.child.id().to_string()])
        .status()
        .unwrap();
    assert_eq!(started.ends(), 130);
    assert_eq!(notes().len(), 0);
}

#[test]
fn a_slow_or_broken_sender_holds_nobody_up() {
    let desk = Desk::with_assessment();
    let started = Started::on(&desk, &["t"]);
    let cookie = started.enter();
    // Connections that send nothing, half a head, or half a body.
    let mut open = Vec::new();
    for half in [
        "",
        "GET / HT",
        "POST /stop HTTP/1.1\r\nContent-Length: 1000000\r\n\r\nx",
    ] {
        for _ in 0..50 {
            let mut stream = TcpStream::connect(("127.0.0.1", started.port)).unwrap();
            stream.write_all(half.as_bytes()).unwrap();
            open.push(stream);
        }
    }
    let begun = Instant::now();
    assert!(started.get("/", &cookie).starts_with("HTTP/1.1 200"));
    assert!(begun.elapsed() < Duration::from_secs(30));
    for broken in [
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ] {
        let answer = started.raw(broken);
        assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
    }
    let long = format!(
        "GET /{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
        "x".repeat(1_000_000),
        started.port
    );
    assert!(!started.raw(&long).starts_with("HTTP/1.1 2"));
    assert!(started.get("/", &cookie).starts_with("HTTP/1.1 200"));
}

#[test]
fn a_press_of_enter_gives_a_new_link() {
    let desk = Desk::with_assessment();
    let mut child = serve(&desk, &["t"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut links = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = links.next().unwrap().unwrap();
    child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    let second = links.next().unwrap().unwrap();
    assert!(second.starts_with("http://127.0.0.1:") && second != first);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn what_cannot_be_served_is_told() {
    let desk = Desk::new();
    desk.run(&["serve", "nowhere", "--no-open"])
        .ends(4)
        .says("there is no folder nowhere");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    desk.run(&["serve", ".", "--no-open", "--port", &port])
        .ends(4)
        .says("is used by another program");
    desk.run(&["serve", ".", "--port", "0"]).ends(2);
}
