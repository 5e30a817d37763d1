//! Intraclass correlations, variance components and agreement: shared reference, R 4.2 with multilevel 2.7 and lme4
//! 1.1-31 on generated answers, and closed forms.

use measure::Error;
use measure::reliability::{
    Centre, Schools, average_deviation, rwg, rwg_j, spearman_brown, uniform_variance,
};

use crate::answers::{Draw, close, shared};

/// Thirty schools of 3 to 22 people, from a seed.
fn generated() -> (Vec<f64>, Vec<u32>) {
    let mut draw = Draw(21);
    let (mut values, mut schools) = (Vec::new(), Vec::new());
    for school in 0..30 {
        let people = 3
            + (0..20)
                .filter(|least| draw_at(&draw) >= f64::from(*least + 1))
                .count();
        draw.uniform();
        let effect = 0.5 * draw.normal();
        for _ in 0..people {
            values.push(3.0 + effect + 1.1 * draw.normal());
            schools.push(school);
        }
    }
    (values, schools)
}

/// Twenty times the next uniform, without taking it.
fn draw_at(draw: &Draw) -> f64 {
    Draw(draw.0).uniform() * 20.0
}

#[test]
fn schools_shared_reference_agrees() {
    let (Some(people), Some(table)) = (shared("bh1996.csv"), shared("ref_multilevel.csv")) else {
        return;
    };
    let schools: Vec<u32> = people["GRP"].iter().map(|cell| cell.parse().unwrap()).collect();
    for name in ["HRS", "LEAD", "COHES", "WBEING"] {
        let values: Vec<f64> = people[name].iter().map(|cell| cell.parse().unwrap()).collect();
        let expected = |label: &str| {
            let wanted = format!("{label} {name}");
            let at = table["quantity"]
                .iter()
                .position(|quantity| quantity.trim() == wanted)
                .unwrap();
            table["value"][at].parse::<f64>().unwrap()
        };
        let all = Schools::new(&values, &schools).unwrap();
        let (variances, components) = (all.variances().unwrap(), all.components().unwrap());
        // The table has eight decimals.
        let digit =
            |found: f64, expected: f64| assert!((found - expected).abs() < 5.001e-9, "{found} {expected}");
        digit(variances.icc_1(), expected("bh1996 ICC1 aov"));
        digit(variances.icc_2().unwrap(), expected("bh1996 ICC2 aov"));
        digit(variances.between, expected("MSB"));
        digit(variances.within, expected("MSW"));
        digit(variances.f(), expected("F"));
        close(components.between, expected("bh1996 REML tau2"), 1e-5);
        close(components.within, expected("bh1996 REML sigma2"), 1e-5);
        close(components.icc(), expected("bh1996 REML ICC"), 1e-5);
        close(components.mean, expected("bh1996 REML grand mean"), 1e-5);
    }
}

#[test]
fn schools_generated_unequal_sizes_agree_with_multilevel_and_lme4() {
    let (values, schools) = generated();
    let all = Schools::new(&values, &schools).unwrap();
    assert_eq!(all.people(), 398);
    let variances = all.variances().unwrap();
    assert_eq!((variances.between_degrees, variances.within_degrees), (29, 368));
    close(variances.icc_1(), 0.215919270894471, 1e-12);
    close(variances.icc_2().unwrap(), 0.785101507522483, 1e-12);
    close(variances.between * 29.0, 162.5171100852, 1e-11);
    close(variances.within * 368.0, 443.1821710673, 1e-11);
    let components = all.components().unwrap();
    close(components.between, 0.331596161544574, 1e-6);
    close(components.within, 1.206268171913456, 1e-6);
    close(components.mean, 2.89303828095552, 1e-7);
    close(components.mean_error, 0.121197952574404, 1e-6);
    close(components.deviance, 1249.72238663929, 1e-11);
}

#[test]
fn components_equal_sizes_match_mean_squares() {
    let mut draw = Draw(5);
    let values: Vec<f64> = (0..60)
        .map(|person| f64::from(person / 6) * 0.3 + draw.normal())
        .collect();
    let schools: Vec<u32> = (0..60).map(|person| person / 6).collect();
    let all = Schools::new(&values, &schools).unwrap();
    let (variances, components) = (all.variances().unwrap(), all.components().unwrap());
    close(
        components.between,
        (variances.between - variances.within) / 6.0,
        1e-10,
    );
    close(components.within, variances.within, 1e-10);
    close(components.icc(), variances.icc_1(), 1e-10);
    close(variances.icc_1(), variances.icc_1_exact(), 1e-13);
    close(
        variances.icc_2().unwrap(),
        spearman_brown(variances.icc_1(), 6.0),
        1e-13,
    );
    close(
        components.reliability(6).unwrap(),
        variances.icc_2().unwrap(),
        1e-10,
    );
}

#[test]
fn components_schools_alike_have_none_between() {
    let values = [1.0, 2.0, 3.0, 1.0, 2.0, 3.0];
    let all = Schools::new(&values, &[1, 1, 1, 2, 2, 2]).unwrap();
    let components = all.components().unwrap();
    assert!(components.between.abs() < 1e-12);
    assert_eq!(components.answers_needed(0.7), Ok(None));
    close(components.within, 0.8, 1e-12);
}

#[test]
fn answers_needed_table_agrees() {
    // n = (1 - rho) / rho * lambda / (1 - lambda): 115, 45 and 21 answers for 0.7.
    for (icc, needed) in [(0.02, 115), (0.05, 45), (0.10, 21)] {
        let components = measure::reliability::Components {
            between: icc,
            within: 1.0 - icc,
            mean: 0.0,
            mean_error: 0.0,
            deviance: 0.0,
        };
        assert_eq!(components.answers_needed(0.7), Ok(Some(needed)));
        assert!(components.reliability(needed).unwrap() >= 0.7 - 1e-12);
        assert!(components.reliability(needed - 1).unwrap() < 0.7);
        assert_eq!(components.answers_needed(1.0), Err(Error::Probability { p: 1.0 }));
    }
}

#[test]
fn agreement_generated_schools_agree_with_multilevel() {
    let (values, schools) = generated();
    let expected = [
        (
            0.194444444444444,
            0.382022471910112,
            0.987654320987654,
            0.944444444444444,
        ),
        (
            0.463636363636364,
            0.674698795180723,
            0.760330578512397,
            0.727272727272727,
        ),
        (0.318181818181818, 0.320610687022901, 1.033057851239669, 1.0),
    ];
    for (school, (one, scale, mean, median)) in (0_u32..).zip(expected) {
        let of_school = || {
            values
                .iter()
                .zip(&schools)
                .filter(move |(_, of)| **of == school)
                .map(|(value, _)| value)
        };
        let first: Vec<f64> = of_school().map(|value| value.round()).collect();
        let second: Vec<f64> = of_school().map(|value| (value + 0.3).round()).collect();
        let items = [first.as_slice(), second.as_slice()];
        close(rwg(&first, 2.0).unwrap(), one, 1e-12);
        close(rwg_j(&items, 2.0).unwrap(), scale, 1e-12);
        close(average_deviation(&items, Centre::Mean).unwrap(), mean, 1e-12);
        close(average_deviation(&items, Centre::Median).unwrap(), median, 1e-12);
    }
    assert_eq!(uniform_variance(5), Ok(2.0));
}
