//! The item response model of a scale, and what each sum of answers is worth on it.

use measure::response::{Calibration, Column, Ending, Fit, ItemErrors, Model as Which, Patterns, Responses};
use measure::score::{Scoring, Transformation};

use super::account::{ItemModel, Model, ModelKind, PointOfScale};
use super::figure::{Figure, Why};
use super::gate::{PEOPLE_FOR_MODEL, points};
use super::{Scale, gate};

/// Items from which a model can be told.
const ITEMS: usize = 3;

impl Scale<'_> {
    /// Two-parameter where all items have two options, graded response elsewhere.
    pub(super) fn model(&self, people: usize) -> Figure<Model> {
        let needed = self.gate.needs(PEOPLE_FOR_MODEL);
        Figure::of(if self.values.items() < ITEMS {
            Err(Why::FewItems { least: ITEMS })
        } else if people < needed {
            Err(Why::FewPeople {
                least: gate::count(needed),
            })
        } else {
            self.fitted()
        })
    }

    fn fitted(&self) -> Result<Model, Why> {
        let dichotomous = self.values.options().iter().all(|options| *options == 2);
        let (kind, which) = if dichotomous {
            (ModelKind::TwoParameter, Which::TwoParameter)
        } else {
            (ModelKind::GradedResponse, Which::GradedResponse)
        };
        let (patterns, unused) = self.patterns()?;
        let calibration = Calibration::new(which);
        let fit = calibration.fit(&patterns)?;
        if fit.ending != Ending::Converged {
            return Err(Why::NotConverged);
        }
        let errors = calibration.standard_errors(&patterns, &fit)?;
        let items = fit.items.iter().zip(&errors.items).enumerate();
        let items = items.map(|(at, (item, errors))| self.parameters(at, item, errors));
        Ok(Model {
            model: kind,
            log_likelihood: fit.log_likelihood.round(),
            parameters: fit.parameters,
            items: items.collect(),
            raw_to_scale: Figure::of(if unused {
                Err(Why::UnusedOption)
            } else {
                self.table(&fit)
            }),
        })
    }

    /// Everybody's answers from 0 on, and whether an option was chosen by nobody.
    fn patterns(&self) -> Result<(Patterns, bool), Why> {
        let codes: Vec<(Vec<u8>, Vec<bool>)> = (0..self.values.items())
            .map(|item| {
                let values = self.values.values(item);
                let codes = values.iter().map(|value| value.saturating_sub(1)).collect();
                (codes, values.iter().map(|value| *value == 0).collect())
            })
            .collect();
        let columns = codes.iter().zip(self.values.options());
        let columns: Vec<Column<'_>> = columns
            .map(|((answers, missing), &categories)| Column {
                answers,
                categories,
                missing: Some(missing),
            })
            .collect();
        let patterns = Patterns::new(&Responses {
            items: &columns,
            weights: None,
            groups: None,
        })?;
        let (patterns, unchosen) = patterns.without_unchosen()?;
        Ok((patterns, !unchosen.is_empty()))
    }

    fn parameters(&self, at: usize, item: &measure::response::Item, errors: &ItemErrors) -> ItemModel {
        // Every slope of these models is free, so each has an error.
        let slope_error = errors.slope.map_or(f64::NAN, points);
        let thresholds = item.thresholds().iter().zip(&errors.thresholds);
        ItemModel {
            item: self.item(at),
            slope: (points(item.slope()), slope_error),
            thresholds: thresholds
                .map(|(threshold, error)| (points(*threshold), points(*error)))
                .collect(),
        }
    }

    fn table(&self, fit: &Fit) -> Result<Vec<PointOfScale>, Why> {
        let scoring = Scoring::of(fit, 0)?;
        let scale = Transformation::one_to_99(0.0, 1.0)?;
        let lowest = self.values.items();
        let line = |(raw, estimate): (usize, measure::score::Estimate)| PointOfScale {
            sum: raw + lowest,
            theta: points(estimate.theta),
            error: points(estimate.error),
            points: scale.points(estimate.theta).round(),
        };
        let estimates = scoring.summed(&vec![true; lowest])?;
        Ok(estimates.into_iter().enumerate().map(line).collect())
    }
}
