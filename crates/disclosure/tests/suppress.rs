//! Patterns, audits and the worked example of the literature.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::BTreeSet;

use disclosure::jj;
use disclosure::suppress::{Budget, intervals, optimum};

/// The worked example of Fischetti and Salazar (2001): 16 numbers, one of them sensitive.
const EXAMPLE: &str = "0
16
0 20 20 s 0 1000 0 0 0
1 50 50 s 0 1000 0 0 0
2 10 10 s 0 1000 0 0 0
3 80 80 s 0 1000 0 0 0
4 8 8 s 0 1000 0 0 0
5 19 19 s 0 1000 0 0 0
6 22 22 u 0 1000 5 8 0
7 49 49 s 0 1000 0 0 0
8 17 17 s 0 1000 0 0 0
9 32 32 s 0 1000 0 0 0
10 12 12 s 0 1000 0 0 0
11 61 61 s 0 1000 0 0 0
12 45 45 s 0 1000 0 0 0
13 101 101 s 0 1000 0 0 0
14 44 44 s 0 1000 0 0 0
15 190 190 s 0 1000 0 0 0
8
0 4 : 3 (-1) 0 (1) 1 (1) 2 (1)
0 4 : 7 (-1) 4 (1) 5 (1) 6 (1)
0 4 : 11 (-1) 8 (1) 9 (1) 10 (1)
0 4 : 15 (-1) 12 (1) 13 (1) 14 (1)
0 4 : 12 (-1) 0 (1) 4 (1) 8 (1)
0 4 : 13 (-1) 1 (1) 5 (1) 9 (1)
0 4 : 14 (-1) 2 (1) 6 (1) 10 (1)
0 4 : 15 (-1) 3 (1) 7 (1) 11 (1)
";

#[test]
fn optimum_of_the_worked_example_is_that_of_the_authors() {
    let instance = jj::read(EXAMPLE).unwrap();
    let pattern = optimum(&instance.problem, Budget::unlimited()).unwrap();
    assert_eq!(pattern.hidden, BTreeSet::from([4, 6, 8, 10]));
    assert_eq!((pattern.cost, pattern.secondary_cost), (59, 37));
    assert!(pattern.is_proved());
    let found = intervals(&instance.problem, &pattern.hidden, &BTreeSet::from([6]));
    assert_eq!((found[0].low, found[0].high), (5.0, 30.0));
}
