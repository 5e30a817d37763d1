//! People of several groups who are alike on what the scale measures, and how they answered one item.
//!
//! Matched is by how many of the scale's anchor items a person answered and what the values add up to, with the item
//! (total) or without it (rest); or by an ability estimated elsewhere. Everything in [`crate::fairness`] follows from these
//! counts, so the answers are read once per item.

use std::collections::BTreeMap;

use crate::Error;
use crate::reliability::{Groups, ScaleAnswers, Scores, Stratum};

/// What people are matched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matching {
    /// The anchor items and the item itself: what Mantel–Haenszel asks for (Holland and Thayer 1988).
    Total,
    /// The anchor items without the item itself.
    Rest,
}

/// People of one standing by group and value: see [`MatchedCounts`].
#[derive(Debug, Clone, PartialEq)]
pub struct MatchedStratum {
    /// Where they stand: the mean value of the matched items, or the ability.
    pub standing: f64,
    /// `people[g][v]`: people of group *g* whose answer is *v*, from 0 for the lowest.
    pub people: Vec<Vec<u32>>,
}

impl MatchedStratum {
    /// People of a group.
    pub fn group(&self, group: usize) -> f64 {
        self.people[group].iter().map(|people| f64::from(*people)).sum()
    }

    /// Σ value · people of a group.
    pub(super) fn sum(&self, group: usize) -> f64 {
        let values = self.people[group].iter().enumerate();
        values
            .map(|(value, people)| super::real(value) * f64::from(*people))
            .sum()
    }

    /// Σ value² · people of a group.
    pub(super) fn squares(&self, group: usize) -> f64 {
        let values = self.people[group].iter().enumerate();
        values
            .map(|(value, people)| super::real(value * value) * f64::from(*people))
            .sum()
    }
}

/// How people of each group answered an item, by where they stand. Group 0 is the reference group. Always consistent:
/// at least one stratum, two groups and two values.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchedCounts {
    strata: Vec<MatchedStratum>,
    groups: usize,
    values: usize,
}

impl MatchedCounts {
    /// Counts made elsewhere, strata in order of standing.
    ///
    /// # Errors
    /// [`Error::Empty`] without a stratum; [`Error::GroupsTooFew`] and [`Error::OptionsTooFew`] below two;
    /// [`Error::ColumnLength`] when strata differ in shape; [`Error::NotFinite`] for a standing.
    pub fn new(strata: Vec<MatchedStratum>) -> Result<Self, Error> {
        let first = strata.first().ok_or(Error::Empty)?;
        let groups = first.people.len();
        let values = first.people.first().map_or(0, Vec::len);
        if groups < 2 {
            return Err(Error::GroupsTooFew {
                found: groups,
                least: 2,
            });
        }
        if values < 2 {
            return Err(Error::OptionsTooFew {
                item: 0,
                found: u8::try_from(values).unwrap_or(0),
            });
        }
        for (at, stratum) in strata.iter().enumerate() {
            let wrong = stratum.people.iter().map(Vec::len).find(|found| *found != values);
            if let Some(found) = wrong.or((stratum.people.len() != groups).then_some(stratum.people.len())) {
                return Err(Error::ColumnLength {
                    column: "stratum",
                    at,
                    found,
                    people: values,
                });
            }
            if !stratum.standing.is_finite() {
                return Err(Error::NotFinite {
                    what: "a standing",
                    value: stratum.standing,
                });
            }
        }
        Ok(Self {
            strata,
            groups,
            values,
        })
    }

    /// One item of a scale, people matched on `anchors` (positions of items). Only people who answered the item and at
    /// least `least_answered` of the anchors beside it are counted; nobody is matched on nothing.
    ///
    /// # Errors
    /// [`Error::ItemUnknown`], [`Error::ItemsTooFew`] without an anchor beside the item, [`Error::GroupsTooFew`],
    /// [`Error::ColumnLength`] when groups are of other people, [`Error::Empty`] when nobody is left.
    pub fn of_item(
        scale: &ScaleAnswers,
        groups: &Groups,
        (item, anchors): (usize, &[usize]),
        matching: Matching,
        least_answered: u32,
    ) -> Result<Self, Error> {
        let scores = Scores::new(scale, anchors)?;
        Self::of_scores(
            scale,
            groups,
            &scores,
            (item, anchors),
            (matching, least_answered),
        )
    }

