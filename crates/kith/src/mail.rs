//! The worker that sends what the outbox holds.

use crate::options::Serving;
use anyhow::Context;
use platform::{ActionError, Platform, outbox};
use publish::mail::{Mail, Mailbox, Outgoing};
use std::path::Path;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

const BATCH: u64 = 20;
const PAUSE: Duration = Duration::from_millis(500);
/// A seal that could not be finished waits no longer than this.
const TIDY_EVERY: Duration = Duration::from_mins(5);

/// How mail leaves: to the mail server that was named, or to the folder.
pub fn outgoing(serving: &Serving, folder: &Path) -> anyhow::Result<Outgoing> {
    let from = Mailbox {
        name: serving.host_name.clone(),
        address: serving.mail_from.clone(),
    };
    match &serving.smtp {
        Some(url) => {
            Outgoing::smtp(url, &from).context("--smtp should be smtps://USER:PASSWORD@HOST or smtp://HOST")
        }
        None => Ok(Outgoing::folder(&folder.join("mail"), &from)?),
    }
}

/// What sends mail, and tidies up in between.
#[derive(Clone)]
pub struct Worker {
    /// Whose mail.
    pub platform: Platform,
    /// Names and addresses that stand in it.
    pub settings: web::Settings,
    /// How it leaves.
    pub outgoing: Outgoing,
}

impl Worker {
    /// Works until it is told to stop.
    pub async fn work(self, mut stop: watch::Receiver<bool>) {
        let mut tidying = tokio::time::interval(TIDY_EVERY);
        tidying.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let (one, told) = (self.clone(), stop.clone());
            survive("sending mail", async move { one.round(&told).await }).await;
            let is_time = tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                _ = tidying.tick() => true,
                () = tokio::time::sleep(PAUSE) => false,
            };
            if is_time {
                let platform = self.platform.clone();
                survive("tidying up", async move { platform.tidy().await }).await;
            }
        }
    }

    async fn round(&self, stop: &watch::Receiver<bool>) {
        let due = match outbox::due(&self.platform, BATCH).await {
            Ok(due) => due,
            Err(why) => return tracing::error!(%why, "the outbox could not be read"),
        };
        for message in due {
            if *stop.borrow() {
                return;
            }
            if let Err(why) = self.try_one(&message).await {
                tracing::error!(message = %message.id, %why, "what became of a message could not be noted");
            }
        }
    }

    /// Claimed first: what cannot be noted afterwards is at least not sent again at once.
    async fn try_one(&self, message: &outbox::Model) -> Result<(), ActionError> {
        if !outbox::claim(&self.platform, message).await? {
            return Ok(());
        }
        let outcome = send(&self.platform, &self.settings, &self.outgoing, message).await;
        if let Err(why) = &outcome {
            tracing::warn!(message = %message.id, why, "a message was not sent");
        }
        outbox::settle(&self.platform, message.id, outcome).await
    }
}

/// Waits for a piece of work; should it break off, that is said, and the next one is done all the same.
async fn survive(what: &str, work: impl Future<Output = ()> + Send + 'static) {
    if let Err(why) = tokio::spawn(work).await {
        tracing::error!(%why, "{what} broke off; it goes on with what is next");
    }
}

async fn send(
    platform: &Platform,
    settings: &web::Settings,
    outgoing: &Outgoing,
    message: &outbox::Model,
) -> Result<(), String> {
    let letter = web::mail::render(platform, settings, message)
        .await
        .map_err(|why| why.to_string())?;
    let mail = Mail {
        id: message.id.to_string(),
        kind: message.intent().map_err(|why| why.to_string())?.kind(),
        written: message.created_at.timestamp(),
        to: Mailbox {
            name: String::new(),
            address: letter.recipient,
        },
        subject: letter.subject,
        text: letter.text,
        language: letter.language.tag().to_owned(),
        reply_to: None,
    };
    outgoing
        .send(&mail)
        .await
        .map(drop)
        .map_err(|why| why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::people::sign_in;
    use platform::testing::on_sqlite;

    fn settings() -> web::Settings {
        web::Settings {
            public_url: "http://127.0.0.1".into(),
            host_name: "Kith".into(),
            zone: jiff::tz::TimeZone::UTC,
            demo: false,
            behind_proxy: false,
        }
    }

    #[tokio::test]
    async fn survive_work_that_panics_goes_on() {
        survive("a test", async { panic!("as it should") }).await;
    }

    #[tokio::test]
    async fn round_after_stop_sends_nothing_and_before_it_each_message_once() {
        let on = on_sqlite().await;
        sign_in::ask(&on, "ada@example.org", "en", "/").await.unwrap();
        let from = Mailbox {
            name: "Kith".into(),
            address: "kith@example.org".into(),
        };
        let mail = on.folder().join("mail");
        let worker = Worker {
            platform: on.platform.clone(),
            settings: settings(),
            outgoing: Outgoing::folder(&mail, &from).unwrap(),
        };
        let (stop, stopped) = watch::channel(true);
        worker.round(&stopped).await;
        assert!(!mail.exists());
        stop.send_replace(false);
        worker.round(&stopped).await;
        worker.round(&stopped).await;
        assert_eq!(std::fs::read_dir(&mail).unwrap().count(), 1);
        assert_eq!(outbox::backlog(&on).await.unwrap().waiting, 0);
    }
}
