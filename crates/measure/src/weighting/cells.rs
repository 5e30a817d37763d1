//! People of the same cells are alike to a model of groupings, so they are counted once per combination.

use crate::Error;

/// The combinations of cells that occur, in order of their cells.
#[derive(Debug, Clone)]
pub(super) struct Combinations {
    /// Cells of each combination, one per grouping.
    pub(super) cells: Vec<Vec<u32>>,
    /// The combination of each row.
    pub(super) of_row: Vec<u32>,
}

impl Combinations {
    /// Finds them by one sort; `limits` are the numbers of cells per grouping.
    pub(super) fn new(groupings: &[&[u32]], limits: &[usize]) -> Result<Self, Error> {
        let possible = limits
            .iter()
            .try_fold(1_u64, |product, &limit| product.checked_mul(limit as u64))
            .ok_or(Error::TooMany {
                what: "combinations of cells",
                found: u64::MAX,
                most: u64::MAX - 1,
            })?;
        debug_assert!(possible > 0, "every grouping has a cell");
        let rows = groupings.first().map_or(0, |grouping| grouping.len());
        let key = |row: usize| {
            groupings
                .iter()
                .zip(limits)
                .fold(0_u64, |key, (grouping, &limit)| {
                    key * limit as u64 + u64::from(grouping[row])
                })
        };
        let keys: Vec<u64> = (0..rows).map(key).collect();
        let mut order: Vec<usize> = (0..rows).collect();
        order.sort_unstable_by_key(|&row| (keys[row], row));
        let mut cells: Vec<Vec<u32>> = Vec::new();
        let mut of_row = vec![0; rows];
        let mut before = None;
        let mut current = 0_u32;
        for row in order {
            if before != Some(keys[row]) {
                current = u32::try_from(cells.len()).map_err(|_| Error::TooMany {
                    what: "combinations of cells",
                    found: cells.len() as u64,
                    most: u64::from(u32::MAX),
                })?;
                cells.push(groupings.iter().map(|grouping| grouping[row]).collect());
                before = Some(keys[row]);
            }
            of_row[row] = current;
        }
        Ok(Self { cells, of_row })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }
}
