//! Every released figure as files: a CSV per table, a workbook, and Parquet, all from the same lines.

use super::folder::Folder;
use super::made::Made;
use anyhow::Context;
use publish::Wording;
use publish::lines::{self, Comma, Line, Parquet, Sheet, Sink, Workbook, WriteError};
use std::fs::File;
use std::io::BufWriter;
use web::Translator;
use web::climate::Words;

/// The workbook, and where it lies.
pub const WORKBOOK: &str = "tables.xlsx";
/// The Parquet file.
pub const PARQUET: &str = "tables.parquet";

/// The CSV file of a table.
pub fn csv_of(sheet: Sheet) -> String {
    format!("tables/{}.csv", sheet.name())
}

/// What a table is called.
pub fn name_of(sheet: Sheet, t: Translator) -> String {
    let said = match sheet {
        Sheet::Scales => t.say("report-table.scales"),
        Sheet::Items => t.say("report-table.items"),
        Sheet::Differences => t.say("report-table.differences"),
    };
    said.to_string()
}

/// All files at once.
struct Files {
    commas: Vec<Comma<BufWriter<File>>>,
    parquet: Parquet<BufWriter<File>>,
    workbook: Workbook,
}

impl Sink for Files {
    fn line(&mut self, line: &Line<'_>) -> Result<(), WriteError> {
        for comma in &mut self.commas {
            comma.line(line)?;
        }
        self.parquet.line(line)?;
        self.workbook.line(line)
    }
}

/// Writes them; how many lines the workbook had no room for.
pub fn write(
    folder: &mut Folder,
    made: &Made,
    words: &Words<'_>,
    about: &[String],
    mut advance: impl FnMut(),
) -> anyhow::Result<usize> {
    let mut commas = Vec::new();
    for sheet in Sheet::ALL {
        commas.push(Comma::new(sheet, folder.create(&csv_of(sheet))?)?);
    }
    let t = words.t;
    let names = Sheet::ALL.map(|sheet| name_of(sheet, t));
    let names = [names[0].as_str(), names[1].as_str(), names[2].as_str()];
    let title = words.form.title.get(t.language.tag());
    let about_name = t.say("report-about-sheet").to_string();
    let mut files = Files {
        commas,
        parquet: Parquet::new(folder.create(PARQUET)?)?,
        workbook: Workbook::new(title, (&about_name, about), names)?,
    };
    let wording: &dyn Wording = words;
    for (at, (place, report)) in made.places().enumerate() {
        let written = match made.coded_at(at) {
            Some(coded) => lines::each_coded(coded, place, wording, &mut files),
            None => lines::each(report, place, wording, &mut files),
        };
        written.context("the tables cannot be written")?;
        advance();
    }
    for comma in files.commas {
        comma.finish()?;
    }
    files.parquet.finish()?;
    let passed_by = files.workbook.passed_by();
    folder.write(WORKBOOK, &files.workbook.finish()?)?;
    Ok(passed_by)
}
