//! A chart on a page: its title, how to read it, and its picture for wide and for narrow screens.

use publish::chart::{Caption, Layout, Setting};
use publish::{Direction, Svg};

use crate::language::Translator;

/// A chart, drawn twice: the style sheet shows the one that fits.
pub(super) struct Picture {
    pub title: String,
    /// How to read it.
    pub how: String,
    pub wide: String,
    pub narrow: String,
}

/// What all charts of one page have in common.
pub(super) struct Drawing<'a> {
    pub t: Translator,
    /// What the charts show, for those who do not see them.
    pub finding: &'a str,
}

impl Drawing<'_> {
    /// Draws a chart whose title is the sentence `key` and whose reading aid is its attribute `how`.
    pub fn of(&self, id: &str, key: &str, draw: impl Fn(&Caption, Setting) -> Svg) -> Picture {
        let title = self.t.say(key).to_string();
        let picture = |id: String, layout| {
            let caption = Caption {
                id,
                title: title.clone(),
                description: self.finding.to_owned(),
            };
            draw(&caption, self.setting(layout)).as_str().to_owned()
        };
        Picture {
            how: self.t.say(&format!("{key}.how")).to_string(),
            wide: picture(id.to_owned(), Layout::Wide),
            narrow: picture(format!("{id}-narrow"), Layout::Compact),
            title,
        }
    }

    fn setting(&self, layout: Layout) -> Setting {
        let direction = if self.t.language.direction() == "rtl" {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        Setting { layout, direction }
    }
}
