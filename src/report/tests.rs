use std::collections::BTreeMap;

use super::sample::{Sample, answer, everything, evidence, rubric};
use super::*;
use crate::document::Document;
use crate::scoring::score;
use crate::words::NamedLevel;

/// All words of a document, on one line each block.
fn words(document: &Document) -> String {
    crate::export::markdown::render(document)
}

/// Not applicable as the answer to these criteria of the second domain.
fn not_applicable(letters: &str) -> String {
    let answer = |letter: char| {
        format!("[[answer]]\ncriterion = \"money-{letter}\"\nnot-applicable = \"no money\"\n")
    };
    letters.chars().map(answer).collect()
}

fn domain_reasons(sample: &Sample, place: usize) -> String {
    sample.report(Edition::Full).domains[place]
        .reasons
        .join(" ")
}

#[test]
fn evidence_that_is_missing_is_told_with_its_count_and_both_positions() {
    let mut answers = String::new();
    for (place, letter) in ('a'..='g').enumerate() {
        answers.push_str(&answer(&format!("care-{letter}"), 2));
        if place < 2 {
            answers.push_str(&evidence("document", "2026-09-01", "Minutes"));
        }
    }
    let report = Sample::default()
        .respondent("chair", "trustee", &answers)
        .report(Edition::Full);
    let care = &report.domains[0];
    let reasons = care.reasons.join(" ");
    assert!(
        reasons.starts_with("Judged Established; what is recorded supports Emerging."),
        "{reasons}"
    );
    assert!(reasons.contains("Five of seven criteria have no evidence yet, so nothing above Emerging is supported for them."), "{reasons}");
    assert_eq!(
        care.finding,
        "Domain care: judged Established, supported Emerging"
    );
    assert_eq!(care.distribution, [0, 5, 2, 0, 0]);
    assert_eq!(care.judged_distribution, [0, 0, 7, 0, 0]);
    assert!(
        care.staircase_words.starts_with("To stand at Established: raise “care C” from Emerging to Established, by recording evidence")
    );
}

#[test]
fn causes_that_keep_criteria_at_the_same_level_are_told_in_one_sentence() {
    let mut answers = String::new();
    for letter in 'a'..='g' {
        answers.push_str(&answer(&format!("care-{letter}"), 3));
        if letter == 'a' {
            answers.push_str("warning-signs = [1]\n");
        }
        answers.push_str(&evidence("document", "2026-09-01", "Minutes"));
        if letter < 'd' {
            answers.push_str(&evidence("voice", "2026-09-01", "Heads"));
        }
    }
    let reasons = domain_reasons(
        &Sample::default().respondent("chair", "trustee", &answers),
        0,
    );
    assert!(
        reasons.contains("One of seven criteria has a warning sign that nobody has explained, and four have evidence of one kind only, or none from the last 12 months, so nothing above Established is supported for them."),
        "{reasons}"
    );
}

#[test]
fn one_criterion_that_holds_a_domain_down_is_named() {
    let mut answers = String::new();
    for (letter, level) in ('a'..='g').zip([2, 2, 2, 2, 2, 2, 0]) {
        answers.push_str(&answer(&format!("care-{letter}"), level));
        answers.push_str(&evidence("document", "2026-09-01", "Minutes"));
    }
    let reasons = domain_reasons(
        &Sample::default().respondent("chair", "trustee", &answers),
        0,
    );
    assert!(
        reasons.contains(
            "“care G” alone holds this domain at Emerging: raising it would lift the position."
        ),
        "{reasons}"
    );
}

#[test]
fn every_cap_that_bites_says_its_rule() {
    let answers = format!(
        "{}{}warning-signs = [1]\n",
        answer("care-a", 4),
        answer("care-c", 3)
    );
    let sample = Sample {
        standards: "[[standard]]\nid = \"standard-care-law\"\nstatus = \"not-met\"\n".to_owned(),
        quick: true,
        ..Sample::default()
    }
    .respondent("chair", "trustee", &answers);
    let report = sample.report(Edition::Full);
    let reasons = |place: usize| report.domains[0].criteria[place].reasons.join(" ");
    assert!(
        reasons(0).contains("A critical requirement is not met, so nothing above Emerging is supported: “The care law is kept.”"),
        "{}",
        reasons(0)
    );
    assert!(
        reasons(2).contains("A warning sign was ticked and nobody has written why"),
        "{}",
        reasons(2)
    );
    assert!(reasons(2).contains("“A worry about c.”"), "{}", reasons(2));
    assert!(
        report.domains[0]
            .reasons
            .join(" ")
            .contains("indicative: evidence was not tested")
    );
    let cap = &report.domains[0].criteria[0].caps[0];
    assert_eq!(
        (cap.rule.word(), cap.id.as_str(), cap.level.number),
        ("standard", "standard-care-law", 1)
    );
}

