//! A Parquet file of answers as the table that a CSV file would have been: column by column, each different value once.

use anyhow::{Context, bail};
use instrument::import::{Column, Table, Value};
use parquet::basic::{ConvertedType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};
use std::collections::HashMap;
use std::hash::Hash;

/// What a Parquet file begins and ends with.
pub const MAGIC: &[u8] = b"PAR1";
/// The most rows and columns; the same as for other files of answers, and enough for a state.
const ROWS_MAX: i64 = 20_000_000;
const COLUMNS_MAX: usize = 1_000;
const CELL_BYTES_MAX: usize = 32_768;
/// Records that are decoded at once.
const BATCH: usize = 65_536;

/// Reads a whole file of flat columns of text, numbers, or true and false. Nothing in a cell is an empty cell.
pub fn read(file: impl ChunkReader + 'static) -> anyhow::Result<Table> {
    let reader = SerializedFileReader::new(file).context("it is damaged, cut short, or no Parquet file")?;
    let metadata = reader.metadata();
    let schema = metadata.file_metadata().schema_descr();
    let rows = metadata.file_metadata().num_rows();
    check(schema, rows)?;
    let mut columns = Vec::with_capacity(schema.num_columns());
    for at in 0..schema.num_columns() {
        let described = schema.column(at);
        let name = described.name().split_whitespace().collect::<Vec<_>>().join(" ");
        let mut filling = Filling::default();
        for group in 0..reader.num_row_groups() {
            let column = reader
                .get_row_group(group)
                .and_then(|group| group.get_column_reader(at))
                .with_context(|| format!("column “{name}” cannot be read"))?;
            filling
                .take(column, &described)
                .with_context(|| format!("column “{name}”"))?;
        }
        if i64::try_from(filling.cells.len()) != Ok(rows) {
            bail!(
                "column “{name}” has {} rows, but the file says {rows}",
                filling.cells.len()
            );
        }
        columns.push(filling.column(name, at + 1));
    }
    Ok(Table {
        columns,
        rows: usize::try_from(rows).unwrap_or_default(),
        encoding: "UTF-8",
        delimiter: ',',
        warnings: Vec::new(),
    })
}

