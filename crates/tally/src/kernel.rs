//! The three inner loops of the index: bit planes to one-hot lines, counts of lines by groups, and the size of an overlap.
//!
//! Eight groups lie side by side, one 64-bit word of people each ([`Lanes`]), so that one instruction counts one line
//! for eight groups and no sum across a register is ever needed. Each loop is written once, in safe Rust; what differs
//! is which instructions the compiler may use for it. The fastest set that the processor has is chosen when the program
//! runs; every set gives the same numbers, because they run the same source (a property test compares them all the same).
//!
//! # Proof of the `unsafe` blocks
//! A function with `#[target_feature]` is unsafe to call for one reason: the processor may lack the feature. Here such a
//! function is called only by a [`Kernel`] of that name; [`Kernel`]'s field is private to this module, and the two
//! functions that make one, [`Kernel::best`] and [`Kernel::available`], make it only after `is_x86_feature_detected!` has
//! found every feature in the function's list. The functions themselves are safe Rust without raw pointers.

#![expect(
    clippy::inline_always,
    reason = "a loop must be compiled inside the function that has the instructions, or it is compiled without them"
)]

#[cfg(test)]
mod tests;

/// One word of people for each of eight groups.
pub(crate) type Lanes = [u64; 8];

/// How many lanes lie side by side.
pub(crate) const LANES: usize = 8;

/// How many lines one pass over the groups counts: their sums stay in registers.
const TILE: usize = 6;

/// One-hot bitmaps of the same words of people, one after the other, each `words` long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lines<'a> {
    /// The bitmaps.
    pub bits: &'a [u64],
    /// The length of one of them.
    pub words: usize,
    /// The first word to count in each of them.
    pub first: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Instructions {
    /// What every processor of the target has.
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// A set of instructions that this processor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kernel(Instructions);

impl Kernel {
    /// The fastest set of this processor.
    pub fn best() -> Self {
        *Self::available()
            .last()
            .expect("the portable kernel is always available")
    }

    /// All sets of this processor, slowest first.
    pub fn available() -> Vec<Self> {
        let mut found = vec![Self(Instructions::Portable)];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
                found.push(Self(Instructions::Avx2));
            }
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vpopcntdq")
                && is_x86_feature_detected!("popcnt")
            {
                found.push(Self(Instructions::Avx512));
            }
        }
        found
    }

    /// Writes to `lines`, one after the other, the people with code `first`, with the next code, and so on: bit *k* of a
    /// code is in `planes[k]`. Planes are `words` long, and so is every line. Without planes everyone has code 0.
    pub fn expand(self, planes: &[&[u64]], words: usize, first: usize, lines: &mut [u64]) {
        if words == 0 {
            return;
        }
        match self.0 {
            Instructions::Portable => expand(planes, words, first, lines),
            // SAFETY: this kernel exists only where these features were found, see the proof at the top.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => unsafe { expand_avx2(planes, words, first, lines) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => unsafe { expand_avx512(planes, words, first, lines) },
        }
    }

    /// Adds to `counts[line * width + group]` the people who are in both, for `counts.len() / width` lines. `groups`
    /// holds the lanes of groups 0–7 for each of `words` words, then those of groups 8–15, and so on.
    pub fn tally(self, groups: &[Lanes], words: usize, lines: Lines, width: usize, counts: &mut [u32]) {
        if words == 0 || width == 0 {
            return;
        }
        match self.0 {
            Instructions::Portable => tally(groups, words, lines, width, counts),
            // SAFETY: this kernel exists only where these features were found, see the proof at the top.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => unsafe { tally_avx2(groups, words, lines, width, counts) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => unsafe { tally_avx512(groups, words, lines, width, counts) },
        }
    }

    /// How many people are in both bitmaps.
    pub fn overlap(self, one: &[u64], other: &[u64]) -> u32 {
        match self.0 {
            Instructions::Portable => overlap(one, other),
            // SAFETY: this kernel exists only where these features were found, see the proof at the top.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => unsafe { overlap_avx2(one, other) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => unsafe { overlap_avx512(one, other) },
        }
    }
}

/// The loops once more, compiled for a set of instructions.
#[cfg(target_arch = "x86_64")]
macro_rules! compiled_for {
    ($features:literal, $expand:ident, $tally:ident, $overlap:ident) => {
        #[target_feature(enable = $features)]
        fn $expand(planes: &[&[u64]], words: usize, first: usize, lines: &mut [u64]) {
            expand(planes, words, first, lines);
        }

        #[target_feature(enable = $features)]
        fn $tally(groups: &[Lanes], words: usize, lines: Lines, width: usize, counts: &mut [u32]) {
            tally(groups, words, lines, width, counts);
        }

        #[target_feature(enable = $features)]
        fn $overlap(one: &[u64], other: &[u64]) -> u32 {
            overlap(one, other)
        }
    };
}

