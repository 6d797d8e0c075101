//! The rules of the house, held by tests: floors, file lengths, no leftovers.

use std::fs;
use std::path::{Path, PathBuf};

use imports::{code, rust_files};

mod imports;
mod sentences;

/// The floors, lowest first. Modules of one floor may use each other only without a circle.
const FLOORS: &[&[&str]] = &[
    &["text", "source", "diagnostic"],
    &["rubric"],
    &["assessment"],
    &["scoring", "store"],
    &["words", "document"],
    &["questionnaire"],
    &["report"],
    &["export"],
    &["intake"],
    &["web"],
];

/// The floor of a file: that of its module in the library, or the top one for the program.
fn floor_of(path: &Path) -> usize {
    let inside = path.strip_prefix("src").unwrap().with_extension("");
    let module = inside.iter().next().unwrap().to_str().unwrap();
    match module {
        "bin" => FLOORS.len() + 1,
        "lib" => FLOORS.len(),
        _ => FLOORS
            .iter()
            .position(|floor| floor.contains(&module))
            .unwrap_or_else(|| panic!("src/{module} stands on no floor: add it to FLOORS")),
    }
}

/// The module of the library that a file belongs to.
fn room(path: &Path) -> PathBuf {
    path.iter().take(2).collect::<PathBuf>().with_extension("")
}

#[test]
fn files_import_only_downward() {
    let mut wrong = Vec::new();
    for (file, taken) in imports::graph() {
        for other in taken {
            let (here, there) = (floor_of(&file), floor_of(&other));
            let together = room(&file) == room(&other) || (here == 0 && there == 0);
            if there >= here && !together {
                wrong.push(format!("{} imports {}", file.display(), other.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let graph = imports::graph();
    let circles = imports::circles(&graph);
    let arrows: Vec<String> = circles
        .iter()
        .flatten()
        .flat_map(|file| {
            let inside = |other: &&PathBuf| {
                circles
                    .iter()
                    .any(|circle| circle.contains(file) && circle.contains(other))
            };
            graph[*file]
                .iter()
                .filter(inside)
                .map(move |other| format!("{} imports {}", file.display(), other.display()))
        })
        .collect();
    assert!(circles.is_empty(), "{} circles: {arrows:#?}", circles.len());
}

#[test]
fn the_test_of_imports_sees_who_imports_whom() {
    let graph = imports::graph();
    let takes = |file: &str, other: &str| {
        assert!(
            graph[Path::new(file)].contains(Path::new(other)),
            "{file} is not seen to import {other}: {:#?}",
            graph[Path::new(file)]
        );
    };
    takes(
        "src/bin/strong-trust/main.rs",
        "src/bin/strong-trust/cli.rs",
    );
    takes("src/words.rs", "src/text.rs");
    takes("src/words.rs", "src/rubric/scale.rs");
}

#[test]
fn only_one_file_names_inquire() {
    let naming: Vec<PathBuf> = rust_files(Path::new("src"))
        .into_iter()
        .filter(|path| code(path).contains("inquire::"))
        .collect();
    assert!(
        naming.iter().all(|path| path.ends_with("prompt.rs")),
        "{naming:?}"
    );
}

#[test]
fn the_library_reads_no_clock_and_no_environment_and_prints_nothing() {
    let banned = [
        "println!",
        "eprintln!",
        "print!(",
        "std::env::",
        "Zoned::now",
        "SystemTime::now",
        "Timestamp::now",
    ];
    for path in rust_files(Path::new("src"))
        .into_iter()
        .filter(|path| !path.starts_with("src/bin"))
    {
        for word in banned {
            assert!(
                !code(&path).contains(word),
                "{} says {word}",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    for path in rust_files(Path::new("src")) {
        let lines = code(&path).lines().count();
        assert!(lines <= 400, "{} has {lines} lines of code", path.display());
    }
}

#[test]
fn nothing_is_left_over() {
    let leftovers = [
        "todo!(",
        "unimplemented!(",
        "dbg!(",
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
    ];
    for path in rust_files(Path::new("src"))
        .into_iter()
        .chain(rust_files(Path::new("tests")))
    {
        if path.ends_with("house.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for word in leftovers {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
        assert!(
            !path.ends_with("mod.rs"),
            "{}: use foo.rs beside foo/",
            path.display()
        );
    }
}

/// The names of the program's commands, by their files.
fn commands() -> Vec<String> {
    fs::read_dir("src/bin/strong-trust/command")
        .unwrap()
        .filter_map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()?
                .to_str()
                .map(str::to_owned)
        })
        .filter(|name| name != "menu")
        .collect()
}

#[test]
fn the_library_names_no_command_and_no_flag() {
    let commands = commands();
    for path in rust_files(Path::new("src"))
        .into_iter()
        .filter(|path| !path.starts_with("src/bin"))
    {
        for line in code(&path).lines() {
            let line = line.trim_start();
            if line.starts_with("//") {
                continue;
            }
            let command = line.split("strong-trust ").skip(1).any(|rest| {
                let typed = |command: &String| {
                    rest.strip_prefix(command.as_str())
                        .is_some_and(|rest| rest.starts_with([' ', '`']))
                };
                commands.iter().any(typed)
            });
            let flag = line
                .match_indices(" --")
                .any(|(at, _)| line[at + 3..].starts_with(|c: char| c.is_ascii_lowercase()));
            assert!(
                !command && !flag,
                "{} tells what to type, which the program alone knows: {line}",
                path.display()
            );
        }
    }
}
