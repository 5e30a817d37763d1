//! Schools, waves and effect sizes.

use measure::comparison::{
    Band, Components, Cutoffs, Moments, School, benjamini_hochberg, cohen_d, cohen_h, components, hedges_g,
    mean_difference, points, rest, school_and_rest, shrink, superiority, superiority_of_counts,
};
use measure::proportion::Confidence;
use measure::{Error, Z95, difference, holm};

use crate::{close, column, numbers, reference};

/// The mean answer to A1 (reversed) to A5 of the people of each gender who answered any.
fn agreeableness() -> Option<(Vec<f64>, Vec<f64>)> {
    let records = reference("bfi.csv")?;
    let genders = column(&records, "gender");
    let items: Vec<Vec<String>> = (1..=5)
        .map(|item| column(&records, &format!("A{item}")))
        .collect();
    let (mut women, mut men) = (Vec::new(), Vec::new());
    for (row, gender) in genders.iter().enumerate() {
        let answers: Vec<f64> = items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| {
                item[row]
                    .parse::<f64>()
                    .ok()
                    .map(|value| if at == 0 { 7.0 - value } else { value })
            })
            .collect();
        let score = answers.iter().sum::<f64>() / answers.len() as f64;
        if gender == "2" {
            women.push(score);
        } else {
            men.push(score);
        }
    }
    Some((women, men))
}

#[test]
fn effect_sizes_published_values_agree() {
    let Some((women, men)) = agreeableness() else {
        return;
    };
    assert_eq!((women.len(), men.len()), (1881, 919));
    let found = superiority(&women, &men).unwrap();
    // R: wilcox.test; the mean and its pooled standard deviation.
    close(found.probability, 0.629168669688, 1e-12);
    close(found.delta, 0.258337339375, 1e-12);
    let (one, two) = (
        Moments::of(women.clone()).unwrap(),
        Moments::of(men.clone()).unwrap(),
    );
    close(cohen_d(&one, &two).unwrap(), 0.451385669660, 1e-12);
    close(hedges_g(&one, &two).unwrap(), 0.451264665549, 1e-12);
    let high =
        |scores: &[f64]| scores.iter().filter(|score| **score >= 5.0).count() as f64 / scores.len() as f64;
    close(cohen_h(high(&women), high(&men)).unwrap(), 0.40943592, 5e-9);
    assert_eq!(Cutoffs::COHEN.band(0.451385669660), Band::Small);
    assert_eq!(Cutoffs::CLIFF.band(found.delta), Band::Small);
}

#[test]
fn superiority_of_scores_and_of_counts_agree() {
    let one = [1.0, 2.0, 2.0, 4.0];
    let two = [2.0, 3.0, 1.0];
    let found = superiority(&one, &two).unwrap();
    // Pairs: 1 beats none, 2 beats 1 twice, 4 beats three: 5 above; below: 2 + 1 + 1 + 0 = 4; 3 equal.
    close(found.delta, 1.0 / 12.0, 1e-15);
    close(found.probability, 6.5 / 12.0, 1e-15);
    assert_eq!(superiority_of_counts(&[1, 2, 0, 1], &[1, 1, 1, 0]), Ok(found));
    assert_eq!(superiority(&[-0.0], &[0.0]).unwrap().delta, 0.0);
    assert_eq!(superiority(&[], &two), Err(Error::Empty));
    assert_eq!(superiority_of_counts(&[0, 0], &[1, 1]), Err(Error::Empty));
    assert!(superiority(&[f64::NAN], &two).is_err());
    assert!(superiority_of_counts(&[1], &[1, 1]).is_err());
}

