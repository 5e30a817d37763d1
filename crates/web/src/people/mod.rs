//! People's pages: signing in and out, and one's own account.

mod account;
mod sign_in;

use crate::gallery::Gallery;
use crate::routes::Routes;

/// The routes.
pub fn routes() -> Routes {
    sign_in::routes().and(account::routes())
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    sign_in::samples(gallery);
    account::samples(gallery);
}
