//! Secrets: long random words, and comparing them without telling how near a guess was.

use std::fmt;

use sha2::{Digest, Sha256};

/// How many random bytes are in a secret: 256 bits.
const BYTES: usize = 32;

/// A word that nobody can guess. It is never shown by `{:?}`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// A new secret from the operating system's randomness.
    ///
    /// # Errors
    /// When the operating system gives no randomness; then nothing can be kept safe, and nothing should be begun.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// The secret, to hand it to the one who may have it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether the text is the secret. How long this takes does not depend on how much of it is right.
    pub fn is(&self, text: &str) -> bool {
        // Of hashes, an attacker cannot choose how many first bytes agree.
        let [mine, theirs] = [self.0.as_str(), text].map(|text| Sha256::digest(text.as_bytes()));
        mine.iter()
            .zip(theirs.iter())
            .fold(0, |different, (mine, theirs)| different | (mine ^ theirs))
            == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// Bytes as small hexadecimal letters.
fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// A short name for what something says now, to see later whether it was changed: 128 bits of SHA-256.
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_never_the_same_and_never_shown_by_accident() {
        let [one, other] = [(); 2].map(|()| Secret::new().unwrap());
        assert_eq!(one.reveal().len(), 64);
        assert_ne!(one, other);
        assert_eq!(format!("{one:?}"), "Secret");
        assert!(
            one.is(one.reveal())
                && !one.is(other.reveal())
                && !one.is("")
                && !one.is(&one.reveal()[..63])
        );
    }
}
