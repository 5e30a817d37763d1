//! Simulated answers, and fits of them.

use measure::response::{Calibration, Column, Family, Fit, Item, Model, Patterns, Population, Responses};

pub fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

/// A uniform number in 0 to 1.
pub fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    f64::from(u32::try_from((z ^ (z >> 31)) >> 32).unwrap()) / 4_294_967_296.0
}

/// Answers of `people` with θ from `population`, one column per item; one in `missing_in` is missing (0: none).
pub fn simulated(
    items: &[Item],
    people: usize,
    population: Population,
    missing_in: u64,
    seed: u64,
) -> Vec<Vec<u8>> {
    let mut state = seed;
    let mut columns = vec![Vec::new(); items.len()];
    for _ in 0..people {
        let radius = (-2.0 * (1.0 - uniform(&mut state)).ln()).sqrt();
        let z = radius * (std::f64::consts::TAU * uniform(&mut state)).cos();
        let theta = population.mean + population.sd * z;
        for (item, column) in items.iter().zip(&mut columns) {
            let draw = uniform(&mut state);
            let mut below = 0.0;
            let p = item.probabilities(theta);
            let answer = p[..p.len() - 1]
                .iter()
                .filter(|p| {
                    below += **p;
                    draw >= below
                })
                .count();
            let gone =
                missing_in > 0 && uniform(&mut state) * f64::from(u32::try_from(missing_in).unwrap()) < 1.0;
            column.push(if gone { 250 } else { u8::try_from(answer).unwrap() });
        }
    }
    columns
}

pub fn items(family: Family, slopes: &[f64], b: &[f64]) -> Vec<Item> {
    let item = |(at, slope): (usize, &f64)| {
        let shift = 0.3 * f64::from(u32::try_from(at).unwrap()) - 0.6;
        Item::new(family, *slope, b.iter().map(|b| b + shift).collect()).unwrap()
    };
    slopes.iter().enumerate().map(item).collect()
}

pub fn patterns(
    columns: &[Vec<u8>],
    categories: u8,
    weights: Option<&[f64]>,
    groups: Option<&[u16]>,
) -> Patterns {
    let items: Vec<Column<'_>> = columns
        .iter()
        .map(|column| Column::new(column, categories))
        .collect();
    Patterns::new(&Responses {
        items: &items,
        weights,
        groups,
    })
    .unwrap()
}

pub fn fitted(model: Model, patterns: &Patterns) -> Fit {
    let mut calibration = Calibration::new(model);
    calibration.tolerance = 1e-10;
    calibration.fit(patterns).unwrap()
}

pub const MODELS: [Model; 3] = [
    Model::PartialCredit,
    Model::GeneralisedPartialCredit,
    Model::GradedResponse,
];
