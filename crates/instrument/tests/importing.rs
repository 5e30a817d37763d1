//! Imports as a person meets them: clean, dirty, broken and hostile files.

use instrument::import::{
    Assignment, Confidence, IgnoreReason, Imported, Limits, Mapping, Meaning, Purpose, Repeated, apply,
    propose, read_table, read_table_within,
};
use instrument::{CodedLevels, Instrument, Problem, SKIPPED, UNSTATED, built_in_by_id};

fn pisa() -> &'static Instrument {
    built_in_by_id("pisa-2009-climate").expect("built in")
}

fn students() -> &'static Instrument {
    built_in_by_id("belonging-students").expect("built in")
}

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.code.as_str()).collect()
}

fn refused(bytes: &[u8]) -> Vec<String> {
    let problems = read_table(bytes).expect_err("a file that cannot be read");
    problems.into_iter().map(|problem| problem.code).collect()
}

fn mapping_of(text: &str, instrument: &Instrument) -> Mapping {
    propose(
        &read_table(text.as_bytes()).expect("a table"),
        instrument,
        &Mapping::default(),
    )
}

fn imported(
    text: &str,
    instrument: &Instrument,
    prepare: impl FnOnce(&mut Mapping),
) -> Result<Imported, Vec<Problem>> {
    let table = read_table(text.as_bytes()).expect("a table");
    let mut mapping = propose(&table, instrument, &Mapping::default());
    prepare(&mut mapping);
    apply(&table, instrument, &mapping)
}

#[test]
fn labels_in_any_case_and_codes_are_certain() {
    let text = "CNT,ST34Q01,ST36Q01\nCanada,STRONGLY  agree,All Lessons\nMexico,Agree.,some lessons\n";
    let result = imported(text, pisa(), |_| {}).expect("nothing to confirm");
    assert_eq!(
        result.coded.item("ST34Q01").map(|column| column.codes.clone()),
        Some(vec![3, 2])
    );
    assert_eq!(
        result.coded.item("ST36Q01").map(|column| column.codes.clone()),
        Some(vec![3, 1])
    );
    let country = result.coded.dimension("CNT").map(|column| column.levels.clone());
    assert_eq!(country, Some(CodedLevels::Single(vec![0, 1])));
    assert_eq!(result.report.not_asked.len(), 8);
}

#[test]
fn near_label_is_asked_once_for_all_columns_and_remembered() {
    let text = "ST34Q01,ST34Q02\nStrong agree,Strong agree\nAgree,Disagree\n";
    let table = read_table(text.as_bytes()).expect("a table");
    let mut mapping = propose(&table, pisa(), &Mapping::default());
    assert_eq!(
        apply(&table, pisa(), &mapping).map_err(|problems| codes(&problems).join(" ")),
        Err("unconfirmed-label unconfirmed-label".to_owned())
    );
    let questions = mapping.open_questions(pisa());
    assert_eq!(questions.len(), 1);
    assert_eq!((questions[0].columns.len(), questions[0].count), (2, 2));
    let (label, meaning) = questions[0].label.clone().expect("a label");
    assert_eq!(mapping.settle_label(&questions[0].columns, &label, &meaning), 2);
    assert!(apply(&table, pisa(), &mapping).is_ok());

    // Stored as JSON and as TOML, and used for the next file, in which another item has the label.
    let json = serde_json::to_string(&mapping).expect("a mapping can be stored");
    assert_eq!(
        toml::from_str::<Mapping>(&toml::to_string(&mapping).expect("as TOML, too")).as_ref(),
        Ok(&mapping)
    );
    let remembered: Mapping = serde_json::from_str(&json).expect("and read");
    let next = read_table(b"ST34Q05\nStrong agree\nAgree\n").expect("a table");
    let again = propose(&next, pisa(), &remembered);
    assert_eq!(again.open_questions(pisa()), []);
    assert_eq!(
        again.columns[0].purpose.labels()[0].confidence,
        Confidence::Remembered
    );
}

#[test]
fn unknown_label_is_listed_with_its_count_and_refused() {
    let result = imported("ST34Q01\nAgree\nBanana\nBanana\n", pisa(), |_| {});
    let problems = result.expect_err("a label that nobody knows");
    assert_eq!(codes(&problems), ["unknown-label"]);
    assert_eq!(problems[0].value, "Banana");
    let mapping = mapping_of("ST34Q01\nAgree\nBanana\nBanana\n", pisa());
    let label = &mapping.columns[0].purpose.labels()[1];
    assert_eq!((label.count, &label.meaning), (2, &Meaning::Unmatched));
}

