//! Coding groups that add up, so that none gives another's answers away.

use super::group::{CodedGroup, options};
use super::inverse::{Contradiction, Pinned, Printed, pinned};
use super::share::{Coded, Under};

/// A group with the true counts of its options, and the group it is a part of, by its place in the list. The parts of a
/// group make it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The group it is a part of.
    pub within: Option<usize>,
    /// People of each option.
    pub counts: Vec<u32>,
}

/// What may be said of every group of a tree: [`options`] of each, and then the smallest plain count near a count that
/// would be known (in the same group, those it is a part of or made of, and its siblings) is hidden, too, until a reader
/// who knows the pack can tell no coded or hidden count. At worst nothing is said.
///
/// # Errors
/// [`Contradiction`] when the counts do not add up, or the groups make no tree.
pub fn together(members: &[Member], under: Under<'_>) -> Result<Vec<CodedGroup>, Contradiction> {
    let mut coded: Vec<CodedGroup> = members
        .iter()
        .map(|member| options(&member.counts, under))
        .collect();
    loop {
        let printed = printed(members, &coded, under)?;
        let known = pinned(&printed)?;
        let is_promised = |pinned: &&Pinned| !coded[pinned.group].options[pinned.option].is_plain();
        let Some(&found) = known.iter().find(is_promised) else {
            return Ok(coded);
        };
        match nearest_plain(members, &coded, found) {
            Some((group, option)) => coded[group].options[option] = Coded::Hidden,
            None => {
                // Bands and codes alone give it away: its whole family says nothing.
                let family = |group: usize| is_near(members, group, found.group);
                let loud = (0..coded.len()).filter(|&group| family(group) && coded[group].is_shown());
                let loud: Vec<usize> = loud.collect();
                let quiet = if loud.is_empty() {
                    (0..coded.len()).collect()
                } else {
                    loud
                };
                if coded.iter().all(|group| !group.is_shown() && group.of.is_none()) {
                    return Ok(coded);
                }
                for group in quiet {
                    coded[group].of = None;
                    coded[group].options.fill(Coded::Hidden);
                }
            }
        }
    }
}

fn printed(
    members: &[Member],
    coded: &[CodedGroup],
    under: Under<'_>,
) -> Result<Vec<Printed>, Contradiction> {
    let people = |member: &Member| member.counts.iter().copied().map(u64::from).sum::<u64>();
    // A reader who is told nothing of a group takes it for no larger than anything that is printed, and twice that.
    let most = members
        .iter()
        .map(people)
        .max()
        .unwrap_or(0)
        .saturating_mul(2)
        .max(2);
    let pairs = members.iter().zip(coded);
    pairs
        .map(|(member, coded)| {
            Printed::coded(member.within, coded, most, under).ok_or(Contradiction::Nothing)
        })
        .collect()
}

/// Whether one group is the other, is a part of it, is made of it, or is a part of the same.
fn is_near(members: &[Member], one: usize, other: usize) -> bool {
    let (first, second) = (members[one].within, members[other].within);
    one == other || first == Some(other) || second == Some(one) || (first.is_some() && first == second)
}

/// The plain count near another one with the fewest people, those of the same group first; of equal ones the earliest.
fn nearest_plain(members: &[Member], coded: &[CodedGroup], found: Pinned) -> Option<(usize, usize)> {
    let near = (0..members.len()).filter(|&group| is_near(members, group, found.group));
    let plain = near.flat_map(|group| {
        let all = coded[group].options.iter().enumerate();
        let of_option = all.filter(move |(option, _)| *option == found.option || group == found.group);
        of_option
            .filter(|(_, coded)| coded.is_plain())
            .map(move |(option, _)| (group, option))
    });
    plain.min_by_key(|&(group, option)| (group != found.group, members[group].counts[option]))
}
