//! From bytes to text: finds out how a file was written down, or says why it is not a text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Place, Problem};

/// How many bytes are looked at to tell text from something else.
const SAMPLE_BYTES: usize = 4_096;
const SAVE_AS_CSV: &str = "Save or export it as CSV (comma-separated, UTF-8) and try again.";

/// What a file that is no text begins with, and what people call it.
const KNOWN_KINDS: [(&[u8], &str); 7] = [
    (b"PK\x03\x04", "a spreadsheet (.xlsx, .ods) or a ZIP archive"),
    (b"\xD0\xCF\x11\xE0", "an old spreadsheet (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x1F\x8B", "a compressed file (.gz)"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"$FL2", "an SPSS file (.sav)"),
];

/// The text of `bytes` and the name of its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Vec<Problem>> {
    if let Some((_, kind)) = KNOWN_KINDS.iter().find(|(start, _)| bytes.starts_with(start)) {
        let what = format!("This is {kind}, not a CSV file.");
        return Err(vec![Problem::error("not-csv", Place::File, what, SAVE_AS_CSV)]);
    }
    if let Some((encoding, mark_length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark_length..]);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(encoding, bytes);
    }
    refuse_binary(bytes)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), "UTF-8")),
        // Accented letters written as UTF-8 before the first fault mean that this is UTF-8, damaged.
        Err(fault) if !bytes[..fault.valid_up_to()].is_ascii() => {
            Err(vec![broken_text(bytes, fault.valid_up_to())])
        }
        Err(_) => decode_as(WINDOWS_1252, bytes),
    }
}

fn decode_as<'b>(
    encoding: &'static Encoding,
    bytes: &'b [u8],
) -> Result<(Cow<'b, str>, &'static str), Vec<Problem>> {
    let (text, had_faults) = encoding.decode_without_bom_handling(bytes);
    if !had_faults {
        return Ok((text, encoding.name()));
    }
    let fault = if encoding == UTF_8 {
        let valid_up_to = std::str::from_utf8(bytes)
            .err()
            .map_or(0, |fault| fault.valid_up_to());
        broken_text(bytes, valid_up_to)
    } else {
        let what = format!(
            "Part of this file is not {} text: it may be cut short.",
            encoding.name()
        );
        Problem::error("broken-text", Place::File, what, SAVE_AS_CSV)
    };
    Err(vec![fault])
}

fn broken_text(bytes: &[u8], valid_up_to: usize) -> Problem {
    let line = bytes[..valid_up_to].split(|byte| *byte == b'\n').count();
    let what = "A character here is damaged: the file mixes two encodings, or is cut short.";
    Problem::error(
        "broken-text",
        Place::Line {
            line,
            key: String::new(),
        },
        what,
        SAVE_AS_CSV,
    )
}

/// Text of Western letters in UTF-16 has a zero in every other byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if half < 2 {
        return None;
    }
    if odd * 10 > half * 7 && even == 0 {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn refuse_binary(bytes: &[u8]) -> Result<(), Vec<Problem>> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let odd = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=31 | 127))
        .count();
    // A stray control character in a text is told with its row and column instead.
    if odd > 3 && odd * 20 > sample.len() {
        let what = "This is not a text file.";
        return Err(vec![Problem::error("not-csv", Place::File, what, SAVE_AS_CSV)]);
    }
    Ok(())
}
