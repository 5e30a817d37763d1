//! The figures are those of `measure`, and what cannot be computed says why.

use disclosure::quality::{Figure, Invariance, ModelKind, Opposite, SchoolsOf, Verdict, Why};
use measure::reliability::{Alpha, Covariances, ScaleAnswers};
use tally::{Dimension, Geography, Membership, Place};

use crate::wave::Wave;

#[test]
fn alpha_is_that_of_the_answers_to_three_decimals() {
    let mut wave = Wave::new(600, 5, 4);
    // A reversed item is turned, or alpha would be far lower.
    wave.codes[2].iter_mut().for_each(|code| *code = 3 - *code);
    wave.reversed[2] = true;
    let items: Vec<(usize, bool)> = (0..5).map(|item| (item, item == 2)).collect();
    let values = ScaleAnswers::of_wave(&wave.answers(), &items).unwrap();
    let expected = Alpha::new(&Covariances::listwise(&values).unwrap()).unwrap();
    let told = wave.quality(None);
    let account = told.scales[0].figures.value().unwrap();
    let alpha = account.reliability.listwise.value().unwrap();
    assert!((alpha.alpha - expected.raw).abs() <= 0.0005 && alpha.alpha > 0.7);
    assert_eq!(account.reliability.pairwise.value(), Some(alpha));
    assert!(alpha.low < alpha.alpha && alpha.alpha < alpha.high);
    let omega = *account.reliability.omega.value().unwrap();
    assert!((omega - alpha.alpha).abs() < 0.01, "parallel items: {omega}");
    assert!(*account.reliability.categorical_omega.value().unwrap() > 0.7);
    let items = account.reliability.items.value().unwrap();
    assert!(items.iter().all(|item| item.rest_correlation > 0.3));
    assert!(items.iter().all(|item| item.alpha_without.unwrap() < alpha.alpha));
    assert_eq!(account.people, 600);
    assert_eq!(account.complete, Figure::Value(600));
}

#[test]
fn model_of_many_options_is_graded_with_rising_thresholds_and_a_rising_table() {
    let told = Wave::new(600, 5, 4).quality(None);
    let account = told.scales[0].figures.value().unwrap();
    let model = account.model.value().unwrap();
    assert_eq!(model.model, ModelKind::GradedResponse);
    assert_eq!(model.parameters, 5 * 4);
    for item in &model.items {
        assert!(item.slope.0 > 0.5 && item.slope.1 > 0.0);
        assert!(item.thresholds.is_sorted_by(|a, b| a.0 < b.0));
        assert!(item.thresholds.iter().all(|(_, error)| *error > 0.0));
    }
    let table = model.raw_to_scale.value().unwrap();
    assert_eq!((table[0].sum, table[15].sum, table.len()), (5, 20, 16));
    assert!(table.is_sorted_by(|a, b| a.theta < b.theta && a.points <= b.points));
    assert!(table.iter().all(|line| (1.0..=99.0).contains(&line.points)));
}

#[test]
fn model_of_two_options_is_the_two_parameter_one() {
    let told = Wave::new(600, 5, 2).quality(None);
    let account = told.scales[0].figures.value().unwrap();
    assert_eq!(account.model.value().unwrap().model, ModelKind::TwoParameter);
}

#[test]
fn model_where_an_option_was_chosen_by_nobody_has_no_table() {
    let mut wave = Wave::new(600, 4, 4);
    wave.codes[0].iter_mut().for_each(|code| *code = (*code).min(2));
    let told = wave.quality(None);
    let account = told.scales[0].figures.value().unwrap();
    let model = account.model.value().unwrap();
    assert_eq!(model.raw_to_scale, Figure::Withheld(Why::UnusedOption));
    assert_eq!(model.items[0].thresholds.len(), 2);
}

