//! `respondent merge DIR FILE`: two files of one person, brought together answer by answer.

use std::collections::HashSet;
use std::path::Path;

use clap::{Args, ValueEnum};
use strong_trust::assessment::Assessment;
use strong_trust::questionnaire::{Interviewer, Menu, NoAnswer, Page, recorded};
use strong_trust::report::{before_merging, left_out_words, merged};
use strong_trust::rubric::CriterionId;
use strong_trust::store::{Differing, Doubled, Folder};

use crate::args::Dir;
use crate::error::{Failure, Outcome};
use crate::exit::Exit;
use crate::folder;
use crate::interviewer::interviewer;
use crate::terminal::{Terminal, say};

#[derive(Debug, Args)]
pub struct Merge {
    #[command(flatten)]
    dir: Dir,
    /// The other file, such as "chair (1).toml"
    file: String,
    /// Take this file's answers wherever the two differ, without being asked
    #[arg(long, value_enum)]
    take: Option<Take>,
}

/// Whose answers hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Take {
    /// The person's own file, such as chair.toml
    Own,
    /// The other file
    Other,
}

impl Merge {
    pub fn run(&self, terminal: Terminal) -> Outcome {
        let (folder, loaded) = folder::load(&self.dir.dir)?;
        let assessment = &loaded.assessment;
        let name = Path::new(&self.file)
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let doubled = self.doubled(&folder, assessment, name)?;
        let that = match self.take {
            Some(Take::Own) => HashSet::new(),
            Some(Take::Other) => doubled
                .differing()
                .iter()
                .map(|one| one.that.criterion.clone())
                .collect(),
            None => {
                let flags = "Add --take own or --take other to take one file's answers wherever the two differ.";
                let mut interviewer = interviewer(terminal, flags)?;
                ask_all(interviewer.as_mut(), assessment, &doubled)
                    .map_err(|left| Failure::from(left).hint("Nothing was changed."))?
            }
        };
        let kept = folder.merge(&assessment.rubric, &doubled, &that)?;
        say(&merged(&doubled, that.len(), &kept));
        Ok(Exit::Done)
    }

    fn doubled(
        &self,
        folder: &Folder,
        assessment: &Assessment,
        name: &str,
    ) -> Result<Doubled, Failure> {
        let path = format!("responses/{name}");
        if !assessment
            .left_out
            .iter()
            .any(|left_out| left_out.files.contains(&path))
        {
            let there: Vec<String> = assessment.left_out.iter().map(left_out_words).collect();
            let there = if there.is_empty() {
                "No file of answers is doubled.".to_owned()
            } else {
                there.join(" ")
            };
            return Err(Failure::usage(format!(
                "\"{}\" is not the second file of anybody's answers. {there} Nothing was changed.",
                self.file
            )));
        }
        Ok(folder.doubled(&assessment.rubric, name)?)
    }
}

/// The criteria of which the other file's answers hold.
fn ask_all(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    doubled: &Doubled,
) -> Result<HashSet<CriterionId>, NoAnswer> {
    let mut page = Page::new(format!("Two files of {}", doubled.respondent));
    for sentence in before_merging(doubled) {
        page.paragraph(sentence);
    }
    if !interviewer.confirm(page, "Go on", "Leave everything as it is")? {
        return Err(NoAnswer::Back);
    }
    let differing = doubled.differing();
    let mut chosen: Vec<bool> = Vec::new();
    while let Some(one) = differing.get(chosen.len()) {
        match ask_one(
            interviewer,
            assessment,
            doubled,
            one,
            (chosen.len() + 1, differing.len()),
        ) {
            Ok(that) => chosen.push(that),
            Err(NoAnswer::Back) if chosen.pop().is_some() => {}
            Err(left) => return Err(left),
        }
    }
    let that = differing.iter().zip(&chosen).filter(|(_, that)| **that);
    Ok(that.map(|(one, _)| one.that.criterion.clone()).collect())
}

/// Whether the other file's answer to one criterion holds.
fn ask_one(
    interviewer: &mut dyn Interviewer,
    assessment: &Assessment,
    doubled: &Doubled,
    one: &Differing<'_>,
    (place, of): (usize, usize),
) -> Result<bool, NoAnswer> {
    let rubric = &*assessment.rubric;
    let Some(criterion) = rubric.criterion(&one.this.criterion) else {
        return Ok(false);
    };
    let mut page = Page::new(format!("{place} of {of}: {}", criterion.title));
    page.paragraph(&criterion.question);
    for (number, file, answer) in [(1, &doubled.own, one.this), (2, &doubled.other, one.that)] {
        page.numbered(
            number,
            format!("In {file}"),
            recorded(rubric, criterion, answer).join("; "),
        );
    }
    interviewer.show(&page);
    let mut menu = Menu::new("Which holds, 1 or 2?", "Which of the two holds?");
    menu.option(1, format!("the one in {}", doubled.own), false);
    menu.option(2, format!("the one in {}", doubled.other), true);
    interviewer.select(&menu.back("back").leave("leave, and change nothing"))
}
