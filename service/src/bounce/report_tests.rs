use domain::bounce::{Bounce, BounceRefusal};
use domain::contact::Email;
use proptest::prelude::*;

use super::LARGEST;
use super::report::read;

const MINA: &str = "mina@agency.example";
const ID: &str = "0199c3d4-1a2b-7c3d-8e4f-0123456789ab";

/// Of one host that was asked and refused.
const POSTFIX: &str = include_str!("samples/postfix.eml");

/// Exchange Online: what was returned is its head alone.
const EXCHANGE: &str = include_str!("samples/exchange.eml");

/// An answer of several lines, and a head that calls itself a whole mail.
const GMAIL: &str = include_str!("samples/gmail.eml");

/// No more than a standard asks for, with line ends of the wire.
fn shortest() -> String {
    report(&format!("Final-Recipient: rfc822; {MINA}\nAction: failed\nStatus: 5.2.2\n"), ID)
        .replace('\n', "\r\n")
}

fn report(recipient: &str, id: &str) -> String {
    format!(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; relay\n\n{recipient}\n--b\n\
         Content-Type: message/rfc822\n\nMessage-ID: <{id}@keys.example>\n\nHello\n--b--\n"
    )
}

fn bounce(raw: impl AsRef<[u8]>) -> Bounce {
    read(raw.as_ref()).unwrap().expect("a mail came back")
}

fn said(raw: impl AsRef<[u8]>) -> String {
    let bounce = bounce(raw);
    assert_eq!(bounce.mail, ID.parse().unwrap());
    bounce.said_of(&Email::parse(MINA).unwrap()).expect("it is about her").to_owned()
}

#[test]
fn what_well_known_servers_report_is_read() {
    for (raw, answer) in [
        (
            POSTFIX,
            "550 5.1.1 <mina@agency.example>: Recipient address rejected: User unknown in virtual mailbox table",
        ),
        (
            EXCHANGE,
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient mina@agency.example not found by SMTP address lookup",
        ),
        (
            GMAIL,
            "550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the \
             recipient's email address for typos or unnecessary spaces. For more information, go to \
             https://support.google.example/mail/?p=NoSuchUser a640c23a62f3a - gsmtp",
        ),
        (&shortest(), "5.2.2"),
    ] {
        assert_eq!(said(raw), answer);
        assert_eq!(said(raw.replace('\n', "\r\n")), answer, "as it is on the wire");
    }
}

#[test]
fn what_was_returned_may_be_cut_off() {
    let (cut_off, _) = POSTFIX.split_once("\nHello").unwrap();
    assert_eq!(said(cut_off), said(POSTFIX));
}

#[test]
fn of_several_recipients_each_is_told_its_own() {
    let both = format!(
        "Final-Recipient: rfc822; leo@leomakes.example\nAction: failed\nStatus: 5.2.2\n\n\
         Final-Recipient: rfc822; {MINA}\nAction: failed\nStatus: 5.1.1\n"
    );
    assert_eq!(said(report(&both, ID)), "5.1.1");
}

#[test]
fn what_is_late_or_was_delivered_did_not_come_back() {
    for action in ["delayed", "delivered", "relayed", "expanded", "", "failing"] {
        let of = format!("Final-Recipient: rfc822; {MINA}\nAction: {action}\nStatus: 5.1.1\n");
        assert_eq!(read(report(&of, ID).as_bytes()), Ok(None), "{action}");
    }
    assert_eq!(read(POSTFIX.replace("Action: failed\n", "").as_bytes()), Ok(None));
}

