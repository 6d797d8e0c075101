//! README: its commands run, its output is real, its test command is the one that is run.

use std::fs;

use crate::run::Desk;

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// The commands of the program in code, in order, without the reference block.
fn commands(text: &str) -> Vec<String> {
    let text = text.split("## Reference").next().unwrap();
    let inline = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| code.starts_with("strong-trust ") && code.contains("my-trust"));
    let blocks = text
        .split("```sh\n")
        .skip(1)
        .filter_map(|block| block.split("```").next());
    let lines = blocks
        .flat_map(str::lines)
        .filter(|line| line.starts_with("strong-trust "));
    inline.chain(lines).map(str::to_owned).collect()
}

/// The words of a command, with quoted words whole.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in command.split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_command_that_builds_the_program_asks_for_what_the_program_needs() {
    let manifest: toml::Table = toml::from_str(&fs::read_to_string("Cargo.toml").unwrap()).unwrap();
    let needed: Vec<&str> = manifest["bin"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|program| program["required-features"].as_array().unwrap())
        .map(|feature| feature.as_str().unwrap())
        .collect();
    assert!(!needed.is_empty());
    let text = readme();
    let lean: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("--no-default-features"))
        .collect();
    assert!(lean.len() >= 2, "{lean:?}");
    for line in lean {
        let asked = line.split("--features ").nth(1).unwrap_or_default();
        for feature in &needed {
            assert!(asked.starts_with(feature), "{line}");
        }
    }
}

#[test]
fn the_commands_that_the_readme_names_run() {
    let commands = commands(&readme());
    assert!(commands.len() >= 9, "{commands:?}");
    let desk = Desk::new();
    desk.run(&["rubric", "new", "our-rubric", "our-rubric/"])
        .ends(0);
    desk.run(&["new", "my-trust", "--trust", "Our Trust"])
        .ends(0);
    two_answers(&desk);
    for command in commands {
        // The pages stay until somebody stops them, and have tests of their own.
        if command.contains(" serve ") || cfg!(not(feature = "pdf")) && command.contains(".pdf") {
            continue;
        }
        // A folder with a rubric of its own is another folder, so that the one that the rest speaks of stays.
        let command = if command.contains("--rubric") {
            command.replace("my-trust", "other-trust --trust Other")
        } else {
            command
        };
        let mut args = words(&command);
        args.remove(0);
        let reads = args.iter().position(|word| word == "<");
        args.truncate(reads.unwrap_or(args.len()));
        let asks = match args[0].as_str() {
            "new" => !args.iter().any(|word| word == "--trust"),
            "assess" | "standards" | "agree" => args.len() == 2,
            "plan" => args.len() == 3 && args[2] == "add",
            "respondent" => args[1] == "remove" || args[1] == "merge",
            _ => false,
        };
        let mut desk_args: Vec<&str> = args.iter().map(String::as_str).collect();
        if asks {
            desk_args.insert(0, "--plain");
        }
        if args[0] == "new" && args[1] == "my-trust" {
            // The folder is there by now; a fresh one is set up in its place.
            fs::remove_dir_all(desk.path("my-trust")).unwrap();
        }
        let input = if args[0] == "new" {
            "Our Trust\n\n\n7\n1\n1\n"
        } else if args[0] == "plan" || args[0] == "respondent" && args[1] == "merge" {
            "1\nq\n"
        } else {
            "2\nq\n"
        };
        if args[0] == "respondent" && args[1] == "merge" {
            // What a shared drive makes when two computers save at once.
            let copy = desk.path("my-trust/responses").join(&args[3]);
            fs::copy(desk.path("my-trust/responses/chair.toml"), copy).unwrap();
        }
        desk.run_with(&desk_args, input).ends(0);
        if args[0] == "new" && args[1] == "my-trust" {
            two_answers(&desk);
        }
    }
}

/// Two people who differ, so that there is something to report, to agree on and to take out.
fn two_answers(desk: &Desk) {
    desk.run(&[
        "answer",
        "my-trust",
        "governance-oversight",
        "2",
        "--as",
        "chair",
        "--role",
        "chair",
    ])
    .ends(0);
    desk.run(&[
        "answer",
        "my-trust",
        "governance-oversight",
        "0",
        "--as",
        "head-2",
        "--role",
        "headteacher",
    ])
    .ends(0);
}

#[test]
fn the_output_that_the_readme_shows_is_real() {
    let text = readme();
    let (before, rest) = text.split_once("```text\n").unwrap();
    let (shown, after) = rest.split_once("```").unwrap();
    let example = std::env::current_dir().unwrap().join("examples/northmoor");
    let out = Desk::new()
        .run(&["report", example.to_str().unwrap()])
        .ends(0)
        .out;
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let lines: Vec<&str> = out.lines().take(48).collect();
        fs::write(
            "README.md",
            format!("{before}```text\n{}\n```{after}", lines.join("\n")),
        )
        .unwrap();
        return;
    }
    assert!(shown.lines().count() >= 20);
    assert!(
        out.starts_with(shown),
        "README shows another output than the program: run once with UPDATE_EXPECTED=1"
    );
}

#[test]
fn the_test_command_of_the_readme_is_the_one_that_is_run() {
    let script = fs::read_to_string(".ci/run").unwrap();
    let command = script.lines().last().unwrap();
    assert!(
        readme().contains(&format!("```sh\n{command}\n```")),
        "{command}"
    );
}

#[test]
fn the_changelog_and_the_licences_are_there() {
    for file in [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "ARCHITECTURE.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "Cargo.lock",
    ] {
        assert!(
            fs::metadata(file).is_ok_and(|facts| facts.len() > 200),
            "{file}"
        );
    }
}
