//! Secrets: long random words, comparing them without telling how near a guess was, and proving to know one without saying it.

use std::fmt;

use sha2::{Digest, Sha256};

/// How many random bytes are in a secret: 256 bits.
const BYTES: usize = 32;

/// A word that nobody can guess. It is never shown by `{:?}`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Returns a new secret from the operating system's randomness.
    ///
    /// # Errors
    /// If the operating system gives no randomness; then nothing can be kept safe, and nothing should be begun.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// Reads a secret that was written down. `None`: it is none.
    pub fn read(text: &str) -> Option<Self> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 2 * BYTES && text.bytes().all(digit)).then(|| Self(text.to_owned()))
    }

    /// Returns the secret, to hand it to the one who may have it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Returns whether the text is the secret. How long this takes does not depend on how much of it is right.
    pub fn is(&self, text: &str) -> bool {
        is_same(&self.0, text)
    }

    /// Returns a proof for these words that only who knows the secret can make: HMAC-SHA256 in hexadecimal.
    pub fn proof(&self, words: &str) -> String {
        hex(&hmac(self.0.as_bytes(), words.as_bytes()))
    }

    /// Returns whether this proves that whoever said these words knows the secret.
    pub fn is_proven(&self, words: &str, proof: &str) -> bool {
        is_same(&self.proof(words), proof)
    }
}

/// Compares in a time that does not depend on how much agrees.
fn is_same(mine: &str, theirs: &str) -> bool {
    // Of hashes, an attacker cannot choose how many first bytes agree.
    let [mine, theirs] = [mine, theirs].map(|text| Sha256::digest(text.as_bytes()));
    mine.iter()
        .zip(theirs.iter())
        .fold(0, |different, (mine, theirs)| different | (mine ^ theirs))
        == 0
}

/// HMAC with SHA-256 (RFC 2104), for keys of at most 64 bytes.
fn hmac(key: &[u8], words: &[u8]) -> [u8; 32] {
    let padded = |pad: u8| {
        let mut block = [pad; 64];
        block
            .iter_mut()
            .zip(key)
            .for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new()
        .chain_update(padded(0x36))
        .chain_update(words)
        .finalize();
    Sha256::new()
        .chain_update(padded(0x5c))
        .chain_update(inner)
        .finalize()
        .into()
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

/// Returns a short name for what something says now, to see later whether it was changed: 128 bits of SHA-256.
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_that_of_the_standard_and_holds_for_its_words_alone() {
        // RFC 4231, test cases 1 and 2.
        assert_eq!(
            hex(&hmac(&[0x0b; 20], b"Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
        assert_eq!(
            hex(&hmac(b"Jefe", b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        let [one, other] = [(); 2].map(|()| Secret::new().unwrap());
        let proof = one.proof("words");
        assert!(one.is_proven("words", &proof));
        assert!(!one.is_proven("other", &proof) && !other.is_proven("words", &proof));
        assert!(!one.is_proven("words", ""));
    }

    #[test]
    fn a_secret_is_read_as_it_was_written() {
        let secret = Secret::new().unwrap();
        assert_eq!(Secret::read(secret.reveal()), Some(secret.clone()));
        for bad in [
            "",
            "x",
            &secret.reveal()[1..],
            &secret.reveal().replace(|_| true, "g"),
        ] {
            assert_eq!(Secret::read(bad), None, "{bad}");
        }
    }

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
