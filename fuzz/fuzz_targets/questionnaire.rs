//! `instrument::Instrument::from_toml`: a questionnaire that a host wrote.
#![no_main]

use instrument::{Instrument, Response};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| match Instrument::from_toml(source) {
    Ok(read) => {
        let _ = read.warnings();
        let blank = Response::blank(&read);
        assert_eq!(Response::from_bytes(&read, &blank.to_bytes(&read)), Ok(blank));
    }
    Err(problems) => assert!(!problems.is_empty(), "a refusal says why"),
});
