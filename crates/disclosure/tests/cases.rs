//! Small waves in which one thing would expose people, each with what is hidden for it; and stored releases that somebody
//! changed and sealed again.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use disclosure::rules::{Purpose, Rules};
use disclosure::{
    Ask, AskItem, AskScale, Breach, Cell, Cut, Error, Group, Kind, Protection, Released, Report, Rule,
    release, reopen,
};
use sha2::{Digest, Sha256};
use tally::{Answers, Dimension, Item, Membership, Missing};

const LEAST: u32 = 10;

/// People are laid out in blocks of (people, level in each dimension, answers to each item cycling through a list).
#[derive(Default)]
struct Wave {
    levels: Vec<Vec<u16>>,
    codes: Vec<Vec<u8>>,
}

impl Wave {
    fn new(dimensions: usize, items: usize) -> Self {
        Self {
            levels: vec![Vec::new(); dimensions],
            codes: vec![Vec::new(); items],
        }
    }

    fn block(mut self, people: usize, levels: &[u16], codes: &[&[u8]]) -> Self {
        for (column, level) in self.levels.iter_mut().zip(levels) {
            column.extend(std::iter::repeat_n(*level, people));
        }
        for (column, codes) in self.codes.iter_mut().zip(codes) {
            column.extend(codes.iter().cycle().take(people));
        }
        self
    }

    fn answers(self, levels: &[usize]) -> Answers {
        let people = self.codes[0].len();
        let items = self.codes.into_iter().enumerate().map(|(at, codes)| {
            let options = ["never", "often", "always"].map(str::to_owned).to_vec();
            Item {
                id: format!("i{at}"),
                options,
                codes,
            }
        });
        let dimensions = self
            .levels
            .into_iter()
            .zip(levels)
            .enumerate()
            .map(|(at, (column, levels))| Dimension {
                id: format!("d{at}"),
                levels: (0..*levels).map(|level| level.to_string()).collect(),
                membership: Membership::Single(column),
            });
        Answers::new(people, items.collect(), dimensions.collect()).unwrap()
    }
}

/// Answers of all kinds.
const MIXED: &[u8] = &[0, 1, 2];

fn ask(answers: &Answers) -> Ask {
    let item = |item: &Item| AskItem {
        item: item.id.clone(),
        favourable: vec![false, true, true],
        reversed: false,
    };
    let scale = AskScale {
        scale: "s".to_owned(),
        items: answers.items().iter().map(|item| item.id.clone()).collect(),
        rule: Rule::ShareOfPeople,
        cut: Cut::from_hundredths(200).unwrap(),
        least_answered: 1,
    };
    let dimensions = answers
        .dimensions()
        .iter()
        .map(|dimension| dimension.id.clone())
        .collect();
    Ask {
        items: answers.items().iter().map(item).collect(),
        scales: vec![scale],
        dimensions,
        pairs: Vec::new(),
    }
}

fn made(answers: &Answers) -> Released<Report> {
    release(answers, &ask(answers), Protection::new(LEAST).unwrap()).unwrap()
}

/// One letter per row of an item's table: `#` shown, `.` hidden.
fn item(report: &Report, at: usize) -> String {
    report.items[at]
        .rows
        .iter()
        .map(|row| if row.cell.is_hidden() { '.' } else { '#' })
        .collect()
}

fn scale(report: &Report) -> String {
    report.scales[0]
        .rows
        .iter()
        .map(|row| if row.cell.is_hidden() { '.' } else { '#' })
        .collect()
}

#[test]
fn protection_below_lowest_is_refused() {
    assert_eq!(Protection::new(4), Err(Error::Least { least: 4, lowest: 5 }));
    assert_eq!(Protection::default().least(), 10);
}

#[test]
fn pack_that_says_why_releases_groups_below_five() {
    let answers = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(4, &[1], &[MIXED])
        .answers(&[2]);
    let groups = |least: Protection| {
        let report = release(&answers, &ask(&answers), least).unwrap();
        (
            report.least,
            report.groups.iter().filter(|row| !row.cell.is_hidden()).count(),
            report,
        )
    };
    let rules = Rules::named("california-launchboard").unwrap();
    let (least, shown, report) = groups(rules.protection(Purpose::Survey).unwrap());
    assert_eq!((least, shown), (3, 3));
    assert_eq!(reopen(&forged(&report, |_| {})).unwrap().reports.len(), 1);
    assert_eq!(groups(Protection::new(5).unwrap()).1, 1);
}

