//! A figure, or why there is none.

use measure::Error;
use serde::Serialize;

/// Why a figure is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// To protect people, whatever the reason.
    Protected,
    /// The method needs more items.
    FewItems {
        /// So many.
        least: usize,
    },
    /// The method needs more people than answered, or more in one of two groups.
    FewPeople {
        /// So many.
        least: u32,
    },
    /// The method needs more schools.
    FewSchools {
        /// So many.
        least: usize,
    },
    /// The search for the best values did not end; nothing unfinished is told.
    NotConverged,
    /// Some option was chosen by nobody, so that sums do not mean what the table would say.
    UnusedOption,
    /// The items do not go together as the method supposes: they do not add up to a scale.
    Unsuitable,
}

/// A figure, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure<T> {
    /// The figure.
    Value(T),
    /// There is none.
    Withheld(Why),
}

impl<T> Figure<T> {
    /// The figure when there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Withheld(_) => None,
        }
    }

    /// Why there is none.
    pub fn withheld(&self) -> Option<Why> {
        match self {
            Self::Value(_) => None,
            Self::Withheld(why) => Some(*why),
        }
    }

    pub(super) fn when(told: bool, figure: impl FnOnce() -> T) -> Self {
        if told {
            Self::Value(figure())
        } else {
            Self::Withheld(Why::Protected)
        }
    }

    pub(super) fn of(figure: Result<T, Why>) -> Self {
        match figure {
            Ok(figure) => Self::Value(figure),
            Err(why) => Self::Withheld(why),
        }
    }
}

impl From<Error> for Why {
    /// An error of a statistic. That answers do not vary, or who is too few, is itself something about people.
    fn from(error: Error) -> Self {
        match error {
            Error::NotConverged { .. } | Error::NotReached { .. } => Self::NotConverged,
            Error::ItemsTooFew { least, .. } => Self::FewItems { least },
            Error::NotPositive { .. } | Error::NotPositiveDefinite { .. } | Error::Collinear { .. } => {
                Self::Unsuitable
            }
            _ => Self::Protected,
        }
    }
}

impl From<measure::response::Error> for Why {
    fn from(error: measure::response::Error) -> Self {
        use measure::response::Error;
        match error {
            Error::FewItems { least, .. } => Self::FewItems { least },
            Error::Information { .. } => Self::NotConverged,
            Error::Parameters { .. } | Error::Reversed { .. } => Self::Unsuitable,
            _ => Self::Protected,
        }
    }
}
