//! A rubric that somebody else writes, in another field: fifteen practices of a library on three levels,
//! made from `rubric new` and taken the whole way, without touching the program.

use std::fs;

use crate::run::Desk;

/// Domains with their practices: the id and what is looked at.
const DOMAINS: [(&str, [&str; 5]); 3] = [
    (
        "reach",
        ["catalogue", "hours", "wireless", "notices", "languages"],
    ),
    (
        "shelf",
        ["copies", "licences", "records", "newspapers", "recordings"],
    ),
    (
        "desk",
        ["lessons", "helpers", "privacy", "scams", "listening"],
    ),
];

fn levels(main: &str) -> String {
    let (start, rest) = main.split_once("[[level]]").unwrap();
    let (_, end) = rest.split_once("# A domain's position").unwrap();
    let levels = [
        ("Not yet", "Nobody can show it."),
        ("Partly", "On some days."),
        ("Always", "Each time, and it was looked at."),
    ];
    let table = |(label, meaning): (&str, &str)| {
        format!("[[level]]\nlabel = \"{label}\"\nmeaning = \"{meaning}\"\n\n")
    };
    let levels = levels.map(table).concat();
    format!("{start}{levels}# A domain's position{end}")
}

fn domain(id: &str, practices: &[&str]) -> String {
    let mut text = format!(
        "[domain]\nid = \"{id}\"\ntitle = \"The {id}\"\nquestion = \"Does the {id} work for readers?\"\nsummary = \"Five practices.\"\nsources = [\"our-paper\"]\n"
    );
    for practice in practices {
        text += &format!(
            "\n[[criterion]]\nid = \"{id}-{practice}\"\ntitle = \"Our {practice}\"\nquestion = \"Do {practice} serve every reader?\"\nwhy = \"Readers stay away when it fails.\"\nanchors = [\n  \"Nobody has ever looked at {practice} from a reader's chair.\",\n  \"Last month one reader was asked, and two faults were found.\",\n  \"Whoever came in spring found nothing amiss when a volunteer asked at the door.\",\n]\nwarning-signs = [\"It is said to work, and nobody has seen it.\"]\nevidence = [\"A note of the last three times\"]\nsources = [\"our-paper\"]\nfacets = [\"values/care\"]\nindicators = []\n"
        );
    }
    text
}

/// The starter, rewritten as an author would.
fn author(desk: &Desk) {
    desk.run(&["rubric", "new", "library", "r"]).ends(0);
    desk.run(&["rubric", "check", "r"]).ends(0);
    let main = levels(&desk.read("r/rubric.toml")).replace(
        "domains = [\"people\"]",
        "domains = [\"reach\", \"shelf\", \"desk\"]",
    );
    desk.write("r/rubric.toml", main);
    for (id, practices) in DOMAINS {
        desk.write(&format!("r/{id}.toml"), domain(id, &practices));
    }
    let shelf = desk.read("r/shelf.toml").replacen(
        "indicators = []",
        "indicators = [\"indicator-loans\"]",
        1,
    );
    desk.write(
        "r/shelf.toml",
        format!("{shelf}\n[[standard]]\nid = \"standard-copy\"\ncriterion = \"shelf-copies\"\nforce = \"must\"\nstatement = \"The catalogue is copied to another building each night.\"\nasks = \"leader\"\nsource = \"Our insurance\"\nchecked = 2026-01-01\n\n[[indicator]]\nid = \"indicator-loans\"\ntitle = \"E-books lent\"\nunit = \"a month\"\nbetter = \"higher\"\nsource = \"The supplier\"\ncaution = \"A renewed loan counts twice.\"\n"),
    );
}

