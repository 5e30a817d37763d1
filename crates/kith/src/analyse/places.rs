//! Where people are: the columns of a file that name a school, agency, region or state, and the geography they make.

use anyhow::bail;
use clap::Args;
use instrument::Instrument;
use instrument::import::{Column, Table};
use std::collections::{BTreeMap, BTreeSet};
use tally::{Geography, Place};

/// Which columns say where people are. Each is found by its name, too.
#[derive(Args, Clone, Default)]
pub struct Where {
    /// The column that names the school; found by names such as school, school_id, CDS code.
    #[arg(long, value_name = "COLUMN", help_heading = "Places")]
    school: Option<String>,
    /// The column that names the agency; found by names such as agency, district, LEA.
    #[arg(long, value_name = "COLUMN", help_heading = "Places")]
    agency: Option<String>,
    /// The column that names the region.
    #[arg(long, value_name = "COLUMN", help_heading = "Places")]
    region: Option<String>,
    /// The column that names the state.
    #[arg(long, value_name = "COLUMN", help_heading = "Places")]
    state: Option<String>,
    /// Takes no column for a place: one report of everyone.
    #[arg(long, help_heading = "Places")]
    no_places: bool,
}

/// Kinds of places, the smallest first, with the headers by which they are known.
const KINDS: [(&str, &[&str]); 4] = [
    (
        "school",
        &[
            "school",
            "schoolid",
            "schoolcode",
            "schoolname",
            "cds",
            "cdscode",
            "ncessch",
            "ncesid",
            "ncesschoolid",
            "escuela",
        ],
    ),
    (
        "agency",
        &[
            "agency",
            "agencyid",
            "agencycode",
            "district",
            "districtid",
            "districtcode",
            "lea",
            "leaid",
            "distrito",
        ],
    ),
    ("region", &["region", "regionid", "county", "countyid", "coe"]),
    ("state", &["state", "stateid"]),
];
/// The place of those about whom nothing is said.
const UNSTATED: &str = "unstated";
/// The place of everyone, where the file names several places that lie in no other.
const WHOLE: &str = "whole";

/// For each row of a file, the ids of the places it is at: one per kind that the file names, the smallest first.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The kinds, and the columns they were found in.
    pub columns: Vec<(&'static str, String)>,
    different: Vec<Vec<String>>,
    first: Vec<usize>,
    cells: Vec<u32>,
}

impl Where {
    /// The same, but no column is taken.
    #[must_use]
    pub fn none(mut self) -> Self {
        self.no_places = true;
        self
    }

