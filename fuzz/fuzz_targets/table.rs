//! `instrument::import::read_table`: a file of answers in any encoding.
#![no_main]

use instrument::import::{Limits, read_table, read_table_within};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let narrow = Limits {
        bytes_max: 4096,
        rows_max: 20,
        columns_max: 8,
        cell_bytes_max: 64,
    };
    let small = read_table_within(bytes, &narrow);
    match read_table(bytes) {
        Ok(table) => {
            for column in &table.columns {
                assert_eq!(column.cells.len(), table.rows);
                assert!(column.cells.iter().all(|&at| (at as usize) < column.values.len()));
                let counted: usize = column.values.iter().map(|value| value.count).sum();
                assert_eq!(counted, table.rows);
            }
            if let Ok(small) = small {
                assert_eq!(small, table);
            }
        }
        Err(problems) => assert!(!problems.is_empty() && small.is_err()),
    }
});
