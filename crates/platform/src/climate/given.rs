//! When answers that somebody brings were given, as well as they know it: on a day, in a month, or in a year.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The first year that anybody's answers are of.
const YEAR_MIN: i16 = 1900;

/// A day, a month or a year, written as `2009-04-12`, `2009-04` or `2009`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Given {
    /// On this day.
    Day(Date),
    /// In the month of this day, its first.
    Month(Date),
    /// In the year of this day, its first.
    Year(Date),
}

impl Given {
    /// Its first day.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(day) | Self::Month(day) | Self::Year(day) => day,
        }
    }
}

impl FromStr for Given {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let read = |text: &str| text.parse::<Date>().ok().filter(|day| day.year() >= YEAR_MIN);
        let given = match text.len() {
            4 => read(&format!("{text}-01-01")).map(Self::Year),
            7 => read(&format!("{text}-01")).map(Self::Month),
            10 => read(text).map(Self::Day),
            _ => None,
        };
        given
            .filter(|_| digits)
            .ok_or("neither a day such as 2009-04-12, nor a month, nor a year")
    }
}

impl fmt::Display for Given {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.first_day();
        match self {
            Self::Day(_) => day.fmt(out),
            Self::Month(_) => write!(out, "{:04}-{:02}", day.year(), day.month()),
            Self::Year(_) => write!(out, "{:04}", day.year()),
        }
    }
}

impl TryFrom<String> for Given {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Given> for String {
    fn from(given: Given) -> Self {
        given.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Given;

    #[test]
    fn given_reads_what_it_writes_and_nothing_else() {
        for text in ["2009", "2009-04", "2009-04-12"] {
            assert_eq!(
                text.parse::<Given>().map(|given| given.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in [
            "",
            "09",
            "2009-13",
            "2009-4",
            "2009-02-30",
            "1899",
            "spring",
            "+200",
            "2009-04-1T",
        ] {
            assert!(text.parse::<Given>().is_err(), "{text}");
        }
    }
}
