//! Alpha, omega and what each item adds.

use measure::reliability::{
    Alpha, Covariances, JointCounts, Omega, ScaleAnswers, categorical_omega, item_statistics, person_means,
};

use super::account::{AlphaFigure, ItemFit, Reliability};
use super::figure::{Figure, Why};
use super::gate::{PEOPLE_FOR_RELIABILITY, coefficient, points};
use super::{Scale, gate};

impl Scale<'_> {
    /// Of `people` with an answer; figures of those who answered everything where both may be told.
    pub(super) fn reliability(&self, people: usize, complete: bool) -> Reliability {
        let needed = self.gate.needs(PEOPLE_FOR_RELIABILITY);
        let mean = Figure::of(
            person_means(&self.values)
                .map(|(mean, deviation)| (points(mean), coefficient(deviation)))
                .map_err(Why::from),
        );
        let few = (people < needed).then(|| Why::FewPeople {
            least: gate::count(needed),
        });
        let together = few.map_or_else(|| self.together(needed), Err);
        let listwise = match (complete, few) {
            (_, Some(why)) => Err(why),
            (false, None) => Err(Why::Protected),
            (true, None) => alpha_of(&self.values.complete(), needed),
        };
        let of_covariances = |figure: &dyn Fn(&JointCounts, &Covariances) -> Result<f64, measure::Error>| {
            let (counts, covariances) = together.as_ref().map_err(|why| *why)?;
            Ok(coefficient(figure(counts, covariances)?))
        };
        Reliability {
            mean,
            items: Figure::of(
                together
                    .as_ref()
                    .map_err(|why| *why)
                    .and_then(|(_, covariances)| self.items(covariances)),
            ),
            pairwise: Figure::of(
                together
                    .as_ref()
                    .map_err(|why| *why)
                    .and_then(|(_, covariances)| alpha(covariances)),
            ),
            listwise: Figure::of(listwise),
            omega: Figure::of(of_covariances(&|_, covariances| {
                Ok(Omega::minimum_residual(covariances.pairwise_correlations())?.of_total)
            })),
            categorical_omega: Figure::of(of_covariances(&|counts, _| Ok(categorical_omega(counts)?.omega))),
        }
    }

    fn together(&self, needed: usize) -> Result<(JointCounts, Covariances), Why> {
        let counts = JointCounts::new(&self.values);
        for i in 0..counts.items() {
            for j in i + 1..counts.items() {
                let both: u32 = counts.table(i, j).iter().flatten().sum();
                if (both as usize) < needed {
                    return Err(Why::FewPeople {
                        least: gate::count(needed),
                    });
                }
            }
        }
        let covariances = Covariances::pairwise(&counts)?;
        Ok((counts, covariances))
    }

    fn items(&self, covariances: &Covariances) -> Result<Vec<ItemFit>, Why> {
        let statistics = item_statistics(&self.values, covariances)?;
        let fit = |(at, item): (usize, measure::reliability::ItemStatistics)| ItemFit {
            item: self.item(at),
            mean: points(item.mean),
            deviation: points(item.deviation),
            rest_correlation: coefficient(item.rest_correlation),
            alpha_without: item.alpha_without.map(coefficient),
        };
        Ok(statistics.into_iter().enumerate().map(fit).collect())
    }
}

fn alpha_of(values: &ScaleAnswers, needed: usize) -> Result<AlphaFigure, Why> {
    if values.people() < needed {
        return Err(Why::FewPeople {
            least: gate::count(needed),
        });
    }
    alpha(&Covariances::listwise(values)?)
}

fn alpha(covariances: &Covariances) -> Result<AlphaFigure, Why> {
    let alpha = Alpha::new(covariances)?;
    let interval = alpha.feldt(0.95)?;
    Ok(AlphaFigure {
        alpha: coefficient(alpha.raw),
        standardised: coefficient(alpha.standardised),
        mean_correlation: coefficient(alpha.mean_correlation),
        low: coefficient(interval.low),
        high: coefficient(interval.high),
    })
}

/// Pairwise alpha of some of the people, for figures with and without the others.
pub(super) fn pairwise_alpha(values: &ScaleAnswers) -> Result<f64, Why> {
    Ok(Alpha::new(&Covariances::pairwise(&JointCounts::new(values))?)?.raw)
}
