//! How long the index takes: `cube PEOPLE ITEMS SCHOOLS RUNS [FILE]` makes a survey, writes its columns to FILE for other
//! programs to count, and prints the best of RUNS times. `bench/tally/run` calls it and its peers.

#![expect(clippy::print_stdout, reason = "its output is its purpose")]
#![expect(clippy::unwrap_used, reason = "a measurement stops where it fails")]

use std::io::Write;
use std::time::Instant;

use tally::{
    Answers, Breakdown, Coded, Cube, Dimension, Filter, Geography, Index, Item, LevelAt, Membership, Missing,
    Place, PlaceAt,
};

const LEVELS: [(&str, usize); 5] = [("grade", 8), ("gender", 3), ("race", 8), ("el", 2), ("swd", 2)];
const OPTIONS: usize = 5;

/// `SplitMix64` (Steele, Lea and Flood 2014): the same survey on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

struct Survey {
    items: Vec<Item>,
    dimensions: Vec<Dimension>,
    schools: Vec<u32>,
    places: Vec<Place>,
}

/// Schools of skewed sizes in agencies of ten, agencies in regions of ten, regions in a state; people in no order.
fn survey(people: usize, items: usize, schools: usize) -> Survey {
    let mut numbers = Numbers(20_240_601);
    let mut column = |options: usize| -> Vec<u8> {
        let mut draw = || match numbers.below(20) {
            0 => Missing::Skipped.code(),
            _ => u8::try_from(numbers.below(options).max(numbers.below(options))).unwrap(),
        };
        (0..people).map(|_| draw()).collect()
    };
    let texts = |count: usize| (1..=count).map(|number| number.to_string()).collect::<Vec<_>>();
    let items = (0..items).map(|item| Item {
        id: format!("q{item}"),
        options: texts(OPTIONS),
        codes: column(OPTIONS),
    });
    let items = items.collect();
    let mut numbers = Numbers(7);
    let dimensions = LEVELS.iter().map(|&(id, levels)| Dimension {
        id: id.to_owned(),
        levels: texts(levels),
        membership: Membership::Single(
            (0..people)
                .map(|_| u16::try_from(numbers.below(levels).min(numbers.below(levels))).unwrap())
                .collect(),
        ),
    });
    let dimensions = dimensions.collect();
    let schools_of = (0..people).map(|_| {
        let (one, other, third) = (
            numbers.below(schools),
            numbers.below(schools),
            numbers.below(schools),
        );
        u32::try_from(one * (other + third) / (2 * schools)).unwrap()
    });
    let schools_of = schools_of.collect();
    let (agencies, regions) = (schools.div_ceil(10), schools.div_ceil(100));
    let mut places = Vec::new();
    let mut layer = |count: usize, kind: &str, first_parent: Option<usize>| {
        for number in 0..count {
            places.push(Place {
                id: number.to_string(),
                kind: kind.to_owned(),
                parent: first_parent.map(|first| first + number / 10),
            });
        }
    };
    layer(schools, "school", Some(schools));
    layer(agencies, "agency", Some(schools + agencies));
    for (count, kind) in [(regions, "region"), (regions.div_ceil(1000), "state")] {
        let state = (kind == "region").then_some(schools + agencies + regions);
        for number in 0..count {
            places.push(Place {
                id: number.to_string(),
                kind: kind.to_owned(),
                parent: state,
            });
        }
    }
    Survey {
        items,
        dimensions,
        schools: schools_of,
        places,
    }
}

/// Columns one after the other: school `u32` per person, then a byte per person for each dimension and each item; a
/// missing answer is 5.
fn write(survey: &Survey, path: &str) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    for school in &survey.schools {
        file.write_all(&school.to_le_bytes()).unwrap();
    }
    for dimension in &survey.dimensions {
        let Membership::Single(levels) = &dimension.membership else {
            continue;
        };
        let bytes: Vec<u8> = levels.iter().map(|&level| u8::try_from(level).unwrap()).collect();
        file.write_all(&bytes).unwrap();
    }
    for item in &survey.items {
        let bytes: Vec<u8> = item.codes.iter().map(|&code| code.min(5)).collect();
        file.write_all(&bytes).unwrap();
    }
}

/// The best time of some runs in milliseconds, and the last result.
#[expect(
    clippy::disallowed_methods,
    reason = "measuring time is what this program is for"
)]
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let mut least = f64::INFINITY;
    let mut result = None;
    for _ in 0..runs {
        drop(result.take());
        let start = Instant::now();
        result = Some(work());
        least = least.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    (least, result.unwrap())
}

