//! `disclosure::elsewhere::read`: a table that another system published.
#![no_main]

use std::collections::BTreeMap;

use disclosure::elsewhere::{self, Sign, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = Source {
        id: "e".to_owned(),
        title: "A table".to_owned(),
        day: "2025-10-31".to_owned(),
        population: "p".to_owned(),
        least: 10,
        signs: BTreeMap::from([("*".to_owned(), Sign::Any)]),
    };
    if let Ok(entry) = elsewhere::read(bytes, &source) {
        assert_eq!(entry.flaw(), None);
    }
});
