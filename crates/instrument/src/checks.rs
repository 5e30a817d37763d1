//! What is unfinished or doubtful in an instrument that can be used nevertheless.

use crate::{Instrument, Language, Place, Problem, Text};

impl Instrument {
    /// What its author should know: words that are missing in a language (people then read the fallback), and
    /// favourable answers that do not lie at the better end. In the order of the file; empty when all is well.
    pub fn warnings(&self) -> Vec<Problem> {
        let mut warnings = Vec::new();
        for language in &self.languages {
            self.warn_of_missing_words(language, &mut warnings);
        }
        self.warn_of_odd_favourable(&mut warnings);
        warnings
    }

    /// Whether every word of it is there in `language`.
    pub fn is_complete_in(&self, language: &Language) -> bool {
        let mut warnings = Vec::new();
        self.warn_of_missing_words(language, &mut warnings);
        self.languages.contains(language) && warnings.is_empty()
    }

    fn warn_of_missing_words(&self, language: &Language, warnings: &mut Vec<Problem>) {
        let mut check = |text: &Text, path: String, required: bool| {
            if !text.has(language) && (required || !text.is_empty()) {
                let what = format!("There are no words in “{language}” here.");
                let right = "Add them, or people read another language.";
                let warning = Problem::warning("missing-translation", Place::Field(path), what, right);
                warnings.push(warning.with_value(language.as_str()));
            }
        };
        check(&self.title, "title".to_owned(), true);
        check(&self.description, "description".to_owned(), false);
        for item in &self.items {
            check(&item.question, format!("item {} / question", item.id), true);
            for choice in &item.choices {
                check(
                    &choice.label,
                    format!("item {} / choice {}", item.id, choice.id),
                    true,
                );
            }
        }
        for scale in &self.scales {
            check(&scale.name, format!("scale {} / name", scale.id), true);
            check(
                &scale.description,
                format!("scale {} / description", scale.id),
                false,
            );
        }
        for dimension in &self.dimensions {
            check(
                &dimension.question,
                format!("dimension {} / question", dimension.id),
                true,
            );
            for level in &dimension.levels {
                check(
                    &level.label,
                    format!("dimension {} / level {}", dimension.id, level.id),
                    true,
                );
            }
        }
    }

    fn warn_of_odd_favourable(&self, warnings: &mut Vec<Problem>) {
        for scale in &self.scales {
            for used in &scale.items {
                let Some(item) = self.item(&used.item) else {
                    continue;
                };
                let scored = u8::try_from(item.scored().len()).unwrap_or(u8::MAX);
                let score = |code: &u8| used.score(*code, scored);
                let lowest_favourable = used.favourable.iter().map(score).min().unwrap_or(scored);
                let at_the_end =
                    usize::from(scored.saturating_sub(lowest_favourable)) + 1 == used.favourable.len();
                if !at_the_end {
                    let place = Place::Field(format!("scale {} / item {}", scale.id, used.item));
                    let what = "The favorable answers are not the best-scoring ones.";
                    let right = "Check “reversed”, “favourable” and “favourable_reversed”.";
                    warnings.push(Problem::warning("odd-favourable", place, what, right));
                }
            }
        }
    }
}
