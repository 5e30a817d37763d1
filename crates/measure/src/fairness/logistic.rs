//! Ordinal logistic regression of an item on standing and group: proportional odds (McCullagh 1980, Journal of the Royal
//! Statistical Society B 42:109–142), P(Y ≥ j) = 1 / (1 + exp(−(α_j + η))), η = β x + γ_g + δ_g x, group 0 having γ = δ = 0.
//!
//! With F_v = P(Y ≥ v), f = F(1 − F) and p_v = F_v − F_{v+1}, ∂ log p_v/∂η = 1 − F_v − F_{v+1} and
//! ∂² log p_v/∂η² = −f_v − f_{v+1}; the likelihood is concave (Pratt 1981), so Newton's method, halved where it overshoots,
//! finds its one maximum. Standings are centred and scaled within.

use nalgebra::{DMatrix, DVector};

use super::matched::{MatchedCounts, MatchedStratum};
use crate::Error;

const ROUNDS_MOST: usize = 60;
/// Log odds per standard deviation of standing, or between groups, beyond which the answers are taken for separated: the
/// likelihood then rises without end.
const LOG_ODDS_MOST: f64 = 15.0;
const UNSETTLED: Error = Error::NotConverged {
    what: "a logistic regression",
    rounds: ROUNDS_MOST,
};

/// What the item depends on beside its thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Terms {
    /// Standing alone: the item is fair.
    Standing,
    /// And group: one group answers higher at every standing (uniform difference).
    Group,
    /// And group times standing: by how much depends on standing (non-uniform difference).
    Interaction,
}

/// A fitted proportional-odds model.
#[derive(Debug, Clone, PartialEq)]
pub struct ProportionalOdds {
    /// Natural logarithm of the likelihood.
    pub log_likelihood: f64,
    /// The same with thresholds alone.
    pub null_log_likelihood: f64,
    /// α_j of P(Y ≥ j) at standing 0 in group 0, j from the second value up; falling.
    pub thresholds: Vec<f64>,
    /// β: log odds per unit of standing.
    pub slope: f64,
    /// γ of each group, 0 for the reference group.
    pub groups: Vec<f64>,
    /// δ of each group, 0 for the reference group.
    pub interactions: Vec<f64>,
    /// People counted.
    pub people: f64,
}

/// Fits the model to all groups' people.
///
/// # Errors
/// [`Error::NoVariance`] when an option has nobody (collapse first) or all have one standing; [`Error::PeopleTooFew`]
/// for a group without people; [`Error::NotConverged`] when the answers are separated.
pub fn proportional_odds(counts: &MatchedCounts, terms: Terms) -> Result<ProportionalOdds, Error> {
    let frame = Frame::new(counts, terms)?;
    let (values, log_likelihood) = frame.maximise(frame.start())?;
    Ok(frame.solution(&values, log_likelihood))
}

/// The three nested models on the same people, each starting where the one before ended.
pub(super) fn nested(counts: &MatchedCounts) -> Result<[ProportionalOdds; 3], Error> {
    let mut frame = Frame::new(counts, Terms::Standing)?;
    let (values, found) = frame.maximise(frame.start())?;
    let standing = frame.solution(&values, found);
    frame.terms = Terms::Group;
    let (values, found) = frame.maximise(values.resize_vertically(frame.size(), 0.0))?;
    let group = frame.solution(&values, found);
    frame.terms = Terms::Interaction;
    let (values, found) = frame.maximise(values.resize_vertically(frame.size(), 0.0))?;
    Ok([standing, group, frame.solution(&values, found)])
}

/// The likelihood at one place.
struct Point {
    log_likelihood: f64,
    gradient: DVector<f64>,
    information: DMatrix<f64>,
}

/// People of one standing and group.
struct Cell<'a> {
    x: f64,
    group: usize,
    people: &'a [u32],
}

struct Frame<'a> {
    cells: Vec<Cell<'a>>,
    totals: Vec<f64>,
    groups: usize,
    terms: Terms,
    centre: f64,
    scale: f64,
}

