//! Saving, as people and their other programs meet it.

use std::fs;
use std::thread;

use jiff::civil::date as day;
use proptest::prelude::*;

use super::*;
use crate::assessment::Note;
use crate::assessment::{
    Agreed, Answer, Confidence, Entry, Evidence, Judgement, Kind, Rating, Status,
};
use crate::rubric::{CriterionId, RoleId, StandardId};
use crate::store::Entered;
use crate::store::trial::{assessment, criterion, noted, respondent, role};

const HOSTILE: &str = "=1+1 \"\"\" ''' \\ \\n \u{7}\u{0}\u{1b}[31m \u{202e}rtl\u{200f} 🌳 é \r\n\tline\rtwo # no comment\n[[answer]]\n\u{feff}\u{7f}\"";

fn full(number: usize) -> Answer {
    Answer {
        judgement: Judgement {
            rating: Rating::NotApplicable("No \"such\" thing here".into()),
            uneven: Note::new("Lower in \\ two schools"),
            warning_signs: vec![1, 2],
            warning_note: Note::new("Seen once"),
            evidence: vec![
                evidence("Minutes", Kind::Document, Some("Drive: Board/2026")),
                evidence("Survey", Kind::Voice, None),
            ],
            review: false,
        },
        criterion: criterion(number),
        note: Note::new("One.\nTwo.\n"),
        confidence: Some(Confidence::Fairly),
    }
}

fn evidence(what: &str, kind: Kind, place: Option<&str>) -> Evidence {
    Evidence {
        what: what.into(),
        kind,
        date: day(2026, 3, 1),
        place: place.map(str::to_owned),
    }
}

fn chair() -> (RespondentId, RoleId) {
    (respondent("chair"), role("chair"))
}

/// A folder whose chair has this file, and the path of the file.
fn with_chair(text: &[u8]) -> (tempfile::TempDir, Folder, Rubric, std::path::PathBuf) {
    let (temporary, folder, rubric) = assessment(4);
    let path = folder.path().join("responses/chair.toml");
    fs::write(&path, text).unwrap();
    (temporary, folder, rubric, path)
}

fn save(folder: &Folder, rubric: &Rubric, answer: &Answer) -> Result<Saved, StoreError> {
    folder.save_answer(rubric, &respondent("chair"), &role("chair"), answer)
}

#[test]
fn an_answer_is_written_one_key_a_line_and_every_field_comes_back() {
    let (_temporary, folder, rubric) = assessment(4);
    let (chair, post) = chair();
    assert_eq!(
        folder
            .save_answer(&rubric, &chair, &post, &full(2))
            .unwrap(),
        Saved::Written
    );
    let text = fs::read_to_string(folder.path().join("responses/chair.toml")).unwrap();
    let expected = r#"format = 1
respondent = "chair"
role = "chair"

[[answer]]
criterion = "work-2"
not-applicable = 'No "such" thing here'
note = """
One.
Two."""
uneven = 'Lower in \ two schools'
confidence = "fairly"
warning-signs = [1, 2]
warning-note = "Seen once"

[[answer.evidence]]
what = "Minutes"
kind = "document"
date = 2026-03-01
where = "Drive: Board/2026"

[[answer.evidence]]
what = "Survey"
kind = "voice"
date = 2026-03-01
"#;
    assert_eq!(text, expected);
    assert_eq!(
        folder.load().unwrap().assessment.responses[0].answers,
        [full(2)]
    );

    // Optional keys that are gone are gone from the file.
    let bare = Answer::new(criterion(2), Rating::Level(rubric.scale().top()));
    folder.save_answer(&rubric, &chair, &post, &bare).unwrap();
    let text = fs::read_to_string(folder.path().join("responses/chair.toml")).unwrap();
    assert!(
        text.ends_with("[[answer]]\ncriterion = \"work-2\"\nlevel = 2\n"),
        "{text}"
    );
}

