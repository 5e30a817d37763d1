//! `disclosure::ledger::read`: entries of a ledger as lines of text.
#![no_main]

use disclosure::ledger;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(entries) = ledger::read(text) {
        assert_eq!(ledger::read(&ledger::write(&entries)).as_ref(), Ok(&entries));
    }
});
