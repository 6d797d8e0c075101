//! Cycles set beside each other: `compare` and `report --since`, with flags only, and what they refuse.

use crate::run::Desk;

/// A desk with two cycles, `old` of 2025 and `new` of 2026, in which one criterion rose and one fell.
fn two_cycles() -> Desk {
    let desk = Desk::new();
    for (dir, cycle, purpose, board) in [("old", "2025", "1", "3"), ("new", "2026", "2", "2")] {
        desk.run(&[
            "new",
            dir,
            "--trust",
            "Test Trust",
            "--cycle",
            cycle,
            "--date",
            &format!("{cycle}-11-22"),
            "--depth",
            "quick",
        ])
        .ends(0);
        for (criterion, level) in [("governance-purpose", purpose), ("governance-board", board)] {
            desk.run(&[
                "answer",
                dir,
                criterion,
                level,
                "--as",
                "chair",
                "--role",
                "chair",
                "--note",
                "PRIVATE-note",
            ])
            .ends(0);
        }
    }
    desk
}

#[test]
fn cycles_are_compared_in_the_order_of_their_dates_whatever_the_order_of_the_folders() {
    let desk = two_cycles();
    let one = desk
        .run(&["compare", "new", "old", "--format", "markdown"])
        .ends(0)
        .says("Up from Emerging to Established.")
        .says("Down from Embedded to Established.");
    let other = desk
        .run(&["compare", "old", "new", "--format", "markdown"])
        .ends(0);
    assert_eq!(one.out, other.out);
    assert!(!one.out.contains('%'), "{}", one.out);
}

#[test]
fn a_comparison_is_written_to_every_form() {
    let desk = two_cycles();
    let names = [
        "c.docx", "c.xlsx", "c.html", "c.csv", "c.md", "c.txt", "c.json",
    ];
    let mut args = vec!["compare", "old", "new"];
    args.extend(names.iter().flat_map(|name| ["-o", name]));
    desk.run(&args).ends(0);
    for name in names {
        assert!(
            std::fs::metadata(desk.path(name)).unwrap().len() > 500,
            "{name}"
        );
    }
    assert!(desk.read("c.md").contains("You said, we did"));
    let rows = csv::Reader::from_reader(desk.read("c.csv").as_bytes())
        .records()
        .map(Result::unwrap)
        .count();
    assert_eq!(rows, 5 + 35);
    let json: serde_json::Value = serde_json::from_str(&desk.read("c.json")).unwrap();
    let risen: Vec<&serde_json::Value> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["change"] == "risen" && !row["criterion"].is_null())
        .collect();
    assert_eq!(risen[0]["criterion"], "governance-purpose");
    desk.run(&["compare", "old", "new", "-o", "c.md"])
        .ends(2)
        .says("Add --force");
}

#[test]
fn a_report_is_set_beside_earlier_cycles_in_every_edition() {
    let desk = two_cycles();
    for edition in ["full", "board", "public"] {
        let ran = desk
            .run(&["report", "new", "--since", "old", "--edition", edition])
            .ends(0)
            .says("What changed since 2025");
        assert_eq!(
            edition == "full",
            ran.out.contains("PRIVATE-note"),
            "{edition}"
        );
    }
    let ran = desk
        .run(&[
            "report", "new", "--since", "old", "--format", "csv", "--what", "changes",
        ])
        .ends(0);
    assert!(ran.out.contains("governance-purpose,,Purpose in hard choices,risen,no,1,Emerging,level,2,Established,level"), "{}", ran.out);
    desk.run(&["report", "new", "--format", "csv", "--what", "changes"])
        .ends(2)
        .says("--since");
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_to_do_and_nothing_changes() {
    let desk = two_cycles();
    let before = desk.everything();
    desk.run(&["compare", "new"])
        .ends(2)
        .says("two folders or more");
    desk.run(&["compare", "new", "new/../new"])
        .ends(2)
        .says("are the same folder");
    desk.run(&["report", "new", "--since", "new"])
        .ends(2)
        .says("are the same folder");
    desk.run(&["compare", "new", "nowhere"])
        .ends(4)
        .says("there is no folder nowhere");
    desk.run(&["compare", "new", "."])
        .ends(4)
        .says("no assessment.toml");
    desk.run(&["report", "old", "--since", "new"])
        .ends(2)
        .says("--since is for earlier cycles");
    desk.run(&["report", "new", "--renamed"]).ends(2);
    assert_eq!(desk.everything(), before);
    desk.run(&[
        "new",
        "other",
        "--trust",
        "Another Trust",
        "--date",
        "2024-11-22",
    ])
    .ends(0);
    desk.run(&["compare", "other", "new"])
        .ends(2)
        .says("not trusts with each other")
        .says("--renamed");
    desk.run(&["compare", "other", "new", "--renamed"])
        .ends(0)
        .says("has another name in some of these cycles");
}

#[test]
fn other_rubrics_are_set_side_by_side_as_far_as_they_can_be() {
    let desk = two_cycles();
    desk.run(&["rubric", "new", "our-own", "r"]).ends(0);
    desk.run(&[
        "new",
        "own",
        "--trust",
        "Test Trust",
        "--cycle",
        "own",
        "--date",
        "2026-12-01",
        "--rubric",
        "r",
    ])
    .ends(0);
    desk.run(&[
        "answer",
        "own",
        "people-newcomers",
        "1",
        "--as",
        "a",
        "--role",
        "leader",
    ])
    .ends(0);
    desk.run(&["compare", "new", "own", "--format", "markdown"])
        .ends(0)
        .says("nothing can be compared criterion by criterion")
        .says("No longer in the rubric.")
        .says("New in the rubric.");
}
