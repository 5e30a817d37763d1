//! Designs on the reference samples of Californian schools.

use measure::design::{
    Centre, Design, Estimand, Lonely, ShareInterval, Stage, Variable, jackknife, quantile, rao_scott,
    regression,
};
use measure::proportion::Confidence;

use crate::{close, column, numbers, reference};

/// A sample of schools with the columns the reference values need.
struct Schools {
    design: Design,
    api00: Vec<f64>,
    api99: Vec<f64>,
    enroll: Vec<f64>,
    ell: Vec<f64>,
    meals: Vec<f64>,
    kind: Vec<u32>,
    wide: Vec<bool>,
    awards: Vec<bool>,
    improved: Vec<bool>,
}

fn levels(texts: &[String]) -> Vec<u32> {
    let order = ["E", "H", "M"];
    texts
        .iter()
        .map(|text| order.iter().position(|level| level == text).unwrap() as u32)
        .collect()
}

fn schools(name: &str, stratified: bool, finite: bool) -> Option<Schools> {
    let records = reference(name)?;
    let yes = |name| column(&records, name).iter().map(|text| text == "Yes").collect();
    let kind = levels(&column(&records, "stype"));
    let stage = Stage {
        strata: stratified.then(|| kind.clone()),
        clusters: None,
        population: finite.then(|| numbers(&records, "fpc")),
    };
    Some(Schools {
        design: Design::new(numbers(&records, "pw"), vec![stage], Lonely::Fail).unwrap(),
        api00: numbers(&records, "api00"),
        api99: numbers(&records, "api99"),
        enroll: numbers(&records, "enroll"),
        ell: numbers(&records, "ell"),
        meals: numbers(&records, "meals"),
        wide: yes("sch.wide"),
        awards: yes("awards"),
        improved: yes("comp.imp"),
        kind,
    })
}

fn expected(quantity: &str) -> (f64, f64) {
    let records = reference("ref_survey.csv").unwrap();
    let row = records.iter().find(|record| record[0] == *quantity).unwrap();
    (row[1].parse().unwrap(), row[2].parse().unwrap_or(f64::NAN))
}

fn check_means(schools: &Schools, name: &str) {
    let estimates = schools
        .design
        .estimate(&[
            Estimand::mean(Variable::Real(&schools.api00)),
            Estimand::mean(Variable::Level(&schools.kind, 0)),
            Estimand::mean(Variable::Level(&schools.kind, 1)),
            Estimand::mean(Variable::Level(&schools.kind, 2)),
            Estimand::total(Variable::Real(&schools.enroll)),
        ])
        .unwrap();
    let rows = [
        format!("svymean api00 {name} | api00"),
        format!("svymean stype {name} | stypeE"),
        format!("svymean stype {name} | stypeH"),
        format!("svymean stype {name} | stypeM"),
        format!("svytotal enroll {name} | enroll"),
    ];
    let records = reference("ref_survey.csv").unwrap();
    for (at, row) in rows.iter().enumerate() {
        // "quantity,estimate,se" has the name of the variable as part of the first field, unquoted.
        let found = records
            .iter()
            .find(|record| record.iter().next() == Some(row.as_str()))
            .unwrap();
        close(estimates.values()[at], found[1].parse().unwrap(), 6e-9);
        close(estimates.standard_error(at), found[2].parse().unwrap(), 6e-9);
    }
}

#[test]
fn simple_samples_means_and_totals_agree_with_reference() {
    let (Some(finite), Some(endless), Some(strata)) = (
        schools("apisrs.csv", false, true),
        schools("apisrs.csv", false, false),
        schools("apistrat.csv", true, true),
    ) else {
        return;
    };
    check_means(&finite, "srs+fpc");
    check_means(&endless, "srs nofpc");
    check_means(&strata, "strat");
}

#[test]
fn stratified_sample_domains_ratio_and_effects_agree_with_r() {
    let Some(schools) = schools("apistrat.csv", true, true) else {
        return;
    };
    let elementary: Vec<bool> = schools.kind.iter().map(|&kind| kind == 0).collect();
    let estimates = schools
        .design
        .estimate(&[
            Estimand::mean(Variable::Real(&schools.api00)),
            Estimand::ratio(Variable::Real(&schools.api00), Variable::Real(&schools.api99)),
            Estimand::total(Variable::Real(&schools.enroll)),
            Estimand::mean(Variable::Real(&schools.api00)).within(&schools.awards),
            Estimand::mean(Variable::Real(&schools.api00)).within(&elementary),
        ])
        .unwrap();
    close(estimates.standard_error(0), 9.40894080278458, 1e-11);
    close(estimates.design_effect(0).unwrap(), 1.20445726853772, 1e-11);
    close(
        estimates.design_effect_with_replacement(0).unwrap(),
        1.16556617145353,
        1e-11,
    );
    close(estimates.values()[1], 1.0522605462182486, 1e-12);
    close(estimates.standard_error(1), 0.00364392223084347, 1e-12);
    close(estimates.standard_error(2), 1.14641716100780e+05, 1e-11);
    close(estimates.design_effect(2).unwrap(), 3.62018122363404e-01, 1e-11);
    close(estimates.values()[3], 678.422405614438, 1e-11);
    close(estimates.standard_error(3), 11.85663098744428, 1e-11);
    close(estimates.design_effect(3).unwrap(), 1.14283550355144, 1e-11);
    assert_eq!(estimates.degrees(3), 110.0);
    let (value, error) = expected("svyby api00 by stype strat E");
    close(estimates.values()[4], value, 1e-9);
    close(estimates.standard_error(4), error, 6e-9);
}