#[test]
fn missing_answers_are_certain_as_words_and_suggested_as_codes() {
    let mapping = mapping_of("ST34Q01\n1\n2\nNA\nn/a\n99\n-99\n\"\"\n3.0\n", pisa());
    let found: Vec<(&str, Confidence, &Meaning)> = mapping.columns[0]
        .purpose
        .labels()
        .iter()
        .filter(|label| label.meaning == Meaning::Missing)
        .map(|label| (label.label.as_str(), label.confidence, &label.meaning))
        .collect();
    let (certain, suggested) = (Confidence::Certain, Confidence::Suggested);
    let missing = &Meaning::Missing;
    let expected = [
        ("NA", certain, missing),
        ("n/a", certain, missing),
        ("99", suggested, missing),
        ("-99", suggested, missing),
    ];
    assert_eq!(found, expected);
    let last = mapping.columns[0]
        .purpose
        .labels()
        .last()
        .map(|label| label.confidence);
    assert_eq!(last, Some(certain));
}

#[test]
fn codes_from_zero_and_codes_out_of_range_are_only_suggested() {
    let zero = mapping_of("ST34Q01\n0\n1\n2\n3\n", pisa());
    assert!(
        zero.columns[0]
            .purpose
            .labels()
            .iter()
            .all(|label| label.confidence == Confidence::Suggested)
    );
    assert_eq!(
        zero.columns[0].purpose.labels()[3].meaning,
        Meaning::Answer(pisa().items[0].choices[3].id.clone())
    );
    let five = mapping_of("ST34Q01\n1\n2\n5\n", pisa());
    let labels = five.columns[0].purpose.labels();
    assert_eq!(
        (labels[0].confidence, &labels[2].meaning),
        (Confidence::Suggested, &Meaning::Unmatched)
    );
}

#[test]
fn codes_of_statistics_programs_for_no_answer_leave_the_others_certain() {
    let mapping = mapping_of("ST34Q01\n1\n4\n7\n9\n", pisa());
    let labels: Vec<(Confidence, bool)> = mapping.columns[0]
        .purpose
        .labels()
        .iter()
        .map(|label| (label.confidence, label.meaning == Meaning::Missing))
        .collect();
    let (certain, suggested) = ((Confidence::Certain, false), (Confidence::Suggested, true));
    assert_eq!(labels, [certain, certain, suggested, suggested]);
}

#[test]
fn header_with_the_question_is_the_item() {
    let text = "Timestamp,¿Con qué frecuencia sientes que encajas en esta escuela?,fit-in\n1,Casi siempre,\n2,A VECES,\n";
    let mapping = mapping_of(text, students());
    assert!(matches!(&mapping.columns[1].purpose, Purpose::Item { item, .. } if *item == "fit-in"));
    assert_eq!(
        mapping.columns[0].purpose,
        Purpose::Ignore {
            reason: IgnoreReason::Identifying
        }
    );
    let other = &mapping.columns[2];
    assert_eq!(
        other.purpose,
        Purpose::Ignore {
            reason: IgnoreReason::AnotherColumn
        }
    );
    assert_eq!(other.confidence, Confidence::Suggested);
}

#[test]
fn header_that_contains_the_key_is_suggested() {
    let mapping = mapping_of("ST34Q01. We get along\nAgree\nDisagree\n", pisa());
    assert!(matches!(&mapping.columns[0].purpose, Purpose::Item { item, .. } if *item == "ST34Q01"));
    assert_eq!(mapping.columns[0].confidence, Confidence::Suggested);
}

#[test]
fn unknown_column_of_few_values_becomes_a_dimension_once_confirmed() {
    let mut text = "ST34Q01,Sports\n".to_owned();
    for row in 0..12 {
        text.push_str(["Agree,Swim; Run\n", "Agree,Run\n", "Disagree,\n"][row % 3]);
    }
    let problems = imported(&text, pisa(), |_| {}).expect_err("not confirmed");
    assert_eq!(codes(&problems), ["unconfirmed-column"]);
    let result = imported(&text, pisa(), Mapping::confirm_suggestions).expect("confirmed");
    let sports = result
        .coded
        .dimension("sports")
        .map(|column| column.levels.clone());
    assert_eq!(sports, Some(CodedLevels::Several([0b11, 0b01, 0].repeat(4))));
    assert_eq!(
        result
            .instrument
            .dimension("sports")
            .map(|it| it.levels[1].label.get("en")),
        Some("Swim")
    );
    assert_eq!(result.report.added.len(), 1);
}

#[test]
fn levels_are_sorted_as_a_person_would() {
    let text = format!(
        "ST34Q01,Grade\n{}",
        "Agree,Grade 10\nAgree,Grade 9\nAgree,grade  9\n".repeat(5)
    );
    let result = imported(&text, pisa(), Mapping::confirm_suggestions).expect("confirmed");
    let labels: Vec<&str> = result
        .instrument
        .dimension("grade")
        .expect("added")
        .levels
        .iter()
        .map(|it| it.label.get("en"))
        .collect();
    assert_eq!(labels, ["Grade 9", "Grade 10"]);
}

