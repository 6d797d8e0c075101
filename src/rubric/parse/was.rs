//! What a criterion was before: ids that nothing bears any more.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::rubric::CriterionId;
use crate::rubric::parse::{Names, Parser};
use crate::source::{At, Source};

impl Parser<'_> {
    /// The earlier ids of a criterion. One that is itself, stands twice, or is still a criterion's id is a problem:
    /// nobody could tell where an answer to it belongs. (Two criteria may name the same one: it was split.)
    pub(super) fn was(
        &mut self,
        source: &Source,
        id: &str,
        written: &[At<String>],
    ) -> Vec<CriterionId> {
        let mut seen = BTreeSet::new();
        let mut was = Vec::new();
        for earlier in written {
            let Some(made) = self.id(source, earlier, CriterionId::new) else {
                continue;
            };
            let again = !seen.insert(earlier.value.as_str());
            let still = self.names.criteria.contains(&earlier.value);
            if earlier.value != id && !again && !still {
                was.push(made);
                continue;
            }
            let names = &self.names;
            self.problems
                .push_with(Severity::Error, Code::Was, source, || {
                    let (message, help) = wrong(names, id, &earlier.value, again);
                    Diagnostic::error(Code::Was, message)
                        .at(source, earlier.span.clone(), "cannot be what it was")
                        .help(help)
                });
        }
        was
    }
}

/// Why an earlier id is none, and what to do.
fn wrong(names: &Names, id: &str, earlier: &str, again: bool) -> (String, &'static str) {
    if earlier == id {
        return (
            format!("\"{id}\" names itself as what it was"),
            "`was` is for ids that the criterion no longer has; take this one out",
        );
    }
    if again {
        return (
            format!("\"{id}\" names \"{earlier}\" twice as what it was"),
            "keep one of the two",
        );
    }
    let message = if leads_to(names, earlier, id) {
        format!(
            "what \"{id}\" was goes round in a circle: by way of \"{earlier}\" it comes back to itself"
        )
    } else {
        format!(
            "\"{id}\" names \"{earlier}\" as what it was, and that is still a criterion of this rubric"
        )
    };
    (
        message,
        "name only ids that no criterion of this rubric has any more",
    )
}

/// Whether one comes, by what each was before, from one criterion to another.
fn leads_to(names: &Names, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(here) = open.pop() {
        if here == to {
            return true;
        }
        if seen.insert(here) {
            let was = names.was.get(here).into_iter().flatten();
            open.extend(was.map(String::as_str));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::rubric::{CriterionId, RubricText, parse};
    use crate::source::Source;

    /// A rubric of criteria with what each was.
    fn rubric(criteria: &[(&str, &str)]) -> RubricText {
        let main = "format = 1\nid = \"r\"\nversion = \"1.0.0\"\ntitle = \"R\"\ndomains = [\"d\"]\n[[level]]\nlabel = \"No\"\n[[level]]\nlabel = \"Yes\"\n[scoring]\nshare = \"3/4\"\nreach = 1\nenough = \"4/5\"\nnot-applicable-limit = \"1/4\"\n";
        let mut domain = "[domain]\nid = \"d\"\ntitle = \"D\"\n".to_owned();
        for (id, was) in criteria {
            domain += &format!(
                "[[criterion]]\nid = \"{id}\"\ntitle = \"T\"\nquestion = \"Q?\"\nanchors = [\"a\", \"b\"]\nwas = [{was}]\n"
            );
        }
        RubricText {
            main: Source::new("r/rubric.toml", main),
            domains: vec![Source::new("r/d.toml", domain)],
            unread: Vec::new(),
        }
    }

    fn problems(criteria: &[(&str, &str)]) -> Vec<String> {
        let problems = parse(&rubric(criteria)).err().unwrap_or_default();
        problems
            .into_iter()
            .map(|problem| {
                assert!(problem.place.is_some(), "{problem:?}");
                problem.message
            })
            .collect()
    }

    #[test]
    fn earlier_ids_are_kept_in_order_and_two_criteria_may_have_come_from_one() {
        let parsed = parse(&rubric(&[
            ("d-a", "\"d-x\", \"e-y\""),
            ("d-b", "\"d-x\""),
            ("d-c", ""),
        ]))
        .unwrap();
        let was: Vec<Vec<&str>> = parsed
            .criteria()
            .map(|criterion| criterion.was.iter().map(CriterionId::as_str).collect())
            .collect();
        assert_eq!(was, [vec!["d-x", "e-y"], vec!["d-x"], vec![]]);
    }

    #[test]
    fn itself_twice_a_circle_and_one_that_is_still_there_are_problems_with_their_places() {
        assert_eq!(
            problems(&[("d-a", "\"d-a\"")]),
            ["\"d-a\" names itself as what it was"]
        );
        assert_eq!(
            problems(&[("d-a", "\"d-x\", \"d-x\"")]),
            ["\"d-a\" names \"d-x\" twice as what it was"]
        );
        let still = problems(&[("d-a", "\"d-b\""), ("d-b", "")]);
        assert_eq!(
            still,
            ["\"d-a\" names \"d-b\" as what it was, and that is still a criterion of this rubric"]
        );
        let circle = problems(&[("d-a", "\"d-b\""), ("d-b", "\"d-c\""), ("d-c", "\"d-a\"")]);
        assert_eq!(circle.len(), 3);
        assert!(
            circle
                .iter()
                .all(|problem| problem.contains("goes round in a circle")),
            "{circle:?}"
        );
        assert!(problems(&[("d-a", "\"Not An Id\"")])[0].contains("cannot be an id"));
    }
}
