//! Building, storing, shuffling and counting answers.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use proptest::prelude::*;
use tally::{
    Answers, Dimension, Error, GroupAt, Item, Membership, Missing, UNSTATED, count, overlaps, scores,
};

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn item(id: &str, codes: &[u8]) -> Item {
    Item {
        id: id.to_owned(),
        options: texts(&["no", "some", "yes"]),
        codes: codes.to_vec(),
    }
}

fn single(levels: &[u16]) -> Dimension {
    let membership = Membership::Single(levels.to_vec());
    Dimension {
        id: "grade".to_owned(),
        levels: texts(&["7", "8"]),
        membership,
    }
}

fn multiple(bits: &[u64]) -> Dimension {
    let membership = Membership::Multiple(bits.to_vec());
    Dimension {
        id: "language".to_owned(),
        levels: texts(&["en", "es"]),
        membership,
    }
}

fn small() -> Answers {
    let items = vec![
        item("a", &[0, 2, 2, Missing::Skipped.code()]),
        item(
            "b",
            &[1, 0, Missing::NotApplicable.code(), Missing::NotSeen.code()],
        ),
    ];
    Answers::new(
        4,
        items,
        vec![single(&[0, 1, 1, UNSTATED]), multiple(&[0b01, 0b11, 0b10, 0])],
    )
    .unwrap()
}

#[test]
fn answers_wrong_columns_are_refused_with_value_and_limit() {
    let short = Answers::new(3, vec![item("a", &[0])], vec![]);
    assert_eq!(
        short,
        Err(Error::Length {
            column: "a".to_owned(),
            found: 1,
            people: 3
        })
    );
    for code in [3, 249, 254, 255] {
        let wrong = Answers::new(2, vec![item("a", &[0, code])], vec![]);
        assert_eq!(
            wrong,
            Err(Error::Code {
                item: "a".to_owned(),
                person: 1,
                code,
                last: 2
            })
        );
    }
    let level = |level| {
        Err(Error::Level {
            dimension: "grade".to_owned(),
            person: 0,
            level,
            levels: 2,
        })
    };
    assert_eq!(Answers::new(1, vec![], vec![single(&[2])]), level(2));
    let dimension = "language".to_owned();
    let bit = Err(Error::Level {
        dimension,
        person: 0,
        level: 2,
        levels: 2,
    });
    assert_eq!(Answers::new(1, vec![], vec![multiple(&[0b100])]), bit);
    let twice = Answers::new(1, vec![item("a", &[0]), item("a", &[0])], vec![]);
    assert_eq!(
        twice,
        Err(Error::Repeated {
            id: "a".to_owned(),
            among: "items".to_owned()
        })
    );
    let none = Item {
        options: vec![],
        ..item("a", &[])
    };
    let size = Error::Size {
        what: "number of options",
        name: "a".to_owned(),
        found: 0,
        least: 1,
        most: 250,
    };
    assert_eq!(Answers::new(0, vec![none], vec![]), Err(size));
}

#[test]
fn count_small_wave_counts_people_once_per_group() {
    let counts = count(&small(), &[0, 1]);
    let level = |dimension, level| GroupAt::Level { dimension, level };
    assert_eq!(
        counts.groups,
        [
            GroupAt::Everyone,
            level(0, 0),
            level(0, 1),
            level(1, 0),
            level(1, 1)
        ]
    );
    assert_eq!(counts.people, [4, 1, 2, 2, 2]);
    let options: Vec<&[u32]> = counts.items[0].iter().map(|counts| &counts.options[..]).collect();
    assert_eq!(options, [[1, 0, 2], [1, 0, 0], [0, 0, 2], [1, 0, 1], [0, 0, 2]]);
    let everyone = &counts.items[1][0];
    assert_eq!((everyone.answered(), everyone.asked()), (2, 3));
    assert_eq!(
        (everyone.not_seen, everyone.skipped, everyone.not_applicable),
        (1, 0, 1)
    );
}

#[test]
fn overlaps_small_wave_counts_people_in_both() {
    let table = overlaps(&small(), &[0, 1]);
    assert_eq!(table[0], [4, 1, 2, 2, 2]);
    assert_eq!(table[2], [2, 0, 2, 1, 2]);
    assert_eq!(table[3], [2, 1, 1, 2, 1]);
}

#[test]
fn scores_reversed_item_counts_backwards() {
    let everyone = &scores(&small(), &[(0, false), (1, true)], &[]).unwrap()[0];
    // People: 1 + 2, 3 + 3, 3 alone, nothing.
    assert_eq!(everyone.people[0], [1]);
    assert_eq!(everyone.people[1], [0, 0, 0, 1]);
    assert_eq!(everyone.people[2], [0, 0, 0, 1, 0, 0, 1]);
}

