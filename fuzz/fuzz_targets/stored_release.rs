//! `disclosure::reopen`: a stored release, whose checksum is right whatever stands in it.
#![no_main]

use disclosure::{reopen, verify};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};

fuzz_target!(|json: &[u8]| {
    let _ = (reopen(json), verify(json));
    let sum = Sha256::digest(json)
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    for version in [1, 2] {
        let stored = [format!("kith release {version} {sum}\n").as_bytes(), json].concat();
        let _ = verify(&stored);
        if let Ok(released) = reopen(&stored) {
            assert_eq!(reopen(&released.to_stored()).as_deref(), Ok(&*released));
        }
    }
});
