//! Item response models against values computed by an independent program with 121 points, and against published ones.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::PathBuf;

use measure::response::{Calibration, Column, Ending, Fit, Item, Model, Patterns, Responses};

fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

fn shared(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("KITH_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let path = folder.join("reference").join(file);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: shared reference values not found");
    None
}

/// The columns of a file from the `from`th on, `count` of them.
fn columns(file: &str, from: usize, count: usize) -> Option<Vec<Vec<u8>>> {
    let mut columns = vec![Vec::new(); count];
    for record in csv::Reader::from_path(shared(file)?).unwrap().records() {
        let record = record.unwrap();
        for (at, column) in columns.iter_mut().enumerate() {
            column.push(record[from + at].parse().unwrap());
        }
    }
    Some(columns)
}

fn patterns(columns: &[Vec<u8>], categories: u8) -> Patterns {
    let items: Vec<Column<'_>> = columns
        .iter()
        .map(|column| Column::new(column, categories))
        .collect();
    let responses = Responses {
        items: &items,
        weights: None,
        groups: None,
    };
    Patterns::new(&responses).unwrap()
}

/// The 30 answer patterns of LSAT section 6 that occur, with how many of 1,000 people gave each (Bock and Lieberman 1970,
/// Psychometrika 35:179–197, table 1).
const LSAT6: [(&str, u32); 30] = [
    ("00000", 3),
    ("00001", 6),
    ("00010", 2),
    ("00011", 11),
    ("00100", 1),
    ("00101", 1),
    ("00110", 3),
    ("00111", 4),
    ("01000", 1),
    ("01001", 8),
    ("01011", 16),
    ("01101", 3),
    ("01110", 2),
    ("01111", 15),
    ("10000", 10),
    ("10001", 29),
    ("10010", 14),
    ("10011", 81),
    ("10100", 3),
    ("10101", 28),
    ("10110", 15),
    ("10111", 80),
    ("11000", 16),
    ("11001", 56),
    ("11010", 21),
    ("11011", 173),
    ("11100", 11),
    ("11101", 61),
    ("11110", 28),
    ("11111", 298),
];

fn lsat6() -> Patterns {
    let column = |item: usize| {
        LSAT6
            .iter()
            .map(move |(answers, _)| answers.as_bytes()[item] - b'0')
            .collect()
    };
    let columns: Vec<Vec<u8>> = (0..5).map(column).collect();
    let items: Vec<Column<'_>> = columns.iter().map(|column| Column::new(column, 2)).collect();
    let weights: Vec<f64> = LSAT6.iter().map(|(_, people)| f64::from(*people)).collect();
    let responses = Responses {
        items: &items,
        weights: Some(&weights),
        groups: None,
    };
    Patterns::new(&responses).unwrap()
}

/// Compares a fit with the rows of the reference file for one data set and model.
fn agrees(fit: &Fit, names: &[&str], data: &str, model: &str) {
    assert_eq!(fit.ending, Ending::Converged);
    let Some(path) = shared("ref_mml_polished.csv") else {
        return;
    };
    let mut seen = 0;
    for record in csv::Reader::from_path(path).unwrap().records() {
        let record = record.unwrap();
        if &record[0] != data || &record[1] != model {
            continue;
        }
        let item = &fit.items[names.iter().position(|name| *name == &record[3]).unwrap()];
        let found = match record[4].strip_prefix('b') {
            Some(threshold) => item.thresholds()[threshold.parse::<usize>().unwrap() - 1],
            None => item.slope(),
        };
        close(fit.log_likelihood, record[2].parse().unwrap(), 1e-6);
        close(found, record[5].parse().unwrap(), 1e-5);
        seen += 1;
    }
    assert_eq!(seen, fit.items.iter().map(Item::categories).sum::<usize>());
}

const QUESTIONS: [&str; 5] = ["Q1", "Q2", "Q3", "Q4", "Q5"];

const AGGRESSION: [&str; 6] = [
    "S1WantCurse",
    "S1DoCurse",
    "S1WantScold",
    "S1DoScold",
    "S1WantShout",
    "S1DoShout",
];

#[test]
fn rasch_lsat6_reference_agrees() {
    let fit = Calibration::new(Model::Rasch).fit(&lsat6()).unwrap();
    println!("{} passes", fit.passes);
    agrees(&fit, &QUESTIONS, "LSAT6 Rasch(sigma free)", "pcm");
    // Thissen (1982, Psychometrika 47:175–186): common slope 0.755, and difficulties times slope −2.730 −0.999 −0.240 −1.306 −2.099.
    close(fit.items[0].slope(), 0.755, 5e-4);
    for (item, published) in fit.items.iter().zip([-2.730, -0.999, -0.240, -1.306, -2.099]) {
        close(item.slope() * item.thresholds()[0], published, 1e-3);
    }
}

