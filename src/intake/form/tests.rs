//! Forms there and back: what is written, what is read, and what is refused.

use std::io::{Cursor, Write};

use calamine::{Reader as _, SheetVisible, Xlsx, open_workbook_from_rs};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::shown::Shown;
use super::*;
use crate::assessment::Note;
use crate::assessment::{
    Answer, Assessment, Confidence, Evidence, Judgement, Kind, Rating, Response,
};
use crate::diagnostic::Diagnostic;
use crate::report::sample::{PRIVATE, Sample, everything};
use crate::rubric::{CriterionId, RespondentId, RoleId};
use fill::{Put, fill, find, part, rewritten, with_cell, with_part};

#[path = "../../../tests/it/fill.rs"]
pub mod fill;

fn chair() -> (RespondentId, RoleId) {
    (
        RespondentId::new("wren-chair").unwrap(),
        RoleId::new("trustee").unwrap(),
    )
}

fn response(answers: Vec<Answer>) -> Response {
    let (respondent, role) = chair();
    Response {
        respondent,
        role,
        answers,
    }
}

fn with(answers: Vec<Answer>) -> Assessment {
    Assessment {
        responses: vec![response(answers)],
        ..Sample::default().assessment()
    }
}

fn written(assessment: &Assessment) -> Vec<u8> {
    let (respondent, role) = chair();
    let bytes = write(assessment, &respondent, &role).unwrap();
    check(&bytes, assessment, &respondent, &role).unwrap();
    bytes
}

/// A form without answers, written once.
fn blank() -> &'static [u8] {
    static BLANK: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BLANK.get_or_init(|| written(&with(Vec::new())))
}

fn id(name: &str) -> CriterionId {
    CriterionId::new(name).unwrap()
}

fn level(assessment: &Assessment, criterion: &str, level: i64) -> Answer {
    Answer::new(
        id(criterion),
        Rating::Level(assessment.rubric.scale().level(level).unwrap()),
    )
}

/// Reads a form of an assessment in whose folder this stands.
fn reading(
    form: &[u8],
    assessment: &Assessment,
    now: &[Answer],
) -> Result<Reading, Vec<Diagnostic>> {
    let form = Form::open(form).unwrap_or_else(|error| panic!("{error}"));
    form.belongs(assessment, None)?;
    form.read(assessment, &response(now.to_vec()))
}

fn said(form: &[u8], assessment: &Assessment) -> Vec<String> {
    let problems = reading(form, assessment, &[]).expect_err("it is refused");
    problems
        .into_iter()
        .map(|problem| {
            format!(
                "{}{}",
                problem.message,
                problem
                    .help
                    .map_or_else(String::new, |help| format!(" ({help})"))
            )
        })
        .collect()
}

fn not_opened(bytes: &[u8]) -> String {
    Form::open(bytes).expect_err("it is not opened").to_string()
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,40}",
        2 => any::<String>(),
        1 => Just("=HYPERLINK(\"http://example.org\",\"x\")".to_owned()),
        1 => Just("@SUM(1+1)*cmd|' /C calc'!A0".to_owned()),
        1 => Just("-1+2".to_owned()),
        1 => Just("'03/04/2026".to_owned()),
        1 => Just(" _x0041_ _x000D_ <b>&amp; \u{1b}[31m \u{202e}rtl \r\nline\ttab\u{FFFE}\u{0} ".to_owned()),
        1 => Just("👩‍🏫 é \u{301}".to_owned()),
        1 => "[a-z \n]{3000,4000}",
        1 => Just("long ".repeat(7_000)),
    ]
}

fn any_day() -> impl Strategy<Value = Date> {
    prop_oneof![
        4 => (1..2000i32).prop_map(|days| date(2026, 11, 22).saturating_sub(jiff::Span::new().days(days))),
        1 => (0..9999i16, 1..=12i8, 1..=28i8).prop_map(|(year, month, day)| date(year, month, day)),
    ]
}

fn any_evidence() -> impl Strategy<Value = Evidence> {
    (
        hostile(),
        prop::sample::select(&Kind::ALL[..]),
        any_day(),
        prop::option::of(hostile()),
    )
        .prop_map(|(what, kind, date, place)| Evidence {
            what,
            kind,
            date,
            place,
        })
}

fn any_answer(criterion: CriterionId) -> impl Strategy<Value = Answer> {
    let scale = crate::report::sample::rubric().scale().clone();
    let reason = hostile().prop_filter("a reason says something", |reason| {
        !reason.trim().is_empty()
    });
    let standing = prop_oneof![
        3 => (0..5i64).prop_map(move |number| Rating::Level(scale.level(number).unwrap())),
        1 => Just(Rating::Unknown),
        1 => reason.prop_map(Rating::NotApplicable),
    ];
    let texts = (
        prop::option::of(hostile()),
        prop::option::of(hostile()),
        prop::option::of(hostile()),
    );
    let confidence = prop::option::of(prop::sample::select(&Confidence::ALL[..]));
    (
        standing,
        texts,
        confidence,
        any::<bool>(),
        prop::collection::vec(any_evidence(), 0..5),
    )
        .prop_map(
            move |(standing, (note, uneven, warning_note), confidence, sign, evidence)| Answer {
                judgement: Judgement {
                    rating: standing,
                    uneven: Note::of(uneven.as_ref()),
                    warning_signs: if sign { vec![1] } else { Vec::new() },
                    warning_note: Note::of(warning_note.as_ref()),
                    evidence,
                    review: false,
                },
                criterion: criterion.clone(),
                note: Note::of(note.as_ref()),
                confidence,
            },
        )
}

