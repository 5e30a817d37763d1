//! What may be shown of the counts of a wave: the only maker of [`Released`].

mod ask;
mod audit;
mod breach;
mod error;
mod figures;
mod frame;
mod pattern;
mod release;
mod released;
mod report;
mod shape;
mod store;

pub use ask::{Ask, AskItem, AskScale, Protection};
pub use breach::Breach;
pub use error::Error;
pub use measure::{Cut, Rule};
pub use release::release;
pub use released::{Releasable, Released};
pub use report::{
    AnswerShare, Cell, Difference, Dimension, Distribution, Finding, Group, IntervalMethod, ItemTable, Kind,
    Report, Row, ScaleFigure, ScaleTable, Share,
};
pub use store::reopen;
