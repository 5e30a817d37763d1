//! Mail through a small SMTP server of our own, to a folder, and from people who try to add headers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use publish::mail::{Delivery, Mail, MailError, Mailbox, Outgoing};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

const LINK: &str = "https://kith.example/sign-in?code=K7PQ93WD4TXM&next=%2Fsurveys%2Ffall-2025%2Fresults";

fn sender() -> Mailbox {
    Mailbox {
        name: "Kith at Rivera Valley".into(),
        address: "kith@rivervalley.example".into(),
    }
}

fn mail() -> Mail {
    Mail {
        id: "0190b2f4-55aa".into(),
        kind: "sign-in",
        written: "2025-10-30T16:05:09Z".parse().unwrap(),
        to: Mailbox {
            name: "Ana Muñoz".into(),
            address: "ana@district.example".into(),
        },
        reply_to: None,
        subject: "Iniciar sesión".into(),
        text: format!("Hello Ana,\n\nopen this page and press the button:\n{LINK}\n\n<Tom & Ana> say hello."),
        language: "en".into(),
    }
}

/// Takes one mail; answers `rcpt` to the recipient; gives back all that the client said.
async fn server(rcpt: &'static str) -> (String, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        let (mut heard, mut in_letter) = (Vec::new(), false);
        writer.write_all(b"220 test ready\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let reply = match line.split([' ', ':']).next().unwrap_or_default() {
                "." if in_letter => {
                    in_letter = false;
                    "250 taken"
                }
                _ if in_letter => "",
                "DATA" => {
                    in_letter = true;
                    "354 go on"
                }
                "RCPT" => rcpt,
                "QUIT" => "221 bye",
                _ => "250 test",
            };
            heard.push(line);
            if !reply.is_empty() {
                writer.write_all(format!("{reply}\r\n").as_bytes()).await.unwrap();
            }
        }
        heard
    });
    (url, heard)
}

async fn file_of(mail: &Mail) -> String {
    let folder = tempfile::tempdir().unwrap();
    let outgoing = Outgoing::folder(&folder.path().join("mail"), &sender()).unwrap();
    let Delivery::InFile(file) = outgoing.send(mail).await.unwrap() else {
        panic!("not in a file")
    };
    assert_eq!(file, folder.path().join("mail/0190b2f4-55aa.eml"));
    assert_eq!(std::fs::read_dir(folder.path().join("mail")).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |place: &std::path::Path| std::fs::metadata(place).unwrap().permissions().mode() & 0o777;
        // It may hold a link that signs somebody in.
        assert_eq!((mode(&file), mode(&folder.path().join("mail"))), (0o600, 0o700));
    }
    std::fs::read_to_string(file).unwrap()
}

#[tokio::test]
async fn mail_through_a_server_arrives_with_its_headers() {
    let (url, heard) = server("250 ok").await;
    let outgoing = Outgoing::smtp(&url, &sender()).unwrap();
    assert_eq!(outgoing.send(&mail()).await.unwrap(), Delivery::TakenByServer);
    let heard = heard.await.unwrap();
    for expected in [
        "RCPT TO:<ana@district.example>",
        "From: \"Kith at Rivera Valley\" <kith@rivervalley.example>",
        "Subject: Iniciar =?utf-8?b?c2VzacOzbg==?=",
        "Date: Thu, 30 Oct 2025 16:05:09 +0000",
        "Message-ID: <0190b2f4-55aa@rivervalley.example>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
    ] {
        assert!(
            heard.iter().any(|line| line == expected),
            "{expected} is missing in {heard:#?}"
        );
    }
    assert!(
        heard
            .iter()
            .any(|line| line.starts_with("MAIL FROM:<kith@rivervalley.example>"))
    );
    assert_eq!(
        heard
            .iter()
            .filter(|line| line.starts_with("Content-Type: text/"))
            .count(),
        2
    );
}

#[tokio::test]
async fn mail_sent_again_has_the_same_bytes() {
    assert_eq!(file_of(&mail()).await, file_of(&mail()).await);
}

