//! Input that has no answer is refused by name.