#[test]
fn column_of_too_many_levels_is_left_out_and_refused_when_insisted() {
    let rows: Vec<String> = (0..200).map(|row| format!("Agree,Town {}", row % 70)).collect();
    let table = read_table(format!("ST34Q01,Town\n{}\n", rows.join("\n")).as_bytes()).expect("a table");
    let mut mapping = propose(&table, pisa(), &Mapping::default());
    assert_eq!(
        mapping.columns[1].purpose,
        Purpose::Ignore {
            reason: IgnoreReason::TooManyLevels
        }
    );
    let problems = mapping
        .assign(&table, pisa(), "Town", &Assignment::NewDimension)
        .expect_err("70 levels");
    assert_eq!(codes(&problems), ["too-many-levels"]);
    assert!(apply(&table, pisa(), &mapping).is_ok());
}

#[test]
fn formula_as_a_level_is_refused_and_a_number_is_not() {
    let text = format!("ST34Q01,Team\n{}", "Agree,=1+1\nAgree,-5\nAgree,@cmd\n".repeat(5));
    let problems = imported(&text, pisa(), Mapping::confirm_suggestions).expect_err("two formulas");
    assert_eq!(codes(&problems), ["formula", "formula"]);
}

#[test]
fn repeated_response_id_is_refused_or_kept_as_chosen() {
    let text = "Response ID,ST34Q01\na,1\nb,2\na,3\n";
    let problems = imported(text, pisa(), |_| {}).expect_err("twice the same id");
    assert_eq!(codes(&problems), ["repeated-response"]);
    for (repeated, expected) in [
        (Repeated::KeepFirst, vec![0, 1]),
        (Repeated::KeepLast, vec![1, 2]),
    ] {
        let result = imported(text, pisa(), |mapping| mapping.repeated = repeated).expect("one is kept");
        assert_eq!(
            result.coded.item("ST34Q01").map(|column| column.codes.clone()),
            Some(expected)
        );
        assert_eq!((result.report.people, result.report.repeated), (2, 1));
    }
}

#[test]
fn empty_answers_and_groups_are_skipped_and_unstated() {
    let result = imported("CNT,ST34Q01\n,Agree\nCanada,\n", pisa(), |_| {}).expect("nothing to confirm");
    assert_eq!(
        result.coded.item("ST34Q01").map(|column| column.codes.clone()),
        Some(vec![2, SKIPPED])
    );
    let levels = result.coded.dimension("CNT").map(|column| column.levels.clone());
    assert_eq!(levels, Some(CodedLevels::Single(vec![UNSTATED, 0])));
    assert_eq!(result.report.without_answer, 1);
}

#[test]
fn mapping_for_another_file_tells_every_misfit() {
    let table = read_table(b"ST34Q01,ST34Q02\nAgree,Agree\n").expect("a table");
    let mapping = mapping_of("ST34Q01,ST36Q01\nDisagree,All lessons\n", pisa());
    let problems = apply(&table, pisa(), &mapping).expect_err("another file");
    assert_eq!(
        codes(&problems),
        ["unknown-label", "unknown-column", "unmapped-column"]
    );
}

#[test]
fn two_columns_for_one_item_are_refused() {
    let text = "ST34Q01,Other\nAgree,Agree\n";
    let table = read_table(text.as_bytes()).expect("a table");
    let mut mapping = mapping_of(text, pisa());
    let item = Assignment::Item(pisa().items[0].id.clone());
    mapping
        .assign(&table, pisa(), "Other", &item)
        .expect("allowed until it is applied");
    assert_eq!(
        codes(&apply(&table, pisa(), &mapping).expect_err("twice")),
        ["duplicate-question"]
    );
}

#[test]
fn file_without_answers_to_the_instrument_is_refused() {
    let problems = imported("CNT\nCanada\nMexico\n", pisa(), |_| {}).expect_err("no item");
    assert_eq!(codes(&problems), ["no-items"]);
}

#[test]
fn every_encoding_and_separator_reads_the_same() {
    let text = "Opción;ST34Q01\r\n\"sí; o\"\"no\";Agree\r\n";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked_big: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let western: Vec<u8> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).expect("Latin-1"))
        .collect();
    let files = [
        text.as_bytes().to_vec(),
        format!("\u{FEFF}{text}").into_bytes(),
        utf_16,
        marked_big,
        western.clone(),
    ];
    for file in &files {
        let table = read_table(file).expect("a table");
        assert_eq!(table.delimiter, ';');
        assert_eq!(
            (
                table.columns[0].name.as_str(),
                table.columns[0].values[0].text.as_str()
            ),
            ("Opción", "sí; o\"no")
        );
    }
    let warned = read_table(&western).expect("a table").warnings;
    assert_eq!(codes(&warned), ["windows-1252"]);
}

