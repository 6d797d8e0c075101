//! The files of `responses/` read, by several threads where there is much of it.

use std::num::NonZero;
use std::thread;

use crate::assessment::Response;
use crate::assessment::file::ResponseFile;
use crate::assessment::parse::Parser;
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::rubric::{RespondentId, unknown};
use crate::source::Source;

/// From this many bytes of responses on, reading them is worth the start of more threads.
const WORTH_SHARING: usize = 1 << 20;

impl Parser<'_> {
    /// The responses, by respondent, so that the order of files never matters.
    pub(super) fn responses(&mut self, sources: &[Source]) -> Vec<Response> {
        let size: usize = sources.iter().map(|source| source.text().len()).sum();
        let mut responses: Vec<Response> = if size < WORTH_SHARING {
            sources
                .iter()
                .filter_map(|source| self.response(source))
                .collect()
        } else {
            self.responses_shared(sources)
        };
        responses.sort_by(|one, other| one.respondent.cmp(&other.respondent));
        responses
    }

    /// The responses, read by as many threads as the machine runs at once. What each file says, and the order of the
    /// problems, are as if one thread had read them all.
    fn responses_shared(&mut self, sources: &[Source]) -> Vec<Response> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let share = sources.len().div_ceil(threads).max(1);
        let parts: Vec<(Vec<Response>, Self)> = thread::scope(|scope| {
            let mut begun = Vec::new();
            for part in sources.chunks(share) {
                let mut parser = self.beside();
                begun.push(scope.spawn(move || {
                    (
                        part.iter()
                            .filter_map(|source| parser.response(source))
                            .collect(),
                        parser,
                    )
                }));
            }
            begun
                .into_iter()
                .map(|part| part.join().expect("reading a file does not panic"))
                .collect()
        });
        let mut all = Vec::with_capacity(sources.len());
        for (responses, parser) in parts {
            all.extend(responses);
            self.problems.append(parser.problems);
            self.orphans.extend(parser.orphans);
        }
        all
    }

    pub(super) fn response(&mut self, source: &Source) -> Option<Response> {
        // Whoever sees what is wrong with it may be somebody else: the place is told, and never the words.
        let source = &source.private();
        let file = self.decoded::<ResponseFile>(source)?;
        self.format(source, &file.format);
        let respondent = RespondentId::new(file.respondent.value.as_str())
            .map_err(|error| {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadId,
                        format!("\"{}\" cannot be a respondent's id", file.respondent.value),
                    )
                    .at(source, file.respondent.span.clone(), "not an id")
                    .help(error.to_string()),
                );
            })
            .ok();
        if file.respondent.value != source.stem() {
            // An id is the name of a file, which everybody sees; what cannot be one is a word of the file.
            let whose = respondent.as_ref().map_or_else(
                || "another respondent".to_owned(),
                |respondent| format!("\"{respondent}\""),
            );
            self.problems.push(
                Diagnostic::error(
                    Code::File,
                    Words::ours(format!(
                        "{} holds the answers of {whose}, and should have that name",
                        source.name()
                    )),
                )
                .at(source, file.respondent.span.clone(), "not the name of the file")
                .help(
                    "it may be a copy that a shared drive made: compare the two, keep the right one, and move the other out of the folder",
                ),
            );
        }
        let role = self
            .rubric
            .roles()
            .iter()
            .find(|role| role.id.as_str() == file.role.value)
            .map(|role| role.id.clone());
        if role.is_none() {
            let roles = self.rubric.roles().iter().map(|role| role.id.as_str());
            self.problems
                .push(unknown(source, "role", &file.role, roles));
        }
        let answers = self.answers(source, file.answer);
        Some(Response {
            respondent: respondent?,
            role: role?,
            answers,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::assessment::{AssessmentText, northmoor, parse, read_response};
    use crate::diagnostic::{Code, Diagnostic, render};
    use crate::source::Source;

    /// What nobody but the chair may read.
    const SECRET: &str = "Zebra";
    /// The same as a sentence: no id, and no key.
    const SENTENCE: &str = "Zebra crossing";

    /// A response with a word in every place that has one.
    const WHOLE: &str = r#"format = 1
respondent = "chair"
role = "chair"
[[answer]]
criterion = "governance-purpose"
level = 3
note = "N"
uneven = "U"
confidence = "sure"
warning-signs = [1]
warning-note = "W"
[[answer.evidence]]
what = "E"
kind = "document"
date = "2026-03-01"
where = "P"
[[answer]]
criterion = "governance-board"
not-applicable = "R"
"#;

    fn told(text: &str) -> Vec<Diagnostic> {
        let rubric = northmoor().rubric;
        let source = Source::new("responses/chair.toml", text);
        let setup =
            "format = 1\ntrust = \"T\"\ncycle = \"1\"\ndate = 2026-11-22\ndepth = \"quick\"\n";
        let mut assessment = AssessmentText::new(Source::new("assessment.toml", setup));
        assessment.responses.push(source.clone());
        let mut told = read_response(&rubric, &source).err().unwrap_or_default();
        match parse(Arc::clone(&rubric), &assessment) {
            Ok(parsed) => told.extend(parsed.warnings),
            Err(problems) => told.extend(problems),
        }
        told
    }

    fn shown(problem: &Diagnostic) -> String {
        [
            problem.line(),
            render(problem, false),
            render(problem, true),
            problem.message.clone(),
            problem.help.clone().unwrap_or_default(),
        ]
        .join("\n")
    }

    /// The response with a line broken in each way that a hand, a program or a shared drive breaks one.
    fn broken() -> Vec<String> {
        let mut broken = Vec::new();
        let lines: Vec<&str> = WHOLE.lines().collect();
        for (place, line) in lines.iter().enumerate() {
            let mut with = |new: String| {
                let mut lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
                lines[place] = new;
                broken.push(lines.join("\n") + "\n");
            };
            let Some((key, _)) = line.split_once(" = ") else {
                with(format!("[[{SECRET}]]"));
                with(format!("[[answer.{SECRET}]]"));
                with(format!("{line} {SECRET}"));
                continue;
            };
            for value in [
                format!("\"{SENTENCE}\""),
                format!("\"{SECRET} said \\\"no\\\" and left\""),
                format!("“{SECRET}”"),
                format!("\"{SECRET}"),
                format!("\"\"\"{SECRET}"),
                format!("\"\" {SECRET}"),
                format!("[\"{SECRET}\"]"),
                format!("{{ {SECRET} = \"{SECRET}\" }}"),
                format!("\"\\q{SECRET}\""),
                SECRET.to_owned(),
                "2026-13-45".to_owned(),
            ] {
                with(format!("{key} = {value}"));
            }
            with(format!("{line}\n{SECRET} = \"x\""));
            with(format!("{line}\n\"{SECRET} \" = \"x\""));
            with(format!("{line}\n{SECRET}"));
            with(format!("{SECRET}{key} = 1"));
            with(format!("{line}\n{key} = \"{SECRET}\""));
            with(format!("{line} {SECRET}"));
        }
        broken
    }

    #[test]
    fn no_word_of_a_response_is_in_what_is_said_of_it() {
        let mut faults = 0;
        for text in broken() {
            for problem in told(&text) {
                faults += 1;
                let shown = shown(&problem);
                assert!(!shown.contains(SECRET), "{text}\n{shown}");
                assert!(
                    shown.contains("responses/chair.toml"),
                    "it says where: {shown}"
                );
            }
        }
        assert!(faults > 200, "{faults}");
    }

    #[test]
    fn a_curly_quotation_mark_is_told_with_its_place_and_what_to_do() {
        let problems = told(&WHOLE.replace("\"N\"", "“The head cannot stay.”"));
        assert_eq!(problems[0].code, Code::Syntax);
        let text = render(&problems[0], false);
        assert!(text.contains("responses/chair.toml:7:8"), "{text}");
        assert!(text.contains("curly"), "{text}");
        assert!(!text.contains("cannot stay"), "{text}");
    }

    #[test]
    fn an_empty_response_is_a_fault_of_its_own() {
        for text in ["", "\u{FEFF}", " \r\n\t\n", "\u{FEFF}\u{200B}\n"] {
            let problems = told(text);
            assert_eq!(problems[0].code, Code::Empty, "{problems:?}");
            assert!(problems[0].message.contains("shared drive"));
        }
    }
}
