//! A folder that somebody sent is opened by every command that reads, and by every page: nothing is written, in it or
//! elsewhere, nothing is waited for, and nothing outside it is shown as if it were in it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::run::command;

/// What makes one assessment hostile: its folder, and a folder elsewhere that is nobody's business.
type Spoil = Box<dyn Fn(&Path, &Path)>;

/// Longer than any command takes on a busy machine, and shorter than for ever.
const PATIENCE: Duration = Duration::from_mins(2);

/// The files of an assessment, one of each kind.
const FILES: [&str; 8] = [
    "assessment.toml",
    "standards.toml",
    "agreed.toml",
    "indicators.toml",
    "plan.toml",
    "responses/chair.toml",
    "rubric/rubric.toml",
    "rubric/governance.toml",
];

/// Where changes of several files are prepared, now or in versions that wrote them otherwise.
const JOURNALS: [&str; 2] = [".commit", ".upgrade"];

/// Folders as somebody may send them, and a place elsewhere that they lead to.
pub struct Received {
    house: TempDir,
    elsewhere: TempDir,
    /// Their names.
    pub names: Vec<String>,
}

impl Received {
    pub fn new() -> Self {
        let received = Self {
            house: tempfile::tempdir().unwrap(),
            elsewhere: tempfile::tempdir().unwrap(),
            names: Vec::new(),
        };
        let canary = received.canary();
        copy(Path::new("examples/northmoor"), canary);
        fs::write(canary.join("diary.txt"), "Nobody's business.\n").unwrap();
        fs::write(
            canary.join("secret.toml"),
            "secret = \"Nobody's business.\"\n",
        )
        .unwrap();
        let mut names = Vec::new();
        for (name, spoil) in variants() {
            let folder = received.house().join(&name);
            copy(Path::new("examples/northmoor"), &folder);
            spoil(&folder, canary);
            names.push(name);
        }
        Self { names, ..received }
    }

    /// The folder that was received, with the assessments in it.
    pub fn house(&self) -> &Path {
        self.house.path()
    }

    /// A folder that is nobody's business.
    pub fn canary(&self) -> &Path {
        self.elsewhere.path()
    }

    /// Everything there is, to see that nothing was written: also a file that was there for a moment alone changes the
    /// time of its folder.
    pub fn everything(&self) -> BTreeMap<PathBuf, String> {
        let mut found = BTreeMap::new();
        for root in [self.house(), self.canary()] {
            note(root, &mut found);
        }
        found
    }
}

fn note(path: &Path, found: &mut BTreeMap<PathBuf, String>) {
    let facts = fs::symlink_metadata(path).unwrap();
    let holds = if facts.is_symlink() {
        fs::read_link(path).unwrap().display().to_string()
    } else if facts.is_file() {
        format!("{:?}", fs::read(path).unwrap())
    } else {
        String::new()
    };
    let kept = format!(
        "{:o} {} {}.{} {}.{} {holds}",
        facts.mode(),
        facts.ino(),
        facts.mtime(),
        facts.mtime_nsec(),
        facts.ctime(),
        facts.ctime_nsec()
    );
    found.insert(path.to_owned(), kept);
    if facts.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            note(&entry.unwrap().path(), found);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).unwrap();
        }
    }
}

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

fn link(to: impl AsRef<Path>, at: &Path) {
    symlink(to, at).unwrap();
}

/// Takes away what is at the path, whatever it is.
fn clear(path: &Path) {
    if fs::symlink_metadata(path).is_ok_and(|facts| facts.is_dir()) {
        fs::remove_dir_all(path).unwrap();
    } else {
        fs::remove_file(path).unwrap();
    }
}

