//! The first sheet: page one of the report.

use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError};

use crate::export::excel::cell::{prose, whole, write_cell};
use crate::export::excel::criteria::{position_cell, range};
use crate::export::excel::fit::{cell_text, height, lines};
use crate::export::excel::grid::Cell;
use crate::export::excel::style::{BODY_LINE, BODY_ROOM, Styles};
use crate::report::{
    BOARD_PRIORITIES, DomainReport, NO_PRIORITY, Report, WHAT_IT_IS, depth_words, edition_words,
    level_shade, took_part,
};
use crate::text::count;
use crate::words::long_date;

/// The name of the sheet.
pub const NAME: &str = "Summary";
/// The columns before the levels: domain, own judgement, supported, range.
const WORDS: [u16; 4] = [38, 20, 20, 22];
/// How many standards this sheet names.
const STANDARDS: usize = 5;
/// The width of a level's column.
const LEVEL: u16 = 13;

/// The space before a heading, in points.
const GAP: f64 = 5.0;
/// The width of a digit of the standard font, in points.
const DIGIT: f64 = 5.3;
/// How tall a page may be to its width and still be read when it is drawn on one A4 page, landscape.
const ONE_PAGE: f64 = 0.9;
/// How much of a line's letters bold ones leave room for.
const BOLD: f64 = 0.95;

/// Writes from the top down.
struct Pen<'p> {
    sheet: &'p mut Worksheet,
    styles: &'p Styles,
    row: u32,
    levels: u16,
    /// How tall the rows are together, in points.
    tall: f64,
}