#[test]
fn effects_in_points_name_people() {
    let (found, people) = points((60, 80), (60, 100)).unwrap();
    close(found, 15.0, 1e-14);
    assert_eq!(people, 12.0);
    assert_eq!(points((1, 0), (1, 1)), Err(Error::Empty));
    let five = Cutoffs::new(5.0, 10.0, 20.0).unwrap();
    assert_eq!(five.band(-15.0), Band::Medium);
    assert_eq!(five.band(4.9), Band::Negligible);
    assert_eq!(five.band(20.0), Band::Large);
    assert!(Cutoffs::new(5.0, 5.0, 6.0).is_err());
    assert!(cohen_h(1.2, 0.5).is_err());
    let same = Moments::of([3.0, 3.0]).unwrap();
    assert_eq!(cohen_d(&same, &same), Err(Error::Constant { what: "the score" }));
    assert!(cohen_d(&same, &Moments::default()).is_err());
}

#[test]
fn corrected_probabilities_agree_with_r() {
    // R: p.adjust(p, "BH"), p.adjust(p, "holm").
    let p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04];
    let expected = [0.030, 0.048, 0.048, 0.030, 0.500, 0.048];
    for (found, expected) in benjamini_hochberg(&p).unwrap().iter().zip(expected) {
        close(*found, expected, 1e-15);
    }
    for (found, expected) in holm(&p).unwrap().iter().zip([0.05, 0.12, 0.12, 0.03, 0.50, 0.12]) {
        close(*found, expected, 1e-15);
    }
    assert_eq!(benjamini_hochberg(&[]), Ok(vec![]));
    assert_eq!(benjamini_hochberg(&[2.0]), Err(Error::Probability { p: 2.0 }));
    assert!(benjamini_hochberg(&[f64::NAN]).is_err());
}

#[test]
fn school_against_rest_counts_nobody_twice() {
    assert_eq!(rest((20, 40), (120, 200)), Ok((100, 160)));
    let found = school_and_rest((20, 40), (120, 200), Confidence::P95).unwrap();
    assert_eq!(Ok(found), difference((20, 40), (100, 160), Z95));
    assert_eq!(
        rest((20, 40), (10, 200)),
        Err(Error::NotWithin { part: 20, whole: 10 })
    );
    assert!(rest((20, 40), (120, 130)).is_err());
    assert!(rest((5, 4), (120, 130)).is_err());
    assert_eq!(
        school_and_rest((5, 9), (5, 9), Confidence::P95),
        Err(Error::Empty)
    );
}

#[test]
fn moments_without_part_are_those_of_the_rest() {
    let all: Vec<f64> = (0..50).map(|at| f64::from((at * 37) % 23) + 1e6).collect();
    let whole = Moments::of(all.iter().copied()).unwrap();
    let part = Moments::of(all[..18].iter().copied()).unwrap();
    let others = Moments::of(all[18..].iter().copied()).unwrap();
    let found = whole.without(&part).unwrap();
    assert_eq!(found.count(), 32);
    close(found.mean(), others.mean(), 1e-15);
    close(found.variance().unwrap(), others.variance().unwrap(), 1e-9);
    close(part.with(&others).squares(), whole.squares(), 1e-9);
    assert_eq!(whole.without(&whole).unwrap().count(), 0);
    assert!(part.without(&whole).is_err());
    assert!(Moments::of([f64::NAN]).is_err());
    assert!(Moments::new(3, 1.0, -1.0).is_err());
}

#[test]
fn mean_difference_published_example_agrees_with_r() {
    // R: t.test(extra ~ group, data = sleep), Welch; the data of "Student" (1908).
    let one = Moments::of([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]).unwrap();
    let two = Moments::of([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]).unwrap();
    let found = mean_difference(&one, &two, [None, None], Confidence::P95).unwrap();
    close(found.difference, -1.58, 1e-14);
    close(found.degrees, 17.776473516178495, 1e-12);
    close(found.p, 0.079394140187358, 1e-12);
    close(found.low, -3.36548323071171, 1e-12);
    close(found.high, 0.205483230711712, 1e-12);
    let finite = mean_difference(&one, &two, [Some(20), Some(20)], Confidence::P95).unwrap();
    close(
        finite.standard_error,
        found.standard_error * 0.5_f64.sqrt(),
        1e-14,
    );
    assert!(mean_difference(&one, &two, [Some(10), Some(10)], Confidence::P95).is_err());
    assert!(mean_difference(&one, &two, [Some(9), None], Confidence::P95).is_err());
}

