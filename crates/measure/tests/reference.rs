//! Closed forms against published and independently computed values.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]
#![expect(
    clippy::float_cmp,
    reason = "ends at 0 and 1 and differences of equal shares are exact"
)]
#![expect(
    clippy::unreadable_literal,
    reason = "computed values are compared as they were printed"
)]

use std::path::PathBuf;

use measure::{
    Cut, Error, Z95, difference, holm, mean_of_item_shares, share_of_answers, share_of_people, two_sided_p,
    wilson,
};
use tally::ScoreCounts;

fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

#[test]
fn wilson_reference_table_agrees_to_its_last_digit() {
    let folder = std::env::var_os("KITH_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let path = folder.join("reference/ref_binomial_intervals.csv");
    if !path.exists() {
        println!("skipped: shared reference values not found");
        return;
    }
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut seen = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let interval = wilson(record[1].parse().unwrap(), record[0].parse().unwrap(), Z95).unwrap();
        // The table is rounded to eight decimals, so half of its last digit is the best agreement there is.
        close(interval.low, record[2].parse().unwrap(), 5e-9 + 1e-12);
        close(interval.high, record[3].parse().unwrap(), 5e-9 + 1e-12);
        seen += 1;
    }
    assert_eq!(seen, 10);
}

#[test]
fn wilson_high_precision_values_agree_to_1e_12() {
    let cases = [
        (1, 10, 0.017876213095072903, 0.4041500267952385),
        (19, 20, 0.763868806553258, 0.9911185511992046),
        (287, 350, 0.7763453497543535, 0.8567065281871454),
        (4603, 5143, 0.8863280308554695, 0.9030881640103741),
        (123456, 1000000, 0.12281269653142285, 0.12410219641400438),
    ];
    for (part, of, low, high) in cases {
        let interval = wilson(part, of, Z95).unwrap();
        close(interval.low, low, 1e-12);
        close(interval.high, high, 1e-12);
    }
}

#[test]
fn two_sided_p_high_precision_values_agree() {
    let cases = [
        (0.5, 0.6170750774519738),
        (1.0, 0.3173105078629141),
        (1.959963984540054, 0.05000000000000003),
        (2.9, 0.003731626600768076),
        (3.0, 0.002699796063260189),
        (5.0, 5.733031437583878e-07),
        (8.0, 1.2441921148543568e-15),
    ];
    for (z, p) in cases {
        close(two_sided_p(z), p, 1e-14);
        close(two_sided_p(-z) / p, 1.0, 1e-11);
    }
    assert_eq!(two_sided_p(0.0), 1.0);
}

#[test]
fn wilson_edges_stay_within_zero_and_one() {
    for of in 1..=300 {
        assert_eq!(wilson(0, of, Z95).unwrap().low, 0.0);
        assert_eq!(wilson(of, of, Z95).unwrap().high, 1.0);
    }
}

#[test]
fn wilson_bad_input_names_value() {
    assert_eq!(wilson(3, 2, Z95), Err(Error::Part { part: 3, of: 2 }));
    assert_eq!(wilson(0, 0, Z95), Err(Error::Empty));
    assert_eq!(wilson(1, 2, -1.0), Err(Error::Quantile { z: -1.0 }));
}

#[test]
fn newcombe_published_example_agrees() {
    // Newcombe (1998), table II, example (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    let found = difference((56, 70), (48, 80), Z95).unwrap();
    close(found.difference, 0.2, 1e-12);
    close(found.low, 0.0524, 5e-5);
    close(found.high, 0.3339, 5e-5);
}

#[test]
fn difference_equal_unanimous_groups_finds_nothing() {
    assert_eq!(difference((10, 10), (20, 20), Z95).unwrap().p, 1.0);
    assert_eq!(difference((0, 10), (0, 20), Z95).unwrap().p, 1.0);
}

#[test]
fn holm_several_probabilities_steps_down() {
    let corrected = holm(&[0.01, 0.04, 0.03, 0.005]).unwrap();
    for (found, expected) in corrected.iter().zip([0.03, 0.06, 0.06, 0.02]) {
        close(*found, expected, 1e-15);
    }
    assert_eq!(holm(&[]).unwrap(), Vec::<f64>::new());
    assert_eq!(holm(&[1.5]), Err(Error::Probability { p: 1.5 }));
}

#[test]
fn share_of_people_mean_at_cut_counts() {
    // Two items of four options: one person with 2 + 4, one with 2 + 3, one with a single 3, one without answers.
    let mut people = vec![vec![0; 1], vec![0; 5], vec![0; 9]];
    people[2][6] = 1;
    people[2][5] = 1;
    people[1][3] = 1;
    people[0][0] = 1;
    let scores = ScoreCounts { people };
    let cut = Cut::from_hundredths(300).unwrap();
    assert_eq!(share_of_people(&scores, cut, 1), Ok((2, 3)));
    assert_eq!(share_of_people(&scores, cut, 2), Ok((1, 2)));
    assert_eq!(
        share_of_people(&scores, cut, 3),
        Err(Error::LeastAnswered { found: 3, items: 2 })
    );
    assert_eq!(Cut::from_hundredths(99), Err(Error::Cut { hundredths: 99 }));
}

#[test]
fn scale_rules_unequal_items_differ() {
    let items = [(9, 10), (10, 90)];
    assert_eq!(share_of_answers(&items), Ok((19, 100)));
    close(
        mean_of_item_shares(&items).unwrap(),
        f64::midpoint(0.9, 1.0 / 9.0),
        1e-15,
    );
    assert_eq!(mean_of_item_shares(&[(0, 0)]), Err(Error::Empty));
}
