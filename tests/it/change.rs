//! What changed between two assessments: the rules of change, on invented worlds and by property.

use std::sync::Arc;

use proptest::prelude::*;
use strong_trust::assessment::{self, Assessment};
use strong_trust::rubric::{self, Level, RubricText};
use strong_trust::scoring::{Change, ChangeCause, Compared, DomainBreak, Movement, change, score};
use strong_trust::source::Source;

use crate::world::{Ask, Said, World, world};

fn ask(said: &[u8]) -> Ask {
    Ask {
        weight: 1,
        said: said.iter().map(|level| Said::Level(*level)).collect(),
        sign: false,
        entries: Vec::new(),
        agreed: None,
        must: 5,
        should: 5,
    }
}

/// A quick assessment of one domain, a criterion for each list of levels.
fn quick(criteria: &[&[u8]]) -> World {
    World {
        domains: vec![criteria.iter().map(|said| ask(said)).collect()],
        quick: true,
        target: 3,
    }
}

fn between(before: &Assessment, after: &Assessment) -> Change {
    change((before, &score(before)), (after, &score(after)))
}

fn movements(change: &Change) -> Vec<Movement> {
    change.criteria().map(|change| change.movement).collect()
}

/// The assessment of a world whose rubric was edited.
fn edited(world: &World, edit: impl Fn(String) -> String) -> Assessment {
    let text = world.rubric_text();
    let domains = text
        .domains
        .iter()
        .map(|source| Source::new(source.name(), edit(source.text().to_owned())))
        .collect();
    let rubric = rubric::parse(&RubricText {
        main: text.main.clone(),
        domains,
        unread: Vec::new(),
    })
    .unwrap();
    let mut text = world.text();
    text.responses = text
        .responses
        .iter()
        .map(|source| Source::new(source.name(), edit(source.text().to_owned())))
        .collect();
    assessment::parse(Arc::new(rubric), &text)
        .unwrap()
        .assessment
}

#[test]
fn levels_rise_fall_and_stay_and_the_domain_with_them() {
    let before = quick(&[&[1], &[3], &[2]]).assessment();
    let after = quick(&[&[2], &[2], &[2]]).assessment();
    let change = between(&before, &after);
    assert_eq!(
        movements(&change),
        [Movement::Risen, Movement::Fallen, Movement::Same]
    );
    let domain = &change.domains[0];
    assert_eq!(
        (domain.from.map(Level::number), domain.to.map(Level::number)),
        (Some(1), Some(2))
    );
    assert_eq!(
        (domain.movement, domain.breaks.as_slice()),
        (Movement::Risen, [].as_slice())
    );
}

#[test]
fn a_silence_is_no_zero_it_is_new_or_gone_and_two_silences_are_the_same() {
    let said = |said: &[Said]| {
        let mut world = quick(&[&[], &[], &[], &[]]);
        for (ask, said) in world.domains[0].iter_mut().zip(said) {
            ask.said = vec![*said];
        }
        world.assessment()
    };
    let before = said(&[Said::Unknown, Said::Level(0), Said::Unknown, Said::Level(0)]);
    let after = said(&[
        Said::Level(0),
        Said::Unknown,
        Said::NotApplicable,
        Said::Level(0),
    ]);
    assert_eq!(
        movements(&between(&before, &after)),
        [
            Movement::New,
            Movement::Gone,
            Movement::Same,
            Movement::Same
        ]
    );
}

#[test]
fn more_people_are_named_as_a_cause_only_where_their_middle_answer_moved() {
    let change = between(
        &quick(&[&[3], &[2]]).assessment(),
        &quick(&[&[3, 1, 1], &[2, 2, 2]]).assessment(),
    );
    let causes: Vec<&[ChangeCause]> = change
        .criteria()
        .map(|change| change.causes.as_slice())
        .collect();
    assert_eq!(causes, [&[ChangeCause::MorePeople][..], &[]]);
}

#[test]
fn an_agreement_is_named_as_a_cause_where_it_moved_the_level() {
    let before = quick(&[&[3, 1], &[2, 2]]);
    let mut after = before.clone();
    for ask in &mut after.domains[0] {
        ask.agreed = Some(Said::Level(2));
    }
    let change = between(&before.assessment(), &after.assessment());
    let causes: Vec<&[ChangeCause]> = change
        .criteria()
        .map(|change| change.causes.as_slice())
        .collect();
    assert_eq!(causes, [&[ChangeCause::AgreedNow][..], &[]]);
}

#[test]
fn evidence_that_lapsed_is_named_where_it_is_what_lowered_the_level() {
    let mut before = quick(&[&[3], &[3]]);
    before.quick = false;
    before.domains[0][0].entries = vec![(0, 30), (1, 30)];
    before.domains[0][1].entries = vec![(0, 30), (1, 30)];
    let mut after = before.clone();
    after.domains[0][0].entries = vec![(0, 800), (1, 800)];
    after.domains[0][1].said = vec![Said::Level(1)];
    let change = between(&before.assessment(), &after.assessment());
    let told: Vec<(Movement, &[ChangeCause])> = change
        .criteria()
        .map(|change| (change.movement, change.causes.as_slice()))
        .collect();
    assert_eq!(
        told,
        [
            (Movement::Fallen, &[ChangeCause::EvidenceLapsed][..]),
            (Movement::Fallen, &[])
        ]
    );
}

