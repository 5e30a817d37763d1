//! What may be shown of the counts of a wave: the only maker of [`Released`].

mod ask;
mod breach;
mod error;
mod released;
mod report;

pub use ask::{Ask, AskItem, AskScale, Protection};
pub use breach::Breach;
pub use error::Error;
pub use measure::{Cut, Rule};
pub use released::{Releasable, Released};
pub use report::{
    AnswerShare, Cell, Difference, Dimension, Distribution, Finding, Group, IntervalMethod, ItemTable, Kind,
    Report, Row, ScaleFigure, ScaleTable, Share,
};
