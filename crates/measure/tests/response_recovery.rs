//! Simulated answers give back the parameters they were made from, within groups, across waves, and on any number of threads.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod simulation;

use measure::Z95;
use measure::response::{Calibration, Ending, Family, Fit, Item, Model, Population, Quadrature};
use measure::score::Scoring;
use simulation::{MODELS, close, fitted, items, patterns, simulated};

#[test]
fn fit_simulated_answers_recovers_parameters() {
    for model in MODELS {
        let slopes = if model.common_slope() {
            [1.3; 6]
        } else {
            [1.4, 0.8, 1.8, 1.2, 1.1, 1.6]
        };
        let truth = items(model.family(), &slopes, &[-1.2, 0.1, 1.3]);
        let columns = simulated(&truth, 20_000, Population::STANDARD, 12, 7);
        let patterns = patterns(&columns, 4, None, None);
        let calibration = Calibration::new(model);
        let fit = calibration.fit(&patterns).unwrap();
        let errors = calibration.standard_errors(&patterns, &fit).unwrap();
        for ((found, truth), error) in fit.items.iter().zip(&truth).zip(&errors.items) {
            // Four standard errors: about one in 16,000 misses by chance.
            close(found.slope(), truth.slope(), 4.0 * error.slope.unwrap());
            for ((found, truth), error) in found
                .thresholds()
                .iter()
                .zip(truth.thresholds())
                .zip(&error.thresholds)
            {
                close(*found, *truth, 4.0 * error);
                assert!(*error < 0.1);
            }
        }
        assert!(fit.integration_error < 1e-8);
    }
}

#[test]
fn fit_one_thread_or_two_gives_the_same_bits() {
    let slopes = [1.4, 0.8, 1.8, 1.2, 1.1, 1.6, 1.0, 1.3, 0.9, 1.5];
    let truth = items(Family::Graded, &slopes, &[-1.2, 0.1, 1.3]);
    let patterns = patterns(
        &simulated(&truth, 48_000, Population::STANDARD, 8, 3),
        4,
        None,
        None,
    );
    // Enough that the work is divided and that the ascent begins with a sample.
    assert!(patterns.len() > 33_000);
    let mut calibration = Calibration::new(Model::GradedResponse);
    let one = calibration.fit(&patterns).unwrap();
    calibration.threads = 2;
    assert_eq!(calibration.fit(&patterns).unwrap(), one);
    assert_eq!(one.ending, Ending::Converged);
    for (found, truth) in one.items.iter().zip(&truth) {
        close(found.slope(), truth.slope(), 0.1);
    }
}

#[test]
fn fit_many_blocks_agrees_with_the_sum_over_people() {
    let slopes: Vec<f64> = (0..24_u32).map(|at| 0.8 + 0.05 * f64::from(at)).collect();
    let truth = items(Family::Graded, &slopes, &[-4.0, -3.0, -2.0]);
    let columns = simulated(&truth, 300, Population::STANDARD, 6, 11);
    let (patterns, _) = patterns(&columns, 4, None, None).without_unchosen().unwrap();
    let fit = Calibration::new(Model::GradedResponse).fit(&patterns).unwrap();
    let nodes = Quadrature::default();
    let mut sum = 0.0;
    let shares: Vec<f64> = nodes.nodes().iter().map(|x| (-0.5 * x * x).exp()).collect();
    let total: f64 = shares.iter().sum();
    for pattern in 0..patterns.len() {
        let answers = patterns.answers(pattern);
        let likelihood = |theta: f64| {
            let both = fit.items.iter().zip(&answers);
            both.filter_map(|(item, answer)| Some(item.probabilities(theta)[usize::from((*answer)?)]))
                .product::<f64>()
        };
        let p: f64 = nodes
            .nodes()
            .iter()
            .zip(&shares)
            .map(|(x, share)| share / total * likelihood(*x))
            .sum();
        sum += patterns.counts()[pattern] * p.ln();
    }
    close(fit.log_likelihood, sum, 1e-8);
}

