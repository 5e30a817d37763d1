//! A release made from answers, drawn and written: what is hidden stays hidden in every form, what is shown is right.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use disclosure::{Ask, AskItem, AskScale, Cell, Cut, Group, Protection, Released, Report, Rule, release};
use publish::{
    Direction, Wording,
    chart::{self, Caption, Layout, Setting},
    table::{self, ItemOrScale},
};
use tally::{Answers, Dimension, Item, Membership};

struct English;

impl Wording for English {
    fn item(&self, item: &str) -> String {
        format!("=How often, {item}?")
    }
    fn scale(&self, scale: &str) -> String {
        format!("Scale {scale}")
    }
    fn option(&self, _: &str, option: &str) -> String {
        format!("Option {option}")
    }
    fn dimension(&self, _: &str) -> String {
        "Grade".to_owned()
    }
    fn group(&self, group: &Group) -> String {
        match group {
            Group::Everyone => "Everyone".to_owned(),
            Group::Level { level, .. } => format!("Grade {level}"),
            Group::Pair { levels, .. } => levels.join(" × "),
        }
    }
    fn rule(&self, rule: Rule) -> String {
        match rule {
            Rule::ShareOfAnswers => "share of answers",
            Rule::MeanOfItemShares => "mean of item shares",
            Rule::ShareOfPeople => "share of people whose own mean is at or above the cut",
        }
        .to_owned()
    }
    fn not_shown(&self) -> String {
        "not shown, to protect people".to_owned()
    }
    fn answered(&self) -> String {
        "answered".to_owned()
    }
    fn favourable(&self) -> String {
        "favorable".to_owned()
    }
    fn interval(&self) -> String {
        "95% interval".to_owned()
    }
}

/// 64 people in three grades, of which grade 8 has four; two items of four options.
fn report() -> Released<Report> {
    let people = 64_usize;
    let options: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
    let codes = |shift: usize| {
        (0..people)
            .map(|person| u8::try_from((person * 7 + person / 5 + shift) % 4).unwrap())
            .collect()
    };
    let item = |id: &str, shift| Item {
        id: id.into(),
        options: options.clone(),
        codes: codes(shift),
    };
    let levels = (0..people)
        .map(|person| {
            if person < 4 {
                2
            } else {
                u16::try_from(person % 2).unwrap()
            }
        })
        .collect();
    let grade = Dimension {
        id: "grade".into(),
        levels: ["6", "7", "8"].map(str::to_owned).to_vec(),
        membership: Membership::Single(levels),
    };
    let answers = Answers::new(people, vec![item("q1", 0), item("q2", 1)], vec![grade]).unwrap();
    let favourable = vec![false, false, true, true];
    let ask_item = |id: &str| AskItem {
        item: id.into(),
        favourable: favourable.clone(),
        reversed: false,
    };
    let ask = Ask {
        items: vec![ask_item("q1"), ask_item("q2")],
        scales: vec![AskScale {
            scale: "s".into(),
            items: vec!["q1".into(), "q2".into()],
            rule: Rule::ShareOfPeople,
            cut: Cut::from_hundredths(300).unwrap(),
            least_answered: 1,
        }],
        dimensions: vec!["grade".into()],
        pairs: Vec::new(),
    };
    release(&answers, &ask, Protection::default()).unwrap()
}

fn caption() -> Caption {
    Caption {
        id: "q1".into(),
        title: "Question".into(),
        description: "Finding".into(),
    }
}

const WIDE: Setting = Setting {
    layout: Layout::Wide,
    direction: Direction::LeftToRight,
};

fn hidden(report: &Report) -> usize {
    report.items[0]
        .rows
        .iter()
        .filter(|row| row.cell.is_hidden())
        .count()
}

#[test]
fn release_with_a_small_group_hides_it_in_every_form() {
    let report = report();
    let rows = report.items[0].rows.len();
    assert!(hidden(&report) >= 1 && hidden(&report) < rows);
    let words = "not shown, to protect people";
    for svg in [
        chart::answers(report.item("q1").unwrap(), &caption(), &English, WIDE),
        chart::item_shares(report.item("q1").unwrap(), &caption(), &English, WIDE),
    ] {
        assert_eq!(svg.as_str().matches(words).count(), hidden(&report));
        assert!(svg.as_str().contains("Grade 8"));
    }
    let text = table::plain_text(&report, &English);
    for line in text.lines().filter(|line| line.starts_with("Grade 8")) {
        assert_eq!(line, format!("Grade 8   {words}"));
    }
    let file = table::csv(&report, Some(ItemOrScale::Item("q1")), &English);
    let of_grade_8: Vec<&str> = file.lines().filter(|line| line.contains(",Grade 8,")).collect();
    assert_eq!(of_grade_8.len(), 4);
    for line in of_grade_8 {
        let after = line.split(",Option ").nth(1).unwrap();
        assert_eq!(after.matches(&format!("\"{words}\"")).count(), 8);
        assert!(!after.contains(|c: char| c.is_ascii_digit()));
    }
}

#[test]
fn file_of_a_release_gives_its_counts_back() {
    let report = report();
    let file = table::csv(&report, None, &English);
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let groups = report.items[0].rows.len();
    assert_eq!(lines.len(), 2 * groups * 4 + groups * 3);
    let of_items = lines.iter().filter(|line| &line[0] == "item");
    let read: Vec<String> = of_items.map(|line| line[at("count")].to_owned()).collect();
    let mut kept = Vec::new();
    for row in report.items.iter().flat_map(|table| &table.rows) {
        match &row.cell {
            Cell::Shown(shown) => kept.extend(shown.counts.iter().map(u32::to_string)),
            Cell::Hidden => kept.extend(vec![English.not_shown(); 4]),
        }
    }
    assert_eq!(read, kept);
    assert_eq!(
        lines
            .iter()
            .filter(|line| &line[at("is_reported_rule")] == "true")
            .count(),
        groups
    );
    assert!(
        lines
            .iter()
            .filter(|line| &line[0] == "item")
            .all(|line| line[2].starts_with("'=How often, "))
    );
}

#[test]
fn file_of_one_scale_has_only_that_scale() {
    let file = table::csv(&report(), Some(ItemOrScale::Scale("s")), &English);
    assert!(file.lines().skip(1).all(|line| line.starts_with("scale,s,")));
    assert_eq!(file.lines().count(), 1 + report().scales[0].rows.len() * 3);
}

#[test]
fn tables_of_a_release_look_as_agreed() {
    insta::assert_snapshot!("plain_text", table::plain_text(&report(), &English));
    insta::assert_snapshot!(
        "csv",
        table::csv(&report(), None, &English)
            .trim_start_matches('\u{feff}')
            .replace("\r\n", "\n")
    );
}

#[test]
fn scale_is_drawn_under_the_rule_that_it_reports() {
    let report = report();
    let svg = chart::scale_shares(report.scale("s").unwrap(), &caption(), &English, WIDE);
    let everyone = report.scales[0].rows[0].cell.shown().unwrap().share_of_people;
    assert!(
        svg.as_str()
            .contains(&format!(">{}</text>", English.percent(everyone.share)))
    );
    assert!(svg.as_str().contains(&format!(
        ">{}</text>",
        English.percent_range(everyone.low, everyone.high)
    )));
}

#[test]
fn tables_for_a_page_have_one_cell_per_head() {
    let report = report();
    for table in table::of_items(&report, &English)
        .into_iter()
        .chain(table::of_scales(&report, &English))
    {
        for row in &table.rows {
            assert_eq!(
                row.cells.shown().map_or(table.heads.len(), Vec::len),
                table.heads.len()
            );
        }
    }
}