#[test]
fn two_parameter_lsat6_reference_agrees() {
    let fit = Calibration::new(Model::TwoParameter).fit(&lsat6()).unwrap();
    println!("{} passes", fit.passes);
    agrees(&fit, &QUESTIONS, "LSAT6 2PL", "gpcm");
    close(fit.log_likelihood, -2_466.653_377, 1e-6);
    let graded = Calibration::new(Model::GradedResponse).fit(&lsat6()).unwrap();
    close(graded.log_likelihood, fit.log_likelihood, 1e-8);
    for (one, other) in fit.items.iter().zip(&graded.items) {
        close(one.slope(), other.slope(), 1e-6);
        close(one.thresholds()[0], other.thresholds()[0], 1e-6);
    }
}

#[test]
fn partial_credit_verbal_aggression_reference_agrees() {
    let Some(columns) = columns("verbal_aggression.csv", 2, 6) else {
        return;
    };
    let patterns = patterns(&columns, 3);
    for (model, name) in [
        (Model::PartialCredit, "pcm"),
        (Model::GeneralisedPartialCredit, "gpcm"),
        (Model::GradedResponse, "grm"),
    ] {
        let fit = Calibration::new(model).fit(&patterns).unwrap();
        println!("{name}: {} passes", fit.passes);
        agrees(&fit, &AGGRESSION, "VerbalAggression1-6", name);
    }
}

#[test]
fn standard_errors_lsat6_numerical_hessian_agrees() {
    // From the fourth-order numerical Hessian of an independent log-likelihood with 121 points; Rizopoulos (2006, Journal of
    // Statistical Software 17(5)) prints the same for the two-parameter model, to three decimals.
    let patterns = lsat6();
    let calibration = Calibration::new(Model::TwoParameter);
    let fit = calibration.fit(&patterns).unwrap();
    let errors = calibration.standard_errors(&patterns, &fit).unwrap();
    let expected = [
        (0.258_119_8, 0.866_487_6),
        (0.186_679_6, 0.307_490_8),
        (0.232_764_0, 0.099_622_7),
        (0.185_143_0, 0.434_317_4),
        (0.209_910_4, 0.871_227_1),
    ];
    for (found, (slope, threshold)) in errors.items.iter().zip(expected) {
        close(found.slope.unwrap(), slope, 3e-5);
        close(found.thresholds[0], threshold, 3e-5);
    }
    assert_eq!(errors.populations, [None]);
    let calibration = Calibration::new(Model::Rasch);
    let fit = calibration.fit(&patterns).unwrap();
    let errors = calibration.standard_errors(&patterns, &fit).unwrap();
    let expected = [0.326_641_8, 0.142_182_3, 0.097_677_1, 0.169_136_1, 0.251_048_5];
    for (found, threshold) in errors.items.iter().zip(expected) {
        close(found.slope.unwrap(), 0.069_433_4, 3e-5);
        close(found.thresholds[0], threshold, 3e-5);
    }
}

#[test]
fn graded_two_groups_independent_program_agrees() {
    let Some(columns) = columns("verbal_aggression.csv", 2, 6) else {
        return;
    };
    let path = shared("verbal_aggression.csv").unwrap();
    let groups: Vec<u16> = csv::Reader::from_path(path)
        .unwrap()
        .records()
        .map(|record| u16::from(&record.unwrap()[0] == "female"))
        .collect();
    let items: Vec<Column<'_>> = columns.iter().map(|column| Column::new(column, 3)).collect();
    let patterns = Patterns::new(&Responses {
        items: &items,
        weights: None,
        groups: Some(&groups),
    })
    .unwrap();
    let calibration = Calibration::new(Model::GradedResponse);
    let fit = calibration.fit(&patterns).unwrap();
    close(fit.log_likelihood, -1_781.014_395_903, 1e-6);
    close(fit.populations[1].mean, -0.146_604_31, 2e-6);
    close(fit.populations[1].sd, 1.144_074_31, 2e-6);
    close(fit.items[3].slope(), 2.133_369, 1e-5);
    close(fit.items[5].thresholds()[1], 1.956_583, 1e-5);
    let errors = calibration.standard_errors(&patterns, &fit).unwrap();
    let (mean, sd) = errors.populations[1].unwrap();
    close(mean, 0.163_860_42, 1e-5);
    close(sd, 0.166_348_69, 1e-5);
}

#[test]
fn graded_missing_answers_independent_program_agrees() {
    let Some(mut columns) = columns("verbal_aggression.csv", 2, 6) else {
        return;
    };
    for (item, column) in columns.iter_mut().enumerate() {
        for (person, answer) in column.iter_mut().enumerate() {
            if (person + item) % 5 == 0 {
                *answer = 251;
            }
        }
    }
    let fit = Calibration::new(Model::GradedResponse)
        .fit(&patterns(&columns, 3))
        .unwrap();
    close(fit.log_likelihood, -1_447.949_926_828, 1e-6);
    let expected = [
        1.665_767, -0.715_718, 0.342_028, 1.601_410, -0.810_905, 0.445_743, 1.952_375, -0.404_955, 0.522_417,
        2.205_152, -0.239_337, 0.789_815, 0.985_230, -0.112_889, 1.692_987, 1.424_656, 0.632_625, 1.829_198,
    ];
    for (item, expected) in fit.items.iter().zip(expected.chunks(3)) {
        close(item.slope(), expected[0], 1e-5);
        close(item.thresholds()[0], expected[1], 1e-5);
        close(item.thresholds()[1], expected[2], 1e-5);
    }
}
