//! The program in a real terminal: keys in, the screen as a person sees it out.

use std::io::{ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long typed keys may take to be seen; keys that show nothing are believed then.
const ECHO: Duration = Duration::from_secs(2);

/// How long the screen may take to show what is waited for. It is a bound against hanging, not a measurement.
const PATIENCE: Duration = Duration::from_mins(1);

/// A terminal with the program in it.
pub struct Screen {
    parser: Arc<Mutex<vt100::Parser>>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    /// Starts the program in a folder.
    pub fn start(folder: &Path, args: &[&str], rows: u16, columns: u16) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_strong-trust"));
        command.args(args);
        command.cwd(folder);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("TZ", "UTC");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (rows, columns) = (
            NonZeroU16::new(rows).unwrap(),
            NonZeroU16::new(columns).unwrap(),
        );
        let parser = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 2000)));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let sink = Arc::clone(&parser);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                match reader.read(&mut bytes) {
                    Ok(0) => break,
                    Ok(read) => sink.lock().unwrap().process(&bytes[..read]),
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    // The program has ended.
                    Err(_) => break,
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self {
            parser,
            writer,
            child,
            _master: pair.master,
        }
    }

    /// What the screen shows now.
    pub fn text(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// Types keys as a person does, who sees what they typed before they press Enter.
    pub fn type_in(&mut self, keys: &str) {
        match keys.strip_suffix('\r') {
            None | Some("") => self.press(keys),
            Some(typed) => {
                let before = self.text();
                self.press(typed);
                let begun = Instant::now();
                while self.text() == before && begun.elapsed() < ECHO {
                    std::thread::sleep(Duration::from_millis(2));
                }
                self.press("\r");
            }
        }
    }

    /// Hands over everything at once, as a paste does in a terminal that does not mark it, or as hurried fingers do.
    pub fn paste(&mut self, text: &str) {
        self.press(text);
    }

    fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen shows these words, line breaks aside.
    #[track_caller]
    pub fn wait_for(&self, words: &str) -> String {
        self.wait_until(&format!("{words:?}"), |flat| flat.contains(words))
    }

    /// Waits until the screen's words, on one line, are as wanted.
    #[track_caller]
    fn wait_until(&self, wanted: &str, holds: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let text = self.text();
            if holds(&text.split_whitespace().collect::<Vec<_>>().join(" ")) {
                return text;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{wanted} does not come; the screen shows:\n{text}"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen shows these words, and below them a prompt that is ready for keys.
    ///
    /// Keys that are typed between two prompts reach a terminal that is not in raw mode, and Enter is lost there.
    #[track_caller]
    pub fn wait_for_prompt(&self, words: &str, prompt: &str) {
        let ready = format!("? {prompt}");
        self.wait_until(&format!("{words:?} and then {ready:?}"), |flat| {
            flat.find(words)
                .is_some_and(|at| flat[at..].contains(&ready))
        });
    }

    /// The same where questions are asked line by line: the prompt is the last line, and nothing is typed in it yet.
    #[track_caller]
    pub fn wait_for_line(&self, words: &str, prompt: &str) {
        let ready = format!("{prompt}:");
        self.wait_until(&format!("{words:?} and then {ready:?}"), |flat| {
            flat.rfind(words)
                .is_some_and(|at| flat[at..].ends_with(&ready))
        });
    }

    /// Waits until another screen than `before` shows a prompt that is ready for keys, and gives that screen.
    #[track_caller]
    pub fn next_prompt(&self, before: &str) -> String {
        let begun = Instant::now();
        loop {
            let text = self.text();
            if text != before && text.lines().any(|line| line.starts_with("? ")) {
                return text;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "no other prompt comes; the screen shows:\n{text}"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Kills the program without warning.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until the program ends, and gives its exit code.
    #[track_caller]
    pub fn end(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "it does not end; the screen shows:\n{}",
                self.text()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
