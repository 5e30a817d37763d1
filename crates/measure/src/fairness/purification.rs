//! The items of a scale one by one, matched on items that themselves are fair: items found unfair are taken out of the
//! matching score and all are looked at again, until the same items are found (Lord 1980, Applications of Item Response
//! Theory, p. 220; Candell and Drasgow 1988, Applied Psychological Measurement 12:253–260).

use super::difference::{LogisticDifference, logistic_difference};
use super::matched::{MatchedCounts, Matching};
use super::ordinal::{OrdinalDifference, ordinal_difference};
use crate::Error;
use crate::reliability::{Groups, ScaleAnswers, Scores};

/// How differences are searched for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// What people are matched on.
    pub matching: Matching,
    /// The greatest probability of the total χ² at which an item is found unfair; 0.01 is used.
    pub p_most: f64,
    /// And the least change of McFadden's R² from standing alone to all terms; 0.02 is used. With 0, the size of a
    /// difference is disregarded, and with many people every item is found.
    pub r2_least: f64,
    /// Answers to other anchors a person needs to be matched, as a share of them; 1 for all, which matches best.
    pub answered_least: f64,
    /// Options are merged until each group gave each so often.
    pub people_per_option: u32,
    /// The most rounds of purification; 1 for none.
    pub rounds_most: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            matching: Matching::Rest,
            p_most: 0.01,
            r2_least: 0.02,
            answered_least: 1.0,
            people_per_option: 5,
            rounds_most: 10,
        }
    }
}

impl Search {
    /// Whether a difference is one that this search looks for.
    pub fn finds(&self, difference: &LogisticDifference) -> bool {
        difference.total.p <= self.p_most && difference.total.r2.mcfadden >= self.r2_least
    }
}

/// One item compared between groups.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemDifference {
    /// By ordinal logistic regression, all groups at once; why not, when it could not be computed.
    pub logistic: Result<LogisticDifference, Error>,
    /// Each other group against group 0, without a model.
    pub against_reference: Vec<Result<OrdinalDifference, Error>>,
    /// Whether the search found it unfair.
    pub found: bool,
}

/// All items of a scale compared between groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Purified {
    /// Per item, in order.
    pub items: Vec<ItemDifference>,
    /// The items people were matched on in the end.
    pub anchors: Vec<usize>,
    /// Rounds made.
    pub rounds: usize,
    /// Whether the last round found the items that the one before found.
    pub settled: bool,
}

/// Searches a scale's items for differences between groups, group 0 being the reference. An item that cannot be tested
/// counts as fair. When items are found in turn without end, or none would be left to match on, the last round stands.
///
/// # Errors
/// [`Error::ItemsTooFew`] below 2 items, [`Error::GroupsTooFew`] below 2 groups, [`Error::ColumnLength`] when groups
/// are of other people, [`Error::Probability`] for a share or probability outside 0 to 1.
pub fn purified(scale: &ScaleAnswers, groups: &Groups, search: &Search) -> Result<Purified, Error> {
    for p in [search.p_most, search.answered_least] {
        if !(0.0..=1.0).contains(&p) {
            return Err(Error::Probability { p });
        }
    }
    if scale.items() < 2 {
        return Err(Error::ItemsTooFew {
            found: scale.items(),
            least: 2,
        });
    }
    if groups.levels() < 2 {
        return Err(Error::GroupsTooFew {
            found: groups.levels(),
            least: 2,
        });
    }
    groups.expect_people(scale.people())?;
    let mut anchors: Vec<usize> = (0..scale.items()).collect();
    let mut tried: Vec<Vec<usize>> = Vec::new();
    loop {
        let items = round(scale, groups, &anchors, search)?;
        let fair: Vec<usize> = (0..items.len()).filter(|item| !items[*item].found).collect();
        let rounds = tried.len() + 1;
        let settled = fair == anchors;
        let stuck = fair.len() < 2 || tried.contains(&fair) || rounds >= search.rounds_most;
        if settled || stuck {
            return Ok(Purified {
                items,
                anchors,
                rounds,
                settled,
            });
        }
        tried.push(std::mem::replace(&mut anchors, fair));
    }
}

fn round(
    scale: &ScaleAnswers,
    groups: &Groups,
    anchors: &[usize],
    search: &Search,
) -> Result<Vec<ItemDifference>, Error> {
    let scores = Scores::new(scale, anchors)?;
    let compare = |item: usize| {
        let others = anchors.len() - usize::from(anchors.contains(&item));
        let least = least_answered(search.answered_least, others);
        let counts =
            MatchedCounts::of_scores(scale, groups, &scores, (item, anchors), (search.matching, least));
        match counts {
            Ok(counts) => {
                let logistic = logistic_difference(&counts, search.people_per_option);
                let against = |focal: usize| ordinal_difference(&counts.against_reference(focal)?);
                ItemDifference {
                    found: logistic.as_ref().is_ok_and(|difference| search.finds(difference)),
                    logistic,
                    against_reference: (1..groups.levels()).map(against).collect(),
                }
            }
            Err(error) => ItemDifference {
                logistic: Err(error.clone()),
                against_reference: vec![Err(error); groups.levels() - 1],
                found: false,
            },
        }
    };
    Ok((0..scale.items()).map(compare).collect())
}

fn least_answered(share: f64, others: usize) -> u32 {
    let exact = (share * super::real(others)).ceil();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a scale's items: whole and small"
    )]
    let least = exact as u32;
    least.max(1)
}
