//! Files and words that cannot be used: the complaint names line and column and what would be right.

use crate::{file, refused, shared};

#[test]
fn answer_that_is_no_number_is_named_with_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "a,b,c\n1,2,3\n2,often,3\n");
    let said = refused(&["reliability", &answers, "--items", "a,b,c"]);
    assert!(
        said.contains("line 3, column b: \"often\" should be a whole number"),
        "{said}"
    );
}

#[test]
fn answer_out_of_range_is_named_with_the_range() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "a,b\n1,2\n2,7\n");
    let said = refused(&[
        "reliability",
        &answers,
        "--items",
        "a,b",
        "--lowest",
        "1",
        "--highest",
        "6",
    ]);
    assert!(
        said.contains("line 3, column b: \"7\" should be a whole number from 1 to 6"),
        "{said}"
    );
}

#[test]
fn column_that_is_not_there_is_named_with_those_that_are() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "a,b\n1,2\n2,1\n");
    let said = refused(&["reliability", &answers, "--items", "a,d"]);
    assert!(said.contains("no column d; its columns are a, b"), "{said}");
    let said = refused(&["levels", &answers, "--score", "a", "--group", "school"]);
    assert!(said.contains("no column school"), "{said}");
}

#[test]
fn reversed_items_without_their_range_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "a,b\n1,2\n2,1\n");
    let said = refused(&["reliability", &answers, "--items", "a,b", "--reversed", "a"]);
    assert!(said.contains("--lowest and --highest"), "{said}");
    let words = [
        "reliability",
        &answers,
        "--items",
        "a,b",
        "--reversed",
        "c",
        "--lowest",
        "1",
        "--highest",
        "2",
    ];
    assert!(refused(&words).contains("--reversed c is not among --items"));
}

#[test]
fn answers_that_do_not_vary_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "a,b,c\n1,1,1\n1,1,1\n");
    let said = refused(&["reliability", &answers, "--items", "a,b,c"]);
    assert!(said.contains("they need 2 to 250 different ones"), "{said}");
}

#[test]
fn more_than_two_answers_need_ordinal_or_a_cut() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "a,b,g\n1,2,x\n2,3,y\n3,1,x\n");
    let said = refused(&["dif", &answers, "--items", "a,b", "--group", "g"]);
    assert!(said.contains("--ordinal") && said.contains("--cut"), "{said}");
    let said = refused(&["dif", &answers, "--items", "a,b", "--group", "g", "--cut", "9"]);
    assert!(said.contains("above 1 and at most 3"), "{said}");
    let said = refused(&[
        "dif",
        &answers,
        "--items",
        "a,b",
        "--group",
        "g",
        "--cut",
        "2",
        "--reference",
        "w",
    ]);
    assert!(
        said.contains("--reference w is no level of g: they are x, y"),
        "{said}"
    );
}

#[test]
fn file_that_is_no_table_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "a,b\n1\n");
    let said = refused(&["reliability", &answers, "--items", "a,b"]);
    assert!(said.contains("line 2: 1 cells, but the header has 2"), "{said}");
    let said = refused(&["reliability", "/nowhere/answers.csv", "--items", "a,b"]);
    assert!(said.contains("/nowhere/answers.csv cannot be read"), "{said}");
}

#[test]
fn design_without_a_question_or_with_a_missing_weight_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "y,w,s\n1,1,a\n2,,a\n");
    assert!(refused(&["design", &answers]).contains("nothing is asked"));
    let said = refused(&["design", &answers, "--y", "y", "--weight", "w"]);
    assert!(
        said.contains("line 3, column w: empty; it should be a number"),
        "{said}"
    );
}

#[test]
fn stratum_with_one_row_is_refused_until_it_is_said_what_it_adds() {
    let folder = tempfile::tempdir().unwrap();
    let answers = file(&folder, "y,s\n1,a\n2,a\n5,b\n");
    let said = refused(&["design", &answers, "--y", "y", "--strata", "s"]);
    assert!(said.contains("strat"), "{said}");
    let words = [
        "design",
        &answers,
        "--y",
        "y",
        "--strata",
        "s",
        "--lonely",
        "certainty",
    ];
    assert_eq!(crate::json(&words)["lonely_strata"], 1);
}

#[test]
fn answers_that_the_model_cannot_have_are_refused() {
    let Some(file) = shared("verbal_aggression.csv") else {
        return;
    };
    let items = "S1WantCurse,S1DoCurse,S1WantScold";
    let said = refused(&[
        "model",
        file.to_str().unwrap(),
        "--items",
        items,
        "--model",
        "rasch",
    ]);
    assert!(said.contains('2'), "{said}");
}
