//! Every set of instructions gives what the portable one gives, and that is what counting bit by bit gives.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn bit(words: &[u64], at: usize) -> bool {
    words[at / 64] >> (at % 64) & 1 == 1
}

/// Words with few, half or all bits set.
fn word() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), Just(u64::MAX), any::<u64>()]
}

proptest! {
    #[test]
    fn tally_every_kernel_counts_every_bit(
        (words, width, count) in (1..40_usize, 1..30_usize, 0..20_usize),
        (before, after) in (0..3_usize, 0..3_usize),
        seed in vec(word(), 400),
        begun in 0..5_u32,
    ) {
        let take = |length: usize, from: usize| -> Vec<u64> {
            (0..length).map(|at| seed[(at * 7 + from) % seed.len()].rotate_left(u32::try_from(at % 64).unwrap_or(0))).collect()
        };
        let groups: Vec<Lanes> = (0..words * width.div_ceil(LANES))
            .map(|at| std::array::from_fn(|lane| take(LANES, at * LANES)[lane]))
            .collect();
        let long = before + words + after;
        let bits = take(count * long, 11);
        let lines = Lines { bits: &bits, words: long, first: before };
        let mut expected = vec![begun; count * width];
        for (at, counted) in expected.iter_mut().enumerate() {
            let (line, group) = (at / width, at % width);
            for word in 0..words {
                let people = groups[group / LANES * words + word][group % LANES];
                *counted += (bits[line * long + before + word] & people).count_ones();
            }
        }
        for kernel in Kernel::available() {
            let mut counts = vec![begun; count * width];
            kernel.tally(&groups, words, lines, width, &mut counts);
            prop_assert_eq!(&counts, &expected, "{:?}", kernel);
        }
    }

    #[test]
    fn expand_every_kernel_finds_the_codes(
        planes in (0..10_usize, 0..40_usize).prop_flat_map(|(planes, words)| vec(vec(word(), words), planes)),
        (first, count) in (0..300_usize, 0..6_usize),
    ) {
        let words = planes.first().map_or(3, Vec::len);
        let planes: Vec<&[u64]> = planes.iter().map(Vec::as_slice).collect();
        let first = first % (1 << planes.len());
        let count = count.min((1 << planes.len()) - first);
        for kernel in Kernel::available() {
            let mut lines = vec![7; words * count];
            kernel.expand(&planes, words, first, &mut lines);
            for (code, line) in (first..).zip(lines.chunks_exact(words.max(1))) {
                for at in 0..words * 64 {
                    let found = (0..planes.len()).all(|plane| bit(planes[plane], at) == (code >> plane & 1 == 1));
                    prop_assert_eq!(bit(line, at), found, "{:?}", kernel);
                }
            }
        }
    }

    #[test]
    fn overlap_every_kernel_counts_every_bit(pairs in vec((word(), word()), 0..100)) {
        let (one, other): (Vec<u64>, Vec<u64>) = pairs.into_iter().unzip();
        let expected = (0..one.len() * 64).filter(|&at| bit(&one, at) && bit(&other, at)).count();
        for kernel in Kernel::available() {
            prop_assert_eq!(kernel.overlap(&one, &other) as usize, expected, "{:?}", kernel);
        }
    }
}
