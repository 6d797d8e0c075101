//! The status as a page.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::{Column, Document, Phrase, Table};
use crate::report::status::{NextStep, Status};
use crate::text::list;
use crate::words::long_date;

impl Status {
    /// Returns the status in reading order, with the command for each step.
    pub fn document(&self, command: impl Fn(&NextStep) -> String) -> Document {
        let mut document = self.so_far();
        document.heading(2, "What is next");
        document.bullets(
            self.next
                .iter()
                .map(|step| Phrase::led(step.words(), command(step))),
        );
        document
    }

    /// Who has answered what, and how far the rest is.
    pub fn so_far(&self) -> Document {
        let mut document = Document::new(format!(
            "{}: self-assessment {}, so far",
            self.trust, self.cycle
        ));
        if self.respondents.is_empty() {
            document.paragraph("Nobody has answered yet.");
        }
        document.table(self.answered());
        document.bullets(self.left_out.iter().map(|(_, words)| words.as_str()));
        if let Some(first) = self.respondents.first() {
            let titles = first.domains.iter().enumerate();
            let titles: Vec<String> = titles
                .map(|(place, domain)| format!("{} {}", place + 1, domain.title))
                .collect();
            document.paragraph(format!("The domains: {}.", list(&titles)));
            document.paragraph(self.last_saved());
        }
        document.bullets(self.facts.iter().map(String::as_str));
        document
    }

    fn answered(&self) -> Table {
        let domains = self
            .respondents
            .first()
            .map_or(0, |first| first.domains.len());
        let mut columns = vec![Column::text("Respondent")];
        // The domains' titles would leave no room for a respondent's id, which is typed again as it stands.
        columns.extend((1..=domains).map(|place| Column::number(place.to_string())));
        columns.push(Column::number("Open"));
        let rows = self
            .respondents
            .iter()
            .map(|one| {
                let mut row = vec![format!("{} ({})", one.id, one.role_title).into()];
                let here =
                    |answered: usize, open: usize| format!("{answered}/{}", answered + open).into();
                row.extend(
                    one.domains
                        .iter()
                        .map(|domain| here(domain.answered, domain.open.len())),
                );
                row.push(one.open.to_string().into());
                row
            })
            .collect();
        Table {
            caption: "Answers given, by respondent and domain".to_owned(),
            columns,
            rows,
        }
    }

    /// Who last saved on which day, the latest first; nothing where no day is known.
    fn last_saved(&self) -> Phrase {
        let mut days: BTreeMap<Date, Vec<&str>> = BTreeMap::new();
        for one in &self.respondents {
            if let Some(day) = one.last_saved {
                days.entry(day).or_default().push(one.id.as_str());
            }
        }
        let days: Vec<String> = days
            .iter()
            .rev()
            .map(|(day, ids)| format!("{}: {}", long_date(*day), list(ids)))
            .collect();
        if days.is_empty() {
            Phrase::default()
        } else {
            Phrase::led("Last saved:", format!("{}.", days.join("; ")))
        }
    }
}