#[test]
fn the_four_silences_are_told_apart() {
    let answers = format!(
        "{}[[answer]]\ncriterion = \"care-b\"\nunknown = true\n[[answer]]\ncriterion = \"care-c\"\nnot-applicable = \"one school\"\n",
        answer("care-a", 0)
    );
    let report = Sample::default()
        .respondent("chair", "trustee", &answers)
        .report(Edition::Full);
    let criteria = &report.domains[0].criteria;
    assert!(criteria[0].reasons[0].contains("Judged Not in place"));
    assert!(criteria[1].reasons[0].starts_with("Not known: one person answered “don't know”"));
    assert!(
        criteria[2].reasons[0].starts_with("Not applicable to this trust, as one person answered.")
    );
    assert_eq!(criteria[3].reasons, ["Nobody has answered this yet."]);
    assert_eq!(criteria[2].notes, ["Why it is not applicable: one school"]);
    let unknown = report.page_one.unknown.join("\n");
    assert!(
        unknown.contains("One criterion was answered “don't know”"),
        "{unknown}"
    );
    assert!(
        unknown.contains("8 criteria are unanswered")
            || unknown.contains("Eight criteria are unanswered"),
        "{unknown}"
    );
    assert!(
        unknown.contains("One criterion does not apply to this trust"),
        "{unknown}"
    );
    let table = words(&document(&report));
    for word in [
        "don't know",
        "unanswered",
        "not applicable",
        "0 Not in place",
    ] {
        assert!(table.contains(word), "{word}");
    }
}

#[test]
fn an_assessment_that_nobody_answered_says_so_and_claims_nothing() {
    let report = Sample::default().report(Edition::Full);
    assert_eq!(report.page_one.finding, "No domain has a position yet");
    assert_eq!(report.people.words, "Nobody has answered yet.");
    assert_eq!(
        report.domains[0].reasons,
        ["Nobody has answered a question in this domain yet, so it has no position."]
    );
    assert_eq!(
        report.page_one.strengths,
        ["No criterion has a level yet, so there is no strength to name."]
    );
    assert_eq!(
        report.page_one.unknown,
        ["No criterion has been answered yet."]
    );
    assert!(report.agreement.words[0].contains("cannot be worked out"));
    assert!(
        report.standards.summary[0]
            .starts_with("Nobody has yet said whether any of the 4 standards is met")
    );
    for edition in Edition::ALL {
        assert!(!words(&Sample::default().document(edition)).is_empty());
    }
}

#[test]
fn where_everything_is_not_applicable_there_is_no_position_and_no_level() {
    let answers = not_applicable("abcd");
    let report = Sample::default()
        .respondent("chair", "trustee", &answers)
        .report(Edition::Full);
    let money = &report.domains[1];
    assert_eq!(
        money.reasons,
        ["Every criterion is recorded as not applicable (4 of 4), so there is no position."]
    );
    assert_eq!(
        (
            money.position.clone(),
            money.index.clone(),
            money.supported_words.as_str()
        ),
        (None, None, "not applicable")
    );
}

#[test]
fn too_much_not_applicable_leaves_no_position_but_keeps_the_levels() {
    let mut answers = not_applicable("ab");
    answers.push_str(&answer("money-c", 1));
    answers.push_str(&answer("money-d", 1));
    let reasons = domain_reasons(
        &Sample::default().respondent("chair", "trustee", &answers),
        1,
    );
    assert!(reasons.starts_with("Two of four criteria are recorded as not applicable. Too few are left to give a position."), "{reasons}");
    assert!(
        reasons.contains("The criteria that have a level are supported 2 at Emerging."),
        "{reasons}"
    );
}

