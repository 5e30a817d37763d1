//! A mail as the message that travels: headers, a plain part, and an HTML part made from it.

use std::{fmt::Write as _, time::SystemTime};

use lettre::{
    Address, Message,
    message::{
        Body, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};

use super::{Mail, MailError, Mailbox};
use crate::svg::Escaped;

/// How the parts are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// In whatever every server carries.
    ForServers,
    /// Unencoded, so that a person who opens the file can read it and follow its links.
    ForReading,
}

pub(super) fn message(
    mail: &Mail,
    from: &lettre::message::Mailbox,
    writing: Writing,
) -> Result<Message, MailError> {
    if mail.id.is_empty() || !mail.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(MailError::ControlCharacter { field: "id" });
    }
    let mut builder = Message::builder()
        .from(from.clone())
        .to(mailbox(&mail.to, "recipient")?)
        .subject(one_line(&mail.subject, "subject")?)
        .date(SystemTime::from(mail.written))
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        // RFC 3834: keeps absence notes from being sent back.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(mailbox(reply_to, "reply")?);
    }
    let parts = MultiPart::alternative()
        // Lettre's own would be random; a mail sent again is to have the same bytes.
        .boundary(format!("kith-{}", mail.id))
        .singlepart(part(ContentType::TEXT_PLAIN, &mail.text, writing))
        .singlepart(part(ContentType::TEXT_HTML, &html(mail), writing));
    builder.multipart(parts).map_err(MailError::Form)
}

pub(super) fn mailbox(mailbox: &Mailbox, field: &'static str) -> Result<lettre::message::Mailbox, MailError> {
    let name = one_line(&mailbox.name, "name")?.trim();
    let address: Address = mailbox
        .address
        .parse()
        .map_err(|_| MailError::Address { field })?;
    Ok(lettre::message::Mailbox::new(
        (!name.is_empty()).then(|| name.to_owned()),
        address,
    ))
}

fn one_line<'a>(text: &'a str, field: &'static str) -> Result<&'a str, MailError> {
    let broken = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(broken) {
        Err(MailError::ControlCharacter { field })
    } else {
        Ok(text)
    }
}

fn part(content_type: ContentType, text: &str, writing: Writing) -> SinglePart {
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    // RFC 5322, section 2.1.1: 998 octets a line, or any encoding-free form breaks.
    let body = if writing == Writing::ForReading && text.lines().all(|line| line.len() <= 998) {
        Body::dangerous_pre_encoded(text.into_bytes(), ContentTransferEncoding::EightBit)
    } else {
        Body::new(text)
    };
    SinglePart::builder().header(content_type).body(body)
}

/// Paragraphs and links, and no style: mail programs show it in the reader's own.
fn html(mail: &Mail) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"auto\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n",
        Escaped(&mail.language),
        Escaped(&mail.subject)
    );
    let text = mail.text.replace("\r\n", "\n");
    for paragraph in text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
    {
        let lines: Vec<String> = paragraph.lines().map(line).collect();
        writeln!(html, "<p>{}</p>", lines.join("<br>\n")).expect("writing to a string does not fail");
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// An address becomes a link when a line or a word is nothing else, so that what is shown is what is opened.
fn line(line: &str) -> String {
    let words: Vec<String> = line
        .split(' ')
        .map(|word| {
            let shown = Escaped(word).to_string();
            let is_address = word.starts_with("https://") || word.starts_with("http://");
            if is_address {
                format!("<a href=\"{shown}\">{shown}</a>")
            } else {
                shown
            }
        })
        .collect();
    words.join(" ")
}
