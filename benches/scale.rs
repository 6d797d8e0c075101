//! How long the way from text to report takes, on the example and on far more than any trust has.
//!
//! Run with `cargo bench`. The big case is a rubric of 10,000 criteria with 50
//! respondents; a tenth of it shows how the time grows.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use strong_trust::assessment::{self, AssessmentText};
use strong_trust::diagnostic::render;
use strong_trust::export;
use strong_trust::report::{Edition, compose, document};
use strong_trust::rubric::{self, RubricText};
use strong_trust::scoring::score;
use strong_trust::source::Source;

const DOMAINS: usize = 5;

/// The text of a rubric with this many criteria.
fn rubric_text(criteria: usize) -> RubricText {
    let names: Vec<String> = (0..DOMAINS)
        .map(|number| format!("\"d{number}\""))
        .collect();
    let mut main = format!(
        "format = 1\nid = \"big\"\nversion = \"1.0.0\"\ntitle = \"Big\"\ndomains = [{}]\n[scoring]\nshare = \"3/4\"\nreach = 1\nenough = \"4/5\"\nnot-applicable-limit = \"1/4\"\ntarget = 3\n[caps]\nevidence = [1, 2, 3, 4]\n[[role]]\nid = \"head\"\ntitle = \"Head\"\ngroup = \"schools\"\n",
        names.join(", ")
    );
    for level in 0..5 {
        writeln!(
            main,
            "[[level]]\nlabel = \"Level {level}\"\nmeaning = \"What level {level} means.\""
        )
        .unwrap();
    }
    let domains = (0..DOMAINS).map(|domain| {
        let mut text = format!("[domain]\nid = \"d{domain}\"\ntitle = \"Domain {domain}\"\nquestion = \"Is it so?\"\n");
        for place in 0..criteria / DOMAINS {
            writeln!(
                text,
                "[[criterion]]\nid = \"d{domain}-c{place}\"\ntitle = \"Criterion {place}\"\nquestion = \"Is it so in place {place}?\"\nwhy = \"Because it matters to somebody.\"\nanchors = [\"Nobody can show that it happens here.\", \"It happens in at least one of the places where it should.\", \"It happens in most of the places where it should.\", \"It happens in nearly all places and something changed because of a check.\", \"It has held for three years and people from outside confirm it.\"]\nwarning-signs = [\"It is shown to visitors only.\"]"
            )
            .unwrap();
        }
        Source::new(format!("d{domain}.toml"), text)
    });
    RubricText {
        main: Source::new("rubric.toml", main),
        domains: domains.collect(),
        unread: Vec::new(),
    }
}

/// The texts of an assessment in which everybody answers everything.
fn assessment_text(criteria: usize, respondents: usize) -> AssessmentText {
    let setup =
        "format = 1\ntrust = \"Big\"\ncycle = \"2026\"\ndate = 2026-11-22\ndepth = \"full\"\n";
    let responses = (0..respondents).map(|person| {
        let mut text = format!("format = 1\nrespondent = \"p{person}\"\nrole = \"head\"\n");
        for domain in 0..DOMAINS {
            for place in 0..criteria / DOMAINS {
                let level = (place * 7 + person * 3 + domain) % 5;
                writeln!(
                    text,
                    "[[answer]]\ncriterion = \"d{domain}-c{place}\"\nlevel = {level}"
                )
                .unwrap();
            }
        }
        Source::new(format!("responses/p{person}.toml"), text)
    });
    AssessmentText {
        setup: Source::new("assessment.toml", setup),
        responses: responses.collect(),
        unread: Vec::new(),
        standards: None,
        agreed: None,
        indicators: None,
        plan: None,
    }
}

/// The whole way, as the program goes it.
fn report(rubric: &RubricText, text: &AssessmentText) -> usize {
    let rubric = Arc::new(rubric::parse(rubric).expect("the big rubric is valid"));
    let assessment = assessment::parse(rubric, text)
        .expect("the big assessment is valid")
        .assessment;
    let report = compose(&assessment, &score(&assessment), Edition::Full);
    export::json::render(&report).len() + export::markdown::render(&document(&report)).len()
}

fn scale(c: &mut Criterion) {
    let mut group = c.benchmark_group("report");
    group.sample_size(10);
    for criteria in [35, 1_000, 10_000] {
        let (rubric, text) = (rubric_text(criteria), assessment_text(criteria, 50));
        group.bench_function(format!("{criteria} criteria, 50 respondents"), |bench| {
            bench.iter_batched(
                || (),
                |()| black_box(report(&rubric, &text)),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// Files with nothing but faults, each as long as a hand would never write it.
fn faulty() -> Vec<(&'static str, AssessmentText)> {
    let setup =
        "format = 1\ntrust = \"Big\"\ncycle = \"2026\"\ndate = 2026-11-22\ndepth = \"full\"\n";
    let text = || AssessmentText::new(Source::new("assessment.toml", setup));
    let lines = |line: &dyn Fn(usize) -> String| (0..100_000).map(line).collect::<String>();
    let response = "format = 1\nrespondent = \"chair\"\nrole = \"head\"\n";
    let keys = lines(&|number| format!("k{number} = 1\n"));
    let answers = lines(&|number| format!("[[answer]]\ncriterion = \"old-{number}\"\nlevel = 1\n"));
    let one_line = lines(&|number| format!("k{number} = 1, "));
    let standards =
        lines(&|number| format!("[[standard]]\nid = \"s{number}\"\nstatus = \"met\"\n"));
    let with = |body: &str| {
        let mut text = text();
        text.responses.push(Source::new(
            "responses/chair.toml",
            format!("{response}{body}"),
        ));
        text
    };
    let mut register = text();
    register.standards = Some(Source::new(
        "standards.toml",
        format!("format = 1\n{standards}"),
    ));
    vec![
        ("unknown keys", with(&keys)),
        ("unknown criteria", with(&answers)),
        ("one line", with(&format!("x = {{ {one_line} }}\n"))),
        ("unknown standards", register),
    ]
}

/// Reading 100,000 problems, and wording those that are told.
fn problems(c: &mut Criterion) {
    let mut group = c.benchmark_group("problems");
    group.sample_size(10);
    let rubric = Arc::new(rubric::parse(&rubric_text(10_000)).expect("the big rubric is valid"));
    for (name, text) in faulty() {
        group.bench_function(format!("100,000 {name}"), |bench| {
            bench.iter(|| {
                let problems = match assessment::parse(Arc::clone(&rubric), &text) {
                    Ok(parsed) => parsed.warnings,
                    Err(problems) => problems,
                };
                let told = problems.iter().map(|problem| render(problem, false).len());
                black_box(told.sum::<usize>())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, scale, problems);
criterion_main!(benches);
