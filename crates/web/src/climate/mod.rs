//! Pages of surveys: opening and running one, answering it, bringing one's own answers, and the results.

mod answer;
mod close;
mod figure;
mod finding;
mod group;
mod groups;
mod import;
mod levels;
mod list;
mod new;
mod notice;
mod picture;
mod remove;
mod results;
mod run;
mod sample;
pub mod standalone;
pub mod urls;
mod wording;

pub use wording::Words;

use crate::gallery::Gallery;
use crate::routes::Routes;

/// The routes.
pub fn routes() -> Routes {
    Routes::new()
        .and(list::routes())
        .and(new::routes())
        .and(run::routes())
        .and(close::routes())
        .and(remove::routes())
        .and(notice::routes())
        .and(answer::routes())
        .and(import::routes())
        .and(results::routes())
        .and(figure::routes())
        .and(groups::routes())
        .and(group::routes())
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    list::samples(gallery);
    new::samples(gallery);
    run::samples(gallery);
    close::samples(gallery);
    remove::samples(gallery);
    notice::samples(gallery);
    answer::samples(gallery);
    import::samples(gallery);
    results::samples(gallery);
    figure::samples(gallery);
    groups::samples(gallery);
    group::samples(gallery);
}

/// The results that samples of views show.
pub(crate) fn sample_results() -> platform::climate::ledger::Results {
    sample::results()
}
