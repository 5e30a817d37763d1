//! `instrument::import`: a remembered mapping (JSON, the first line), and a file of answers below it, through all steps.
#![no_main]

use instrument::built_in;
use instrument::import::{Mapping, apply, propose, read_table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let cut = bytes
        .iter()
        .position(|&byte| byte == b'\n')
        .unwrap_or(bytes.len());
    let (first, rest) = bytes.split_at(cut);
    let remembered: Mapping = serde_json::from_slice(first).unwrap_or_default();
    let Ok(table) = read_table(rest.get(1..).unwrap_or_default()) else {
        return;
    };
    for instrument in built_in() {
        let _ = apply(&table, instrument, &remembered);
        let mut mapping = propose(&table, instrument, &remembered);
        let _ = (mapping.open_questions(instrument), mapping.folded(instrument));
        mapping.confirm_suggestions();
        if let Ok(imported) = apply(&table, instrument, &mapping) {
            let coded = &imported.coded;
            assert!(coded.items.iter().all(|item| item.codes.len() == coded.people));
        }
        let stored = serde_json::to_string(&mapping).expect("a mapping is plain values");
        assert_eq!(serde_json::from_str::<Mapping>(&stored).ok(), Some(mapping));
    }
});
