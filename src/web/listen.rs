//! Listening: connections on a port, none of which may be silent, unread or too many for ever, until the end.

use std::io;
use std::net::TcpListener;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::{Sleep, sleep, timeout};

/// How long the last answers may take when the serving ends.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// How long to wait where the computer gives no connection: it has too many open, and some of them will end.
const BREATH: Duration = Duration::from_millis(100);

/// How many connections are kept open. A browser has about six, and some computers let a program have 256 open files.
const MOST_CONNECTIONS: usize = 100;

/// The longest head of a request: its address and headers, with the cookies of other programs of this computer.
const LONGEST_HEAD: usize = 64 * 1024;

/// Answers every connection until `ended` comes back; then what was asked is still answered, for a while.
///
/// A connection that does not say within `patience` what it wants is closed, and so is one that has nothing more to ask,
/// or that does not read what it is answered. Where there are too many, room is made by closing the oldest on which
/// nobody who was let in has asked for anything.
///
/// # Errors
/// When the listener cannot be used.
pub(crate) async fn listen(
    listener: TcpListener,
    router: Router,
    patience: Duration,
    ended: impl Future<Output = ()>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(LONGEST_HEAD);
    let open = Arc::new(Connections::default());
    let graceful = GracefulShutdown::new();
    let mut ended = pin!(ended);
    loop {
        let accepted = tokio::select! {
            () = &mut ended => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            sleep(BREATH).await;
            continue;
        };
        let this = open.admit();
        // Every request is told on which connection it comes.
        let service = TowerToHyperService::new(router.clone().layer(Extension(Arc::clone(&this))));
        let stream = TokioIo::new(Patient::new(stream, patience));
        let connection = graceful.watch(http.serve_connection(stream, service));
        let open = Arc::clone(&open);
        tokio::spawn(async move {
            tokio::select! {
                // Why a connection broke off is known to the browser, and to nobody here.
                _ = connection => {}
                () = this.closed.notified() => {}
            }
            open.remove(&this);
        });
    }
    drop(listener);
    // A browser that keeps its connection open does not keep the program open.
    let _ = timeout(LAST_ANSWERS, graceful.shutdown()).await;
    Ok(())
}

/// A connection, as far as its requests have told.
#[derive(Debug, Default)]
pub(crate) struct Connection {
    trusted: AtomicBool,
    closed: Notify,
}

impl Connection {
    /// Remembers that a browser that was let in has asked on it.
    pub(crate) fn trust(&self) {
        self.trusted.store(true, Ordering::Relaxed);
    }
}

/// The open connections, oldest first.
#[derive(Debug, Default)]
struct Connections(Mutex<Vec<Arc<Connection>>>);

impl Connections {
    /// Takes one in, and closes another where there are too many.
    fn admit(&self) -> Arc<Connection> {
        let new = Arc::new(Connection::default());
        let mut open = self.open();
        if open.len() >= MOST_CONNECTIONS {
            let anonymous = open
                .iter()
                .position(|one| !one.trusted.load(Ordering::Relaxed));
            // Kept for the task that serves it, even if that does not wait for it yet.
            open.remove(anonymous.unwrap_or(0)).closed.notify_one();
        }
        open.push(Arc::clone(&new));
        new
    }

    fn remove(&self, one: &Arc<Connection>) {
        self.open().retain(|other| !Arc::ptr_eq(one, other));
    }

    fn open(&self) -> MutexGuard<'_, Vec<Arc<Connection>>> {
        // Each change is one push or one removal, so what a panic left behind is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream that breaks off when the other side reads nothing for too long.
struct Patient {
    stream: TcpStream,
    patience: Duration,
    /// Runs while there is something to write and no room for it.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(stream: TcpStream, patience: Duration) -> Self {
        Self {
            stream,
            patience,
            stalled: None,
        }
    }

