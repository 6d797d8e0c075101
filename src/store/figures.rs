//! Saving one of the trust's own numbers, and taking one out.

use toml_edit::{Item, Table, Value};

use crate::assessment::{OwnFigure, read_figures};
use crate::rubric::{IndicatorId, Rubric};
use crate::store::edit::{Edit, edited_where, without};
use crate::store::layout::INDICATORS;
use crate::store::row::{Fields, Row};
use crate::store::save::{File, HEAD};
use crate::store::{Folder, Saved, StoreError};

const ARRAY: &str = "indicator";

impl Folder {
    /// Saves one number, in the place of an earlier one of the same indicator and period.
    ///
    /// # Errors
    /// When the file is not valid or cannot be written; it is then as it was.
    pub fn save_figure(&self, rubric: &Rubric, figure: &OwnFigure) -> Result<Saved, StoreError> {
        let figure = &figure.clone().plainly();
        let edit = Edit {
            array: ARRAY,
            key: "id",
            id: figure.indicator.as_str(),
            row: Row {
                fields: fields(figure),
                evidence: None,
            },
            order: rubric
                .indicators()
                .map(|indicator| indicator.id.as_str())
                .collect(),
        };
        let change = |text: &str| {
            edited_where(text, &edit, |table| {
                is_of(table, &figure.indicator, &figure.period)
            })
        };
        let file = File {
            name: INDICATORS,
            fresh: HEAD.to_owned(),
            change: &change,
        };
        let place = |one: &OwnFigure| {
            edit.order
                .iter()
                .position(|id| *id == one.indicator.as_str())
        };
        let apply = |found: Option<&Vec<OwnFigure>>, figures: &mut Vec<OwnFigure>| {
            if found.is_some_and(|figures| figures.contains(figure)) {
                return Ok(Saved::Unchanged);
            }
            match figures
                .iter()
                .position(|one| one.indicator == figure.indicator && one.period == figure.period)
            {
                Some(there) => figures[there] = figure.clone(),
                None => figures.push(figure.clone()),
            }
            figures.sort_by_key(place);
            Ok(Saved::Written)
        };
        self.save(rubric, &file, |source| read_figures(rubric, source), apply)
            .map(|(saved, _)| saved)
    }

    /// Takes out the numbers of an indicator: the one of this period, or all.
    ///
    /// # Errors
    /// When the file is not valid or cannot be written; it is then as it was.
    pub fn remove_figures(
        &self,
        rubric: &Rubric,
        indicator: &IndicatorId,
        period: Option<&str>,
    ) -> Result<Saved, StoreError> {
        let goes = |one: &OwnFigure| {
            one.indicator == *indicator && period.is_none_or(|period| one.period == period)
        };
        let change = |text: &str| {
            without(text, ARRAY, |table| {
                table.get("id").and_then(Item::as_str) == Some(indicator.as_str())
                    && period.is_none_or(|period| {
                        table.get("period").and_then(Item::as_str) == Some(period)
                    })
            })
        };
        let file = File {
            name: INDICATORS,
            fresh: HEAD.to_owned(),
            change: &change,
        };
        let apply = |_: Option<&Vec<OwnFigure>>, figures: &mut Vec<OwnFigure>| {
            let before = figures.len();
            figures.retain(|one| !goes(one));
            Ok(if figures.len() == before {
                Saved::Unchanged
            } else {
                Saved::Written
            })
        };
        self.save(rubric, &file, |source| read_figures(rubric, source), apply)
            .map(|(saved, _)| saved)
    }
}

fn is_of(table: &Table, indicator: &IndicatorId, period: &str) -> bool {
    let says = |key: &str| table.get(key).and_then(Item::as_str);
    says("id") == Some(indicator.as_str()) && says("period") == Some(period)
}

pub(super) fn fields(figure: &OwnFigure) -> Fields {
    vec![
        ("id", Some(figure.indicator.as_str().into())),
        ("value", Some(written(&figure.value))),
        ("period", Some(figure.period.as_str().into())),
        ("note", figure.note.as_ref().map(|note| (&**note).into())),
    ]
}

/// The value as a number where TOML takes just these signs for one, and else as text: "44.70" stays "44.70".
fn written(value: &str) -> Value {
    let number = value
        .parse::<Value>()
        .ok()
        .filter(|read| read.is_integer() || read.is_float());
    number
        .filter(|read| read.to_string() == value && value.is_ascii())
        .unwrap_or_else(|| value.into())
}

#[cfg(test)]
mod tests;
