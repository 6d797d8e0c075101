//! The cover: what the form is for, how long it takes, how to answer, who sees the answers and for how long.

use rust_xlsxwriter::{Format, Formula, Url, Worksheet, XlsxError};

use crate::assessment::{Assessment, Kind};
use crate::export::excel::fit::{cell_text, height, lines};
use crate::export::excel::style::{BODY_LINE, BODY_ROOM};
use crate::intake::form::names::{COVER, in_formula};
use crate::intake::form::pen::Common;
use crate::intake::form::sheet::{page, progress, progress_now};
use crate::questionnaire::{WHO_SEES_WHAT, evidence_sentence, said};
use crate::rubric::{RespondentId, RoleId};
use crate::text::count;

/// The widths of margin, names and words, in digits of the standard font.
const WIDTHS: [f64; 3] = [2.0, 30.0, 88.0];
/// How long a question takes to think about, in minutes: what people are told to allow for it.
const MINUTES: usize = 3;

/// How to fill the form in.
const HOW_TO_FILL_IN: [&str; 4] = [
    "Each domain has a sheet: see the tabs below, or the list above. Read the pictures of a question, choose the one most like your trust, and choose its level in the box \u{201c}Your answer\u{201d}.",
    "Beside it you may write a note, say where it is uneven and how sure you are, tick warning signs that are true, and name evidence.",
    "You may leave a question open. That deletes nothing that you answered before.",
    "Save the workbook as it is (.xlsx), and give it back to whoever sent it to you.",
];
/// What becomes of the answers.
const HOW_LONG: [&str; 2] = [
    "Once this form has been read, your answers stand in the assessment's folder until somebody takes them out; ask whoever sent you the form if you want that.",
    "This workbook holds your answers too, and whoever has a copy can read it. Delete the copies that nobody needs any more.",
];

/// A sheet as the cover lists it: its name, and the last row of its cards.
pub struct Listed<'a> {
    /// The name on its tab.
    pub name: &'a str,
    /// Its last row, counted from 0.
    pub last: u32,
}

