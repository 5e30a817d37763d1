//! A CSV file with a header, its columns read as numbers or as names.

use anyhow::{Context, bail};
use csv::{ReaderBuilder, StringRecord};
use std::path::Path;

/// The rows of a file.
pub struct Table {
    name: String,
    header: Vec<String>,
    rows: Vec<StringRecord>,
    lines: Vec<u64>,
}

impl Table {
    /// Reads the whole file.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let name = file.display().to_string();
        let bytes = std::fs::read(file).with_context(|| format!("{name} cannot be read"))?;
        Self::parse(name, &bytes)
    }

    fn parse(name: String, bytes: &[u8]) -> anyhow::Result<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = reader.headers().with_context(|| format!("{name}, line 1"))?;
        let header: Vec<String> = header.iter().map(|cell| cell.trim().to_owned()).collect();
        let (mut rows, mut lines) = (Vec::new(), Vec::new());
        for row in reader.records() {
            let row = row.with_context(|| format!("{name} should be CSV in UTF-8"))?;
            let line = row.position().map_or(0, csv::Position::line);
            if row.len() != header.len() {
                bail!(
                    "{name}, line {line}: {} cells, but the header has {}; every row needs as many, empty where something is missing",
                    row.len(),
                    header.len()
                );
            }
            rows.push(row);
            lines.push(line);
        }
        if rows.is_empty() {
            bail!("{name} has no rows below its header");
        }
        Ok(Self {
            name,
            header,
            rows,
            lines,
        })
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a column, nothing where they are missing.
    pub fn names<'a>(&'a self, column: &str) -> anyhow::Result<Vec<Option<&'a str>>> {
        let at = self.position(column)?;
        let cell = |row: &'a StringRecord| row.get(at).map(str::trim).filter(|cell| !is_missing(cell));
        Ok(self.rows.iter().map(cell).collect())
    }

    /// The numbers of a column, nothing where they are missing.
    pub fn numbers(&self, column: &str) -> anyhow::Result<Vec<Option<f64>>> {
        let cells = self.names(column)?.into_iter().enumerate();
        cells
            .map(|(row, cell)| {
                let Some(cell) = cell else { return Ok(None) };
                match cell.parse::<f64>() {
                    Ok(number) if number.is_finite() => Ok(Some(number)),
                    _ => Err(self.wrong(row, column, cell, "a number, such as 3 or 2.5")),
                }
            })
            .collect()
    }

    /// The whole numbers of a column, nothing where they are missing.
    pub fn whole(&self, column: &str) -> anyhow::Result<Vec<Option<i64>>> {
        let cells = self.names(column)?.into_iter().enumerate();
        cells
            .map(|(row, cell)| {
                let Some(cell) = cell else { return Ok(None) };
                match cell.parse::<i64>() {
                    Ok(number) => Ok(Some(number)),
                    Err(_) => Err(self.wrong(row, column, cell, "a whole number, such as 3")),
                }
            })
            .collect()
    }

    /// The same with nothing missing.
    pub fn all_numbers(&self, column: &str) -> anyhow::Result<Vec<f64>> {
        let cells = self.numbers(column)?.into_iter().enumerate();
        cells
            .map(|(row, cell)| {
                cell.ok_or_else(|| self.wrong(row, column, "", "a number: nothing may be missing here"))
            })
            .collect()
    }

    /// Levels of a column, from 0 on, and their names in order: as numbers where all are, otherwise by name.
    pub fn levels(&self, column: &str) -> anyhow::Result<(Vec<Option<u32>>, Vec<String>)> {
        let cells = self.names(column)?;
        let mut names: Vec<&str> = cells.iter().flatten().copied().collect();
        names.sort_unstable();
        names.dedup();
        if names.iter().all(|name| name.parse::<f64>().is_ok()) {
            let number = |name: &&str| name.parse::<f64>().unwrap_or(f64::NAN);
            names.sort_by(|a, b| number(a).total_cmp(&number(b)));
        }
        let place: std::collections::BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
        let levels = cells
            .into_iter()
            .map(|cell| cell.map(|cell| place[cell]))
            .collect();
        Ok((levels, names.into_iter().map(str::to_owned).collect()))
    }

    /// What is wrong with a cell, and what would be right.
    pub fn wrong(&self, row: usize, column: &str, cell: &str, right: &str) -> anyhow::Error {
        let (name, line) = (&self.name, self.lines[row]);
        if cell.is_empty() {
            return anyhow::anyhow!("{name}, line {line}, column {column}: empty; it should be {right}");
        }
        anyhow::anyhow!(
            "{name}, line {line}, column {column}: \"{cell}\" should be {right}, or empty or NA where it is missing"
        )
    }

    fn position(&self, column: &str) -> anyhow::Result<usize> {
        let mut found = (0..self.header.len()).filter(|at| self.header[*at] == column);
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => bail!(
                "{} has two columns {column}; one should have another name",
                self.name
            ),
            (None, _) => bail!(
                "{} has no column {column}; its columns are {}",
                self.name,
                self.header.join(", ")
            ),
        }
    }
}

fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "NA")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> anyhow::Result<Table> {
        Table::parse("answers.csv".to_owned(), text.as_bytes())
    }

    fn refused<T>(found: anyhow::Result<T>) -> String {
        found.err().unwrap().to_string()
    }

    #[test]
    fn empty_cells_and_na_are_missing() {
        let table = parse("\u{feff}a, b\n1,\nNA,x\n 2.5 ,y\n").unwrap();
        assert_eq!(table.numbers("a").unwrap(), [Some(1.0), None, Some(2.5)]);
        let (levels, names) = table.levels("b").unwrap();
        assert_eq!(
            (levels, names),
            (vec![None, Some(0), Some(1)], vec!["x".to_owned(), "y".to_owned()])
        );
    }

    #[test]
    fn levels_that_are_numbers_are_in_their_order() {
        let table = parse("grade\n10\n9\n10\n").unwrap();
        assert_eq!(table.levels("grade").unwrap().1, ["9", "10"]);
    }

    #[test]
    fn wrong_cell_is_named_with_line_column_and_what_would_be_right() {
        let table = parse("a,b\n1,2\n3,four\n").unwrap();
        assert_eq!(
            refused(table.numbers("b")),
            "answers.csv, line 3, column b: \"four\" should be a number, such as 3 or 2.5, or empty or NA where it is missing"
        );
        assert_eq!(
            refused(table.numbers("c")),
            "answers.csv has no column c; its columns are a, b"
        );
        for not_finite in ["NaN", "inf"] {
            assert!(refused(parse(&format!("a\n{not_finite}\n")).unwrap().numbers("a")).contains("line 2"));
        }
    }

    #[test]
    fn file_that_is_no_table_is_refused() {
        assert!(refused(parse("a,b\n1,2\n3\n")).contains("line 3: 1 cells, but the header has 2"));
        assert!(refused(parse("a,b\n")).contains("no rows"));
        assert!(refused(parse("")).contains("no rows"));
        assert!(refused(parse("a,a\n1,2\n").unwrap().numbers("a")).contains("two columns a"));
        assert!(Table::parse("x".to_owned(), b"a\n\xff\n").is_err());
    }
}
