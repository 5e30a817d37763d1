//! Lines as an XLSX workbook: a page about the file, then a sheet per table.
//!
//! The same figures always give the same bytes: the date of creation is fixed. Text is always written as text, so nothing in
//! a label is run.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet};

use super::{Head, Kind, Line, Sheet, Sink, Value, WriteError};

/// The most lines of one table in one workbook; a spreadsheet opens no more in comfort (and at most 1,048,576 at all).
pub const LINES_MAX: usize = 250_000;

/// A workbook that grows line by line.
pub struct Workbook {
    file: rust_xlsxwriter::Workbook,
    sheets: Vec<Page>,
    passed_by: usize,
}

struct Page {
    sheet: Sheet,
    heads: Vec<Head>,
    worksheet: Worksheet,
    lines: u32,
}

impl Workbook {
    /// Begins a workbook with a first sheet `about` of these lines, and sheets called `names`.
    ///
    /// # Errors
    /// [`WriteError::Workbook`] for names that no sheet can have.
    pub fn new(
        title: &str,
        about: (&str, &[String]),
        names: [&str; Sheet::ALL.len()],
    ) -> Result<Self, WriteError> {
        let mut file = rust_xlsxwriter::Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&created);
        file.set_properties(&properties);
        let bold = Format::new().set_bold();
        let first = file.add_worksheet();
        first.set_name(about.0)?;
        first.set_column_width(0, 110)?;
        first.write_string_with_format(0, 0, title, &bold)?;
        let wrapped = Format::new().set_text_wrap();
        for (row, line) in (2..).zip(about.1) {
            first.write_string_with_format(row, 0, line, &wrapped)?;
        }
        let mut sheets = Vec::new();
        for (sheet, name) in Sheet::ALL.into_iter().zip(names) {
            let mut worksheet = Worksheet::new();
            worksheet.set_name(name)?;
            let heads: Vec<Head> = sheet.heads().collect();
            for (column, head) in (0..).zip(&heads) {
                worksheet.write_string_with_format(0, column, head.name(), &bold)?;
                worksheet.set_column_width(column, width(*head))?;
            }
            worksheet.set_freeze_panes(1, 0)?;
            sheets.push(Page {
                sheet,
                heads,
                worksheet,
                lines: 0,
            });
        }
        Ok(Self {
            file,
            sheets,
            passed_by: 0,
        })
    }

    /// How many lines found no room.
    pub fn passed_by(&self) -> usize {
        self.passed_by
    }

    /// The workbook as a file.
    ///
    /// # Errors
    /// [`WriteError::Workbook`] when it cannot be put together.
    pub fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        for mut page in self.sheets {
            if let Some(last) = page
                .heads
                .len()
                .checked_sub(1)
                .and_then(|last| u16::try_from(last).ok())
            {
                page.worksheet.autofilter(0, 0, page.lines, last)?;
            }
            self.file.push_worksheet(page.worksheet);
        }
        Ok(self.file.save_to_buffer()?)
    }
}

fn width(head: Head) -> u32 {
    match head {
        Head::Wording => 48,
        Head::Group | Head::OptionWording => 26,
        _ if head.kind() == Kind::Text => 16,
        _ => 12,
    }
}

impl Sink for Workbook {
    fn line(&mut self, line: &Line<'_>) -> Result<(), WriteError> {
        let Some(page) = self.sheets.iter_mut().find(|page| page.sheet == line.sheet) else {
            return Ok(());
        };
        if page.lines as usize >= LINES_MAX {
            self.passed_by += 1;
            return Ok(());
        }
        page.lines += 1;
        for (column, &head) in (0..).zip(&page.heads) {
            match line.get(head) {
                Value::Nothing | Value::Text("") => continue,
                Value::Text(text) => page.worksheet.write_string(page.lines, column, text)?,
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "counts of people are far below 2^53, and a spreadsheet has no other number"
                )]
                Value::Count(count) => page.worksheet.write_number(page.lines, column, count as f64)?,
                Value::Number(number) => page.worksheet.write_number(page.lines, column, number)?,
                Value::Flag(flag) => page.worksheet.write_boolean(page.lines, column, flag)?,
            };
        }
        Ok(())
    }
}