fn variants() -> Vec<(String, Spoil)> {
    let mut all: Vec<(String, Spoil)> = Vec::new();
    let mut add = |name: String, spoil: Spoil| all.push((name, spoil));
    for file in FILES {
        let plain = file.replace(['/', '.'], "-");
        add(
            format!("link-{plain}"),
            Box::new(move |at, canary| {
                clear(&at.join(file));
                link(canary.join(file), &at.join(file));
            }),
        );
        add(
            format!("pipe-{plain}"),
            Box::new(move |at, _| {
                clear(&at.join(file));
                pipe(&at.join(file));
            }),
        );
    }
    for (name, file, to) in [
        ("zero", "responses/chair.toml", "/dev/zero"),
        ("zero-setup", "assessment.toml", "/dev/zero"),
        ("circle", "plan.toml", "plan.toml"),
        ("nowhere", "agreed.toml", "nowhere.toml"),
        ("secret", "responses/chair.toml", "SECRET"),
        ("linked-responses", "responses", "RESPONSES"),
        ("linked-rubric", "rubric", "RUBRIC"),
        ("responses-above", "responses", ".."),
        ("rubric-device", "rubric", "/dev"),
    ] {
        add(
            name.to_owned(),
            Box::new(move |at, canary| {
                clear(&at.join(file));
                let to = match to {
                    "SECRET" => canary.join("secret.toml"),
                    "RESPONSES" => canary.join("responses"),
                    "RUBRIC" => canary.join("rubric"),
                    to => PathBuf::from(to),
                };
                link(to, &at.join(file));
            }),
        );
    }
    for file in ["responses", "rubric"] {
        add(
            format!("piped-{file}"),
            Box::new(move |at, _| {
                clear(&at.join(file));
                pipe(&at.join(file));
            }),
        );
    }
    for (name, previous) in [
        ("previous-absolute", "CANARY"),
        ("previous-above", "../../../../../../../../etc"),
        ("previous-itself", "."),
        ("previous-root", "/"),
        ("previous-pipe", "pipe"),
        ("previous-device", "/dev/zero"),
        ("previous-share", "//nowhere.invalid/share/x"),
        ("previous-odd", "a\\nb\\u001B[2J"),
        ("previous-circle-a", "../previous-circle-b"),
        ("previous-circle-b", "../previous-circle-a"),
        ("previous-journal", "../journal-0-.upgrade"),
        ("previous-link", "link"),
    ] {
        add(
            name.to_owned(),
            Box::new(move |at, canary| {
                pipe(&at.join("pipe"));
                link(canary, &at.join("link"));
                let previous = previous.replace("CANARY", canary.to_str().unwrap());
                let setup = fs::read_to_string(at.join("assessment.toml")).unwrap();
                let setup = setup.replace("../northmoor-2025", &previous);
                fs::write(at.join("assessment.toml"), setup).unwrap();
            }),
        );
    }
    for journal in JOURNALS {
        for (number, spoil) in journals().into_iter().enumerate() {
            add(
                format!("journal-{number}-{journal}"),
                Box::new(move |at, canary| spoil(&at.join(journal), canary)),
            );
        }
    }
    add("rich".to_owned(), Box::new(rich));
    all
}

/// A journal that names `name`, in the words of each version that wrote one.
fn list(journal: &Path, names: &[&str], canary: &Path) {
    fs::create_dir(journal).unwrap();
    let text = "Taken over.\n";
    let digest = sha256(text);
    let mut list = if journal.ends_with(".commit") {
        "format = \"strong-trust/commit/1\"\n".to_owned()
    } else {
        String::new()
    };
    for (number, name) in names.iter().enumerate() {
        let name = name.replace("CANARY", canary.to_str().unwrap());
        let key = if journal.ends_with(".commit") {
            "after"
        } else {
            "digest"
        };
        list += &format!("[[file]]\nname = {name:?}\n{key} = \"{digest}\"\n");
        fs::write(journal.join(number.to_string()), text).unwrap();
    }
    // And one that would be taken away.
    let victim = canary.join("diary.txt");
    list += &format!(
        "[[file]]\nname = \"{}\"\n[[file]]\nname = \"d/diary.txt\"\n",
        victim.display()
    );
    fs::write(journal.join("list.toml"), list).unwrap();
}

fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes())
        .iter()
        .fold(String::new(), |all, byte| format!("{all}{byte:02x}"))
}

fn journals() -> Vec<Spoil> {
    let beside = |journal: &Path, name: &str| journal.parent().unwrap().join(name);
    vec![
        // Through a link, and through a linked folder.
        Box::new(move |journal, canary| {
            list(journal, &["x", "d/new.toml", "d/diary.txt"], canary);
            link(canary.join("diary.txt"), &beside(journal, "x"));
            link(canary, &beside(journal, "d"));
        }),
        Box::new(|journal, canary| list(journal, &["CANARY/new.toml", "../new.toml"], canary)),
        Box::new(|journal, canary| {
            list(
                journal,
                &["assessment.toml", "responses/chair.toml"],
                canary,
            );
        }),
        Box::new(|journal, _| fs::create_dir(journal).unwrap()),
        Box::new(|journal, _| fs::write(journal, "").unwrap()),
        Box::new(|journal, _| pipe(journal)),
        Box::new(|journal, canary| {
            list(&canary.join("journal"), &["assessment.toml"], canary);
            link(canary.join("journal"), journal);
            // One is enough for all of them.
            fs::rename(
                canary.join("journal"),
                canary.join(format!("of{}", journal.file_name().unwrap().display())),
            )
            .unwrap();
        }),
        Box::new(|journal, _| {
            fs::create_dir(journal).unwrap();
            pipe(&journal.join("list.toml"));
        }),
        Box::new(|journal, _| {
            fs::create_dir(journal).unwrap();
            link("/dev/zero", &journal.join("list.toml"));
        }),
        Box::new(|journal, canary| {
            list(journal, &["plan.toml"], canary);
            clear(&journal.join("0"));
            link("/dev/zero", &journal.join("0"));
        }),
    ]
}