#[test]
fn anchored_calibration_sample_reproduces_its_scores() {
    let truth = items(Family::Graded, &[1.4, 0.8, 1.8, 1.2, 1.1], &[-1.0, 0.6]);
    let columns = simulated(&truth, 3000, Population::STANDARD, 10, 5);
    let patterns = patterns(&columns, 3, None, None);
    let first = fitted(Model::GradedResponse, &patterns);
    let anchors: Vec<Option<Item>> = first.items.iter().cloned().map(Some).collect();
    let mut calibration = Calibration::new(Model::GradedResponse);
    calibration.tolerance = 1e-10;
    let again = calibration.fit_anchored(&patterns, &anchors).unwrap();
    assert_eq!(again.items, first.items);
    close(again.populations[0].mean, 0.0, 1e-6);
    close(again.populations[0].sd, 1.0, 1e-6);
    close(again.log_likelihood, first.log_likelihood, 1e-7);
    let scores = |fit: &Fit| Scoring::of(fit, 0).unwrap().patterns(&patterns).unwrap();
    for (one, other) in scores(&first).iter().zip(scores(&again)) {
        close(
            one.expected_a_posteriori.theta,
            other.expected_a_posteriori.theta,
            1e-6,
        );
        assert_eq!(one.weighted_likelihood, other.weighted_likelihood);
    }
}

#[test]
fn anchored_later_wave_keeps_the_scale() {
    let truth = items(Family::PartialCredit, &[1.2; 6], &[-1.0, 0.6]);
    let earlier = fitted(
        Model::PartialCredit,
        &patterns(
            &simulated(&truth, 20_000, Population::STANDARD, 0, 1),
            3,
            None,
            None,
        ),
    );
    // Half a standard deviation up, less spread, and the last item is new.
    let later = simulated(&truth, 20_000, Population { mean: 0.5, sd: 0.8 }, 0, 2);
    let mut anchors: Vec<Option<Item>> = earlier.items.iter().cloned().map(Some).collect();
    anchors[5] = None;
    let calibration = Calibration::new(Model::PartialCredit);
    let later = patterns(&later, 3, None, None);
    let fit = calibration.fit_anchored(&later, &anchors).unwrap();
    assert_eq!(fit.ending, Ending::Converged);
    close(fit.populations[0].mean, 0.5, 0.03);
    close(fit.populations[0].sd, 0.8, 0.03);
    close(fit.items[5].slope(), earlier.items[0].slope(), 1e-15);
    for (found, truth) in fit.items[5].thresholds().iter().zip(truth[5].thresholds()) {
        close(*found, *truth, 0.1);
    }
    let errors = calibration.standard_errors(&later, &fit).unwrap();
    assert_eq!((errors.items[0].slope, errors.items[5].slope), (None, None));
    let (mean, _) = errors.populations[0].unwrap();
    assert!(mean > 0.003 && mean < 0.03);
}

#[test]
fn two_groups_difference_is_recovered() {
    let truth = items(Family::Graded, &[1.4, 0.8, 1.8, 1.2, 1.1], &[-1.0, 0.6]);
    let mut columns = simulated(&truth, 8000, Population::STANDARD, 0, 21);
    let others = simulated(&truth, 8000, Population { mean: -0.4, sd: 1.3 }, 0, 22);
    columns
        .iter_mut()
        .zip(&others)
        .for_each(|(to, from)| to.extend(from));
    let groups: Vec<u16> = (0..16_000_u32).map(|at| u16::from(at >= 8000)).collect();
    let patterns = patterns(&columns, 3, None, Some(&groups));
    let calibration = Calibration::new(Model::GradedResponse);
    let fit = calibration.fit(&patterns).unwrap();
    let errors = calibration.standard_errors(&patterns, &fit).unwrap();
    let (mean, sd) = errors.populations[1].unwrap();
    assert_eq!(fit.populations[0], Population::STANDARD);
    close(fit.populations[1].mean, -0.4, 2.0 * Z95 * mean);
    close(fit.populations[1].sd, 1.3, 2.0 * Z95 * sd);
}
