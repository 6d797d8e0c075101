use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;
use crate::document::{Cell, Column};
use crate::report::Edition;
use crate::report::sample::{PRIVATE, everything};

/// What a reader of Markdown sees: the words, and every event that is neither words nor a block we wrote.
fn read(markdown: &str) -> (String, Vec<String>) {
    let mut words = String::new();
    let mut strange = Vec::new();
    for event in Parser::new_ext(
        markdown,
        Options::all().difference(Options::ENABLE_SMART_PUNCTUATION),
    ) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::List(_)
                | Tag::Item
                | Tag::Strong
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            ) => words.push('\n'),
            Event::Start(Tag::Link { .. }) | Event::End(_) => {}
            Event::SoftBreak => words.push(' '),
            other => strange.push(format!("{other:?}")),
        }
    }
    (words, strange)
}

/// The words of a text as they should come back.
fn tidy(text: &str) -> String {
    crate::text::clean(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn every_place(text: &str) -> Document {
    let mut document = Document::new(format!("Title {text}"));
    document.heading(3, text);
    document.paragraph(text);
    document.paragraph(Phrase::led("Lead:", text));
    document.callout(Tone::Note, text);
    document.bullets([text]);
    document.numbered([text]);
    document.push(Block::Definitions(vec![(
        "Term".to_owned(),
        text.to_owned(),
    )]));
    document.table(Table {
        caption: String::new(),
        columns: vec![Column::text("C"), Column::text(text)],
        rows: vec![vec![Cell::from(text), text.into()]],
    });
    document
}

#[test]
fn what_people_write_is_read_back_as_words() {
    for text in [
        "<script>alert(1)</script>",
        "a | b | c",
        "*bold* _em_ ~~gone~~ `code` ``more``",
        "[link](javascript:alert(1)) ![picture](x)",
        "# not a heading #",
        "- not a list",
        "+ nor this",
        "* nor this",
        "12. nor this",
        "3) nor this",
        "> not a quote",
        "--- ",
        "=== ",
        "&amp; &lt; &#60;script&#62;",
        "\\ back\\slash \\* \\|",
        "    four blanks",
        "\tone tab",
        "line one\n\n# line three\n- four",
        "$x$ and $$y$$",
        "[^1]: note [^1]",
        ": definition",
        "- [ ] task",
        "|---|---|",
        "~~~",
        "```rust",
        "||spoiler|| ^up^ ~down~",
        "{#id .class} {{x}}",
        "+++",
        "[[wiki|link]]",
        "<https://evil.example/<b>>",
        "a\u{1b}[31m\u{7}b\u{202e}",
    ] {
        let (words, strange) = read(&render(&every_place(text)));
        assert!(strange.is_empty(), "{text:?}: {strange:?}");
        let wanted = tidy(text);
        assert_eq!(words.matches(&wanted).count(), 11, "{text:?} in {words:?}");
    }
}

proptest! {
    #[test]
    fn no_text_becomes_markup(text in "[-a1 #*_`|<>&\\[\\]\\\\~$+=.:!(){}\\n\\t^\"']{0,40}") {
        let (words, strange) = read(&render(&every_place(&text)));
        prop_assert!(strange.is_empty(), "{text:?}: {strange:?}");
        prop_assert!(words.contains(&tidy(&text)), "{text:?} in {words:?}");
    }
}

#[test]
fn web_addresses_stay_addresses() {
    assert_eq!(
        escape::inline("See https://example.org/the_paper."),
        "See <https://example.org/the_paper>."
    );
    assert_eq!(escape::inline("javascript:alert(1)"), "javascript:alert(1)");
}

#[test]
fn a_report_reads_back_without_anything_strange() {
    for edition in Edition::ALL {
        let (words, strange) = read(&render(&everything().document(edition)));
        assert!(strange.is_empty(), "{strange:?}");
        assert!(words.contains("Harbour Trust: self-assessment 2026"));
    }
}

#[test]
fn the_public_edition_holds_no_private_word() {
    let text = render(&everything().document(Edition::Public));
    for private in PRIVATE {
        assert!(!text.contains(private), "{private}");
    }
}
