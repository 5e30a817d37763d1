//! The JJ text format of the cell-suppression field (τ-ARGUS, sdcTable, the instances of Fischetti and Salazar).
//!
//! A line with 0, which may be missing; the number of cells; a line per cell: id, value, weight, status (`u`, `s`, `z`,
//! `f`), lower and upper bound, lower, upper and sliding protection level; the number of relations; a line per relation:
//! right-hand side, number of terms, a colon, and `id (coefficient)` as often. Blank lines are passed over.
//!
//! Numbers may have decimals. They are kept exactly, as whole numbers of the finest unit that occurs: one for values,
//! bounds, levels and right-hand sides, another for weights.

use crate::Error;
use crate::suppress::{Cell, Levels, Numbers, Problem, Relation, Status, Term};

/// The most decimals.
const DECIMALS: u32 = 9;

/// A problem as a JJ file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The problem; its values count units of `10^-value_decimals`, its weights units of `10^-weight_decimals`.
    pub problem: Problem,
    /// Decimals of values, bounds, levels and right-hand sides.
    pub value_decimals: u32,
    /// Decimals of weights.
    pub weight_decimals: u32,
}

/// Why a text is no JJ instance.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// The text ends too early.
    #[error("the text ends here; {expected} should follow")]
    Ends {
        /// What should follow.
        expected: &'static str,
    },
    /// Something follows that should not.
    #[error("nothing should follow here, found {found:?}")]
    Follows {
        /// What was found, at most 40 characters of it.
        found: String,
    },
    /// A field is not what it should be.
    #[error("{expected} should stand here, found {found:?}")]
    Field {
        /// What should stand there.
        expected: &'static str,
        /// What was found, at most 40 characters of it.
        found: String,
    },
    /// A relation has another number of terms than it says.
    #[error("the relation has {found} terms and says {said}")]
    Terms {
        /// Terms found.
        found: usize,
        /// The number stated.
        said: usize,
    },
}

/// A number as it stands: digits without the point, and how many of them follow it.
#[derive(Debug, Clone, Copy)]
struct Decimal {
    digits: i64,
    decimals: u32,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let part = part.trim_end_matches('0');
        let decimals = u32::try_from(part.len())
            .ok()
            .filter(|found| *found <= DECIMALS)?;
        let digits = [whole, part].concat();
        if digits.is_empty() && !unsigned.contains('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits: i64 = if digits.is_empty() {
            0
        } else {
            digits.parse().ok()?
        };
        Some(Self {
            digits: sign * digits,
            decimals,
        })
    }

    /// The number in units of `10^-decimals`.
    fn in_units(self, decimals: u32) -> Option<i64> {
        let factor = 10_i64.checked_pow(decimals.checked_sub(self.decimals)?)?;
        self.digits.checked_mul(factor)
    }
}

struct RawCell<'a> {
    line: usize,
    id: u32,
    status: Status,
    weight: Decimal,
    /// Value, lower and upper bound, lower, upper and sliding level.
    numbers: [Decimal; 6],
    text: &'a str,
}

struct Lines<'a> {
    rest: Vec<(usize, &'a str)>,
    next: usize,
    last: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
        let rest: Vec<(usize, &str)> = numbered.filter(|(_, line)| !line.is_empty()).collect();
        let last = text.lines().count().max(1);
        Self { rest, next: 0, last }
    }

    fn peek(&self, ahead: usize) -> Option<&'a str> {
        self.rest.get(self.next + ahead).map(|(_, line)| *line)
    }

    fn next(&mut self, expected: &'static str) -> Result<(usize, &'a str), Error> {
        let line = self.rest.get(self.next).copied();
        self.next += 1;
        line.ok_or_else(|| misread(self.last, Misread::Ends { expected }))
    }

    fn count(&mut self, expected: &'static str) -> Result<usize, Error> {
        let (line, text) = self.next(expected)?;
        text.parse().map_err(|_| field(line, expected, text))
    }
}

/// Reads an instance. The attacker is the literature's, who solves linear programs ([`Numbers::Real`]); see
/// [`Problem::with_numbers`] for counts.
///
/// # Errors
/// [`Error::Jj`] with the line; [`Error::Problem`] when cells and relations do not fit together.
pub fn read(text: &str) -> Result<Instance, Error> {
    let mut lines = Lines::of(text);
    let single = |line: Option<&str>| line.is_some_and(|line| line.split_whitespace().count() == 1);
    if lines.peek(0) == Some("0") && single(lines.peek(1)) && lines.peek(2).is_some() {
        lines.next += 1;
    }
    let count = lines.count("the number of cells")?;
    let mut raw = Vec::new();
    for _ in 0..count {
        let (line, text) = lines.next("a cell")?;
        raw.push(cell(line, text)?);
    }
    let count = lines.count("the number of relations")?;
    let mut relations = Vec::new();
    for _ in 0..count {
        let (line, text) = lines.next("a relation")?;
        relations.push((line, text, relation(line, text)?));
    }
    if let Some(&(line, text)) = lines.rest.get(lines.next) {
        return Err(misread(line, Misread::Follows { found: short(text) }));
    }
    settle(&raw, relations)
}

type RawRelation<'a> = (usize, &'a str, (Decimal, Vec<Term>));