#[test]
fn shrinkage_reliability_published_numbers_of_people_agree() {
    // 45 people for 0.7 where schools hold 5 % of the variance, 21 where 10 %, 115 where 2 %.
    for (share, people) in [(0.05, 45), (0.10, 21), (0.02, 115)] {
        let reliability = |count: u64| {
            let schools = [School {
                moments: Moments::new(count, 3.0, 1.0).unwrap(),
                population: None,
            }];
            let parts = Components {
                between: share,
                within: 1.0 - share,
            };
            shrink(&schools, parts).unwrap().schools[0].reliability
        };
        assert!(reliability(people) >= 0.7 && reliability(people - 1) < 0.7);
    }
}

#[test]
fn shrinkage_formulas_agree_with_hand_values() {
    let school = |count, mean, population| School {
        moments: Moments::new(count, mean, 1.0).unwrap(),
        population,
    };
    let schools = [
        school(4, 2.0, None),
        school(16, 3.0, None),
        school(0, 0.0, None),
        school(10, 9.0, Some(10)),
    ];
    let parts = Components {
        between: 0.25,
        within: 1.0,
    };
    let found = shrink(&schools[..3], parts).unwrap();
    // Error variances 1/4 and 1/16: weights 2 and 3.2, mean 13.6/5.2, reliabilities 0.5 and 0.8.
    close(found.common_mean, 13.6 / 5.2, 1e-14);
    close(found.common_error, (1.0_f64 / 5.2).sqrt(), 1e-14);
    close(found.schools[0].reliability, 0.5, 1e-15);
    close(found.schools[1].mean, 0.8 * 3.0 + 0.2 * 13.6 / 5.2, 1e-14);
    close(found.schools[1].standard_error.powi(2), 0.05 + 0.04 / 5.2, 1e-14);
    assert_eq!(found.schools[2].mean, found.common_mean);
    assert_eq!(found.schools[2].chance_above().for_internal_use(), 0.5);
    let chance = found.schools[1].chance_above().for_internal_use();
    assert!(chance > 0.5 && chance < 1.0);
    close(
        chance + found.schools[0].chance_above().for_internal_use(),
        1.0,
        0.2,
    );
    let census = shrink(&schools, parts).unwrap();
    assert_eq!(census.schools[3].reliability, 1.0);
    assert_eq!(census.schools[3].mean, 9.0);
    let equal = shrink(
        &schools[..2],
        Components {
            between: 0.0,
            within: 1.0,
        },
    )
    .unwrap();
    close(equal.common_mean, 2.8, 1e-14);
    assert_eq!(equal.schools[0].mean, equal.common_mean);
    assert!(
        shrink(
            &schools,
            Components {
                between: 0.0,
                within: 0.0
            }
        )
        .is_err()
    );
    assert!(shrink(&schools[2..3], parts).is_err());
    assert!(shrink(&[], parts).is_err());
}

#[test]
fn components_of_reference_groups_agree() {
    let Some(records) = reference("bh1996.csv") else {
        return;
    };
    let groups = numbers(&records, "GRP");
    let hours = numbers(&records, "HRS");
    let mut names = groups.clone();
    names.sort_by(f64::total_cmp);
    names.dedup();
    let schools: Vec<School> = names
        .iter()
        .map(|name| School {
            moments: Moments::of(
                groups
                    .iter()
                    .zip(&hours)
                    .filter(|(group, _)| *group == name)
                    .map(|(_, y)| *y),
            )
            .unwrap(),
            population: None,
        })
        .collect();
    let found = components(&schools).unwrap();
    let sizes: Vec<f64> = schools
        .iter()
        .map(|school| school.moments.count() as f64)
        .collect();
    let (people, squares) = (
        sizes.iter().sum::<f64>(),
        sizes.iter().map(|n| n * n).sum::<f64>(),
    );
    let size = (people - squares / people) / (sizes.len() as f64 - 1.0);
    close(found.within, 4.48315830, 5e-9);
    close(found.between * size + found.within, 55.81148565, 5e-9);
    assert!(components(&schools[..1]).is_err());
}
