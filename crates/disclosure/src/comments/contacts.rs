//! What leads to a person without a name: addresses, numbers, handles, rooms, titles.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::screening::Reason;

/// A pattern whose first group, or else the whole, is marked.
struct Pattern {
    reason: Reason,
    pattern: Regex,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let patterns = [
        (
            Reason::Mail,
            r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+",
        ),
        (
            Reason::Mail,
            r"(?i)\b[\p{L}\p{N}._-]+\s*[(\[]?\s*(?:\bat\b|\barroba\b)\s*[)\]]?\s*[\p{L}\p{N}-]+\s*[(\[]?\s*(?:\bdot\b|\bpunto\b|\.)\s*[)\]]?\s*(?:com|org|net|edu|us|mx)\b",
        ),
        (Reason::Web, r"(?i)\b(?:https?://|www\.)\S+"),
        (
            Reason::Phone,
            r"(?:\+?\d{1,3}[\s./-]?)?(?:\(\d{3}\)|\b\d{3})[\s./-]?\d{3}[\s./-]?\d{4}\b",
        ),
        (Reason::Phone, r"\b\d{3}[\s.-]\d{4}\b"),
        (Reason::Handle, r"(?:^|[^\p{L}\p{N}@._])(@[\p{L}\p{N}_.]{2,})"),
        (
            Reason::Handle,
            r"(?i)\b(?:my|mi)\s+(?:insta(?:gram)?|snap(?:chat)?|tik\s?tok|discord|twitter|facebook)\s*(?:is|es|:)\s*(\S+)",
        ),
        (
            Reason::Room,
            r"(?i)\b(?:room|rm|classroom|portable|bungalow|sal[oó]n|aula|cuarto)\b\.?\s*(?:#|no\.?|n[uú]mero|number)?\s*[A-Z]?-?\d+[A-Z]?\b",
        ),
        (
            Reason::Titled,
            r"\b(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]x|[Mm]iss|[Dd]r|[Dd]ra|[Cc]oach|[Pp]rincipal|[Ss]r|[Ss]ra|[Ss]rta|[Pp]rofe|[Pp]rofesora?|[Mm]aestr[oa]|[Dd]irectora?|[Ee]ntrenadora?)\b\.?\s+(?:\p{Lu}\b\.?\s*)?\p{Lu}[\p{L}'’-]*",
        ),
        (
            Reason::Titled,
            r"(?i)\b(?:mr|mrs|ms|mx|dr|sra|srta)\b\.?\s+[\p{L}][\p{L}'’-]*",
        ),
    ];
    let read = |(reason, pattern): (Reason, &str)| Pattern {
        reason,
        pattern: Regex::new(pattern).expect("a pattern of this file is tested"),
    };
    patterns.into_iter().map(read).collect()
});

/// Everything of the kind in a text.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Reason)> {
    let mut found = Vec::new();
    for Pattern { reason, pattern } in PATTERNS.iter() {
        for captures in pattern.captures_iter(text) {
            let marked = captures.get(1).or_else(|| captures.get(0));
            found.extend(marked.map(|part| (part.range(), reason.clone())));
        }
    }
    found
}
