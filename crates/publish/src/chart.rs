//! Charts of released figures, as SVG that a page with a strict policy can hold and that people who do not see it can hear.
//!
//! Classes that the style sheet colours: `chart` with `chart-wide` or `chart-compact`; answers `un2 un1 mid fa1 fa2`, and the
//! numbers on them `value` with `on-un2` … `on-fa2`; text `soft`, `strong`, `name`; `axis` (the one line), `grid` (hairlines),
//! `hatch` and `hatch-line` (a hidden group), `plate` (ground under words, grain of textures), `interval`, `dot`.
//! Every one has a default colour, so that a file opened alone is complete.

mod bars;
mod fitting;
mod frame;
mod intervals;
mod palette;
#[cfg(test)]
mod tests;

use disclosure::{ItemTable, Released, Rule, ScaleTable};

use crate::{
    svg::{Direction, Naming, Svg},
    wording::Wording,
};

/// What a chart is called.
#[derive(Clone, Debug)]
pub struct Caption {
    /// Unique in its page; the ids inside the chart start with it.
    pub id: String,
    /// Read out first.
    pub title: String,
    /// The finding, and where the same numbers stand as a table.
    pub description: String,
}

/// For which screen a chart is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A laptop, a projector, paper: names beside their bars, 720 units wide.
    Wide,
    /// A phone: names above their bars, 320 units wide.
    Compact,
}

/// How a chart stands on its page.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The screen.
    pub layout: Layout,
    /// The way the language reads.
    pub direction: Direction,
}

/// The answers to an item by group: not favourable before one line, favourable after it.
pub fn answers(
    table: Released<&ItemTable>,
    caption: &Caption,
    wording: &dyn Wording,
    setting: Setting,
) -> Svg {
    bars::draw(&table, caption, wording, setting)
}

/// Everyone's answers to the items of a scale, one beneath the other.
pub fn scale_answers(
    items: &[Released<&ItemTable>],
    caption: &Caption,
    wording: &dyn Wording,
    setting: Setting,
) -> Svg {
    let tables: Vec<&ItemTable> = items.iter().map(|table| &***table).collect();
    bars::draw_items(&tables, caption, wording, setting)
}

/// The share of people at or above the scale's cut by group, with its interval, whatever rule the scale reports.
pub fn scale_people(
    table: Released<&ScaleTable>,
    caption: &Caption,
    wording: &dyn Wording,
    setting: Setting,
) -> Svg {
    intervals::draw(
        &intervals::of_scale(&table, Rule::ShareOfPeople),
        caption,
        wording,
        setting,
    )
}

/// The favourable share of an item by group, with the interval in which it likely lies.
pub fn item_shares(
    table: Released<&ItemTable>,
    caption: &Caption,
    wording: &dyn Wording,
    setting: Setting,
) -> Svg {
    intervals::draw(&intervals::of_item(&table), caption, wording, setting)
}

/// The favourable share of a scale by group under the rule that the scale reports, with its interval where that rule has one.
pub fn scale_shares(
    table: Released<&ScaleTable>,
    caption: &Caption,
    wording: &dyn Wording,
    setting: Setting,
) -> Svg {
    intervals::draw(
        &intervals::of_scale(&table, table.rule),
        caption,
        wording,
        setting,
    )
}

impl Caption {
    fn naming(&self) -> Naming<'_> {
        Naming {
            id: &self.id,
            title: &self.title,
            description: &self.description,
        }
    }
}
