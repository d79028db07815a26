//! What an Invitation's mail carries of what people typed (attacks C-31 and C-32).

use domain::contact::Contact;
use domain::name::{BusinessName, OrganisationName, PersonName};
use domain::note::Note;
use service::both_engines;
use service::invitation::NewInvitation;
use service::testing::offer;

const MINA: &str = "mina@agency.example";

const INJECTIONS: [&str; 8] = [
    "x\r\nBcc: all@evil.example",
    "x\nBcc: all@evil.example",
    "x\rBcc: all@evil.example",
    "x\r\n.\r\nMAIL FROM:<evil@evil.example>",
    "x\0y",
    "x\u{2028}y",
    "x\u{202e}y",
    "x\u{85}y",
];

#[test]
fn no_type_that_a_mail_is_made_of_holds_a_line_break() {
    for typed in INJECTIONS {
        assert!(PersonName::parse(typed).is_err(), "{typed:?}");
        assert!(BusinessName::parse(typed).is_err(), "{typed:?}");
        assert!(OrganisationName::parse(typed).is_err(), "{typed:?}");
        assert!(Contact::parse(&format!("{typed}@agency.example")).is_err(), "{typed:?}");
        assert!(Contact::parse(&format!("mina@agency.example{typed}")).is_err(), "{typed:?}");
    }
    // A note may have lines; it stands in the body only.
    for typed in ["x\0y", "x\u{2028}y", "x\u{202e}y", "x\u{85}y"] {
        assert!(Note::parse(typed).is_err(), "{typed:?}");
    }
}

both_engines! {
    async fn the_server_hears_one_mail_to_one_address_whatever_was_typed(world: World) {
        let ada = world.guest("=?utf-8?q?Bank?= \"Ada\" <evil@evil.example>", "ada@halcyon.example");
        let ada = ada.signs_up().await;
        ada.confirms().await;
        let center = ada.founds("Halcyon, Ltd; \"RCPT TO:<evil@evil.example>\"").await;
        let heard = world.mail_server().heard().len();
        let typed = ".\r\n.\r\nMAIL FROM:<evil@evil.example>\r\nBcc: all@evil.example\r\n\r\nDATA";
        let note = Note::parse(typed).unwrap();

        center.tries_to_invite(NewInvitation { note, ..offer(MINA) }).await.unwrap();
        world.sends_mails().await;

        let heard = world.mail_server().heard().split_off(heard);
        let verbs: Vec<_> = heard.iter().map(|line| line.split([' ', ':']).next().unwrap()).collect();
        assert_eq!(verbs, ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]);
        assert_eq!(heard[1], "MAIL FROM:<no-reply@keys.example>");
        assert_eq!(heard[2], "RCPT TO:<mina@agency.example>");
        let mail = world.mail_to(MINA).await;
        let subject = "= ?utf-8?q?Bank?= \"Ada\" <evil@evil.example> invites you";
        assert!(mail.subject.starts_with(subject), "{}", mail.subject);
        let headers = mail.raw.split("\r\n\r\n").next().unwrap();
        assert!(!headers.contains("Bcc") && !headers.contains("evil@evil.example>\r\n"), "{headers}");
    }

    async fn markup_stays_text(world: World) {
        let ada = world.guest("<b>Ada</b>", "ada@halcyon.example").signs_up().await;
        ada.confirms().await;
        let center = ada.founds("<img src=x onerror=alert(1)>").await;
        let typed = "<a href=\"javascript:alert(1)\">Click</a> & <script>steal()</script>";
        let note = Note::parse(typed).unwrap();
        center.tries_to_invite(NewInvitation { note, ..offer(MINA) }).await.unwrap();

        let mail = world.mail_to(MINA).await;

        assert!(mail.text.contains(typed), "{}", mail.text);
        for bad in ["<script", "<img", "<b>", "href=\"javascript"] {
            assert!(!mail.html.contains(bad), "{bad} in the mail");
        }
        assert!(mail.html.contains("&lt;script&gt;steal()&lt;/script&gt;"));
        // The one link goes to us.
        assert_eq!(mail.text.matches("http").count(), 1);
        assert!(mail.link("/invite/").starts_with("https://keys.example/invite/"));
    }

    async fn a_mail_goes_to_the_address_as_it_is_stored(world: World) {
        // C-35: the domain in its ASCII form, lower case.
        let ada = world.ada().await;
        ada.invites("Mina@BÜCHER.example").await;
        assert_eq!(ada.partners().await[0].contact, "mina@xn--bcher-kva.example");
        let mail = world.mail_to("mina@xn--bcher-kva.example").await;
        assert!(world.mail_server().heard().contains(&"RCPT TO:<mina@xn--bcher-kva.example>".to_owned()));
        assert!(mail.text.contains("mina@xn--bcher-kva.example"));
    }
}
