//! The scoring rules, held as properties of any assessment.

use proptest::prelude::*;
use strong_trust::assessment;
use strong_trust::rubric::Level;
use strong_trust::scoring::{CriterionProfile, DomainProfile, Supposition, score, whatif};

use crate::world::{Ask, Said, World, world};

fn plain(said: Vec<Said>) -> Ask {
    Ask {
        weight: 1,
        said,
        sign: false,
        entries: Vec::new(),
        agreed: None,
        must: 5,
        should: 5,
    }
}

fn one_domain(asks: Vec<Ask>) -> World {
    World {
        domains: vec![asks],
        quick: true,
        target: 3,
    }
}

/// The world with one respondent's level raised by one.
fn raised(world: &World, pick: usize) -> Option<World> {
    let mut raised = world.clone();
    let levels = raised
        .domains
        .iter_mut()
        .flatten()
        .flat_map(|ask| &mut ask.said)
        .filter_map(|said| match said {
            Said::Level(level) if *level < 4 => Some(level),
            Said::Level(_) | Said::Unknown | Said::NotApplicable | Said::Nothing => None,
        });
    let mut levels: Vec<&mut u8> = levels.collect();
    if levels.is_empty() {
        return None;
    }
    let place = pick % levels.len();
    *levels[place] += 1;
    Some(raised)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn raising_an_answer_never_lowers_anything(world in world(), pick in any::<usize>()) {
        let Some(raised) = raised(&world, pick) else { return Ok(()) };
        let (before, after) = (world.profile(), raised.profile());
        for (before, after) in before.criteria().zip(after.criteria()) {
            prop_assert!(after.judged >= before.judged);
            prop_assert!(after.supported >= before.supported);
        }
        for (before, after) in before.domains.iter().zip(&after.domains) {
            prop_assert!(after.supported.position >= before.supported.position);
            prop_assert!(after.judged.position >= before.judged.position);
        }
    }

    #[test]
    fn recording_evidence_never_lowers_anything(world in world(), kind in 0..5u8, days in 0..800i32, pick in any::<usize>()) {
        let mut more = world.clone();
        let count = more.domains.iter().map(Vec::len).sum::<usize>();
        more.domains.iter_mut().flatten().nth(pick % count).unwrap().entries.push((kind, days));
        let (before, after) = (world.profile(), more.profile());
        for (before, after) in before.criteria().zip(after.criteria()) {
            prop_assert!(after.supported >= before.supported);
            prop_assert!(after.evidence.strength >= before.evidence.strength);
        }
        for (before, after) in before.domains.iter().zip(&after.domains) {
            prop_assert!(after.supported.position >= before.supported.position);
        }
    }

    #[test]
    fn the_order_of_files_and_answers_never_matters(world in world()) {
        let mut text = world.text();
        let straight = score(&world.assessment());
        text.responses.reverse();
        for source in &mut text.responses {
            let (head, answers) = source.text().split_once("[[answer]]").unwrap_or((source.text(), ""));
            let mut answers: Vec<&str> = answers.split("[[answer]]").filter(|answer| !answer.is_empty()).collect();
            answers.reverse();
            let mut turned = head.to_owned();
            for answer in answers {
                turned.push_str("\n[[answer]]");
                turned.push_str(answer);
            }
            *source = strong_trust::source::Source::new(source.name(), turned);
        }
        let turned = score(&assessment::parse(world.rubric(), &text).unwrap().assessment);
        prop_assert_eq!(straight, turned);
    }

    #[test]
    fn a_cap_never_raises_and_every_cap_below_the_judged_level_bites(world in world()) {
        for profile in world.profile().criteria() {
            prop_assert!(profile.supported <= profile.judged);
            let lowest = profile.biting().map(|cap| cap.level).min();
            prop_assert_eq!(profile.supported, lowest.or(profile.judged));
        }
    }

    #[test]
    fn the_range_holds_the_position_and_closes_when_all_is_levelled(world in world()) {
        for domain in world.profile().domains {
            if let (Some(position), Some((low, high))) = (domain.supported.position, domain.range) {
                prop_assert!(low <= position && position <= high, "{low} {position} {high}");
            }
            if domain.coverage.levelled == domain.coverage.applicable && domain.coverage.levelled > 0 && !domain.too_much_not_applicable {
                prop_assert_eq!(domain.range, domain.supported.position.zip(domain.supported.position));
            }
        }
    }

    #[test]
    fn a_position_has_its_share_and_nothing_out_of_reach(world in world()) {
        for domain in world.profile().domains {
            let Some(position) = domain.supported.position else { continue };
            let weight = |at_least: u8| -> u64 {
                domain.criteria.iter().filter(|c| c.supported.is_some_and(|l| l.number() >= at_least)).map(|c| u64::from(c.weight)).sum()
            };
            let fits = |level: u8| {
                weight(level) * 4 >= weight(0) * 3
                    && domain.criteria.iter().filter_map(|c| c.supported).all(|l| l.number() + 1 >= level)
            };
            prop_assert!(fits(position.number()));
            prop_assert!((position.number() + 1..5).all(|higher| !fits(higher)));
        }
    }

    #[test]
    fn climbing_the_staircase_lifts_the_position_by_one(world in world()) {
        for domain in world.profile().domains {
            let Some(position) = domain.supported.position.filter(|position| position.number() < 4) else { continue };
            prop_assert!(!domain.staircase.is_empty());
            let climbed = |c: &CriterionProfile| domain.staircase.iter().find(|s| s.criterion == c.criterion).map(|s| s.to).or(c.supported);
            let levels: Vec<(u8, u64)> =
                domain.criteria.iter().filter_map(|c| Some((climbed(c)?.number(), u64::from(c.weight)))).collect();
            let goal = position.number() + 1;
            let above: u64 = levels.iter().filter(|(level, _)| *level >= goal).map(|(_, weight)| weight).sum();
            let all: u64 = levels.iter().map(|(_, weight)| weight).sum();
            prop_assert!(above * 4 >= all * 3 && levels.iter().all(|(level, _)| level + 1 >= goal));
            for step in &domain.staircase {
                prop_assert!(step.from < step.to && step.to.number() <= goal);
            }
        }
    }

    #[test]
    fn doing_what_the_staircase_asks_for_lifts_the_position_by_one_or_more(world in world()) {
        let assessment = world.assessment();
        let profile = score(&assessment);
        for (place, domain) in profile.domains.iter().enumerate() {
            if domain.staircase.is_empty() {
                continue;
            }
            let changes: Vec<Supposition> = domain.staircase.iter().flat_map(|step| Supposition::of_step(&assessment, &profile, step)).collect();
            let supposed = whatif(&assessment, &changes);
            let after = &supposed.after.domains[place];
            // A standard put right may set more free than the step asks for.
            prop_assert!(after.supported.position >= domain.supported.position.map(Level::above), "{:?}", changes);
            for (other, before) in supposed.after.domains.iter().zip(&profile.domains).filter(|(other, _)| other.domain != domain.domain) {
                prop_assert_eq!(other, before);
            }
        }
    }

    #[test]
    fn supposing_nothing_changes_nothing_and_supposing_a_thing_twice_is_supposing_it_once(world in world(), level in 0..5i64, pick in any::<usize>()) {
        let assessment = world.assessment();
        prop_assert_eq!(whatif(&assessment, &[]).after, score(&assessment));
        let criteria: Vec<_> = assessment.rubric.criteria().map(|criterion| criterion.id.clone()).collect();
        let change = Supposition::Level(criteria[pick % criteria.len()].clone(), assessment.rubric.scale().level(level).unwrap());
        let once = whatif(&assessment, std::slice::from_ref(&change));
        prop_assert_eq!(&once.after, &whatif(&assessment, &[change.clone(), change.clone()]).after);
        let profile = once.after.criteria().find(|profile| Some(&profile.criterion) == change.criterion()).unwrap();
        prop_assert_eq!(profile.judged.map(|level| i64::from(level.number())), Some(level));
        prop_assert_eq!(once.before, score(&assessment));
    }

    #[test]
    fn each_priority_stands_once_and_tiers_come_in_order(world in world()) {
        let priorities = world.profile().priorities;
        prop_assert!(priorities.is_sorted_by_key(|priority| priority.tier));
        for (place, priority) in priorities.iter().enumerate() {
            prop_assert!(priorities[..place].iter().all(|other| other.subject != priority.subject));
        }
    }

    #[test]
    fn no_group_of_one_or_two_is_ever_shown_or_left_over(world in world()) {
        for profile in world.profile().criteria() {
            let shown: usize = profile.groups.iter().map(|group| group.answers).sum();
            let all = profile.agreement.as_ref().map_or(0, |agreement| agreement.answers);
            prop_assert!(profile.groups.iter().all(|group| group.answers >= 3));
            prop_assert!(shown == 0 || all == shown, "{shown} of {all} are shown");
        }
    }

    #[test]
    fn agreement_does_not_change_when_the_scale_is_turned_round(levels in prop::collection::vec(0..5u8, 2..9)) {
        let world = |levels: &[u8]| one_domain(vec![plain(levels.iter().map(|level| Said::Level(*level)).collect())]);
        let turned: Vec<u8> = levels.iter().map(|level| 4 - level).collect();
        let mut shuffled = levels.clone();
        shuffled.reverse();
        let agreement = |levels: &[u8]| world(levels).profile().domains[0].criteria[0].agreement.clone().unwrap();
        prop_assert_eq!(agreement(&levels).a, agreement(&turned).a);
        prop_assert_eq!(agreement(&levels), agreement(&shuffled));
    }
}

