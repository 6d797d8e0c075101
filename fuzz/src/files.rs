//! Several files in one input: each begins with a line `=== NAME`.

use strong_trust::source::Source;

const HEAD: &str = "=== ";

/// The files of an input. What stands before the first head is the first file, named `first`.
pub fn split(input: &str, first: &str) -> Vec<Source> {
    let mut files = vec![(first.to_owned(), String::new())];
    for line in input.split_inclusive('\n') {
        match line.strip_prefix(HEAD) {
            Some(name) => files.push((name.trim_end().to_owned(), String::new())),
            None => files
                .last_mut()
                .expect("there is always a first file")
                .1
                .push_str(line),
        }
    }
    files
        .into_iter()
        .map(|(name, text)| Source::new(name, text))
        .collect()
}

/// Files as one input, which [`split`] takes apart again.
pub fn join<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    let mut input = String::new();
    for (place, (name, text)) in files.into_iter().enumerate() {
        if place > 0 {
            input.push_str(&format!("{HEAD}{name}\n"));
        }
        input.push_str(text);
        if !input.ends_with('\n') {
            input.push('\n');
        }
    }
    input
}
