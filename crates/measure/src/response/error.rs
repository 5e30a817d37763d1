//! Why a model could not be fitted, or a person not be scored.

/// Why a model could not be fitted or a person not be scored; names the value and the limit.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// Nobody to learn from.
    #[error("the weights add up to nobody: at least 1 person is needed")]
    Empty,
    /// None or too many items.
    #[error("{found} items: there must be 1 to {limit}")]
    Items {
        /// How many were given.
        found: usize,
        /// The most there may be.
        limit: usize,
    },
    /// Nobody or too many people.
    #[error("{found} people: there must be 1 to {limit}")]
    People {
        /// How many were given.
        found: usize,
        /// The most there may be.
        limit: usize,
    },
    /// Too few or too many categories.
    #[error("item {item} has {found} categories; there must be 2 to 250")]
    Categories {
        /// The index of the item.
        item: usize,
        /// How many it has.
        found: usize,
    },
    /// A column of another length than the others.
    #[error("the {column} are {found}, where there are {people} of the others")]
    Column {
        /// Which column.
        column: &'static str,
        /// Its length.
        found: usize,
        /// The length it must have.
        people: usize,
    },
    /// A code that is neither a category nor a kind of missing answer.
    #[error("person {person} answered item {item} with code {answer}, which has categories 0 to {} and missing codes 250 to 253", categories - 1)]
    Answer {
        /// The index of the item.
        item: usize,
        /// The index of the person.
        person: usize,
        /// The code.
        answer: u8,
        /// How many categories the item has.
        categories: u8,
    },
    /// A weight that counts nobody.
    #[error("row {row} has weight {weight}: it must be finite and not below 0")]
    Weight {
        /// The row.
        row: usize,
        /// The weight.
        weight: f64,
    },
    /// A group that nobody belongs to, or too many groups.
    #[error("group {group} cannot be used: groups count from 0 without gaps, to {limit} at most")]
    Group {
        /// The group.
        group: usize,
        /// The most groups there may be.
        limit: usize,
    },
    /// Points of θ that cannot be used.
    #[error("{nodes} points from {low} to {high}: there must be 11 to 1001, rising within -100 to 100")]
    Nodes {
        /// How many points.
        nodes: usize,
        /// The lowest.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// A population that is no distribution.
    #[error("mean {mean} and standard deviation {sd}: both must be finite, the second above 0")]
    Population {
        /// The mean.
        mean: f64,
        /// The standard deviation.
        sd: f64,
    },
    /// Parameters that make no item.
    #[error(
        "slope {slope} with thresholds {thresholds:?} is no item: the slope must not be 0, all must be finite, graded thresholds ordered"
    )]
    Parameters {
        /// The slope.
        slope: f64,
        /// The thresholds.
        thresholds: Vec<f64>,
    },
    /// A category that nobody chose, so that its threshold cannot be found.
    #[error("nobody chose category {category} of item {item}: merge it with a neighbour or anchor the item")]
    Unchosen {
        /// The index of the item.
        item: usize,
        /// The category, from 0.
        category: usize,
    },
    /// An item that everybody answered alike.
    #[error("item {item} was answered alike by everybody and says nothing")]
    Constant {
        /// The index of the item.
        item: usize,
    },
    /// Too few items to tell a model.
    #[error("{found} items are too few: this model needs {least} or an anchored item")]
    FewItems {
        /// How many were given.
        found: usize,
        /// The fewest there may be.
        least: usize,
    },
    /// An item with more than two categories in a model for two.
    #[error("item {item} has {found} categories; this model is for 2")]
    Dichotomous {
        /// The index of the item.
        item: usize,
        /// How many it has.
        found: usize,
    },
    /// An anchor that does not fit the model or the answers.
    #[error(
        "the anchor of item {item}, with {categories} categories and slope {slope}, does not fit the model and the answers"
    )]
    Anchor {
        /// The index of the item.
        item: usize,
        /// Categories of the anchor.
        categories: usize,
        /// Slope of the anchor.
        slope: f64,
    },
    /// A tolerance that nothing can reach.
    #[error("tolerance {tolerance}: it must be above 0 and finite")]
    Tolerance {
        /// The value given.
        tolerance: f64,
    },
    /// An information matrix without an inverse.
    #[error("the information on {parameters} parameters has no inverse: the data do not tell them apart")]
    Information {
        /// How many parameters there are.
        parameters: usize,
    },
    /// A sum of answers that does not say all that the answers say.
    #[error(
        "item {item} has another slope than the first, or is a graded item: the sum of answers is not sufficient"
    )]
    NotSufficient {
        /// The index of the item.
        item: usize,
    },
    /// A straight line that is none, or falls.
    #[error(
        "slope {slope} and intercept {intercept} make no scale: the slope must be above 0, both finite, the low end below the high"
    )]
    Transformation {
        /// Points per unit of θ.
        slope: f64,
        /// Points at θ = 0.
        intercept: f64,
    },
    /// A category that nothing lies below, or that the item does not have.
    #[error("a cut at category {category} of item {item} is outside 1 to {}", categories - 1)]
    CutCategory {
        /// The index of the item.
        item: usize,
        /// The category.
        category: usize,
        /// How many categories the item has.
        categories: usize,
    },
    /// An item whose answers fall as θ rises.
    #[error("item {item} has slope {slope}: reverse its answers first")]
    Reversed {
        /// The index of the item.
        item: usize,
        /// Its slope.
        slope: f64,
    },
    /// A θ that is not finite.
    #[error("theta = {theta} is not usable: it must be finite")]
    Theta {
        /// The value given.
        theta: f64,
    },
}
