//! How a second start of the program asks the first for a sign-in link, and how each proves to know the control token.
//!
//! A start leaves a note that only its owner can read: its port, and a control token. After a kill the note outlives
//! the start, and another program may listen on the port. So neither side ever says the token. The second start sends a
//! nonce and a proof over it; the first answers with the link's token and a proof over both. A proof is also over the
//! host with its port, so that nobody can pass it on from one port to another.

use getrandom::Error;

use crate::web::secret::Secret;

/// A nonce that only another start can answer with a link.
pub struct Challenge {
    nonce: Secret,
    host: String,
}

impl Challenge {
    /// Returns a new challenge to the start on this host, such as `127.0.0.1:4000`.
    ///
    /// # Errors
    /// If the operating system gives no randomness.
    pub fn new(host: impl Into<String>) -> Result<Self, Error> {
        Ok(Self {
            nonce: Secret::new()?,
            host: host.into(),
        })
    }

    /// Returns what to send as `Authorization`.
    pub fn header(&self, control: &Secret) -> String {
        let nonce = self.nonce.reveal();
        format!(
            "Proof {nonce}.{}",
            control.proof(&asking(&self.host, nonce))
        )
    }

    /// Returns the link of the answer. `None`: it does not come from a start that knows the control token.
    pub fn link(&self, control: &Secret, answer: &str) -> Option<Secret> {
        let (link, proof) = answer.trim_end().split_once('\n')?;
        control
            .is_proven(&answering(&self.host, self.nonce.reveal(), link), proof)
            .then(|| Secret::read(link))
            .flatten()
    }
}

/// Returns the nonce of a challenge that was asked of this host by somebody who knows the control token.
pub(super) fn nonce<'h>(control: &Secret, host: &str, header: &'h str) -> Option<&'h str> {
    let (nonce, proof) = header.strip_prefix("Proof ")?.split_once('.')?;
    control
        .is_proven(&asking(host, nonce), proof)
        .then_some(nonce)
}

/// Returns the answer to a challenge with this nonce: a link.
pub(super) fn answer(control: &Secret, host: &str, nonce: &str, link: &Secret) -> String {
    let link = link.reveal();
    format!("{link}\n{}\n", control.proof(&answering(host, nonce, link)))
}

fn asking(host: &str, nonce: &str) -> String {
    format!("ask\n{host}\n{nonce}")
}

fn answering(host: &str, nonce: &str, link: &str) -> String {
    format!("answer\n{host}\n{nonce}\n{link}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOST: &str = "127.0.0.1:4000";

    #[test]
    fn a_link_is_given_and_taken_only_among_those_who_know_the_token() {
        let [control, other, link] = [(); 3].map(|()| Secret::new().unwrap());
        let challenge = Challenge::new(HOST).unwrap();
        let header = challenge.header(&control);
        assert!(!header.contains(control.reveal()));
        let request = nonce(&control, HOST, &header).unwrap();
        let given = answer(&control, HOST, request, &link);
        assert_eq!(challenge.link(&control, &given), Some(link.clone()));
        // Whoever asks without it, or at another port, is given nothing.
        assert_eq!(nonce(&other, HOST, &header), None);
        assert_eq!(nonce(&control, "127.0.0.1:4001", &header), None);
        for bad in [
            "",
            "Proof ",
            "Proof .",
            &format!("Bearer {}", control.reveal()),
        ] {
            assert_eq!(nonce(&control, HOST, bad), None, "{bad}");
        }
        // Whoever answers without it, or with what was answered before, is not believed.
        let anonymous = answer(&other, HOST, request, &link);
        let before = answer(&control, HOST, "another word", &link);
        let elsewhere = answer(&control, "127.0.0.1:4001", request, &link);
        for bad in [
            anonymous,
            before,
            elsewhere,
            String::new(),
            link.reveal().to_owned(),
        ] {
            assert_eq!(challenge.link(&control, &bad), None, "{bad}");
        }
    }
}
