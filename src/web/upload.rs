//! Files that a browser sends, and those that wait for a decision.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file that was sent with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UploadedFile {
    /// Its name, as the browser says it.
    pub(crate) name: String,
    /// Its bytes, at most as many as the route takes.
    pub(crate) bytes: Vec<u8>,
}

/// A file of which somebody has to decide what is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PendingUpload {
    /// The key of the assessment.
    pub(crate) assessment: String,
    pub(crate) kind: UploadKind,
    pub(crate) file: UploadedFile,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UploadKind {
    /// A questionnaire in Excel.
    Form,
    /// The plan in Excel.
    Tracker,
}

/// The pending upload of one session: one at the most, until it is decided about or another one comes.
#[derive(Debug, Default)]
pub(crate) struct PendingUploads(Mutex<Option<PendingUpload>>);

impl PendingUploads {
    /// Keeps a file until it is decided about.
    pub(crate) fn keep(&self, upload: PendingUpload) {
        *self.lock() = Some(upload);
    }

    /// Returns the file of this kind that waits in this assessment.
    pub(crate) fn find(&self, assessment: &str, kind: UploadKind) -> Option<UploadedFile> {
        self.lock()
            .as_ref()
            .filter(|upload| upload.assessment == assessment && upload.kind == kind)
            .map(|upload| upload.file.clone())
    }

    /// Forgets the file: it was decided about.
    pub(crate) fn clear(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<PendingUpload>> {
        // Each change is one assignment, so the value is whole even after a panic.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_waits_for_the_assessment_and_the_purpose_that_it_was_sent_for() {
        let uploads = PendingUploads::default();
        let file = |name: &str| UploadedFile {
            name: name.into(),
            bytes: vec![1],
        };
        for name in ["a.xlsx", "b.xlsx"] {
            uploads.keep(PendingUpload {
                assessment: "one".into(),
                kind: UploadKind::Form,
                file: file(name),
            });
        }
        let find = |assessment, kind| uploads.find(assessment, kind);
        assert_eq!(find("one", UploadKind::Form), Some(file("b.xlsx")));
        assert_eq!(find("other", UploadKind::Form), None);
        assert_eq!(find("one", UploadKind::Tracker), None);
        uploads.clear();
        assert_eq!(find("one", UploadKind::Form), None);
    }
}
