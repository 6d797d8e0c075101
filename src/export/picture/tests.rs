use super::*;
use crate::document::{HeatCell, HeatRow, Mark, SpreadCell, Strip, StripCell};

const WORDS: [&str; 5] = [
    "Not in place",
    "Emerging",
    "Established",
    "Embedded",
    "Sustained and shared",
];
const HOSTILE: &str = "<script>&\"']]>\u{1b}[31m\u{202e}\u{ffff}🎒 مدرسة";

fn sample_levels(label: &str, provisional: bool) -> Levels {
    let mark = |level: u8| match (provisional, level) {
        (true, 1..=3) => Mark::Range,
        (false, 2) => Mark::Position,
        (true | false, _) => Mark::None,
    };
    let cell = |level: u8| StripCell {
        level,
        word: WORDS[usize::from(level)].to_owned(),
        count: [0, 1, 4, 2, 0][usize::from(level)],
        mark: mark(level),
    };
    let strip = Strip {
        label: label.to_owned(),
        words: "Established; 6 of 7 criteria reach it".to_owned(),
        cells: (0..5).map(cell).collect(),
    };
    Levels {
        caption: "How many criteria stand at each level".to_owned(),
        rows: vec![strip],
        ..Levels::default()
    }
}

fn sample_spread(label: &str, answers: [usize; 5]) -> Spread {
    let cells = answers
        .into_iter()
        .zip(0_u8..)
        .map(|(answers, level)| SpreadCell {
            level,
            word: WORDS[usize::from(level)].to_owned(),
            answers,
        });
    Spread {
        label: label.to_owned(),
        words: "Six people gave a level and are split.".to_owned(),
        cells: cells.collect(),
    }
}

fn sample_heat(label: &str, number: usize) -> Heat {
    let cell = |index: usize| match index % 7 {
        5 => HeatCell {
            label: label.to_owned(),
            level: None,
            word: "Don't know".to_owned(),
        },
        6 => HeatCell {
            label: label.to_owned(),
            level: None,
            word: "Not applicable".to_owned(),
        },
        level => {
            let level = u8::try_from(level).expect("it is below 5");
            HeatCell {
                label: label.to_owned(),
                level: Some(level),
                word: WORDS[usize::from(level)].to_owned(),
            }
        }
    };
    let row = |title: &str| HeatRow {
        label: title.to_owned(),
        cells: (0..number).map(cell).collect(),
    };
    Heat {
        caption: "Every criterion".to_owned(),
        words: "Two are not known.".to_owned(),
        levels: 5,
        rows: vec![row("Expert governance"), row(label)],
    }
}

fn all(label: &str) -> Vec<Picture> {
    let rooms = [Room::Page, Room::Phone];
    rooms
        .into_iter()
        .flat_map(|room| {
            [
                levels_in(&sample_levels(label, false), room),
                levels_in(&sample_levels(label, true), room),
                spread_in(&sample_spread(label, [1, 0, 3, 30, 2]), room),
                heat_in(&sample_heat(label, 8), room),
            ]
        })
        .collect()
}

#[test]
fn a_picture_is_xml_with_title_and_description_whatever_the_words_are() {
    for label in [
        HOSTILE.to_owned(),
        "x".repeat(10_000),
        String::new(),
        "Purpose in hard choices".to_owned(),
    ] {
        for picture in all(&label) {
            let tree = roxmltree::Document::parse(&picture.svg).expect("the picture is XML");
            let root = tree.root_element();
            assert_eq!(
                root.attribute("width"),
                Some(picture.width.to_string().as_str())
            );
            assert_eq!(
                root.attribute("height"),
                Some(picture.height.to_string().as_str())
            );
            assert!(root.children().any(|child| {
                child.has_tag_name((root.tag_name().namespace().unwrap_or(""), "title"))
            }));
            let names = [
                "svg", "title", "desc", "g", "rect", "path", "circle", "text",
            ];
            assert!(
                tree.descendants()
                    .filter(roxmltree::Node::is_element)
                    .all(|node| names.contains(&node.tag_name().name()))
            );
            assert!(
                !picture.svg.contains("style")
                    && !picture.svg.contains("id=")
                    && !picture.svg.contains("href")
            );
            assert!(!picture.alt.chars().any(char::is_control));
        }
    }
}

