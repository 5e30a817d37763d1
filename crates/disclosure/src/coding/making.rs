//! From a release to its coded form.

use super::coded::{CodedAnswers, CodedFigure, CodedItem, CodedRelease, CodedReport, CodedScale, CodedShare};
use super::group::{CodedGroup, options};
use super::inverse::Contradiction;
use super::settle::{Cell as Group, Settling, Star};
use super::share::{Coded, Possible, Under, possible};
use crate::frame::Frame;
use crate::publication::{Place, Release};
use crate::report::{Cell, Kind, Report, Row, Share};
use crate::rules::{Figures, Purpose, Rules, Scope};
use crate::{Error, Released};

/// Why a release has no coded form.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Uncoded {
    /// Its groups do not fit together.
    #[error(transparent)]
    Release(#[from] Error),
    /// Its numbers do not.
    #[error("the release cannot be coded: {0}")]
    Numbers(#[from] Contradiction),
}

impl Rules {
    /// Whether the pack says more of a shown group's shares than that they are shown: codes, bands, whole percents, or the
    /// fewest people of an option.
    pub fn codes_shares(&self) -> bool {
        !self.tails.is_empty()
            || self.has_bands()
            || self.least_per_option.is_some()
            || self.figures == Figures::Percents
    }

    fn has_bands(&self) -> bool {
        self.bands.iter().any(|bands| bands.step > 1)
    }
}

impl Released<Release> {
    /// The release as a pack lets it be shown, audited over levels, pairs and places together: a reader who knows the pack
    /// and reads all of it can tell no count that was coded or hidden, as far as sums go. Where the pack shows shares in
    /// bands, an item says its favorable share and no single options; otherwise it says its options, and of the favorable
    /// share what they tell.
    ///
    /// # Errors
    /// [`Uncoded`] for a release that contradicts itself, which none made by this crate does.
    pub fn coded(&self, rules: &Rules, purpose: Purpose) -> Result<Released<CodedRelease>, Uncoded> {
        let first = self.whole();
        let frame = Frame::new(first.dimensions.clone(), &first.pairs)?;
        let making = Making {
            release: self,
            rules,
            purpose,
            width: frame.groups.len(),
            stars: stars(&frame, &self.places),
        };
        making.make()
    }
}

/// Which groups make up which: places their whole, levels everyone, pairs their level.
fn stars(frame: &Frame, places: &[Place]) -> Vec<Star> {
    let width = frame.groups.len();
    let mut stars = Vec::new();
    for (at, _) in places.iter().enumerate() {
        let parts: Vec<usize> = (0..places.len())
            .filter(|&part| places[part].parent == Some(at))
            .collect();
        if !parts.is_empty() {
            stars.extend((0..width).map(|row| Star {
                whole: at * width + row,
                parts: parts.iter().map(|part| part * width + row).collect(),
                rest: false,
            }));
        }
        for crossing in frame
            .spans
            .iter()
            .map(|&span| crate::frame::Crossing::of(span))
            .chain(frame.crossings.iter().cloned())
        {
            let star = |parts: &[usize], rest: bool| Star {
                whole: at * width + crossing.whole,
                parts: parts.iter().map(|part| at * width + part).collect(),
                rest,
            };
            match crossing.kind {
                Kind::Single => stars.push(star(&crossing.parts, false)),
                Kind::SingleOrUnstated => stars.push(star(&crossing.parts, true)),
                // Levels may overlap: each is set against the people beside it.
                Kind::Multiple => stars.extend(crossing.parts.iter().map(|&part| star(&[part], true))),
            }
        }
    }
    stars
}

struct Making<'a> {
    release: &'a Released<Release>,
    rules: &'a Rules,
    purpose: Purpose,
    width: usize,
    stars: Vec<Star>,
}

impl<'a> Making<'a> {
    fn make(&self) -> Result<Released<CodedRelease>, Uncoded> {
        let places = 0..self.release.places.len();
        let first = &self.release.reports[0];
        let mut items = vec![Vec::new(); places.len()];
        for at in 0..first.items.len() {
            for (place, item) in self.item(at)?.into_iter().enumerate() {
                items[place].push(item);
            }
        }
        let mut scales = vec![Vec::new(); places.len()];
        for at in 0..first.scales.len() {
            for (place, scale) in self.scale(at, &items)?.into_iter().enumerate() {
                scales[place].push(scale);
            }
        }
        let parts = self.release.reports.iter().zip(items).zip(scales);
        let reports = parts.map(|((report, items), scales)| {
            Released::seal(CodedReport {
                least: report.least,
                people: report.people.clone(),
                dimensions: report.dimensions.clone(),
                pairs: report.pairs.clone(),
                groups: report.groups.clone(),
                items,
                scales,
            })
        });
        Ok(Released::seal(CodedRelease {
            pack: self.rules.id.clone(),
            least: self.release.least,
            places: self.release.places.clone(),
            reports: reports.collect(),
        }))
    }