    /// Returns what came of writing; an error where nothing has come of it for too long.
    fn waited<T>(
        &mut self,
        wrote: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if wrote.is_ready() {
            self.stalled = None;
            return wrote;
        }
        let patience = self.patience;
        let stalled = self
            .stalled
            .get_or_insert_with(|| Box::pin(sleep(patience)));
        stalled
            .as_mut()
            .poll(context)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.waited(wrote, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.waited(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(context);
        self.waited(shut, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.waited(wrote, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;
    use std::time::Instant;

    use axum::routing::get;
    use tokio::sync::oneshot;

    use super::*;

    /// Returns what comes back on a connection that sends this and then waits. It waits long, so that only the other end can close it.
    fn back(port: u16, sent: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_mins(1)))
            .unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Returns a server of this router on a port of its own, and what ends it.
    fn serving(
        router: Router,
        patience: Duration,
    ) -> (u16, oneshot::Sender<()>, thread::JoinHandle<io::Result<()>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (end, ended) = oneshot::channel::<()>();
        let served = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            let ended = async {
                let _ = ended.await;
            };
            let outcome = runtime.block_on(listen(listener, router, patience, ended));
            runtime.shutdown_background();
            outcome
        });
        (port, end, served)
    }

    /// Returns whether the other side has closed the connection, without reading what it was sent.
    fn is_closed(stream: &mut TcpStream) -> bool {
        stream.set_nonblocking(true).unwrap();
        let closed = match stream.write(b"G") {
            Ok(_) => false,
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
        };
        stream.set_nonblocking(false).unwrap();
        closed
    }

    #[test]
    fn a_connection_that_reads_nothing_of_its_answers_is_closed() {
        let large = || get(async || vec![b'x'; 4 * 1024 * 1024]);
        let router = Router::new().route("/", large());
        let (port, end, served) = serving(router, Duration::from_millis(300));
        let mut unread = TcpStream::connect(("127.0.0.1", port)).unwrap();
        // More than the computer keeps for a connection that is not read.
        let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10);
        unread.write_all(request.as_bytes()).unwrap();
        let begun = Instant::now();
        while !is_closed(&mut unread) {
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "it is kept for ever"
            );
            thread::sleep(Duration::from_millis(50));
        }
        end.send(()).unwrap();
        served.join().unwrap().unwrap();
    }

    #[test]
    fn however_many_strangers_hold_connections_a_newcomer_is_answered_and_who_was_let_in_is_not_closed()
     {
        let known = get(async |Extension(connection): Extension<Arc<Connection>>| {
            connection.trust();
            "known"
        });
        let router = Router::new()
            .route("/", get(async || "here"))
            .route("/known", known);
        // So long that no connection is closed for being silent.
        let (port, end, served) = serving(router, Duration::from_mins(10));
        let mut friend = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let ask = |stream: &mut TcpStream, path: &str| {
            let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
            stream
                .set_read_timeout(Some(Duration::from_mins(1)))
                .unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = [0; 1024];
            let read = stream.read(&mut answer).unwrap();
            String::from_utf8_lossy(&answer[..read]).into_owned()
        };
        assert!(ask(&mut friend, "/known").ends_with("known"));
        let mut anonymous = Vec::new();
        for _ in 0..3 * MOST_CONNECTIONS {
            anonymous.push(TcpStream::connect(("127.0.0.1", port)).unwrap());
        }
        for anonymous in &mut anonymous {
            // Those that were closed do not take it any more.
            drop(anonymous.write_all(b"GET / HTTP/1.1\r\n"));
        }
        for _ in 0..3 {
            let mut newcomer = TcpStream::connect(("127.0.0.1", port)).unwrap();
            assert!(ask(&mut newcomer, "/").ends_with("here"));
        }
        assert!(ask(&mut friend, "/known").ends_with("known"));
        let mut open = 0;
        for anonymous in &mut anonymous {
            anonymous
                .set_read_timeout(Some(Duration::from_millis(1)))
                .unwrap();
            let waits = anonymous.read(&mut [0]).is_err_and(|error| {
                matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
                )
            });
            open += usize::from(waits);
        }
        assert!(open < MOST_CONNECTIONS, "{open} strangers are kept");
        drop(anonymous);
        end.send(()).unwrap();
        served.join().unwrap().unwrap();
    }

    #[test]
    fn too_long_a_head_is_refused() {
        let router = Router::new().route("/", get(async || "here"));
        let (port, end, served) = serving(router, Duration::from_secs(5));
        let long = format!(
            "GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n",
            "x".repeat(2 * LONGEST_HEAD)
        );
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        // It may be closed before everything was sent.
        drop(stream.write_all(long.as_bytes()));
        let mut answer = String::new();
        drop(stream.read_to_string(&mut answer));
        assert!(!answer.contains("200"), "{answer}");
        end.send(()).unwrap();
        served.join().unwrap().unwrap();
    }

    #[test]
    fn a_connection_that_stays_silent_is_closed_and_the_others_are_answered_until_the_end() {
        let router = Router::new().route("/", get(async || "here"));
        let (port, end, served) = serving(router, Duration::from_millis(300));
        let silent: Vec<_> = ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX: "]
            .map(|half| thread::spawn(move || back(port, half)))
            .into();
        // Asked in one connection, which stays open until it has been silent for too long, too.
        let answer = back(
            port,
            "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        );
        assert_eq!(answer.matches("here").count(), 2, "{answer}");
        for silent in silent {
            assert_eq!(silent.join().unwrap(), "");
        }
        end.send(()).unwrap();
        served.join().unwrap().unwrap();
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
