//! Input that has no answer is refused by name.

use measure::Error;
use measure::reliability::{
    Alpha, Covariances, ItemColumn, JointCounts, Omega, ScaleAnswers, School, Schools, minimum_residual,
    polychoric, rwg, rwg_j, uniform_variance,
};
use nalgebra::DMatrix;

use crate::answers::scale;

#[test]
fn scale_bad_columns_are_refused() {
    assert_eq!(
        ScaleAnswers::new(&[]),
        Err(Error::ItemsTooFew { found: 0, least: 1 })
    );
    let column = |codes: &'static [u8], options: u8| ItemColumn {
        codes,
        options,
        reversed: false,
    };
    let unknown = Error::UnknownCode {
        item: 0,
        person: 1,
        code: 5,
        last: 4,
    };
    assert_eq!(ScaleAnswers::new(&[column(&[0, 5], 5)]), Err(unknown));
    assert!(matches!(
        ScaleAnswers::new(&[column(&[0, 254], 5)]),
        Err(Error::UnknownCode { code: 254, .. })
    ));
    let few = Error::OptionsTooFew { item: 0, found: 1 };
    assert_eq!(ScaleAnswers::new(&[column(&[0], 1)]), Err(few));
    assert!(matches!(
        ScaleAnswers::new(&[column(&[0, 1], 5), column(&[0], 5)]),
        Err(Error::ColumnLength {
            at: 1,
            found: 1,
            people: 2,
            ..
        })
    ));
}

#[test]
fn scale_of_too_many_options_is_refused() {
    let wide = ItemColumn {
        codes: &[0, 1],
        options: 250,
        reversed: false,
    };
    assert!(ScaleAnswers::new(&[wide; 20]).is_ok());
    assert!(matches!(
        ScaleAnswers::new(&[wide; 60]),
        Err(Error::TooLarge { .. })
    ));
    let groups = measure::reliability::Groups::new(&[0, 1], 60).unwrap();
    let answers = ScaleAnswers::new(&[wide; 20]).unwrap();
    assert!(matches!(
        JointCounts::by_group(&answers, &groups),
        Err(Error::TooLarge { .. })
    ));
}

#[test]
fn covariances_without_variance_or_people_are_refused() {
    let of = |codes: &[Vec<u8>]| Covariances::pairwise(&JointCounts::new(&scale(codes, 5)));
    assert_eq!(
        of(&[vec![2, 2, 2], vec![0, 1, 2]]),
        Err(Error::NoVariance { item: 0 })
    );
    assert!(matches!(
        of(&[vec![250, 251], vec![252, 253]]),
        Err(Error::PeopleTooFew { found: 0, .. })
    ));
    assert!(matches!(
        of(&[Vec::new(), Vec::new()]),
        Err(Error::PeopleTooFew { found: 0, .. })
    ));
    assert!(matches!(
        of(&[vec![0, 1, 250, 250], vec![250, 250, 0, 1]]),
        Err(Error::PeopleTooFew { .. })
    ));
}

#[test]
fn alpha_items_that_cancel_are_refused() {
    let opposite = scale(&[vec![0, 1, 2, 3], vec![3, 2, 1, 0]], 4);
    let covariances = Covariances::listwise(&opposite).unwrap();
    assert!(matches!(Alpha::new(&covariances), Err(Error::NotPositive { .. })));
    let single = Covariances::listwise(&scale(&[vec![0, 1, 2]], 4)).unwrap();
    assert_eq!(
        Alpha::new(&single),
        Err(Error::ItemsTooFew { found: 1, least: 2 })
    );
    let alpha = Alpha::new(&Covariances::listwise(&scale(&[vec![0, 1, 2, 0], vec![0, 1, 2, 1]], 4)).unwrap())
        .unwrap();
    assert_eq!(alpha.feldt(1.0), Err(Error::Probability { p: 1.0 }));
}

#[test]
fn factors_of_unrelated_items_are_refused() {
    assert!(
        minimum_residual(&DMatrix::identity(4, 4))
            .is_err_and(|error| matches!(error, Error::NotConverged { .. }))
            || Omega::minimum_residual(&DMatrix::identity(4, 4)).is_ok_and(|omega| omega.of_model < 1e-6)
    );
    assert!(matches!(
        minimum_residual(&DMatrix::identity(2, 2)),
        Err(Error::ItemsTooFew { .. })
    ));
    assert!(matches!(
        minimum_residual(&DMatrix::from_element(3, 3, f64::NAN)),
        Err(Error::NotFinite { .. })
    ));
}

#[test]
fn schools_bad_values_are_refused() {
    assert!(matches!(
        Schools::new(&[1.0], &[1, 2]),
        Err(Error::ColumnLength { .. })
    ));
    assert!(matches!(
        Schools::new(&[1.0, f64::NAN], &[1, 2]),
        Err(Error::NotFinite { .. })
    ));
    assert!(matches!(
        Schools::new(&[1.0, 2.0], &[1, 1]),
        Err(Error::GroupsTooFew { found: 1, .. })
    ));
    assert!(matches!(
        Schools::new(&[1.0, 2.0], &[1, 2]),
        Err(Error::PeopleTooFew { .. })
    ));
    assert!(matches!(
        Schools::new(&[], &[]),
        Err(Error::GroupsTooFew { found: 0, .. })
    ));
    let constant = Schools::new(&[1.0, 1.0, 2.0, 2.0], &[1, 1, 2, 2]).unwrap();
    assert!(matches!(constant.variances(), Err(Error::NotPositive { .. })));
    assert!(matches!(constant.components(), Err(Error::NotPositive { .. })));
    let empty = School {
        id: 1,
        people: 0,
        mean: 0.0,
        squares: 0.0,
    };
    assert!(matches!(
        Schools::of_summaries(&[empty, empty]),
        Err(Error::PeopleTooFew { .. })
    ));
}

#[test]
fn agreement_bad_values_are_refused() {
    assert!(matches!(rwg(&[1.0], 2.0), Err(Error::PeopleTooFew { .. })));
    assert!(matches!(rwg(&[1.0, 2.0], 0.0), Err(Error::NotPositive { .. })));
    assert!(matches!(rwg_j(&[], 2.0), Err(Error::ItemsTooFew { .. })));
    assert!(matches!(
        rwg_j(&[&[1.0, 2.0], &[1.0]], 2.0),
        Err(Error::ColumnLength { .. })
    ));
    assert!(uniform_variance(1).is_err());
}

#[test]
fn polychoric_bad_tables_are_refused() {
    assert_eq!(polychoric(&[]), Err(Error::Empty));
    assert_eq!(polychoric(&[vec![0, 0], vec![0, 0]]), Err(Error::Empty));
    assert_eq!(
        polychoric(&[vec![3, 4], vec![0, 0]]),
        Err(Error::NoVariance { item: 0 })
    );
    assert_eq!(
        polychoric(&[vec![3, 0], vec![4, 0]]),
        Err(Error::NoVariance { item: 1 })
    );
    assert!(matches!(
        polychoric(&[vec![3, 0], vec![4]]),
        Err(Error::ColumnLength { .. })
    ));
}
