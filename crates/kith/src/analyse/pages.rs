//! The pages of a report: one of everyone, and one of each place below.

use super::folder::{ACCOUNT, Folder};
use super::made::Made;
use super::{tables, text};
use anyhow::Context;
use disclosure::{Cell, Released, Report, Row};
use publish::Wording as _;
use publish::lines::Sheet;
use publish::table::{Table, TableRow};
use web::Link;
use web::climate::Words;
use web::climate::standalone::{self, Chapter, Entry, Extent, Standalone};

/// The first page.
pub const FIRST: &str = "report.html";
/// Pages that are drawn before they are written.
const DRAWN_AT_ONCE: usize = 64;

/// What all pages share.
pub struct Pages<'a> {
    /// The release.
    pub made: &'a Made,
    /// The words of the instrument.
    pub words: &'a Words<'a>,
    /// How many people were asked, if somebody said so.
    pub asked: Option<u32>,
    /// How figures are made, in sentences.
    pub methods: Vec<String>,
    /// On how many threads pages are drawn.
    pub threads: usize,
}

impl Pages<'_> {
    /// Writes every page.
    pub fn write(&self, folder: &mut Folder, mut advance: impl FnMut()) -> anyhow::Result<()> {
        let all: Vec<usize> = (0..self.made.release.places.len()).collect();
        for some in all.chunks(DRAWN_AT_ONCE) {
            for (at, page) in some.iter().zip(self.draw(some)?) {
                folder.write(&self.file(*at), page.as_bytes())?;
                advance();
            }
        }
        Ok(())
    }

    /// Draws pages, each thread its part of them; in order, whatever thread was faster.
    fn draw(&self, places: &[usize]) -> anyhow::Result<Vec<String>> {
        let each = places.len().div_ceil(self.threads.max(1)).max(1);
        let drawn = std::thread::scope(|scope| {
            let parts: Vec<_> = places
                .chunks(each)
                .map(|part| {
                    scope.spawn(move || part.iter().map(|at| self.page(*at).html()).collect::<Vec<_>>())
                })
                .collect();
            parts
                .into_iter()
                .map(std::thread::ScopedJoinHandle::join)
                .collect::<Vec<_>>()
        });
        let mut pages = Vec::new();
        for part in drawn {
            let part = part.ok().context("a page could not be drawn")?;
            for page in part {
                pages.push(page.context("a page could not be drawn")?);
            }
        }
        Ok(pages)
    }

    /// Whether a place is the one of everyone.
    fn is_first(&self, at: usize) -> bool {
        let places = &self.made.release.places;
        places.iter().position(|place| place.parent.is_none()) == Some(at)
    }

    /// The file of a place's page.
    fn file(&self, at: usize) -> String {
        if self.is_first(at) {
            return FIRST.to_owned();
        }
        let place = &self.made.release.places[at];
        let plain = |text: &str| {
            let letters = text.chars().map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter
                } else {
                    '-'
                }
            });
            letters.take(40).collect::<String>().to_lowercase()
        };
        // The number keeps ids apart that look alike without their signs.
        format!("places/{}-{}-{at}.html", plain(&place.kind), plain(&place.id))
    }

    fn page(&self, at: usize) -> Standalone<'_> {
        let words = self.words;
        let t = words.t;
        let report = &self.made.release.reports[at];
        let place = &self.made.release.places[at];
        let survey = words.form.title.get(t.language.tag()).to_owned();
        let first = self.is_first(at);
        let asked = self
            .made
            .asked
            .as_ref()
            .map(|asked| asked.of(at, &disclosure::Group::Everyone));
        let asked = asked.or(self.asked.filter(|_| first));
        let scales: Vec<&str> = report.scales.iter().map(|table| table.scale.as_str()).collect();
        let mut page = Standalone {
            report,
            coded: self.made.coded_at(at),
            words,
            title: survey.clone(),
            above: String::new(),
            crumbs: Vec::new(),
            answered: text::answered(report, asked, t),
            chapters: self.turnout(at, report).into_iter().collect(),
            of_scales: Vec::new(),
            places: self.entries(at),
            files: Vec::new(),
            extent: Extent::Whole,
        };
        if first {
            if let Some(quality) = &self.made.quality {
                page.of_scales = standalone::of_scales(words, quality, &scales);
            }
            page.chapters.extend(self.chapters());
            page.files = self.files();
        } else {
            page.title = self.name(at);
            page.above = format!("{survey} · {}", self.kind(&place.kind));
            page.crumbs = self.crumbs(at);
            page.extent = Extent::Brief;
        }
        page
    }

    fn name(&self, at: usize) -> String {
        let place = &self.made.release.places[at];
        if place.kind == "whole" {
            return self.words.t.say("results-everyone").to_string();
        }
        place.id.clone()
    }

    fn kind(&self, kind: &str) -> String {
        let t = self.words.t;
        let said = match kind {
            "school" => t.say("report-kind.school"),
            "agency" => t.say("report-kind.agency"),
            "region" => t.say("report-kind.region"),
            "state" => t.say("report-kind.state"),
            other => return other.to_owned(),
        };
        said.to_string()
    }

    /// The pages above a place's, as seen from it.
    fn crumbs(&self, at: usize) -> Vec<Link> {
        let mut crumbs = Vec::new();
        let mut next = self.made.release.places[at].parent;
        while let Some(above) = next {
            let file = self.file(above);
            let url = file
                .strip_prefix("places/")
                .map_or_else(|| format!("../{file}"), str::to_owned);
            crumbs.push(Link::new(self.name(above), url));
            next = self.made.release.places[above].parent;
        }
        crumbs.reverse();
        crumbs
    }

    /// The places listed on a page: on the first all others, on each the ones that lie in it.
    fn entries(&self, page: usize) -> Vec<Entry> {
        let places = &self.made.release.places;
        let first = self.is_first(page);
        let listed = (0..places.len()).filter(|at| {
            if first {
                *at != page
            } else {
                places[*at].parent == Some(page)
            }
        });
        let entry = |at: usize| {
            let place = &places[at];
            let within = place
                .parent
                .filter(|above| !self.is_first(*above))
                .map(|above| self.name(above));
            let kind = self.kind(&place.kind);
            let file = self.file(at);
            Entry {
                name: self.name(at),
                about: within.map_or_else(|| kind.clone(), |within| format!("{kind}, {within}")),
                url: if first {
                    file
                } else {
                    file.trim_start_matches("places/").to_owned()
                },
                shown: !self.made.release.reports[at].people.is_hidden(),
            }
        };
        listed.map(entry).collect()
    }

    /// Who was asked and who answered, by group. A number of people asked stands only where the number of those who answered
    /// does: whoever did not answer can then be anybody, so that nothing is learnt about who is hidden.
    fn turnout(&self, at: usize, report: &Released<Report>) -> Option<Chapter> {
        let t = self.words.t;
        let asked = self.made.asked.as_ref()?;
        let row = |row: &Row<u32>| TableRow {
            group: self.words.group(&row.group),
            cells: match &row.cell {
                Cell::Hidden => Cell::Hidden,
                Cell::Shown(answered) => {
                    let asked = asked.of(at, &row.group);
                    let known = asked >= *answered && asked > 0;
                    let share = f64::from(*answered) / f64::from(asked.max(1));
                    Cell::Shown(vec![
                        self.words.count(u64::from(*answered)),
                        if known {
                            self.words.count(u64::from(asked))
                        } else {
                            String::new()
                        },
                        if known {
                            self.words.percent(share)
                        } else {
                            String::new()
                        },
                    ])
                }
            },
        };
        let rows = report
            .groups
            .iter()
            .filter(|row| !matches!(row.group, disclosure::Group::Pair { .. }));
        let title = t.say("report-asked").to_string();
        Some(Chapter {
            anchor: "asked".to_owned(),
            says: vec![t.say("report-asked.says").to_string()],
            table: Some(Table {
                title: title.clone(),
                heads: vec![
                    self.words.answered(),
                    t.say("report-asked-people").to_string(),
                    t.say("report-asked-rate").to_string(),
                ],
                rows: rows.map(row).collect(),
            }),
            title,
        })
    }

    fn chapters(&self) -> [Chapter; 2] {
        let t = self.words.t;
        let verify = Chapter {
            anchor: "verify".to_owned(),
            title: t.say("report-verify").to_string(),
            says: vec![
                if self.made.coded.is_some() {
                    t.say("report-coded.proof").to_string()
                } else {
                    t.say("report-verify.says").to_string()
                },
                t.say("report-verify.again").to_string(),
            ],
            table: None,
        };
        let methods = Chapter {
            anchor: "methods".to_owned(),
            title: t.say("report-methods").to_string(),
            says: self.methods.clone(),
            table: None,
        };
        [verify, methods]
    }

    fn files(&self) -> Vec<Link> {
        let t = self.words.t;
        let mut files = vec![
            Link::new(t.say("report-file-workbook"), tables::WORKBOOK),
            Link::new(t.say("report-file-parquet"), tables::PARQUET),
        ];
        for sheet in Sheet::ALL {
            let name = tables::name_of(sheet, t);
            files.push(Link::new(
                t.say("report-file-csv").with("table", name),
                tables::csv_of(sheet),
            ));
        }
        files.push(Link::new(t.say("report-file-account"), ACCOUNT));
        files
    }
}
