//! The way up to the highest log-likelihood: plain EM cycles first, then limited-memory BFGS with the complete-data information as
//! its first metric. No accepted step lowers ℓ by more than rounding.

use std::collections::VecDeque;

use super::complete::{complete, probabilities};
use super::expectation::{Expectation, Expected};
use super::metric::Metric;
use super::parameters::{Layout, State};
use super::quadrature::Quadrature;

/// Plain cycles before steps are accelerated.
const PLAIN: usize = 2;

/// Steps remembered.
const MEMORY: usize = 12;

/// Scoring steps within one maximisation.
const SCORING: usize = 8;

/// No parameter moves further than this in one step.
const FARTHEST: f64 = 2.0;

/// The share of the promised gain that a step must bring.
const GAIN: f64 = 1e-4;

/// Rounding of a log-likelihood, relative.
const ROUNDING: f64 = 1e-13;

/// Why the ascent ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// The scaled gradient fell below the tolerance.
    Converged,
    /// No step could raise the log-likelihood by more than rounding, with the scaled gradient still above the tolerance.
    Stalled,
    /// The budget of passes was used up.
    Budget,
}

/// What is being climbed.
#[derive(Debug)]
pub(crate) struct Ascent<'a> {
    pub expectation: Expectation<'a>,
    pub layout: Layout,
    pub quadrature: &'a Quadrature,
    pub tolerance: f64,
    pub budget: usize,
}

/// One point of the parameter space, fully looked at.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub state: State,
    pub values: Vec<f64>,
    pub log_likelihood: f64,
    pub expected: Expected,
    pub gradient: Vec<f64>,
    metric: Metric,
}

/// Where the ascent ended.
#[derive(Debug)]
pub(crate) struct Summit {
    pub place: Place,
    pub ending: Ending,
    pub passes: usize,
    pub step: f64,
    pub memory: Memory,
}

impl Ascent<'_> {
    /// One pass over the patterns at `state`.
    pub fn look(&self, state: State) -> Place {
        let shares: Vec<Vec<f64>> = state
            .populations
            .iter()
            .map(|population| population.shares(self.quadrature))
            .collect();
        let expected = self
            .expectation
            .run(&probabilities(&state.curves, self.quadrature), &shares);
        let complete = complete(&self.layout, &state, self.quadrature, &expected);
        Place {
            values: self.layout.read(&state),
            state,
            log_likelihood: expected.log_likelihood,
            expected,
            gradient: complete.gradient,
            metric: complete.metric,
        }
    }

    /// Climbs from `state` until the scaled gradient is small or the budget is used up. `memory` is what an ascent of a sample of
    /// the same patterns has learnt; without any, plain cycles come first.
    pub fn climb(&self, state: State, mut memory: Memory) -> Summit {
        let mut here = self.look(state);
        let (mut passes, mut plain) = (1, if memory.pairs.is_empty() { PLAIN } else { 0 });
        loop {
            let step = largest(&here.metric.solve(&here.gradient));
            let ending = if step <= self.tolerance {
                Some(Ending::Converged)
            } else {
                (passes >= self.budget).then_some(Ending::Budget)
            };
            if let Some(ending) = ending {
                return Summit {
                    place: here,
                    ending,
                    passes,
                    step,
                    memory,
                };
            }
            let accelerated = if plain == 0 {
                self.accelerated(&here, &memory, &mut passes)
            } else {
                None
            };
            plain = plain.saturating_sub(1);
            let Some(next) = accelerated.or_else(|| self.cycle(&here, &mut memory, &mut passes)) else {
                return Summit {
                    place: here,
                    ending: Ending::Stalled,
                    passes,
                    step,
                    memory,
                };
            };
            memory.learn(&here, &next);
            here = next;
        }
    }

    /// A step along the remembered curvature, shortened until it brings what it promised; `None` when it does not.
    fn accelerated(&self, here: &Place, memory: &Memory, passes: &mut usize) -> Option<Place> {
        let mut direction = memory.direction(here);
        if product(&direction, &here.gradient) <= 0.0 {
            return None;
        }
        let farthest = largest(&direction);
        if farthest > FARTHEST {
            for d in &mut direction {
                *d *= FARTHEST / farthest;
            }
        }
        let promised = product(&direction, &here.gradient);
        let mut length = 1.0;
        for _ in 0..3 {
            let values: Vec<f64> = here
                .values
                .iter()
                .zip(&direction)
                .map(|(v, d)| v + length * d)
                .collect();
            if let Some(state) = self.layout.write(&here.state, &values) {
                let next = self.look(state);
                *passes += 1;
                if rises(
                    here.log_likelihood + GAIN * length * promised,
                    next.log_likelihood,
                ) {
                    return Some(next);
                }
            }
            length *= 0.25;
        }
        None
    }

    /// One plain EM cycle: parameters that fit the expected counts best. `None` when even that raises nothing.
    fn cycle(&self, here: &Place, memory: &mut Memory, passes: &mut usize) -> Option<Place> {
        memory.forget();
        let mut state = here.state.clone();
        let mut at = complete(&self.layout, &state, self.quadrature, &here.expected);
        for _ in 0..SCORING {
            let step = at.metric.solve(&at.gradient);
            if largest(&step) <= self.tolerance * 0.1 {
                break;
            }
            let Some((better, there)) = self.scored(&state, &here.expected, &step, at.value) else {
                break;
            };
            (state, at) = (better, there);
        }
        let next = self.look(state);
        *passes += 1;
        let moved = next.values != here.values;
        (moved && rises(here.log_likelihood, next.log_likelihood)).then_some(next)
    }

    /// A scoring step of the maximisation, halved until the complete-data log-likelihood does not fall.
    fn scored(
        &self,
        state: &State,
        expected: &Expected,
        step: &[f64],
        value: f64,
    ) -> Option<(State, super::complete::Complete)> {
        let values = self.layout.read(state);
        let mut length = (FARTHEST / largest(step)).min(1.0);
        for _ in 0..10 {
            let tried: Vec<f64> = values.iter().zip(step).map(|(v, s)| v + length * s).collect();
            if let Some(state) = self.layout.write(state, &tried) {
                let there = complete(&self.layout, &state, self.quadrature, expected);
                if rises(value, there.value) {
                    return Some((state, there));
                }
            }
            length *= 0.5;
        }
        None
    }
}

