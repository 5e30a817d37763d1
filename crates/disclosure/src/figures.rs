//! From counts that may be shown to the figures of a report. Everything here is a function of published counts alone,
//! so that the audit can compute it again and compare.

use measure::Z95;

use crate::Error;
use crate::frame::EVERYONE;
use crate::report::{AnswerShare, Difference, Distribution, Finding, Group, ScaleFigure, Share};

/// The largest corrected probability at which a difference is named.
const NAMED_AT: f64 = 0.05;

/// A share of people with its Wilson interval.
pub(crate) fn share(part: u32, of: u32) -> Result<Share, measure::Error> {
    let interval = measure::wilson(part.into(), of.into(), Z95)?;
    let share = measure::share(part.into(), of.into())?;
    Ok(Share {
        part,
        of,
        share,
        low: interval.low,
        high: interval.high,
    })
}

/// An item's figures from its counts.
pub(crate) fn distribution(
    asked: u32,
    counts: &[u32],
    favourable: &[bool],
) -> Result<Distribution, measure::Error> {
    let answered = counts.iter().sum();
    let part = counts
        .iter()
        .zip(favourable)
        .filter(|(_, favourable)| **favourable)
        .map(|(count, _)| count)
        .sum();
    Ok(Distribution {
        asked,
        answered,
        counts: counts.to_vec(),
        favourable: share(part, answered)?,
    })
}

/// A scale's figures from its items' figures and the people at or above the cut.
pub(crate) fn scale(items: &[&Distribution], people: (u32, u32)) -> Result<ScaleFigure, measure::Error> {
    let items: Vec<(u32, u32)> = items
        .iter()
        .map(|item| (item.favourable.part, item.favourable.of))
        .collect();
    let (part, of) = measure::share_of_answers(&items)?;
    Ok(ScaleFigure {
        share_of_answers: AnswerShare {
            part,
            of,
            share: measure::share(part, of)?,
        },
        mean_of_item_shares: measure::mean_of_item_shares(&items)?,
        share_of_people: share(people.0, people.1)?,
    })
}

/// Every shown level against everyone who is not in it; `shares` go with `groups`, hidden ones are `None`.
pub(crate) fn differences(groups: &[Group], shares: &[Option<Share>]) -> Result<Vec<Difference>, Error> {
    let Some(Some(everyone)) = shares.first() else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (group, own) in groups.iter().zip(shares).skip(EVERYONE + 1) {
        let Some(own) = own else { continue };
        let rest = everyone
            .part
            .checked_sub(own.part)
            .zip(everyone.of.checked_sub(own.of));
        let Some((part, of)) = rest.filter(|(_, of)| *of > 0) else {
            continue;
        };
        let compared = measure::difference((own.part, own.of), (part, of), Z95)?;
        found.push((group.clone(), share(part, of)?, compared));
    }
    let corrected = measure::holm(
        &found
            .iter()
            .map(|(_, _, compared)| compared.p)
            .collect::<Vec<_>>(),
    )?;
    let differences = found
        .into_iter()
        .zip(corrected)
        .map(|((group, rest, compared), p)| {
            let finding = match compared.difference {
                _ if p > NAMED_AT => Finding::NotSupported,
                difference if difference > 0.0 => Finding::Higher,
                _ => Finding::Lower,
            };
            let measure::Difference {
                difference,
                low,
                high,
                ..
            } = compared;
            Difference {
                group,
                rest,
                difference,
                low,
                high,
                p,
                finding,
            }
        });
    Ok(differences.collect())
}
