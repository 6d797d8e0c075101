//! Two users of one computer, each with rights of their own, in a folder that both may write.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::{Desk, Ran, command};

/// How many saves the two make together: `STRONG_TRUST_TEST_SAVES`, or few, so that the tests stay short.
fn saves() -> usize {
    std::env::var("STRONG_TRUST_TEST_SAVES")
        .ok()
        .and_then(|saves| saves.parse().ok())
        .unwrap_or(60)
}

const USERS: [u32; 2] = [65_533, 65_532];

/// Whether tests run as the administrator, who alone can be somebody else.
fn may_be_others() -> bool {
    let id = Command::new("id").arg("-u").output();
    let is_root = id.is_ok_and(|id| id.stdout == b"0\n");
    if !is_root {
        println!("skipped: only the administrator can run programs as two users");
    }
    is_root
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A desk with an assessment that everybody may write, and the program.
fn shared() -> Desk {
    let desk = Desk::with_assessment();
    for place in [".", "t", "t/responses", "t/rubric"] {
        mode(&desk.path(place), 0o777);
    }
    // A program that this one has open for writing could not be run while another test starts its own.
    let copied = Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_strong-trust"))
        .arg(desk.path("program"))
        .status();
    assert!(copied.unwrap().success());
    mode(&desk.path("program"), 0o755);
    desk
}

/// Runs the program as this user, with this mask for new files.
fn run_as(desk: &Desk, user: u32, mask: &str, args: &[&str]) -> Ran {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("umask {mask}; exec \"$0\" \"$@\"")])
        .arg(desk.path("program"))
        .args(args)
        .current_dir(desk.path("."))
        .env_clear()
        .env("TZ", "UTC")
        .stdin(Stdio::null())
        .uid(user)
        .gid(user);
    let output = shell.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The ids of the standards, those of one user and those of the other.
fn standards(desk: &Desk) -> [Vec<String>; 2] {
    let text = ["governance", "civic"]
        .map(|domain| desk.read(&format!("t/rubric/{domain}.toml")))
        .concat();
    let ids: Vec<String> = text
        .split("[[standard]]")
        .skip(1)
        .filter_map(|standard| {
            let (_, rest) = standard.split_once("id = \"")?;
            Some(rest.split('"').next()?.to_owned())
        })
        .collect();
    assert!(ids.len() >= 4, "{ids:?}");
    let of = |user: usize| ids.iter().skip(user).step_by(2).take(4).cloned().collect();
    [of(0), of(1)]
}

#[test]
fn neither_of_two_users_loses_a_save_to_the_other() {
    if !may_be_others() {
        return;
    }
    let desk = shared();
    let ids = standards(&desk);
    let each = saves() / 2;
    let lost: usize = std::thread::scope(|scope| {
        let running: Vec<_> = (0..2)
            .map(|user| {
                let (desk, ids) = (&desk, &ids[user]);
                scope.spawn(move || {
                    let mut acknowledged = vec![String::new(); ids.len()];
                    let mut lost = 0;
                    for round in 0..each {
                        let place = round % ids.len();
                        let proof = format!("mark {round} of user {user}.");
                        let args = [
                            "standards",
                            "t",
                            "set",
                            &ids[place],
                            "met",
                            "--proof",
                            &proof,
                        ];
                        let mask = ["022", "002"][round % 2];
                        // Refused is not lost.
                        if run_as(desk, USERS[user], mask, &args).code == 0 {
                            acknowledged[place] = proof;
                        }
                        let now = desk.read("t/standards.toml");
                        lost += acknowledged
                            .iter()
                            .filter(|proof| !now.contains(*proof))
                            .count();
                    }
                    assert!(
                        acknowledged.iter().all(|proof| !proof.is_empty()),
                        "{acknowledged:?}"
                    );
                    lost
                })
            })
            .collect();
        running.into_iter().map(|user| user.join().unwrap()).sum()
    });
    println!("{} saves of two users, {lost} lost", each * 2);
    assert_eq!(lost, 0);
}

#[test]
fn whoever_cannot_take_the_lock_saves_nothing_and_is_told_why() {
    if !may_be_others() {
        return;
    }
    let desk = shared();
    fs::write(desk.path("t/.strong-trust.lock"), "").unwrap();
    mode(&desk.path("t/.strong-trust.lock"), 0o600);
    let before = desk.everything();
    let answer = [
        "answer",
        "t",
        "governance-purpose",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
    ];
    run_as(&desk, USERS[0], "022", &answer)
        .ends(4)
        .says("nothing was saved, because others could save at the same moment")
        .says(".strong-trust.lock");
    assert_eq!(desk.everything(), before);
    mode(&desk.path("t/.strong-trust.lock"), 0o644);
    run_as(&desk, USERS[0], "022", &answer).ends(0);
}

#[test]
fn files_have_the_rights_that_the_mask_leaves_and_keep_those_that_they_have() {
    let desk = Desk::with_assessment();
    let with_mask = |mask: &str, args: &[&str]| {
        let ran = Command::new("sh")
            .args(["-c", &format!("umask {mask}; exec \"$0\" \"$@\"")])
            .arg(command(&desk.path(".")).get_program())
            .args(args)
            .current_dir(desk.path("."))
            .output()
            .unwrap();
        assert!(ran.status.success(), "{ran:?}");
    };
    let of = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    let answer = |who: &str, level: &str, mask: &str| {
        with_mask(
            mask,
            &[
                "answer",
                "t",
                "governance-purpose",
                level,
                "--as",
                who,
                "--role",
                "trustee",
            ],
        );
    };
    answer("private", "1", "077");
    assert_eq!(of("t/responses/private.toml"), 0o600);
    answer("shared", "1", "002");
    assert_eq!(of("t/responses/shared.toml"), 0o664);
    // Another's mask changes nothing.
    answer("private", "2", "000");
    answer("shared", "2", "077");
    assert_eq!(of("t/responses/private.toml"), 0o600);
    assert_eq!(of("t/responses/shared.toml"), 0o664);
    with_mask("077", &["new", "own", "--trust", "T"]);
    assert_eq!((of("own"), of("own/assessment.toml")), (0o700, 0o600));
    for format in ["html", "json"] {
        let name = format!("r.{format}");
        with_mask("027", &["report", "t", "-o", &name]);
        assert_eq!(of(&name), 0o640);
        mode(&desk.path(&name), 0o600);
        with_mask("000", &["report", "t", "-o", &name, "--force"]);
        assert_eq!(of(&name), 0o600);
    }
}
