//! Mail as it is sent: subject and text of each message of the outbox, in the recipient's language.
//!
//! Links are signed here, when the message is written out, so that the outbox holds none.

use platform::outbox::{Intent, Model};
use platform::people::sign_in;
use platform::{ActionError, Platform};

use crate::app::Settings;
use crate::language::{Language, Translator};
use crate::network::letters;
use crate::urls;

/// A message ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub recipient: String,
    /// In which language.
    pub language: Language,
    /// The subject line.
    pub subject: String,
    /// The text, with lines that end in LF.
    pub text: String,
}

/// Writes a message out.
///
/// # Errors
/// [`ActionError`] when what it is about cannot be read.
pub async fn render(
    platform: &Platform,
    settings: &Settings,
    message: &Model,
) -> Result<Letter, ActionError> {
    let language = Language::from_tag(&message.language).unwrap_or_default();
    let desk = Desk {
        platform,
        settings,
        t: Translator::new(language),
    };
    let (subject, body) = desk.write(message).await?;
    let foot = desk
        .t
        .say("mail-foot")
        .with("name", &settings.host_name)
        .with("url", &settings.public_url);
    let text = format!("{body}\n\n-- \n{foot}\n");
    Ok(Letter {
        recipient: message.recipient.clone(),
        language,
        subject,
        text,
    })
}

/// What is at hand while a message is written.
struct Desk<'a> {
    platform: &'a Platform,
    settings: &'a Settings,
    t: Translator,
}

impl Desk<'_> {
    async fn write(&self, message: &Model) -> Result<(String, String), ActionError> {
        match message.intent()? {
            Intent::SignIn { link } => Ok(self.sign_in(&sign_in::token(self.platform, link))),
            Intent::ApplicationReceived { application } => {
                letters::received(self.platform, self.settings, self.t, application.into()).await
            }
            Intent::DecisionMade { application } => {
                letters::decided(self.platform, self.settings, self.t, application.into()).await
            }
            Intent::MemberAdded { team } => {
                let recipient = &message.recipient;
                letters::added(self.platform, self.settings, self.t, team.into(), recipient).await
            }
            other => Err(ActionError::Store(format!(
                "nobody writes this kind of message yet: {other:?}"
            ))),
        }
    }

    fn sign_in(&self, token: &str) -> (String, String) {
        let subject = self.t.say("mail-sign-in").with("name", &self.settings.host_name);
        let body = self
            .t
            .say("mail-sign-in.body")
            .with("url", self.public(&urls::sign_in_link(token)))
            .with("minutes", sign_in::MINUTES);
        (subject.to_string(), body.to_string())
    }

    fn public(&self, path: &str) -> String {
        format!("{}{path}", self.settings.public_url.trim_end_matches('/'))
    }
}
