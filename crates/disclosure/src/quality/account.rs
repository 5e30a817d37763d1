//! What is told: plain figures, from which pages write sentences.

use serde::Serialize;

use super::figure::Figure;

/// What the scales of a wave are worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quality {
    /// The least number of people that a figure may be about.
    pub least: u32,
    /// Signs of careless answering over the items of all scales.
    pub careless: Figure<Careless>,
    /// One per scale, in the order of the ask.
    pub scales: Vec<ScaleQuality>,
}

/// One scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleQuality {
    /// Its id.
    pub scale: String,
    /// Ids of its items.
    pub items: Vec<String>,
    /// What is told of it.
    pub figures: Figure<Account>,
}

/// The figures of one scale. Values run from 1 to the number of options, reversed items turned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Account {
    /// People who answered at least one item.
    pub people: u32,
    /// People who answered every item.
    pub complete: Figure<u32>,
    /// How dependable it is for telling people apart.
    pub reliability: Reliability,
    /// The item response model.
    pub model: Figure<Model>,
    /// Comparisons of groups, in the order of dimensions and levels. Hidden groups do not stand here.
    pub fairness: Vec<Comparison>,
    /// How well it tells schools apart; nothing when people lie in no schools.
    pub schools: Option<Figure<Schools>>,
    /// With and without people who show signs of careless answering.
    pub careless: Figure<CarelessScale>,
}

/// How dependable a scale is for telling people apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Mean of people's means, and their standard deviation.
    pub mean: Figure<(f64, f64)>,
    /// Per item, in order.
    pub items: Figure<Vec<ItemFit>>,
    /// Alpha from each pair of items over all who answered both (Cronbach 1951).
    pub pairwise: Figure<AlphaFigure>,
    /// Alpha of those who answered every item.
    pub listwise: Figure<AlphaFigure>,
    /// Omega, one factor by minimum residuals over the observed variance (`McDonald` 1999).
    pub omega: Figure<f64>,
    /// Omega of the sum of ordinal items (Green and Yang 2009).
    pub categorical_omega: Figure<f64>,
}

/// Alpha.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AlphaFigure {
    /// The coefficient.
    pub alpha: f64,
    /// Of standardised items.
    pub standardised: f64,
    /// Mean correlation of two items.
    pub mean_correlation: f64,
    /// Lower end of the 95 % interval (Feldt 1965).
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One item within its scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemFit {
    /// Its id.
    pub item: String,
    /// Mean value.
    pub mean: f64,
    /// Standard deviation.
    pub deviation: f64,
    /// Correlation with the sum of the other items.
    pub rest_correlation: f64,
    /// Alpha of the other items; nothing when there are not two.
    pub alpha_without: Option<f64>,
}

/// Which item response model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// All items have two options (Birnbaum 1968).
    TwoParameter,
    /// Samejima 1969.
    GradedResponse,
}

/// The item response model of a scale, θ ~ N(0, 1) among everyone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Model {
    /// Which.
    pub model: ModelKind,
    /// The natural logarithm of the likelihood, rounded to whole numbers.
    pub log_likelihood: f64,
    /// How many parameters were free.
    pub parameters: usize,
    /// Per item, in order.
    pub items: Vec<ItemModel>,
    /// What each sum of answers is worth, all items answered.
    pub raw_to_scale: Figure<Vec<PointOfScale>>,
}

/// One item's parameters with their standard errors.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemModel {
    /// Its id.
    pub item: String,
    /// Slope, and its error.
    pub slope: (f64, f64),
    /// Thresholds in units of θ, each with its error.
    pub thresholds: Vec<(f64, f64)>,
}

/// One line of the table from sums to the scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PointOfScale {
    /// Sum of the values, from the number of items up.
    pub sum: usize,
    /// Expected θ given the sum (Thissen and others 1995).
    pub theta: f64,
    /// Its posterior standard deviation.
    pub error: f64,
    /// On the scale from 1 to 99, 50 at everyone's mean and 20 points to a standard deviation.
    pub points: f64,
}

/// Whom a group is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Opposite {
    /// The largest shown level of the same dimension.
    Level(String),
    /// Everyone who is not in the group.
    Rest,
}

/// A shown group compared with others who stand alike on the scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The dimension.
    pub dimension: String,
    /// The focal group: one of its levels.
    pub level: String,
    /// The reference group.
    pub against: Opposite,
    /// What came of it.
    pub differences: Figure<Differences>,
}

