//! The words of charts, tables and files: those of the survey's instrument, in the reader's language.

use disclosure::{Cut, Group, Rule, ScaleTable};
use instrument::Instrument;
use publish::Wording;

use crate::language::Translator;

/// The words of one instrument in one language.
pub struct Words<'a> {
    /// The instrument.
    pub form: &'a Instrument,
    /// The language.
    pub t: Translator,
}

impl Words<'_> {
    fn level(&self, dimension: &str, level: &str) -> String {
        let known = self.form.dimension(dimension);
        let level_of = known.and_then(|known| known.levels.iter().find(|known| known.id == *level));
        level_of.map_or_else(
            || level.to_owned(),
            |known| known.label.get(self.tag()).to_owned(),
        )
    }

    fn tag(&self) -> &'static str {
        self.t.language.tag()
    }

    /// What a rule counts on a scale, in a sentence with all that is part of the rule.
    pub fn rule_of(&self, table: &ScaleTable, rule: Rule) -> String {
        self.rule_with(rule, table.cut, (table.least_answered, table.items.len()))
    }

    /// The same, of a scale with this cut, and so many answers needed of so many items.
    pub(super) fn rule_with(&self, rule: Rule, cut: Cut, (least, items): (u32, usize)) -> String {
        let t = self.t;
        match rule {
            Rule::ShareOfAnswers => t.say("figure-scale-rule.answers").to_string(),
            Rule::MeanOfItemShares => t.say("figure-scale-rule.items").to_string(),
            Rule::ShareOfPeople => t
                .say("figure-scale-rule.people")
                .with("cut", self.cut_as_written(cut))
                .with("least", least)
                .with("items", items)
                .to_string(),
        }
    }

    /// The mean from which on a person counts as favourable, as it is written.
    pub(super) fn cut_of(&self, table: &ScaleTable) -> String {
        self.cut_as_written(table.cut)
    }

    fn cut_as_written(&self, cut: Cut) -> String {
        self.t.decimal(f64::from(cut.hundredths()) / 100.0, 2)
    }
}

impl Wording for Words<'_> {
    fn item(&self, item: &str) -> String {
        self.form.item(item).map_or_else(
            || item.to_owned(),
            |known| known.question.get(self.tag()).to_owned(),
        )
    }

    fn scale(&self, scale: &str) -> String {
        self.form
            .scale(scale)
            .map_or_else(|| scale.to_owned(), |known| known.name.get(self.tag()).to_owned())
    }

    fn option(&self, item: &str, option: &str) -> String {
        let known = self
            .form
            .item(item)
            .and_then(|item| item.choices.iter().find(|choice| choice.id == *option));
        known.map_or_else(
            || option.to_owned(),
            |choice| choice.label.get(self.tag()).to_owned(),
        )
    }

    fn dimension(&self, dimension: &str) -> String {
        let known = self.form.dimension(dimension);
        known.map_or_else(
            || dimension.to_owned(),
            |known| known.question.get(self.tag()).to_owned(),
        )
    }

    fn group(&self, group: &Group) -> String {
        match group {
            Group::Everyone => self.t.say("results-everyone").to_string(),
            Group::Level { dimension, level } => self.level(dimension, level),
            Group::Pair { dimensions, levels } => {
                let named = dimensions.iter().zip(levels);
                let named = named.map(|(dimension, level)| self.level(dimension, level));
                named.collect::<Vec<_>>().join(" × ")
            }
        }
    }

    fn rule(&self, rule: Rule) -> String {
        let said = match rule {
            Rule::ShareOfAnswers => self.t.say("results-rule-answers"),
            Rule::MeanOfItemShares => self.t.say("results-rule-items"),
            Rule::ShareOfPeople => self.t.say("results-rule-people"),
        };
        said.to_string()
    }

    fn not_shown(&self) -> String {
        self.t.say("results-not-shown").to_string()
    }

    fn answered(&self) -> String {
        self.t.say("results-answered").to_string()
    }

    fn favourable(&self) -> String {
        self.t.say("results-favorable").to_string()
    }

    fn interval(&self) -> String {
        self.t.say("results-interval").to_string()
    }

    fn count(&self, count: u64) -> String {
        self.t.number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn percent(&self, share: f64) -> String {
        self.t.percent(share, 0)
    }

    fn percent_range(&self, low: f64, high: f64) -> String {
        let range = format!("{}–{}", self.percent_bare(low), self.percent_bare(high));
        self.t.say("core-percent").with("number", &range).to_string()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn percent_range_has_the_sign_as_a_share_has_it() {
        let form = instrument::built_in_by_id("pisa-2009-climate").unwrap();
        let said = Language::ALL.map(|language| {
            let words = Words {
                form,
                t: Translator::new(language),
            };
            (words.percent(0.34), words.percent_range(0.24, 0.34))
        });
        let expected = [("34%", "24–34%"), ("34 %", "24–34 %")];
        assert_eq!(
            said,
            expected.map(|(one, range)| (one.to_owned(), range.to_owned()))
        );
    }
}
