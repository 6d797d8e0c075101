use std::fs;
use std::path::Path;

use super::*;
use crate::assessment::{Action, Answer, Course, Evidence, Judgement, Kind, Misfit, Note, Rating};
use crate::rubric::{IndicatorId, Level, RespondentId};
use crate::store::HalfWay;
use crate::store::disk::watch::{At, with};
use crate::store::trial::{assessment, copy_all, criterion, noted, respondent, role, rubric_text};

/// The small rubric of `count` criteria in a later version, with its texts edited.
fn later(count: usize, edit: impl Fn(String) -> String) -> RubricText {
    let text = rubric_text(count);
    let main = edit(text.main.text().replace("1.0.0", "1.1.0"));
    RubricText {
        main: Source::new(text.main.name(), main),
        domains: text
            .domains
            .iter()
            .map(|source| Source::new(source.name(), edit(source.text().to_owned())))
            .collect(),
        unread: Vec::new(),
    }
}

/// Gives a criterion another id, which names the old one.
fn renamed(text: &str, from: &str, to: &str) -> String {
    text.replace(
        &format!("id = \"{from}\"\ntitle"),
        &format!("id = \"{to}\"\nwas = [\"{from}\"]\ntitle"),
    )
    .replace(
        &format!("criterion = \"{from}\""),
        &format!("criterion = \"{to}\""),
    )
}

fn level(number: usize, level: i64) -> Answer {
    let scale = rubric::parse(&rubric_text(1)).unwrap().scale().clone();
    Answer::new(
        criterion(number),
        Rating::Level(scale.level(level).unwrap()),
    )
}

fn file(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

fn upgraded(folder: &Folder, newer: &RubricText) -> Upgrade {
    let upgrade = folder.prepare_upgrade(newer, &BTreeMap::new()).unwrap();
    folder.upgrade(&upgrade).unwrap();
    assert!(
        folder
            .prepare_upgrade(newer, &BTreeMap::new())
            .unwrap()
            .is_nothing(),
        "what was done is done"
    );
    let leftovers: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name == ".commit" || name.starts_with(".tmp-"))
        .collect();
    assert_eq!(leftovers, [""; 0]);
    upgrade
}

fn respondent_of(folder: &Folder, id: &str) -> Response {
    folder
        .load()
        .unwrap()
        .assessment
        .response(&RespondentId::new(id).unwrap())
        .unwrap()
        .clone()
}

const CHAIR: &str = "# mine\nformat = 1\nrespondent = \"chair\"\nrole = \"chair\"\n\n# about the first\n[[answer]]\ncriterion = \"work-0\"\nlevel = 2 # sure of it\nnote = \"First.\"\n\n[[answer.evidence]]\nwhat = \"Minutes\"\nkind = \"document\"\ndate = 2026-01-01\n\n# about the second\n[[answer]]\ncriterion = \"work-1\"\nlevel = 1\nwarning-signs = [1, 2]\n\n[[answer]]\ncriterion = \"work-2\"\nunknown = true\n";

fn with_chair(count: usize) -> (tempfile::TempDir, Folder) {
    let (temporary, folder, _) = assessment(count);
    fs::write(folder.path().join("responses/chair.toml"), CHAIR).unwrap();
    (temporary, folder)
}

#[test]
fn what_nothing_was_said_of_stays_byte_for_byte() {
    let (_temporary, folder) = with_chair(3);
    let upgrade = upgraded(
        &folder,
        &later(3, |text| {
            text.replace("why = \"So.\"", "why = \"So it is.\"")
        }),
    );
    assert_eq!(file(&folder, "responses/chair.toml"), CHAIR);
    assert_eq!((upgrade.set_aside(), upgrade.revision.comparable()), (0, 3));
    assert!(file(&folder, "rubric/work.toml").contains("So it is."));
    assert_eq!(
        folder
            .load()
            .unwrap()
            .assessment
            .rubric
            .version()
            .to_string(),
        "1.1.0"
    );
}

