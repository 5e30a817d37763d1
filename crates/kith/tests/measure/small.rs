//! Small examples whose values can be had by hand or from a publication, and the words for a reader.

use std::fmt::Write as _;

use crate::{close, file, json, number, run};

#[test]
fn proportion_of_a_population_has_exact_intervals_and_all_of_them_when_everybody_answered() {
    let answer = json(&["proportion", "--part", "7", "--of", "12", "--population", "12"]);
    let of = |field: &str| number(&answer["of_the_population"], field);
    close(of("hypergeometric.low"), 7.0 / 12.0, 1e-12, "low");
    close(of("wilson_finite.high"), 7.0 / 12.0, 1e-12, "high");
}

#[test]
fn weights_meet_both_totals_and_keep_who_lacks_a_weight_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("grade,gender,answered\n");
    for person in 0..40 {
        let grade = if person % 4 == 0 { "7" } else { "8" };
        let gender = if person % 3 == 0 { "f" } else { "m" };
        writeln!(text, "{grade},{gender},{}", u8::from(person % 5 != 0)).unwrap();
    }
    let answers = file(&folder, &text);
    let totals = folder.path().join("totals.csv");
    std::fs::write(
        &totals,
        "column,level,total\ngrade,7,50\ngrade,8,50\ngender,f,48\ngender,m,52\n",
    )
    .unwrap();
    let totals = totals.to_str().unwrap();
    let answer = json(&[
        "weight",
        &answers,
        "--totals",
        totals,
        "--responded",
        "answered",
        "--least",
        "2",
    ]);
    let weights = answer["weights"].as_array().unwrap();
    let sum = |keeps: &dyn Fn(usize) -> bool| -> f64 {
        (0..40)
            .filter(|person| keeps(*person))
            .filter_map(|person| weights[person].as_f64())
            .sum()
    };
    close(sum(&|person| person % 4 == 0), 50.0, 1e-6, "grade 7");
    close(sum(&|person| person % 3 == 0), 48.0, 1e-6, "f");
    close(
        sum(&|person| person % 5 == 0),
        0.0,
        0.0,
        "those who did not answer",
    );
    close(number(&answer, "representativity.rate"), 0.8, 1e-12, "rate");
    assert!(number(&answer, "unequal_weighting") > 1.0);
}

#[test]
fn trend_of_rising_shares_and_of_rising_values() {
    let shares = json(&["trend", "--part", "10,15,20", "--of", "40,40,40"]);
    // χ² = (Σ(t − 2) x)² / (p q Σ n (t − 2)²), p = 45/120.
    let chi_squared = 100.0 / (0.375 * 0.625 * 80.0);
    close(
        number(&shares, "cochran_armitage.statistic"),
        chi_squared,
        1e-12,
        "χ²",
    );
    let values = json(&["trend", "--values", "1,2,3,4,5", "--errors", "1,1,1,1,1"]);
    close(number(&values, "mann_kendall.p"), 2.0 / 120.0, 1e-12, "p");
    close(number(&values, "line.slope"), 1.0, 1e-12, "slope");
}

#[test]
fn comparison_names_size_and_corrects() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = String::from("score,school\n");
    for person in 0..30 {
        let school = ["a", "b", "c"][person % 3];
        let higher = if school == "c" { 2.0 } else { 0.0 };
        writeln!(
            text,
            "{},{school}",
            f64::from(u8::try_from(person / 3).unwrap()) / 4.0 + higher
        )
        .unwrap();
    }
    let answers = file(&folder, &text);
    let words = [
        "compare",
        &answers,
        "--score",
        "score",
        "--group",
        "school",
        "--reference",
        "a",
    ];
    let answer = json(&words);
    close(number(&answer, "groups.0.difference"), 0.0, 1e-12, "b");
    close(number(&answer, "groups.1.difference"), 2.0, 1e-12, "c");
    assert_eq!(answer["groups"][1]["size"], "large");
    close(
        number(&answer, "groups.1.p_holm"),
        2.0 * number(&answer, "groups.1.p"),
        1e-15,
        "Holm",
    );
    let corrected = json(&["compare", "--p", "0.01,0.04,0.03,0.005"]);
    close(number(&corrected, "holm.3"), 0.02, 1e-15, "Holm");
    close(
        number(&corrected, "benjamini_hochberg.1"),
        0.04,
        1e-15,
        "Benjamini and Hochberg",
    );
}

/// 1,200 people; level b answers item y higher than people alike.
fn unfair() -> String {
    let (mut text, mut state) = (String::from("w,x,y,z,group\n"), 1_u64);
    // A linear congruential generator (Knuth, The Art of Computer Programming 2, section 3.3.4).
    let mut below = |most: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    for person in 0..1_200 {
        let own = below(4);
        let mut answer = |more: u64| (own + below(3) + more).min(6);
        let (is_b, w, x) = (person % 2, answer(0), answer(0));
        let (y, z) = (answer(2 * is_b), answer(0));
        writeln!(text, "{w},{x},{y},{z},{}", if is_b == 1 { "b" } else { "a" }).unwrap();
    }
    text
}

#[test]
fn ordinal_dif_finds_the_item_and_says_what_it_does_to_the_scale() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, &unfair());
    let words = [
        "dif",
        &answers,
        "--items",
        "w,x,y,z",
        "--group",
        "group",
        "--reference",
        "a",
        "--ordinal",
    ];
    let answer = json(&words);
    let found = &answer["comparisons"][0]["differences"];
    assert_eq!(found["anchors"], serde_json::json!(["w", "x", "z"]));
    assert_eq!(found["items"][2]["found"], true);
    assert!(number(found, "items.2.points") > 0.5);
    assert!(number(found, "effect_on_the_scale.points") > 0.1);
}

#[test]
fn invariance_of_a_group_that_answers_an_item_higher_stops_before_means() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, &unfair());
    let answer = json(&["invariance", &answers, "--items", "w,x,y,z", "--group", "group"]);
    assert!(answer["steps"].as_array().unwrap().len() >= 2);
    assert_ne!(answer["comparable"], "means");
    assert_ne!(answer["comparable"], "means and spread");
}

#[test]
fn levels_of_items_are_those_of_their_mean() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(
        &folder,
        "a,b,mean,school\n1,3,2,x\n2,,2,x\n4,4,4,y\n5,4,4.5,y\nNA,NA,NA,z\n",
    );
    let of_items = json(&["levels", &answers, "--items", "a,b", "--group", "school"]);
    let of_score = json(&["levels", &answers, "--score", "mean", "--group", "school"]);
    assert_eq!(of_items, of_score);
    assert_eq!(of_items["schools_without_a_score"], 1);
}

#[test]
fn without_json_there_are_lines_and_tables_to_read() {
    let output = run(&["proportion", "--part", "7", "--of", "12"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("share"), "{text}");
    assert!(text.contains("wilson             0.31951 to 0.80674"), "{text}");
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    assert!(
        help.contains("nothing is hidden and nobody is protected"),
        "{help}"
    );
}
