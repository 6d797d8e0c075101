//! A small rubric and small assessments for the tests of reports and exports.

use std::sync::Arc;

use crate::assessment::{Assessment, AssessmentText, parse as parse_assessment};
use crate::document::Document;
use crate::report::{Edition, Report, compose, document};
use crate::rubric::{Rubric, RubricText, parse as parse_rubric};
use crate::scoring::score;
use crate::source::Source;

const MAIN: &str = r#"
format = 1
id = "small"
version = "1.2.0"
title = "A small rubric"
summary = "Two domains to test with."
notice = "Informed by nobody, and endorsed by nobody."
domains = ["care", "money"]
how-to-answer = ["Rate what people meet."]
[[level]]
label = "Not in place"
meaning = "Nobody can show it."
[[level]]
label = "Emerging"
meaning = "Begun in some places."
[[level]]
label = "Established"
meaning = "Usual in most places."
[[level]]
label = "Embedded"
meaning = "Nearly everywhere, and checked."
[[level]]
label = "Sustained and shared"
meaning = "For years, and used by others."
[scoring]
share = "3/4"
reach = 1
enough = "4/5"
not-applicable-limit = "1/4"
target = 3
[caps]
must-not-met = 1
must-partly = 2
must-unknown = 2
should-not-met = 2
warning-sign = 2
evidence = [1, 2, 3, 4]
[[role]]
id = "trustee"
title = "Trustee"
group = "board"
[[role]]
id = "leader"
title = "Leader"
group = "executive"
[[role]]
id = "head"
title = "Head"
group = "schools"
[[source]]
id = "paper"
title = "The paper"
author = "A. Writer"
year = 2020
url = "https://example.org/the_paper"
[[lens]]
id = "values"
title = "Our values"
note = "An older wording."
[[lens.facet]]
id = "kindness"
title = "Kindness"
[[lens.facet]]
id = "thrift"
title = "Thrift"
"#;

/// A domain file of criteria `<id>-a`, `<id>-b`, … with a must standard on the first and a should standard on the second.
fn domain(id: &str, letters: &str, facet: &str) -> String {
    let mut text = format!(
        "[domain]\nid = \"{id}\"\ntitle = \"Domain {id}\"\nquestion = \"How is {id} here?\"\nsummary = \"About {id}.\"\nsources = [\"paper\"]\n"
    );
    for letter in letters.chars() {
        let upper = letter.to_uppercase();
        text.push_str(&format!(
            "[[criterion]]\nid = \"{id}-{letter}\"\ntitle = \"{id} {upper}\"\nquestion = \"Is {id} {upper} so?\"\nwhy = \"Because.\"\n\
             boundary = \"Only {upper}.\"\nanchors = [\"{letter} none\", \"{letter} some\", \"{letter} most\", \"{letter} nearly all\", \"{letter} for years\"]\n\
             warning-signs = [\"A worry about {letter}.\"]\nevidence = [\"A list of {letter}\"]\nsources = [\"paper §1\"]\nfacets = [\"values/{facet}\"]\n\
             not-applicable = \"Trusts without {letter}.\"\nindicators = []\n"
        ));
    }
    text.push_str(&format!(
        "[[standard]]\nid = \"standard-{id}-law\"\ncriterion = \"{id}-a\"\nforce = \"must\"\ncritical = true\nstatement = \"The {id} law is kept.\"\nasks = \"leader\"\nsource = \"Law {id}\"\nchecked = 2026-01-01\n\
         [[standard]]\nid = \"standard-{id}-habit\"\ncriterion = \"{id}-b\"\nforce = \"should\"\nstatement = \"The {id} habit is kept.\"\nasks = \"leader\"\nsource = \"Guide {id}\"\n\
         [[indicator]]\nid = \"indicator-{id}\"\ntitle = \"Count of {id}\"\nunit = \"a year\"\nbetter = \"higher\"\nsource = \"Our books\"\ncaution = \"It misleads.\"\n\
         [[indicator.national]]\nvalue = \"12\"\nperiod = \"2025\"\nsource = \"The office\"\n"
    ));
    text
}

/// The small rubric: domains `care` (criteria a to g) and `money` (a to d).
pub fn rubric() -> Arc<Rubric> {
    rubric_with(&[])
}

