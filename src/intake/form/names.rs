//! Names for the tabs of sheets: a domain's title as far as a tab can bear it.

use crate::rubric::Rubric;
use crate::text::clean;

/// The cover.
pub const COVER: &str = "Start here";
/// The hidden sheet.
pub const HIDDEN: &str = "strong-trust";
/// The longest name, in UTF-16 units.
const LONGEST: usize = 31;

/// A name for the sheet of each domain, in order, all different.
pub fn sheet_names(rubric: &Rubric) -> Vec<String> {
    // Excel keeps one name for itself.
    let mut taken: Vec<String> = [COVER, HIDDEN, "History"].map(str::to_lowercase).to_vec();
    let mut name = |title: &str, id: &str| {
        let bearable: String = clean(title)
            .chars()
            .map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c })
            .collect();
        let bearable = bearable.split_whitespace().collect::<Vec<_>>().join(" ");
        let bearable = bearable.trim_matches(['\'', ' ']);
        let base = if bearable.is_empty() { id } else { bearable };
        let mut name = cut(base, LONGEST);
        // A longer title ends where it can be seen.
        if name.len() < base.len() {
            name = cut(base, LONGEST - 1) + "…";
        }
        let mut number = 2;
        while taken.contains(&name.to_lowercase()) {
            let end = format!(" {number}");
            name = cut(base, LONGEST - end.len()) + &end;
            number += 1;
        }
        taken.push(name.to_lowercase());
        name
    };
    rubric
        .domains()
        .iter()
        .map(|domain| name(&domain.title, domain.id.as_str()))
        .collect()
}

fn cut(text: &str, most: usize) -> String {
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= most
    };
    text.chars()
        .take_while(fits)
        .collect::<String>()
        .trim_matches(['\'', ' '])
        .to_owned()
}

/// The name of a sheet as formulas write it.
pub fn in_formula(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{Builtin, RubricText, parse};
    use crate::source::Source;

    #[test]
    fn every_domain_has_a_tab_of_its_own_that_excel_can_bear() {
        let titles = [
            "Start here",
            "History",
            "'Quoted'",
            "a/b:c*[d]?\\e",
            "  ",
            "A long title of more than thirty-one letters",
            "A long title of more than thirty-one letters too",
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        ];
        let mut text = Builtin::find("strong-trust").unwrap().text();
        let domain = "sources = []\n[[criterion]]\nid = \"dID-a\"\ntitle = \"T\"\nquestion = \"Q?\"\nwhy = \"W\"\nanchors = [\"a\", \"b\", \"c\", \"d\", \"e\"]\nwarning-signs = []\nevidence = []\nsources = []\nfacets = []\n";
        let domains = (0..titles.len()).map(|number| {
            let text = format!(
                "[domain]\nid = \"d{number}\"\ntitle = {:?}\nquestion = \"Q?\"\nsummary = \"S\"\n{}",
                titles[number],
                domain.replace("ID", &number.to_string())
            );
            Source::new(format!("d{number}.toml"), text)
        });
        let main = text.main.text().replace(
            "domains = [\"governance\", \"education\", \"workforce\", \"operations\", \"civic\"]",
            &format!(
                "domains = [{}]",
                (0..titles.len())
                    .map(|number| format!("\"d{number}\""))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        );
        text = RubricText {
            main: Source::new("rubric.toml", main),
            domains: domains.collect(),
            unread: Vec::new(),
        };
        let names = sheet_names(&parse(&text).unwrap_or_else(|problems| panic!("{problems:#?}")));
        assert_eq!(names[0], "Start here 2");
        assert_eq!(names[1], "History 2");
        assert_eq!(names[2..5], ["Quoted", "a b c d e", "d4"]);
        assert_eq!(
            names[5..7],
            [
                "A long title of more than thir…",
                "A long title of more than thi 2"
            ]
        );
        assert!(
            names
                .iter()
                .all(|name| name.encode_utf16().count() <= LONGEST)
        );
        assert_eq!(in_formula("a'b"), "'a''b'");
    }
}
