//! Taking an assessment over to a newer version of its rubric: all of it, or nothing, and without losing a word.
//!
//! First everything is worked out in memory and read back with the parsers that everybody uses ([`Folder::prepare_upgrade`]);
//! nothing is written, so that a person can look at it. Then it is done ([`Folder::upgrade`]), as one change.

mod carry;
mod heading;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assessment::{self, Assessment, AssessmentText, Response, read_agreed, read_response};
use crate::rubric::{self, DomainId, MAIN_FILE, Revision, RoleId, Rubric, RubricText};
use crate::source::{ReadError, Source};
use crate::store::error::{first, not_toml};
use crate::store::files::{self, CommitError, Expect, Write};
use crate::store::layout::RUBRIC;
use crate::store::revision;
use crate::store::save::lf;
use crate::store::{Folder, LoadError, StoreError};

use carry::Carrier;

/// Said when what was worked out is no longer what would come of it.
const MOVED: &str =
    "somebody saved in this folder in the meantime; please look at the upgrade once more";

/// An upgrade that was worked out and not yet done.
#[derive(Debug, Clone)]
pub struct Upgrade {
    /// The assessment as it is.
    pub before: Assessment,
    /// The assessment as it would be.
    pub after: Assessment,
    /// How the two versions of the rubric differ.
    pub revision: Revision,
    files: Vec<Replaced>,
    /// What the whole assessment was when this was worked out.
    as_of: files::Revision,
}

/// A file with what it is and what it is to be. `None`: it is not there, or not to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Replaced {
    /// Its name in the folder, with forward slashes.
    name: String,
    /// Its text now.
    before: Option<String>,
    /// Its text then.
    after: Option<String>,
}

impl Replaced {
    fn write(&self) -> Write {
        match &self.after {
            Some(text) => Write::put(&self.name, text.as_str()),
            None => Write::Remove {
                name: self.name.clone(),
            },
        }
    }
}

impl Upgrade {
    /// Whether there is nothing to do: the assessment has this very rubric.
    pub fn is_nothing(&self) -> bool {
        self.files.is_empty()
    }

    /// The revision of every file as it is and as it would be: another one where somebody saved in between.
    pub fn revision(&self) -> revision::Revision {
        let said = |text: &Option<String>| text.as_ref().map(|text| format!("text: {text}"));
        let texts = self.files.iter().flat_map(|file| {
            [
                file.name.clone(),
                said(&file.before).unwrap_or_default(),
                said(&file.after).unwrap_or_default(),
            ]
        });
        revision::Revision::of_texts(texts)
    }

    /// Answers and agreed judgements that count now and would count for nothing. They would be kept in their files.
    pub fn set_aside(&self) -> usize {
        self.after
            .orphans
            .len()
            .saturating_sub(self.before.orphans.len())
    }
}

impl Folder {
    /// Works out what taking this assessment over to another version of its rubric would do. Nothing is written.
    /// `roles` says which roles of the newer version take the place of roles that it no longer has.
    ///
    /// # Errors
    /// When the assessment or the rubric is not valid, the rubric is another one or an older version, or a
    /// respondent's role is gone and `roles` does not say what it is now.
    pub fn prepare_upgrade(
        &self,
        newer: &RubricText,
        roles: &BTreeMap<RoleId, RoleId>,
    ) -> Result<Upgrade, LoadError> {
        let (as_of, older, text) = self.text_as_of()?;
        let parsed = Arc::new(rubric::parse(&older).map_err(LoadError::Invalid)?);
        let before = assessment::parse(parsed, &text)
            .map_err(LoadError::Invalid)?
            .assessment;
        // What cannot be read cannot be taken over, and would fit no version afterwards.
        if !before.left_out.is_empty() {
            let problems = before.left_out.into_iter().flat_map(|one| one.problems);
            return Err(LoadError::Invalid(problems.collect()));
        }
        let rubric = Arc::new(rubric::parse(newer).map_err(LoadError::Invalid)?);
        self.is_a_later_version(&before.rubric, &rubric)?;
        let revision = Revision::between(&before.rubric, &rubric);
        self.roles_are_known(&before, &rubric, roles)?;
        let mut files = self.rubric_files(&older, newer)?;
        let carrier = Carrier {
            older: &before.rubric,
            newer: &rubric,
            revision: &revision,
            roles,
        };
        let text = self.carried(&carrier, &text, &mut files)?;
        let after = assessment::parse(rubric, &text).map_err(|problems| {
            self.unfit(format!(
                "what would come of it is not valid{}",
                first(&problems)
            ))
        })?;
        Ok(Upgrade {
            before,
            after: after.assessment,
            revision,
            files,
            as_of,
        })
    }

    /// Does what was worked out: all of it or nothing.
    ///
    /// # Errors
    /// When somebody saved in the folder since it was worked out, or it cannot be written. With
    /// [`StoreError::HalfDone`] the upgrade is made, and what is left of it is done by the next save.
    pub fn upgrade(&self, upgrade: &Upgrade) -> Result<(), StoreError> {
        let writes: Vec<Write> = upgrade.files.iter().map(Replaced::write).collect();
        let expect = [Expect::Same(upgrade.as_of.clone())];
        match self.files().commit(&expect, &writes) {
            Ok(()) => Ok(()),
            Err(CommitError::Moved) => Err(self.unfit(MOVED.to_owned())),
            Err(CommitError::Failed(error)) => Err(error),
        }
    }

