//! How a second start of the program asks the first for a sign-in link, and how each knows the other.
//!
//! A start leaves a note that only its owner can read: its port, and a control token. After a kill the note outlives
//! the start, and another program may listen on the port. So neither side ever says the token. Who asks sends a
//! random word and a proof over it; who answers sends the link's token and a proof over both. A proof is
//! also over the host with its port, so that nobody can pass it on from one port to another.

use getrandom::Error;

use crate::web::secret::Secret;

/// What is asked: a random word, with the proof.
pub struct Question {
    word: Secret,
    host: String,
}

impl Question {
    /// A new question to the start on this host, such as `127.0.0.1:4000`.
    ///
    /// # Errors
    /// When the operating system gives no randomness.
    pub fn new(host: impl Into<String>) -> Result<Self, Error> {
        Ok(Self {
            word: Secret::new()?,
            host: host.into(),
        })
    }

    /// Returns what to send as `Authorization`.
    pub fn header(&self, control: &Secret) -> String {
        let word = self.word.reveal();
        format!("Proof {word}.{}", control.proof(&asked(&self.host, word)))
    }

    /// Reads the answer. `None`: it does not come from a start that knows the control token.
    pub fn link(&self, control: &Secret, answer: &str) -> Option<Secret> {
        let (link, proof) = answer.trim_end().split_once('\n')?;
        control
            .is_proven(&answered(&self.host, self.word.reveal(), link), proof)
            .then(|| Secret::read(link))
            .flatten()
    }
}

/// Returns the word of a question that was asked of this host by somebody who knows the control token.
pub(super) fn word<'h>(control: &Secret, host: &str, header: &'h str) -> Option<&'h str> {
    let (word, proof) = header.strip_prefix("Proof ")?.split_once('.')?;
    control.is_proven(&asked(host, word), proof).then_some(word)
}

/// Returns the answer to a question with this word: a link.
pub(super) fn answer(control: &Secret, host: &str, word: &str, link: &Secret) -> String {
    let link = link.reveal();
    format!("{link}\n{}\n", control.proof(&answered(host, word, link)))
}

fn asked(host: &str, word: &str) -> String {
    format!("ask\n{host}\n{word}")
}

fn answered(host: &str, word: &str, link: &str) -> String {
    format!("answer\n{host}\n{word}\n{link}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "127.0.0.1:4000";

    #[test]
    fn a_link_is_given_and_taken_only_among_those_who_know_the_token() {
        let [control, other, link] = [(); 3].map(|()| Secret::new().unwrap());
        let question = Question::new(HOST).unwrap();
        let header = question.header(&control);
        assert!(!header.contains(control.reveal()));
        let asked = word(&control, HOST, &header).unwrap();
        let given = answer(&control, HOST, asked, &link);
        assert_eq!(question.link(&control, &given), Some(link.clone()));
        // Whoever asks without it, or at another port, is given nothing.
        assert_eq!(word(&other, HOST, &header), None);
        assert_eq!(word(&control, "127.0.0.1:4001", &header), None);
        for bad in [
            "",
            "Proof ",
            "Proof .",
            &format!("Bearer {}", control.reveal()),
        ] {
            assert_eq!(word(&control, HOST, bad), None, "{bad}");
        }
        // Whoever answers without it, or with what was answered before, is not believed.
        let stranger = answer(&other, HOST, asked, &link);
        let before = answer(&control, HOST, "another word", &link);
        let elsewhere = answer(&control, "127.0.0.1:4001", asked, &link);
        for bad in [
            stranger,
            before,
            elsewhere,
            String::new(),
            link.reveal().to_owned(),
        ] {
            assert_eq!(question.link(&control, &bad), None, "{bad}");
        }
    }
}
