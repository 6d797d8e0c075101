//! What somebody can work out who reads every figure, counts, and tries all that could be: nobody's own answer.
//!
//! The attacker is written without a look at how the program decides. Whoever reads a report knows who took part, and
//! is taken to know who of them gave a level. They read the spread of all and the medians of groups from the report,
//! write down every way in which these answers could have been given, and look for a person whose answer is the same
//! in all of them. A respondent does the same, and knows their own answer as well.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;
use strong_trust::assessment::Assessment;
use strong_trust::export;
use strong_trust::report::{Edition, Report, compose, document};
use strong_trust::rubric::RoleId;
use strong_trust::scoring::score;

use crate::examples::load;
use crate::world::{Ask, Said, World, cases};

const ROLES: [&str; 5] = ["trustee", "leader", "head", "teacher", "partner"];

/// How many of each part of the people gave each level: by part, by level.
type Table = Vec<Vec<usize>>;

/// What a report publishes of the answers to one criterion.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Published {
    spread: Vec<usize>,
    /// Group, how many answered, the median.
    groups: Vec<(String, usize, usize)>,
}

/// The figures that a JSON report holds, by criterion.
fn read(json: &str) -> BTreeMap<String, Published> {
    let report: Value = serde_json::from_str(json).unwrap();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&report["domains"])
        .iter()
        .flat_map(|domain| list(&domain["criteria"]))
        .filter(|criterion| !criterion["agreement"].is_null())
        .map(|criterion| {
            let agreement = &criterion["agreement"];
            let groups = list(&agreement["groups"])
                .iter()
                .map(|group| {
                    let word = group["group"].as_str().unwrap().to_owned();
                    (word, number(&group["answers"]), number(&group["median"]))
                })
                .collect();
            let published = Published {
                spread: list(&agreement["spread"]).iter().map(number).collect(),
                groups,
            };
            (criterion["id"].as_str().unwrap().to_owned(), published)
        })
        .collect()
}

fn report(assessment: &Assessment, edition: Edition) -> Report {
    compose(assessment, &score(assessment), edition)
}

/// The people who gave a level, counted by the word of their group.
fn sizes(assessment: &Assessment, criterion: &str) -> BTreeMap<&'static str, usize> {
    let mut sizes = BTreeMap::new();
    for response in &assessment.responses {
        let answered = response.answers.iter().any(|answer| {
            answer.criterion.as_str() == criterion && answer.judgement.rating.level().is_some()
        });
        if answered {
            let group = assessment.rubric.role(&response.role).unwrap().group;
            *sizes.entry(group.word()).or_default() += 1;
        }
    }
    sizes
}

/// Every table with these totals.
fn tables(spread: &[usize], sizes: &[usize]) -> Vec<Table> {
    let Some((first, rest)) = sizes.split_first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for row in rows(spread, *first) {
        let left: Vec<usize> = spread
            .iter()
            .zip(&row)
            .map(|(all, one)| all - one)
            .collect();
        for mut table in tables(&left, rest) {
            table.insert(0, row.clone());
            all.push(table);
        }
    }
    all
}

