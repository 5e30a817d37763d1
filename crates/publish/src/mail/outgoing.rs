//! Where mail goes: to an SMTP server, or to a folder where none is set.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::io::AsyncWriteExt as _;

use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{
    Mail, MailError, Mailbox,
    letter::{self, Writing},
};

const PATIENCE: Duration = Duration::from_secs(30);

/// The way out for mail.
#[derive(Clone, Debug)]
pub enum Outgoing {
    /// A mail server.
    Smtp {
        /// Who sends.
        from: lettre::message::Mailbox,
        /// The server.
        server: Box<AsyncSmtpTransport<Tokio1Executor>>,
    },
    /// A folder of `.eml` files, which any mail program opens.
    Folder {
        /// Who sends.
        from: lettre::message::Mailbox,
        /// Where the files go.
        folder: PathBuf,
    },
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// A server took it.
    TakenByServer,
    /// It lies in this file.
    InFile(PathBuf),
}

impl Outgoing {
    /// Through the server at `url`: `smtps://user:password@host` or `smtp://host:port?tls=required`.
    ///
    /// # Errors
    /// When the address of server or sender is not understood, and when mail would leave this machine unencrypted
    /// without `?tls=none` saying so.
    pub fn smtp(url: &str, from: &Mailbox) -> Result<Self, MailError> {
        let url = checked(url)?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|_| MailError::ServerAddress)?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Outgoing::Smtp {
            from: letter::mailbox(from, "sender")?,
            server: Box::new(server),
        })
    }

    /// To files in `folder`, which is made when it is missing.
    ///
    /// # Errors
    /// When the address of the sender is not understood.
    pub fn folder(folder: &Path, from: &Mailbox) -> Result<Self, MailError> {
        Ok(Outgoing::Folder {
            from: letter::mailbox(from, "sender")?,
            folder: folder.to_owned(),
        })
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// [`MailError::may_pass_later`] tells those that are worth another try.
    pub async fn send(&self, mail: &Mail) -> Result<Delivery, MailError> {
        match self {
            Outgoing::Smtp { from, server } => {
                let message = letter::message(mail, from, Writing::ForServers)?;
                server
                    .send(message)
                    .await
                    .map_err(|error| told_by_server(&error))?;
                tracing::info!(id = mail.id, kind = mail.kind, "mail sent");
                Ok(Delivery::TakenByServer)
            }
            Outgoing::Folder { from, folder } => {
                let message = letter::message(mail, from, Writing::ForReading)?;
                let file = write(folder, &mail.id, &message.formatted())
                    .await
                    .map_err(|source| MailError::Folder {
                        folder: folder.clone(),
                        source,
                    })?;
                tracing::info!(kind = mail.kind, subject = mail.subject, file = %file.display(), "mail written to a file");
                Ok(Delivery::InFile(file))
            }
        }
    }
}

/// Written aside and moved into place, so that nobody reads half a mail.
async fn write(folder: &Path, id: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true);
    // A mail holds a link that signs somebody in: its file is its owner's only.
    #[cfg(unix)]
    builder.mode(0o700);
    builder.create(folder).await?;
    let (file, aside) = (
        folder.join(format!("{id}.eml")),
        folder.join(format!("{id}.part")),
    );
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut open = options.open(&aside).await?;
    open.write_all(bytes).await?;
    open.flush().await?;
    tokio::fs::rename(&aside, &file).await?;
    Ok(file)
}

/// The server's own words are left out: they may repeat the recipient's address.
fn told_by_server(error: &lettre::transport::smtp::Error) -> MailError {
    if error.is_permanent() {
        MailError::Refused {
            code: error.status().map(|code| code.to_string()),
        }
    } else {
        MailError::Later
    }
}

/// The address with `tls=none` taken out; refuses a silent lack of encryption.
fn checked(url: &str) -> Result<String, MailError> {
    if url.starts_with("smtps://") {
        return Ok(url.to_owned());
    }
    let rest = url.strip_prefix("smtp://").ok_or(MailError::ServerAddress)?;
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    match query {
        "tls=none" => Ok(format!("smtp://{place}")),
        "" if matches!(name, "localhost" | "127.0.0.1" | "::1") => Ok(url.to_owned()),
        "" => Err(MailError::Unencrypted {
            host: name.to_owned(),
        }),
        _ => Ok(url.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_of_a_server_elsewhere_must_speak_of_encryption() {
        let outcome = |url| checked(url).map_err(|error| error.to_string());
        assert_eq!(
            outcome("smtp://localhost:2525"),
            Ok("smtp://localhost:2525".into())
        );
        assert_eq!(outcome("smtp://[::1]:25"), Ok("smtp://[::1]:25".into()));
        assert_eq!(outcome("smtp://mail:25?tls=none"), Ok("smtp://mail:25".into()));
        assert_eq!(
            outcome("smtp://a:b@mail.example?tls=required"),
            Ok("smtp://a:b@mail.example?tls=required".into())
        );
        assert_eq!(
            outcome("smtps://a:b@mail.example"),
            Ok("smtps://a:b@mail.example".into())
        );
        let refused = outcome("smtp://a:secret@mail.example:587").expect_err("nothing said about encryption");
        assert!(refused.starts_with("mail to mail.example would travel unencrypted"));
        assert!(!refused.contains("secret"));
        assert!(outcome("mail.example").is_err());
    }
}