/// Counts that are not zero, their sum, and the sum of each times a number made from its position: school, group, item
/// and option, the last running fastest. Others must find the same three.
fn checksum(cube: &Cube, schools: usize, items: usize) -> (usize, u64, u64) {
    let (mut filled, mut sum, mut mixed) = (0, 0_u64, 0_u64);
    let groups = cube.groups().len();
    for school in 0..schools {
        for item in 0..items {
            for option in 0..OPTIONS {
                let entry = Coded::Option(u8::try_from(option).unwrap());
                let counts = cube
                    .with_entry(PlaceAt::Place(school), item, entry)
                    .unwrap()
                    .unwrap();
                for (group, &count) in counts.iter().enumerate() {
                    let at = ((school * groups + group) * items + item) * OPTIONS + option;
                    filled += usize::from(count > 0);
                    sum += u64::from(count);
                    let weight = (at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                    mixed = mixed.wrapping_add(u64::from(count).wrapping_mul(weight));
                }
            }
        }
    }
    (filled, sum, mixed)
}

/// Somebody's question: in grade 3 or of race 5 or 6, no English learner, and unhappy with the first item but not with
/// the second.
fn unforeseen() -> Filter {
    let level = |dimension, level| Filter::Level(LevelAt { dimension, level });
    let entry = |item, option| Filter::Entry {
        item,
        entry: Coded::Option(option),
    };
    Filter::All(vec![
        Filter::Any(vec![level(0, 3), level(2, 5), level(2, 6)]),
        Filter::Not(Box::new(level(3, 1))),
        Filter::Any(vec![entry(0, 0), entry(0, 1)]),
        Filter::Not(Box::new(Filter::Any(vec![entry(1, 0), entry(1, 1)]))),
    ])
}

fn memory_peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, otherwise: usize| {
        let given = arguments.get(at).map(|text| text.parse().unwrap());
        given.unwrap_or(otherwise)
    };
    let (people, items, schools) = (number(0, 1_000_000), number(1, 40), number(2, 1_000));
    let runs = number(3, 7);
    let survey = survey(people, items, schools);
    if let Some(path) = arguments.get(4) {
        write(&survey, path);
    }
    let Survey {
        items: columns,
        dimensions,
        schools: schools_of,
        places,
    } = survey;
    let say = |what: &str, found: f64, unit: &str| println!("tally\t{what}\t{found:.2}\t{unit}");
    // From columns to counts once, as if each had just come in.
    let mut parts = Some((columns, dimensions));
    let (time, answers) = best(1, || {
        let (items, dimensions) = parts.take().unwrap();
        Answers::new(people, items, dimensions).unwrap()
    });
    say("columns checked", time, "ms");
    let geography = Geography::new(places, Vec::new(), schools_of).unwrap();
    let (time, _) = best(runs, || Index::build(&answers, &geography, 2).unwrap());
    say("index built, 2 threads", time, "ms");
    let (time, index) = best(runs, || Index::build(&answers, &geography, 1).unwrap());
    say("index built, 1 thread", time, "ms");
    let mut breakdown = Breakdown::every(&index);
    // What is short is easily disturbed, so it is tried more often.
    let often = runs * 20;
    let (time, cube) = best(often, || index.cube(&breakdown).unwrap());
    say("cube, 1 thread", time, "ms");
    say("memory at most, with the columns", memory_peak_mb(), "MiB");
    let (filled, sum, mixed) = checksum(&cube, schools, items);
    drop(cube);
    let (time, distributions) = best(often, || index.distributions(&unforeseen(), None).unwrap());
    say("unforeseen filter, every item, whole state", time, "ms");
    let mut keys = Numbers(3);
    let keys: Vec<u32> = (0..people).map(|_| (keys.next() >> 32) as u32).collect();
    let numbered = index.numbered(&keys).unwrap();
    for (whom, filter) in [("of it", unforeseen()), ("of everyone", Filter::Everyone)] {
        let (time, _) = best(runs, || index.keyed(&filter, None, &numbered).unwrap());
        say(&format!("counts with sums of keys, {whom}"), time, "ms");
    }
    breakdown.threads = 2;
    let (time, _) = best(often, || index.cube(&breakdown).unwrap());
    say("cube, 2 threads", time, "ms");
    breakdown.threads = 1;
    breakdown.pairs = vec![(0, 2)];
    let (time, _) = best(runs, || index.cube(&breakdown).unwrap());
    say("cube with grade by race, 1 thread", time, "ms");
    let (time, bytes) = best(runs, || index.to_bytes());
    say("bytes written, with checksum", time, "ms");
    println!("tally\tbytes\t{}\tMB", bytes.len() / 1_000_000);
    let aligned: Vec<u64> = bytes
        .as_chunks::<8>()
        .0
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .collect();
    let (time, opened) = best(runs, || Index::view(bytemuck::cast_slice(&aligned)).unwrap());
    say("opened and verified", time, "ms");
    assert_eq!(opened, index);
    println!("checksum\t{filled}\t{sum}\t{mixed}\t{}", distributions.people);
}