/// An assessment that can be read, with all that can stand beside its files.
fn rich(at: &Path, canary: &Path) {
    for name in [".tmp-ab", "responses/.tmp-ab", "rubric/.tmp-ab"] {
        link(canary.join("diary.txt"), &at.join(name));
    }
    link(canary, &at.join(".tmp-upgrade"));
    link(canary, &at.join(".tmp-commit"));
    link(canary, &at.join("backup"));
    link(
        canary.join("not there yet.txt"),
        &at.join(".strong-trust.lock"),
    );
    pipe(&at.join("responses/pipe"));
    pipe(&at.join("pipe.toml"));
    let odd = std::ffi::OsStr::from_bytes(b"n\nw\x1b[2J\xff.txt");
    fs::write(at.join("responses").join(odd), "x").unwrap();
    fs::create_dir(at.join("fo\u{1b}]0;x\u{7}lder\n")).unwrap();
    for number in 0..3_000 {
        fs::write(at.join(format!("responses/{number}.bak")), "").unwrap();
    }
}

/// Commands that read. `DIR` is the assessment, `OUT` a place that the person names for what is made.
const READING: &[&[&str]] = &[
    &["status", "DIR"],
    &["check", "DIR"],
    &["report", "DIR", "--format", "markdown", "-o", "-"],
];

const ALL: &[&[&str]] = &[
    &["status", "DIR", "--json"],
    &["report", "DIR"],
    &["report", "DIR", "--format", "html", "-o", "-"],
    &["report", "DIR", "--format", "json", "-o", "-"],
    &[
        "report", "DIR", "--format", "csv", "--what", "answers", "-o", "-",
    ],
    &["report", "DIR", "-o", "OUT/board.docx"],
    &["report", "DIR", "-o", "OUT/board.xlsx"],
    &[
        "report",
        "DIR",
        "--edition",
        "public",
        "-o",
        "OUT/public.html",
    ],
    &["report", "DIR", "--since", "DIR"],
    &["explain", "DIR", "governance"],
    &["explain", "DIR", "governance-purpose"],
    &["compare", "DIR", "CANARY"],
    &["staircase", "DIR"],
    &["whatif", "DIR", "governance-purpose", "4"],
    &["respondent", "list", "DIR"],
    &["respondent", "remove", "DIR", "chair"],
    &["agree", "DIR", "list"],
    &["agree", "DIR", "agenda", "-o", "-"],
    &["standards", "DIR", "list"],
    &["plan", "DIR"],
    &["plan", "DIR", "export", "-o", "OUT/plan.ics"],
    &["target", "DIR"],
    &["indicator", "DIR"],
    &[
        "form",
        "write",
        "DIR",
        "--as",
        "chair",
        "-o",
        "OUT/chair.xlsx",
    ],
    &["rubric", "check", "DIR/rubric"],
    &["rubric", "show", "DIR/rubric"],
    &["rubric", "upgrade", "DIR", "--dry-run"],
    &["assess", "DIR"],
    &["check", "."],
];

/// System calls that change what is on the disk.
const CHANGES: &str = "open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,truncate,ftruncate,chmod,fchmod,fchmodat,chown,lchown,fchown,fchownat,utimensat,mknod,mknodat,setxattr,fsetxattr,lsetxattr";

