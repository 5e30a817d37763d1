//! `kith analyse -o`: the folder that comes out, what it says, what it does not, and what it refuses.

use crate::program::{Ended, ended, program};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

const INSTRUMENT: &str = r#"
id = "pulse"
version = "1"
languages = ["en"]
audiences = ["student"]
asked_anew = false
[title]
en = "A pulse <b>bold</b> & \"quoted\""
[[choice_set]]
id = "often"
choices = [
  { id = "never", label = { en = "=1+1" } },
  { id = "some", label = { en = "<script>alert(1)</script>" } },
  { id = "often", label = { en = "Often" } },
  { id = "always", label = { en = "Always" } },
]
[[item]]
id = "heard"
choices = "often"
question.en = "=HYPERLINK(\"x\") How often are you heard?"
[[item]]
id = "safe"
choices = "often"
question.en = "How often are you safe?"
[[scale]]
id = "voice"
name.en = "Voice <i>x</i>"
items = ["heard", "safe"]
favourable = ["often", "always"]
rules = ["share of people"]
cut = 2.5
least_answered = 1
[[dimension]]
id = "grade"
question.en = "Grade"
levels = [{ id = "6", label.en = "Grade 6" }, { id = "7", label.en = "Grade 7" }, { id = "8", label.en = "Grade 8" }]
"#;

const LABELS: [&str; 4] = ["=1+1", "<script>alert(1)</script>", "Often", "Always"];

/// 3 agencies of 4 schools; 30 to 52 people in each, of whom two are in grade 8.
pub fn rows() -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for school in 0..12_usize {
        for person in 0..30 + 2 * school {
            let grade = if person < 2 { 8 } else { 6 + person % 2 };
            let heard = LABELS[(person * 7 + school) % 4];
            let safe = LABELS[(person * 5 + person / 3 + school) % 4];
            rows.push([
                format!("S{school:02}"),
                format!("A{}", school / 4),
                format!("Grade {grade}"),
                heard.to_owned(),
                safe.to_owned(),
            ]);
        }
    }
    rows
}

pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("pulse.toml"), INSTRUMENT).unwrap();
        let mut text = String::from("school,district,grade,heard,safe\n");
        for row in rows() {
            writeln!(text, "{}", row.join(",")).unwrap();
        }
        std::fs::write(folder.path().join("answers.csv"), text).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    fn command(&self, answers: &str, out: &str, words: &[&str]) -> std::process::Command {
        let mut program = program();
        program
            .arg("analyse")
            .arg("--instrument")
            .arg(self.path("pulse.toml"));
        program
            .arg("--responses")
            .arg(self.path(answers))
            .arg("-o")
            .arg(self.path(out));
        program.arg("--accept-suggestions").args(words);
        program
    }

    pub fn analyse(&self, answers: &str, out: &str, words: &[&str]) -> Ended {
        ended(&mut self.command(answers, out, words))
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }
}

