//! Every built-in pack with cases from its source: just under, at and over its limits.

use disclosure::coding::{Coded, Under, options, share};
use disclosure::rules::{ComplementRule, Prefer, Purpose, Rules, Scope, hidden_levels};
use disclosure::{Error, Protection};

fn pack(id: &str) -> &'static Rules {
    Rules::named(id).unwrap()
}

fn at(id: &str, scope: Scope) -> Under<'static> {
    Under {
        rules: pack(id),
        scope,
        purpose: Purpose::General,
    }
}

fn school(id: &str) -> Under<'static> {
    at(id, Scope::School)
}

/// The least number of people is shown, one fewer is not.
fn least(id: &str, purpose: Purpose, number: u32) {
    let rules = pack(id);
    assert_eq!(rules.least(purpose), number, "{id}");
    assert!(!rules.shows(number - 1, purpose), "{id}");
    assert!(
        rules.shows(number, purpose) && rules.shows(number + 1, purpose),
        "{id}"
    );
}

#[test]
fn pack_of_kith_needs_ten_and_shows_shares_as_they_are() {
    least("kith", Purpose::Survey, 10);
    least("kith", Purpose::Comments, 10);
    assert_eq!(Rules::kith().id, "kith");
    assert!(!Rules::kith().codes_shares());
    assert_eq!(share(1, 10, school("kith")), Coded::Exact { part: 1, of: 10 });
    assert_eq!(share(0, 10, school("kith")), Coded::Hidden);
    assert_eq!(options(&[0, 10], school("kith")).of, None);
    let coding: Vec<&str> = Rules::all()
        .iter()
        .filter(|pack| pack.codes_shares())
        .map(|pack| pack.id.as_str())
        .collect();
    assert_eq!(
        coding,
        [
            "colorado",
            "connecticut",
            "dc-osse",
            "delaware",
            "edfacts",
            "kith-public",
            "nces-brief-3",
            "new-york",
            "tennessee",
            "washington-doh",
        ]
    );
}

#[test]
fn pack_of_kith_for_the_public_needs_ten_and_leaves_three_counts_under_every_code() {
    least("kith-public", Purpose::Survey, 10);
    least("kith-public", Purpose::Comments, 10);
    assert_eq!(share(2, 10, school("kith-public")), Coded::AtMost(20));
    assert_eq!(
        share(3, 10, school("kith-public")),
        Coded::Band { low: 20, high: 40 }
    );
    assert_eq!(
        share(9, 19, school("kith-public")),
        Coded::Band { low: 40, high: 60 }
    );
    assert_eq!(share(18, 20, school("kith-public")), Coded::AtLeast(90));
    assert_eq!(
        share(17, 20, school("kith-public")),
        Coded::Band { low: 80, high: 90 }
    );
    assert_eq!(
        share(25, 50, school("kith-public")),
        Coded::Exact { part: 25, of: 50 }
    );
    assert_eq!(share(297, 300, school("kith-public")), Coded::AtLeast(99));
    assert_eq!(
        share(296, 300, school("kith-public")),
        Coded::Exact { part: 296, of: 300 }
    );
    for of in 10..2_000 {
        let coded = share(0, of, school("kith-public"));
        assert!(!coded.is_plain());
        assert_eq!(
            (
                share(1, of, school("kith-public")),
                share(2, of, school("kith-public"))
            ),
            (coded, coded),
            "{of}"
        );
        let high = share(of, of, school("kith-public"));
        assert_eq!(share(of - 2, of, school("kith-public")), high, "{of}");
    }
}

#[test]
fn pack_of_delaware_hides_fifteen_and_codes_beyond_five_and_ninety_five() {
    least("delaware", Purpose::General, 16);
    least("delaware", Purpose::Accountability, 16);
    assert_eq!(share(8, 15, school("delaware")), Coded::Hidden);
    assert_eq!(share(8, 16, school("delaware")), Coded::Percent(50));
    // 5 and 95 percent themselves are shown; what is beyond them is not, even where it would round to them.
    assert_eq!(share(19, 20, school("delaware")), Coded::Percent(95));
    assert_eq!(share(20, 20, school("delaware")), Coded::Above(95));
    assert_eq!(share(1, 20, school("delaware")), Coded::Percent(5));
    assert_eq!(share(1, 21, school("delaware")), Coded::Below(5));
    assert_eq!(pack("delaware").complement.rule, ComplementRule::Optimal);
}

