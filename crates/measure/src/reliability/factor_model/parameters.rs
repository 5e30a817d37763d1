//! Which parameters of the groups are free, fixed or shared, and what they amount to in a group.

use nalgebra::{DMatrix, DVector};

use super::{Equality, GroupMoments};

/// The estimates of a factor model in one group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupEstimates {
    /// Loading of each item on its factor.
    pub loadings: Vec<f64>,
    /// Intercept of each item.
    pub intercepts: Vec<f64>,
    /// Residual variance of each item.
    pub residuals: Vec<f64>,
    /// Mean of each factor.
    pub factor_means: Vec<f64>,
    /// Covariances of the factors.
    pub factor_covariances: DMatrix<f64>,
    /// The factor each item loads on.
    pub factor_of: Vec<usize>,
}

impl GroupEstimates {
    /// Loadings as a matrix, items × factors.
    pub(super) fn loading_matrix(&self) -> DMatrix<f64> {
        let mut matrix = DMatrix::zeros(self.loadings.len(), self.factor_means.len());
        for (item, (&factor, &loading)) in self.factor_of.iter().zip(&self.loadings).enumerate() {
            matrix[(item, factor)] = loading;
        }
        matrix
    }

    /// The covariances of the items that the model implies.
    pub fn covariances(&self) -> DMatrix<f64> {
        let loadings = self.loading_matrix();
        let mut implied = &loadings * &self.factor_covariances * loadings.transpose();
        for (item, residual) in self.residuals.iter().enumerate() {
            implied[(item, item)] += residual;
        }
        implied
    }

    /// The means of the items that the model implies.
    pub fn means(&self) -> DVector<f64> {
        let item = |item: usize| {
            self.intercepts[item] + self.loadings[item] * self.factor_means[self.factor_of[item]]
        };
        DVector::from_fn(self.loadings.len(), |row, _| item(row))
    }

    pub(super) fn improper(&self) -> bool {
        self.residuals.iter().any(|residual| *residual < 0.0)
            || self.factor_covariances.clone().cholesky().is_none()
    }
}

/// Where a parameter of a group takes its value from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Source {
    /// The free parameter at this position.
    Free(usize),
    /// A number.
    Fixed(f64),
}

/// The layout of all parameters. Within a group: loadings, intercepts, residual variances, factor means, factor
/// covariances (lower triangle by rows).
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub factor_of: Vec<usize>,
    pub factors: usize,
    sources: Vec<Vec<Source>>,
    free: usize,
}

impl Shape {
    pub fn new(groups: usize, factor_of: &[usize], factors: usize, equality: Equality) -> Self {
        let items = factor_of.len();
        let mut sources: Vec<Vec<Source>> = Vec::with_capacity(groups);
        let mut free = 0;
        for group in 0..groups {
            let first = sources.first().cloned();
            let mut own = Vec::new();
            let mut block = |own: &mut Vec<Source>, length: usize, from: Equality| {
                for _ in 0..length {
                    let at = own.len();
                    own.push(match &first {
                        Some(first) if equality >= from => first[at],
                        _ => {
                            free += 1;
                            Source::Free(free - 1)
                        }
                    });
                }
            };
            block(&mut own, items, Equality::Metric);
            block(&mut own, items, Equality::Scalar);
            block(&mut own, items, Equality::Strict);
            let mut next = |freed: bool, fixed: f64| {
                if freed {
                    free += 1;
                    Source::Free(free - 1)
                } else {
                    Source::Fixed(fixed)
                }
            };
            for _ in 0..factors {
                own.push(next(group > 0 && equality >= Equality::Scalar, 0.0));
            }
            for row in 0..factors {
                for column in 0..=row {
                    let scale = group > 0 && equality >= Equality::Metric;
                    own.push(next(row != column || scale, 1.0));
                }
            }
            sources.push(own);
        }
        Self {
            factor_of: factor_of.to_vec(),
            factors,
            sources,
            free,
        }
    }

    /// How many free parameters there are.
    pub fn free(&self) -> usize {
        self.free
    }

    pub fn sources(&self, group: usize) -> &[Source] {
        &self.sources[group]
    }

    /// Half of each variance common, items of a factor signed as they correlate with its first item.
    pub fn start(&self, groups: &[GroupMoments]) -> DVector<f64> {
        let mut values = DVector::zeros(self.free);
        for (group, moments) in groups.iter().enumerate().rev() {
            let own = self.start_of(moments);
            for (source, value) in self.sources[group].iter().zip(own) {
                if let Source::Free(at) = source {
                    values[*at] = value;
                }
            }
        }
        values
    }

    fn start_of(&self, moments: &GroupMoments) -> Vec<f64> {
        let items = self.factor_of.len();
        let variance = |item: usize| moments.covariances[(item, item)];
        let mut own = Vec::new();
        for item in 0..items {
            let first = self
                .factor_of
                .iter()
                .position(|of| *of == self.factor_of[item])
                .unwrap_or(item);
            let sign = if moments.covariances[(item, first)] < 0.0 {
                -1.0
            } else {
                1.0
            };
            own.push(sign * (variance(item) / 2.0).sqrt());
        }
        own.extend(moments.means.iter());
        own.extend((0..items).map(|item| variance(item) / 2.0));
        own.extend((0..self.factors).map(|_| 0.0));
        for row in 0..self.factors {
            own.extend((0..=row).map(|column| if row == column { 1.0 } else { 0.0 }));
        }
        own
    }

    /// The parameters of a group as they stand.
    pub fn estimates(&self, group: usize, values: &DVector<f64>) -> GroupEstimates {
        let own: Vec<f64> = self.sources[group]
            .iter()
            .map(|source| match source {
                Source::Free(at) => values[*at],
                Source::Fixed(value) => *value,
            })
            .collect();
        let items = self.factor_of.len();
        let (loadings, rest) = own.split_at(items);
        let (intercepts, rest) = rest.split_at(items);
        let (residuals, rest) = rest.split_at(items);
        let (factor_means, lower) = rest.split_at(self.factors);
        let at = |row: usize, column: usize| {
            let (row, column) = (row.max(column), row.min(column));
            lower[row * (row + 1) / 2 + column]
        };
        GroupEstimates {
            loadings: loadings.to_vec(),
            intercepts: intercepts.to_vec(),
            residuals: residuals.to_vec(),
            factor_means: factor_means.to_vec(),
            factor_covariances: DMatrix::from_fn(self.factors, self.factors, at),
            factor_of: self.factor_of.clone(),
        }
    }
}
