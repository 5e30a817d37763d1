//! Which answers a survey offers where it asks about groups: a middle school has no fourth grade, and a question about
//! groups that nobody needs can be left out.
//!
//! Each instrument that comes with the program has its own boxes, all ticked at first, so that the form works without a
//! script. An instrument of one's own says in its file what it asks.

use instrument::{Instrument, built_in};

use crate::form::Fields;
use crate::language::Translator;

/// The hidden field that tells a form with these boxes from one without.
pub(super) const MARK: &str = "levels";

/// The boxes of one instrument.
pub(super) struct LevelChoice {
    /// Its name.
    pub instrument: String,
    /// Field, question and boxes of each question about groups.
    pub dimensions: Vec<(String, String, Boxes)>,
}

/// Key and words of each level of a field, and whether it is ticked.
type Boxes = Vec<(String, String, bool)>;

fn field(instrument: &Instrument, dimension: &str) -> String {
    format!("{MARK}-{}-{dimension}", instrument.id)
}

/// The boxes of every instrument that people can be asked with, as they were sent.
pub(super) fn choices(t: Translator, sent: &Fields) -> Vec<LevelChoice> {
    let tag = t.language.tag();
    let of_instrument = |known: &Instrument| LevelChoice {
        instrument: known.title.get(tag).to_owned(),
        dimensions: known
            .asked_dimensions()
            .map(|dimension| {
                let name = field(known, dimension.id.as_str());
                let ticked = |level: &str| !sent.has(MARK) || sent.all(&name).iter().any(|one| one == level);
                let levels = dimension.levels.iter().map(|level| {
                    let key = level.id.to_string();
                    let words = level.label.get(tag).to_owned();
                    let ticked = ticked(&key);
                    (key, words, ticked)
                });
                let levels = levels.collect();
                (name, dimension.question.get(tag).to_owned(), levels)
            })
            .collect(),
    };
    let asked = built_in().iter().filter(|known| known.asked_anew);
    asked.map(of_instrument).collect()
}

/// The instrument with what was ticked; all of it when the form had no boxes.
pub(super) fn narrowed(form: &Instrument, sent: &Fields) -> Instrument {
    if !sent.has(MARK) {
        return form.clone();
    }
    form.asked_dimensions().fold(form.clone(), |narrowed, dimension| {
        let name = field(form, dimension.id.as_str());
        narrowed.asking(dimension.id.as_str(), sent.all(&name))
    })
}
