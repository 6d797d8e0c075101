use super::*;
use crate::assessment::parse_case;
use crate::report::sample;
use crate::source::Source;

const HEAD: &str = "format = 1\ntitle = \"T\"\ndate = 2026-11-22\ndepth = \"quick\"\n";

fn run(text: &str) -> Vec<Diagnostic> {
    let source = Source::new("cases/x.toml", format!("{HEAD}{text}"));
    check_case(
        &parse_case(&sample::rubric(), &source).unwrap_or_else(|problems| panic!("{problems:#?}")),
    )
}

const CASE: &str = "[answers]\nmoney-a = [4, 4]\nmoney-b = [2]\nmoney-c = [2, 3, 1]\nmoney-d = [\"unknown\"]\n\n[[answer]]\ncriterion = \"money-b\"\nlevel = 4\nwarning-signs = [1]\n\n[[standard]]\nid = \"standard-money-law\"\nstatus = \"not-met\"\n";

#[test]
fn a_case_that_comes_out_as_expected_has_nothing_to_say() {
    let expect = "
[expect.domain.money]
position = 1
judged = 2
provisional = true
range = [1, 2]
equal-weights = \"none\"
distribution = [0, 1, 2, 0, 0]
staircase = [\"money-a 2 by standard\"]
[expect.criterion.money-a]
standing = \"level\"
basis = \"not-yet-agreed\"
judged = 4
supported = 1
evidence = \"S0\"
[expect.criterion.money-d]
standing = \"unknown\"
basis = \"none\"
judged = \"none\"
[[expect.cap]]
criterion = \"money-a\"
rule = \"standard\"
by = \"standard-money-law\"
level = 1
[[expect.reason]]
of = \"standard-money-law\"
says = \"nothing above Emerging is supported\"
[[expect.reason]]
of = \"money\"
says = \"is limited by a standard that is not met\"
[[expect.priority]]
id = \"standard-money-law\"
tier = 1
[[expect.priority]]
id = \"money-d\"
tier = 0
";
    let found = run(&format!("{CASE}{expect}"));
    assert_eq!(found, []);
}

#[test]
fn every_expectation_that_fails_names_expected_and_got_at_its_line() {
    let expect = "
[expect.domain.money]
position = 2
judged = \"none\"
provisional = false
range = []
distribution = [0, 0, 3, 0, 0]
[expect.criterion.money-a]
standing = \"unknown\"
basis = \"agreed\"
supported = 4
evidence = \"S2\"
[[expect.cap]]
criterion = \"money-a\"
rule = \"warning-sign\"
by = 1
level = 2
[[expect.reason]]
of = \"money-a\"
says = \"something that nobody says\"
[[expect.priority]]
id = \"money-a\"
tier = 5
";
    let found = run(&format!("{CASE}{expect}"));
    let messages: Vec<&str> = found
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    for words in [
        "money, the position: expected 2 Established, got 1 Emerging",
        "money, the judged position: expected none, got",
        "money, the position: expected not provisional, got provisional",
        "money, the range: expected no range, got",
        "money, the distribution: expected [0, 0, 3, 0, 0], got [0, 1, 2, 0, 0]",
        "money-a, the standing: expected unknown, got level",
        "money-a, what it rests on: expected agreed, got not-yet-agreed",
        "money-a, the supported level: expected 4 Sustained and shared, got 1 Emerging",
        "money-a, the evidence: expected S2, got S0",
        "money-a, the caps: expected none but those that are named, got also “standard standard-money-law at 1”",
        "money-a, the caps: expected “warning-sign 1 at 2”, got “standard standard-money-law at 1”",
        "expected the words “something that nobody says”, got “Judged",
        "money-a, as a priority: expected tier 5, got tier",
    ] {
        assert!(
            messages.iter().any(|message| message.contains(words)),
            "{words}: {messages:#?}"
        );
    }
    assert_eq!(found.len(), 13);
    let lines: Vec<usize> = found
        .iter()
        .map(|problem| problem.position().unwrap().line)
        .collect();
    assert!(lines.is_sorted() && lines[0] > 20, "{lines:?}");
    assert!(
        found[0]
            .help
            .as_ref()
            .unwrap()
            .contains("limited by a standard"),
        "{:?}",
        found[0].help
    );
}