/// Every file below a folder with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn report_of_places_is_whole_proved_and_the_same_on_any_number_of_threads() {
    let place = Place::new();
    let done = place.analyse("answers.csv", "one", &["--threads", "1", "--json"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let summary: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(
        (summary["people"].as_u64(), summary["places"].as_u64()),
        (Some(492), Some(16))
    );
    let two = place.analyse("answers.csv", "two", &["--threads", "2"]);
    assert_eq!(two.code, Some(0), "{}", two.err);
    let (one, two) = (files(&place.path("one")), files(&place.path("two")));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(bytes == &two[name], "{name} differs");
    }
    for name in [
        "report.html",
        "release.kith",
        "account.json",
        "tables.xlsx",
        "tables.parquet",
        "tables/items.csv",
    ] {
        assert!(one.contains_key(name), "{name}");
    }
    assert_eq!(one.keys().filter(|name| name.starts_with("places/")).count(), 15);
    let verified = ended(program().arg("verify").arg(place.path("one")));
    assert_eq!(verified.code, Some(0), "{}", verified.err);
    let account: serde_json::Value = serde_json::from_slice(&one["account.json"]).unwrap();
    let outputs = account["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), one.len() - 1);
    let folder = place.folder.path().to_string_lossy().into_owned();
    assert!(
        !place.text("one/account.json").contains(&folder),
        "no path of this machine"
    );
}

#[test]
fn report_figures_are_those_counted_by_hand_and_small_groups_are_nowhere() {
    let place = Place::new();
    let done = place.analyse("answers.csv", "out", &[]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let people = rows();
    let often = people.iter().filter(|row| row[3] == "Often").count();
    let mut reader = csv::Reader::from_path(place.path("out/tables/items.csv")).unwrap();
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let lines: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    let whole = lines.iter().find(|line| {
        &line[at("place_kind")] == "whole"
            && line[at("level")].is_empty()
            && &line[at("id")] == "heard"
            && &line[at("option")] == "often"
    });
    let whole = whole.unwrap();
    assert_eq!(whole[at("count")], often.to_string());
    assert_eq!(whole[at("answered")], people.len().to_string());
    for line in &lines {
        if &line[at("place_kind")] == "school" && &line[at("level")] == "8" {
            assert_eq!(
                (&line[at("shown")], &line[at("count")], &line[at("answered")]),
                ("false", "", "")
            );
        }
        assert!(line[at("answered")].is_empty() || line[at("answered")].parse::<u32>().unwrap() >= 10);
    }
}

#[test]
fn labels_that_would_run_are_only_text() {
    let place = Place::new();
    let done = place.analyse("answers.csv", "out", &[]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    for (name, bytes) in files(&place.path("out")) {
        let ending = Path::new(&name).extension().unwrap_or_default();
        if ending == "html" {
            let html = String::from_utf8(bytes).unwrap();
            assert!(
                !html.contains("<script>alert") && !html.contains("<b>bold") && !html.contains("<i>x"),
                "{name}"
            );
            assert!(
                html.contains("&#60;script&#62;alert(1)") || !html.contains("alert(1)"),
                "{name}"
            );
            for reference in [
                "src=\"http",
                "href=\"http",
                "url(http",
                "url(\"http",
                "@import",
                "src=\"//",
            ] {
                assert!(!html.contains(reference), "{name}: {reference}");
            }
        } else if ending == "csv" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains(",=") && !text.contains("\n="), "{name}");
            assert!(
                name != "tables/items.csv" || text.contains("'=HYPERLINK"),
                "{name}"
            );
        }
    }
}

/// The same answers as columns: text, but the grades as numbers with gaps.
fn as_parquet(place: &Place, name: &str) -> PathBuf {
    let schema = "message answers { OPTIONAL BYTE_ARRAY school (UTF8); OPTIONAL BYTE_ARRAY district (UTF8);
        OPTIONAL DOUBLE grade; OPTIONAL BYTE_ARRAY heard (UTF8); OPTIONAL BYTE_ARRAY safe (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let file = std::fs::File::create(place.path(name)).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).unwrap();
    for part in rows().chunks(100) {
        let levels = vec![1; part.len()];
        let mut group = writer.next_row_group().unwrap();
        for at in 0..5 {
            let mut column = group.next_column().unwrap().unwrap();
            if at == 2 {
                let grades: Vec<f64> = part.iter().map(|row| row[2][6..].parse().unwrap()).collect();
                column
                    .typed::<DoubleType>()
                    .write_batch(&grades, Some(&levels), None)
                    .unwrap();
            } else {
                let texts: Vec<ByteArray> =
                    part.iter().map(|row| ByteArray::from(row[at].as_str())).collect();
                column
                    .typed::<ByteArrayType>()
                    .write_batch(&texts, Some(&levels), None)
                    .unwrap();
            }
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
    place.path(name)
}

#[test]
fn parquet_of_the_same_answers_gives_the_same_figures() {
    let place = Place::new();
    as_parquet(&place, "answers.parquet");
    let csv = place.analyse("answers.csv", "csv", &[]);
    assert_eq!(csv.code, Some(0), "{}", csv.err);
    let parquet = place.analyse("answers.parquet", "parquet", &[]);
    assert_eq!(parquet.code, Some(0), "{}", parquet.err);
    for name in [
        "tables/scales.csv",
        "tables/items.csv",
        "tables.parquet",
        "release.kith",
    ] {
        assert!(
            std::fs::read(place.path("csv").join(name)).unwrap()
                == std::fs::read(place.path("parquet").join(name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn file_that_is_no_answers_is_refused_and_leaves_nothing() {
    let place = Place::new();
    let whole = std::fs::read(as_parquet(&place, "answers.parquet")).unwrap();
    let nested = "message a { REQUIRED group who { REQUIRED INT32 age; } }";
    let nested_file = std::fs::File::create(place.path("nested")).unwrap();
    let schema = Arc::new(parse_message_type(nested).unwrap());
    let mut writer = SerializedFileWriter::new(nested_file, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column
        .typed::<parquet::data_type::Int32Type>()
        .write_batch(&[1, 2], None, None)
        .unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    place.write("cut", &whole[..whole.len() / 2]);
    place.write("empty", "");
    place.write("header", "school,district,grade,heard,safe\n");
    place.write("ragged", "heard,safe\nOften,Often\nOften\n");
    place.write("bytes", b"heard,safe\nOften,\xff\xfe\x00\n");
    place.write("other", "a,b\n1,2\n");
    place.write("two", "school,district,heard\nS1,A1,Often\nS1,A2,Often\n");
    for (file, words) in [
        ("cut", "damaged, cut short, or no Parquet file"),
        ("nested", "column “who.age” is nested"),
        ("empty", "This file is empty."),
        ("header", "There is no row below the header."),
        ("ragged", "Row 3: This row has 1 cells, but the header has 2."),
        ("bytes", "cannot be read as answers"),
        ("other", "cannot be read as answers"),
        (
            "two",
            "school S1 lies in A1 in row 2 of the answers, but in A2 in row 3 of the answers",
        ),
        ("missing", "cannot be read"),
    ] {
        place.analyse(file, "out", &[]).refused(words);
        assert!(
            !place.path("out").exists() && !place.path(".out.partial").exists(),
            "{file}"
        );
    }
}

#[test]
fn roster_says_who_was_asked_and_what_is_wrong_in_it() {
    let place = Place::new();
    let mut roster = String::from("student_id,name,school,district,grade\n");
    for (at, row) in rows().into_iter().enumerate() {
        writeln!(roster, "{at},Zebulon,{},{},{}", row[0], row[1], row[2]).unwrap();
        writeln!(roster, "x{at},Quillon,{},{},{}", row[0], row[1], row[2]).unwrap();
    }
    let file = place.write("roster.csv", &roster);
    let file = file.to_str().unwrap();
    let done = place.analyse("answers.csv", "out", &["--roster", file]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    let page = place.text("out/report.html");
    assert!(
        page.contains("492 of 984 people answered (50%)."),
        "the rate of everyone"
    );
    for (name, bytes) in files(&place.path("out")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("Zebulon") && !text.contains("Quillon"),
            "{name} names people"
        );
    }
    let public = place.analyse("answers.csv", "public", &["--roster", file, "--enrolment-public"]);
    assert_eq!(public.code, Some(0), "{}", public.err);
    place.write(
        "wrong.csv",
        "student_id,school,district,grade\n1,S00,A0,Grade 6\n1,S00,A0,Grade 9\n",
    );
    let wrong = place.path("wrong.csv");
    let told = place.analyse("answers.csv", "wrong", &["--roster", wrong.to_str().unwrap()]);
    told.refused("2 rows have the id “1” (first in row 2).");
    told.refused("Row 3, column “grade”: “Grade 9” is no level of grade. It should be one of Grade 6, Grade 7, Grade 8");
    place.write("count.csv", "school,district,grade,count\nS00,A0,Grade 6,many\n");
    let count = place.path("count.csv");
    place
        .analyse("answers.csv", "count", &["--roster", count.to_str().unwrap()])
        .refused("“many” is not a number of people.");
}

#[test]
fn folder_that_holds_something_is_not_touched() {
    let place = Place::new();
    std::fs::create_dir(place.path("mine")).unwrap();
    place.write("mine/diary.txt", "dear diary");
    place
        .analyse("answers.csv", "mine", &["--force"])
        .refused("holds something that is no report");
    assert_eq!(place.text("mine/diary.txt"), "dear diary");
    place
        .analyse("answers.csv", "answers.csv", &[])
        .refused("is a file");
    assert_eq!(place.analyse("answers.csv", "out", &[]).code, Some(0));
    place
        .analyse("answers.csv", "out", &[])
        .refused("holds a report already");
    let again = place.analyse("answers.csv", "out", &["--force", "--language", "es"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    assert!(place.text("out/report.html").contains("lang=\"es\""));
    assert!(!place.path(".out.old").exists());
}

#[test]
fn rules_and_pairs_that_do_not_exist_are_named() {
    let place = Place::new();
    place
        .analyse("answers.csv", "out", &["--rules", "delawar"])
        .refused("delaware");
    place
        .analyse("answers.csv", "out", &["--pairs", "grade:race"])
        .refused("race is none of the dimensions, which are grade");
    place
        .analyse("answers.csv", "out", &["--least", "4"])
        .refused("--least");
    let done = place.analyse("answers.csv", "out", &["--rules", "delaware"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(place.text("out/account.json").contains("\"id\": \"delaware\""));
}

#[test]
fn run_that_is_broken_off_leaves_nothing() {
    let place = Place::new();
    let mut command = place.command("answers.csv", "out", &["--verbose"]);
    let mut child = command
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let reading = lines
        .by_ref()
        .map(Result::unwrap)
        .find(|line| line.contains("Reading the answers"));
    assert!(reading.is_some());
    assert!(place.path(".out.partial").exists());
    let told = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(told.unwrap().success());
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    let status = child.wait().unwrap();
    assert!(!place.path(".out.partial").exists(), "{rest:?}");
    // It may have been done before the signal came; then it is whole.
    if status.code() == Some(130) {
        assert!(!place.path("out").exists(), "{rest:?}");
    } else {
        assert!(
            status.success() && place.path("out/account.json").exists(),
            "{rest:?}"
        );
    }
}

#[test]
fn pisa_report_has_the_figures_that_are_known() {
    let shared = std::env::var_os("KITH_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let data = shared.join("data/pisa2009_codes.csv");
    if !data.exists() {
        eprintln!("skipped: shared data not found");
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    let mut program = program();
    program.args([
        "analyse",
        "--instrument",
        "pisa-2009-climate",
        "--accept-suggestions",
        "-o",
    ]);
    let done = ended(program.arg(&out).arg("--responses").arg(&data));
    assert_eq!(done.code, Some(0), "{}", done.err);
    let mut reader = csv::Reader::from_path(out.join("tables/items.csv")).unwrap();
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let found: Vec<(String, String)> = reader
        .records()
        .map(Result::unwrap)
        .filter(|line| {
            &line[at("id")] == "ST34Q01"
                && &line[at("option")] == "all favorable"
                && !line[at("level")].is_empty()
        })
        .map(|line| (line[at("count")].to_owned(), line[at("answered")].to_owned()))
        .collect();
    let known = [("19985", "22569"), ("32818", "37809"), ("4603", "5143")];
    for (count, answered) in known {
        assert!(
            found.contains(&(count.to_owned(), answered.to_owned())),
            "{found:?}"
        );
    }
    let text = std::fs::read_to_string(out.join("tables/scales.csv")).unwrap();
    assert!(
        text.contains(",0.838522"),
        "the mean of item shares of the United States"
    );
}
