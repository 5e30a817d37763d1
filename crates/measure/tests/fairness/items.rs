//! Differences on items: the shared reference table, and generated answers against R 4.2 (stats, MASS 7.3-58.2).

use measure::fairness::{
    EtsClass, Favours, ItemVerdict, MatchedCounts, Matching, Pattern, Search, Terms, ets_class, item_verdict,
    logistic_difference, mantel_haenszel, ordinal_difference, proportional_odds, purified, scale_effect,
};
use measure::reliability::{Groups, ItemColumn, ScaleAnswers, person_means};

use crate::answers::{Draw, close, scale, shared};

/// 1,200 people in two groups; the focal group answers the first item higher, the second hardly measures it.
pub fn generated() -> (ScaleAnswers, Groups) {
    let mut draw = Draw(31);
    let (loadings, thresholds) = ([0.8, 0.7, 0.6, 0.7, 0.75], [-1.2, -0.3, 0.4, 1.2]);
    let mut columns = vec![Vec::new(); 5];
    let mut groups = Vec::new();
    for person in 0..1200 {
        let focal = person % 2 == 1;
        let factor = draw.normal() - if focal { 0.4 } else { 0.0 };
        for (item, loading) in loadings.into_iter().enumerate() {
            let own = draw.normal();
            let loading: f64 = if item == 1 && focal { 0.2 } else { loading };
            let mut answer = loading * factor + (1.0 - loading * loading).sqrt() * own;
            if item == 0 && focal {
                answer += 0.6;
            }
            columns[item].push(u8::try_from(thresholds.iter().filter(|cut| answer > **cut).count()).unwrap());
        }
        groups.push(u16::from(focal));
    }
    (scale(&columns, 5), Groups::new(&groups, 2).unwrap())
}

const ALL: [usize; 5] = [0, 1, 2, 3, 4];

fn rest(item: usize) -> MatchedCounts {
    let (answers, groups) = generated();
    MatchedCounts::of_item(&answers, &groups, (item, &ALL), Matching::Rest, 4).unwrap()
}

#[test]
fn mantel_haenszel_verbal_aggression_agrees_to_its_last_digit() {
    let (Some(people), Some(table)) = (shared("verbal_aggression.csv"), shared("ref_dif_mh_va.csv")) else {
        return;
    };
    let names = &table["item"];
    let codes: Vec<Vec<u8>> = names
        .iter()
        .map(|name| people[name].iter().map(|cell| u8::from(cell != "0")).collect())
        .collect();
    let columns: Vec<_> = codes
        .iter()
        .map(|codes| ItemColumn {
            codes,
            options: 2,
            reversed: false,
        })
        .collect();
    let answers = ScaleAnswers::new(&columns).unwrap();
    let groups: Vec<u16> = people["gender"]
        .iter()
        .map(|cell| u16::from(cell == "male"))
        .collect();
    let groups = Groups::new(&groups, 2).unwrap();
    let all: Vec<usize> = (0..24).collect();
    for (item, name) in names.iter().enumerate() {
        let counts = MatchedCounts::of_item(&answers, &groups, (item, &all), Matching::Total, 23).unwrap();
        let found = mantel_haenszel(&counts).unwrap();
        let expected = |column: &str| table[column][item].parse::<f64>().unwrap();
        let digit = |found: f64, column: &str| {
            assert!(
                (found - expected(column)).abs() < 5.001e-7,
                "{column} {found} {}",
                expected(column)
            );
        };
        digit(found.chi_squared, "MH_chisq_cc");
        digit(found.p, "p");
        digit(found.odds_ratio, "alpha_MH");
        digit(found.log_error, "se_log_alpha");
        assert!((found.delta - expected("delta_MH")).abs() < 5.1e-6);
        close(
            f64::from(u32::try_from(found.strata).unwrap()),
            expected("strata"),
            0.0,
        );
        // The table tells A from the rest only.
        assert_eq!(found.class == EtsClass::A, table["ETS"][item] == "A", "{name}");
    }
}

#[test]
fn mantel_haenszel_generated_answers_agree_with_r() {
    let (answers, groups) = generated();
    let codes: Vec<Vec<u8>> = ALL
        .iter()
        .map(|item| {
            answers
                .values(*item)
                .iter()
                .map(|value| u8::from(*value >= 3))
                .collect()
        })
        .collect();
    let right = scale(&codes, 2);
    let counts = MatchedCounts::of_item(&right, &groups, (0, &ALL), Matching::Total, 4).unwrap();
    let found = mantel_haenszel(&counts).unwrap();
    close(found.chi_squared, 20.6996037187682, 1e-12);
    close(found.p, 5.37271197634e-06, 1e-8);
    close(found.odds_ratio, 1.0 / 2.35919715784803, 1e-12);
    let error = (3.40786927958021_f64 / 1.63322321749496).ln() / (2.0 * measure::Z95);
    close(found.log_error, error, 1e-12);
    assert_eq!(found.class, EtsClass::C);
}

