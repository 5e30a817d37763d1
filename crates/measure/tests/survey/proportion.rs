//! Intervals for shares of endless populations.

use measure::proportion::{
    Confidence, agresti_coull, beta_effective, clopper_pearson, effective_number, hypergeometric, jeffreys,
    wilson_corrected, wilson_effective,
};
use measure::{Error, Interval, Z95, wilson};

use crate::{close, close_relative, reference};

type Method = fn(u64, u64, Confidence) -> Result<Interval, Error>;

#[test]
fn reference_table_every_method_agrees_to_its_last_digit() {
    let Some(records) = reference("ref_binomial_intervals.csv") else {
        return;
    };
    let methods: [(usize, Method); 4] = [
        (4, wilson_corrected),
        (6, clopper_pearson),
        (8, jeffreys),
        (10, agresti_coull),
    ];
    for record in &records[1..] {
        let (of, part) = (record[0].parse().unwrap(), record[1].parse().unwrap());
        for (at, method) in methods {
            let interval = method(part, of, Confidence::P95).unwrap();
            // The table has eight decimals, and Agresti and Coull's ends there may pass 0 and 1.
            let end = |at: usize| record[at].parse::<f64>().unwrap().clamp(0.0, 1.0);
            close(interval.low, end(at), 5e-9 + 1e-12);
            close(interval.high, end(at + 1), 5e-9 + 1e-12);
        }
    }
    assert_eq!(records.len(), 11);
}

#[test]
fn published_rows_of_reference_table_agree() {
    let found = wilson_corrected(19, 20, Confidence::P95).unwrap();
    close(found.low, 0.73055625, 5e-9);
    close(found.high, 0.99738444, 5e-9);
    let found = clopper_pearson(0, 10, Confidence::P95).unwrap();
    assert_eq!(found.low, 0.0);
    close(found.high, 0.30849711, 5e-9);
    let found = jeffreys(0, 10, Confidence::P95).unwrap();
    assert_eq!(found.low, 0.0);
    close(found.high, 0.21719627, 5e-9);
    let found = agresti_coull(12, 25, Confidence::P95).unwrap();
    close(found.low, 0.30029599, 5e-9);
    close(found.high, 0.6650317, 5e-9);
}

#[test]
fn clopper_pearson_many_and_few_people_agree_with_r() {
    // R: qbeta(0.025, x, n − x + 1), qbeta(0.975, x + 1, n − x).
    let found = clopper_pearson(1, 1_000_000, Confidence::P95).unwrap();
    close_relative(found.low, 2.53178076637942e-08, 1e-11);
    let found = clopper_pearson(123456, 1_000_000, Confidence::P95).unwrap();
    close_relative(found.low, 0.122811841629630, 1e-12);
    close_relative(found.high, 0.124102340276803, 1e-12);
    // Closed forms: (α/2)^(1/n) when everybody is counted.
    let found = clopper_pearson(30, 30, Confidence::P95).unwrap();
    close_relative(found.low, 0.025_f64.powf(1.0 / 30.0), 1e-13);
    let found = clopper_pearson(3, 10, Confidence::new(0.99).unwrap()).unwrap();
    // R: qbeta(0.005, 3, 8), qbeta(0.995, 4, 7).
    close_relative(found.low, 0.0370072210962321, 1e-12);
    close_relative(found.high, 0.735113985287131, 1e-12);
}

#[test]
fn confidence_quantiles_agree_with_r() {
    assert_eq!(Confidence::P95.z(), Z95);
    for (level, z) in [
        (0.9, 1.64485362695147),
        (0.99, 2.57582930354890),
        (0.2, 0.25334710313580),
    ] {
        close(Confidence::new(level).unwrap().z(), z, 1e-14);
    }
    for level in [0.0, 1.0, -0.5, f64::NAN] {
        assert!(matches!(Confidence::new(level), Err(Error::Confidence { .. })));
    }
}

#[test]
fn intervals_bad_counts_are_named() {
    let methods: [Method; 4] = [wilson_corrected, clopper_pearson, jeffreys, agresti_coull];
    for method in methods {
        assert_eq!(method(3, 2, Confidence::P95), Err(Error::Part { part: 3, of: 2 }));
        assert_eq!(method(0, 0, Confidence::P95), Err(Error::Empty));
        let many = method(5, u64::MAX, Confidence::P95);
        assert!(matches!(many, Err(Error::TooMany { .. })));
    }
    assert_eq!(
        hypergeometric(1, 5, 4, Confidence::P95),
        Err(Error::Population {
            sampled: 5.0,
            population: 4.0
        })
    );
}

#[test]
fn effective_number_plain_sample_is_number_of_people() {
    // p(1 − p)/(n − 1) is the variance a simple random sample would report.
    let n = effective_number(0.3, 0.3 * 0.7 / 99.0, 100, 99.0, Confidence::P95).unwrap();
    close(n, 99.0, 1e-12);
    assert_eq!(effective_number(0.0, 0.0, 80, 12.0, Confidence::P95), Ok(80.0));
    let plain = wilson(30, 100, Z95).unwrap();
    let effective = wilson_effective(0.3, 100.0, Confidence::P95).unwrap();
    close(effective.low, plain.low, 1e-15);
    close(effective.high, plain.high, 1e-15);
    let exact = clopper_pearson(30, 100, Confidence::P95).unwrap();
    let effective = beta_effective(0.3, 100.0, Confidence::P95).unwrap();
    close(effective.low, exact.low, 1e-13);
    close(effective.high, exact.high, 1e-13);
}

#[test]
fn effective_number_bad_input_is_named() {
    let with = |p, variance, respondents, degrees| {
        effective_number(p, variance, respondents, degrees, Confidence::P95)
    };
    assert!(matches!(with(1.1, 0.1, 10, 5.0), Err(Error::Probability { .. })));
    assert!(matches!(with(0.5, f64::NAN, 10, 5.0), Err(Error::Value { .. })));
    assert!(matches!(with(0.5, 0.1, 1, 5.0), Err(Error::TooFew { .. })));
    assert_eq!(with(0.5, 0.1, 10, 0.0), Err(Error::Degrees { degrees: 0.0 }));
    assert!(wilson_effective(0.5, 0.0, Confidence::P95).is_err());
    assert!(beta_effective(0.5, f64::INFINITY, Confidence::P95).is_err());
}