#[test]
fn the_register_and_agreed_judgements_come_back_in_rubric_order() {
    let (_temporary, folder, rubric) = assessment(4);
    let entry = |number: usize| Entry {
        standard: StandardId::new(format!("standard-{number}")).unwrap(),
        status: Status::NotMet,
        checked: Some(day(2026, 1, 2)),
        by: Note::new("Clerk"),
        proof: Note::new("Website"),
        explanation: Note::new("Not yet"),
    };
    assert_eq!(
        folder.save_entry(&rubric, &entry(1)).unwrap(),
        Saved::Written
    );
    folder.save_entry(&rubric, &entry(0)).unwrap();
    assert_eq!(
        folder.save_entry(&rubric, &entry(0)).unwrap(),
        Saved::Unchanged
    );
    let bare = Entry {
        status: Status::Met,
        checked: None,
        by: None,
        proof: None,
        explanation: None,
        ..entry(1)
    };
    folder.save_entry(&rubric, &bare).unwrap();

    let agreed = |number: usize| Agreed {
        judgement: Judgement {
            rating: Rating::Unknown,
            uneven: Note::new("In one school"),
            warning_signs: vec![2],
            warning_note: Note::new("Once"),
            evidence: vec![evidence("Visit", Kind::Independent, None)],
            review: false,
        },
        criterion: criterion(number),
        reason: Note::new("Nobody looked").unwrap(),
        moderator: "Clerk".into(),
        date: day(2026, 2, 3),
        dissent: Note::new("One saw it"),
    };
    folder.save_agreed(&rubric, &agreed(3)).unwrap();
    folder.save_agreed(&rubric, &agreed(0)).unwrap();
    assert_eq!(
        folder.save_agreed(&rubric, &agreed(0)).unwrap(),
        Saved::Unchanged
    );

    let loaded = folder.load().unwrap().assessment;
    assert_eq!(loaded.register, [entry(0), bare]);
    assert_eq!(loaded.agreed, [agreed(0), agreed(3)]);
    for name in ["standards.toml", "agreed.toml"] {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        let (first, second) = (text.find("-0\"").unwrap(), text.rfind(['1', '3']).unwrap());
        assert!(
            text.starts_with("format = 1\n\n[[") && first < second,
            "{text}"
        );
    }
}

#[test]
fn answers_stand_in_rubric_order_and_orphans_stay() {
    let (_temporary, folder, rubric, path) = with_chair(
        b"format = 1\nrespondent = \"chair\"\nrole = \"chair\"\n\n[[answer]]\ncriterion = \"work-0\"\nlevel = 1\n\n# from last year\n[[answer]]\ncriterion = \"gone\"\nlevel = 9\n",
    );
    for number in [3, 1, 2] {
        save(&folder, &rubric, &noted(number, "x")).unwrap();
    }
    let text = fs::read_to_string(path).unwrap();
    let order: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("criterion = "))
        .collect();
    assert_eq!(
        order,
        [
            "\"work-0\"",
            "\"gone\"",
            "\"work-1\"",
            "\"work-2\"",
            "\"work-3\""
        ]
    );
    assert!(text.contains("# from last year\n[[answer]]\ncriterion = \"gone\"\nlevel = 9\n"));
    assert_eq!(folder.load().unwrap().assessment.orphans.len(), 1);
}

#[test]
fn what_did_not_change_is_not_written_whatever_the_file_looks_like() {
    let plain = "# mine\nformat = 1\nrespondent = 'chair'\nrole=\"chair\"\nanswer = [{criterion=\"work-1\", unknown = true, note = \"\"\"a\nb\"\"\"}]";
    let windows = plain.replace('\n', "\r\n");
    let marked = format!("\u{feff}{windows}");
    for text in [plain, &windows, &marked] {
        let (_temporary, folder, rubric, path) = with_chair(text.as_bytes());
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(
            save(&folder, &rubric, &noted(1, "a\nb")).unwrap(),
            Saved::Unchanged
        );
        // As the whole assessment gives it, line ends included.
        let loaded = folder
            .load()
            .unwrap()
            .assessment
            .responses
            .remove(0)
            .answers
            .remove(0);
        assert_eq!(save(&folder, &rubric, &loaded).unwrap(), Saved::Unchanged);
        assert_eq!(fs::read(&path).unwrap(), text.as_bytes());
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);

        assert_eq!(
            save(&folder, &rubric, &noted(0, "new")).unwrap(),
            Saved::Written
        );
        let written = fs::read_to_string(&path).unwrap();
        assert!(
            written.starts_with("# mine\nformat = 1\n")
                && !written.contains('\r')
                && written.ends_with('\n'),
            "{written}"
        );
        assert_eq!(
            folder.load().unwrap().assessment.responses[0].answers,
            [noted(0, "new"), noted(1, "a\nb")]
        );
    }
}

