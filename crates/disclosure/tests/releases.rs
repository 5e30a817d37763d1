//! Releases of several places and of crossed dimensions: what holds between places, what a proof proves, what a forger
//! cannot change, and what does not change when the same people come in another order.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use disclosure::suppress::Budget;
use disclosure::{
    Ask, AskItem, AskScale, Breach, Cell, Cut, Enrolled, Error, Group, Made, Protection, Release, Released,
    Request, Rule, Table, Told, reopen, verify,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tally::{Answers, Dimension, Geography, Item, Membership, Missing, Place};

const LEAST: u32 = 5;
/// Patterns need not be the cheapest here.
const WORK: u64 = 4_000;

/// One person: school, grade, languages, answers to two items.
type Person = (u32, u16, u64, [u8; 2]);

/// A state with two agencies, of three schools and of one.
fn places() -> Vec<Place> {
    let place = |id: &str, kind: &str, parent| Place {
        id: id.to_owned(),
        kind: kind.to_owned(),
        parent,
    };
    vec![
        place("State", "state", None),
        place("Oak Agency", "agency", Some(0)),
        place("Elm Agency", "agency", Some(0)),
        place("Oak 1", "school", Some(1)),
        place("Oak 2", "school", Some(1)),
        place("Oak 3", "school", Some(1)),
        place("Elm 1", "school", Some(2)),
    ]
}

fn answers(people: &[Person]) -> Answers {
    let options = ["never", "often", "always"].map(str::to_owned).to_vec();
    let item = |at: usize| Item {
        id: format!("i{at}"),
        options: options.clone(),
        codes: people.iter().map(|person| person.3[at]).collect(),
    };
    let dimensions = vec![
        Dimension {
            id: "grade".to_owned(),
            levels: ["6", "7", "8"].map(str::to_owned).to_vec(),
            membership: Membership::Single(people.iter().map(|person| person.1).collect()),
        },
        Dimension {
            id: "language".to_owned(),
            levels: ["en", "es"].map(str::to_owned).to_vec(),
            membership: Membership::Multiple(people.iter().map(|person| person.2).collect()),
        },
    ];
    Answers::new(people.len(), vec![item(0), item(1)], dimensions).unwrap()
}

fn geography(people: &[Person]) -> Geography {
    Geography::new(
        places(),
        Vec::new(),
        people.iter().map(|person| person.0).collect(),
    )
    .unwrap()
}

fn ask() -> Ask {
    let item = |id: &str| AskItem {
        item: id.to_owned(),
        favourable: vec![false, true, true],
        reversed: false,
    };
    Ask {
        items: vec![item("i0"), item("i1")],
        scales: vec![AskScale {
            scale: "s".to_owned(),
            items: vec!["i0".to_owned(), "i1".to_owned()],
            rule: Rule::ShareOfPeople,
            cut: Cut::from_hundredths(250).unwrap(),
            least_answered: 1,
        }],
        dimensions: vec!["grade".to_owned(), "language".to_owned()],
        pairs: vec![["grade".to_owned(), "language".to_owned()]],
    }
}

fn made_with(people: &[Person], told: Vec<Told>, enrolled: Vec<Enrolled>) -> Result<Made, Error> {
    made_within(Budget::of(WORK), people, told, enrolled)
}

/// As a state's release is made: its tables are too large to be searched one by one.
fn made_as_large(people: &[Person]) -> Released<Release> {
    let budget = Budget {
        block: 40,
        ..Budget::of(WORK)
    };
    made_within(budget, people, Vec::new(), Vec::new())
        .unwrap()
        .release
}

fn made_within(
    budget: Budget,
    people: &[Person],
    told: Vec<Told>,
    enrolled: Vec<Enrolled>,
) -> Result<Made, Error> {
    let (answers, geography, ask) = (answers(people), geography(people), ask());
    let mut request = Request::new(&answers, &ask, Protection::new(LEAST).unwrap());
    request.geography = Some(&geography);
    request.budget = budget;
    (request.told, request.enrolled) = (told, enrolled);
    request.make()
}

fn made(people: &[Person]) -> Released<Release> {
    made_with(people, Vec::new(), Vec::new()).unwrap().release
}

fn grade(level: &str) -> Group {
    Group::Level {
        dimension: "grade".to_owned(),
        level: level.to_owned(),
    }
}

/// Whether people of a group of a place are shown in the table of people.
fn people(release: &Release, place: &str, group: &Group) -> Option<u32> {
    let at = release.places.iter().position(|known| known.id == place).unwrap();
    let mut rows = release.reports[at].groups.iter();
    rows.find(|row| row.group == *group)
        .unwrap()
        .cell
        .shown()
        .copied()
}

/// Twenty people of every grade in every school, answers mixed; but three of grade 8 in Oak 1.
fn season() -> Vec<Person> {
    let mut people = Vec::new();
    for school in 3..7 {
        for grade in 0..3 {
            let number = if school == 3 && grade == 2 {
                3
            } else {
                20 + u8::try_from(school).unwrap()
            };
            people.extend(
                (0..number).map(|at| (school, grade, 1 + u64::from(at % 3 == 0), [at % 3, (at + 1) % 3])),
            );
        }
    }
    people
}

#[test]
fn small_group_hides_one_beside_it_and_one_of_another_school() {
    let release = made(&season());
    let hidden = |place: &str, group: &Group| people(&release, place, group).is_none();
    assert!(hidden("Oak 1", &grade("8")));
    assert!(hidden("Oak 1", &grade("7")) || hidden("Oak 1", &grade("6")));
    let beside = ["Oak 2", "Oak 3", "Oak Agency"].map(|place| hidden(place, &grade("8")));
    assert!(
        beside.contains(&true),
        "Oak Agency without its other schools is three people"
    );
    assert_eq!(
        people(&release, "State", &Group::Everyone),
        Some(u32::try_from(season().len()).unwrap())
    );
    assert_eq!(people(&release, "Elm 1", &grade("6")), Some(26));
}

#[test]
fn agency_of_one_school_hides_what_the_school_hides() {
    let mut people = season();
    people.retain(|person| !(person.0 == 6 && person.1 == 1 && person.3[0] == 0));
    people.retain(|person| !(person.0 == 6 && person.1 == 1 && person.2 == 1));
    let release = made(&people);
    for (school, agency) in release.reports[6].groups.iter().zip(&release.reports[2].groups) {
        assert_eq!(
            school.cell.is_hidden(),
            agency.cell.is_hidden(),
            "{:?}",
            school.group
        );
    }
}

#[test]
fn school_of_too_few_people_hides_another_school_or_its_agency() {
    let mut people = season();
    let mut kept = 0;
    people.retain(|person| {
        kept += u32::from(person.0 == 4);
        person.0 != 4 || kept <= 3
    });
    let release = made(&people);
    let shown = |place: usize| !release.reports[place].people.is_hidden();
    assert!(!shown(4));
    assert!(
        !(shown(1) && shown(3) && shown(5)),
        "the agency without two schools is three people"
    );
    assert!(
        release.reports[4]
            .items
            .iter()
            .all(|table| table.rows.iter().all(|row| row.cell.is_hidden()))
    );
    assert!(shown(0), "the state is shown");
}

#[test]
fn pairs_are_shown_and_add_up() {
    let release = made(&season());
    let pair = |language: &str| Group::Pair {
        dimensions: ["grade".to_owned(), "language".to_owned()],
        levels: ["6".to_owned(), language.to_owned()],
    };
    let by_hand = |place: u32, bit: u64| {
        let inside = season();
        let inside = inside
            .iter()
            .filter(|person| person.0 == place && person.1 == 0 && person.2 >> bit & 1 == 1);
        u32::try_from(inside.count()).unwrap()
    };
    assert_eq!(people(&release, "Elm 1", &pair("en")), Some(by_hand(6, 0)));
    assert_eq!(people(&release, "Elm 1", &pair("es")), Some(by_hand(6, 1)));
    let mut asked = ask();
    asked.pairs.push(["language".to_owned(), "grade".to_owned()]);
    let answers = answers(&season());
    let twice = Request::new(&answers, &asked, Protection::default())
        .make()
        .unwrap_err();
    let (what, id) = ("pair", "language by grade".to_owned());
    assert_eq!(twice, Error::Repeated { what, id });
}

#[test]
fn group_where_all_answered_alike_cannot_be_told_from_its_agency() {
    let mut people = season();
    for person in people.iter_mut().filter(|person| person.0 == 4 && person.1 == 0) {
        person.3[0] = 2;
    }
    let release = made(&people);
    let row = |place: usize, item: usize| &release.reports[place].items[item].rows[1];
    assert_eq!(row(4, 0).group, grade("6"));
    assert!(row(4, 0).cell.is_hidden());
    let others = [1, 3, 5].map(|place| row(place, 0).cell.is_hidden());
    assert!(
        others.contains(&true),
        "the agency without two schools has one answer only"
    );
}

#[test]
fn sum_told_elsewhere_that_gives_a_group_away_is_refused_in_words() {
    let told = |sum: i64| Told {
        terms: vec![(3, grade("8"), 1)],
        sum,
    };
    let refused = made_with(&season(), vec![told(3)], Vec::new()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the audit refused it: in people, what is known from elsewhere leaves 3 people for grade 8 at Oak 1"
    );
    assert!(matches!(
        made_with(&season(), vec![told(4)], Vec::new()),
        Err(Error::Problem(_))
    ));
    let harmless = Told {
        terms: vec![(0, Group::Everyone, 1)],
        sum: i64::try_from(season().len()).unwrap(),
    };
    let release = made_with(&season(), vec![harmless], Vec::new()).unwrap().release;
    assert_eq!(verify(&release.to_stored()).unwrap().release, release);
}

#[test]
fn enrolment_bounds_what_a_proof_may_say() {
    let enrolled = |people| Enrolled {
        place: 3,
        group: grade("8"),
        people,
    };
    for people in [3, 6] {
        let release = made_with(&season(), Vec::new(), vec![enrolled(people)])
            .unwrap()
            .release;
        let verified = verify(&release.to_stored()).unwrap();
        assert_eq!(verified.tables[0].table, Table::People);
        assert!(verified.tables[0].open > 0);
    }
}

/// The stored release with its JSON changed and a right checksum put on it.
fn forged(stored: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let text = std::str::from_utf8(stored).unwrap();
    let mut value: Value = serde_json::from_str(text.split_once('\n').unwrap().1).unwrap();
    change(&mut value);
    let json = value.to_string();
    let sum = Sha256::digest(json.as_bytes());
    let sum = sum
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    format!("kith release 2 {sum}\n{json}").into_bytes()
}

/// What a forger does to the JSON of a release.
type Change = Box<dyn Fn(&mut Value)>;

/// By what they change; a row of Oak 1 that is hidden and one of Elm 1 that is shown are given.
#[expect(clippy::too_many_lines, reason = "a list")]
fn forgeries(hidden: usize, shown: usize) -> Vec<(&'static str, Change)> {
    vec![
        (
            "a number of people",
            Box::new(move |file| {
                let cell = &mut file["reports"][6]["groups"][shown]["cell"]["shown"];
                *cell = json!(cell.as_u64().unwrap() + 1);
            }),
        ),
        (
            "a number of a place above",
            Box::new(|file| {
                let cell = &mut file["reports"][0]["groups"][1]["cell"]["shown"];
                *cell = json!(cell.as_u64().unwrap() - 1);
            }),
        ),
        (
            "a number that is hidden",
            Box::new(move |file| {
                file["reports"][3]["groups"][hidden]["cell"] = json!({ "shown": 12 });
            }),
        ),
        (
            "an answer",
            Box::new(|file| {
                let count = &mut file["reports"][6]["items"][0]["rows"][1]["cell"]["shown"]["counts"][0];
                *count = json!(count.as_u64().unwrap() + 1);
            }),
        ),
        (
            "one more hidden group",
            Box::new(move |file| {
                file["reports"][6]["groups"][shown]["cell"] = json!("hidden");
            }),
        ),
        (
            "a witness",
            Box::new(|file| {
                let base = file["proofs"][0]["witnesses"]["base"].as_object_mut().unwrap();
                let value = base.values_mut().next().unwrap();
                *value = json!(value.as_i64().unwrap() + 1);
            }),
        ),
        (
            "a pair of witnesses",
            Box::new(|file| {
                file["proofs"][0]["witnesses"]["pairs"]
                    .as_array_mut()
                    .unwrap()
                    .pop();
            }),
        ),
        (
            "no proof",
            Box::new(|file| {
                file["proofs"].as_array_mut().unwrap().remove(0);
            }),
        ),
        (
            "a proof of nothing",
            Box::new(|file| {
                let proof = file["proofs"][0].clone();
                file["proofs"].as_array_mut().unwrap().push(proof);
            }),
        ),
        (
            "a place",
            Box::new(|file| {
                file["places"].as_array_mut().unwrap().pop();
                file["reports"].as_array_mut().unwrap().pop();
            }),
        ),
        (
            "a school",
            Box::new(|file| {
                file["places"].as_array_mut().unwrap().remove(4);
                file["reports"].as_array_mut().unwrap().remove(4);
            }),
        ),
        (
            "where a place lies",
            Box::new(|file| file["places"][6]["parent"] = json!(1)),
        ),
        (
            "a ring of places",
            Box::new(|file| file["places"][0]["parent"] = json!(3)),
        ),
        (
            "a report",
            Box::new(|file| {
                let report = file["reports"][5].clone();
                file["reports"][4] = report;
            }),
        ),
        ("the least count", Box::new(|file| file["least"] = json!(30))),
        (
            "another version",
            Box::new(|file| {
                for report in file["reports"].as_array_mut().unwrap() {
                    report.as_object_mut().unwrap().remove("groups");
                }
            }),
        ),
    ]
}

#[test]
fn release_is_verified_and_forged_ones_are_not() {
    let release = made(&season());
    let stored = release.to_stored();
    let verified = verify(&stored).unwrap();
    assert_eq!(reopen(&stored).unwrap().to_stored(), stored);
    assert_eq!(verified.tables.len(), 4);
    assert!(verified.tables[0].hidden >= 4 && verified.tables[0].open >= 2);
    verify(&forged(&stored, |_| {})).unwrap();
    let hidden = release.reports[3]
        .groups
        .iter()
        .position(|row| row.cell.is_hidden())
        .unwrap();
    let shown = release.reports[6]
        .groups
        .iter()
        .position(|row| row.group == grade("7"))
        .unwrap();
    for (what, change) in forgeries(hidden, shown) {
        assert!(verify(&forged(&stored, change)).is_err(), "{what} was changed");
    }
}

#[test]
fn subtraction_between_places_is_told_in_words() {
    // Nothing is small, so nothing is hidden; the forger makes Oak 1 and Oak 2 show all but three of their agency.
    let release = made(&season());
    let stored = release.to_stored();
    let forged = forged(&stored, |file| {
        for at in [3, 4, 5, 1, 0] {
            for row in file["reports"][at]["groups"]
                .as_array_mut()
                .unwrap()
                .iter_mut()
                .skip(1)
            {
                row["cell"] = json!("hidden");
            }
        }
        file["reports"][5]["groups"][0]["cell"] = json!("hidden");
        file["reports"][5]["people"] = json!("hidden");
        for table in ["items", "scales"] {
            for table in file["reports"][5][table].as_array_mut().unwrap() {
                table["differences"] = json!([]);
                table["rows"]
                    .as_array_mut()
                    .unwrap()
                    .iter_mut()
                    .for_each(|row| row["cell"] = json!("hidden"));
            }
        }
        let people = |at: usize, file: &Value| {
            file["reports"][at]["groups"][0]["cell"]["shown"]
                .as_u64()
                .unwrap()
        };
        let whole = people(3, file) + people(4, file) + 3;
        file["reports"][1]["groups"][0]["cell"] = json!({ "shown": whole });
        file["reports"][1]["people"] = json!({ "shown": whole });
        let state = whole + people(2, file);
        file["reports"][0]["groups"][0]["cell"] = json!({ "shown": state });
        file["reports"][0]["people"] = json!({ "shown": state });
    });
    assert_eq!(
        verify(&forged).unwrap_err().to_string(),
        "the audit refused it: in people, everyone at Oak Agency minus everyone at Oak 1 minus everyone at Oak 2 leaves \
         3 people, the least is 5"
    );
}

#[test]
fn first_version_is_reopened_but_proves_nothing() {
    let ask = Ask {
        pairs: Vec::new(),
        ..ask()
    };
    let answers = answers(&season());
    let release = Request::new(&answers, &ask, Protection::default())
        .make()
        .unwrap()
        .release;
    let mut report = serde_json::to_value(&**release.whole()).unwrap();
    report.as_object_mut().unwrap().remove("groups");
    let json = report.to_string();
    let sum = Sha256::digest(json.as_bytes());
    let sum = sum
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let stored = format!("kith release 1 {sum}\n{json}").into_bytes();
    let reopened = reopen(&stored).unwrap();
    assert_eq!(reopened.whole().items, release.whole().items);
    assert!(matches!(verify(&stored), Err(Error::Stored { .. })));
}

#[test]
fn earlier_pattern_is_kept_where_it_costs_nothing() {
    // Grades 6 and 7 of Oak 1 are as large as each other; either protects the three of grade 8.
    let mut people = season();
    let first = made(&people);
    for person in &mut people {
        person.1 = match person.1 {
            0 => 1,
            1 => 0,
            other => other,
        };
    }
    let (answers, geography, ask) = (answers(&people), geography(&people), ask());
    let mut request = Request::new(&answers, &ask, Protection::new(LEAST).unwrap());
    request.geography = Some(&geography);
    request.budget = Budget::of(WORK);
    request.earlier = Some(&first);
    let second = request.make().unwrap().release;
    let hidden = |release: &Release| -> Vec<Vec<bool>> {
        let reports = release.reports.iter();
        reports
            .map(|report| report.groups.iter().map(|row| row.cell.is_hidden()).collect())
            .collect()
    };
    assert_eq!(hidden(&first), hidden(&second));
}

/// Few people in few schools, so that small and unanimous groups are common.
fn populations() -> impl Strategy<Value = Vec<Person>> {
    let code = || prop_oneof![6 => Just(2_u8), 3 => 0..3_u8, 1 => Just(Missing::Skipped.code())];
    let person = (
        3..7_u32,
        prop_oneof![3 => Just(0_u16), 2 => 1..3_u16],
        1..4_u64,
        [code(), code()],
    );
    prop::collection::vec(person, 1..80)
}

/// Lines of every place and row by counting people one by one: who is in it.
fn members(people: &[Person], place: usize, row: usize) -> Vec<usize> {
    let schools: &[u32] = match place {
        0 => &[3, 4, 5, 6],
        1 => &[3, 4, 5],
        2 => &[6],
        school => &[[3, 4, 5, 6][school - 3]],
    };
    let bit = |person: &Person, at: usize| person.2 >> at & 1 == 1;
    let holds = |person: &Person| match row {
        0 => true,
        1..=3 => usize::from(person.1) == row - 1,
        4 | 5 => bit(person, row - 4),
        pair => usize::from(person.1) == (pair - 6) / 2 && bit(person, (pair - 6) % 2),
    };
    let all = people.iter().enumerate();
    all.filter(|(_, person)| schools.contains(&person.0) && holds(person))
        .map(|(at, _)| at)
        .collect()
}

mod attacker {
    //! A reader with a solver of their own: linear programs over what is shown, built from the rules anybody knows.

    use super::{LEAST, Person, Release, members};
    use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};

    /// Which number of a shown row is attacked, and of a person.
    pub struct Number<'a> {
        pub shown: &'a dyn Fn(usize, usize) -> Option<f64>,
        pub holds: &'a dyn Fn(&Person) -> bool,
    }

    const ROWS: usize = 12;
    const PARTS: [&[usize]; 3] = [&[1, 2], &[3, 4, 5], &[6]];

    fn sums() -> Vec<(usize, Vec<usize>, bool)> {
        let mut sums = vec![(0, vec![1, 2, 3], true), (0, vec![4], false), (0, vec![5], false)];
        for grade in 0..3 {
            for language in 0..2 {
                sums.push((1 + grade, vec![6 + 2 * grade + language], false));
            }
        }
        for language in 0..2 {
            sums.push((
                4 + language,
                (0..3).map(|grade| 6 + 2 * grade + language).collect(),
                true,
            ));
        }
        sums
    }

    /// The most and the least that a cell can be.
    fn reach(number: &Number, (place, row): (usize, usize), direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let cells: Vec<Vec<Variable>> = (0..7)
            .map(|at| {
                (0..ROWS)
                    .map(|column| {
                        let aim = f64::from(u8::from((at, column) == (place, row)));
                        let bounds =
                            (number.shown)(at, column).map_or((0.0, 100_000.0), |shown| (shown, shown));
                        problem.add_var(aim, bounds)
                    })
                    .collect()
            })
            .collect();
        for (whole, parts) in PARTS.iter().enumerate() {
            for (row, &of) in cells[whole].iter().enumerate() {
                let terms = parts
                    .iter()
                    .map(|&part| (cells[part][row], 1.0))
                    .chain([(of, -1.0)]);
                problem.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Eq, 0.0);
            }
        }
        for cells in &cells {
            for (whole, parts, exact) in sums() {
                let terms = parts
                    .iter()
                    .map(|&part| (cells[part], 1.0))
                    .chain([(cells[whole], -1.0)]);
                let how = if exact { ComparisonOp::Eq } else { ComparisonOp::Le };
                problem.add_constraint(terms.collect::<Vec<_>>(), how, 0.0);
            }
        }
        match problem.solve().expect("the true table is one") {
            SolveOutcome::Solution(solution) => solution.var_value(cells[place][row]),
            SolveOutcome::Interrupted(_) => panic!("no limit was set"),
        }
    }

    /// No small group can be bounded away from nobody, or below the least count.
    pub fn small_groups_stay_open(people: &[Person], number: &Number, release: &Release) {
        for place in 0..release.places.len() {
            for row in 0..ROWS {
                let own = members(people, place, row);
                let own = own
                    .iter()
                    .filter(|&&person| (number.holds)(&people[person]))
                    .count();
                if own == 0 || own >= LEAST as usize {
                    continue;
                }
                assert_eq!(
                    (number.shown)(place, row),
                    None,
                    "{own} people at {place} in row {row} are shown"
                );
                let low = reach(number, (place, row), OptimizationDirection::Minimize);
                let high = reach(number, (place, row), OptimizationDirection::Maximize);
                assert!(
                    low < 1e-6,
                    "{own} people at {place} in row {row} are at least {low}"
                );
                assert!(
                    high > f64::from(LEAST) - 1e-6,
                    "{own} people at {place} in row {row} are at most {high}"
                );
            }
        }
    }

    /// Of no group in which somebody answered can it be learnt that nobody there has this number.
    pub fn nobody_stays_open(
        people: &[Person],
        number: &Number,
        answered: &dyn Fn(&Person) -> bool,
        release: &Release,
    ) {
        for place in 0..release.places.len() {
            for row in 0..ROWS {
                let own = members(people, place, row);
                let count =
                    |holds: &dyn Fn(&Person) -> bool| own.iter().filter(|&&at| holds(&people[at])).count();
                if count(answered) == 0 || count(number.holds) > 0 {
                    continue;
                }
                assert_eq!(
                    (number.shown)(place, row),
                    None,
                    "all alike at {place} in row {row}"
                );
                let high = reach(number, (place, row), OptimizationDirection::Maximize);
                assert!(high > 1.0 - 1e-6, "all alike at {place} in row {row}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn attacker_with_a_solver_learns_of_no_small_and_no_unanimous_group(people in populations(), large in any::<bool>()) {
        let release = if large { made_as_large(&people) } else { made(&people) };
        verify(&release.to_stored()).unwrap();
        let groups = |place: usize, row: usize| {
            release.reports[place].groups[row].cell.shown().map(|people| f64::from(*people))
        };
        attacker::small_groups_stay_open(&people, &attacker::Number { shown: &groups, holds: &|_| true }, &release);
        for item in 0..2 {
            let cell = |place: usize, row: usize| release.reports[place].items[item].rows[row].cell.shown();
            let answered = |person: &Person| person.3[item] < 3;
            let all = |place: usize, row: usize| cell(place, row).map(|figure| f64::from(figure.answered));
            attacker::small_groups_stay_open(&people, &attacker::Number { shown: &all, holds: &answered }, &release);
            for option in 0..3_u8 {
                let others = |place: usize, row: usize| {
                    cell(place, row).map(|figure| f64::from(figure.answered - figure.counts[usize::from(option)]))
                };
                let holds = |person: &Person| answered(person) && person.3[item] != option;
                let number = attacker::Number { shown: &others, holds: &holds };
                attacker::nobody_stays_open(&people, &number, &answered, &release);
            }
        }
    }

    #[test]
    fn order_of_people_changes_nothing(people in populations(), seed in any::<u64>()) {
        let mut other = people.clone();
        let length = other.len();
        for at in 0..length {
            let with = usize::try_from(seed.rotate_left(u32::try_from(at % 64).unwrap()) % 1_000_003).unwrap() % length;
            other.swap(at, with);
        }
        prop_assert_eq!(made(&people).to_stored(), made(&other).to_stored());
    }

    #[test]
    fn number_of_threads_changes_nothing(people in populations(), threads in 2..6_usize) {
        let (answers, geography, ask) = (answers(&people), geography(&people), ask());
        let mut request = Request::new(&answers, &ask, Protection::new(LEAST).unwrap());
        request.geography = Some(&geography);
        request.budget = Budget::of(WORK);
        request.threads = threads;
        prop_assert_eq!(request.make().unwrap().release.to_stored(), made(&people).to_stored());
    }

    #[test]
    fn order_of_items_changes_only_their_order(people in populations()) {
        let one = made(&people);
        let mut turned = ask();
        turned.items.reverse();
        let (answers, geography) = (answers(&people), geography(&people));
        let mut request = Request::new(&answers, &turned, Protection::new(LEAST).unwrap());
        request.geography = Some(&geography);
        request.budget = Budget::of(WORK);
        let other = request.make().unwrap().release;
        for (one, other) in one.reports.iter().zip(&other.reports) {
            prop_assert_eq!(&one.items[0], &other.items[1]);
            prop_assert_eq!(&one.items[1], &other.items[0]);
            prop_assert_eq!(&one.groups, &other.groups);
        }
    }

    #[test]
    fn everybody_twice_doubles_what_both_show(people in populations()) {
        let twice: Vec<Person> = people.iter().chain(&people).copied().collect();
        let (one, two) = (made(&people), made(&twice));
        for (one, two) in one.reports.iter().zip(&two.reports) {
            for (one, two) in one.items.iter().zip(&two.items) {
                for (one, two) in one.rows.iter().zip(&two.rows) {
                    if let (Cell::Shown(one), Cell::Shown(two)) = (&one.cell, &two.cell) {
                        let doubled: Vec<u32> = one.counts.iter().map(|count| 2 * count).collect();
                        prop_assert_eq!(&doubled, &two.counts);
                        prop_assert!((one.favourable.share - two.favourable.share).abs() < 1e-12);
                    }
                }
            }
        }
    }
}

#[test]
fn hidden_alone_in_its_dimension_is_found() {
    let release = made(&season());
    let stored = forged(&release.to_stored(), |file| {
        file["reports"][6]["groups"][1]["cell"] = json!("hidden");
    });
    let Err(Error::Unsafe(breach)) = verify(&stored) else {
        panic!("it is refused")
    };
    assert!(matches!(breach, Breach::Alone { .. }), "{breach}");
}
