//! What a terminal holds that was typed or pasted before a question stood on the screen: it is thrown away, so that
//! it never answers that question.

use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// How long nothing must come until a paste is over. A terminal hands a long paste on in parts.
pub const QUIET: Duration = Duration::from_millis(40);
/// How long input may go on without a pause before it is taken for one that never ends.
const ENDLESS: Duration = Duration::from_secs(10);

/// Said where something was thrown away.
pub const NOT_USED: &str =
    "What was typed or pasted before this question was on the screen is not used.";

/// What was thrown away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Nothing, or nothing but line ends.
    Nothing,
    /// Words or numbers.
    Words,
    /// The person's wish to stop was among it (Ctrl-C), or it never ended.
    Stop,
}

/// Throws away what the terminal on standard input holds, until nothing has come for as long as `quiet`.
pub fn discard(quiet: Duration) -> Waiting {
    // Line by line, a terminal shows no beginning of a line, and keeps it for whoever asks next.
    let raw = enable_raw_mode().is_ok();
    let found = drained(quiet);
    if raw {
        // The next prompt would fail, too, and says so.
        drop(disable_raw_mode());
    }
    found
}

fn drained(quiet: Duration) -> Waiting {
    let begun = Instant::now();
    let mut found = Waiting::Nothing;
    while matches!(event::poll(quiet), Ok(true)) {
        match event::read() {
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Press => match meant(key) {
                Waiting::Stop => return Waiting::Stop,
                Waiting::Words => found = Waiting::Words,
                Waiting::Nothing => {}
            },
            Ok(Event::Paste(_)) => found = Waiting::Words,
            Ok(
                Event::Key(_)
                | Event::FocusGained
                | Event::FocusLost
                | Event::Mouse(_)
                | Event::Resize(_, _),
            ) => {}
            Err(_) => return found,
        }
        if begun.elapsed() > ENDLESS {
            return Waiting::Stop;
        }
    }
    found
}

fn meant(key: KeyEvent) -> Waiting {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c') if control => Waiting::Stop,
        KeyCode::Char(letter) if !control && !letter.is_whitespace() => Waiting::Words,
        _ => Waiting::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_words_line_ends_are_nothing_and_control_c_stops() {
        let press = |code, modifiers| meant(KeyEvent::new(code, modifiers));
        assert_eq!(
            press(KeyCode::Char('4'), KeyModifiers::NONE),
            Waiting::Words
        );
        assert_eq!(
            press(KeyCode::Char('C'), KeyModifiers::SHIFT),
            Waiting::Words
        );
        assert_eq!(press(KeyCode::Enter, KeyModifiers::NONE), Waiting::Nothing);
        assert_eq!(
            press(KeyCode::Char('j'), KeyModifiers::CONTROL),
            Waiting::Nothing
        );
        assert_eq!(
            press(KeyCode::Char('c'), KeyModifiers::CONTROL),
            Waiting::Stop
        );
    }
}
