//! Released figures as CSV (RFC 4180), in long form: one line per item or scale, group, and option or rule.
//!
//! The heads are part of the format and the same in every language; labels are in the language of the words. Numbers are
//! written with all their digits and a point, for programs. A hidden figure says so in words in every column of its own.

use disclosure::{Cell, Distribution, Group, ItemTable, Released, Report, ScaleFigure, ScaleTable};

use super::{part_of, reported_first, share_under};
use crate::wording::Wording;

const HEADS: [&str; 16] = [
    "kind",
    "id",
    "wording",
    "dimension",
    "group",
    "option",
    "is_favorable",
    "count",
    "share",
    "asked",
    "answered",
    "favorable_count",
    "favorable_share",
    "interval_low",
    "interval_high",
    "is_reported_rule",
];
/// Columns of identity before the figures.
const NAMED: usize = 7;

/// Which table a file is about.
#[derive(Clone, Copy, Debug)]
pub enum ItemOrScale<'a> {
    /// One item.
    Item(&'a str),
    /// One scale.
    Scale(&'a str),
}

/// The whole report, or one table of it, as a UTF-8 file.
///
/// Cells that a spreadsheet would take for a formula start with an apostrophe.
pub fn csv(report: &Released<Report>, only: Option<ItemOrScale<'_>>, wording: &dyn Wording) -> String {
    let mut lines = vec![HEADS.map(str::to_owned).to_vec()];
    let wants_item = |id: &str| only.is_none_or(|only| matches!(only, ItemOrScale::Item(item) if item == id));
    let wants_scale =
        |id: &str| only.is_none_or(|only| matches!(only, ItemOrScale::Scale(scale) if scale == id));
    for table in report.items.iter().filter(|table| wants_item(&table.item)) {
        add_item(&mut lines, table, wording);
    }
    for table in report.scales.iter().filter(|table| wants_scale(&table.scale)) {
        add_scale(&mut lines, table, wording);
    }
    // Without the mark, Excel on Windows reads accents as if the file were not UTF-8.
    format!("\u{feff}{}", write(&lines))
}

fn write(lines: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        writer
            .write_record(line.iter().map(|cell| harmless(cell)))
            .expect("every line has the same number of cells");
    }
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("every cell is UTF-8")
}

/// A leading apostrophe keeps a spreadsheet from running what a person typed as a label.
fn harmless(cell: &str) -> String {
    // Spreadsheets skip white space, and some take the full-width forms too.
    let first = cell
        .trim_start_matches([' ', '\u{a0}', '\u{feff}', '\u{200b}'])
        .chars()
        .next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '＝' | '＋' | '－' | '＠') => {
            format!("'{cell}")
        }
        _ => cell.to_owned(),
    }
}

fn add_item(lines: &mut Vec<Vec<String>>, table: &ItemTable, wording: &dyn Wording) {
    for row in &table.rows {
        for (place, (option, is_favourable)) in table.options.iter().zip(&table.favourable).enumerate() {
            let mut line = named(
                "item",
                &table.item,
                wording.item(&table.item),
                &row.group,
                wording,
            );
            line.push(wording.option(&table.item, option));
            line.push(is_favourable.to_string());
            match &row.cell {
                Cell::Shown(shown) => line.extend(item_figures(shown, place)),
                Cell::Hidden => line.extend(withheld(wording)),
            }
            lines.push(line);
        }
    }
}

fn item_figures(shown: &Distribution, place: usize) -> [String; HEADS.len() - NAMED] {
    let count = shown.counts.get(place).copied().unwrap_or_default();
    let favourable = shown.favourable;
    [
        count.to_string(),
        digits(part_of(count, shown.answered)),
        shown.asked.to_string(),
        shown.answered.to_string(),
        favourable.part.to_string(),
        digits(favourable.share),
        digits(favourable.low),
        digits(favourable.high),
        String::new(),
    ]
}

fn add_scale(lines: &mut Vec<Vec<String>>, table: &ScaleTable, wording: &dyn Wording) {
    for row in &table.rows {
        for rule in reported_first(table.rule) {
            let mut line = named(
                "scale",
                &table.scale,
                wording.scale(&table.scale),
                &row.group,
                wording,
            );
            line.push(wording.rule(rule));
            line.push(String::new());
            match &row.cell {
                Cell::Shown(figure) => line.extend(scale_figures(figure, rule)),
                Cell::Hidden => line.extend(withheld(wording)),
            }
            // Whether a rule is the reported one is no figure; it is known of hidden groups, too.
            if let Some(last) = line.last_mut() {
                *last = (rule == table.rule).to_string();
            }
            lines.push(line);
        }
    }
}

fn scale_figures(figure: &ScaleFigure, rule: disclosure::Rule) -> [String; HEADS.len() - NAMED] {
    use disclosure::Rule;
    let none = String::new;
    let share = digits(share_under(figure, rule));
    let (answered, part, low, high) = match rule {
        Rule::ShareOfAnswers => {
            let answers = figure.share_of_answers;
            (answers.of.to_string(), answers.part.to_string(), none(), none())
        }
        Rule::MeanOfItemShares => (none(), none(), none(), none()),
        Rule::ShareOfPeople => {
            let people = figure.share_of_people;
            (
                people.of.to_string(),
                people.part.to_string(),
                digits(people.low),
                digits(people.high),
            )
        }
    };
    [none(), none(), none(), answered, part, share, low, high, none()]
}

fn named(kind: &str, id: &str, words: String, group: &Group, wording: &dyn Wording) -> Vec<String> {
    let dimension = match group {
        Group::Everyone => String::new(),
        Group::Level { dimension, .. } => wording.dimension(dimension),
        Group::Pair { dimensions, .. } => dimensions.each_ref().map(|id| wording.dimension(id)).join(" × "),
    };
    vec![
        kind.to_owned(),
        id.to_owned(),
        words,
        dimension,
        wording.group(group),
    ]
}

fn withheld(wording: &dyn Wording) -> [String; HEADS.len() - NAMED] {
    let mut cells: [String; HEADS.len() - NAMED] = std::array::from_fn(|_| wording.not_shown());
    cells[HEADS.len() - NAMED - 1].clear();
    cells
}

/// Six decimals: enough to get any count of an installation's size back.
fn digits(share: f64) -> String {
    format!("{share:.6}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cell_that_a_spreadsheet_would_run_starts_with_an_apostrophe() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\u{feff}=1",
            "\n=1",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["Grade 7", "0.838522", "not shown", "", "3-4"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn cell_with_quotes_commas_and_lines_is_quoted() {
        let lines = vec![vec![
            "a,b".to_owned(),
            "say \"hi\"".to_owned(),
            "two\nlines".to_owned(),
        ]];
        assert_eq!(write(&lines), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    }
}
