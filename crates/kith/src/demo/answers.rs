//! Draws invented answers from the numbers of `season.toml` and a seed alone, so that every run gives the same ones.

use super::files::{Cell, Survey};
use instrument::Instrument;
use std::collections::BTreeMap;

/// The fields of one filled-in form.
pub type Fields = BTreeMap<String, Vec<String>>;

/// SplitMix64 (Steele, Lea, Flood 2014): small, and enough for invented answers.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly between 0 and 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what a double holds")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Around 0, most within 1: the sum of four even draws.
    fn around(&mut self) -> f64 {
        (0..4).map(|_| self.share() - 0.5).sum::<f64>() * 1.7
    }
}

/// One form per person who answered.
pub fn drawn(survey: &Survey, instrument: &Instrument) -> Vec<Fields> {
    let mut draws = Draws(survey.seed);
    let people = survey
        .cells
        .iter()
        .flat_map(|cell| (0..cell.answered).map(move |_| cell));
    people
        .map(|cell| one(survey, instrument, cell, &mut draws))
        .collect()
}

fn one(survey: &Survey, instrument: &Instrument, cell: &Cell, draws: &mut Draws) -> Fields {
    let mut fields: Fields = cell
        .levels
        .iter()
        .map(|(dimension, level)| (dimension.clone(), vec![level.clone()]))
        .collect();
    for scale in &instrument.scales {
        let lean = cell.lean.get(scale.id.as_str()).copied().unwrap_or(0.5);
        // Somebody who feels well on one question does on the next.
        let person = lean + survey.spread * draws.around();
        for asked in &scale.items {
            if draws.share() < survey.skip {
                continue;
            }
            let Some(item) = instrument.item(&asked.item) else {
                continue;
            };
            let choices = item.scored();
            let at = place(person + 0.5 * survey.spread * draws.around(), choices.len());
            let at = if asked.reversed {
                choices.len() - 1 - at
            } else {
                at
            };
            fields.insert(item.id.to_string(), vec![choices[at].id.to_string()]);
        }
    }
    fields
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place among a few choices"
)]
fn place(position: f64, choices: usize) -> usize {
    (position.clamp(0.0, 1.0) * (choices - 1) as f64).round() as usize
}
