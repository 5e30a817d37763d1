//! Whether words fit: widths are estimated, since a chart is drawn where no font is at hand.

/// Estimated width of a text set in a legible sans serif, in the unit of `size`; rather too wide than too narrow.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|character| em(character) * size).sum()
}

fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!'
        | '(' | ')' | '-' => 0.34,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 0.88,
        '0'..='9' => 0.6,
        character if character.is_uppercase() => 0.68,
        // From Hangul Jamo on, most scripts are set in full squares.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' | '\u{1f000}'.. => 1.05,
        _ => 0.56,
    }
}

/// The text in at most `lines_max` lines of at most `width_max`, and whether something had to be left out.
pub(super) fn wrap(text: &str, size: f64, width_max: f64, lines_max: usize) -> (Vec<String>, bool) {
    let mut lines: Vec<String> = Vec::new();
    let mut current = String::new();
    for word in text.split_whitespace() {
        let candidate = if current.is_empty() {
            word.to_owned()
        } else {
            format!("{current} {word}")
        };
        if width(&candidate, size) <= width_max {
            current = candidate;
            continue;
        }
        if !current.is_empty() && lines.len() + 1 < lines_max {
            lines.push(std::mem::replace(&mut current, word.to_owned()));
            if width(&current, size) <= width_max {
                continue;
            }
        } else {
            current = candidate;
        }
        lines.push(clip(&current, size, width_max));
        return (lines, true);
    }
    lines.push(current);
    (lines, false)
}

/// The beginning of the text that fits, with an ellipsis.
fn clip(text: &str, size: f64, width_max: f64) -> String {
    let mut clipped = String::new();
    let mut used = em('…') * size;
    for character in text.chars() {
        used += em(character) * size;
        if used > width_max {
            break;
        }
        clipped.push(character);
    }
    format!("{}…", clipped.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, lines_max: usize) -> (Vec<String>, bool) {
        wrap(text, 10.0, 70.0, lines_max)
    }

    #[test]
    fn text_that_fits_keeps_one_line() {
        assert_eq!(wrapped("Grade 7", 2), (vec!["Grade 7".to_owned()], false));
    }

    #[test]
    fn long_text_is_broken_between_words() {
        assert_eq!(
            wrapped("English learners", 2),
            (vec!["English".to_owned(), "learners".to_owned()], false)
        );
    }

    #[test]
    fn text_too_long_for_its_lines_ends_in_an_ellipsis() {
        let (lines, clipped) = wrapped("Students with disabilities and plans", 2);
        assert_eq!((lines.len(), clipped), (2, true));
        assert!(lines[1].ends_with('…'));
        assert!(lines.iter().all(|line| width(line, 10.0) <= 70.0));
    }

    #[test]
    fn word_longer_than_a_line_is_clipped_and_ends() {
        let (lines, clipped) = wrapped(&"x".repeat(500), 2);
        assert_eq!((lines.len(), clipped), (1, true));
        assert!(width(&lines[0], 10.0) <= 70.0);
    }

    #[test]
    fn empty_text_is_one_empty_line() {
        assert_eq!(wrapped("", 2), (vec![String::new()], false));
    }
}
