//! `instrument::Response::from_bytes`: one packed response out of the inbox, to each built-in questionnaire.
#![no_main]

use instrument::{Response, built_in};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for instrument in built_in() {
        let _ = Response::from_bytes(instrument, bytes);
        let mut marked = vec![1];
        marked.extend(instrument.mark().to_le_bytes());
        marked.extend(bytes);
        if let Ok(response) = Response::from_bytes(instrument, &marked) {
            let again = Response::from_bytes(instrument, &response.to_bytes(instrument));
            assert_eq!(again, Ok(response));
        }
    }
});
