//! Taking a respondent out of the folder, and giving one another id.
//!
//! Both go over several files, and change all of them or none.

use toml::{Table, Value};
use toml_edit::{DocumentMut, Item, TomlError, value};

use crate::diagnostic::{Code, Diagnostic};
use crate::rubric::RespondentId;
use crate::source::{Source, emptiness};
use crate::store::files::{CommitError, Expect, Revision, Write};
use crate::store::save::{File, HEAD, Rework, TRIES, response_name};
use crate::store::trace::NAMING;
use crate::store::{Folder, Saved, StoreError, Traces};

/// A change of several files with what it builds on.
type Worked = (Vec<Expect>, Vec<Write>);

impl Folder {
    /// Takes a respondent out: the answers, every copy of them, and the id where it stands as the one who led,
    /// owns or looked, for which `instead` is written (`None`: it stays). Returns what was there; its mentions,
    /// documents and unread files are left as they are.
    ///
    /// # Errors
    /// [`StoreError::NobodyOfThisId`] when there is nothing of theirs; else whatever keeps a file from being changed.
    /// The answers themselves are then still all there, but with [`StoreError::HalfDone`]; where a copy is left, doing
    /// it again takes that away.
    pub fn remove_respondent(
        &self,
        respondent: &RespondentId,
        instead: Option<&str>,
    ) -> Result<Traces, StoreError> {
        let finished = self.finish()?;
        let traces = self.all_or_none(|| {
            let traces = self.traces(respondent)?;
            if !traces.has_answers() {
                return Err(self.nobody(respondent));
            }
            let (mut expect, mut writes) = match instead {
                Some(instead) => self.named_instead(&traces, respondent, instead)?,
                None => (Vec::new(), Vec::new()),
            };
            if let Some(name) = &traces.response {
                // A file that cannot be read as text goes all the same.
                if let Ok(Some(source)) = self.find(name) {
                    expect.push(Expect::Is(name.clone(), Revision::of(source.text())));
                }
                writes.push(Write::Remove { name: name.clone() });
            }
            Ok((traces, (expect, writes)))
        });
        let traces = match traces {
            // That was what was left to do.
            Err(StoreError::NobodyOfThisId { .. }) if finished => Traces::default(),
            traces => traces?,
        };
        for file in &traces.copies {
            self.files().discard(file)?;
        }
        // What a killed change left repeats what everybody said, under whatever names.
        self.files().sweep()?;
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
        let finished = self.finish()?;
        let (own, wanted) = (response_name(respondent), response_name(new));
        let mut traces = self.all_or_none(|| {
            let traces = self.traces(respondent)?;
            if traces.response.is_none() {
                if finished && self.find(&wanted)?.is_some() {
                    // That was what was left to do.
                    return Ok((traces, (Vec::new(), Vec::new())));
                }
                return Err(self.nobody(respondent));
            }
            if respondent == new {
                return Ok((traces, (Vec::new(), Vec::new())));
            }
            let to = self.place(&wanted);
            let is_other = own.to_lowercase() != wanted.to_lowercase();
            if is_other {
                if to.symlink_metadata().is_ok() {
                    return Err(StoreError::IdInUse { there: to });
                }
                self.no_twin_in_other_letters(new, &to)?;
            }
            let (mut expect, mut writes) = self.named_instead(&traces, respondent, new.as_str())?;
            if is_other {
                expect.push(Expect::Absent(wanted.clone()));
            }
            let renamed = self.set(
                &own,
                |table| {
                    table.insert("respondent".to_owned(), new.as_str().into());
                },
                &|text| {
                    let mut document: DocumentMut = text.parse()?;
                    replace(document.get_mut("respondent"), new.as_str());
                    Ok(document.to_string())
                },
            )?;
            expect.push(renamed.expect);
            if let Some(Write::Put { name, text }) = renamed.write {
                writes.push(Write::Move {
                    from: name,
                    to: wanted.clone(),
                    text,
                });
            }
            Ok((traces, (expect, writes)))
        })?;
        traces.response = Some(wanted);
        Ok(traces)
    }

    /// Makes a change of several files, which is worked out anew as often as somebody saves in between.
    fn all_or_none(
        &self,
        mut work: impl FnMut() -> Result<(Traces, Worked), StoreError>,
    ) -> Result<Traces, StoreError> {
        for _ in 0..TRIES {
            let (traces, (expect, writes)) = work()?;
            match self.files().commit(&expect, &writes) {
                Ok(()) => return Ok(traces),
                Err(CommitError::Moved) => {}
                Err(CommitError::Failed(error)) => return Err(error),
            }
        }
        Err(self.busy())
    }

    fn nobody(&self, respondent: &RespondentId) -> StoreError {
        StoreError::NobodyOfThisId {
            path: self.path().to_owned(),
            respondent: respondent.clone(),
        }
    }

    /// Works out another word where an id stands as the one who led, owns or looked.
    fn named_instead(
        &self,
        traces: &Traces,
        respondent: &RespondentId,
        instead: &str,
    ) -> Result<Worked, StoreError> {
        let (mut expect, mut writes) = (Vec::new(), Vec::new());
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
            let changed = self.set(file, said, &written)?;
            expect.push(changed.expect);
            writes.extend(changed.write);
        }
        Ok((expect, writes))
    }

    /// Works out a change of a file that is there: `said` in what it says, `written` in its text.
    fn set(
        &self,
        name: &str,
        said: impl FnOnce(&mut Table),
        written: &dyn Fn(&str) -> Result<String, TomlError>,
    ) -> Result<Rework<Table>, StoreError> {
        let file = File {
            name,
            fresh: HEAD.to_owned(),
            change: written,
        };
        self.rework(&file, table, |_, table| {
            said(table);
            Ok(Saved::Written)
        })
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
    fn what_a_killed_change_left_goes_too_and_its_answers_are_told_of() {
        let (_temporary, folder) = folder();
        let answers = fs::read_to_string(folder.path().join("responses/head-1.toml")).unwrap();
        for name in [".tmp-commit", ".tmp-commit-done", ".tmp-commit-LAPTOP"] {
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
        for name in [".tmp-commit", ".tmp-commit-done", ".tmp-commit-LAPTOP"] {
            assert!(
                traces.copies.contains(&format!("{name}/1")),
                "{:?}",
                traces.copies
            );
            assert!(!folder.path().join(name).exists());
        }
        assert_eq!(folder.load().unwrap().assessment.responses.len(), 1);
        // Also where nothing but such a copy is left of them.
        fs::create_dir(folder.path().join(".tmp-commit")).unwrap();
        fs::write(folder.path().join(".tmp-commit/1"), &answers).unwrap();
        folder
            .remove_respondent(&respondent("head-1"), Some("(removed)"))
            .unwrap();
        assert!(!folder.path().join(".tmp-commit").exists());
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

    #[cfg(unix)]
    #[test]
    fn nothing_behind_a_link_is_removed_neither_a_file_nor_in_a_folder() {
        use std::os::unix::fs::symlink;
        let (_temporary, folder) = folder();
        let elsewhere = tempfile::tempdir().unwrap();
        let diary = elsewhere.path().join("diary.txt");
        fs::write(&diary, "respondent = \"head-1\"\n").unwrap();
        symlink(&diary, folder.path().join(".tmp-ab")).unwrap();
        symlink(elsewhere.path(), folder.path().join("linked")).unwrap();
        for name in [".tmp-ab", "linked/diary.txt", "../diary.txt", "linked"] {
            assert!(folder.files().discard(name).is_err(), "{name}");
        }
        assert!(folder.path().join(".tmp-ab").is_symlink());
        assert!(diary.exists());
    }
}
