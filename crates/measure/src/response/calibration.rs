//! Calibrations: which model, on which points, how exactly; and what comes out.

pub use super::ascent::Ending;
use super::ascent::{Ascent, Memory, Place};
use super::expectation::Expectation;
use super::item::{Curve, Family, Item, Point};
use super::parameters::{Freedom, Layout, State};
use super::patterns::Patterns;
use super::quadrature::{Population, Quadrature};
use super::start::start;
use crate::response::Error;
use crate::two_sided_p;

/// The scaled gradient at which an ascent of a sample ends.
const SAMPLE_TOLERANCE: f64 = 1e-4;

/// The most passes over a sample.
const SAMPLE_PASSES: usize = 30;

/// An item response model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Model {
    /// Two categories, one slope for all items (Rasch 1960). With θ ~ N(0, 1) that slope is the standard deviation in logits.
    Rasch,
    /// Two categories, a slope per item (Birnbaum 1968).
    TwoParameter,
    /// Partial credit, one slope for all items (Masters 1982, Psychometrika 47:149–174).
    PartialCredit,
    /// Partial credit, a slope per item (Muraki 1992, Applied Psychological Measurement 16:159–176).
    GeneralisedPartialCredit,
    /// Graded response, a slope per item (Samejima 1969, Psychometrika Monograph 17).
    GradedResponse,
}

impl Model {
    /// How categories follow from θ.
    pub fn family(self) -> Family {
        if self == Self::GradedResponse {
            Family::Graded
        } else {
            Family::PartialCredit
        }
    }

    /// Whether all items share one slope.
    pub fn common_slope(self) -> bool {
        matches!(self, Self::Rasch | Self::PartialCredit)
    }

    fn dichotomous(self) -> bool {
        matches!(self, Self::Rasch | Self::TwoParameter)
    }

    /// The fewest items from which an unanchored model can be told.
    fn items_min(self) -> usize {
        if self.common_slope() { 2 } else { 3 }
    }
}

/// How a model is fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// The model.
    pub model: Model,
    /// The points of θ.
    pub quadrature: Quadrature,
    /// The scaled gradient at which the ascent ends: the largest entry of J⁻¹∇ℓ, in units of the parameters.
    pub tolerance: f64,
    /// The most passes over the patterns.
    pub passes: usize,
    /// How many threads to use; the result does not depend on it.
    pub threads: usize,
}

impl Calibration {
    /// A calibration with 61 points in −6 to 6, tolerance 1e-7, at most 500 passes, and one thread.
    pub fn new(model: Model) -> Self {
        Self {
            model,
            quadrature: Quadrature::default(),
            tolerance: 1e-7,
            passes: 500,
            threads: 1,
        }
    }

    /// Fits the model to `patterns`; θ ~ N(0, 1) in the first group.
    ///
    /// # Errors
    /// [`Error::FewItems`], [`Error::Dichotomous`], [`Error::Unchosen`] for a category that nobody chose (see
    /// [`Patterns::without_unchosen`]), [`Error::Tolerance`], [`Error::Parameters`] when an item turns out not to depend on θ.
    pub fn fit(&self, patterns: &Patterns) -> Result<Fit, Error> {
        self.fit_anchored(patterns, &vec![None; patterns.categories().len()])
    }

    /// Fits the model with the parameters of some items kept as they are, so that θ is on their scale. With at least one anchor,
    /// means and standard deviations of all groups are estimated. In models with one slope for all, it is the anchors'.
    ///
    /// # Errors
    /// Those of [`Calibration::fit`], and [`Error::Anchor`] for an anchor of another family or number of categories or, where
    /// slopes are common, with another slope than the first anchor.
    pub fn fit_anchored(&self, patterns: &Patterns, anchors: &[Option<Item>]) -> Result<Fit, Error> {
        if !(self.tolerance > 0.0 && self.tolerance.is_finite()) {
            return Err(Error::Tolerance {
                tolerance: self.tolerance,
            });
        }
        let state = self.begin(patterns, anchors)?;
        let freedom = self.freedom(patterns, anchors);
        let (state, memory) = self.sampled_start(patterns, state, &freedom);
        let ascent = self.ascent(patterns, &state, &freedom);
        let summit = ascent.climb(state, memory);
        let Place {
            state,
            log_likelihood,
            ..
        } = summit.place;
        let mut items = Vec::new();
        for (curve, anchor) in state.curves.iter().zip(anchors) {
            items.push(match anchor {
                Some(item) => item.clone(),
                None => finished(curve)?,
            });
        }
        Ok(Fit {
            model: self.model,
            integration_error: integration_error(&items, &state.populations, &self.quadrature),
            items,
            populations: state.populations,
            anchored: anchors.iter().map(Option::is_some).collect(),
            log_likelihood,
            parameters: ascent.layout.len,
            ending: summit.ending,
            passes: summit.passes,
            scaled_gradient: summit.step,
            quadrature: self.quadrature.clone(),
        })
    }

    pub(super) fn freedom(&self, patterns: &Patterns, anchors: &[Option<Item>]) -> Freedom {
        let anchored = anchors.iter().any(Option::is_some);
        Freedom {
            items: anchors.iter().map(Option::is_none).collect(),
            common_slope: self.model.common_slope(),
            free_common: !anchored,
            groups: (0..patterns.groups())
                .map(|group| group > 0 || anchored)
                .collect(),
        }
    }

