//! `instrument::Response::from_form`: the fields of a form, `name=value` line by line.
#![no_main]

use std::collections::BTreeMap;

use instrument::{Response, built_in};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
        fields.entry(name.to_owned()).or_default().push(value.to_owned());
    }
    for instrument in built_in() {
        if let Ok(response) = Response::from_form(instrument, &fields) {
            let form = response.to_form(instrument);
            assert_eq!(
                Response::from_form(instrument, &form).ok(),
                Some(response.clone())
            );
            let bytes = response.to_bytes(instrument);
            assert_eq!(Response::from_bytes(instrument, &bytes), Ok(response));
        }
    }
});
