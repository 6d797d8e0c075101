//! Listening: connections on a port, none of which may be silent for ever, until the end.

use std::net::TcpListener;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::time::{sleep, timeout};

/// How long the last answers may take when the serving ends.
const LAST_ANSWERS: Duration = Duration::from_secs(5);

/// How long to wait where the computer gives no connection: it has too many open, and some of them will end.
const BREATH: Duration = Duration::from_millis(100);

/// Answers every connection until `ended` comes back; then what was asked is still answered, for a while.
/// A connection that does not say within `patience` what it wants is closed, and so is one that has nothing more to ask.
///
/// # Errors
/// When the listener cannot be used.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    patience: Duration,
    ended: impl Future<Output = ()>,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience);
    let open = GracefulShutdown::new();
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
        let connection = open.watch(http.serve_connection(
            TokioIo::new(stream),
            TowerToHyperService::new(router.clone()),
        ));
        tokio::spawn(async move {
            // Why a connection broke off is known to the browser, and to nobody here.
            let _ = connection.await;
        });
    }
    // A browser that keeps its connection open does not keep the program open.
    let _ = timeout(LAST_ANSWERS, open.shutdown()).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;

    use axum::routing::get;
    use tokio::sync::oneshot;

    use super::*;

    /// What comes back on a connection that sends this and then waits. It waits long, so that only the other end can close it.
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

    #[test]
    fn a_connection_that_stays_silent_is_closed_and_the_others_are_answered_until_the_end() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (end, ended) = oneshot::channel::<()>();
        let served = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            let router = Router::new().route("/", get(async || "here"));
            runtime.block_on(listen(
                listener,
                router,
                Duration::from_millis(300),
                async {
                    let _ = ended.await;
                },
            ))
        });
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
