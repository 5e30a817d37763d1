//! Text that people type: what is kept of it, and how its words and paragraphs are counted.

/// The text without what cannot be seen or stored: line ends become `\n`, other control characters go, as
/// do the marks that turn the direction of a line; blanks at both ends go, too.
pub fn clean(text: &str) -> String {
    let unseen = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let kept: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !unseen(*c))
        .collect();
    kept.trim().to_owned()
}

/// Words, parted by blanks.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Paragraphs, parted by blank lines.
pub fn count_paragraphs(text: &str) -> usize {
    let mut count = 0;
    let mut within = false;
    for line in text.lines() {
        let blank = line.trim().is_empty();
        count += usize::from(!blank && !within);
        within = !blank;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_of_hostile_text_keeps_what_can_be_read() {
        assert_eq!(
            clean(" a\0b\u{202e}c\r\nd\re\u{1b}[31m\u{feff} "),
            "abc\nd\ne[31m"
        );
        assert_eq!(clean("\0\u{7}\n "), "");
    }

    #[test]
    fn count_paragraphs_by_blank_lines() {
        assert_eq!(
            ["", "\n\n", "a", "a\nb", "a\n\nb", "\n a\n \n\n\tb\n"].map(count_paragraphs),
            [0, 0, 1, 1, 2, 2]
        );
    }

    #[test]
    fn count_words_by_blanks() {
        assert_eq!(["", " a  b\nc ", "one-two"].map(count_words), [0, 3, 1]);
    }
}
