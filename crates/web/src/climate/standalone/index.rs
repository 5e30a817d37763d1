//! The places that have pages of their own, as one list that can be searched.

/// A place with a page.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What kind of place, and what it lies in.
    pub about: String,
    /// The file of its page, seen from the list.
    pub url: String,
    /// Whether anything is shown of it.
    pub shown: bool,
}

impl Entry {
    /// What is searched: name, kind and what it lies in, in small letters.
    pub(super) fn searched(&self) -> String {
        format!("{} {}", self.name, self.about).to_lowercase()
    }
}