pub fn write(sheet: &mut Worksheet, report: &Report, styles: &Styles) -> Result<(), XlsxError> {
    let levels =
        u16::try_from(report.rubric.levels.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    for (width, at) in WORDS.into_iter().chain((0..levels).map(|_| LEVEL)).zip(0..) {
        sheet.set_column_width(at, width)?;
    }
    let mut pen = Pen {
        sheet,
        styles,
        row: 0,
        levels,
        tall: 0.0,
    };
    pen.title(&format!(
        "{}: self-assessment {}",
        report.trust, report.cycle
    ))?;
    pen.all(WHAT_IT_IS, true)?;
    facts(&mut pen, report)?;
    pen.section(&report.page_one.finding)?;
    positions(&mut pen, report)?;
    pen.section("Standards")?;
    pen.all(&report.standards.summary.join(" "), false)?;
    let exceptions = report.standards.exceptions();
    for standard in exceptions.iter().take(STANDARDS) {
        pen.pair(&standard.lead(), &standard.statement)?;
    }
    if exceptions.len() > STANDARDS {
        pen.all(
            &format!(
                "And {} more on the sheet of standards.",
                exceptions.len() - STANDARDS
            ),
            false,
        )?;
    }
    pen.section("What to do first")?;
    if report.priorities.is_empty() {
        pen.all(NO_PRIORITY, false)?;
    }
    let told: Vec<&str> = exceptions
        .iter()
        .take(STANDARDS)
        .map(|standard| standard.id.as_str())
        .collect();
    for (priority, place) in report.priorities.iter().take(BOARD_PRIORITIES).zip(1..) {
        let reason = if told.contains(&priority.id.as_str()) {
            &priority.brief
        } else {
            &priority.reason
        };
        pen.pair(&format!("{place}. {}", priority.lead()), reason)?;
    }
    if report.priorities.len() > BOARD_PRIORITIES {
        pen.all(
            &format!(
                "And {} more on the sheet of priorities.",
                report.priorities.len() - BOARD_PRIORITIES
            ),
            false,
        )?;
    }
    pen.list("Strengths to share", &report.page_one.strengths)?;
    pen.list("Where it is uneven", &report.page_one.uneven)?;
    pen.list("What is not known", &report.page_one.unknown)?;
    pen.section("The plan")?;
    pen.all(&report.plan.words, false)?;
    pen.on_one_page();
    Ok(())
}

fn facts(pen: &mut Pen<'_>, report: &Report) -> Result<(), XlsxError> {
    if let Some(caution) = &report.people.caution {
        pen.all(caution, true)?;
    }
    pen.end(GAP)?;
    pen.pair("Date", &long_date(report.date))?;
    if let Some(schools) = report.schools {
        pen.pair(
            "Schools",
            &count(
                usize::try_from(schools).unwrap_or(usize::MAX),
                "school",
                "schools",
            ),
        )?;
    }
    pen.pair(
        "Rubric",
        &format!("{}, version {}", report.rubric.title, report.rubric.version),
    )?;
    pen.pair("Who took part", &took_part(report))?;
    pen.pair("Depth", depth_words(report.depth))?;
    pen.pair("Edition", edition_words(report.edition))
}

fn positions(pen: &mut Pen<'_>, report: &Report) -> Result<(), XlsxError> {
    let row = pen.row;
    let mut most = 1;
    for (title, at) in ["Domain", "Own judgement", "Supported", "Range"]
        .into_iter()
        .zip(0..)
    {
        pen.sheet
            .write_string_with_format(row, at, title, &pen.styles.header)?;
    }
    for ((level, _), at) in report.rubric.levels.iter().zip(column(WORDS.len())..) {
        let title = cell_text(&level.both());
        most = most.max(lines(&title, f64::from(LEVEL) * BODY_ROOM));
        pen.sheet
            .write_string_with_format(row, at, title, &pen.styles.header_centre)?;
    }
    pen.end(height(most, BODY_LINE))?;
    report
        .domains
        .iter()
        .try_for_each(|domain| position(pen, report, domain))?;
    pen.all("The numbers count the criteria that are supported at each level; the heat map counts what is judged, too. The range is where a position may lie when what is still open is known.", false)
}

fn position(pen: &mut Pen<'_>, report: &Report, domain: &DomainReport) -> Result<(), XlsxError> {
    let scale = report.rubric.levels.len();
    let cells = [
        Cell::text(domain.title.as_str()),
        position_cell(
            domain.judged_position.as_ref(),
            scale,
            &domain.judged_words,
            domain.provisional,
        ),
        position_cell(
            domain.position.as_ref(),
            scale,
            &domain.supported_words,
            domain.provisional,
        ),
        Cell::text(range(domain)),
    ];
    let mut most = 1;
    for ((cell, width), at) in cells.iter().zip(WORDS).zip(0..) {
        most = most.max(write_cell(pen.sheet, pen.row, at, cell, width, pen.styles)?);
    }
    counts(
        pen.sheet,
        (pen.row, column(WORDS.len())),
        report,
        &domain.distribution,
        settled(domain.position.as_ref(), domain),
        pen.styles,
    )?;
    pen.end(height(most, BODY_LINE))
}

/// The number of a position that stands, to be marked among its levels.
pub fn settled(position: Option<&crate::words::NamedLevel>, domain: &DomainReport) -> Option<u8> {
    position
        .filter(|_| !domain.provisional)
        .map(|position| position.number)
}

/// How many criteria stand at each level: numbers, on the level's shade where there are any.
pub fn counts(
    sheet: &mut Worksheet,
    (row, first): (u32, u16),
    report: &Report,
    distribution: &[usize],
    position: Option<u8>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let scale = report.rubric.levels.len();
    for (((level, _), at_level), at) in report.rubric.levels.iter().zip(distribution).zip(first..) {
        let mut format = if *at_level == 0 {
            styles.number.clone()
        } else {
            styles.shaded_number(level_shade(level.number, scale))
        };
        format = if position == Some(level.number) {
            format.set_num_format("0\" · position\"").set_bold()
        } else {
            format
        };
        sheet.write_number_with_format(
            row,
            at,
            whole(i64::try_from(*at_level).unwrap_or(i64::MAX)),
            &format,
        )?;
    }
    Ok(())
}

fn column(at: usize) -> u16 {
    u16::try_from(at).expect("four columns stand before the levels")
}

impl Pen<'_> {
    /// Ends a row of this height.
    fn end(&mut self, height: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, height)?;
        self.tall += height;
        self.row += 1;
        Ok(())
    }

    /// Draws the sheet on one page, if it is not much more than that.
    fn on_one_page(&mut self) {
        if self.tall <= self.width_from(0) * DIGIT * ONE_PAGE {
            self.sheet.set_print_fit_to_pages(1, 1);
        }
    }

    fn last(&self) -> u16 {
        column(WORDS.len()) + self.levels - 1
    }

    /// The width of all columns from this one on.
    fn width_from(&self, from: usize) -> f64 {
        WORDS[from..]
            .iter()
            .map(|width| f64::from(*width))
            .sum::<f64>()
            + f64::from(LEVEL * self.levels)
    }

    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        let text = cell_text(text);
        let most = lines(&text, self.width_from(0) * 0.65);
        self.sheet.merge_range(
            self.row,
            0,
            self.row,
            self.last(),
            &text,
            &self.styles.title.clone().set_text_wrap(),
        )?;
        self.end(height(most, 22.0))
    }

    fn section(&mut self, text: &str) -> Result<(), XlsxError> {
        let text = cell_text(text);
        let format = self
            .styles
            .section
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Left);
        self.sheet
            .merge_range(self.row, 0, self.row, self.last(), &text, &format)?;
        self.end(height(lines(&text, self.width_from(0) * 0.9), 16.0) + GAP)
    }

    /// Words over the whole width.
    fn all(&mut self, text: &str, stands_out: bool) -> Result<(), XlsxError> {
        let format = if stands_out {
            &self.styles.prose_bold
        } else {
            &self.styles.prose
        };
        let (last, width) = (self.last(), self.width_from(0));
        let most = prose(self.sheet, self.row, (0, last), text, format, width)?;
        self.end(height(most, BODY_LINE))
    }

    /// A few words, and what there is to say of them.
    fn pair(&mut self, lead: &str, text: &str) -> Result<(), XlsxError> {
        let (last, width) = (self.last(), self.width_from(1));
        let lead = cell_text(lead);
        let beside = lines(&lead, f64::from(WORDS[0]) * BODY_ROOM * BOLD);
        self.sheet
            .write_string_with_format(self.row, 0, lead, &self.styles.prose_bold)?;
        let most = prose(
            self.sheet,
            self.row,
            (1, last),
            text,
            &self.styles.prose,
            width,
        )?;
        self.end(height(most.max(beside), BODY_LINE))
    }

    fn list(&mut self, title: &str, items: &[String]) -> Result<(), XlsxError> {
        if items.is_empty() {
            return Ok(());
        }
        self.section(title)?;
        items
            .iter()
            .try_for_each(|item| self.all(&format!("• {item}"), false))
    }
}
