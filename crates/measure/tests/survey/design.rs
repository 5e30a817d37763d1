//! Designs on the made-up sample, against R, and what is refused.

use measure::Error;
use measure::design::{
    Centre, Design, Estimand, Lonely, LonelyStratum, ReplicateWeights, Scaling, ShareInterval, Stage,
    Variable, jackknife, quantile, rao_scott, regression,
};
use measure::proportion::Confidence;

use crate::close;
use crate::made::made;

#[test]
fn clusters_in_strata_agree_with_r() {
    let sample = made(60);
    let design = sample.clustered(Lonely::Fail).unwrap();
    let mean = Estimand::mean(Variable::Real(&sample.y));
    let ratio = Estimand::ratio(Variable::Real(&sample.y), Variable::Real(&sample.x));
    let total = Estimand::total(Variable::Real(&sample.y));
    let found = design.estimate(&[mean, ratio, total]).unwrap();
    close(found.values()[0], 14.7, 1e-13);
    close(found.standard_error(0), 0.397562014729219, 1e-12);
    close(
        found.design_effect_with_replacement(0).unwrap(),
        0.195389253620152,
        1e-12,
    );
    assert_eq!(found.degrees(0), 9.0);
    close(found.values()[1], 2.51820128479657, 1e-12);
    close(found.standard_error(1), 0.19164214990774, 1e-12);
    close(found.standard_error(2), 47.7074417675062, 1e-12);
    let replicated = jackknife(&design, &[mean], Centre::Replicates).unwrap();
    close(replicated.standard_error(0), 0.397562014729219, 1e-12);
}

#[test]
fn clusters_in_strata_association_agrees_with_r() {
    let sample = made(60);
    let design = sample.clustered(Lonely::Fail).unwrap();
    let flag: Vec<u32> = sample.flag.iter().map(|&flag| u32::from(flag)).collect();
    let test = rao_scott(&design, &flag, &sample.group, None).unwrap();
    close(test.f.statistic, 0.197789967234496, 1e-11);
    close(test.f.degrees, 1.953959396410893, 1e-11);
    close(test.f.denominator_degrees, 17.58563456769804, 1e-11);
    close(test.f.p, 0.817524126969908, 1e-11);
    close(test.first_order.p, 0.820542175782889, 1e-11);
    let turned = rao_scott(&design, &sample.group, &flag, None).unwrap();
    close(turned.f.statistic, test.f.statistic, 1e-11);
}

#[test]
fn two_stages_agree_with_r() {
    let sample = made(60);
    let design = sample.two_stages();
    let first: Vec<bool> = sample.group.iter().map(|&group| group == 1).collect();
    let mean = Estimand::mean(Variable::Real(&sample.y));
    let found = design
        .estimate(&[
            mean,
            Estimand::total(Variable::Real(&sample.y)),
            mean.within(&first),
        ])
        .unwrap();
    close(found.standard_error(0), 0.60060061352368, 1e-12);
    close(found.standard_error(1), 94.8359499736646, 1e-12);
    close(found.values()[2], 14.0625, 1e-12);
    close(found.standard_error(2), 1.36600028148785, 1e-12);
}

#[test]
fn lonely_stratum_is_treated_as_named_and_reported() {
    // The third stratum keeps one cluster of five rows.
    let sample = made(45);
    let mean = Estimand::mean(Variable::Real(&sample.y));
    for (lonely, error) in [
        (Lonely::Certainty, 0.40572041296679),
        (Lonely::Adjust, 0.825153267552149),
        (Lonely::Average, 0.496903994999953),
    ] {
        let design = sample.clustered(lonely).unwrap();
        let found = design.estimate(&[mean]).unwrap();
        close(found.values()[0], 13.733333333333333, 1e-13);
        close(found.standard_error(0), error, 1e-12);
        assert_eq!(found.degrees(0), 6.0);
        assert_eq!(design.lonely_strata(), [LonelyStratum { stage: 1, stratum: 2 }]);
    }
    let refused = sample.clustered(Lonely::Fail);
    assert_eq!(
        refused.err(),
        Some(Error::LonelyStrata {
            found: 1,
            first: 2,
            stage: 1
        })
    );
    let averaged = sample.clustered(Lonely::Average).unwrap();
    assert!(jackknife(&averaged, &[mean], Centre::Estimate).is_err());
}

#[test]
fn stratum_sampled_whole_adds_nothing_and_is_not_lonely() {
    let stage = Stage {
        strata: Some(vec![0, 0, 0, 1]),
        clusters: None,
        population: Some(vec![6.0, 6.0, 6.0, 1.0]),
    };
    let design = Design::new(vec![2.0, 2.0, 2.0, 1.0], vec![stage], Lonely::Fail).unwrap();
    assert!(design.lonely_strata().is_empty());
    let y = [1.0, 2.0, 6.0, 100.0];
    let found = design.estimate(&[Estimand::total(Variable::Real(&y))]).unwrap();
    // N² (1 − n/N) s² / n of the first stratum alone.
    close(found.covariance(0, 0), 36.0 * 0.5 * 7.0 / 3.0, 1e-12);
}

