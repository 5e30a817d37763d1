//! The short names by which items, choices, scales, dimensions and levels are known in files and forms.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// A short name: 1 to 64 letters (a–z, A–Z), digits, hyphens, underscores or dots; it starts with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

impl Key {
    /// The longest key, in characters.
    pub const LENGTH_MAX: usize = 64;

    /// The key, or `None` when `name` is not one.
    pub fn new(name: &str) -> Option<Self> {
        let starts_well = name
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphanumeric());
        let reads_well = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        (starts_well && reads_well && name.len() <= Self::LENGTH_MAX).then(|| Self(name.to_owned()))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Key {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::new(&name).ok_or_else(|| format!("{name:?} is not a short name of letters, digits, - _ and ."))
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Key {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Key {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn key_plain_name_is_kept() {
        assert_eq!(Key::new("ST34Q01").map(String::from), Some("ST34Q01".to_owned()));
    }

    #[test]
    fn key_with_space_or_nothing_or_too_long_is_refused() {
        for name in ["", "two words", "-a", "é", "a\n", &"a".repeat(65)] {
            assert_eq!(Key::new(name), None);
        }
    }
}
