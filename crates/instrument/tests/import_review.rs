//! What a person looks over before an import: every label with its meaning, numbers in either order, and columns that
//! would point at people.

use instrument::import::{
    AnswerSet, Assignment, Confidence, IgnoreReason, Mapping, Meaning, Purpose, SetLabel, Standing, apply,
    propose, read_table,
};
use instrument::{Instrument, built_in, built_in_by_id};

fn pisa() -> &'static Instrument {
    built_in_by_id("pisa-2009-climate").expect("built in")
}

fn mapping_of(text: &str, remembered: &Mapping) -> Mapping {
    let table = read_table(text.as_bytes()).expect("a table");
    propose(&table, pisa(), remembered)
}

fn label<'s>(sets: &'s [AnswerSet], written: &str) -> &'s SetLabel {
    let mut labels = sets.iter().flat_map(|set| &set.labels);
    labels.find(|label| label.label == written).expect("a label")
}

fn answer(key: &str) -> Meaning {
    Meaning::Answer(instrument::Key::new(key).expect("a key"))
}

#[test]
fn answer_sets_hold_every_label_once_for_all_columns_with_these_answers() {
    let text = "ST34Q01,ST34Q02,ST36Q01\nAgree,Agree,All Lessons\nStrong agree,Disagree,4 - All lessons\n,Agree,Some lessons\n";
    let sets = mapping_of(text, &Mapping::default()).answer_sets(pisa());
    assert_eq!(sets.len(), 2);
    assert_eq!(sets[0].columns, ["ST34Q01", "ST34Q02"]);
    assert_eq!(
        (label(&sets, "Agree").count, label(&sets, "Agree").standing),
        (3, Standing::Same)
    );
    assert_eq!(label(&sets, "Strong agree").standing, Standing::Open);
    assert_eq!(label(&sets, "").standing, Standing::Same);
    assert_eq!(label(&sets, "All Lessons").standing, Standing::Alike);
    assert_eq!(label(&sets, "4 - All lessons").standing, Standing::Alike);
    assert_eq!(label(&sets, "Some lessons").standing, Standing::Same);
    assert_eq!(sets[0].turned, None);
}

#[test]
fn answer_sets_of_numbers_are_never_the_same_and_sorted() {
    let sets = mapping_of("ST34Q01\n4\n1\n10\n3\n", &Mapping::default()).answer_sets(pisa());
    let written: Vec<&str> = sets[0].labels.iter().map(|label| label.label.as_str()).collect();
    assert_eq!(written, ["1", "3", "4", "10"]);
    let certain = mapping_of("ST34Q01\n4\n1\n", &Mapping::default()).answer_sets(pisa());
    assert_eq!(label(&certain, "1").standing, Standing::Alike);
    assert_eq!(certain[0].turned, Some(false));
}

#[test]
fn turn_codes_gives_numbers_the_other_order_and_back() {
    for (text, lowest, highest) in [
        ("ST34Q01\n1\n2\n4\n9\n", "1", "4"),
        ("ST34Q01\n0\n1\n3\n9\n", "0", "3"),
    ] {
        let mut mapping = mapping_of(text, &Mapping::default());
        let before = mapping.answer_sets(pisa());
        assert_eq!(label(&before, lowest).meaning, answer("strongly-disagree"));
        mapping.turn_codes(pisa(), &["ST34Q01".to_owned()], true);
        let turned = mapping.answer_sets(pisa());
        assert_eq!(label(&turned, lowest).meaning, answer("strongly-agree"));
        assert_eq!(label(&turned, highest).meaning, answer("strongly-disagree"));
        assert_eq!(label(&turned, lowest).standing, Standing::Chosen);
        // A number for no answer is none of them.
        assert_eq!(label(&turned, "9").standing, Standing::Open);
        assert_eq!(turned[0].turned, Some(true));
        mapping.turn_codes(pisa(), &["ST34Q01".to_owned()], false);
        let back = mapping.answer_sets(pisa());
        assert_eq!(
            (back[0].turned, &label(&back, highest).meaning),
            (Some(false), &answer("strongly-agree"))
        );
    }
}

#[test]
fn turned_codes_are_remembered_and_their_neighbours_are_asked_about() {
    let mut first = mapping_of("ST34Q01\n1\n4\n", &Mapping::default());
    first.turn_codes(pisa(), &["ST34Q01".to_owned()], true);
    let next = mapping_of("ST34Q02\n1\n2\n4\n", &first);
    let sets = next.answer_sets(pisa());
    assert_eq!(sets[0].turned, Some(true));
    assert_eq!(label(&sets, "1").standing, Standing::Remembered);
    assert_eq!(
        (label(&sets, "2").standing, &label(&sets, "2").meaning),
        (Standing::Open, &answer("agree"))
    );
}