/// Every choice of so many out of some at each level.
fn rows(spread: &[usize], size: usize) -> Vec<Vec<usize>> {
    let Some((first, rest)) = spread.split_first() else {
        return if size == 0 {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
    };
    let mut all = Vec::new();
    for taken in 0..=size.min(*first) {
        for mut row in rows(rest, size - taken) {
            row.insert(0, taken);
            all.push(row);
        }
    }
    all
}

/// The answers of a part of the people, lowest first.
fn levels(row: &[usize]) -> Vec<usize> {
    row.iter()
        .enumerate()
        .flat_map(|(level, count)| vec![level; *count])
        .collect()
}

fn median(row: &[usize]) -> usize {
    let levels = levels(row);
    levels[(levels.len() - 1) / 2]
}

/// What is found out: by whom (the part and the level of a respondent, or nobody who answered), and of which part.
type Found = (Option<(usize, usize)>, usize);

/// Everything that can be found out where each of these tables may be the true one.
fn found(tables: &[Table]) -> BTreeSet<Found> {
    let mut found = BTreeSet::new();
    let (parts, width) = (tables[0].len(), tables[0][0].len());
    let respondents = (0..parts).flat_map(|part| (0..width).map(move |level| Some((part, level))));
    for who in std::iter::once(None).chain(respondents) {
        // What is left once the respondent takes away their own answer.
        let left: Vec<Table> = tables
            .iter()
            .filter_map(|table| {
                let mut table = table.clone();
                if let Some((part, level)) = who {
                    table[part][level] = table[part][level].checked_sub(1)?;
                }
                Some(table)
            })
            .collect();
        for part in 0..parts {
            let seen: BTreeSet<Vec<usize>> =
                left.iter().map(|table| levels(&table[part])).collect();
            let at: BTreeSet<usize> = seen.iter().flatten().copied().collect();
            if at.len() == 1 && seen.iter().all(|levels| !levels.is_empty()) {
                found.insert((who, part));
            }
        }
    }
    found
}

/// Attacks each criterion whose groups are shown, and says of how many there were any.
fn attack(assessment: &Assessment, published: &BTreeMap<String, Published>) -> usize {
    let mut attacked = 0;
    for (criterion, published) in published.iter().filter(|(_, one)| !one.groups.is_empty()) {
        attacked += 1;
        let sizes = sizes(assessment, criterion);
        let everybody: usize = sizes.values().sum();
        let named: usize = published
            .groups
            .iter()
            .filter(|(word, ..)| word != "others")
            .map(|(word, answers, _)| {
                assert_eq!(sizes[word.as_str()], *answers, "{criterion}");
                answers
            })
            .sum();
        let shown: usize = published.groups.iter().map(|group| group.1).sum();
        assert_eq!(shown, everybody, "{criterion}: {named} in named groups");
        let parts: Vec<usize> = published.groups.iter().map(|group| group.1).collect();
        let could: Vec<Table> = tables(&published.spread, &parts)
            .into_iter()
            .filter(|table| {
                let medians = published.groups.iter().map(|group| group.2);
                table.iter().map(|row| median(row)).eq(medians)
            })
            .collect();
        assert!(!could.is_empty(), "{criterion}: nothing fits {published:?}");
        assert_eq!(found(&could), BTreeSet::new(), "{criterion}: {published:?}");
    }
    attacked
}

/// Attacks every edition, and all of them together: what they hold is the same, or less.
fn attack_all(assessment: &Assessment) -> usize {
    let [full, board, public] = [Edition::Full, Edition::Board, Edition::Public].map(|edition| {
        let report = report(assessment, edition);
        let data = read(&export::json::render(&report));
        // The value from which all other forms are made holds the same, and no more.
        for criterion in report.domains.iter().flat_map(|domain| &domain.criteria) {
            let Some(spread) = &criterion.spread else {
                assert!(!data.contains_key(&criterion.id));
                continue;
            };
            let groups: Vec<(String, usize, usize)> = spread
                .groups
                .iter()
                .map(|one| {
                    (
                        one.group.to_owned(),
                        one.answers,
                        usize::from(one.median.number),
                    )
                })
                .collect();
            assert_eq!(groups, data[&criterion.id].groups, "{}", criterion.id);
        }
        assert!(
            report.answers.is_empty(),
            "answers are listed only where they are asked for"
        );
        data
    });
    assert_eq!(full, board);
    assert!(
        public
            .values()
            .all(|one| one.groups.is_empty() && one.spread.is_empty())
    );
    attack(assessment, &full)
}

/// An assessment in which each table is the answers to one criterion.
fn assessment(tables: &[Table]) -> Assessment {
    let people: usize = tables[0].iter().flatten().sum();
    let asks = tables
        .iter()
        .map(|table| Ask {
            weight: 1,
            said: table
                .iter()
                .flat_map(|row| levels(row))
                .map(|level| Said::Level(u8::try_from(level).unwrap()))
                .collect(),
            sign: false,
            entries: Vec::new(),
            agreed: None,
            must: 5,
            should: 5,
        })
        .collect();
    let mut assessment = World {
        domains: vec![asks],
        quick: true,
        target: 3,
    }
    .assessment();
    let roles: Vec<&str> = tables[0]
        .iter()
        .zip(ROLES)
        .flat_map(|(row, role)| vec![role; row.iter().sum()])
        .collect();
    assert_eq!(roles.len(), people);
    for response in &mut assessment.responses {
        let place: usize = response.respondent.as_str()[1..].parse().unwrap();
        response.role = RoleId::new(roles[place]).unwrap();
    }
    assessment
}

#[test]
fn on_the_examples_nobody_s_answer_can_be_worked_out_in_any_edition_or_all_together() {
    for name in [
        "northmoor",
        "northmoor-2024",
        "northmoor-2025",
        "harbour-view",
    ] {
        let attacked = attack_all(&load(name).assessment);
        assert!(
            name != "northmoor" || attacked > 0,
            "some medians are shown"
        );
    }
}

#[test]
fn the_medians_of_three_and_three_that_gave_all_three_heads_away_are_withheld() {
    // As the example had it: the board and the heads, whose one middle answer is above everybody else's.
    let board_and_heads = vec![vec![0, 2, 1, 0, 0], vec![0, 0, 3, 0, 0]];
    let shown = read(&export::json::render(&report(
        &assessment(&[board_and_heads]),
        Edition::Full,
    )));
    assert!(shown["d0-c0"].groups.is_empty(), "{shown:?}");
}

#[test]
fn where_medians_are_withheld_no_form_of_the_report_has_a_figure_of_a_group() {
    let assessment = assessment(&[vec![vec![0, 2, 1, 0, 0], vec![0, 0, 3, 0, 0]]]);
    for edition in Edition::ALL {
        let report = report(&assessment, edition);
        assert!(report.domains[0].gaps.is_empty());
        let page = document(&report);
        let mut forms = vec![
            export::markdown::render(&page),
            export::terminal::render(&page, 80, false),
            export::html::render(&page).unwrap(),
            export::json::render(&report),
        ];
        forms.extend(export::csv::What::ALL.map(|what| export::csv::render(&report, what)));
        for form in forms {
            assert!(!form.contains("The middle answer by group"), "{form}");
            assert!(!form.contains("The middle answer of each group"), "{form}");
            assert!(!form.contains("(3 answers)"), "{form}");
        }
    }
}

/// The sizes of two to five groups of one to five people, twelve people at the most.
fn group_sizes() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1..6_usize, 2..6).prop_filter("at most twelve people", |sizes| {
        sizes.iter().sum::<usize>() <= 12
    })
}

