//! Bringing answers that a team already has: hand in a file, say what its columns and labels mean, see the results.

mod choices;
mod confirm;
mod hand_in;
mod review;

use crate::gallery::Gallery;
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().and(hand_in::routes()).and(confirm::routes())
}

pub(super) fn samples(gallery: &mut Gallery) {
    hand_in::samples(gallery);
    confirm::samples(gallery);
}
