//! The worker that sends what the outbox holds.

use crate::options::Serving;
use anyhow::Context;
use platform::Platform;
use platform::outbox;
use publish::mail::{Mail, Mailbox, Outgoing};
use std::path::Path;
use std::time::Duration;
use tokio::sync::watch;

const BATCH: u64 = 20;
const PAUSE: Duration = Duration::from_millis(500);

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

/// Sends what is due until it is told to stop.
pub async fn work(
    platform: Platform,
    settings: web::Settings,
    outgoing: Outgoing,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        if let Err(why) = round(&platform, &settings, &outgoing).await {
            tracing::error!(%why, "the outbox could not be read");
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

async fn round(
    platform: &Platform,
    settings: &web::Settings,
    outgoing: &Outgoing,
) -> Result<(), platform::ActionError> {
    for message in outbox::due(platform, BATCH).await? {
        let outcome = send(platform, settings, outgoing, &message).await;
        if let Err(why) = &outcome {
            tracing::warn!(message = %message.id, why, "a message was not sent");
        }
        outbox::settle(platform, &message, outcome).await?;
    }
    Ok(())
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