#[test]
fn comments_and_ways_of_writing_survive() {
    let text = "# top\nformat = 1 # f\nrespondent = \"chair\"\nrole = \"chair\" # r\n\n# a\n[[answer]] # b\n# c\ncriterion = \"work-1\" # d\nlevel = 1 # e\n# g\nnote = 'old' # h\nwarning-signs = [ # i\n  1, # j\n]\n\n# k\n[[answer.evidence]] # l\nwhat = \"x\" # m\nkind = \"data\" # n\ndate = \"2026-03-01\" # o\n# p\n";
    let (_temporary, folder, rubric, path) = with_chair(text.as_bytes());
    let level = rubric.scale().top();
    let mut answer = Answer {
        judgement: Judgement {
            warning_signs: vec![1],
            ..Judgement::new(Rating::Level(level))
        },
        note: Note::new("new"),
        criterion: criterion(1),
        confidence: None,
    };
    answer.judgement.evidence = vec![
        evidence("x", Kind::Data, None),
        evidence("y", Kind::Voice, None),
    ];
    save(&folder, &rubric, &answer).unwrap();
    let written = fs::read_to_string(&path).unwrap();
    let expected = text
        .replace("level = 1", "level = 2")
        .replace("'old'", "\"new\"");
    assert!(
        written.starts_with(expected.trim_end_matches("# p\n")),
        "{written}"
    );
    assert!(lost(text, &written).is_empty(), "{written}");

    // The same with nearly everything taken out.
    save(
        &folder,
        &rubric,
        &Answer::new(criterion(1), Rating::Unknown),
    )
    .unwrap();
    let written = fs::read_to_string(&path).unwrap();
    assert!(lost(text, &written).is_empty(), "{written}");
    assert_eq!(
        folder.load().unwrap().assessment.responses[0].answers,
        [Answer::new(criterion(1), Rating::Unknown)]
    );
}

#[test]
fn a_file_that_is_not_valid_is_left_as_it_is() {
    let head = "format = 1\nrespondent = \"chair\"\nrole = \"chair\"\n";
    for broken in [
        format!("{head}mood = \"good\"\n"),
        format!("{head}[[answer]]\ncriterion = \"work-0\"\nlevel = 7\n"),
        format!("{head}[[answer]]\ncriterion = \"work-0\"\nlevel = 1\nnote = “curly”\n"),
        head.replace("\"chair\"\nrole", "\"head\"\nrole"),
        String::new(),
    ] {
        let (_temporary, folder, rubric, path) = with_chair(broken.as_bytes());
        let error = save(&folder, &rubric, &noted(1, "x")).unwrap_err();
        assert!(
            matches!(&error, StoreError::Invalid { problems, .. } if !problems.is_empty()),
            "{error}"
        );
        assert!(error.is_invalid_file());
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }
}

#[test]
fn another_role_and_another_spelling_of_a_name_are_refused() {
    let (_temporary, folder, rubric) = assessment(2);
    save(&folder, &rubric, &noted(0, "x")).unwrap();
    let error = folder
        .save_answer(&rubric, &respondent("chair"), &role("head"), &noted(0, "x"))
        .unwrap_err();
    assert!(matches!(error, StoreError::OtherRole { .. }), "{error}");
    let error = folder
        .save_answer(
            &rubric,
            &respondent("Chair"),
            &role("chair"),
            &noted(0, "x"),
        )
        .unwrap_err();
    // A computer that takes the two names for one reads chair.toml here, which is not Chair's.
    assert!(
        matches!(
            error,
            StoreError::SameButForCase { .. } | StoreError::Invalid { .. }
        ),
        "{error}"
    );
}