#[test]
fn stratified_sample_share_intervals_agree_with_r() {
    let Some(schools) = schools("apistrat.csv", true, true) else {
        return;
    };
    let not_improved: Vec<bool> = schools.improved.iter().map(|improved| !improved).collect();
    let wide = Estimand::mean(Variable::Holds(&schools.wide));
    let estimates = schools
        .design
        .estimate(&[wide, wide.within(&not_improved)])
        .unwrap();
    let cases = [
        (0, ShareInterval::Logit, 0.77453965, 0.87081485),
        (0, ShareInterval::Beta, 0.77417133, 0.87343159),
        (0, ShareInterval::Plain, 0.77993818, 0.87595784),
        (1, ShareInterval::Beta, 0.429375056274, 0.664412740039),
        (1, ShareInterval::Logit, 0.433788139711, 0.658993546756),
    ];
    close(estimates.values()[0], 0.82794801, 5e-9);
    close(estimates.standard_error(0), 0.02434478, 5e-9);
    for (which, method, low, high) in cases {
        let found = estimates.share_interval(which, method, Confidence::P95).unwrap();
        close(found.low, low, 6e-9);
        close(found.high, high, 6e-9);
    }
    let wilson = estimates
        .share_interval(0, ShareInterval::Wilson, Confidence::P95)
        .unwrap();
    assert!(wilson.low < estimates.values()[0] && estimates.values()[0] < wilson.high);
}

#[test]
fn stratified_sample_quartiles_agree_with_r() {
    let Some(schools) = schools("apistrat.csv", true, true) else {
        return;
    };
    for (p, value, low, high) in [
        (0.25, 565.0, 535.0, 597.0),
        (0.5, 668.0, 642.0, 694.0),
        (0.75, 756.0, 726.0, 778.0),
    ] {
        let found = quantile(&schools.design, &schools.api00, None, p, Confidence::P95).unwrap();
        assert_eq!((found.value, found.low, found.high), (value, low, high));
    }
}

#[test]
fn stratified_sample_association_agrees_with_r() {
    let Some(schools) = schools("apistrat.csv", true, true) else {
        return;
    };
    let number = |holds: &[bool]| holds.iter().map(|&holds| u32::from(holds)).collect::<Vec<_>>();
    let (wide, awards) = (number(&schools.wide), number(&schools.awards));
    let test = rao_scott(&schools.design, &wide, &schools.kind, None).unwrap();
    close(test.pearson, 26.7535340358907, 1e-11);
    close(test.first_order.p, 3.23243841628865e-08, 1e-16);
    close(test.f.statistic, 17.2474439638888, 1e-11);
    close(test.f.degrees, 1.82867150416358, 1e-11);
    close(test.f.denominator_degrees, 360.248286320226, 1e-11);
    close(test.f.p, 2.03504635946516e-07, 1e-16);
    let test = rao_scott(&schools.design, &wide, &awards, None).unwrap();
    close(test.f.statistic, 77.2768990382021, 1e-11);
    close(test.f.degrees, 1.0, 1e-12);
    assert!((test.f.p / 7.36397285850777e-16 - 1.0).abs() < 1e-9);
}

#[test]
fn stratified_sample_regression_agrees_with_r() {
    let Some(schools) = schools("apistrat.csv", true, true) else {
        return;
    };
    let ones = vec![1.0; schools.api00.len()];
    let columns = [ones.as_slice(), &schools.ell, &schools.meals];
    let found = regression(&schools.design, &schools.api00, &columns, None).unwrap();
    let expected = [
        (823.857925625165, 8.759494946978, 2.03404739029e-164),
        (-0.505725551903, 0.387916516283, 1.93873946007e-01),
        (-3.110628994409, 0.275765488816, 4.85266245167e-23),
    ];
    for (at, (coefficient, error, p)) in expected.into_iter().enumerate() {
        close(found.coefficients()[at], coefficient, 1e-11);
        close(found.standard_error(at), error, 1e-11);
        assert!(
            (found.p(at).unwrap() / p - 1.0).abs() < 1e-8,
            "{}",
            found.p(at).unwrap()
        );
    }
    assert_eq!(found.degrees(), 195.0);
    close(found.joint_test(&[1, 2]).unwrap().0, 205.192286214714, 1e-10);
}

#[test]
fn jackknife_of_samples_agrees_with_r() {
    let (Some(simple), Some(strata)) = (
        schools("apisrs.csv", false, true),
        schools("apistrat.csv", true, true),
    ) else {
        return;
    };
    let mean = Estimand::mean(Variable::Real(&strata.api00));
    let ratio = Estimand::ratio(Variable::Real(&strata.api00), Variable::Real(&strata.api99));
    for (centre, error) in [
        (Centre::Replicates, 0.0036441892400615),
        (Centre::Estimate, 0.00364418998266627),
    ] {
        let found = jackknife(&strata.design, &[mean, ratio], centre).unwrap();
        close(found.standard_error(0), 9.4089408027845, 1e-11);
        close(found.standard_error(1), error, 1e-12);
    }
    let ratio = Estimand::ratio(Variable::Real(&simple.api00), Variable::Real(&simple.enroll));
    let found = jackknife(&simple.design, &[ratio], Centre::Replicates).unwrap();
    close(found.values()[0], 1.123116265544551, 1e-12);
    close(found.standard_error(0), 0.0580920112449223, 1e-12);
}
