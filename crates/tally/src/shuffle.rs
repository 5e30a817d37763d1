//! Putting people in an order that says nothing about when they answered.

use sha2::{Digest, Sha256};

use crate::{Answers, Error};

impl Answers {
    /// The same answers with people in the given order: the new person *i* is the old person `order[i]`.
    ///
    /// # Errors
    /// [`Error::Length`] or [`Error::Order`] when `order` is not a permutation of `0..people`.
    pub fn reordered(&self, order: &[usize]) -> Result<Self, Error> {
        if order.len() != self.people() {
            let column = "the order".to_owned();
            return Err(Error::Length {
                column,
                found: order.len(),
                people: self.people(),
            });
        }
        let mut seen = vec![false; self.people()];
        for &person in order {
            if seen.get(person).copied().unwrap_or(true) {
                return Err(Error::Order {
                    person,
                    people: self.people(),
                });
            }
            seen[person] = true;
        }
        Ok(self.in_order(order))
    }

    /// The answers of some people only, in the order of their positions.
    ///
    /// # Errors
    /// [`Error::Order`] when a position is not there, or they do not rise.
    pub fn only(&self, people: &[usize]) -> Result<Self, Error> {
        let rises = people
            .windows(2)
            .find(|pair| pair[0] >= pair[1])
            .map(|pair| pair[1]);
        let outside = people.iter().copied().find(|person| *person >= self.people());
        match rises.or(outside) {
            Some(person) => Err(Error::Order {
                person,
                people: self.people(),
            }),
            None => Ok(self.in_order(people)),
        }
    }

    /// The same answers with people in a random order that `seed` alone decides. With a secret seed of 32 random
    /// bytes that is thrown away, the old order cannot be found again.
    ///
    /// Method: the shuffle of Fisher and Yates in the form of Durstenfeld (1964, Algorithm 235), with numbers from
    /// SHA-256 over seed and counter; a number that would bias the choice is dropped.
    #[must_use]
    pub fn shuffled(&self, seed: [u8; 32]) -> Self {
        let mut numbers = Numbers { seed, counter: 0 };
        let mut order: Vec<usize> = (0..self.people()).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, numbers.below(last + 1));
        }
        self.in_order(&order)
    }
}

/// A stream of 64-bit numbers: the first eight bytes of SHA-256(seed, counter), counter = 0, 1, 2, …
struct Numbers {
    seed: [u8; 32],
    counter: u64,
}

impl Numbers {
    fn next(&mut self) -> u64 {
        let digest = Sha256::new()
            .chain_update(self.seed)
            .chain_update(self.counter.to_le_bytes())
            .finalize();
        self.counter += 1;
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        u64::from_le_bytes(first)
    }

    /// A number in `0..limit`, each equally likely.
    fn below(&mut self, limit: usize) -> usize {
        let limit = limit as u64;
        let fair = u64::MAX - u64::MAX % limit;
        loop {
            let number = self.next();
            if number < fair {
                return usize::try_from(number % limit).expect("it is below a usize");
            }
        }
    }
}
