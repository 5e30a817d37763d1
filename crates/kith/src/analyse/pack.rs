//! The rules about small groups that an analysis follows: a built-in pack or a file.

use anyhow::{Context, bail};
use clap::Args;
use disclosure::Protection;
use disclosure::rules::{ComplementRule, Purpose, Rules};
use instrument::{Audience, Instrument};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How strictly people are protected.
#[derive(Args, Clone)]
pub struct Strictness {
    /// The least number of people that a figure may be about; not under 5. Without it, what the rules say.
    #[arg(long)]
    least: Option<u32>,
    /// The rules of a state or vendor: the id of a built-in pack, or a TOML file.
    #[arg(long, value_name = "PACK", default_value = "kith")]
    rules: String,
}

/// The rules in force.
pub struct Pack {
    rules: Rules,
    /// What follows from them and from --least.
    pub protection: Protection,
    purpose: Purpose,
    file: Option<PathBuf>,
}

impl Strictness {
    /// Finds the rules. A --least that is laxer than a pack named beside it is refused.
    pub fn settle(&self, form: &Instrument) -> anyhow::Result<Pack> {
        let path = Path::new(&self.rules);
        let (rules, file) = if path.is_file() {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("--rules {} cannot be read", self.rules))?;
            (
                Rules::read(&text).with_context(|| format!("--rules {} is no rule pack", self.rules))?,
                Some(path.to_owned()),
            )
        } else {
            (Rules::named(&self.rules).context("--rules")?.clone(), None)
        };
        let staff = form.audiences.iter().all(|audience| *audience == Audience::Staff);
        let purpose = if staff { Purpose::Staff } else { Purpose::Survey };
        let of_pack = rules.least(purpose);
        let least = match self.least {
            Some(least) if least < of_pack && rules.id != Rules::kith().id => {
                bail!(
                    "--least {least} is less than the {of_pack} people that the rules of {} want",
                    rules.title
                )
            }
            Some(least) => least,
            None => of_pack.max(Protection::LOWEST),
        };
        Ok(Pack {
            protection: Protection::new(least).context("--least")?,
            rules,
            purpose,
            file,
        })
    }
}

impl Pack {
    /// The file it was read from.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The rules, in a sentence.
    pub fn told(&self, t: web::Translator) -> String {
        t.say("report-rules")
            .with("title", &self.rules.title)
            .with("source", &self.rules.source)
            .with("least", self.protection.least())
            .to_string()
    }

    /// The rules with what the figures are to them, where they code shares.
    pub fn codes(&self) -> Option<(&Rules, Purpose)> {
        self.rules.codes_shares().then_some((&self.rules, self.purpose))
    }

    /// Whether the pack hides the next smallest group or shows small groups together, which Kith does not.
    pub fn replaces_complement(&self) -> bool {
        let complement = &self.rules.complement;
        complement.rule == ComplementRule::NextSmallest || complement.pooled.is_some()
    }

    /// The rules, with the least count that is in force for answers.
    pub fn of_people(&self) -> Rules {
        let mut rules = self.rules.clone();
        rules.least.survey = Some(self.protection.least());
        rules
    }

    /// Their id.
    pub fn id(&self) -> &str {
        &self.rules.id
    }

    /// What a page or terminal must say about it.
    pub fn title(&self) -> &str {
        &self.rules.title
    }

    /// For the account.
    pub fn account(&self) -> Value {
        json!({
            "id": self.rules.id,
            "title": self.rules.title,
            "source": self.rules.source,
            "read": self.rules.read,
            "verified": self.rules.verified,
            "least": self.protection.least(),
            "codes_of_shares_applied": self.rules.codes_shares(),
            "complement": "optimal",
            "complement_of_pack": self.rules.complement.rule,
            "complement_replaced": self.replaces_complement(),
        })
    }
}
