//! Taking a respondent out of the folder, and giving one another id.
//!
//! Both go over several files under one lock, in an order that a killed
//! program may be stopped in anywhere: the file of the answers comes last, and
//! it goes or is renamed in one step. Doing the same again finishes the work.

use toml::{Table, Value};
use toml_edit::{DocumentMut, Item, TomlError, value};

use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::RespondentId;
use crate::source::{Source, emptiness};
use crate::store::lock::Lock;
use crate::store::save::{File, HEAD, response_name};
use crate::store::trace::NAMING;
use crate::store::upgrade::swap;
use crate::store::{Folder, Saved, StoreError, Traces, durable};

impl Folder {
    /// Takes a respondent out: the answers, every copy of them, and the id where it stands as the one who led,
    /// owns or looked, for which `instead` is written (`None`: it stays). Returns what was there; its mentions,
    /// documents and unread files are left as they are.
    ///
    /// # Errors
    /// [`StoreError::NobodyOfThisId`] when there is nothing of theirs; else whatever keeps a file from being changed.
    /// The answers themselves are then still all there.
    pub fn remove_respondent(
        &self,
        respondent: &RespondentId,
        instead: Option<&str>,
    ) -> Result<Traces, StoreError> {
        let lock = self.lock()?;
        let traces = self.traces(respondent)?;
        if !traces.has_answers() {
            return Err(StoreError::NobodyOfThisId {
                path: self.path().to_owned(),
                respondent: respondent.clone(),
            });
        }
        if let Some(instead) = instead {
            self.name_instead(&lock, &traces, respondent, instead)?;
        }
        for file in &traces.copies {
            self.take_out(file)?;
        }
        // What a killed upgrade left repeats what everybody said, under whatever names.
        swap::sweep(self)?;
        if let Some(file) = &traces.response {
            self.take_out(file)?;
        }
        Ok(traces)
    }

    /// Gives a respondent another id, in the file of the answers and where the id stands as the one who led, owns
    /// or looked. Comments stay. Returns what was there; its copies, mentions and documents still have the old id.
    ///
    /// # Errors
    /// [`StoreError::NobodyOfThisId`] and [`StoreError::IdInUse`]; else whatever keeps a file from being changed.
    pub fn rename_respondent(
        &self,
        respondent: &RespondentId,
        new: &RespondentId,
    ) -> Result<Traces, StoreError> {
        let lock = self.lock()?;
        let mut traces = self.traces(respondent)?;
        let (own, wanted) = (response_name(respondent), response_name(new));
        // The answers under the new name, still with the old id in them, are what a killed renaming leaves.
        let begun = traces.response.is_none() && traces.copies.contains(&wanted);
        if traces.response.is_none() && !begun {
            return Err(StoreError::NobodyOfThisId {
                path: self.path().to_owned(),
                respondent: respondent.clone(),
            });
        }
        if respondent == new {
            return Ok(traces);
        }
        let (from, to) = (self.place(&own), self.place(&wanted));
        let same_but_for_case = own.to_lowercase() == wanted.to_lowercase();
        if !begun && !same_but_for_case {
            if to.symlink_metadata().is_ok() {
                return Err(StoreError::IdInUse { there: to });
            }
            self.no_twin_in_other_letters(new, &to)?;
        }
        // Nothing is begun that could not be finished.
        let answers = if begun { &wanted } else { &own };
        if let Some(source) = self.find(answers)? {
            table(&source).map_err(|problems| StoreError::Invalid {
                path: self.place(answers),
                problems,
            })?;
        }
        self.name_instead(&lock, &traces, respondent, new.as_str())?;
        if !begun {
            durable::rename(&from, &to)?;
        }
        self.set(
            &lock,
            &wanted,
            &|table| Ok(set_respondent(table, new)),
            &|text| {
                let mut document: DocumentMut = text.parse()?;
                replace(document.get_mut("respondent"), new.as_str());
                Ok(document.to_string())
            },
        )?;
        traces.copies.retain(|copy| *copy != wanted);
        traces.response = Some(wanted);
        Ok(traces)
    }

    /// Writes another word where an id stands as the one who led, owns or looked.
    fn name_instead(
        &self,
        lock: &Lock,
        traces: &Traces,
        respondent: &RespondentId,
        instead: &str,
    ) -> Result<(), StoreError> {
        for (file, list, key) in NAMING {
            if !traces.named.iter().any(|named| named.file == file) {
                continue;
            }
            let is_theirs = |found: Option<&str>| found == Some(respondent.as_str());
            let said = |table: &mut Table| {
                for entry in table
                    .get_mut(list)
                    .and_then(Value::as_array_mut)
                    .into_iter()
                    .flatten()
                {
                    if is_theirs(entry.get(key).and_then(Value::as_str)) {
                        entry
                            .as_table_mut()
                            .expect("what has a key is a table")
                            .insert(key.to_owned(), instead.into());
                    }
                }
                Ok(Saved::Written)
            };
            let written = |text: &str| {
                let mut document: DocumentMut = text.parse()?;
                let list = document
                    .get_mut(list)
                    .expect("a file that names somebody has the list in which it does");
                each(list, &mut |entry| {
                    if is_theirs(entry.get(key).and_then(Item::as_str)) {
                        replace(entry.get_mut(key), instead);
                    }
                });
                Ok(document.to_string())
            };
            self.set(lock, file, &said, &written)?;
        }
        Ok(())
    }

