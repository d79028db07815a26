//! Mails that leave, and what becomes of them when they don't, against a server that speaks real SMTP.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use chrono::DateTime;
use lettre::transport::smtp::extension::ClientId;
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use uuid::Uuid;

use super::invitation::InvitationMail;
use super::test_server::{Answer, Reply, TestServer};
use super::{HandedOver, Letter, Mailer, Outgoing, Undelivered};

const FROM: &str = "Keyholder <no-reply@keys.example>";

fn letter() -> Letter {
    InvitationMail::samples().remove(0).letter()
}

fn outgoing(letter: Letter) -> Outgoing {
    Outgoing {
        id: Uuid::from_u128(0x0193_5d3a_7c00_7000_8000_0000_0000_0001),
        to: "sakura@yamamoto-beauty.example.jp".to_owned(),
        letter,
        date: DateTime::from_timestamp(1_795_482_960, 0).unwrap(),
    }
}

fn says(to: &'static str, with: &'static str) -> Vec<Answer> {
    vec![Answer { to, with: Reply::Says(with) }]
}

async fn sent_to(server: &TestServer, letter: Letter) -> Result<HandedOver, Undelivered> {
    Mailer::from_url(&server.url, FROM).unwrap().send(outgoing(letter)).await
}

async fn sent_where(answers: Vec<Answer>) -> Result<HandedOver, Undelivered> {
    sent_to(&TestServer::that(answers).await, letter()).await
}

fn later(said: &str) -> Result<HandedOver, Undelivered> {
    Err(Undelivered::Later { said: said.to_owned() })
}

fn never(said: &str) -> Result<HandedOver, Undelivered> {
    Err(Undelivered::Never { said: said.to_owned() })
}

fn header(mail: &ParsedMail<'_>, name: &str) -> String {
    let all = mail.headers.get_all_values(name);
    assert_eq!(all.len(), 1, "{name}: {all:?}");
    all.concat()
}

#[tokio::test]
async fn a_mail_arrives_with_both_parts_and_its_headers() {
    let server = TestServer::that(Vec::new()).await;
    sent_to(&server, letter()).await.unwrap();
    let taken = server.taken();
    let [raw] = taken.as_slice() else { panic!("{} mails", taken.len()) };
    assert!(raw.is_ascii() && raw.lines().all(|line| line.len() < 998));
    let mail = parse_mail(raw.as_bytes()).unwrap();
    assert_eq!(header(&mail, "Message-ID"), "<01935d3a-7c00-7000-8000-000000000001@keys.example>");
    assert_eq!(header(&mail, "Date"), "Tue, 24 Nov 2026 01:16:00 +0000");
    assert_eq!(header(&mail, "From"), FROM);
    assert_eq!(header(&mail, "To"), "sakura@yamamoto-beauty.example.jp");
    assert_eq!(header(&mail, "Subject"), "Mina Okafor invites you to Halcyon Skincare");
    assert_eq!(header(&mail, "Auto-Submitted"), "auto-generated");
    assert_eq!(mail.ctype.mimetype, "multipart/alternative");
    let [text, html] = mail.subparts.as_slice() else { panic!("{} parts", mail.subparts.len()) };
    assert_eq!((text.ctype.mimetype.as_str(), html.ctype.mimetype.as_str()), ("text/plain", "text/html"));
    assert_eq!(text.get_body().unwrap().replace("\r\n", "\n"), letter().text());
    assert_eq!(html.get_body().unwrap().replace("\r\n", "\n"), letter().html());
}

#[tokio::test]
async fn the_server_hears_the_expected_commands_and_no_other() {
    let server = TestServer::that(Vec::new()).await;
    let hostile = "x\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n".to_owned();
    let mail = InvitationMail {
        inviter: hostile.clone(),
        note: Some(hostile),
        ..InvitationMail::samples().remove(0)
    };
    sent_to(&server, mail.letter()).await.unwrap();
    let us = ClientId::default();
    assert_eq!(
        server.heard(),
        [
            format!("EHLO {us}"),
            "MAIL FROM:<no-reply@keys.example>".to_owned(),
            "RCPT TO:<sakura@yamamoto-beauty.example.jp>".to_owned(),
            "DATA".to_owned(),
            "QUIT".to_owned(),
        ]
    );
}

#[tokio::test]
async fn a_name_adds_no_header_and_stays_as_typed() {
    for (inviter, shown) in [
        ("Mina\r\nBcc: all@evil.example", "Mina  Bcc: all@evil.example"),
        ("=?utf-8?q?Bank?=", "= ?utf-8?q?Bank?="),
        ("سارة حداد 🌙", "سارة حداد 🌙"),
        ("Mina\0\u{202e}\x1b", "Mina  "),
    ] {
        let server = TestServer::that(Vec::new()).await;
        let mail = InvitationMail { inviter: inviter.to_owned(), ..InvitationMail::samples().remove(0) };
        sent_to(&server, mail.letter()).await.unwrap();
        let taken = server.taken().concat();
        let mail = parse_mail(taken.as_bytes()).unwrap();
        assert_eq!(header(&mail, "Subject"), format!("{shown} invites you to Halcyon Skincare"));
        assert!(mail.headers.get_first_value("Bcc").is_none());
        assert_eq!(mail.subparts.len(), 2);
    }
}