impl<'a> Frame<'a> {
    fn new(counts: &'a MatchedCounts, terms: Terms) -> Result<Self, Error> {
        let groups = counts.groups();
        let mut totals = vec![0.0; counts.values()];
        let mut of_group = vec![0.0; groups];
        let (mut sum, mut squares) = (0.0, 0.0);
        for stratum in counts.strata() {
            for (group, people) in stratum.people.iter().enumerate() {
                let n = stratum.group(group);
                of_group[group] += n;
                sum += n * stratum.standing;
                totals
                    .iter_mut()
                    .zip(people)
                    .for_each(|(total, people)| *total += f64::from(*people));
            }
        }
        if let Some(at) = of_group.iter().position(|n| *n == 0.0) {
            return Err(Error::PeopleTooFew {
                what: "group",
                at,
                found: 0,
                least: 1,
            });
        }
        let people: f64 = of_group.iter().sum();
        let centre = sum / people;
        for stratum in counts.strata() {
            let n: f64 = (0..groups).map(|group| stratum.group(group)).sum();
            squares += n * (stratum.standing - centre).powi(2);
        }
        let scale = (squares / people).sqrt();
        if scale <= 0.0 || totals.contains(&0.0) {
            return Err(Error::NoVariance { item: 0 });
        }
        let cells = counts.strata().iter().flat_map(|stratum: &MatchedStratum| {
            let x = (stratum.standing - centre) / scale;
            let of_group = stratum.people.iter().enumerate();
            of_group
                .filter(|(_, people)| people.iter().any(|n| *n > 0))
                .map(move |(group, people)| Cell { x, group, people })
        });
        Ok(Self {
            cells: cells.collect(),
            totals,
            groups,
            terms,
            centre,
            scale,
        })
    }

    fn cuts(&self) -> usize {
        self.totals.len() - 1
    }

    fn size(&self) -> usize {
        let others = self.groups - 1;
        self.cuts()
            + 1
            + match self.terms {
                Terms::Standing => 0,
                Terms::Group => others,
                Terms::Interaction => 2 * others,
            }
    }

    /// Thresholds that give the totals, everything else 0.
    fn start(&self) -> DVector<f64> {
        let people: f64 = self.totals.iter().sum();
        let mut values = DVector::zeros(self.size());
        let mut above = people;
        for cut in 0..self.cuts() {
            above -= self.totals[cut];
            values[cut] = (above / (people - above)).ln();
        }
        values
    }

    /// Positions and values of a cell's terms beside the thresholds; those of value 0 are left out.
    fn design(&self, cell: &Cell<'_>) -> ([(usize, f64); 3], usize) {
        let (cuts, others) = (self.cuts(), self.groups - 1);
        let mut terms = [(cuts, cell.x), (0, 0.0), (0, 0.0)];
        let mut length = 1;
        if cell.group > 0 && self.terms >= Terms::Group {
            terms[1] = (cuts + cell.group, 1.0);
            length = 2;
            if self.terms == Terms::Interaction {
                terms[2] = (cuts + others + cell.group, cell.x);
                length = 3;
            }
        }
        (terms, length)
    }

    /// F_v of a cell, from 1 at the lowest value to 0 above the highest.
    fn at_least(&self, values: &DVector<f64>, cell: &Cell<'_>, into: &mut Vec<f64>) {
        let (terms, length) = self.design(cell);
        let eta: f64 = terms[..length].iter().map(|(at, x)| values[*at] * x).sum();
        into.clear();
        into.push(1.0);
        into.extend((0..self.cuts()).map(|cut| 1.0 / (1.0 + (-(values[cut] + eta)).exp())));
        into.push(0.0);
    }

    /// Newton's method from where it is told to start; the parameters and the log-likelihood there.
    fn maximise(&self, start: DVector<f64>) -> Result<(DVector<f64>, f64), Error> {
        let mut values = start;
        let mut now = self.evaluate(&values);
        for _ in 0..ROUNDS_MOST {
            let cholesky = now.information.cholesky().ok_or(Error::NotPositiveDefinite {
                what: "the information of a logistic regression",
            })?;
            let step = cholesky.solve(&now.gradient);
            let promised = now.gradient.dot(&step);
            let mut length = 1.0;
            let mut next = self.evaluate(&(&values + &step));
            while (next.log_likelihood.is_nan() || next.log_likelihood < now.log_likelihood) && length > 1e-9
            {
                length /= 2.0;
                next = self.evaluate(&(&values + length * &step));
            }
            if length <= 1e-9 {
                // No step raises the likelihood: what was promised is rounding error, or there is no maximum.
                let settled = promised < 1e-6;
                return settled.then_some((values, now.log_likelihood)).ok_or(UNSETTLED);
            }
            values += length * step;
            now = next;
            if values.rows_range(self.cuts()..).amax() > LOG_ODDS_MOST {
                return Err(UNSETTLED);
            }
            // Newton's error is the square of the one before.
            if promised < 1e-8 {
                return Ok((values, now.log_likelihood));
            }
        }
        Err(UNSETTLED)
    }

