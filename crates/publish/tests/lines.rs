//! Lines as files: what is in a label does nothing, what is withheld is nowhere, and the same lines give the same bytes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use disclosure::rules::{Purpose, Rules};
use disclosure::{Ask, AskItem, AskScale, Cut, Group, Protection, Release, Released, Request, Rule};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use publish::Wording;
use publish::lines::{
    Comma, Head, Line, Parquet, PlaceName, Sheet, Sink, Workbook, WriteError, each, each_coded,
};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write as _};
use tally::{Answers, Dimension, Item, Membership};

const QUESTION: &str = "=HYPERLINK(\"x\"), how\noften?";

struct Hostile;

impl Wording for Hostile {
    fn item(&self, _: &str) -> String {
        QUESTION.to_owned()
    }
    fn scale(&self, _: &str) -> String {
        "+1 <b>&amp;\u{1}".to_owned()
    }
    fn option(&self, _: &str, option: &str) -> String {
        format!("@{option}")
    }
    fn dimension(&self, _: &str) -> String {
        "-1".to_owned()
    }
    fn group(&self, group: &Group) -> String {
        match group {
            Group::Level { level, .. } => format!("-{level}"),
            _ => "=cmd|' /C calc'!A0".to_owned(),
        }
    }
    fn rule(&self, _: Rule) -> String {
        "\tshare".to_owned()
    }
    fn not_shown(&self) -> String {
        "not shown".to_owned()
    }
    fn answered(&self) -> String {
        "answered".to_owned()
    }
    fn favourable(&self) -> String {
        "favorable".to_owned()
    }
    fn interval(&self) -> String {
        "interval".to_owned()
    }
}

fn release() -> Released<Release> {
    release_of(64)
}

/// People in three grades, of which grade 8 has four.
fn release_of(people: usize) -> Released<Release> {
    let options: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
    let codes = |shift: usize| {
        let codes = (0..people).map(|person| u8::try_from((person * 7 + person / 5 + shift) % 4).unwrap());
        codes.collect()
    };
    let item = |id: &str, shift| Item {
        id: id.into(),
        options: options.clone(),
        codes: codes(shift),
    };
    let level = |person: usize| {
        if person < 4 {
            2
        } else {
            u16::try_from(person % 2).unwrap()
        }
    };
    let grade = Dimension {
        id: "grade".into(),
        levels: ["6", "7", "8"].map(str::to_owned).to_vec(),
        membership: Membership::Single((0..people).map(level).collect()),
    };
    let answers = Answers::new(people, vec![item("q1", 0), item("q2", 1)], vec![grade]).unwrap();
    let ask_item = |id: &str| AskItem {
        item: id.into(),
        favourable: vec![false, false, true, true],
        reversed: false,
    };
    let ask = Ask {
        items: vec![ask_item("q1"), ask_item("q2")],
        scales: vec![AskScale {
            scale: "s".into(),
            items: vec!["q1".into(), "q2".into()],
            rule: Rule::ShareOfPeople,
            cut: Cut::from_hundredths(300).unwrap(),
            least_answered: 1,
        }],
        dimensions: vec!["grade".into()],
        pairs: Vec::new(),
    };
    let request = Request::new(&answers, &ask, Protection::default());
    request.make().unwrap().release
}

const PLACE: PlaceName<'_> = PlaceName {
    kind: "school",
    id: "@S 1",
    within: "A\"1",
};

fn give(release: &Released<Release>, pack: Option<&Rules>, out: &mut dyn Sink) {
    match pack {
        None => each(release.whole(), PLACE, &Hostile, out).unwrap(),
        Some(rules) => {
            let coded = release.coded(rules, Purpose::Survey).unwrap();
            each_coded(&coded.reports[0], PLACE, &Hostile, out).unwrap();
        }
    }
}

fn comma(pack: Option<&Rules>, sheet: Sheet) -> Vec<u8> {
    comma_of(&release(), pack, sheet)
}

fn comma_of(release: &Released<Release>, pack: Option<&Rules>, sheet: Sheet) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut file = Comma::new(sheet, &mut bytes).unwrap();
    give(release, pack, &mut file);
    file.finish().unwrap();
    bytes
}

fn columns(pack: Option<&Rules>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut file = Parquet::new(&mut bytes).unwrap();
    give(&release(), pack, &mut file);
    file.finish().unwrap();
    bytes
}

fn workbook(pack: Option<&Rules>) -> Vec<u8> {
    let about = ["=1+1".to_owned(), "Made by hand".to_owned()];
    let mut file = Workbook::new("=2+2", ("About", &about), ["Scales", "Items", "Differences"]).unwrap();
    give(&release(), pack, &mut file);
    assert_eq!(file.passed_by(), 0);
    file.finish().unwrap()
}

/// Lines of a CSV file by head.
fn records(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(bytes)
        .unwrap()
        .strip_prefix('\u{feff}')
        .unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records = reader.deserialize();
    records.collect::<Result<_, _>>().unwrap()
}

/// How many lines each table has.
#[derive(Default)]
struct Counting([usize; 3]);

impl Sink for Counting {
    fn line(&mut self, line: &Line<'_>) -> Result<(), WriteError> {
        self.0[line.sheet as usize] += 1;
        Ok(())
    }
}

#[test]
fn comma_file_quotes_what_would_break_a_line_and_disarms_what_would_run() {
    let bytes = comma(None, Sheet::Items);
    let lines = records(&bytes);
    let mut counted = Counting::default();
    give(&release(), None, &mut counted);
    assert_eq!(lines.len(), counted.0[Sheet::Items as usize]);
    for line in &lines {
        assert_eq!(line["wording"], format!("'{QUESTION}"));
        assert_eq!(
            (line["place"].as_str(), line["within"].as_str()),
            ("'@S 1", "A\"1")
        );
        for (head, cell) in line {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{head}: {cell}"
            );
        }
    }
    assert!(std::str::from_utf8(&bytes).unwrap().ends_with("\r\n"));
}

