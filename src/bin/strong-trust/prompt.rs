//! Asking in a terminal, with inquire. No other file names it.
//!
//! Everything above the prompt is wrapped and printed here, because inquire
//! cuts words at the edge and loses rows of tall prompts. The prompt itself is
//! one line to type a key in, with a few of the choices below it for the arrow
//! keys; none of them is chosen until an arrow key is pressed.

use std::io::Write;
use std::time::Duration;

use inquire::autocompletion::Replacement;
use inquire::error::CustomUserError;
use inquire::ui::{RenderConfig, Styled};
use inquire::{Autocomplete, InquireError, Text};
use strong_trust::questionnaire::{
    Block, Choice, Interviewer, Leaving, NoAnswer, Page, Prompt, Room, TextPrompt, wrap,
};
use strong_trust::text::clean;

use crate::waiting::{self, NOT_USED, QUIET, Waiting};

/// The most choices shown below a prompt at a time, so that the prompt stays well below eight rows.
const MOST_ROWS: usize = 5;
/// The fewest.
const FEWEST_ROWS: usize = 1;
/// The rows of a prompt besides its choices: the line itself, and the help below it.
const PROMPT_ROWS: usize = 2;
/// The size taken where the terminal does not tell its own, in columns and rows.
const USUAL_SIZE: (usize, usize) = (80, 24);
/// The widest that text is set, in columns: longer lines are hard to read.
const WIDEST: usize = 100;

/// Asks in the terminal that the program runs in. Pages go to standard error, where inquire's prompts go.
#[derive(Default)]
pub struct TerminalPrompt {
    /// A page that waits for its prompt, so that both can share the screen.
    page: Option<Page>,
    /// Whether something was thrown away, and nobody has been told.
    early: bool,
    /// Why there is nobody left to ask.
    ended: Option<Leaving>,
}

impl Interviewer for TerminalPrompt {
    fn show(&mut self, page: &Page) {
        self.flush();
        if page.pause {
            self.discard(QUIET);
            let page = self.telling(page.clone());
            self.read_through(&page);
        } else {
            self.page = Some(page.clone());
        }
    }

    fn ask(
        &mut self,
        prompt: Prompt<'_>,
        take: &mut dyn FnMut(&str) -> Result<(), String>,
    ) -> Result<(), NoAnswer> {
        let (width, _) = size();
        self.discard(QUIET);
        self.page = self.page.take().map(|page| self.telling(page));
        let rows = self.lay_out(prompt);
        loop {
            // What came while the page was printed came before the question, too.
            self.discard(Duration::ZERO);
            if std::mem::take(&mut self.early) {
                say(NOT_USED, width);
            }
            if let Some(leaving) = self.ended {
                return Err(NoAnswer::Left(leaving));
            }
            let line = match prompt {
                Prompt::Choice(choice) => choose(choice, rows, width),
                Prompt::Text(text) => type_text(text),
                Prompt::Date(date) => line(Text::new(&format!("{}:", date.label))),
            };
            match line {
                Ok(Some(line)) => match take(&whole(prompt, line, width)) {
                    Ok(()) => return Ok(()),
                    Err(sentence) => {
                        self.discard(QUIET);
                        say(&sentence, width);
                    }
                },
                Ok(None) => return Err(NoAnswer::Back),
                Err(leaving) => self.ended = Some(leaving),
            }
        }
    }
}

impl TerminalPrompt {
    /// The page, which says first that something was thrown away, if it was.
    fn telling(&mut self, mut page: Page) -> Page {
        if std::mem::take(&mut self.early) {
            page.blocks.insert(0, Block::Notice(NOT_USED.to_owned()));
        }
        page
    }

    /// Throws away what was typed or pasted before what comes next.
    fn discard(&mut self, quiet: Duration) {
        if self.ended.is_some() {
            return;
        }
        match waiting::discard(quiet) {
            Waiting::Nothing => {}
            Waiting::Words => self.early = true,
            Waiting::Stop => self.ended = Some(Leaving::Interrupted),
        }
    }

    /// Prints a page that was not followed by a prompt.
    fn flush(&mut self) {
        if let Some(page) = self.page.take() {
            let (width, _) = size();
            print(&page.lines(width, Room::Some));
        }
    }

