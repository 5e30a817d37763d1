//! What a statistic has to say, in order: as JSON, or as lines and tables to read.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A figure, or several with their names.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// There is none.
    None,
    /// A number.
    Number(f64),
    /// A count.
    Count(u64),
    /// A name.
    Text(String),
    /// Whether something holds.
    Holds(bool),
    /// Several.
    Many(Vec<Answer>),
    /// Several with their names.
    Record(Vec<(&'static str, Answer)>),
}

/// A record of names and figures.
macro_rules! record {
    ($($name:literal => $value:expr),* $(,)?) => {
        $crate::measure::answer::Answer::Record(vec![$(($name, $value.into())),*])
    };
}
pub(super) use record;

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Answer {
            fn from(count: $kind) -> Self {
                u64::try_from(count).map_or(Self::None, Self::Count)
            }
        }
    )*};
}
counts!(u8, u32, u64, usize, i64);

impl From<f64> for Answer {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Answer {
    fn from(holds: bool) -> Self {
        Self::Holds(holds)
    }
}

impl From<&str> for Answer {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Answer {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Answer {
    fn from(values: Vec<T>) -> Self {
        Self::Many(values.into_iter().map(Into::into).collect())
    }
}

/// A figure, or in its place the sentence why there is none.
impl<T: Into<Self>> From<Result<T, measure::Error>> for Answer {
    fn from(value: Result<T, measure::Error>) -> Self {
        match value {
            Ok(value) => value.into(),
            Err(why) => record! { "none" => why.to_string() },
        }
    }
}

impl From<measure::Interval> for Answer {
    fn from(interval: measure::Interval) -> Self {
        record! { "low" => interval.low, "high" => interval.high }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            // What is not finite becomes null.
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Holds(holds) => serializer.serialize_bool(*holds),
            Self::Many(values) => values.serialize(serializer),
            Self::Record(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl Answer {
    /// As lines to read.
    pub fn lines(&self) -> String {
        let mut lines = String::new();
        self.write(0, &mut lines);
        lines
    }

    fn write(&self, depth: usize, lines: &mut String) {
        let margin = "  ".repeat(depth);
        match self {
            Self::Record(fields) => {
                let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
                for (name, value) in fields {
                    let name = name.replace('_', " ");
                    if value.is_cell() {
                        lines.push_str(
                            &[margin.as_str(), &format!("{name:width$}  "), &value.cell(), "\n"].concat(),
                        );
                    } else {
                        lines.push_str(&[margin.as_str(), &name, "\n"].concat());
                        value.write(depth + 1, lines);
                    }
                }
            }
            Self::Many(values) => match rows(values) {
                Some(rows) => lines.push_str(&laid_out(&rows, &margin)),
                None => values.iter().for_each(|value| value.write(depth, lines)),
            },
            cell => lines.push_str(&[margin.as_str(), &cell.cell(), "\n"].concat()),
        }
    }

    /// Whether it fits on a line.
    fn is_cell(&self) -> bool {
        match self {
            Self::Record(fields) => fields
                .iter()
                .all(|(name, value)| matches!(*name, "low" | "high") && value.is_cell()),
            Self::Many(values) => values
                .iter()
                .all(|value| !matches!(value, Self::Record(_) | Self::Many(_))),
            _ => true,
        }
    }

    fn cell(&self) -> String {
        match self {
            Self::None => "–".to_owned(),
            Self::Number(number) => number_text(*number),
            Self::Count(count) => count.to_string(),
            Self::Text(text) => text.clone(),
            Self::Holds(holds) => if *holds { "yes" } else { "no" }.to_owned(),
            Self::Many(values) => values.iter().map(Self::cell).collect::<Vec<_>>().join(" "),
            Self::Record(fields) => fields
                .iter()
                .map(|(_, value)| value.cell())
                .collect::<Vec<_>>()
                .join(" to "),
        }
    }
}

/// Five decimals, or as many digits where a number is very small or large.
fn number_text(number: f64) -> String {
    let size = number.abs();
    if number.is_nan() {
        "–".to_owned()
    } else if size != 0.0 && !(1e-4..1e9).contains(&size) {
        format!("{number:.4e}")
    } else {
        format!("{number:.5}")
    }
}

/// Records of one shape as a header and rows of cells.
fn rows(values: &[Answer]) -> Option<Vec<Vec<String>>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for value in values {
        let Answer::Record(fields) = value else {
            return None;
        };
        let own: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        if rows.is_empty() {
            rows.push(own.iter().map(|name| name.replace('_', " ")).collect());
            names = own;
        } else if names != own {
            return None;
        }
        if !fields.iter().all(|(_, value)| value.is_cell()) {
            return None;
        }
        rows.push(fields.iter().map(|(_, value)| value.cell()).collect());
    }
    Some(rows)
}

fn laid_out(rows: &[Vec<String>], margin: &str) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let wide = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate();
        // The first column names the row.
        let cells: Vec<String> = cells
            .map(|(at, (cell, &width))| {
                if at == 0 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            })
            .collect();
        format!("{margin}{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_records_alike_are_a_table() {
        let answer = record! {
            "people" => 7_u32,
            "items" => vec![
                record! { "item" => "a", "mean" => 1.5 },
                record! { "item" => "longer", "mean" => Option::<f64>::None },
            ],
        };
        assert_eq!(
            answer.lines(),
            "people  7\nitems\n  item       mean\n  a       1.50000\n  longer        –\n"
        );
        assert_eq!(
            serde_json::to_string(&answer).unwrap(),
            r#"{"people":7,"items":[{"item":"a","mean":1.5},{"item":"longer","mean":null}]}"#
        );
    }

    #[test]
    fn numbers_not_finite_are_null_in_json() {
        assert_eq!(serde_json::to_string(&Answer::from(f64::NAN)).unwrap(), "null");
    }
}
