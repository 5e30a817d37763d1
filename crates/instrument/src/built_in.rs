//! The instruments that come with the program; their files lie in `instruments/` at the root of the repository.

use std::sync::LazyLock;

use crate::Instrument;

const SOURCES: [&str; 4] = [
    include_str!("../../../instruments/belonging-students.toml"),
    include_str!("../../../instruments/belonging-families.toml"),
    include_str!("../../../instruments/belonging-staff.toml"),
    include_str!("../../../instruments/pisa-2009-climate.toml"),
];

static INSTRUMENTS: LazyLock<Vec<Instrument>> = LazyLock::new(|| {
    let read = |source| Instrument::from_toml(source).expect("a test reads every built-in file");
    SOURCES.into_iter().map(read).collect()
});

/// The instruments that come with the program, in the order in which a page offers them.
pub fn built_in() -> &'static [Instrument] {
    &INSTRUMENTS
}

/// The built-in instrument with this key.
pub fn built_in_by_id(id: &str) -> Option<&'static Instrument> {
    INSTRUMENTS.iter().find(|instrument| instrument.id == *id)
}

#[cfg(test)]
mod tests {
    use super::{SOURCES, built_in, built_in_by_id};
    use crate::{Instrument, Validation};

    #[test]
    fn built_in_files_have_no_problem_and_no_warning() {
        for source in SOURCES {
            let instrument = Instrument::from_toml(source).map_err(|problems| problems[0].to_string());
            assert_eq!(instrument.map(|known| known.warnings()), Ok(Vec::new()));
        }
    }

    #[test]
    fn built_in_forms_ask_three_constructs_of_four_or_five_items_in_two_languages() {
        for id in ["belonging-students", "belonging-families", "belonging-staff"] {
            let instrument = built_in_by_id(id).expect("built in");
            let names: Vec<&str> = instrument.scales.iter().map(|scale| scale.id.as_str()).collect();
            assert_eq!(names, ["belonging", "connection", "engagement"]);
            assert!(
                instrument
                    .scales
                    .iter()
                    .all(|scale| (4..=5).contains(&scale.items.len()))
            );
            assert_eq!(instrument.validation, Validation::NotYet);
            assert!(
                instrument
                    .languages
                    .iter()
                    .all(|language| instrument.is_complete_in(language))
            );
            assert!(
                instrument
                    .items
                    .iter()
                    .all(|item| item.question.get("es").ends_with('?'))
            );
        }
        assert_eq!(built_in().len(), 4);
    }

    #[test]
    fn built_in_pisa_calm_lessons_are_the_favourable_ones() {
        let pisa = built_in_by_id("pisa-2009-climate").expect("built in");
        let climate = pisa.scale("disciplinary-climate").expect("built in");
        assert!(
            climate
                .items
                .iter()
                .all(|item| item.reversed && item.favourable == [0, 1])
        );
        assert_eq!(
            (climate.items[0].score(0, 4), climate.items[0].score(3, 4)),
            (4, 1)
        );
    }
}
