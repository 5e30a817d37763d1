//! What was done, for machines: which files went in, how they were read, by which rules figures were made, which files came out.
//! It may be handed on like the report, so it holds nothing that was not released: no label of a file, no count of rows.

use super::folder::Sum;
use super::made::Made;
use super::places::Rows;
use disclosure::{Released, Report, Table, VerifiedRelease};
use instrument::Instrument;
use instrument::import::{IgnoreReason, Imported, Mapping, Purpose, Repeated};
use serde::Serialize;
use serde_json::{Value, json};

/// The version of the form of this file.
const FORM: &str = "kith account 1";

/// The account of one analysis. Fields stand in the order in which things are done.
#[derive(Debug, Serialize)]
pub struct Account {
    form: &'static str,
    kith: &'static str,
    inputs: Vec<Input>,
    options: Value,
    instrument: Value,
    columns: Vec<Reading>,
    places: Vec<Value>,
    rows: Value,
    methods: Vec<Method>,
    /// What was decided about what is shown.
    pub disclosure: Value,
    /// What each scale is worth.
    scales: Value,
    /// Lines of tables for which a workbook has no room; the other files have them.
    pub workbook_leaves_out: usize,
    /// The files that came out, but this one.
    pub outputs: Vec<Sum>,
}

/// A file that went in.
#[derive(Debug, Serialize)]
pub struct Input {
    /// What it was for.
    pub role: &'static str,
    /// What it is called.
    pub file: String,
    /// SHA-256 of it; none of files about people: whoever has all answers but a few could try these out against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// How a column was read.
#[derive(Debug, Serialize)]
struct Reading {
    column: String,
    read_as: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
}

/// How figures were made.
#[derive(Debug, Serialize)]
struct Method {
    what: &'static str,
    how: &'static str,
    source: &'static str,
}

const METHODS: [Method; 5] = [
    Method {
        what: "share of people, favorable share of an item",
        how: "people counted once; score interval that covers 95 %",
        source: "Wilson (1927), Journal of the American Statistical Association 22, 209-212",
    },
    Method {
        what: "difference between a group and everyone who is not in it",
        how: "score test; hybrid score interval (method 10)",
        source: "Newcombe (1998), Statistics in Medicine 17, 873-890",
    },
    Method {
        what: "several comparisons in one table",
        how: "step-down correction of probabilities; a difference is named at 0.05",
        source: "Holm (1979), Scandinavian Journal of Statistics 6, 65-70",
    },
    Method {
        what: "which groups are hidden",
        how: "groups of too few people or of one answer, and others so that no sum or difference gives them away; audited from what is published",
        source: "NCES 2011-603 (2010), Technical Brief 3",
    },
    Method {
        what: "which other groups are hidden with them",
        how: "cell suppression at least weight, with an attacker's bounds for each hidden cell",
        source: "Fischetti and Salazar (2001), Management Science 47, 1008-1027",
    },
];

/// What is done besides, under a pack that codes shares.
const CODED: Method = Method {
    what: "coded shares",
    how: "codes of the pack; audited over places, groups and options for counts that all of them together would give away",
    source: "Ford and Fulkerson (1962), Flows in Networks, chapter II",
};

/// What an account is made of.
pub struct Known<'a> {
    /// Files that went in.
    pub inputs: Vec<Input>,
    /// Options that change figures.
    pub options: Value,
    /// What was read.
    pub imported: &'a Imported,
    /// How it was read.
    pub mapping: &'a Mapping,
    /// Where people are.
    pub rows: &'a Rows,
    /// What may be shown.
    pub made: &'a Made,
}

impl Account {
    /// The account without what comes out.
    pub fn new(known: Known<'_>) -> anyhow::Result<Self> {
        let form = &known.imported.instrument;
        let columns = columns(&known);
        let report = known.made.whole();
        Ok(Self {
            form: FORM,
            kith: env!("CARGO_PKG_VERSION"),
            options: known.options,
            instrument: questionnaire(form, report),
            columns,
            places: places(known.made),
            rows: rows(known.imported, known.mapping, report),
            methods: METHODS
                .into_iter()
                .chain(known.made.coded.is_some().then_some(CODED))
                .collect(),
            disclosure: Value::Null,
            scales: serde_json::to_value(&known.made.quality)?,
            workbook_leaves_out: 0,
            outputs: Vec::new(),
            inputs: known.inputs,
        })
    }

