//! A case: the answers as an assessment, and what should come of them as facts.

mod expect;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::assessment::file::CaseFile;
use crate::assessment::parse::Parser;
use crate::assessment::{Answer, Assessment, Case, Rating, Response, Setup};
use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::{RespondentId, RoleId, Rubric};
use crate::source::{At, NumberText, Source};

/// The people of a case at most: one more answer to the same criterion is one more person.
const MOST_PEOPLE: usize = 99;

/// Reads a case of a rubric.
///
/// # Errors
/// Every problem of the file at once.
pub fn parse_case(rubric: &Arc<Rubric>, source: &Source) -> Result<Case, Vec<Diagnostic>> {
    let mut parser = Parser::new(rubric);
    let case = parser.case(rubric, source);
    // An assessment keeps an answer to a criterion that is gone; in a case it would test nothing.
    let Parser {
        problems, orphans, ..
    } = parser;
    let sound = !problems.has_error()
        && orphans.is_empty()
        && problems
            .told()
            .iter()
            .all(|problem| problem.code != Code::Orphan);
    case.filter(|_| sound).ok_or_else(|| problems.into_vec())
}

impl Parser<'_> {
    fn case(&mut self, rubric: &Arc<Rubric>, source: &Source) -> Option<Case> {
        let file = self.decoded::<CaseFile>(source)?;
        self.format(source, &file.format);
        self.date = self.date(source, &file.date);
        let targets = self.targets(source, &file.targets, &BTreeMap::new());
        let weights = self.weights(source, &file.weight);
        let mut given = self.short_answers(source, &file.answers);
        for table in file.answer {
            // Each entry is one more person's, so two to the same criterion are two people and no mistake.
            given.extend(self.answers(source, vec![table]));
        }
        let register = self.entries(source, file.standard);
        let agreed = self.all_agreed(source, file.agreed);
        let expected = self.expectations(source, file.expect);
        let setup = Setup {
            trust: file.title.clone(),
            cycle: String::new(),
            date: self.date?,
            depth: file.depth,
            schools: None,
            default_target: targets.default,
            targets: targets.own,
            default_target_reason: None,
            target_reasons: BTreeMap::new(),
            weights,
            previous: None,
        };
        let assessment = Assessment {
            rubric: Arc::clone(rubric),
            setup,
            responses: self.by_person(given),
            left_out: Vec::new(),
            register,
            agreed,
            figures: Vec::new(),
            plan: Vec::new(),
            next_review: None,
            orphans: Vec::new(),
        };
        Some(Case {
            source: source.clone(),
            title: file.title,
            shows: file.shows,
            assessment,
            expected,
        })
    }

    fn short_answers(
        &mut self,
        source: &Source,
        written: &BTreeMap<String, At<Vec<At<NumberText>>>>,
    ) -> Vec<Answer> {
        let mut answers = Vec::new();
        for (name, given) in written {
            let name = At {
                value: name.clone(),
                span: given.span.clone(),
            };
            let Some(criterion) = self.criterion(source, &name) else {
                continue;
            };
            if given.value.len() > MOST_PEOPLE {
                self.problems.push(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("a case has at most {MOST_PEOPLE} people"),
                    )
                    .at(source, given.span.clone(), "more answers than that")
                    .help("shorten the list"),
                );
            }
            for one in &given.value {
                let standing = match one.value.0.as_str() {
                    "unknown" => Some(Rating::Unknown),
                    "not-applicable" => self.not_applicable(
                        source,
                        &criterion,
                        At {
                            value: "in this case".to_owned(),
                            span: one.span.clone(),
                        },
                    ),
                    _ => self.level_in(source, one).map(Rating::Level),
                };
                answers.extend(standing.map(|standing| Answer::new(criterion.clone(), standing)));
            }
        }
        answers
    }

    /// The answers as responses: the first to each criterion is the first person's, the second the second's.
    fn by_person(&self, given: Vec<Answer>) -> Vec<Response> {
        // Whose answers they are moves no level; a rubric without roles is tested all the same.
        let role = self.rubric.roles().first().map(|role| role.id.clone());
        let role = role.unwrap_or_else(|| RoleId::new("somebody").expect("a small word is an id"));
        let mut people: Vec<Response> = Vec::new();
        let mut count: HashMap<_, usize> = HashMap::new();
        for answer in given {
            let place = count.entry(answer.criterion.clone()).or_default();
            if people.len() == *place {
                // The width keeps the people in order by name.
                let respondent = RespondentId::new(format!("person-{place:04}"))
                    .expect("letters, digits and a hyphen are an id");
                people.push(Response {
                    respondent,
                    role: role.clone(),
                    answers: Vec::new(),
                });
            }
            people[*place].answers.push(answer);
            *place += 1;
        }
        for person in &mut people {
            person
                .answers
                .sort_by_cached_key(|answer| self.order[&answer.criterion]);
        }
        people
    }

    /// A level written as a number, where a word could stand too.
    fn level_in(
        &mut self,
        source: &Source,
        written: &At<NumberText>,
    ) -> Option<crate::rubric::Level> {
        if let Ok(number) = written.value.0.parse::<i64>() {
            return self.on_scale(
                source,
                &At {
                    value: number,
                    span: written.span.clone(),
                },
            );
        }
        self.problems.push(
            Diagnostic::error(Code::BadValue, format!("\"{}\" is neither a level nor a word that can stand here", written.value.0))
                .at(source, written.span.clone(), "not a level")
                .help("write a level by its number, \"unknown\" or \"not-applicable\" for an answer, or \"none\" for no level"),
        );
        None
    }
}

#[cfg(test)]
mod tests;
