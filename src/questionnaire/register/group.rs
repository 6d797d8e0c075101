//! Standards by who usually knows them.

use crate::rubric::{DomainId, Rubric, Standard};

/// Standards that the same people usually know about.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Who, in words.
    pub who: String,
    /// The standards, in rubric order.
    pub standards: Vec<&'a Standard>,
}

/// The standards by who usually knows, in the order in which the rubric first names them; all, or those of one domain.
pub fn groups<'a>(rubric: &'a Rubric, only: Option<&DomainId>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let domains = rubric
        .domains()
        .iter()
        .filter(|domain| only.is_none_or(|only| domain.id == *only));
    for standard in domains.flat_map(|domain| &domain.standards) {
        let asks = standard.asks.as_deref().unwrap_or("whoever knows");
        let role = rubric.roles().iter().find(|role| role.id.as_str() == asks);
        let who = role.map_or_else(|| asks.to_owned(), |role| role.title.clone());
        match groups.iter_mut().find(|group| group.who == who) {
            Some(group) => group.standards.push(standard),
            None => groups.push(Group {
                who,
                standards: vec![standard],
            }),
        }
    }
    groups
}
