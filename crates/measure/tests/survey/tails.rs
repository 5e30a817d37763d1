//! Tail probabilities and quantiles against R.

use measure::Error;
use measure::design::{chi_squared_tail, f_tail, t_quantile, t_tail};
use measure::proportion::Confidence;

use crate::{close, close_relative};

#[test]
fn tails_agree_with_r() {
    // R: 2 pt(−2.3, 7), 2 pt(−40, 3), pf and pchisq with lower = FALSE.
    close_relative(t_tail(2.3, 7.0).unwrap(), 5.49910952043715e-02, 1e-12);
    close_relative(t_tail(-40.0, 3.0).unwrap(), 3.43806807891585e-05, 1e-12);
    close_relative(f_tail(3.3, 2.5, 17.2).unwrap(), 5.23210896646185e-02, 1e-12);
    close_relative(f_tail(0.2, 40.0, 1e6).unwrap(), 9.99999989796994e-01, 1e-12);
    close_relative(chi_squared_tail(30.0, 11.5).unwrap(), 2.11567213483475e-03, 1e-11);
    close_relative(
        chi_squared_tail(300.0, 100.0).unwrap(),
        7.41210085732287e-22,
        1e-10,
    );
}

#[test]
fn t_quantiles_agree_with_r() {
    let cases = [
        (1.0, 12.70620473617469),
        (2.0, 4.30265272974946),
        (5.0, 2.57058183563631),
        (30.0, 2.04227245630124),
        (1000.0, 1.96233908082641),
        (1e6, 1.95996635681411),
    ];
    for (degrees, t) in cases {
        close_relative(t_quantile(degrees, Confidence::P95).unwrap(), t, 1e-13);
    }
    let ninety = Confidence::new(0.9).unwrap();
    close_relative(t_quantile(4.0, ninety).unwrap(), 2.13184678632665, 1e-13);
    close_relative(
        t_quantile(f64::INFINITY, Confidence::P95).unwrap(),
        Confidence::P95.z(),
        1e-15,
    );
}

#[test]
fn tails_edges_are_certain_or_refused() {
    assert_eq!(t_tail(0.0, 5.0), Ok(1.0));
    assert_eq!(t_tail(f64::INFINITY, 5.0), Ok(0.0));
    assert_eq!(f_tail(0.0, 2.0, 5.0), Ok(1.0));
    assert_eq!(chi_squared_tail(0.0, 2.0), Ok(1.0));
    assert_eq!(chi_squared_tail(f64::INFINITY, 2.0), Ok(0.0));
    close(f_tail(3.0, 2.0, f64::INFINITY).unwrap(), (-3.0_f64).exp(), 1e-14);
    assert_eq!(t_tail(1.0, 0.5), Err(Error::Degrees { degrees: 0.5 }));
    assert!(t_tail(f64::NAN, 5.0).is_err());
    assert!(f_tail(1.0, 0.0, 5.0).is_err());
    assert!(chi_squared_tail(1.0, f64::NAN).is_err());
}