#[cfg(target_arch = "x86_64")]
compiled_for!("avx2,popcnt", expand_avx2, tally_avx2, overlap_avx2);
#[cfg(target_arch = "x86_64")]
compiled_for!(
    "avx512f,avx512vl,avx512bw,avx512vpopcntdq,popcnt",
    expand_avx512,
    tally_avx512,
    overlap_avx512
);

#[inline(always)]
fn expand(planes: &[&[u64]], words: usize, first: usize, lines: &mut [u64]) {
    let Some(low) = planes.len().checked_sub(4) else {
        return expand_few(planes, words, first, lines);
    };
    // Four planes tell sixteen codes apart; the others must be as in the code.
    let (low, high) = planes.split_at(low);
    for (code, line) in (first..).zip(lines.chunks_exact_mut(words)) {
        expand_few(high, words, code >> low.len(), line);
        for (bit, plane) in low.iter().enumerate() {
            let flip = flip(code, bit);
            for (word, plane) in line.iter_mut().zip(*plane) {
                *word &= plane ^ flip;
            }
        }
    }
}

/// At most four planes.
#[inline(always)]
fn expand_few(planes: &[&[u64]], words: usize, first: usize, lines: &mut [u64]) {
    match *planes {
        [] => lines.fill(u64::MAX),
        [a] => expand_of([a], words, first, lines),
        [a, b] => expand_of([a, b], words, first, lines),
        [a, b, c] => expand_of([a, b, c], words, first, lines),
        [a, b, c, d, ..] => expand_of([a, b, c, d], words, first, lines),
    }
}

/// All lines in one pass over the planes.
#[inline(always)]
fn expand_of<const PLANES: usize>(planes: [&[u64]; PLANES], words: usize, first: usize, lines: &mut [u64]) {
    for (code, line) in (first..).zip(lines.chunks_exact_mut(words)) {
        let flips: [u64; PLANES] = std::array::from_fn(|bit| flip(code, bit));
        let planes = planes.map(|plane| &plane[..words]);
        for (at, word) in line.iter_mut().enumerate() {
            let mut people = u64::MAX;
            for (plane, flip) in planes.iter().zip(&flips) {
                people &= plane[at] ^ flip;
            }
            *word = people;
        }
    }
}

/// What makes a plane's bits 1 where they are as in the code.
#[inline(always)]
const fn flip(code: usize, bit: usize) -> u64 {
    if code >> bit & 1 == 1 { 0 } else { u64::MAX }
}

#[inline(always)]
fn overlap(one: &[u64], other: &[u64]) -> u32 {
    one.iter()
        .zip(other)
        .map(|(one, other)| (one & other).count_ones())
        .sum()
}

#[inline(always)]
fn tally(groups: &[Lanes], words: usize, lines: Lines, width: usize, counts: &mut [u32]) {
    for (block, people) in groups.chunks_exact(words).enumerate() {
        let group = block * LANES;
        let mut tiles = counts.chunks_exact_mut(TILE * width);
        let mut next = 0;
        for tile in &mut tiles {
            tile_of::<TILE>(people, lines, next, width, group, tile);
            next += TILE;
        }
        let rest = tiles.into_remainder();
        match rest.len() / width {
            0 => {}
            1 => tile_of::<1>(people, lines, next, width, group, rest),
            2 => tile_of::<2>(people, lines, next, width, group, rest),
            3 => tile_of::<3>(people, lines, next, width, group, rest),
            4 => tile_of::<4>(people, lines, next, width, group, rest),
            _ => tile_of::<5>(people, lines, next, width, group, rest),
        }
    }
}

/// Counts `SIZE` lines from `next` on for the eight groups from `group` on.
#[inline(always)]
fn tile_of<const SIZE: usize>(
    people: &[Lanes],
    lines: Lines,
    next: usize,
    width: usize,
    group: usize,
    counts: &mut [u32],
) {
    let here: [&[u64]; SIZE] = std::array::from_fn(|offset| {
        let first = (next + offset) * lines.words + lines.first;
        &lines.bits[first..first + people.len()]
    });
    let mut sums = [[0_u64; LANES]; SIZE];
    for (at, people) in people.iter().enumerate() {
        for (sums, line) in sums.iter_mut().zip(&here) {
            let word = line[at];
            for (sum, group) in sums.iter_mut().zip(people) {
                *sum += u64::from((group & word).count_ones());
            }
        }
    }
    let used = LANES.min(width - group);
    for (sums, row) in sums.iter().zip(counts.chunks_exact_mut(width)) {
        for (count, sum) in row[group..group + used].iter_mut().zip(sums) {
            *count += narrow(*sum);
        }
    }
}

#[inline(always)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "no wave holds more than 2^24 people"
)]
const fn narrow(sum: u64) -> u32 {
    sum as u32
}