/// What each of these people chose, for one criterion.
fn chosen(sizes: &[usize]) -> impl Strategy<Value = Table> + use<> {
    let person = prop_oneof![4 => 1..4_usize, 1 => 0..5_usize];
    let groups: Vec<_> = sizes
        .iter()
        .map(|size| prop::collection::vec(person.clone(), *size))
        .collect();
    groups.prop_map(|groups| {
        groups
            .iter()
            .map(|levels| {
                let mut row = vec![0; 5];
                for level in levels {
                    row[*level] += 1;
                }
                row
            })
            .collect()
    })
}

/// What the same people chose, for so many criteria.
fn criteria(count: usize) -> impl Strategy<Value = Vec<Table>> {
    group_sizes().prop_flat_map(move |sizes| prop::collection::vec(chosen(&sizes), count))
}

/// What some people chose, for one criterion.
fn table() -> impl Strategy<Value = Table> {
    group_sizes().prop_flat_map(|sizes| chosen(&sizes))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(200)))]

    /// A criterion does not know of the next: ten of them are tried in one report, two thousand in all.
    #[test]
    fn on_thousands_of_criteria_nobody_s_answer_can_be_worked_out(tables in criteria(10)) {
        attack_all(&assessment(&tables));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(60)))]

    /// The attacker knows how the program decides, too: that medians are missing tells of those for which they would be.
    #[test]
    fn that_medians_are_withheld_gives_nobody_away_either(table in table()) {
        let spread: Vec<usize> = (0..5).map(|level| table.iter().map(|row| row[level]).sum()).collect();
        let sizes: Vec<usize> = table.iter().map(|row| row.iter().sum()).collect();
        let all = tables(&spread, &sizes);
        prop_assume!(all.len() <= 300);
        let shown = read(&export::json::render(&report(&assessment(&all), Edition::Board)));
        let mut same: BTreeMap<&Published, Vec<Table>> = BTreeMap::new();
        for (place, table) in all.iter().enumerate() {
            same.entry(&shown[&format!("d0-c{place}")]).or_default().push(table.clone());
        }
        // What the spread alone tells is told whatever is shown of groups.
        let by_spread = found(&all);
        for (published, could) in same {
            let more: Vec<Found> = found(&could).difference(&by_spread).copied().collect();
            prop_assert!(more.is_empty(), "{:?}: {:?}", published, more);
        }
    }
}