#[test]
fn pack_of_wisconsin_hides_both_of_two_levels_and_the_agency_first() {
    least("wisconsin", Purpose::General, 6);
    assert!(pack("wisconsin").shows(0, Purpose::General));
    // The source's own case: ten who are not disadvantaged, five who are.
    assert_eq!(
        hidden_levels(pack("wisconsin"), &[10, 5], Purpose::General).unwrap(),
        [true, true]
    );
    assert_eq!(
        hidden_levels(pack("wisconsin"), &[10, 6], Purpose::General).unwrap(),
        [false, false]
    );
    assert_eq!(pack("wisconsin").complement.prefer_hiding, Prefer::Agency);
}

#[test]
fn pack_of_new_york_hides_the_next_smallest_group() {
    least("new-york", Purpose::General, 5);
    least("new-york", Purpose::Accountability, 30);
    let hidden = |people: &[u32]| hidden_levels(pack("new-york"), people, Purpose::General).unwrap();
    assert_eq!(hidden(&[40, 4, 12, 30]), [false, true, true, false]);
    assert_eq!(hidden(&[40, 5, 12, 30]), [false; 4]);
    // As printed for Lyncourt's third grade of 2016 (data.nysed.gov/reportcard.php?instid=800000040916&year=2016): four,
    // three, three and three are hidden and shown as 13 together, 19 stay; of two levels both go.
    assert_eq!(hidden(&[4, 3, 3, 19, 3]), [true, true, true, false, true]);
    assert_eq!(hidden(&[31, 1]), [true, true]);
    // Three and one together are still fewer than five.
    assert_eq!(hidden(&[40, 3, 1, 30]), [false, true, true, true]);
    assert_eq!(
        pack("new-york").complement.pooled.as_deref(),
        Some("Small Group Total")
    );
}

#[test]
fn pack_of_dc_needs_ten_and_has_no_codes_whose_sizes_are_unknown() {
    least("dc-osse", Purpose::General, 10);
    let rules = pack("dc-osse");
    assert!(rules.tails.is_empty() && rules.bands.is_empty());
    let signs = (
        rules.symbols.small.as_deref(),
        rules.symbols.complement.as_deref(),
    );
    assert_eq!(signs, (Some("n<10"), Some("DS")));
    assert_eq!(share(8, 9, school("dc-osse")), Coded::Hidden);
    assert_eq!(share(8, 10, school("dc-osse")), Coded::Percent(80));
    assert_eq!(share(10, 10, school("dc-osse")), Coded::Hidden);
}

#[test]
fn pack_of_colorado_needs_sixteen_and_four_at_every_level() {
    least("colorado", Purpose::General, 16);
    assert!(options(&[4, 4, 4, 4], school("colorado")).is_shown());
    assert!(!options(&[3, 5, 4, 4], school("colorado")).is_shown());
    assert!(!options(&[0, 8, 8, 8], school("colorado")).is_shown());
    assert!(!options(&[4, 4, 4, 3], school("colorado")).is_shown());
    assert_eq!(share(12, 16, school("colorado")), Coded::Percent(75));
    assert_eq!(share(13, 16, school("colorado")), Coded::Hidden);
}

#[test]
fn pack_of_tennessee_hides_all_levels_for_one_extreme_one() {
    least("tennessee", Purpose::General, 10);
    let district = at("tennessee", Scope::Agency);
    // 4 of 100: below 5 percent of a school, not below 1 percent of a district.
    assert!(!options(&[4, 40, 30, 26], school("tennessee")).is_shown());
    assert!(options(&[5, 40, 30, 25], school("tennessee")).is_shown());
    assert!(options(&[4, 40, 30, 26], district).is_shown());
    assert!(options(&[1, 40, 33, 26], district).is_shown());
    assert!(!options(&[0, 40, 34, 26], district).is_shown());
    assert!(!options(&[0, 40, 34, 26], at("tennessee", Scope::State)).is_shown());
}

#[test]
fn pack_of_connecticut_needs_six_of_twenty() {
    least("connecticut", Purpose::General, 20);
    let of = |part, of| share(part, of, school("connecticut"));
    assert_eq!(of(6, 20), Coded::Exact { part: 6, of: 20 });
    assert_eq!((of(5, 20), of(6, 19)), (Coded::Hidden, Coded::Hidden));
    assert_eq!(of(15, 20), Coded::Hidden, "the other five follow");
    assert_eq!(of(14, 20), Coded::Exact { part: 14, of: 20 });
    assert!(options(&[6, 6, 8], school("connecticut")).is_shown());
    assert!(!options(&[5, 7, 8], school("connecticut")).is_shown());
}