#[test]
fn comma_file_has_the_figures_of_the_release_and_none_of_what_is_hidden() {
    let release = release();
    let lines = records(&comma(None, Sheet::Items));
    let table = &release.whole().items[0];
    let mut seen = [0, 0];
    for row in &table.rows {
        let level = match &row.group {
            Group::Level { level, .. } => level.as_str(),
            _ => "",
        };
        for (at, option) in table.options.iter().enumerate() {
            let mut own = lines.iter();
            let line =
                own.find(|line| line["id"] == "q1" && line["level"] == level && line["option"] == *option);
            let line = line.unwrap();
            let figures = ["answered", "count", "share"].map(|head| line[head].as_str());
            if let Some(shown) = row.cell.shown() {
                seen[0] += 1;
                assert_eq!(line["shown"], "true");
                assert_eq!(
                    figures[..2],
                    [shown.answered.to_string(), shown.counts[at].to_string()]
                );
                let share: f64 = figures[2].parse().unwrap();
                assert!((share - f64::from(shown.counts[at]) / f64::from(shown.answered)).abs() < 1e-15);
            } else {
                seen[1] += 1;
                assert_eq!((line["shown"].as_str(), figures), ("false", ["", "", ""]));
            }
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
}

#[test]
fn coded_lines_say_codes_and_no_counts_behind_them() {
    let rules = Rules::named("kith-public").unwrap();
    let mut codes = BTreeMap::new();
    // Up to 49 people are said in bands, more exactly.
    for (people, sheet) in [
        (48, Sheet::Items),
        (48, Sheet::Scales),
        (64, Sheet::Items),
        (64, Sheet::Scales),
    ] {
        for line in records(&comma_of(&release_of(people), Some(rules), sheet)) {
            *codes.entry(line["code"].clone()).or_insert(0) += 1;
            let figures = ["count", "share", "interval_low", "interval_high"].map(|head| line[head].as_str());
            match line["code"].as_str() {
                "exact" => assert!(figures.iter().all(|figure| !figure.is_empty()), "{line:?}"),
                "made" => assert!(!figures[1].is_empty() && figures[0].is_empty()),
                code => {
                    assert_eq!(figures, [""; 4], "{line:?}");
                    assert_eq!(line["shown"] == "true", !code.is_empty(), "{line:?}");
                    assert_eq!(line["share_from"].is_empty(), code.is_empty(), "{line:?}");
                }
            }
        }
    }
    assert!(
        codes.contains_key("band") && codes.contains_key("exact"),
        "{codes:?}"
    );
}

#[test]
fn parquet_reads_back_what_the_comma_file_has() {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&columns(None)).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let names: Vec<String> = reader
        .metadata()
        .file_metadata()
        .schema_descr()
        .columns()
        .iter()
        .map(|column| column.name().to_owned())
        .collect();
    assert_eq!(names, Head::ALL.map(Head::name));
    let mut items = Vec::new();
    for row in reader.get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let cells: BTreeMap<String, String> = row
            .get_column_iter()
            .map(|(name, field)| {
                let text = match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    Field::Long(count) => count.to_string(),
                    Field::Double(number) => number.to_string(),
                    Field::Bool(flag) => flag.to_string(),
                    other => panic!("{name}: {other:?}"),
                };
                (name.clone(), text)
            })
            .collect();
        if cells["table"] == "items" {
            items.push(cells);
        }
    }
    let lines = records(&comma(None, Sheet::Items));
    assert_eq!(items.len(), lines.len());
    for (item, line) in items.iter().zip(&lines) {
        for (head, cell) in line {
            // Only a file that a spreadsheet opens as text is disarmed.
            let plain = cell.strip_prefix('\'').unwrap_or(cell);
            assert_eq!(item[head], *plain, "{head}");
        }
    }
}

/// Every part of a workbook.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(file.name().unwrap().into_owned(), text);
    }
    parts
}

#[test]
fn workbook_opens_and_runs_nothing() {
    let parts = parts(&workbook(None));
    let mut counted = Counting::default();
    give(&release(), None, &mut counted);
    let sheets = [
        ("xl/worksheets/sheet2.xml", Sheet::Scales),
        ("xl/worksheets/sheet3.xml", Sheet::Items),
    ];
    for (name, sheet) in sheets {
        // A row per line, and one of heads.
        assert_eq!(
            parts[name].matches("<row ").count(),
            counted.0[sheet as usize] + 1,
            "{name}"
        );
    }
    for (name, text) in &parts {
        assert!(
            !text.contains("<f>") && !text.contains("<f "),
            "{name} has a formula"
        );
        assert!(!name.contains("vba") && !name.contains("externalLink"), "{name}");
        assert!(!text.contains("TargetMode=\"External\""), "{name}");
        assert!(!text.contains("<b>&amp;"), "{name}");
    }
    let strings = &parts["xl/sharedStrings.xml"];
    assert!(
        strings.contains("=HYPERLINK") && strings.contains("=1+1"),
        "text as it is, as text"
    );
}

#[test]
fn lines_written_twice_are_the_same_bytes() {
    for pack in [None, Some(Rules::named("delaware").unwrap())] {
        for sheet in Sheet::ALL {
            assert_eq!(comma(pack, sheet), comma(pack, sheet));
        }
        assert!(columns(pack) == columns(pack));
        assert!(workbook(pack) == workbook(pack));
    }
}
