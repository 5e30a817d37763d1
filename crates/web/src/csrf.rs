//! The token that every form carries, so that another site cannot send it in somebody's name.
//!
//! It is the installation's stamp on the cookie that authenticates the form: the login of somebody signed in,
//! the random mark of a visitor. On each page it is masked anew, so that compression does not leak it
//! (Gluck, Harris and Prado 2013, BREACH).

use platform::secret::{Secret, hex, random_bytes, unhex};

/// The form field, and in small letters the header, that carry the token.
pub const FIELD: &str = "csrf";
/// The header that a script sends it in.
pub const HEADER: &str = "x-csrf";

const STAMP_BYTES: usize = 32;

/// A fresh token for a form that `cookie` authenticates.
pub fn token(secret: &Secret, cookie: &str) -> String {
    let mask: [u8; STAMP_BYTES] = random_bytes();
    let masked = stamp(secret, cookie)
        .into_iter()
        .zip(mask)
        .map(|(byte, mask)| byte ^ mask);
    let bytes: Vec<u8> = mask.into_iter().chain(masked).collect();
    hex(&bytes)
}

/// Whether `given` was made by [`token`] for `cookie`.
pub fn verify(secret: &Secret, cookie: &str, given: &str) -> bool {
    let Some(bytes) = unhex(given).filter(|bytes| bytes.len() == 2 * STAMP_BYTES) else {
        return false;
    };
    let (mask, masked) = bytes.split_at(STAMP_BYTES);
    let differences = stamp(secret, cookie)
        .iter()
        .zip(mask.iter().zip(masked))
        .fold(0, |found, (byte, (mask, masked))| found | (byte ^ mask ^ masked));
    differences == 0
}

fn stamp(secret: &Secret, cookie: &str) -> Vec<u8> {
    unhex(&secret.stamp("csrf", cookie)).expect("a stamp is hexadecimal")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    #[test]
    fn token_for_one_cookie_opens_only_its_forms() {
        let folder = tempfile::tempdir().unwrap();
        let secret = Secret::open(folder.path()).unwrap();
        let first = token(&secret, "one");
        assert!(verify(&secret, "one", &first));
        assert!(!verify(&secret, "two", &first));
        assert!(!verify(&secret, "one", ""));
        assert!(!verify(&secret, "one", &"0".repeat(128)));
        assert_ne!(first, token(&secret, "one"));
    }
}
