//! Tail probabilities and quantiles of Student's t, Fisher's F and chi-squared, from the incomplete beta and gamma
//! functions (Abramowitz and Stegun 1964, 26.4.19, 26.6.2 and 26.7.1).

use statrs::function::gamma::checked_gamma_ur;

use crate::proportion::{Confidence, Point, Tail, beta_quantile, beta_tails};
use crate::{Error, two_sided_p};

/// From here on Student's t is the normal distribution to the precision of its quantiles.
const NORMAL_FROM: f64 = 1e9;

/// The quantile of Student's t with `degrees` of freedom that half an interval of this confidence reaches; the normal
/// quantile for infinite `degrees`.
///
/// # Errors
/// [`Error::Degrees`] unless `degrees` is at least 1.
pub fn t_quantile(degrees: f64, confidence: Confidence) -> Result<f64, Error> {
    check(degrees)?;
    if degrees > NORMAL_FROM {
        return Ok(confidence.z());
    }
    // With t² = ν y / (1 − y), y is Beta(½, ν/2).
    let y = beta_quantile(0.5, degrees / 2.0, Tail::Upper(2.0 * confidence.tail()));
    Ok((degrees * y / (1.0 - y)).sqrt())
}

/// P(|T| ≥ |t|) for Student's t with `degrees` of freedom, which may be infinite.
///
/// # Errors
/// [`Error::Degrees`] unless `degrees` is at least 1, [`Error::Value`] when `t` is not a number.
pub fn t_tail(t: f64, degrees: f64) -> Result<f64, Error> {
    check(degrees)?;
    statistic(t)?;
    if degrees > NORMAL_FROM {
        return Ok(two_sided_p(t));
    }
    let square = t * t;
    if square.is_infinite() {
        return Ok(0.0);
    }
    Ok(beta_tails(degrees / 2.0, 0.5, Point::share(degrees, square)).0)
}

/// P(F ≥ f) for Fisher's F with `first` and `second` degrees of freedom; the second may be infinite.
///
/// # Errors
/// [`Error::Degrees`] unless `first` is above 0 and `second` at least 1, [`Error::Value`] when `f` is not a number.
pub fn f_tail(f: f64, first: f64, second: f64) -> Result<f64, Error> {
    check(second)?;
    statistic(f)?;
    if second > NORMAL_FROM {
        return chi_squared_tail(f * first, first);
    }
    if !(first > 0.0 && first.is_finite()) {
        return Err(Error::Degrees { degrees: first });
    }
    if f <= 0.0 {
        return Ok(1.0);
    }
    if (first * f).is_infinite() {
        return Ok(0.0);
    }
    Ok(beta_tails(second / 2.0, first / 2.0, Point::share(second, first * f)).0)
}

/// P(X ≥ x) for chi-squared with `degrees` of freedom, which need not be whole.
///
/// # Errors
/// [`Error::Degrees`] unless `degrees` is positive and finite, [`Error::Value`] when `x` is not a number.
pub fn chi_squared_tail(x: f64, degrees: f64) -> Result<f64, Error> {
    statistic(x)?;
    if !(degrees > 0.0 && degrees.is_finite()) {
        return Err(Error::Degrees { degrees });
    }
    if x <= 0.0 {
        return Ok(1.0);
    }
    if x.is_infinite() {
        return Ok(0.0);
    }
    checked_gamma_ur(degrees / 2.0, x / 2.0).map_err(|_| Error::Degrees { degrees })
}

/// Refuses fewer than 1 degree of freedom.
pub(super) fn check(degrees: f64) -> Result<(), Error> {
    if degrees >= 1.0 {
        Ok(())
    } else {
        Err(Error::Degrees { degrees })
    }
}

fn statistic(value: f64) -> Result<(), Error> {
    if value.is_nan() {
        return Err(Error::Value {
            what: "test statistic",
            row: 0,
            value,
        });
    }
    Ok(())
}
