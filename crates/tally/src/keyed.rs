//! Counts with the sum of a number that every person has, modulo 2³²: the number of a *set* of people, by whatever
//! filter it was reached.

use crate::filter::both;
use crate::kernel::Kernel;
use crate::{Error, Filter, Index, PlaceAt};

/// A number per person, in the order of the rows of one index. Made by [`Index::numbered`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered(Vec<u32>);

/// People, and the sum of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Keyed {
    /// How many they are.
    pub people: u32,
    /// The sum of their numbers, modulo 2³²; 0 for nobody.
    pub sum: u32,
}

/// How the people of one filter answered, with the sum of numbers of each set of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyedDistributions {
    /// All people of the filter.
    pub people: Keyed,
    /// Item by item, those with each option, in the order of the options.
    pub items: Vec<Vec<Keyed>>,
}

impl Keyed {
    /// Both sets together, which are apart.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            sum: self.sum.wrapping_add(other.sum),
        }
    }
}

impl Index<'_> {
    /// Numbers of people, by position in the answers, put in the order of the rows.
    ///
    /// # Errors
    /// [`Error::Length`] unless there is one for each person that the index was built from.
    pub fn numbered(&self, of_people: &[u32]) -> Result<Numbered, Error> {
        if of_people.len() != self.rows() {
            return Err(Error::Length {
                column: "the numbers of people".to_owned(),
                found: of_people.len(),
                people: self.rows(),
            });
        }
        let mut numbers = vec![0; of_people.len()];
        for (person, &number) in of_people.iter().enumerate() {
            numbers[self.row(person)?] = number;
        }
        Ok(Numbered(numbers))
    }

    /// How the people of a place who are in the filter answered every item, with sums of their numbers. `None` is
    /// everywhere.
    ///
    /// # Errors
    /// Those of [`Index::count`]; [`Error::Length`] for numbers of another index's people.
    pub fn keyed(
        &self,
        filter: &Filter,
        within: Option<PlaceAt>,
        numbers: &Numbered,
    ) -> Result<KeyedDistributions, Error> {
        let Numbered(numbers) = numbers;
        if numbers.len() != self.rows() {
            return Err(Error::Length {
                column: "the numbers of people".to_owned(),
                found: numbers.len(),
                people: self.rows(),
            });
        }
        let (window, chosen) = self.chosen(filter, within)?;
        let first = (window.start * 64).min(numbers.len());
        let numbers = &numbers[first..(window.end * 64).min(numbers.len())];
        let mut line = vec![0; chosen.len()];
        let items = self.items().iter().map(|item| {
            let planes = self.planes(item.planes.clone(), &window);
            let options = (0..item.options.len()).map(|code| {
                Kernel::best().expand(&planes, line.len(), code, &mut line);
                both(&mut line, &chosen);
                summed(&line, numbers)
            });
            options.collect()
        });
        Ok(KeyedDistributions {
            items: items.collect(),
            people: summed(&chosen, numbers),
        })
    }
}

/// The people of a line, and the sum of their numbers.
fn summed(line: &[u64], numbers: &[u32]) -> Keyed {
    let mut all = Keyed::default();
    for (word, numbers) in line.iter().zip(numbers.chunks(64)) {
        all.people += word.count_ones();
        let mut left = *word;
        while left != 0 {
            all.sum = all.sum.wrapping_add(numbers[left.trailing_zeros() as usize]);
            left &= left - 1;
        }
    }
    all
}
