//! A release of 66,690 real answers against values computed elsewhere.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::PathBuf;

use disclosure::{
    Ask, AskItem, AskScale, Cut, Finding, Group, Protection, Released, Report, Request, Rule, release, reopen,
};
use tally::{Answers, Dimension, Item, Membership, Missing};

const ITEMS: [&str; 5] = ["ST34Q01", "ST34Q02", "ST34Q03", "ST34Q04", "ST34Q05"];
const COUNTRIES: [&str; 3] = ["Canada", "Mexico", "United States"];

fn shared(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("KITH_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    Some(folder.join(file)).filter(|path| path.exists())
}

fn answers() -> Option<Answers> {
    let mut reader = csv::Reader::from_path(shared("data/pisa2009_codes.csv")?).unwrap();
    let mut codes = vec![Vec::new(); ITEMS.len()];
    let mut country = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        country.push(
            COUNTRIES
                .iter()
                .position(|name| *name == &record[0])
                .map_or(u16::MAX, |at| u16::try_from(at).unwrap()),
        );
        for (at, column) in codes.iter_mut().enumerate() {
            column.push(
                record[at + 1]
                    .parse::<u8>()
                    .map_or(Missing::Skipped.code(), |code| code - 1),
            );
        }
    }
    let options = ["strongly disagree", "disagree", "agree", "strongly agree"]
        .map(str::to_owned)
        .to_vec();
    let items = ITEMS.iter().zip(codes);
    let items = items
        .map(|(id, codes)| Item {
            id: (*id).to_owned(),
            options: options.clone(),
            codes,
        })
        .collect();
    let levels = COUNTRIES.map(str::to_owned).to_vec();
    let membership = Membership::Single(country.clone());
    let dimensions = vec![Dimension {
        id: "country".to_owned(),
        levels,
        membership,
    }];
    Some(Answers::new(country.len(), items, dimensions).unwrap())
}

fn ask(least_answered: u32) -> Ask {
    let favourable = vec![false, false, true, true];
    let item = |id: &&str| AskItem {
        item: (*id).to_owned(),
        favourable: favourable.clone(),
        reversed: false,
    };
    let scale = AskScale {
        scale: "teachers".to_owned(),
        items: ITEMS.map(str::to_owned).to_vec(),
        rule: Rule::MeanOfItemShares,
        cut: Cut::from_hundredths(300).unwrap(),
        least_answered,
    };
    Ask {
        items: ITEMS.iter().map(item).collect(),
        scales: vec![scale],
        dimensions: vec!["country".to_owned()],
        pairs: Vec::new(),
    }
}

fn row(country: &str) -> usize {
    1 + COUNTRIES.iter().position(|name| *name == country).unwrap()
}

fn usa_people(report: &Released<Report>) -> (u32, u32, String) {
    let figure = report.scales[0].rows[row("United States")].cell.shown().unwrap();
    let share = figure.share_of_people;
    (share.part, share.of, format!("{:.6}", share.share))
}

#[test]
fn pisa_release_known_answers_gives_known_figures() {
    let Some(answers) = answers() else {
        println!("skipped: shared data not found");
        return;
    };
    let report = release(&answers, &ask(3), Protection::default()).unwrap();
    let favourable = |country: &str| {
        let share = report.items[0].rows[row(country)]
            .cell
            .shown()
            .unwrap()
            .favourable;
        (share.part, share.of)
    };
    assert_eq!(
        COUNTRIES.map(favourable),
        [(19_985, 22_569), (32_818, 37_809), (4_603, 5_143)]
    );
    let scale = report.scales[0].rows[row("United States")].cell.shown().unwrap();
    assert_eq!(format!("{:.6}", scale.mean_of_item_shares), "0.838522");
    assert_eq!(format!("{:.6}", scale.share_of_answers.share), "0.838525");
    let (_, of, share) = usa_people(&report);
    assert_eq!((of, share.as_str()), (5_141, "0.669909"));
    let (_, of, share) = usa_people(&release(&answers, &ask(1), Protection::default()).unwrap());
    assert_eq!((of, share.as_str()), (5_162, "0.670477"));
    let named: Vec<_> = report.items[0]
        .differences
        .iter()
        .map(|d| (d.group.clone(), d.finding))
        .collect();
    let level = |level: &str| Group::Level {
        dimension: "country".to_owned(),
        level: level.to_owned(),
    };
    let expected = [
        (level("Canada"), Finding::Higher),
        (level("Mexico"), Finding::Lower),
        (level("United States"), Finding::Higher),
    ];
    assert_eq!(named, expected);
    let asked = ask(3);
    let whole = Request::new(&answers, &asked, Protection::default())
        .make()
        .unwrap()
        .release;
    assert_eq!(*whole.whole(), report);
    assert_eq!(reopen(&whole.to_stored()).unwrap(), whole);
}
