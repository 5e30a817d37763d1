//! Agreement with the shared reference values, to the digits that their page names.

use crate::{close, json, number, rows, shared};
use serde_json::Value;
use std::path::Path;

#[test]
fn reliability_of_the_bfi_agrees_with_psych() {
    let (Some(bfi), Some(alphas), Some(items)) = (
        shared("bfi.csv"),
        shared("ref_bfi_alpha_omega.csv"),
        shared("ref_bfi_item_stats.csv"),
    ) else {
        return;
    };
    let scales = [
        ("agree", "A1,A2,A3,A4,A5", "A1"),
        ("extraversion", "E1,E2,E3,E4,E5", "E1,E2"),
    ];
    for (scale, names, reversed) in scales {
        let words = [
            "reliability",
            bfi.to_str().unwrap(),
            "--items",
            names,
            "--reversed",
            reversed,
        ];
        let answer = json(&[&words[..], &["--lowest", "1", "--highest", "6"]].concat());
        let of_scale = |file: &Path| rows(file).into_iter().filter(|row| row[0] == scale).collect();
        let (alphas, items): (Vec<_>, Vec<_>) = (of_scale(&alphas), of_scale(&items));
        assert_eq!((alphas.len(), items.len()), (2, 10));
        for row in &alphas {
            alpha_agrees(&answer, row);
        }
        for row in &items {
            item_agrees(&answer, row);
        }
    }
}

fn alpha_agrees(answer: &Value, row: &[String]) {
    let agrees = |field: &str, at: usize, within: f64| {
        close(number(answer, field), row[at].parse().unwrap(), within, field);
    };
    let fields = [
        (4, "alpha"),
        (5, "alpha_standardised"),
        (6, "lambda_6"),
        (7, "mean_correlation"),
        (8, "signal_to_noise"),
        (9, "standard_error"),
        (12, "median_correlation"),
        (13, "feldt.low"),
        (14, "feldt.high"),
    ];
    for (at, field) in fields {
        agrees(&format!("{}.{field}", row[1]), at, 1e-9);
    }
    if row[1] == "pairwise" {
        agrees("mean", 10, 1e-9);
        agrees("sd", 11, 1e-9);
        agrees("omega_minimum_residual.of_total", 15, 1e-5);
    }
    agrees("omega_maximum_likelihood.of_model", 16, 1e-5);
}

fn item_agrees(answer: &Value, row: &[String]) {
    let listed = answer[&row[1]]["items"].as_array().unwrap();
    let item = listed
        .iter()
        .find(|item| item["item"] == row[2].as_str())
        .unwrap();
    let fields = [
        "n",
        "r_raw",
        "r_corrected",
        "r_rest",
        "mean",
        "sd",
        "alpha_without",
    ];
    for (field, cell) in fields.iter().zip(&row[3..]) {
        close(number(item, field), cell.parse().unwrap(), 1e-9, field);
    }
}

/// The data set, model, its name here, and its file and items.
const MODELS: [(&str, &str, &str, &str, &str); 5] = [
    (
        "LSAT6 Rasch(sigma free)",
        "pcm",
        "rasch",
        "lsat6.csv",
        "Q1,Q2,Q3,Q4,Q5",
    ),
    ("LSAT6 2PL", "gpcm", "2pl", "lsat6.csv", "Q1,Q2,Q3,Q4,Q5"),
    (
        "VerbalAggression1-6",
        "pcm",
        "pcm",
        "verbal_aggression.csv",
        VERBAL,
    ),
    (
        "VerbalAggression1-6",
        "gpcm",
        "gpcm",
        "verbal_aggression.csv",
        VERBAL,
    ),
    (
        "VerbalAggression1-6",
        "grm",
        "grm",
        "verbal_aggression.csv",
        VERBAL,
    ),
];

const VERBAL: &str = "S1WantCurse,S1DoCurse,S1WantScold,S1DoScold,S1WantShout,S1DoShout";

#[test]
fn models_agree_with_marginal_maximum_likelihood() {
    let Some(known) = shared("ref_mml_polished.csv") else {
        return;
    };
    let known = rows(&known);
    for (data, model, named, file, items) in MODELS {
        let Some(file) = shared(file) else { return };
        let answer = json(&[
            "model",
            file.to_str().unwrap(),
            "--items",
            items,
            "--model",
            named,
        ]);
        assert_eq!(answer["converged"], true);
        let mut seen = 0;
        for row in known.iter().filter(|row| row[0] == data && row[1] == model) {
            close(
                number(&answer, "log_likelihood"),
                row[2].parse().unwrap(),
                1e-5,
                "log-likelihood",
            );
            let listed = answer["items"].as_array().unwrap();
            let item = listed
                .iter()
                .find(|item| item["item"] == row[3].as_str())
                .unwrap();
            let found = match row[4].strip_prefix('b') {
                Some(at) => item["thresholds"][at.parse::<usize>().unwrap() - 1]
                    .as_f64()
                    .unwrap(),
                None => number(item, "slope"),
            };
            close(
                found,
                row[5].parse().unwrap(),
                1e-4,
                &format!("{data} {model} {}", row[3]),
            );
            seen += 1;
        }
        assert!(seen >= 10, "{data} {model}: {seen}");
    }
}

