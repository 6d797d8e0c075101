use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::assessment::{Action, Agreed, Course, Entry, Judgement, Note, Rating, Status};
use crate::rubric::StandardId;
use crate::store::trial::{assessment, criterion, noted, respondent, role};
use crate::store::{Folder, PlanEdit, Saved};

/// Files in which somebody else is so many times quicker.
#[derive(Debug)]
struct Meddled {
    dir: Dir,
    quicker: AtomicUsize,
}

impl Files for Meddled {
    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        self.dir.snapshot()
    }
    fn list(&self) -> Result<Vec<String>, StoreError> {
        self.dir.list()
    }
    fn read(&self, name: &str) -> Result<Option<Source>, StoreError> {
        self.dir.read(name)
    }
    fn commit(&self, expect: &[Expect], writes: &[Write]) -> Result<(), CommitError> {
        let left = self.quicker.load(Ordering::Relaxed);
        if left > 0 {
            self.quicker.store(left - 1, Ordering::Relaxed);
            return Err(CommitError::Moved);
        }
        self.dir.commit(expect, writes)
    }
    fn create(&self, writes: &[Write]) -> Result<(), StoreError> {
        self.dir.create(writes)
    }
    fn half_way(&self) -> Result<Option<HalfWay>, StoreError> {
        self.dir.half_way()
    }
    fn finish(&self) -> Result<bool, StoreError> {
        self.dir.finish()
    }
    fn set_aside(&self) -> Result<(), StoreError> {
        self.dir.set_aside()
    }
    fn discard(&self, name: &str) -> Result<(), StoreError> {
        self.dir.discard(name)
    }
    fn sweep(&self) -> Result<(), StoreError> {
        self.dir.sweep()
    }
}

/// Saves once in every way that there is.
fn save_everything(folder: &Folder, rubric: &crate::rubric::Rubric, meddle: &dyn Fn()) {
    let (who, post) = (respondent("head"), role("head"));
    meddle();
    let mut session = folder.respond(rubric, &who, &post).unwrap();
    assert_eq!(session.save(&noted(0, "One.")).unwrap(), Saved::Written);
    meddle();
    assert_eq!(session.save(&noted(0, "Two.")).unwrap(), Saved::Written);
    meddle();
    let entry = Entry {
        standard: StandardId::new("standard-0").unwrap(),
        status: Status::Met,
        checked: None,
        by: None,
        proof: None,
        explanation: None,
    };
    folder.save_entry(rubric, &entry).unwrap();
    meddle();
    let agreed = Agreed {
        judgement: Judgement {
            rating: Rating::Unknown,
            uneven: None,
            warning_signs: Vec::new(),
            warning_note: None,
            evidence: Vec::new(),
            review: false,
        },
        criterion: criterion(0),
        reason: Note::new("So.").unwrap(),
        moderator: "Chair".into(),
        date: jiff::civil::date(2026, 11, 12),
        dissent: None,
    };
    folder.agree(rubric).unwrap().save(&agreed).unwrap();
    meddle();
    let action = Action {
        id: String::new(),
        subject: "work-1".into(),
        what: "Look".into(),
        course: Course::NoAction {
            reason: "So.".into(),
        },
        note: None,
    };
    let (_, written) = folder
        .save_plan(
            rubric,
            &[PlanEdit::Add(action.clone()), PlanEdit::Add(action)],
        )
        .unwrap();
    let ids: Vec<&str> = written.iter().map(|action| action.id.as_str()).collect();
    assert_eq!(ids, ["a1", "a2"], "each try begins with the same numbers");
    meddle();
    folder
        .save_next_review(rubric, jiff::civil::date(2027, 1, 1))
        .unwrap();
    meddle();
    folder
        .save_target(
            rubric,
            Some(&criterion(1)),
            Some(rubric.scale().top()),
            None,
        )
        .unwrap();
    meddle();
    folder.rename_respondent(&who, &respondent("quay")).unwrap();
    meddle();
    folder
        .remove_respondent(&respondent("quay"), Some("(removed)"))
        .unwrap();
}

