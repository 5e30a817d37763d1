//! What can go wrong in a command, in terms a page can turn into a sentence.

use std::path::PathBuf;

/// One thing wrong with what a person gave, for one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The form field it belongs to; empty when it belongs to the whole.
    pub field: String,
    /// The Fluent message that says what is wrong and what would be right.
    pub code: &'static str,
    /// The message's arguments, by name.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of `field`, told by the message `code`.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self {
            field: field.into(),
            code,
            args: Vec::new(),
        }
    }

    /// With an argument for the message.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers hand numbers and text alike"
    )]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Why a command or query did not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ActionError {
    /// There is no such thing, or the actor may not know of it.
    #[error("not found")]
    NotFound,
    /// The actor is not signed in and must be.
    #[error("sign-in needed")]
    SignInNeeded,
    /// The actor may not do this.
    #[error("forbidden")]
    Forbidden,
    /// What was given is not right; every problem, not the first.
    #[error("invalid: {0:?}")]
    Invalid(Vec<Problem>),
    /// It cannot be done as things stand: late, already done, full. The problem's message says why.
    #[error("conflict: {0:?}")]
    Conflict(Problem),
    /// Too much at once; trying again soon will do.
    #[error("busy")]
    Busy,
    /// The storage failed. The text is for the log and never holds row values.
    #[error("storage: {0}")]
    Store(String),
}

impl ActionError {
    /// A conflict told by the message `code`.
    pub fn conflict(code: &'static str) -> Self {
        Self::Conflict(Problem::new("", code))
    }

    /// One invalid field.
    pub fn invalid(field: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![Problem::new(field, code)])
    }
}

impl From<sea_orm::DbErr> for ActionError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(redacted(&error))
    }
}

/// A database error without the row values that its text can hold.
pub(crate) fn redacted(error: &sea_orm::DbErr) -> String {
    use sea_orm::DbErr;
    if let Some(broken) = error.sql_err() {
        return match broken {
            sea_orm::SqlErr::UniqueConstraintViolation(_) => "a unique constraint was violated".into(),
            sea_orm::SqlErr::ForeignKeyConstraintViolation(_) => "a foreign key was violated".into(),
            _ => "a constraint was violated".into(),
        };
    }
    let kind = match error {
        DbErr::ConnectionAcquire(_) => "no connection could be had",
        DbErr::Conn(_) => "the connection failed",
        DbErr::Exec(_) => "a statement failed",
        DbErr::Query(_) => "a query failed",
        DbErr::RecordNotFound(_) | DbErr::RecordNotInserted | DbErr::RecordNotUpdated => "a row was missing",
        DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. } => "a stored value could not be read",
        DbErr::Migration(_) => "the schema could not be changed",
        _ => "the database failed",
    };
    match database_code(error) {
        Some(code) => format!("{kind} (code {code})"),
        None => kind.to_owned(),
    }
}

fn database_code(error: &sea_orm::DbErr) -> Option<String> {
    use sea_orm::sqlx;
    let (sea_orm::DbErr::Exec(inner) | sea_orm::DbErr::Query(inner) | sea_orm::DbErr::Conn(inner)) = error
    else {
        return None;
    };
    let sea_orm::RuntimeErr::SqlxError(inner) = inner else {
        return None;
    };
    match &**inner {
        sqlx::Error::Database(database) => database.code().map(Into::into),
        _ => None,
    }
}

/// Why an installation could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The folder cannot be made or written.
    #[error(
        "the folder {folder} cannot be written ({why}). Name another one with --folder, or give yourself the right to write there."
    )]
    Folder {
        /// The folder that was named.
        folder: PathBuf,
        /// The operating system's reason.
        why: std::io::Error,
    },
    /// The database cannot be reached.
    #[error(
        "the database {url} cannot be opened: {why}. It should be sqlite:FILE or postgres://USER@HOST/NAME."
    )]
    Database {
        /// The URL, without its password.
        url: String,
        /// What failed.
        why: String,
    },
    /// There is no installation where one was named.
    #[error("{place} holds no installation yet. `kith serve {option} {place}` makes one.")]
    Nothing {
        /// The folder, or the URL of the database without its password.
        place: String,
        /// The option that names it.
        option: &'static str,
    },
    /// The installation's secret is missing.
    #[error(
        "{file} is missing. Put the kept copy back. Without one, `kith serve` makes a new secret, with which links in earlier mail and calendars do not open."
    )]
    SecretLost {
        /// Where it should lie.
        file: PathBuf,
    },
    /// A newer Kith wrote this database.
    #[error(
        "the database was written by a newer Kith (it knows the change {unknown}, this one does not). Start the newer program, or restore a backup made by this one."
    )]
    Newer {
        /// The first change this program does not know.
        unknown: String,
    },
    /// The database could not be brought to this version; it is as it was.
    #[error("the database could not be upgraded: {why}. Nothing was changed.")]
    Upgrade {
        /// What failed.
        why: String,
    },
}
