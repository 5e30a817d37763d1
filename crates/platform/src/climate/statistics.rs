//! From an instrument's scales to what a release is asked for, and from its coded answers to columns that are counted.

use crate::{ActionError, Problem};
use disclosure::{Ask, AskItem, AskScale, Cut};
use instrument::{Coded, CodedLevels, Instrument, Rule};
use tally::{Answers, Membership, UNSTATED};

/// What a release of these answers shows: every item and scale, by every dimension that is known.
pub(super) fn ask(instrument: &Instrument, answers: &Answers) -> Result<Ask, ActionError> {
    let mut asked = Ask {
        dimensions: answers
            .dimensions()
            .iter()
            .map(|known| known.id.clone())
            .collect(),
        ..Ask::default()
    };
    for item in &instrument.items {
        let used = instrument
            .scales
            .iter()
            .flat_map(|scale| &scale.items)
            .find(|used| used.item == item.id);
        let favourable = |code: usize| {
            used.is_some_and(|used| used.favourable.iter().any(|known| usize::from(*known) == code))
        };
        asked.items.push(AskItem {
            item: item.id.to_string(),
            favourable: (0..item.scored().len()).map(favourable).collect(),
            reversed: used.is_some_and(|used| used.reversed),
        });
    }
    for scale in &instrument.scales {
        asked.scales.push(AskScale {
            scale: scale.id.to_string(),
            items: scale.items.iter().map(|used| used.item.to_string()).collect(),
            rule: rule(scale.rule()),
            cut: cut(scale.cut)?,
            least_answered: scale.least_answered.into(),
        });
    }
    Ok(asked)
}

fn rule(rule: Rule) -> disclosure::Rule {
    match rule {
        Rule::ShareOfAnswers => disclosure::Rule::ShareOfAnswers,
        Rule::MeanOfItemShares => disclosure::Rule::MeanOfItemShares,
        Rule::ShareOfPeople => disclosure::Rule::ShareOfPeople,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of u32 first"
)]
fn cut(cut: f64) -> Result<Cut, ActionError> {
    let hundredths = (cut * 100.0).round().clamp(0.0, f64::from(u32::MAX)) as u32;
    Cut::from_hundredths(hundredths)
        .map_err(|_| ActionError::invalid("instrument", "instrument-cut-out-of-range"))
}

/// More ways to split people than any report shows; beyond them, clearing groups takes too long.
const DIMENSIONS_MAX: usize = 12;
/// The same for their levels in all.
const LEVELS_MAX: usize = 200;

/// Problems of an instrument whose figures could not be released: an item in two scales would let one scale be
/// subtracted from the other, and too many groups could not be cleared in time. What else a release refuses is found by
/// making one of nobody's answers, so that a survey that can be opened can be sealed.
pub(super) fn problems(instrument: &Instrument) -> Vec<Problem> {
    let mut problems = repeated(instrument);
    let levels: usize = instrument.dimensions.iter().map(|known| known.levels.len()).sum();
    if instrument.dimensions.len() > DIMENSIONS_MAX || levels > LEVELS_MAX {
        problems.push(
            Problem::new("instrument", "instrument-groups-many")
                .with("dimensions_max", DIMENSIONS_MAX)
                .with("levels_max", LEVELS_MAX),
        );
    }
    if problems.is_empty() && of_nobody(instrument).is_err() {
        problems.push(Problem::new("instrument", "instrument-without-figures"));
    }
    problems
}

fn of_nobody(instrument: &Instrument) -> Result<(), ActionError> {
    let answers = answers(instrument, &Coded::from_responses(instrument, &[]))?;
    super::ledger::release(instrument, &answers).map(drop)
}

fn repeated(instrument: &Instrument) -> Vec<Problem> {
    let scales = |item: &str| {
        instrument
            .scales
            .iter()
            .filter(|scale| scale.items.iter().any(|used| used.item == *item))
            .count()
    };
    let repeated = instrument.items.iter().filter(|item| scales(&item.id) > 1);
    repeated
        .map(|item| Problem::new("instrument", "instrument-item-in-two-scales").with("item", &item.id))
        .collect()
}

/// The columns of `coded` as they are counted: the codes of both crates are the same bytes. A dimension of which nobody was asked is left out.
pub(super) fn answers(instrument: &Instrument, coded: &Coded) -> Result<Answers, ActionError> {
    let items = instrument
        .items
        .iter()
        .zip(&coded.items)
        .map(|(item, column)| tally::Item {
            id: item.id.to_string(),
            options: item.scored().iter().map(|choice| choice.id.to_string()).collect(),
            codes: column.codes.clone(),
        });
    let dimensions = instrument
        .dimensions
        .iter()
        .zip(&coded.dimensions)
        .filter(|(_, column)| is_known(&column.levels));
    let dimensions = dimensions.map(|(dimension, column)| tally::Dimension {
        id: dimension.id.to_string(),
        levels: dimension
            .levels
            .iter()
            .map(|level| level.id.to_string())
            .collect(),
        membership: match &column.levels {
            CodedLevels::Single(levels) => Membership::Single(levels.clone()),
            CodedLevels::Several(bits) => Membership::Multiple(bits.clone()),
        },
    });
    Answers::new(coded.people, items.collect(), dimensions.collect())
        .map_err(|why| ActionError::Store(format!("coded answers do not fit: {why}")))
}

fn is_known(levels: &CodedLevels) -> bool {
    match levels {
        CodedLevels::Single(levels) => levels.iter().any(|level| *level != UNSTATED),
        CodedLevels::Several(bits) => bits.iter().any(|bits| *bits != 0),
    }
}