fn any_answers() -> impl Strategy<Value = Vec<Answer>> {
    let ids: Vec<CriterionId> = crate::report::sample::rubric()
        .criteria()
        .map(|criterion| criterion.id.clone())
        .collect();
    let each: Vec<_> = ids
        .into_iter()
        .map(|id| prop::option::of(any_answer(id)))
        .collect();
    each.prop_map(|answers| answers.into_iter().flatten().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_comes_back_and_an_untouched_form_changes_nothing(answers in any_answers()) {
        let assessment = with(answers.clone());
        let bytes = written(&assessment);
        prop_assert_eq!(&bytes, &written(&assessment), "the same assessment gives the same bytes");
        let same = reading(&bytes, &assessment, &answers).unwrap();
        prop_assert_eq!((same.changed.len(), same.conflicts.len(), same.unchanged), (0, 0, answers.len()));
        // Into an empty folder everything comes back as it is shown, if the person says so.
        let long = |answer: &Answer| Shown::of(answer).texts().any(|text| text.chars().count() > crate::questionnaire::LONGEST_TEXT);
        match reading(&bytes, &assessment, &[]) {
            Ok(fresh) => {
                let back = fresh.answers(true);
                let shown = |answers: &[Answer]| answers.iter().map(Shown::of).collect::<Vec<_>>();
                prop_assert_eq!(shown(&back), shown(&answers));
                prop_assert!(fresh.changed.is_empty());
            }
            Err(problems) => {
                prop_assert!(answers.iter().any(long));
                prop_assert!(problems.iter().all(|problem| problem.message.contains("4000 is the most")), "{:?}", problems);
            }
        }
        // Another reader finds the words too, and no formula but the counts of answers.
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes[..])).unwrap();
        let sheet = book.worksheet_range("Domain care").unwrap();
        let cells: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string().trim().to_owned()).collect();
        for answer in answers.iter().filter(|answer| answer.criterion.as_str().starts_with("care")) {
            for text in Shown::of(answer).texts().filter(|text| !text.is_empty()) {
                prop_assert!(cells.iter().any(|cell| cell == text), "{:?} is missing", text);
            }
        }
        let formulas = book.worksheet_formula("Domain care").unwrap();
        prop_assert_eq!(formulas.used_cells().count(), 1);
    }

    #[test]
    fn no_change_of_a_byte_ends_in_a_panic(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in prop::option::weighted(0.2, any::<prop::sample::Index>())) {
        let assessment = with(Vec::new());
        let mut bytes = blank().to_vec();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            let at = cut.index(bytes.len());
            bytes.truncate(at);
        }
        if let Ok(form) = Form::open(&bytes) {
            drop(form.belongs(&assessment, None));
            drop(form.read(&assessment, &response(Vec::new())));
        }
    }

    #[test]
    fn no_change_inside_a_part_ends_in_a_panic(places in prop::collection::vec((any::<prop::sample::Index>(), "[0-9A-Za-z<>/\"' =&;.:-]{0,6}"), 1..6), which in 0..6usize) {
        let assessment = with(Vec::new());
        let names = ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet4.xml", "_rels/.rels"];
        let bytes = rewritten(blank(), |name, text| {
            (name == names[which]).then(|| places.iter().fold(text.to_owned(), |mut text, (place, new)| {
                let mut at = place.index(text.len());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                text.insert_str(at, new);
                text
            }))
        });
        if let Ok(form) = Form::open(&bytes) {
            drop(form.belongs(&assessment, None));
            drop(form.read(&assessment, &response(Vec::new())));
        }
    }
}

#[test]
fn a_form_holds_the_questions_in_full_and_is_locked_around_its_boxes() {
    let assessment = with(Vec::new());
    let bytes = written(&assessment);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes[..])).unwrap();
    let sheets: Vec<(String, SheetVisible)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible))
        .collect();
    let visible = |name: &str| (name.to_owned(), SheetVisible::Visible);
    assert_eq!(
        sheets,
        [
            visible("Start here"),
            visible("Domain care"),
            visible("Domain money"),
            ("strong-trust".to_owned(), SheetVisible::VeryHidden)
        ]
    );
    let words = |book: &mut Xlsx<_>, name: &str| -> String {
        let sheet = book.worksheet_range(name).unwrap();
        sheet
            .used_cells()
            .map(|(_, _, cell)| cell.to_string())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let cover = words(&mut book, "Start here");
    for text in [
        "A small rubric",
        "Harbour Trust, 2026",
        "wren-chair (Trustee)",
        "11 questions in 2 domains",
        "Rate what people meet.",
        "You answer alone",
        "Delete the copies",
        "0 of 7 answered",
        "Informed by nobody",
    ] {
        assert!(cover.contains(text), "{text}: {cover}");
    }
    for domain in assessment.rubric.domains() {
        let sheet = words(&mut book, &domain.title);
        for criterion in &domain.criteria {
            let texts = [&criterion.title, &criterion.question, &criterion.why]
                .into_iter()
                .chain(criterion.boundary.as_ref());
            for text in texts
                .chain(&criterion.anchors)
                .chain(&criterion.warning_signs)
                .chain(&criterion.evidence)
            {
                assert!(sheet.contains(text.as_str()), "{text}");
            }
        }
    }
    for number in 1..=4 {
        assert!(
            part(&bytes, &format!("xl/worksheets/sheet{number}.xml"))
                .contains("<sheetProtection sheet=\"1\""),
            "{number}"
        );
    }
    assert!(!part(&bytes, "xl/worksheets/sheet2.xml").contains("password"));
    let (sheet, row) = find(&bytes, "care-a/note");
    let text = part(&bytes, &sheet);
    assert!(
        text.contains(&format!("<row r=\"{row}\" "))
            && text.contains("<dataValidation type=\"list\"")
    );
    let grows = text
        .split(&format!("<row r=\"{row}\" "))
        .nth(1)
        .unwrap()
        .split('>')
        .next()
        .unwrap();
    assert!(
        grows.contains("ht=") && !grows.contains("customHeight"),
        "{grows}"
    );
    assert!(
        !ZipArchive::new(Cursor::new(&bytes[..]))
            .unwrap()
            .file_names()
            .any(|name| name.unwrap().contains("vba"))
    );
}

