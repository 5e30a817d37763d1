//! Splits a text into records and fields (RFC 4180, with any of four separators and any line ending).
//!
//! It differs from common parsers in that it tells a quote that is never closed, and text after a closing quote:
//! both mean that rows were lost or run together, and neither may pass in silence.

use std::borrow::Cow;

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QuoteFault {
    /// The field, from 0.
    pub(super) field: usize,
    pub(super) kind: QuoteFaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteFaultKind {
    /// The file ends before the quote is closed.
    NeverClosed,
    /// A quote is closed in the middle of a field.
    TextAfter,
}

/// Reads record by record.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

impl<'t> Records<'t> {
    /// `delimiter` is an ASCII character.
    pub(super) fn new(text: &'t str, delimiter: u8) -> Self {
        Self {
            text,
            at: 0,
            delimiter,
        }
    }

    /// Reads the next record into `fields`; whether there was one. An empty line is a record of one empty field.
    pub(super) fn next_into(&mut self, fields: &mut Vec<Cow<'t, str>>, faults: &mut Vec<QuoteFault>) -> bool {
        fields.clear();
        faults.clear();
        if self.at >= self.text.len() {
            return false;
        }
        loop {
            let field = if self.starts_quoted() {
                self.quoted(fields.len(), faults)
            } else {
                Cow::Borrowed(self.plain())
            };
            fields.push(field);
            match self.text.as_bytes().get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(b'\r') => {
                    self.at += if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') {
                        2
                    } else {
                        1
                    };
                    return true;
                }
                Some(_) => {
                    self.at += 1;
                    return true;
                }
                None => return true,
            }
        }
    }

    /// Whether the field opens with a quote, perhaps after blanks; if so, goes past the quote.
    fn starts_quoted(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let quoted = bytes.get(at) == Some(&b'"');
        if quoted {
            self.at = at + 1;
        }
        quoted
    }

    /// The text up to the next delimiter or line end.
    fn plain(&mut self) -> &'t str {
        let rest = &self.text.as_bytes()[self.at..];
        let ends = |byte: &u8| *byte == self.delimiter || *byte == b'\n' || *byte == b'\r';
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        // A delimiter or line end is ASCII, so both ends lie between characters.
        let text: &'t str = self.text;
        let field = &text[self.at..self.at + length];
        self.at += length;
        field
    }

    fn quoted(&mut self, field: usize, faults: &mut Vec<QuoteFault>) -> Cow<'t, str> {
        let text: &'t str = self.text;
        let start = self.at;
        let mut doubled = false;
        let end = loop {
            let Some(length) = text.as_bytes()[self.at..].iter().position(|byte| *byte == b'"') else {
                faults.push(QuoteFault {
                    field,
                    kind: QuoteFaultKind::NeverClosed,
                });
                self.at = text.len();
                break text.len();
            };
            self.at += length + 1;
            if text.as_bytes().get(self.at) != Some(&b'"') {
                break self.at - 1;
            }
            doubled = true;
            self.at += 1;
        };
        if !self.plain().trim().is_empty() {
            faults.push(QuoteFault {
                field,
                kind: QuoteFaultKind::TextAfter,
            });
        }
        let inner = &text[start..end];
        if doubled {
            Cow::Owned(inner.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(inner)
        }
    }
}

/// The separator that splits the first records most evenly; a comma when nothing splits them.
pub(super) fn sniff_delimiter(text: &str) -> u8 {
    const RECORDS_LOOKED_AT: usize = 50;
    let mut best = (b',', 0);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut records = Records::new(text, delimiter);
        let (mut fields, mut faults) = (Vec::new(), Vec::new());
        let mut header_length = 0;
        let mut score = 0;
        for _ in 0..RECORDS_LOOKED_AT {
            if !records.next_into(&mut fields, &mut faults) {
                break;
            }
            if header_length == 0 {
                header_length = fields.len();
            }
            if fields.len() == header_length && header_length > 1 {
                // Evenness counts first, then the number of columns.
                score += 10_000 + header_length.min(9_000);
            }
        }
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::{QuoteFault, QuoteFaultKind, Records, sniff_delimiter};

    fn records(text: &str) -> (Vec<Vec<String>>, Vec<QuoteFault>) {
        let mut reader = Records::new(text, b',');
        let (mut fields, mut faults) = (Vec::new(), Vec::new());
        let (mut all, mut all_faults) = (Vec::new(), Vec::new());
        while reader.next_into(&mut fields, &mut faults) {
            all.push(fields.iter().map(ToString::to_string).collect());
            all_faults.append(&mut faults);
        }
        (all, all_faults)
    }

    #[test]
    fn records_with_quotes_and_any_line_end_are_split() {
        let (all, faults) = records("a,\"b \"\"x\"\", y\"\r\n\"two\nlines\",é\rlast, \"q\" ");
        assert_eq!(
            all,
            [
                vec!["a", "b \"x\", y"],
                vec!["two\nlines", "é"],
                vec!["last", "q"]
            ]
        );
        assert_eq!(faults, []);
    }

    #[test]
    fn quote_never_closed_is_told() {
        let (_, faults) = records("a,b\n1,\"two\n3,4\n");
        assert_eq!(
            faults,
            [QuoteFault {
                field: 1,
                kind: QuoteFaultKind::NeverClosed
            }]
        );
    }

    #[test]
    fn text_after_a_closing_quote_is_told_and_a_quote_inside_is_not() {
        let (_, faults) = records("\"a\"b,5\" pipe\n");
        assert_eq!(
            faults,
            [QuoteFault {
                field: 0,
                kind: QuoteFaultKind::TextAfter
            }]
        );
    }

    #[test]
    fn delimiter_is_the_one_that_splits_evenly() {
        assert_eq!(sniff_delimiter("a;b\n1,5;2\n1;2,5\n"), b';');
        assert_eq!(sniff_delimiter("a\tb, c\n1\t2\n"), b'\t');
        assert_eq!(sniff_delimiter("alone\n1\n"), b',');
    }
}
