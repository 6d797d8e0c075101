//! How answers spread: criteria one below the other, so that a reader sees at
//! once where they differ most. A table says it in numbers and words, can be
//! restyled, and needs a tenth of the room of pictures.

use crate::document::{Block, Spread};
use crate::export::word::names::TEXT_WIDTH;
use crate::export::word::story::Story;
use crate::export::word::table;
use crate::report::level_shade;
use crate::text::count;

/// The room of all levels together, at most.
const LEVELS: u32 = 6_600;

/// The spreads at the beginning of these blocks that share one scale: they go into one table.
pub fn together(blocks: &[Block]) -> Vec<&Spread> {
    let mut spreads: Vec<&Spread> = Vec::new();
    for block in blocks {
        match block {
            Block::Spread(spread)
                if spreads
                    .first()
                    .is_none_or(|first| scale(first) == scale(spread)) =>
            {
                spreads.push(spread);
            }
            Block::Spread(_)
            | Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Callout { .. }
            | Block::Bullets(_)
            | Block::Numbered(_)
            | Block::Table(_)
            | Block::Levels(_)
            | Block::Heat(_)
            | Block::Definitions(_)
            | Block::PageBreak => break,
        }
    }
    spreads
}

/// The levels of a spread, as the header row has them.
fn scale(spread: &Spread) -> Vec<String> {
    spread
        .cells
        .iter()
        .map(|cell| format!("{} {}", cell.level, cell.word))
        .collect()
}

/// Writes spreads that share one scale as one table: a row for each criterion, a column for each level.
pub fn write(story: &mut Story, title: &str, spreads: &[&Spread]) {
    let Some(first) = spreads.first() else { return };
    let levels = scale(first);
    let number = u32::try_from(levels.len()).unwrap_or(LEVELS).max(1);
    let needed = levels
        .iter()
        .flat_map(|name| name.split_whitespace())
        .map(table::word_room)
        .max()
        .unwrap_or(0);
    let level = needed.min(LEVELS / number);
    let label = TEXT_WIDTH - level * u32::try_from(levels.len()).unwrap_or(0);
    let widths: Vec<u32> = std::iter::once(label)
        .chain(levels.iter().map(|_| level))
        .collect();
    table::open(story, title, &widths);
    table::row_start(story, true, false);
    table::cell(story, label, "TableHeading", "Criterion", None);
    for name in &levels {
        table::cell(story, level, "TableHeadingCount", name, None);
    }
    story.xml.close();
    for spread in spreads {
        let long = spread.label.len() + spread.words.len() > 1_500;
        table::row_start(story, false, long);
        table::cell_start(story, label, None);
        story.start("TableText");
        story.run(&spread.label, Some("Strong"));
        story.end();
        story.paragraph("TableText", &spread.words);
        story.xml.close();
        for cell in &spread.cells {
            let shade = (cell.answers > 0).then(|| level_shade(cell.level, levels.len()));
            let words = if cell.answers == 0 {
                "0".to_owned()
            } else {
                count(cell.answers, "answer", "answers")
            };
            table::cell(story, level, "TableCount", &words, shade);
        }
        story.xml.close();
    }
    table::close(story);
}