#[test]
fn no_word_leaves_the_sheet() {
    for label in [
        "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
        "Oversight of every pupil's outcomes",
        "مدرسة 🎒🎒🎒🎒🎒🎒🎒🎒🎒🎒🎒🎒🎒",
    ] {
        for picture in all(label) {
            let tree = roxmltree::Document::parse(&picture.svg).expect("the picture is XML");
            for node in tree
                .descendants()
                .filter(|node| node.tag_name().name() == "text")
            {
                let said = |name: &str| node.ancestors().find_map(|node| node.attribute(name));
                let number = |name: &str| {
                    said(name)
                        .and_then(|value| value.parse::<u32>().ok())
                        .expect("text has its place and size")
                };
                let face = measure::Face {
                    size: number("font-size"),
                    bold: said("font-weight").is_some(),
                };
                let wide = face.width(node.text().unwrap_or(""));
                let (left, right) = match said("text-anchor") {
                    Some(_) => (
                        i64::from(number("x")) - i64::from(wide / 2),
                        number("x") + wide / 2,
                    ),
                    None => (i64::from(number("x")), number("x") + wide),
                };
                assert!(left >= 0 && right <= picture.width, "{:?}", node.text());
                assert!(number("y") < picture.height);
            }
        }
    }
}

#[test]
fn every_cell_has_its_number_and_its_word() {
    let text = |picture: &Picture| {
        let tree = roxmltree::Document::parse(&picture.svg).expect("the picture is XML");
        let lines: Vec<String> = tree
            .descendants()
            .filter(|node| node.tag_name().name() == "text")
            .map(|node| node.text().unwrap_or("").to_owned())
            .collect();
        lines.join(" ")
    };
    for room in [Room::Page, Room::Phone] {
        let position = text(&levels_in(&sample_levels("Expert governance", false), room));
        assert!(
            position.contains("2 Established")
                && position.contains("4 criteria")
                && position.contains("Position"),
            "{position}"
        );
        let provisional = text(&levels_in(&sample_levels("Expert governance", true), room));
        assert!(provisional.contains("Provisional") && !provisional.contains("Position"));
        let heat = text(&heat_in(
            &sample_heat("Integrity others have seen", 7),
            room,
        ));
        assert!(
            heat.contains("3 Embedded")
                && heat.contains("Don't know")
                && heat.contains("Not applicable"),
            "{heat}"
        );
        let spread = text(&spread_in(
            &sample_spread("Integrity", [1, 0, 3, 0, 0]),
            room,
        ));
        assert!(
            spread.contains("0 answers") && spread.contains("1 answer "),
            "{spread}"
        );
    }
}

#[test]
fn one_dot_stands_for_each_person_and_a_crowd_for_its_number() {
    let dots = |answers| {
        spread(&sample_spread("Integrity", answers))
            .svg
            .matches("<circle")
            .count()
    };
    assert_eq!(dots([1, 0, 3, 2, 0]), 6);
    assert_eq!(dots([18, 0, 0, 0, 1]), 19);
    assert_eq!(dots([19, 0, 0, 0, 1]), 1);
}

#[test]
fn what_is_cut_in_the_picture_is_whole_in_the_words() {
    let long = "word ".repeat(400);
    let picture = heat(&sample_heat(&long, 3));
    assert!(picture.svg.contains('…'));
    assert!(picture.alt.contains(long.trim()));
}

#[test]
fn a_long_map_is_cut_into_pages_and_loses_no_cell() {
    let map = sample_heat("Integrity others have seen", 300);
    let pages = heat_by_page(&map);
    assert!(pages.len() > 5);
    assert!(pages.iter().all(|page| page.height <= PAGE_HEIGHT + 40));
    let cells = |picture: &Picture| picture.svg.matches("<rect").count();
    assert_eq!(pages.iter().map(cells).sum::<usize>(), 600);
    let one = sample_levels("Expert governance", true);
    let many = Levels {
        rows: vec![one.rows[0].clone(); 40],
        ..one
    };
    assert_eq!(levels_by_page(&many).iter().map(cells).sum::<usize>(), 200);
    assert_eq!(heat_by_page(&Heat::default()).len(), 1);
}

#[test]
fn scales_from_two_to_ten_levels_can_be_drawn() {
    for size in 2..=10_u8 {
        let mut levels = sample_levels("Expert governance", false);
        levels.rows[0].cells = (0..size)
            .map(|level| StripCell {
                level,
                word: "Sustained and shared".to_owned(),
                count: 1,
                mark: if level == 1 {
                    Mark::Position
                } else {
                    Mark::None
                },
            })
            .collect();
        for room in [Room::Page, Room::Phone] {
            assert_eq!(
                levels_in(&levels, room).svg.matches(">Position<").count(),
                1
            );
        }
    }
}
