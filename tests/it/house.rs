//! The rules of the house, held by tests: floors, file lengths, no leftovers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

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

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code without its unit tests, which may look at whatever they like.
fn code(path: &Path) -> String {
    let for_tests =
        path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests");
    if for_tests {
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    text.split("\n#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The library module that a file belongs to: `scoring` for `src/scoring/alpha.rs`.
fn module_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix("src").ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (module != "lib" && module != "bin").then(|| module.to_owned())
}

/// The modules that a text names after `crate::`, also inside braces.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let line_start = code[..at].rfind('\n').map_or(0, |start| start + 1);
        if code[line_start..at].trim_start().starts_with("//") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let inside = group.split('}').next().unwrap_or_default();
            found.extend(
                inside
                    .split(',')
                    .filter_map(|path| path.trim().split("::").next())
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned),
            );
        } else {
            found.insert(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    found
}

fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in rust_files(Path::new("src")) {
        if let Some(module) = module_of(&path) {
            let own = graph.entry(module.clone()).or_default();
            own.extend(
                imports(&code(&path))
                    .into_iter()
                    .filter(|name| *name != module && floor_of(name).is_some()),
            );
        }
    }
    graph
}

#[test]
fn every_module_of_the_library_stands_on_a_floor() {
    for module in graph().keys() {
        assert!(
            floor_of(module).is_some(),
            "src/{module} stands on no floor: add it to FLOORS"
        );
    }
}

#[test]
fn modules_import_only_downward() {
    for (module, used) in graph() {
        for other in used {
            let (here, there) = (floor_of(&module).unwrap(), floor_of(&other).unwrap());
            let beside = here == 0 && there == 0;
            assert!(
                there < here || beside,
                "src/{module} (floor {here}) imports {other} (floor {there})"
            );
        }
    }
}

#[test]
fn no_two_modules_import_each_other_in_a_circle() {
    let graph = graph();
    for start in graph.keys() {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = graph[start].iter().collect();
        while let Some(module) = open.pop() {
            // A text helper may be used by all; only source and diagnostic, who speak of each other's places, are one room.
            let room = ["source", "diagnostic"];
            assert!(
                module != start || room.contains(&start.as_str()),
                "src/{start} imports itself by way of others"
            );
            if seen.insert(module) {
                open.extend(graph.get(module).into_iter().flatten());
            }
        }
    }
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
