//! Lines as one Parquet file: all tables beneath each other, a column per head, nothing where a head does not apply.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::{Head, Kind, Line, Sink, Value, WriteError};

/// Lines that are kept before they are written as a row group.
const ROW_GROUP: usize = 100_000;

/// A Parquet file that grows line by line. The same lines always give the same bytes.
pub struct Parquet<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column>,
    lines: usize,
}

/// The values of a column since the last row group.
struct Column {
    values: Values,
    /// For each line 1 where there is a value, else 0.
    levels: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>, Option<ByteArray>),
    Count(Vec<i64>),
    Number(Vec<f64>),
    Flag(Vec<bool>),
}

impl<W: Write + Send> Parquet<W> {
    /// Begins the file.
    ///
    /// # Errors
    /// [`WriteError`] when it cannot be written.
    pub fn new(out: W) -> Result<Self, WriteError> {
        let fields = Head::ALL.iter().map(|head| Ok(Arc::new(field(*head)?)));
        let fields = fields.collect::<Result<Vec<_>, WriteError>>()?;
        let schema = Type::group_type_builder("figures").with_fields(fields).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("Kith".to_owned())
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        let columns = Head::ALL.iter().map(|head| Column {
            values: match head.kind() {
                Kind::Text => Values::Text(Vec::new(), None),
                Kind::Count => Values::Count(Vec::new()),
                Kind::Number => Values::Number(Vec::new()),
                Kind::Flag => Values::Flag(Vec::new()),
            },
            levels: Vec::new(),
        });
        Ok(Self {
            writer,
            columns: columns.collect(),
            lines: 0,
        })
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`WriteError`] when the last of it cannot be written.
    pub fn finish(mut self) -> Result<(), WriteError> {
        self.flush()?;
        self.writer.close()?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), WriteError> {
        if self.lines == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            column.write(&mut group)?;
        }
        group.close()?;
        self.lines = 0;
        Ok(())
    }
}

fn field(head: Head) -> Result<Type, WriteError> {
    let physical = match head.kind() {
        Kind::Text => Physical::BYTE_ARRAY,
        Kind::Count => Physical::INT64,
        Kind::Number => Physical::DOUBLE,
        Kind::Flag => Physical::BOOLEAN,
    };
    let logical = (head.kind() == Kind::Text).then_some(LogicalType::String);
    let field = Type::primitive_type_builder(head.name(), physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()?;
    Ok(field)
}

impl Column {
    fn push(&mut self, value: &Value<'_>) {
        let is_there = match (&mut self.values, value) {
            (Values::Text(texts, last), Value::Text(text)) if !text.is_empty() => {
                // Neighboring lines say much the same.
                let same = last.as_ref().filter(|last| last.data() == text.as_bytes());
                let kept = same.cloned().unwrap_or_else(|| ByteArray::from(*text));
                *last = Some(kept.clone());
                texts.push(kept);
                true
            }
            (Values::Count(counts), Value::Count(count)) => {
                counts.push(i64::try_from(*count).unwrap_or(i64::MAX));
                true
            }
            (Values::Number(numbers), Value::Number(number)) => {
                numbers.push(*number);
                true
            }
            (Values::Flag(flags), Value::Flag(flag)) => {
                flags.push(*flag);
                true
            }
            _ => false,
        };
        self.levels.push(i16::from(is_there));
    }

    fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), WriteError> {
        let Some(mut writer) = group.next_column()? else {
            return Ok(());
        };
        let levels = Some(&self.levels[..]);
        match &mut self.values {
            Values::Text(values, last) => {
                writer
                    .typed::<ByteArrayType>()
                    .write_batch(values, levels, None)?;
                values.clear();
                *last = None;
            }
            Values::Count(values) => {
                writer.typed::<Int64Type>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Number(values) => {
                writer.typed::<DoubleType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Flag(values) => {
                writer.typed::<BoolType>().write_batch(values, levels, None)?;
                values.clear();
            }
        }
        self.levels.clear();
        writer.close()?;
        Ok(())
    }
}

impl<W: Write + Send> Sink for Parquet<W> {
    fn line(&mut self, line: &Line<'_>) -> Result<(), WriteError> {
        for (head, column) in Head::ALL.into_iter().zip(&mut self.columns) {
            column.push(&line.get(head));
        }
        self.lines += 1;
        if self.lines == ROW_GROUP {
            self.flush()?;
        }
        Ok(())
    }
}