/// Whether the items mean the same to two groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Differences {
    /// Per item, in order.
    pub items: Vec<ItemFairness>,
    /// The items people were matched on in the end.
    pub anchors: Vec<String>,
    /// Whether the search for fair items came to rest.
    pub settled: bool,
    /// What the unfair items do to the scale's mean.
    pub effect: Effect,
    /// What of the scale is equal (configural to strict), by factor models.
    pub invariance: Figure<Invariance>,
    /// What may be said.
    pub verdict: Verdict,
}

/// One item compared. Points are in units of the answers, above 0 where the focal group answers higher.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemFairness {
    /// Its id.
    pub item: String,
    /// Whether it was found unfair: χ² at 1 % and `McFadden`'s R² changed by 0.02 or more; nothing when it cannot be tested.
    pub unfair: Option<bool>,
    /// Standardised mean difference in points, and its error (Dorans and Schmitt 1991).
    pub points: Option<(f64, f64)>,
    /// Probability of the total χ², ordinal logistic regression with and without the group's terms.
    pub p: Option<f64>,
    /// Change of `McFadden`'s R².
    pub mcfadden: Option<f64>,
    /// Change of Nagelkerke's R².
    pub nagelkerke: Option<f64>,
    /// "small", "moderate" or "large" by Nagelkerke's R² (Jodoin and Gierl 2001), of an unfair item.
    pub size: Option<&'static str>,
    /// Points among the lower and the upper half, when an unfair item's difference depends on standing.
    pub halves: Option<(f64, f64)>,
    /// Mantel–Haenszel Δ and ETS class A, B or C, of an item with two options.
    pub ets: Option<(f64, char)>,
}

/// What unfair items do to the focal group's scale mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Effect {
    /// In points of the answers.
    pub points: f64,
    /// Its standard error.
    pub error: f64,
    /// In standard deviations of people's means.
    pub deviations: f64,
}

/// What is equal between two groups (Cheung and Rensvold 2002: CFI falls by no more than 0.01; the first CFI at least 0.90).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Invariance {
    /// Nothing; the model does not fit.
    Nothing,
    /// The scale is about the same thing, but no numbers compare.
    Configural,
    /// Loadings: how the scale goes together with other things compares.
    Metric,
    /// Intercepts, too: means compare.
    Scalar,
    /// Residual variances, too.
    Strict,
}

/// What may be said of a scale and two groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// People alike answer alike, as far as these answers can tell.
    Comparable,
    /// Some items differ, but the scale's mean moves by less than 0.1 standard deviations.
    ItemsDiffer {
        /// The items.
        items: Vec<String>,
        /// By how many points the scale's mean moves for the focal group.
        points: f64,
        /// The same in standard deviations.
        deviations: f64,
    },
    /// The scale's mean itself moves by 0.1 standard deviations or more: look at the items before comparing the groups.
    ScaleDiffers {
        /// The items.
        items: Vec<String>,
        /// By how many points the scale's mean moves for the focal group.
        points: f64,
        /// The same in standard deviations.
        deviations: f64,
    },
    /// No item could be tested.
    NotTested,
}

/// How well a scale tells schools apart, from people's means over the items.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Schools {
    /// Schools that entered.
    pub schools: usize,
    /// Share of the variance that lies between schools, ICC(1) by analysis of variance.
    pub icc_1: f64,
    /// Reliability of school means of the average size, ICC(2).
    pub icc_2: f64,
    /// Variance between schools by restricted maximum likelihood.
    pub between: f64,
    /// Variance within schools.
    pub within: f64,
    /// Their share between schools.
    pub icc: f64,
    /// For a reliability, how many answers a school needs; nothing when no number is enough.
    pub answers_needed: Vec<(f64, Option<u32>)>,
    /// Agreement within schools, rwg(J) against even spread: mean, median, and share of schools at 0.70 or more.
    pub agreement: Figure<(f64, f64, f64)>,
}

/// Signs of careless answering. They are soft: nobody is left out of the figures for them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Careless {
    /// Items looked at.
    pub items: usize,
    /// A run of so many like answers is a sign: half of the items, at least 6 (Curran 2016, Journal of Experimental Social
    /// Psychology 66:4–19). The other sign is a Mahalanobis distance of probability below 0.001.
    pub long_string: u32,
    /// Share of people who show at least one.
    pub share: f64,
}

/// A scale with and without people who show signs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CarelessScale {
    /// Mean of people's means: of all, and of those without signs.
    pub mean: (f64, f64),
    /// Pairwise alpha: of all, and of those without signs.
    pub alpha: (f64, f64),
}