#[test]
fn somebody_who_is_quicker_changes_nothing_about_what_is_saved() {
    let mut texts = Vec::new();
    for times in 0..=3 {
        let (_temporary, folder, rubric) = assessment(2);
        let meddled = Arc::new(Meddled {
            dir: Dir::at(folder.path().to_owned()),
            quicker: AtomicUsize::new(0),
        });
        let folder = folder.held_by(meddled.clone());
        save_everything(&folder, &rubric, &|| {
            meddled.quicker.store(times, Ordering::Relaxed);
        });
        texts.push(format!("{:?}", folder.text().unwrap()));
    }
    assert!(texts.iter().all(|text| *text == texts[0]));
}

#[test]
fn a_change_is_refused_where_anything_that_it_builds_on_has_moved() {
    let (_temporary, folder, _) = assessment(1);
    let files = folder.files();
    let put = [Write::put("plan.toml", "format = 1\n")];
    let whole = files.snapshot().unwrap().revision();
    let moved = |expect: Expect| matches!(files.commit(&[expect], &put), Err(CommitError::Moved));
    assert!(moved(Expect::Is(
        "assessment.toml".into(),
        Revision::of("other")
    )));
    assert!(moved(Expect::Is("agreed.toml".into(), Revision::of(""))));
    assert!(moved(Expect::Absent("assessment.toml".into())));
    fs::write(folder.path().join("responses/Chair.toml"), "").unwrap();
    assert!(moved(Expect::Absent("responses/chair.toml".into())));
    assert!(moved(Expect::Same(whole.clone())));
    fs::remove_file(folder.path().join("responses/Chair.toml")).unwrap();
    assert!(!folder.path().join("plan.toml").exists());
    files.commit(&[Expect::Same(whole.clone())], &put).unwrap();
    // It is so already, whatever has moved.
    files.commit(&[Expect::Same(whole)], &put).unwrap();
}

#[test]
fn nothing_is_written_under_a_name_that_an_assessment_does_not_have() {
    let (temporary, folder, _) = assessment(1);
    for name in [
        "x",
        "../victim.toml",
        "d/file",
        "responses/../../x.toml",
        ".commit",
    ] {
        for write in [
            Write::put(name, "x"),
            Write::Remove { name: name.into() },
            Write::Move {
                from: "assessment.toml".into(),
                to: name.into(),
                text: "x".into(),
            },
        ] {
            assert!(folder.files().commit(&[], &[write]).is_err(), "{name}");
        }
    }
    assert!(folder.path().join("assessment.toml").exists());
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 1);
}

#[cfg(unix)]
mod hostile {
    use std::collections::BTreeMap;
    use std::os::unix::fs::symlink;
    use std::path::PathBuf;
    use std::process::Command;

    use super::*;
    use crate::store::place_before;

    /// A folder as somebody else made it, with `.commit`, and things of its receiver beside it.
    struct Received {
        outer: tempfile::TempDir,
        folder: Folder,
        rubric: crate::rubric::Rubric,
    }

    impl Received {
        fn new() -> Self {
            let (outer, folder, rubric) = assessment(2);
            folder
                .save_answer(
                    &rubric,
                    &respondent("chair"),
                    &role("chair"),
                    &noted(0, "x"),
                )
                .unwrap();
            fs::create_dir(folder.path().join(".commit")).unwrap();
            fs::create_dir(outer.path().join("home")).unwrap();
            fs::write(outer.path().join("home/diary.toml"), "mine").unwrap();
            Self {
                outer,
                folder,
                rubric,
            }
        }

