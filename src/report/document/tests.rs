use crate::document::{Block, Levels, Measure};
use crate::report::Edition;
use crate::report::sample::{Sample, answer, everything};

#[test]
fn every_criterion_stands_in_the_map_with_its_level_or_its_silence() {
    let report = everything().report(Edition::Full);
    for edition in Edition::ALL {
        let document = everything().document(edition);
        let heat = document.blocks.iter().find_map(|block| {
            if let Block::Heat(heat) = block {
                Some(heat)
            } else {
                None
            }
        });
        let heat = heat.expect("every edition has the map");
        for (row, domain) in heat.rows.iter().zip(&report.domains) {
            assert_eq!(row.cells.len(), domain.criteria.len());
            for (cell, criterion) in row.cells.iter().zip(&domain.criteria) {
                assert_eq!(
                    cell.level,
                    criterion.supported.as_ref().map(|level| level.number),
                    "{}",
                    cell.label
                );
                assert!(!cell.word.is_empty());
            }
        }
        assert!(heat.words.contains("The weakest"), "{}", heat.words);
        assert!(
            heat.words.contains("no level: one “don't know”"),
            "{}",
            heat.words
        );
    }
    assert!(
        !Sample::default()
            .document(Edition::Full)
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Heat(_)))
    );
}

#[test]
fn the_strength_of_evidence_is_shown_in_the_full_and_the_board_edition_of_a_full_assessment() {
    let strips = |sample: &Sample, edition: Edition| -> Vec<Levels> {
        let blocks = sample.document(edition).blocks.into_iter();
        let strips = blocks.filter_map(|block| {
            if let Block::Levels(levels) = block {
                Some(levels)
            } else {
                None
            }
        });
        strips
            .filter(|levels| levels.measure == Measure::Evidence)
            .collect()
    };
    for edition in [Edition::Full, Edition::Board] {
        let strips = strips(&everything(), edition);
        let [strip] = strips.as_slice() else {
            panic!("one picture: {strips:?}")
        };
        assert_eq!(strip.rows.len(), 2);
        let counts: Vec<usize> = strip.rows[0].cells.iter().map(|cell| cell.count).collect();
        assert_eq!(counts, [2, 1, 0, 1], "{strip:?}");
        assert!(
            strip
                .caption
                .contains("one has something recent from outside the trust"),
            "{}",
            strip.caption
        );
        assert_eq!(
            strip.measure.name(&strip.rows[0].cells[3]),
            "S3 From outside"
        );
    }
    assert_eq!(strips(&everything(), Edition::Public), []);
    let two = Sample::default().levels("wren", "trustee", "care", &[2, 2]);
    assert_eq!(
        strips(&two, Edition::Full)[0].rows[0].words,
        "Nothing yet for both"
    );
    assert_eq!(
        strips(
            &Sample {
                quick: true,
                ..everything()
            },
            Edition::Full
        ),
        []
    );
}

#[test]
fn page_one_ends_with_a_page_break_and_so_does_the_page_before_the_plan() {
    let breaks = |edition: Edition| -> Vec<String> {
        let blocks = everything().document(edition).blocks;
        let after = blocks.windows(2).filter(|pair| pair[0] == Block::PageBreak);
        after
            .filter_map(|pair| {
                if let Block::Heading { text, .. } = &pair[1] {
                    Some(text.clone())
                } else {
                    None
                }
            })
            .collect()
    };
    assert_eq!(
        breaks(Edition::Board),
        [
            "The domains, and what holds them where they are",
            "The plan"
        ]
    );
    assert!(breaks(Edition::Full)[0].starts_with("Every criterion at a glance: "));
    assert!(breaks(Edition::Public)[0].starts_with("Every criterion at a glance: "));
}

#[test]
fn page_one_stays_short_however_much_there_is_to_say() {
    let mut sample = everything();
    let mut told = String::new();
    for letter in 'a'..='g' {
        told.push_str(&answer(&format!("care-{letter}"), 1));
        told.push_str("uneven = \"Lower here\"\n");
    }
    sample = sample.respondent("dunnock", "head", &told);
    let page = sample.report(Edition::Full).page_one;
    assert!(
        page.uneven.len() <= 3 && page.strengths.len() <= 3 && page.unknown.len() <= 3,
        "{page:?}"
    );
    assert!(
        page.uneven
            .last()
            .is_some_and(|last| last.contains("more criteria are described as uneven")),
        "{page:?}"
    );
}

#[test]
fn no_sentence_of_ours_begins_with_figures() {
    for sample in [
        everything(),
        Sample::default().levels("chair", "trustee", "care", &[1, 1]),
    ] {
        let report = sample.report(Edition::Full);
        let domains = report
            .domains
            .iter()
            .flat_map(|domain| domain.reasons.iter().chain(&domain.good));
        let criteria = report
            .domains
            .iter()
            .flat_map(|domain| &domain.criteria)
            .flat_map(|criterion| &criterion.reasons);
        let page = report
            .page_one
            .strengths
            .iter()
            .chain(&report.page_one.uneven)
            .chain(&report.page_one.unknown);
        let rest = report.standards.summary.iter().chain([&report.plan.words]);
        for text in domains.chain(criteria).chain(page).chain(rest) {
            for sentence in text.split(". ") {
                assert!(
                    !sentence.starts_with(|first: char| first.is_ascii_digit()),
                    "{text}"
                );
            }
        }
    }
}