#[test]
fn what_an_author_forgets_while_rewriting_the_starter_is_told() {
    let desk = Desk::new();
    author(&desk);
    desk.run(&["rubric", "check", "r"])
        .ends(1)
        .says("people.toml is in the folder, and `domains` does not name it")
        .says("there is no criterion \"people-newcomers\"")
        .says("a cap of 2 is at the top of the scale, so it caps nothing")
        .says("any evidence at all supports the top of the scale, so S2 and S3 add nothing");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one way from end to end")]
fn a_rubric_of_another_field_is_checked_answered_and_reported_without_touching_the_program() {
    let desk = Desk::new();
    author(&desk);
    fs::remove_file(desk.path("r/people.toml")).unwrap();
    let main = desk.read("r/rubric.toml");
    let main = main
        .replace("must-partly = 2", "must-partly = 1")
        .replace("must-unknown = 2", "must-unknown = 1");
    let main = main
        .replace("should-not-met = 2", "should-not-met = 1")
        .replace("warning-sign = 2", "warning-sign = 1");
    desk.write(
        "r/rubric.toml",
        main.replace("evidence = [1, 2, 3, 3]", "evidence = [1, 1, 2, 2]"),
    );
    desk.write(
        "r/cases/one-newcomer.toml",
        "format = 1\ntitle = \"A copy that nobody makes\"\nshows = \"cap of a must\"\ndate = 2026-01-01\ndepth = \"quick\"\n[answers]\nshelf-copies = [2]\n[[standard]]\nid = \"standard-copy\"\nstatus = \"not-met\"\n[expect.criterion.shelf-copies]\nsupported = 1\n",
    );
    desk.run(&["rubric", "check", "r"])
        .ends(0)
        .says("1 case was run; every one came out as expected.")
        .says("No problems found.");
    desk.run(&["rubric", "show", "r"])
        .ends(0)
        .says("Our listening")
        .says("2 Always");

    desk.run(&[
        "new",
        "t",
        "--trust",
        "Elm Library",
        "--rubric",
        "r",
        "--cycle",
        "2026",
        "--date",
        "2026-11-22",
    ])
    .ends(0);
    let answers = "\n# The first domain\n2\n1\n2\n1\n1\n\n\n2\n2\n2\n2\n1\n\n\n2e\nthe last three times\n1\n1 October 2026\n\nd\n1\n1\n1\nq\n";
    let asked = desk
        .run_with(
            &[
                "--plain",
                "assess",
                "t",
                "--as",
                "librarian",
                "--role",
                "leader",
            ],
            answers,
        )
        .ends(0);
    let kept = desk.read("t/responses/librarian.toml");
    assert_eq!(
        kept.matches("[[answer]]").count(),
        15,
        "{kept}\n{}",
        asked.out
    );
    assert!(
        kept.contains("unknown = true") && kept.contains("the last three times"),
        "{kept}"
    );
    desk.run(&[
        "standards",
        "t",
        "set",
        "standard-copy",
        "partly",
        "--checked",
        "2026-11-01",
    ])
    .ends(0);
    desk.run(&[
        "indicator",
        "t",
        "set",
        "indicator-loans",
        "120",
        "--period",
        "2025/26",
    ])
    .ends(0);
    desk.run(&[
        "target",
        "t",
        "set",
        "Always",
        "--reason",
        "The council asked for it.",
    ])
    .ends(0);
    desk.run(&["status", "t"])
        .ends(0)
        .says("librarian (Leader)");
    desk.run(&["check", "t"]).ends(0);

    desk.run(&[
        "report", "t", "-o", "r.md", "-o", "r.html", "-o", "r.docx", "-o", "r.xlsx", "-o", "r.csv",
        "-o", "r.json", "-o", "r.txt",
    ])
    .ends(0);
    for file in ["r.md", "r.html", "r.txt"] {
        let text = desk.read(file);
        for words in ["Elm Library", "Our wireless", "Always", "E-books lent"] {
            assert!(text.contains(words), "{file} does not say {words:?}");
        }
    }
    for edition in ["board", "public"] {
        desk.run(&["report", "t", "--edition", edition])
            .ends(0)
            .says("Elm Library");
    }
    let json: serde_json::Value = serde_json::from_str(&desk.read("r.json")).unwrap();
    assert_eq!(json["rubric"]["levels"].as_array().unwrap().len(), 3);
    assert_eq!(
        json["domains"][1]["criteria"][0]["supported"], 1,
        "the requirement that is partly met caps"
    );
    for id in ["shelf", "shelf-copies", "standard-copy", "desk-lessons"] {
        desk.run(&["explain", "t", id]).ends(0);
    }
    desk.run(&["staircase", "t", "shelf"])
        .ends(0)
        .says("Put right a standard, now partly met");
    desk.run(&["whatif", "t", "standard-copy", "met", "shelf-copies", "S2"])
        .ends(0)
        .says("2 Always; today 1 Partly");
}
