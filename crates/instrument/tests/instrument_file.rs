//! Files that hosts write: right, unfinished and wrong.

use instrument::{Instrument, Problem, Rule};

const GOOD: &str = r#"id = "pulse"
version = "1"
languages = ["en", "es"]
audiences = ["student"]
title = { en = "A short pulse", es = "Un pulso breve" }

[[choice_set]]
id = "often"
choices = [
  { id = "never", label = { en = "Never", es = "Nunca" } },
  { id = "always", label = { en = "Always", es = "Siempre" } },
  { id = "none", label = { en = "Does not apply", es = "No aplica" }, scored = false },
]

[[item]]
id = "heard"
question = { en = "How often are you heard?", es = "¿Con qué frecuencia te escuchan?" }
choices = "often"

[[scale]]
id = "voice"
name = { en = "Voice", es = "Voz" }
items = ["heard"]
favourable = ["always"]
rules = ["share of people", "share of answers"]
cut = 1.5
least_answered = 1

[[dimension]]
id = "grade"
question = "What grade are you in?"
levels = [{ id = "6", label = { en = "Grade 6", es = "6.º grado" } }]
"#;

fn read(source: &str) -> Result<Instrument, Vec<Problem>> {
    Instrument::from_toml(source)
}

/// The code and line of every problem after a change.
fn told(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from));
    let problems = read(&GOOD.replacen(from, to, 1)).expect_err("a wrong file");
    problems
        .iter()
        .map(|problem| {
            format!(
                "{} {}",
                problem.code,
                problem.to_string().split([':', ' ']).nth(1).unwrap_or("")
            )
        })
        .collect()
}

#[test]
fn file_with_windows_line_ends_and_mark_is_read() {
    assert!(read(&format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n"))).is_ok());
}

#[test]
fn file_that_is_good_is_read_and_missing_words_are_warned_of() {
    let instrument = read(GOOD).expect("a good file");
    assert_eq!(instrument.items[0].scored().len(), 2);
    assert_eq!(instrument.scales[0].rule(), Rule::ShareOfPeople);
    assert_eq!(instrument.scales[0].items[0].favourable, [1]);
    let warnings: Vec<String> = instrument.warnings().iter().map(ToString::to_string).collect();
    let expected = "dimension grade / question: There are no words in “es” here. Add them, or people read another language.";
    assert_eq!(warnings, [expected]);
}

#[test]
fn file_with_one_fault_tells_it_with_its_line() {
    assert_eq!(told("id = \"pulse\"", "id = \"two words\""), ["bad-key 1"]);
    assert_eq!(told("version = \"1\"\n", ""), ["missing-key 1"]);
    assert_eq!(
        told("\"student\"", "\"pupil\""),
        ["unknown-audience 4", "missing-key 4"]
    );
    assert_eq!(told("es = \"Voz\"", "fr = \"Voix\""), ["unknown-language 22"]);
    assert_eq!(
        told("choices = \"often\"", "choices = \"seldom\""),
        ["unknown-choice-set 18"]
    );
    assert_eq!(
        told("items = [\"heard\"]", "items = [\"heard\", \"seen\", \"heard\"]"),
        ["unknown-item 23", "duplicate-item 23"]
    );
    assert_eq!(told("\"share of people\"", "\"share\""), ["unknown-rule 25"]);
    assert_eq!(told("cut = 1.5\n", ""), ["missing-key 20"]);
    assert_eq!(told("cut = 1.5", "cut = 3"), ["bad-number 26"]);
    assert_eq!(told("id = \"grade\"", "id = \"heard\""), ["duplicate-key 30"]);
    assert_eq!(told("cut = 1.5", "cut = 1.5\ncuts = 2"), ["unknown-key 27"]);
    assert_eq!(told("es = \"Siempre\"", "es = \"Nunca\""), ["duplicate-label 11"]);
    assert_eq!(
        told(
            "favourable = [\"always\"]",
            "favourable = [\"always\", \"never\"]"
        ),
        ["favourable-choices 24"]
    );
    assert_eq!(told("levels = [{ id", "levels = [3, { id"), ["wrong-kind 32"]);
}

#[test]
fn file_with_many_faults_tells_them_all() {
    let problems =
        read("id = 3\nlanguages = [\"en\"]\n[[item]]\n[[item]]\n").expect_err("almost nothing is right");
    assert_eq!(problems.len(), 11);
}

#[test]
fn file_that_is_empty_or_huge_or_deep_is_refused() {
    assert!(read("").is_err());
    let huge = read(&"# nothing\n".repeat(200_000)).expect_err("too large");
    assert_eq!(huge[0].code, "too-large");
    assert!(read(&format!("id = {}", "[".repeat(100_000))).is_err());
    let many = read(&format!("{GOOD}{}", "[[item]]\n".repeat(400))).expect_err("too many");
    assert!(many.iter().any(|problem| problem.code == "too-many"));
    assert_eq!(
        many.last().map(|problem| problem.code.as_str()),
        Some("more-problems")
    );
}

#[test]
fn file_with_syntax_error_tells_its_line() {
    assert_eq!(told("version = \"1\"", "version = \"1"), ["not-toml 2"]);
}
