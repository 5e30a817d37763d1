//! `disclosure::jj::read`: an instance of the cell-suppression field.
#![no_main]

use disclosure::jj;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(instance) = jj::read(text) {
        let written = jj::write(&instance);
        assert_eq!(jj::read(&written).as_ref(), Ok(&instance), "{written}");
    }
});
