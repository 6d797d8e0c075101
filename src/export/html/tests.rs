use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};

use crate::document::{
    Block, Cell, CellLevel, Column, Document, Heat, HeatCell, HeatRow, Levels, Mark, Phrase,
    Spread, SpreadCell, Strip, StripCell, Table, Tone,
};
use crate::export::html::render;

const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "</style></title></svg></table></main><img src=x onerror=alert(1)>",
    "\" onfocus=alert(1) autofocus x=\"",
    "' onclick='alert(1)",
    "&lt;b&gt; & &amp; &#0; ]]> <!-- -->",
    "=HYPERLINK(\"x\")",
    "{{ 7 * 7 }} {% if %}",
    "a\u{0}b\u{8}c\u{1b}[31md\u{7f}e\u{85}f\u{ffff}g\u{fdd0}h",
    "\u{202e}turned\u{202c} \u{2066}apart\u{2069}",
    "🎒👩🏽‍🏫 مدرسة 学校 e\u{301}",
    "javascript:alert(1) https://example.org/?a=1&b=2",
    "first line\n\n  second line\r\nthird\tline",
];

/// A document of every kind of block that holds this text wherever it may hold a text.
fn sample(text: &str, rows: usize) -> Document {
    let named = |number: u8| {
        ["Not in place", "Emerging", "Established", "Embedded"][usize::from(number)].to_owned()
    };
    let mut document = Document::new(text);
    document.paragraph(Phrase::led(text, text));
    for level in [2, 3, 4, 3, 2, 4] {
        document.heading(level, text);
        document.paragraph(text);
        document.push(Block::PageBreak);
    }
    document.callout(Tone::Note, text);
    document.callout(Tone::Warning, Phrase::led(text, text));
    document.bullets([Phrase::led(text, text), text.into()]);
    document.numbered([Phrase::led(text, text), text.into()]);
    document.push(Block::Definitions(vec![
        (text.to_owned(), text.to_owned()),
        (text.to_owned(), String::new()),
    ]));
    let row = |index: usize| {
        let number = u8::try_from(index % 4).expect("it is below 4");
        let level = Cell {
            text: format!("{number} {}", named(number)),
            level: Some(CellLevel { number, of: 4 }),
        };
        vec![text.into(), level, index.to_string().into(), text.into()]
    };
    document.table(Table {
        caption: text.to_owned(),
        columns: vec![
            Column::text(text),
            Column::level("Level"),
            Column::number("Number"),
            Column::text(""),
        ],
        rows: (0..rows).map(row).collect(),
    });
    let strip = StripCell {
        level: 1,
        word: text.to_owned(),
        count: 3,
        mark: Mark::Position,
    };
    document.push(Block::Levels(Levels {
        measure: crate::document::Measure::Level,
        caption: text.to_owned(),
        rows: vec![Strip {
            label: text.to_owned(),
            words: text.to_owned(),
            cells: vec![strip; 4],
        }],
    }));
    let answers = SpreadCell {
        level: 2,
        word: text.to_owned(),
        answers: 2,
    };
    document.push(Block::Spread(Spread {
        label: text.to_owned(),
        words: text.to_owned(),
        cells: vec![answers; 4],
    }));
    let cell = |index: usize| {
        let level = u8::try_from(index % 5).ok().filter(|level| *level < 4);
        HeatCell {
            label: text.to_owned(),
            level,
            word: text.to_owned(),
        }
    };
    document.push(Block::Heat(Heat {
        caption: text.to_owned(),
        words: text.to_owned(),
        levels: 4,
        rows: vec![HeatRow {
            label: text.to_owned(),
            cells: (0..rows).map(cell).collect(),
        }],
    }));
    document
}

fn page(document: &Document) -> (String, Html) {
    let text = render(document).expect("the template is sound");
    let tree = Html::parse_document(&text);
    (text, tree)
}

fn select<'h>(tree: &'h Html, selector: &str) -> Vec<scraper::ElementRef<'h>> {
    tree.select(&Selector::parse(selector).expect("a valid selector"))
        .collect()
}