    /// As text; the same account always gives the same.
    pub fn text(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// The places by kind and id, and how many people answered there, where that is shown.
fn places(made: &Made) -> Vec<Value> {
    let places = made.release.by_place().map(|(place, report)| {
        json!({ "kind": place.kind, "id": place.id, "within": place.parent, "people": report.people.shown() })
    });
    places.collect()
}

/// What is hidden in each table, as whoever has the release can count it, and what proves that it stays hidden.
pub fn disclosed(verified: &VerifiedRelease, rules: &Value) -> Value {
    let tables = verified.tables.iter().map(|table| {
        let name = match &table.table {
            Table::People => "people".to_owned(),
            Table::Item(id) => format!("item {id}"),
            Table::Scale(id) => format!("scale {id}"),
        };
        json!({
            "table": name,
            "shown": table.shown,
            "hidden": table.hidden,
            "proved_open": table.open,
            "declared_not_small": table.declared,
            "witness_tables": table.tables,
        })
    });
    let stored = rules["codes_of_shares_applied"] == false;
    json!({ "rules": rules, "verified": true, "release_in_folder": stored, "tables": tables.collect::<Vec<_>>() })
}

/// How many rows were read is how many people answered, so it is told only where that is.
fn rows(imported: &Imported, mapping: &Mapping, report: &Released<Report>) -> Value {
    let repeated = match mapping.repeated {
        Repeated::Refuse => "refused",
        Repeated::KeepFirst => "the first is counted",
        Repeated::KeepLast => "the last is counted",
    };
    let counts = report.people.shown();
    json!({
        "read": counts.map(|_| imported.report.rows),
        "counted": counts,
        "left_out_as_repeated": counts.map(|_| imported.report.repeated),
        "rows_with_the_same_response_id": repeated,
    })
}

/// What each column was taken for. Labels are not told: that one occurs at all may point at a person.
fn columns(known: &Known<'_>) -> Vec<Reading> {
    let places = known.rows.columns.iter().map(|(kind, column)| Reading {
        column: column.clone(),
        read_as: "place",
        id: Some((*kind).to_owned()),
    });
    let others = known.mapping.columns.iter().map(|mapped| {
        let (read_as, id) = match &mapped.purpose {
            Purpose::Item { item, .. } => ("item", Some(item.to_string())),
            Purpose::Dimension { dimension, .. } => ("dimension", Some(dimension.to_string())),
            Purpose::NewDimension { dimension, .. } => ("dimension", Some(dimension.id.to_string())),
            Purpose::ResponseId => ("response id", None),
            Purpose::Ignore { reason } => (left_out(*reason), None),
        };
        Reading {
            column: mapped.column.clone(),
            read_as,
            id,
        }
    });
    places.chain(others).collect()
}

/// Why a column was left out, as far as that says nothing about who stands in it.
fn left_out(reason: IgnoreReason) -> &'static str {
    match reason {
        IgnoreReason::Chosen => "left out: somebody chose so",
        IgnoreReason::Identifying => "left out: it points to a person or a time",
        IgnoreReason::FreeText => "left out: free text",
        IgnoreReason::AnotherColumn => "left out: another column is this",
        IgnoreReason::Empty
        | IgnoreReason::OneValue
        | IgnoreReason::TooManyLevels
        | IgnoreReason::FewPeople => "left out: it makes no groups",
    }
}

/// The codes of every answer, and how scales are scored.
fn questionnaire(form: &Instrument, report: &Released<Report>) -> Value {
    let items = report.items.iter().map(|table| {
        let options = table.options.iter().zip(&table.favourable).zip(1..);
        let options = options.map(
            |((option, favorable), score)| json!({ "id": option, "score": score, "favorable": favorable }),
        );
        json!({
            "id": table.item,
            "reversed": table.reversed,
            "options": options.collect::<Vec<_>>(),
        })
    });
    let scales = report.scales.iter().map(|table| {
        json!({
            "id": table.scale,
            "items": table.items,
            "rule": table.rule,
            "cut": f64::from(table.cut.hundredths()) / 100.0,
            "least_answered": table.least_answered,
        })
    });
    json!({
        "id": form.id,
        "version": form.version,
        "title": form.title.get("en"),
        "items": items.collect::<Vec<_>>(),
        "scales": scales.collect::<Vec<_>>(),
        "dimensions": report.dimensions,
    })
}