#[test]
fn remembered_meanings_are_told_from_those_said_for_this_file() {
    let mut first = mapping_of("ST34Q01,Zone\nStrong agree,x\nAgree,x\n", &Mapping::default());
    first.confirm_suggestions();
    assert_eq!(
        label(&first.answer_sets(pisa()), "Strong agree").standing,
        Standing::Chosen
    );
    let second = mapping_of("ST34Q01\nStrong agree\nAgree\n", &first);
    assert_eq!(
        label(&second.answer_sets(pisa()), "Strong agree").standing,
        Standing::Remembered
    );
    // What was remembered once is remembered on, though nobody said it anew.
    let third = mapping_of("ST34Q01\nStrong agree\n", &second);
    assert_eq!(
        label(&third.answer_sets(pisa()), "Strong agree").standing,
        Standing::Remembered
    );
}

/// Forty people: each with a name of their own, or with one of a few.
fn rows(header: &str, value: impl Fn(usize) -> String) -> String {
    let rows: Vec<String> = (0..40).map(|row| format!("Agree,{}", value(row))).collect();
    format!("ST34Q01,{header}\n{}\n", rows.join("\n"))
}

#[test]
fn column_of_names_is_never_a_group_proposed_chosen_remembered_or_written_by_hand() {
    let names = |row: usize| {
        if row < 24 {
            format!("Ana {row}")
        } else {
            format!("Bo {}", row % 3)
        }
    };
    let pairs = |row: usize| format!("Home {}", row / 2);
    for (text, word) in [
        (rows("Who", names), "occur only once"),
        (rows("Home", pairs), "fewer than 5 people"),
    ] {
        let table = read_table(text.as_bytes()).expect("a table");
        let mut mapping = propose(&table, pisa(), &Mapping::default());
        let name = table.columns[1].name.clone();
        assert_eq!(
            mapping.columns[1].purpose,
            Purpose::Ignore {
                reason: IgnoreReason::FewPeople
            }
        );
        let problems = mapping
            .assign(&table, pisa(), &name, &Assignment::NewDimension)
            .expect_err("names");
        assert_eq!(problems[0].code, "few-people");
        assert!(problems[0].what.contains(word), "{}", problems[0].what);

        // A group that was sound in an earlier file, or that somebody wrote into a mapping.
        let sound = rows(&name, |row| format!("Level {}", row % 2));
        let mut earlier = mapping_of(&sound, &Mapping::default());
        earlier.confirm_suggestions();
        assert!(matches!(earlier.columns[1].purpose, Purpose::NewDimension { .. }));
        let again = propose(&table, pisa(), &earlier);
        assert_eq!(
            again.columns[1].purpose,
            Purpose::Ignore {
                reason: IgnoreReason::FewPeople
            }
        );
        if let Purpose::NewDimension {
            dimension, labels, ..
        } = &mut earlier.columns[1].purpose
        {
            let level = dimension.levels[0].clone();
            let mut mapped = labels[0].clone();
            dimension.levels.clear();
            labels.clear();
            for value in &table.columns[1].values {
                let id = instrument::Key::new(&value.text.replace(' ', "-")).expect("a key");
                mapped.label.clone_from(&value.text);
                mapped.meaning = Meaning::Answer(id.clone());
                labels.push(mapped.clone());
                dimension.levels.push(instrument::Level { id, ..level.clone() });
            }
        }
        let problems = apply(&table, pisa(), &earlier).expect_err("names");
        assert_eq!(problems[0].code, "few-people");
    }
}

#[test]
fn column_of_few_small_groups_stays_a_group() {
    let mapping = mapping_of(
        &rows("Grade", |row| (if row < 3 { "9" } else { "10" }).to_owned()),
        &Mapping::default(),
    );
    assert!(matches!(mapping.columns[1].purpose, Purpose::NewDimension { .. }));
    assert_eq!(mapping.columns[1].confidence, Confidence::Suggested);
}

#[test]
fn samples_are_three_short_values_and_none_that_name_people() {
    let grades = ["a long name of a group or so", "", "8", "9", "10"];
    let names = ["Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida"];
    let mut text = "Grade,E-mail,Contact,Who,Name\n".to_owned();
    for row in 0..8 {
        let cells = [
            grades[row % 5],
            "x",
            ["a@b.c", "d@b.c"][row % 2],
            names[row],
            "Ana",
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    let table = read_table(text.as_bytes()).expect("a table");
    let samples: Vec<Vec<String>> = table
        .columns
        .iter()
        .map(instrument::import::Column::samples)
        .collect();
    assert_eq!(samples[0], ["a long name of a group o…", "8", "9"]);
    assert_eq!(samples[1..], [const { Vec::<String>::new() }; 4]);
}

#[test]
fn asked_anew_is_true_unless_the_file_says_otherwise() {
    let told: Vec<bool> = built_in().iter().map(|known| known.asked_anew).collect();
    assert_eq!(told, [true, true, true, false]);
    let stored = serde_json::to_value(pisa()).expect("plain data");
    let mut older = stored.clone();
    older.as_object_mut().expect("an object").remove("asked_anew");
    assert!(
        serde_json::from_value::<Instrument>(older)
            .expect("still read")
            .asked_anew
    );
    assert!(
        !serde_json::from_value::<Instrument>(stored)
            .expect("still read")
            .asked_anew
    );
}
