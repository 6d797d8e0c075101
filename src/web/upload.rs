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
    pub(crate) file: UploadedFile,
}

/// The pending upload of one session: one at the most, until it is decided about or another one comes.
#[derive(Debug, Default)]
pub(crate) struct PendingUploads(Mutex<Option<PendingUpload>>);

impl PendingUploads {
    /// Keeps a file until it is decided about.
    pub(crate) fn keep(&self, upload: PendingUpload) {
        *self.lock() = Some(upload);
    }

    /// Returns the file that waits in this assessment.
    pub(crate) fn find(&self, assessment: &str) -> Option<UploadedFile> {
        self.lock()
            .as_ref()
            .filter(|upload| upload.assessment == assessment)
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
    fn one_file_waits_for_the_assessment_that_it_was_sent_to() {
        let uploads = PendingUploads::default();
        let file = |name: &str| UploadedFile {
            name: name.into(),
            bytes: vec![1],
        };
        for name in ["a.xlsx", "b.xlsx"] {
            uploads.keep(PendingUpload {
                assessment: "one".into(),
                file: file(name),
            });
        }
        let find = |assessment| uploads.find(assessment);
        assert_eq!(find("one"), Some(file("b.xlsx")));
        assert_eq!(find("other"), None);
        uploads.clear();
        assert_eq!(find("one"), None);
    }
}
