//! `disclosure::rules::Rules::read`: a rule pack of one's own.
#![no_main]

use disclosure::rules::Rules;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(rules) = Rules::read(text) {
        for purpose in [disclosure::rules::Purpose::General, disclosure::rules::Purpose::Survey] {
            let _ = rules.protection(purpose);
        }
    }
});
