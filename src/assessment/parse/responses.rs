//! The files of `responses/`: everybody's answers, or why somebody's are left out.
//!
//! One person's file that is broken, or there twice, leaves that person out and stops nobody else.

use std::collections::HashMap;
use std::num::NonZero;
use std::thread;

use toml::de::DeTable;

use crate::assessment::file::ResponseFile;
use crate::assessment::parse::Parser;
use crate::assessment::{AssessmentText, LeftOut, Orphan, Response, WhyLeftOut};
use crate::diagnostic::{Code, Diagnostic, Problems, Words};
use crate::rubric::{RespondentId, unknown};
use crate::source::Source;

/// From this many bytes of responses on, reading them is worth the start of more threads.
const WORTH_SHARING: usize = 1 << 20;

/// What one file of `responses/` says.
struct FileRead {
    name: String,
    /// Whose answers it holds, by what stands in it, else by its name.
    owner: Option<RespondentId>,
    /// Whether it has the name of its owner.
    is_named: bool,
    response: Option<Response>,
    problems: Problems,
    orphans: Vec<Orphan>,
}

impl Parser<'_> {
    /// The responses, by respondent, so that the order of files never matters, and those that are left out.
    pub(super) fn responses(&mut self, text: &AssessmentText) -> (Vec<Response>, Vec<LeftOut>) {
        let sources = &text.responses;
        let size: usize = sources.iter().map(|source| source.text().len()).sum();
        let mut read = if size < WORTH_SHARING {
            sources.iter().map(|source| self.read(source)).collect()
        } else {
            self.read_shared(sources)
        };
        read.extend(text.unread.iter().map(|(name, why)| unread(name, why)));
        let mut files: HashMap<RespondentId, usize> = HashMap::new();
        for owner in read.iter().filter_map(|file| file.owner.as_ref()) {
            *files.entry(owner.clone()).or_default() += 1;
        }
        let mut responses = Vec::with_capacity(read.len());
        let mut left_out: Vec<LeftOut> = Vec::new();
        for file in read {
            let several = file.owner.as_ref().is_some_and(|owner| files[owner] > 1);
            match file.response {
                Some(response) if !several && file.is_named && !file.problems.has_error() => {
                    responses.push(response);
                    self.problems.append(file.problems);
                    self.orphans.extend(file.orphans);
                }
                response => leave_out(&mut left_out, FileRead { response, ..file }, several),
            }
        }
        responses.sort_by(|one, other| one.respondent.cmp(&other.respondent));
        left_out.sort_by(|one, other| {
            (&one.respondent, &one.files).cmp(&(&other.respondent, &other.files))
        });
        (responses, left_out)
    }

    /// The same by as many threads as the machine runs at once, as if one had read them all.
    fn read_shared(&self, sources: &[Source]) -> Vec<FileRead> {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let share = sources.len().div_ceil(threads).max(1);
        thread::scope(|scope| {
            let begun: Vec<_> = sources
                .chunks(share)
                .map(|part| {
                    scope.spawn(move || {
                        part.iter()
                            .map(|source| self.read(source))
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            begun
                .into_iter()
                .flat_map(|part| part.join().expect("reading a file does not panic"))
                .collect()
        })
    }

    fn read(&self, source: &Source) -> FileRead {
        let mut parser = self.beside();
        let response = parser.response(source);
        let owner = response
            .as_ref()
            .map(|response| response.respondent.clone())
            .or_else(|| said_owner(source))
            .or_else(|| RespondentId::new(source.stem()).ok());
        FileRead {
            name: source.name().to_owned(),
            is_named: owner
                .as_ref()
                .is_some_and(|owner| owner.as_str() == source.stem()),
            owner,
            response,
            problems: parser.problems,
            orphans: parser.orphans,
        }
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
                    "it may be a copy that a shared drive made: bring the two together, or move the one that does not hold out of the folder",
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

/// A file that could not be read as text.
fn unread(name: &str, why: &str) -> FileRead {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let owner = RespondentId::new(stem.strip_suffix(".toml").unwrap_or(stem)).ok();
    let mut problems = Problems::default();
    problems.push(Diagnostic::error(Code::File, why.to_owned()));
    FileRead {
        name: name.to_owned(),
        is_named: owner.is_some(),
        owner,
        response: None,
        problems,
        orphans: Vec::new(),
    }
}

/// The respondent that a file names, also where the rest of it cannot be read.
fn said_owner(source: &Source) -> Option<RespondentId> {
    let (table, _) = DeTable::parse_recoverable(source.text());
    let said = table.get_ref().get("respondent")?.get_ref().as_str()?;
    RespondentId::new(said).ok()
}

/// Leaves a file out, with the other files of the same person.
fn leave_out(left_out: &mut Vec<LeftOut>, file: FileRead, several: bool) {
    let why = if several {
        WhyLeftOut::Doubled
    } else if file.is_named || file.response.is_none() {
        WhyLeftOut::Broken
    } else {
        WhyLeftOut::Misnamed
    };
    let before = left_out
        .iter_mut()
        .find(|before| before.respondent.is_some() && before.respondent == file.owner);
    match before {
        Some(before) if file.is_named => {
            before.files.insert(0, file.name);
            before.problems.extend(file.problems.into_vec());
        }
        Some(before) => {
            before.files.push(file.name);
            before.problems.extend(file.problems.into_vec());
        }
        None => left_out.push(LeftOut {
            respondent: file.owner,
            files: vec![file.name],
            why,
            problems: file.problems.into_vec(),
        }),
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
            Ok(parsed) => {
                told.extend(parsed.warnings);
                let left_out = parsed.assessment.left_out.into_iter();
                told.extend(left_out.flat_map(|one| one.problems));
            }
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
