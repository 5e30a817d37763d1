//! Whether a scale's items mean the same to groups that the release shows.

use measure::fairness::{
    Comparability, EtsClass, ItemDifference, ItemVerdict, MatchedCounts, Matching, Pattern, Purified, Search,
    Size, comparability, invariance, item_verdict, mantel_haenszel, purified, scale_effect,
};
use measure::reliability::{Covariances, GroupMoments, Groups, person_means};
use tally::{Answers, Dimension, Membership};

use super::account::{Comparison, Differences, Effect, Invariance, ItemFairness, Opposite, Verdict};
use super::figure::{Figure, Why};
use super::gate::{PEOPLE_FOR_COMPARISON, coefficient, points};
use super::{Scale, Shown, gate};
use crate::{Ask, Error};

/// From so many standard deviations on, the scale itself differs (half of Cohen's small effect of 0.2).
const MOVED: f64 = 0.1;

/// The least CFI of the model without equalities (Bentler 1990).
const CFI_LEAST: f64 = 0.90;

/// Items from which a factor model can be tested.
const ITEMS_OF_FACTOR: usize = 4;

impl Scale<'_> {
    /// All comparisons of shown groups, by dimension.
    pub(super) fn fairness(
        &self,
        answers: &Answers,
        ask: &Ask,
        shown: &Shown,
    ) -> Result<Vec<Comparison>, Error> {
        let mut found = Vec::new();
        for id in &ask.dimensions {
            let dimension = &answers.dimensions()[answers.dimension_at(id)?];
            let told = |level: &usize| shown.level(&self.ask.scale, id, &dimension.levels[*level]);
            let levels: Vec<usize> = (0..dimension.levels.len()).filter(told).collect();
            let reference = match &dimension.membership {
                Membership::Single(column) => match largest(column, &levels) {
                    Some(reference) => Some(reference),
                    None => continue,
                },
                Membership::Multiple(_) => None,
            };
            for &level in levels.iter().filter(|level| Some(**level) != reference) {
                let groups = pair(dimension, reference, level);
                found.push(Comparison {
                    dimension: id.clone(),
                    level: dimension.levels[level].clone(),
                    against: match reference {
                        Some(reference) => Opposite::Level(dimension.levels[reference].clone()),
                        None => Opposite::Rest,
                    },
                    differences: Figure::of(self.differences(&groups)),
                });
            }
        }
        Ok(found)
    }

    /// `column` has 0 for the reference group, 1 for the focal one, 2 for others.
    fn differences(&self, column: &[u16]) -> Result<Differences, Why> {
        if self.values.items() < 2 {
            return Err(Why::FewItems { least: 2 });
        }
        let kept = |group: u16| {
            let of_group: Vec<bool> = column.iter().map(|found| *found == group).collect();
            Ok::<_, Why>(self.values.of_people(&of_group)?.complete())
        };
        let needed = self.gate.needs(PEOPLE_FOR_COMPARISON);
        let two = [kept(0)?, kept(1)?];
        if two.iter().any(|group| group.people() < needed) {
            return Err(Why::FewPeople {
                least: gate::count(needed),
            });
        }
        let stated: Vec<u16> = column
            .iter()
            .map(|&group| if group < 2 { group } else { tally::UNSTATED })
            .collect();
        let groups = Groups::new(&stated, 2)?;
        let search = Search::default();
        let found = purified(&self.values, &groups, &search)?;
        let deviation = person_means(&self.values)?.1;
        let unfair: Vec<_> = found
            .items
            .iter()
            .filter(|item| item.found)
            .filter_map(|item| item.against_reference[0].clone().ok())
            .collect();
        let effect = scale_effect(&unfair, self.values.items(), deviation)?;
        let items: Vec<ItemFairness> = found
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| self.item_fairness((at, item), &found, &groups, &search))
            .collect();
        let moments = [Covariances::listwise(&two[0]), Covariances::listwise(&two[1])];
        Ok(Differences {
            anchors: found.anchors.iter().map(|&at| self.item(at)).collect(),
            settled: found.settled,
            verdict: verdict(&items, effect),
            effect: Effect {
                points: points(effect.mean_points),
                error: points(effect.mean_error),
                deviations: points(effect.deviations),
            },
            invariance: Figure::of(self.invariance(&moments)),
            items,
        })
    }

    fn item_fairness(
        &self,
        (at, item): (usize, &ItemDifference),
        found: &Purified,
        groups: &Groups,
        search: &Search,
    ) -> ItemFairness {
        let logistic = item.logistic.as_ref().ok();
        let ordinal = item.against_reference[0].as_ref().ok();
        let (unfair, size, halves) = match item_verdict(logistic, ordinal, search) {
            ItemVerdict::Fair => (Some(false), None, None),
            ItemVerdict::Untestable => (None, None, None),
            ItemVerdict::Unfair { size, pattern, .. } => {
                let size = match size {
                    Size::Small => "small",
                    Size::Moderate => "moderate",
                    Size::Large => "large",
                };
                let halves = match pattern {
                    Pattern::Everywhere => None,
                    Pattern::DependsOnStanding {
                        lower_points,
                        upper_points,
                    } => Some((points(lower_points), points(upper_points))),
                };
                (Some(true), Some(size), halves)
            }
        };
        ItemFairness {
            item: self.item(at),
            unfair,
            points: ordinal.map(|found| (points(found.mean_difference), points(found.mean_error))),
            p: logistic.map(|found| coefficient(found.total.p)),
            mcfadden: logistic.map(|found| coefficient(found.total.r2.mcfadden)),
            nagelkerke: logistic.map(|found| coefficient(found.total.r2.nagelkerke)),
            size,
            halves,
            ets: self.ets(at, &found.anchors, groups),
        }
    }

    /// Matched on the sum of fair items and the item itself, as Holland and Thayer (1988) have it.
    fn ets(&self, item: usize, anchors: &[usize], groups: &Groups) -> Option<(f64, char)> {
        if self.values.options()[item] != 2 {
            return None;
        }
        let others = anchors.iter().filter(|anchor| **anchor != item).count();
        let least = u32::try_from(others).ok()?;
        let matched = MatchedCounts::of_item(&self.values, groups, (item, anchors), Matching::Total, least);
        let found = mantel_haenszel(&matched.ok()?).ok()?;
        let class = match found.class {
            EtsClass::A => 'A',
            EtsClass::B => 'B',
            EtsClass::C => 'C',
        };
        Some((points(found.delta), class))
    }

    fn invariance(&self, groups: &[Result<Covariances, measure::Error>; 2]) -> Result<Invariance, Why> {
        let items = self.values.items();
        if items < ITEMS_OF_FACTOR {
            return Err(Why::FewItems {
                least: ITEMS_OF_FACTOR,
            });
        }
        let moments = groups
            .iter()
            .map(|covariances| GroupMoments::of(covariances.as_ref().map_err(Clone::clone)?))
            .collect::<Result<Vec<_>, measure::Error>>()?;
        let found = invariance(&moments, &vec![0; items])?;
        Ok(match comparability(&found, CFI_LEAST) {
            Comparability::Nothing => Invariance::Nothing,
            Comparability::Meaning => Invariance::Configural,
            Comparability::Relations => Invariance::Metric,
            Comparability::Means => Invariance::Scalar,
            Comparability::MeansAndSpread => Invariance::Strict,
        })
    }
}