    /// The log-likelihood, its gradient and the observed information, in one pass over the cells.
    fn evaluate(&self, values: &DVector<f64>) -> Point {
        let (size, cuts) = (self.size(), self.cuts());
        let mut gradient = DVector::zeros(size);
        let mut information = DMatrix::zeros(size, size);
        let mut log_likelihood = 0.0;
        let (mut above, mut with_eta) = (Vec::new(), vec![0.0; cuts]);
        for cell in &self.cells {
            self.at_least(values, cell, &mut above);
            with_eta.fill(0.0);
            let (mut slope, mut curve) = (0.0, 0.0);
            for (value, &people) in cell.people.iter().enumerate() {
                if people == 0 {
                    continue;
                }
                let n = f64::from(people);
                let (upper, lower) = (above[value], above[value + 1]);
                let p = (upper - lower).max(1e-300);
                log_likelihood += n * p.ln();
                let (f, g) = (upper * (1.0 - upper), lower * (1.0 - lower));
                slope += n * (1.0 - upper - lower);
                curve += n * (f + g);
                if value > 0 {
                    gradient[value - 1] += n * f / p;
                    information[(value - 1, value - 1)] += n * (f * f / p - f * (1.0 - 2.0 * upper)) / p;
                    with_eta[value - 1] += n * f;
                }
                if value < cuts {
                    gradient[value] -= n * g / p;
                    information[(value, value)] += n * (g * g / p + g * (1.0 - 2.0 * lower)) / p;
                    with_eta[value] += n * g;
                }
                if value > 0 && value < cuts {
                    information[(value, value - 1)] -= n * f * g / (p * p);
                }
            }
            let (terms, length) = self.design(cell);
            for (place, &(at, x)) in terms[..length].iter().enumerate() {
                gradient[at] += slope * x;
                for (cut, with_eta) in with_eta.iter().enumerate() {
                    information[(at, cut)] += with_eta * x;
                }
                for &(other, y) in &terms[..=place] {
                    information[(at, other)] += curve * x * y;
                }
            }
        }
        information.fill_upper_triangle_with_lower_triangle();
        Point {
            log_likelihood,
            gradient,
            information,
        }
    }

    /// Back to standings as they were given.
    fn solution(&self, values: &DVector<f64>, log_likelihood: f64) -> ProportionalOdds {
        let (cuts, others) = (self.cuts(), self.groups - 1);
        let people: f64 = self.totals.iter().sum();
        let slope = values[cuts] / self.scale;
        let term = |from: usize, has: bool, group: usize| {
            if has && group > 0 {
                values[from + group]
            } else {
                0.0
            }
        };
        let interactions: Vec<f64> = (0..self.groups)
            .map(|group| term(cuts + others, self.terms == Terms::Interaction, group) / self.scale)
            .collect();
        let shifted =
            |group: usize| term(cuts, self.terms >= Terms::Group, group) - interactions[group] * self.centre;
        ProportionalOdds {
            log_likelihood,
            null_log_likelihood: self.totals.iter().map(|n| n * (n / people).ln()).sum(),
            thresholds: (0..cuts).map(|cut| values[cut] - slope * self.centre).collect(),
            slope,
            groups: (0..self.groups).map(shifted).collect(),
            interactions,
            people,
        }
    }
}

/// How many free parameters the terms add to standing alone.
pub(super) fn added(terms: Terms, groups: usize) -> u32 {
    let others = u32::try_from(groups - 1).unwrap_or(u32::MAX);
    match terms {
        Terms::Standing => 0,
        Terms::Group => others,
        Terms::Interaction => 2 * others,
    }
}
