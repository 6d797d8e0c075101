//! Small invented rubrics and assessments, made from a few numbers.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;
use strong_trust::assessment::{self, Assessment, AssessmentText};
use strong_trust::rubric::{self, Rubric, RubricText};
use strong_trust::scoring::{Profile, score};
use strong_trust::source::Source;

/// How many cases a property is tried on: so many, times `STRONG_TRUST_TEST_CASES` where that is set.
pub fn cases(usual: u32) -> u32 {
    let times = std::env::var("STRONG_TRUST_TEST_CASES").ok();
    usual * times.and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// What one respondent says of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Level(u8),
    Unknown,
    NotApplicable,
    Nothing,
}

/// One entry of evidence: its kind (0 to 4) and how many days before the assessment it is dated (negative: after).
pub type Entry = (u8, i32);

/// Everything about one criterion.
#[derive(Debug, Clone)]
pub struct Ask {
    pub weight: u32,
    pub said: Vec<Said>,
    pub sign: bool,
    pub entries: Vec<Entry>,
    pub agreed: Option<Said>,
    /// 0 to 4 as the statuses stand in the register; 5: no entry.
    pub must: u8,
    pub should: u8,
}

/// A whole world: criteria by domain.
#[derive(Debug, Clone)]
pub struct World {
    pub domains: Vec<Vec<Ask>>,
    pub quick: bool,
    pub target: u8,
}

const STATUS: [&str; 5] = ["met", "partly", "not-met", "unknown", "not-applicable"];
const KINDS: [&str; 5] = ["document", "data", "voice", "observation", "independent"];
const ROLES: [&str; 5] = ["trustee", "leader", "head", "teacher", "partner"];

impl World {
    pub fn rubric_text(&self) -> RubricText {
        let names: Vec<String> = (0..self.domains.len())
            .map(|number| format!("\"d{number}\""))
            .collect();
        let mut main = format!(
            "format = 1\nid = \"small\"\nversion = \"1.0.0\"\ntitle = \"Small\"\ndomains = [{}]\n[scoring]\nshare = \"3/4\"\nreach = 1\nenough = \"4/5\"\nnot-applicable-limit = \"1/4\"\ntarget = {}\n[caps]\nmust-not-met = 1\nmust-partly = 2\nmust-unknown = 2\nshould-not-met = 2\nwarning-sign = 2\nevidence = [1, 2, 3, 4]\n",
            names.join(", "),
            self.target,
        );
        for level in 0..5 {
            writeln!(main, "[[level]]\nlabel = \"L{level}\"\nmeaning = \"m\"").unwrap();
        }
        for (role, group) in
            ROLES
                .iter()
                .zip(["board", "executive", "schools", "staff", "external"])
        {
            writeln!(
                main,
                "[[role]]\nid = \"{role}\"\ntitle = \"{role}\"\ngroup = \"{group}\""
            )
            .unwrap();
        }
        main.push_str(
            "[[lens]]\nid = \"l\"\ntitle = \"l\"\n[[lens.facet]]\nid = \"f\"\ntitle = \"f\"\n",
        );
        let domains = self
            .domains
            .iter()
            .enumerate()
            .map(|(number, asks)| domain_text(number, asks))
            .collect();
        RubricText {
            main: Source::new("rubric.toml", main),
            domains,
            unread: Vec::new(),
        }
    }

    pub fn rubric(&self) -> Arc<Rubric> {
        Arc::new(rubric::parse(&self.rubric_text()).expect("the small rubric is valid"))
    }

    pub fn text(&self) -> AssessmentText {
        let depth = if self.quick { "quick" } else { "full" };
        let setup = format!(
            "format = 1\ntrust = \"T\"\ncycle = \"1\"\ndate = 2026-11-22\ndepth = \"{depth}\"\nschools = 3\n"
        );
        let people = self
            .asks()
            .map(|(_, ask)| ask.said.len())
            .max()
            .unwrap_or(0);
        AssessmentText {
            setup: Source::new("assessment.toml", setup),
            responses: (0..people).map(|person| self.response(person)).collect(),
            unread: Vec::new(),
            standards: Some(Source::new("standards.toml", self.standards())),
            agreed: Some(Source::new("agreed.toml", self.agreed())),
            indicators: None,
            plan: None,
        }
    }

    pub fn assessment(&self) -> Assessment {
        assessment::parse(self.rubric(), &self.text())
            .expect("the small assessment is valid")
            .assessment
    }

    pub fn profile(&self) -> Profile {
        score(&self.assessment())
    }

    pub fn asks(&self) -> impl Iterator<Item = (String, &Ask)> {
        let named = |domain: usize| move |(number, ask)| (format!("d{domain}-c{number}"), ask);
        self.domains
            .iter()
            .enumerate()
            .flat_map(move |(domain, asks)| asks.iter().enumerate().map(named(domain)))
    }