    /// Takes the columns of places out of a table, so that nothing else is made of them.
    pub fn take(&self, table: &mut Table, form: &Instrument) -> anyhow::Result<Rows> {
        if self.no_places {
            return Ok(Rows::default());
        }
        let named = [&self.school, &self.agency, &self.region, &self.state];
        let mut found: Vec<(&'static str, Column)> = Vec::new();
        for ((kind, known), named) in KINDS.into_iter().zip(named) {
            let at = match named {
                Some(name) => Some(position(table, kind, name)?),
                None => table.columns.iter().position(|column| {
                    let header = plain(&column.name);
                    known.contains(&header.as_str())
                        && form.dimension(&column.name).is_none()
                        && !is_asked(form, &header)
                }),
            };
            if let Some(at) = at {
                found.push((kind, table.columns.remove(at)));
            }
        }
        Ok(Rows::new(found, table.rows))
    }
}

fn position(table: &Table, kind: &str, name: &str) -> anyhow::Result<usize> {
    let found = table.columns.iter().position(|column| column.name == name);
    match found.or_else(|| {
        table
            .columns
            .iter()
            .position(|column| plain(&column.name) == plain(name))
    }) {
        Some(at) => Ok(at),
        None => {
            let known: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            bail!(
                "--{kind} {name}: the file has no such column. It has {}",
                known.join(", ")
            )
        }
    }
}

/// Whether the questionnaire asks for a group of this name.
fn is_asked(form: &Instrument, header: &str) -> bool {
    form.dimensions
        .iter()
        .any(|dimension| plain(&dimension.id) == *header)
}

/// A header without what people write differently.
fn plain(header: &str) -> String {
    header
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase()
}

impl Rows {
    fn new(mut found: Vec<(&'static str, Column)>, rows: usize) -> Self {
        if let [(kind @ "school", schools)] = &found[..]
            && let Some(agencies) = agencies_of(schools)
        {
            let column = (*kind, schools.clone());
            found = vec![column, ("agency", agencies)];
        }
        if found.is_empty() {
            return Self::default();
        }
        let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut this = Self {
            columns: found
                .iter()
                .map(|(kind, column)| (*kind, column.name.clone()))
                .collect(),
            ..Self::default()
        };
        for row in 0..rows {
            let key: Vec<u32> = found.iter().map(|(_, column)| column.cells[row]).collect();
            let at = *known.entry(key).or_insert_with_key(|key| {
                let texts = found
                    .iter()
                    .zip(key)
                    .map(|((_, column), &at)| column.values[at as usize].text.clone());
                this.different.push(texts.collect());
                this.first.push(row + 2);
                u32::try_from(this.different.len() - 1).unwrap_or(u32::MAX)
            });
            this.cells.push(at);
        }
        this
    }

    /// Whether the file names no place.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The ids of a row, the smallest place first.
    pub fn of(&self, row: usize) -> &[String] {
        &self.different[self.cells[row] as usize]
    }
}

/// Agencies by the codes of their schools, where every school has one: CDS codes have 14 digits, NCES ids 12, and both begin
/// with seven of the agency.
fn agencies_of(schools: &Column) -> Option<Column> {
    let is_code =
        |text: &str| matches!(text.len(), 12 | 14) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !schools.values.iter().all(|value| is_code(&value.text)) {
        return None;
    }
    let mut agencies = schools.clone();
    for value in &mut agencies.values {
        value.text.truncate(7);
    }
    Some(agencies)
}

/// The geography of answers and, where there is one, of a roster; and the place of each answer.
pub struct Places {
    /// Places, parents first.
    pub places: Vec<Place>,
    /// By the ids of a row, the position of its smallest place.
    leaves: BTreeMap<Vec<String>, usize>,
}

impl Places {
    /// Puts together what the files name.
    pub fn new(answers: &Rows, roster: Option<&Rows>) -> anyhow::Result<Self> {
        let kinds: Vec<&'static str> = answers.columns.iter().map(|(kind, _)| *kind).collect();
        let mut chains: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut seen: BTreeMap<(usize, String), (String, String)> = BTreeMap::new();
        let files = [("the answers", Some(answers)), ("the roster", roster)];
        for (file, rows) in files.into_iter().filter_map(|(file, rows)| Some((file, rows?))) {
            for (ids, row) in rows.different.iter().zip(&rows.first) {
                let chain = chain(ids);
                let place = format!("row {row} of {file}");
                for at in 0..kinds.len().saturating_sub(1) {
                    let within = chain[at + 1..].join(", ");
                    let before = seen
                        .entry((at, chain[at].clone()))
                        .or_insert_with(|| (within.clone(), place.clone()));
                    if before.0 != within {
                        bail!(
                            "{} {} lies in {} in {}, but in {within} in {place}; a place lies in one other",
                            kinds[at],
                            chain[at],
                            before.0,
                            before.1
                        );
                    }
                }
                chains.insert(chain);
            }
        }
        Ok(Self::lay_out(&kinds, &chains))
    }