#[test]
fn nobody_elses_answers_and_nothing_of_the_meeting_is_in_a_form() {
    let assessment = everything().assessment();
    let (who, role) = (
        RespondentId::new("robin-ceo").unwrap(),
        RoleId::new("leader").unwrap(),
    );
    let bytes = write(&assessment, &who, &role).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    for place in 0..archive.len() {
        let name = archive
            .by_index(place)
            .unwrap()
            .name()
            .unwrap()
            .into_owned();
        let text = part(&bytes, &name);
        for word in PRIVATE.iter().filter(|word| **word != "robin-ceo") {
            assert!(!text.contains(word), "{name} says {word}");
        }
    }
    // The respondent's own answers are in theirs.
    let (wren, trustee) = chair();
    let own = write(&assessment, &wren, &trustee).unwrap();
    check(&own, &assessment, &wren, &trustee).unwrap();
    assert!(part(&own, "xl/sharedStrings.xml").contains("PRIVATE-note"));
}

#[test]
fn a_form_is_filled_in_as_people_do_it() {
    let assessment = with(Vec::new());
    let form = fill(
        &written(&assessment),
        &[
            ("care-a/answer", 'C', Put::Text("  3 Embedded \n")),
            ("care-a/note", 'C', Put::Text(" Two lines\nof a note.  ")),
            ("care-a/confidence", 'C', Put::Text("sure: I have seen it")),
            ("care-a/sign-1", 'D', Put::Text("X")),
            ("care-a/evidence-1", 'C', Put::Text("Minutes")),
            ("care-a/evidence-1", 'D', Put::Text("Document")),
            ("care-a/evidence-1", 'E', Put::Number(46_095.0)),
            ("care-a/evidence-1", 'F', Put::Number(2026.0)),
            ("care-a/evidence-3", 'C', Put::Text("A survey")),
            ("care-a/evidence-3", 'D', Put::Text("voice")),
            ("care-a/evidence-3", 'E', Put::Text("14/03/2026")),
            ("care-b/answer", 'C', Put::Number(2.0)),
            ("care-c/answer", 'C', Put::Text("established")),
            ("care-d/answer", 'C', Put::Text("don’t know")),
            ("care-e/answer", 'C', Put::Text("Not applicable")),
            ("care-e/reason", 'C', Put::Text("We have none.")),
            ("care-f/answer", 'C', Put::Text("0")),
        ],
    );
    let read = reading(&form, &assessment, &[]).unwrap();
    let entry = |what: &str, kind, place: Option<&str>| Evidence {
        what: what.into(),
        kind,
        date: date(2026, 3, 14),
        place: place.map(str::to_owned),
    };
    let first = Answer {
        judgement: Judgement {
            warning_signs: vec![1],
            evidence: vec![
                entry("Minutes", Kind::Document, Some("2026")),
                entry("A survey", Kind::Voice, None),
            ],
            ..level(&assessment, "care-a", 3).judgement
        },
        note: Note::new("Two lines\nof a note."),
        confidence: Some(Confidence::Sure),
        ..level(&assessment, "care-a", 3)
    };
    let expected = [
        first,
        level(&assessment, "care-b", 2),
        level(&assessment, "care-c", 2),
        Answer::new(id("care-d"), Rating::Unknown),
        Answer::new(id("care-e"), Rating::NotApplicable("We have none.".into())),
        level(&assessment, "care-f", 0),
    ];
    assert_eq!(read.changed, expected);
    assert_eq!((read.open, read.unchanged), (5, 0));
    assert_eq!(
        read.lines()[0],
        "The form has 6 answers: 6 new or changed, 0 as in the folder. 5 questions are left open."
    );
    // Read a second time, it changes nothing.
    let again = reading(&form, &assessment, &read.changed).unwrap();
    assert_eq!((again.answers(true), again.unchanged), (Vec::new(), 6));
}

