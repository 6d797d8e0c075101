//! Text from files made harmless in Markdown, and in the HTML that Markdown may become.

/// A text on one line in which nothing is markup. A web address stays one.
pub fn inline(text: &str) -> String {
    let clean = crate::text::clean(text);
    let words: Vec<String> = clean
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(word)
        .collect();
    let line = words.join(" ");
    start(&line)
}

/// A text in a cell of a table.
pub fn cell(text: &str) -> String {
    inline(text)
}

fn word(word: &str) -> String {
    let end = word
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”'])
        .len();
    let (address, rest) = word.split_at(end);
    if is_address(address) {
        format!("<{address}>{}", escaped(rest))
    } else {
        escaped(word)
    }
}

/// Whether a word is a web address of harmless signs only.
fn is_address(word: &str) -> bool {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$'()+,;=%&".contains(c);
    let rest = word
        .strip_prefix("https://")
        .or_else(|| word.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(harmless))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '^' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Escapes what would make a list or a rule of the beginning of a line.
fn start(line: &str) -> String {
    if line.starts_with(['-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(_) | None => line.to_owned(),
    }
}
