//! What an attacker breaks in a whole pattern, with the cuts that say so.

use super::attack::{Attack, Exposure, Journal, Open, Stopped};
use super::budget::Effort;
use super::cut::{self, Cut};
use super::part::Part;

/// A cut counts as broken by more than this.
const CLOSE: f64 = 1e-6;

/// What an attacker makes of a pattern.
pub(super) enum Verdict {
    /// Every sensitive cell has its tables.
    Safe(Journal),
    /// What they break, each with a cut that the pattern breaks.
    Broken(Vec<(Exposure, Cut)>),
}

/// Judges a pattern; at most `enough` exposures are looked for.
pub(super) fn judge(
    part: &Part,
    attack: &mut Attack<'_>,
    pattern: &[bool],
    enough: usize,
    effort: &mut Effort<'_>,
) -> Result<Verdict, Stopped> {
    let share: Vec<f64> = pattern
        .iter()
        .map(|&hidden| f64::from(u8::from(hidden)))
        .collect();
    let mut open = Open::all(part);
    let mut left = Vec::new();
    attack.keep_journal();
    // Short ways first: what is safe with them is safe. What is not, is tried again with all the room there is.
    for most in [part.widest, f64::INFINITY] {
        attack.open(&share, most);
        let exposed = attack.exposed_of(&mut open, enough, effort)?;
        if exposed.is_empty() {
            let journal = attack.journal.take();
            return Ok(Verdict::Safe(journal.unwrap_or_else(|| Journal::new(part))));
        }
        let cuts: Vec<(Exposure, Cut)> = exposed
            .iter()
            .filter_map(|exposure| Some((exposure.clone(), cut::of_exposure(part, exposure)?)))
            .filter(|(exposure, cut)| exposure.linear && cut.reached(&share) < 1.0 - CLOSE)
            .collect();
        if !cuts.is_empty() {
            return Ok(Verdict::Broken(cuts));
        }
        left = exposed;
    }
    let last = left.into_iter().take(1);
    Ok(Verdict::Broken(
        last.map(|exposure| (exposure, cut::one_more(part, pattern)))
            .collect(),
    ))
}
