//! From rows to what was told of each group; rows that cannot be true together are named.

use std::collections::BTreeMap;

use super::number::{LARGEST, Read, counts};
use super::reading::{Misread, misread};
use crate::ledger::{Group, Measured, Statement, Told};

/// A row as read.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub line: u64,
    pub group: Group,
    pub measure: Option<String>,
    pub option: String,
    pub n: Read,
    pub count: Read,
    pub percent: Read,
}

/// The rows of a group and measure.
type Together<'a> = BTreeMap<(&'a Group, &'a Option<String>), Vec<&'a Row>>;

/// What the rows tell, group by group.
pub(super) fn statements(rows: &[Row], least: u32) -> Result<Vec<Statement>, Vec<Misread>> {
    let mut together: Together<'_> = BTreeMap::new();
    let mut options: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut problems = Vec::new();
    for row in rows {
        let others = together.entry((&row.group, &row.measure)).or_default();
        if let Some(other) = others.iter().find(|other| other.option == row.option) {
            let reason = format!(
                "the same group, measure and option stand in line {}: keep one",
                other.line
            );
            problems.push(misread(row.line, "the row", reason));
        } else if let Some(other) = others.iter().find(|other| other.n != row.n) {
            let reason = format!(
                "it is not that of line {} for the same group and measure",
                other.line
            );
            problems.push(misread(row.line, "n", reason));
        }
        others.push(row);
        if let Some(measure) = &row.measure {
            let known = options.entry(measure).or_default();
            if !known.contains(&row.option.as_str()) {
                known.push(&row.option);
            }
        }
    }
    let mut found: BTreeMap<&Group, Statement> = BTreeMap::new();
    for ((group, measure), rows) in &together {
        let statement = found.entry(group).or_insert_with(|| Statement {
            group: (*group).clone(),
            people: None,
            measures: BTreeMap::new(),
        });
        match measure {
            None => statement.people = Some(told(rows[0].n, least)),
            Some(measure) => match measured(rows, &options[measure.as_str()], least) {
                Ok(told) => {
                    statement.measures.insert(measure.clone(), told);
                }
                Err(wrong) => problems.extend(wrong),
            },
        }
    }
    if problems.is_empty() {
        Ok(found.into_values().collect())
    } else {
        Err(problems)
    }
}

fn told(read: Read, least: u32) -> Told {
    match range(read) {
        None => Told::Hidden { least },
        Some((low, high)) => of(low, high),
    }
}

fn of(low: u32, high: u32) -> Told {
    if low == high {
        Told::Count(low)
    } else {
        Told::Between { low, high }
    }
}

fn range(read: Read) -> Option<(u32, u32)> {
    let limit = |number: u64| u32::try_from(number).unwrap_or(LARGEST);
    match read {
        Read::Range { low, high } => Some((limit(low), limit(high))),
        Read::Rounded { .. } | Read::Hidden | Read::Unsaid => None,
    }
}

/// What rows of one group and measure tell; `options` are all of the measure.
fn measured(rows: &[&Row], options: &[&str], least: u32) -> Result<Measured, Vec<Misread>> {
    let first = rows[0];
    let answered = range(first.n);
    let of_n = answered.unwrap_or((0, LARGEST));
    let mut problems = Vec::new();
    let mut counted: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for row in rows {
        match in_option(row, of_n) {
            Ok(Some(range)) => {
                counted.insert(&row.option, range);
            }
            Ok(None) => {}
            Err(wrong) => problems.push(wrong),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if answered.is_none() && counted.is_empty() {
        return Ok(Measured::Hidden { least });
    }
    let mut counts: Vec<Told> = Vec::new();
    let one = |option: &&str| {
        counted
            .get(option)
            .map_or(Told::Hidden { least }, |&(low, high)| of(low, high))
    };
    counts.extend(options.iter().map(one));
    let (low, high) = counts
        .iter()
        .map(|told| told.range().unwrap_or((0, of_n.1)))
        .fold((0_u64, 0_u64), |sum, own| {
            (sum.0 + u64::from(own.0), sum.1 + u64::from(own.1))
        });
    let is_whole = options.len() > 1 || !options.contains(&"");
    let complete = is_whole && rows.len() == options.len();
    if low > u64::from(of_n.1) || (complete && high < u64::from(of_n.0)) {
        let reason = format!(
            "the options add up to {low} to {high} people, n is {} to {}",
            of_n.0, of_n.1
        );
        return Err(vec![misread(first.line, "the row", reason)]);
    }
    if !is_whole {
        // The one option and all others, which are what is left.
        let (low, high) = counted.get("").copied().unwrap_or(of_n);
        let rest = (of_n.0.saturating_sub(high), of_n.1.saturating_sub(low));
        counts.push(if counts[0].range().is_some() {
            of(rest.0, rest.1)
        } else {
            Told::Hidden { least }
        });
    }
    let answered = answered.map_or(Told::Hidden { least }, |(low, high)| of(low, high));
    Ok(Measured::Shown {
        asked: None,
        answered,
        counts,
    })
}

/// People in the row's option, by its count, its percent, or both.
fn in_option(row: &Row, of_n: (u32, u32)) -> Result<Option<(u32, u32)>, Misread> {
    let by_count = range(row.count);
    if let Some((low, _)) = by_count
        && low > of_n.1
    {
        let reason = format!("{low} people are more than n, which is {}", of_n.1);
        return Err(misread(row.line, "count", reason));
    }
    if matches!(row.percent, Read::Hidden | Read::Unsaid) {
        return Ok(by_count.map(|(low, high)| (low, high.min(of_n.1))));
    }
    let Some(by_percent) = counts(row.percent, of_n) else {
        let reason = format!(
            "no whole number of {} people has this percent: n or the percent is wrong, or it is of other people",
            of_n.1
        );
        return Err(misread(row.line, "percent", reason));
    };
    let Some((low, high)) = by_count else {
        return Ok(Some(by_percent));
    };
    let both = (low.max(by_percent.0), high.min(by_percent.1));
    if both.0 > both.1 {
        let reason = format!(
            "it stands for {} to {} people, the count says {low} to {high}",
            by_percent.0, by_percent.1
        );
        return Err(misread(row.line, "percent", reason));
    }
    Ok(Some(both))
}
