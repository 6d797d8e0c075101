use super::*;
use crate::document::{Block, Document};
use crate::questionnaire::Room;
use crate::report::sample::{Sample, answer, everything, evidence};
use crate::scoring::score;

fn report(sample: &Sample) -> AgendaReport {
    let assessment = sample.assessment();
    agenda(&assessment, &score(&assessment))
}

/// Every word of a document.
fn text(document: &Document) -> String {
    crate::export::markdown::render(document)
}

/// Fifteen people in three groups of five. On `care-a` most of the board say 3, of the executive 1, of the schools 2.
fn fifteen() -> Sample {
    let mut sample = Sample::default();
    for (role, levels) in [
        ("trustee", [2, 3, 3, 3, 3]),
        ("leader", [1, 1, 1, 1, 2]),
        ("head", [1, 2, 2, 2, 3]),
    ] {
        for (place, level) in levels.into_iter().enumerate() {
            sample = sample.respondent(
                &format!("secret-{role}-{place}"),
                role,
                &answer("care-a", level),
            );
        }
    }
    sample
}

#[test]
fn an_item_says_how_answers_spread_over_the_anchors_and_what_groups_say() {
    let agenda = report(&fifteen());
    let item = &agenda.open[0];
    assert_eq!(
        (item.id.as_str(), item.matter, item.minutes),
        ("care-a", Matter::Split, 10)
    );
    assert_eq!(
        item.anchors
            .iter()
            .map(|anchor| anchor.answers)
            .collect::<Vec<_>>(),
        [0, 5, 5, 5, 0]
    );
    assert_eq!(item.anchors[1].anchor, "a some");
    assert_eq!(
        item.reasons[0],
        "Fifteen people gave a level and are split: from Emerging to Embedded, two levels apart."
    );
    assert_eq!(
        item.groups,
        "The middle answer by group, not yet agreed: board Embedded (5 answers), executive Emerging (5 answers) and schools Established (5 answers)."
    );
    assert_eq!(
        item.shortly,
        "Split, two levels apart; judged Established, supported Emerging; groups two levels apart"
    );
    assert_eq!(item.caution, None);
}

#[test]
fn a_wider_split_takes_longer_and_a_claim_less() {
    let sample = Sample::default()
        .respondent(
            "a",
            "head",
            &(answer("care-a", 0) + &answer("care-b", 3) + &answer("care-c", 1)),
        )
        .respondent(
            "b",
            "head",
            &(answer("care-a", 4) + &answer("care-b", 3) + &answer("care-c", 1)),
        );
    let agenda = report(&sample);
    let minutes: Vec<(&str, usize)> = agenda
        .open
        .iter()
        .take(3)
        .map(|item| (item.id.as_str(), item.minutes))
        .collect();
    assert_eq!(minutes, [("care-a", 20), ("care-b", 5), ("care-c", 3)]);
    assert_eq!(agenda.minutes(), 25);
    assert_eq!(
        (duration(25), duration(60), duration(140)),
        (
            "25 minutes".into(),
            "one hour".into(),
            "two hours and 20 minutes".into()
        )
    );
}

#[test]
fn silences_are_told_apart() {
    let sample = fifteen()
        .respondent(
            "j",
            "head",
            "[[answer]]\ncriterion = \"care-a\"\nunknown = true\n",
        )
        .respondent(
            "k",
            "head",
            "[[answer]]\ncriterion = \"care-a\"\nnot-applicable = \"We have none.\"\n",
        )
        .respondent("l", "head", &answer("care-b", 1));
    let item = report(&sample).open[0].clone();
    assert_eq!((item.unknown, item.not_applicable), (1, 1));
    assert_eq!(
        item.silences,
        "One person answered “don't know”, one person answered “not applicable” and one person has not answered this."
    );
    assert!(
        item.criterion
            .notes
            .contains(&"Why it is not applicable: We have none.".to_owned())
    );
}