    /// The same with the anchors' scores at hand.
    pub(super) fn of_scores(
        scale: &ScaleAnswers,
        groups: &Groups,
        scores: &Scores,
        (item, anchors): (usize, &[usize]),
        (matching, least_answered): (Matching, u32),
    ) -> Result<Self, Error> {
        if item >= scale.items() {
            return Err(Error::ItemUnknown {
                item,
                items: scale.items(),
            });
        }
        let anchored = anchors.contains(&item);
        let others = anchors.len() - usize::from(anchored);
        if others == 0 {
            return Err(Error::ItemsTooFew {
                found: others,
                least: 1,
            });
        }
        groups.expect_people(scale.people())?;
        let (levels, width) = (groups.levels(), usize::from(scale.options()[item]));
        let table = scores.table(scale, item, Some(groups))?;
        let mut found: BTreeMap<Stratum, Vec<Vec<u32>>> = BTreeMap::new();
        for (at, stratum) in scores.strata().iter().enumerate() {
            for group in 0..levels {
                for (value, &people) in table.row(at, group).iter().enumerate().skip(1) {
                    if people == 0 {
                        continue;
                    }
                    let own = u32::try_from(value).expect("a value is at most 250");
                    let inside = u32::from(anchored);
                    if stratum.answered - inside < least_answered.max(1) {
                        continue;
                    }
                    let score = match matching {
                        Matching::Total => Stratum {
                            answered: stratum.answered + 1 - inside,
                            sum: stratum.sum + own * (1 - inside),
                        },
                        Matching::Rest => Stratum {
                            answered: stratum.answered - inside,
                            sum: stratum.sum - own * inside,
                        },
                    };
                    let counts = found.entry(score).or_insert_with(|| vec![vec![0; width]; levels]);
                    counts[group][value - 1] += people;
                }
            }
        }
        let stratum = |(score, people): (Stratum, _)| MatchedStratum {
            standing: score.mean(),
            people,
        };
        Self::new(found.into_iter().map(stratum).collect())
    }

    /// One item of a scale, people matched on an ability (one per person, NaN for none); people of equal ability are
    /// of one stratum.
    ///
    /// # Errors
    /// Those of [`MatchedCounts::of_item`].
    pub fn of_ability(
        scale: &ScaleAnswers,
        groups: &Groups,
        item: usize,
        abilities: &[f64],
    ) -> Result<Self, Error> {
        if item >= scale.items() {
            return Err(Error::ItemUnknown {
                item,
                items: scale.items(),
            });
        }
        groups.expect_people(scale.people())?;
        if abilities.len() != scale.people() {
            let (column, found, people) = ("abilities", abilities.len(), scale.people());
            return Err(Error::ColumnLength {
                column,
                at: 0,
                found,
                people,
            });
        }
        let (levels, width) = (groups.levels(), usize::from(scale.options()[item]));
        let mut order: Vec<usize> = (0..scale.people())
            .filter(|&person| {
                let stated = usize::from(groups.column()[person]) < levels;
                stated && scale.values(item)[person] > 0 && abilities[person].is_finite()
            })
            .collect();
        order.sort_by(|&a, &b| abilities[a].total_cmp(&abilities[b]));
        let mut strata = Vec::new();
        for equal in order.chunk_by(|&a, &b| abilities[a].total_cmp(&abilities[b]).is_eq()) {
            let mut people = vec![vec![0; width]; levels];
            for &person in equal {
                let value = usize::from(scale.values(item)[person]) - 1;
                people[usize::from(groups.column()[person])][value] += 1;
            }
            strata.push(MatchedStratum {
                standing: abilities[equal[0]],
                people,
            });
        }
        Self::new(strata)
    }