#[test]
fn what_names_no_mail_of_ours_or_no_recipient_is_about_nothing() {
    let hers = format!("Final-Recipient: rfc822; {MINA}\nAction: failed\nStatus: 5.1.1\n");
    assert_eq!(said(report(&hers, ID)), "5.1.1");
    assert_eq!(read(report(&hers, "CAF=abc.def").as_bytes()), Ok(None));
    let without_id = POSTFIX.replace("Message-ID: <0199", "X-Message-ID: <0199");
    assert_eq!(read(without_id.as_bytes()), Ok(None));
    for recipient in ["rfc822; nobody", "", "rfc822; mina@agency.example, leo@leomakes.example", "x; y; z"] {
        let of = format!("Final-Recipient: {recipient}\nAction: failed\nStatus: 5.1.1\n");
        assert_eq!(read(report(&of, ID).as_bytes()), Ok(None), "{recipient}");
    }
}

#[test]
fn what_is_no_report_is_refused() {
    let out_of_office =
        "From: mina@agency.example\nSubject: Out of office\nContent-Type: text/plain\n\nBack on Monday\n";
    for raw in [
        "",
        "\n",
        "Hello",
        out_of_office,
        &POSTFIX.replace("multipart/report", "multipart/mixed"),
        &POSTFIX.replace("report-type=delivery-status", "report-type=feedback-report"),
        &POSTFIX.replace("message/delivery-status", "text/plain"),
        &POSTFIX.replace("boundary=", "border="),
    ] {
        assert_eq!(read(raw.as_bytes()), Err(BounceRefusal::NoReport), "{raw}");
    }
}

#[test]
fn mails_within_mails_without_end_are_no_report() {
    let within = "Content-Type: message/rfc822\n\n".repeat(LARGEST / 30);
    assert_eq!(read(within.as_bytes()), Err(BounceRefusal::NoReport));
    let nested: Vec<_> = (0..1_000)
        .map(|depth| format!("Content-Type: multipart/report; boundary=b{depth}\n\n--b{depth}\n"))
        .collect();
    assert_eq!(read(nested.concat().as_bytes()), Err(BounceRefusal::NoReport));
    let folded = report(&"Action: failed\n".repeat(LARGEST / 20), ID);
    assert_eq!(read(folded.as_bytes()), Ok(None));
    let parts = report("Action: failed\n", ID).replace("--b--", &"--b\n\n".repeat(LARGEST / 5));
    assert_eq!(read(parts.as_bytes()), Ok(None));
    let recipients = format!("Final-Recipient: rfc822; {MINA}\nAction: failed\n\n").repeat(10_000);
    assert!(bounce(report(&recipients, ID)).failed.len() <= 20);
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(raw in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read(&raw);
    }

    #[test]
    fn a_report_that_was_damaged_anywhere_is_read_or_refused(
        which in 0_usize..4,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        cut in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
    ) {
        let mut raw = [POSTFIX, EXCHANGE, GMAIL, &shortest()][which].as_bytes().to_vec();
        for (place, sign) in damage {
            let place = place.index(raw.len());
            raw[place] = sign;
        }
        let cut = cut.index(raw.len());
        let end = end.index(raw.len());
        raw.drain(cut.min(end)..cut.max(end));
        let _ = read(&raw);
    }

    #[test]
    fn pieces_of_reports_in_any_order_are_read_or_refused(pieces in prop::collection::vec(piece(), 0..60)) {
        let _ = read(pieces.concat().as_bytes());
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
        "Content-Type: multipart/digest; boundary=b\n",
        "Content-Type: multipart/mixed; boundary=\"\"\n",
        "Content-Type: message/rfc822\n",
        "Content-Type: message/delivery-status\n",
        "Content-Type: text/rfc822-headers\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "Message-ID: <0199c3d4-1a2b-7c3d-8e4f-0123456789ab@keys.example>\n",
        "Final-Recipient: rfc822; mina@agency.example\n",
        "Action: failed\n",
        "Diagnostic-Code: smtp; 550-5.1.1 no\n",
        "--b\n",
        "--b--\n",
        "\n",
        "\r\n",
        "=?utf-8?q?=ff?= =\n",
        "\u{202e}é\n",
    ])
}
