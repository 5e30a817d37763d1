//! Every released figure on lines of one shape, for programs: the same lines as CSV, as a workbook and as Parquet.
//!
//! A line is about one place, one group, and one option of an item, one rule of a scale, or one comparison. Heads and ids are
//! the same in every language; words are in the language of the caller. A figure that is withheld leaves its columns
//! empty, and `shown` is false. Of a share that a rule pack codes, `code`, `share_from` and `share_to` tell what is said; its
//! count, share and interval are empty then.

mod coded;
mod comma;
mod figures;
mod parquet;
mod workbook;

pub use coded::each_coded;
pub use comma::Comma;
pub use figures::each;
pub use parquet::Parquet;
pub use workbook::{LINES_MAX, Workbook};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Which table: items, scales or differences.
    Table,
    /// What kind of place: school, agency, …; empty when there is one place only.
    PlaceKind,
    /// Id of the place.
    Place,
    /// Id of the place that it lies in.
    Within,
    /// Id of the item or scale.
    Id,
    /// The question, or the name of the scale.
    Wording,
    /// Id of the dimension, or of two.
    Dimension,
    /// Id of the level, or of two.
    Level,
    /// The words of the group.
    Group,
    /// Id of an item's option, or the rule of a scale.
    Option,
    /// Its words.
    OptionWording,
    /// Whether the option counts as favorable.
    IsFavorable,
    /// Whether the scale reports this rule.
    IsReported,
    /// Whether the figure is shown.
    Shown,
    /// People whom the questionnaire asked.
    Asked,
    /// People who answered; for a share of answers, answers.
    Answered,
    /// Those who chose the option, or are favorable by the rule.
    Count,
    /// Part of those who answered.
    Share,
    /// How a share is said by a rule pack that codes shares: exact, percent, band, below, at most, above, at least, made.
    Code,
    /// The least that it says the share is.
    ShareFrom,
    /// The most.
    ShareTo,
    /// Lower end of the interval.
    Low,
    /// Upper end of the interval.
    High,
    /// The share of everyone who is not in the group.
    RestShare,
    /// How many they are.
    RestAnswered,
    /// Share of the group minus share of the rest.
    Difference,
    /// Probability of such a difference by chance, corrected by Holm's method.
    P,
    /// What may be said: higher, lower, not supported.
    Finding,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Count,
    /// Any number.
    Number,
    /// True or false.
    Flag,
}

impl Head {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 28] = [
        Self::Table,
        Self::PlaceKind,
        Self::Place,
        Self::Within,
        Self::Id,
        Self::Wording,
        Self::Dimension,
        Self::Level,
        Self::Group,
        Self::Option,
        Self::OptionWording,
        Self::IsFavorable,
        Self::IsReported,
        Self::Shown,
        Self::Asked,
        Self::Answered,
        Self::Count,
        Self::Share,
        Self::Code,
        Self::ShareFrom,
        Self::ShareTo,
        Self::Low,
        Self::High,
        Self::RestShare,
        Self::RestAnswered,
        Self::Difference,
        Self::P,
        Self::Finding,
    ];

    /// What stands above the column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::PlaceKind => "place_kind",
            Self::Place => "place",
            Self::Within => "within",
            Self::Id => "id",
            Self::Wording => "wording",
            Self::Dimension => "dimension",
            Self::Level => "level",
            Self::Group => "group",
            Self::Option => "option",
            Self::OptionWording => "option_wording",
            Self::IsFavorable => "is_favorable",
            Self::IsReported => "is_reported_rule",
            Self::Shown => "shown",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Count => "count",
            Self::Share => "share",
            Self::Code => "code",
            Self::ShareFrom => "share_from",
            Self::ShareTo => "share_to",
            Self::Low => "interval_low",
            Self::High => "interval_high",
            Self::RestShare => "rest_share",
            Self::RestAnswered => "rest_answered",
            Self::Difference => "difference",
            Self::P => "p",
            Self::Finding => "finding",
        }
    }

    /// What stands in the column.
    pub fn kind(self) -> Kind {
        match self {
            Self::Asked | Self::Answered | Self::Count | Self::RestAnswered => Kind::Count,
            Self::Share
            | Self::ShareFrom
            | Self::ShareTo
            | Self::Low
            | Self::High
            | Self::RestShare
            | Self::Difference
            | Self::P => Kind::Number,
            Self::IsFavorable | Self::IsReported | Self::Shown => Kind::Flag,
            _ => Kind::Text,
        }
    }
}

/// Which table a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Scales by group and rule.
    Scales,
    /// Items by group and option.
    Items,
    /// Groups compared with everyone else.
    Differences,
}

impl Sheet {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Scales, Self::Items, Self::Differences];

    /// Its name in files and columns.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scales => "scales",
            Self::Items => "items",
            Self::Differences => "differences",
        }
    }

    /// The columns that it has when it stands alone.
    pub fn heads(self) -> impl Iterator<Item = Head> {
        Head::ALL.into_iter().filter(move |head| match head {
            Head::Table => false,
            Head::IsFavorable | Head::Asked => self == Self::Items,
            Head::IsReported => self == Self::Scales,
            Head::Option
            | Head::OptionWording
            | Head::Shown
            | Head::Answered
            | Head::Count
            | Head::Share
            | Head::Code
            | Head::ShareFrom
            | Head::ShareTo => self != Self::Differences,
            Head::RestShare | Head::RestAnswered | Head::Difference | Head::P | Head::Finding => {
                self == Self::Differences
            }
            _ => true,
        })
    }
}

/// What stands in one column of one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing: it does not apply, or is withheld.
    Nothing,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Count(u64),
    /// Any number.
    Number(f64),
    /// True or false.
    Flag(bool),
}

/// One line.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its table.
    pub sheet: Sheet,
    values: [Value<'a>; Head::ALL.len()],
}

impl<'a> Line<'a> {
    fn new(sheet: Sheet) -> Self {
        let mut line = Self {
            sheet,
            values: [Value::Nothing; Head::ALL.len()],
        };
        line.set(Head::Table, Value::Text(sheet.name()));
        line
    }

    fn set(&mut self, head: Head, value: Value<'a>) {
        self.values[head as usize] = value;
    }

    /// What stands under this head.
    pub fn get(&self, head: Head) -> Value<'a> {
        self.values[head as usize]
    }
}

/// The place that a report is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaceName<'a> {
    /// What kind of place; empty when there is one place only.
    pub kind: &'a str,
    /// Its id.
    pub id: &'a str,
    /// Id of the place that it lies in.
    pub within: &'a str,
}

/// Why lines could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The CSV writer refused a line.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The Parquet writer refused a column.
    #[error(transparent)]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The workbook could not be made.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Takes line after line.
pub trait Sink {
    /// Writes a line.
    fn line(&mut self, line: &Line<'_>) -> Result<(), WriteError>;
}
