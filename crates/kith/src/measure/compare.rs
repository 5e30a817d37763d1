//! `kith measure compare`.

use clap::Args;
use measure::comparison::{
    Band, Cutoffs, Moments, benjamini_hochberg, cohen_d, hedges_g, mean_difference, superiority,
};
use measure::holm;
use measure::proportion::Confidence;
use std::path::PathBuf;

use super::answer::{Answer, record};
use super::scale::Levels;
use super::table::Table;

/// Each group's mean against the reference group's: differences with intervals, effect sizes, and probabilities corrected
/// for how many there are. With --p alone, corrects probabilities.
#[derive(Args)]
pub struct Compare {
    /// The scores: CSV with a header, one row per person.
    #[arg(required_unless_present = "p", requires_all = ["score", "group"])]
    file: Option<PathBuf>,
    /// The column of the score.
    #[arg(long)]
    score: Option<String>,
    /// The column of the groups.
    #[arg(long)]
    group: Option<String>,
    /// The group that others are compared with. Without it, the largest.
    #[arg(long)]
    reference: Option<String>,
    /// Probabilities to correct, with commas between them.
    #[arg(long, value_delimiter = ',', conflicts_with = "file")]
    p: Vec<f64>,
    /// How sure intervals are.
    #[arg(long, default_value_t = 0.95)]
    level: f64,
}

impl Compare {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let (Some(file), Some(score), Some(group)) = (&self.file, &self.score, &self.group) else {
            return Ok(
                record! { "holm" => holm(&self.p)?, "benjamini_hochberg" => benjamini_hochberg(&self.p)? },
            );
        };
        let table = Table::read(file)?;
        let scores = table.numbers(score)?;
        let levels = Levels::read(&table, group, self.reference.as_deref())?;
        let of = |level: usize| -> Vec<f64> {
            let of_level = scores
                .iter()
                .zip(&levels.column)
                .filter(|(_, found)| usize::from(**found) == level);
            of_level.filter_map(|(score, _)| *score).collect()
        };
        let (reference, sure) = (of(0), Confidence::new(self.level)?);
        let base = Moments::of(reference.iter().copied())?;
        let mut found = Vec::new();
        for level in 1..levels.names.len() {
            let values = of(level);
            let moments = Moments::of(values.iter().copied())?;
            let difference = mean_difference(&moments, &base, [None, None], sure)?;
            found.push((level, moments, difference, superiority(&values, &reference)?));
        }
        let p: Vec<f64> = found.iter().map(|(_, _, difference, _)| difference.p).collect();
        let (holm, bh) = (holm(&p)?, benjamini_hochberg(&p)?);
        let mut rows = Vec::new();
        for (at, (level, moments, difference, superior)) in found.iter().enumerate() {
            let g = hedges_g(moments, &base).ok();
            rows.push(record! {
                "group" => levels.names[*level].as_str(),
                "n" => moments.count(),
                "mean" => moments.mean(),
                "difference" => difference.difference,
                "interval" => record! { "low" => difference.low, "high" => difference.high },
                "p" => difference.p,
                "p_holm" => holm[at],
                "p_bh" => bh[at],
                "d" => cohen_d(moments, &base).ok(),
                "g" => g,
                "size" => g.map(|g| band(Cutoffs::COHEN.band(g))),
                "cliff_delta" => superior.delta,
                "superiority" => superior.probability,
            });
        }
        Ok(record! {
            "reference" => levels.names[0].as_str(),
            "n" => base.count(),
            "mean" => base.mean(),
            "groups" => rows,
        })
    }
}

fn band(band: Band) -> &'static str {
    match band {
        Band::Negligible => "negligible",
        Band::Small => "small",
        Band::Medium => "medium",
        Band::Large => "large",
    }
}