#[test]
fn where_the_depths_differ_the_judged_levels_are_compared() {
    let quick = quick(&[&[3]]);
    let full = World {
        quick: false,
        ..quick.clone()
    };
    let change = between(&quick.assessment(), &full.assessment());
    assert_eq!(
        (change.compared, movements(&change)),
        (Compared::Judged, vec![Movement::Same])
    );
}

#[test]
fn a_reworded_criterion_is_a_break_and_no_rise_and_breaks_its_domain_too() {
    let before = quick(&[&[1], &[1], &[1]]);
    let after = edited(&quick(&[&[3], &[1], &[2]]), |text| {
        text.replacen("anchors = [\"a\"", "anchors = [\"quite another\"", 1)
    });
    let change = between(&before.assessment(), &after);
    assert_eq!(
        movements(&change),
        [Movement::Break, Movement::Same, Movement::Risen]
    );
    let first = change.criteria().next().unwrap();
    assert_eq!(first.causes, [ChangeCause::Reworded]);
    assert_eq!(
        (
            change.domains[0].movement,
            change.domains[0].breaks.as_slice()
        ),
        (Movement::Break, [DomainBreak::Criteria].as_slice())
    );
}

#[test]
fn a_renamed_criterion_goes_on_and_one_that_went_stands_last() {
    let before = quick(&[&[1], &[2]]);
    let renamed = edited(&quick(&[&[2], &[2]]), |text| {
        let text = text.replace("\"d0-c0\"", "\"d0-better\"");
        text.replace(
            "id = \"d0-better\"\ntitle",
            "id = \"d0-better\"\nwas = [\"d0-c0\"]\ntitle",
        )
    });
    let change = between(&before.assessment(), &renamed);
    assert_eq!(movements(&change), [Movement::Risen, Movement::Same]);
    let first = change.criteria().next().unwrap();
    assert_eq!(first.from.as_ref().unwrap().criterion.as_str(), "d0-c0");
    assert_eq!(first.to.as_ref().unwrap().criterion.as_str(), "d0-better");

    let change = between(&before.assessment(), &quick(&[&[1]]).assessment());
    assert_eq!(movements(&change), [Movement::Same, Movement::Gone]);
    assert_eq!(change.domains[0].movement, Movement::Break);
}

#[test]
fn other_weights_are_a_break_of_the_domain_and_not_of_its_criteria() {
    let before = quick(&[&[1], &[2]]);
    let mut after = before.clone();
    after.domains[0][0].weight = 3;
    let change = between(&before.assessment(), &after.assessment());
    assert_eq!(movements(&change), [Movement::Same, Movement::Same]);
    assert_eq!(change.domains[0].breaks, [DomainBreak::Weights]);
}

fn mirrored(movement: Movement) -> Movement {
    match movement {
        Movement::Risen => Movement::Fallen,
        Movement::Fallen => Movement::Risen,
        Movement::New => Movement::Gone,
        Movement::Gone => Movement::New,
        Movement::Same => Movement::Same,
        Movement::Break => Movement::Break,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn beside_itself_everything_is_the_same(world in world()) {
        let assessment = world.assessment();
        let change = between(&assessment, &assessment);
        prop_assert!(change.criteria().all(|change| change.movement == Movement::Same && change.causes.is_empty() && change.from == change.to));
        prop_assert!(change.domains.iter().all(|domain| domain.movement == Movement::Same && domain.breaks.is_empty()));
        prop_assert!(change.revision.is_empty());
    }

    #[test]
    fn the_other_way_round_a_rise_is_a_fall_and_what_is_new_is_gone(one in world(), other in world()) {
        let (one, other) = (one.assessment(), other.assessment());
        let sorted = |change: &Change, mirror: bool| {
            let mut told: Vec<(String, Movement)> = change
                .criteria()
                .map(|change| {
                    let id = change.to.as_ref().or(change.from.as_ref()).unwrap().criterion.to_string();
                    (id, if mirror { mirrored(change.movement) } else { change.movement })
                })
                .collect();
            told.extend(change.domains.iter().map(|domain| {
                (domain.domain.to_string(), if mirror { mirrored(domain.movement) } else { domain.movement })
            }));
            told.sort();
            told
        };
        let (there, back) = (between(&one, &other), between(&other, &one));
        prop_assert_eq!(sorted(&there, false), sorted(&back, true));
        // Every criterion of either side is told of once.
        let ids = sorted(&there, false).len();
        let all: std::collections::BTreeSet<String> = one.rubric.criteria().chain(other.rubric.criteria()).map(|criterion| criterion.id.to_string())
            .chain(one.rubric.domains().iter().chain(other.rubric.domains()).map(|domain| domain.id.to_string())).collect();
        prop_assert_eq!(ids, all.len());
    }

    #[test]
    fn a_cause_is_only_named_where_something_moved(one in world(), other in world()) {
        for change in between(&one.assessment(), &other.assessment()).criteria() {
            let still = matches!(change.movement, Movement::Same);
            prop_assert!(!still || change.causes.is_empty());
        }
    }
}
