//! Record keys: everybody's secret random number, made anew from a seed whenever it is needed.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tally::{Index, Numbered};

/// What the keyed hash is for, so that a seed used elsewhere gives other numbers.
const PURPOSE: &[u8] = b"kith record keys 1";

/// Keys made from one block of the hash.
const PER_BLOCK: usize = 8;

/// The record keys of everybody in an index: uniform on 0 to 2³² − 1 and independent, for whoever does not know the seed.
/// Person *p* has word *p* mod 8 of HMAC-SHA-256 (RFC 2104) of the purpose and *p* / 8 (64 bits, little-endian) under
/// the seed. Positions are those of the sealed answers, so the keys stay when the places are grouped anew.
#[derive(Clone)]
pub struct RecordKeys(Numbered);

impl fmt::Debug for RecordKeys {
    /// Says nothing of the keys: they are secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecordKeys(…)")
    }
}

impl RecordKeys {
    /// The keys that a seed gives the people of an index. The seed is secret, 32 random bytes of the wave's own, and kept
    /// apart from the answers.
    ///
    /// # Panics
    /// Never: the hash takes seeds of any length.
    pub fn of(index: &Index, seed: &[u8; 32]) -> Self {
        let keyed = Hmac::<Sha256>::new_from_slice(seed).expect("HMAC takes keys of any length");
        let mut keys = Vec::with_capacity(index.rows().next_multiple_of(PER_BLOCK));
        for block in 0..index.rows().div_ceil(PER_BLOCK) as u64 {
            let mut hash = keyed.clone();
            hash.update(PURPOSE);
            hash.update(&block.to_le_bytes());
            let bytes = hash.finalize().into_bytes();
            let (words, _) = bytes.as_slice().as_chunks::<4>();
            keys.extend(words.iter().map(|word| u32::from_le_bytes(*word)));
        }
        keys.truncate(index.rows());
        Self(index.numbered(&keys).expect("as many keys as rows"))
    }

    pub(super) fn numbers(&self) -> &Numbered {
        &self.0
    }
}
