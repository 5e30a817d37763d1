//! Diverging stacked bars: the answers to one item by group, or to the items of a scale one beneath the other.
//!
//! Everything before the line is not favourable, everything after it is, so the length after the line is the printed
//! share. The middle answer of an odd number is therefore drawn, in grey, before the line, and not across it.

use disclosure::{Distribution, Group, ItemTable, Row};

use super::{
    Caption, Layout, Setting, fitting,
    frame::{self, Frame, HAIRLINE, INK, Place, SOFT},
    palette::{self, Placed, Texture},
};
use crate::{
    svg::{Anchor, Block, Canvas, Svg, Text, plain_id},
    wording::Wording,
};

/// One line of the chart: who or what it is about, and the answers when they are shown.
struct Bar<'a> {
    name: frame::Name,
    /// Whether a hairline sets it apart from the line before.
    is_first: bool,
    shown: Option<&'a Distribution>,
    options: &'a Options,
}

/// The options of an item in their places along a bar, with their labels.
#[derive(PartialEq)]
struct Options {
    placed: Vec<Placed>,
    /// In the order of the item's options.
    labels: Vec<String>,
}

impl Options {
    fn of(table: &ItemTable, wording: &dyn Wording) -> Self {
        Self {
            placed: palette::place(&table.favourable),
            labels: table
                .options
                .iter()
                .map(|option| wording.option(&table.item, option))
                .collect(),
        }
    }
}

/// What every line of one chart is drawn with.
struct Sheet<'a> {
    frame: Frame,
    id: String,
    wording: &'a dyn Wording,
    plot: (f64, f64),
    line: f64,
    /// Length of a share of 1.
    unit: f64,
}

/// The answers to one item, by group.
pub(super) fn draw(table: &ItemTable, caption: &Caption, wording: &dyn Wording, setting: Setting) -> Svg {
    let (frame, options) = (Frame::new(setting.layout), Options::of(table, wording));
    let mut bars = Vec::new();
    let mut before = None;
    for row in &table.rows {
        bars.push(Bar {
            name: frame.name(&row.group, wording),
            is_first: frame::starts_dimension(before, &row.group),
            shown: row.cell.shown(),
            options: &options,
        });
        before = Some(&row.group);
    }
    draw_bars(&bars, Some(&options), caption, wording, setting)
}

/// Everyone's answers to each of these items.
pub(super) fn draw_items(
    tables: &[&ItemTable],
    caption: &Caption,
    wording: &dyn Wording,
    setting: Setting,
) -> Svg {
    let frame = Frame::new(setting.layout);
    let options: Vec<Options> = tables.iter().map(|table| Options::of(table, wording)).collect();
    let everyone = |row: &&Row<Distribution>| row.group == Group::Everyone;
    let bars: Vec<Bar> = tables
        .iter()
        .zip(&options)
        .map(|(table, options)| Bar {
            name: frame.question(&wording.item(&table.item)),
            is_first: false,
            shown: table.rows.iter().find(everyone).and_then(|row| row.cell.shown()),
            options,
        })
        .collect();
    // Where the items' answers have different words, each part of a bar has its own when it is pointed at or read out.
    let legend = options
        .first()
        .filter(|first| options.iter().all(|other| other == *first));
    draw_bars(&bars, legend, caption, wording, setting)
}

fn draw_bars(
    bars: &[Bar],
    legend: Option<&Options>,
    caption: &Caption,
    wording: &dyn Wording,
    setting: Setting,
) -> Svg {
    let sheet = Sheet::new(bars, caption, wording, setting.layout);
    let frame = sheet.frame;
    let mut canvas = frame.canvas(setting);
    frame::patterns(&mut canvas, &sheet.id);
    let mut y = legend.map_or(2.0, |options| sheet.draw_legend(&mut canvas, options));
    if frame.layout == Layout::Wide {
        y = sheet.draw_heads(&mut canvas, y);
    }
    let first = y;
    let mut places = Vec::new();
    for bar in bars {
        if bar.is_first {
            canvas.level("grid", HAIRLINE, y - frame.gap / 2.0 + 3.0);
            y += 8.0;
        }
        let place = frame.place(&bar.name, y);
        frame.draw_name(&mut canvas, &bar.name, place);
        places.push(place);
        y = place.end + frame.gap;
    }
    let end = y - frame.gap + 4.0;
    for (bar, place) in bars.iter().zip(&places) {
        if let Some(shown) = bar.shown {
            sheet.draw_shown(&mut canvas, shown, bar.options, *place);
        }
    }
    if frame.layout == Layout::Wide {
        canvas.upright("axis", INK, sheet.line, (first - 4.0, end));
    }
    // After the line, which would run through their words.
    for (bar, place) in bars.iter().zip(&places) {
        if bar.shown.is_none() {
            frame.draw_hidden(&mut canvas, &sheet.id, sheet.plot, *place, &wording.not_shown());
        }
    }
    canvas.finish(&caption.naming(), frame.class(), end + 4.0, frame.font)
}

