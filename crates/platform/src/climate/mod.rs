//! Climate: surveys, the answers they gather, and the figures released from them.
//!
//! # What anonymous means here, and by which means
//!
//! A survey is fielded in waves. Whoever knows its share code may answer, without an account and without
//! a cookie. While a wave is open, an answer lies in `inbox` as one row of two values:
//!
//! - `mark` = HMAC-SHA-256(wave key, submission key). The submission key is a random number that the server puts
//!   into the form; the same form sent five times makes the same mark, and counts once. It is a key of a
//!   submission, not of a person or device: pupils share those.
//! - `blob` = ChaCha20-Poly1305 over the answer in a fixed shape ([`packing`]): every answer to one instrument is
//!   equally long, so a length says nothing.
//!
//! There is no time, no address, no language and no order: rows are kept by their mark, which is as good as random.
//! The *wave key* lies in `keys/` of the installation's folder, never in the database, so neither the database nor
//! a copy of it can be read by itself.
//!
//! The **seal** ([`seal`]) decrypts the answers, codes them, shuffles them with random numbers of the operating
//! system, stores them as one block of columns, makes the one release of the wave, deletes the inbox rows
//! (overwritten in the file: `secure_delete`) and marks the wave, in one transaction. Then it overwrites and removes
//! the wave key and truncates the write-ahead log. Should the program die in between, or somebody
//! read just then, a running program finishes it minutes later ([`seal::finish`]). From then on a copy of the database made before the seal is unreadable,
//! and nothing joins a submission key, a time or an order to a row of the block. It cannot be undone.
//!
//! # What does not hold
//!
//! - *Before the seal*, whoever has both the database and the wave key (in practice: the administrator of the
//!   server) can read single answers. So can whoever copied both before the seal, for ever.
//! - Whoever copies the open inbox again and again learns in which order marks arrived, and, with the
//!   key, what they hold. On PostgreSQL a single look suffices: row versions lie in their order of arrival until
//!   the table is vacuumed.
//! - A drive that moves data as it wears (an SSD), or a snapshot below the file system, may keep old blocks: of
//!   ciphertext in the database's case, of the key itself in the worst.
//! - The shuffled block, and the index beside the database that is made of it ([`index`]), still hold combinations of
//!   answers. They never leave this crate; what leaves is
//!   [`disclosure::Released`]. Whoever reads the database file after the seal can see that *somebody* gave a
//!   combination of answers, and could recognise a person by a rare one.
//! - An open link lets one person send many answers. Whoever sends nine of their own making as one group, and sees the
//!   figures of that group, can subtract them and read the tenth person's. The results page says when more answers came
//!   in than people were asked; links that admit each person once need a roster or codes.
//! - A reverse proxy in front of the program may log addresses and times. The program does not.
//!
//! Sentences on the pages say as much.
//!
//! # Counting
//!
//! Before the seal there is no figure. [`progress`] says how many answers there are, and below ten only that
//! they are fewer. After the seal every figure comes from the wave's release in the [`ledger`], which is
//! opened again through `disclosure::reopen`: what is stored is verified each time. A group that somebody asks for later
//! is one more release ([`group`]), which must pass with all before it.

mod access;
mod brought;
pub mod code;
mod desk;
pub mod given;
pub mod group;
pub mod import;
pub(crate) mod inbox;
mod index;
pub mod intake;
mod keys;
pub mod ledger;
pub(crate) mod mapping;
mod packing;
pub mod progress;
pub mod removal;
pub mod seal;
pub(crate) mod sealed_wave;
mod statistics;
pub mod survey;
mod uploads;
pub mod wave;

pub use ledger::{analyse, asked};

pub(crate) use access::team_work;
pub(crate) use desk::Desk;

crate::ids! {
    /// A survey of a team.
    SurveyId ordered;
    /// A round of a survey. Random: it stands beside anonymous answers.
    WaveId random;
    /// A release of figures.
    ReleaseId random;
    /// The release of one group.
    GroupReleaseId ordered;
}

/// Finishes seals that were interrupted, and removes files whose time is over.
pub(crate) async fn tidy(platform: &crate::Platform) {
    if let Err(why) = seal::finish(platform).await {
        tracing::error!(%why, "interrupted seals could not be looked for");
    }
    uploads::sweep(platform);
    index::sweep(platform).await;
}