/// The small rubric with ids replaced by others.
fn rubric_with(rename: &[(&str, &str)]) -> Arc<Rubric> {
    let renamed = |text: String| {
        rename
            .iter()
            .fold(text, |text, (from, to)| text.replace(from, to))
    };
    let text = RubricText {
        main: Source::new("rubric.toml", MAIN),
        domains: vec![
            Source::new("care.toml", renamed(domain("care", "abcdefg", "kindness"))),
            Source::new(
                "money.toml",
                renamed(domain("money", "abcd", "thrift").replace("indicators = []\n", "")),
            ),
        ],
        unread: Vec::new(),
    };
    Arc::new(
        parse_rubric(&text)
            .unwrap_or_else(|problems| panic!("the sample rubric is valid: {problems:#?}")),
    )
}

/// The texts of an assessment, to be filled in.
#[derive(Default, Clone)]
pub struct Sample {
    pub trust: Option<String>,
    pub quick: bool,
    pub setup: String,
    pub responses: Vec<(String, &'static str, String)>,
    pub standards: String,
    pub agreed: String,
    pub indicators: String,
    pub plan: String,
    /// Ids of the rubric to replace, everywhere they stand.
    pub rename: Vec<(&'static str, &'static str)>,
}

impl Sample {
    /// Adds a respondent with the answers as TOML.
    pub fn respondent(mut self, id: &str, role: &'static str, answers: &str) -> Self {
        self.responses
            .push((id.to_owned(), role, answers.to_owned()));
        self
    }

    /// Adds a respondent who gives these levels to the criteria of a domain, from its first on.
    pub fn levels(self, id: &str, role: &'static str, domain: &str, levels: &[u8]) -> Self {
        let answers: String = levels
            .iter()
            .zip('a'..)
            .map(|(level, letter)| answer(&format!("{domain}-{letter}"), *level))
            .collect();
        self.respondent(id, role, &answers)
    }

    /// The assessment.
    pub fn assessment(&self) -> Assessment {
        let depth = if self.quick { "quick" } else { "full" };
        let trust = self.trust.as_deref().unwrap_or("Harbour Trust");
        let setup = format!(
            "format = 1\ntrust = {trust:?}\ncycle = \"2026\"\ndate = 2026-11-22\ndepth = \"{depth}\"\nschools = 6\n{}",
            self.setup
        );
        let response = |(id, role, answers): &(String, &str, String)| {
            Source::new(
                format!("responses/{id}.toml"),
                format!("format = 1\nrespondent = \"{id}\"\nrole = \"{role}\"\n{answers}"),
            )
        };
        let renamed = |text: &str| {
            self.rename
                .iter()
                .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
        };
        let file = |name: &str, text: &str| {
            let text = format!(
                "format = 1\n{}",
                renamed(text).replacen("format = 1\n", "", 1)
            );
            (text != "format = 1\n").then(|| Source::new(name, text))
        };
        let text = AssessmentText {
            setup: Source::new("assessment.toml", setup),
            responses: self.responses.iter().map(response).collect(),
            unread: Vec::new(),
            standards: file("standards.toml", &self.standards),
            agreed: file("agreed.toml", &self.agreed),
            indicators: file("indicators.toml", &self.indicators),
            plan: file("plan.toml", &self.plan),
        };
        parse_assessment(rubric_with(&self.rename), &text)
            .unwrap_or_else(|problems| panic!("the sample is valid: {problems:#?}"))
            .assessment
    }

    /// Its report.
    pub fn report(&self, edition: Edition) -> Report {
        let assessment = self.assessment();
        let profile = score(&assessment);
        compose(&assessment, &profile, edition).with_answers(&assessment, &profile)
    }