impl<'a> Sheet<'a> {
    fn new(bars: &[Bar], caption: &Caption, wording: &'a dyn Wording, layout: Layout) -> Self {
        let frame = Frame::new(layout);
        let plot = match layout {
            Layout::Wide => (240.0, 652.0),
            Layout::Compact => (0.0, frame.width),
        };
        let favourable = || bars.iter().filter_map(|bar| Some(bar.shown?.favourable.share));
        let after = favourable().reduce(f64::max).unwrap_or(0.5);
        let before = 1.0 - favourable().reduce(f64::min).unwrap_or(0.5);
        let unit = (plot.1 - plot.0) / (before + after);
        let line = plot.0 + before * unit;
        Sheet {
            frame,
            id: plain_id(&caption.id),
            wording,
            plot,
            line,
            unit,
        }
    }

    /// The options in the order of the bars, in as many lines as they need; gives the y below it.
    fn draw_legend(&self, canvas: &mut Canvas, options: &Options) -> f64 {
        const SWATCH: f64 = 14.0;
        let frame = self.frame;
        let (mut x, mut y) = (0.0, 2.0);
        for placed in &options.placed {
            let label = options.labels.get(placed.option).map_or("", String::as_str);
            let (lines, clipped) = fitting::wrap(label, frame.font, frame.width - SWATCH - 8.0, 1);
            let width = SWATCH + 6.0 + fitting::width(&lines[0], frame.font) + 18.0;
            if x > 0.0 && x + width - 18.0 > frame.width {
                (x, y) = (0.0, y + frame.leading + 6.0);
            }
            let swatch = Block {
                x,
                y,
                width: SWATCH,
                height: SWATCH,
                class: placed.look.class,
                fill: placed.look.fill,
            };
            self.draw_textured(canvas, swatch, placed, "");
            canvas.text(Text {
                x: x + SWATCH + 6.0,
                y: y + SWATCH / 2.0 + frame.font * 0.35,
                anchor: Anchor::Start,
                class: "soft",
                fill: SOFT,
                words: &lines[0],
                whole: clipped.then_some(label),
            });
            x += width;
        }
        y + frame.leading + 12.0
    }

    fn draw_heads(&self, canvas: &mut Canvas, y: f64) -> f64 {
        let frame = self.frame;
        for (x, head) in [
            (self.plot.0 - 12.0, self.wording.answered()),
            (frame.width, self.wording.favourable()),
        ] {
            draw_number(canvas, (x, y + frame.font * 0.6), "soft", &head);
        }
        y + frame.leading + 4.0
    }

    fn draw_shown(&self, canvas: &mut Canvas, shown: &Distribution, options: &Options, place: Place) {
        let (frame, y) = (self.frame, self.frame.baseline(place));
        let answered = self.wording.count(u64::from(shown.answered));
        let answered_end = match frame.layout {
            Layout::Wide => self.plot.0 - 12.0,
            Layout::Compact => frame.width - 56.0,
        };
        draw_number(canvas, (answered_end, y), "soft", &answered);
        draw_number(
            canvas,
            (frame.width, y),
            "strong",
            &self.wording.percent(shown.favourable.share),
        );
        self.draw_answers(canvas, shown, options, place);
        if frame.layout == Layout::Compact {
            canvas.upright(
                "axis",
                INK,
                self.line,
                (place.bar - 3.0, place.bar + frame.bar + 3.0),
            );
        }
    }

    fn draw_answers(&self, canvas: &mut Canvas, shown: &Distribution, options: &Options, place: Place) {
        let mut x = self.line - (1.0 - shown.favourable.share) * self.unit;
        for placed in &options.placed {
            let count = shown.counts.get(placed.option).copied().unwrap_or(0);
            if count == 0 || shown.answered == 0 {
                continue;
            }
            let share = f64::from(count) / f64::from(shown.answered);
            let length = share * self.unit;
            // A sliver of ground between neighbours; thin answers keep at least half of their length.
            let width = (length - 1.5).max(length / 2.0);
            let look = placed.look;
            let bar = Block {
                x,
                y: place.bar,
                width,
                height: self.frame.bar,
                class: look.class,
                fill: look.fill,
            };
            let label = options.labels.get(placed.option).map_or("", String::as_str);
            self.draw_textured(
                canvas,
                bar,
                placed,
                &format!("{label}: {}", self.wording.percent(share)),
            );
            let number = self.wording.percent_bare(share);
            if fitting::width(&number, self.frame.font) + 6.0 <= width {
                canvas.text(Text {
                    x: x + width / 2.0,
                    y: place.bar + self.frame.bar / 2.0 + self.frame.font * 0.35,
                    anchor: Anchor::Middle,
                    class: &format!("value {}", look.ink_class),
                    fill: look.ink,
                    words: &number,
                    whole: None,
                });
            }
            x += length;
        }
    }

    fn draw_textured(&self, canvas: &mut Canvas, block: Block<'_>, placed: &Placed, title: &str) {
        canvas.block(block, title);
        let texture = match placed.look.texture {
            Texture::None => return,
            Texture::Weave => "weave",
            Texture::Dots => "dots",
        };
        let fill = format!("url(#{}-{texture})", self.id);
        canvas.block(
            Block {
                class: "texture",
                fill: &fill,
                ..block
            },
            title,
        );
    }
}

/// A text that ends at `x`.
fn draw_number(canvas: &mut Canvas, (x, y): (f64, f64), class: &str, words: &str) {
    let fill = if class == "soft" { SOFT } else { INK };
    canvas.text(Text {
        x,
        y,
        anchor: Anchor::End,
        class,
        fill,
        words,
        whole: None,
    });
}