#[test]
fn pack_of_washington_hides_one_to_nine_above_and_below_the_line() {
    least("washington-doh", Purpose::General, 10);
    assert!(pack("washington-doh").shows(0, Purpose::General));
    let of = |part, of| share(part, of, school("washington-doh"));
    assert_eq!((of(9, 40), of(31, 40)), (Coded::Hidden, Coded::Hidden));
    assert_eq!(of(10, 40), Coded::Exact { part: 10, of: 40 });
    assert!(options(&[0, 20, 20], school("washington-doh")).is_shown());
    assert!(!options(&[1, 20, 20], school("washington-doh")).is_shown());
    let hidden = hidden_levels(pack("washington-doh"), &[9, 10], Purpose::General).unwrap();
    assert_eq!(hidden, [true, true]);
}

#[test]
fn pack_of_launchboard_hides_one_to_nine_and_in_surveys_one_and_two() {
    least("california-launchboard", Purpose::General, 10);
    least("california-launchboard", Purpose::Survey, 3);
    let rules = pack("california-launchboard");
    assert!(rules.shows(0, Purpose::General) && rules.shows(0, Purpose::Survey));
    assert!(rules.least.below_five.is_some() && !rules.verified);
    assert_eq!(rules.least(Purpose::Comments), 10);
    let hidden = |people: &[u32], purpose| hidden_levels(rules, people, purpose).unwrap();
    assert_eq!(
        hidden(&[0, 9, 50, 30], Purpose::General),
        [false, true, false, true]
    );
    assert_eq!(
        hidden(&[9, 8, 50, 30], Purpose::General),
        [true, true, false, false]
    );
    assert_eq!(
        hidden(&[2, 8, 50, 30], Purpose::Survey),
        [true, true, false, false]
    );
    assert_eq!(hidden(&[3, 8, 50, 30], Purpose::Survey), [false; 4]);
}

#[test]
fn pack_of_edfacts_widens_bands_as_groups_shrink() {
    least("edfacts", Purpose::General, 6);
    let of = |part, of| share(part, of, school("edfacts"));
    assert_eq!(of(2, 5), Coded::Hidden);
    assert_eq!(
        (of(2, 6), of(3, 6)),
        (
            Coded::Band { low: 0, high: 49 },
            Coded::Band { low: 50, high: 100 }
        )
    );
    assert_eq!(
        (of(15, 15), of(0, 15)),
        (
            Coded::Band { low: 50, high: 100 },
            Coded::Band { low: 0, high: 49 }
        )
    );
    assert_eq!(
        (of(3, 16), of(4, 16)),
        (Coded::AtMost(20), Coded::Band { low: 21, high: 39 })
    );
    assert_eq!(
        (of(8, 16), of(13, 16)),
        (Coded::Band { low: 40, high: 59 }, Coded::AtLeast(80))
    );
    assert_eq!(
        (of(23, 30), of(24, 30)),
        (Coded::Band { low: 60, high: 79 }, Coded::AtLeast(80))
    );
    assert_eq!(
        (of(3, 31), of(4, 31)),
        (Coded::AtMost(10), Coded::Band { low: 11, high: 19 })
    );
    assert_eq!(
        (of(3, 61), of(4, 61)),
        (Coded::AtMost(5), Coded::Band { low: 6, high: 9 })
    );
    assert_eq!(of(285, 300), Coded::AtLeast(95));
    assert_eq!(
        (of(285, 301), of(298, 301), of(4, 301)),
        (Coded::Percent(95), Coded::AtLeast(99), Coded::AtMost(1))
    );
    assert!(!pack("edfacts").verified);
}

#[test]
fn pack_of_nces_brief_tightens_codes_as_groups_grow() {
    least("nces-brief-3", Purpose::General, 10);
    let of = |part, of| share(part, of, school("nces-brief-3"));
    assert_eq!((of(16, 20), of(15, 20)), (Coded::AtLeast(80), Coded::Percent(75)));
    assert_eq!((of(2, 21), of(3, 21)), (Coded::AtMost(10), Coded::Percent(14)));
    assert_eq!((of(2, 41), of(3, 41)), (Coded::AtMost(5), Coded::Percent(7)));
    assert_eq!(
        (of(98, 101), of(97, 101)),
        (Coded::AtLeast(97), Coded::Percent(96))
    );
    assert_eq!(
        (of(197, 201), of(196, 201)),
        (Coded::AtLeast(98), Coded::AtLeast(98))
    );
    assert_eq!(
        (of(298, 301), of(296, 301)),
        (Coded::AtLeast(99), Coded::Percent(98))
    );
    assert!(!pack("nces-brief-3").verified);
}

