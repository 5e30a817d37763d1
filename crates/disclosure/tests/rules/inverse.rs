//! The audit of the inverse, against listing every table.

use std::collections::BTreeSet;

use disclosure::coding::{
    Coded, Contradiction, Member, Pinned, Possible, Printed, Under, joint, options, pinned, said, together,
};
use disclosure::rules::{Purpose, Rules, Scope};
use proptest::prelude::*;

fn range(low: u64, high: u64) -> Possible {
    Possible { low, high }
}

fn group(within: Option<usize>, people: Possible, options: &[Possible]) -> Printed {
    Printed {
        within,
        people,
        options: options.to_vec(),
    }
}

#[test]
fn hidden_school_is_what_the_agency_has_more_than_the_other() {
    let agency = group(
        None,
        Possible::only(60),
        &[Possible::only(24), Possible::only(36)],
    );
    let shown = group(
        Some(0),
        Possible::only(48),
        &[Possible::only(20), Possible::only(28)],
    );
    let hidden = Printed::hidden(Some(0), 2, 60);
    let found = pinned(&[agency, shown, hidden]).unwrap();
    let known = |option, count| Pinned {
        group: 2,
        option,
        count,
    };
    assert_eq!(found, [known(0, 4), known(1, 8)]);
}

#[test]
fn nobody_in_the_whole_is_nobody_in_every_hidden_part() {
    let whole = group(
        None,
        Possible::only(40),
        &[Possible::only(0), range(10, 40), range(0, 30)],
    );
    let parts = [Printed::hidden(Some(0), 3, 40), Printed::hidden(Some(0), 3, 40)];
    let found = pinned(&[vec![whole], parts.to_vec()].concat()).unwrap();
    let none = |group| Pinned {
        group,
        option: 0,
        count: 0,
    };
    assert_eq!(found, [none(1), none(2)]);
}

#[test]
fn percents_of_parts_and_whole_give_a_coded_share_away() {
    // 20 people at 50 percent and 30 percent are 10 and 6; of 40 in the agency, 40 percent or 16 chose it.
    let percent = |percent, of| said(Coded::Percent(percent), of).unwrap();
    let agency = group(None, Possible::only(40), &[percent(40, 40), range(0, 40)]);
    let first = group(Some(0), Possible::only(20), &[percent(50, 20), range(0, 20)]);
    let coded = group(Some(0), Possible::only(20), &[range(4, 8), range(12, 16)]);
    let found = pinned(&[agency, first, coded]).unwrap();
    assert!(
        found.contains(&Pinned {
            group: 2,
            option: 0,
            count: 6
        }),
        "{found:?}"
    );
}

#[test]
fn what_kith_says_of_a_whole_and_its_parts_is_read_back() {
    let under = Under {
        rules: Rules::named("kith-public").unwrap(),
        scope: Scope::School,
        purpose: Purpose::Survey,
    };
    let tables = [[30, 25, 30], [16, 12, 12], [14, 13, 18]];
    let printed: Vec<Printed> = tables
        .iter()
        .enumerate()
        .map(|(at, counts)| {
            Printed::coded((at > 0).then_some(0), &options(counts, under), 85, under).unwrap()
        })
        .collect();
    let ranges = joint(&printed).unwrap();
    for (counts, ranges) in tables.iter().zip(&ranges) {
        for (&count, range) in counts.iter().zip(ranges) {
            assert!((range.low..=range.high).contains(&u64::from(count)));
        }
    }
    assert_eq!(pinned(&printed).unwrap(), []);
}

#[test]
fn together_hides_a_sibling_of_a_school_that_subtraction_would_give_back() {
    let under = Under {
        rules: Rules::named("wisconsin").unwrap(),
        scope: Scope::School,
        purpose: Purpose::Survey,
    };
    let member = |within, counts: &[u32]| Member {
        within,
        counts: counts.to_vec(),
    };
    let members = [
        member(None, &[30, 33]),
        member(Some(0), &[28, 30]),
        member(Some(0), &[2, 3]),
    ];
    let coded = together(&members, under).unwrap();
    assert!(!coded[2].is_shown());
    // With two options and the number of people, either the agency or the other school has to be silent on both.
    assert!(!coded[0].is_shown() || !coded[1].is_shown(), "{coded:?}");
    assert!(coded[0].is_shown() || coded[1].is_shown(), "{coded:?}");
}

#[test]
fn groups_that_make_no_tree_are_refused() {
    let part = |within| Printed::hidden(within, 2, 5);
    assert_eq!(joint(&[part(Some(0))]), Err(Contradiction::Within { group: 0 }));
    assert_eq!(
        joint(&[part(Some(1)), part(Some(0))]),
        Err(Contradiction::Within { group: 0 })
    );
    assert_eq!(
        joint(&[part(None), part(Some(7))]),
        Err(Contradiction::Within { group: 1 })
    );
    let three = Printed::hidden(None, 3, 5);
    assert!(matches!(
        joint(&[part(None), three]),
        Err(Contradiction::Options {
            group: 1,
            found: 3,
            first: 2
        })
    ));
    let vast = Printed::hidden(None, 2, u64::MAX);
    assert!(matches!(
        joint(&[vast]),
        Err(Contradiction::Large { group: 0, .. })
    ));
    let crossed = group(None, Possible::only(9), &[range(5, 4), range(0, 9)]);
    assert_eq!(joint(&[crossed]), Err(Contradiction::Nothing));
    assert_eq!(joint(&[]), Ok(Vec::new()));
}

