//! Agreement with psych 2.2.9 (R) on the 2,800 people of the bfi, to the three decimals that are told.

use std::path::Path;

use disclosure::quality::{Quality, Shown, quality};
use disclosure::{Ask, AskItem, AskScale, Cut, Protection, Released, Rule, release};
use tally::{Answers, Item, Missing};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference");

/// The five items of a scale, some reversed, answers 1 to 6.
fn bfi(letter: &str, reversed: &[&str]) -> Option<Released<Quality>> {
    let file = Path::new(FOLDER).join("bfi.csv");
    if !file.exists() {
        println!("skipped: {} is not there", file.display());
        return None;
    }
    let mut reader = csv::Reader::from_path(file).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let ids: Vec<String> = (1..=5).map(|number| format!("{letter}{number}")).collect();
    let items = ids.iter().map(|id| {
        let at = header.iter().position(|name| name == id).unwrap();
        let code = |row: &csv::StringRecord| {
            row[at]
                .parse()
                .map_or(Missing::Skipped.code(), |value: u8| value - 1)
        };
        Item {
            id: id.clone(),
            options: (1..=6).map(|option| option.to_string()).collect(),
            codes: rows.iter().map(code).collect(),
        }
    });
    let answers = Answers::new(rows.len(), items.collect(), Vec::new()).unwrap();
    let item = |id: &String| AskItem {
        item: id.clone(),
        favourable: (0..6).map(|option| option > 2).collect(),
        reversed: reversed.contains(&id.as_str()),
    };
    let ask = Ask {
        pairs: Vec::new(),
        items: ids.iter().map(item).collect(),
        scales: vec![AskScale {
            scale: letter.to_owned(),
            items: ids,
            rule: Rule::ShareOfPeople,
            cut: Cut::from_hundredths(350).unwrap(),
            least_answered: 1,
        }],
        dimensions: Vec::new(),
    };
    let protection = Protection::default();
    let report = release(&answers, &ask, protection).unwrap();
    Some(quality(&answers, &ask, protection, &Shown::of(&report), None).unwrap())
}

/// A number of the reference table, by scale, people used, and column.
fn expected(scale: &str, missing: &str, column: &str) -> f64 {
    let file = Path::new(FOLDER).join("ref_bfi_alpha_omega.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == column)
        .unwrap();
    let mut rows = reader.records().map(Result::unwrap);
    let row = rows.find(|row| &row[0] == scale && &row[1] == missing).unwrap();
    row[at].parse().unwrap()
}

#[test]
fn reliability_of_the_bfi_agrees_with_psych() {
    for (scale, letter, reversed) in [("agree", "A", &["A1"][..]), ("extraversion", "E", &["E1", "E2"])] {
        let Some(told) = bfi(letter, reversed) else { return };
        let account = told.scales[0].figures.value().unwrap();
        let reliability = &account.reliability;
        for (missing, alpha) in [
            ("pairwise", &reliability.pairwise),
            ("complete", &reliability.listwise),
        ] {
            let alpha = alpha.value().unwrap();
            for (column, found) in [
                ("raw_alpha", alpha.alpha),
                ("std_alpha", alpha.standardised),
                ("average_r", alpha.mean_correlation),
                ("feldt_lower", alpha.low),
                ("feldt_upper", alpha.high),
            ] {
                let known = expected(scale, missing, column);
                assert!(
                    (found - known).abs() < 0.000_501,
                    "{scale} {missing} {column}: {found}, {known}"
                );
            }
        }
        let omega = *reliability.omega.value().unwrap();
        let known = expected(scale, "pairwise", "omega_total_minres_1f");
        assert!((omega - known).abs() < 0.000_501, "{omega}, {known}");
        assert!(account.model.value().is_some());
    }
}
