//! Networks: their public pages, applying, choosing, and a team's space.

mod agencies;
mod agency;
mod application;
mod apply;
mod ask;
mod coach;
mod decide;
mod edit;
mod feed;
mod fields;
mod focus;
pub(crate) mod letters;
mod list;
mod members;
mod mine;
mod questions;
mod sample;
mod sessions;
mod show;
pub(crate) mod shown;
mod team;
mod teams;
pub mod urls;

use crate::gallery::Gallery;
use crate::routes::Routes;

/// The routes.
pub fn routes() -> Routes {
    let public = show::routes().and(sessions::routes()).and(questions::routes());
    let apply = apply::routes()
        .and(edit::routes())
        .and(agency::routes())
        .and(application::routes())
        .and(ask::routes());
    let choose = list::routes().and(decide::routes()).and(agencies::routes());
    let team = team::routes()
        .and(teams::routes())
        .and(feed::routes())
        .and(focus::routes())
        .and(coach::routes())
        .and(members::routes());
    public.and(apply).and(choose).and(team).and(mine::routes())
}

/// Networks with their sessions, for the samples of the home page.
pub(crate) fn sample_seasons() -> Vec<(
    platform::network::season::Network,
    Vec<platform::network::session::Session>,
)> {
    let sessions = |network| (sample::sessions(&network), network);
    [sample::network(), sample::closed()]
        .map(sessions)
        .map(|(sessions, network)| (network, sessions))
        .into()
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    show::samples(gallery);
    sessions::samples(gallery);
    questions::samples(gallery);
    apply::samples(gallery);
    edit::samples(gallery);
    agency::samples(gallery);
    application::samples(gallery);
    ask::samples(gallery);
    list::samples(gallery);
    decide::samples(gallery);
    agencies::samples(gallery);
    team::samples(gallery);
    teams::samples(gallery);
    feed::samples(gallery);
    focus::samples(gallery);
    coach::samples(gallery);
    members::samples(gallery);
    mine::samples(gallery);
}
