//! One person's answers: read from the fields of a form, and turned into codes together with everybody else's.

use std::collections::BTreeMap;

use crate::problem::printable;
use crate::{Coded, CodedLevels, Dimension, Instrument, Item, Place, Problem, SKIPPED, UNSCORED, UNSTATED};

/// One person's answers to one version of an instrument. It holds nothing else: no name, no time, no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// For each item, in the order of the instrument: the position of the choice, or nothing when skipped.
    pub(crate) answers: Vec<Option<u8>>,
    /// For each dimension, in the order of the instrument: bit *n* for level *n*.
    pub(crate) levels: Vec<u64>,
}

impl Response {
    /// Nothing answered yet.
    pub fn blank(instrument: &Instrument) -> Self {
        Self {
            answers: vec![None; instrument.items.len()],
            levels: vec![0; instrument.dimensions.len()],
        }
    }

    /// Reads the fields of a form: the name of a field is the key of an item or dimension, its values are keys of
    /// choices or levels. A question without a field, or with an empty one, was skipped. Fields whose name starts
    /// with `_` belong to the page and are left alone. All problems are told.
    pub fn from_form(
        instrument: &Instrument,
        fields: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, Vec<Problem>> {
        let mut response = Self::blank(instrument);
        let mut problems = Vec::new();
        for (slot, item) in response.answers.iter_mut().zip(&instrument.items) {
            *slot = read_answer(item, given(fields, &item.id), &mut problems);
        }
        for (slot, dimension) in response.levels.iter_mut().zip(&instrument.dimensions) {
            let values = given(fields, &dimension.id);
            if dimension.asked {
                *slot = read_levels(dimension, values, &mut problems);
            } else if !values.is_empty() {
                problems.push(unknown_field(&dimension.id));
            }
        }
        let is_known = |name: &str| instrument.item(name).is_some() || instrument.dimension(name).is_some();
        let unknown = fields
            .keys()
            .filter(|name| !name.starts_with('_') && !is_known(name));
        problems.extend(unknown.map(|name| unknown_field(name)));
        if problems.is_empty() {
            Ok(response)
        } else {
            Err(problems)
        }
    }

    /// The fields that [`Response::from_form`] would read this from, to show a page again as it was filled in.
    pub fn to_form(&self, instrument: &Instrument) -> BTreeMap<String, Vec<String>> {
        let mut fields = BTreeMap::new();
        for (answer, item) in self.answers.iter().zip(&instrument.items) {
            if let Some(choice) = answer.and_then(|position| item.choices.get(usize::from(position))) {
                fields.insert(item.id.to_string(), vec![choice.id.to_string()]);
            }
        }
        for (bits, dimension) in self.levels.iter().zip(&instrument.dimensions) {
            let chosen = dimension
                .levels
                .iter()
                .take(Dimension::LEVELS_MAX)
                .enumerate()
                .filter(|(position, _)| bits >> position & 1 == 1);
            let keys: Vec<String> = chosen.map(|(_, level)| level.id.to_string()).collect();
            if dimension.asked && !keys.is_empty() {
                fields.insert(dimension.id.to_string(), keys);
            }
        }
        fields
    }

    /// How many items have an answer, scored or not.
    pub fn answered(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// Puts this person into a level of a dimension, besides those they are in when it allows several: for what is
    /// known from a roster. Whether there is such a level.
    pub fn put_in_level(&mut self, instrument: &Instrument, dimension: &str, level: &str) -> bool {
        let place = instrument
            .dimensions
            .iter()
            .position(|known| known.id == *dimension);
        let Some((place, position)) =
            place.and_then(|place| Some((place, instrument.dimensions[place].position(level)?)))
        else {
            return false;
        };
        let Some(bits) = self.levels.get_mut(place) else {
            return false;
        };
        let kept = if instrument.dimensions[place].several {
            *bits
        } else {
            0
        };
        *bits = kept | 1 << position;
        true
    }
}

/// The values of a field that say something.
fn given<'a>(fields: &'a BTreeMap<String, Vec<String>>, name: &str) -> Vec<&'a str> {
    let values = fields.get(name).map(Vec::as_slice).unwrap_or_default();
    values
        .iter()
        .map(|value| value.trim())
        .filter(|value| !value.is_empty())
        .collect()
}

fn unknown_field(name: &str) -> Problem {
    let what = "This survey does not ask this question.";
    let right = "Load the survey again: it may have changed.";
    Problem::error("unknown-question", Place::Field(printable(name)), what, right).with_value(name)
}

fn unknown_answer(name: &str, value: &str) -> Problem {
    let what = format!("“{}” is not one of the answers.", printable(value));
    let right = "Choose one of the answers that are shown, or skip the question.";
    Problem::error("unknown-answer", Place::Field(name.to_owned()), what, right).with_value(value)
}

fn too_many_answers(name: &str) -> Problem {
    let what = "There is more than one answer.";
    Problem::error(
        "too-many-answers",
        Place::Field(name.to_owned()),
        what,
        "Choose one, or skip the question.",
    )
}

fn read_answer(item: &Item, values: Vec<&str>, problems: &mut Vec<Problem>) -> Option<u8> {
    if values.len() > 1 {
        problems.push(too_many_answers(&item.id));
        return None;
    }
    let value = values.into_iter().next()?;
    let position = item
        .position(value)
        .and_then(|position| u8::try_from(position).ok());
    if position.is_none() {
        problems.push(unknown_answer(&item.id, value));
    }
    position
}

