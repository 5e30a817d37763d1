//! Normal integrals, polychoric correlations and factor solutions against R 4.2: mvtnorm (TVPACK), lavaan 0.6-14, psych
//! 2.2.9. The likelihood equation of polychoric correlations (whose roots polycor 0.8-1 finds to four digits) and the
//! formula of categorical omega were solved there to the last digit.

use measure::reliability::{
    Alpha, Covariances, Equality, GroupMoments, JointCounts, Omega, bivariate_normal, categorical_omega,
    factor_model, minimum_residual, normal_probability, polychoric, polychoric_matrix,
};

use crate::answers::{close, likert, scale};
use crate::consistency::{LOADINGS, THRESHOLDS};

#[test]
fn bivariate_normal_agrees_with_tvpack() {
    let cases = [
        (0.0, 0.0, 0.5, 1.0 / 3.0),
        (-1.2, 0.3, 0.7, 0.1121226478738938),
        (0.4, 1.5, -0.6, 0.590581211308529),
        (1.1, 1.1, 0.95, 0.8368757171794572),
        (-2.0, 2.0, -0.99, 0.003038489299510261),
        (0.5, 0.49, 0.999, 0.6832436927453477),
        (-1.0, 1.3, 0.2, 0.1505040095707331),
        (2.5, -0.7, -0.93, 0.2357539927595663),
    ];
    for (h, k, rho, expected) in cases {
        let found = bivariate_normal(h, k, rho);
        assert!(
            (found - expected).abs() < 2e-15 + 1e-14,
            "{h} {k} {rho}: {found} {expected}"
        );
    }
}

#[test]
fn bivariate_normal_at_zero_has_closed_form() {
    for step in -9999..=9999 {
        let rho = f64::from(step) / 10_000.0;
        let expected = 0.25 + rho.asin() / std::f64::consts::TAU;
        assert!(
            (bivariate_normal(0.0, 0.0, rho) - expected).abs() < 1e-14,
            "{rho}"
        );
    }
}

#[test]
fn bivariate_normal_edges_are_exact() {
    let inf = f64::INFINITY;
    assert!((bivariate_normal(inf, 0.7, 0.3) - normal_probability(0.7)).abs() < 1e-16);
    assert!(bivariate_normal(-inf, 0.7, 0.3).abs() < 1e-16);
    assert!((bivariate_normal(0.2, 0.7, 1.0) - normal_probability(0.2)).abs() < 1e-16);
    assert!(bivariate_normal(-0.8, 0.7, -1.0).abs() < 1e-16);
    assert!((bivariate_normal(0.2, 0.7, 1.0 - 1e-13) - normal_probability(0.2)).abs() < 1e-7);
    assert!(bivariate_normal(f64::NAN, 0.7, 0.3).is_nan());
}

const SIX: [f64; 6] = [0.8, 0.7, 0.6, 0.5, 0.4, 0.75];

#[test]
fn polychoric_matrix_agrees_with_likelihood_equation() {
    let answers = scale(&likert(11, 500, &SIX, &THRESHOLDS, false), 5);
    let (found, _) = polychoric_matrix(&JointCounts::new(&answers)).unwrap();
    let expected = [
        ((0, 1), 0.580684193097064),
        ((0, 2), 0.522489138527414),
        ((1, 2), 0.358334843395921),
        ((0, 3), 0.419072169677171),
        ((1, 3), 0.352171373642158),
        ((2, 3), 0.308569318811113),
    ];
    for (pair, expected) in expected {
        close(found[pair], expected, 1e-9);
    }
}