#[test]
fn every_problem_is_named_by_sheet_and_cell_and_all_of_them_at_once() {
    let assessment = with(Vec::new());
    let blank = written(&assessment);
    let cell =
        |name: &str, column: char| format!("Domain care, cell {column}{}", find(&blank, name).1);
    let form = fill(
        &blank,
        &[
            ("care-a/answer", 'C', Put::Text("B")),
            ("care-a/confidence", 'C', Put::Text("very")),
            ("care-b/answer", 'C', Put::Number(2.5)),
            ("care-b/sign-1", 'D', Put::Text("perhaps")),
            ("care-c/answer", 'C', Put::Formula("1+1", "2")),
            ("care-c/note", 'C', Put::Error("#NAME?")),
            ("care-d/note", 'C', Put::Text("A note alone")),
            ("care-e/answer", 'C', Put::Text("Not applicable")),
            ("care-f/answer", 'C', Put::Text("2")),
            ("care-f/reason", 'C', Put::Text("None here")),
            ("care-g/answer", 'C', Put::Text("1")),
            ("care-g/evidence-1", 'C', Put::Text("Minutes")),
            ("care-g/evidence-2", 'C', Put::Text("Survey")),
            ("care-g/evidence-2", 'D', Put::Text("dokument")),
            ("care-g/evidence-2", 'E', Put::Text("03/14/2026")),
            ("care-g/uneven", 'C', Put::Text(&"x".repeat(4_001))),
        ],
    );
    let list = "the answers are 0 Not in place, 1 Emerging, 2 Established, 3 Embedded, 4 Sustained and shared, Don't know or Not applicable";
    let formula =
        "type what it should say; put an apostrophe (') before words that begin with =, +, - or @";
    assert_eq!(
        said(&form, &assessment),
        [
            format!(
                "{}: \"B\" is not an answer; {list}",
                cell("care-a/answer", 'C')
            ),
            format!(
                "{}: \"very\" is not a way to say how sure you are; write sure, fairly or guess",
                cell("care-a/confidence", 'C')
            ),
            format!(
                "{}: \"2.5\" is not an answer; {list}",
                cell("care-b/answer", 'C')
            ),
            format!(
                "{}: \"perhaps\" is not a tick; write yes, or leave it empty",
                cell("care-b/sign-1", 'D')
            ),
            format!(
                "{}: this box holds a formula, and its result may not be what you mean ({formula})",
                cell("care-c/answer", 'C')
            ),
            format!(
                "{}: this box holds a mistake of the spreadsheet (#NAME?), or a picture (empty it, and type what it should say)",
                cell("care-c/note", 'C')
            ),
            format!(
                "{}: “care D” has a note, and no answer (choose one (don't know is an answer), or empty the other boxes too)",
                cell("care-d/answer", 'C')
            ),
            format!(
                "{}: “care E” is answered not applicable, without a reason (write in this box why it could not exist in your trust)",
                cell("care-e/reason", 'C')
            ),
            format!(
                "{}: “care F” has a reason for not applicable, and another answer (empty this box (the words may be a note), or choose not applicable)",
                cell("care-f/reason", 'C')
            ),
            format!(
                "{}: this is 4001 characters long, and 4000 is the most (say it more briefly)",
                cell("care-g/uneven", 'C')
            ),
            format!(
                "{}: evidence 1 for “care G” is without its kind and its date (fill in the row, or empty it)",
                cell("care-g/evidence-1", 'D')
            ),
            format!(
                "{}: \"dokument\" is not a kind of evidence; did you mean document?",
                cell("care-g/evidence-2", 'D')
            ),
            format!(
                "{}: \"03/14/2026\" cannot be read as one day: write it like 14 March 2026, 14/3/2026 (the day first) or March 2026",
                cell("care-g/evidence-2", 'E')
            ),
        ]
    );
}

#[test]
fn days_are_read_as_people_in_england_type_them_and_never_guessed() {
    let assessment = with(Vec::new());
    let blank = written(&assessment);
    let read = |put: Put<'_>| {
        let boxes = [
            ("care-a/answer", 'C', Put::Text("1")),
            ("care-a/evidence-1", 'C', Put::Text("x")),
            ("care-a/evidence-1", 'D', Put::Text("data")),
            ("care-a/evidence-1", 'E', put),
        ];
        reading(&fill(&blank, &boxes), &assessment, &[])
            .map(|reading| reading.changed[0].judgement.evidence[0].date)
    };
    let march = date(2026, 3, 14);
    for text in [
        "14/03/2026",
        "14/3/2026",
        "14 March 2026",
        "14 Mar 2026",
        "2026-03-14",
        "2026-03-14T00:00:00",
        " 14th March 2026 ",
    ] {
        assert_eq!(read(Put::Text(text)).ok(), Some(march), "{text}");
    }
    assert_eq!(read(Put::Number(46_095.75)).ok(), Some(march));
    assert_eq!(read(Put::Text("March 2026")).ok(), Some(date(2026, 3, 1)));
    for put in [
        Put::Text("3/14/2026"),
        Put::Text("14/3/26"),
        Put::Text("today"),
        Put::Text("Yesterday"),
        Put::Text("soon"),
        Put::Text("30 February 2026"),
    ] {
        assert!(
            read(put.clone()).unwrap_err()[0]
                .message
                .contains("cannot be read as one day"),
            "{put:?}"
        );
    }
    for number in [2026.0, -1.0, 1e300, 0.0] {
        assert!(
            read(Put::Number(number)).unwrap_err()[0]
                .message
                .contains("is a number and not a day"),
            "{number}"
        );
    }
    assert!(
        read(Put::Formula("TODAY()", "46095")).unwrap_err()[0]
            .message
            .contains("formula")
    );
    // Old Macs count from another day.
    let mac = rewritten(&blank, |name, text| {
        (name == "xl/workbook.xml")
            .then(|| text.replace("<workbookPr", "<workbookPr date1904=\"1\""))
    });
    let boxes = [
        ("care-a/answer", 'C', Put::Text("1")),
        ("care-a/evidence-1", 'C', Put::Text("x")),
        ("care-a/evidence-1", 'D', Put::Text("data")),
        ("care-a/evidence-1", 'E', Put::Number(46_095.0 - 1462.0)),
    ];
    assert_eq!(
        reading(&fill(&mac, &boxes), &assessment, &[])
            .unwrap()
            .changed[0]
            .judgement
            .evidence[0]
            .date,
        march
    );
    // A day after the assessment is kept, and said.
    let boxes = [
        ("care-a/answer", 'C', Put::Text("1")),
        ("care-a/evidence-1", 'C', Put::Text("x")),
        ("care-a/evidence-1", 'D', Put::Text("data")),
        ("care-a/evidence-1", 'E', Put::Text("1/1/2027")),
    ];
    let later = reading(&fill(&blank, &boxes), &assessment, &[]).unwrap();
    assert_eq!(
        later.notes,
        [
            "Evidence for “care A” is dated 1 January 2027, later than the assessment (22 November 2026): it is kept, and counts for nothing yet."
        ]
    );
}

