//! The index as bytes: what was written comes back where it lies, and nothing else is ever taken for an index.

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tally::{Breakdown, Error, Filter, Index, PlaceAt};

use crate::survey::{Survey, surveys};

/// Bytes at a chosen distance from a multiple of 8 in memory.
struct Laid {
    words: Vec<u64>,
    from: usize,
    length: usize,
}

impl Laid {
    fn out(bytes: &[u8], from: usize) -> Self {
        let mut words = vec![0; (bytes.len() + from).div_ceil(8)];
        let memory: &mut [u8] = bytemuck::cast_slice_mut(&mut words);
        memory[from..from + bytes.len()].copy_from_slice(bytes);
        let length = bytes.len();
        Self { words, from, length }
    }

    fn bytes(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[self.from..self.from + self.length]
    }
}

fn index(survey: &Survey) -> Index<'static> {
    Index::build(&survey.answers, &survey.geography, 1).unwrap()
}

/// Replaces the checksum by the right one, as someone with bad intentions would.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(end) = bytes.len().checked_sub(32) {
        let checksum = Sha256::digest(&bytes[..end]);
        bytes[end..].copy_from_slice(&checksum);
    }
    bytes
}

fn refusal(bytes: &[u8]) -> Error {
    let laid = Laid::out(bytes, 0);
    let viewed = Index::view(laid.bytes()).unwrap_err();
    assert_eq!(Index::from_bytes(bytes).unwrap_err(), viewed);
    viewed
}