#[test]
fn pack_of_panorama_merges_with_the_next_smallest() {
    least("panorama", Purpose::Survey, 5);
    least("panorama", Purpose::Comments, 10);
    let hidden = |people: &[u32]| hidden_levels(pack("panorama"), people, Purpose::Survey).unwrap();
    assert_eq!(hidden(&[4, 9, 20]), [true, true, false]);
    assert_eq!(hidden(&[5, 9, 20]), [false; 3]);
}

#[test]
fn pack_of_perts_merges_into_small_groups() {
    least("perts", Purpose::Survey, 5);
    assert_eq!(pack("perts").complement.pooled.as_deref(), Some("Small Groups"));
    // The source's own case: four, three and three are shown as ten together.
    let hidden = hidden_levels(pack("perts"), &[4, 3, 3, 20], Purpose::Survey).unwrap();
    assert_eq!(hidden, [true, true, true, false]);
}

#[test]
fn pack_of_the_learning_bar_tells_charts_words_and_reports_apart() {
    least("learning-bar", Purpose::Survey, 5);
    least("learning-bar", Purpose::Comments, 10);
    least("learning-bar", Purpose::StaffComments, 5);
    let rules = pack("learning-bar");
    assert!(rules.shows_report(50, 2) && !rules.shows_report(49, 2) && !rules.shows_report(50, 1));
    let hidden = hidden_levels(rules, &[4, 9], Purpose::Survey).unwrap();
    assert_eq!(hidden, [true, false], "it has no complementary rule");
}

#[test]
fn pack_of_lattice_hides_the_next_smallest() {
    least("lattice", Purpose::Survey, 5);
    let hidden = hidden_levels(pack("lattice"), &[30, 4, 9], Purpose::Survey).unwrap();
    assert_eq!(hidden, [false, true, true]);
}

#[test]
fn packs_give_the_protection_they_ask_for() {
    let asks = |id: &str, purpose| pack(id).protection(purpose).map(Protection::least);
    assert_eq!(asks("kith", Purpose::Survey), Ok(10));
    assert_eq!(asks("delaware", Purpose::General), Ok(16));
    // Below five, since the pack says why; a number alone cannot.
    assert_eq!(asks("california-launchboard", Purpose::Survey), Ok(3));
    assert_eq!(Protection::new(3), Err(Error::Least { least: 3, lowest: 5 }));
    let two = toml::to_string(pack("california-launchboard")).unwrap();
    let two = Rules::read(&two.replace("survey = 3", "survey = 2")).unwrap();
    assert_eq!(
        two.protection(Purpose::Survey),
        Err(Error::Least { least: 2, lowest: 3 })
    );
    let mut silent = pack("california-launchboard").clone();
    silent.least.below_five = None;
    assert_eq!(
        silent.protection(Purpose::Survey),
        Err(Error::Least { least: 3, lowest: 5 })
    );
}

#[test]
fn packs_are_listed_once_and_found_by_id() {
    let ids: Vec<&str> = Rules::all().iter().map(|pack| pack.id.as_str()).collect();
    assert_eq!((ids.len(), ids[0]), (17, "kith"));
    assert!(ids[1..].is_sorted_by(|one, other| one < other));
    for id in ids {
        assert_eq!(Rules::named(id).unwrap().id, id);
    }
    assert_eq!(Rules::named("New York").unwrap().id, "new-york");
    let meant = |id: &str| Rules::named(id).unwrap_err().nearest;
    assert_eq!(meant("delawear").as_deref(), Some("delaware"));
    assert_eq!(meant("launchboard").as_deref(), Some("california-launchboard"));
    assert_eq!(meant("wisconson").as_deref(), Some("wisconsin"));
    assert_eq!(meant("zzzzzzzz"), None);
    assert_eq!(meant(&"k".repeat(100_000)), None);
    assert_eq!(
        Rules::named("delawear").unwrap_err().to_string(),
        "there is no rule pack \"delawear\": did you mean \"delaware\"?"
    );
}