/// Writes the cover.
pub fn write(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    (respondent, role): (&RespondentId, &RoleId),
    sheets: &[Listed<'_>],
    common: &Common<'_>,
) -> Result<(), XlsxError> {
    let (rubric, styles) = (common.rubric, common.styles);
    sheet.set_name(COVER)?;
    page(sheet, common.foot);
    for (width, column) in WIDTHS.into_iter().zip(0..) {
        sheet.set_column_width(column, width)?;
    }
    let mut pen = Pen {
        sheet,
        common,
        row: 0,
    };
    pen.across(rubric.title(), &styles.title, 22.0, 1.6)?;
    pen.paragraph(&format!(
        "{}, {}",
        assessment.setup.trust, assessment.setup.cycle
    ))?;
    let role = rubric
        .role(role)
        .map_or_else(|| role.to_string(), |role| role.title.clone());
    pen.across(
        &format!("This form is for the answers of {respondent} ({role})."),
        &styles.label,
        BODY_LINE,
        1.07,
    )?;
    pen.paragraph(rubric.summary())?;
    pen.section("Your sheets")?;
    for (domain, listed) in rubric.domains().iter().zip(sheets) {
        let name = in_formula(listed.name);
        let link = Url::new(format!("internal:{name}!C4")).set_text(cell_text(&domain.title));
        pen.sheet
            .write_url_with_format(pen.row, 1, link, &styles.link)?;
        let formula = Formula::new(progress(domain, &format!("{name}!"), listed.last))
            .set_result(progress_now(domain, common.response));
        pen.sheet
            .write_formula_with_format(pen.row, 2, formula, &styles.words)?;
        let high = height(lines(&domain.title, WIDTHS[1] * BODY_ROOM), BODY_LINE);
        pen.sheet.set_row_height(pen.row, high + 2.0)?;
        pen.row += 1;
    }
    pen.section("How long it takes")?;
    pen.paragraph(&how_long(rubric.criteria().count(), rubric.domains().len()))?;
    pen.list("How to fill it in", HOW_TO_FILL_IN.into_iter())?;
    let rules = rubric.how_to_answer().iter().map(String::as_str);
    pen.list("How to answer", rules)?;
    pen.section("The levels")?;
    for level in rubric.scale().levels() {
        let words = rubric.scale().words(level);
        pen.named(&format!("{level} {}", words.label), &words.meaning)?;
    }
    pen.section("Kinds of evidence")?;
    for kind in Kind::ALL {
        pen.named(kind.word(), said::kind(kind))?;
    }
    pen.paragraph(&evidence_sentence(assessment))?;
    if let Some(sentence) = said::warning_sign(rubric) {
        pen.paragraph(&sentence)?;
    }
    pen.list("Who sees what", WHO_SEES_WHAT.into_iter())?;
    pen.list("For how long", HOW_LONG.into_iter())?;
    pen.section("About these questions")?;
    pen.paragraph(rubric.notice())
}

/// How long it takes, as a sentence or two.
fn how_long(questions: usize, domains: usize) -> String {
    let minutes = questions * MINUTES;
    // To a quarter of an hour: more would claim to know more.
    let quarters = minutes.div_ceil(15);
    let time = match (quarters / 4, quarters % 4 * 15) {
        (0, minutes) => format!("{minutes} minutes"),
        (hours, 0) => count(hours, "hour", "hours"),
        (hours, minutes) => format!("{} {minutes} minutes", count(hours, "hour", "hours")),
    };
    let (questions, domains) = (
        count(questions, "question", "questions"),
        count(domains, "domain", "domains"),
    );
    format!(
        "{questions} in {domains}. Allow about {MINUTES} minutes for each, about {time} for all of them, in as many sittings as you like."
    )
}

/// Writes rows one below another.
struct Pen<'s, 'a> {
    sheet: &'s mut Worksheet,
    common: &'a Common<'a>,
    row: u32,
}

impl Pen<'_, '_> {
    /// Words over both columns, in a row as high as they need. No words take no row.
    fn across(
        &mut self,
        text: &str,
        format: &Format,
        line: f64,
        size: f64,
    ) -> Result<(), XlsxError> {
        let text = cell_text(text.trim());
        if text.is_empty() {
            return Ok(());
        }
        let high = height(
            lines(&text, (WIDTHS[1] + WIDTHS[2]) * BODY_ROOM / size),
            line,
        );
        self.sheet
            .merge_range(
                self.row,
                1,
                self.row,
                2,
                &text,
                &format.clone().set_text_wrap(),
            )?
            .set_row_height(self.row, high + 2.0)?;
        self.row += 1;
        Ok(())
    }

    fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        self.across(text, &self.common.styles.words, BODY_LINE, 1.0)
    }

    fn section(&mut self, title: &str) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(self.row, 1, title, &self.common.styles.section)?
            .set_row_height(self.row, 26)?;
        self.row += 1;
        Ok(())
    }

    fn list<'t>(
        &mut self,
        title: &str,
        items: impl Iterator<Item = &'t str>,
    ) -> Result<(), XlsxError> {
        self.section(title)?;
        for item in items {
            self.paragraph(&format!("•  {}", item.trim()))?;
        }
        Ok(())
    }

    fn named(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        let styles = self.common.styles;
        let (name, text) = (cell_text(name), cell_text(text));
        let most =
            lines(&text, WIDTHS[2] * BODY_ROOM).max(lines(&name, WIDTHS[1] * BODY_ROOM * 0.93));
        self.sheet
            .write_string_with_format(self.row, 1, name, &styles.label)?;
        self.sheet
            .write_string_with_format(self.row, 2, text, &styles.words)?;
        self.sheet
            .set_row_height(self.row, height(most, BODY_LINE))?;
        self.row += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_told_to_a_quarter_of_an_hour() {
        assert_eq!(
            how_long(35, 5),
            "35 questions in 5 domains. Allow about 3 minutes for each, about 1 hour 45 minutes for all of them, in as many sittings as you like."
        );
        assert!(
            how_long(1, 1).contains("1 question in 1 domain")
                && how_long(1, 1).contains("about 15 minutes for all")
        );
        assert!(how_long(40, 5).contains("about 2 hours for all"));
    }
}
