//! `tally::Answers::from_bytes`: the bytes of a sealed wave, behind a checksum that is right.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use tally::Answers;

fuzz_target!(|body: &[u8]| {
    let _ = Answers::from_bytes(body);
    let sealed = [body, &Sha256::digest(body)].concat();
    if let Ok(answers) = Answers::from_bytes(&sealed) {
        assert_eq!(answers.to_bytes(), sealed, "what was read is written the same");
    }
});
