//! Tiny random tables for properties.

use disclosure::suppress::{Cell, Levels, Numbers, Problem, Relation, Status};
use proptest::prelude::*;

/// The least group that is shown.
pub const LEAST: i64 = 3;

fn cell(id: u32, value: i64, upper: i64, weight: u64, fixed: bool) -> Cell {
    let status = if fixed {
        Status::Fixed
    } else if value > 0 && value < LEAST {
        Status::Sensitive
    } else {
        Status::Suppressible
    };
    Cell {
        id,
        value,
        weight,
        status,
        lower: 0,
        upper,
        levels: Levels::of_small(value, LEAST),
    }
}

/// Two-way tables of two rows and up to three columns with totals; the grand total is shown, other totals may be hidden.
pub fn two_way() -> impl Strategy<Value = Problem> {
    (2..3_usize, 2..4_usize).prop_flat_map(|(rows, columns)| {
        let inner = rows * columns;
        let all = inner + rows + columns;
        (
            prop::collection::vec(0..5_i64, inner),
            prop::collection::vec(1..9_u64, all),
            prop::collection::vec(any::<bool>(), rows + columns),
        )
            .prop_map(move |(values, weights, shown)| table(rows, columns, &values, &weights, &shown))
    })
}

fn table(rows: usize, columns: usize, values: &[i64], weights: &[u64], shown: &[bool]) -> Problem {
    let inner = rows * columns;
    let id = |at: usize| u32::try_from(at).unwrap();
    let row = |at: usize| (0..columns).map(move |column| at * columns + column);
    let column = |at: usize| (0..rows).map(move |row| row * columns + at);
    let mut groups: Vec<Vec<usize>> = (0..rows).map(|at| row(at).collect()).collect();
    groups.extend((0..columns).map(|at| column(at).collect::<Vec<usize>>()));
    let sum = |group: &[usize]| group.iter().map(|&at| values[at]).sum::<i64>();
    let mut cells: Vec<Cell> = (0..inner)
        .map(|at| cell(id(at), values[at], 5, weights[at], false))
        .collect();
    let mut relations = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let total = id(inner + at);
        let is_fixed = shown[at] || sum(group) < LEAST;
        cells.push(cell(
            total,
            sum(group),
            sum(group) + 3,
            weights[inner + at],
            is_fixed,
        ));
        let terms = group.iter().map(|&at| (id(at), 1)).chain([(total, -1)]);
        relations.push(Relation {
            right: 0,
            terms: terms.collect(),
        });
    }
    let grand: i64 = values.iter().sum();
    for totals in [0..rows, rows..rows + columns] {
        let terms = totals.map(|at| (id(inner + at), 1)).collect();
        relations.push(Relation { right: grand, terms });
    }
    Problem::new(cells, relations, Numbers::Whole).unwrap()
}

/// Any relations over few cells, with coefficients up to 2, so that tables of whole numbers and linear programs differ.
pub fn tangled() -> impl Strategy<Value = Problem> {
    let cell_of = (0..5_i64, 1..9_u64, 0..8_u8);
    let relation = prop::collection::vec(
        prop_oneof![3 => Just(0_i64), 3 => Just(1), 2 => Just(-1), 1 => Just(2)],
        7,
    );
    (
        prop::collection::vec(cell_of, 7),
        prop::collection::vec(relation, 1..4),
    )
        .prop_map(|(given, rows)| {
            let cells: Vec<Cell> = given
                .iter()
                .zip(0..)
                .map(|(&(value, weight, fixed), id)| cell(id, value, 6, weight, fixed == 0))
                .collect();
            let relations = rows
                .iter()
                .map(|factors| {
                    let terms: Vec<(u32, i64)> = factors
                        .iter()
                        .zip(0..)
                        .filter(|(by, _)| **by != 0)
                        .map(|(&by, id)| (id, by))
                        .collect();
                    let right = terms.iter().map(|&(id, by)| by * given[id as usize].0).sum();
                    Relation { right, terms }
                })
                .collect();
            Problem::new(cells, relations, Numbers::Whole).unwrap()
        })
}