/// How often each element stands on the page outside of pictures, with the names of its attributes.
fn elements(tree: &Html) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for element in select(tree, "*") {
        let in_picture = element.ancestors().any(|above| {
            above
                .value()
                .as_element()
                .is_some_and(|above| above.name() == "svg")
        });
        if !in_picture {
            let attributes: Vec<&str> = element
                .value()
                .attrs()
                .map(|(name, _)| name)
                .filter(|name| *name != "data-label")
                .collect();
            *found
                .entry(format!(
                    "{} {}",
                    element.value().name(),
                    attributes.join(" ")
                ))
                .or_default() += 1;
        }
    }
    found
}

#[test]
fn hostile_words_add_no_element_and_no_attribute() {
    let (_, harmless) = page(&sample("Purpose in hard choices", 3));
    let wanted = elements(&harmless);
    let long = "x".repeat(10_000);
    for hostile in HOSTILE.into_iter().chain([long.as_str()]) {
        let (text, tree) = page(&sample(hostile, 3));
        let mut found = elements(&tree);
        // The policy's own element and the style stay; pictures are cut into as many as fit on pages.
        let mut wanted = wanted.clone();
        for counts in [&mut found, &mut wanted] {
            counts.retain(|name, _| !name.starts_with("svg "));
        }
        assert_eq!(found, wanted, "{hostile:.60}");
        assert!(!text.to_lowercase().contains("<script") && !text.contains(" style="));
        for inside in select(&tree, "svg *") {
            assert!(
                ["title", "desc", "g", "rect", "path", "circle", "text"]
                    .contains(&inside.value().name())
            );
        }
        assert!(text.chars().all(
            |c| c == '\n' || !(c.is_control() || crate::text::is_unseen(c) || c == '\u{ffff}')
        ));
    }
}

#[test]
fn every_word_of_the_document_is_on_the_page_as_often_as_it_was_written() {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in HOSTILE {
        let document = sample(words, 3);
        let (_, tree) = page(&document);
        let shown: Vec<String> = select(
            &tree,
            "p, li, dt, dd, h1, h2, h3, h4, th, td, caption, figcaption, title, desc",
        )
        .into_iter()
        .map(|element| flat(&element.text().collect::<String>()))
        .collect();
        let cleaned = flat(&super::words::Words::of(words).to_string());
        let times = |selector: &str| {
            select(&tree, selector)
                .into_iter()
                .filter(|one| flat(&one.text().collect::<String>()).contains(&cleaned))
                .count()
        };
        assert_eq!(
            (
                times("h1"),
                times("main h2"),
                times("main h3"),
                times("main h4")
            ),
            (1, 2, 3, 1),
            "{words}"
        );
        assert_eq!(
            (times("main p"), times("ul > li"), times("main ol > li")),
            (9, 2, 2),
            "{words}"
        );
        assert_eq!(
            (
                times("dt"),
                times("dd"),
                times("caption"),
                times("thead th"),
                times("tbody tr > *")
            ),
            (2, 1, 1, 1, 6),
            "{words}"
        );
        assert_eq!(
            (
                times("figcaption"),
                times("svg > title"),
                times("svg > desc")
            ),
            (3, 6, 6),
            "{words}"
        );
        assert!(
            shown
                .iter()
                .any(|text| text.contains("3 Embedded") || text.contains("2 Established"))
        );
    }
}

