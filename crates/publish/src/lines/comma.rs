//! Lines as CSV (RFC 4180): one file per table.

use std::io::Write;

use super::{Head, Line, Sheet, Sink, Value, WriteError};
use crate::table::harmless;

/// A CSV file of one table. Lines of other tables pass it by.
pub struct Comma<W: Write> {
    sheet: Sheet,
    heads: Vec<Head>,
    writer: csv::Writer<W>,
}

impl<W: Write> Comma<W> {
    /// Begins the file with its heads.
    ///
    /// # Errors
    /// [`WriteError`] when it cannot be written.
    pub fn new(sheet: Sheet, mut out: W) -> Result<Self, WriteError> {
        // Without the mark, Excel on Windows reads accents as if the file were not UTF-8.
        out.write_all("\u{feff}".as_bytes())?;
        let heads: Vec<Head> = sheet.heads().collect();
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(heads.iter().map(|head| head.name()))?;
        Ok(Self { sheet, heads, writer })
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`WriteError`] when the last of it cannot be written.
    pub fn finish(mut self) -> Result<(), WriteError> {
        Ok(self.writer.flush()?)
    }
}

impl<W: Write> Sink for Comma<W> {
    fn line(&mut self, line: &Line<'_>) -> Result<(), WriteError> {
        if line.sheet != self.sheet {
            return Ok(());
        }
        for &head in &self.heads {
            match line.get(head) {
                Value::Nothing => self.writer.write_field("")?,
                Value::Text(text) => self.writer.write_field(harmless(text).as_ref())?,
                Value::Count(count) => self.writer.write_field(count.to_string())?,
                // The shortest digits that are this number and no other.
                Value::Number(number) => self.writer.write_field(number.to_string())?,
                Value::Flag(flag) => self.writer.write_field(if flag { "true" } else { "false" })?,
            }
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }
}