/// Whether `after` is at least `before`, but for rounding.
fn rises(before: f64, after: f64) -> bool {
    after >= before - ROUNDING * before.abs()
}

fn largest(values: &[f64]) -> f64 {
    // NaN must not pass for small.
    values.iter().fold(0.0, |largest: f64, value| {
        if value.is_nan() {
            f64::INFINITY
        } else {
            largest.max(value.abs())
        }
    })
}

fn product(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Steps and the falls of the gradient along them (Nocedal 1980, Mathematics of Computation 35:773–782).
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pairs: VecDeque<(Vec<f64>, Vec<f64>, f64)>,
}

impl Memory {
    /// The same curvature for `times` as many people.
    pub fn scaled(mut self, times: f64) -> Self {
        for (_, fall, inverse) in &mut self.pairs {
            for value in fall {
                *value *= times;
            }
            *inverse /= times;
        }
        self
    }

    fn forget(&mut self) {
        self.pairs.clear();
    }

    fn learn(&mut self, from: &Place, to: &Place) {
        let step: Vec<f64> = to
            .values
            .iter()
            .zip(&from.values)
            .map(|(to, from)| to - from)
            .collect();
        let fall: Vec<f64> = from
            .gradient
            .iter()
            .zip(&to.gradient)
            .map(|(from, to)| from - to)
            .collect();
        let curvature = product(&step, &fall);
        if curvature > 1e-12 * (product(&step, &step) * product(&fall, &fall)).sqrt() {
            self.pairs.push_back((step, fall, 1.0 / curvature));
        }
        if self.pairs.len() > MEMORY {
            self.pairs.pop_front();
        }
    }

    /// The inverse curvature times the gradient, by the two-loop recursion around J⁻¹.
    fn direction(&self, here: &Place) -> Vec<f64> {
        let mut rest = here.gradient.clone();
        let mut shares = Vec::with_capacity(self.pairs.len());
        for (step, fall, inverse) in self.pairs.iter().rev() {
            let share = inverse * product(step, &rest);
            rest.iter_mut()
                .zip(fall)
                .for_each(|(rest, fall)| *rest -= share * fall);
            shares.push(share);
        }
        let mut direction = here.metric.solve(&rest);
        for ((step, fall, inverse), share) in self.pairs.iter().zip(shares.iter().rev()) {
            let back = inverse * product(fall, &direction);
            direction
                .iter_mut()
                .zip(step)
                .for_each(|(d, step)| *d += (share - back) * step);
        }
        direction
    }
}
