//! Indicators: numbers for context beside national figures, never scored.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::assessment::{Assessment, OwnFigure, period_end};
use crate::document::{Document, Phrase};
use crate::report::Edition;
use crate::report::lookup::Lookup;
use crate::rubric::{Better, Criterion, Domain, Indicator, National};
use crate::scoring::Profile;
use crate::text::capitalised;
use crate::words::{counted, opened, sentence};

/// What every list of these numbers says first.
pub const NEVER_SCORED: &str =
    "These numbers stand beside the levels. They never move a level or a position.";

/// A number older than this many months, counted from the end of its period to the assessment's date, is stale.
const STALE_MONTHS: i32 = 24;

/// One indicator of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorReport {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Its domain, by id.
    pub domain: String,
    /// The title of its domain.
    pub domain_title: String,
    /// Which way is better.
    pub better: Better,
    /// Where the trust finds its own number.
    pub source: String,
    /// How the number misleads.
    pub caution: String,
    /// National figures.
    pub national: Vec<National>,
    /// How old each national figure is, in the same order.
    pub national_ages: Vec<Age>,
    /// The trust's own numbers. Empty in the public edition.
    pub own: Vec<Figure>,
}

/// One number of the trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number, as written.
    pub value: String,
    /// What time it speaks of.
    pub period: String,
    /// How old it is.
    pub age: Age,
    /// A note.
    pub note: Option<String>,
}

/// How old a number is at the assessment's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Age {
    /// Its period ended within two years.
    Recent,
    /// Its period ended two years ago or more.
    Stale,
    /// The words for its period tell no date.
    Unknown,
}

impl Age {
    /// The age of a period's number at a date.
    pub fn of(period: &str, date: Date) -> Self {
        let earliest = date.checked_sub(STALE_MONTHS.months()).unwrap_or(Date::MIN);
        match period_end(period) {
            Some(end) if end <= earliest => Self::Stale,
            Some(_) => Self::Recent,
            None => Self::Unknown,
        }
    }

    /// What stands behind a number because of its age; empty for a recent one.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Recent => "",
            Self::Stale => "stale: more than two years old",
            Self::Unknown => "age not known from its period",
        }
    }

    /// Whether it is stale, as the JSON report writes it; nothing where that is not known.
    pub const fn is_stale(self) -> Option<bool> {
        match self {
            Self::Recent => Some(false),
            Self::Stale => Some(true),
            Self::Unknown => None,
        }
    }
}

impl Figure {
    /// Its period and, where it is due, a word on its age.
    pub fn aged_period(&self) -> String {
        aged(&self.period, self.age)
    }
}

pub fn compose(lookup: &Lookup<'_>) -> Vec<IndicatorReport> {
    let rubric = lookup.rubric();
    rubric
        .domains()
        .iter()
        .flat_map(|domain| {
            domain
                .indicators
                .iter()
                .map(move |indicator| one(lookup, domain, indicator))
        })
        .collect()
}

fn one(lookup: &Lookup<'_>, domain: &Domain, indicator: &Indicator) -> IndicatorReport {
    let date = lookup.assessment.setup.date;
    // A period and a value are written by hand, so the public edition leaves them to those who may read them.
    let figures = if lookup.shows_words() {
        lookup.figures(&indicator.id)
    } else {
        &[]
    };
    IndicatorReport {
        id: indicator.id.to_string(),
        title: indicator.title.clone(),
        unit: indicator.unit.clone(),
        domain: domain.id.to_string(),
        domain_title: domain.title.clone(),
        better: indicator.better,
        source: indicator.source.clone(),
        caution: indicator.caution.clone(),
        national: indicator.national.clone(),
        national_ages: indicator
            .national
            .iter()
            .map(|figure| Age::of(&figure.period, date))
            .collect(),
        own: figures.iter().map(|own| figure(own, date)).collect(),
    }
}