    /// Where to start on many patterns: at the optimum of a sample of them, with the curvature learnt there. Where the sample is too thin
    /// to tell every category and group, at `state`.
    fn sampled_start(&self, patterns: &Patterns, state: State, freedom: &Freedom) -> (State, Memory) {
        let Some(sample) = patterns.sample() else {
            return (state, Memory::default());
        };
        let mut ascent = self.ascent(&sample, &state, freedom);
        ascent.tolerance = SAMPLE_TOLERANCE.max(self.tolerance);
        ascent.budget = SAMPLE_PASSES.min(self.passes);
        let summit = ascent.climb(state, Memory::default());
        let memory = summit.memory.scaled(patterns.people() / sample.people());
        (summit.place.state, memory)
    }

    pub(super) fn ascent<'a>(
        &'a self,
        patterns: &'a Patterns,
        state: &State,
        freedom: &Freedom,
    ) -> Ascent<'a> {
        Ascent {
            expectation: Expectation::new(patterns, self.quadrature.nodes().len(), self.threads),
            layout: Layout::new(&state.curves, freedom),
            quadrature: &self.quadrature,
            tolerance: self.tolerance,
            budget: self.passes,
        }
    }

    /// Checks patterns and anchors against the model, and says where to start.
    pub(super) fn begin(&self, patterns: &Patterns, anchors: &[Option<Item>]) -> Result<State, Error> {
        let items = patterns.categories().len();
        if anchors.len() != items {
            return Err(Error::Column {
                column: "anchors",
                found: anchors.len(),
                people: items,
            });
        }
        let first = anchors.iter().flatten().next();
        if first.is_none() && items < self.model.items_min() {
            return Err(Error::FewItems {
                found: items,
                least: self.model.items_min(),
            });
        }
        let slope = first
            .filter(|_| self.model.common_slope())
            .map_or(1.0, Item::slope);
        let mut curves = Vec::new();
        for (item, (chosen, anchor)) in patterns.chosen().iter().zip(anchors).enumerate() {
            if self.model.dichotomous() && chosen.len() != 2 {
                return Err(Error::Dichotomous {
                    item,
                    found: chosen.len(),
                });
            }
            curves.push(match anchor {
                Some(anchor) => self.kept(item, anchor, chosen.len(), slope)?,
                None => self.free(item, chosen, slope)?,
            });
        }
        Ok(State {
            curves,
            populations: vec![Population::STANDARD; patterns.groups()],
        })
    }

    fn kept(&self, item: usize, anchor: &Item, categories: usize, slope: f64) -> Result<Curve, Error> {
        let same_slope = !self.model.common_slope() || (anchor.slope() - slope).abs() <= 1e-9 * slope.abs();
        if anchor.family() == self.model.family() && anchor.categories() == categories && same_slope {
            Ok(anchor.curve().clone())
        } else {
            Err(Error::Anchor {
                item,
                categories: anchor.categories(),
                slope: anchor.slope(),
            })
        }
    }

    fn free(&self, item: usize, chosen: &[f64], slope: f64) -> Result<Curve, Error> {
        match chosen.iter().position(|people| *people <= 0.0) {
            Some(category) => Err(Error::Unchosen { item, category }),
            None => Ok(start(self.model.family(), slope, chosen)),
        }
    }
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The model.
    pub model: Model,
    /// The items in the order of the columns.
    pub items: Vec<Item>,
    /// The groups in order.
    pub populations: Vec<Population>,
    /// Per item, whether its parameters were kept.
    pub anchored: Vec<bool>,
    /// ℓ, the natural logarithm of the likelihood.
    pub log_likelihood: f64,
    /// How many parameters were free.
    pub parameters: usize,
    /// Why the ascent ended. Do not use what did not converge without saying so.
    pub ending: Ending,
    /// How many passes over all patterns it took, not counting those over a sample of them to start from.
    pub passes: usize,
    /// The largest entry of J⁻¹∇ℓ at the end.
    pub scaled_gradient: f64,
    /// About how exact the integrals are, relative: the larger of `exp(−2π²s²/h²)`, with *s* the posterior standard deviation where the
    /// test informs most, and the share of a population beyond the ends of the points.
    /// Above 1e-8, use more points.
    pub integration_error: f64,
    /// The points of θ.
    pub quadrature: Quadrature,
}

/// Slope and thresholds from slope and intercepts.
fn finished(curve: &Curve) -> Result<Item, Error> {
    let thresholds = curve.intercepts.iter().map(|d| d / curve.slope).collect();
    Item::new(curve.family, curve.slope, thresholds)
}

fn integration_error(items: &[Item], populations: &[Population], quadrature: &Quadrature) -> f64 {
    let mut point = Point::new(2);
    let mut informed = 0.0_f64;
    for &theta in quadrature.nodes() {
        let mut information = 0.0;
        for item in items {
            point.at(item.curve(), theta);
            let terms = point
                .p
                .iter()
                .zip(&point.first)
                .map(|(p, first)| p * first * first);
            information += item.slope().powi(2) * terms.sum::<f64>();
        }
        informed = informed.max(information);
    }
    let narrowest = populations
        .iter()
        .map(|population| population.sd)
        .fold(f64::INFINITY, f64::min);
    let nodes = quadrature.nodes();
    let beyond = |population: &Population| {
        let z = |end: f64| (end - population.mean) / population.sd;
        let (low, high) = (z(nodes[0]).min(0.0), z(nodes[nodes.len() - 1]).max(0.0));
        f64::midpoint(two_sided_p(low), two_sided_p(high))
    };
    let truncated = populations.iter().map(beyond).fold(0.0, f64::max);
    let variance = 1.0 / (informed + narrowest.powi(-2));
    let spacing = quadrature.spacing();
    let aliased = (-2.0 * std::f64::consts::PI.powi(2) * variance / (spacing * spacing)).exp();
    aliased.max(truncated)
}
