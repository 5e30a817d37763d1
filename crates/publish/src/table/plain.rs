//! Released figures as plain text for a terminal, in columns.

use disclosure::{Cell, Released, Report};

use super::{Table, of_items, of_scales};
use crate::wording::Wording;

/// No line is made longer than this by a name; columns of figures may still be.
const NAME_MAX: usize = 40;

/// Every table of the report, scales first; long heads of columns are numbered and explained under their table.
pub fn plain_text(report: &Released<Report>, wording: &dyn Wording) -> String {
    let tables = of_scales(report, wording)
        .into_iter()
        .chain(of_items(report, wording));
    tables
        .map(|table| write(&table, wording))
        .collect::<Vec<_>>()
        .join("\n")
}

fn write(table: &Table, wording: &dyn Wording) -> String {
    const SHORT: usize = 14;
    let mut keys = Vec::new();
    let heads: Vec<String> = table
        .heads
        .iter()
        .map(|head| {
            if head.chars().count() <= SHORT {
                return one_line(head);
            }
            let key = format!("[{}]", keys.len() + 1);
            keys.push(format!("{key} {}", one_line(head)));
            key
        })
        .collect();
    let names: Vec<String> = table.rows.iter().map(|row| clip(&one_line(&row.group))).collect();
    let name_width = names.iter().map(|name| length(name)).max().unwrap_or_default();
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(column, head)| {
            let cells = table
                .rows
                .iter()
                .filter_map(|row| Some(length(row.cells.shown()?.get(column)?)));
            cells.chain([length(head)]).max().unwrap_or_default()
        })
        .collect();
    let line = |name: &str, cells: &[String]| {
        let mut line = format!("{name}{}", " ".repeat(name_width - length(name)));
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(&" ".repeat(2 + width - length(cell)));
            line.push_str(cell);
        }
        line.trim_end().to_owned() + "\n"
    };
    let rule = "-".repeat(name_width + widths.iter().map(|width| width + 2).sum::<usize>()) + "\n";
    let mut text = format!("{}\n{rule}{}{rule}", one_line(&table.title), line("", &heads));
    for (row, name) in table.rows.iter().zip(&names) {
        match &row.cells {
            Cell::Shown(cells) => text.push_str(&line(name, cells)),
            Cell::Hidden => {
                let gap = " ".repeat(name_width - length(name) + 2);
                text.extend([
                    name.as_str(),
                    gap.as_str(),
                    one_line(&wording.not_shown()).as_str(),
                    "\n",
                ]);
            }
        }
    }
    text.push_str(&rule);
    for key in keys {
        text.push_str(&key);
        text.push('\n');
    }
    text
}

/// A terminal obeys control characters, so none of a label gets there.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn clip(name: &str) -> String {
    if length(name) <= NAME_MAX {
        return name.to_owned();
    }
    name.chars().take(NAME_MAX - 1).chain(['…']).collect()
}
