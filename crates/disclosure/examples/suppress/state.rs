//! Synthetic states: schools in agencies in one state, with everyone and the levels of several dimensions as columns.
//! The same seed always gives the same state.

use disclosure::suppress::{Cell, Levels, Numbers, Problem, Relation, Status};

/// The least group that is shown.
pub const LEAST: i64 = 10;

/// How a state is made.
#[derive(Debug, Clone)]
pub struct Plan {
    pub seed: u64,
    pub agencies: u32,
    pub schools: u32,
    /// Schools have 30 people and up to twice this more.
    pub largest: u64,
    /// For each dimension the shares of its levels in ten thousandths.
    pub dimensions: Vec<Vec<u32>>,
    /// Whether the state's levels are published, too; otherwise each agency is on its own.
    pub state_row: bool,
}

/// Gender, race, English learners, disability: 13 levels beside everyone.
pub fn dimensions_14() -> Vec<Vec<u32>> {
    vec![
        vec![4_900, 4_900, 200],
        race(),
        vec![1_200, 8_800],
        vec![1_400, 8_600],
    ]
}

/// Race in six levels.
pub fn race() -> Vec<u32> {
    vec![4_600, 2_600, 1_500, 700, 450, 150]
}

/// A generator of numbers (Steele, Lea & Flood 2014, `SplitMix64`).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// The problem of a plan. Everyone's columns and the state's row are always shown; a level of 1 to 9 people is
/// sensitive; zeros are shown. Hiding costs more for larger groups and for agencies.
pub fn state(plan: &Plan) -> Problem {
    let mut random = Random(plan.seed);
    let schools_of = spread(plan, &mut random);
    // Rows: the state, then each agency with its schools.
    let mut rows: Vec<(Option<usize>, Vec<i64>)> = vec![(None, Vec::new())];
    let levels: usize = plan.dimensions.iter().map(Vec::len).sum();
    for &schools in &schools_of {
        let agency = rows.len();
        rows.push((Some(0), Vec::new()));
        let tilt = random.below(7);
        for _ in 0..schools {
            let people = 30 + random.below(plan.largest) + random.below(plan.largest);
            rows.push((Some(agency), split(plan, people, tilt, &mut random)));
        }
    }
    for at in (1..rows.len()).rev() {
        let own = rows[at].1.clone();
        let parent = rows[at].0.unwrap_or(0);
        let sums = &mut rows[parent].1;
        sums.resize(1 + levels, 0);
        sums.iter_mut().zip(&own).for_each(|(sum, own)| *sum += own);
    }
    let columns = 1 + levels;
    let mut children_of = vec![Vec::new(); rows.len()];
    for (row, (parent, _)) in rows.iter().enumerate() {
        if let Some(parent) = *parent {
            children_of[parent].push(row);
        }
    }
    let id = |row: usize, column: usize| u32::try_from(row * columns + column).unwrap();
    let mut cells = Vec::new();
    let mut relations = Vec::new();
    for (row, (parent, counts)) in rows.iter().enumerate() {
        for (column, &value) in counts.iter().enumerate() {
            cells.push(cell((id(row, column), column), (*parent, value), counts[0]));
        }
        let mut first = 1;
        for dimension in &plan.dimensions {
            let mut terms = vec![(id(row, 0), -1)];
            terms.extend((first..first + dimension.len()).map(|column| (id(row, column), 1)));
            relations.push(Relation { right: 0, terms });
            first += dimension.len();
        }
        let children = &children_of[row];
        if !children.is_empty() {
            let published = if row > 0 || plan.state_row { columns } else { 1 };
            for column in 0..published {
                let mut terms = vec![(id(row, column), -1)];
                terms.extend(children.iter().map(|&child| (id(child, column), 1)));
                relations.push(Relation { right: 0, terms });
            }
        }
    }
    Problem::new(cells, relations, Numbers::Whole).unwrap()
}

fn cell((id, column): (u32, usize), (parent, value): (Option<usize>, i64), everyone: i64) -> Cell {
    let is_agency = parent == Some(0);
    let status = if column == 0 || parent.is_none() {
        Status::Fixed
    } else if value == 0 {
        Status::Zero
    } else if value < LEAST {
        Status::Sensitive
    } else {
        Status::Suppressible
    };
    // About a hundred times the decimal logarithm of one more than the people.
    let weight = (2..=value + 1)
        .map(|people| 43_u64.div_ceil(people.unsigned_abs()))
        .sum::<u64>()
        .min(600);
    Cell {
        id,
        value,
        weight: (1 + weight) * if is_agency { 3 } else { 1 },
        status,
        lower: 0,
        upper: everyone,
        levels: Levels::of_small(value, LEAST),
    }
}

/// Schools per agency: each has one at least, the rest goes to a few large and many small ones.
fn spread(plan: &Plan, random: &mut Random) -> Vec<u32> {
    let mut schools = vec![1; plan.agencies as usize];
    for _ in plan.agencies..plan.schools {
        let first = random.below(u64::from(plan.agencies));
        let at = random.below(first + 1);
        schools[usize::try_from(at).unwrap()] += 1;
    }
    schools
}

/// Everyone, then the levels of each dimension.
fn split(plan: &Plan, people: u64, tilt: u64, random: &mut Random) -> Vec<i64> {
    let mut counts = vec![i64::try_from(people).unwrap()];
    for dimension in &plan.dimensions {
        let mut shares: Vec<u64> = dimension.iter().map(|&share| u64::from(share)).collect();
        let favoured = usize::try_from(tilt).unwrap() % shares.len();
        shares[favoured] += shares[favoured] / 2;
        let total: u64 = shares.iter().sum();
        let mut levels = vec![0; shares.len()];
        for _ in 0..people {
            let mut at = random.below(total);
            let level = shares.iter().position(|&share| {
                let inside = at < share;
                at = at.wrapping_sub(share);
                inside
            });
            levels[level.unwrap()] += 1;
        }
        counts.extend(levels);
    }
    counts
}