#[test]
fn scale_of_two_items_has_alpha_and_says_what_needs_more() {
    let told = Wave::new(600, 2, 4).quality(None);
    let account = told.scales[0].figures.value().unwrap();
    assert!(account.reliability.pairwise.value().is_some());
    let items = account.reliability.items.value().unwrap();
    assert!(items.iter().all(|item| item.alpha_without.is_none()));
    assert_eq!(account.model, Figure::Withheld(Why::FewItems { least: 3 }));
    assert_eq!(account.careless, Figure::Withheld(Why::FewItems { least: 10 }));
}

#[test]
fn scale_of_too_few_people_says_how_many_each_method_needs() {
    let told = Wave::new(29, 4, 4).quality(None);
    let account = told.scales[0].figures.value().unwrap();
    assert_eq!(
        account.reliability.pairwise,
        Figure::Withheld(Why::FewPeople { least: 30 })
    );
    assert_eq!(account.model, Figure::Withheld(Why::FewPeople { least: 250 }));
}

#[test]
fn model_of_items_that_one_item_decides_is_not_told() {
    let mut wave = Wave::new(400, 3, 2);
    wave.codes[1] = wave.codes[0].clone();
    wave.codes[2] = wave.codes[0].clone();
    let told = wave.quality(None);
    let account = told.scales[0].figures.value().unwrap();
    assert!(matches!(
        account.model,
        Figure::Withheld(Why::NotConverged | Why::Unsuitable)
    ));
}

/// Half of the people, in turn, are of level 1.
fn in_turn(person: usize) -> u16 {
    u16::from(person % 2 == 1)
}

#[test]
fn item_that_a_group_answers_higher_among_people_alike_is_found_and_moves_the_scale() {
    let mut wave = Wave::new(2_000, 5, 4).by("language", 2, in_turn);
    for person in (0..2_000).filter(|person| in_turn(*person) == 1) {
        wave.codes[3][person] = (wave.codes[3][person] + 1).min(3);
    }
    let told = wave.quality(None);
    let account = told.scales[0].figures.value().unwrap();
    let comparison = &account.fairness[0];
    assert_eq!(comparison.level, "language-1");
    assert_eq!(comparison.against, Opposite::Level("language-0".to_owned()));
    let differences = comparison.differences.value().unwrap();
    assert_eq!(differences.anchors, ["i0", "i1", "i2", "i4"]);
    let item = &differences.items[3];
    assert!(item.unfair == Some(true) && item.points.unwrap().0 > 0.5 && item.size.is_some());
    assert!(
        matches!(&differences.verdict, Verdict::ScaleDiffers { items, points, .. }
        if items == &["i3"] && (*points - differences.effect.points).abs() < 1e-9 && *points > 0.1)
    );
    assert!(matches!(
        differences.invariance.value(),
        Some(Invariance::Configural | Invariance::Metric)
    ));
}

#[test]
fn groups_that_answer_alike_are_comparable_to_the_strictest_level() {
    let told = Wave::new(2_000, 5, 4).by("language", 2, in_turn).quality(None);
    let account = told.scales[0].figures.value().unwrap();
    let differences = account.fairness[0].differences.value().unwrap();
    assert_eq!(differences.verdict, Verdict::Comparable);
    assert!(
        differences
            .items
            .iter()
            .all(|item| item.unfair == Some(false) && item.ets.is_none())
    );
    assert_eq!(differences.invariance, Figure::Value(Invariance::Strict));
}

#[test]
fn item_with_two_options_has_an_ets_class() {
    let mut wave = Wave::new(3_000, 6, 2).by("language", 2, in_turn);
    for person in (0..3_000).filter(|person| person % 4 == 1) {
        wave.codes[0][person] = 0;
    }
    let told = wave.quality(None);
    let account = told.scales[0].figures.value().unwrap();
    let items = &account.fairness[0].differences.value().unwrap().items;
    let (delta, class) = items[0].ets.unwrap();
    assert!(delta < -1.5, "harder for the focal group: {delta}");
    assert_eq!(class, 'C');
    assert!(items[1..].iter().all(|item| item.ets.unwrap().1 == 'A'));
}

