//! `kith measure dif`.

use anyhow::bail;
use clap::Args;
use measure::comparison::benjamini_hochberg;
use measure::fairness::{
    EtsClass, MantelHaenszel, MatchedCounts, Matching, Search, mantel_haenszel, purified, scale_effect,
};
use measure::reliability::{ScaleAnswers, person_means};
use std::path::PathBuf;
use tally::OPTIONS_MAX;

use super::answer::{Answer, record};
use super::scale::{ItemColumns, Items, Levels};
use super::table::Table;

/// Whether people who stand alike on a scale answer its items alike, whatever their group.
#[derive(Args)]
pub struct Dif {
    /// The answers: CSV with a header, one row per person.
    file: PathBuf,
    #[command(flatten)]
    columns: ItemColumns,
    /// The column of the groups.
    #[arg(long)]
    group: String,
    /// The group that others are compared with. Without it, the largest.
    #[arg(long)]
    reference: Option<String>,
    /// Ordinal logistic regression, people matched on the other fair items, in rounds. Otherwise Mantel–Haenszel on items
    /// of two answers, matched on the sum of all of them.
    #[arg(long)]
    ordinal: bool,
    /// Makes two answers of more: below this one, and from it on.
    #[arg(long, allow_hyphen_values = true)]
    cut: Option<i64>,
    /// The most rounds of purification; 1 for none.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
}

impl Dif {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let table = Table::read(&self.file)?;
        let mut items = self.columns.read(&table)?;
        if let Some(cut) = self.cut {
            dichotomise(&mut items, cut)?;
        }
        let levels = Levels::read(&table, &self.group, self.reference.as_deref())?;
        if !self.ordinal && items.options != 2 {
            bail!(
                "answers have {} different values: --ordinal compares them all, --cut makes two of them",
                items.options
            );
        }
        let scale = items.scale()?;
        let focal = (1..levels.names.len()).map(|focal| {
            let differences = if self.ordinal {
                self.ordinal(&items, &scale, &levels, focal)
            } else {
                two_answers(&items, &scale, &levels, focal)
            };
            Ok(record! { "focal" => levels.names[focal].as_str(), "differences" => differences? })
        });
        let focal = focal.collect::<anyhow::Result<Vec<_>>>()?;
        Ok(record! { "reference" => levels.names[0].as_str(), "comparisons" => focal })
    }

    fn ordinal(
        &self,
        items: &Items,
        scale: &ScaleAnswers,
        levels: &Levels,
        focal: usize,
    ) -> anyhow::Result<Answer> {
        let groups = levels.groups()?.keeping(&[0, focal])?;
        let search = Search {
            rounds_most: self.rounds.max(1),
            ..Search::default()
        };
        let found = purified(scale, &groups, &search)?;
        let row = |(name, item): (&String, &measure::fairness::ItemDifference)| {
            let logistic = item.logistic.as_ref().ok();
            let ordinal = item.against_reference[0].as_ref().ok();
            record! {
                "item" => name.as_str(),
                "found" => item.found,
                "chi_squared" => logistic.map(|found| found.total.chi_squared),
                "p" => logistic.map(|found| found.total.p),
                "p_uniform" => logistic.map(|found| found.uniform.p),
                "p_non_uniform" => logistic.map(|found| found.non_uniform.p),
                "r2_mcfadden" => logistic.map(|found| found.total.r2.mcfadden),
                "r2_nagelkerke" => logistic.map(|found| found.total.r2.nagelkerke),
                "slope_change" => logistic.map(|found| found.slope_change),
                "points" => ordinal.map(|found| found.mean_difference),
                "points_error" => ordinal.map(|found| found.mean_error),
                "odds_ratio" => ordinal.and_then(|found| found.odds_ratio).map(|(ratio, _)| ratio),
            }
        };
        let unfair: Vec<_> = found
            .items
            .iter()
            .filter(|item| item.found)
            .filter_map(|item| item.against_reference[0].clone().ok())
            .collect();
        let effect = scale_effect(&unfair, items.names.len(), person_means(scale)?.1);
        Ok(record! {
            "items" => items.names.iter().zip(&found.items).map(row).collect::<Vec<_>>(),
            "anchors" => found.anchors.iter().map(|&at| items.names[at].clone()).collect::<Vec<_>>(),
            "rounds" => found.rounds,
            "settled" => found.settled,
            "effect_on_the_scale" => effect.map(|effect| record! {
                "points" => effect.mean_points,
                "error" => effect.mean_error,
                "deviations" => effect.deviations,
                "without_cancelling" => effect.without_cancelling,
            }),
        })
    }
}

/// Two answers: below `cut`, and from it on.
fn dichotomise(items: &mut Items, cut: i64) -> anyhow::Result<()> {
    let highest = items.lowest + i64::from(items.options) - 1;
    let at = match u8::try_from(cut - items.lowest) {
        Ok(at) if at > 0 && at < items.options => at,
        _ => bail!(
            "--cut {cut} should be above {} and at most {highest}",
            items.lowest
        ),
    };
    for code in items
        .codes
        .iter_mut()
        .flatten()
        .filter(|code| usize::from(**code) < OPTIONS_MAX)
    {
        *code = u8::from(*code >= at);
    }
    (items.options, items.lowest) = (2, 0);
    Ok(())
}

fn two_answers(items: &Items, scale: &ScaleAnswers, levels: &Levels, focal: usize) -> anyhow::Result<Answer> {
    let groups = levels.groups()?.keeping(&[0, focal])?;
    let all: Vec<usize> = (0..items.names.len()).collect();
    let others = u32::try_from(all.len().saturating_sub(1))?;
    let compare = |item: usize| {
        let counts = MatchedCounts::of_item(scale, &groups, (item, &all), Matching::Total, others)?;
        mantel_haenszel(&counts)
    };
    let found: Vec<Result<MantelHaenszel, measure::Error>> = all.iter().map(|&item| compare(item)).collect();
    let tested: Vec<f64> = found.iter().flatten().map(|found| found.p).collect();
    let mut corrected = benjamini_hochberg(&tested)?.into_iter();
    let row = |(name, found): (&String, Result<MantelHaenszel, measure::Error>)| {
        let found = found.ok();
        record! {
            "item" => name.as_str(),
            "strata" => found.map(|found| found.strata),
            "chi_squared" => found.map(|found| found.chi_squared),
            "p" => found.map(|found| found.p),
            "p_bh" => found.and_then(|_| corrected.next()),
            "odds_ratio" => found.map(|found| found.odds_ratio),
            "log_error" => found.map(|found| found.log_error),
            "delta" => found.map(|found| found.delta),
            "ets" => found.map(|found| match found.class {
                EtsClass::A => "A",
                EtsClass::B => "B",
                EtsClass::C => "C",
            }),
        }
    };
    Ok(record! { "items" => items.names.iter().zip(found).map(row).collect::<Vec<_>>() })
}
