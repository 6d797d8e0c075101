//! A problem as people read it: a sentence, `file:line:column`, the line with a caret, what to do.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{clean_lines, is_unseen};

/// The problem as text, ending in a line feed. `colour` adds terminal styles.
pub fn render(problem: &Diagnostic, colour: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = clean_lines(&problem.message);
    let help = problem.help.as_deref().map(clean_lines);
    let (shown, withheld) = match &problem.place {
        Some(place) if place.source.is_private() => (None, Some(place)),
        place => (place.as_ref(), None),
    };
    let excerpt = shown.map(Excerpt::new);
    // Where somebody else's words stand, and not the words.
    let origin = withheld.map(|place| {
        let at = place.source.position(place.span.start);
        (clean_lines(place.source.name()), at)
    });
    let mut group = level
        .primary_title(message.as_str())
        .id(problem.code.name())
        .elements(excerpt.as_ref().map(|excerpt| {
            Snippet::source(excerpt.text.as_str())
                .line_start(excerpt.line)
                .path(excerpt.name.as_str())
                .annotation(
                    AnnotationKind::Primary
                        .span(excerpt.span.clone())
                        .label(excerpt.label.as_str()),
                )
        }));
    if let Some((name, at)) = &origin {
        group = group.element(
            Origin::path(name.as_str())
                .line(at.line)
                .char_column(at.column),
        );
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text: String = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The line that a problem stands in, made safe to print.
struct Excerpt {
    name: String,
    line: usize,
    text: String,
    span: std::ops::Range<usize>,
    label: String,
}

/// A longer line is shown around the problem only.
const WIDEST_LINE: usize = 160;

impl Excerpt {
    fn new(place: &crate::diagnostic::Place) -> Self {
        let source = &place.source;
        let text = source.text();
        let start = floor(text, place.span.start);
        let std::ops::Range {
            start: line_start,
            end: line_end,
        } = source.line(start);
        let end = floor(text, place.span.end.clamp(start, line_end));
        // Only the line is given to the renderer: a file of a million lines would be searched otherwise.
        let from = if start - line_start > WIDEST_LINE {
            floor(text, start - 60)
        } else {
            line_start
        };
        let to = if line_end - start > WIDEST_LINE {
            floor(text, start + WIDEST_LINE)
        } else {
            line_end
        };
        Self {
            name: clean_lines(source.name()),
            line: source.position(start).line,
            text: same_length(&text[from..to]),
            span: start - from..end.min(to) - from,
            label: clean_lines(&place.label),
        }
    }
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Control codes and direction marks replaced, byte for byte, so that spans still fit.
fn same_length(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let harmful = (c.is_control() && c != '\t') || is_unseen(c);
            let (shown, times) = if harmful { ('?', c.len_utf8()) } else { (c, 1) };
            std::iter::repeat_n(shown, times)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Source;

    #[test]
    fn a_problem_shows_file_line_column_and_a_caret() {
        let source = Source::new("rubric.toml", "format = 1\ntitel = \"x\"\n");
        let problem = Diagnostic::error(
            Code::UnknownKey,
            "`titel` is not a key that may stand at the top of the file",
        )
        .at(&source, 11..16, "not known here")
        .help("did you mean `title`?");
        assert_eq!(
            render(&problem, false),
            "error[unknown-key]: `titel` is not a key that may stand at the top of the file
 --> rubric.toml:2:1
  |
2 | titel = \"x\"
  | ^^^^^ not known here
  |
  = help: did you mean `title`?
"
        );
    }

    #[test]
    fn control_codes_in_a_file_never_reach_the_terminal() {
        let source = Source::new("a\u{1b}.toml", "a = \"\u{1b}[2J\u{202e}\"");
        let text = render(
            &Diagnostic::error(Code::BadValue, "x\u{7}").at(&source, 4..9, "y"),
            false,
        );
        assert!(
            text.chars().all(|c| c == '\n' || !c.is_control()),
            "{text:?}"
        );
    }

    #[test]
    fn a_line_of_a_megabyte_is_shown_in_part() {
        let source = Source::new("a.toml", "x".repeat(1_000_000));
        let text = render(
            &Diagnostic::error(Code::Syntax, "long").at(&source, 500_000..500_003, "here"),
            false,
        );
        assert!(text.len() < 2_000);
    }
}
