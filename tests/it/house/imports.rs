//! Which file takes a name from which: read from the `use` lines and paths of the library and the program.
//!
//! A name is followed through every `pub use` to the file that defines it, so that a module that only
//! hands names on ties nobody together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The files of a crate by the path of their module, the root's being empty.
type Modules = BTreeMap<Vec<String>, Module>;

/// What one file says of itself.
struct Module {
    path: PathBuf,
    code: String,
    /// What it defines itself.
    defines: BTreeSet<String>,
    /// What it hands on, by the name it has here.
    hands_on: BTreeMap<String, Vec<String>>,
    /// What it imports: the name it has here, and where it comes from.
    imports: Vec<(String, Vec<String>)>,
}

/// The code of a file without its unit tests, which may look at whatever they like.
pub fn code(path: &Path) -> String {
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

/// The code without comments, whose links are no imports.
fn uncommented(code: &str) -> String {
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every file of source text below a folder, in order.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
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

/// The paths of one `use` tree, each with the name that it is given.
fn leaves(tree: &str, before: &[String], found: &mut Vec<(String, Vec<String>)>) {
    let tree = tree.trim();
    let head = tree.split('{').next().unwrap_or_default();
    let mut path = before.to_vec();
    if let Some(group) = tree.strip_prefix(head).filter(|rest| !rest.is_empty()) {
        path.extend(
            head.split("::")
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::to_owned),
        );
        let (mut depth, mut from) = (0_usize, 0);
        let inside = &group[1..group.len() - 1];
        for (at, letter) in inside.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    leaves(&inside[from..at], &path, found);
                    from = at + 1;
                }
                _ => {}
            }
        }
        leaves(&inside[from..], &path, found);
    } else if !tree.is_empty() {
        let (whole, alias) = tree
            .split_once(" as ")
            .map_or((tree, None), |(a, b)| (a, Some(b)));
        path.extend(whole.split("::").map(|part| part.trim().to_owned()));
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = alias.map_or_else(
            || path.last().cloned().unwrap_or_default(),
            |name| name.trim().to_owned(),
        );
        found.push((name, path));
    }
}

/// The modules of a crate whose root file is `root`.
fn modules(folder: &Path, root: &str, leave_out: &str) -> Modules {
    let definition =
        Regex::new(r"\b(?:fn|struct|enum|trait|type|const|static|union) +(\w+)").unwrap();
    let used = Regex::new(r"(?m)^ *(pub(?:\([^)]*\))? +)?use ([^;]+);").unwrap();
    rust_files(folder)
        .into_iter()
        .filter(|path| leave_out.is_empty() || !path.starts_with(leave_out))
        .map(|path| {
            let inside = path.strip_prefix(folder).unwrap().with_extension("");
            let mut module: Vec<String> = inside
                .iter()
                .map(|part| part.to_str().unwrap().to_owned())
                .collect();
            if module == [root] {
                module.clear();
            }
            let code = uncommented(&code(&path));
            let (mut imports, mut hands_on) = (Vec::new(), BTreeMap::new());
            for found in used.captures_iter(&code) {
                let mut here = Vec::new();
                leaves(&found[2], &[], &mut here);
                if found.get(1).is_some() {
                    hands_on.extend(here);
                } else {
                    imports.extend(here);
                }
            }
            let defines = definition
                .captures_iter(&code)
                .map(|found| found[1].to_owned())
                .collect();
            let file = Module {
                path,
                code: used.replace_all(&code, "").into_owned(),
                defines,
                hands_on,
                imports,
            };
            (module, file)
        })
        .collect()
}

/// Where a path leads that stands in `module`: the file that defines what it names, if it is a file of ours.
fn leads_to(
    crates: &BTreeMap<&str, Modules>,
    own: &str,
    module: &[String],
    path: &[String],
    left: usize,
) -> Option<PathBuf> {
    let (krate, mut at, mut rest) = match path.first()?.as_str() {
        "crate" => (own, Vec::new(), &path[1..]),
        "strong_trust" => ("strong_trust", Vec::new(), &path[1..]),
        "self" => (own, module.to_vec(), &path[1..]),
        "super" => (
            own,
            module[..module.len().saturating_sub(1)].to_vec(),
            &path[1..],
        ),
        first => {
            let child: Vec<String> = module.iter().cloned().chain([first.to_owned()]).collect();
            crates[own]
                .contains_key(&child)
                .then_some((own, module.to_vec(), path))?
        }
    };
    while let Some(name) = rest.first() {
        if name == "super" {
            at.pop();
            rest = &rest[1..];
            continue;
        }
        let child: Vec<String> = at.iter().cloned().chain([name.clone()]).collect();
        let here = crates[krate].get(&at)?;
        if crates[krate].contains_key(&child) {
            at = child;
            rest = &rest[1..];
        } else if let Some(onward) = here
            .hands_on
            .get(name)
            .filter(|_| left > 0 && !here.defines.contains(name))
        {
            let whole: Vec<String> = onward.iter().chain(&rest[1..]).cloned().collect();
            return leads_to(crates, krate, &at, &whole, left - 1);
        } else {
            return Some(here.path.clone());
        }
    }
    // A module as a whole: what is taken from it is seen where it is used.
    None
}

/// Which file takes something from which.
pub fn graph() -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
    let program = Path::new("src/bin/strong-trust");
    let crates = BTreeMap::from([
        ("strong_trust", modules(Path::new("src"), "lib", "src/bin")),
        ("program", modules(program, "main", "")),
    ]);
    let in_text = Regex::new(r"\b\w+(?:::\w+)+").unwrap();
    let mut graph = BTreeMap::new();
    for (own, modules) in &crates {
        for (module, file) in modules {
            let mut paths: Vec<Vec<String>> =
                file.imports.iter().map(|(_, path)| path.clone()).collect();
            for found in in_text.find_iter(&file.code) {
                let parts: Vec<String> = found.as_str().split("::").map(str::to_owned).collect();
                let imported = file.imports.iter().find(|(name, _)| *name == parts[0]);
                paths.push(imported.map_or(parts.clone(), |(_, path)| {
                    path.iter().chain(&parts[1..]).cloned().collect()
                }));
            }
            let taken: BTreeSet<PathBuf> = paths
                .iter()
                .filter_map(|path| leads_to(&crates, own, module, path, 9))
                .filter(|path| *path != file.path)
                .collect();
            graph.insert(file.path.clone(), taken);
        }
    }
    graph
}

/// The groups of files that take names from each other in a circle.
pub fn circles(graph: &BTreeMap<PathBuf, BTreeSet<PathBuf>>) -> Vec<Vec<&PathBuf>> {
    let reach = |start: &PathBuf| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&PathBuf> = graph[start].iter().collect();
        while let Some(file) = open.pop() {
            if seen.insert(file) {
                open.extend(graph.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        graph.keys().map(|file| (file, reach(file))).collect();
    let mut circles: Vec<Vec<&PathBuf>> = Vec::new();
    for (file, seen) in &reached {
        if seen.contains(file) && !circles.iter().any(|circle| circle.contains(file)) {
            circles.push(
                graph
                    .keys()
                    .filter(|other| seen.contains(*other) && reached[*other].contains(file))
                    .collect(),
            );
        }
    }
    circles
}
