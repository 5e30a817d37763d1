//! Coding all groups of a table at once: places and what they are made of, everyone and the levels, levels and pairs.

use super::group::CodedGroup;
use super::inverse::{Contradiction, Printed, joint};
use super::share::{Coded, Possible, Under, possible};

/// A group that others make up: alone, or with people whom none of them holds.
#[derive(Debug, Clone)]
pub(super) struct Star {
    pub whole: usize,
    pub parts: Vec<usize>,
    /// Whether there may be people beside the parts.
    pub rest: bool,
}

/// A group of the table.
pub(super) struct Cell<'a> {
    /// People of each option; nothing when the release hides the group.
    pub counts: Option<Vec<u32>>,
    /// The most people that a reader can take it for.
    pub most: u64,
    pub under: Under<'a>,
}

/// Parts that are not known, up to which whole tables are searched; beyond, sums alone are.
const SEARCHED: usize = 48;
/// How often what one sum tells is carried to the others.
const ROUNDS: usize = 64;

/// What is said of all groups of a table, and what is known of them.
pub(super) struct Settling<'a> {
    cells: Vec<Cell<'a>>,
    stars: Vec<Star>,
    options: usize,
    coded: Vec<CodedGroup>,
    /// The sums that each group stands in.
    of_cell: Vec<Vec<usize>>,
}

impl<'a> Settling<'a> {
    /// Groups with what is said of each by itself.
    pub fn new(cells: Vec<Cell<'a>>, stars: Vec<Star>, options: usize, coded: Vec<CodedGroup>) -> Self {
        let mut of_cell = vec![Vec::new(); cells.len()];
        for (at, star) in stars.iter().enumerate() {
            for &cell in star.parts.iter().chain([&star.whole]) {
                of_cell[cell].push(at);
            }
        }
        Self {
            cells,
            stars,
            options,
            coded,
            of_cell,
        }
    }
}

