//! The real answers of PISA 2009, where they lie beside the repository.

use std::path::PathBuf;

use instrument::import::{Imported, Mapping, apply, propose, read_table};
use instrument::{CodedLevels, Instrument, built_in_by_id};

fn pisa() -> &'static Instrument {
    built_in_by_id("pisa-2009-climate").expect("built in")
}

fn file(name: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("KITH_SHARED").map_or_else(beside, PathBuf::from);
    let found = std::fs::read(folder.join("data").join(name)).ok();
    if found.is_none() {
        eprintln!("skipped: {name} is not there");
    }
    found
}

/// Favourable and all answers to an item, by country or over all.
fn favourable(result: &Imported, item: &str, country: Option<u16>) -> (usize, usize) {
    let codes = &result.coded.item(item).expect("an item").codes;
    let Some(CodedLevels::Single(levels)) = result.coded.dimension("CNT").map(|column| &column.levels) else {
        return (0, 0);
    };
    let answers = codes
        .iter()
        .zip(levels)
        .filter(|(code, level)| **code < 4 && country.is_none_or(|country| country == **level));
    let high = answers.clone().filter(|(code, _)| **code >= 2).count();
    (high, answers.count())
}

#[test]
fn pisa_codes_need_no_confirmation_and_give_the_known_counts() {
    let Some(bytes) = file("pisa2009_codes.csv") else {
        return;
    };
    let table = read_table(&bytes).expect("a table");
    let mapping = propose(&table, pisa(), &Mapping::default());
    assert_eq!(mapping.open_questions(pisa()), []);
    let result = apply(&table, pisa(), &mapping).expect("nothing to confirm");
    assert_eq!(result.coded.people, 66_690);
    let counts = [0, 1, 2].map(|country| favourable(&result, "ST34Q01", Some(country)));
    assert_eq!(counts, [(19_985, 22_569), (32_818, 37_809), (4_603, 5_143)]);
    assert_eq!(
        (
            result.dropped.len(),
            result.report.not_asked.len(),
            result.report.added.len()
        ),
        (0, 0, 0)
    );
}

#[test]
fn pisa_labels_ask_one_question_and_give_the_known_counts() {
    let Some(bytes) = file("pisa2009_usa_labels.csv") else {
        return;
    };
    let table = read_table(&bytes).expect("a table");
    let mut mapping = propose(&table, pisa(), &Mapping::default());
    let questions = mapping.open_questions(pisa());
    assert_eq!(questions.len(), 1);
    let label = questions[0].label.clone().map(|(label, _)| label);
    assert_eq!(
        (label.as_deref(), questions[0].columns.len()),
        (Some("Strong agree"), 5)
    );
    mapping.confirm_suggestions();
    let result = apply(&table, pisa(), &mapping).expect("confirmed");
    assert_eq!(favourable(&result, "ST34Q01", None), (4_603, 5_143));
    let reports = result
        .report
        .items
        .iter()
        .filter(|report| report.item == "ST36Q05");
    let skipped: Vec<usize> = reports.map(|report| report.missing).collect();
    assert_eq!(skipped, [141]);
}

#[test]
fn pisa_labels_and_codes_of_one_country_are_the_same_answers() {
    let (Some(labels), Some(codes)) = (file("pisa2009_usa_labels.csv"), file("pisa2009_codes.csv")) else {
        return;
    };
    let read = |bytes: &[u8]| {
        let table = read_table(bytes).expect("a table");
        let mut mapping = propose(&table, pisa(), &Mapping::default());
        mapping.confirm_suggestions();
        apply(&table, pisa(), &mapping).expect("confirmed")
    };
    let (labels, codes) = (read(&labels), read(&codes));
    for item in &pisa().items {
        assert_eq!(
            favourable(&labels, &item.id, Some(2)),
            favourable(&codes, &item.id, Some(2))
        );
    }
}