fn figure(own: &OwnFigure, date: Date) -> Figure {
    Figure {
        value: own.value.clone(),
        period: own.period.clone(),
        age: Age::of(&own.period, date),
        note: own.note.clone().map(String::from),
    }
}

/// The numbers that the trust has for a criterion, each with the national figure, its date and its caution.
pub fn beside(lookup: &Lookup<'_>, criterion: &Criterion) -> Vec<String> {
    let Some(domain) = lookup.rubric().domain_of(&criterion.id) else {
        return Vec::new();
    };
    let indicators = criterion
        .indicators
        .iter()
        .filter_map(|id| lookup.indicator(id));
    let reports = indicators
        .map(|indicator| one(lookup, domain, indicator))
        .filter(|report| !report.own.is_empty());
    reports
        .map(|report| {
            let mut words = vec![format!("{}: {}.", report.named(), report.own_words())];
            words.extend(report.national_sentence());
            words.push(sentence(&report.caution));
            words.join(" ").trim_end().to_owned()
        })
        .collect()
}

impl IndicatorReport {
    /// Which way is better, as files and the JSON report write it.
    pub const fn better_word(&self) -> &'static str {
        match self.better {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "neither",
        }
    }

    /// What it counts, with its unit.
    pub fn named(&self) -> String {
        if self.unit.trim().is_empty() {
            self.title.clone()
        } else {
            format!("{} ({})", self.title, self.unit)
        }
    }

    /// The trust's own numbers, each with its period and, where it is due, a word on its age.
    pub fn own_words(&self) -> String {
        let figures: Vec<String> = self
            .own
            .iter()
            .map(|own| format!("{} ({})", own.value, own.aged_period()))
            .collect();
        if figures.is_empty() {
            "none yet".to_owned()
        } else {
            figures.join("; ")
        }
    }

    /// The national figures, each with its period, its source and, where it is due, a word on its age.
    pub fn national_words(&self) -> String {
        let figures: Vec<String> = self.national_figures();
        if figures.is_empty() {
            "none given".to_owned()
        } else {
            figures.join("; ")
        }
    }

    /// The national figures as a sentence, if there are any.
    pub fn national_sentence(&self) -> Option<String> {
        (!self.national.is_empty()).then(|| format!("National: {}.", self.national_words()))
    }

    /// The national figures, one by one.
    pub fn national_figures(&self) -> Vec<String> {
        let words = |(figure, age): (&National, &Age)| {
            let source = if figure.source.trim().is_empty() {
                String::new()
            } else {
                format!(", {}", figure.source)
            };
            format!("{} ({}{source})", figure.value, aged(&figure.period, *age))
        };
        self.national
            .iter()
            .zip(&self.national_ages)
            .map(words)
            .collect()
    }

    /// Which way is better, and how it misleads.
    pub fn reading(&self) -> String {
        format!(
            "{}. {}",
            capitalised(self.better.phrase()),
            sentence(&self.caution)
        )
        .trim_end()
        .to_owned()
    }
}

fn aged(period: &str, age: Age) -> String {
    match age {
        Age::Stale | Age::Unknown => format!("{period}; {}", age.mark()),
        Age::Recent => period.to_owned(),
    }
}

/// Every indicator with the trust's own numbers, the national figures and the cautions: what `indicator DIR` shows.
pub fn indicators(assessment: &Assessment, profile: &Profile) -> Document {
    let lookup = Lookup::new(assessment, profile, Edition::Full);
    let all = compose(&lookup);
    let mut document = Document::new(format!(
        "{}: numbers for context, {}",
        assessment.setup.trust, assessment.setup.cycle
    ));
    document.paragraph(NEVER_SCORED);
    let given = all.iter().filter(|report| !report.own.is_empty()).count();
    let told = counted(given, "indicator has a number", "indicators have a number");
    document.paragraph(match (all.len(), given) {
        (0, _) => "This rubric has no indicators.".to_owned(),
        (all, 0) => format!(
            "None of {} has a number of the trust's own yet.",
            counted(all, "indicator", "indicators")
        ),
        (all, _) => format!("{} of the trust's own, of {all}.", opened(&told)),
    });
    for domain in assessment
        .rubric
        .domains()
        .iter()
        .filter(|domain| !domain.indicators.is_empty())
    {
        document.heading(2, domain.title.as_str());
        document.bullets(
            all.iter()
                .filter(|report| report.domain == domain.id.as_str())
                .map(line),
        );
    }
    document
}