#[test]
fn one_respondent_is_said_on_page_one_and_a_few_answers_are_provisional() {
    let sample = Sample::default().levels("chair", "trustee", "care", &[1, 1]);
    let report = sample.report(Edition::Board);
    assert_eq!(report.people.words, "One person has answered: Trustee.");
    let text = words(&document(&report));
    assert!(text.contains("Only one person has answered"), "{text}");
    assert!(report.domains[0].provisional);
    let reasons = report.domains[0].reasons.join(" ");
    assert!(
        reasons.contains(
            "Only two of seven criteria that apply have a level, so the position is provisional"
        ),
        "{reasons}"
    );
    assert!(report.page_one.finding.contains("provisional"));
}

#[test]
fn the_middle_of_several_answers_is_not_sold_as_agreement() {
    let sample = Sample::default()
        .levels("one", "trustee", "care", &[1, 2])
        .levels("two", "leader", "care", &[3, 2]);
    let report = sample.report(Edition::Full);
    let first = &report.domains[0].criteria[0];
    assert!(
        first.reasons[0].contains("Emerging for now: the lower of the middle two of two answers"),
        "{:?}",
        first.reasons
    );
    assert!(first.reasons.iter().any(|reason| reason.contains("are split: from Emerging to Embedded, two levels apart")));
    assert!(
        report.domains[0].criteria[1]
            .reasons
            .iter()
            .any(|reason| reason == "Two people gave a level, and all chose Established.")
    );
    let text = words(&document(&report));
    assert!(
        text.contains("Where people differ: answers to one criterion are two or more levels apart"),
        "{text}"
    );
    assert!(
        text.contains("Everybody who gave a level gave the same one on “care B”."),
        "{text}"
    );
}

#[test]
fn an_agreed_level_beyond_every_answer_is_remarked_on() {
    let sample = Sample {
        agreed: "[[agreed]]\ncriterion = \"care-a\"\nlevel = 4\nreason = \"We saw more\"\nmoderator = \"Clerk\"\ndate = 2026-11-01\ndissent = \"Not all of us\"\n".to_owned(),
        ..Sample::default()
    }
    .levels("one", "trustee", "care", &[1])
    .levels("two", "leader", "care", &[2]);
    let criterion = &sample.report(Edition::Full).domains[0].criteria[0];
    assert_eq!(
        criterion.reasons[0],
        "Judged Sustained and shared, agreed on 1 November 2026."
    );
    assert_eq!(
        criterion.reasons[1],
        "That is higher than anybody's own answer."
    );
    assert_eq!(
        criterion.decision,
        [
            "The reason agreed (led by Clerk): We saw more.",
            "Seen otherwise: Not all of us."
        ]
    );
}

#[test]
fn evidence_dated_after_the_assessment_and_old_evidence_are_told() {
    let answers = format!(
        "{}{}{}{}",
        answer("care-a", 2),
        evidence("voice", "2027-01-01", "Later"),
        answer("care-b", 2),
        evidence("document", "2024-05-20", "Old")
    );
    let report = Sample::default()
        .respondent("chair", "trustee", &answers)
        .report(Edition::Full);
    let reason = |place: usize| report.domains[0].criteria[place].evidence.reason.clone();
    assert!(
        reason(0).contains(
            "One entry is dated after the assessment (22 November 2026) and counts for nothing."
        ),
        "{}",
        reason(0)
    );
    assert!(
        reason(1)
            .contains("The newest is from 20 May 2024, more than 12 months before the assessment."),
        "{}",
        reason(1)
    );
    assert!(
        report
            .priorities
            .iter()
            .any(|one| one.id == "care-b" && one.tier.number() == 2)
    );
}

#[test]
fn weights_are_told_with_their_reason_and_with_what_equal_weights_would_give() {
    let mut answers = String::new();
    for (letter, level) in ('a'..='d').zip([2, 1, 1, 1]) {
        answers.push_str(&answer(&format!("money-{letter}"), level));
        answers.push_str(&evidence("document", "2026-09-01", "Minutes"));
    }
    let sample = Sample {
        setup:
            "[[weight]]\ncriterion = \"money-a\"\nweight = 9\nreason = \"It decides the rest\"\n"
                .to_owned(),
        ..Sample::default()
    }
    .respondent("chair", "trustee", &answers);
    let report = sample.report(Edition::Full);
    let reasons = report.domains[1].reasons.join(" ");
    assert!(
        reasons.contains("with equal weights the position would be Emerging."),
        "{reasons}"
    );
    let text = words(&document(&report));
    assert!(
        text.contains("“money A” counts 9 times: It decides the rest."),
        "{text}"
    );
}