#[test]
fn mantel_haenszel_published_example_agrees() {
    // Coffee and pancreatic cancer, sex as stratum (MacMahon and others 1981): odds ratio 2.74 over both strata.
    // Cells by hand: men 9/32 and 207/243 unexposed, women 11/56 and 140/224.
    let stratum = |standing, cases: [u32; 2], controls: [u32; 2]| measure::fairness::MatchedStratum {
        standing,
        people: vec![vec![controls[0], cases[0]], vec![controls[1], cases[1]]],
    };
    let strata = vec![
        stratum(0.0, [207, 9], [275, 32]),
        stratum(1.0, [140, 11], [280, 56]),
    ];
    let found = mantel_haenszel(&MatchedCounts::new(strata).unwrap()).unwrap();
    let (n1, n2) = (523.0, 487.0);
    let ratio = (207.0 * 32.0 / n1 + 140.0 * 56.0 / n2) / (275.0 * 9.0 / n1 + 280.0 * 11.0 / n2);
    close(found.odds_ratio, ratio, 1e-13);
}

#[test]
fn ets_class_edges_follow_the_rules() {
    assert_eq!(ets_class(0.05, 3.0, 0.1), EtsClass::A);
    assert_eq!(ets_class(0.01, -0.99, 0.1), EtsClass::A);
    assert_eq!(ets_class(0.01, 1.0, 0.1), EtsClass::B);
    assert_eq!(ets_class(0.01, -1.5, 0.31), EtsClass::B);
    assert_eq!(ets_class(0.01, -1.5, 0.30), EtsClass::C);
}

#[test]
fn ordinal_difference_generated_answers_agree_with_r() {
    let found = ordinal_difference(&rest(0)).unwrap();
    close(found.chi_squared, 68.401293046872, 1e-12);
    close(found.mean_difference, 0.459496548329737, 1e-12);
    // A difference over its error is about the root of the chi-squared.
    close(
        found.mean_difference / found.mean_error,
        found.chi_squared.sqrt(),
        0.1,
    );
}

#[test]
fn liu_agresti_two_values_equals_mantel_haenszel() {
    let counts = rest(0).dichotomised(3).unwrap();
    let binary = mantel_haenszel(&counts).unwrap();
    let (ratio, error) = ordinal_difference(&counts).unwrap().odds_ratio.unwrap();
    close(ratio, binary.odds_ratio, 1e-12);
    // Two consistent estimates of one error.
    close(error, binary.log_error, 0.03);
}

#[test]
fn liu_agresti_generated_answers_are_near_the_logistic_model() {
    let counts = rest(0);
    let (ratio, error) = ordinal_difference(&counts).unwrap().odds_ratio.unwrap();
    let fitted = proportional_odds(&counts, Terms::Group).unwrap();
    assert!(
        (ratio.ln() + fitted.groups[1]).abs() < 2.0 * error,
        "{ratio} {fitted:?}"
    );
    // The slope's own error is the difference over the root of its chi-squared.
    close(error, 0.959662089112545 / 75.4932136_f64.sqrt(), 0.15);
}

#[test]
fn proportional_odds_generated_answers_agree_with_polr() {
    let expected = [
        (
            -1837.48211018565,
            -1565.45263071578,
            -1527.70602389384,
            -1527.38642024711,
        ),
        (
            -1865.22357294008,
            -1756.943279613,
            -1756.41333137072,
            -1722.59554616803,
        ),
        (
            -1825.9744736037,
            -1638.28068178673,
            -1632.27407516565,
            -1630.81073283286,
        ),
    ];
    for (item, (null, standing, group, interaction)) in expected.into_iter().enumerate() {
        let counts = rest(item);
        for (terms, value) in [
            (Terms::Standing, standing),
            (Terms::Group, group),
            (Terms::Interaction, interaction),
        ] {
            let fitted = proportional_odds(&counts, terms).unwrap();
            close(fitted.log_likelihood, value, 1e-11);
            // The reference's search stopped just short of the closed form.
            close(fitted.null_log_likelihood, null, 1e-9);
        }
    }
    // Standing is the mean of the four other items, counted from 1.
    let fitted = proportional_odds(&rest(1), Terms::Interaction).unwrap();
    close(fitted.slope, 1.378786504530361, 1e-6);
    close(fitted.groups[1], 2.655976540619519, 1e-6);
    close(fitted.interactions[1], -0.967694831552034, 1e-6);
    for (threshold, zeta) in
        fitted
            .thresholds
            .iter()
            .zip([1.81512428538966, 3.41434554584216, 4.76169462988554])
    {
        close(*threshold, -zeta, 1e-6);
    }
}

