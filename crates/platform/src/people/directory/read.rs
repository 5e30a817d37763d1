//! Reads a directory file, and finds everything that is wrong with it.

use super::BYTES_MAX;
use crate::Problem;
use crate::people::agency::AgencyKind;
use std::collections::BTreeMap;

const PROBLEMS_SHOWN_MAX: usize = 100;
const NAME_CHARS_MAX: usize = 200;

/// What a file says.
#[derive(Default)]
pub(super) struct Directory {
    /// By the seven digits of their code.
    pub agencies: BTreeMap<String, AgencyLine>,
    pub schools: Vec<SchoolLine>,
    /// The columns that it has and that are read.
    pub columns: Vec<String>,
    pub columns_ignored: Vec<String>,
}

#[derive(Clone)]
pub(super) struct AgencyLine {
    pub name: String,
    /// Nothing in a file of schools, which does not say.
    pub kind: Option<AgencyKind>,
    pub county: String,
    /// Nothing where the file does not say.
    pub state: Option<String>,
    pub nces_id: Option<String>,
}

pub(super) struct SchoolLine {
    pub cds_code: String,
    pub name: String,
    pub level: String,
    pub enrolled: Option<i32>,
    pub nces_id: Option<String>,
}

/// One row with its columns by name; what is missing is empty.
struct Row<'a> {
    header: &'a [String],
    record: &'a csv::StringRecord,
    number: usize,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        let place = self.header.iter().position(|name| name == column);
        place.and_then(|at| self.record.get(at)).unwrap_or_default()
    }
}

const SCHOOL_COLUMNS: [&str; 8] = [
    "cds_code",
    "school",
    "district",
    "county",
    "school_type",
    "enrolled",
    "nces_id",
    "state",
];
const SCHOOL_COLUMNS_NEEDED: usize = 4;
const AGENCY_COLUMNS: [&str; 6] = ["cds_code", "agency", "county", "kind", "nces_id", "state"];
const AGENCY_COLUMNS_NEEDED: usize = 3;

pub(super) fn read(bytes: &[u8]) -> Result<Directory, Vec<Problem>> {
    let one = |code| vec![Problem::new("file", code)];
    let text = text(bytes).map_err(|problem| vec![problem])?;
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .map_err(|_| one("import-not-table"))?
        .iter()
        .map(str::to_ascii_lowercase)
        .collect();
    let of_agencies = header.iter().any(|name| name == "agency");
    let (columns, needed) = if of_agencies {
        (AGENCY_COLUMNS.as_slice(), AGENCY_COLUMNS_NEEDED)
    } else {
        (SCHOOL_COLUMNS.as_slice(), SCHOOL_COLUMNS_NEEDED)
    };
    let missing = columns[..needed]
        .iter()
        .filter(|name| !header.iter().any(|column| column == *name));
    let missing: Vec<Problem> = missing
        .map(|name| Problem::new("file", "import-column-missing").with("column", name))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let (known, ignored) = header
        .iter()
        .cloned()
        .partition(|name| columns.contains(&name.as_str()));
    let mut directory = Directory {
        columns: known,
        columns_ignored: ignored,
        ..Directory::default()
    };
    let mut seen = BTreeMap::new();
    let mut problems = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let number = index + 2;
        let Ok(record) = record else {
            problems.push(Problem::new("file", "import-row-ragged").with("row", number));
            continue;
        };
        let row = Row {
            header: &header,
            record: &record,
            number,
        };
        let wrong = if of_agencies {
            agency(&row, &mut directory)
        } else {
            school(&row, &mut directory)
        };
        problems.extend(wrong);
        if let Some(first) = seen.insert(row.get("cds_code").to_owned(), number) {
            problems.push(
                Problem::new("file", "import-cds-twice")
                    .with("row", number)
                    .with("first", first),
            );
        }
    }
    match (problems.is_empty(), directory.agencies.is_empty()) {
        (true, false) => Ok(directory),
        (true, true) => Err(one("import-empty")),
        (false, _) => Err(capped(problems)),
    }
}