#[test]
fn level_of_several_is_compared_with_everyone_without_it() {
    let mut wave = Wave::new(1_000, 4, 4);
    wave.dimensions.push(Dimension {
        id: "race".to_owned(),
        levels: vec!["a".to_owned(), "b".to_owned()],
        membership: Membership::Multiple((0..1_000).map(|person| [1, 2, 3, 0][person % 4]).collect()),
    });
    let told = wave.quality(None);
    let account = told.scales[0].figures.value().unwrap();
    assert_eq!(account.fairness.len(), 2);
    for comparison in &account.fairness {
        assert_eq!(comparison.against, Opposite::Rest);
        assert_eq!(
            comparison.differences.value().unwrap().verdict,
            Verdict::Comparable
        );
    }
}

/// Schools of 30 people, whose answers a school's number shifts.
fn schooled(schools: usize) -> Wave {
    let mut wave = Wave::new(schools * 30, 4, 4);
    for person in 0..schools * 30 {
        if person / 30 % 3 == 0 {
            for column in &mut wave.codes {
                column[person] = (column[person] + 1).min(3);
            }
        }
    }
    wave
}

#[test]
fn schools_that_differ_have_a_reliable_mean_from_some_number_of_answers() {
    let wave = schooled(24).by("school", 24, |person| u16::try_from(person / 30).unwrap());
    let told = wave.quality(Some(&SchoolsOf::Dimension("school")));
    let account = told.scales[0].figures.value().unwrap();
    let schools = account.schools.as_ref().unwrap().value().unwrap();
    assert_eq!(schools.schools, 24);
    assert!(schools.icc_1 > 0.05 && schools.icc_2 > 0.7 && schools.icc > 0.05);
    let needed: Vec<u32> = schools
        .answers_needed
        .iter()
        .map(|(_, needed)| needed.unwrap())
        .collect();
    assert!(needed.is_sorted_by(|a, b| a < b) && needed[0] >= 2);
    let (mean, median, share) = *schools.agreement.value().unwrap();
    assert!((0.0..=1.0).contains(&share) && mean > 0.0 && median > 0.0);
}

#[test]
fn schools_of_a_geography_enter_when_they_are_shown() {
    let wave = schooled(24);
    let places = (0..24).map(|at| Place {
        id: at.to_string(),
        kind: "school".to_owned(),
        parent: None,
    });
    let of = (0..24 * 30).map(|person| person / 30).collect();
    let geography = Geography::new(places.collect(), Vec::new(), of).unwrap();
    let told = |shown: &[usize]| {
        let quality = wave.quality(Some(&SchoolsOf::Geography {
            geography: &geography,
            shown,
        }));
        let account = quality.scales[0].figures.value().unwrap();
        account.schools.clone().unwrap()
    };
    let all: Vec<usize> = (0..24).collect();
    assert_eq!(told(&all[..12]).value().unwrap().schools, 12);
    assert_eq!(told(&all[..9]), Figure::Withheld(Why::FewSchools { least: 10 }));
    assert_eq!(told(&[]), Figure::Withheld(Why::FewSchools { least: 10 }));
}

#[test]
fn careless_people_who_answer_all_alike_are_counted_and_left_out_of_the_second_figure() {
    let mut wave = Wave::new(800, 12, 4);
    for column in &mut wave.codes {
        column[..60].fill(3);
    }
    let told = wave.quality(None);
    let careless = told.careless.value().unwrap();
    assert_eq!((careless.items, careless.long_string), (12, 6));
    assert!(careless.share >= 0.075 && careless.share < 0.2);
    let scale = told.scales[0].figures.value().unwrap().careless.value().unwrap();
    assert!(scale.mean.1 < scale.mean.0, "they all chose the highest option");
    assert!(scale.alpha.1 < scale.alpha.0, "and so agreed with themselves");
}