    /// The strata in order of standing (score strata: by answers and then by sum).
    pub fn strata(&self) -> &[MatchedStratum] {
        &self.strata
    }

    /// How many groups there are, at least 2.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// How many values there are, at least 2.
    pub fn values(&self) -> usize {
        self.values
    }

    /// Only two groups: the reference group (0) and a focal one, as group 1.
    ///
    /// # Errors
    /// [`Error::GroupsTooFew`] when there is no such focal group.
    pub fn against_reference(&self, focal: usize) -> Result<Self, Error> {
        if focal == 0 || focal >= self.groups {
            return Err(Error::GroupsTooFew {
                found: self.groups,
                least: focal.max(1) + 1,
            });
        }
        let pair = |stratum: &MatchedStratum| MatchedStratum {
            standing: stratum.standing,
            people: vec![stratum.people[0].clone(), stratum.people[focal].clone()],
        };
        Self::new(self.strata.iter().map(pair).collect())
    }

    /// Two values: below `cut` and from it on, `cut` counted from 0.
    ///
    /// # Errors
    /// [`Error::OptionsTooFew`] when nothing lies below or above.
    pub fn dichotomised(&self, cut: usize) -> Result<Self, Error> {
        if cut == 0 || cut >= self.values {
            return Err(Error::OptionsTooFew { item: 0, found: 1 });
        }
        let split = |people: &Vec<u32>| vec![people[..cut].iter().sum(), people[cut..].iter().sum()];
        Self::new(self.with(split))
    }

    /// Neighbouring values merged until each group gave each at least `least` times; the rarest goes first, to the rarer
    /// of its neighbours. Returns what is left, and for each old value the new one.
    ///
    /// # Errors
    /// [`Error::OptionsTooFew`] when fewer than two values are left.
    pub fn collapsed(&self, least: u32) -> Result<(Self, Vec<usize>), Error> {
        let mut totals = vec![vec![0_u64; self.values]; self.groups];
        for stratum in &self.strata {
            for (total, people) in totals.iter_mut().zip(&stratum.people) {
                total
                    .iter_mut()
                    .zip(people)
                    .for_each(|(total, people)| *total += u64::from(*people));
            }
        }
        let merged = |from: &[usize]| -> u64 {
            let of_group = |total: &Vec<u64>| from.iter().map(|value| total[*value]).sum::<u64>();
            totals.iter().map(of_group).min().unwrap_or(0)
        };
        let mut runs: Vec<Vec<usize>> = (0..self.values).map(|value| vec![value]).collect();
        while runs.len() > 1 {
            let at = (0..runs.len()).min_by_key(|&at| merged(&runs[at])).unwrap_or(0);
            if merged(&runs[at]) >= u64::from(least) {
                break;
            }
            let left = at > 0 && (at + 1 == runs.len() || merged(&runs[at - 1]) <= merged(&runs[at + 1]));
            let first = if left { at - 1 } else { at };
            let second = runs.remove(first + 1);
            runs[first].extend(second);
        }
        if runs.len() < 2 {
            return Err(Error::OptionsTooFew { item: 0, found: 1 });
        }
        let mut place = vec![0; self.values];
        for (new, run) in runs.iter().enumerate() {
            for &old in run {
                place[old] = new;
            }
        }
        let merge = |people: &Vec<u32>| {
            runs.iter()
                .map(|run| run.iter().map(|&value| people[value]).sum())
                .collect()
        };
        Ok((Self::new(self.with(merge))?, place))
    }

    fn with(&self, change: impl Fn(&Vec<u32>) -> Vec<u32>) -> Vec<MatchedStratum> {
        let stratum = |stratum: &MatchedStratum| MatchedStratum {
            standing: stratum.standing,
            people: stratum.people.iter().map(&change).collect(),
        };
        self.strata.iter().map(stratum).collect()
    }
}
