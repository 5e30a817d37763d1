//! The decision of a person, which alone lets comments out.

use std::ops::Range;

use serde::Serialize;

use super::screening::{Refusal, Screened, Screening};
use crate::Released;

/// What stands in place of a masked part.
const MASK: &str = "[…]";

/// What a person decided about a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// As it is.
    Publish,
    /// With everything that is marked masked.
    MaskMarks,
    /// With these bytes masked.
    Mask(Vec<Range<usize>>),
    /// Not at all.
    Withhold,
}

/// Comments that may be read, in an order that says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comments {
    /// Id of the open question.
    pub item: String,
    /// What was written, masked where that was decided.
    pub texts: Vec<String>,
    /// Who decided.
    pub decided_by: String,
}

impl Screened {
    /// Releases what a person decided to publish: one decision for each comment of [`Screened::waiting`], in that order.
    ///
    /// # Errors
    /// [`Refusal::Nobody`] without a name, [`Refusal::Decisions`] when there is not one for each comment,
    /// [`Refusal::Span`] for a part that is none.
    pub fn decide(self, decided_by: &str, decisions: &[Decision]) -> Result<Released<Comments>, Refusal> {
        let decided_by = decided_by.trim();
        if decided_by.is_empty() {
            return Err(Refusal::Nobody);
        }
        let (found, comments) = (decisions.len(), self.waiting.len());
        if found != comments {
            return Err(Refusal::Decisions { found, comments });
        }
        let mut texts = Vec::new();
        for (comment, (screening, decision)) in self.waiting.iter().zip(decisions).enumerate() {
            texts.extend(decided(comment, screening, decision)?);
        }
        Ok(Released::seal(Comments {
            item: self.item,
            texts,
            decided_by: decided_by.to_owned(),
        }))
    }
}

fn decided(comment: usize, screening: &Screening, decision: &Decision) -> Result<Option<String>, Refusal> {
    let text = &screening.text;
    let spans: Vec<Range<usize>> = match decision {
        Decision::Withhold => return Ok(None),
        Decision::Publish => Vec::new(),
        Decision::MaskMarks => screening.marks.iter().map(|mark| mark.span.clone()).collect(),
        Decision::Mask(spans) => spans.clone(),
    };
    let refused = spans.iter().find(|span| text.get((*span).clone()).is_none());
    if let Some(&Range { start, end }) = refused {
        return Err(Refusal::Span { comment, start, end });
    }
    Ok(Some(masked(text, spans)))
}

/// The text with these parts masked; parts that touch or overlap become one.
fn masked(text: &str, mut spans: Vec<Range<usize>>) -> String {
    spans.retain(|span| !span.is_empty());
    spans.sort_by_key(|span| span.start);
    let mut shown = String::new();
    let mut after = 0;
    for span in spans {
        if span.start > after || (after == 0 && shown.is_empty()) {
            shown.push_str(&text[after..span.start]);
            shown.push_str(MASK);
        }
        after = after.max(span.end);
    }
    shown.push_str(&text[after..]);
    shown
}
