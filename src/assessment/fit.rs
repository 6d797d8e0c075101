//! Whether a number goes with its indicator's unit. Nothing is ever put right silently.

use crate::rubric::Indicator;

/// What is to be said of a number before it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// Nothing.
    Fits,
    /// It may be right, and is unlikely: a sentence that says why, and what was perhaps meant.
    Doubtful(String),
    /// It is not one number in this unit: a sentence that says why, and what to write.
    Unfit(String),
}

/// Whether a value can be a number of this indicator.
pub fn fit(indicator: &Indicator, value: &str) -> Fit {
    let value = value.trim();
    let Some(number) = decimal(value) else {
        return Fit::Unfit(unfit(indicator, value));
    };
    doubt(indicator, value, number).map_or(Fit::Fits, Fit::Doubtful)
}

/// A plain number: digits, perhaps a sign before them, perhaps a point among them.
fn decimal(value: &str) -> Option<f64> {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits(whole) && all_digits(part) && value.len() <= 20)
        .then(|| value.parse().ok())
        .flatten()
}

fn unfit(indicator: &Indicator, value: &str) -> String {
    let unit = &indicator.unit;
    if value.is_empty() {
        return "a number is missing: write it in digits, such as 12.4.".to_owned();
    }
    let bare: String = value
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
        .collect();
    let such_as = if decimal(&bare).is_some() {
        format!("write {bare} alone")
    } else {
        "write it in digits, such as 12.4".to_owned()
    };
    let commas = value.replace(',', "");
    if commas != value && decimal(&commas).is_some() {
        let point = value.replacen(',', ".", 1);
        let or = if decimal(&point).is_some() {
            format!(", or {point} if the comma stands for a point")
        } else {
            String::new()
        };
        return format!("“{value}” has a comma in it: write {commas}{or}.");
    }
    if value.contains('%') && !unit.trim_start().starts_with('%') {
        return format!(
            "“{value}” is a percentage, and this number is counted in another unit: {unit}."
        );
    }
    if decimal(&bare).is_some() && !unit.trim().is_empty() {
        return format!(
            "“{value}” is more than a number: {such_as}. Its unit, {unit}, stands beside it already."
        );
    }
    format!("“{value}” is not a number: {such_as}. What else there is to say goes into the note.")
}

fn doubt(indicator: &Indicator, value: &str, number: f64) -> Option<String> {
    let unit = indicator.unit.trim();
    if unit.starts_with('%') {
        let part = unit.trim_start_matches('%').trim_start().starts_with("of");
        if part && number > 100.0 {
            return Some(format!(
                "{value} is more than 100, and this number is a percentage ({unit})."
            ));
        }
        if number > 0.0 && number < 1.0 {
            let hundred = (number * 10_000.0).round() / 100.0;
            return Some(format!(
                "{value} is less than one per cent ({unit}). If you mean {hundred} of 100, write {hundred}."
            ));
        }
        return None;
    }
    let most = unit
        .strip_prefix("of ")
        .and_then(|rest| rest.split([',', ' ']).next())
        .and_then(decimal);
    if let Some(most) = most.filter(|most| number > *most) {
        return Some(format!(
            "{value} is more than {most}, and this number is counted “{unit}”."
        ));
    }
    let differs = ["point", "difference", "gap", "balance"]
        .iter()
        .any(|word| unit.contains(word));
    (number < 0.0 && !differs)
        .then(|| format!("{value} is below zero, and this number is counted in {unit}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::{Better, IndicatorId};

    fn said(unit: &str, value: &str) -> Fit {
        let indicator = Indicator {
            id: IndicatorId::new("indicator-x").unwrap(),
            title: "X".into(),
            unit: unit.into(),
            better: Better::Higher,
            source: String::new(),
            caution: String::new(),
            national: Vec::new(),
        };
        fit(&indicator, value)
    }

    #[test]
    fn a_plain_number_in_its_unit_fits() {
        for (unit, value) in [
            ("% of pupils", "86"),
            ("% of pupils", "0"),
            ("% of income", "-2.5"),
            ("weeks", "6.25"),
            ("points", "-3"),
            ("of 6, weakest school", "5"),
            ("", "1"),
        ] {
            assert_eq!(said(unit, value), Fit::Fits, "{value} {unit}");
        }
    }

    #[test]
    fn what_is_no_number_in_this_unit_is_refused_with_what_to_write() {
        for (unit, value, words) in [
            ("% of pupils", "86%", "write 86 alone"),
            ("weeks", "86%", "another unit: weeks"),
            ("pupils", "4,500", "write 4500"),
            ("weeks", "12,5", "or 12.5 if"),
            ("weeks", "12 weeks", "write 12 alone"),
            ("weeks", "about ten", "not a number"),
            ("weeks", "", "missing"),
            ("weeks", "1e9", "more than a number"),
            ("weeks", "nan", "not a number"),
            ("weeks", "0x10", "010"),
            ("weeks", "=1+1", "=1+1"),
            ("weeks", "99999999999999999999999", "not a number"),
        ] {
            match said(unit, value) {
                Fit::Unfit(sentence) => assert!(sentence.contains(words), "{value}: {sentence}"),
                other => panic!("{value}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_unlikely_is_doubted_and_never_changed() {
        for (unit, value, words) in [
            ("% of pupils", "250", "more than 100"),
            ("% of pupils", "0.86", "write 86"),
            ("weeks", "-2", "below zero"),
            ("of 6, weakest school", "7", "more than 6"),
        ] {
            match said(unit, value) {
                Fit::Doubtful(sentence) => assert!(sentence.contains(words), "{value}: {sentence}"),
                other => panic!("{value}: {other:?}"),
            }
        }
    }
}
