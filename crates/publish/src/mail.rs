//! Mail: formatted as plain text with an HTML alternative, sent by SMTP or written to a folder.
//!
//! A mail carries the id of its place in the outbox: sent twice, it has the same `Message-ID`, and in a folder it is one
//! file. No part of a mail that a person typed can add a header, and neither links nor addresses reach the log.

mod letter;
mod outgoing;

use std::path::PathBuf;

use jiff::Timestamp;

pub use outgoing::{Delivery, Outgoing};

/// A name and an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// What the person or office is called; may be empty.
    pub name: String,
    /// Such as `ana@district.example`.
    pub address: String,
}

/// One mail, in the words that its reader will see.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The id of its place in the outbox: letters, digits and hyphens.
    pub id: String,
    /// What kind of mail it is, for the log; such as `sign-in`.
    pub kind: &'static str,
    /// When it was put into the outbox.
    pub written: Timestamp,
    /// Who gets it.
    pub to: Mailbox,
    /// Who gets the answer, when that is not the sender.
    pub reply_to: Option<Mailbox>,
    /// One line.
    pub subject: String,
    /// The body: paragraphs divided by an empty line. An address that stands alone becomes a link in the HTML part.
    pub text: String,
    /// The language of its words, as a BCP 47 tag.
    pub language: String,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address of the mail server could not be understood. It is not repeated: it may hold a password.
    #[error(
        "the mail server's address is not understood; write smtps://user:password@host or smtp://host:port?tls=required"
    )]
    ServerAddress,
    /// A server elsewhere, and nothing said about encryption.
    #[error(
        "mail to {host} would travel unencrypted; add ?tls=required to the address, use smtps://, or write ?tls=none if that network is yours alone"
    )]
    Unencrypted {
        /// The server.
        host: String,
    },
    /// An address that is none.
    #[error("the {field} address is not an e-mail address")]
    Address {
        /// `sender`, `recipient` or `reply`.
        field: &'static str,
    },
    /// A line break or another control character where one line is wanted.
    #[error("the {field} holds a line break or another control character")]
    ControlCharacter {
        /// `subject`, `name` or `id`.
        field: &'static str,
    },
    /// The mail could not be put into its form.
    #[error("the mail could not be formatted")]
    Form(#[source] lettre::error::Error),
    /// The server said no, for good.
    #[error("the mail server refused the mail{}", code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default())]
    Refused {
        /// Its three digits.
        code: Option<String>,
    },
    /// The server was not reached, or asked to try later.
    #[error("the mail server was not reached or asked to try later")]
    Later,
    /// The folder could not be written.
    #[error("the mail folder {} could not be written", folder.display())]
    Folder {
        /// Which one.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl MailError {
    /// Whether the same mail may get through later.
    pub fn may_pass_later(&self) -> bool {
        matches!(self, MailError::Later | MailError::Folder { .. })
    }
}