#[test]
fn everyone_under_least_hides_all() {
    let report = made(&Wave::new(1, 1).block(9, &[0], &[MIXED]).answers(&[1]));
    assert_eq!(
        (report.people.clone(), item(&report, 0), scale(&report)),
        (Cell::Hidden, "..".into(), "..".into())
    );
    let nobody = made(&Wave::new(1, 1).answers(&[2]));
    assert_eq!(
        (nobody.people.clone(), item(&nobody, 0)),
        (Cell::Hidden, "...".into())
    );
}

#[test]
fn small_level_hides_next_smallest_too() {
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(20, &[1], &[MIXED])
        .block(3, &[2], &[MIXED]);
    assert_eq!(item(&made(&wave.answers(&[3])), 0), "##..");
}

#[test]
fn two_levels_one_small_hides_both() {
    let wave = Wave::new(1, 1).block(30, &[0], &[MIXED]).block(3, &[1], &[MIXED]);
    assert_eq!(item(&made(&wave.answers(&[2])), 0), "#..");
}

#[test]
fn empty_level_is_hidden_and_costs_nothing() {
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(20, &[1], &[MIXED]);
    assert_eq!(item(&made(&wave.answers(&[3])), 0), "###.");
}

#[test]
fn few_unstated_people_hide_a_level() {
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(20, &[1], &[MIXED])
        .block(4, &[u16::MAX], &[MIXED]);
    let report = made(&wave.answers(&[2]));
    assert_eq!(
        (item(&report, 0), report.dimensions[0].kind),
        ("##.".into(), Kind::SingleOrUnstated)
    );
}

#[test]
fn unanimous_level_is_hidden_with_another_only_in_that_item() {
    let wave = Wave::new(1, 2)
        .block(30, &[0], &[MIXED, MIXED])
        .block(12, &[1], &[&[2], MIXED])
        .block(18, &[2], &[MIXED, MIXED]);
    let report = made(&wave.answers(&[3]));
    assert_eq!(
        (item(&report, 0), item(&report, 1), scale(&report)),
        ("##..".into(), "####".into(), "##..".into())
    );
}

#[test]
fn unanimous_level_that_alone_can_be_the_reason_hides_a_third() {
    // Twelve and twenty-five are left with at most twenty alike, so only the twelve could be the unanimous ones.
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(12, &[1], &[&[2]])
        .block(25, &[2], &[MIXED]);
    assert_eq!(item(&made(&wave.answers(&[3])), 0), "#...");
}

#[test]
fn level_without_one_favourable_answer_is_hidden() {
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(12, &[1], &[&[0]])
        .block(18, &[2], &[MIXED]);
    assert_eq!(item(&made(&wave.answers(&[3])), 0), "##..");
}

#[test]
fn group_of_whom_few_answered_an_item_is_hidden_everywhere_with_another() {
    let wave = Wave::new(1, 2)
        .block(30, &[0], &[MIXED, MIXED])
        .block(12, &[1], &[&[0, 1, Missing::Skipped.code()], MIXED])
        .block(25, &[2], &[MIXED, MIXED]);
    let report = made(&wave.answers(&[3]));
    assert_eq!(
        (item(&report, 0), item(&report, 1), scale(&report)),
        ("##..".into(), "##..".into(), "##..".into())
    );
}

#[test]
fn small_school_in_each_district_is_safe_inside_its_district() {
    let mut wave = Wave::new(2, 1);
    for (school, people) in [(0, 20), (1, 21), (2, 6), (3, 22), (4, 23), (5, 7)] {
        wave = wave.block(people, &[school / 3, school], &[MIXED]);
    }
    // Together the small schools are 13 people, but each district without its two large schools is 6 or 7.
    assert_eq!(item(&made(&wave.answers(&[2, 6])), 0), "###.#..#.");
}

#[test]
fn several_levels_almost_everyone_is_hidden() {
    let wave = Wave::new(0, 1).block(40, &[], &[MIXED]).answers(&[]);
    let bits = (0..40)
        .map(|person| if person < 37 { 0b01 } else { 0b10 } | u64::from(person < 15) << 1)
        .collect();
    let levels = vec!["en".to_owned(), "es".to_owned()];
    let dimension = Dimension {
        id: "language".to_owned(),
        levels,
        membership: Membership::Multiple(bits),
    };
    let wave = Answers::new(40, wave.items().to_vec(), vec![dimension]).unwrap();
    assert_eq!(item(&made(&wave), 0), "#.#");
}

#[test]
fn question_put_by_earlier_answer_hides_group_where_all_were_asked() {
    let not = Missing::NotApplicable.code();
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[&[0, 1, not]])
        .block(30, &[1], &[MIXED])
        .block(30, &[2], &[&[0, 1, not]]);
    assert_eq!(item(&made(&wave.answers(&[3])), 0), "#..#");
}

