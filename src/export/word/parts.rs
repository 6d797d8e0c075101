//! The small parts of a Word file beside its text: what there is, how it hangs together, lists, footer, properties.

use crate::document::DocumentInfo;
use crate::export::word::drawing::Media;
use crate::export::word::names::{BULLETS, NUMBERS, RELATIONS, WORD, relation_id};
use crate::export::word::story::Story;
use crate::export::word::xml::Xml;

/// Named styles, each defined once. Nothing in them comes from a report.
pub const STYLES: &str = include_str!("parts/styles.xml");
/// What Word needs to know to read the file as a present-day one.
pub const SETTINGS: &str = include_str!("parts/settings.xml");
/// The palette and the font, for whoever picks a colour in Word.
pub const THEME: &str = include_str!("parts/theme.xml");
/// The one font that the styles name.
pub const FONTS: &str = include_str!("parts/fontTable.xml");

const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
/// The parts that the text refers to, pictures aside.
const BESIDE: [&str; 6] = [
    "styles",
    "settings",
    "numbering",
    "footer",
    "fontTable",
    "theme",
];
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// Properties longer than this are refused by some versions of Word.
const PROPERTY_LENGTH: usize = 250;
/// The footer keeps to one line, however long a name is.
const FOOTER_LENGTH: usize = 60;

