//! Writes seeds, valid inputs to begin with: `seeds FOLDER` puts those of each target in `FOLDER/TARGET/`.

use std::collections::BTreeMap;
use std::path::Path;

use disclosure::suppress::Relation;
use disclosure::witness::{Published, PublishedCell, Reader, make};
use disclosure::ledger::{self, Entry, Group, Origin, Stand, Statement, Told};
use disclosure::{Ask, AskItem, AskScale, Cut, Protection, Request, Rule};
use instrument::import::{Mapping, propose, read_table};
use instrument::{Response, built_in};
use tally::{Answers, Dimension, Geography, Grouping, Index, Item, Membership, Missing, Place, UNSTATED};

/// The worked example of Fischetti and Salazar (2001).
const JJ: &str = "0\n9\n0 20 20 s 0 100 0 0 0\n1 50 50 s 0 100 0 0 0\n2 70 70 f 0 200 0 0 0\n3 8 8 u 0 100 3 2 0\n\
    4 19 1.5 s 0 100 0 0 0\n5 27 27 z 0 100 0 0 0\n6 28 28 s 0 200 0 0 0\n7 69 69 s 0 200 0 0 0\n8 97 97 s 0 300 0 0 0\n\
    6\n0 3 : 2 (-1) 0 (1) 1 (1)\n0 3 : 5 (-1) 3 (1) 4 (1)\n0 3 : 8 (-1) 6 (1) 7 (1)\n0 3 : 6 (-1) 0 (1) 3 (1)\n\
    0 3 : 7 (-1) 1 (1) 4 (1)\n0 3 : 8 (-1) 2 (1) 5 (1)\n";

const TABLES: [&str; 4] = [
    "CNT,ST34Q01,ST34Q02\nCanada,1,4\nMexico,4,\n",
    "sep=;\nid;ST34Q01\n1;\"Strongly agree\"\n2;\"said \"\"no\"\"\"\n",
    "grade\tST34Q01\r\n6\tAgree\r\n7\t99\r\n",
    "id|ST34Q01|Géneros\n1|1|a\n1|2|b\n",
];

fn texts(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("o{number}")).collect()
}

fn answers() -> Answers {
    let cycle = |codes: &[u8]| codes.iter().copied().cycle().take(70).collect();
    let item = |id: &str, codes: &[u8]| Item {
        id: id.to_owned(),
        options: texts(3),
        codes: cycle(codes),
    };
    let single = (0..70)
        .map(|person| if person == 9 { UNSTATED } else { person / 30 })
        .collect();
    let dimensions = vec![
        Dimension {
            id: "grade".to_owned(),
            levels: texts(3),
            membership: Membership::Single(single),
        },
        Dimension {
            id: "race".to_owned(),
            levels: texts(2),
            membership: Membership::Multiple((0..70).map(|person| person % 4).collect()),
        },
    ];
    let items = vec![
        item("one", &[0, 1, 2]),
        item("two", &[2, Missing::Skipped.code(), 0]),
    ];
    Answers::new(70, items, dimensions).expect("valid answers")
}

fn index(answers: &Answers) -> Index<'static> {
    let place = |id: &str, kind: &str, parent| Place {
        id: id.to_owned(),
        kind: kind.to_owned(),
        parent,
    };
    let places = vec![
        place("s", "state", None),
        place("a", "school", Some(0)),
        place("b", "school", Some(0)),
    ];
    let grouping = Grouping {
        id: "g".to_owned(),
        places: vec![2],
    };
    let schools = (0..70).map(|person| 1 + person % 2).collect();
    let geography = Geography::new(places, vec![grouping], schools).expect("a valid geography");
    Index::build(answers, &geography, 1).expect("as many people in both")
}

fn stored_release(answers: &Answers) -> Vec<u8> {
    let items = answers.items().iter().map(|item| AskItem {
        item: item.id.clone(),
        favourable: vec![false, true, true],
        reversed: false,
    });
    let ask = Ask {
        items: items.collect(),
        scales: vec![AskScale {
            scale: "s".to_owned(),
            items: answers.items().iter().map(|item| item.id.clone()).collect(),
            rule: Rule::ShareOfPeople,
            cut: Cut::from_hundredths(200).expect("a cut within the options"),
            least_answered: 1,
        }],
        dimensions: answers
            .dimensions()
            .iter()
            .map(|dimension| dimension.id.clone())
            .collect(),
        pairs: Vec::new(),
    };
    let protection = Protection::new(10).expect("high enough");
    let made = Request::new(answers, &ask, protection).make().expect("a release");
    made.release.to_stored()
}