fn verdict(items: &[ItemFairness], effect: measure::fairness::ScaleEffect) -> Verdict {
    if items.iter().all(|item| item.unfair.is_none()) {
        return Verdict::NotTested;
    }
    let unfair = items.iter().filter(|item| item.unfair == Some(true));
    let unfair: Vec<String> = unfair.map(|item| item.item.clone()).collect();
    let (moved, deviations) = (points(effect.mean_points), points(effect.deviations));
    if unfair.is_empty() {
        Verdict::Comparable
    } else if effect.deviations.abs() < MOVED {
        Verdict::ItemsDiffer {
            items: unfair,
            points: moved,
            deviations,
        }
    } else {
        Verdict::ScaleDiffers {
            items: unfair,
            points: moved,
            deviations,
        }
    }
}

/// The shown level with the most people, the earlier of two equal ones; nothing below two shown levels.
fn largest(column: &[u16], shown: &[usize]) -> Option<usize> {
    if shown.len() < 2 {
        return None;
    }
    let people = |level: &usize| {
        column
            .iter()
            .filter(|found| usize::from(**found) == *level)
            .count()
    };
    // The last of equal ones is taken, so the earlier come last.
    shown.iter().rev().copied().max_by_key(people)
}

/// 0 for people of the reference group, 1 for the focal one, 2 for others.
fn pair(dimension: &Dimension, reference: Option<usize>, focal: usize) -> Vec<u16> {
    match &dimension.membership {
        Membership::Single(column) => column
            .iter()
            .map(|level| match usize::from(*level) {
                level if level == focal => 1,
                level if Some(level) == reference => 0,
                _ => 2,
            })
            .collect(),
        Membership::Multiple(column) => column
            .iter()
            .map(|bits| u16::from(bits >> focal & 1 == 1))
            .collect(),
    }
}