#[test]
fn polychoric_skewed_answers_agree_with_likelihood_equation() {
    let skewed = scale(
        &likert(13, 600, &[0.8, 0.7, 0.6, 0.9], &[-1.8, -1.2, -0.3], false),
        4,
    );
    let counts = JointCounts::new(&skewed);
    let expected = [
        ((0, 1), 0.428038747529378),
        ((0, 2), 0.453619434779448),
        ((1, 2), 0.434523761559669),
        ((0, 3), 0.627131579098146),
        ((1, 3), 0.577572843323988),
        ((2, 3), 0.576788671736859),
    ];
    for ((i, j), expected) in expected {
        let found = polychoric(&counts.table(i, j)).unwrap();
        close(found.correlation, expected, 1e-9);
        assert!(found.standard_error > 0.02 && found.standard_error < 0.07 && !found.at_limit);
    }
}

#[test]
fn polychoric_two_by_two_halves_have_closed_form() {
    // Cut at the middles, P(both low) = 1/4 + asin(rho) / 2 pi.
    let found = polychoric(&[vec![400, 100], vec![100, 400]]).unwrap();
    close(found.correlation, (0.15 * std::f64::consts::TAU).sin(), 1e-12);
    assert!(polychoric(&[vec![50, 0], vec![0, 50]]).unwrap().at_limit);
}

#[test]
fn categorical_omega_agrees_with_formula_in_r() {
    let answers = scale(&likert(11, 500, &SIX, &THRESHOLDS, false), 5);
    let found = categorical_omega(&JointCounts::new(&answers)).unwrap();
    close(found.omega, 0.77634766872246, 1e-8);
    let expected = [
        0.81177683835821,
        0.681455291099632,
        0.618234681693807,
        0.498397965462928,
    ];
    for (loading, expected) in found.factor.loadings.iter().zip(expected) {
        close(*loading, expected, 1e-8);
    }
}

#[test]
fn minimum_residual_agrees_with_psych() {
    let answers = scale(&likert(7, 400, &LOADINGS, &THRESHOLDS, true), 5);
    let covariances = Covariances::pairwise(&JointCounts::new(&answers)).unwrap();
    let found = minimum_residual(covariances.pairwise_correlations()).unwrap();
    let expected = [
        0.690612588794658,
        0.658295527199790,
        0.663120108286705,
        0.240697929421179,
        0.354170539016504,
    ];
    for (loading, expected) in found.loadings.iter().zip(expected) {
        close(*loading, expected, 1e-4);
    }
    assert!(!found.improper);
}

#[test]
fn factor_model_one_group_agrees_with_lavaan() {
    let answers = scale(&likert(7, 400, &LOADINGS, &THRESHOLDS, true), 5);
    let covariances = Covariances::listwise(&answers).unwrap();
    let moments = GroupMoments::of(&covariances).unwrap();
    let found = factor_model(&[moments], &[0; 5], Equality::Configural).unwrap();
    let loadings = [
        0.79921305337353,
        0.78186771085929,
        0.73855382732831,
        0.27722470864708,
        0.43897384182040,
    ];
    for (loading, expected) in found.groups[0].loadings.iter().zip(loadings) {
        close(*loading, expected, 2e-6);
    }
    assert_eq!(found.fit.degrees, 5);
    close(found.fit.chi_squared, 9.132, 1e-4);
    close(
        Omega::maximum_likelihood(&covariances).unwrap().of_model,
        0.65179476139344,
        1e-6,
    );
}

#[test]
fn omega_parallel_items_equals_alpha() {
    // With equal loadings and errors, omega and alpha are one.
    let matrix = nalgebra::DMatrix::from_fn(4, 4, |i, j| if i == j { 1.0 } else { 0.4 });
    let omega = Omega::minimum_residual(&matrix).unwrap();
    close(omega.of_model, 4.0 / 3.0 * (1.0 - 4.0 / 8.8), 1e-12);
    close(omega.of_total, omega.of_model, 1e-12);
}

#[test]
fn alpha_two_items_is_spearman_brown() {
    let answers = scale(&likert(3, 200, &[0.8, 0.7], &THRESHOLDS, false), 5);
    let alpha = Alpha::new(&Covariances::listwise(&answers).unwrap()).unwrap();
    let r = alpha.mean_correlation;
    close(alpha.standardised, 2.0 * r / (1.0 + r), 1e-13);
}
