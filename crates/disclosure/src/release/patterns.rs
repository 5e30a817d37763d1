//! The pattern of every table: that of people first, then those of items and scales, which hide at least as much.

use std::collections::{BTreeSet, HashSet};

use super::joined::{self, Joint};
use super::protect::{self, Lines, Protector, chosen, weights};
use super::{Account, Making, neighbours, place_of, scale_shape};
use crate::Error;
use crate::ask::AskItem;
use crate::frame::EVERYONE;
use crate::publication::{Release, Table, made_of};
use crate::report::Group;
use crate::shape::{Line, Shape};
use crate::threads::each;

/// How often groups are found to be thin before tables are hidden instead. Every round hides more, and two are rarely needed.
const ROUNDS: usize = 6;

/// What a table hides, by cell, and the groups that it finds to be thin.
type Pattern = (Vec<bool>, BTreeSet<usize>);

/// Patterns, and all groups found to be thin.
fn apart(found: Vec<Pattern>) -> (Vec<Vec<bool>>, BTreeSet<usize>) {
    let (patterns, thin): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    (patterns, thin.into_iter().flatten().collect())
}

/// What is hidden, by cell: in the table of people, in each item's, in each scale's.
pub(super) struct Patterns {
    pub people: Vec<bool>,
    pub items: Vec<Vec<bool>>,
    pub scales: Vec<Vec<bool>>,
}

