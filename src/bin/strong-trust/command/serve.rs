//! `serve [FOLDER]`: the same in a browser, on this machine only.

use std::path::PathBuf;

use clap::Args;

use crate::error::Outcome;
use crate::terminal::Terminal;

#[derive(Debug, Args)]
pub struct Serve {
    /// An assessment's folder, or a folder that holds several
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// The port to listen on; otherwise one that is free
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,
    /// Only show the link, and open no browser
    #[arg(long)]
    no_open: bool,
}

impl Serve {
    /// Returns a folder as it is opened from the menu.
    pub fn from_menu(folder: PathBuf) -> Self {
        Self {
            folder,
            port: None,
            no_open: false,
        }
    }

    #[cfg(not(feature = "web"))]
    #[expect(clippy::unused_self, reason = "the whole program uses it")]
    pub fn run(&self, _: Terminal) -> Outcome {
        Err(crate::error::Failure::usage(
            "this program was built without its pages for the browser. Everything can be done here in the terminal, or build the whole program: cargo install --path . --locked",
        ))
    }

    #[cfg(feature = "web")]
    pub fn run(&self, terminal: Terminal) -> Outcome {
        serving::run(&self.folder, self.port, self.no_open, terminal)
    }
}

#[cfg(feature = "web")]
mod serving {
    use std::io;
    use std::net::{Ipv4Addr, TcpListener};
    use std::path::{Path, PathBuf};
    use std::process;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use strong_trust::text::clean;
    use strong_trust::web::{AppState, Env, Secret, serve};

    use crate::clock::{day_of, now, today};
    use crate::error::{Failure, Outcome};
    use crate::exit::Exit;
    use crate::instance_lock::{self, Link, LockRecord};
    use crate::signals::Signals;
    use crate::terminal::{Asking, Terminal, print, say};

    /// How long the rest of a request may take to arrive.
    const PATIENCE: Duration = Duration::from_secs(10);

    pub fn run(folder: &Path, port: Option<u16>, no_open: bool, terminal: Terminal) -> Outcome {
        if !folder.is_dir() {
            return Err(Failure::io(format!(
                "there is no folder {}",
                folder.display()
            )));
        }
        let open = !no_open && terminal.asking != Asking::Never;
        if let Some(link) = instance_lock::link(folder) {
            say("strong-trust is serving this folder already; this is a new link to it.");
            show(&link, folder, open)?;
            return Ok(Exit::Done);
        }
        // Signals are listened for before anybody can be waiting for them to work.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let signals = {
            let _inside = runtime.enter();
            Signals::listen()?
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))
            .map_err(|error| busy(port, &error))?;
        let port = listener.local_addr()?.port();
        let control = Secret::new().map_err(no_secret)?;
        let traces = Arc::new(Traces {
            record: LockRecord::leave(folder, port, &control),
            folder: folder.to_owned(),
            removed: AtomicBool::new(false),
        });
        // Those of a start that was killed.
        instance_lock::forget_all(folder);
        let of_links = folder.to_owned();
        let env = Env {
            today: Box::new(today),
            day: Box::new(day_of),
            now: Box::new(now),
            log: Box::new(|line| say(&format!("strong-trust: {line}"))),
            read_timeout: PATIENCE,
            control_token: Some(control),
            link_expired: Box::new(move |token| instance_lock::forget(&of_links, token)),
        };
        let state = Arc::new(AppState::new(folder, env).map_err(no_secret)?);
        let token = state.sign_in_link().map_err(no_secret)?;
        show(&Link { port, token }, folder, open)?;
        say("Only this computer can open it. Press Enter here for a new link, and Ctrl-C to stop.");
        give_links(Arc::clone(&state), port);
        let stopped = Arc::new(AtomicBool::new(false));
        runtime.spawn(stop(
            signals,
            Arc::clone(&state),
            Arc::clone(&traces),
            Arc::clone(&stopped),
        ));
        let served = runtime.block_on(serve(state, listener));
        // What is still being worked out does not keep the program: a file is saved whole or not at all.
        runtime.shutdown_background();
        traces.remove();
        served?;
        say("Stopped. Everything that was saved is in the folder.");
        let stopped = stopped.load(Ordering::Relaxed);
        Ok(if stopped { Exit::Stopped } else { Exit::Done })
    }

    /// What a start leaves outside its folder, and has to take away.
    struct Traces {
        record: Option<LockRecord>,
        folder: PathBuf,
        removed: AtomicBool,
    }

    impl Traces {
        /// Takes them away, once: the next start may have left its own since.
        fn remove(&self) {
            if self.removed.swap(true, Ordering::Relaxed) {
                return;
            }
            instance_lock::forget_all(&self.folder);
            if let Some(record) = &self.record {
                record.remove();
            }
        }
    }

    impl Drop for Traces {
        fn drop(&mut self) {
            self.remove();
        }
    }

    /// Stops at the first signal once the last answers are given, and at the second at once.
    async fn stop(
        mut signals: Signals,
        state: Arc<AppState>,
        traces: Arc<Traces>,
        stopped: Arc<AtomicBool>,
    ) {
        signals.next().await;
        stopped.store(true, Ordering::Relaxed);
        state.stop();
        signals.next().await;
        traces.remove();
        process::exit(Exit::Stopped.code().into());
    }

    /// A new link for each press of Enter, as long as there is somebody or something that presses it.
    fn give_links(state: Arc<AppState>, port: u16) {
        std::thread::spawn(move || {
            for line in io::stdin().lines() {
                let (Ok(_), Ok(token)) = (line, state.sign_in_link()) else {
                    return;
                };
                if print(&format!("{}\n", Link { port, token }.address())).is_err() {
                    return;
                }
            }
        });
    }

    /// Opens the browser by a file that sends it on, and prints the link for everybody whose browser cannot read that.
    fn show(link: &Link, folder: &Path, open: bool) -> Result<(), Failure> {
        if !open || !has_screen() {
            say("Open this link in your browser. It works once:");
        } else if let Err(error) = link.write(folder).and_then(open::that_detached) {
            say(&format!(
                "The browser could not be opened ({}). Open this link in it yourself; it works once:",
                clean(&error.to_string())
            ));
        } else {
            say(
                "Your browser opens. If it does not, or may not read the file, open this link in it; it works once:",
            );
        }
        Ok(print(&format!("{}\n", link.address()))?)
    }

    /// Whether there is a screen for a browser. (On Linux, a program without one would open a browser in this terminal.)
    fn has_screen() -> bool {
        !cfg!(target_os = "linux")
            || ["DISPLAY", "WAYLAND_DISPLAY"]
                .iter()
                .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    }

    fn busy(port: Option<u16>, error: &io::Error) -> Failure {
        Failure::io(match (port, error.kind()) {
            (Some(port), io::ErrorKind::AddrInUse) => {
                format!(
                    "port {port} is used by another program: choose another, or leave out --port for one that is free"
                )
            }
            (Some(port), _) => format!("port {port} cannot be used: {error}"),
            (None, _) => format!("this computer gives no port to listen on: {error}"),
        })
    }

    fn no_secret(error: impl std::fmt::Display) -> Failure {
        Failure::io(format!(
            "this computer gives no random numbers, without which the pages cannot be kept safe: {error}"
        ))
    }
}
