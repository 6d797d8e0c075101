//! Which of a workbook's formats of cells show a number as a day.

use std::collections::HashMap;

use roxmltree::Node;

use crate::intake::workbook::day::{is_known_day, shows_day};
use crate::intake::workbook::xml::{attribute, below};

/// The formats of cells, by number: whether each shows a day.
#[derive(Debug, Default)]
pub struct Styles {
    days: Vec<bool>,
}

impl Styles {
    /// Reads the part with the formats. What it does not say is no day.
    pub fn read(root: Node<'_, '_>) -> Self {
        let number =
            |node: Node<'_, '_>| attribute(node, "numFmtId").and_then(|id| id.parse::<u32>().ok());
        let own: HashMap<u32, bool> = below(root, "numFmts")
            .flat_map(|formats| below(formats, "numFmt").collect::<Vec<_>>())
            .filter_map(|node| Some((number(node)?, shows_day(attribute(node, "formatCode")?))))
            .collect();
        let shows = |id: u32| own.get(&id).copied().unwrap_or_else(|| is_known_day(id));
        let formats =
            below(root, "cellXfs").flat_map(|formats| below(formats, "xf").collect::<Vec<_>>());
        Self {
            days: formats
                .map(|node| number(node).is_some_and(shows))
                .collect(),
        }
    }

    /// Whether a cell with the format of this number shows a day.
    pub fn is_day(&self, format: &str) -> bool {
        format
            .parse()
            .ok()
            .and_then(|number: usize| self.days.get(number))
            .is_some_and(|day| *day)
    }
}
