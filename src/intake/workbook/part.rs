//! The parts of a workbook: which is the book, which are its sheets, and how each names the others.

use std::collections::HashMap;

use roxmltree::Node;

use crate::intake::workbook::Unreadable;
use crate::intake::workbook::package::Package;
use crate::intake::workbook::xml::{attribute, below, damaged, part};

/// The part that is the book, with what it is related to.
pub struct Main {
    /// Its name.
    pub name: String,
    /// By id: the last word of the kind of relation, and the name of the part.
    related: HashMap<String, (String, String)>,
}

/// What the book lists.
pub struct Listed {
    /// Days are counted from 1904.
    pub from_1904: bool,
    /// Names of sheets, with the ids of their relations.
    pub sheets: Vec<(String, String)>,
}

impl Main {
    /// Finds the part that is the book.
    ///
    /// # Errors
    /// When there is none, or a part is damaged.
    pub fn find(package: &mut Package<'_>) -> Result<Self, Unreadable> {
        let found = relations(package, "")?
            .into_values()
            .find(|(kind, _)| kind == "officeDocument");
        let name = found
            .map(|(_, name)| name)
            .filter(|name| package.has(name))
            .ok_or_else(|| damaged("_rels/.rels"))?;
        let related = relations(package, &name)?;
        Ok(Self { name, related })
    }

    /// The name of the one part of this kind, if there is one.
    pub fn only(&self, kind: &str) -> Option<&str> {
        self.related
            .values()
            .find(|(other, _)| other == kind)
            .map(|(_, name)| name.as_str())
    }

    /// Kind and name of the part of this id.
    pub fn by_id(&self, id: &str) -> Option<(&str, &str)> {
        self.related
            .get(id)
            .map(|(kind, name)| (kind.as_str(), name.as_str()))
    }

    /// What the book lists.
    ///
    /// # Errors
    /// When the part is damaged.
    pub fn listed(&self, package: &mut Package<'_>) -> Result<Listed, Unreadable> {
        part(package, &self.name, |xml| Ok(listed(xml.root_element())))?
            .ok_or_else(|| damaged(&self.name))
    }
}

fn listed(root: Node<'_, '_>) -> Listed {
    let from_1904 = below(root, "workbookPr")
        .any(|node| matches!(attribute(node, "date1904"), Some("1" | "true")));
    let sheet = |node: Node<'_, '_>| {
        // The id of the relation stands in a name space; the sheet's own number is called sheetId.
        Some((
            attribute(node, "name")?.to_owned(),
            attribute(node, "id")?.to_owned(),
        ))
    };
    let sheets = below(root, "sheets")
        .flat_map(|node| below(node, "sheet").collect::<Vec<_>>())
        .filter_map(sheet)
        .collect();
    Listed { from_1904, sheets }
}

/// What a part is related to: by id, the last word of the kind of relation and the part.
fn relations(
    package: &mut Package<'_>,
    name: &str,
) -> Result<HashMap<String, (String, String)>, Unreadable> {
    let (folder, file) = name
        .rsplit_once('/')
        .map_or(("", name), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let path = format!("{folder}{slash}_rels/{file}.rels");
    let read = part(package, &path, |xml| {
        let relation = |node: Node<'_, '_>| {
            let kind = attribute(node, "Type")?.rsplit('/').next()?.to_owned();
            Some((
                attribute(node, "Id")?.to_owned(),
                (kind, resolved(folder, attribute(node, "Target")?)),
            ))
        };
        Ok(below(xml.root_element(), "Relationship")
            .filter_map(relation)
            .collect())
    })?;
    read.ok_or_else(|| damaged(&path))
}

/// A target as the name of a part.
fn resolved(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{}", target.strip_prefix("./").unwrap_or(target)),
    }
}