    fn lay_out(kinds: &[&'static str], chains: &BTreeSet<Vec<String>>) -> Self {
        let mut places: Vec<Place> = Vec::new();
        let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let tops: BTreeSet<&String> = chains.iter().filter_map(|chain| chain.last()).collect();
        if tops.len() > 1 {
            places.push(Place {
                id: WHOLE.to_owned(),
                kind: WHOLE.to_owned(),
                parent: None,
            });
        }
        let root = (tops.len() > 1).then_some(0);
        for depth in (0..kinds.len()).rev() {
            let here: BTreeSet<&[String]> = chains.iter().map(|chain| &chain[depth..]).collect();
            for ids in here {
                let parent = known.get(&ids[1..]).copied().or(root);
                known.insert(ids.to_vec(), places.len());
                places.push(Place {
                    id: ids[0].clone(),
                    kind: kinds[depth].to_owned(),
                    parent,
                });
            }
        }
        known.retain(|ids, _| ids.len() == kinds.len());
        Self {
            places,
            leaves: known,
        }
    }

    /// The position of the place that a row's ids name.
    pub fn leaf(&self, ids: &[String]) -> Option<usize> {
        self.leaves.get(&chain(ids)).copied()
    }

    /// The places with everybody's school; `kept` says which rows are counted.
    pub fn geography(&self, answers: &Rows, kept: &[bool]) -> anyhow::Result<Geography> {
        let leaves: Vec<u32> = answers
            .different
            .iter()
            .map(|ids| {
                self.leaf(ids)
                    .and_then(|at| u32::try_from(at).ok())
                    .unwrap_or(u32::MAX)
            })
            .collect();
        let rows = answers.cells.iter().zip(kept).filter(|(_, kept)| **kept);
        let schools = rows.map(|(&at, _)| leaves[at as usize]).collect();
        Ok(Geography::new(self.places.clone(), Vec::new(), schools)?)
    }
}

/// Ids with names for what is not said: unique below what is.
fn chain(ids: &[String]) -> Vec<String> {
    let said = |at: usize| ids[at + 1..].iter().find(|id| !id.is_empty());
    let names = ids
        .iter()
        .enumerate()
        .map(|(at, id)| match (id.is_empty(), said(at)) {
            (false, _) => id.clone(),
            (true, None) => UNSTATED.to_owned(),
            (true, Some(within)) => format!("{UNSTATED} ({within})"),
        });
    names.collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;
    use instrument::import::read_table;

    fn rows(text: &str) -> Rows {
        let form = instrument::built_in_by_id("pisa-2009-climate").unwrap();
        let mut table = read_table(text.as_bytes()).unwrap();
        Where::default().take(&mut table, form).unwrap()
    }

    #[test]
    fn places_found_by_name_lie_in_each_other_with_everybody_in_one() {
        let rows = rows("School ID,x,District\nb,1,D1\na,1,D1\nc,2,D2\n,2,D2\n");
        assert_eq!(
            rows.columns,
            [
                ("school", "School ID".to_owned()),
                ("agency", "District".to_owned())
            ]
        );
        let places = Places::new(&rows, None).unwrap();
        let told: Vec<(&str, &str, Option<usize>)> = places
            .places
            .iter()
            .map(|place| (place.kind.as_str(), place.id.as_str(), place.parent))
            .collect();
        assert_eq!(
            told,
            [
                ("whole", "whole", None),
                ("agency", "D1", Some(0)),
                ("agency", "D2", Some(0)),
                ("school", "a", Some(1)),
                ("school", "b", Some(1)),
                ("school", "c", Some(2)),
                ("school", "unstated (D2)", Some(2)),
            ]
        );
        let geography = places.geography(&rows, &[true, true, false, true]).unwrap();
        assert_eq!(geography.schools(), [4, 3, 6]);
    }

    #[test]
    fn school_in_two_agencies_is_refused_with_both_rows() {
        let rows = rows("school,x,agency\na,1,D1\na,1,D2\n");
        let told = Places::new(&rows, None).err().unwrap().to_string();
        assert_eq!(
            told,
            "school a lies in D1 in row 2 of the answers, but in D2 in row 3 of the answers; a place lies in one other"
        );
    }

    #[test]
    fn agency_of_schools_with_codes_is_the_first_seven_digits() {
        let rows = rows("cds,x\n19647330100289,1\n19647330100297,1\n");
        let places = Places::new(&rows, None).unwrap();
        let ids: Vec<&str> = places.places.iter().map(|place| place.id.as_str()).collect();
        assert_eq!(ids, ["1964733", "19647330100289", "19647330100297"]);
    }
}