/// Whatever the bits, people have exactly one entry per item, and no more than one level of a single dimension.
fn check_sums(index: &Index) {
    let mut breakdown = Breakdown::every(index);
    breakdown.threads = 2;
    let cube = index.cube(&breakdown).unwrap();
    for place in (0..index.places().len()).map(PlaceAt::Place) {
        let people = cube.people(place).unwrap();
        for (group, &people) in people.iter().enumerate() {
            for item in 0..index.items().len() {
                let counts = cube.item(place, item, group).unwrap();
                assert_eq!(counts.asked() + counts.not_applicable, people);
            }
        }
        let mut first = 1;
        for dimension in index.dimensions() {
            let levels = &people[first..first + dimension.levels.len()];
            first += dimension.levels.len();
            assert!(dimension.is_multiple() || levels.iter().sum::<u32>() <= people[0]);
        }
    }
    let found = index.distributions(&Filter::Everyone, None).unwrap();
    assert_eq!(found.people, index.people());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn bytes_written_then_viewed_give_the_same(survey in surveys(), from in 1..8_usize) {
        let index = index(&survey);
        let bytes = index.to_bytes();
        prop_assert_eq!(bytes.len() % 8, 0);
        let laid = Laid::out(&bytes, 0);
        let viewed = Index::view(laid.bytes()).unwrap();
        prop_assert_eq!(&viewed, &index);
        prop_assert_eq!(viewed.to_bytes(), bytes.clone());
        prop_assert_eq!(viewed.cube(&Breakdown::every(&viewed)), index.cube(&Breakdown::every(&index)));
        let misaligned = Laid::out(&bytes, from);
        prop_assert_eq!(&Index::from_bytes(misaligned.bytes()).unwrap(), &index);
        let reason = "they do not lie at a multiple of 8 in memory";
        // Nothing of no people lies anywhere.
        if index.rows() > 0 {
            prop_assert_eq!(Index::view(misaligned.bytes()), Err(Error::Index { reason }));
        }
    }

    #[test]
    fn bytes_with_any_bit_flipped_or_cut_are_refused(survey in surveys(), at in any::<prop::sample::Index>(), bit in 0..8, more in any::<u8>()) {
        let bytes = index(&survey).to_bytes();
        let mut flipped = bytes.clone();
        flipped[at.index(bytes.len())] ^= 1_u8 << bit;
        refusal(&flipped);
        refusal(&bytes[..at.index(bytes.len())]);
        let mut longer = bytes;
        longer.push(more);
        refusal(&longer);
    }

    #[test]
    fn bytes_changed_and_resealed_are_refused_or_consistent(survey in surveys(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = index(&survey).to_bytes();
        let end = bytes.len() - 32;
        for (at, value) in changes {
            bytes[at.index(end)] ^= value;
        }
        if let Ok(index) = Index::from_bytes(&resealed(bytes)) {
            check_sums(&index);
        }
    }

    #[test]
    fn bytes_with_any_part_of_the_head_changed_and_resealed_are_refused_or_consistent(survey in surveys(), at in 0..200_usize, value in any::<u32>()) {
        let mut bytes = index(&survey).to_bytes();
        let at = at * 4 % (bytes.len() - 32);
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        if let Ok(index) = Index::from_bytes(&resealed(bytes)) {
            check_sums(&index);
        }
    }

    #[test]
    fn bytes_of_anything_never_panic(garbage in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut bytes = b"KITHTALY\x01\0\0\0\x0D\x0C\x0B\x0A".to_vec();
        bytes.extend((garbage.len() as u64 + 16).to_le_bytes());
        bytes.extend(garbage);
        prop_assert!(Index::from_bytes(&resealed(bytes.clone())).is_err());
        prop_assert!(Index::from_bytes(&bytes).is_err());
    }
}

fn sample() -> Vec<u8> {
    let items = vec![(3, vec![0, 1, 2, 2, 250])];
    let grade = tally::Membership::Single(vec![0, 1, 0, 0, 0]);
    let answers = crate::survey::named(items, vec![(3, grade)], 5);
    let geography = tally::Geography::whole("school", 5);
    Index::build(&answers, &geography, 1).unwrap().to_bytes()
}

#[test]
fn bytes_of_another_kind_version_or_machine_are_refused_with_the_reason() {
    let changed = |at: usize, new: &[u8]| {
        let mut bytes = sample();
        bytes[at..at + new.len()].copy_from_slice(new);
        refusal(&resealed(bytes))
    };
    let because = |reason| Error::Index { reason };
    assert_eq!(
        changed(0, b"KITHWAVE"),
        because("they do not begin as an index does")
    );
    assert_eq!(
        changed(8, &[2]),
        because("their version is not known to this program")
    );
    assert_eq!(
        changed(12, &[0x0A, 0x0B, 0x0C, 0x0D]),
        because("they were written with another order of bytes")
    );
    assert_eq!(changed(12, &[0]), because("their byte-order mark is damaged"));
    assert_eq!(changed(16, &[1]), because("they are not as long as they say"));
    assert_eq!(refusal(&[]), because("they end too early"));
    let mut bytes = sample();
    bytes[40] ^= 1;
    assert_eq!(refusal(&bytes), because("the checksum does not match"));
}

#[test]
fn bytes_with_bits_that_mean_nothing_are_refused_with_the_reason() {
    let bytes = sample();
    // From the end: checksum, three words of rows, two planes of the item, two of the dimension, one of who is present.
    let plane = |from_end: usize| bytes.len() - 32 - 3 * 8 - from_end * 8;
    let changed = |at: usize, flip: u8| {
        let mut bytes = bytes.clone();
        bytes[at] ^= flip;
        refusal(&resealed(bytes))
    };
    let because = |reason| Error::Index { reason };
    assert_eq!(
        changed(plane(5), 0b10_0000),
        because("they count people who are not there")
    );
    assert_eq!(
        changed(plane(5), 0b1_0000),
        because("they hold answers of people who are not there")
    );
    assert_eq!(
        changed(plane(1), 0b10_0000),
        because("they hold answers of people who are not there")
    );
    assert_eq!(
        changed(plane(3), 0b10),
        because("they hold a code that means nothing")
    );
    assert_eq!(changed(plane(0), 0b1), because("two people have the same row"));
    assert_eq!(changed(plane(0), 0b1000), because("two people have the same row"));
    assert_eq!(
        changed(bytes.len() - 32 - 4, 1),
        because("something follows the last person")
    );
}