        fn at(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        /// A list that takes these names away, or gives them another text, which is there.
        fn list(&self, names: &[&str], takes_away: bool) {
            let mut list = "format = \"strong-trust/commit/1\"\n".to_owned();
            for (number, name) in names.iter().enumerate() {
                let name = toml::Value::from(*name);
                let before = digest(b"mine");
                if takes_away {
                    list += &format!("[[file]]\nname = {name}\nbefore = \"{before}\"\n");
                } else {
                    let after = digest(b"theirs");
                    list += &format!(
                        "[[file]]\nname = {name}\nbefore = \"{before}\"\nafter = \"{after}\"\n"
                    );
                    fs::write(self.at(&format!(".commit/{number}")), "theirs").unwrap();
                }
            }
            fs::write(self.at(".commit/list.toml"), list).unwrap();
        }

        /// Opens, reads and saves; whatever comes of it, nothing is written but the answer that was saved.
        #[track_caller]
        fn harms_nobody(&self) {
            let before = everything(self.outer.path());
            let opened = Folder::open(self.folder.path()).unwrap();
            let _ = opened.load();
            let _ = opened.half_way().unwrap();
            let _ = opened.conflicts();
            let _ = place_before(opened.path());
            assert_eq!(everything(self.outer.path()), before, "reading wrote");
            let _ = opened.save_answer(
                &self.rubric,
                &respondent("head"),
                &role("head"),
                &noted(0, "x"),
            );
            let _ = opened.finish();
            let _ = opened.set_aside();
            opened
                .save_answer(
                    &self.rubric,
                    &respondent("head"),
                    &role("head"),
                    &noted(1, "y"),
                )
                .unwrap();
            let mut after = everything(self.outer.path());
            after.retain(|path, _| {
                !path.ends_with("responses/head.toml")
                    && !path.to_string_lossy().contains(".commit")
                    && !path.ends_with(".strong-trust.lock")
            });
            let mut before = before;
            before.retain(|path, _| {
                !path.to_string_lossy().contains(".commit") && !path.ends_with(".strong-trust.lock")
            });
            assert_eq!(after, before);
        }
    }

