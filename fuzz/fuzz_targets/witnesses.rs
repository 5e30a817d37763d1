//! `disclosure::witness::verify`: what is published (JSON, the first line) with the tables that are to prove it (the next).
#![no_main]

use disclosure::witness::{Published, Witnesses, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some((published, witnesses)) = text.split_once('\n') else {
        return;
    };
    let (Ok(published), Ok(witnesses)) = (
        serde_json::from_str::<Published>(published),
        serde_json::from_str::<Witnesses>(witnesses),
    ) else {
        return;
    };
    if let Ok(verified) = verify(&published, &witnesses) {
        assert_eq!(verified.open + verified.declared.len(), published.hidden().len());
    }
});
