//! Made-up waves with three grades, three groups, two items and two schools.

use disclosure::cell_key::{Noise, PerturbationTable};
use tally::{Answers, Dimension, Filter, Geography, Index, Item, LevelAt, Membership, Missing, Place};

pub const SEED: [u8; 32] = [7; 32];

/// Counts of 1 and 2 are not shown; deviations up to 6, variance 3.
pub fn table() -> PerturbationTable {
    let noise = Noise {
        largest: 6,
        variance: 3.0,
        threshold: 3,
    };
    PerturbationTable::new(noise).unwrap()
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    pub fn below(&mut self, limit: u64) -> usize {
        usize::try_from(self.next() % limit).unwrap()
    }
}

pub fn texts(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

pub fn wave(people: usize, numbers: u64) -> Index<'static> {
    let mut numbers = Numbers(numbers);
    let item = |id: &str, numbers: &mut Numbers| Item {
        id: id.to_owned(),
        options: texts(3),
        codes: (0..people)
            .map(|_| match numbers.below(10) {
                0 => Missing::Skipped.code(),
                number => u8::try_from(number % 3).unwrap(),
            })
            .collect(),
    };
    let items = vec![item("one", &mut numbers), item("two", &mut numbers)];
    let dimension = |id: &str, numbers: &mut Numbers| Dimension {
        id: id.to_owned(),
        levels: texts(3),
        membership: Membership::Single(
            (0..people)
                .map(|_| u16::try_from(numbers.below(3)).unwrap())
                .collect(),
        ),
    };
    let dimensions = vec![dimension("grade", &mut numbers), dimension("group", &mut numbers)];
    let answers = Answers::new(people, items, dimensions).unwrap();
    let place = |id: &str, parent| Place {
        id: id.to_owned(),
        kind: "place".to_owned(),
        parent,
    };
    let places = vec![place("state", None), place("one", Some(0)), place("two", Some(0))];
    let schools = (0..people)
        .map(|_| 1 + u32::try_from(numbers.below(2)).unwrap())
        .collect();
    Index::build(&answers, &Geography::new(places, Vec::new(), schools).unwrap(), 1).unwrap()
}

/// Whether a person is in a grade: the count that misses when they withdraw.
pub fn is_in_grade(index: &Index, person: usize, grade: usize) -> bool {
    let filter = Filter::Level(LevelAt {
        dimension: 0,
        level: grade,
    });
    let mut without = index.clone();
    without.withdraw(person).unwrap();
    index.count(&filter, None).unwrap() > without.count(&filter, None).unwrap()
}
