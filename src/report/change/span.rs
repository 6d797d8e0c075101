//! One cycle beside the one before it.

use crate::assessment::Assessment;
use crate::report::change::moves::{MoveReport, SpanReport};
use crate::report::change::pair::Pair;
use crate::report::change::row::{Row, named};
use crate::report::change::{done, words};
use crate::rubric::Domain;
use crate::scoring::{Change, CriterionChange, DomainChange, Movement, Settled};

pub fn compose(
    row: &Row<'_>,
    change: &Change,
    before: &Assessment,
    after: &Assessment,
) -> SpanReport {
    let pair = Pair {
        row,
        change,
        before,
        after,
    };
    let domains: Vec<MoveReport> = change
        .domains
        .iter()
        .map(|domain| pair.domain(domain))
        .collect();
    let all = change
        .domains
        .iter()
        .flat_map(|domain| domain.criteria.iter().map(move |change| (domain, change)));
    let criteria: Vec<MoveReport> = all
        .map(|(domain, change)| pair.criterion(domain, change))
        .collect();
    let (done, done_words) = done::compose(row, before, after, &criteria);
    SpanReport {
        since: before.setup.cycle.clone(),
        until: after.setup.cycle.clone(),
        words: words::summary(&domains, &criteria),
        domains,
        criteria,
        done,
        done_words,
    }
}

impl Pair<'_> {
    fn domain(&self, change: &DomainChange) -> MoveReport {
        let id = change.domain.as_str();
        let title = self.domain_of(id).map_or(id, |domain| &domain.title);
        MoveReport {
            id: id.to_owned(),
            was: None,
            title: title.to_owned(),
            domain: id.to_owned(),
            domain_title: title.to_owned(),
            movement: change.movement,
            is_break: change.movement == Movement::Break,
            from: named(&self.before.rubric, change.from),
            to: named(&self.after.rubric, change.to),
            from_standing: change.from.map(Settled::Level),
            to_standing: change.to.map(Settled::Level),
            causes: Vec::new(),
            words: words::domain(self, change),
        }
    }

    fn criterion(&self, domain: &DomainChange, change: &CriterionChange) -> MoveReport {
        let (from, to) = (change.from.as_ref(), change.to.as_ref());
        let id = to.or(from).map_or("", |side| side.criterion.as_str());
        let was = from
            .map(|side| side.criterion.as_str())
            .filter(|was| *was != id);
        let title = to
            .and_then(|side| self.after.rubric.criterion(&side.criterion))
            .or_else(|| from.and_then(|side| self.before.rubric.criterion(&side.criterion)))
            .map_or("", |criterion| &criterion.title);
        let domain_id = domain.domain.as_str();
        MoveReport {
            id: id.to_owned(),
            was: was.map(str::to_owned),
            title: title.to_owned(),
            domain: domain_id.to_owned(),
            domain_title: self
                .domain_of(domain_id)
                .map_or(domain_id, |domain| &domain.title)
                .to_owned(),
            movement: change.movement,
            is_break: change.movement == Movement::Break,
            from: named(
                &self.before.rubric,
                from.and_then(|side| side.level(self.row.compared)),
            ),
            to: named(
                &self.after.rubric,
                to.and_then(|side| side.level(self.row.compared)),
            ),
            from_standing: from.map(|side| side.settled),
            to_standing: to.map(|side| side.settled),
            causes: change.causes.clone(),
            words: words::criterion(self, change),
        }
    }

    fn domain_of(&self, id: &str) -> Option<&Domain> {
        self.after
            .rubric
            .domain(id)
            .or_else(|| self.before.rubric.domain(id))
    }
}