#[test]
fn rows_that_moved_are_found_and_rows_that_are_gone_are_named() {
    let assessment = with(Vec::new());
    let form = fill(
        &written(&assessment),
        &[
            ("care-a/answer", 'C', Put::Text("1")),
            ("care-b/answer", 'C', Put::Text("3")),
        ],
    );
    let (sheet, row) = find(&form, "care-a/answer");
    let other = find(&form, "care-b/answer").1;
    // Two rows change places, as sorting does it.
    let swapped = rewritten(&form, |name, text| {
        (name == sheet).then(|| {
            let renumber = |text: &str, from: usize, to: usize| {
                let text = text.replace(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\""));
                ["A", "B", "C"].iter().fold(text, |text, column| {
                    text.replace(
                        &format!("r=\"{column}{from}\""),
                        &format!("r=\"{column}{to}\""),
                    )
                })
            };
            renumber(
                &renumber(&renumber(text, row, 900_000), other, row),
                900_000,
                other,
            )
        })
    });
    let read = |form: &[u8]| reading(form, &assessment, &[]).unwrap().changed;
    assert_eq!(read(&swapped), read(&form));
    // A renamed sheet is the same sheet.
    let renamed = rewritten(&form, |name, text| {
        (name == "xl/workbook.xml").then(|| text.replace("name=\"Domain care\"", "name=\"Caring\""))
    });
    assert_eq!(read(&renamed), read(&form));

    let without = |form: &[u8], names: &[&str]| {
        names.iter().fold(form.to_vec(), |form, name| {
            let (sheet, row) = find(&form, name);
            rewritten(&form, |part, text| {
                (part == sheet).then(|| {
                    let begin = text.find(&format!("<row r=\"{row}\"")).unwrap();
                    let end = begin + text[begin..].find("</row>").unwrap() + 6;
                    format!("{}{}", &text[..begin], &text[end..])
                })
            })
        })
    };
    let help = "(undo what was deleted, or fill in a fresh form; questions may be left open)";
    assert_eq!(
        said(&without(&form, &["care-a/note"]), &assessment),
        [format!(
            "Domain care: of the question “care A” the row “Note” is missing {help}"
        )]
    );
    assert_eq!(
        said(
            &without(&form, &["care-a/answer", "care-a/evidence-2"]),
            &assessment
        ),
        [format!(
            "Domain care: of the question “care A” the rows “Your answer” and “Evidence 2” are missing {help}"
        )]
    );
    let all = [
        "answer",
        "reason",
        "note",
        "uneven",
        "confidence",
        "sign-1",
        "signs-note",
        "evidence-1",
        "evidence-2",
        "evidence-3",
    ]
    .map(|field| format!("money-b/{field}"));
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(
        said(&without(&form, &all), &assessment),
        [format!(
            "Domain money: of the question “money B” all its rows are missing {help}"
        )]
    );
}

#[test]
fn sheets_that_are_gone_or_double_and_words_outside_the_boxes_are_named() {
    let assessment = with(Vec::new());
    let form = fill(
        &written(&assessment),
        &[("care-a/answer", 'C', Put::Text("1"))],
    );
    let book = |form: &[u8], change: &dyn Fn(&str) -> String| {
        rewritten(form, |name, text| {
            (name == "xl/workbook.xml").then(|| change(text))
        })
    };
    let sheet = |number: usize| {
        let text = part(&form, "xl/workbook.xml");
        let begin = text.match_indices("<sheet ").nth(number).unwrap().0;
        text[begin..begin + text[begin..].find("/>").unwrap() + 2].to_owned()
    };
    let gone = book(&form, &|text| text.replace(&sheet(2), ""));
    assert_eq!(
        said(&gone, &assessment),
        [
            "the sheet of Domain money is missing, with its 4 questions (read the whole workbook, with every sheet of the form in it; questions may be left open)"
        ]
    );
    let double = rewritten(&form, |name, text| {
        match name {
        "xl/workbook.xml" => Some(text.replace(
            "</sheets>",
            "<sheet name=\"Domain care (2)\" sheetId=\"99\" r:id=\"copy\"/></sheets>",
        )),
        "xl/_rels/workbook.xml.rels" => Some(text.replace(
            "</Relationships>",
            "<Relationship Id=\"copy\" Type=\"x/worksheet\" Target=\"worksheets/copy.xml\"/></Relationships>",
        )),
        _ => None,
    }
    });
    let mut double = ZipWriter::new_append(Cursor::new(double)).unwrap();
    double
        .start_file("xl/worksheets/copy.xml", SimpleFileOptions::default())
        .unwrap();
    double
        .write_all(part(&form, "xl/worksheets/sheet2.xml").as_bytes())
        .unwrap();
    let double = double.finish().unwrap().into_inner();
    assert_eq!(
        said(&double, &assessment),
        [
            "the sheets \"Domain care\" and \"Domain care (2)\" are both the sheet of the same domain (delete the copy; if both were filled in, put the answers together in one first)"
        ]
    );
    // The identity is gone, and then everything that says that it was a form.
    let unknown = book(&form, &|text| text.replace(&sheet(3), ""));
    assert!(not_opened(&unknown).starts_with("it was a form, and its hidden sheet is gone"));
    let never = rewritten(&unknown, |name, text| match name {
        "docProps/custom.xml" | "xl/sharedStrings.xml" => {
            Some(text.replace("strong-trust form", "other"))
        }
        _ => None,
    });
    assert!(not_opened(&never).starts_with("it is a workbook, and not a form"));

    let (part_name, row) = find(&form, "care-a/note");
    let scribbled = rewritten(&form, |name, text| {
        (name == part_name).then(|| {
            let cell = |place: String| {
                format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>scribble</t></is></c>")
            };
            text.replacen("</row>", &format!("{}</row>", cell("J9".into())), 9)
                .replace(
                    "</sheetData>",
                    &format!("<row r=\"990\">{}</row></sheetData>", cell("C990".into())),
                )
        })
    });
    let told = said(&scribbled, &assessment);
    assert!(told.contains(&"Domain care, cell C990: \"scribble\" stands outside the boxes (move it into a box of the question that it belongs to, or delete it)".to_owned()), "{told:?}");
    assert!(told.iter().any(|said| said.contains("cell J9")));
    // Beside a box for words there is no box, whatever there is on a row of evidence.
    let beside = with_cell(
        &rewritten(&form, |name, text| {
            (name == part_name).then(|| {
                text.replacen(
                    &format!("<c r=\"C{row}\""),
                    &format!("<c r=\"D{row}\"/><c r=\"C{row}\""),
                    1,
                )
            })
        }),
        &part_name,
        &format!("D{row}"),
        &Put::Text("more"),
    );
    assert!(said(&beside, &assessment)[0].starts_with(&format!(
        "Domain care, cell D{row}: \"more\" stands outside"
    )));
}