#[test]
fn the_paper_names_nobody_and_no_role_beside_an_answer() {
    let sample = fifteen().respondent("secret-late", "head", "");
    let agenda = report(&sample);
    assert_eq!(
        agenda.unfinished.len(),
        16,
        "the moderator is told who has not finished"
    );
    let paper = text(&agenda_paper(&agenda));
    let list = text(&agenda_list(&agenda));
    assert!(
        !paper.contains("secret-") && !list.contains("secret-"),
        "{paper}"
    );
    assert!(
        paper.contains("Fifteen people have answered; 16 have not finished."),
        "{paper}"
    );
    let pages = agenda_pages(&agenda);
    let welcome = pages.welcome.lines(100, Room::Plenty).join(" ");
    let welcome = welcome.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        welcome.contains("secret-late (11 questions open)"),
        "{welcome}"
    );
    for point in pages.parts.iter().flat_map(|part| &part.points) {
        assert!(
            !point
                .page
                .lines(100, Room::Plenty)
                .join("\n")
                .contains("secret-")
        );
    }
}

#[test]
fn where_one_or_two_answered_no_group_is_told_and_the_reader_is_warned() {
    for people in 1..=2 {
        let mut sample = Sample::default();
        for (id, role, level) in [("a", "trustee", 1), ("b", "leader", 4)]
            .into_iter()
            .take(people)
        {
            sample = sample.respondent(id, role, &answer("care-a", level));
        }
        let agenda = report(&sample);
        let item = agenda
            .open
            .iter()
            .find(|item| item.id.as_str() == "care-a")
            .unwrap();
        assert!(
            item.caution
                .as_deref()
                .is_some_and(|caution| caution.contains("Ask")),
            "{people}"
        );
        assert_eq!(item.groups, "");
        let page = agenda_pages(&agenda).parts[0].points[0]
            .page
            .lines(100, Room::Plenty)
            .join("\n");
        for word in ["Trustee", "Leader", "board", "executive"] {
            assert!(!page.contains(word), "{word}: {page}");
        }
    }
    assert_eq!(caution(0), None);
    assert_eq!(caution(3), None);
}

#[test]
fn a_page_has_everything_that_is_known_and_no_empty_parts() {
    let sample = Sample {
        standards: "[[standard]]\nid = \"standard-care-law\"\nstatus = \"not-met\"\n".into(),
        ..Sample::default()
    };
    let noted = format!(
        "{}note = \"Seen twice.\"\nuneven = \"Lower at night.\"\n{}",
        answer("care-a", 4),
        evidence("voice", "2026-05-01", "A talk")
    );
    let sample =
        sample
            .respondent("a", "head", &noted)
            .respondent("b", "leader", &answer("care-a", 1));
    let pages = agenda_pages(&report(&sample));
    let point = &pages.parts[0].points[0];
    let page = point.page.lines(200, Room::Plenty).join("\n");
    for words in [
        "Answers that are split, 1 of 1: care A (Domain care)",
        "Is care A so?",
        " 4  Sustained and shared (1 answer): a for years",
        " 2  Established: a most",
        "Only two people have answered this",
        "Notes, without names\n- Seen twice.",
        "Where it is uneven\n- Lower at night.",
        "Evidence\n- voice, 1 May 2026: A talk",
        "What holds it\n",
        "so nothing above Established is supported.",
    ] {
        assert!(page.contains(words), "{words:?} in\n{page}");
    }
    assert_eq!(
        point.evidence_cap.as_ref().map(|(cap, _)| cap.number()),
        Some(2)
    );
    let lines = |point: &crate::questionnaire::Point| point.page.lines(80, Room::Plenty);
    let gap = |lines: Vec<String>| {
        lines
            .windows(2)
            .any(|two| two[0].is_empty() && two[1].is_empty())
    };
    assert!(
        !pages
            .parts
            .iter()
            .flat_map(|part| &part.points)
            .any(|point| gap(lines(point)))
    );
}

