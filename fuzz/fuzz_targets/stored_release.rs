//! `disclosure::reopen`: a stored release, whose checksum is right whatever stands in it.
#![no_main]

use disclosure::reopen;
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

fuzz_target!(|json: &[u8]| {
    let _ = reopen(json);
    let sum = Sha256::digest(json)
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let stored = [format!("kith release 1 {sum}\n").as_bytes(), json].concat();
    if let Ok(released) = reopen(&stored) {
        assert_eq!(reopen(&released.to_stored()).as_deref(), Ok(&*released));
    }
});
