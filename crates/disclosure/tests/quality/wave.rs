//! Waves made from a seed.

use disclosure::quality::{Quality, SchoolsOf, Shown, quality};
use disclosure::{Ask, AskItem, AskScale, Cut, Protection, Released, Rule, release};
use tally::{Answers, Dimension, Item, Membership, Missing};

/// `SplitMix64` (Steele, Lea and Flood 2014), as a number from 0 to 1.
pub fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    f64::from(u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap()) / 4_294_967_296.0
}

/// Answers to the items of one scale and levels of dimensions, by person.
#[derive(Clone)]
pub struct Wave {
    pub options: usize,
    pub codes: Vec<Vec<u8>>,
    pub dimensions: Vec<Dimension>,
    pub reversed: Vec<bool>,
}

impl Wave {
    /// `people` answer `items` items of `options` options; what they share is as large as what they do not.
    pub fn new(people: usize, items: usize, options: usize) -> Self {
        let mut state = 7;
        let mut codes = vec![Vec::new(); items];
        for _ in 0..people {
            let own: f64 = (0..4).map(|_| uniform(&mut state) - 0.5).sum();
            for column in &mut codes {
                let noise: f64 = (0..4).map(|_| uniform(&mut state) - 0.5).sum();
                column.push(coded(own + noise, options));
            }
        }
        Self {
            options,
            reversed: vec![false; items],
            codes,
            dimensions: Vec::new(),
        }
    }

    pub fn people(&self) -> usize {
        self.codes[0].len()
    }

    /// With a dimension: the level of each person.
    pub fn by(mut self, id: &str, levels: usize, level: impl Fn(usize) -> u16) -> Self {
        self.dimensions.push(Dimension {
            id: id.to_owned(),
            levels: (0..levels).map(|level| format!("{id}-{level}")).collect(),
            membership: Membership::Single((0..self.people()).map(level).collect()),
        });
        self
    }

    /// The first `people` skip an item.
    pub fn skipping(mut self, item: usize, people: usize) -> Self {
        self.codes[item][..people].fill(Missing::Skipped.code());
        self
    }

    /// People in another order: the new person *i* is the old person `order[i]`.
    pub fn ordered(&self, order: &[usize]) -> Self {
        let mut wave = self.clone();
        for (column, old) in wave.codes.iter_mut().zip(&self.codes) {
            *column = order.iter().map(|&person| old[person]).collect();
        }
        for (dimension, old) in wave.dimensions.iter_mut().zip(&self.dimensions) {
            if let (Membership::Single(column), Membership::Single(old)) =
                (&mut dimension.membership, &old.membership)
            {
                *column = order.iter().map(|&person| old[person]).collect();
            }
        }
        wave
    }

    pub fn answers(&self) -> Answers {
        let items = self.codes.iter().enumerate().map(|(at, codes)| Item {
            id: format!("i{at}"),
            options: (0..self.options).map(|option| option.to_string()).collect(),
            codes: codes.clone(),
        });
        Answers::new(self.people(), items.collect(), self.dimensions.clone()).unwrap()
    }

    pub fn ask(&self) -> Ask {
        let item = |(at, &reversed): (usize, &bool)| AskItem {
            item: format!("i{at}"),
            favourable: (0..self.options)
                .map(|option| option * 2 >= self.options)
                .collect(),
            reversed,
        };
        Ask {
            pairs: Vec::new(),
            items: self.reversed.iter().enumerate().map(item).collect(),
            scales: vec![AskScale {
                scale: "belonging".to_owned(),
                items: (0..self.codes.len()).map(|at| format!("i{at}")).collect(),
                rule: Rule::ShareOfPeople,
                cut: Cut::from_hundredths(u32::try_from(self.options + 1).unwrap() * 50).unwrap(),
                least_answered: 1,
            }],
            dimensions: self
                .dimensions
                .iter()
                .map(|dimension| dimension.id.clone())
                .collect(),
        }
    }

    /// What is told, after the release of the same wave.
    pub fn quality(&self, schools: Option<&SchoolsOf<'_>>) -> Released<Quality> {
        let (answers, ask, protection) = (self.answers(), self.ask(), Protection::default());
        let report = release(&answers, &ask, protection).unwrap();
        quality(&answers, &ask, protection, &Shown::of(&report), schools).unwrap()
    }

    pub fn told(&self) -> String {
        serde_json::to_string(&self.quality(None)).unwrap()
    }
}

/// The option at a standing of about −2 to 2.
fn coded(standing: f64, options: usize) -> u8 {
    let width = 2.4 / f64::from(u8::try_from(options).unwrap());
    let inner = (1..options).filter(|cut| standing > f64::from(u8::try_from(*cut).unwrap()) * width - 1.2);
    u8::try_from(inner.count()).unwrap()
}
