//! Charts of tables made by hand, so that every shape of table is drawn; `tests/released.rs` draws what a release gives.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use disclosure::{Cell, Distribution, Group, ItemTable, Row, Rule, Share};
use proptest::prelude::*;
use scraper::{Html, Selector};

use super::*;

/// English words for tests.
struct English;

impl Wording for English {
    fn item(&self, item: &str) -> String {
        format!("Question {item}")
    }
    fn scale(&self, scale: &str) -> String {
        format!("Scale {scale}")
    }
    fn option(&self, _: &str, option: &str) -> String {
        option.to_owned()
    }
    fn dimension(&self, dimension: &str) -> String {
        dimension.to_owned()
    }
    fn group(&self, group: &Group) -> String {
        match group {
            Group::Everyone => "Everyone".to_owned(),
            Group::Level { level, .. } => level.clone(),
            Group::Pair { levels, .. } => levels.join(" × "),
        }
    }
    fn rule(&self, rule: Rule) -> String {
        format!("{rule:?}")
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

const WIDE: Setting = Setting {
    layout: Layout::Wide,
    direction: Direction::LeftToRight,
};
const COMPACT: Setting = Setting {
    layout: Layout::Compact,
    direction: Direction::LeftToRight,
};

fn caption() -> Caption {
    Caption {
        id: "st34q01".into(),
        title: "“I get along well with most of my teachers” & more".into(),
        description: "Share of each answer, in percent. The same numbers stand in the table below.".into(),
    }
}

fn shown(counts: &[u32], favourable: &[bool]) -> Cell<Distribution> {
    let of: u32 = counts.iter().sum();
    let part: u32 = counts
        .iter()
        .zip(favourable)
        .filter(|(_, favourable)| **favourable)
        .map(|(count, _)| count)
        .sum();
    let share = f64::from(part) / f64::from(of);
    let (low, high) = ((share - 0.05).max(0.0), (share + 0.05).min(1.0));
    let favourable = Share {
        part,
        of,
        share,
        low,
        high,
    };
    Cell::Shown(Distribution {
        asked: of + 3,
        answered: of,
        counts: counts.to_vec(),
        favourable,
    })
}

fn level(dimension: &str, level: &str) -> Group {
    Group::Level {
        dimension: dimension.into(),
        level: level.into(),
    }
}

fn table(options: &[&str], favourable: &[bool], rows: Vec<(Group, Cell<Distribution>)>) -> ItemTable {
    ItemTable {
        item: "ST34Q01".into(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
        favourable: favourable.to_vec(),
        reversed: false,
        rows: rows
            .into_iter()
            .map(|(group, cell)| Row { group, cell })
            .collect(),
        differences: Vec::new(),
    }
}

fn season() -> ItemTable {
    let favourable = [false, false, true, true];
    let row = |counts: &[u32]| shown(counts, &favourable);
    table(
        &["Almost never", "Once in a while", "Often", "Almost always"],
        &favourable,
        vec![
            (Group::Everyone, row(&[291, 619, 1894, 1320])),
            (level("grade", "Grade 6"), row(&[7, 17, 65, 52])),
            (level("grade", "Grade 7"), row(&[10, 22, 64, 40])),
            (level("grade", "Grade 8"), row(&[14, 24, 61, 36])),
            (level("program", "English learners"), row(&[7, 13, 25, 13])),
            (
                level("program", "Students with disabilities"),
                row(&[5, 10, 21, 13]),
            ),
            (level("program", "Newcomers <2 years & families"), Cell::Hidden),
        ],
    )
}

fn seven() -> ItemTable {
    let favourable = [true, true, true, false, false, false, false];
    let names = [
        "Every day",
        "Most days",
        "Often",
        "Now and then",
        "Seldom",
        "Hardly ever",
        "Never in this whole school year",
    ];
    table(
        &names,
        &favourable,
        vec![(Group::Everyone, shown(&[10, 20, 30, 15, 10, 9, 6], &favourable))],
    )
}

fn two() -> ItemTable {
    let favourable = [true, false];
    let rows = vec![
        (Group::Everyone, shown(&[40, 60], &favourable)),
        (level("language", "Español"), Cell::Hidden),
        (
            level(
                "language",
                "A name so long that even two lines cannot hold the whole of it, as happens",
            ),
            Cell::Hidden,
        ),
    ];
    table(&["Yes", "No"], &favourable, rows)
}

/// Everything that is drawn as text, in order; titles of elements are left out.
fn texts(svg: &Svg) -> Vec<String> {
    let page = Html::parse_fragment(svg.as_str());
    let of_text = |text: scraper::ElementRef<'_>| {
        text.children()
            .find_map(|child| Some(child.value().as_text()?.to_string()))
    };
    page.select(&Selector::parse("text").unwrap())
        .filter_map(of_text)
        .collect()
}

fn svg_of(table: &ItemTable, setting: Setting) -> Svg {
    bars::draw(table, &caption(), &English, setting)
}

fn intervals_of(table: &ItemTable, setting: Setting) -> Svg {
    intervals::draw(&intervals::of_item(table), &caption(), &English, setting)
}

/// One element a line, so that a change can be read.
fn lines(svg: &Svg) -> String {
    svg.as_str().replace("><", ">\n<")
}

#[test]
fn answers_of_four_options_look_as_agreed() {
    insta::assert_snapshot!("answers_wide", lines(&svg_of(&season(), WIDE)));
    insta::assert_snapshot!("answers_compact", lines(&svg_of(&season(), COMPACT)));
}

#[test]
fn answers_of_two_and_seven_options_look_as_agreed() {
    insta::assert_snapshot!("answers_two", lines(&svg_of(&two(), WIDE)));
    insta::assert_snapshot!("answers_seven", lines(&svg_of(&seven(), COMPACT)));
}

#[test]
fn intervals_look_as_agreed() {
    insta::assert_snapshot!("intervals_wide", lines(&intervals_of(&season(), WIDE)));
    insta::assert_snapshot!("intervals_compact", lines(&intervals_of(&season(), COMPACT)));
}

#[test]
fn chart_is_named_for_people_who_do_not_see_it() {
    for svg in [svg_of(&season(), WIDE), intervals_of(&season(), COMPACT)] {
        let page = Html::parse_fragment(svg.as_str());
        let one = |selector: &str| page.select(&Selector::parse(selector).unwrap()).next().unwrap();
        assert_eq!(one("svg").attr("role"), Some("img"));
        assert_eq!(
            one("svg").attr("aria-labelledby"),
            Some("st34q01-title st34q01-description")
        );
        assert_eq!(
            one("svg > title#st34q01-title").text().collect::<String>(),
            caption().title
        );
        assert_eq!(
            one("svg > desc#st34q01-description").text().collect::<String>(),
            caption().description
        );
    }
}

#[test]
fn chart_carries_no_style_and_no_script() {
    for svg in [
        svg_of(&season(), WIDE),
        svg_of(&two(), COMPACT),
        intervals_of(&season(), WIDE),
    ] {
        for forbidden in ["style", "<script", "onload", "href", "<2 years"] {
            assert!(!svg.as_str().contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn chart_read_from_the_right_says_so_and_shows_the_same_words() {
    let setting = Setting {
        direction: Direction::RightToLeft,
        ..WIDE
    };
    let svg = svg_of(&season(), setting);
    assert!(svg.as_str().contains(" direction=\"rtl\""));
    assert_eq!(texts(&svg), texts(&svg_of(&season(), WIDE)));
}

#[test]
fn item_that_begins_with_favourable_options_is_turned_round() {
    let legend: Vec<String> = texts(&svg_of(&two(), WIDE)).into_iter().take(2).collect();
    assert_eq!(legend, ["No", "Yes"]);
}

#[test]
fn chart_without_a_shown_group_has_words_and_no_number() {
    let mut hidden = season();
    hidden.rows.iter_mut().for_each(|row| row.cell = Cell::Hidden);
    for setting in [WIDE, COMPACT] {
        let told = texts(&svg_of(&hidden, setting));
        assert_eq!(
            told.iter()
                .filter(|text| *text == "not shown, to protect people")
                .count(),
            7
        );
    }
}

/// What a chart of the table must say about each group, and nothing else.
fn expected_numbers(table: &ItemTable) -> Vec<String> {
    let mut numbers = Vec::new();
    for shown in table.rows.iter().filter_map(|row| row.cell.shown()) {
        numbers.push(English.count(u64::from(shown.answered)));
        numbers.push(format!(
            "{}%",
            English.percent_bare(f64::from(shown.favourable.part) / f64::from(shown.answered))
        ));
    }
    numbers
}

fn any_table() -> impl Strategy<Value = ItemTable> {
    let cell = |options: usize| prop::option::weighted(0.7, prop::collection::vec(0_u32..3000, options));
    (1_usize..8).prop_flat_map(move |options| {
        (
            prop::collection::vec(any::<bool>(), options),
            prop::collection::vec(cell(options), 1..12),
        )
            .prop_map(|(favourable, cells)| {
                let rows = cells.into_iter().enumerate().map(|(index, counts)| {
                    let letter = char::from(b'a' + u8::try_from(index).unwrap()).to_string();
                    let group = if index == 0 {
                        Group::Everyone
                    } else {
                        level("d", &letter)
                    };
                    let some = counts.filter(|counts| counts.iter().sum::<u32>() > 0);
                    (
                        group,
                        some.map_or(Cell::Hidden, |counts| shown(&counts, &favourable)),
                    )
                });
                let names = ["o", "p", "q", "r", "s", "t", "u"];
                table(&names[..favourable.len()], &favourable, rows.collect())
            })
    })
}

proptest! {
    #[test]
    fn numbers_of_any_table_are_those_of_the_table(table in any_table(), is_wide in any::<bool>()) {
        let svg = svg_of(&table, if is_wide { WIDE } else { COMPACT });
        let page = Html::parse_fragment(svg.as_str());
        let of = |selector: &str| -> Vec<String> {
            let selector = Selector::parse(selector).unwrap();
            page.select(&selector).map(|text| text.text().collect::<String>()).filter(|text| text.starts_with(|c: char| c.is_ascii_digit())).collect()
        };
        // In each row the count comes first, then the share.
        let printed: Vec<String> = of("text.soft, text.strong");
        prop_assert_eq!(printed, expected_numbers(&table));
        let mut percents = Vec::new();
        for shown in table.rows.iter().filter_map(|row| row.cell.shown()) {
            let shares = palette::place(&table.favourable).into_iter().map(|placed| shown.counts[placed.option]);
            percents.extend(shares.filter(|count| *count > 0).map(|count| {
                English.percent(f64::from(count) / f64::from(shown.answered))
            }));
        }
        let titles: Vec<String> = page
            .select(&Selector::parse("rect.un1 > title, rect.un2 > title, rect.mid > title, rect.fa1 > title, rect.fa2 > title").unwrap())
            .map(|title| title.text().collect::<String>().split(": ").nth(1).unwrap().to_owned())
            .collect();
        prop_assert_eq!(&titles, &percents);
        // Numbers that stand in a bar are those of the table, in its order; thin answers have none.
        let mut left = percents.iter();
        for value in of("text.value") {
            prop_assert!(left.any(|percent| *percent == format!("{value}%")), "{} is out of place", value);
        }
    }

    #[test]
    fn bars_of_any_table_stay_inside_and_meet_at_the_line(table in any_table()) {
        let svg = svg_of(&table, WIDE);
        let page = Html::parse_fragment(svg.as_str());
        let number = |element: &scraper::ElementRef<'_>, name: &str| element.attr(name).unwrap().parse::<f64>().unwrap();
        let line = number(&page.select(&Selector::parse("line.axis").unwrap()).next().unwrap(), "x1");
        for class in ["un1", "un2", "mid", "fa1", "fa2"] {
            for bar in page.select(&Selector::parse(&format!("rect.{class}[height='26']")).unwrap()) {
                let (start, end) = (number(&bar, "x"), number(&bar, "x") + number(&bar, "width"));
                prop_assert!(start >= 239.98 && end <= 652.02);
                let is_on_its_side = if class.starts_with("fa") { start >= line - 0.02 } else { end <= line + 0.02 };
                prop_assert!(is_on_its_side);
            }
        }
    }

    #[test]
    fn intervals_of_any_table_stay_on_the_axis(table in any_table()) {
        let svg = intervals_of(&table, WIDE);
        let page = Html::parse_fragment(svg.as_str());
        let shown = table.rows.iter().filter(|row| !row.cell.is_hidden()).count();
        prop_assert_eq!(page.select(&Selector::parse("circle.dot").unwrap()).count(), shown);
        for dot in page.select(&Selector::parse("circle.dot").unwrap()) {
            let x: f64 = dot.attr("cx").unwrap().parse().unwrap();
            prop_assert!((199.98..=560.02).contains(&x));
        }
    }
}
