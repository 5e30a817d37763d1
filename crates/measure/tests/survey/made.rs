//! A small made-up sample: 60 rows in twelve clusters of five in three strata, by whole-number formulas that R repeats.

use measure::design::{Design, Lonely, Stage};

/// Columns of the made-up sample.
pub struct Made {
    /// Stratum.
    pub strata: Vec<u32>,
    /// Cluster.
    pub clusters: Vec<u32>,
    /// A score.
    pub y: Vec<f64>,
    /// A size.
    pub x: Vec<f64>,
    /// A weight.
    pub weights: Vec<f64>,
    /// A grouping of three.
    pub group: Vec<u32>,
    /// A grouping of two.
    pub flag: Vec<bool>,
}

/// Rows `0..rows` of it.
pub fn made(rows: u32) -> Made {
    let each = || 0..rows;
    let real = |value: u32| f64::from(value);
    Made {
        strata: each().map(|i| i / 20).collect(),
        clusters: each().map(|i| i / 5).collect(),
        y: each().map(|i| real((i * 37) % 23 + i / 20 * 3)).collect(),
        x: each().map(|i| real((i * 17) % 11 + 1)).collect(),
        weights: each().map(|i| 1.0 + real((i * 7) % 5) / 2.0).collect(),
        group: each().map(|i| (i * 13) % 3).collect(),
        flag: each().map(|i| (i * 29) % 7 < 3).collect(),
    }
}

impl Made {
    /// Strata and clusters, drawn with replacement.
    pub fn clustered(&self, lonely: Lonely) -> Result<Design, measure::Error> {
        let stage = Stage {
            strata: Some(self.strata.clone()),
            clusters: Some(self.clusters.clone()),
            population: None,
        };
        Design::new(self.weights.clone(), vec![stage], lonely)
    }

    /// Clusters from known numbers of them, and people within from known numbers of those.
    pub fn two_stages(&self) -> Design {
        let sizes = |sizes: [f64; 3]| Some(self.strata.iter().map(|&h| sizes[h as usize]).collect());
        let first = Stage {
            strata: Some(self.strata.clone()),
            clusters: Some(self.clusters.clone()),
            population: sizes([10.0, 12.0, 9.0]),
        };
        let second = Stage {
            population: sizes([20.0, 15.0, 30.0]),
            ..Stage::default()
        };
        Design::new(self.weights.clone(), vec![first, second], Lonely::Fail).unwrap()
    }

    /// Rows drawn one by one, with the sample's weights.
    pub fn plain(&self) -> Design {
        Design::new(self.weights.clone(), vec![Stage::default()], Lonely::Fail).unwrap()
    }
}