/// A table as another system would print it.
const ELSEWHERE: &str = "place,group,measure,n,percent\nOak,,,60,\nOak,grade=7,,*,\nOak,grade=8,q1,40,52.5\n";

fn entry() -> Entry {
    let mut entry = Entry::new("e", "Fall", "2025-10-31", Origin::Release, Stand::first("p"));
    let seventh = Group::everyone("a").with("grade", ["7"]);
    entry.statements = vec![
        Statement::people(Group::everyone("a"), Told::Count(70)),
        Statement::people(seventh, Told::Hidden { least: 10 }),
    ];
    entry
}

fn witnesses() -> String {
    let cell = |id: u32, shown: Option<i64>| PublishedCell {
        id,
        shown,
        lower: 0,
        upper: 100,
    };
    let relation = |terms: [u32; 3]| Relation {
        right: 0,
        terms: vec![(terms[0], 1), (terms[1], 1), (terms[2], -1)],
    };
    let published = Published {
        least: 10,
        reader: Reader::OfNumbers,
        cells: vec![
            cell(0, None),
            cell(1, None),
            cell(2, Some(40)),
            cell(3, None),
            cell(4, None),
            cell(5, Some(30)),
            cell(6, Some(25)),
            cell(7, Some(45)),
        ],
        relations: vec![
            relation([0, 1, 2]),
            relation([3, 4, 5]),
            relation([0, 3, 6]),
            relation([1, 4, 7]),
        ],
    };
    let tables = make(&published).expect("witnesses");
    let json = |text: Result<String, serde_json::Error>| text.expect("plain values");
    format!(
        "{}\n{}",
        json(serde_json::to_string(&published)),
        json(serde_json::to_string(&tables))
    )
}

fn imports(seeds: &mut Vec<(&'static str, Vec<u8>)>) {
    for table in TABLES {
        seeds.push(("table", table.as_bytes().to_vec()));
        let utf_16 = [0xFF, 0xFE]
            .into_iter()
            .chain(table.encode_utf16().flat_map(u16::to_le_bytes));
        seeds.push(("table", utf_16.collect()));
        let latin: Vec<u8> = table
            .chars()
            .map(|letter| u8::try_from(letter).unwrap_or(b'?'))
            .collect();
        seeds.push(("table", latin));
        let read = read_table(table.as_bytes()).expect("a valid table");
        for instrument in built_in() {
            let mut mapping = propose(&read, instrument, &Mapping::default());
            mapping.confirm_suggestions();
            let json = serde_json::to_string(&mapping).expect("plain values");
            seeds.push(("import", format!("{json}\n{table}").into_bytes()));
        }
    }
}

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("usage: seeds FOLDER");
    let answers = answers();
    let whole = answers.to_bytes();
    let indexed = index(&answers).to_bytes();
    let stored = stored_release(&answers);
    let json_from = stored
        .iter()
        .position(|&byte| byte == b'\n')
        .expect("a first line")
        + 1;
    let mut seeds = vec![
        ("answers", whole[..whole.len() - 32].to_vec()),
        ("index", indexed[..indexed.len() - 32].to_vec()),
        ("stored_release", stored[json_from..].to_vec()),
        ("witnesses", witnesses().into_bytes()),
        ("jj", JJ.as_bytes().to_vec()),
        ("ledger", ledger::write(&[entry()]).into_bytes()),
        ("elsewhere", ELSEWHERE.as_bytes().to_vec()),
    ];
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/disclosure/rules"))? {
        seeds.push(("rules", std::fs::read(entry?.path())?));
    }
    imports(&mut seeds);
    for instrument in built_in() {
        let fields: BTreeMap<String, Vec<String>> = instrument
            .items
            .iter()
            .map(|item| (item.id.to_string(), vec![item.choices[0].id.to_string()]))
            .collect();
        let response = Response::from_form(instrument, &fields).expect("a valid form");
        seeds.push(("response", response.to_bytes(instrument)[5..].to_vec()));
        let lines = response.to_form(instrument).into_iter();
        let lines =
            lines.flat_map(|(name, values)| values.into_iter().map(move |value| format!("{name}={value}\n")));
        seeds.push(("form", lines.collect::<String>().into_bytes()));
    }
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../instruments"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            seeds.push(("questionnaire", std::fs::read(path)?));
        }
    }
    for (number, (target, bytes)) in seeds.into_iter().enumerate() {
        let folder = Path::new(&folder).join(target);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("seed-{number}")), bytes)?;
    }
    Ok(())
}
