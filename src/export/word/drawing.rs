//! Pictures in a Word document: an image that every reader can show, with the
//! drawing itself beside it for those that can show it sharply at any size.

use std::sync::{Arc, LazyLock};

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::document::{Heat, Levels};
use crate::export::picture::{self, Picture};
use crate::export::word::WordError;
use crate::export::word::names;
use crate::export::word::story::{Counted, Story};

/// The width of the text on the page, in English metric units: 360,000 are one centimetre.
const TEXT_WIDTH: u32 = 6_120_130;
/// How many pixels of the image stand for one of the drawing: sharp on paper, small in the file.
const FINENESS: u8 = 2;
/// Longer alternative texts are cut: the words of the document say the rest.
const ALT_LENGTH: usize = 2_000;

/// Letters for the images. They have the widths that the drawings are measured with.
static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut letters = Database::new();
    letters.load_font_data(
        include_bytes!("../../../assets/fonts/LiberationSans-Regular.ttf").to_vec(),
    );
    letters
        .load_font_data(include_bytes!("../../../assets/fonts/LiberationSans-Bold.ttf").to_vec());
    letters.set_sans_serif_family("Liberation Sans");
    Arc::new(letters)
});

/// A picture of the document.
#[derive(Debug)]
pub struct Media {
    /// The drawing.
    pub picture: Picture,
}

impl Media {
    /// The relationship to the image, for the picture at this place.
    pub fn image_id(place: usize) -> String {
        format!("rIdImage{}", place + 1)
    }

    /// The relationship to the drawing.
    pub fn drawing_id(place: usize) -> String {
        format!("rIdDrawing{}", place + 1)
    }

    /// The name of the image inside `word/`.
    pub fn image_name(place: usize) -> String {
        format!("media/picture{}.png", place + 1)
    }

    /// The name of the drawing inside `word/`.
    pub fn drawing_name(place: usize) -> String {
        format!("media/picture{}.svg", place + 1)
    }

    /// The drawing as a PNG image on white.
    pub fn image(&self) -> Result<Vec<u8>, WordError> {
        let options = Options {
            fontdb: LETTERS.clone(),
            font_family: "Liberation Sans".to_owned(),
            ..Options::default()
        };
        let tree = Tree::from_str(&self.picture.svg, &options)
            .map_err(|error| WordError::Drawing(error.to_string()))?;
        let fine = |pixels: u32| pixels * u32::from(FINENESS);
        let mut image = Pixmap::new(fine(self.picture.width), fine(self.picture.height))
            .ok_or_else(|| WordError::Drawing("it has no size".to_owned()))?;
        image.fill(Color::WHITE);
        resvg::render(
            &tree,
            Transform::from_scale(f32::from(FINENESS), f32::from(FINENESS)),
            &mut image.as_mut(),
        );
        encoded(&image).map_err(|error| WordError::Drawing(error.to_string()))
    }
}

/// The image as PNG. The drawing stands on white, so it needs no transparency; and it has large even
/// areas, which light compression of the differences between lines makes small several times as fast.
fn encoded(image: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let points: Vec<u8> = image
        .pixels()
        .iter()
        .flat_map(|point| [point.red(), point.green(), point.blue()])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::Up);
    encoder.set_deflate_compression(DeflateCompression::Level(4));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&points)?;
    writer.finish()?;
    Ok(bytes)
}

/// Writes the strips of levels under their caption.
pub fn levels(story: &mut Story, levels: &Levels, media: &mut Vec<Media>) {
    write(
        story,
        &levels.caption,
        picture::levels_by_page(levels),
        media,
    );
}

/// Writes the heat map under its caption.
pub fn heat(story: &mut Story, heat: &Heat, media: &mut Vec<Media>) {
    write(story, &heat.caption, picture::heat_by_page(heat), media);
}

fn write(story: &mut Story, caption: &str, pictures: Vec<Picture>, media: &mut Vec<Media>) {
    story.caption(Counted::Figure, caption);
    for picture in pictures {
        drawing(story, &picture, media.len());
        media.push(Media { picture });
    }
}

fn drawing(story: &mut Story, picture: &Picture, place: usize) {
    let number = (place + 1).to_string();
    let name = format!("Picture {number}");
    let alt: String = picture.alt.chars().take(ALT_LENGTH).collect();
    let across = TEXT_WIDTH.to_string();
    let down = u64::from(TEXT_WIDTH) * u64::from(picture.height) / u64::from(picture.width.max(1));
    let down = down.to_string();
    let about = [
        ("id", number.as_str()),
        ("name", name.as_str()),
        ("descr", alt.as_str()),
    ];
    story.start("Figure");
    let xml = &mut story.xml;
    xml.open("w:r", &[]).open("w:drawing", &[]);
    xml.open(
        "wp:inline",
        &[
            ("distT", "0"),
            ("distB", "0"),
            ("distL", "0"),
            ("distR", "0"),
        ],
    );
    xml.empty("wp:extent", &[("cx", &across), ("cy", &down)]);
    xml.empty("wp:docPr", &about);
    xml.open("wp:cNvGraphicFramePr", &[])
        .empty("a:graphicFrameLocks", &[("noChangeAspect", "1")])
        .close();
    xml.open("a:graphic", &[])
        .open("a:graphicData", &[("uri", names::PICTURE)]);
    xml.open("pic:pic", &[]);
    xml.open("pic:nvPicPr", &[])
        .empty("pic:cNvPr", &about)
        .empty("pic:cNvPicPr", &[])
        .close();
    xml.open("pic:blipFill", &[])
        .open("a:blip", &[("r:embed", &Media::image_id(place))]);
    // The extension that Word of 2016 and later knows: it shows the drawing, others show the image.
    xml.open("a:extLst", &[]).open(
        "a:ext",
        &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")],
    );
    let svg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
    xml.empty(
        "asvg:svgBlip",
        &[("xmlns:asvg", svg), ("r:embed", &Media::drawing_id(place))],
    );
    xml.close().close().close();
    xml.open("a:stretch", &[])
        .empty("a:fillRect", &[])
        .close()
        .close();
    xml.open("pic:spPr", &[]).open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")])
        .empty("a:ext", &[("cx", &across), ("cy", &down)])
        .close();
    xml.open("a:prstGeom", &[("prst", "rect")])
        .empty("a:avLst", &[])
        .close()
        .close();
    xml.close().close().close().close().close().close();
    story.end();
}