    fn response(&self, person: usize) -> Source {
        let role = ROLES[person % ROLES.len()];
        let mut text = format!("format = 1\nrespondent = \"p{person}\"\nrole = \"{role}\"\n");
        for (id, ask) in self.asks() {
            let Some(said) = ask.said.get(person) else {
                continue;
            };
            let Some(line) = line(*said) else { continue };
            writeln!(text, "[[answer]]\ncriterion = \"{id}\"\n{line}").unwrap();
            if person == 0 {
                if ask.sign {
                    text.push_str("warning-signs = [1]\n");
                }
                text.push_str(&evidence("answer", &ask.entries));
            }
        }
        Source::new(format!("responses/p{person}.toml"), text)
    }

    fn standards(&self) -> String {
        let mut text = "format = 1\n".to_owned();
        for (id, ask) in self.asks() {
            for (kind, status) in [("must", ask.must), ("should", ask.should)] {
                if let Some(status) = STATUS.get(usize::from(status)) {
                    writeln!(
                        text,
                        "[[standard]]\nid = \"{id}-{kind}\"\nstatus = \"{status}\""
                    )
                    .unwrap();
                }
            }
        }
        text
    }

    fn agreed(&self) -> String {
        let mut text = "format = 1\n".to_owned();
        for (id, ask) in self.asks() {
            let Some(line) = ask.agreed.and_then(line) else {
                continue;
            };
            writeln!(text, "[[agreed]]\ncriterion = \"{id}\"\n{line}\nreason = \"r\"\nmoderator = \"m\"\ndate = 2026-11-20").unwrap();
        }
        text
    }
}

fn domain_text(number: usize, asks: &[Ask]) -> Source {
    let mut text =
        format!("[domain]\nid = \"d{number}\"\ntitle = \"Domain {number}\"\nquestion = \"Q?\"\n");
    for (place, ask) in asks.iter().enumerate() {
        let id = format!("d{number}-c{place}");
        writeln!(
            text,
            "[[criterion]]\nid = \"{id}\"\ntitle = \"{id}\"\nquestion = \"Q?\"\nanchors = [\"a\", \"b\", \"c\", \"d\", \"e\"]\nwarning-signs = [\"w\"]\nfacets = [\"l/f\"]\nnot-applicable = \"someone\"\nweight = {}",
            ask.weight
        )
        .unwrap();
        for force in ["must", "should"] {
            writeln!(text, "[[standard]]\nid = \"{id}-{force}\"\ncriterion = \"{id}\"\nforce = \"{force}\"\nstatement = \"s\"").unwrap();
        }
    }
    Source::new(format!("d{number}.toml"), text)
}

fn line(said: Said) -> Option<String> {
    match said {
        Said::Level(level) => Some(format!("level = {level}")),
        Said::Unknown => Some("unknown = true".into()),
        Said::NotApplicable => Some("not-applicable = \"none here\"".into()),
        Said::Nothing => None,
    }
}

fn evidence(owner: &str, entries: &[Entry]) -> String {
    let date = jiff::civil::date(2026, 11, 22);
    entries
        .iter()
        .fold(String::new(), |mut text, (kind, days)| {
            let day = date.saturating_sub(jiff::Span::new().days(i64::from(*days)));
            let kind = KINDS[usize::from(*kind)];
            writeln!(
                text,
                "[[{owner}.evidence]]\nwhat = \"e\"\nkind = \"{kind}\"\ndate = {day}"
            )
            .unwrap();
            text
        })
}

/// Any answer.
pub fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        6 => (0..5u8).prop_map(Said::Level),
        1 => Just(Said::Unknown),
        1 => Just(Said::NotApplicable),
        1 => Just(Said::Nothing),
    ]
}

fn ask(people: usize) -> impl Strategy<Value = Ask> {
    (
        prop_oneof![4 => Just(1u32), 1 => 2..4u32],
        prop::collection::vec(said(), people),
        prop::bool::weighted(0.1),
        prop::collection::vec((0..5u8, -30..800i32), 0..3),
        prop::option::weighted(0.3, said()),
        prop_oneof![3 => Just(0u8), 3 => Just(5u8), 1 => 0..5u8],
        prop_oneof![3 => Just(0u8), 3 => Just(5u8), 1 => 0..5u8],
    )
        .prop_map(|(weight, said, sign, entries, agreed, must, should)| Ask {
            weight,
            said,
            sign,
            entries,
            agreed,
            must,
            should,
        })
}

/// A small random world.
pub fn world() -> impl Strategy<Value = World> {
    (0..5usize).prop_flat_map(|people| {
        let domains = prop::collection::vec(prop::collection::vec(ask(people), 1..8), 1..3);
        (domains, any::<bool>(), 0..5u8).prop_map(|(domains, quick, target)| World {
            domains,
            quick,
            target,
        })
    })
}
