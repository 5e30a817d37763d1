//! What must hold whatever the answers.

use measure::reliability::{
    Alpha, Covariances, Groups, ItemColumn, JointCounts, ScaleAnswers, Schools, item_statistics,
    spearman_brown,
};
use proptest::prelude::*;

use crate::answers::{likert, scale};

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-11 * expected.abs().max(1.0)
}

fn alpha(codes: &[Vec<u8>]) -> Alpha {
    Alpha::new(&Covariances::pairwise(&JointCounts::new(&scale(codes, 4))).unwrap()).unwrap()
}

fn answers() -> impl Strategy<Value = Vec<Vec<u8>>> {
    (0_u64..10_000, 2_usize..9, 80_usize..200)
        .prop_map(|(seed, items, people)| likert(seed, people, &vec![0.8; items], &[-0.6, 0.1, 0.8], true))
}

/// Counts of pairs made the plain way.
fn plain(codes: &[Vec<u8>], i: usize, j: usize) -> Vec<Vec<u32>> {
    let mut table = vec![vec![0; 4]; 4];
    for (&a, &b) in codes[i].iter().zip(&codes[j]) {
        if a < 4 && b < 4 {
            table[usize::from(a)][usize::from(b)] += 1;
        }
    }
    table
}

proptest! {
    #[test]
    fn joint_counts_equal_plain_counting(codes in answers()) {
        let counts = JointCounts::new(&scale(&codes, 4));
        for i in 0..codes.len() {
            for j in (0..codes.len()).filter(|j| *j != i) {
                prop_assert_eq!(counts.table(i, j), plain(&codes, i, j));
            }
            let missing = codes[i].iter().filter(|code| **code > 3).count();
            prop_assert_eq!(counts.single(i)[0] as usize, missing);
        }
    }

    #[test]
    fn joint_counts_many_options_equal_plain_counting(seed in 0_u64..1000) {
        let codes = likert(seed, 90, &[0.8; 3], &[-0.6, 0.1, 0.8], true);
        let wide = [
            ItemColumn { codes: &codes[0], options: 200, reversed: false },
            ItemColumn { codes: &codes[1], options: 4, reversed: false },
            ItemColumn { codes: &codes[2], options: 9, reversed: false },
        ];
        let counts = JointCounts::new(&ScaleAnswers::new(&wide).unwrap());
        for (i, j) in [(0, 1), (0, 2), (1, 2), (2, 1)] {
            for (a, row) in plain(&codes, i, j).into_iter().enumerate() {
                prop_assert_eq!(&counts.table(i, j)[a][..4], &row[..]);
            }
        }
    }

    #[test]
    fn joint_counts_of_groups_add_up(codes in answers(), levels in 1_u16..5) {
        let answers = scale(&codes, 4);
        let column: Vec<u16> = (0..=levels).cycle().take(answers.people()).collect();
        let column: Vec<u16> = column.iter().map(|&at| if at == levels { tally::UNSTATED } else { at }).collect();
        let groups = Groups::new(&column, usize::from(levels)).unwrap();
        let (everyone, of) = JointCounts::by_group(&answers, &groups).unwrap();
        prop_assert_eq!(everyone, JointCounts::new(&answers));
        for (level, counts) in of.iter().enumerate() {
            let kept: Vec<bool> = column.iter().map(|at| usize::from(*at) == level).collect();
            prop_assert_eq!(counts, &JointCounts::new(&answers.of_people(&kept).unwrap()));
        }
    }

    #[test]
    fn alpha_order_of_people_and_items_changes_nothing(codes in answers(), turn in 1_usize..80) {
        let before = alpha(&codes);
        let mut moved: Vec<Vec<u8>> =
            codes.iter().map(|column| [&column[turn..], &column[..turn]].concat()).collect();
        prop_assert_eq!(&alpha(&moved), &before);
        moved.reverse();
        let after = alpha(&moved);
        prop_assert!(near(after.raw, before.raw) && near(after.standardised, before.standardised));
        prop_assert!(near(after.standard_error, before.standard_error));
    }

    #[test]
    fn alpha_everybody_twice_changes_only_n(codes in answers()) {
        let twice: Vec<Vec<u8>> = codes.iter().map(|column| [&column[..], &column[..]].concat()).collect();
        let whole = scale(&codes, 4).complete();
        let double = scale(&twice, 4).complete();
        prop_assume!(whole.people() > 20);
        let of = |answers: &ScaleAnswers| Covariances::listwise(answers).and_then(|found| Alpha::new(&found));
        if let (Ok(one), Ok(two)) = (of(&whole), of(&double)) {
            prop_assert!(near(one.raw, two.raw) && near(one.standardised, two.standardised));
            prop_assert_eq!(2 * one.people, two.people);
            prop_assert!(near(one.standard_error, two.standard_error * 2.0_f64.sqrt()));
            let (wide, narrow) = (one.feldt(0.95).unwrap(), two.feldt(0.95).unwrap());
            prop_assert!(wide.low < narrow.low && narrow.high < wide.high);
            prop_assert!(wide.low < one.raw && one.raw < wide.high);
        }
    }

    #[test]
    fn scale_item_reversed_twice_is_itself(codes in answers()) {
        let turned: Vec<Vec<u8>> =
            codes.iter().map(|column| column.iter().map(|&code| if code < 4 { 3 - code } else { code }).collect()).collect();
        let columns: Vec<_> = turned.iter().map(|codes| ItemColumn { codes, options: 4, reversed: true }).collect();
        prop_assert_eq!(ScaleAnswers::new(&columns).unwrap(), scale(&codes, 4));
        prop_assert!(near(alpha(&turned).raw, alpha(&codes).raw));
    }

    #[test]
    fn item_statistics_alpha_without_is_alpha_of_the_rest(codes in answers()) {
        prop_assume!(codes.len() > 2);
        let whole = scale(&codes, 4);
        let covariances = Covariances::pairwise(&JointCounts::new(&whole)).unwrap();
        let found = item_statistics(&whole, &covariances).unwrap();
        let rest = alpha(&codes[1..]);
        prop_assert!(near(found[0].alpha_without.unwrap(), rest.raw));
    }

    #[test]
    fn icc_2_equal_sizes_is_spearman_brown(seed in 0_u64..10_000, size in 2_u32..9, schools in 2_u32..12) {
        let mut draw = crate::answers::Draw(seed);
        let ids: Vec<u32> = (0..size * schools).map(|person| person / size).collect();
        let values: Vec<f64> = ids.iter().map(|school| f64::from(*school) * 0.2 + draw.normal()).collect();
        let found = Schools::new(&values, &ids).unwrap().variances().unwrap();
        prop_assert!(near(found.icc_2().unwrap(), spearman_brown(found.icc_1(), f64::from(size)))
            || found.icc_2().unwrap() < -1e3);
        prop_assert!(near(found.exact_size, f64::from(size)));
    }

    #[test]
    fn schools_order_of_people_changes_rounding_only(seed in 0_u64..10_000) {
        let mut draw = crate::answers::Draw(seed);
        let people: Vec<(u32, f64)> = (0..90).map(|person| (person % 7, draw.normal())).collect();
        let of = |people: &[(u32, f64)]| {
            let (ids, values): (Vec<u32>, Vec<f64>) = people.iter().copied().unzip();
            Schools::new(&values, &ids).unwrap().components().unwrap()
        };
        let mut turned = people.clone();
        turned.reverse();
        let (one, other) = (of(&people), of(&turned));
        prop_assert!((one.between - other.between).abs() < 1e-9 && near(one.mean, other.mean));
        // No other ratio of the two variances is more likely.
        prop_assert!(one.between >= 0.0 && one.within > 0.0);
    }
}