#[test]
fn standards_come_exceptions_first_with_unread_sources_in_the_method() {
    let report = everything().report(Edition::Full);
    let order: Vec<&str> = report
        .standards
        .by_urgency()
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(
        order,
        [
            "standard-care-law",
            "standard-money-habit",
            "standard-care-habit",
            "standard-money-law"
        ]
    );
    let text = words(&document(&report));
    assert!(
        text.contains("Two standards: baseline text last read on 1 January 2026."),
        "{text}"
    );
    assert!(
        text.contains("have not yet read two standards at the source"),
        "{text}"
    );
    assert!(
        text.contains("This good-practice standard is not met, and the trust has said why."),
        "{text}"
    );
}

#[test]
fn orphan_answers_are_kept_and_listed_without_their_file() {
    let text = words(&everything().document(Edition::Full));
    assert!(
        text.contains("One answer or judgement is about criteria that this rubric does not have."),
        "{text}"
    );
    assert!(text.contains("PRIVATE-orphan (one time)"), "{text}");
    assert!(!text.contains("responses/"), "{text}");
}

#[test]
fn the_full_edition_tells_notes_but_not_who_wrote_them() {
    let text = words(&everything().document(Edition::Full));
    for private in sample::PRIVATE
        .iter()
        .filter(|word| word.starts_with("PRIVATE"))
    {
        assert!(text.contains(private), "{private}");
    }
    // Respondents stand in one place only: the list of who took part.
    for respondent in ["wren-chair", "robin-ceo", "finch-head"] {
        assert_eq!(text.matches(respondent).count(), 1, "{respondent}");
    }
}

#[test]
fn the_board_edition_has_five_priorities_and_every_edition_comes_out_the_same_twice() {
    let report = everything().report(Edition::Board);
    assert!(report.priorities.len() <= BOARD_PRIORITIES);
    assert!(everything().report(Edition::Full).priorities.len() >= report.priorities.len());
    for edition in Edition::ALL {
        assert_eq!(
            everything().document(edition),
            everything().document(edition)
        );
    }
}

#[test]
fn no_edition_grades() {
    for edition in Edition::ALL {
        let text = words(&everything().document(edition));
        for forbidden in [
            "%",
            "you are a strong trust",
            "overall score",
            "RAG",
            "per cent",
        ] {
            assert!(!text.contains(forbidden), "{forbidden} in {edition:?}");
        }
        assert_eq!(
            text.contains("for tracking, not a grade"),
            edition == Edition::Full
        );
    }
}

#[test]
fn the_index_is_shown_to_one_decimal_half_up() {
    let shown = |numerator, denominator| {
        IndexReport::of(crate::rubric::Fraction::new(numerator, denominator)).shown
    };
    assert_eq!(shown(9, 4), "2.3");
    assert_eq!(shown(16, 7), "2.3");
    assert_eq!(shown(0, 1), "0.0");
    assert_eq!(shown(5, 2), "2.5");
    assert_eq!(shown(1, 20), "0.1");
    assert_eq!(shown(499, 500), "1.0");
}

#[test]
fn explain_reaches_every_criterion_standard_and_domain_and_nothing_else() {
    let assessment = everything().assessment();
    let profile = score(&assessment);
    let rubric = rubric();
    let ids = rubric
        .criteria()
        .map(|one| one.id.to_string())
        .chain(rubric.standards().map(|one| one.id.to_string()))
        .chain(rubric.domains().iter().map(|one| one.id.to_string()));
    for id in ids {
        let text = words(&explain(&assessment, &profile, &id).expect("the rubric has it"));
        for respondent in ["wren-chair", "robin-ceo", "finch-head"] {
            assert!(!text.contains(respondent), "{respondent} in {id}");
        }
    }
    for id in ["", "nothing", "CARE-A", "../care"] {
        assert!(explain(&assessment, &profile, id).is_none(), "{id}");
    }
}

