//! Whatever bytes come in, the answer is a value or a list of problems.

use instrument::import::{Mapping, apply, propose, read_table};
use instrument::{Instrument, Response, built_in, built_in_by_id};
use proptest::prelude::*;

/// Takes a file through all three steps; whether it came in.
fn journey(bytes: &[u8]) -> bool {
    let Ok(table) = read_table(bytes) else {
        return false;
    };
    let mut came_in = false;
    for instrument in built_in() {
        let mut mapping = propose(&table, instrument, &Mapping::default());
        came_in |= apply(&table, instrument, &mapping).is_ok();
        mapping.confirm_suggestions();
        if let Ok(imported) = apply(&table, instrument, &mapping) {
            came_in = true;
            assert!(
                imported
                    .coded
                    .items
                    .iter()
                    .all(|column| column.codes.len() == imported.coded.people)
            );
            assert!(
                imported
                    .coded
                    .dimensions
                    .iter()
                    .all(|column| column.levels.len() == imported.coded.people)
            );
        }
        let again = propose(&table, instrument, &mapping);
        assert_eq!(again.columns.len(), table.columns.len());
        let _ = apply(&table, instrument, &again);
    }
    came_in
}

/// Text made of pieces that files of answers are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            ",", ";", "\t", "\n", "\r\n", "\"", "\"\"", "ST34Q01", "CNT", "Agree", "Strong agree", "1", "4", "99", "NA",
            "Canada", "=1+1", "\u{202E}", "\u{200B}", "\0", "é", "sep=;", "grade", "fit-in", "A veces", " ", "-99", "id",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

#[test]
fn journey_of_a_good_file_comes_in() {
    assert!(journey(b"CNT,ST34Q01\nCanada,1\nMexico,4\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_as_a_table(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        journey(&bytes);
    }

    #[test]
    fn any_pieces_as_a_table(text in pieces(), header: bool) {
        let text = if header { format!("ST34Q01,CNT\n{text}") } else { text };
        journey(text.as_bytes());
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        journey(&utf_16);
    }

    #[test]
    fn any_damage_to_an_instrument_file(at in 0.0..1.0_f64, cut in 0_usize..40, put in pieces()) {
        let source = include_str!("../../../instruments/belonging-families.toml");
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a short text")]
        let at = source.floor_char_boundary((at * source.len() as f64) as usize);
        let after = source.ceil_char_boundary((at + cut).min(source.len()));
        let damaged = format!("{}{put}{}", &source[..at], &source[after..]);
        if let Err(problems) = Instrument::from_toml(&damaged) {
            prop_assert!(!problems.is_empty());
        }
    }

    #[test]
    fn any_text_as_an_instrument_file(text in pieces()) {
        prop_assert!(Instrument::from_toml(&text).is_err());
    }

    #[test]
    fn any_form(fields in prop::collection::btree_map(pieces(), prop::collection::vec(pieces(), 0..3), 0..5)) {
        for instrument in built_in() {
            if let Ok(response) = Response::from_form(instrument, &fields) {
                prop_assert_eq!(Response::from_bytes(instrument, &response.to_bytes(instrument)), Ok(response));
            }
        }
    }

    #[test]
    fn any_mapping_for_any_table(text in pieces(), other in pieces()) {
        let pisa = built_in_by_id("pisa-2009-climate").expect("built in");
        if let (Ok(table), Ok(elsewhere)) = (read_table(text.as_bytes()), read_table(other.as_bytes())) {
            let mut mapping = propose(&elsewhere, pisa, &Mapping::default());
            mapping.confirm_suggestions();
            let _ = apply(&table, pisa, &mapping);
        }
    }
}
