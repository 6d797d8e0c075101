//! Everything that changes a folder, stopped before and after every step on the disk, and with each step failing once:
//! what a reader sees is all of the change or nothing of it, what is said of it is true, and doing it again succeeds.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::rubric::RubricText;
use crate::source::Source;
use crate::store::disk::watch::{At, with};
use crate::store::trial::{assessment, copy_all, new, noted, respondent, role, rubric_text};
use crate::store::{Folder, LoadError, NextCycle, StoreError};

/// What somebody does in a desk with the assessment `trust`.
type Act = fn(&Path) -> Result<(), StoreError>;

fn trust(desk: &Path) -> Folder {
    Folder::open(desk.join("trust")).unwrap()
}

fn save(desk: &Path) -> Result<(), StoreError> {
    let folder = trust(desk);
    let rubric = crate::rubric::parse(&rubric_text(2)).unwrap();
    folder
        .save_answer(
            &rubric,
            &respondent("head-1"),
            &role("head"),
            &noted(1, "One more note."),
        )
        .map(|_| ())
}

fn first_save(desk: &Path) -> Result<(), StoreError> {
    let folder = trust(desk);
    let rubric = crate::rubric::parse(&rubric_text(2)).unwrap();
    folder
        .save_answer(
            &rubric,
            &respondent("chair"),
            &role("chair"),
            &noted(0, "The first."),
        )
        .map(|_| ())
}

fn rename(desk: &Path) -> Result<(), StoreError> {
    trust(desk)
        .rename_respondent(&respondent("head-1"), &respondent("quay"))
        .map(|_| ())
}

fn rename_by_capitals(desk: &Path) -> Result<(), StoreError> {
    trust(desk)
        .rename_respondent(&respondent("head-1"), &respondent("Head-1"))
        .map(|_| ())
}

fn remove(desk: &Path) -> Result<(), StoreError> {
    trust(desk)
        .remove_respondent(&respondent("head-1"), Some("(removed)"))
        .map(|_| ())
}

fn upgrade(desk: &Path) -> Result<(), StoreError> {
    let folder = trust(desk);
    let text = rubric_text(2);
    let newer = RubricText {
        main: Source::new(
            "small/rubric.toml",
            text.main.text().replace("1.0.0", "1.1.0"),
        ),
        domains: vec![Source::new(
            "small/work.toml",
            text.domains[0]
                .text()
                .replace(
                    "id = \"work-0\"\ntitle",
                    "id = \"work-first\"\nwas = [\"work-0\"]\ntitle",
                )
                .replace("criterion = \"work-0\"", "criterion = \"work-first\""),
        )],
        unread: Vec::new(),
    };
    folder.finish()?;
    let prepared = folder
        .prepare_upgrade(&newer, &BTreeMap::new())
        .map_err(only_store)?;
    folder.upgrade(&prepared)
}

fn next(desk: &Path) -> Result<(), StoreError> {
    let next = NextCycle {
        cycle: "2027".into(),
        date: jiff::civil::date(2027, 11, 22),
    };
    trust(desk)
        .next(desk.join("2027"), &next)
        .map(|_| ())
        .map_err(only_store)
}

fn new_beside(desk: &Path) -> Result<(), StoreError> {
    Folder::create(desk.join("cycles/elm"), &new(), &rubric_text(2)).map(|_| ())
}

fn new_in_an_empty_folder(desk: &Path) -> Result<(), StoreError> {
    Folder::create(desk.join("empty"), &new(), &rubric_text(2)).map(|_| ())
}

fn only_store(error: LoadError) -> StoreError {
    match error {
        LoadError::Store(error) => error,
        LoadError::Invalid(problems) => panic!("{problems:?}"),
    }
}

const ACTS: [(&str, Act); 9] = [
    ("save", save),
    ("first save", first_save),
    ("rename", rename),
    ("rename by capitals", rename_by_capitals),
    ("remove", remove),
    ("upgrade", upgrade),
    ("next", next),
    ("new", new_beside),
    ("new in an empty folder", new_in_an_empty_folder),
];