    /// Everything below a folder: files with their bytes, links with where they lead.
    fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            if kind.is_dir() {
                found.extend(everything(&path));
            } else if kind.is_symlink() {
                let to = fs::read_link(&path).unwrap();
                found.insert(path, to.to_string_lossy().into_owned().into_bytes());
            } else if kind.is_file() {
                found.insert(path.clone(), fs::read(&path).unwrap());
            } else {
                found.insert(path, b"a pipe".to_vec());
            }
        }
        found
    }

    #[test]
    fn an_empty_or_foreign_folder_of_that_name_blocks_nothing() {
        let received = Received::new();
        assert_eq!(received.folder.half_way().unwrap(), Some(HalfWay::Foreign));
        assert!(received.folder.load().unwrap().warnings.len() == 1);
        received.harms_nobody();
        let again = Received::new();
        fs::write(again.at(".commit/photo.jpg"), "x").unwrap();
        fs::create_dir(again.at(".commit/album")).unwrap();
        // Also where several files change, and the name is needed.
        again
            .folder
            .rename_respondent(&respondent("chair"), &respondent("quay"))
            .unwrap();
        assert!(again.at(".commit-set-aside-1/photo.jpg").exists());
    }

    #[test]
    fn a_list_that_names_a_link_or_something_behind_a_linked_folder_is_not_followed() {
        for takes_away in [true, false] {
            for name in [
                "x",
                "d/file",
                "../home/diary.toml",
                "agreed.toml",
                "responses/diary.toml",
                "rubric/diary.toml",
            ] {
                let received = Received::new();
                let home = received.outer.path().join("home");
                fs::write(home.join("file"), "mine").unwrap();
                symlink(home.join("diary.toml"), received.at("x")).unwrap();
                symlink(home.join("diary.toml"), received.at("agreed.toml")).unwrap();
                symlink(home.join("diary.toml"), received.at("responses/diary.toml")).unwrap();
                symlink(home.join("diary.toml"), received.at("rubric/diary.toml")).unwrap();
                symlink(&home, received.at("d")).unwrap();
                received.list(&[name], takes_away);
                assert_ne!(
                    received.folder.half_way().unwrap(),
                    Some(HalfWay::Made),
                    "{name}"
                );
                received.harms_nobody();
            }
        }
    }

    #[test]
    fn a_linked_folder_of_responses_is_neither_read_nor_written_through() {
        let received = Received::new();
        let (home, responses) = (received.outer.path().join("home"), received.at("responses"));
        fs::rename(responses.join("chair.toml"), home.join("chair.toml")).unwrap();
        fs::remove_dir(&responses).unwrap();
        symlink(&home, &responses).unwrap();
        received.list(&["responses/diary.toml"], true);
        let before = everything(received.outer.path());
        let error = received.folder.load().unwrap_err().to_string();
        assert!(error.contains("is a link to another place"), "{error}");
        let saved = received.folder.save_answer(
            &received.rubric,
            &respondent("chair"),
            &role("chair"),
            &noted(0, "z"),
        );
        assert!(saved.is_err());
        received.folder.set_aside().unwrap();
        let saved = received.folder.save_answer(
            &received.rubric,
            &respondent("chair"),
            &role("chair"),
            &noted(0, "z"),
        );
        let error = saved.unwrap_err().to_string();
        assert!(error.contains("is a link to another place"), "{error}");
        let home = |all: &BTreeMap<PathBuf, Vec<u8>>| {
            let mut all = all.clone();
            all.retain(|path, _| path.starts_with(&home));
            all
        };
        assert_eq!(home(&everything(received.outer.path())), home(&before));
    }

    #[test]
    fn pipes_devices_and_links_in_it_are_not_read() {
        let pipe = |path: PathBuf| {
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        };
        let received = Received::new();
        pipe(received.at(".commit/list.toml"));
        received.harms_nobody();

        let received = Received::new();
        symlink("/dev/zero", received.at(".commit/list.toml")).unwrap();
        received.harms_nobody();

        for to in ["/dev/zero", "/etc/hostname", "nowhere"] {
            let received = Received::new();
            fs::write(received.at("agreed.toml"), "").unwrap();
            received.list(&["agreed.toml"], false);
            fs::remove_file(received.at(".commit/0")).unwrap();
            symlink(to, received.at(".commit/0")).unwrap();
            assert_eq!(
                received.folder.half_way().unwrap(),
                Some(HalfWay::NotAllHere)
            );
            received.harms_nobody();
        }

        let received = Received::new();
        received.list(&["agreed.toml"], false);
        fs::remove_file(received.at(".commit/0")).unwrap();
        pipe(received.at(".commit/0"));
        received.harms_nobody();

        let received = Received::new();
        fs::remove_dir(received.at(".commit")).unwrap();
        symlink(received.outer.path().join("home"), received.at(".commit")).unwrap();
        received.harms_nobody();
        received
            .folder
            .rename_respondent(&respondent("chair"), &respondent("quay"))
            .unwrap();
    }

    #[test]
    fn a_list_that_is_too_long_or_says_more_than_ours_is_none() {
        let received = Received::new();
        received.list(&["agreed.toml"], false);
        let path = received.at(".commit/list.toml");
        let list = fs::read_to_string(&path).unwrap();
        for other in [
            String::new(),
            "not TOML".to_owned(),
            list.replace("commit/1", "commit/2"),
            format!("{list}more = 1\n"),
            format!("{list}\n{}", "#\n".repeat(3_000_000)),
        ] {
            fs::write(&path, other).unwrap();
            assert_eq!(received.folder.half_way().unwrap(), Some(HalfWay::Foreign));
        }
        received.harms_nobody();
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_found_out_before_anything_is_changed() {
        use std::os::unix::fs::PermissionsExt;
        let received = Received::new();
        fs::write(
            received.at("agreed.toml"),
            "format = 1\n[[agreed]]\ncriterion = \"work-0\"\nlevel = 1\nreason = \"So.\"\nmoderator = \"chair\"\ndate = 2026-11-01\n",
        )
        .unwrap();
        let responses = received.at("responses");
        fs::set_permissions(&responses, fs::Permissions::from_mode(0o555)).unwrap();
        if fs::write(responses.join("probe"), "").is_ok() {
            println!("skipped: whoever runs this may write everywhere");
            fs::remove_file(responses.join("probe")).unwrap();
            return;
        }
        let before = everything(received.outer.path());
        let renamed = received
            .folder
            .rename_respondent(&respondent("chair"), &respondent("quay"));
        assert!(renamed.is_err());
        let mut after = everything(received.outer.path());
        after.remove(&received.at(".strong-trust.lock"));
        assert_eq!(after, before);
        fs::set_permissions(&responses, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