/// The half samples of a Hadamard matrix of order 4 over three strata of two clusters of two rows, as multipliers.
fn half_samples(weights: &[f64], kept: f64, dropped: f64) -> Vec<Vec<f64>> {
    let signs = [[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]];
    let times = |row: usize, sign: &[i32; 3]| {
        let second = row / 2 % 2 == 1;
        if second == (sign[row / 4] == 1) {
            kept
        } else {
            dropped
        }
    };
    let replicate = |sign| (0..12).map(|row| weights[row] * times(row, sign)).collect();
    signs.iter().map(replicate).collect()
}

#[test]
fn replicate_weights_agree_with_r() {
    let y = [3.0, 5.0, 2.0, 8.0, 6.0, 1.0, 9.0, 4.0, 7.0, 7.0, 2.0, 5.0];
    let weights = vec![1.0, 2.0, 1.0, 2.0, 1.0, 1.0, 3.0, 1.0, 2.0, 1.0, 1.0, 2.0];
    let mean = [Estimand::mean(Variable::Real(&y))];
    let plain = half_samples(&weights, 2.0, 0.0);
    let cases = [
        (
            plain.clone(),
            Scaling::Brr { fay: 0.0 },
            Centre::Replicates,
            0.954184861544135,
        ),
        (
            plain.clone(),
            Scaling::Brr { fay: 0.0 },
            Centre::Estimate,
            0.957463373247829,
        ),
        (plain, Scaling::Bootstrap, Centre::Replicates, 1.101797773338344),
        (
            half_samples(&weights, 1.7, 0.3),
            Scaling::Brr { fay: 0.3 },
            Centre::Replicates,
            0.937091604094673,
        ),
    ];
    for (replicates, scaling, centre, error) in cases {
        let sample = ReplicateWeights::new(weights.clone(), replicates, &scaling, centre, None).unwrap();
        let found = sample.estimate(&mean).unwrap();
        close(found.values()[0], 5.666666666666667, 1e-14);
        close(found.standard_error(0), error, 1e-13);
        assert_eq!(found.degrees(0), 3.0);
    }
}

#[test]
fn replicate_weights_written_out_equal_the_jackknife() {
    let sample = made(60);
    let design = sample.clustered(Lonely::Fail).unwrap();
    let without = |cluster: u32| -> Vec<f64> {
        (0..60)
            .map(
                |row| match (sample.clusters[row] == cluster, sample.strata[row] == cluster / 4) {
                    (true, _) => 0.0,
                    (false, true) => sample.weights[row] * 4.0 / 3.0,
                    (false, false) => sample.weights[row],
                },
            )
            .collect()
    };
    let replicates: Vec<Vec<f64>> = (0..12).map(without).collect();
    let scaling = Scaling::Jkn(vec![0.75; 12]);
    let written = ReplicateWeights::new(
        sample.weights.clone(),
        replicates,
        &scaling,
        Centre::Estimate,
        Some(9.0),
    )
    .unwrap();
    let asked = [
        Estimand::ratio(Variable::Real(&sample.y), Variable::Real(&sample.x)),
        Estimand::mean(Variable::Real(&sample.y)).within(&sample.flag),
    ];
    let (one, two) = (
        written.estimate(&asked).unwrap(),
        jackknife(&design, &asked, Centre::Estimate).unwrap(),
    );
    for (i, j) in [(0, 0), (0, 1), (1, 1)] {
        close(one.covariance(i, j), two.covariance(i, j), 1e-12);
    }
}

#[test]
fn contrast_of_domains_uses_their_covariance() {
    let sample = made(60);
    let design = sample.clustered(Lonely::Fail).unwrap();
    let not: Vec<bool> = sample.flag.iter().map(|flag| !flag).collect();
    let mean = Estimand::mean(Variable::Real(&sample.y));
    let found = design
        .estimate(&[mean.within(&sample.flag), mean.within(&not)])
        .unwrap();
    // The difference of two domains is the slope on the indicator of one of them.
    let ones = vec![1.0; 60];
    let flag: Vec<f64> = sample
        .flag
        .iter()
        .map(|&flag| f64::from(u8::from(flag)))
        .collect();
    let line = regression(&design, &sample.y, &[&ones, &flag], None).unwrap();
    let (difference, error, p) = found.contrast(0, 1).unwrap();
    close(difference, line.coefficients()[1], 1e-12);
    close(error, line.standard_error(1), 1e-12);
    assert!(p > 0.0 && p < 1.0);
    assert_eq!(found.contrast(0, 0).unwrap(), (0.0, 0.0, 1.0));
    assert!(line.joint_test(&[2]).is_err() && line.joint_test(&[]).is_err());
    close(line.joint_test(&[1]).unwrap().1, line.p(1).unwrap(), 1e-12);
}