#[test]
fn a_renamed_criterion_takes_its_answers_targets_weights_and_actions_with_it_and_no_mark() {
    let (_temporary, folder) = with_chair(3);
    let setup = file(&folder, "assessment.toml")
        + "\n[targets]\nwork-0 = 2 # brave\nwork-1 = 1\n\n[[weight]]\ncriterion = \"work-0\"\nweight = 3\nreason = \"It matters.\"\n";
    fs::write(folder.path().join("assessment.toml"), &setup).unwrap();
    let action = "format = 1\n# plan\n[[action]]\nid = \"a1\"\nfor = \"work-0\" # this\nwhat = \"w\"\nowner = \"o\"\ndue = 2027-01-01\nmeasure = \"m\"\n";
    fs::write(folder.path().join("plan.toml"), action).unwrap();
    let agreed = "format = 1\n[[agreed]]\ncriterion = \"work-0\"\nlevel = 1\nreason = \"r\"\nmoderator = \"m\"\ndate = 2026-05-05\n";
    fs::write(folder.path().join("agreed.toml"), agreed).unwrap();
    upgraded(
        &folder,
        &later(3, |text| renamed(&text, "work-0", "work-first")),
    );
    assert_eq!(
        file(&folder, "responses/chair.toml"),
        CHAIR.replace("work-0", "work-first")
    );
    assert_eq!(
        file(&folder, "agreed.toml"),
        agreed.replace("work-0", "work-first")
    );
    assert_eq!(
        file(&folder, "plan.toml"),
        action.replace("work-0", "work-first")
    );
    let setup = file(&folder, "assessment.toml");
    assert!(
        setup.contains("work-first = 2")
            && setup.contains("criterion = \"work-first\"\nweight = 3")
            && !setup.contains("work-0"),
        "{setup}"
    );
}

#[test]
fn a_reworded_criterion_keeps_its_answers_marked_until_they_are_given_again() {
    let (_temporary, folder) = with_chair(3);
    let agreed = "format = 1\n[[agreed]]\ncriterion = \"work-1\"\nlevel = 1\nreason = \"r\"\nmoderator = \"m\"\ndate = 2026-05-05\n";
    fs::write(folder.path().join("agreed.toml"), agreed).unwrap();
    let newer = later(3, |text| {
        text.replacen("anchors = [\"a\"", "anchors = [\"another\"", 2)
            .replacen("anchors = [\"another\"", "anchors = [\"a\"", 1)
    });
    upgraded(&folder, &newer);
    let text = file(&folder, "responses/chair.toml");
    assert_eq!(
        text,
        CHAIR.replace(
            "warning-signs = [1, 2]\n",
            "warning-signs = [1, 2]\nreview = true\n"
        )
    );
    assert!(file(&folder, "agreed.toml").ends_with("date = 2026-05-05\nreview = true\n"));
    let loaded = folder.load().unwrap();
    assert!(loaded.assessment.agreed[0].judgement.review && loaded.warnings.is_empty());
    let again = respondent_of(&folder, "chair").answers[1].clone();
    assert!(again.judgement.review);
    folder
        .save_answer(
            &loaded.assessment.rubric,
            &respondent("chair"),
            &role("chair"),
            &again,
        )
        .unwrap();
    assert_eq!(
        file(&folder, "responses/chair.toml"),
        CHAIR,
        "the same answer given again takes the mark away"
    );
}