impl Settling<'_> {
    /// Hides plain counts, the smallest near by first, until a reader who knows the pack and everything printed can tell
    /// no coded or hidden count. At worst nothing is said.
    pub fn settle(mut self) -> Result<Vec<CodedGroup>, Contradiction> {
        loop {
            let printed = self.printed()?;
            let known = self.known(printed.clone())?;
            let given: Vec<(usize, usize)> = self.given_away(&printed, &known).collect();
            if given.is_empty() {
                return Ok(self.coded);
            }
            let mut changed = vec![false; self.coded.len()];
            for (cell, option) in given {
                let near = self.near((cell, option), &printed, &known)?;
                // What was hidden for one of them may be enough for the other.
                if near.iter().any(|&near| changed[near]) {
                    continue;
                }
                for at in self.quieten((cell, option), &near, &printed) {
                    changed[at] = true;
                }
            }
            if !changed.contains(&true) {
                self.coded.fill(CodedGroup::hidden(self.options));
                return Ok(self.coded);
            }
        }
    }

    /// Hides something near: another option where the group's own line tells it, else the same option of another group.
    /// Tells which group that changed.
    fn quieten(
        &mut self,
        (cell, option): (usize, usize),
        near: &[usize],
        printed: &[Printed],
    ) -> Option<usize> {
        let mut own = printed[cell].options.clone();
        let is_own = narrow(printed[cell].people, own.iter_mut().collect()).is_ok() && own[option].is_known();
        let count = |group: usize, option: usize| {
            let counts = self.cells[group].counts.as_ref();
            counts.and_then(|counts| counts.get(option)).copied().unwrap_or(0)
        };
        let plain = near.iter().flat_map(|&group| {
            let options = self.coded[group].options.iter().enumerate();
            let fitting = options.filter(move |(at, _)| *at == option || group == cell);
            fitting
                .filter(|(_, coded)| coded.is_plain())
                .map(move |(at, _)| (group, at))
        });
        let smallest = plain.min_by_key(|&(group, option)| {
            (
                (group == cell) != is_own,
                self.coded[group].allows_mean(),
                count(group, option),
                group,
                option,
            )
        });
        if let Some((group, option)) = smallest {
            self.coded[group].options[option] = Coded::Hidden;
            if !self.coded[group].is_shown() {
                self.coded[group].of = None;
            }
            return Some(group);
        }
        // Bands and codes alone give it away: the smallest group near says nothing.
        let people = |group: usize| self.coded[group].of;
        let loud = near.iter().copied().filter(|&group| people(group).is_some());
        let smallest = loud.min_by_key(|&group| (people(group), group))?;
        self.coded[smallest] = CodedGroup::hidden(self.options);
        Some(smallest)
    }

    /// The group and those in the sum that gives it away: by its lines alone, or by what is known of them.
    fn near(
        &self,
        (cell, option): (usize, usize),
        printed: &[Printed],
        known: &[Printed],
    ) -> Result<Vec<usize>, Contradiction> {
        let mut near = vec![cell];
        for lines in [printed, known] {
            let mut lines = lines.to_vec();
            lines[cell] = printed[cell].clone();
            for &at in &self.of_cell[cell] {
                let star = &self.stars[at];
                let learnt = learnt(star, &lines, self.options)?;
                let mut own = learnt.iter().filter(|(found, _)| *found == cell);
                if own.any(|(_, ranges)| ranges[option].is_known()) {
                    near.push(star.whole);
                    near.extend(&star.parts);
                    near.sort_unstable();
                    near.dedup();
                    return Ok(near);
                }
            }
        }
        // Several sums together give it away.
        for &at in &self.of_cell[cell] {
            near.push(self.stars[at].whole);
            near.extend(&self.stars[at].parts);
        }
        near.sort_unstable();
        near.dedup();
        Ok(near)
    }

    /// Options that were not plainly said, and are known. That nobody of a group of which nothing is said chose an option
    /// that nobody chose at all is no secret.
    fn given_away<'s>(
        &'s self,
        printed: &'s [Printed],
        known: &'s [Printed],
    ) -> impl Iterator<Item = (usize, usize)> + 's {
        (0..self.coded.len()).flat_map(move |cell| {
            let silent = self.coded[cell].of.is_none();
            (0..self.options)
                .filter(move |&option| {
                    let (own, found) = (printed[cell].options[option], known[cell].options[option]);
                    let is_told = self.coded[cell].options[option].is_plain();
                    let is_nobody = silent && found.high == 0;
                    !is_told && !own.is_known() && found.is_known() && !is_nobody
                })
                .map(move |option| (cell, option))
        })
    }

    /// What each group's own line says. A group that is plainly said in all its options counts as known exactly, so that
    /// means and intervals may stand beside it.
    fn printed(&self) -> Result<Vec<Printed>, Contradiction> {
        let pairs = self.cells.iter().zip(&self.coded);
        pairs
            .map(|(cell, coded)| printed(cell, coded, self.options).ok_or(Contradiction::Nothing))
            .collect()
    }

    /// What all lines together say, sum by sum, each in whole tables, until nothing new is learnt.
    fn known(&self, mut known: Vec<Printed>) -> Result<Vec<Printed>, Contradiction> {
        let mut stale = vec![true; self.stars.len()];
        for _ in 0..ROUNDS {
            let mut moved = vec![false; known.len()];
            for (at, star) in self.stars.iter().enumerate() {
                if !std::mem::take(&mut stale[at]) {
                    continue;
                }
                for (cell, options) in learnt(star, &known, self.options)? {
                    if known[cell].options != options {
                        known[cell].options = options;
                        moved[cell] = true;
                    }
                }
            }
            if !moved.contains(&true) {
                break;
            }
            for (at, star) in self.stars.iter().enumerate() {
                stale[at] = moved[star.whole] || star.parts.iter().any(|&part| moved[part]);
            }
        }
        Ok(known)
    }
}

fn printed(cell: &Cell<'_>, coded: &CodedGroup, options: usize) -> Option<Printed> {
    let Some(of) = coded.of else {
        return Some(Printed::hidden(None, options, cell.most));
    };
    let counts = cell.counts.as_ref().filter(|_| coded.allows_mean());
    let ranges = match counts {
        Some(counts) => counts
            .iter()
            .map(|&count| Possible::only(u64::from(count)))
            .collect(),
        None => {
            let range = |&coded: &Coded| possible(coded, of, cell.under);
            coded.options.iter().map(range).collect::<Option<_>>()?
        }
    };
    Some(Printed {
        within: None,
        people: Possible::only(u64::from(of)),
        options: ranges,
    })
}