impl Making<'_> {
    /// Patterns with which no table gives anything away together with the numbers of people. Groups that could not be kept
    /// so are thin, and hidden as groups of people, until there are no further ones.
    pub(super) fn patterns(&self) -> Result<(Patterns, Account), Error> {
        let mut thin = vec![false; self.grid.len()];
        for _ in 1..ROUNDS {
            let (patterns, account, found) = match self.patterns_without(&thin, false) {
                // What is told elsewhere may keep thin groups from being hidden.
                Err(Error::Unsafe(_)) if thin.contains(&true) => break,
                made => made?,
            };
            if found.is_empty() {
                return Ok((patterns, account));
            }
            for id in found {
                thin[id] = true;
            }
        }
        let none = vec![false; self.grid.len()];
        let (patterns, account, _) = self.patterns_without(&none, true)?;
        Ok((patterns, account))
    }

    /// Patterns that hide thin groups, and the groups that turn out to be thin, too. The last time there are none: a table
    /// that would need it is hidden whole.
    fn patterns_without(
        &self,
        thin: &[bool],
        is_last: bool,
    ) -> Result<(Patterns, Account, BTreeSet<usize>), Error> {
        let mut people = Lines {
            table: &Table::People,
            shape: Shape::people(),
            by_cell: self.lines(|place, row| self.people_line(place, row))?,
        };
        joined::mark(&mut people, thin);
        let protector = self.protector(&people)?;
        let mut hidden = thin.to_vec();
        let near = self.request.earlier.map(|earlier| self.near(earlier));
        protector.protect(&people, &mut hidden, near.as_ref())?;
        let problem = protector.people_problem(&people, &hidden)?;
        let known_to_neighbours = neighbours::keep_from_neighbours(
            &self.grid,
            self.places,
            &problem,
            &mut hidden,
            self.request.budget,
        )?;
        protector.protect(&people, &mut hidden, near.as_ref())?;
        let mut account = self.account(&protector.people, &hidden);
        account.known_to_neighbours = known_to_neighbours;
        let mut patterns = Patterns {
            people: hidden,
            items: Vec::new(),
            scales: Vec::new(),
        };
        let joint = Joint {
            grid: &self.grid,
            people: &people,
            hidden: &patterns.people.clone(),
            least: self.least(),
            is_last,
        };
        let ask = self.request.ask;
        let items = each(self.request.threads, ask.items.len(), |item| {
            self.item_pattern(item, &protector, &joint)
        })?;
        let (of_items, mut found) = apart(items);
        patterns.items = of_items;
        let scales = each(self.request.threads, ask.scales.len(), |scale| {
            self.scale_pattern(scale, &protector, &patterns, &joint)
        })?;
        let (of_scales, further) = apart(scales);
        patterns.scales = of_scales;
        found.extend(further);
        Ok((patterns, account, found))
    }

    fn protector(&self, people: &Lines) -> Result<Protector<'_>, Error> {
        let counts: Vec<i64> = people.by_cell.iter().map(|line| line[0]).collect();
        Ok(Protector {
            least: self.least(),
            places: self.places,
            frame: self.frame,
            grid: &self.grid,
            grounds: self.grounds()?,
            weights: weights(&self.grid, self.places, &counts),
            people: counts,
            graphs: [true, false].map(|people| self.grid.circuits(people)),
            budget: self.request.budget,
        })
    }

    fn item_pattern(&self, item: usize, protector: &Protector, joint: &Joint) -> Result<Pattern, Error> {
        let asked = &self.request.ask.items[item];
        let lines = self.lines(|place, row| self.item_line(item, place, row))?;
        let truth = Lines {
            table: &Table::Item(asked.item.clone()),
            shape: self.item_shape(&lines, &protector.people, asked),
            by_cell: lines,
        };
        let mut hidden = joint.hidden.to_vec();
        protector.protect(&truth, &mut hidden, None)?;
        let thin = joint.thin(&truth, &mut hidden)?;
        Ok((hidden, thin))
    }

    /// A scale hides what one of its items hides.
    fn scale_pattern(
        &self,
        scale: usize,
        protector: &Protector,
        patterns: &Patterns,
        joint: &Joint,
    ) -> Result<Pattern, Error> {
        let asked = &self.request.ask.scales[scale];
        let truth = Lines {
            table: &Table::Scale(asked.scale.clone()),
            shape: scale_shape(),
            by_cell: self.lines(|place, row| self.scale_line(scale, place, row))?,
        };
        let mut hidden = patterns.people.clone();
        for item in asked.items.iter().filter_map(|id| place_of(self.request.ask, id)) {
            let of_item = hidden.iter_mut().zip(&patterns.items[item]);
            of_item.for_each(|(hidden, item)| *hidden |= item);
        }
        protector.protect(&truth, &mut hidden, None)?;
        let thin = joint.thin(&truth, &mut hidden)?;
        Ok((hidden, thin))
    }

    fn account(&self, people: &[i64], hidden: &[bool]) -> Account {
        let least = i64::from(self.least());
        let rows = chosen(hidden);
        let groups = rows.iter().filter(|id| self.grid.row(**id as usize).is_some());
        let (small, complementary): (Vec<u32>, Vec<u32>) =
            groups.copied().partition(|id| people[*id as usize] < least);
        Account {
            known_to_neighbours: 0,
            small: small.len(),
            complementary: complementary.len(),
        }
    }

    /// The cells that an earlier release hides, as far as they are there.
    fn near(&self, earlier: &Release) -> BTreeSet<u32> {
        let mut hidden: HashSet<(&str, &str, &Group)> = HashSet::new();
        for (place, report) in earlier.places.iter().zip(&earlier.reports) {
            let rows = report.groups.iter().filter(|row| row.cell.is_hidden());
            hidden.extend(rows.map(|row| (place.kind.as_str(), place.id.as_str(), &row.group)));
        }
        (0..self.grid.len())
            .filter(|&id| {
                self.grid.row(id).is_some_and(|(place, row)| {
                    let at = &self.places[place];
                    hidden.contains(&(at.kind.as_str(), at.id.as_str(), &self.frame.groups[row]))
                })
            })
            .map(protect::number)
            .collect()
    }

    /// "Does not apply" tells an earlier answer, unless it only tells a level of a dimension: some items are for staff.
    fn item_shape(&self, lines: &[Line], people: &[i64], asked: &AskItem) -> Shape {
        let not_asked =
            |place: usize, row: usize| lines[self.grid.id(place, row)][crate::shape::NOT_APPLICABLE];
        let is_gated = |place: usize| {
            let by_level = self.frame.spans.iter().any(|span| {
                let told = span.groups().all(|row| {
                    let here = not_asked(place, row);
                    here == 0 || here == people[self.grid.id(place, row)]
                });
                let levels: i64 = span.groups().map(|row| not_asked(place, row)).sum();
                span.is_single() && told && levels == not_asked(place, EVERYONE)
            });
            let none = not_asked(place, EVERYONE);
            none > 0 && none < people[self.grid.id(place, EVERYONE)] && !by_level
        };
        // Whether a whole school is asked is no answer of anybody's, so the places above are not looked at.
        let made = made_of(self.places);
        let schools = made
            .iter()
            .enumerate()
            .filter(|(_, place)| place.parts.is_empty());
        let mut schools = schools.map(|(place, _)| place);
        Shape {
            favourable: asked.favourable.clone(),
            same_answer: true,
            gated: schools.any(is_gated),
        }
    }
}