#[test]
fn separator_line_of_a_spreadsheet_is_understood() {
    let table = read_table(b"sep=|\r\na,b|c\n1|2\n").expect("a table");
    assert_eq!(
        (
            table.columns[0].name.as_str(),
            table.columns[1].values[0].row_first
        ),
        ("a,b", 3)
    );
}

#[test]
fn file_that_is_empty_or_no_text_is_refused() {
    assert_eq!(refused(b""), ["empty-file"]);
    assert_eq!(refused(b"\xEF\xBB\xBF \r\n\n"), ["empty-file"]);
    assert_eq!(refused(b"a,b\n"), ["no-rows"]);
    assert_eq!(refused(b"PK\x03\x04rest"), ["not-csv"]);
    assert_eq!(refused(&(0..=255).collect::<Vec<u8>>()), ["not-csv"]);
}

#[test]
fn file_cut_in_a_character_or_of_two_encodings_is_refused_with_its_line() {
    let problems = read_table(b"a\n\xC3\xA9\nx\xE9\n").expect_err("mixed");
    assert_eq!(problems[0].to_string().split(':').next(), Some("Line 3"));
    assert_eq!(refused(b"a\n\xC3\xA9\nx\xC3"), ["broken-text"]);
}

#[test]
fn headers_twice_or_missing_are_refused() {
    assert_eq!(refused(b"a,b,A \n1,2,3\n"), ["duplicate-header"]);
    assert_eq!(refused(b"a,,c\n1,2,3\n"), ["no-header"]);
    let table = read_table(b"a,\n1,\n2,\n").expect("an empty column without header is nothing");
    assert_eq!(table.columns.len(), 1);
}

#[test]
fn rows_with_wrong_width_or_nul_or_open_quote_are_all_told() {
    let problems = read_table(b"a,b\n1\n1,2,3\n1,2,\nx\0,2\n1,\"2\n").expect_err("four wrong rows");
    let told: Vec<String> = problems
        .iter()
        .map(|it| format!("{} {:?}", it.code, it.place))
        .collect();
    assert_eq!(
        told,
        [
            "ragged-row Row { row: 2, column: None }",
            "ragged-row Row { row: 3, column: None }",
            "nul Row { row: 5, column: Some(\"a\") }",
            "open-quote Row { row: 6, column: Some(\"b\") }",
        ]
    );
}

#[test]
fn problems_beyond_two_hundred_are_counted() {
    let problems =
        read_table(format!("a,b\n{}", "1\n".repeat(1_000)).as_bytes()).expect_err("1,000 wrong rows");
    assert_eq!(problems.len(), 201);
    assert_eq!(problems[200].value, "800");
}

#[test]
fn limits_are_kept() {
    let limits = Limits {
        bytes_max: 40,
        rows_max: 2,
        columns_max: 2,
        cell_bytes_max: 5,
    };
    let told = |text: &str| -> String {
        read_table_within(text.as_bytes(), &limits)
            .map_or_else(|problems| problems[0].code.clone(), |_| "read".into())
    };
    assert_eq!(told("a,b\n1,2\n3,4\n"), "read");
    assert_eq!(told(&"a,b\n".repeat(20)), "too-large");
    assert_eq!(told("a,b\n1,2\n3,4\n5,6\n"), "too-many-rows");
    assert_eq!(told("a,b,c\n1,2,3\n"), "too-many-columns");
    assert_eq!(told("a,b\n1,123456\n"), "long-cell");
}

#[test]
fn hostile_cells_are_kept_as_text_and_shown_safely() {
    let text = "ST34Q01\n\"Agree\u{200B}\"\n\"\u{202E}eerga\"\n\"line\nbreak\"\n=HYPERLINK(1)\n";
    let result = imported(text, pisa(), |_| {});
    let problems = result.expect_err("three labels that nobody knows");
    assert_eq!(codes(&problems), ["unknown-label"; 3]);
    assert_eq!(problems[0].value, "\u{FFFD}eerga");
    assert_eq!(problems[1].value, "line\u{FFFD}break");
}

#[test]
fn folded_labels_are_listed_once_and_identical_ones_and_codes_are_not() {
    let form = instrument::built_in_by_id("pisa-2009-climate").unwrap();
    let file = b"ST34Q01,ST34Q02,ST34Q03\nStrongly Agree,strongly agree,4\nStrongly Agree,Strongly agree,4\n";
    let table = read_table(file).unwrap();
    let mapping = propose(&table, form, &Mapping::default());
    let found = mapping.folded(form);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.label.as_str(), one.answer.as_str(), one.count))
        .collect();
    assert_eq!(
        told,
        [
            ("Strongly Agree", "Strongly agree", 2),
            ("strongly agree", "Strongly agree", 1)
        ]
    );
}