#[tokio::test]
async fn recipient_refused_for_good_is_not_worth_another_try() {
    let (url, _heard) = server("550 no such person ana@district.example").await;
    let error = Outgoing::smtp(&url, &sender())
        .unwrap()
        .send(&mail())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "the mail server refused the mail (550)");
    assert!(!error.may_pass_later());
}

#[tokio::test]
async fn recipient_refused_for_now_is_worth_another_try() {
    let (url, _heard) = server("451 come back").await;
    let error = Outgoing::smtp(&url, &sender())
        .unwrap()
        .send(&mail())
        .await
        .unwrap_err();
    assert!(error.may_pass_later());
}

#[tokio::test]
async fn server_that_is_not_there_is_worth_another_try() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Outgoing::smtp(&url, &sender())
        .unwrap()
        .send(&mail())
        .await
        .unwrap_err();
    assert!(error.may_pass_later());
}

#[tokio::test]
async fn mail_in_a_folder_can_be_read_and_its_link_followed() {
    let file = file_of(&mail()).await;
    assert!(file.contains(&format!("\r\n{LINK}\r\n")));
    let shown = LINK.replace('&', "&amp;");
    assert!(file.contains(&format!("<a href=\"{shown}\">{shown}</a>")));
    assert!(file.contains("<p>&lt;Tom &amp; Ana&gt; say hello.</p>"));
    assert!(file.contains("To: "));
}

#[tokio::test]
async fn line_break_in_a_subject_or_a_name_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let outgoing = Outgoing::folder(folder.path(), &sender()).unwrap();
    for hostile in [
        "Hi\r\nBcc: all@example.org",
        "Hi\nBcc: x@example.org",
        "Hi\rX: y",
        "Hi\u{0}",
        "Hi\u{2028}X: y",
    ] {
        let subject = Mail {
            subject: hostile.into(),
            ..mail()
        };
        let name = Mail {
            to: Mailbox {
                name: hostile.into(),
                ..mail().to
            },
            ..mail()
        };
        let reply = Mail {
            reply_to: Some(Mailbox {
                name: hostile.into(),
                ..mail().to
            }),
            ..mail()
        };
        for (mail, field) in [(subject, "subject"), (name, "name"), (reply, "name")] {
            let error = outgoing.send(&mail).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("the {field} holds a line break or another control character")
            );
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn name_that_looks_like_an_address_stays_a_name() {
    let name = "\"Ana\" <boss@evil.example>, x".to_owned();
    let file = file_of(&Mail {
        to: Mailbox { name, ..mail().to },
        ..mail()
    })
    .await;
    let to = file.lines().find(|line| line.starts_with("To: ")).unwrap();
    assert_eq!(
        to,
        "To: =?utf-8?b?IkFuYSIgPGJvc3NAZXZpbC5leGFtcGxlPiwgeA==?= <ana@district.example>"
    );
}

#[tokio::test]
async fn address_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let outgoing = Outgoing::folder(folder.path(), &sender()).unwrap();
    for hostile in [
        "",
        "ana",
        "ana@district.example\r\nRCPT TO:<x@example.org>",
        "ana@district.example, b@example.org",
    ] {
        let mail = Mail {
            to: Mailbox {
                name: String::new(),
                address: hostile.into(),
            },
            ..mail()
        };
        assert!(matches!(
            outgoing.send(&mail).await,
            Err(MailError::Address { field: "recipient" })
        ));
    }
}

#[tokio::test]
async fn id_that_would_leave_the_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let outgoing = Outgoing::folder(folder.path(), &sender()).unwrap();
    let mail = Mail {
        id: "../evil".into(),
        ..mail()
    };
    assert!(matches!(
        outgoing.send(&mail).await,
        Err(MailError::ControlCharacter { field: "id" })
    ));
}

#[tokio::test]
async fn folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Outgoing::folder(&file, &sender())
        .unwrap()
        .send(&mail())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("the mail folder {} could not be written", file.display())
    );
}