/// Brings all numbers to their finest unit.
fn settle(raw: &[RawCell<'_>], relations: Vec<RawRelation<'_>>) -> Result<Instance, Error> {
    let in_cells = raw.iter().flat_map(|cell| cell.numbers);
    let in_relations = relations.iter().map(|(_, _, (right, _))| *right);
    let decimals = in_cells.chain(in_relations).map(|number| number.decimals);
    let value_decimals = decimals.max().unwrap_or(0);
    let weight_decimals = raw.iter().map(|cell| cell.weight.decimals).max().unwrap_or(0);
    let large = |line, text| field(line, "numbers that fit when written with the same decimals", text);
    let mut cells = Vec::with_capacity(raw.len());
    for cell in raw {
        let fail = || large(cell.line, cell.text);
        let mut numbers = [0; 6];
        for (number, raw) in numbers.iter_mut().zip(cell.numbers) {
            *number = raw.in_units(value_decimals).ok_or_else(fail)?;
        }
        let [value, low, high, lower, upper, sliding] = numbers;
        let weight = cell.weight.in_units(weight_decimals).ok_or_else(fail)?;
        cells.push(Cell {
            id: cell.id,
            value,
            weight: u64::try_from(weight).map_err(|_| fail())?,
            status: cell.status,
            lower: low,
            upper: high,
            levels: Levels {
                lower,
                upper,
                sliding,
            },
        });
    }
    let mut equations = Vec::with_capacity(relations.len());
    for (line, text, (right, terms)) in relations {
        let right = right.in_units(value_decimals).ok_or_else(|| large(line, text))?;
        equations.push(Relation { right, terms });
    }
    Ok(Instance {
        problem: Problem::new(cells, equations, Numbers::Real)?,
        value_decimals,
        weight_decimals,
    })
}

fn cell(line: usize, text: &str) -> Result<RawCell<'_>, Error> {
    const EXPECTED: &str =
        "id, value, weight, status, lower and upper bound, lower, upper and sliding protection level";
    let fail = || field(line, EXPECTED, text);
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [id, value, weight, status, low, high, lower, upper, sliding] = fields[..] else {
        return Err(fail());
    };
    let status = match status {
        "u" => Status::Sensitive,
        "s" => Status::Suppressible,
        "z" => Status::Zero,
        "f" => Status::Fixed,
        _ => return Err(field(line, "a status u, s, z or f", status)),
    };
    let number = |text| Decimal::read(text).ok_or_else(|| field(line, "a number", text));
    Ok(RawCell {
        line,
        id: id.parse().map_err(|_| field(line, "an id", id))?,
        status,
        weight: number(weight)?,
        numbers: [
            number(value)?,
            number(low)?,
            number(high)?,
            number(lower)?,
            number(upper)?,
            number(sliding)?,
        ],
        text,
    })
}

fn relation(line: usize, text: &str) -> Result<(Decimal, Vec<Term>), Error> {
    let fail = |text| {
        field(
            line,
            "right-hand side, number of terms, `:`, and `id (coefficient)`",
            text,
        )
    };
    let (head, tail) = text.split_once(':').ok_or_else(|| fail(text))?;
    let head: Vec<&str> = head.split_whitespace().collect();
    let [right, count] = head[..] else {
        return Err(fail(text));
    };
    let right = Decimal::read(right).ok_or_else(|| field(line, "a number", right))?;
    let said: usize = count
        .parse()
        .map_err(|_| field(line, "a number of terms", count))?;
    let mut terms = Vec::new();
    let mut rest = tail.trim_start();
    while !rest.is_empty() {
        let (id, after) = rest.split_once('(').ok_or_else(|| fail(rest))?;
        let (by, after) = after.split_once(')').ok_or_else(|| fail(rest))?;
        let id = id.trim().parse().map_err(|_| field(line, "an id", id))?;
        let coefficient = Decimal::read(by.trim()).and_then(|by| by.in_units(0));
        let coefficient = coefficient.ok_or_else(|| field(line, "a whole coefficient", by))?;
        terms.push((id, coefficient));
        rest = after.trim_start();
    }
    if terms.len() != said {
        let found = terms.len();
        return Err(misread(line, Misread::Terms { found, said }));
    }
    Ok((right, terms))
}

fn field(line: usize, expected: &'static str, found: &str) -> Error {
    let found = short(found);
    misread(line, Misread::Field { expected, found })
}

fn misread(line: usize, reason: Misread) -> Error {
    Error::Jj { line, reason }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Writes an instance; [`read`] gives it back.
pub fn write(instance: &Instance) -> String {
    let value = |number: i64| decimal(i128::from(number), instance.value_decimals);
    let cells = instance.problem.cells();
    let relations = instance.problem.relations();
    let mut text = format!("0\n{}\n", cells.len());
    for cell in cells {
        let status = match cell.status {
            Status::Sensitive => 'u',
            Status::Suppressible => 's',
            Status::Zero => 'z',
            Status::Fixed => 'f',
        };
        let Levels {
            lower,
            upper,
            sliding,
        } = cell.levels;
        let weight = decimal(i128::from(cell.weight), instance.weight_decimals);
        text += &[&cell.id.to_string(), " ", &value(cell.value), " ", &weight, " "].concat();
        text.push(status);
        for number in [cell.lower, cell.upper, lower, upper, sliding] {
            text.push(' ');
            text += &value(number);
        }
        text.push('\n');
    }
    text += &relations.len().to_string();
    text.push('\n');
    for relation in relations {
        text += &[
            &value(relation.right),
            " ",
            &relation.terms.len().to_string(),
            " :",
        ]
        .concat();
        for (id, by) in &relation.terms {
            text += &[" ", &id.to_string(), " (", &by.to_string(), ")"].concat();
        }
        text.push('\n');
    }
    text
}

/// A number of units of `10^-decimals` as people write it.
pub fn decimal(units: i128, decimals: u32) -> String {
    if decimals == 0 {
        return units.to_string();
    }
    let factor = 10_u128.pow(decimals.min(30));
    let (whole, part) = (units.unsigned_abs() / factor, units.unsigned_abs() % factor);
    let sign = if units < 0 { "-" } else { "" };
    let part = format!("{part:0width$}", width = decimals as usize);
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}
