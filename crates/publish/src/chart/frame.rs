//! What the charts share: measures of the two layouts, the names of groups, the sign of a hidden group.

use disclosure::Group;

use super::{Layout, Setting, fitting};
use crate::{
    svg::{Anchor, Block, Canvas, Text},
    wording::Wording,
};

pub(super) const INK: &str = "#1c2628";
pub(super) const SOFT: &str = "#54625f";
pub(super) const HAIRLINE: &str = "#dedbd0";
const WASH: &str = "#f0eee5";
const SURFACE: &str = "#ffffff";

/// Measures of a layout, in units of the picture.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub layout: Layout,
    pub width: f64,
    pub font: f64,
    /// Height of a line of text.
    pub leading: f64,
    pub bar: f64,
    /// Between the end of one row and the start of the next.
    pub gap: f64,
    label_width: f64,
}

/// A group's name, laid out.
pub(super) struct Name {
    lines: Vec<String>,
    clipped: bool,
    whole: String,
    is_strong: bool,
}

/// Where a row is: its top, the top of its bar, and its end.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub top: f64,
    pub bar: f64,
    pub end: f64,
}

impl Frame {
    pub(super) fn new(layout: Layout) -> Self {
        match layout {
            Layout::Wide => Frame {
                layout,
                width: 720.0,
                font: 15.0,
                leading: 18.0,
                bar: 26.0,
                gap: 10.0,
                label_width: 172.0,
            },
            Layout::Compact => Frame {
                layout,
                width: 320.0,
                font: 15.0,
                leading: 19.0,
                bar: 24.0,
                gap: 14.0,
                label_width: 210.0,
            },
        }
    }

    pub(super) fn canvas(self, setting: Setting) -> Canvas {
        Canvas::new(self.width, setting.direction)
    }

    pub(super) fn class(self) -> &'static str {
        match self.layout {
            Layout::Wide => "chart chart-wide",
            Layout::Compact => "chart chart-compact",
        }
    }

    pub(super) fn name(self, group: &Group, wording: &dyn Wording) -> Name {
        self.named(wording.group(group), 2, *group == Group::Everyone)
    }

    /// A question, which needs more lines than a group.
    pub(super) fn question(self, question: &str) -> Name {
        self.named(question.to_owned(), 5, false)
    }

    fn named(self, whole: String, lines_max: usize, is_strong: bool) -> Name {
        let (lines, clipped) = fitting::wrap(&whole, self.font, self.label_width, lines_max);
        Name {
            lines,
            clipped,
            whole,
            is_strong,
        }
    }

    /// The row that starts at `top`.
    pub(super) fn place(self, name: &Name, top: f64) -> Place {
        let words = self.leading * f64::from(u8::try_from(name.lines.len()).unwrap_or(u8::MAX));
        match self.layout {
            Layout::Wide => {
                let height = words.max(self.bar);
                Place {
                    top,
                    bar: top + (height - self.bar) / 2.0,
                    end: top + height,
                }
            }
            Layout::Compact => Place {
                top,
                bar: top + words + 4.0,
                end: top + words + 4.0 + self.bar,
            },
        }
    }

    /// Baseline of a number that stands on the line of the name's first words (compact) or of the bar (wide).
    pub(super) fn baseline(self, place: Place) -> f64 {
        match self.layout {
            Layout::Wide => place.bar + self.bar / 2.0 + self.font * 0.35,
            Layout::Compact => place.top + self.font * 0.95,
        }
    }

    pub(super) fn draw_name(self, canvas: &mut Canvas, name: &Name, place: Place) {
        let lines = f64::from(u8::try_from(name.lines.len()).unwrap_or(u8::MAX));
        let first = match self.layout {
            Layout::Wide => {
                let middle = place.bar + self.bar / 2.0;
                middle - (lines - 1.0) * self.leading / 2.0 + self.font * 0.35
            }
            Layout::Compact => self.baseline(place),
        };
        let mut y = first;
        for line in &name.lines {
            canvas.text(Text {
                x: 0.0,
                y,
                anchor: Anchor::Start,
                class: if name.is_strong { "strong" } else { "name" },
                fill: INK,
                words: line,
                whole: name.clipped.then_some(name.whole.as_str()),
            });
            y += self.leading;
        }
    }

    /// The hatched band of a group that is not shown, with the words for it.
    pub(super) fn draw_hidden(
        self,
        canvas: &mut Canvas,
        id: &str,
        plot: (f64, f64),
        place: Place,
        words: &str,
    ) {
        let (x, width) = (plot.0, plot.1 - plot.0);
        let fill = format!("url(#{id}-hatch)");
        canvas.block(
            Block {
                x,
                y: place.bar,
                width,
                height: self.bar,
                class: "hidden",
                fill: &fill,
            },
            "",
        );
        let (lines, clipped) = fitting::wrap(words, self.font, width - 16.0, 1);
        // A plain ground under the words, since hatching would run through them.
        let ground = fitting::width(&lines[0], self.font) + 12.0;
        let ground = Block {
            x: x + (width - ground) / 2.0,
            y: place.bar + 2.0,
            width: ground,
            height: self.bar - 4.0,
            class: "plate",
            fill: SURFACE,
        };
        canvas.block(ground, "");
        canvas.text(Text {
            x: x + width / 2.0,
            y: place.bar + self.bar / 2.0 + self.font * 0.35,
            anchor: Anchor::Middle,
            class: "soft",
            fill: SOFT,
            words: &lines[0],
            whole: clipped.then_some(words),
        });
    }
}

/// The patterns: hatching for what is hidden, a weave and dots for answers.
pub(super) fn patterns(canvas: &mut Canvas, id: &str) {
    let pattern = |name: &str, side: u8, angle: i8, inside: &str| {
        format!(
            "<pattern id=\"{id}-{name}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate({angle})\">{inside}</pattern>"
        )
    };
    let hatch = format!(
        "<rect class=\"hatch\" fill=\"{WASH}\" width=\"8\" height=\"8\"/>\
         <line class=\"hatch-line\" stroke=\"{HAIRLINE}\" stroke-width=\"3\" x1=\"2\" x2=\"2\" y2=\"8\"/>"
    );
    let weave =
        format!("<rect class=\"plate\" fill=\"{SURFACE}\" fill-opacity=\"0.2\" width=\"1.5\" height=\"6\"/>");
    let dots = format!(
        "<circle class=\"plate\" fill=\"{SURFACE}\" fill-opacity=\"0.4\" cx=\"3\" cy=\"3\" r=\"1.1\"/>"
    );
    let all = [
        pattern("hatch", 8, 45, &hatch),
        pattern("weave", 6, -45, &weave),
        pattern("dots", 6, 0, &dots),
    ];
    canvas.markup(&format!("<defs>{}</defs>", all.concat()));
}

/// Whether a row starts another dimension than the row before it.
pub(super) fn starts_dimension(before: Option<&Group>, group: &Group) -> bool {
    let dimension = |group: &Group| match group {
        Group::Everyone => None,
        Group::Level { dimension, .. } => Some(dimension.clone()),
        Group::Pair { dimensions, .. } => Some(dimensions.join(" × ")),
    };
    before.is_some_and(|before| dimension(before) != dimension(group))
}
