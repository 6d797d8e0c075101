//! Lets a test stop the work on the disk at any step, or make one step fail.

use std::cell::RefCell;
use std::io;
use std::path::Path;

/// What happens at which step, counted from 0.
#[derive(Debug, Clone, Copy)]
pub enum At {
    /// Nothing is done any more from before this step on, as after a power cut.
    StoppedBefore(usize),
    /// This step is done, and nothing after it.
    StoppedAfter(usize),
    /// This one step fails so, and the next ones work.
    Fails(usize, io::ErrorKind),
}

#[derive(Debug, Default)]
struct Watch {
    at: Option<At>,
    step: usize,
    reached: bool,
    stopped: bool,
}

thread_local! {
    static WATCH: RefCell<Watch> = RefCell::default();
}

/// Does something with a fault at a step. Returns what came of it, and whether the step was reached.
pub fn with<T>(at: At, act: impl FnOnce() -> T) -> (T, bool) {
    WATCH.replace(Watch {
        at: Some(at),
        ..Watch::default()
    });
    let done = act();
    let watch = WATCH.take();
    (done, watch.reached)
}

pub fn before(_: &Path) -> io::Result<()> {
    WATCH.with_borrow_mut(|watch| {
        if watch.stopped {
            return Err(stopped());
        }
        let step = watch.step;
        watch.step += 1;
        match watch.at {
            Some(At::StoppedBefore(at)) if at == step => {
                (watch.reached, watch.stopped) = (true, true);
                Err(stopped())
            }
            Some(At::Fails(at, kind)) if at == step => {
                watch.reached = true;
                Err(kind.into())
            }
            Some(At::StoppedBefore(_) | At::StoppedAfter(_) | At::Fails(..)) | None => Ok(()),
        }
    })
}

pub fn after(_: &Path) -> io::Result<()> {
    WATCH.with_borrow_mut(|watch| match watch.at {
        Some(At::StoppedAfter(at)) if at + 1 == watch.step => {
            (watch.reached, watch.stopped) = (true, true);
            Err(stopped())
        }
        Some(At::StoppedBefore(_) | At::StoppedAfter(_) | At::Fails(..)) | None => Ok(()),
    })
}

fn stopped() -> io::Error {
    io::Error::other("the test stopped here")
}