/// A desk with an assessment in which `head-1` stands in every place.
fn desk() -> tempfile::TempDir {
    let (desk, folder, rubric) = assessment(2);
    for id in ["head-1", "head-2"] {
        folder
            .save_answer(
                &rubric,
                &respondent(id),
                &role("head"),
                &noted(0, "Half of the lessons seen were late."),
            )
            .unwrap();
    }
    for (name, text) in [
        (
            "agreed.toml",
            "format = 1\n[[agreed]]\ncriterion = \"work-0\"\nlevel = 1\nreason = \"So.\"\nmoderator = \"head-1\"\ndate = 2026-11-01\n",
        ),
        (
            "plan.toml",
            "format = 1\n[[action]]\nid = \"a1\"\nfor = \"work-0\"\nwhat = \"Look\"\nowner = \"head-1\"\ndue = 2027-01-01\nmeasure = \"Seen\"\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::copy(
        folder.path().join("responses/head-1.toml"),
        folder.path().join("responses/head-1.toml~"),
    )
    .unwrap();
    fs::create_dir(desk.path().join("empty")).unwrap();
    desk
}

/// What a reader sees of every assessment of the desk.
fn seen(desk: &Path) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    for place in ["trust", "2027", "cycles/elm", "empty"] {
        match Folder::open(desk.join(place)) {
            Ok(folder) => {
                folder
                    .load()
                    .unwrap_or_else(|error| panic!("{place}: {error}"));
                let (rubric, text) = folder.text().unwrap();
                let others = [&text.agreed, &text.plan, &text.standards, &text.indicators];
                for source in rubric
                    .files()
                    .chain([&text.setup])
                    .chain(&text.responses)
                    .chain(others.into_iter().flatten())
                {
                    seen.insert(
                        format!("{place}/{}", source.name()),
                        source.text().to_owned(),
                    );
                }
            }
            Err(StoreError::Missing { .. } | StoreError::NotAnAssessment { .. }) => {}
            Err(error) => panic!("{place}: {error}"),
        }
    }
    seen
}

fn faults(step: usize) -> [At; 4] {
    [
        At::StoppedBefore(step),
        At::StoppedAfter(step),
        At::Fails(step, io::ErrorKind::StorageFull),
        At::Fails(step, io::ErrorKind::Other),
    ]
}

#[test]
fn whatever_stops_or_fails_there_is_all_or_nothing_and_doing_it_again_succeeds() {
    let pristine = desk();
    for (name, act) in ACTS {
        let copy = |to: &Path| copy_all(pristine.path(), to);
        let whole = tempfile::tempdir_in(pristine.path().parent().unwrap()).unwrap();
        copy(whole.path());
        let before = seen(whole.path());
        act(whole.path()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let after = seen(whole.path());
        assert_ne!(before, after, "{name}");
        let (mut steps, mut olds, mut news) = (0, 0, 0);
        loop {
            let mut is_over = false;
            for fault in faults(steps) {
                let desk = tempfile::tempdir_in(pristine.path().parent().unwrap()).unwrap();
                copy(desk.path());
                let (done, reached) = with(fault, || act(desk.path()));
                is_over |= !reached;
                let about = format!("{name}, {fault:?}: {done:?}");
                let now = seen(desk.path());
                assert!(now == before || now == after, "{about}: between the two");
                if now == after {
                    news += 1;
                } else {
                    olds += 1;
                }
                match &done {
                    Ok(()) => assert!(now == after, "{about}"),
                    Err(error) if error.is_saved() => assert!(now == after, "{about}"),
                    Err(StoreError::Discard { .. }) => {}
                    // After a power cut nobody reads what would have been said.
                    Err(_) if matches!(fault, At::StoppedBefore(_) | At::StoppedAfter(_)) => {}
                    Err(_) => assert!(now == before, "{about}: it says that nothing was done"),
                }
                match act(desk.path()) {
                    Ok(()) => {}
                    Err(StoreError::AlreadyThere { .. } | StoreError::NobodyOfThisId { .. })
                        if now == after => {}
                    Err(error) => panic!("{about}: again: {error}"),
                }
                assert!(seen(desk.path()) == after, "{about}: again");
                trust(desk.path()).finish().unwrap();
                assert!(!desk.path().join("trust/.commit").exists(), "{about}");
            }
            if is_over {
                break;
            }
            steps += 1;
        }
        assert!(
            steps >= 6 && olds >= steps && news >= 2,
            "{name}: {steps} steps, {olds} before, {news} after"
        );
    }
}

#[test]
fn after_a_failure_that_is_no_power_cut_nothing_is_left_lying_about() {
    let pristine = desk();
    for (name, act) in ACTS {
        for step in 0.. {
            let desk = tempfile::tempdir_in(pristine.path().parent().unwrap()).unwrap();
            copy_all(pristine.path(), desk.path());
            let fault = At::Fails(step, io::ErrorKind::StorageFull);
            let (done, reached) = with(fault, || act(desk.path()));
            if done.is_err_and(|error| !error.has_changed_something()) {
                for place in [
                    "",
                    "trust",
                    "trust/responses",
                    "trust/rubric",
                    "empty",
                    "cycles",
                ] {
                    let Ok(entries) = fs::read_dir(desk.path().join(place)) else {
                        continue;
                    };
                    for entry in entries {
                        let entry = entry.unwrap().file_name().into_string().unwrap();
                        assert!(
                            !entry.starts_with(".tmp-"),
                            "{name}, {step}: {place}/{entry}"
                        );
                    }
                }
            }
            if !reached {
                break;
            }
        }
    }
}
