//! What is made of answers: the release with all its places, and what its scales are worth.

use super::places::{Places, Rows};
use super::roster::{Asked, Roster};
use anyhow::{Context, bail};
use disclosure::coding::{CodedRelease, CodedReport};
use disclosure::quality::{Quality, SchoolsOf, Shown, quality};
use disclosure::rules::{Purpose, Rules};
use disclosure::{Ask, Enrolled, Protection, Release, Released, Report, Request};
use instrument::import::Imported;
use publish::lines::PlaceName;
use tally::Geography;

/// Everything that may be shown.
pub struct Made {
    /// The release.
    pub release: Released<Release>,
    /// What its scales are worth; not with a pack that codes shares, since it is made of exact counts.
    pub quality: Option<Released<Quality>>,
    /// The release as a pack lets it be shown, where it codes shares: then that alone goes out.
    pub coded: Option<Released<CodedRelease>>,
    /// How many people were asked, where a roster says so.
    pub asked: Option<Asked>,
}

/// What to make.
pub struct Making<'a> {
    /// The answers.
    pub imported: &'a Imported,
    /// Where their people are.
    pub rows: &'a Rows,
    /// Who was asked.
    pub roster: Option<&'a Roster>,
    /// How strictly people are protected.
    pub protection: Protection,
    /// The rules that code shares, and what the figures are to them.
    pub codes: Option<(&'a Rules, Purpose)>,
    /// Pairs of dimensions to cross.
    pub pairs: &'a [[String; 2]],
    /// Whether everybody knows how many people the roster has of each group.
    pub enrolment_public: bool,
    /// On how many threads.
    pub threads: usize,
}

impl Making<'_> {
    /// Decides what may be shown, and says what the scales are worth.
    pub fn make(&self, mut stage: impl FnMut(&str)) -> anyhow::Result<Made> {
        let (answers, mut ask) = platform::climate::asked(&self.imported.instrument, &self.imported.coded)?;
        self.add_pairs(&mut ask)?;
        let places = Places::new(
            self.rows,
            self.roster
                .map(|roster| &roster.rows)
                .filter(|rows| !rows.is_empty()),
        )?;
        let geography = if self.rows.is_empty() {
            None
        } else {
            Some(places.geography(self.rows, &self.imported.kept)?)
        };
        let asked = self.roster.map(|roster| roster.asked(&places)).transpose()?;
        stage("Deciding what may be shown");
        let mut request = Request::new(&answers, &ask, self.protection);
        request.geography = geography.as_ref();
        request.threads = self.threads;
        if let Some(asked) = asked.as_ref().filter(|_| self.enrolment_public) {
            request.enrolled = enrolled(asked, &answers);
        }
        let made = request.make()?;
        if let Some((rules, purpose)) = self.codes {
            stage("Coding shares");
            return Ok(Made {
                coded: Some(made.release.coded(rules, purpose)?),
                release: made.release,
                quality: None,
                asked,
            });
        }
        stage("Looking at what the scales are worth");
        let schools = geography
            .as_ref()
            .map(|geography| shown_schools(geography, &made.release));
        let schools = geography.as_ref().zip(schools.as_deref());
        let schools = schools.map(|(geography, shown)| SchoolsOf::Geography { geography, shown });
        let shown = Shown::of(made.release.whole());
        let quality = quality(&answers, &ask, self.protection, &shown, schools.as_ref())?;
        Ok(Made {
            release: made.release,
            quality: Some(quality),
            coded: None,
            asked,
        })
    }

    fn add_pairs(&self, ask: &mut Ask) -> anyhow::Result<()> {
        for pair in self.pairs {
            if let Some(unknown) = pair.iter().find(|id| !ask.dimensions.contains(id)) {
                let known = ask.dimensions.join(", ");
                bail!(
                    "--pairs {}: {unknown} is none of the dimensions, which are {known}",
                    pair.join(":")
                );
            }
        }
        ask.pairs = self.pairs.to_vec();
        Ok(())
    }
}

/// Public enrolment as the release takes it: of groups that it has rows for.
fn enrolled(asked: &Asked, answers: &tally::Answers) -> Vec<Enrolled> {
    let is_row = |group: &disclosure::Group| match group {
        disclosure::Group::Level { dimension, .. } => answers.dimension_at(dimension).is_ok(),
        _ => true,
    };
    let known = asked.each().filter(|(_, group, _)| is_row(group));
    known
        .map(|(place, group, people)| Enrolled {
            place,
            group: group.clone(),
            people,
        })
        .collect()
}

/// Schools of which everyone is shown.
fn shown_schools(geography: &Geography, release: &Released<Release>) -> Vec<usize> {
    let mut divided = vec![false; geography.places().len()];
    for parent in geography.places().iter().filter_map(|place| place.parent) {
        divided[parent] = true;
    }
    let reports = release.reports.iter().enumerate();
    let shown = reports.filter(|(at, report)| !divided[*at] && !report.people.is_hidden());
    shown.map(|(at, _)| at).collect()
}

impl Made {
    /// The report of everyone.
    pub fn whole(&self) -> &Released<Report> {
        self.release.whole()
    }

    /// Whether there is more than one place.
    pub fn has_places(&self) -> bool {
        self.release.places.len() > 1
    }

    /// A place's coded report.
    pub fn coded_at(&self, at: usize) -> Option<&Released<CodedReport>> {
        self.coded.as_ref().and_then(|coded| coded.reports.get(at))
    }

    /// Every place with its report, named as files name it.
    pub fn places(&self) -> impl Iterator<Item = (PlaceName<'_>, &Released<Report>)> {
        self.release.by_place().map(|(place, report)| {
            let within = place.parent.map_or("", |at| self.release.places[at].id.as_str());
            let name = if self.has_places() {
                PlaceName {
                    kind: &place.kind,
                    id: &place.id,
                    within,
                }
            } else {
                PlaceName::default()
            };
            (name, report)
        })
    }

    /// The release as bytes that can be verified, and what verifying them says.
    pub fn proved(&self) -> anyhow::Result<(Vec<u8>, disclosure::VerifiedRelease)> {
        let stored = self.release.to_stored();
        let verified =
            disclosure::verify(&stored).context("the release does not prove itself; nothing was written")?;
        Ok((stored, verified))
    }
}
