//! What is said inside a group, against the counts it leaves possible.

use disclosure::coding::{Coded, Possible, Under, options, possible, said, share};
use disclosure::rules::{Purpose, Rules, Scope};
use proptest::prelude::*;

const SCOPES: [Scope; 3] = [Scope::School, Scope::Agency, Scope::State];

fn under(which: usize, scope: usize) -> Under<'static> {
    Under {
        rules: &Rules::all()[which],
        scope: SCOPES[scope],
        purpose: Purpose::Survey,
    }
}

fn kith() -> Under<'static> {
    Under {
        rules: Rules::named("kith-public").unwrap(),
        ..under(0, 0)
    }
}

#[test]
fn percent_of_few_people_is_their_count_and_of_many_a_few_counts() {
    assert_eq!(said(Coded::Percent(35), 20), Some(Possible { low: 7, high: 7 }));
    assert_eq!(said(Coded::Percent(36), 20), None);
    assert_eq!(
        said(Coded::Percent(42), 250),
        Some(Possible { low: 104, high: 106 })
    );
    // A half could have been rounded either way: 7 of 200 is 3.5 percent.
    assert_eq!(said(Coded::Percent(3), 200), Some(Possible { low: 5, high: 7 }));
    assert_eq!(
        said(Coded::Percent(100), 200),
        Some(Possible { low: 199, high: 200 })
    );
    assert_eq!(said(Coded::Percent(0), 0), Some(Possible::only(0)));
}

#[test]
fn codes_leave_what_their_words_say() {
    assert_eq!(said(Coded::Below(5), 100), Some(Possible { low: 0, high: 4 }));
    assert_eq!(said(Coded::Above(95), 100), Some(Possible { low: 96, high: 100 }));
    assert_eq!(
        said(Coded::AtLeast(95), 100),
        Some(Possible { low: 95, high: 100 })
    );
    assert_eq!(
        said(Coded::AtLeast(95), 1_000),
        Some(Possible {
            low: 945,
            high: 1_000
        })
    );
    assert_eq!(said(Coded::Hidden, 12), Some(Possible { low: 0, high: 12 }));
    assert_eq!(said(Coded::Below(0), 12), None);
}

#[test]
fn unanimity_is_never_said_where_a_pack_has_no_code() {
    let wisconsin = Under {
        rules: Rules::named("wisconsin").unwrap(),
        ..kith()
    };
    assert!(!options(&[0, 20, 0], wisconsin).is_shown());
    assert_eq!(
        (share(20, 20, wisconsin), share(0, 20, wisconsin)),
        (Coded::Hidden, Coded::Hidden)
    );
    assert_eq!(share(19, 20, wisconsin), Coded::Exact { part: 19, of: 20 });
    // An option that nobody chose tells little when several others were.
    assert!(options(&[0, 12, 8], wisconsin).allows_mean());
}

#[test]
fn options_that_would_give_a_coded_one_away_are_hidden_too() {
    let nces = Under {
        rules: Rules::named("nces-brief-3").unwrap(),
        ..kith()
    };
    // 40 people: at most 10 percent is 0 to 4, and the others are plain percents of so few people.
    let group = options(&[1, 9, 12, 18], nces);
    assert_eq!(
        group.options,
        [
            Coded::AtMost(10),
            Coded::Hidden,
            Coded::Percent(30),
            Coded::Percent(45)
        ]
    );
    assert!(!group.allows_mean() && !group.allows_interval(0) && !group.allows_interval(1));
    assert!(group.allows_interval(2));
}

#[test]
fn mean_and_interval_stand_only_where_counts_could() {
    let plain = options(&[20, 30, 10], kith());
    assert!(plain.allows_mean() && plain.allows_interval(0) && !plain.allows_interval(3));
    let banded = options(&[6, 8, 5], kith());
    assert!(banded.is_shown() && !banded.allows_mean() && !banded.allows_interval(0));
    assert!(!options(&[2, 3, 4], kith()).allows_mean());
}

#[test]
fn possible_agrees_with_trying_every_count_under_every_pack() {
    for which in 0..Rules::all().len() {
        for (scope, of) in
            (0..3).flat_map(|scope| (1..=130).chain([199, 250, 301, 512]).map(move |of| (scope, of)))
        {
            let under = under(which, scope);
            let signs: Vec<Coded> = (0..=of).map(|part| share(part, of, under)).collect();
            for coded in signs.iter().copied().filter(|coded| *coded != Coded::Hidden) {
                let range = possible(coded, of, under).expect("it is said");
                let fits = |part: u64| signs[usize::try_from(part).unwrap()] == coded;
                // Nobody and everybody may be withheld by share alone; the rest is one run without gaps.
                let counted = (0..=u64::from(of)).filter(|&part| fits(part)).count() as u64;
                let ends = u64::from(range.low == 0 && !fits(0))
                    + u64::from(range.high == u64::from(of) && !fits(range.high));
                assert_eq!(range.high - range.low + 1, counted + ends, "{coded:?} of {of}");
                let stranger = said(coded, of).expect("it is said");
                assert!(
                    stranger.low <= range.low && range.high <= stranger.high,
                    "{coded:?} of {of}"
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn options_leave_no_coded_one_known(
        counts in prop::collection::vec(0..40_u32, 2..5), which in 0..16_usize, scope in 0..3_usize,
    ) {
        let under = under(which, scope);
        let group = options(&counts, under);
        let Some(of) = group.of else { return Ok(()) };
        prop_assert_eq!(of, counts.iter().sum::<u32>());
        let ranges: Vec<Possible> = group.options.iter().map(|&coded| possible(coded, of, under).unwrap()).collect();
        for (count, range) in counts.iter().zip(&ranges) {
            prop_assert!((range.low..=range.high).contains(&u64::from(*count)));
        }
        // Every table of these options, by counting up.
        let mut seen = vec![std::collections::BTreeSet::new(); counts.len()];
        let mut table: Vec<u64> = ranges.iter().map(|range| range.low).collect();
        'tables: loop {
            if table.iter().sum::<u64>() == u64::from(of) {
                for (seen, count) in seen.iter_mut().zip(&table) {
                    seen.insert(*count);
                }
            }
            for at in 0..table.len() {
                if table[at] < ranges[at].high {
                    table[at] += 1;
                    continue 'tables;
                }
                table[at] = ranges[at].low;
            }
            break;
        }
        for ((coded, range), seen) in group.options.iter().zip(&ranges).zip(&seen) {
            prop_assert!(coded.is_plain() || range.is_known() || seen.len() > 1, "{:?}", group);
        }
    }
}