fn check(schema: &SchemaDescriptor, rows: i64) -> anyhow::Result<()> {
    if rows <= 0 {
        bail!("it has no rows; there should be one row per person");
    }
    if rows > ROWS_MAX || schema.num_columns() > COLUMNS_MAX {
        bail!(
            "it has {rows} rows and {} columns; at most {ROWS_MAX} rows and {COLUMNS_MAX} columns are read",
            schema.num_columns()
        );
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (at, described) in schema.columns().iter().enumerate() {
        let path = described.path().string();
        if described.max_rep_level() > 0 || described.path().parts().len() > 1 {
            bail!(
                "column “{path}” is nested; every column should be text, a number, or true and false: flatten it"
            );
        }
        if path.trim().is_empty() {
            bail!("column {} has no name", at + 1);
        }
        let is_readable = match described.physical_type() {
            Physical::BOOLEAN | Physical::FLOAT | Physical::DOUBLE => true,
            Physical::INT32 | Physical::INT64 | Physical::BYTE_ARRAY => {
                described.converted_type() != ConvertedType::DECIMAL
            }
            Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY => false,
        };
        if !is_readable {
            bail!(
                "column “{path}” is stored as {}, which cannot be read; store it as text or as a number, or leave it out",
                described.physical_type()
            );
        }
        if let Some(first) = seen.insert(path.trim().to_lowercase(), at + 1) {
            bail!("columns {first} and {} are both called “{path}”", at + 1);
        }
    }
    Ok(())
}

/// A column while it grows.
#[derive(Default)]
struct Filling {
    values: Vec<Value>,
    cells: Vec<u32>,
    known: HashMap<Box<str>, u32>,
}

impl Filling {
    fn take(&mut self, column: ColumnReader, described: &ColumnDescriptor) -> anyhow::Result<()> {
        let optional = described.max_def_level() > 0;
        match column {
            ColumnReader::BoolColumnReader(column) => {
                self.each(column, optional, |flag| Ok(flag.to_string()))
            }
            ColumnReader::Int32ColumnReader(column) => {
                self.each(column, optional, |number| Ok(number.to_string()))
            }
            ColumnReader::Int64ColumnReader(column) => {
                self.each(column, optional, |number| Ok(number.to_string()))
            }
            ColumnReader::FloatColumnReader(column) => self.floats(
                column,
                optional,
                |number| f64::from(f32::from_bits(number)),
                f32::to_bits,
            ),
            ColumnReader::DoubleColumnReader(column) => {
                self.floats(column, optional, f64::from_bits, f64::to_bits)
            }
            ColumnReader::ByteArrayColumnReader(column) => self.texts(column, optional),
            _ => bail!("it is stored in a way that cannot be read"),
        }
    }

    /// Decodes a column whose values can be told apart as they are; each different one becomes text once.
    fn each<T>(
        &mut self,
        column: ColumnReaderImpl<T>,
        optional: bool,
        text: impl Fn(&T::T) -> anyhow::Result<String>,
    ) -> anyhow::Result<()>
    where
        T: DataType,
        T::T: Hash + Eq + Clone,
    {
        let mut places: HashMap<T::T, u32> = HashMap::new();
        self.records(column, optional, |this, value| {
            if let Some(&at) = places.get(value) {
                return Ok(at);
            }
            let at = this.place(&text(value)?)?;
            places.insert(value.clone(), at);
            Ok(at)
        })
    }

    /// The same for numbers that may have a fraction: a whole one is written as one, since programs that have no other
    /// column with gaps store codes so; what is no number is nothing.
    fn floats<T, B>(
        &mut self,
        column: ColumnReaderImpl<T>,
        optional: bool,
        number: impl Fn(B) -> f64,
        bits: impl Fn(T::T) -> B,
    ) -> anyhow::Result<()>
    where
        T: DataType,
        T::T: Copy,
        B: Hash + Eq + Copy,
    {
        let mut places: HashMap<B, u32> = HashMap::new();
        self.records(column, optional, |this, value| {
            let bits = bits(*value);
            if let Some(&at) = places.get(&bits) {
                return Ok(at);
            }
            let number = number(bits);
            let text = if number.is_nan() {
                String::new()
            } else {
                number.to_string()
            };
            let at = this.place(&text)?;
            places.insert(bits, at);
            Ok(at)
        })
    }

    fn texts(
        &mut self,
        column: ColumnReaderImpl<parquet::data_type::ByteArrayType>,
        optional: bool,
    ) -> anyhow::Result<()> {
        self.records(column, optional, |this, value| {
            let row = this.cells.len() + 1;
            let text = std::str::from_utf8(value.data())
                .ok()
                .with_context(|| format!("row {row} is not UTF-8 text"))?;
            if text.len() > CELL_BYTES_MAX {
                bail!(
                    "row {row} has {} bytes; a cell may have {CELL_BYTES_MAX} at most",
                    text.len()
                );
            }
            if text.contains('\0') {
                bail!("row {row} contains a NUL character");
            }
            this.place(text.trim())
        })
    }

    fn records<T: DataType>(
        &mut self,
        mut column: ColumnReaderImpl<T>,
        optional: bool,
        mut place: impl FnMut(&mut Self, &T::T) -> anyhow::Result<u32>,
    ) -> anyhow::Result<()> {
        let (mut values, mut levels) = (Vec::new(), Vec::new());
        loop {
            values.clear();
            levels.clear();
            let wanted = optional.then_some(&mut levels);
            let (records, ..) = column
                .read_records(BATCH, wanted, None, &mut values)
                .context("it is damaged or cut short")?;
            if records == 0 {
                return Ok(());
            }
            let mut there = values.iter();
            for record in 0..records {
                let is_there = !optional || levels.get(record) == Some(&1);
                let at = if is_there {
                    let value = there.next().context("it is damaged: values are missing")?;
                    place(self, value)?
                } else {
                    self.place("")?
                };
                self.count(at);
            }
        }
    }

    /// The position of a value, which is added when it is new.
    fn place(&mut self, text: &str) -> anyhow::Result<u32> {
        if let Some(&at) = self.known.get(text) {
            return Ok(at);
        }
        let at = u32::try_from(self.values.len()).context("it has too many different values")?;
        self.known.insert(text.into(), at);
        self.values.push(Value {
            text: text.to_owned(),
            count: 0,
            row_first: self.cells.len() + 1,
        });
        Ok(at)
    }

    fn count(&mut self, at: u32) {
        self.values[at as usize].count += 1;
        self.cells.push(at);
    }

    fn column(self, name: String, number: usize) -> Column {
        Column {
            name,
            number,
            values: self.values,
            cells: self.cells,
        }
    }
}
