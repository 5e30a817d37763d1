//! R-indicators against closed forms.

use measure::Error;
use measure::weighting::{largest_bias, representativity};

use crate::close;

/// Cells and responses of a roster from (people, respondents) per cell.
fn roster(cells: &[(usize, usize)]) -> (Vec<u32>, Vec<bool>) {
    let mut grouping = Vec::new();
    let mut responded = Vec::new();
    for (cell, &(people, respondents)) in cells.iter().enumerate() {
        for person in 0..people {
            grouping.push(u32::try_from(cell).unwrap());
            responded.push(person < respondents);
        }
    }
    (grouping, responded)
}

#[test]
fn one_grouping_has_closed_forms() {
    // Chances are the cells' rates: 0.75, 0.4, 0.6.
    let cells = [(40, 30), (50, 20), (30, 18)];
    let (grouping, responded) = roster(&cells);
    let found = representativity(&responded, &[&grouping], None).unwrap();
    let rate = 68.0 / 120.0;
    let part = |n: f64, p: f64| n * (p - rate).powi(2);
    let square = (part(40.0, 0.75) + part(50.0, 0.4) + part(30.0, 0.6)) / 119.0;
    // Estimation adds Σ ρ(1 − ρ) over cells, per person of the roster.
    let estimation = (0.75 * 0.25 + 0.4 * 0.6 + 0.6 * 0.4) / 120.0;
    close(found.rate, rate, 1e-15);
    close(found.indicator, 1.0 - 2.0 * square.sqrt(), 1e-12);
    close(found.adjusted, 1.0 - 2.0 * (square - estimation).sqrt(), 1e-12);
    close(found.partial[0].unconditional, square.sqrt(), 1e-12);
    close(found.partial[0].conditional, square.sqrt(), 1e-12);
    let sign = (50.0_f64 / 120.0).sqrt() * (0.4 - rate);
    close(found.partial[0].cells_unconditional[1], sign, 1e-12);
    // A sample of a larger population.
    let sampled = representativity(&responded, &[&grouping], Some(1_200)).unwrap();
    let larger = square * (1.0 + 1.0 / 120.0 - 1.0 / 1200.0) - estimation;
    close(sampled.adjusted, 1.0 - 2.0 * larger.sqrt(), 1e-12);
}

#[test]
fn two_groupings_unrelated_second_brings_nothing() {
    // Every cell of the first grouping splits evenly by the second, which changes no rate.
    let (grouping, responded) = roster(&[(20, 15), (20, 15), (30, 12), (30, 12)]);
    let first: Vec<u32> = grouping.iter().map(|cell| cell / 2).collect();
    let second: Vec<u32> = grouping.iter().map(|cell| cell % 2).collect();
    let found = representativity(&responded, &[&first, &second], None).unwrap();
    let alone = representativity(&responded, &[&first], None).unwrap();
    close(found.indicator, alone.indicator, 1e-10);
    assert!(found.partial[1].unconditional < 1e-8 && found.partial[1].conditional < 1e-8);
    close(found.partial[0].conditional, found.partial[0].unconditional, 1e-8);
    assert!(found.adjusted >= found.indicator);
}

#[test]
fn two_groupings_agree_with_r() {
    // R: glm(responded ~ factor(h) + factor(g), binomial), its fitted values and the formulas of the module.
    let h: Vec<u32> = (0..60).map(|i| i / 20).collect();
    let g: Vec<u32> = (0..60).map(|i| i * 13 % 3).collect();
    let responded: Vec<bool> = (0..60_u32)
        .map(|i| i * 29 % 7 < 3 || (i / 20 == 0 && i * 13 % 3 != 1))
        .collect();
    let found = representativity(&responded, &[&h, &g], None).unwrap();
    close(found.rate, 0.566666666666667, 1e-14);
    close(found.indicator, 0.622003894375889, 1e-11);
    close(found.adjusted, 0.733491220746125, 1e-11);
    close(found.partial[0].unconditional, 0.166383940989535, 1e-11);
    close(found.partial[1].unconditional, 0.0857008329502202, 1e-11);
    close(found.partial[0].conditional, 0.168450678830295, 1e-11);
    close(found.partial[1].conditional, 0.0896473543811503, 1e-11);
    close(found.partial[0].cells_conditional[2], 0.0661284400513979, 1e-11);
}

#[test]
fn equal_rates_are_fully_representative() {
    let (grouping, responded) = roster(&[(40, 30), (20, 15)]);
    let found = representativity(&responded, &[&grouping], None).unwrap();
    close(found.indicator, 1.0, 1e-7);
    assert_eq!(found.adjusted, 1.0);
}

#[test]
fn cells_where_all_or_none_responded_settle() {
    let (grouping, responded) = roster(&[(40, 40), (40, 0)]);
    let found = representativity(&responded, &[&grouping], None).unwrap();
    close(found.indicator, (1.0 - (80.0_f64 / 79.0).sqrt()).max(0.0), 1e-6);
    let (grouping, responded) = roster(&[(40, 40), (40, 10)]);
    let found = representativity(&responded, &[&grouping], None).unwrap();
    close(found.indicator, 1.0 - 0.75 * (80.0_f64 / 79.0).sqrt(), 1e-6);
}

#[test]
fn largest_bias_follows_its_formula() {
    close(largest_bias(0.8, 0.5, 0.5).unwrap(), 0.1, 1e-15);
    assert_eq!(largest_bias(1.0, 0.5, 0.5), Ok(0.0));
    assert!(largest_bias(1.1, 0.5, 0.5).is_err());
    assert!(largest_bias(0.8, 0.0, 0.5).is_err());
    assert!(largest_bias(0.8, 0.5, f64::NAN).is_err());
}

#[test]
fn rosters_bad_input_is_named() {
    let all = representativity(&[true; 3], &[&[0, 1, 1]], None);
    assert_eq!(all.err(), Some(Error::Constant { what: "responding" }));
    assert_eq!(representativity(&[], &[], None).err(), Some(Error::Empty));
    assert!(representativity(&[true, false], &[&[0]], None).is_err());
    assert!(representativity(&[true, false], &[&[0, 1]], Some(1)).is_err());
    assert!(representativity(&[true, false], &[&[0, u32::MAX]], None).is_err());
}