#[test]
fn question_for_one_role_only_is_shown_for_that_role() {
    let not = Missing::NotApplicable.code();
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(30, &[1], &[&[not]]);
    assert_eq!(item(&made(&wave.answers(&[2])), 0), "##.");
}

#[test]
fn ask_that_allows_subtraction_or_does_not_fit_is_refused() {
    let answers = Wave::new(1, 2).block(30, &[0], &[MIXED, MIXED]).answers(&[1]);
    let refused = |change: fn(&mut Ask)| {
        let mut ask = ask(&answers);
        change(&mut ask);
        release(&answers, &ask, Protection::default()).unwrap_err()
    };
    let repeated = |what, id: &str| Error::Repeated {
        what,
        id: id.to_owned(),
    };
    let second = refused(|ask| {
        ask.scales.push(AskScale {
            scale: "t".to_owned(),
            ..ask.scales[0].clone()
        });
    });
    assert_eq!(second, repeated("scale item", "i0"));
    assert_eq!(
        refused(|ask| ask.items.push(ask.items[1].clone())),
        repeated("item", "i1")
    );
    assert_eq!(
        refused(|ask| ask.dimensions.push("d0".to_owned())),
        repeated("dimension", "d0")
    );
    let marks = refused(|ask| ask.items[0].favourable.truncate(2));
    assert_eq!(
        marks,
        Error::Favourable {
            item: "i0".to_owned(),
            options: 3,
            found: 2
        }
    );
    let unknown = refused(|ask| ask.items.truncate(1));
    assert_eq!(
        unknown,
        Error::ScaleItem {
            scale: "s".to_owned(),
            item: "i1".to_owned()
        }
    );
    let least = refused(|ask| ask.scales[0].least_answered = 3);
    assert_eq!(
        least,
        Error::Measure(measure::Error::LeastAnswered { found: 3, items: 2 })
    );
}

/// The stored report with its JSON changed and a right checksum put on it.
fn forged(report: &Released<Report>, change: impl FnOnce(&mut Report)) -> Vec<u8> {
    let mut plain: Report = (**report).clone();
    change(&mut plain);
    let json = serde_json::to_string(&plain).unwrap();
    let sum = Sha256::digest(json.as_bytes())
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    format!("kith release 1 {sum}\n{json}").into_bytes()
}

fn three() -> Released<Report> {
    let wave = Wave::new(1, 1)
        .block(30, &[0], &[MIXED])
        .block(21, &[1], &[MIXED])
        .block(24, &[2], &[MIXED]);
    made(&wave.answers(&[3]))
}

#[test]
fn reopen_forged_report_is_refused_by_audit() {
    let report = three();
    assert_eq!(*reopen(&forged(&report, |_| {})).unwrap().whole(), report);
    let hide = |report: &mut Report, row: usize| {
        let group = report.items[0].rows[row].group.clone();
        report.items[0].rows[row].cell = Cell::Hidden;
        report.items[0]
            .differences
            .retain(|difference| difference.group != group);
        report.scales.clear();
    };
    let (table, group) = ("i0".to_owned(), "d0 1".to_owned());
    let alone = reopen(&forged(&report, |report| hide(report, 2)));
    assert_eq!(alone.unwrap_err(), Error::Unsafe(Breach::Alone { table, group }));
    let least = reopen(&forged(&report, |report| report.least = 22)).unwrap_err();
    assert_eq!(
        least,
        Error::Unsafe(Breach::Few {
            table: "people".to_owned(),
            group: "d0 1".to_owned(),
            people: 21,
            least: 22
        })
    );
    assert_eq!(
        reopen(&forged(&report, |report| report.least = 2)).unwrap_err(),
        Error::Least { least: 2, lowest: 3 }
    );
    for change in [
        |report: &mut Report| report.people = Cell::Hidden,
        |report: &mut Report| report.people = Cell::Shown(74),
        |report: &mut Report| report.items[0].rows.swap(1, 2),
        |report: &mut Report| {
            report.items[0].rows[0].group = Group::Level {
                dimension: "d0".into(),
                level: "0".into(),
            }
        },
        |report: &mut Report| report.items[0].favourable[0] = true,
        |report: &mut Report| report.items[0].differences.clear(),
        |report: &mut Report| report.items[0].rows[3].cell = Cell::Hidden,
        |report: &mut Report| report.scales[0].rows[0].cell = Cell::Hidden,
        |report: &mut Report| report.scales[0].items.clear(),
        |report: &mut Report| report.scales[0].least_answered = 0,
        |report: &mut Report| report.dimensions[0].levels.truncate(2),
    ] {
        let error = reopen(&forged(&report, change)).unwrap_err();
        assert!(matches!(error, Error::Unsafe(_)), "{error}");
    }
}