#[test]
fn the_policy_allows_the_style_inside_and_nothing_else() {
    let (text, tree) = page(&sample("Purpose", 3));
    let styles = select(&tree, "style");
    assert_eq!(styles.len(), 1);
    let style: String = styles[0].text().collect();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = select(&tree, "meta[http-equiv='Content-Security-Policy']")[0]
        .value()
        .attr("content")
        .unwrap_or_default();
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
        )
    );
    assert!(!style.contains('<') && !style.contains("url(") && !style.contains("@import"));
    // The policy stands before everything that it is to govern.
    assert!(text.find("Content-Security-Policy") < text.find("<style"));
    assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("//"));
    for element in select(&tree, "*") {
        for (name, value) in element.value().attrs() {
            assert!(
                !["src", "srcset", "action", "style", "xlink:href"].contains(&name)
                    && !name.starts_with("on"),
                "{name}"
            );
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
}

#[test]
fn headings_go_down_one_step_at_a_time_and_every_link_leads_somewhere() {
    let mut odd = sample("Purpose", 3);
    odd.blocks.insert(
        0,
        Block::Heading {
            level: 4,
            text: "Too deep".to_owned(),
        },
    );
    odd.heading(2, " ");
    odd.heading(9, "Far too deep");
    for document in [
        sample("Purpose", 3),
        odd,
        Document::new(""),
        Document::new("Only a title"),
    ] {
        let (_, tree) = page(&document);
        let levels: Vec<u8> = select(&tree, "h1, h2, h3, h4, h5, h6")
            .iter()
            .filter_map(|one| one.value().name().strip_prefix('h')?.parse().ok())
            .collect();
        assert!(
            levels[0] == 1 && levels[1..].iter().all(|level| *level > 1),
            "{levels:?}"
        );
        assert!(
            levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "{levels:?}"
        );
        assert!(
            select(&tree, "h1, h2, h3, h4, title").iter().all(|one| !one
                .text()
                .collect::<String>()
                .trim()
                .is_empty())
        );
        let ids: Vec<&str> = select(&tree, "[id]")
            .iter()
            .filter_map(|one| one.value().attr("id"))
            .collect();
        let set: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), set.len());
        for attribute in ["href", "aria-labelledby"] {
            for one in select(&tree, &format!("[{attribute}]")) {
                let target = one
                    .value()
                    .attr(attribute)
                    .unwrap_or_default()
                    .trim_start_matches('#');
                assert!(set.contains(target), "{target}");
            }
        }
    }
}

#[test]
fn tables_have_captions_and_heads_with_a_scope_and_pictures_have_names() {
    let (_, tree) = page(&sample("Purpose", 30));
    assert_eq!(
        select(&tree, "table > caption").len(),
        select(&tree, "table").len()
    );
    assert!(
        select(&tree, "thead th")
            .iter()
            .all(|one| one.value().attr("scope") == Some("col"))
    );
    assert_eq!(
        select(&tree, "tbody tr > th[scope='row']:first-child").len(),
        30
    );
    assert_eq!(
        select(&tree, "tbody tr > td[data-label='Level'] > .level").len(),
        30
    );
    assert!(
        select(&tree, "svg")
            .iter()
            .all(|one| one.value().attr("role") == Some("img"))
    );
    assert_eq!(
        select(&tree, "svg > title:first-child").len(),
        select(&tree, "svg").len()
    );
    assert_eq!(select(&tree, "html[lang='en-GB']").len(), 1);
    for landmark in [
        "body > header",
        "nav[aria-labelledby]",
        "main",
        "footer",
        "a.skip[href='#report']",
    ] {
        assert_eq!(select(&tree, landmark).len(), 1, "{landmark}");
    }
}

#[test]
fn no_page_is_left_empty_by_page_breaks() {
    let mut document = Document::new("Title");
    document.blocks = vec![Block::PageBreak, Block::PageBreak];
    document.paragraph("One.");
    document.blocks.extend([Block::PageBreak, Block::PageBreak]);
    document.heading(2, "Two");
    document.push(Block::PageBreak);
    let (_, tree) = page(&document);
    assert_eq!(select(&tree, ".page-break").len(), 1);
}

#[test]
fn the_shades_are_those_of_the_scale() {
    let (text, _) = page(&sample("Purpose", 4));
    for level in 0..4 {
        let shade = crate::report::level_shade(level, 4).hex();
        assert!(text.contains(&format!(".level-{level} {{ border-left-color: {shade}; }}")));
    }
    assert!(!text.contains(".level-4"));
}

#[test]
fn ten_thousand_criteria_make_a_page_in_proportion() {
    let (small, _) = page(&sample("Purpose in hard choices", 1_000));
    let large = render(&sample("Purpose in hard choices", 10_000)).expect("the template is sound");
    assert!(large.len() > small.len() * 9 && large.len() < small.len() * 11);
}