    /// Changes a file that is there: `said` in what it says, `written` in its text.
    fn set(
        &self,
        lock: &Lock,
        name: &str,
        said: &dyn Fn(&mut Table) -> Result<Saved, StoreError>,
        written: &dyn Fn(&str) -> Result<String, TomlError>,
    ) -> Result<(), StoreError> {
        let file = File {
            name,
            fresh: HEAD.to_owned(),
            change: written,
        };
        self.save_under(lock, &file, table, |_, table| said(table))
            .map(|_| ())
    }
}

/// A file as TOML, whatever it says: so that somebody can be taken out of an assessment that is not valid.
fn table(source: &Source) -> Result<Table, Vec<Diagnostic>> {
    let source = &source.private();
    if let Some(problem) = emptiness(source) {
        return Err(vec![problem]);
    }
    source
        .text()
        .parse()
        .map_err(|_: toml::de::Error| vec![Diagnostic::error(Code::Syntax, Code::Syntax.plainly())])
}

fn set_respondent(table: &mut Table, new: &RespondentId) -> Saved {
    table.insert("respondent".to_owned(), new.as_str().into());
    Saved::Written
}

/// Calls with every entry of a list, written as `[[name]]` or as `name = [{ … }]`.
fn each(list: &mut Item, change: &mut dyn FnMut(&mut dyn toml_edit::TableLike)) {
    match list {
        Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|table| change(table)),
        Item::Value(toml_edit::Value::Array(array)) => {
            array
                .iter_mut()
                .filter_map(toml_edit::Value::as_inline_table_mut)
                .for_each(|table| change(table));
        }
        Item::None | Item::Value(_) | Item::Table(_) => {}
    }
}

