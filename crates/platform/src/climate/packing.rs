//! An answer as bytes of one length per instrument, so that a stored length says nothing about what was answered.

use instrument::{Instrument, Response};

const BLOCK_BYTES: usize = 64;
/// The most bytes that the packed levels of one dimension take.
const LEVELS_BYTES_MAX: usize = 10;

/// The answer with its length in front, filled up with zeros.
pub(super) fn pack(instrument: &Instrument, response: &Response) -> Vec<u8> {
    let packed = response.to_bytes(instrument);
    let length = u16::try_from(packed.len()).expect("an instrument has at most 300 items and 40 dimensions");
    let mut bytes = length.to_le_bytes().to_vec();
    bytes.extend(packed);
    debug_assert!(
        bytes.len() <= size(instrument),
        "every answer fits its instrument's size"
    );
    bytes.resize(size(instrument), 0);
    bytes
}

/// The answer, or nothing when the bytes are not one to this instrument.
pub(super) fn unpack(instrument: &Instrument, bytes: &[u8]) -> Option<Response> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (packed, padding) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    if bytes.len() != size(instrument) || padding.iter().any(|byte| *byte != 0) {
        return None;
    }
    Response::from_bytes(instrument, packed).ok()
}

fn size(instrument: &Instrument) -> usize {
    let length_and_head = 8;
    (length_and_head + instrument.items.len() + LEVELS_BYTES_MAX * instrument.dimensions.len())
        .next_multiple_of(BLOCK_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn pack_any_answer_is_equally_long_and_unpacks_to_itself() {
        let form = instrument::built_in_by_id("belonging-students").unwrap();
        let everything: BTreeMap<String, Vec<String>> = form
            .items
            .iter()
            .map(|item| (item.id.to_string(), vec![item.choices[0].id.to_string()]))
            .chain(form.asked_dimensions().map(|dimension| {
                (
                    dimension.id.to_string(),
                    vec![dimension.levels.last().unwrap().id.to_string()],
                )
            }))
            .collect();
        let full = Response::from_form(form, &everything).unwrap();
        let blank = Response::blank(form);
        let (one, two) = (pack(form, &full), pack(form, &blank));
        assert_eq!(one.len(), two.len());
        assert_eq!(
            (unpack(form, &one), unpack(form, &two)),
            (Some(full), Some(blank))
        );
    }

    #[test]
    fn unpack_damaged_bytes_gives_nothing() {
        let form = instrument::built_in_by_id("belonging-students").unwrap();
        let bytes = pack(form, &Response::blank(form));
        let mut padded = bytes.clone();
        *padded.last_mut().unwrap() = 1;
        let mut long = bytes.clone();
        long[1] = 255;
        for wrong in [
            &[] as &[u8],
            &bytes[1..],
            &bytes[..bytes.len() - 1],
            &padded,
            &long,
        ] {
            assert_eq!(unpack(form, wrong), None);
        }
    }
}
