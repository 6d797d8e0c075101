//! The program itself, started as a person starts it, over real connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::run::{Desk, command};

/// A start of `serve`, which is ended with it.
pub struct Started {
    pub child: Child,
    link: String,
    port: u16,
    /// What the addresses of all pages begin with, once a browser was let in.
    base: OnceLock<String>,
}

impl Started {
    pub fn on(desk: &Desk, args: &[&str]) -> Self {
        Self::of(serve(desk, args))
    }

    /// A start by this command.
    fn of(mut command: Command) -> Self {
        let mut child = command
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
        Self {
            child,
            link,
            port,
            base: OnceLock::new(),
        }
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

    /// Below the prefix, which is left out of what comes back, so that what is read can be asked for.
    fn below(&self, path: &str) -> String {
        let base = self.base.get().map_or("", String::as_str);
        if path.starts_with("/open/") {
            path.to_owned()
        } else {
            format!("{base}{path}")
        }
    }

    fn without_base(&self, answer: &str) -> String {
        match self.base.get() {
            Some(base) => answer.replace(base.as_str(), ""),
            None => answer.to_owned(),
        }
    }

    pub fn get(&self, path: &str, cookie: &str) -> String {
        let path = self.below(path);
        self.without_base(&self.get_as_it_is(&path, cookie))
    }

    fn get_as_it_is(&self, path: &str, cookie: &str) -> String {
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
        let answer = self.get_as_it_is(
            &format!("/open/{}", link.split("/open/").nth(1).unwrap()),
            "",
        );
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let cookie = answer
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .unwrap();
        let base = cookie.split("Path=").nth(1).unwrap();
        let base = base.split(';').next().unwrap().to_owned();
        assert_eq!(self.base.get_or_init(|| base.clone()), &base);
        cookie.split(';').next().unwrap().to_owned()
    }

    pub fn post(&self, path: &str, cookie: &str, body: &str) -> String {
        let path = self.below(path);
        let answer = self.raw(&format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        ));
        self.without_base(&answer)
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
    assert!(first.get(path, "").starts_with("HTTP/1.1 200"));
    // Another folder is another start, and a wrong word of the door opens nothing.
    let other = Started::on(&desk, &["."]);
    assert_ne!(other.port, first.port);
    let word = "0".repeat(64);
    let note = notes(&desk)
        .into_iter()
        .map(|note| std::fs::read_to_string(note).unwrap())
        .find(|note| note.starts_with(&format!("{}\n", first.port)))
        .unwrap();
    let control = note.lines().nth(1).unwrap();
    for header in [
        "Bearer x".to_owned(),
        format!("Bearer {control}"),
        format!("Proof {word}.{word}"),
        format!("Proof {word}.{control}"),
    ] {
        let refused = first.raw(&format!(
            "POST /link HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: {header}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            first.port
        ));
        assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    }
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
            .starts_with("HTTP/1.1 200")
    );
}

/// The files that starts have left outside their folders.
fn notes(desk: &Desk) -> Vec<PathBuf> {
    std::fs::read_dir(desk.path("strong-trust"))
        .unwrap()
        .map(|note| note.unwrap().path())
        .collect()
}

/// Whether these tests run so that SIGHUP is ignored, as under `nohup`; the program then ignores it, too.
#[cfg(unix)]
fn ignores_hangup() -> bool {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & 1 == 1)
}

#[cfg(unix)]
fn signal(name: &str, child: &Child) {
    Command::new("kill")
        .args([name, &child.id().to_string()])
        .status()
        .unwrap();
}

