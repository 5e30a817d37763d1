//! One response as a few bytes, for the inbox of answers, and back.

use crate::{Instrument, Response};

/// The version of the layout: `1`, the mark of the instrument (4 bytes, little-endian), one byte per item (position
/// of the choice, 255 when skipped), then for each dimension its levels as bits, in 7-bit groups, lowest first.
const LAYOUT: u8 = 1;
const SKIPPED_BYTE: u8 = 255;

/// Why bytes are not a response to the instrument at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DamagedResponse {
    /// These answers are empty.
    #[error("these answers are empty")]
    Empty,
    /// These answers were stored by a newer version of this program.
    #[error("these answers were stored by a newer version of this program")]
    Newer,
    /// These answers are cut short.
    #[error("these answers are cut short")]
    CutShort,
    /// These answers belong to another instrument, or to another version of it.
    #[error("these answers belong to another instrument, or to another version of it")]
    OtherInstrument,
    /// One of these answers is not among the choices.
    #[error("one of these answers is not among the choices")]
    UnknownChoice,
    /// One of these groups is not among the levels.
    #[error("one of these groups is not among the levels")]
    UnknownLevel,
    /// There is something after these answers.
    #[error("there is something after these answers")]
    TooLong,
}

impl Instrument {
    /// A number that changes with the instrument's id, its version, and the keys and order of what it asks: answers
    /// packed for one instrument are not taken for answers to another. FNV-1a, 32 bits (Fowler, Noll, Vo 1991); it
    /// guards against mistakes, not against malice.
    pub fn mark(&self) -> u32 {
        let mut mark = 0x811c_9dc5_u32;
        let mut add = |words: &str| {
            for byte in words.bytes().chain([0]) {
                mark = (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        };
        add(&self.id);
        add(&self.version);
        for item in &self.items {
            add(&item.id);
            item.choices.iter().for_each(|choice| add(&choice.id));
        }
        for dimension in &self.dimensions {
            add(&dimension.id);
            dimension.levels.iter().for_each(|level| add(&level.id));
        }
        mark
    }
}

impl Response {
    /// The response as bytes, about one for each question.
    pub fn to_bytes(&self, instrument: &Instrument) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(5 + self.answers.len() + 2 * self.levels.len());
        bytes.push(LAYOUT);
        bytes.extend(instrument.mark().to_le_bytes());
        bytes.extend(self.answers.iter().map(|answer| answer.unwrap_or(SKIPPED_BYTE)));
        for levels in &self.levels {
            let mut rest = *levels;
            while rest >= 0x80 {
                bytes.push((rest & 0x7f) as u8 | 0x80);
                rest >>= 7;
            }
            bytes.push((rest & 0x7f) as u8);
        }
        bytes
    }

    /// Reads the bytes of [`Response::to_bytes`] for the same instrument; anything else is refused whole.
    pub fn from_bytes(instrument: &Instrument, bytes: &[u8]) -> Result<Self, DamagedResponse> {
        let (layout, rest) = bytes.split_first().ok_or(DamagedResponse::Empty)?;
        if *layout != LAYOUT {
            return Err(DamagedResponse::Newer);
        }
        let (mark, rest) = rest.split_at_checked(4).ok_or(DamagedResponse::CutShort)?;
        if *mark != instrument.mark().to_le_bytes() {
            return Err(DamagedResponse::OtherInstrument);
        }
        let (answers, mut rest) = rest
            .split_at_checked(instrument.items.len())
            .ok_or(DamagedResponse::CutShort)?;
        let mut response = Self::blank(instrument);
        for ((slot, item), byte) in response.answers.iter_mut().zip(&instrument.items).zip(answers) {
            if *byte != SKIPPED_BYTE {
                if usize::from(*byte) >= item.choices.len() {
                    return Err(DamagedResponse::UnknownChoice);
                }
                *slot = Some(*byte);
            }
        }
        for (slot, dimension) in response.levels.iter_mut().zip(&instrument.dimensions) {
            *slot = take_levels(&mut rest).ok_or(DamagedResponse::CutShort)?;
            let beyond = slot
                .checked_shr(u32::try_from(dimension.levels.len()).unwrap_or(64))
                .unwrap_or(0);
            if beyond != 0 || (!dimension.several && slot.count_ones() > 1) {
                return Err(DamagedResponse::UnknownLevel);
            }
        }
        if rest.is_empty() {
            Ok(response)
        } else {
            Err(DamagedResponse::TooLong)
        }
    }
}

/// The next number, or nothing when the bytes end too early or the number does not fit.
fn take_levels(rest: &mut &[u8]) -> Option<u64> {
    let mut levels = 0_u64;
    for shift in (0..63).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        levels |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(levels);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::DamagedResponse;
    use crate::{Instrument, Response, built_in, built_in_by_id};

    fn students() -> &'static Instrument {
        built_in_by_id("belonging-students").expect("built in")
    }

    #[test]
    fn bytes_of_another_instrument_are_refused() {
        let bytes = Response::blank(students()).to_bytes(students());
        let staff = built_in_by_id("belonging-staff").expect("built in");
        assert_eq!(
            Response::from_bytes(staff, &bytes),
            Err(DamagedResponse::OtherInstrument)
        );
    }

    #[test]
    fn bytes_cut_short_or_with_something_after_are_refused() {
        let mut bytes = Response::blank(students()).to_bytes(students());
        for length in 0..bytes.len() {
            assert_eq!(
                Response::from_bytes(students(), &bytes[..length]),
                Err(if length == 0 {
                    DamagedResponse::Empty
                } else {
                    DamagedResponse::CutShort
                })
            );
        }
        bytes.push(0);
        assert_eq!(
            Response::from_bytes(students(), &bytes),
            Err(DamagedResponse::TooLong)
        );
    }

    #[test]
    fn bytes_of_choices_that_do_not_exist_are_refused() {
        let mut bytes = Response::blank(students()).to_bytes(students());
        bytes[5] = 5;
        assert_eq!(
            Response::from_bytes(students(), &bytes),
            Err(DamagedResponse::UnknownChoice)
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(tail in proptest::collection::vec(any::<u8>(), 0..60), marked: bool) {
            for instrument in built_in() {
                let mut bytes = if marked { Response::blank(instrument).to_bytes(instrument)[..5].to_vec() } else { vec![] };
                bytes.extend(&tail);
                if let Ok(response) = Response::from_bytes(instrument, &bytes) {
                    prop_assert_eq!(Response::from_bytes(instrument, &response.to_bytes(instrument)), Ok(response));
                }
            }
        }

        #[test]
        fn any_response_comes_back_from_its_bytes(
            answers in proptest::collection::vec(proptest::option::of(0_u8..5), 14),
            grade in 0_u32..9, race in 0_u64..256,
        ) {
            let mut response = Response::blank(students());
            response.answers = answers;
            response.levels[0] = 1 << grade;
            response.levels[2] = race;
            let bytes = response.to_bytes(students());
            prop_assert!(bytes.len() <= 5 + 14 + 8);
            prop_assert_eq!(Response::from_bytes(students(), &bytes), Ok(response));
        }
    }
}