#[test]
fn what_would_not_be_valid_is_not_written() {
    let (_temporary, folder, rubric) = assessment(2);
    let path = folder.path().join("responses/chair.toml");
    let refused = |answer: Answer, post: &str| {
        let error = folder
            .save_answer(&rubric, &respondent("chair"), &role(post), &answer)
            .unwrap_err();
        assert!(matches!(error, StoreError::Unfit { .. }), "{error}");
        assert!(!path.exists());
    };
    refused(noted(9, "no such criterion"), "chair");
    refused(noted(0, "no such role"), "visitor");
    refused(
        Answer {
            judgement: Judgement {
                warning_signs: vec![3],
                ..noted(0, "no such sign").judgement
            },
            ..noted(0, "no such sign")
        },
        "chair",
    );
    refused(
        Answer {
            judgement: Judgement {
                rating: Rating::NotApplicable(" ".into()),
                ..noted(0, "no reason").judgement
            },
            ..noted(0, "no reason")
        },
        "chair",
    );
    let entry = Entry {
        standard: StandardId::new("standard-9").unwrap(),
        status: Status::Met,
        checked: None,
        by: None,
        proof: None,
        explanation: None,
    };
    assert!(matches!(
        folder.save_entry(&rubric, &entry),
        Err(StoreError::Unfit { .. })
    ));
}

#[test]
fn hostile_text_comes_back_but_for_what_nobody_sees() {
    let (_temporary, folder, rubric) = assessment(2);
    let text = || Note::new(HOSTILE);
    let mut answer = full(1);
    answer.judgement.rating = Rating::NotApplicable(HOSTILE.into());
    (
        answer.note,
        answer.judgement.uneven,
        answer.judgement.warning_note,
    ) = (text(), text(), text());
    answer.judgement.evidence = vec![evidence(HOSTILE, Kind::Data, Some(HOSTILE))];
    save(&folder, &rubric, &answer).unwrap();
    assert_eq!(save(&folder, &rubric, &answer).unwrap(), Saved::Unchanged);
    save(&folder, &rubric, &noted(0, "x")).unwrap();
    assert_eq!(
        folder.load().unwrap().assessment.responses[0].answers[1],
        answer.plainly()
    );
}

#[test]
fn a_missing_responses_folder_is_made_and_a_file_in_its_place_is_an_error() {
    let (_temporary, folder, rubric) = assessment(2);
    let responses = folder.path().join(RESPONSES);
    fs::remove_dir(&responses).unwrap();
    save(&folder, &rubric, &noted(0, "x")).unwrap();
    fs::remove_dir_all(&responses).unwrap();
    fs::write(&responses, "").unwrap();
    let error = save(&folder, &rubric, &noted(0, "x")).unwrap_err();
    assert!(
        !error.is_invalid_file() && error.to_string().contains("responses"),
        "{error}"
    );
}

