//! Blocks of a large part: where it is cut so that each piece is small enough to search.
//!
//! Cells are put into blocks along their relations, short relations first; a relation that would make a block too large
//! *spans* blocks. Two attackers frame the true one. Who also knows, for each block, what a spanning relation adds up to
//! there knows more: what is safe from them is safe. Who does not know the spanning relations knows less: what protects
//! from them at least cost bounds every safe pattern from below. Against both, the part falls into pieces.

use super::part::{Groups, Part, peel, split};
use super::problem::{Equation, Problem};

/// The most cells of a block, unless a budget says otherwise.
pub(super) const BLOCK: usize = 3_500;

/// What an attacker knows about relations that span blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spanning {
    /// What they add up to in each block.
    ByBlock,
    /// Nothing.
    Unknown,
}

/// The block of each cell of a part, by the least cell of the block.
fn blocks(part: &Part, most: usize) -> Vec<usize> {
    let mut groups = Groups::new(part.places.len());
    let mut size = vec![1_usize; part.places.len()];
    let mut order: Vec<usize> = (0..part.rows.len()).collect();
    order.sort_by_key(|&row| (part.rows[row].len(), row));
    for row in order {
        for pair in part.rows[row].windows(2) {
            let (one, other) = (groups.top(pair[0].0), groups.top(pair[1].0));
            let together = size[one] + size[other];
            if one != other && together <= most {
                groups.join(one, other);
                size[one.min(other)] = together;
            }
        }
    }
    (0..part.places.len()).map(|at| groups.top(at)).collect()
}

/// The pieces into which a part falls for an attacker, in blocks of at most so many cells. Sensitive cells may be exposed
/// in them that the part as a whole protects.
pub(crate) fn pieces(problem: &Problem, part: &Part, most: usize, spanning: Spanning) -> Vec<Part> {
    let block = blocks(part, most);
    let mut equations: Vec<Equation> = Vec::new();
    for row in &part.rows {
        let mut terms: Vec<(usize, usize, i64)> = row
            .iter()
            .map(|&(at, by)| (block[at], part.places[at], by))
            .collect();
        terms.sort_unstable();
        let by_block: Vec<_> = terms.chunk_by(|one, other| one.0 == other.0).collect();
        if by_block.len() > 1 && spanning == Spanning::Unknown {
            continue;
        }
        let terms_of = |chunk: &[(usize, usize, i64)]| chunk.iter().map(|term| (term.1, term.2)).collect();
        equations.extend(by_block.into_iter().map(|chunk| (0, terms_of(chunk))));
    }
    let mut open = vec![false; problem.cells().len()];
    part.places.iter().for_each(|&place| open[place] = true);
    peel(problem, &mut open, &equations);
    split(problem, &open, &equations)
}