fn text(bytes: &[u8]) -> Result<&str, Problem> {
    if bytes.len() > BYTES_MAX {
        return Err(Problem::new("file", "import-too-large"));
    }
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map_err(|wrong| Problem::new("file", "import-not-utf8").with("byte", wrong.valid_up_to()))?;
    if text.contains('\0') {
        return Err(Problem::new("file", "import-not-text"));
    }
    if text.trim().is_empty() {
        return Err(Problem::new("file", "import-empty"));
    }
    Ok(text)
}

fn agency(row: &Row, directory: &mut Directory) -> Vec<Problem> {
    let code = row.get("cds_code");
    let mut wrong = Wrong::of(row);
    wrong.check(
        is_digits(code, 14) && code.ends_with("0000000"),
        "import-cds-agency-wrong",
        code,
    );
    wrong.names(&["agency", "county"]);
    wrong.optional("nces_id", |id| is_digits(id, 7), "import-nces-agency-wrong");
    wrong.optional("state", is_state, "import-state-wrong");
    let kind = match row.get("kind") {
        "" | "local" => Some(AgencyKind::Local),
        "county-office" => Some(AgencyKind::County),
        "state" => Some(AgencyKind::State),
        _ => None,
    };
    wrong.check(kind.is_some(), "import-kind-wrong", row.get("kind"));
    if wrong.problems.is_empty() {
        let line = AgencyLine {
            name: row.get("agency").to_owned(),
            kind,
            county: row.get("county").to_owned(),
            state: present(row.get("state")),
            nces_id: present(row.get("nces_id")),
        };
        directory.agencies.insert(code[..7].to_owned(), line);
    }
    wrong.problems
}

fn school(row: &Row, directory: &mut Directory) -> Vec<Problem> {
    let code = row.get("cds_code");
    let mut wrong = Wrong::of(row);
    wrong.check(is_digits(code, 14), "import-cds-wrong", code);
    wrong.names(&["school", "district", "county"]);
    wrong.optional("nces_id", |id| is_digits(id, 12), "import-nces-wrong");
    wrong.optional("state", is_state, "import-state-wrong");
    let enrolled = |text: &str| {
        text.parse::<i32>()
            .is_ok_and(|count| (0..=1_000_000).contains(&count))
    };
    wrong.optional("enrolled", enrolled, "import-enrolled-wrong");
    if wrong.problems.is_empty() {
        let nces_id = present(row.get("nces_id"));
        // The last line of a district decides its name.
        let line = AgencyLine {
            name: row.get("district").to_owned(),
            kind: None,
            county: row.get("county").to_owned(),
            state: present(row.get("state")),
            nces_id: nces_id.as_ref().map(|school| school[..7].to_owned()),
        };
        directory.agencies.insert(code[..7].to_owned(), line);
        directory.schools.push(SchoolLine {
            cds_code: code.to_owned(),
            name: row.get("school").to_owned(),
            level: row.get("school_type").chars().take(20).collect(),
            enrolled: row.get("enrolled").parse().ok(),
            nces_id,
        });
    }
    wrong.problems
}

/// Gathers what is wrong with one row.
struct Wrong<'a> {
    row: &'a Row<'a>,
    problems: Vec<Problem>,
}

impl<'a> Wrong<'a> {
    fn of(row: &'a Row<'a>) -> Self {
        Self {
            row,
            problems: Vec::new(),
        }
    }

    fn check(&mut self, right: bool, code: &'static str, value: &str) {
        if !right {
            let value: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
            self.problems.push(
                Problem::new("file", code)
                    .with("row", self.row.number)
                    .with("value", value),
            );
        }
    }

    fn names(&mut self, columns: &[&str]) {
        for column in columns {
            let name = self.row.get(column);
            let right = !name.is_empty()
                && name.chars().count() <= NAME_CHARS_MAX
                && !name.chars().any(char::is_control);
            self.check(right, "import-name-wrong", column);
        }
    }

    fn optional(&mut self, column: &str, right: impl Fn(&str) -> bool, code: &'static str) {
        let value = self.row.get(column);
        self.check(value.is_empty() || right(value), code, value);
    }
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_state(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn present(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn capped(mut problems: Vec<Problem>) -> Vec<Problem> {
    let more = problems.len().saturating_sub(PROBLEMS_SHOWN_MAX);
    problems.truncate(PROBLEMS_SHOWN_MAX);
    if more > 0 {
        problems.push(Problem::new("file", "import-more-problems").with("count", more));
    }
    problems
}
