//! The little of SVG that charts and codes need: escaped text, rounded coordinates, either reading direction.
//!
//! Colours are presentation attributes beside a class: the page's style sheet wins over them, a file opened alone still
//! shows them, and a strict content security policy has nothing to refuse.

use std::fmt::{self, Write as _};

/// A whole `<svg>` element, ready to stand in a page or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup as a file of its own.
    pub fn to_file(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", self.0)
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which way a language reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left: the picture is mirrored, its words are not.
    RightToLeft,
}

/// Which side of its point a text stands on, in the direction of reading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// What a picture is called, for people who do not see it.
pub(crate) struct Naming<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
}

/// A filled box.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub class: &'a str,
    pub fill: &'a str,
}

/// One line of text.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub class: &'a str,
    pub fill: &'a str,
    pub words: &'a str,
    /// All of the words, when `words` had to be shortened.
    pub whole: Option<&'a str>,
}

/// Collects elements; x runs in the direction of reading.
pub(crate) struct Canvas {
    body: String,
    width: f64,
    direction: Direction,
}

impl Canvas {
    pub(crate) fn new(width: f64, direction: Direction) -> Self {
        Canvas {
            body: String::new(),
            width,
            direction,
        }
    }

    fn flip(&self, x: f64, width: f64) -> Coordinate {
        Coordinate(match self.direction {
            Direction::LeftToRight => x,
            Direction::RightToLeft => self.width - x - width,
        })
    }

    fn push(&mut self, element: fmt::Arguments<'_>) {
        self.body
            .write_fmt(element)
            .expect("writing to a string does not fail");
    }

    pub(crate) fn markup(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// A box; `title` is what a pointer that rests on it reads.
    pub(crate) fn block(&mut self, block: Block<'_>, title: &str) {
        let Block {
            x,
            y,
            width,
            height,
            class,
            fill,
        } = block;
        let x = self.flip(x, width);
        let (y, width, height) = (Coordinate(y), Coordinate(width), Coordinate(height));
        self.push(format_args!(
            "<rect class=\"{class}\" fill=\"{fill}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
        ));
        if title.is_empty() {
            self.push(format_args!("/>"));
        } else {
            self.push(format_args!("><title>{}</title></rect>", Escaped(title)));
        }
    }

    pub(crate) fn text(&mut self, text: Text<'_>) {
        let Text {
            x,
            y,
            anchor,
            class,
            fill,
            words,
            whole,
        } = text;
        let (x, y) = (self.flip(x, 0.0), Coordinate(y));
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.push(format_args!(
            "<text class=\"{class}\" fill=\"{fill}\" x=\"{x}\" y=\"{y}\"{anchor}>{}",
            Escaped(words)
        ));
        if let Some(whole) = whole {
            self.push(format_args!("<title>{}</title>", Escaped(whole)));
        }
        self.push(format_args!("</text>"));
    }

    /// An upright line.
    pub(crate) fn upright(&mut self, class: &str, stroke: &str, x: f64, y: (f64, f64)) {
        let (x, top, end) = (self.flip(x, 0.0), Coordinate(y.0), Coordinate(y.1));
        self.push(format_args!(
            "<line class=\"{class}\" stroke=\"{stroke}\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{end}\"/>"
        ));
    }

    /// A level line over the whole width.
    pub(crate) fn level(&mut self, class: &str, stroke: &str, y: f64) {
        let (width, y) = (Coordinate(self.width), Coordinate(y));
        self.push(format_args!(
            "<line class=\"{class}\" stroke=\"{stroke}\" x1=\"0\" x2=\"{width}\" y1=\"{y}\" y2=\"{y}\"/>"
        ));
    }

    pub(crate) fn dot(&mut self, class: &str, fill: &str, (x, y): (f64, f64), radius: f64) {
        let (x, y, radius) = (self.flip(x, 0.0), Coordinate(y), Coordinate(radius));
        self.push(format_args!(
            "<circle class=\"{class}\" fill=\"{fill}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
        ));
    }

    /// Closes the picture. `class` names it to the style sheet; `font_size` is in units of the picture.
    pub(crate) fn finish(self, naming: &Naming<'_>, class: &str, height: f64, font_size: f64) -> Svg {
        let id = plain_id(naming.id);
        let direction = match self.direction {
            Direction::LeftToRight => "",
            Direction::RightToLeft => " direction=\"rtl\"",
        };
        let (width, height) = (Coordinate(self.width), Coordinate(height));
        Svg(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-description\" \
             class=\"{class}\" viewBox=\"0 0 {width} {height}\" font-size=\"{font_size}\"{direction}>\
             <title id=\"{id}-title\">{title}</title><desc id=\"{id}-description\">{description}</desc>{body}</svg>",
            title = Escaped(naming.title),
            description = Escaped(naming.description),
            body = self.body,
        ))
    }
}

/// An id that is safe in an attribute and in `url(#…)`, whatever was given.
pub(crate) fn plain_id(id: &str) -> String {
    let plain: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '-'
            }
        })
        .collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        plain
    } else {
        format!("chart-{plain}")
    }
}

/// A length with two decimals at most, so that the same picture has the same bytes everywhere.
struct Coordinate(f64);

impl fmt::Display for Coordinate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

/// Text as XML allows it: five characters escaped, control characters dropped.
pub(crate) struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(' ')?,
                '\u{fffe}' | '\u{ffff}' => {}
                control if control.is_control() => {}
                plain => f.write_char(plain)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinate_with_many_decimals_keeps_two() {
        let shown = |value| Coordinate(value).to_string();
        assert_eq!(
            [shown(1.0), shown(2.5), shown(0.126), shown(-0.001), shown(100.0)],
            ["1", "2.5", "0.13", "0", "100"]
        );
    }

    #[test]
    fn picture_read_from_the_right_is_mirrored() {
        let mut canvas = Canvas::new(100.0, Direction::RightToLeft);
        canvas.block(
            Block {
                x: 10.0,
                y: 0.0,
                width: 30.0,
                height: 5.0,
                class: "a",
                fill: "#fff",
            },
            "",
        );
        canvas.dot("b", "#000", (0.0, 1.0), 2.0);
        let svg = canvas.finish(
            &Naming {
                id: "x",
                title: "t",
                description: "d",
            },
            "chart",
            9.0,
            15.0,
        );
        assert!(svg.as_str().contains("direction=\"rtl\""));
        assert!(svg.as_str().contains("x=\"60\" y=\"0\" width=\"30\""));
        assert!(svg.as_str().contains("cx=\"100\""));
    }

    #[test]
    fn hostile_id_and_words_stay_inside_their_places() {
        let canvas = Canvas::new(1.0, Direction::LeftToRight);
        let naming = Naming {
            id: "a\"><script>",
            title: "</title><b>'\"&\u{0}",
            description: "",
        };
        let svg = canvas.finish(&naming, "chart", 1.0, 15.0);
        assert!(
            svg.as_str()
                .contains("<title id=\"a---script--title\">&lt;/title&gt;&lt;b&gt;&#39;&quot;&amp;</title>")
        );
        assert!(!svg.as_str().contains("<script"));
    }
}