/// What a sum tells about its members' options.
fn learnt(
    star: &Star,
    known: &[Printed],
    options: usize,
) -> Result<Vec<(usize, Vec<Possible>)>, Contradiction> {
    let is_known = |at: usize| {
        let printed = &known[at];
        printed.people.is_known() && printed.options.iter().all(|range| range.is_known())
    };
    let (sure, open): (Vec<usize>, Vec<usize>) = star.parts.iter().partition(|&&part| is_known(part));
    if open.is_empty() && is_known(star.whole) {
        return Ok(Vec::new());
    }
    // Parts that are known only make the whole smaller.
    let less = |range: Possible, of: &dyn Fn(&Printed) -> u64| {
        let sum: u64 = sure.iter().map(|&part| of(&known[part])).sum();
        let low = range.low.saturating_sub(sum);
        range.high.checked_sub(sum).map(|high| Possible { low, high })
    };
    let mut whole = known[star.whole].clone();
    whole.people = less(whole.people, &|printed| printed.people.low).ok_or(Contradiction::Nothing)?;
    let mut taken = Vec::new();
    for option in 0..options {
        let of = |printed: &Printed| printed.options[option].low;
        taken.push(sure.iter().map(|&part| of(&known[part])).sum::<u64>());
        whole.options[option] = less(whole.options[option], &of).ok_or(Contradiction::Nothing)?;
    }
    let mut groups = vec![whole];
    groups.extend(open.iter().map(|&part| known[part].clone()));
    if star.rest {
        let most = groups[0].people.high;
        groups.push(Printed::hidden(None, options, most));
    }
    for group in &mut groups[1..] {
        group.within = Some(0);
    }
    // A whole without open parts is the sum of those that are known.
    let found = match (groups.len(), open.len() > SEARCHED) {
        (1, _) => vec![vec![Possible::only(0); options]],
        (_, false) => joint(&groups)?,
        (_, true) => sums(&groups, options)?,
    };
    let mut learnt = Vec::new();
    let back = |(range, taken): (&Possible, &u64)| Possible {
        low: range.low + taken,
        high: range.high + taken,
    };
    learnt.push((star.whole, found[0].iter().zip(&taken).map(back).collect()));
    learnt.extend(open.iter().copied().zip(found[1..].iter().cloned()));
    Ok(learnt)
}

/// The ends of every option by the sums of each group and of each option alone, until nothing moves.
fn sums(groups: &[Printed], options: usize) -> Result<Vec<Vec<Possible>>, Contradiction> {
    let mut found: Vec<Vec<Possible>> = groups.iter().map(|group| group.options.clone()).collect();
    for _ in 0..ROUNDS {
        let before = found.clone();
        for (ranges, group) in found.iter_mut().zip(groups) {
            narrow(group.people, ranges.iter_mut().collect())?;
        }
        for option in 0..options {
            let (whole, parts) = found.split_at_mut(1);
            let low = parts.iter().map(|part| part[option].low).sum();
            let high = parts.iter().map(|part| part[option].high).sum();
            let sum = meet(whole[0][option], Possible { low, high })?;
            whole[0][option] = sum;
            narrow(sum, parts.iter_mut().map(|part| &mut part[option]).collect())?;
        }
        if before == found {
            break;
        }
    }
    Ok(found)
}

/// Narrows terms to what their sum leaves them.
fn narrow(sum: Possible, mut terms: Vec<&mut Possible>) -> Result<(), Contradiction> {
    let lows: u64 = terms.iter().map(|term| term.low).sum();
    let highs: u64 = terms.iter().map(|term| term.high).sum();
    for term in &mut terms {
        let low = sum.low.saturating_sub(highs - term.high);
        let high = (sum.high + term.low)
            .checked_sub(lows)
            .ok_or(Contradiction::Nothing)?;
        **term = meet(**term, Possible { low, high })?;
    }
    Ok(())
}

fn meet(one: Possible, other: Possible) -> Result<Possible, Contradiction> {
    let (low, high) = (one.low.max(other.low), one.high.min(other.high));
    (low <= high)
        .then_some(Possible { low, high })
        .ok_or(Contradiction::Nothing)
}