/// Puts a text in the place of a value; the comment beside it stays.
fn replace(item: Option<&mut Item>, text: &str) {
    let Some(item) = item else { return };
    let decor = item.as_value().map(|old| old.decor().clone());
    *item = value(text);
    if let (Some(decor), Some(new)) = (decor, item.as_value_mut()) {
        *new.decor_mut() = decor;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::store::trial::{assessment, noted, respondent, role};
    use crate::store::{Mention, Unread, Why};

    const AGREED: &str = "format = 1\n[[agreed]]\ncriterion = \"work-0\"\nlevel = 1\nreason = \"The head-1 said so.\"\nmoderator = \"head-1\" # in the chair\ndate = 2026-11-01\ndissent = \"It was said: Half of the lessons seen were late.\"\n";
    const REGISTER: &str = "format = 1\n# head-1 keeps it\n[[standard]]\nid = \"standard-0\"\nstatus = \"met\"\nby = 'head-1'\n[[standard]]\nid = \"standard-1\"\nstatus = \"met\"\nby = \"head-10\"\n";
    const PLAN: &str = "format = 1\naction = [ # all\n  { id = \"one\", for = \"work-0\", what = \"Look\", owner = \"head-1\", due = 2027-01-01, measure = \"Seen\" }, # soon\n]\n";

    /// A folder with two respondents whose ids begin alike, and with `head-1` in every place there is.
    fn folder() -> (tempfile::TempDir, Folder) {
        let (temporary, folder, rubric) = assessment(2);
        for id in ["head-1", "head-10"] {
            folder
                .save_answer(
                    &rubric,
                    &respondent(id),
                    &role("head"),
                    &noted(0, "Half of the lessons seen were late."),
                )
                .unwrap();
        }
        let answers = fs::read_to_string(folder.path().join("responses/head-1.toml")).unwrap();
        for (name, text) in [
            ("agreed.toml", AGREED),
            ("standards.toml", REGISTER),
            ("plan.toml", PLAN),
            ("report.docx", "x"),
            ("papers/agenda.pdf", "x"),
            ("responses/head-1 (1).toml", &answers),
            ("responses/head-1-LAPTOP.toml", &answers),
            ("responses/head-1.toml~", &answers),
            ("responses/.tmp-Ab12", &answers[..40]),
            ("responses/.tmp-empty", ""),
            ("responses/old/head-1.bak", &answers),
            (
                "responses/chair.toml.bak",
                "format = 1\nrespondent = \"chair\"\n",
            ),
            (".tmp-Cd34", "moderator = \"head-1\""),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        (temporary, folder)
    }

    fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                found.extend(everything(&entry.path()));
            } else if entry.file_name() != ".strong-trust.lock" {
                found.insert(entry.path(), fs::read(entry.path()).unwrap());
            }
        }
        found
    }

    #[test]
    fn every_trace_is_found_and_nobody_else_s_is_taken_for_one() {
        let (_temporary, folder) = folder();
        let traces = folder.traces(&respondent("head-1")).unwrap();
        assert_eq!(traces.response.as_deref(), Some("responses/head-1.toml"));
        let copies = [
            "responses/.tmp-Ab12",
            "responses/head-1 (1).toml",
            "responses/head-1-LAPTOP.toml",
            "responses/head-1.toml~",
            "responses/old/head-1.bak",
            ".tmp-Cd34",
        ];
        assert_eq!(traces.copies, copies);
        let named: Vec<(&str, &str, &str)> = traces
            .named
            .iter()
            .map(|one| (one.file.as_str(), one.entry.as_str(), one.key))
            .collect();
        let expected = [
            ("agreed.toml", "work-0", "moderator"),
            ("plan.toml", "one", "owner"),
            ("standards.toml", "standard-0", "by"),
        ];
        assert_eq!(named, expected);
        let mention = |file: &str, place: &str, repeats| Mention {
            file: file.into(),
            place: place.into(),
            repeats,
        };
        let expected = [
            mention("agreed.toml", "work-0 `dissent`", true),
            mention("agreed.toml", "work-0 `reason`", false),
            mention("responses/head-10.toml", "work-0 `note`", true),
            mention("standards.toml", "a comment", false),
        ];
        assert_eq!(traces.mentions, expected);
        assert_eq!(traces.documents, ["papers/agenda.pdf", "report.docx"]);
        assert!(traces.unread.is_empty());
    }

    #[test]
    fn removing_takes_the_answers_every_copy_and_the_id_and_leaves_all_else_byte_for_byte() {
        let (_temporary, folder) = folder();
        let before = everything(folder.path());
        let traces = folder
            .remove_respondent(&respondent("head-1"), Some("(removed)"))
            .unwrap();
        let after = everything(folder.path());
        let gone: Vec<&PathBuf> = before
            .keys()
            .filter(|path| !after.contains_key(*path))
            .collect();
        assert_eq!(gone.len(), traces.copies.len() + 1);
        let changed: Vec<&str> = after
            .iter()
            .filter(|(path, bytes)| before[*path] != **bytes)
            .map(|(path, _)| path.file_name().unwrap().to_str().unwrap())
            .collect();
        assert_eq!(changed, ["agreed.toml", "plan.toml", "standards.toml"]);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(
            read("agreed.toml"),
            AGREED.replace("\"head-1\" #", "\"(removed)\" #")
        );
        assert_eq!(
            read("standards.toml"),
            REGISTER.replace("'head-1'", "\"(removed)\"")
        );
        assert_eq!(
            read("plan.toml"),
            PLAN.replace("\"head-1\"", "\"(removed)\"")
        );
        let again = folder
            .remove_respondent(&respondent("head-1"), None)
            .unwrap_err();
        assert!(
            matches!(again, StoreError::NobodyOfThisId { .. }),
            "{again}"
        );
        assert_eq!(folder.load().unwrap().assessment.responses.len(), 1);
    }

    #[test]
    fn what_a_killed_upgrade_left_goes_too_and_its_answers_are_told_of() {
        let (_temporary, folder) = folder();
        let answers = fs::read_to_string(folder.path().join("responses/head-1.toml")).unwrap();
        for name in [".tmp-upgrade", ".tmp-upgraded", ".tmp-upgrade-LAPTOP"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(
                folder.path().join(name).join("0"),
                "dissent = \"Half of the lessons seen were late.\"\n",
            )
            .unwrap();
            fs::write(folder.path().join(name).join("1"), &answers).unwrap();
        }
        let traces = folder
            .remove_respondent(&respondent("head-1"), Some("(removed)"))
            .unwrap();
        for name in [".tmp-upgrade", ".tmp-upgraded", ".tmp-upgrade-LAPTOP"] {
            assert!(
                traces.copies.contains(&format!("{name}/1")),
                "{:?}",
                traces.copies
            );
            assert!(!folder.path().join(name).exists());
        }
        assert_eq!(folder.load().unwrap().assessment.responses.len(), 1);
        // Also where nothing but such a copy is left of them.
        fs::create_dir(folder.path().join(".tmp-upgrade")).unwrap();
        fs::write(folder.path().join(".tmp-upgrade/1"), &answers).unwrap();
        folder
            .remove_respondent(&respondent("head-1"), Some("(removed)"))
            .unwrap();
        assert!(!folder.path().join(".tmp-upgrade").exists());
    }

    #[test]
    fn an_id_that_is_a_post_may_stay_where_it_is_one() {
        let (_temporary, folder) = folder();
        folder
            .remove_respondent(&respondent("head-1"), None)
            .unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("agreed.toml")).unwrap(),
            AGREED
        );
    }

    #[test]
    fn somebody_can_be_taken_out_of_a_folder_that_is_not_valid_and_what_could_not_be_read_is_told()
    {
        let (_temporary, folder) = folder();
        fs::write(folder.path().join("agreed.toml"), "moderator = head-1\n").unwrap();
        fs::write(
            folder.path().join("responses/head-1.toml"),
            "respondent = \"head-1\" # me\nbroken\n",
        )
        .unwrap();
        let traces = folder
            .remove_respondent(&respondent("head-1"), Some("(removed)"))
            .unwrap();
        let invalid = Unread {
            file: "agreed.toml".to_owned(),
            why: Why::Invalid,
        };
        assert_eq!(traces.unread, [invalid]);
        assert!(
            traces
                .mentions
                .iter()
                .any(|mention| mention.file == "agreed.toml")
        );
        assert!(!folder.path().join("responses/head-1.toml").exists());
    }

    #[test]
    fn renaming_keeps_every_other_byte_and_refuses_an_id_that_somebody_has() {
        let (_temporary, folder) = folder();
        let path = |name: &str| folder.path().join("responses").join(name);
        let text = format!(
            "# mine\n{}",
            fs::read_to_string(path("head-1.toml"))
                .unwrap()
                .replace("\"head-1\"", "\"head-1\" # me")
        );
        fs::write(path("head-1.toml"), &text).unwrap();
        for taken in ["head-10", "HEAD-10"] {
            let error = folder
                .rename_respondent(&respondent("head-1"), &respondent(taken))
                .unwrap_err();
            assert!(
                matches!(
                    error,
                    StoreError::IdInUse { .. } | StoreError::SameButForCase { .. }
                ),
                "{error}"
            );
        }
        assert_eq!(fs::read_to_string(path("head-1.toml")).unwrap(), text);
        folder
            .rename_respondent(&respondent("head-1"), &respondent("quay"))
            .unwrap();
        assert!(!path("head-1.toml").exists());
        assert_eq!(
            fs::read_to_string(path("quay.toml")).unwrap(),
            text.replace("\"head-1\"", "\"quay\"")
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("standards.toml")).unwrap(),
            REGISTER.replace("'head-1'", "\"quay\"")
        );
        folder
            .rename_respondent(&respondent("quay"), &respondent("Quay"))
            .unwrap();
        assert!(
            fs::read_to_string(path("Quay.toml"))
                .unwrap()
                .contains("respondent = \"Quay\"")
        );
        let nobody = folder
            .rename_respondent(&respondent("nobody"), &respondent("x"))
            .unwrap_err();
        assert!(matches!(nobody, StoreError::NobodyOfThisId { .. }));
    }

    #[test]
    fn a_renaming_that_was_killed_between_its_steps_is_finished_by_the_next() {
        let (_temporary, folder) = folder();
        let path = |name: &str| folder.path().join("responses").join(name);
        fs::rename(path("head-1.toml"), path("quay.toml")).unwrap();
        for copy in ["head-1 (1).toml", "head-1-LAPTOP.toml"] {
            fs::remove_file(path(copy)).unwrap();
        }
        assert!(folder.load().is_err(), "it is not passed over in silence");
        folder
            .rename_respondent(&respondent("head-1"), &respondent("quay"))
            .unwrap();
        assert_eq!(folder.load().unwrap().assessment.responses.len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_removed_through_a_link() {
        let (_temporary, folder) = folder();
        let elsewhere = tempfile::tempdir().unwrap();
        let real = elsewhere.path().join("real.toml");
        let inside = |name: &str| folder.path().join(name);
        fs::copy(inside("responses/head-1.toml"), &real).unwrap();
        fs::remove_file(inside("responses/head-1.toml")).unwrap();
        for (name, to) in [
            ("responses/head-1.toml", real.as_path()),
            (".tmp-ab", real.as_path()),
            ("responses/.tmp-ab", real.as_path()),
            ("responses/old copies", elsewhere.path()),
        ] {
            std::os::unix::fs::symlink(to, inside(name)).unwrap();
        }
        let traces = folder
            .remove_respondent(&respondent("head-1"), None)
            .unwrap();
        assert!(real.exists());
        for name in [
            ".tmp-ab",
            "responses/.tmp-ab",
            "responses/head-1.toml",
            "responses/old copies",
        ] {
            assert!(inside(name).is_symlink());
            let link = Unread {
                file: name.to_owned(),
                why: Why::Link,
            };
            assert!(traces.unread.contains(&link), "{name}");
        }
    }
}