    /// Prints the waiting page so that it and the prompt fill one screen, if they fit; how many choices fit below the prompt.
    fn lay_out(&mut self, prompt: Prompt<'_>) -> usize {
        let Some(page) = self.page.take() else {
            return FEWEST_ROWS;
        };
        let (width, height) = size();
        let keys = |lines: &[String]| {
            let mut keys = Vec::new();
            for line in lines {
                wrap(line, "", "  ", width, &mut keys);
            }
            keys
        };
        let (long, short) = match prompt {
            Prompt::Choice(choice) => (keys(&choice.keys()), keys(&[choice.few_keys()])),
            Prompt::Text(_) | Prompt::Date(_) => (Vec::new(), Vec::new()),
        };
        let layout = |room: Room, apart: bool, keys: &[String]| {
            let mut lines = page.lines(width, room);
            lines.extend(apart.then(String::new));
            lines.extend_from_slice(keys);
            lines
        };
        // From roomy to tight; the first that fits is taken.
        let layouts = [
            layout(Room::Plenty, true, &long),
            layout(Room::Some, true, &long),
            layout(Room::Little, true, &long),
            layout(Room::Little, false, &long),
            layout(Room::Little, false, &short),
        ];
        let fits = |lines: &&Vec<String>| lines.len() + FEWEST_ROWS + PROMPT_ROWS <= height;
        if let Some(lines) = layouts.iter().find(fits) {
            let used = lines.len() + PROMPT_ROWS;
            let rows = (height - used).clamp(FEWEST_ROWS, MOST_ROWS);
            // What was on the screen before moves up and out of sight, and stays in the scrollback.
            scroll(height.saturating_sub(used + rows));
            print(lines);
            return rows;
        }
        // It does not fit: as much as there is room for is read first, and what follows below it, until the rest fits with its prompt.
        let [.., lines] = &layouts;
        let mut rest = lines.as_slice();
        while rest.len() + FEWEST_ROWS + PROMPT_ROWS > height && self.ended.is_none() {
            let most = rest.len().min(height.saturating_sub(2)).max(1);
            // It is cut between two entries, not within one, unless one fills the screen.
            let between = (1..=most)
                .rev()
                .find(|at| rest.get(*at).is_none_or(|line| !line.starts_with("  ")))
                .unwrap_or(most);
            let (first, after) = rest.split_at(between);
            print(first);
            let last = after.len() + FEWEST_ROWS + PROMPT_ROWS <= height;
            self.pause(if last {
                "Enter shows the rest"
            } else {
                "Enter shows more"
            });
            rest = after;
        }
        print(rest);
        FEWEST_ROWS
    }

    /// Shows a page that is to be read, a screen at a time.
    fn read_through(&mut self, page: &Page) {
        let (width, height) = size();
        let lines = page.lines(width, Room::Plenty);
        let screen = height.saturating_sub(3).max(1);
        for (number, part) in lines.chunks(screen).enumerate() {
            scroll(height.saturating_sub(part.len() + 3));
            print(part);
            print(&[String::new()]);
            let last = (number + 1) * screen >= lines.len();
            self.pause(if last {
                "Enter goes on"
            } else {
                "Enter shows more"
            });
            if self.ended.is_some() {
                return;
            }
        }
    }

    /// Waits for Enter. What is typed before it answers nothing, because the question is not on the screen yet.
    /// Esc does as well, and only Ctrl-C leaves.
    fn pause(&mut self, message: &str) {
        if self.ended.is_some() {
            return;
        }
        match line(Text::new(message)) {
            Ok(Some(typed)) if !typed.trim().is_empty() => self.early = true,
            Ok(_) => {}
            Err(leaving) => self.ended = Some(leaving),
        }
        self.discard(QUIET);
    }
}

/// A key, a name, or a row chosen with the arrow keys; nothing for Esc.
fn choose(choice: &Choice, rows: usize, width: usize) -> Result<Option<String>, Leaving> {
    let label = format!("{}:", choice.label);
    let told = |typed: &str| {
        let picked = choice.read_row(typed).ok();
        shortened(
            &picked.map_or_else(|| typed.to_owned(), |picked| choice.row(&picked)),
            width,
        )
    };
    line(
        Text::new(&label)
            .with_page_size(rows)
            .with_help_message("type, or arrow keys and Enter")
            .with_formatter(&told)
            .with_autocomplete(Rows {
                choice: choice.clone(),
                width,
            }),
    )
}