#[test]
fn share_interval_of_census_and_of_unanimity_behaves() {
    let census = Design::simple(4, Some(4.0)).unwrap();
    let holds = [true, false, true, true];
    let found = census
        .estimate(&[Estimand::mean(Variable::Holds(&holds))])
        .unwrap();
    for method in [
        ShareInterval::Logit,
        ShareInterval::Beta,
        ShareInterval::Wilson,
        ShareInterval::Plain,
    ] {
        let interval = found.share_interval(0, method, Confidence::P95).unwrap();
        assert_eq!((interval.low, interval.high), (0.75, 0.75));
    }
    let sample = Design::simple(10, None).unwrap();
    let found = sample
        .estimate(&[Estimand::mean(Variable::Holds(&[false; 10]))])
        .unwrap();
    let interval = found
        .share_interval(0, ShareInterval::Logit, Confidence::P95)
        .unwrap();
    assert_eq!(interval.low, 0.0);
    close(interval.high, 0.30849711, 5e-9);
}

#[test]
fn designs_bad_input_is_named() {
    let stage = Stage::default();
    let one = |weights: Vec<f64>| Design::new(weights, vec![Stage::default()], Lonely::Fail).err();
    assert_eq!(one(vec![]), Some(Error::Empty));
    assert_eq!(one(vec![0.0, 0.0]), Some(Error::Empty));
    assert!(matches!(
        one(vec![1.0, f64::NAN]),
        Some(Error::Value { row: 1, .. })
    ));
    assert!(matches!(one(vec![1.0, -1.0]), Some(Error::Value { row: 1, .. })));
    assert!(matches!(one(vec![f64::MAX, f64::MAX]), Some(Error::Value { .. })));
    assert!(Design::new(vec![1.0; 2], vec![], Lonely::Fail).is_err());
    let short = Stage {
        strata: Some(vec![0]),
        ..stage.clone()
    };
    assert!(matches!(
        Design::new(vec![1.0; 2], vec![short], Lonely::Fail).err(),
        Some(Error::Rows {
            found: 1,
            expected: 2,
            ..
        })
    ));
    let small = |sizes: Vec<f64>| {
        let stage = Stage {
            population: Some(sizes),
            ..Stage::default()
        };
        Design::new(vec![1.0; 2], vec![stage], Lonely::Fail).err()
    };
    assert!(matches!(small(vec![1.0, 1.0]), Some(Error::Population { .. })));
    assert!(matches!(small(vec![5.0, 6.0]), Some(Error::Value { row: 1, .. })));
    let missing = Design::new(vec![1.0; 2], vec![stage.clone(), stage], Lonely::Fail).err();
    assert!(matches!(missing, Some(Error::Rows { what: "clusters", .. })));
}

#[test]
fn estimates_bad_input_is_named() {
    let design = Design::simple(3, None).unwrap();
    let mean = |y: &[f64]| design.estimate(&[Estimand::mean(Variable::Real(y))]).err();
    assert!(matches!(mean(&[1.0, 2.0]), Some(Error::Rows { .. })));
    assert!(matches!(
        mean(&[1.0, 2.0, f64::INFINITY]),
        Some(Error::Value { row: 2, .. })
    ));
    let nobody = [false; 3];
    let y = [1.0, 2.0, 3.0];
    let domain = Estimand::mean(Variable::Real(&y)).within(&nobody);
    assert_eq!(design.estimate(&[domain]).err(), Some(Error::Empty));
    let zero = Estimand::ratio(Variable::Real(&y), Variable::Real(&[0.0; 3]));
    assert_eq!(design.estimate(&[zero]).err(), Some(Error::Empty));
    assert!(quantile(&design, &y, None, 1.0, Confidence::P95).is_err());
    assert!(quantile(&design, &y, Some(&nobody), 0.5, Confidence::P95).is_err());
    let collinear = regression(&design, &y, &[&y, &y], None).err();
    assert!(matches!(
        collinear,
        Some(Error::Collinear {
            rank: 1,
            columns: 2,
            ..
        })
    ));
    assert!(regression(&design, &y, &[], None).is_err());
    assert!(rao_scott(&design, &[0, 0, 0], &[0, 1, 0], None).is_err());
    assert!(rao_scott(&design, &[0, 2, 0], &[0, 1, 0], None).is_err());
    assert!(rao_scott(&design, &[0, u32::MAX, 0], &[0, 1, 0], None).is_err());
    let two = ReplicateWeights::new(vec![1.0], vec![vec![1.0]], &Scaling::Jk1, Centre::Estimate, None);
    assert!(matches!(two.err(), Some(Error::TooFew { .. })));
}