fn domain(world: &World) -> DomainProfile {
    world.profile().domains.remove(0)
}

#[test]
fn all_not_applicable_gives_no_position_and_no_range() {
    let domain = domain(&one_domain(vec![plain(vec![Said::NotApplicable]); 4]));
    assert_eq!(
        (domain.supported.position, domain.range, domain.provisional),
        (None, None, false)
    );
    assert_eq!(domain.coverage.not_applicable, 4);
}

#[test]
fn more_than_a_quarter_not_applicable_gives_no_position_and_a_quarter_does() {
    let mut asks = vec![plain(vec![Said::Level(2)]); 3];
    asks.push(plain(vec![Said::NotApplicable]));
    assert_eq!(
        domain(&one_domain(asks.clone()))
            .supported
            .position
            .map(Level::number),
        Some(2)
    );
    asks[0] = plain(vec![Said::NotApplicable]);
    assert_eq!(domain(&one_domain(asks)).supported.position, None);
}

#[test]
fn all_unknown_is_never_a_zero_in_disguise() {
    let domain = domain(&one_domain(vec![plain(vec![Said::Unknown]); 3]));
    assert_eq!(domain.supported.position, None);
    assert_eq!(
        domain
            .range
            .map(|(low, high)| (low.number(), high.number())),
        Some((0, 4))
    );
    assert!(domain.provisional);
    assert_eq!(domain.supported.distribution, [0, 0, 0, 0, 0]);
    assert_eq!(
        (domain.coverage.unknown, domain.coverage.unanswered),
        (3, 0)
    );
}