    /// Its report in reading order.
    pub fn document(&self, edition: Edition) -> Document {
        document(&self.report(edition))
    }
}

/// One answer as TOML.
pub fn answer(criterion: &str, level: u8) -> String {
    format!("[[answer]]\ncriterion = \"{criterion}\"\nlevel = {level}\n")
}

/// Evidence for the answer before it, as TOML.
pub fn evidence(kind: &str, date: &str, what: &str) -> String {
    format!("[[answer.evidence]]\nkind = \"{kind}\"\ndate = {date}\nwhat = {what:?}\n")
}

/// Every private word of [`everything`]: none may stand in a public edition.
pub const PRIVATE: [&str; 26] = [
    "wren-chair",
    "robin-ceo",
    "finch-head",
    "PRIVATE-note",
    "PRIVATE-uneven",
    "PRIVATE-warning-note",
    "PRIVATE-evidence",
    "PRIVATE-place",
    "PRIVATE-na-reason",
    "PRIVATE-reason",
    "PRIVATE-moderator",
    "PRIVATE-dissent",
    "PRIVATE-agreed-uneven",
    "PRIVATE-agreed-evidence",
    "PRIVATE-by",
    "PRIVATE-proof",
    "PRIVATE-explanation",
    "PRIVATE-what",
    "PRIVATE-owner",
    "PRIVATE-measure",
    "PRIVATE-no-action",
    "PRIVATE-action-note",
    "PRIVATE-figure",
    "PRIVATE-weight",
    "PRIVATE-target",
    "PRIVATE-orphan",
];

/// An assessment in which everything that can be written is written, each private text with a word of [`PRIVATE`].
pub fn everything() -> Sample {
    let mut sample = Sample {
        setup: "[targets]\ndefault = 3\ncare-a = 4\n[target-reasons]\ndefault = \"PRIVATE-target\"\ncare-a = \"PRIVATE-target of care\"\n[[weight]]\ncriterion = \"money-a\"\nweight = 2\nreason = \"PRIVATE-weight\"\n".to_owned(),
        standards: "[[standard]]\nid = \"standard-care-law\"\nstatus = \"not-met\"\nchecked = 2026-10-01\nby = \"PRIVATE-by\"\nproof = \"PRIVATE-proof\"\nexplanation = \"PRIVATE-explanation\"\n[[standard]]\nid = \"standard-money-law\"\nstatus = \"met\"\nby = \"PRIVATE-by\"\nproof = \"PRIVATE-proof\"\n[[standard]]\nid = \"standard-money-habit\"\nstatus = \"not-met\"\nexplanation = \"PRIVATE-explanation\"\n".to_owned(),
        agreed: "[[agreed]]\ncriterion = \"care-c\"\nlevel = 3\nreason = \"PRIVATE-reason\"\nmoderator = \"PRIVATE-moderator\"\ndate = 2026-11-01\ndissent = \"PRIVATE-dissent\"\nuneven = \"PRIVATE-agreed-uneven\"\nwarning-signs = [1]\nwarning-note = \"PRIVATE-warning-note\"\n[[agreed.evidence]]\nwhat = \"PRIVATE-agreed-evidence\"\nkind = \"independent\"\ndate = 2026-05-03\nwhere = \"PRIVATE-place\"\n[[agreed]]\ncriterion = \"money-d\"\nnot-applicable = \"PRIVATE-na-reason\"\nreason = \"PRIVATE-reason\"\nmoderator = \"PRIVATE-moderator\"\ndate = 2026-11-01\n".to_owned(),
        indicators: "[[indicator]]\nid = \"indicator-care\"\nvalue = \"14 PRIVATE-figure\"\nperiod = \"2026 PRIVATE-figure\"\nnote = \"PRIVATE-figure\"\n".to_owned(),
        plan: "[[action]]\nid = \"one\"\nfor = \"standard-care-law\"\nwhat = \"PRIVATE-what\"\nowner = \"PRIVATE-owner\"\ndue = 2027-01-31\nmeasure = \"PRIVATE-measure\"\nstatus = \"in-progress\"\nnote = \"PRIVATE-action-note\"\n[[action]]\nid = \"two\"\nfor = \"care-b\"\nwhat = \"PRIVATE-what\"\nno-action = \"PRIVATE-no-action\"\n".to_owned(),
        ..Sample::default()
    };
    let chair = format!(
        "{}note = \"PRIVATE-note\"\nuneven = \"PRIVATE-uneven\"\nwarning-signs = [1]\n{}{}warning-signs = [1]\nwarning-note = \"PRIVATE-warning-note\"\n{}where = \"PRIVATE-place\"\n[[answer]]\ncriterion = \"care-f\"\nunknown = true\n[[answer]]\ncriterion = \"care-g\"\nnot-applicable = \"PRIVATE-na-reason\"\n[[answer]]\ncriterion = \"PRIVATE-orphan\"\nlevel = 1\n",
        answer("care-a", 4),
        evidence("document", "2026-09-01", "PRIVATE-evidence"),
        answer("care-b", 3),
        evidence("voice", "2027-01-01", "PRIVATE-evidence"),
    );
    sample = sample.respondent("wren-chair", "trustee", &chair);
    sample = sample.levels("robin-ceo", "leader", "care", &[3, 1, 3, 2]);
    sample.levels("finch-head", "head", "money", &[2, 1, 0])
}
