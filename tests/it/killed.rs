//! Commands killed at any moment: what was acknowledged is there, nothing is half there, and doing it again succeeds.

use std::fs;
use std::process::{Child, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use strong_trust::store::Folder;

use crate::run::{Desk, command};

/// How many commands are killed: `STRONG_TRUST_TEST_KILLS`, or few, so that the tests stay short.
fn kills() -> usize {
    std::env::var("STRONG_TRUST_TEST_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(40)
}

fn start(desk: &Desk, args: &[&str]) -> Child {
    command(&desk.path("."))
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Runs a command, and kills it after a part of the time that it usually takes. Returns how it ended.
fn killed(desk: &Desk, args: &[&str], usual: Duration) -> ExitStatus {
    let mut child = start(desk, args);
    // The work on the disk comes towards the end.
    let part = usual.mul_f64(0.3 + 0.9 * moment());
    sleep(part);
    child.kill().unwrap();
    child.wait().unwrap()
}

/// A number between 0 and 1 that nobody chose.
fn moment() -> f64 {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    f64::from(now.subsec_nanos() % 100_003) / 100_003.0
}

/// What is to be done in a round: the arguments of the command.
fn act(round: usize) -> Vec<String> {
    let (from, to) = if round % 8 < 4 {
        ("head-1", "quay")
    } else {
        ("quay", "head-1")
    };
    let mark = format!("mark {round}.");
    let year = (3000 + round).to_string();
    let (cycle, date) = (format!("n{round}"), format!("{year}-01-01"));
    let args: Vec<&str> = match round % 4 {
        0 => vec!["respondent", "rename", "t", from, to],
        1 => vec![
            "answer",
            "t",
            "governance-purpose",
            "2",
            "--as",
            "chair",
            "--role",
            "chair",
            "--note",
            &mark,
        ],
        2 => vec!["next", "t", &cycle, "--cycle", &year, "--date", &date],
        _ => vec!["new", &cycle, "--trust", "T", "--cycle", &year],
    };
    args.into_iter().map(str::to_owned).collect()
}

fn note(desk: &Desk) -> String {
    let loaded = Folder::open(desk.path("t")).unwrap().load().unwrap();
    let chair = loaded
        .assessment
        .responses
        .iter()
        .find(|response| response.respondent.as_str() == "chair");
    chair
        .and_then(|response| response.answers[0].note.clone())
        .map_or_else(String::new, String::from)
}

/// Which of the two names the head has: in the answers and in what was agreed, it is the same.
fn head(desk: &Desk) -> String {
    let assessment = Folder::open(desk.path("t"))
        .unwrap()
        .load()
        .unwrap()
        .assessment;
    let heads: Vec<&str> = assessment
        .responses
        .iter()
        .map(|response| response.respondent.as_str())
        .filter(|id| *id != "chair")
        .collect();
    assert_eq!(heads.len(), 1, "{heads:?}");
    assert_eq!(assessment.agreed[0].moderator, heads[0]);
    heads[0].to_owned()
}

#[test]
fn whatever_was_acknowledged_is_there_and_nothing_is_half_there() {
    let desk = Desk::with_assessment();
    desk.run(&[
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "head-1",
        "--role",
        "headteacher",
    ])
    .ends(0);
    desk.write(
        "t/agreed.toml",
        "format = 1\n\n[[agreed]]\ncriterion = \"governance-purpose\"\nlevel = 2\nreason = \"So.\"\nmoderator = \"head-1\"\ndate = 2026-11-01\n",
    );
    let mut usual = [Duration::from_millis(30); 4];
    let (mut done, mut stopped, mut lost) = (0, 0, 0);
    for round in 0..kills() {
        let args = act(round);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (note_before, head_before) = (note(&desk), head(&desk));
        let acknowledged = killed(&desk, &args, usual[round % 4]).success();
        if acknowledged {
            done += 1;
            // The computer has less to do than before: the next is killed sooner.
            usual[round % 4] = usual[round % 4].mul_f64(0.8);
        } else {
            stopped += 1;
        }
        // Loaded whole, or not there at all.
        let is_done = match round % 4 {
            0 => {
                let now = head(&desk);
                assert!(now == head_before || now == args[4], "{now}");
                now == args[4]
            }
            1 => {
                let now = note(&desk);
                assert!(now == note_before || now == args[9], "{now}");
                now == args[9]
            }
            place => {
                let at = desk.path(args[if place == 2 { 2 } else { 1 }]);
                match Folder::open(&at) {
                    Ok(folder) => {
                        folder.load().unwrap();
                        true
                    }
                    Err(_) => false,
                }
            }
        };
        if acknowledged && !is_done {
            lost += 1;
        }
        let begun = Instant::now();
        let again = start(&desk, &args).wait().unwrap();
        if is_done {
            // A renaming or a new folder that is there is said to be so.
            assert!(again.success() || round % 4 != 1, "{args:?}");
        } else {
            assert!(
                again.success(),
                "round {round}: {args:?} cannot be done again"
            );
            usual[round % 4] = begun.elapsed();
        }
        if round % 4 > 1 {
            let at = desk.path(args[if round % 4 == 2 { 2 } else { 1 }]);
            Folder::open(&at).unwrap().load().unwrap();
            fs::remove_dir_all(at).unwrap();
        }
    }
    println!("{done} acknowledged, {stopped} killed before, {lost} lost");
    assert_eq!(lost, 0);
    assert!(stopped > 0, "nothing was killed in time");
}
