//! Two programs at once on one folder, each with a thousand answers: none is lost.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Child, Stdio};

use crate::run::{Desk, command};

/// A domain has so many questions, and there are so many domains.
const QUESTIONS: usize = 25;
const DOMAINS: usize = 10;
/// How many answers of each domain are changed after all are given: with the first, a thousand answers.
const CHANGES: usize = 75;

/// A rubric with many criteria, in a folder of its own.
fn large_rubric(desk: &Desk) {
    desk.run(&["rubric", "new", "large", "r"]).ends(0);
    let main = desk.read("r/rubric.toml");
    let names: Vec<String> = (0..DOMAINS)
        .map(|domain| format!("\"d{domain}\""))
        .collect();
    let levels = main.matches("[[level]]").count();
    let anchors: Vec<String> = (0..levels)
        .map(|level| format!("\"At {level}.\""))
        .collect();
    std::fs::remove_file(desk.path("r/people.toml")).unwrap();
    desk.write(
        "r/rubric.toml",
        main.replace(
            "domains = [\"people\"]",
            &format!("domains = [{}]", names.join(", ")),
        ),
    );
    for domain in 0..DOMAINS {
        let mut text = format!(
            "[domain]\nid = \"d{domain}\"\ntitle = \"D{domain}\"\nquestion = \"Q?\"\nsummary = \"S.\"\nsources = []\n"
        );
        for number in 0..QUESTIONS {
            writeln!(
                text,
                "[[criterion]]\nid = \"d{domain}-{number}\"\ntitle = \"T{number}\"\nquestion = \"Q?\"\nwhy = \"W.\"\nanchors = [{}]\nwarning-signs = []\nevidence = []\nsources = []\nfacets = []",
                anchors.join(", ")
            )
            .unwrap();
        }
        desk.write(&format!("r/d{domain}.toml"), text);
    }
}

/// The lines of somebody who answers every question of every domain and, on its page to check, changes many; and
/// the levels that stand in the end. Each person's answers follow a pattern of their own.
fn lines(person: usize) -> (String, Vec<usize>) {
    let mut lines = String::new();
    let mut standing = Vec::new();
    for domain in 0..DOMAINS {
        let mut here: Vec<usize> = (0..QUESTIONS)
            .map(|question| (question + domain + person) % 3)
            .collect();
        lines.push('\n');
        for level in &here {
            writeln!(lines, "{level}").unwrap();
        }
        for change in 0..CHANGES {
            let question = (change * 7 + person) % QUESTIONS;
            // Always another level than before, so that every one of them is a save.
            here[question] = (here[question] + 1 + person) % 3;
            writeln!(lines, "{}\n{}", question + 1, here[question]).unwrap();
        }
        lines.push('\n');
        standing.extend(here);
    }
    (lines, standing)
}

fn assess(desk: &Desk, id: &str, lines: String) -> Child {
    let mut child = command(&desk.path("."))
        .args(["--plain", "assess", "t", "--as", id, "--role", "leader"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::thread::spawn(move || drop(stdin.write_all(lines.as_bytes())));
    child
}

#[test]
fn two_respondents_with_a_thousand_answers_each_lose_none() {
    assert_eq!(DOMAINS * (QUESTIONS + CHANGES), 1_000);
    let desk = Desk::new();
    large_rubric(&desk);
    desk.run(&["new", "t", "--trust", "T", "--rubric", "r"])
        .ends(0);
    let people = [("one", lines(0)), ("two", lines(1))];
    let programs: Vec<Child> = people
        .iter()
        .map(|(id, (lines, _))| assess(&desk, id, lines.clone()))
        .collect();
    for mut program in programs {
        assert!(program.wait().unwrap().success());
    }
    // An answer lost in between would have stopped the program to ask, and put the rest of its lines out of step.
    for (id, (_, standing)) in &people {
        let table: toml::Table =
            toml::from_str(&desk.read(&format!("t/responses/{id}.toml"))).unwrap();
        let answers = table["answer"].as_array().unwrap();
        let levels: Vec<usize> = answers
            .iter()
            .map(|answer| usize::try_from(answer["level"].as_integer().unwrap()).unwrap())
            .collect();
        assert_eq!(levels, *standing, "{id}");
    }
    desk.run(&["check", "t"]).ends(0);
}
