//! Reading Rust and Fluent text just well enough for the rules: tests and comments set apart, words found whole.

/// The lines of a Rust file that are neither tests nor comments, with their numbers from 1.
///
/// Relies on rustfmt: an item ends at a `}` (or `;`) at the depth at which it began.
pub fn production_lines(text: &str) -> Vec<(usize, &str)> {
    let mut kept = Vec::new();
    let mut skipping: Option<usize> = None;
    for (index, line) in text.lines().enumerate() {
        let depth = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        if let Some(began) = skipping {
            let ends = trimmed.starts_with('}') || (trimmed.ends_with(';') && !trimmed.starts_with('#'));
            if depth == began && ends {
                skipping = None;
            }
        } else if trimmed.starts_with("#[cfg(") && trimmed.contains("test") && !trimmed.contains("not(test") {
            skipping = Some(depth);
        } else if !trimmed.starts_with("//") {
            kept.push((index + 1, line));
        }
    }
    kept
}

/// Whether `word` stands in `line` with no letter, digit or underscore on either side.
pub fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

/// The text of every double-quoted literal, as written. Raw strings and escapes are read; comments must be gone.
pub fn literals(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\'' if bytes.get(at + 1) == Some(&b'"') && bytes.get(at + 2) == Some(&b'\'') => at += 3,
            b'\'' if bytes.get(at + 1) == Some(&b'\\') => at += 3,
            b'"' => {
                let hashes = bytes[..at].iter().rev().take_while(|byte| **byte == b'#').count();
                let raw = bytes[..at - hashes].last() == Some(&b'r');
                let start = at + 1;
                at = if raw {
                    end_of_raw(text, start, hashes)
                } else {
                    end_of_plain(bytes, start)
                };
                found.push(&text[start..at.min(text.len())]);
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

fn end_of_raw(text: &str, start: usize, hashes: usize) -> usize {
    let close = format!("\"{}", "#".repeat(hashes));
    text[start..]
        .find(&close)
        .map_or(text.len(), |length| start + length)
}

fn end_of_plain(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

mod tests {
    use super::{has_word, literals, production_lines};

    #[test]
    fn production_lines_tests_and_comments_are_left_out() {
        let text = "//! doc\nfn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nmod more;\nfn d() {}\n";
        assert_eq!(
            production_lines(text),
            [(2, "fn a() {}"), (7, "fn c() {}"), (10, "fn d() {}")]
        );
    }

    #[test]
    fn has_word_part_of_longer_word_is_not_found() {
        assert!(has_word("mod utils;", "utils"));
        assert!(!has_word("mod futils;", "utils"));
        assert!(!has_word("mod utils_of;", "utils"));
    }

    #[test]
    fn literals_plain_raw_and_escaped_are_read() {
        assert_eq!(
            literals(r##"f("a", r#"b"c"#, "d\"e", '"', 'x')"##),
            ["a", "b\"c", "d\\\"e"]
        );
    }
}