#[test]
fn merged_boxes_are_refused_and_a_box_that_was_made_wider_is_not() {
    let assessment = with(Vec::new());
    let form = fill(
        &written(&assessment),
        &[
            ("care-a/answer", 'C', Put::Text("1")),
            ("care-a/note", 'C', Put::Text("Wide.")),
        ],
    );
    let (sheet, row) = find(&form, "care-a/note");
    let merged = |range: &str| {
        rewritten(&form, |name, text| {
            (name == sheet).then(|| {
                text.replace(
                    "</mergeCells>",
                    &format!("<mergeCell ref=\"{range}\"/></mergeCells>"),
                )
            })
        })
    };
    assert_eq!(
        reading(&merged(&format!("C{row}:F{row}")), &assessment, &[])
            .unwrap()
            .changed
            .len(),
        1
    );
    for range in [
        format!("C{row}:C{}", row + 1),
        format!("B{row}:C{row}"),
        "A1:XFD1048576".to_owned(),
    ] {
        let told = said(&merged(&range), &assessment);
        let (first, last) = range.split_once(':').unwrap();
        assert_eq!(
            told,
            [format!(
                "Domain care, cells {first} to {last}: they are merged, and the words of a box may be lost (undo the merging (Home, Merge & Center), and fill in each box)"
            )]
        );
    }
}

#[test]
fn pictures_comments_macros_and_sheets_of_ones_own_are_not_read_and_that_is_said() {
    let assessment = with(Vec::new());
    let form = written(&assessment);
    let form = with_part(&form, "xl/media/image1.png", b"not looked at");
    let form = with_part(
        &form,
        "xl/threadedComments/threadedComment1.xml",
        b"not looked at",
    );
    let form = with_part(&form, "xl/vbaProject.bin", b"not looked at");
    let extra = with_part(
        &form,
        "xl/worksheets/sheet9.xml",
        b"<worksheet><sheetData><row><c t=\"inlineStr\"><is><r><t>my</t></r><r><t> own</t></r></is></c></row></sheetData></worksheet>",
    );
    let extra = rewritten(&extra, |name, text| {
        match name {
        "xl/workbook.xml" => Some(text.replace("</sheets>", "<sheet name=\"Mine\" sheetId=\"9\" r:id=\"rId99\"/></sheets>")),
        "xl/_rels/workbook.xml.rels" => Some(text.replace(
            "</Relationships>",
            "<Relationship Id=\"rId99\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/sheet9.xml\"/></Relationships>",
        )),
        _ => None,
    }
    });
    let notes = reading(&extra, &assessment, &[]).unwrap().notes;
    assert_eq!(notes.len(), 4);
    for (note, word) in notes.iter().zip([
        "The sheet \"Mine\" is not part of the form",
        "pictures",
        "comments",
        "macros",
    ]) {
        assert!(note.contains(word), "{note}");
    }
}

#[test]
fn a_form_of_something_else_is_refused_with_every_reason() {
    let assessment = with(Vec::new());
    let form = Form::open(&written(&assessment)).unwrap();
    let refused = |assessment: &Assessment, expected: Option<&str>| -> Vec<String> {
        let expected = expected.map(|id| RespondentId::new(id).unwrap());
        form.belongs(assessment, expected.as_ref())
            .expect_err("it is refused")
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    };
    let mut other = assessment.clone();
    other.setup.cycle = "2027".into();
    assert_eq!(
        refused(&other, None),
        [
            "this form belongs to another assessment: Harbour Trust, 2026; this one is Harbour Trust, 2027"
        ]
    );
    assert_eq!(
        refused(&assessment, Some("head")),
        ["this is the form of wren-chair, not of head"]
    );
    assert_eq!(refused(&other, Some("head")).len(), 2);
    let rubric = |from: &'static str, to: &'static str| {
        Sample {
            rename: vec![(from, to)],
            ..Sample::default()
        }
        .assessment()
    };
    assert_eq!(
        refused(&rubric("care-b", "care-z"), None),
        [
            "the assessment's own copy of the rubric small 1.2.0 was changed since this form was written"
        ]
    );
    let own = Assessment {
        rubric: std::sync::Arc::new(
            crate::rubric::Builtin::find("strong-trust")
                .unwrap()
                .rubric(),
        ),
        ..assessment.clone()
    };
    assert!(
        refused(&own, None)[0].starts_with("this form has the questions of the rubric small 1.2.0, and the assessment has strong-trust 1.")
    );
    // Another date is worth a word, and no more.
    let mut later = assessment.clone();
    later.setup.date = date(2026, 12, 1);
    let belongs = form.belongs(&later, Some(&chair().0)).unwrap();
    assert_eq!((belongs.respondent, belongs.role), chair());
    assert_eq!(
        belongs.note.as_deref(),
        Some(
            "The form was written for 22 November 2026, and the assessment's date is 1 December 2026 now. The answers stay the same."
        )
    );
    // A changed hidden sheet is believed in nothing.
    let tampered = |from: &str, to: &str| {
        let bytes = rewritten(&written(&assessment), |name, text| {
            (name == "xl/sharedStrings.xml")
                .then(|| text.replace(&format!("<t>{from}</t>"), &format!("<t>{to}</t>")))
        });
        Form::open(&bytes)
            .unwrap()
            .belongs(&assessment, None)
            .expect_err("it is refused")[0]
            .message
            .clone()
    };
    assert_eq!(
        tampered("wren-chair", "../../x"),
        "\"../../x\" cannot be a respondent's id"
    );
    assert_eq!(
        tampered("trustee", "king"),
        "the rubric has no role \"king\", which this form names"
    );
    let number = rewritten(&written(&assessment), |name, text| {
        (name == "xl/worksheets/sheet4.xml")
            .then(|| text.replacen("<c r=\"B2\" t=\"s\"><v>", "<c r=\"B2\"><v>9", 1))
    });
    assert!(
        Form::open(&number)
            .unwrap()
            .belongs(&assessment, None)
            .unwrap_err()[0]
            .message
            .contains("this program reads format 1")
    );
}

