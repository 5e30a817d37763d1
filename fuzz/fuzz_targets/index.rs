//! `tally::Index::from_bytes` and `Index::view`: the bytes of an index, with a length and a checksum that are right.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use tally::{Filter, Index, PlaceAt};

/// Where the length of everything stands.
const LENGTH: std::ops::Range<usize> = 16..24;

fuzz_target!(|body: &[u8]| {
    let _ = Index::from_bytes(body);
    let mut bytes = body.to_vec();
    if let Some(length) = bytes.get_mut(LENGTH) {
        length.copy_from_slice(&(body.len() as u64 + 32).to_le_bytes());
    }
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    let copied = Index::from_bytes(&bytes);
    let mut words = vec![0_u64; bytes.len().div_ceil(8)];
    for (word, part) in words.iter_mut().zip(bytes.chunks(8)) {
        let mut eight = [0; 8];
        eight[..part.len()].copy_from_slice(part);
        *word = u64::from_ne_bytes(eight);
    }
    let lying: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
    // Where it lies in memory is up to the allocator; a refusal for that alone is right.
    let viewed = Index::view(&lying[..bytes.len()]);
    let Ok(mut index) = copied else {
        assert!(viewed.is_err());
        return;
    };
    if let Ok(viewed) = viewed {
        assert_eq!(viewed, index);
    }
    assert_eq!(index.to_bytes(), bytes, "what was read is written the same");
    for place in 0..index.places().len().min(16) {
        let counts = index
            .distributions(&Filter::Everyone, Some(PlaceAt::Place(place)))
            .expect("the place is there");
        for item in &counts.items {
            assert_eq!(item.asked() + item.not_applicable, counts.people);
        }
    }
    if index.rows() > 0 {
        index.withdraw(0).expect("the person is there");
        assert_eq!(index.is_present(0), Ok(false));
    }
});
