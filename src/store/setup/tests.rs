use std::fs;

use proptest::prelude::*;

use super::*;
use crate::store::comment::comments;
use crate::store::trial::{assessment, criterion};

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("assessment.toml")).unwrap()
}

#[test]
fn a_target_and_its_reason_are_set_changed_and_taken_out_and_the_file_is_as_it_was() {
    let (_temporary, folder, rubric) = assessment(3);
    let level = |number| rubric.scale().level(number);
    let before = text(&folder);
    folder
        .save_target(
            &rubric,
            Some(&criterion(2)),
            level(2),
            Some("The board agreed it in May."),
        )
        .unwrap();
    folder
        .save_target(&rubric, Some(&criterion(1)), level(1), None)
        .unwrap();
    folder.save_target(&rubric, None, level(2), None).unwrap();
    let expected = "\n[targets]\ndefault = 2\nwork-1 = 1\nwork-2 = 2\n\n[target-reasons]\nwork-2 = \"The board agreed it in May.\"\n";
    assert_eq!(text(&folder), format!("{before}{expected}"));
    let loaded = folder.load().unwrap().assessment;
    let aim = loaded.aim(&criterion(2)).unwrap();
    assert_eq!(
        (aim.level.number(), aim.reason),
        (2, Some("The board agreed it in May."))
    );
    assert_eq!(
        folder
            .save_target(&rubric, None, level(2), Some(" "))
            .unwrap(),
        Saved::Unchanged
    );
    for criterion in [None, Some(&criterion(1)), Some(&criterion(2))] {
        folder.save_target(&rubric, criterion, None, None).unwrap();
    }
    assert_eq!(text(&folder), before);
    assert_eq!(
        folder.save_target(&rubric, None, None, None).unwrap(),
        Saved::Unchanged
    );
}

#[test]
fn what_a_person_wrote_stays_and_weights_stay_behind_the_targets() {
    let (_temporary, folder, rubric) = assessment(3);
    let path = folder.path().join("assessment.toml");
    let weight =
        "# why twice\n[[weight]]\ncriterion = \"work-0\"\nweight = 2\nreason = \"so\"\n# the end\n";
    let head = format!("# ours\n{}\n", text(&folder));
    fs::write(&path, format!("{head}{weight}")).unwrap();
    folder
        .save_target(
            &rubric,
            Some(&criterion(0)),
            rubric.scale().level(1),
            Some("x"),
        )
        .unwrap();
    assert_eq!(
        text(&folder),
        format!(
            "{}\n[targets]\nwork-0 = 1\n\n[target-reasons]\nwork-0 = \"x\"\n\n{weight}",
            head.trim_end_matches("\n\n").to_owned() + "\n"
        )
    );

    fs::write(
        &path,
        format!("{head}[targets] # of the board\nwork-1 = 1 # until May\n\n{weight}"),
    )
    .unwrap();
    folder
        .save_target(&rubric, Some(&criterion(1)), rubric.scale().level(2), None)
        .unwrap();
    assert!(
        text(&folder).contains("[targets] # of the board\nwork-1 = 2 # until May\n"),
        "{}",
        text(&folder)
    );
    folder
        .save_target(&rubric, Some(&criterion(1)), None, None)
        .unwrap();
    for comment in [
        "# of the board",
        "# until May",
        "# why twice",
        "# the end",
        "# ours",
    ] {
        assert!(
            comments(&text(&folder)).contains(&comment),
            "{comment}: {}",
            text(&folder)
        );
    }
}

#[test]
fn targets_in_braces_or_with_dots_are_changed_where_they_stand() {
    let (_temporary, folder, rubric) = assessment(2);
    let path = folder.path().join("assessment.toml");
    let plain = text(&folder);
    for (written, then) in [
        (
            "targets = { default = 1, work-0 = 2 } # both\n",
            "targets = { default = 1, work-0 = 0 } # both\n",
        ),
        (
            "targets.default = 1\ntargets.work-0 = 2 # mine\n",
            "targets.default = 1\ntargets.work-0 = 0 # mine\n",
        ),
    ] {
        fs::write(&path, format!("{plain}{written}")).unwrap();
        folder
            .save_target(&rubric, Some(&criterion(0)), rubric.scale().level(0), None)
            .unwrap();
        assert_eq!(text(&folder), format!("{plain}{then}"));
    }
}

#[test]
fn a_file_that_is_not_valid_or_gone_is_left_alone() {
    let (_temporary, folder, rubric) = assessment(1);
    let path = folder.path().join("assessment.toml");
    let save = || folder.save_target(&rubric, None, rubric.scale().level(1), None);
    let broken = text(&folder).replace("full", "deep");
    fs::write(&path, &broken).unwrap();
    assert!(matches!(save(), Err(StoreError::Invalid { .. })));
    assert_eq!(text(&folder), broken);
    fs::remove_file(&path).unwrap();
    assert!(matches!(save(), Err(StoreError::NotAnAssessment { .. })));
    assert!(!path.exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_set_in_whatever_order_is_read_back_and_no_comment_is_lost(
        steps in prop::collection::vec((0..4usize, prop::option::of(0..3i64), prop::option::of("\\PC{0,12}")), 1..8),
    ) {
        let (_temporary, folder, rubric) = assessment(3);
        let path = folder.path().join("assessment.toml");
        let noted = text(&folder).replace("full\"", "full\" # kept") + "[targets] # head\nwork-1 = 2 # one\n# end\n";
        fs::write(&path, &noted).unwrap();
        for (place, level, reason) in steps {
            let wanted = (place < 3).then(|| criterion(place));
            let level = level.and_then(|number| rubric.scale().level(number));
            folder.save_target(&rubric, wanted.as_ref(), level, reason.as_deref()).unwrap();
            let setup = folder.load().unwrap().assessment.setup;
            let reason = Note::of(reason.as_ref()).filter(|_| level.is_some());
            let now = match &wanted {
                Some(id) => (setup.targets.get(id).copied(), setup.target_reasons.get(id).cloned()),
                None => (setup.default_target, setup.default_target_reason),
            };
            prop_assert_eq!(now, (level, reason));
        }
        prop_assert!(lost(&noted, &text(&folder)).is_empty());
    }
}