#[test]
fn scores_items_of_different_length_are_refused() {
    let other = Item {
        id: "b".to_owned(),
        options: texts(&["no", "yes"]),
        codes: vec![0],
    };
    let answers = Answers::new(1, vec![item("a", &[0]), other], vec![]).unwrap();
    let expected = Error::MixedOptions {
        item: "b".to_owned(),
        found: 2,
        expected: 3,
    };
    assert_eq!(scores(&answers, &[(0, false), (1, false)], &[]), Err(expected));
}

#[test]
fn reordered_wrong_order_is_refused() {
    assert_eq!(
        small().reordered(&[0, 1, 1, 2]),
        Err(Error::Order { person: 1, people: 4 })
    );
    assert_eq!(
        small().reordered(&[0, 1, 2, 4]),
        Err(Error::Order { person: 4, people: 4 })
    );
    assert_eq!(
        small().reordered(&[3, 2, 1, 0]).unwrap().reordered(&[3, 2, 1, 0]),
        Ok(small())
    );
}

#[test]
fn only_keeps_the_people_named_and_refuses_those_who_are_not_there_or_come_twice() {
    let all = small();
    assert_eq!(all.only(&[0, 1, 2, 3]).unwrap(), all);
    let some = all.only(&[1, 3]).unwrap();
    assert_eq!(some.people(), 2);
    assert_eq!(
        some.items()[0].codes,
        [all.items()[0].codes[1], all.items()[0].codes[3]]
    );
    assert_eq!(all.only(&[]).unwrap().people(), 0);
    for (wrong, person) in [([1, 1], 1), ([3, 0], 0), ([0, 4], 4)] {
        assert_eq!(all.only(&wrong), Err(Error::Order { person, people: 4 }));
    }
}

#[test]
fn from_bytes_other_version_is_refused() {
    let mut bytes = small().to_bytes();
    bytes[8] = 2;
    let reason = "their version is not known to this program";
    assert_eq!(Answers::from_bytes(&bytes), Err(Error::Bytes { reason }));
}

fn waves() -> impl Strategy<Value = Answers> {
    (0..40_usize).prop_flat_map(|people| {
        let codes = prop::collection::vec(prop_oneof![0..3_u8, 250..=253_u8], people);
        let levels = prop::collection::vec(prop_oneof![0..2_u16, Just(UNSTATED)], people);
        let bits = prop::collection::vec(0..4_u64, people);
        (codes.clone(), codes, levels, bits).prop_map(move |(a, b, levels, bits)| {
            let items = vec![item("a", &a), item("b", &b)];
            Answers::new(people, items, vec![single(&levels), multiple(&bits)]).unwrap()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_written_then_read_give_the_same(wave in waves()) {
        let bytes = wave.to_bytes();
        let again = Answers::from_bytes(&bytes).unwrap();
        prop_assert_eq!(again.to_bytes(), bytes);
        prop_assert_eq!(again, wave);
    }

    #[test]
    fn from_bytes_changed_bit_is_refused(wave in waves(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = wave.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Answers::from_bytes(&bytes).is_err());
    }

    #[test]
    fn from_bytes_cut_short_is_refused(wave in waves(), at in any::<prop::sample::Index>()) {
        let bytes = wave.to_bytes();
        prop_assert!(Answers::from_bytes(&bytes[..at.index(bytes.len())]).is_err());
    }

    /// Garbage with a right beginning and a right checksum reaches every branch of the reader.
    #[test]
    fn from_bytes_sealed_garbage_never_panics(body in prop::collection::vec(prop_oneof![0..4_u8, any::<u8>()], 0..120)) {
        use sha2::Digest;
        let mut bytes = b"KITHWAVE\x01\x00".to_vec();
        bytes.extend(body);
        let checksum = sha2::Sha256::digest(&bytes);
        bytes.extend(checksum);
        let _ = Answers::from_bytes(&bytes);
    }

    #[test]
    fn shuffled_same_seed_gives_same_order_and_same_counts(wave in waves(), seed in any::<[u8; 32]>()) {
        let shuffled = wave.shuffled(seed);
        prop_assert_eq!(&shuffled, &wave.shuffled(seed));
        prop_assert_eq!(count(&shuffled, &[0, 1]), count(&wave, &[0, 1]));
        prop_assert_eq!(overlaps(&shuffled, &[0, 1]), overlaps(&wave, &[0, 1]));
        let scales = [(0, false), (1, true)];
        prop_assert_eq!(scores(&shuffled, &scales, &[0, 1]), scores(&wave, &scales, &[0, 1]));
    }
}