fn read_levels(dimension: &Dimension, values: Vec<&str>, problems: &mut Vec<Problem>) -> u64 {
    if values.len() > 1 && !dimension.several {
        problems.push(too_many_answers(&dimension.id));
        return 0;
    }
    let mut bits = 0;
    for value in values {
        match dimension.position(value) {
            Some(position) => bits |= 1 << position,
            None => problems.push(unknown_answer(&dimension.id, value)),
        }
    }
    bits
}

impl Coded {
    /// Everybody's answers to `instrument` as codes, in the order in which they are given: shuffle them first.
    pub fn from_responses<'a>(
        instrument: &Instrument,
        responses: impl IntoIterator<Item = &'a Response>,
    ) -> Self {
        let mut coded = Self::empty(instrument);
        for response in responses {
            coded.people += 1;
            for (place, (column, item)) in coded.items.iter_mut().zip(&instrument.items).enumerate() {
                let answer = response.answers.get(place).copied().flatten();
                column.codes.push(code_of(answer, item));
            }
            for (place, column) in coded.dimensions.iter_mut().enumerate() {
                let bits = response.levels.get(place).copied().unwrap_or(0);
                match &mut column.levels {
                    CodedLevels::Single(levels) => levels.push(single_level(bits)),
                    CodedLevels::Several(levels) => levels.push(bits),
                }
            }
        }
        coded
    }
}

fn code_of(answer: Option<u8>, item: &Item) -> u8 {
    match answer {
        None => SKIPPED,
        Some(position) if usize::from(position) < item.scored().len() => position,
        Some(_) => UNSCORED,
    }
}

fn single_level(bits: u64) -> u16 {
    if bits == 0 {
        UNSTATED
    } else {
        u16::try_from(bits.trailing_zeros()).unwrap_or(UNSTATED)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Response;
    use crate::{Coded, CodedLevels, Instrument, SKIPPED, UNSCORED, UNSTATED, built_in_by_id};

    fn families() -> &'static Instrument {
        built_in_by_id("belonging-families").expect("built in")
    }

    fn form(fields: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        fields
            .iter()
            .map(|(name, values)| ((*name).to_owned(), owned(values)))
            .collect()
    }

    #[test]
    fn form_filled_in_part_reads_back_as_it_was() {
        let fields = form(&[
            ("welcomed", &["often"]),
            ("culture-valued", &["do-not-know"]),
            ("child-grades", &["early", "middle"]),
            ("respected", &[""]),
            ("_token", &["anything"]),
        ]);
        let response = Response::from_form(families(), &fields).expect("a form as the page sends it");
        assert_eq!(response.answered(), 2);
        let again = form(&[
            ("welcomed", &["often"]),
            ("culture-valued", &["do-not-know"]),
            ("child-grades", &["early", "middle"]),
        ]);
        assert_eq!(response.to_form(families()), again);
    }

    #[test]
    fn form_with_wrong_values_tells_every_problem() {
        let fields = form(&[
            ("welcomed", &["perhaps"]),
            ("respected", &["often", "sometimes"]),
            ("time-here", &["longer", "first-year"]),
            ("made-up", &["1"]),
        ]);
        let problems = Response::from_form(families(), &fields).expect_err("four wrong fields");
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "unknown-answer",
                "too-many-answers",
                "too-many-answers",
                "unknown-question"
            ]
        );
    }

    #[test]
    fn form_cannot_name_a_group_that_is_not_asked() {
        let pisa = built_in_by_id("pisa-2009-climate").expect("built in");
        let problems = Response::from_form(pisa, &form(&[("CNT", &["USA"])])).expect_err("not asked");
        assert_eq!(problems[0].code, "unknown-question");
    }

    #[test]
    fn coded_answers_keep_skipped_and_unscored_apart() {
        let fields = form(&[
            ("welcomed", &["almost-never"]),
            ("respected", &["do-not-know"]),
            ("child-grades", &["early", "high"]),
            ("time-here", &["longer"]),
        ]);
        let response = Response::from_form(families(), &fields).expect("a form as the page sends it");
        let coded = Coded::from_responses(families(), [&response, &Response::blank(families())]);
        assert_eq!(coded.people, 2);
        assert_eq!(
            coded.item("welcomed").map(|column| column.codes.clone()),
            Some(vec![0, SKIPPED])
        );
        assert_eq!(
            coded.item("respected").map(|column| column.codes.clone()),
            Some(vec![UNSCORED, SKIPPED])
        );
        let levels = |id: &str| coded.dimension(id).map(|column| column.levels.clone());
        assert_eq!(
            levels("child-grades"),
            Some(CodedLevels::Several(vec![0b1001, 0]))
        );
        assert_eq!(levels("time-here"), Some(CodedLevels::Single(vec![2, UNSTATED])));
    }

    #[test]
    fn level_from_a_roster_replaces_or_adds() {
        let mut response = Response::blank(families());
        assert!(response.put_in_level(families(), "time-here", "longer"));
        assert!(response.put_in_level(families(), "time-here", "first-year"));
        assert!(response.put_in_level(families(), "child-grades", "early"));
        assert!(response.put_in_level(families(), "child-grades", "high"));
        assert!(!response.put_in_level(families(), "child-grades", "college"));
        let again = form(&[
            ("time-here", &["first-year"]),
            ("child-grades", &["early", "high"]),
        ]);
        assert_eq!(response.to_form(families()), again);
    }
}