#[test]
fn scores_of_the_rasch_model_agree() {
    let (Some(file), Some(known)) = (shared("lsat6.csv"), shared("ref_pcm_scores.csv")) else {
        return;
    };
    let items = "Q1,Q2,Q3,Q4,Q5";
    let answer = json(&[
        "model",
        file.to_str().unwrap(),
        "--items",
        items,
        "--model",
        "rasch",
    ]);
    let mut seen = 0;
    for row in rows(&known).iter().filter(|row| row[0].starts_with("LSAT6")) {
        let line = &answer["scores"][row[1].parse::<usize>().unwrap()];
        let known = |at: usize| row[at].parse::<f64>().unwrap();
        close(number(line, "eap.0"), known(2), 1e-4, "EAP");
        close(number(line, "eap.1"), known(3), 1e-4, "posterior deviation");
        if known(4).is_finite() {
            close(number(line, "ml.0"), known(4), 2e-4, "ML");
        } else {
            assert_eq!(line["ml"], Value::Null);
        }
        close(number(line, "wle.0"), known(5), 2e-4, "WLE");
        seen += 1;
    }
    assert_eq!(seen, 6);
}

#[test]
fn mantel_haenszel_by_gender_agrees() {
    let (Some(file), Some(known)) = (shared("verbal_aggression.csv"), shared("ref_dif_mh_va.csv")) else {
        return;
    };
    let known = rows(&known);
    let items: Vec<&str> = known.iter().map(|row| row[0].as_str()).collect();
    let items = items.join(",");
    let words = [
        "dif",
        file.to_str().unwrap(),
        "--items",
        &items,
        "--group",
        "gender",
        "--cut",
        "1",
    ];
    let answer = json(&words);
    assert_eq!(answer["reference"], "female");
    let found = &answer["comparisons"][0];
    assert_eq!(found["focal"], "male");
    for (at, row) in known.iter().enumerate() {
        let item = &found["differences"]["items"][at];
        let fields = [
            "strata",
            "chi_squared",
            "p",
            "odds_ratio",
            "log_error",
            "delta",
            "p_bh",
        ];
        for (field, cell) in fields.iter().zip(&row[1..]) {
            close(
                number(item, field),
                cell.parse().unwrap(),
                5.1e-6,
                &format!("{} {field}", row[0]),
            );
        }
        // The reference leaves some between two classes: "B/C".
        assert!(row[8].contains(item["ets"].as_str().unwrap()), "{}", row[0]);
    }
}

#[test]
fn levels_of_the_army_agree_with_multilevel_and_lme4() {
    let (Some(file), Some(known)) = (shared("bh1996.csv"), shared("ref_multilevel.csv")) else {
        return;
    };
    let known = rows(&known);
    for score in ["HRS", "LEAD", "COHES", "WBEING"] {
        let answer = json(&[
            "levels",
            file.to_str().unwrap(),
            "--score",
            score,
            "--group",
            "GRP",
        ]);
        let value = |quantity: &str| {
            let row = known.iter().find(|row| row[0] == quantity).unwrap();
            row[1].parse::<f64>().unwrap()
        };
        for (quantity, field, within) in [
            (format!("bh1996 ICC1 aov {score}"), "icc_1", 1e-8),
            (format!("bh1996 ICC2 aov {score}"), "icc_2", 1e-8),
            (format!("MSB {score}"), "mean_square_between", 1e-8),
            (format!("MSW {score}"), "mean_square_within", 1e-8),
            (format!("bh1996 REML tau2 {score}"), "reml.between", 1e-5),
            (format!("bh1996 REML sigma2 {score}"), "reml.within", 1e-5),
            (format!("bh1996 REML ICC {score}"), "reml.icc", 1e-5),
            (format!("bh1996 REML grand mean {score}"), "reml.mean", 1e-5),
        ] {
            let known = value(&quantity);
            close(
                number(&answer, field),
                known,
                within * known.abs().max(1.0),
                &quantity,
            );
        }
    }
}