/// Every table that fits, as the counts of leaves; options are two or three, groups few.
fn listed(groups: &[Printed]) -> Vec<Vec<BTreeSet<u64>>> {
    let options = groups[0].options.len();
    let leaves: Vec<usize> = (0..groups.len())
        .filter(|&at| groups.iter().all(|group| group.within != Some(at)))
        .collect();
    let mut seen = vec![vec![BTreeSet::new(); options]; groups.len()];
    let mut counts = vec![0_u64; leaves.len() * options];
    let most = |cell: usize| groups[leaves[cell / options]].options[cell % options].high;
    'tables: loop {
        let mut table = vec![vec![0; options]; groups.len()];
        for (cell, &count) in counts.iter().enumerate() {
            let mut at = Some(leaves[cell / options]);
            while let Some(group) = at {
                table[group][cell % options] += count;
                at = groups[group].within;
            }
        }
        let inside = |range: &Possible, count: u64| (range.low..=range.high).contains(&count);
        let fits = groups.iter().zip(&table).all(|(group, row)| {
            inside(&group.people, row.iter().sum())
                && group.options.iter().zip(row).all(|(range, &n)| inside(range, n))
        });
        if fits {
            for (seen, row) in seen.iter_mut().zip(&table) {
                seen.iter_mut().zip(row).for_each(|(seen, &count)| {
                    seen.insert(count);
                });
            }
        }
        for (cell, count) in counts.iter_mut().enumerate() {
            if *count < most(cell) {
                *count += 1;
                continue 'tables;
            }
            *count = 0;
        }
        return seen;
    }
}

/// Ranges of up to four counts round the truth.
fn around() -> impl Strategy<Value = (u64, u64, u64)> {
    (0..4_u64, 0..3_u64, 0..3_u64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn joint_ends_are_those_of_all_tables(
        leaves in prop::collection::vec((around(), around(), 0..3_u64), 2..4), slack in prop::collection::vec((0..3_u64, 0..3_u64), 3),
    ) {
        let mut total = [0, 0];
        let mut groups = vec![Printed::hidden(None, 2, 0)];
        for (one, other, loose) in &leaves {
            let cell = |(count, down, up): (u64, u64, u64)| range(count.saturating_sub(down), count + up);
            total[0] += one.0;
            total[1] += other.0;
            let people = one.0 + other.0;
            groups.push(group(Some(0), range(people.saturating_sub(*loose), people + loose), &[cell(*one), cell(*other)]));
        }
        let loosened = |count: u64, (down, up): (u64, u64)| range(count.saturating_sub(down), count + up);
        groups[0] = group(None, loosened(total[0] + total[1], slack[2]), &[loosened(total[0], slack[0]), loosened(total[1], slack[1])]);
        let found = joint(&groups).unwrap();
        for (found, seen) in found.iter().flatten().zip(listed(&groups).iter().flatten()) {
            let ends = range(*seen.first().unwrap(), *seen.last().unwrap());
            prop_assert_eq!(*found, ends);
            prop_assert_eq!(seen.len() as u64, ends.high - ends.low + 1);
        }
    }

    #[test]
    fn joint_ends_are_those_of_all_tables_of_three_generations(
        leaves in prop::collection::vec((around(), around()), 3), slack in prop::collection::vec((0..3_u64, 0..3_u64), 6),
    ) {
        // A state of an agency with two schools, and a school of its own.
        let cell = |(count, down, up): (u64, u64, u64)| range(count.saturating_sub(down), count + up);
        let sum = |of: &[usize], option: usize| -> u64 {
            of.iter().map(|&leaf| if option == 0 { leaves[leaf].0.0 } else { leaves[leaf].1.0 }).sum()
        };
        let loosened = |count: u64, (down, up): (u64, u64)| range(count.saturating_sub(down), count + up);
        let whole = |within, of: &[usize], slack: &[(u64, u64)]| {
            let (one, other) = (sum(of, 0), sum(of, 1));
            group(within, loosened(one + other, slack[2]), &[loosened(one, slack[0]), loosened(other, slack[1])])
        };
        let school = |within, leaf: usize| {
            let (one, other) = leaves[leaf];
            group(Some(within), Possible::only(one.0 + other.0), &[cell(one), cell(other)])
        };
        let groups =
            [whole(None, &[0, 1, 2], &slack[..3]), whole(Some(0), &[0, 1], &slack[3..]), school(1, 0), school(1, 1), school(0, 2)];
        let found = joint(&groups).unwrap();
        for (found, seen) in found.iter().flatten().zip(listed(&groups).iter().flatten()) {
            prop_assert_eq!(*found, range(*seen.first().unwrap(), *seen.last().unwrap()));
        }
    }

    #[test]
    fn together_leaves_no_coded_count_known(
        leaves in prop::collection::vec((0..30_u32, 0..30_u32), 2..4), which in 0..16_usize,
    ) {
        let under = Under { rules: &Rules::all()[which], scope: Scope::School, purpose: Purpose::Survey };
        let whole = Member {
            within: None,
            counts: vec![leaves.iter().map(|leaf| leaf.0).sum(), leaves.iter().map(|leaf| leaf.1).sum()],
        };
        let parts = leaves.iter().map(|leaf| Member { within: Some(0), counts: vec![leaf.0, leaf.1] });
        let members: Vec<Member> = std::iter::once(whole).chain(parts).collect();
        let coded = together(&members, under).unwrap();
        let printed: Vec<Printed> = members
            .iter()
            .zip(&coded)
            .map(|(member, coded)| Printed::coded(member.within, coded, 360, under).unwrap())
            .collect();
        for pinned in pinned(&printed).unwrap() {
            prop_assert!(coded[pinned.group].options[pinned.option].is_plain(), "{:?} {:?}", members, coded);
        }
        // What is said is true.
        for (range, member) in joint(&printed).unwrap().iter().zip(&members) {
            for (range, &count) in range.iter().zip(&member.counts) {
                prop_assert!((range.low..=range.high).contains(&u64::from(count)));
            }
        }
    }
}