#[cfg(unix)]
#[test]
fn the_note_for_a_second_start_is_for_its_owner_alone_and_goes_with_the_start_however_it_is_told_to_end()
 {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_assessment();
    for name in ["-INT", "-TERM", "-HUP"] {
        if name == "-HUP" && ignores_hangup() {
            continue;
        }
        let started = Started::on(&desk, &["t"]);
        let [note] = notes(&desk).try_into().unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&note), 0o600);
        assert_eq!(mode(&desk.path("strong-trust")), 0o700);
        signal(name, &started.child);
        assert_eq!(started.ends(), 130, "{name}");
        assert_eq!(notes(&desk).len(), 0, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn no_note_is_left_or_read_where_others_may_write() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_assessment();
    std::fs::create_dir(desk.path("strong-trust")).unwrap();
    let open = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(desk.path("strong-trust"), open).unwrap();
    let first = Started::on(&desk, &["t"]);
    assert_eq!(notes(&desk).len(), 0);
    let second = Started::on(&desk, &["t"]);
    assert_ne!(first.port, second.port);
}

/// Whoever took the port of a start that was killed: what they were sent.
fn impostor(
    listener: TcpListener,
    answer: impl Fn(&str) -> String + Send + 'static,
) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        let mut asked = String::new();
        let mut bytes = [0; 4096];
        while !asked.contains("\r\n\r\n") {
            let read = stream.read(&mut bytes).unwrap();
            asked.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
        let body = answer(&asked);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        drop(stream.write_all(format!("{head}{body}").as_bytes()));
        asked
    })
}