/// Saves, and tries again while the folder is busy: then nothing was saved, and nothing is lost.
fn insist(folder: &Folder, rubric: &Rubric, who: &str, answer: &Answer) {
    loop {
        match folder.save_answer(rubric, &respondent(who), &role("chair"), answer) {
            Ok(_) => return,
            Err(StoreError::Busy { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn two_at_once_lose_nothing() {
    // Two respondents on one folder, and one respondent twice with different criteria.
    for names in [["one", "two"], ["same", "same"]] {
        let (_temporary, folder, rubric) = assessment(20);
        thread::scope(|scope| {
            for (half, who) in names.into_iter().enumerate() {
                let (folder, rubric) = (&folder, &rubric);
                scope.spawn(move || {
                    for round in 0..1_000 {
                        insist(
                            folder,
                            rubric,
                            who,
                            &noted(half * 10 + round % 10, &round.to_string()),
                        );
                    }
                });
            }
        });
        let responses = folder.load().unwrap().assessment.responses;
        let answers: Vec<&Answer> = responses
            .iter()
            .flat_map(|response| &response.answers)
            .collect();
        let expected: Vec<Answer> = (0..20)
            .map(|number| noted(number, &(990 + number % 10).to_string()))
            .collect();
        assert_eq!(answers, expected.iter().collect::<Vec<_>>());
    }
}

const COMMENTED: &str = "# 1\nformat = 1 # 2\nrespondent = 'chair'\n# 3\nrole = \"chair\"\n# 4\n[[answer]] # 5\n# 6\ncriterion = \"work-2\" # 7\n# 8\nlevel = 1 # 9\n# 10\nnote = \"\"\"a\n# no comment\"\"\" # 11\nevidence = [ # 12\n { what = \"e1\", kind = \"data\", date = 2026-03-01 }, # 13\n # 14\n]\n# 15\n[[answer]]\ncriterion = \"gone\" # 16\nlevel = 9\n# 17\n[[answer]]\nwarning-signs = [\n 2, # 18\n] # 19\n\"level\" = 2 # 20\n# 20\ncriterion = \"work-0\"\n# 21\n[[answer.evidence]] # 22\n# 23\nwhere = 'w' # 24\nwhat = \"e2\" # 25\nkind = \"data\"\n# 26\ndate = \"2026-03-01\" # 27\n# 28";

/// A criterion, whether a level, which parts, and which evidence.
fn any_answer() -> impl Strategy<Value = (usize, bool, u8, Vec<u8>)> {
    (
        0..4_usize,
        any::<bool>(),
        any::<u8>(),
        prop::collection::vec(0..4_u8, 0..4),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_answers_can_be_saved_in_a_file_full_of_comments_and_none_is_lost(changes in prop::collection::vec(any_answer(), 1..6)) {
        let (_temporary, folder, rubric, path) = with_chair(COMMENTED.as_bytes());
        for (number, silent, parts, pieces) in changes {
            let mut answer = if parts & 1 == 0 { Answer::new(criterion(number), Rating::Unknown) } else { full(number) };
            if silent {
                answer.judgement.rating = Rating::Level(rubric.scale().top());
            }
            answer.note = Note::new("other # no comment").filter(|_| parts & 2 == 0);
            answer.judgement.warning_signs = if parts & 4 == 0 { vec![2] } else { Vec::new() };
            answer.judgement.evidence = pieces.iter().map(|piece| evidence(&format!("e{piece}"), Kind::Data, (piece % 2 == 0).then_some("w"))).collect();
            save(&folder, &rubric, &answer).unwrap();
            let text = fs::read_to_string(&path).unwrap();
            prop_assert!(lost(COMMENTED, &text).is_empty(), "{}", text);
            let there = folder.load().unwrap().assessment.responses.remove(0);
            prop_assert_eq!(there.answer(&criterion(number)), Some(&answer));
            prop_assert_eq!(folder.load().unwrap().assessment.orphans.len(), 1);
        }
    }

    #[test]
    fn any_text_comes_back(notes in prop::collection::vec(".{0,12}|[\"'\\\\\r\n\t#= \u{0}-\u{1f}\u{7f}]{0,12}", 1..6)) {
        let (_temporary, folder, rubric) = assessment(3);
        let mut last = [None, None, None];
        for (number, note) in notes.iter().enumerate() {
            let answer = noted(number % 3, note);
            save(&folder, &rubric, &answer).unwrap();
            last[number % 3] = Some(answer.plainly());
        }
        let answers = folder.load().unwrap().assessment.responses.remove(0).answers;
        prop_assert_eq!(answers, last.into_iter().flatten().collect::<Vec<_>>());
    }
}

#[test]
fn several_answers_are_saved_at_once_in_rubric_order_around_what_a_person_wrote() {
    let before = "# mine\nformat = 1\nrespondent = \"chair\"\nrole = \"chair\"\n\n# about it\n[[answer]]\ncriterion = \"work-1\"\nunknown = true # really\n";
    let (_temporary, folder, rubric, path) = with_chair(before.as_bytes());
    let (chair, post) = chair();
    let answers = [noted(3, "d"), full(2), noted(0, "a")];
    assert_eq!(
        folder
            .save_answers(&rubric, &chair, &post, &answers)
            .unwrap(),
        Saved::Written
    );
    let text = fs::read_to_string(&path).unwrap();
    let order: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("criterion = "))
        .collect();
    assert_eq!(
        order,
        ["\"work-0\"", "\"work-1\"", "\"work-2\"", "\"work-3\""]
    );
    assert!(
        text.contains("# mine")
            && text.contains("# about it")
            && text.contains("unknown = true # really"),
        "{text}"
    );
    // The same again, and nothing at all, change no byte.
    assert_eq!(
        folder
            .save_answers(&rubric, &chair, &post, &answers)
            .unwrap(),
        Saved::Unchanged
    );
    assert_eq!(
        folder.save_answers(&rubric, &chair, &post, &[]).unwrap(),
        Saved::Unchanged
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(
        folder
            .save_answers(&rubric, &respondent("head"), &role("head"), &[])
            .unwrap(),
        Saved::Unchanged
    );
    assert!(!folder.path().join("responses/head.toml").exists());
}

#[test]
fn of_several_answers_none_is_saved_where_one_is_refused() {
    let (_temporary, folder, rubric) = assessment(4);
    let (chair, post) = chair();
    folder
        .save_answer(&rubric, &chair, &post, &noted(0, "kept"))
        .unwrap();
    let path = folder.path().join("responses/chair.toml");
    let bytes = fs::read(&path).unwrap();
    let mut wrong = full(3);
    wrong.judgement.warning_signs = vec![9];
    let elsewhere = Answer {
        criterion: CriterionId::new("not-here").unwrap(),
        ..noted(1, "x")
    };
    for bad in [wrong, elsewhere] {
        let refused = folder
            .save_answers(
                &rubric,
                &chair,
                &post,
                &[noted(0, "other"), noted(1, "b"), bad],
            )
            .unwrap_err();
        assert!(matches!(refused, StoreError::Unfit { .. }), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    assert!(matches!(
        folder.save_answers(&rubric, &chair, &role("head"), &[noted(1, "b")]),
        Err(StoreError::OtherRole { .. })
    ));
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn an_entry_that_somebody_changed_meanwhile_is_told_and_not_saved_over() {
    let (_temporary, folder, rubric) = assessment(1);
    let standard = rubric.standards().next().unwrap().id.clone();
    let entry = |status| Entry {
        standard: standard.clone(),
        status,
        checked: None,
        by: None,
        proof: None,
        explanation: None,
    };
    let mine = entry(Status::Met);
    let theirs = entry(Status::Partly);
    assert_eq!(
        folder
            .save_entry_if(&rubric, &theirs, |now| now.is_none())
            .unwrap(),
        Entered::Saved(Saved::Written)
    );
    let bytes = fs::read(folder.path().join("standards.toml")).unwrap();
    assert_eq!(
        folder
            .save_entry_if(&rubric, &mine, |now| now.is_none())
            .unwrap(),
        Entered::Changed(Some(Box::new(theirs.clone())))
    );
    assert_eq!(
        fs::read(folder.path().join("standards.toml")).unwrap(),
        bytes
    );
    assert_eq!(
        folder.save_entry_if(&rubric, &theirs, |_| false).unwrap(),
        Entered::Saved(Saved::Unchanged),
        "it says the same"
    );
    assert_eq!(
        folder
            .save_entry_if(&rubric, &mine, |now| now == Some(&theirs))
            .unwrap(),
        Entered::Saved(Saved::Written)
    );
}
