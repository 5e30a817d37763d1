//! What an attacker breaks in a whole pattern, with the cuts that say so.

use super::attack::{Attack, Exposure, Stopped};
use super::budget::Effort;
use super::cut::{self, Cut};
use super::part::Part;

/// A cut counts as broken by more than this.
const CLOSE: f64 = 1e-6;

/// What an attacker breaks in a pattern, each with a cut that the pattern breaks.
pub(super) fn broken(
    part: &Part,
    attack: &mut Attack<'_>,
    pattern: &[bool],
    enough: usize,
    effort: &mut Effort<'_>,
) -> Result<Vec<(Exposure, Cut)>, Stopped> {
    let share: Vec<f64> = pattern
        .iter()
        .map(|&hidden| f64::from(u8::from(hidden)))
        .collect();
    // Short ways first: what is safe with them is safe. What is not, is tried again with all the room there is.
    for most in [part.widest, f64::INFINITY] {
        attack.open(&share, most);
        let exposed = attack.exposed(enough, effort)?;
        let all = exposed.len();
        let cuts: Vec<(Exposure, Cut)> = exposed
            .iter()
            .filter_map(|exposure| Some((exposure.clone(), cut::of_exposure(part, exposure)?)))
            .filter(|(exposure, cut)| exposure.linear && cut.reached(&share) < 1.0 - CLOSE)
            .collect();
        if all == 0 || !cuts.is_empty() {
            return Ok(cuts);
        }
        if most.is_infinite() {
            let last = exposed.into_iter().take(1);
            return Ok(last
                .map(|exposure| (exposure, cut::one_more(part, pattern)))
                .collect());
        }
    }
    Ok(Vec::new())
}