/// A text; nothing for Esc. The text there is can be brought back with Tab and changed.
fn type_text(prompt: &TextPrompt) -> Result<Option<String>, Leaving> {
    let label = format!("{}:", prompt.label);
    let text = Text::new(&label);
    match &prompt.current {
        Some(current) => line(
            text.with_help_message("Tab brings the text back, to change it")
                .with_autocomplete(Current(clean(current))),
        ),
        None => line(text),
    }
}

/// Returns the whole row where one that had to be cut was chosen with the arrow keys, and what was typed otherwise.
fn whole(prompt: Prompt<'_>, line: String, width: usize) -> String {
    match prompt {
        Prompt::Choice(choice) => choice
            .rows("")
            .into_iter()
            .find(|row| shortened(row, width) == line)
            .unwrap_or(line),
        Prompt::Text(_) | Prompt::Date(_) => line,
    }
}

/// The choices as rows below the prompt: those that go with what is typed.
#[derive(Clone)]
struct Rows {
    choice: Choice,
    width: usize,
}

impl Autocomplete for Rows {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        Ok(self
            .choice
            .rows(input)
            .iter()
            .map(|row| shortened(row, self.width))
            .collect())
    }

    fn get_completion(
        &mut self,
        _: &str,
        highlighted: Option<String>,
    ) -> Result<Replacement, CustomUserError> {
        Ok(highlighted)
    }
}

/// The text there is, to be brought back with Tab.
#[derive(Clone)]
struct Current(String);

impl Autocomplete for Current {
    fn get_suggestions(&mut self, _: &str) -> Result<Vec<String>, CustomUserError> {
        Ok(Vec::new())
    }

    fn get_completion(
        &mut self,
        input: &str,
        _: Option<String>,
    ) -> Result<Replacement, CustomUserError> {
        Ok(input.is_empty().then(|| self.0.clone()))
    }
}

/// A row that fits beside the mark before it.
fn shortened(row: &str, width: usize) -> String {
    let most = width.saturating_sub(6).max(10);
    if row.chars().count() <= most {
        row.to_owned()
    } else {
        row.chars().take(most - 1).chain(['…']).collect()
    }
}

/// One line from the person; nothing for Esc. The person stopping is a value.
fn line(text: Text<'_, '_>) -> Result<Option<String>, Leaving> {
    // inquire marks the last row shown with a "v" when there are more, which would read as a tick.
    let look = RenderConfig::default()
        .with_canceled_prompt_indicator(Styled::new("(back)"))
        .with_scroll_down_prefix(Styled::new("…"))
        .with_scroll_up_prefix(Styled::new("…"));
    match text.with_render_config(look).prompt() {
        Ok(line) => Ok(Some(line)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Leaving::Interrupted),
        Err(
            InquireError::NotTTY
            | InquireError::InvalidConfiguration(_)
            | InquireError::IO(_)
            | InquireError::Custom(_),
        ) => Err(Leaving::EndOfInput),
    }
}

fn say(sentence: &str, width: usize) {
    let mut lines = Vec::new();
    wrap(&clean(sentence), "", "", width, &mut lines);
    print(&lines);
}

fn scroll(rows: usize) {
    print(&vec![String::new(); rows]);
}

/// Prints lines. A terminal that is gone is noticed by the next prompt.
fn print(lines: &[String]) {
    let text: String = lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect();
    drop(std::io::stderr().lock().write_all(text.as_bytes()));
}

/// Columns for text and rows of the terminal, now.
fn size() -> (usize, usize) {
    let (width, height) = terminal_size::terminal_size_of(std::io::stderr())
        .map_or(USUAL_SIZE, |(width, height)| {
            (usize::from(width.0), usize::from(height.0))
        });
    // A line as wide as the terminal would break once more in some of them.
    let columns = if width == 0 { USUAL_SIZE.0 } else { width };
    (
        columns.saturating_sub(1).clamp(1, WIDEST),
        if height == 0 { USUAL_SIZE.1 } else { height },
    )
}
