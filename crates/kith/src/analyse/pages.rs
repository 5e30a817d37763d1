//! The pages of a report: one of everyone, and one of each place below.

use super::folder::Folder;
use super::made::Made;
use super::tables;
use anyhow::Context;
use publish::lines::Sheet;
use web::Link;
use web::climate::Words;
use web::climate::standalone::{self, Chapter, Extent, Standalone};

/// The first page.
pub const FIRST: &str = "report.html";

/// What all pages share.
pub struct Pages<'a> {
    /// The release.
    pub made: &'a Made,
    /// The words of the instrument.
    pub words: &'a Words<'a>,
    /// Who answered the whole survey, in a sentence.
    pub answered: String,
}

impl Pages<'_> {
    /// Writes every page.
    pub fn write(&self, folder: &mut Folder, mut advance: impl FnMut()) -> anyhow::Result<()> {
        let first = self.first().html().context("the report page cannot be made")?;
        folder.write(FIRST, first.as_bytes())?;
        advance();
        Ok(())
    }

    fn first(&self) -> Standalone<'_> {
        let words = self.words;
        let t = words.t;
        let report = self.made.whole();
        Standalone {
            report,
            words,
            title: words.form.title.get(t.language.tag()).to_owned(),
            above: String::new(),
            crumbs: Vec::new(),
            answered: self.answered.clone(),
            chapters: self.chapters(),
            of_scales: Vec::new(),
            places: Vec::new(),
            files: self.files(),
            extent: Extent::Whole,
        }
    }

    fn chapters(&self) -> Vec<Chapter> {
        let t = self.words.t;
        let verify = Chapter {
            anchor: "verify".to_owned(),
            title: t.say("report-verify").to_string(),
            says: vec![t.say("report-verify.says").to_string(), t.say("report-verify.again").to_string()],
            table: None,
        };
        let methods = Chapter {
            anchor: "methods".to_owned(),
            title: t.say("report-methods").to_string(),
            says: standalone::methods(t, self.made.whole().least),
            table: None,
        };
        vec![verify, methods]
    }

    fn files(&self) -> Vec<Link> {
        let t = self.words.t;
        let mut files = vec![
            Link::new(t.say("report-file-workbook"), tables::WORKBOOK),
            Link::new(t.say("report-file-parquet"), tables::PARQUET),
        ];
        for sheet in Sheet::ALL {
            let name = t.say(&format!("report-table.{}", sheet.name())).to_string();
            files.push(Link::new(t.say("report-file-csv").with("table", name), tables::csv_of(sheet)));
        }
        files.push(Link::new(t.say("report-file-account"), super::folder::ACCOUNT));
        files
    }
}