#[test]
fn explain_fills_the_numbers_into_the_rule() {
    let mut answers = String::new();
    for (letter, level) in ('a'..='g').zip([2, 2, 2, 1, 1, 1, 1]) {
        answers.push_str(&answer(&format!("care-{letter}"), level));
        answers.push_str(&evidence("document", "2026-09-01", "Minutes"));
    }
    let sample = Sample::default()
        .respondent("chair", "trustee", &answers)
        .levels("ceo", "leader", "care", &[3]);
    let assessment = sample.assessment();
    let profile = score(&assessment);
    let text = words(&explain(&assessment, &profile, "care").expect("a domain"));
    assert!(
        text.contains("3 of 7, or 42 of 100; 3/4 is needed"),
        "{text}"
    );
    assert!(
        text.contains("7 of 7, or 100 of 100; 3/4 is reached"),
        "{text}"
    );
    let text = words(&explain(&assessment, &profile, "care-a").expect("a criterion"));
    assert!(
        text.contains("2 answers were given. Who gave which is not told."),
        "{text}"
    );
    assert!(!text.contains("executive"), "{text}");
    assert!(
        text.contains("In order: 2, 3. The lower middle one is number 1 of 2: 2, Established."),
        "{text}"
    );
    assert!(
        text.contains("the least of 2, 2 is 2, Established."),
        "{text}"
    );
}

#[test]
fn the_status_names_each_step_with_its_command() {
    let status = progress(&everything().assessment(), &BTreeMap::new());
    let text = words(&status.document(|step| format!("type {}", step.word())));
    assert!(
        text.contains("- **1 standard has no answer:** type standards")
            && text.contains("**finch-head has 8 questions open:** type answer"),
        "{text}"
    );
    let empty = progress(&Sample::default().assessment(), &BTreeMap::new());
    assert_eq!(
        empty.next,
        [
            NextStep::AskMore { answered: 0 },
            NextStep::Standards {
                missing: 4,
                must: 2
            }
        ]
    );
    let text = words(&empty.document(|_| String::new()));
    assert!(text.contains("Nobody has answered yet."), "{text}");
}

