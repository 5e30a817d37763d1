//! Pages of plans: what a team wrote down, with the figure behind each line.

mod remove;
mod show;
pub mod urls;
mod write;

use crate::gallery::Gallery;
use crate::routes::Routes;

/// The routes.
pub fn routes() -> Routes {
    Routes::new()
        .and(show::routes())
        .and(write::routes())
        .and(remove::routes())
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    show::samples(gallery);
    write::samples(gallery);
    remove::samples(gallery);
}