/// One indicator with its numbers; its id, because commands ask for it. The caution stands where there is a number to misread.
fn line(report: &IndicatorReport) -> Phrase {
    let mut words = vec![format!("{}.", report.own_words())];
    words.extend(report.national_sentence());
    if !report.own.is_empty() {
        words.push(report.reading());
    }
    words.extend(
        report
            .own
            .iter()
            .filter_map(|figure| figure.note.as_deref().map(sentence)),
    );
    words.push(format!("[{}]", report.id));
    Phrase::led(format!("{}:", report.named()), words.join(" "))
}

/// One of the trust's own numbers after it was saved, in a sentence, with a word on its age where that is due.
pub fn figure_words(assessment: &Assessment, own: &OwnFigure) -> String {
    let indicator = assessment.rubric.indicator(&own.indicator);
    let (title, unit) = indicator.map_or((own.indicator.as_str(), ""), |indicator| {
        (indicator.title.as_str(), indicator.unit.as_str())
    });
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!(" ({unit})")
    };
    let age = match Age::of(&own.period, assessment.setup.date) {
        Age::Recent => String::new(),
        Age::Stale => " It is more than two years old at the assessment's date, and the report marks it stale.".to_owned(),
        Age::Unknown => {
            " How old it is cannot be told from its period, so the report does not judge its age; write it such as 2024/25, 2025, autumn 2025 or September 2025.".to_owned()
        }
    };
    format!("{title}{unit} is {} for {}.{age}", own.value, own.period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;
    use crate::scoring::score;

    fn sample(period: &str) -> Sample {
        let indicators = format!(
            "[[indicator]]\nid = \"indicator-care\"\nvalue = 14\nperiod = {period:?}\nnote = \"A note\"\n"
        );
        Sample {
            indicators,
            ..Sample::default()
        }
    }

    #[test]
    fn a_number_is_stale_two_years_after_its_period_ended_and_not_a_day_before() {
        let date = jiff::civil::date(2026, 11, 22);
        assert_eq!(Age::of("2024-11-22", date), Age::Stale);
        assert_eq!(Age::of("2024-11-23", date), Age::Recent);
        assert_eq!(Age::of("2023/24", date), Age::Stale);
        assert_eq!(Age::of("2024/25", date), Age::Recent);
        assert_eq!(Age::of("last year", date), Age::Unknown);
    }

    #[test]
    fn the_page_shows_own_and_national_numbers_with_their_age_and_says_that_they_never_score() {
        for (period, words) in [
            ("2020", "14 (2020; stale"),
            ("2026", "14 (2026)"),
            ("lately", "14 (lately; age not known"),
        ] {
            let assessment = sample(period).assessment();
            let page = indicators(&assessment, &score(&assessment));
            let text = format!("{page:?}");
            for wanted in [
                words,
                NEVER_SCORED,
                "12 (2025, The office)",
                "It misleads.",
                "A note",
                "indicator-care",
                "none yet",
            ] {
                assert!(text.contains(wanted), "{wanted}: {text}");
            }
        }
    }

    #[test]
    fn no_number_ever_moves_a_score() {
        let without = Sample::default().levels("a", "head", "care", &[1, 2, 3]);
        let with = Sample {
            indicators: sample("2026").indicators,
            ..without.clone()
        };
        assert_eq!(score(&with.assessment()), score(&without.assessment()));
    }
}