#[test]
fn what_is_agreed_is_listed_as_done_with_its_dissent() {
    let agenda = report(&everything());
    let done: Vec<(&str, bool)> = agenda
        .done
        .iter()
        .map(|item| (item.id.as_str(), item.dissent))
        .collect();
    assert_eq!(done, [("care-c", true), ("money-d", false)]);
    assert!(
        agenda
            .open
            .iter()
            .all(|item| !["care-c", "money-d"].contains(&item.id.as_str()))
    );
    let list = text(&agenda_list(&agenda));
    assert!(
        list.contains("care-c") && list.contains("3 Embedded; somebody saw it otherwise"),
        "{list}"
    );
    assert!(list.contains("not applicable"));
}

#[test]
fn the_paper_has_one_split_an_item_with_its_spread_the_anchors_in_question_and_space_to_write() {
    let agenda = report(&fifteen());
    let paper = agenda_paper(&agenda);
    let splits = paper
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Spread(_)))
        .count();
    assert_eq!(splits, agenda.part(Matter::Split).count());
    let table = |caption: &str| {
        paper.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.caption == caption => Some(table),
            _ => None,
        })
    };
    let anchors: Vec<&str> = table("The anchors in question")
        .unwrap()
        .rows
        .iter()
        .map(|row| row[0].text.as_str())
        .collect();
    assert_eq!(
        anchors,
        ["1 Emerging", "2 Established", "3 Embedded"],
        "from the lowest to the highest answer"
    );
    assert!(
        table("To be written down in the meeting")
            .unwrap()
            .rows
            .iter()
            .filter(|row| row[0].text.is_empty())
            .count()
            >= 5
    );
    assert!(
        text(&paper).contains("about 10 minutes"),
        "{}",
        text(&paper)
    );
}

#[test]
fn nobody_having_answered_is_said_plainly() {
    let agenda = report(&Sample::default());
    assert_eq!(agenda.people(), "Nobody has answered yet.");
    assert_eq!(agenda.part(Matter::Rest).count(), agenda.open.len());
    assert!(text(&agenda_paper(&agenda)).contains("No answers are two or more levels apart"));
    let welcome = agenda_pages(&agenda)
        .welcome
        .lines(100, Room::Plenty)
        .join("\n");
    assert!(welcome.contains("Nobody has answered yet."));
}

#[test]
fn hostile_words_reach_no_screen() {
    let hostile = "\\u001b[2J\\u202e</w:t>|`#";
    let note = format!(
        "{}note = \"{hostile}\"\nuneven = \"{hostile}\"\n",
        answer("care-a", 4)
    );
    let sample = Sample::default().respondent("a", "head", &note).respondent(
        "b",
        "leader",
        &answer("care-a", 1),
    );
    let pages = agenda_pages(&report(&sample));
    for page in std::iter::once(&pages.welcome).chain(
        pages
            .parts
            .iter()
            .flat_map(|part| &part.points)
            .map(|point| &point.page),
    ) {
        let lines = page.lines(80, Room::Plenty).join("\n");
        assert!(
            !lines
                .chars()
                .any(|c| c != '\n' && (c.is_control() || c == '\u{202e}')),
            "{lines:?}"
        );
    }
}

#[test]
fn minutes_say_what_was_agreed_why_and_what_was_seen_otherwise_and_name_nobody_who_answered() {
    let agreed = "[[agreed]]\ncriterion = \"care-a\"\nlevel = 2\nreason = \"Half of them showed it\"\nmoderator = \"chair of trustees\"\ndate = 2026-11-20\ndissent = \"One saw it higher.\"\n";
    let mut sample = fifteen();
    sample.agreed = agreed.to_owned();
    let assessment = sample.assessment();
    let minutes = text(&agenda_minutes(
        &assessment,
        &agenda(&assessment, &score(&assessment)),
    ));
    for words in [
        "One criterion has an agreed judgement",
        "20 November 2026",
        "one judgement, led by chair of trustees",
        "Half of them showed it",
        "One saw it higher",
    ] {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    assert!(!minutes.contains("secret-"), "{minutes}");
    let nothing = fifteen().assessment();
    let minutes = text(&agenda_minutes(
        &nothing,
        &agenda(&nothing, &score(&nothing)),
    ));
    assert!(
        minutes.contains("Nothing is agreed yet.") && minutes.contains("not agreed yet"),
        "{minutes}"
    );
}
