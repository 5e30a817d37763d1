//! Rule packs and what follows from them: coding inside a group, comments, foresight.

mod coding;
mod comments;
mod foresight;
mod inverse;
mod packs;
mod reading;
mod released;
