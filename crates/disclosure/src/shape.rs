//! One line of any table as a vector that adds up over groups, and what makes such a line dangerous to know. The engine
//! uses it on true values, the audit on published ones.

/// Positions in a line: people asked, people answered, people to whom the item does not apply, then one per option.
pub(crate) const ASKED: usize = 0;
/// See [`ASKED`].
pub(crate) const ANSWERED: usize = 1;
/// See [`ASKED`].
pub(crate) const NOT_APPLICABLE: usize = 2;
/// See [`ASKED`].
pub(crate) const OPTIONS: usize = 3;

/// A line, or a difference of lines.
pub(crate) type Line = Vec<i64>;

/// How the options of a table's lines are read.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// Whether each option is favourable; empty in the table of people.
    pub favourable: Vec<bool>,
    /// Whether everybody in one option is dangerous. Not so for a scale, whose two options are above and below.
    pub same_answer: bool,
    /// Whether "does not apply" tells an answer to another item.
    pub gated: bool,
}

/// Why a line must not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Danger {
    /// It is about this many people, fewer than the least.
    Few(u32),
    /// It tells what each of its people answered.
    Unanimous,
}

impl Shape {
    /// A table that counts people only.
    pub(crate) fn people() -> Self {
        Self {
            favourable: Vec::new(),
            same_answer: false,
            gated: false,
        }
    }

    /// The danger of a published line: nobody is as dangerous as too few.
    pub(crate) fn danger(&self, line: &[i64], least: u32) -> Option<Danger> {
        match line[ANSWERED].unsigned_abs().min(line[ASKED].unsigned_abs()) {
            0 => Some(Danger::Few(0)),
            _ => self.danger_left(line, least),
        }
    }

    /// The danger of a line that subtraction leaves: nobody left is safe. Levels that overlap may leave less than
    /// nobody, which says as much as the same number left.
    pub(crate) fn danger_left(&self, line: &[i64], least: u32) -> Option<Danger> {
        for people in [line[ANSWERED], line[ASKED]] {
            let people = people.unsigned_abs();
            if people > 0 && people < u64::from(least) {
                return Some(Danger::Few(u32::try_from(people).unwrap_or(u32::MAX)));
            }
        }
        let tells =
            self.tells_answer(line) || (self.gated && tells_one(&[line[ASKED], line[NOT_APPLICABLE]]));
        tells.then_some(Danger::Unanimous)
    }

    /// The most people who could be a group in which all answered alike, or none favourably, given this line.
    pub(crate) fn most_alike(&self, line: &[i64]) -> i64 {
        let options = &line[OPTIONS..];
        let same = if self.same_answer {
            options.iter().copied().max().unwrap_or(0)
        } else {
            0
        };
        let marked = options.iter().zip(&self.favourable);
        let unfavourable = marked
            .filter(|(_, favourable)| !**favourable)
            .map(|(&people, _)| people)
            .sum();
        if self.favourable.contains(&true) {
            same.max(unfavourable)
        } else {
            same
        }
    }

    fn tells_answer(&self, line: &[i64]) -> bool {
        let options = &line[OPTIONS..];
        if line[ANSWERED] == 0 {
            return false;
        }
        let nobody_favourable = self.favourable.contains(&true)
            && options
                .iter()
                .zip(&self.favourable)
                .all(|(&people, &favourable)| !favourable || people == 0);
        nobody_favourable || (self.same_answer && tells_one(options))
    }
}

/// Whether at most one of the numbers is not 0.
fn tells_one(numbers: &[i64]) -> bool {
    let filled = numbers.iter().filter(|&&number| number != 0).count();
    filled == 1
}

/// `line -= other`.
pub(crate) fn subtract(line: &mut Line, other: &[i64]) {
    for (value, other) in line.iter_mut().zip(other) {
        *value -= other;
    }
}