    /// What the place is to the pack. A place above schools counts as an agency; the only place of a release as a school,
    /// for which packs are stricter.
    fn under(&self, place: usize) -> Under<'a> {
        let scope = match self.release.places[place].kind.as_str() {
            "school" => Scope::School,
            "state" => Scope::State,
            _ if self.release.places.len() == 1 => Scope::School,
            _ => Scope::Agency,
        };
        Under {
            rules: self.rules,
            scope,
            purpose: self.purpose,
        }
    }

    /// Codes one table in all places. `counts` gives the people of each part in a row that is shown.
    fn settled(
        &self,
        parts: usize,
        counts: impl Fn(&Report, usize) -> Option<Vec<u32>>,
    ) -> Result<Vec<CodedGroup>, Contradiction> {
        let mut cells = Vec::new();
        for (place, report) in self.release.reports.iter().enumerate() {
            for row in 0..self.width {
                let people = report.groups.get(row).and_then(|row| row.cell.shown());
                cells.push(Group {
                    counts: counts(report, row),
                    most: people.map_or(0, |&people| u64::from(people)),
                    under: self.under(place),
                });
            }
        }
        // Whoever is told nothing of a group takes it for no larger than twice all that is told.
        let told: u64 = cells
            .iter()
            .map(|cell| {
                cell.most
                    .max(cell.counts.iter().flatten().map(|&count| u64::from(count)).sum())
            })
            .sum();
        for cell in cells.iter_mut().filter(|cell| cell.most == 0) {
            cell.most = 2 * told.max(1);
        }
        let coded = cells
            .iter()
            .map(|cell| match &cell.counts {
                Some(counts) => options(counts, cell.under),
                None => CodedGroup::hidden(parts),
            })
            .collect();
        Settling::new(cells, self.stars.clone(), parts, coded).settle()
    }

    fn item(&self, at: usize) -> Result<Vec<CodedItem>, Contradiction> {
        let first = &self.release.reports[0].items[at];
        let favourable = &first.favourable;
        let is_split = self.rules.has_bands() && favourable.contains(&true) && favourable.contains(&false);
        let parts = if is_split { 2 } else { first.options.len() };
        let coded = self.settled(parts, |report, row| {
            let shown = report.items[at].rows[row].cell.shown()?;
            let share = shown.favourable;
            Some(if is_split {
                vec![share.part, share.of - share.part]
            } else {
                shown.counts.clone()
            })
        })?;
        let places = self
            .release
            .reports
            .iter()
            .zip(coded.chunks(self.width))
            .enumerate();
        let tables = places.map(|(place, (report, coded))| {
            let table = &report.items[at];
            let under = self.under(place);
            let row = |(row, coded): (&Row<crate::Distribution>, &CodedGroup)| {
                let shown = row.cell.shown().zip(coded.of).filter(|_| coded.is_shown());
                let cell = shown.map_or(Cell::Hidden, |(shown, answered)| {
                    let share = if is_split {
                        of_part(coded, 0, &shown.favourable)
                    } else {
                        together(coded, &table.favourable, &shown.favourable, under)
                    };
                    let options = if is_split {
                        Vec::new()
                    } else {
                        coded.options.clone()
                    };
                    Cell::Shown(CodedAnswers {
                        answered,
                        options,
                        favourable: share,
                    })
                });
                Row {
                    group: row.group.clone(),
                    cell,
                }
            };
            let rows: Vec<Row<CodedAnswers>> = table.rows.iter().zip(coded).map(row).collect();
            let exact =
                |row: &Row<CodedAnswers>| is_exact(row.cell.shown().map(|answers| answers.favourable.said));
            let all = all_as_shown(&table.rows, &rows, exact);
            CodedItem {
                item: table.item.clone(),
                options: table.options.clone(),
                favourable: table.favourable.clone(),
                rows,
                differences: if all {
                    table.differences.clone()
                } else {
                    Vec::new()
                },
            }
        });
        Ok(tables.collect())
    }

    fn scale(&self, at: usize, items: &[Vec<CodedItem>]) -> Result<Vec<CodedScale>, Contradiction> {
        let coded = self.settled(2, |report, row| {
            let share = report.scales[at].rows[row].cell.shown()?.share_of_people;
            Some(vec![share.part, share.of - share.part])
        })?;
        let places = self
            .release
            .reports
            .iter()
            .zip(coded.chunks(self.width))
            .zip(items);
        let tables = places.map(|((report, coded), items)| {
            let table = &report.scales[at];
            let own: Vec<&CodedItem> = items
                .iter()
                .filter(|item| table.items.contains(&item.item))
                .collect();
            let row = |(number, (row, coded)): (usize, (&Row<crate::ScaleFigure>, &CodedGroup))| {
                let shown = row.cell.shown().zip(coded.of).filter(|_| coded.is_shown());
                let cell = shown.map_or(Cell::Hidden, |(shown, answered)| {
                    let said: Vec<Option<Coded>> = own
                        .iter()
                        .map(|item| {
                            item.rows[number]
                                .cell
                                .shown()
                                .map(|answers| answers.favourable.said)
                        })
                        .collect();
                    Cell::Shown(CodedFigure {
                        answered,
                        people: of_part(coded, 0, &shown.share_of_people),
                        mean_of_item_shares: mean(&said),
                        share_of_answers: said
                            .iter()
                            .all(|said| is_exact(*said))
                            .then_some(shown.share_of_answers.share),
                    })
                });
                Row {
                    group: row.group.clone(),
                    cell,
                }
            };
            let rows: Vec<Row<CodedFigure>> = table.rows.iter().zip(coded).enumerate().map(row).collect();
            let exact = |row: &Row<CodedFigure>| is_exact(row.cell.shown().map(|figure| figure.people.said));
            let all = all_as_shown(&table.rows, &rows, exact);
            CodedScale {
                scale: table.scale.clone(),
                items: table.items.clone(),
                rule: table.rule,
                cut: table.cut,
                least_answered: table.least_answered,
                rows,
                differences: if all {
                    table.differences.clone()
                } else {
                    Vec::new()
                },
            }
        });
        Ok(tables.collect())
    }
}