/// `[Content_Types].xml`.
pub fn content_types(media: &[Media]) -> String {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    xml.empty(
        "Default",
        &[
            ("Extension", "rels"),
            (
                "ContentType",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
        ],
    );
    xml.empty(
        "Default",
        &[("Extension", "xml"), ("ContentType", "application/xml")],
    );
    if !media.is_empty() {
        xml.empty(
            "Default",
            &[("Extension", "png"), ("ContentType", "image/png")],
        );
        xml.empty(
            "Default",
            &[("Extension", "svg"), ("ContentType", "image/svg+xml")],
        );
    }
    xml.empty(
        "Override",
        &[
            ("PartName", "/word/document.xml"),
            ("ContentType", &format!("{TYPES}.document.main+xml")),
        ],
    );
    for part in BESIDE {
        let kind = if part == "theme" {
            THEME_TYPE.to_owned()
        } else {
            format!("{TYPES}.{part}+xml")
        };
        xml.empty(
            "Override",
            &[
                ("PartName", &format!("/word/{part}.xml")),
                ("ContentType", &kind),
            ],
        );
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    xml.empty(
        "Override",
        &[("PartName", "/docProps/core.xml"), ("ContentType", core)],
    );
    let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    xml.empty(
        "Override",
        &[("PartName", "/docProps/app.xml"), ("ContentType", app)],
    );
    xml.close();
    xml.finish()
}

/// `_rels/.rels`: where the parts begin.
pub fn root_relations() -> String {
    relations(&[
        (
            "rIdDocument".to_owned(),
            format!("{RELATIONS}/officeDocument"),
            "word/document.xml".to_owned(),
        ),
        (
            "rIdCore".to_owned(),
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml".to_owned(),
        ),
        (
            "rIdApp".to_owned(),
            format!("{RELATIONS}/extended-properties"),
            "docProps/app.xml".to_owned(),
        ),
    ])
}

/// `word/_rels/document.xml.rels`: what the text refers to.
pub fn document_relations(media: &[Media]) -> String {
    let mut all: Vec<(String, String, String)> = BESIDE
        .iter()
        .map(|part| {
            (
                relation_id(part),
                format!("{RELATIONS}/{part}"),
                format!("{part}.xml"),
            )
        })
        .collect();
    for place in 0..media.len() {
        let image = format!("{RELATIONS}/image");
        all.push((
            Media::image_id(place),
            image.clone(),
            Media::image_name(place),
        ));
        all.push((Media::drawing_id(place), image, Media::drawing_name(place)));
    }
    relations(&all)
}

fn relations(all: &[(String, String, String)]) -> String {
    let mut xml = Xml::part();
    xml.open(
        "Relationships",
        &[("xmlns", &format!("{PACKAGE}/relationships"))],
    );
    for (id, kind, target) in all {
        xml.empty(
            "Relationship",
            &[("Id", id), ("Type", kind), ("Target", target)],
        );
    }
    xml.close();
    xml.finish()
}

/// `word/numbering.xml`: bullets, numbers, and each numbered list of the text beginning at 1.
pub fn numbering(numbered: usize) -> String {
    let mut xml = Xml::part();
    xml.open("w:numbering", &[("xmlns:w", WORD)]);
    kind_of_list(&mut xml, "0", "ListBullet", |_| {
        ("bullet", "\u{2022}".to_owned())
    });
    kind_of_list(&mut xml, "1", "ListNumber", |level| {
        ("decimal", format!("%{}.", level + 1))
    });
    list(&mut xml, BULLETS, "0", false);
    list(&mut xml, NUMBERS, "1", false);
    for place in 1..=numbered {
        list(&mut xml, NUMBERS + place, "1", true);
    }
    xml.close();
    xml.finish()
}

fn kind_of_list(
    xml: &mut Xml,
    id: &str,
    style: &str,
    sign: impl Fn(u32) -> (&'static str, String),
) {
    xml.open("w:abstractNum", &[("w:abstractNumId", id)])
        .empty("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
    for level in 0..3_u32 {
        let (format, text) = sign(level);
        xml.open("w:lvl", &[("w:ilvl", &level.to_string())])
            .empty("w:start", &[("w:val", "1")]);
        xml.empty("w:numFmt", &[("w:val", format)]);
        if level == 0 {
            xml.empty("w:pStyle", &[("w:val", style)]);
        }
        xml.empty("w:lvlText", &[("w:val", &text)])
            .empty("w:lvlJc", &[("w:val", "left")]);
        let left = (397 * (level + 1)).to_string();
        xml.open("w:pPr", &[])
            .empty("w:ind", &[("w:left", &left), ("w:hanging", "397")])
            .close();
        xml.close();
    }
    xml.close();
}

fn list(xml: &mut Xml, id: usize, kind: &str, from_one: bool) {
    xml.open("w:num", &[("w:numId", &id.to_string())])
        .empty("w:abstractNumId", &[("w:val", kind)]);
    if from_one {
        xml.open("w:lvlOverride", &[("w:ilvl", "0")])
            .empty("w:startOverride", &[("w:val", "1")])
            .close();
    }
    xml.close();
}

/// `word/footer.xml`: whose report it is, and "Page 1 of 9".
pub fn footer(info: &DocumentInfo<'_>) -> String {
    let mut xml = Xml::part();
    xml.open("w:ftr", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)]);
    let mut story = Story::new(xml);
    story.start("Footer");
    let kind = crate::text::capitalised(info.kind);
    let facts =
        [info.trust, info.cycle, &kind].map(|fact| cut(&crate::text::clean(fact), FOOTER_LENGTH));
    story.run(&facts.join(" · "), None);
    story.tab();
    story.run("Page ", None);
    story.field(" PAGE ", "1");
    story.run(" of ", None);
    story.field(" NUMPAGES ", "1");
    story.end();
    story.xml.close();
    story.xml.finish()
}

/// `docProps/core.xml`: title, language, and the day of the assessment as the day of the file.
pub fn core(title: &str, info: &DocumentInfo<'_>) -> String {
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.leaf("dc:title", &[], &cut(title, PROPERTY_LENGTH));
    xml.leaf(
        "dc:subject",
        &[],
        &cut(&format!("{}, {}", info.cycle, info.kind), PROPERTY_LENGTH),
    );
    xml.leaf("dc:creator", &[], &cut(info.trust, PROPERTY_LENGTH));
    let day = format!("{}T00:00:00Z", info.date);
    xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &day);
    xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &day);
    xml.leaf("dc:language", &[], "en-GB");
    xml.close();
    xml.finish()
}

/// `docProps/app.xml`.
pub fn app() -> String {
    let mut xml = Xml::part();
    xml.open(
        "Properties",
        &[(
            "xmlns",
            "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        )],
    );
    xml.leaf("Application", &[], "strong-trust").close();
    xml.finish()
}

/// The beginning of a text, with a sign where it is cut.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut begin: String = text.chars().take(most - 1).collect();
    begin.push('…');
    begin
}
