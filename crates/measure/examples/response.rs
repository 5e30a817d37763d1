//! Fits the graded response model to simulated answers, and says how long it took: `response simulate PEOPLE FILE` writes answers to
//! ten items of five categories as CSV, `response fit FILE THREADS` reads such a file and fits it three times;
//! `response score FILE` scores every pattern, too.

#![expect(clippy::print_stdout, reason = "a program that prints its findings")]
#![expect(clippy::disallowed_methods, reason = "measuring time is what it is for")]

use std::error::Error;
use std::fmt::Write as _;
use std::time::Instant;

use measure::response::{Calibration, Column, Family, Item, Model, Patterns, Responses};
use measure::score::Scoring;

const ITEMS: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["simulate", people, file] => Ok(std::fs::write(file, simulate(people.parse()?)?)?),
        ["fit", file, threads] => fit(&read(&std::fs::read_to_string(file)?), threads.parse()?, false),
        ["score", file] => fit(&read(&std::fs::read_to_string(file)?), 1, true),
        _ => Err("response simulate PEOPLE FILE | response fit FILE THREADS | response score FILE".into()),
    }
}

/// A uniform number in 0 to 1 (Steele, Lea and Flood 2014, `SplitMix64`).
fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    f64::from(u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(0)) / 4_294_967_296.0
}

fn items() -> Result<Vec<Item>, measure::response::Error> {
    let item = |at: u32| {
        let at = f64::from(at);
        let (slope, shift) = (1.0 + 0.15 * at, -0.9 + 0.2 * at);
        Item::new(
            Family::Graded,
            slope,
            [-1.8, -0.6, 0.5, 1.6].map(|b| b + shift).to_vec(),
        )
    };
    (0..ITEMS).map(item).collect()
}

fn simulate(people: usize) -> Result<String, Box<dyn Error>> {
    let (items, mut state) = (items()?, 20_251_122);
    let mut text = (1..=ITEMS)
        .map(|item| format!("i{item}"))
        .collect::<Vec<_>>()
        .join(",");
    for _ in 0..people {
        let radius = (-2.0 * (1.0 - uniform(&mut state)).ln()).sqrt();
        let theta = radius * (std::f64::consts::TAU * uniform(&mut state)).cos();
        for (at, item) in items.iter().enumerate() {
            let (draw, mut below, mut answer) = (uniform(&mut state), 0.0, 0);
            for p in &item.probabilities(theta)[..4] {
                below += p;
                answer += u8::from(draw >= below);
            }
            write!(text, "{}{answer}", if at == 0 { "\n" } else { "," })?;
        }
    }
    text.push('\n');
    Ok(text)
}

fn read(text: &str) -> Vec<Vec<u8>> {
    let mut columns = vec![Vec::new(); ITEMS as usize];
    for line in text.lines().skip(1) {
        for (column, answer) in columns.iter_mut().zip(line.split(',')) {
            column.push(answer.bytes().next().unwrap_or(b'0') - b'0');
        }
    }
    columns
}

fn fit(columns: &[Vec<u8>], threads: usize, score: bool) -> Result<(), Box<dyn Error>> {
    let items: Vec<Column<'_>> = columns.iter().map(|column| Column::new(column, 5)).collect();
    let mut calibration = Calibration::new(Model::GradedResponse);
    calibration.threads = threads;
    for _ in 0..3 {
        let started = Instant::now();
        let patterns = Patterns::new(&Responses {
            items: &items,
            weights: None,
            groups: None,
        })?;
        let collapsed = started.elapsed().as_secs_f64();
        let fit = calibration.fit(&patterns)?;
        println!(
            "people {} patterns {} collapse {collapsed:.3} s, all {:.3} s, passes {}, {:?}, log-likelihood {:.6}",
            columns[0].len(),
            patterns.len(),
            started.elapsed().as_secs_f64(),
            fit.passes,
            fit.ending,
            fit.log_likelihood
        );
        if !score {
            continue;
        }
        let started = Instant::now();
        let scores = Scoring::of(&fit, 0)?.patterns(&patterns)?;
        println!(
            "  WLE and EAP of {} patterns {:.3} s",
            scores.len(),
            started.elapsed().as_secs_f64()
        );
    }
    Ok(())
}