#[test]
fn nobody_has_answered_is_not_the_same_as_nobody_knows() {
    let domain = domain(&one_domain(vec![plain(vec![]); 3]));
    assert_eq!(
        (domain.coverage.unknown, domain.coverage.unanswered),
        (0, 3)
    );
    assert_eq!(domain.index, None);
}

#[test]
fn of_several_answers_the_lower_median_stands_until_a_meeting_agrees() {
    use strong_trust::scoring::Basis;
    let answers = vec![
        Said::Level(1),
        Said::Level(3),
        Said::Unknown,
        Said::Level(2),
        Said::Level(4),
    ];
    let profile = domain(&one_domain(vec![plain(answers.clone())]))
        .criteria
        .remove(0);
    assert_eq!(
        (profile.judged.map(Level::number), profile.basis),
        (Some(2), Some(Basis::NotYetAgreed))
    );
    let agreed = Ask {
        agreed: Some(Said::Level(3)),
        ..plain(answers)
    };
    let profile = domain(&one_domain(vec![agreed])).criteria.remove(0);
    assert_eq!(
        (profile.judged.map(Level::number), profile.basis),
        (Some(3), Some(Basis::Agreed))
    );
}

#[test]
fn a_must_that_is_not_met_caps_a_four_at_one_and_comes_first() {
    let world = one_domain(vec![Ask {
        must: 2,
        ..plain(vec![Said::Level(4)])
    }]);
    let profile = world.profile();
    assert_eq!(
        profile.domains[0].criteria[0].supported.map(Level::number),
        Some(1)
    );
    assert_eq!(profile.priorities[0].tier.number(), 1);
    assert_eq!(profile.priorities[1].tier.number(), 2);
}

#[test]
fn evidence_caps_in_a_full_assessment_and_not_in_a_quick_one() {
    let mut world = one_domain(vec![plain(vec![Said::Level(4)]); 2]);
    assert_eq!(
        world.profile().domains[0].criteria[0]
            .supported
            .map(Level::number),
        Some(4)
    );
    world.quick = false;
    assert_eq!(
        world.profile().domains[0].criteria[0]
            .supported
            .map(Level::number),
        Some(1)
    );
    assert_eq!(world.profile().priorities[0].tier.number(), 3);
}