/// Whether system calls can be watched here.
fn can_watch() -> bool {
    Command::new("strace")
        .args(["-qq", "-e", "trace=none", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a command, which has to end, and returns what it said on one line.
fn run(desk: &Path, args: &[String], watch: Option<&Path>) -> Result<String, String> {
    let mut program = command(desk);
    if let Some(record) = watch {
        let mut watched = Command::new("strace");
        watched
            .args(["-f", "-qq", "-y", "-s", "4096", "-e"])
            .arg(format!("trace={CHANGES}"))
            .arg("-o")
            .arg(record)
            .arg(program.get_program())
            .current_dir(desk)
            .env("TZ", "UTC");
        program = watched;
    }
    let said = tempfile::NamedTempFile::new().unwrap();
    let both = said.reopen().unwrap();
    let mut child = program
        .args(args)
        .stdin(Stdio::null())
        .stdout(both.try_clone().unwrap())
        .stderr(both)
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let ended = loop {
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            return Err(format!("{args:?} does not end"));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let said = String::from_utf8_lossy(&fs::read(said.path()).unwrap()).into_owned();
    let said = said.split(' ').flat_map(str::lines);
    let said = said.collect::<Vec<_>>().join(" ");
    let is_known = ended.code().is_some_and(|code| (0..=4).contains(&code));
    if is_known && !said.contains("panicked at") {
        Ok(said)
    } else {
        Err(format!("{args:?}: {ended}: {said}"))
    }
}

/// The first call that changes anything but what the person asked for, which lies in `out`.
fn change(record: &Path, out: &Path) -> Option<String> {
    let record = fs::read(record).unwrap();
    let out = out.to_str().unwrap();
    let is_a_change = |call: &&str| {
        let opens = call.contains("open");
        let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"]
            .iter()
            .any(|mode| call.contains(mode));
        let asked_for = [out, "\"/dev/", "\"/proc/", "</dev/"]
            .iter()
            .any(|place| call.contains(place));
        let is_a_call = call.contains('(') && !call.contains("+++") && !call.contains("---");
        is_a_call && (!opens || writes) && !asked_for
    };
    String::from_utf8_lossy(&record)
        .lines()
        .find(is_a_change)
        .map(str::to_owned)
}

#[test]
fn a_received_folder_is_read_by_every_command_and_nothing_is_written_or_waited_for() {
    let received = Received::new();
    let before = received.everything();
    let out = tempfile::tempdir().unwrap();
    let records = tempfile::tempdir().unwrap();
    let watched = can_watch();
    let jobs: Vec<(&str, &[&str])> = received
        .names
        .iter()
        .flat_map(|name| READING.iter().map(|args| (name.as_str(), *args)))
        .chain(ALL.iter().map(|args| ("rich", *args)))
        .collect();
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    let work = || {
        while let Some((name, args)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let args: Vec<String> = args
                .iter()
                .map(|arg| {
                    arg.replace("DIR", name)
                        .replace("CANARY", received.canary().to_str().unwrap())
                        .replace("OUT", out.path().to_str().unwrap())
                })
                .collect();
            let record = records
                .path()
                .join(format!("{:?}", std::thread::current().id()));
            let fault = |what: String| faults.lock().unwrap().push(what);
            match run(received.house(), &args, watched.then_some(&record)) {
                Err(words) => fault(words),
                Ok(said) if said.contains("Nobody's business") || said.contains('\u{1b}') => {
                    fault(format!("{args:?} shows {said:?}"));
                }
                Ok(_) => {}
            }
            if let Some(call) = watched.then(|| change(&record, out.path())).flatten() {
                fault(format!("{args:?} changes something: {call}"));
            }
        }
    };
    std::thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(work);
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(
        before == received.everything(),
        "{:?}",
        changed(&before, &received.everything())
    );
    for name in ["public.html", "board.docx", "plan.ics", "chair.xlsx"] {
        assert!(out.path().join(name).exists(), "{name}");
    }
}

/// The paths that are not what they were.
pub fn changed(
    before: &BTreeMap<PathBuf, String>,
    after: &BTreeMap<PathBuf, String>,
) -> Vec<PathBuf> {
    let paths = before.keys().chain(after.keys());
    let mut changed: Vec<PathBuf> = paths
        .filter(|path| before.get(*path) != after.get(*path))
        .cloned()
        .collect();
    changed.sort();
    changed.dedup();
    changed
}

#[test]
fn what_stands_beside_the_files_keeps_nobody_from_reading() {
    let received = Received::new();
    for args in [
        ["status", "rich"],
        ["status", "previous-circle-a"],
        ["status", "previous-device"],
        ["status", "previous-share"],
    ] {
        let args = args.map(str::to_owned);
        let said = run(received.house(), &args, None).unwrap();
        assert!(said.contains("Northmoor"), "{args:?}: {said}");
    }
    let said = run(
        received.house(),
        &["check".to_owned(), "secret".to_owned()],
        None,
    )
    .unwrap();
    assert!(
        said.contains("is a link to another place")
            && said.contains("put a copy of the file there"),
        "{said}"
    );
}
