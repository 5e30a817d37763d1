//! Screening: least count, broken links, marks, and a queue for what cannot wait.

use std::ops::Range;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::contacts;
use super::dictionary::Dictionary;
use super::names::Roster;
use super::phrases::{LISTS, Phrase};
use super::words::words;
use crate::rules::{Purpose, Rules};

/// Why a part of a comment is marked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A name of the roster, or nearly one; as folded there.
    Name(String),
    /// A title with a name.
    Titled,
    /// The writer says that there is no other, or hardly any, of their kind.
    Alone,
    /// The writer tells an office, a class, a relation, a history.
    Role,
    /// A level that few people have.
    RareLevel {
        /// Id of the dimension.
        dimension: String,
        /// Id of the level.
        level: String,
    },
    /// A level named together with one of another dimension.
    Combination {
        /// Id of the dimension.
        dimension: String,
        /// Id of the level.
        level: String,
    },
    /// An address of mail.
    Mail,
    /// An address on the web.
    Web,
    /// A telephone number.
    Phone,
    /// A name in a network.
    Handle,
    /// A room.
    Room,
    /// Somebody may be in danger.
    Safety(Safety),
}

/// What the danger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Safety {
    /// Hurting or killing oneself.
    SelfHarm,
    /// Being hurt or touched.
    Abuse,
    /// Weapons, or hurting others.
    Weapon,
}

/// How much a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// An everyday word in small letters that is also a name, or that is one letter away from one.
    Weak,
    /// Anything else.
    Strong,
}

/// A part of a comment to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Bytes of the text; both ends are between characters.
    pub span: Range<usize>,
    /// Why.
    pub reason: Reason,
    /// How much it says.
    pub strength: Strength,
}

/// A comment with its marks, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Screening {
    /// What was written.
    pub text: String,
    /// What to look at.
    pub marks: Vec<Mark>,
}

/// What was asked, of whom, under which rules.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Id of the open question.
    pub item: &'a str,
    /// Whether only staff were asked.
    pub of_staff: bool,
    /// The pack whose least holds.
    pub rules: &'a Rules,
    /// Names to look for.
    pub roster: &'a Roster,
    /// Levels to look for.
    pub dictionary: &'a Dictionary,
    /// Decides the order: 32 random bytes that nobody keeps.
    pub seed: [u8; 32],
}

/// Why comments are not screened or released.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Too few people wrote something.
    #[error("fewer than {least} people wrote an answer to {item}")]
    TooFew {
        /// Id of the question.
        item: String,
        /// The least.
        least: u32,
    },
    /// Nobody is named as having decided.
    #[error("a decision needs the name of the person who made it")]
    Nobody,
    /// There is not one decision for each comment.
    #[error("{found} decisions for {comments} comments: each needs one")]
    Decisions {
        /// Decisions given.
        found: usize,
        /// Comments waiting.
        comments: usize,
    },
    /// A part to mask does not lie in the text, or cuts a character.
    #[error("comment {comment}: bytes {start} to {end} are no part of the text")]
    Span {
        /// The comment, from 0.
        comment: usize,
        /// Where it should begin.
        start: usize,
        /// Where it should end.
        end: usize,
    },
}

/// Comments that wait for a person's decision, in an order that says nothing. Nothing of it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screened {
    pub(super) item: String,
    pub(super) waiting: Vec<Screening>,
    urgent: Vec<Screening>,
}

impl Screened {
    /// The comments to decide on.
    pub fn waiting(&self) -> &[Screening] {
        &self.waiting
    }

    /// Comments with signs that somebody is in danger, for the few who may act on them. They are never released.
    pub fn urgent(&self) -> &[Screening] {
        &self.urgent
    }
}

/// Screens the answers to one open question, each by another person. Empty ones do not count.
///
/// # Errors
/// [`Refusal::TooFew`] when fewer people wrote something than the pack asks for.
pub fn screen(answers: &[String], asked: &Asked<'_>) -> Result<Screened, Refusal> {
    let purpose = if asked.of_staff {
        Purpose::StaffComments
    } else {
        Purpose::Comments
    };
    let least = asked.rules.least(purpose);
    let written: Vec<&str> = answers
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    if written.len() < usize::try_from(least).unwrap_or(usize::MAX) {
        return Err(Refusal::TooFew {
            item: asked.item.to_owned(),
            least,
        });
    }
    let screened = in_random_order(&written, asked)
        .into_iter()
        .map(|text| Screening {
            marks: marks(text, asked, least),
            text: text.to_owned(),
        });
    let is_urgent = |screening: &Screening| {
        let mut reasons = screening.marks.iter().map(|mark| &mark.reason);
        reasons.any(|reason| matches!(reason, Reason::Safety(_)))
    };
    let (urgent, waiting) = screened.partition(is_urgent);
    Ok(Screened {
        item: asked.item.to_owned(),
        waiting,
        urgent,
    })
}

/// Sorted by SHA-256 of seed, item and place: with a seed that nobody keeps, the old order cannot be found again, and
/// that of one item says nothing about that of another.
fn in_random_order<'t>(written: &[&'t str], asked: &Asked<'_>) -> Vec<&'t str> {
    let key = |at: usize| {
        let place = (at as u64).to_le_bytes();
        let item = Sha256::digest(asked.item);
        let digest = Sha256::new()
            .chain_update(asked.seed)
            .chain_update(item)
            .chain_update(place);
        digest.finalize().to_vec()
    };
    let mut order: Vec<usize> = (0..written.len()).collect();
    order.sort_by_cached_key(|&at| key(at));
    order.into_iter().map(|at| written[at]).collect()
}

/// Everything to look at in a text.
fn marks(text: &str, asked: &Asked<'_>, least: u32) -> Vec<Mark> {
    let words = words(text);
    let mut found: Vec<Mark> = Vec::new();
    let mut strong = |span, reason| {
        found.push(Mark {
            span,
            reason,
            strength: Strength::Strong,
        });
    };
    let lists: [(&[Phrase], Reason); 5] = [
        (&LISTS.alone, Reason::Alone),
        (&LISTS.role, Reason::Role),
        (&LISTS.self_harm, Reason::Safety(Safety::SelfHarm)),
        (&LISTS.abuse, Reason::Safety(Safety::Abuse)),
        (&LISTS.weapon, Reason::Safety(Safety::Weapon)),
    ];
    for (phrases, reason) in lists {
        for span in phrases.iter().flat_map(|phrase| phrase.find(&words)) {
            strong(span, reason.clone());
        }
    }
    for (span, reason) in contacts::find(text)
        .into_iter()
        .chain(asked.dictionary.find(&words, least))
    {
        strong(span, reason);
    }
    found.extend(asked.roster.find(&words).into_iter().map(|name| Mark {
        span: name.span,
        reason: Reason::Name(name.name),
        strength: name.strength,
    }));
    let place = |mark: &Mark| (mark.span.start, mark.span.end, mark.reason.clone());
    found.sort_by_key(place);
    found.dedup_by_key(|mark| place(mark));
    found
}