#[test]
fn logistic_difference_gains_follow_from_the_models() {
    let found = logistic_difference(&rest(0), 5).unwrap();
    close(
        found.uniform.chi_squared,
        2.0 * (1565.45263071578 - 1527.70602389384),
        1e-9,
    );
    close(
        found.non_uniform.chi_squared,
        2.0 * (1527.70602389384 - 1527.38642024711),
        1e-6,
    );
    assert_eq!((found.uniform.degrees, found.total.degrees), (1, 2));
    close(
        found.total.p,
        (-(1565.45263071578_f64 - 1527.38642024711)).exp(),
        1e-8,
    );
    close(
        found.slope_change,
        1.756365806485166 / 1.5935238782893 - 1.0,
        1e-6,
    );
    let (null, one, three) = (-1837.48211018565_f64, -1565.45263071578, -1527.38642024711);
    close(found.total.r2.mcfadden, (one - three) / null, 1e-8);
    let cox = |value: f64| 1.0 - (2.0 * (null - value) / 1200.0).exp();
    close(found.total.r2.cox_snell, cox(three) - cox(one), 1e-8);
    let most = 1.0 - (2.0 * null / 1200.0).exp();
    close(found.total.r2.nagelkerke, (cox(three) - cox(one)) / most, 1e-8);
}

#[test]
fn purified_generated_answers_finds_the_two_unfair_items() {
    let (answers, groups) = generated();
    let search = Search {
        r2_least: 0.005,
        ..Search::default()
    };
    let found = purified(&answers, &groups, &search).unwrap();
    assert!(found.settled);
    assert_eq!(found.anchors, [2, 3, 4]);
    assert!(found.rounds > 1);
    let verdict = |item: usize| {
        let item = &found.items[item];
        item_verdict(
            item.logistic.as_ref().ok(),
            item.against_reference[0].as_ref().ok(),
            &search,
        )
    };
    let ItemVerdict::Unfair {
        favours,
        pattern,
        points,
        ..
    } = verdict(0)
    else {
        panic!("item 0 is unfair")
    };
    assert_eq!((favours, pattern), (Favours::Focal, Pattern::Everywhere));
    assert!(points > 0.4 && points < 0.8, "{points}");
    assert!(matches!(
        verdict(1),
        ItemVerdict::Unfair {
            pattern: Pattern::DependsOnStanding { .. },
            ..
        }
    ));
    assert_eq!(verdict(2), ItemVerdict::Fair);
    let differences: Vec<_> = found
        .items
        .iter()
        .filter(|item| item.found)
        .map(|item| item.against_reference[0].clone().unwrap())
        .collect();
    let effect = scale_effect(&differences, 5, person_means(&answers).unwrap().1).unwrap();
    let sum: f64 = differences
        .iter()
        .map(|difference| difference.mean_difference)
        .sum();
    close(effect.mean_points, sum / 5.0, 1e-13);
}

#[test]
fn of_ability_rest_mean_gives_the_same_models() {
    let (answers, groups) = generated();
    let standing: Vec<f64> = (0..answers.people())
        .map(|person| {
            (1..5)
                .map(|item| f64::from(answers.values(item)[person]))
                .sum::<f64>()
                / 4.0
        })
        .collect();
    let by_ability = MatchedCounts::of_ability(&answers, &groups, 0, &standing).unwrap();
    assert_eq!(by_ability, rest(0));
}

#[test]
fn collapsed_rare_options_join_the_rarer_neighbour() {
    let stratum = |standing, reference: [u32; 4], focal: [u32; 4]| measure::fairness::MatchedStratum {
        standing,
        people: vec![reference.to_vec(), focal.to_vec()],
    };
    let counts = MatchedCounts::new(vec![
        stratum(0.0, [9, 1, 7, 8], [9, 9, 8, 9]),
        stratum(1.0, [3, 1, 2, 2], [1, 1, 1, 3]),
    ])
    .unwrap();
    let (found, merged) = counts.collapsed(5).unwrap();
    assert_eq!(merged, [0, 1, 1, 2]);
    assert_eq!(found.strata()[0].people, [[9, 8, 8], [9, 17, 9]]);
    assert!(counts.collapsed(1000).is_err());
}