#[test]
fn a_split_copies_the_answer_to_each_part_and_an_agreed_judgement_waits_for_a_meeting() {
    let (_temporary, folder) = with_chair(3);
    let agreed = "format = 1\n[[agreed]]\ncriterion = \"work-0\"\nlevel = 1\nreason = \"r\"\nmoderator = \"m\"\ndate = 2026-05-05\n";
    fs::write(folder.path().join("agreed.toml"), agreed).unwrap();
    let newer = later(4, |text| {
        renamed(
            &renamed(&text, "work-0", "work-left"),
            "work-3",
            "work-right",
        )
        .replace("was = [\"work-3\"]", "was = [\"work-0\"]")
    });
    let upgrade = upgraded(&folder, &newer);
    let answers = respondent_of(&folder, "chair").answers;
    let told: Vec<(&str, Option<u8>, bool, usize)> = answers
        .iter()
        .map(|answer| {
            (
                answer.criterion.as_str(),
                answer.judgement.rating.level().map(Level::number),
                answer.judgement.review,
                answer.judgement.evidence.len(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("work-left", Some(2), true, 1),
            ("work-1", Some(1), false, 0),
            ("work-2", None, false, 0),
            ("work-right", Some(2), true, 1)
        ]
    );
    assert_eq!(upgrade.set_aside(), 1);
    assert!(
        file(&folder, "agreed.toml").contains("criterion = \"work-0\"")
            && file(&folder, "agreed.toml").contains("review = true")
    );
    let text = file(&folder, "responses/chair.toml");
    assert!(
        text.contains("# about the first") && text.contains("# sure of it"),
        "{text}"
    );
}

#[test]
fn a_merge_takes_the_lower_level_and_keeps_what_both_said() {
    let (_temporary, folder) = with_chair(3);
    let newer = later(2, |text| {
        text.replace(
            "id = \"work-0\"\ntitle",
            "id = \"work-both\"\nwas = [\"work-0\", \"work-2\"]\ntitle",
        )
        .replace("criterion = \"work-0\"", "criterion = \"work-both\"")
        .replace("id = \"work-both\"", "id = \"work-all\"")
        .replace(
            "\"work-0\", \"work-2\"",
            "\"work-0\", \"work-1\", \"work-2\"",
        )
        .replace("criterion = \"work-both\"", "criterion = \"work-all\"")
        .replace("id = \"work-1\"", "id = \"work-new\"")
    });
    upgraded(&folder, &newer);
    let answers = respondent_of(&folder, "chair").answers;
    let [answer] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    assert_eq!(
        (
            answer.judgement.rating.level().map(Level::number),
            answer.judgement.review,
            answer.judgement.evidence.len()
        ),
        (Some(1), true, 1)
    );
    let note = answer.note.as_deref().unwrap();
    for said in [
        "First.",
        "[small 1.0.0: “T” 2 Yes.]",
        "[small 1.0.0: “T” 1 Partly.]",
        "don’t know",
    ] {
        assert!(note.contains(said), "{said}: {note}");
    }
    assert_eq!(answer.judgement.warning_signs, [1, 2]);
    let text = file(&folder, "responses/chair.toml");
    assert!(
        [
            "# mine",
            "# about the first",
            "# sure of it",
            "# about the second"
        ]
        .iter()
        .all(|comment| text.contains(comment)),
        "{text}"
    );
}

#[test]
fn what_is_dropped_is_kept_and_listed_and_no_longer_warned_of() {
    let (_temporary, folder) = with_chair(3);
    fs::write(
        folder.path().join("standards.toml"),
        "format = 1\n[[standard]]\nid = \"standard-1\" # seen\nstatus = \"met\"\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("plan.toml"),
        "format = 1\n[[action]]\nid = \"a1\"\nfor = \"standard-1\"\nwhat = \"w\"\nno-action = \"n\"\n",
    )
    .unwrap();
    let setup = file(&folder, "assessment.toml")
        + "\n[targets]\nwork-2 = 2\n\n[[weight]]\ncriterion = \"work-2\"\nweight = 3\nreason = \"It\\nmatters.\"\n";
    fs::write(folder.path().join("assessment.toml"), setup).unwrap();
    let upgrade = upgraded(
        &folder,
        &later(2, |text| text.replace("standard-1", "standard-9")),
    );
    assert_eq!(upgrade.set_aside(), 1);
    let loaded = folder.load().unwrap();
    assert_eq!(
        (
            loaded.assessment.orphans.len(),
            loaded.assessment.register.len(),
            loaded.assessment.plan.len()
        ),
        (1, 0, 1)
    );
    assert!(
        loaded
            .warnings
            .iter()
            .all(|warning| warning.severity == crate::diagnostic::Severity::Note),
        "{:?}",
        loaded.warnings
    );
    assert!(
        file(&folder, "standards.toml")
            .contains("id = \"standard-1\" # seen\nstatus = \"met\"\nreview = true")
    );
    assert!(
        file(&folder, "responses/chair.toml")
            .contains("criterion = \"work-2\"\nunknown = true\nreview = true")
    );
    let setup = file(&folder, "assessment.toml");
    assert!(
        setup
            .ends_with("# From small 1.0.0, without a place in 1.1.0:\n# target work-2 = 2\n# weight of work-2: 3, because: It matters.\n"),
        "{setup}"
    );
    // Saving beside it leaves it where it is.
    folder
        .save_answer(
            &loaded.assessment.rubric,
            &respondent("chair"),
            &role("chair"),
            &noted(1, "x"),
        )
        .unwrap();
    assert_eq!(folder.load().unwrap().assessment.orphans.len(), 1);
}

#[test]
fn a_level_that_the_scale_no_longer_has_is_kept_listed_and_replaced_by_the_next_answer() {
    let (_temporary, folder) = with_chair(3);
    let setup = file(&folder, "assessment.toml") + "\n[targets]\ndefault = 2\nwork-1 = 1\n";
    fs::write(folder.path().join("assessment.toml"), setup).unwrap();
    let newer = later(3, |text| {
        text.replace("[[level]]\nlabel = \"Yes\"\nmeaning = \"Yes.\"\n", "")
            .replace(", \"c\"]", "]")
    });
    let upgrade = upgraded(&folder, &newer);
    let loaded = folder.load().unwrap().assessment;
    assert_eq!(
        (upgrade.set_aside(), loaded.orphans[0].misfit),
        (1, Misfit::Level(2))
    );
    assert!(file(&folder, "responses/chair.toml").contains("level = 2 # sure of it"));
    assert!(file(&folder, "assessment.toml").contains("# target default = 2"));
    assert!(
        loaded.responses[0]
            .answers
            .iter()
            .all(|answer| answer.judgement.review)
    );
    folder
        .save_answer(
            &loaded.rubric,
            &respondent("chair"),
            &role("chair"),
            &level(0, 1),
        )
        .unwrap();
    let again = folder.load().unwrap().assessment;
    assert_eq!(
        (
            again.orphans.len(),
            again.responses[0].answers[0]
                .judgement
                .rating
                .level()
                .map(Level::number)
        ),
        (0, Some(1))
    );
}

#[test]
fn not_applicable_that_is_no_longer_allowed_and_signs_that_are_gone_are_kept_too() {
    let (_temporary, folder, rubric) = assessment(2);
    let chair = (respondent("chair"), role("chair"));
    folder
        .save_answer(
            &rubric,
            &chair.0,
            &chair.1,
            &Answer::new(criterion(0), Rating::NotApplicable("None here".into())),
        )
        .unwrap();
    let ticked = Answer {
        judgement: Judgement {
            warning_signs: vec![1, 2],
            ..level(1, 1).judgement
        },
        ..level(1, 1)
    };
    folder
        .save_answer(&rubric, &chair.0, &chair.1, &ticked)
        .unwrap();
    let newer = later(2, |text| {
        text.replace("not-applicable = \"Some.\"\n", "")
            .replace("[\"x\", \"y\"]", "[\"y\", \"z\"]")
    });
    upgraded(&folder, &newer);
    let loaded = folder.load().unwrap().assessment;
    assert_eq!(loaded.orphans[0].misfit, Misfit::NotApplicable);
    assert!(file(&folder, "responses/chair.toml").contains("not-applicable = \"None here\""));
    let answer = &loaded.responses[0].answers[0];
    assert_eq!(
        (
            answer.judgement.warning_signs.as_slice(),
            answer.judgement.review
        ),
        ([1].as_slice(), true)
    );
    assert_eq!(
        answer.note.as_deref(),
        Some("A warning sign was ticked that is no longer listed: “x”")
    );
}

#[test]
fn a_role_that_is_gone_needs_a_word_and_other_rubrics_and_older_versions_are_refused() {
    let (_temporary, folder) = with_chair(3);
    let before = file(&folder, "responses/chair.toml");
    let newer = later(3, |text| {
        text.replace("id = \"chair\"\ntitle", "id = \"chair-of-trustees\"\ntitle")
            .replace("asks = \"chair\"", "asks = \"head\"")
    });
    let error = folder
        .prepare_upgrade(&newer, &BTreeMap::new())
        .unwrap_err()
        .to_string();
    assert!(error.contains("does not have: chair (chair)"), "{error}");
    let other = folder.prepare_upgrade(
        &later(3, |text| text.replace("id = \"small\"", "id = \"large\"")),
        &BTreeMap::new(),
    );
    assert!(other.unwrap_err().to_string().contains("is another rubric"));
    let older = folder.prepare_upgrade(
        &later(3, |text| text.replace("1.1.0", "0.9.0")),
        &BTreeMap::new(),
    );
    assert!(older.unwrap_err().to_string().contains("is older"));
    assert_eq!(file(&folder, "responses/chair.toml"), before);
    let roles = BTreeMap::from([(role("chair"), role("chair-of-trustees"))]);
    let upgrade = folder.prepare_upgrade(&newer, &roles).unwrap();
    folder.upgrade(&upgrade).unwrap();
    assert_eq!(
        file(&folder, "responses/chair.toml"),
        before.replace("role = \"chair\"", "role = \"chair-of-trustees\"")
    );
}

#[test]
fn somebody_who_saves_meanwhile_is_not_saved_over_and_nobody_saves_by_the_old_rubric_after() {
    let (_temporary, folder) = with_chair(3);
    let older = rubric::parse(&rubric_text(3)).unwrap();
    let newer = later(3, |text| renamed(&text, "work-0", "work-first"));
    let upgrade = folder.prepare_upgrade(&newer, &BTreeMap::new()).unwrap();
    folder
        .save_answer(&older, &respondent("head"), &role("head"), &noted(0, "x"))
        .unwrap();
    let error = folder.upgrade(&upgrade).unwrap_err().to_string();
    assert!(
        error.contains("somebody saved in this folder in the meantime"),
        "{error}"
    );
    let upgrade = folder.prepare_upgrade(&newer, &BTreeMap::new()).unwrap();
    folder
        .save_answer(&older, &respondent("head"), &role("head"), &noted(1, "y"))
        .unwrap();
    assert!(folder.upgrade(&upgrade).is_err());
    upgraded(&folder, &newer);
    let before = copied(&folder);
    let action = Action {
        id: String::new(),
        subject: "work-1".into(),
        what: "Look".into(),
        course: Course::NoAction {
            reason: "So.".into(),
        },
        note: None,
    };
    for outcome in [
        folder.save_answer(&older, &respondent("head"), &role("head"), &noted(0, "z")),
        folder.save_action(&older, &action),
        folder.save_next_review(&older, jiff::civil::date(2027, 1, 1)),
        folder.save_target(&older, Some(&criterion(1)), Some(older.scale().top()), None),
        folder.remove_figures(&older, &IndicatorId::new("places").unwrap(), None),
    ] {
        let error = outcome.unwrap_err().to_string();
        assert!(
            error.contains("was changed to small 1.1.0 in the meantime"),
            "{error}"
        );
    }
    assert_eq!(copied(&folder), before);
    assert_eq!(respondent_of(&folder, "head").answers.len(), 2);
}

/// What is in a folder now.
fn copied(folder: &Folder) -> Vec<(String, String)> {
    state(folder.path())
}

/// A copy of the folder in which the upgrade was stopped right after the moment at which it was made.
fn half_way(folder: &Folder, at: &Path, upgrade: &Upgrade) -> Folder {
    for step in 0.. {
        copy_all(folder.path(), at);
        let here = Folder::open(at).unwrap();
        let (done, _) = with(At::StoppedBefore(step), || here.upgrade(upgrade));
        if here.half_way().unwrap() == Some(HalfWay::Made) {
            assert!(done.is_err());
            return here;
        }
        assert!(done.is_err(), "there is such a moment");
        fs::remove_dir_all(at).unwrap();
    }
    unreachable!("the steps end")
}

#[test]
fn whoever_opens_a_folder_behind_a_killed_upgrade_sees_it_whole_and_writes_nothing() {
    let (temporary, folder) = with_chair(3);
    let newer = later(3, |text| renamed(&text, "work-0", "work-first"));
    let upgrade = folder.prepare_upgrade(&newer, &BTreeMap::new()).unwrap();
    let here = half_way(&folder, &temporary.path().join("here"), &upgrade);
    let before = copied(&here);
    let loaded = Folder::open(here.path()).unwrap().load().unwrap();
    assert_eq!(loaded.assessment.rubric.version().to_string(), "1.1.0");
    assert_eq!(
        loaded.assessment.responses[0].answers[0].criterion.as_str(),
        "work-first"
    );
    let told = |warning: &crate::diagnostic::Diagnostic| warning.message.contains("half-way");
    assert!(loaded.warnings.iter().any(told), "{:?}", loaded.warnings);
    assert_eq!(copied(&here), before);
    assert!(file(&here, "rubric/rubric.toml").contains("1.0.0"));
    assert!(here.finish().unwrap() && !here.finish().unwrap());
    assert!(file(&here, "rubric/rubric.toml").contains("1.1.0"));
    assert!(
        here.load()
            .unwrap()
            .warnings
            .iter()
            .all(|warning| !told(warning))
    );
}

#[test]
fn whoever_saves_behind_a_killed_upgrade_finishes_it_first_and_loses_nothing() {
    let (temporary, folder) = with_chair(3);
    let older = rubric::parse(&rubric_text(3)).unwrap();
    let newer = later(3, |text| renamed(&text, "work-0", "work-first"));
    let upgrade = folder.prepare_upgrade(&newer, &BTreeMap::new()).unwrap();
    let killed = |name: &str| half_way(&folder, &temporary.path().join(name), &upgrade);
    let saving = killed("saving");
    let error = saving
        .save_answer(&older, &respondent("head"), &role("head"), &noted(0, "z"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("was changed to small 1.1.0"), "{error}");
    let rubric = saving.load().unwrap().assessment.rubric;
    saving
        .save_answer(&rubric, &respondent("head"), &role("head"), &noted(1, "z"))
        .unwrap();
    assert!(!saving.path().join(".commit").exists());
    assert_eq!(saving.load().unwrap().assessment.responses.len(), 2);
    let renaming = killed("renaming");
    renaming
        .rename_respondent(&respondent("chair"), &respondent("quay"))
        .unwrap();
    let responses = renaming.load().unwrap().assessment.responses;
    assert_eq!(
        responses.len(),
        1,
        "an upgrade that was finished afterwards would bring the old name back"
    );
    assert_eq!(responses[0].answers[0].criterion.as_str(), "work-first");
    let removing = killed("removing");
    removing
        .remove_respondent(&respondent("chair"), None)
        .unwrap();
    assert!(
        Folder::open(removing.path())
            .unwrap()
            .load()
            .unwrap()
            .assessment
            .responses
            .is_empty()
    );
}

#[test]
fn a_windows_file_with_a_mark_before_it_is_taken_over_too() {
    let (_temporary, folder) = with_chair(3);
    fs::write(
        folder.path().join("responses/chair.toml"),
        format!("\u{feff}{}", CHAIR.replace('\n', "\r\n")),
    )
    .unwrap();
    upgraded(
        &folder,
        &later(3, |text| renamed(&text, "work-0", "work-first")),
    );
    assert_eq!(
        respondent_of(&folder, "chair").answers[0]
            .criterion
            .as_str(),
        "work-first"
    );
}

/// Every file of an assessment that is read.
fn state(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in [
        "assessment.toml",
        "agreed.toml",
        "plan.toml",
        "rubric/rubric.toml",
        "rubric/work.toml",
        "responses/chair.toml",
        "responses/head.toml",
    ] {
        if let Ok(text) = fs::read_to_string(folder.join(name)) {
            found.push((name.to_owned(), text));
        }
    }
    found
}

#[test]
fn what_has_not_wholly_arrived_on_a_drive_is_not_begun_and_blocks_nothing_for_good() {
    let (temporary, folder) = with_chair(3);
    let newer = later(3, |text| renamed(&text, "work-0", "work-first"));
    let upgrade = folder.prepare_upgrade(&newer, &BTreeMap::new()).unwrap();
    let here = half_way(&folder, &temporary.path().join("here"), &upgrade);
    let rubric = folder.load().unwrap().assessment.rubric;
    let one = here.path().join(".commit/0");
    let whole = fs::read(&one).unwrap();
    let before = state(here.path());
    for part in [Some(&whole[..whole.len() / 2]), None] {
        match part {
            Some(part) => fs::write(&one, part).unwrap(),
            None => fs::remove_file(&one).unwrap(),
        }
        assert_eq!(here.half_way().unwrap(), Some(HalfWay::NotAllHere));
        assert_eq!(here.load().unwrap().assessment.rubric.version().minor, 0);
        let saved = here.save_answer(&rubric, &respondent("head"), &role("head"), &noted(0, "z"));
        assert!(matches!(saved, Err(StoreError::HalfThere { .. })));
        assert!(matches!(here.finish(), Err(StoreError::HalfThere { .. })));
        assert_eq!(state(here.path()), before, "nothing was begun");
    }
    fs::write(&one, &whole).unwrap();
    assert_eq!(here.load().unwrap().assessment.rubric.version().minor, 1);
    // Somebody changed a file by hand since: nothing goes over that.
    fs::write(
        here.path().join("responses/chair.toml"),
        CHAIR.replace("First.", "By hand."),
    )
    .unwrap();
    assert_eq!(here.half_way().unwrap(), Some(HalfWay::NotAllHere));
    here.set_aside().unwrap();
    assert_eq!(here.half_way().unwrap(), None);
    here.save_answer(&rubric, &respondent("head"), &role("head"), &noted(0, "z"))
        .unwrap();
    upgraded(&here, &newer);
    assert!(file(&here, "responses/chair.toml").contains("By hand."));
}

#[test]
fn who_reads_while_upgrades_are_made_never_sees_half_of_one() {
    let (_temporary, folder) = with_chair(3);
    let reader = folder.clone();
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let stop = std::sync::Arc::clone(&done);
    let reading = std::thread::spawn(move || {
        let mut read = 0;
        while !stop.load(std::sync::atomic::Ordering::Relaxed) {
            let assessment = reader.load().unwrap().assessment;
            let minor = assessment.rubric.version().minor;
            let id = assessment.responses[0].answers[0].criterion.to_string();
            let expected = if minor == 0 {
                "work-0".to_owned()
            } else {
                format!("work-first-{minor}")
            };
            assert_eq!(id, expected);
            read += 1;
        }
        read
    });
    let mut last = "work-0".to_owned();
    for minor in 1..=30 {
        let next = format!("work-first-{minor}");
        let newer = later(3, |text| {
            let text = text.replace("1.1.0", &format!("1.{minor}.0"));
            text.replace(
                "id = \"work-0\"\ntitle",
                &format!("id = \"{next}\"\nwas = [\"{last}\"]\ntitle"),
            )
            .replace("criterion = \"work-0\"", &format!("criterion = \"{next}\""))
        });
        upgraded(&folder, &newer);
        last = next;
    }
    done.store(true, std::sync::atomic::Ordering::Relaxed);
    assert!(reading.join().unwrap() > 0);
}

mod any {
    use proptest::prelude::*;

    use super::*;

    /// What one of eight criteria becomes.
    fn fates() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0..6u8, 8)
    }

    fn answers() -> impl Strategy<Value = Vec<Option<(u8, String)>>> {
        prop::collection::vec(prop::option::of((0..4u8, "\\PC{0,12}")), 8)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn no_note_and_no_evidence_is_ever_lost(fates in fates(), answers in answers()) {
            let (_temporary, folder, rubric) = assessment(8);
            for (number, answer) in answers.iter().enumerate() {
                let Some((level, text)) = answer else { continue };
                let standing = rubric.scale().level(i64::from(*level)).map_or(Rating::Unknown, Rating::Level);
                let mut answer = Answer::new(criterion(number), standing);
                answer.note = Note::new(&format!("note-{number}. {text}"));
                answer.judgement.evidence = vec![Evidence { what: format!("evidence-{number}"), kind: Kind::Data, date: jiff::civil::date(2026, 1, 1), place: None }];
                folder.save_answer(&rubric, &respondent("chair"), &role("chair"), &answer).unwrap();
            }
            let newer = later(8, |text| {
                let mut text = text;
                for (number, fate) in fates.iter().enumerate() {
                    let id = format!("work-{number}");
                    let next = format!("work-{}", (number + 1) % 8);
                    text = match fate {
                        1 => renamed(&text, &id, &format!("work-now-{number}")),
                        2 => text.replace(&format!("id = \"{id}\"\ntitle = \"T\"\nquestion = \"Is it?\""), &format!("id = \"{id}\"\ntitle = \"T\"\nquestion = \"Is it so?\"")),
                        // Dropped, or a part of what its neighbour was, if that one goes.
                        3 => text.replace(&format!("id = \"{id}\"\n"), &format!("id = \"work-other-{number}\"\n")).replace(&format!("criterion = \"{id}\""), &format!("criterion = \"work-other-{number}\"")),
                        4 if fates[(number + 1) % 8] == 3 => text.replace(&format!("id = \"{id}\"\ntitle"), &format!("id = \"{id}\"\nwas = [\"{next}\"]\ntitle")),
                        _ => text,
                    };
                }
                text
            });
            let upgrade = folder.prepare_upgrade(&newer, &BTreeMap::new()).unwrap();
            folder.upgrade(&upgrade).unwrap();
            let text = fs::read_to_string(folder.path().join("responses/chair.toml")).unwrap_or_default();
            for (number, answer) in answers.iter().enumerate() {
                if answer.is_some() {
                    prop_assert!(text.contains(&format!("note-{number}.")) && text.contains(&format!("\"evidence-{number}\"")), "{}\n{}", number, text);
                }
            }
            prop_assert!(folder.load().is_ok());
            prop_assert!(folder.prepare_upgrade(&newer, &BTreeMap::new()).unwrap().is_nothing());
        }
    }
}