#[test]
fn the_rubric_page_has_every_anchor_sign_and_source() {
    let text = words(&rubric_page(&rubric()));
    for wanted in [
        "a nearly all",
        "A worry about g.",
        "A list of d",
        "The paper, §1",
        "Only C.",
        "An older wording.",
        "Trusts without a.",
        "care-a",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
}

#[test]
fn single_answers_stand_in_the_full_edition_alone_by_criterion_and_then_by_respondent() {
    let report = everything().report(Edition::Full);
    let who: Vec<(&str, &str)> = report
        .answers
        .iter()
        .map(|one| (one.criterion.as_str(), one.respondent.as_str()))
        .collect();
    assert_eq!(
        who[..4],
        [
            ("care-a", "robin-ceo"),
            ("care-a", "wren-chair"),
            ("care-b", "robin-ceo"),
            ("care-b", "wren-chair")
        ]
    );
    assert_eq!(who.len(), 11);
    let chair = &report.answers[1];
    assert_eq!(
        chair.level.as_ref().map(NamedLevel::both).as_deref(),
        Some("4 Sustained and shared")
    );
    assert_eq!(chair.warning_signs, ["A worry about a."]);
    assert_eq!(
        chair.evidence,
        ["document, 1 September 2026: PRIVATE-evidence"]
    );
    assert!(
        report
            .answers
            .iter()
            .any(|one| one.reason.as_deref() == Some("PRIVATE-na-reason"))
    );
    assert!(everything().report(Edition::Board).answers.is_empty());
    assert!(everything().report(Edition::Public).answers.is_empty());
}

#[test]
fn entries_of_evidence_are_kept_in_parts_where_they_may_be_shown() {
    let evidence = |edition| {
        everything().report(edition).domains[0].criteria[2]
            .evidence
            .clone()
    };
    let shown = evidence(Edition::Full).shown;
    assert_eq!(
        (shown[0].kind, shown[0].place.as_deref()),
        ("independent", Some("PRIVATE-place"))
    );
    assert!(evidence(Edition::Public).shown.is_empty());
}

/// Five trustees and five leaders who answered `care`, and perhaps others.
fn two_groups() -> Sample {
    Sample::default()
        .levels("t1", "trustee", "care", &[2, 1, 0])
        .levels("t2", "trustee", "care", &[3, 2, 1])
        .levels("t3", "trustee", "care", &[3, 2, 1])
        .levels("t4", "trustee", "care", &[3, 2, 2])
        .levels("t5", "trustee", "care", &[4, 3, 3])
        .levels("l1", "leader", "care", &[0, 1, 1])
        .levels("l2", "leader", "care", &[1, 2, 2])
        .levels("l3", "leader", "care", &[1, 2, 2])
        .levels("l4", "leader", "care", &[2, 3, 3])
        .levels("l5", "leader", "care", &[3, 3, 3])
}

#[test]
fn groups_that_give_nobody_away_stand_side_by_side_with_the_gap_of_each_domain() {
    let report = two_groups().report(Edition::Full);
    let gap = &report.domains[0].gaps[0];
    assert_eq!(
        (
            gap.groups,
            gap.criteria,
            gap.mean,
            gap.shown.as_str(),
            gap.on
        ),
        (["board", "executive"], 3, (1, 3), "0.3", [1, 1, 1])
    );
    assert_eq!(
        gap.words,
        "The board answered 0.3 of a level higher than the executive on average: higher on one, the same on one and lower on one, of the three criteria on which both can be shown. They lie furthest apart on “care A”, by two levels."
    );
    let text = words(&document(&report));
    assert!(text.contains("| Criterion | Board | Executive |"), "{text}");
    assert!(
        text.contains("| care A | 3 Embedded (5 answers) | 1 Emerging (5 answers) |"),
        "{text}"
    );
    let public = two_groups().report(Edition::Public);
    assert!(public.domains[0].gaps.is_empty() && !words(&document(&public)).contains("executive"));
}

#[test]
fn a_third_group_of_two_keeps_both_others_from_standing_alone() {
    let sample = two_groups()
        .levels("h1", "head", "care", &[1, 1, 1])
        .levels("h2", "head", "care", &[1, 1, 1]);
    let report = sample.report(Edition::Full);
    assert!(report.domains[0].gaps.is_empty());
    assert!(
        report.domains[0].criteria[0]
            .spread
            .as_ref()
            .is_some_and(|spread| spread.groups.len() == 2)
    );
}

#[test]
fn two_people_are_told_that_they_can_see_each_other_and_three_are_not() {
    let two = Sample::default()
        .levels("a", "trustee", "care", &[1])
        .levels("b", "leader", "care", &[2]);
    let caution = |sample: &Sample| sample.report(Edition::Full).people.caution;
    assert!(caution(&two).is_some_and(|words| {
        words.contains("each can tell from this report what the other answered")
    }));
    assert_eq!(caution(&two.levels("c", "head", "care", &[2])), None);
}

#[test]
fn the_status_says_what_waits_for_whom_until_a_meeting_has_agreed() {
    let waits = |sample: &Sample| {
        let status = progress(&sample.assessment(), &BTreeMap::new());
        status
            .next
            .iter()
            .filter_map(NextStep::waits_for)
            .collect::<Vec<_>>()
            .join("; ")
    };
    let two = Sample::default()
        .levels("a", "trustee", "care", &[1])
        .levels("b", "leader", "care", &[2]);
    assert_eq!(
        waits(&two),
        "a and b to finish first; a and b to finish, or at least not to see it before"
    );
    let apart = Sample::default()
        .levels("a", "trustee", "care", &[1])
        .levels("b", "leader", "money", &[2]);
    assert!(waits(&apart).contains("two people's answers to the same criterion"));
    assert!(
        unfinished(&two.assessment())
            .is_some_and(|words| words.starts_with("a and b still have questions open."))
    );
    let agreed = Sample {
        agreed: "[[agreed]]\ncriterion = \"care-b\"\nlevel = 1\nreason = \"r\"\nmoderator = \"m\"\ndate = 2026-11-01\n".to_owned(),
        ..two
    };
    assert_eq!(
        (waits(&agreed).as_str(), unfinished(&agreed.assessment())),
        ("", None)
    );
}
