//! The files of `responses/` read, by several threads where there is much of it.

use std::num::NonZero;
use std::thread;

use crate::assessment::Response;
use crate::assessment::file::ResponseFile;
use crate::assessment::parse::Parser;
use crate::diagnostic::{Code, Diagnostic};
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
            self.problems.extend(parser.problems);
            self.orphans.extend(parser.orphans);
        }
        all
    }

    pub(super) fn response(&mut self, source: &Source) -> Option<Response> {
        let file = self.decoded::<ResponseFile>(source)?;
        self.format(source, Some(&file.format));
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
            self.problems.push(
                Diagnostic::error(
                    Code::File,
                    format!("{} holds the answers of \"{}\", and should have that name", source.name(), file.respondent.value),
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
