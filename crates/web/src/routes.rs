//! The table of routes. A route is added with the class of people it is for, or not at all: [`Routes`] is the
//! only way to one, and a test walks the whole table as every role.

use axum::Router;
use axum::handler::Handler;
use axum::routing;

use crate::app::App;
use crate::limits::Rate;

/// Who may come to a route. The commands behind it decide again, and finely, by policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Everybody signed in.
    SignedIn,
    /// Members of the team in the address; the command decides which team that is.
    TeamMember,
    /// Those who work for the host.
    Staff,
    /// Whoever holds the link: the address itself is the right, as in a mailed link or a calendar feed.
    LinkHolder,
    /// Whoever answers or votes. Carries no cookie and sets none; writes check where they come from instead.
    Answer,
    /// Programs and browsers rather than people: assets, health. Reads and sets no cookie.
    Machine,
}

/// What a route does: look or change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Looks, and changes nothing.
    Get,
    /// Changes something.
    Post,
}

/// A body of a form.
const FORM_BYTES_MAX: usize = 256 * 1024;
/// A body with a file to import.
const UPLOAD_BYTES_MAX: usize = 32 * 1024 * 1024;

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// What it does.
    pub verb: Verb,
    /// Its path, with `{names}` for the parts that vary.
    pub path: &'static str,
    /// Whom it is for.
    pub access: Access,
    /// How often one address may come.
    pub rate: Option<Rate>,
    /// The largest body it reads.
    pub body_bytes_max: usize,
}

/// Routes with their classes.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page or file at `path`.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Verb::Get, path, access, routing::get(handler))
    }

    /// A change at `path`. Its form has been read and its token checked before the handler runs; take
    /// [`Posted`](crate::form::Posted) to see it.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Verb::Post, path, access, routing::post(handler))
    }

    /// The route just added counts how often an address comes.
    ///
    /// # Panics
    /// When no route was added yet.
    #[must_use]
    pub fn limited(mut self, rate: Rate) -> Self {
        self.table.last_mut().expect("limited() follows a route").rate = Some(rate);
        self
    }

    /// The route just added takes files.
    ///
    /// # Panics
    /// When no route was added yet.
    #[must_use]
    pub fn uploads(mut self) -> Self {
        self.table
            .last_mut()
            .expect("uploads() follows a route")
            .body_bytes_max = UPLOAD_BYTES_MAX;
        self
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.router = self.router.merge(others.router);
        self.table.extend(others.table);
        self
    }

    /// The rows.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    pub(crate) fn into_parts(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.table)
    }

    fn add(
        mut self,
        verb: Verb,
        path: &'static str,
        access: Access,
        handler: routing::MethodRouter<App>,
    ) -> Self {
        self.router = self.router.route(path, handler);
        self.table.push(Route {
            verb,
            path,
            access,
            rate: None,
            body_bytes_max: FORM_BYTES_MAX,
        });
        self
    }
}
