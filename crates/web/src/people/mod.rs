//! People's pages: signing in and out, one's own account, the host's staff, and the log of who did what.

mod account;
mod log;
mod sign_in;
mod staff;

use crate::gallery::Gallery;
use crate::routes::Routes;

/// The routes.
pub fn routes() -> Routes {
    sign_in::routes()
        .and(account::routes())
        .and(staff::routes())
        .and(log::routes())
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    sign_in::samples(gallery);
    account::samples(gallery);
    staff::samples(gallery);
    log::samples(gallery);
}
