//! Somebody or something that is shown pages and asked: a terminal, a plain stream, a script in a test.

use jiff::civil::Date;

use crate::questionnaire::choice::{Menu, Picked};
use crate::questionnaire::leaving::NoAnswer;
use crate::questionnaire::page::Page;
use crate::questionnaire::prompt::{DatePrompt, Line, Prompt, TextPrompt, Typed};
use crate::text::capitalised;

/// What the program needs of an interviewer; the typed questions below are made from it.
pub trait Interviewer {
    /// Shows a page.
    fn show(&mut self, page: &Page);

    /// Asks, again after each line that `take` refuses with a sentence, until it takes one.
    ///
    /// # Errors
    /// When the person goes back with a key that is not a line (Esc), stops the program, or the input ends.
    fn ask(
        &mut self,
        prompt: Prompt<'_>,
        take: &mut dyn FnMut(&str) -> Result<(), String>,
    ) -> Result<(), NoAnswer>;

    /// Hears that the last answer cannot be used, or that something has to be asked which nobody could foresee.
    ///
    /// A person is asked again, or asked that.
    ///
    /// # Errors
    /// Where a file answers, what follows in it was written for other questions: it says why it stops there, and leaves.
    fn refuse(&mut self, why: &str) -> Result<(), NoAnswer> {
        let _ = why;
        Ok(())
    }
}

impl dyn Interviewer + '_ {
    /// Asks until a line is read, and returns what it was read as.
    fn asked<T>(
        &mut self,
        prompt: Prompt<'_>,
        read: impl Fn(&str) -> Result<Line<T>, String>,
    ) -> Result<T, NoAnswer> {
        let mut answer = None;
        self.ask(prompt, &mut |line| {
            answer = Some(read(line)?);
            Ok(())
        })?;
        answer.expect("an interviewer comes back once a line was taken")
    }

    /// Asks for one of several options.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn select<T: Clone>(&mut self, menu: &Menu<T>) -> Result<T, NoAnswer> {
        Ok(self.select_with(menu)?.0)
    }

    /// Asks for one of several options, and for what may be typed after it.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn select_with<T: Clone, A: Clone>(
        &mut self,
        menu: &Menu<T, A>,
    ) -> Result<(T, Vec<A>), NoAnswer> {
        let Picked { option, additions } = self.asked(Prompt::Choice(&menu.choice), |line| {
            menu.choice.read_row(line).map(Ok)
        })?;
        let value = menu.values[option].clone()?;
        let additions = additions
            .into_iter()
            .map(|place| menu.additions[place].clone());
        Ok((value, additions.collect()))
    }

    /// Shows options on a page, numbered from 1, and asks for one of them.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn select_from<T: Clone>(
        &mut self,
        mut page: Page,
        label: &str,
        options: impl IntoIterator<Item = (String, T)>,
    ) -> Result<T, NoAnswer> {
        let mut menu = Menu::new(label, label);
        for (number, (name, value)) in (1..).zip(options) {
            page.numbered(number, &name, "");
            menu.option(number, name, value);
        }
        self.show(&page);
        self.select(&menu.back("back"))
    }

    /// Shows options on a page, each with a name and more about it, and asks for one of them.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub(super) fn decide<T: Copy>(
        &mut self,
        mut page: Page,
        label: &str,
        question: &str,
        options: &[(&str, &str, T)],
    ) -> Result<T, NoAnswer> {
        let mut menu = Menu::new(label, question);
        for (number, (name, more, value)) in (1..).zip(options) {
            page.numbered(number, capitalised(name), more);
            menu.option(number, name, *value);
        }
        self.show(&page);
        self.select(&menu.back("back").leave("save and leave"))
    }

    /// Asks whether to do something: `yes` and `no` say what happens.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn confirm(&mut self, page: Page, yes: &str, no: &str) -> Result<bool, NoAnswer> {
        self.select_from(page, "1 or 2", [(yes.into(), true), (no.into(), false)])
    }

    /// Asks for a text. `missing` is said after an empty line.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn text(&mut self, label: &str, missing: &str) -> Result<String, NoAnswer> {
        self.text_as(label, missing, |text| Ok(text.to_owned()))
    }

    /// Asks for a text that `read` takes; the sentence of its error is said, and it is asked again.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn text_as<T>(
        &mut self,
        label: &str,
        missing: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, NoAnswer> {
        let prompt = TextPrompt {
            label: label.into(),
            required: Some(missing.into()),
            ..TextPrompt::default()
        };
        self.asked(Prompt::Text(&prompt), |line| match prompt.read(line)? {
            Ok(Typed::Text(text)) => read(&text).map(Ok),
            Ok(Typed::Unchanged | Typed::Removed) => Err(missing.to_owned()),
            Err(away) => Ok(Err(away)),
        })
    }

    /// Asks for a text that `read` takes; an empty line stands for `otherwise`.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn text_or<T>(
        &mut self,
        label: &str,
        otherwise: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, NoAnswer> {
        let label = format!("{label} (Enter for {otherwise})");
        match self.optional_text(&label, &read)? {
            Some(typed) => Ok(typed),
            None => Ok(read(otherwise).expect("what an empty line stands for can be read")),
        }
    }

    /// Asks for a text that `read` takes; an empty line leaves it out.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub(super) fn optional_text<T>(
        &mut self,
        label: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, NoAnswer> {
        let prompt = TextPrompt {
            label: label.into(),
            ..TextPrompt::default()
        };
        self.asked(Prompt::Text(&prompt), |line| match prompt.read(line)? {
            Ok(Typed::Text(text)) => read(&text).map(|typed| Ok(Some(typed))),
            Ok(Typed::Unchanged | Typed::Removed) => Ok(Ok(None)),
            Err(away) => Ok(Err(away)),
        })
    }

    /// Asks for a text that may stay as it is, change or be taken away, and returns what it is to be.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn edit(&mut self, prompt: &TextPrompt) -> Result<Option<String>, NoAnswer> {
        Ok(
            match self.asked(Prompt::Text(prompt), |line| prompt.read(line))? {
                Typed::Text(text) => Some(text),
                Typed::Unchanged => prompt.current.clone(),
                Typed::Removed => None,
            },
        )
    }

    /// Asks for a date.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn date(&mut self, label: &str, today: Date) -> Result<Date, NoAnswer> {
        let date = self.date_of(label, today, false)?;
        Ok(date.expect("an empty line is refused where there must be a date"))
    }

    /// Asks for a date; an empty line leaves it out.
    ///
    /// # Errors
    /// When the person goes back or leaves.
    pub fn optional_date(&mut self, label: &str, today: Date) -> Result<Option<Date>, NoAnswer> {
        self.date_of(label, today, true)
    }

    fn date_of(
        &mut self,
        label: &str,
        today: Date,
        optional: bool,
    ) -> Result<Option<Date>, NoAnswer> {
        let prompt = DatePrompt {
            label: label.into(),
            today,
            optional,
        };
        self.asked(Prompt::Date(&prompt), |line| prompt.read(line))
    }
}