#[tokio::test]
async fn two_tries_of_one_mail_have_one_message_id() {
    let server = TestServer::that(says(".", "451 4.3.0 disk full")).await;
    for _ in 0..2 {
        assert_eq!(sent_to(&server, letter()).await, later("451 4.3.0 disk full"));
    }
    let [first, second] = server.taken().try_into().unwrap();
    for name in ["Message-ID", "Date"] {
        let of = |raw: &str| header(&parse_mail(raw.as_bytes()).unwrap(), name);
        assert_eq!(of(&first), of(&second));
    }
}

#[tokio::test]
async fn a_refusal_for_now_is_tried_again() {
    assert_eq!(sent_where(says("RCPT", "450 4.2.1 try later")).await, later("450 4.2.1 try later"));
    assert_eq!(sent_where(says("hello", "421 too busy")).await, later("421 too busy"));
}

#[tokio::test]
async fn a_refusal_of_the_address_is_final() {
    assert_eq!(sent_where(says("RCPT", "550 5.1.1 user unknown")).await, never("550 5.1.1 user unknown"));
    assert_eq!(
        sent_where(says(".", "554-5.7.1 looks like spam\r\n554 5.7.1 see\tour pages")).await,
        never("554 5.7.1 looks like spam see our pages")
    );
}

#[tokio::test]
async fn a_refusal_of_ourselves_gives_no_mail_up() {
    assert_eq!(sent_where(says("hello", "554 no SMTP here")).await, later("554 no SMTP here"));
    assert_eq!(sent_where(says("MAIL", "530 5.7.0 log in first")).await, later("530 5.7.0 log in first"));
    let server = TestServer::that(says("AUTH", "535 5.7.8 wrong password")).await;
    let url = server.url.replace("smtp://", "smtp://keyholder:secret@");
    let sent = Mailer::from_url(&url, FROM).unwrap().send(outgoing(letter())).await;
    assert_eq!(sent, later("535 5.7.8 wrong password"));
}

#[tokio::test]
async fn a_server_that_hangs_up_after_the_mail_is_tried_again() {
    let sent = sent_where(vec![Answer { to: ".", with: Reply::HangsUp }]).await;
    assert!(matches!(sent, Err(Undelivered::Later { .. })), "{sent:?}");
}

#[tokio::test]
async fn a_server_that_falls_silent_is_not_waited_for_for_ever() {
    for to in ["hello", "RCPT", "."] {
        let server = TestServer::that(vec![Answer { to, with: Reply::IsSilent }]).await;
        let mailer = Mailer::from_url(&server.url, FROM).unwrap().with_patience(Duration::from_millis(40));
        assert_eq!(
            mailer.send(outgoing(letter())).await,
            later("127.0.0.1 did not answer within 0 s"),
            "{to}"
        );
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_on_goodbye_has_taken_the_mail() {
    assert_eq!(sent_where(vec![Answer { to: "QUIT", with: Reply::HangsUp }]).await, Ok(HandedOver::ToServer));
}

#[tokio::test]
async fn no_server_at_all_is_tried_again() {
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let sent = Mailer::from_url(&format!("smtp://{unused}"), FROM).unwrap().send(outgoing(letter())).await;
    let Err(Undelivered::Later { said }) = sent else { panic!("{sent:?}") };
    assert!(said.starts_with("No connection to the mail server: "), "{said}");
}

#[tokio::test]
async fn where_encryption_is_required_nothing_of_the_mail_is_told_in_clear() {
    let server = TestServer::that(Vec::new()).await;
    let mailer = Mailer::from_url(&format!("{}?tls=required", server.url), FROM).unwrap();
    let sent = mailer.send(outgoing(letter())).await;
    assert!(matches!(sent, Err(Undelivered::Later { .. })), "{sent:?}");
    assert!(server.heard().iter().all(|command| command.starts_with("EHLO")), "{:?}", server.heard());
}

#[tokio::test]
async fn encryption_that_is_offered_and_fails_is_not_gone_without() {
    let offers = Answer { to: "EHLO", with: Reply::Says("250-test.example\r\n250 STARTTLS") };
    let server = TestServer::that(vec![offers]).await;
    // It agrees to STARTTLS and then speaks no TLS, as a stranger on the way would without a certificate.
    let mailer = Mailer::from_url(&server.url, FROM).unwrap().with_patience(Duration::from_millis(200));
    let sent = mailer.send(outgoing(letter())).await;
    assert!(matches!(sent, Err(Undelivered::Later { .. })), "{sent:?}");
    assert!(server.heard().iter().all(|command| !command.starts_with("MAIL")), "{:?}", server.heard());
}

#[tokio::test]
async fn letters_a_server_can_not_take_are_final() {
    let server = TestServer::that(Vec::new()).await;
    let mail = Outgoing { to: "用户@halcyon.example".to_owned(), ..outgoing(letter()) };
    let sent = Mailer::from_url(&server.url, FROM).unwrap().send(mail).await;
    assert!(matches!(sent, Err(Undelivered::Never { .. })), "{sent:?}");
}

#[tokio::test]
async fn without_a_server_a_mail_is_a_private_file_named_for_its_id() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("data/mail");
    let mailer = Mailer::folder(&folder, FROM).unwrap();
    assert!(!mailer.delivers());
    assert_eq!(mailer.folder_path(), Some(folder.as_path()));
    assert_eq!(mailer.send(outgoing(letter())).await, Ok(HandedOver::ToFolder));
    let file = folder.join("01935d3a-7c00-7000-8000-000000000001.eml");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    let kept = std::fs::read(&file).unwrap();
    assert_eq!(header(&parse_mail(&kept).unwrap(), "Subject"), letter().subject);
}