#[test]
fn what_changed_in_the_folder_since_is_never_written_over_unasked() {
    let assessment = with(Vec::new());
    let before = [
        level(&assessment, "care-a", 1),
        level(&assessment, "care-b", 1),
        level(&assessment, "care-c", 1),
        level(&assessment, "care-d", 1),
    ];
    let assessment = with(before.to_vec());
    let form = fill(
        &written(&assessment),
        &[
            ("care-a/answer", 'C', Put::Text("2")),
            ("care-b/answer", 'C', Put::Text("2")),
            ("care-d/answer", 'C', Put::Nothing),
            ("care-e/answer", 'C', Put::Text("2")),
        ],
    );
    // In the folder: a stays, b and c are answered anew, e is answered for the first time.
    let newer = |criterion: &str| Answer {
        note: Note::new("Newer."),
        ..level(&assessment, criterion, 4)
    };
    let now = [
        before[0].clone(),
        newer("care-b"),
        newer("care-c"),
        before[3].clone(),
        newer("care-e"),
    ];
    let read = reading(&form, &assessment, &now).unwrap();
    assert_eq!(read.changed, [level(&assessment, "care-a", 2)]);
    assert_eq!(read.newer, ["care C"]);
    assert_eq!(read.kept, ["care D"]);
    assert_eq!(read.answers(false).len(), 1);
    assert_eq!(
        read.answers(true),
        [
            level(&assessment, "care-a", 2),
            level(&assessment, "care-b", 2),
            level(&assessment, "care-e", 2)
        ]
    );
    assert_eq!(
        read.conflict_lines(),
        [
            "2 answers were changed in the folder since the form was written, and differ from the form:",
            "- care B\n  In the form: 2 Established\n  In the folder: 4 Sustained and shared; Note: Newer.",
            "- care E\n  In the form: 2 Established\n  In the folder: 4 Sustained and shared; Note: Newer.",
        ]
    );
    // An answer that was taken out of the folder does not come back by itself.
    let gone = reading(&form, &assessment, &before[..2]).unwrap();
    assert_eq!(
        gone.conflicts
            .iter()
            .map(|one| (one.title.as_str(), one.folder.as_str()))
            .collect::<Vec<_>>(),
        [("care C", "nothing; it was taken out")]
    );
    // What is the same on both sides is no conflict, however it came about.
    let same = [
        level(&assessment, "care-a", 2),
        level(&assessment, "care-b", 2),
        before[2].clone(),
        before[3].clone(),
        level(&assessment, "care-e", 2),
    ];
    let read = reading(&form, &assessment, &same).unwrap();
    assert_eq!((read.answers(true), read.unchanged), (Vec::new(), 4));
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn other_files_are_told_apart_with_what_to_do() {
    let wide: Vec<u8> = "EncryptedPackage"
        .bytes()
        .flat_map(|byte| [byte, 0])
        .collect();
    let old = [
        &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..],
        &[0; 2000],
    ]
    .concat();
    let cases: [(Vec<u8>, &str); 13] = [
        (Vec::new(), "it is empty"),
        (
            b"a,b\n1,2\n".to_vec(),
            "it is plain text (.csv or the like)",
        ),
        (b"%PDF-1.7\n\x00".to_vec(), "it is a PDF"),
        (old.clone(), "it is in the old format of Excel (.xls)"),
        ([old, wide].concat(), "it is locked with a password"),
        (
            archive(&[
                (
                    "mimetype",
                    b"application/vnd.oasis.opendocument.spreadsheet",
                ),
                ("content.xml", b""),
            ]),
            "it is an OpenDocument spreadsheet (.ods)",
        ),
        (
            archive(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]),
            "it is a Word document",
        ),
        (
            archive(&[("xl/workbook.bin", b"")]),
            "it is a binary workbook (.xlsb)",
        ),
        (
            archive(&[("Index/Document.iwa", b"")]),
            "it is a Numbers spreadsheet",
        ),
        (
            archive(&[("photo.jpg", b"")]),
            "it is a ZIP archive, not a workbook",
        ),
        (
            archive(&[("[Content_Types].xml", b"<Types/>")]),
            "it is damaged",
        ),
        (b"\x05Owner\x00\x00".to_vec(), "it is not a workbook"),
        (vec![0xFF; 5000], "it is not a workbook"),
    ];
    for (bytes, expected) in cases {
        let said = not_opened(&bytes);
        assert!(said.starts_with(expected), "{expected}: {said}");
        assert!(said.contains(". "), "it says what to do: {said}");
    }
    let form = blank();
    assert!(not_opened(&form[..form.len() - 30]).starts_with("it is damaged"));
    let broken = rewritten(form, |name, text| {
        (name == "xl/worksheets/sheet2.xml").then(|| text.replace("</sheetData>", ""))
    });
    assert!(
        not_opened(&broken).starts_with("it is damaged (in its part xl/worksheets/sheet2.xml)")
    );
}

