//! What goes wrong, as a page: a status, a plain sentence and a way back. No internals; those go to the log, once.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use platform::{ActionError, Problem};

use crate::gallery::View;
use crate::language::Translator;
use crate::page::Page;
use crate::routes::Route;
use crate::visit::Visit;

/// The only error that becomes a page.
#[derive(Debug, Clone)]
pub enum PageError {
    /// There is nothing at this address, or not for this person.
    NotFound,
    /// The address exists, but not for this kind of request.
    WrongMethod,
    /// One has to be signed in.
    SignInNeeded,
    /// One may not.
    Forbidden,
    /// The form is too old, or was not ours.
    FormExpired,
    /// Another site sent this.
    ForeignOrigin,
    /// What came cannot be read as a form.
    NoForm,
    /// More than is read.
    TooLarge {
        /// What is read at most.
        bytes_max: usize,
    },
    /// What was given is not right, where the form itself could not be shown again.
    Invalid(Vec<Problem>),
    /// It cannot be done as things stand.
    Conflict(Problem),
    /// Too often.
    TooMany {
        /// When it will do again.
        seconds: u32,
    },
    /// Too much at once.
    Busy,
    /// Our fault. The text is for the log.
    Internal(String),
}

/// What a handler gives back.
pub type PageResult = Result<Response, PageError>;

impl PageError {
    /// Its HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::FormExpired | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::NoForm => StatusCode::BAD_REQUEST,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error that a bare response of the framework stands for.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            // An address whose parts do not read as ids leads nowhere.
            StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::WrongMethod,
            StatusCode::FORBIDDEN => Self::Forbidden,
            StatusCode::UNAUTHORIZED => Self::SignInNeeded,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge { bytes_max: 0 },
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany { seconds: 60 },
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Self::Busy,
            StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => Self::NoForm,
            _ => Self::Internal(format!("a bare response {status}")),
        }
    }

    /// The heading's key; the sentence is its attribute `.says`.
    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::WrongMethod => "error-wrong-method",
            Self::SignInNeeded => "error-sign-in-needed",
            Self::Forbidden => "error-forbidden",
            Self::FormExpired => "error-form-expired",
            Self::ForeignOrigin => "error-foreign-origin",
            Self::NoForm => "error-no-form",
            Self::TooLarge { .. } => "error-too-large",
            Self::Invalid(_) => "error-invalid",
            Self::Conflict(_) => "error-conflict",
            Self::TooMany { .. } => "error-too-many",
            Self::Busy => "error-busy",
            Self::Internal(_) => "error-internal",
        }
    }
}

impl From<ActionError> for PageError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NotFound => Self::NotFound,
            ActionError::SignInNeeded => Self::SignInNeeded,
            ActionError::Forbidden => Self::Forbidden,
            ActionError::Invalid(problems) => Self::Invalid(problems),
            ActionError::Conflict(problem) => Self::Conflict(problem),
            ActionError::Busy => Self::Busy,
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("a template failed: {error}"))
    }
}

impl IntoResponse for PageError {
    /// A bare response that carries the error: the frame around every route draws the page, since it knows
    /// the reader's language, theme and name.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Draws the page of an error and says internals to the log.
pub(crate) fn draw(error: &PageError, visit: &Visit, route: Option<Route>) -> Response {
    if let PageError::Internal(why) = error {
        // The route and not the address, which may hold a sign-in link or the code of a survey.
        tracing::error!(route = route.map(|route| route.path), why, "a page failed");
    }
    let status = error.status();
    let page = ErrorView::new(visit, error).render();
    let body = page.unwrap_or_else(|_| visit.t().say(error.key()).to_string());
    let mut response = (status, Html(body)).into_response();
    let wait = match error {
        PageError::TooMany { seconds } => Some(*seconds),
        PageError::Busy => Some(2),
        _ => None,
    };
    if let Some(seconds) = wait {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

#[derive(Template)]
#[template(path = "system/error.html")]
pub(crate) struct ErrorView {
    page: Page,
    t: Translator,
    says: String,
    problems: Vec<String>,
    sign_in: Option<String>,
}

impl ErrorView {
    fn new(visit: &Visit, error: &PageError) -> Self {
        let t = visit.t();
        let says = match error {
            PageError::Conflict(problem) => t.problem(problem),
            PageError::TooLarge { bytes_max: 0 } => t.say("error-too-large.says").to_string(),
            PageError::TooLarge { bytes_max } => t
                .say("error-too-large.limit")
                .with("size", size(t, *bytes_max))
                .to_string(),
            PageError::TooMany { seconds } => {
                t.say("error-too-many.says").with("seconds", *seconds).to_string()
            }
            other => t.say(&format!("{}.says", other.key())).to_string(),
        };
        let problems = match error {
            PageError::Invalid(problems) => problems.iter().map(|problem| t.problem(problem)).collect(),
            _ => Vec::new(),
        };
        let sign_in = matches!(error, PageError::SignInNeeded).then(|| crate::urls::sign_in_for(&visit.path));
        Self {
            page: Page::new(visit, t.say(error.key())),
            t,
            says,
            problems,
            sign_in,
        }
    }
}

/// A limit of bytes in the unit that people know: KB below a megabyte, MB from there.
fn size(t: Translator, bytes: usize) -> String {
    let (unit, count) = if bytes < 1 << 20 {
        ("core-kilobytes", bytes >> 10)
    } else {
        ("core-megabytes", bytes >> 20)
    };
    t.say(unit).with("count", count).to_string()
}

impl View for ErrorView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let problem = Problem::new("email", "email-wrong");
        [
            ("not-found", PageError::NotFound),
            ("wrong-method", PageError::WrongMethod),
            ("sign-in-needed", PageError::SignInNeeded),
            ("forbidden", PageError::Forbidden),
            ("form-expired", PageError::FormExpired),
            ("foreign-origin", PageError::ForeignOrigin),
            ("no-form", PageError::NoForm),
            ("too-large", PageError::TooLarge { bytes_max: 256 << 10 }),
            ("too-large-file", PageError::TooLarge { bytes_max: 32 << 20 }),
            ("too-large-somehow", PageError::TooLarge { bytes_max: 0 }),
            ("invalid", PageError::Invalid(vec![problem])),
            (
                "conflict",
                PageError::Conflict(Problem::new("", "sign-in-link-used")),
            ),
            ("too-many", PageError::TooMany { seconds: 5 }),
            ("busy", PageError::Busy),
            ("internal", PageError::Internal("not for the page".into())),
        ]
        .map(|(name, error)| (name, Self::new(visit, &error)))
        .into()
    }
}
