//! The plan to take away: a tracker for Excel, a paper, a table, a calendar.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::assessment::Assessment;
use crate::document::DocumentInfo;
use crate::export::excel::tracker;
use crate::export::format::{Content, ExportError, Format, Layout, failed};
use crate::export::{calendar, csv};
use crate::report::{self, Edition};
use crate::scoring::score;

/// The formats of a plan, those that people use most first.
pub fn plan_formats() -> Vec<Format> {
    let mut formats: Vec<Format> = Format::all_for(Content::Plan).collect();
    formats.sort_by_key(|format| (*format != Format::Excel, *format != Format::Calendar));
    formats
}

/// Returns what a plan is called in a format.
pub const fn plan_name(format: Format) -> &'static str {
    if matches!(format, Format::Excel) {
        "Excel, to edit and bring back"
    } else if matches!(format, Format::Calendar) {
        "Calendar: due dates"
    } else if matches!(format, Format::Csv(_)) {
        "CSV"
    } else {
        format.name()
    }
}

/// The plan as it is on a day, to be written.
#[derive(Debug, Clone, Copy)]
pub struct PlanFile<'a> {
    /// The assessment whose plan it is.
    pub assessment: &'a Assessment,
    /// The day.
    pub today: Date,
    /// The moment, for a calendar.
    pub now: Timestamp,
    /// The day of the next review, for a calendar.
    pub review: Option<Date>,
}

impl PlanFile<'_> {
    /// Returns the plan in a format.
    ///
    /// # Errors
    /// When it cannot be written, or the format holds no plan.
    pub fn bytes(&self, format: Format, layout: Layout) -> Result<Vec<u8>, ExportError> {
        let Self {
            assessment, today, ..
        } = *self;
        let profile = score(assessment);
        if format == Format::Excel {
            let tracker = report::tracker(assessment, &profile);
            return tracker::render(&tracker).map_err(failed);
        }
        if format == Format::Calendar {
            let calendar = report::calendar(assessment, &profile, self.review);
            return Ok(calendar::render(&calendar, self.now).into_bytes());
        }
        if matches!(format, Format::Csv(_)) {
            let report = report::compose(assessment, &profile, Edition::Full);
            return Format::Csv(csv::What::Plan).bytes(&report, layout);
        }
        let info = DocumentInfo {
            trust: &assessment.setup.trust,
            cycle: &assessment.setup.cycle,
            kind: "plan",
            date: today,
            long: false,
        };
        let page = report::plan_page(assessment, &profile, today);
        format.paper(&page, info, layout)
    }
}