#[test]
fn whoever_took_the_port_of_a_start_that_was_killed_is_neither_believed_nor_told_anything() {
    let desk = Desk::with_assessment();
    let first = Started::on(&desk, &["t"]);
    let port = first.port;
    // Killed, so that its note stays.
    drop(first);
    let [note] = notes(&desk).try_into().unwrap();
    let old = std::fs::read_to_string(&note).unwrap();
    let token = "a".repeat(64);
    let answers: [fn(&str) -> String; 3] = [
        |_| "a".repeat(64),
        |_| format!("{0}\n{0}\n", "a".repeat(64)),
        // What was sent, sent back.
        |asked| {
            let proof = asked
                .split("Proof ")
                .nth(1)
                .unwrap()
                .split("\r\n")
                .next()
                .unwrap();
            let (word, proof) = proof.split_once('.').unwrap();
            format!("{word}\n{proof}\n")
        },
    ];
    for answer in answers {
        // The note that was left, whatever the start before did with it.
        std::fs::write(&note, &old).unwrap();
        let impostor = impostor(TcpListener::bind(("127.0.0.1", port)).unwrap(), answer);
        let next = Started::on(&desk, &["t"]);
        assert!(
            next.port != port && !next.link.contains(&token),
            "{}",
            next.link
        );
        let asked = impostor.join().unwrap();
        assert!(!asked.contains(old.lines().nth(1).unwrap()), "{asked}");
        let [now] = notes(&desk).try_into().unwrap();
        let now = std::fs::read_to_string(now).unwrap();
        assert!(now.starts_with(&format!("{}\n", next.port)) && now != old);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_started_on_a_file_of_ones_own_that_names_the_link_and_goes_once_it_is_used() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_assessment();
    // Stands for the program that opens a browser.
    desk.write(
        "xdg-open",
        "#!/bin/sh\nprintf '%s\\n' \"$*\" > told.new; /bin/mv told.new told\n",
    );
    let runs = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(desk.path("xdg-open"), runs).unwrap();
    let start = || {
        let mut command = command(&desk.path("."));
        command
            .args(["serve", "--plain", "t"])
            .env("XDG_RUNTIME_DIR", desk.path("."))
            .env("PATH", desk.path("."))
            .env("DISPLAY", ":0");
        Started::of(command)
    };
    let told = || {
        let begun = Instant::now();
        while !desk.path("told").exists() {
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "no browser is opened"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        let told = desk.read("told");
        std::fs::remove_file(desk.path("told")).unwrap();
        PathBuf::from(told.trim().trim_start_matches("file://"))
    };
    let started = start();
    let file = told();
    // Neither the launcher nor anything else has the link in its command line.
    assert!(
        !file.to_string_lossy().contains(&started.word()),
        "{}",
        file.display()
    );
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(
        page.contains(&format!("content=\"0; url={}\"", started.link)),
        "{page}"
    );
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    started.enter();
    assert!(!file.exists(), "it is used");
    // A second start opens the browser in the same way, and the first takes the file away.
    let second = start().link.clone();
    let file = told();
    assert!(file.exists());
    started.enter_with(&second);
    assert!(!file.exists());
    // What nobody used goes at the end, and what a start that was killed left at the next start.
    drop(start());
    let unused = told();
    assert!(unused.exists());
    signal("-TERM", &started.child);
    assert_eq!(started.ends(), 130);
    assert!(!unused.exists());
    let killed = start();
    let left = told();
    drop(killed);
    assert!(left.exists());
    let next = Started::on(&desk, &["t"]);
    assert!(!left.exists());
    drop(next);
}

#[cfg(unix)]
#[test]
fn a_start_under_nohup_goes_on_when_its_terminal_is_closed() {
    let desk = Desk::with_assessment();
    let mut command = Command::new("/bin/sh");
    command
        .args([
            "-c",
            "trap '' HUP; exec \"$0\" serve --no-open t",
            env!("CARGO_BIN_EXE_strong-trust"),
        ])
        .current_dir(desk.path("."))
        .env_clear()
        .env("XDG_RUNTIME_DIR", desk.path("."));
    let started = Started::of(command);
    if cfg!(target_os = "linux") {
        signal("-HUP", &started.child);
        assert!(
            started
                .get("/", &started.enter())
                .starts_with("HTTP/1.1 200")
        );
    }
}

#[cfg(unix)]
#[test]
fn a_stop_stops_whatever_is_being_worked_on_or_still_arrives_and_a_second_one_at_once() {
    let desk = Desk::new();
    super::copy(Path::new("examples/northmoor"), &desk.path("t"));
    for signals in [1, 2] {
        let started = Started::on(&desk, &["t"]);
        let cookie = started.enter();
        let base = started.base.get().unwrap();
        let head = format!("Host: 127.0.0.1:{}\r\nCookie: {cookie}\r\n", started.port);
        let export = format!("GET {base}/a/t/report/file/full/docx HTTP/1.1\r\n{head}\r\n");
        let upload = format!(
            "POST {base}/a/t/form/read HTTP/1.1\r\n{head}Sec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n--x"
        );
        let mut open = Vec::new();
        for asked in [&export, &upload].into_iter().cycle().take(24) {
            let mut stream = TcpStream::connect(("127.0.0.1", started.port)).unwrap();
            stream.write_all(asked.as_bytes()).unwrap();
            open.push(stream);
        }
        // Pages are answered meanwhile.
        assert!(started.get("/", &cookie).starts_with("HTTP/1.1 200"));
        let begun = Instant::now();
        for _ in 0..signals {
            signal("-INT", &started.child);
        }
        assert_eq!(started.ends(), 130);
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{:?}",
            begun.elapsed()
        );
        assert_eq!(notes(&desk).len(), 0);
    }
    desk.run(&["check", "t"]).ends(0);
}

#[test]
fn connections_without_any_secret_that_read_nothing_keep_nobody_out() {
    let desk = Desk::with_assessment();
    let started = Started::on(&desk, &["t"]);
    let asked = format!(
        "GET /style.css HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        started.port
    );
    let mut unread = Vec::new();
    for _ in 0..400 {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", started.port)) {
            // Those that were closed meanwhile take nothing more.
            drop(stream.write_all(asked.repeat(200).as_bytes()));
            unread.push(stream);
        }
    }
    let begun = Instant::now();
    let cookie = started.enter();
    for _ in 0..5 {
        assert!(started.get("/", &cookie).starts_with("HTTP/1.1 200"));
    }
    assert!(
        begun.elapsed() < Duration::from_secs(30),
        "{:?}",
        begun.elapsed()
    );
    drop(unread);
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
