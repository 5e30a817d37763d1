//! Where the tests' answers come from: shared files that may be absent, and a small generator with a seed.

use std::collections::HashMap;
use std::path::PathBuf;

use measure::reliability::{ItemColumn, ScaleAnswers};
use tally::Missing;

/// Agreement relative to the expected value.
pub fn close(found: f64, expected: f64, within: f64) {
    let distance = (found - expected).abs() / expected.abs().max(1e-3);
    assert!(
        distance <= within,
        "{found} is not {expected}: off by {distance:e}"
    );
}

/// The columns of a shared file by name; nothing, said aloud, when it is absent.
pub fn shared(file: &str) -> Option<HashMap<String, Vec<String>>> {
    let folder = std::env::var_os("KITH_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let path = folder.join("reference").join(file);
    if !path.exists() {
        println!("skipped: shared reference values not found");
        return None;
    }
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let mut columns = vec![Vec::new(); names.len()];
    for record in reader.records() {
        for (column, cell) in columns.iter_mut().zip(record.unwrap().iter()) {
            column.push(cell.to_owned());
        }
    }
    Some(names.into_iter().zip(columns).collect())
}

/// A scale of the shared personality answers, 1 to 6, items named with whether they are reversed.
pub fn personality(items: &[(&str, bool)]) -> Option<ScaleAnswers> {
    let columns = shared("bfi.csv")?;
    let code = |cell: &String| {
        cell.parse::<u8>()
            .map_or(Missing::Skipped.code(), |value| value - 1)
    };
    let codes: Vec<Vec<u8>> = items
        .iter()
        .map(|(name, _)| columns[*name].iter().map(code).collect())
        .collect();
    let columns: Vec<_> = codes
        .iter()
        .zip(items)
        .map(|(codes, (_, reversed))| ItemColumn {
            codes,
            options: 6,
            reversed: *reversed,
        })
        .collect();
    Some(ScaleAnswers::new(&columns).unwrap())
}

pub const AGREEABLENESS: [(&str, bool); 5] = [
    ("A1", true),
    ("A2", false),
    ("A3", false),
    ("A4", false),
    ("A5", false),
];
pub const EXTRAVERSION: [(&str, bool); 5] = [
    ("E1", true),
    ("E2", true),
    ("E3", false),
    ("E4", false),
    ("E5", false),
];

/// Knuth's 64-bit linear congruence; the top 53 bits make a number from 0 to 1.
pub struct Draw(pub u64);

impl Draw {
    pub fn uniform(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
        let top = (self.0 >> 11) as f64;
        top / 9007199254740992.0
    }

    /// Nearly normal: twelve uniforms less 6.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

/// Codes of people on items that share one factor; thresholds cut the items' scale. A tenth is missing if wanted.
pub fn likert(seed: u64, people: usize, loadings: &[f64], thresholds: &[f64], missing: bool) -> Vec<Vec<u8>> {
    let mut draw = Draw(seed);
    let mut columns = vec![Vec::with_capacity(people); loadings.len()];
    for _ in 0..people {
        let factor = draw.normal();
        for (column, loading) in columns.iter_mut().zip(loadings) {
            let own = draw.normal();
            let answer = loading * factor + (1.0 - loading * loading).sqrt() * own;
            let code = thresholds.iter().filter(|threshold| answer > **threshold).count();
            let skipped = missing && draw.uniform() < 0.1;
            column.push(if skipped {
                Missing::Skipped.code()
            } else {
                u8::try_from(code).unwrap()
            });
        }
    }
    columns
}

pub fn scale(codes: &[Vec<u8>], options: u8) -> ScaleAnswers {
    let columns: Vec<_> = codes
        .iter()
        .map(|codes| ItemColumn {
            codes,
            options,
            reversed: false,
        })
        .collect();
    ScaleAnswers::new(&columns).unwrap()
}