/// A form with a part that inflates to this many megabytes of blanks.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut out = ZipWriter::new_append(Cursor::new(blank().to_vec())).unwrap();
    out.start_file("xl/worksheets/sheet7.xml", SimpleFileOptions::default())
        .unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        out.write_all(&blanks).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_made_to_fill_the_memory_is_refused_before_it_is_parsed() {
    for megabytes in [30, 70] {
        let said = not_opened(&bomb(megabytes));
        assert!(
            said.starts_with("it would unpack to ")
                && said.contains("more than a form or a tracker ever has"),
            "{said}"
        );
    }
    // The same, with sizes that are not true: what it says of itself is not believed.
    let honest = bomb(70);
    let mut lying = honest.clone();
    let size = u32::try_from(70_usize << 20).unwrap().to_le_bytes();
    let places: Vec<usize> = lying
        .windows(4)
        .enumerate()
        .filter(|(_, window)| *window == size)
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let said = not_opened(&lying);
    assert!(
        said.starts_with("it would unpack to ") || said.starts_with("it is damaged"),
        "{said}"
    );
    assert!(not_opened(&vec![b'P'; 17 << 20]).starts_with("it has 17 MB"));
    let many: Vec<(String, &[u8])> = (0..2_500)
        .map(|number| (format!("a{number}"), &b""[..]))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    assert!(not_opened(&archive(&many)).starts_with("it has 2500 parts"));
}

#[test]
fn parts_that_would_keep_a_parser_busy_are_refused() {
    let form = blank();
    let sheet = |text: String| {
        rewritten(form, |name, _| {
            (name == "xl/worksheets/sheet2.xml").then(|| text.clone())
        })
    };
    let rows = |row: &str, count: usize| {
        format!(
            "<worksheet><sheetData>{}</sheetData></worksheet>",
            row.repeat(count)
        )
    };
    let refused = |text: String, expected: &str| {
        let said = not_opened(&sheet(text));
        assert!(said.contains(expected), "{expected}: {said}");
    };
    refused(
        rows("<row><c><v>1</v></c></row>", 200_000),
        "it has over 600,000",
    );
    refused(
        rows(
            &format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10)),
            60_000,
        ),
        "it has over 600,000",
    );
    refused(
        format!(
            "<worksheet {}/>",
            (0..300).fold(String::new(), |text, number| text
                + &format!("a{number}=\"\" "))
        ),
        "details of one cell",
    );
    refused(
        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet>&a;</worksheet>".to_owned(),
        "it is damaged",
    );
    refused(
        rows("<row r=\"99999999\"><c><v>1</v></c></row>", 1),
        "it is damaged",
    );
    refused(
        rows("<row><c t=\"s\"><v>99999999</v></c></row>", 1),
        "it is damaged",
    );
    refused(
        rows(
            &format!(
                "<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
                "x".repeat(40_000)
            ),
            1,
        ),
        "it is damaged",
    );
    // Depth alone does no harm, and no form has it.
    let deep = sheet(format!(
        "<worksheet>{}{}</worksheet>",
        "<a>".repeat(100_000),
        "</a>".repeat(100_000)
    ));
    assert!(not_opened(&deep).contains("over 64 levels inside each other"));
    // The number of strings that a part claims to have reserves nothing.
    let claims = rewritten(form, |name, text| {
        (name == "xl/sharedStrings.xml")
            .then(|| text.replacen("uniqueCount=\"", "uniqueCount=\"99999999999999", 1))
    });
    assert!(Form::open(&claims).is_ok());
}

#[test]
fn cells_are_read_without_their_place_and_formatted_words_are_read_whole() {
    let form = blank();
    let (sheet, row) = find(form, "care-a/note");
    let rich = with_cell(form, &sheet, &format!("C{row}"), &Put::Text("MARK"));
    let rich = rewritten(&rich, |name, text| {
        (name == sheet).then(|| {
            text.replace(
                "<t xml:space=\"preserve\">MARK</t>",
                "<r><rPr><b/></rPr><t>bold</t></r><r><t xml:space=\"preserve\"> and not</t></r><rPh sb=\"0\" eb=\"1\"><t>aloud</t></rPh>",
            )
        })
    });
    let rich = fill(&rich, &[("care-a/answer", 'C', Put::Text("1"))]);
    assert_eq!(
        reading(&rich, &with(Vec::new()), &[]).unwrap().changed[0]
            .note
            .as_deref(),
        Some("bold and not")
    );
}

// tests/forms/libreoffice.xlsx is a blank form of the sample rubric that LibreOffice 7.4 filled in and saved. Forms that
// are out must stay readable, so it is made anew only where the sample rubric gets other questions: write a blank form,
// convert it to .fods with LibreOffice, fill in what is expected below, and convert it to .xlsx.
#[test]
fn a_form_that_libreoffice_filled_in_and_saved_is_read() {
    let assessment = with(Vec::new());
    let form = include_bytes!("../../../tests/forms/libreoffice.xlsx");
    let read = reading(form, &assessment, &[]).unwrap();
    let minutes = Evidence {
        what: "Minutes".into(),
        kind: Kind::Document,
        date: date(2026, 3, 14),
        place: Some("Drive".into()),
    };
    let first = Answer {
        judgement: Judgement {
            warning_signs: vec![1],
            evidence: vec![minutes],
            ..level(&assessment, "care-a", 3).judgement
        },
        note: Note::new("Filled in with LibreOffice: “yes” & <no>."),
        ..level(&assessment, "care-a", 3)
    };
    let expected = [
        first,
        Answer::new(id("care-b"), Rating::Unknown),
        Answer::new(id("care-c"), Rating::NotApplicable("None here.".into())),
        level(&assessment, "money-d", 2),
    ];
    assert_eq!(read.changed, expected);
    assert_eq!((read.open, read.notes), (7, Vec::new()));
}