fn is_exact(said: Option<Coded>) -> bool {
    matches!(said, Some(Coded::Exact { .. }))
}

/// Whether every row that the release shows is said exactly.
fn all_as_shown<T, U>(before: &[Row<T>], after: &[Row<U>], exact: impl Fn(&Row<U>) -> bool) -> bool {
    let mut pairs = before.iter().zip(after);
    pairs.all(|(before, after)| before.cell.is_hidden() || exact(after))
}

/// One of two parts, as it is said.
fn of_part(coded: &CodedGroup, part: usize, share: &Share) -> CodedShare {
    CodedShare {
        said: coded.options[part],
        interval: coded.allows_mean().then_some([share.low, share.high]),
    }
}

/// The favorable options together: as the pack says shares where every option is plainly said, else from the fewest to the
/// most people that the options leave.
fn together(coded: &CodedGroup, favourable: &[bool], share: &Share, under: Under<'_>) -> CodedShare {
    let interval = coded.allows_mean().then_some([share.low, share.high]);
    let plain = |part: u32, of: u32| match under.rules.figures {
        Figures::Counts => Coded::Exact { part, of },
        Figures::Percents => Coded::Percent(percent(part.into(), of)),
    };
    if interval.is_some() {
        return CodedShare {
            said: plain(share.part, share.of),
            interval,
        };
    }
    let of = share.of;
    let range = |&said: &Coded| {
        possible(said, of, under).unwrap_or(Possible {
            low: 0,
            high: u64::from(of),
        })
    };
    let ranges: Vec<Possible> = coded.options.iter().map(range).collect();
    let sum = |wanted: bool, end: fn(&Possible) -> u64| -> u64 {
        let own = ranges
            .iter()
            .zip(favourable)
            .filter(|(_, favourable)| **favourable == wanted);
        own.map(|(range, _)| end(range)).sum()
    };
    let people = u64::from(of);
    let low = sum(true, |range| range.low).max(people.saturating_sub(sum(false, |range| range.high)));
    let high = sum(true, |range| range.high).min(people.saturating_sub(sum(false, |range| range.low)));
    let said = match (percent(low, of), percent(high, of)) {
        _ if low == high => plain(u32::try_from(low).unwrap_or(of), of),
        (low, high) if low == high => Coded::Percent(low),
        (low, high) => Coded::Band { low, high },
    };
    CodedShare { said, interval: None }
}

/// The nearest whole percent, halves up.
fn percent(part: u64, of: u32) -> u8 {
    let of = u64::from(of.max(1));
    u8::try_from((200 * part + of) / (2 * of)).unwrap_or(100)
}

/// The mean of shares that are all plainly said, of what is said.
fn mean(said: &[Option<Coded>]) -> Option<f64> {
    let mut sum = 0.0;
    for said in said {
        sum += match *said {
            Some(Coded::Exact { part, of }) => f64::from(part) / f64::from(of.max(1)),
            Some(Coded::Percent(percent)) => f64::from(percent) / 100.0,
            _ => return None,
        };
    }
    let count = u32::try_from(said.len()).ok().filter(|&count| count > 0)?;
    Some(sum / f64::from(count))
}