    /// Refuses to save in a folder that was upgraded since this rubric was read from it. Returns what a save has to
    /// expect for that to stay so.
    pub(super) fn has_rubric(&self, rubric: &Rubric) -> Result<Expect, StoreError> {
        let name = format!("{RUBRIC}/{MAIN_FILE}");
        let source = self.find(&name)?.ok_or_else(|| ReadError::Missing {
            path: self.place(&name),
        })?;
        let table: toml::Table = source
            .text()
            .parse()
            .map_err(|_| self.unfit(format!("{name} cannot be read")))?;
        let said = |key: &str| {
            table
                .get(key)
                .and_then(toml::Value::as_str)
                .unwrap_or_default()
        };
        if said("id") == rubric.id().as_str() && said("version") == rubric.version().to_string() {
            return Ok(Expect::Is(name, files::Revision::of(source.text())));
        }
        Err(self.unfit(format!(
            "the rubric of this assessment was changed to {} {} in the meantime; please begin again, so that you are asked by it",
            said("id"),
            said("version")
        )))
    }

    fn unfit(&self, why: String) -> StoreError {
        StoreError::Unfit {
            path: self.path().to_owned(),
            why,
        }
    }

    fn is_a_later_version(&self, older: &Rubric, newer: &Rubric) -> Result<(), StoreError> {
        let told = |rubric: &Rubric| format!("{} {}", rubric.id(), rubric.version());
        if older.id() != newer.id() {
            return Err(StoreError::OtherRubric {
                path: self.path().to_owned(),
                has: told(older),
                asked: told(newer),
            });
        }
        if newer.version() < older.version() {
            return Err(StoreError::OlderRubric {
                path: self.path().to_owned(),
                has: told(older),
                asked: told(newer),
            });
        }
        Ok(())
    }

    fn roles_are_known(
        &self,
        before: &Assessment,
        newer: &Rubric,
        roles: &BTreeMap<RoleId, RoleId>,
    ) -> Result<(), StoreError> {
        let gone = |response: &&Response| {
            newer
                .role(roles.get(&response.role).unwrap_or(&response.role))
                .is_none()
        };
        let lost: Vec<String> = before
            .responses
            .iter()
            .filter(gone)
            .map(|response| format!("{} ({})", response.role, response.respondent))
            .collect();
        if lost.is_empty() {
            Ok(())
        } else {
            Err(StoreError::RolesGone {
                path: self.path().to_owned(),
                roles: lost,
            })
        }
    }

    /// The files of the rubric: each that changes, and those of domains that are gone.
    fn rubric_files(
        &self,
        older: &RubricText,
        newer: &RubricText,
    ) -> Result<Vec<Replaced>, StoreError> {
        let mut files = Vec::new();
        let domains = newer
            .domains
            .iter()
            .filter(|source| DomainId::new(source.stem()).is_ok());
        for (source, file) in std::iter::once((&newer.main, MAIN_FILE.to_owned()))
            .chain(domains.map(|source| (source, format!("{}.toml", source.stem()))))
        {
            let name = format!("{RUBRIC}/{file}");
            let there = older
                .files()
                .find(|older| older.name() == name)
                .map(|older| older.text().to_owned());
            // A file that the older version did not name may lie there all the same, and would be replaced.
            let there = match there {
                Some(text) => Some(text),
                None => self.find(&name)?.map(|source| source.text().to_owned()),
            };
            if there.as_deref() != Some(source.text()) {
                files.push(Replaced {
                    name,
                    before: there,
                    after: Some(source.text().to_owned()),
                });
            }
        }
        for source in older
            .domains
            .iter()
            .filter(|source| newer.domain(source.stem()).is_none())
        {
            files.push(Replaced {
                name: source.name().to_owned(),
                before: Some(source.text().to_owned()),
                after: None,
            });
        }
        Ok(files)
    }

    /// The texts of the assessment as they would be. Those that change are put to the files.
    fn carried(
        &self,
        carrier: &Carrier<'_>,
        text: &AssessmentText,
        files: &mut Vec<Replaced>,
    ) -> Result<AssessmentText, LoadError> {
        let mut new = text.clone();
        let mut put = |source: &mut Source, after: String| {
            if after != lf(source.clone()).text() {
                files.push(Replaced {
                    name: source.name().to_owned(),
                    before: Some(source.text().to_owned()),
                    after: Some(after.clone()),
                });
                *source = Source::new(source.name(), after);
            }
        };
        let failed = |error: toml_edit::TomlError| LoadError::from(self.unfit(not_toml(error)));
        for source in &mut new.responses {
            let plain = lf(source.clone());
            let (response, _) = read_response(carrier.older, &plain).map_err(LoadError::Invalid)?;
            put(
                source,
                carrier.response(plain.text(), &response).map_err(failed)?,
            );
        }
        if let Some(source) = &mut new.agreed {
            let plain = lf(source.clone());
            let (agreed, _) = read_agreed(carrier.older, &plain).map_err(LoadError::Invalid)?;
            put(
                source,
                carrier.agreed(plain.text(), &agreed).map_err(failed)?,
            );
        }
        if let Some(source) = &mut new.standards {
            let after = carrier
                .standards(lf(source.clone()).text())
                .map_err(failed)?;
            put(source, after);
        }
        if let Some(source) = &mut new.indicators {
            let after = carrier
                .indicators(lf(source.clone()).text())
                .map_err(failed)?;
            put(source, after);
        }
        if let Some(source) = &mut new.plan {
            let after = carrier.plan(lf(source.clone()).text()).map_err(failed)?;
            put(source, after);
        }
        let after = heading::carried(carrier, lf(new.setup.clone()).text()).map_err(failed)?;
        put(&mut new.setup, after);
        Ok(new)
    }
}

#[cfg(test)]
mod tests;
