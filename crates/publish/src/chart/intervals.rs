//! How sure one can be: each group's share as a dot on a pale bar, the interval in which it likely lies.

use disclosure::{Cell, Group, ItemTable, Rule, ScaleTable};

use super::{
    Caption, Layout, Setting,
    frame::{self, Frame, HAIRLINE, INK, SOFT},
};
use crate::{
    svg::{Anchor, Block, Canvas, Svg, Text, plain_id},
    wording::Wording,
};

/// A share with its interval, if the rule behind it has one.
pub(super) struct Point {
    share: f64,
    interval: Option<(f64, f64)>,
}

pub(super) type Points<'a> = Vec<(&'a Group, Cell<Point>)>;

pub(super) fn of_item(table: &ItemTable) -> Points<'_> {
    let point = |row: &disclosure::Distribution| Point {
        share: row.favourable.share,
        interval: Some((row.favourable.low, row.favourable.high)),
    };
    table
        .rows
        .iter()
        .map(|row| (&row.group, seen(&row.cell, point)))
        .collect()
}

pub(super) fn of_scale(table: &ScaleTable, rule: Rule) -> Points<'_> {
    let point = |figure: &disclosure::ScaleFigure| match rule {
        Rule::ShareOfAnswers => Point {
            share: figure.share_of_answers.share,
            interval: None,
        },
        Rule::MeanOfItemShares => Point {
            share: figure.mean_of_item_shares,
            interval: None,
        },
        Rule::ShareOfPeople => {
            let people = figure.share_of_people;
            Point {
                share: people.share,
                interval: Some((people.low, people.high)),
            }
        }
    };
    table
        .rows
        .iter()
        .map(|row| (&row.group, seen(&row.cell, point)))
        .collect()
}

fn seen<T>(cell: &Cell<T>, point: impl Fn(&T) -> Point) -> Cell<Point> {
    match cell {
        Cell::Shown(figure) => Cell::Shown(point(figure)),
        Cell::Hidden => Cell::Hidden,
    }
}

/// The part of 0 to 1 that is drawn, in tenths.
struct Axis {
    low: u8,
    high: u8,
    step: u8,
    plot: (f64, f64),
}

impl Axis {
    fn of(points: &Points<'_>, plot: (f64, f64)) -> Self {
        let shown = || points.iter().filter_map(|(_, cell)| cell.shown());
        let low = shown()
            .map(|point| point.interval.map_or(point.share, |(low, _)| low))
            .reduce(f64::min);
        let high = shown()
            .map(|point| point.interval.map_or(point.share, |(_, high)| high))
            .reduce(f64::max);
        let (mut low, mut high) = match (low, high) {
            (Some(low), Some(high)) => (tenth((low * 10.0).floor()), tenth((high * 10.0).ceil())),
            _ => (0, 10),
        };
        // At least three tenths, so that small differences are not blown up.
        while high - low < 3 {
            if high < 10 {
                high += 1;
            } else {
                low -= 1;
            }
        }
        let step = if high - low > 5 { 2 } else { 1 };
        if step == 2 {
            low -= low % 2;
            high += high % 2;
        }
        Axis {
            low,
            high,
            step,
            plot,
        }
    }

    fn x(&self, share: f64) -> f64 {
        let (low, high) = (f64::from(self.low) / 10.0, f64::from(self.high) / 10.0);
        self.plot.0 + (share - low) / (high - low) * (self.plot.1 - self.plot.0)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        (self.low..=self.high)
            .step_by(usize::from(self.step))
            .map(|tenths| f64::from(tenths) / 10.0)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=10 first"
)]
fn tenth(value: f64) -> u8 {
    value.clamp(0.0, 10.0) as u8
}

pub(super) fn draw(points: &Points<'_>, caption: &Caption, wording: &dyn Wording, setting: Setting) -> Svg {
    let frame = Frame::new(setting.layout);
    let id = plain_id(&caption.id);
    let mut canvas = frame.canvas(setting);
    frame::patterns(&mut canvas, &id);
    let plot = match frame.layout {
        Layout::Wide => (200.0, 560.0),
        Layout::Compact => (22.0, frame.width - 22.0),
    };
    let axis = Axis::of(points, plot);
    let first = draw_heads(&mut canvas, frame, &axis, wording);
    let mut rows = Vec::new();
    let mut y = first;
    let mut before: Option<&Group> = None;
    for (group, cell) in points {
        if frame::starts_dimension(before, group) {
            y += 8.0;
        }
        let name = frame.name(group, wording);
        let place = frame.place(&name, y);
        y = place.end + frame.gap;
        rows.push((name, place, cell));
        before = Some(group);
    }
    let end = y - frame.gap + 4.0;
    // The lines of the axis go first, under everything; on a phone names stand between the bars, so they are broken there.
    for tick in axis.ticks() {
        match frame.layout {
            Layout::Wide => canvas.upright("grid", HAIRLINE, axis.x(tick), (first - 4.0, end)),
            Layout::Compact => {
                for (_, place, _) in &rows {
                    canvas.upright("grid", HAIRLINE, axis.x(tick), (place.bar, place.bar + frame.bar));
                }
            }
        }
    }
    for (name, place, cell) in &rows {
        frame.draw_name(&mut canvas, name, *place);
        match cell {
            Cell::Hidden => frame.draw_hidden(&mut canvas, &id, plot, *place, &wording.not_shown()),
            Cell::Shown(point) => {
                let middle = place.bar + frame.bar / 2.0;
                draw_point(&mut canvas, &axis, point, middle);
                draw_numbers(&mut canvas, frame, point, frame.baseline(*place), wording);
            }
        }
    }
    canvas.finish(&caption.naming(), frame.class(), end + 4.0, frame.font)
}

fn draw_heads(canvas: &mut Canvas, frame: Frame, axis: &Axis, wording: &dyn Wording) -> f64 {
    let y = frame.font;
    for tick in axis.ticks() {
        let words = wording.percent(tick);
        let (class, fill, anchor) = ("soft", SOFT, Anchor::Middle);
        canvas.text(Text {
            x: axis.x(tick),
            y,
            anchor,
            class,
            fill,
            words: &words,
            whole: None,
        });
    }
    y + 14.0
}

fn draw_point(canvas: &mut Canvas, axis: &Axis, point: &Point, middle: f64) {
    const SPAN: f64 = 10.0;
    const DOT: f64 = 7.0;
    if let Some((low, high)) = point.interval {
        let (x, width) = (axis.x(low), axis.x(high) - axis.x(low));
        let y = middle - SPAN / 2.0;
        canvas.block(
            Block {
                x,
                y,
                width,
                height: SPAN,
                class: "interval",
                fill: "#a9d0cb",
            },
            "",
        );
    }
    canvas.dot("dot", "#0b7a6f", (axis.x(point.share), middle), DOT);
}

fn draw_numbers(canvas: &mut Canvas, frame: Frame, point: &Point, y: f64, wording: &dyn Wording) {
    let share = wording.percent(point.share);
    let range = point.interval.map(|(low, high)| wording.percent_range(low, high));
    // Both stand in columns of their own, so that they align from row to row.
    let share_end = if range.is_some() {
        frame.width - 84.0
    } else {
        frame.width
    };
    let end = |canvas: &mut Canvas, x, class, fill, words: &str| {
        canvas.text(Text {
            x,
            y,
            anchor: Anchor::End,
            class,
            fill,
            words,
            whole: None,
        });
    };
    end(canvas, share_end, "strong", INK, &share);
    if let Some(range) = &range {
        end(canvas, frame.width, "soft", SOFT, range);
    }
}