/// Rows of `estimates`, by what they are of and the group.
fn estimate(answer: &Value, of: &str, group: Option<&str>) -> (f64, f64, Value) {
    let rows = answer["estimates"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["of"] == of && row["group"].as_str() == group)
        .unwrap();
    (number(row, "estimate"), number(row, "error"), row.clone())
}

/// A value of the survey package and its error, or the two ends of an interval.
fn known(quantity: &str) -> Option<(f64, f64)> {
    let rows = rows(&shared("ref_survey.csv")?);
    let row = rows.iter().find(|row| row[0] == quantity).unwrap();
    Some((row[1].parse().unwrap(), row[2].parse().unwrap_or(f64::NAN)))
}

fn survey_agrees(answer: &Value, (of, group): (&str, Option<&str>), quantity: &str) {
    let (found, error, _) = estimate(answer, of, group);
    let (value, known_error) = known(quantity).unwrap();
    close(found, value, 5.1e-9 * value.abs().max(1.0), quantity);
    close(error, known_error, 5.1e-9 * known_error.abs().max(1.0), quantity);
}

/// Means, totals and shares of a sample of schools.
fn sampled(file: &Path, more: &[&str]) -> Value {
    let words = ["design", file.to_str().unwrap(), "--weight", "pw", "--y", "api00"];
    let asked = ["--total", "enroll", "--proportion", "stype,sch.wide"];
    json(&[&words, &asked[..], more].concat())
}

#[test]
fn simple_samples_of_schools_agree_with_the_survey_package() {
    let (Some(file), Some(_)) = (shared("apisrs.csv"), shared("ref_survey.csv")) else {
        return;
    };
    for (label, more) in [("srs+fpc", &["--fpc", "fpc"][..]), ("srs nofpc", &[])] {
        let answer = sampled(&file, more);
        survey_agrees(
            &answer,
            ("mean of api00", None),
            &format!("svymean api00 {label} | api00"),
        );
        survey_agrees(
            &answer,
            ("total of enroll", None),
            &format!("svytotal enroll {label} | enroll"),
        );
        for level in ["E", "H", "M"] {
            let quantity = format!("svymean stype {label} | stype{level}");
            survey_agrees(&answer, (&format!("stype {level}"), None), &quantity);
        }
    }
}

#[test]
fn stratified_sample_of_schools_agrees_with_the_survey_package() {
    let (Some(file), Some(_)) = (shared("apistrat.csv"), shared("ref_survey.csv")) else {
        return;
    };
    let words = [
        "--strata",
        "stype",
        "--fpc",
        "fpc",
        "--by",
        "stype",
        "--association",
        "sch.wide,stype",
    ];
    let answer = sampled(&file, &words);
    survey_agrees(&answer, ("mean of api00", None), "svymean api00 strat | api00");
    survey_agrees(
        &answer,
        ("total of enroll", None),
        "svytotal enroll strat | enroll",
    );
    let (_, _, row) = estimate(&answer, "mean of api00", None);
    close(
        number(&row, "design_effect"),
        known("deff api00 strat").unwrap().0,
        1e-8,
        "design effect",
    );
    for level in ["E", "H", "M"] {
        let quantity = format!("svyby api00 by stype strat {level}");
        survey_agrees(&answer, ("mean of api00", Some(level)), &quantity);
    }
    survey_agrees(
        &answer,
        ("sch.wide Yes", None),
        "svyciprop sch.wide strat logit est|se",
    );
    let (_, _, row) = estimate(&answer, "sch.wide Yes", None);
    let (low, high) = known("svyciprop sch.wide strat logit lo|hi").unwrap();
    close(number(&row, "interval.low"), low, 5.1e-9, "low");
    close(number(&row, "interval.high"), high, 5.1e-9, "high");
    let (f, p) = known("svychisq sch.wide x stype strat F | p").unwrap();
    close(number(&answer, "association.f"), f, 5.1e-8, "F");
    close(number(&answer, "association.p"), p, 5.1e-9, "p");
}

#[test]
fn intervals_of_shares_agree() {
    let Some(known) = shared("ref_binomial_intervals.csv") else {
        return;
    };
    for row in rows(&known) {
        let answer = json(&["proportion", "--of", &row[0], "--part", &row[1]]);
        let methods = [
            "wilson",
            "wilson_corrected",
            "clopper_pearson",
            "jeffreys",
            "agresti_coull",
        ];
        for (at, method) in methods.iter().enumerate() {
            for (side, cell) in ["low", "high"].iter().zip(&row[2 + 2 * at..]) {
                close(
                    number(&answer, &format!("{method}.{side}")),
                    cell.parse::<f64>().unwrap().clamp(0.0, 1.0),
                    5.1e-9,
                    method,
                );
            }
        }
    }
}
