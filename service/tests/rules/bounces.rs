//! Mails that a server took and another could not deliver (DOMAIN 7).

use std::path::Path;

use chrono::TimeDelta;
use domain::bounce::BounceRefusal;
use domain::contact::Contact;
use domain::diagnosis::delivery::Meaning;
use domain::diagnosis::log_in::{Finding, diagnose};
use service::both_engines;
use service::bounce::{Folder, take_due};
use service::outbox::MailState;
use service::partner::MailRow;
use service::testing::{Insider, World, refusal};

const MINA: &str = "mina@agency.example";
const LEO: &str = "leo@leomakes.example";

/// What a mail server reports of a mail, by the header that it had.
fn report(message_id: &str, recipient: &str, action: &str) -> String {
    format!(
        "From: MAILER-DAEMON@relay.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nYour mail did not arrive.\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n\
         Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: 5.1.1\n\
         Diagnostic-Code: smtp; 550 5.1.1 no such mailbox\n\t{}\n\n\
         --b\nContent-Type: message/rfc822\n\nMessage-ID: {message_id}\nTo: {recipient}\n\nHello\n--b--\n",
        "here ".repeat(100),
    )
}

async fn comes_back(world: &World, report: String) -> bool {
    world.keyholder().takes_back(report.into_bytes()).await.unwrap()
}

/// The mail of an Invitation to her, which was taken.
async fn invited(world: &World, ada: &Insider) -> String {
    ada.invites(MINA).await;
    world.mail_to(MINA).await.message_id
}

async fn mail(ada: &Insider) -> MailRow {
    ada.partner(MINA).await.mail.unwrap()
}

async fn findings(ada: &Insider, contact: &str) -> Vec<Finding> {
    let partner = ada.partner(contact).await.id;
    diagnose(&ada.admin().await.log_in_facts(partner).await.unwrap().facts).findings
}

async fn undelivered(ada: &Insider) -> i64 {
    ada.admin().await.needs().await.unwrap().undelivered.0.into()
}

both_engines! {
    async fn a_mail_that_came_back_is_a_cause_until_it_goes_elsewhere(world: World) {
        let ada = world.ada().await;
        let id = invited(world, &ada).await;
        let sent = world.now();
        assert_eq!(undelivered(&ada).await, 0);
        world.passes(TimeDelta::hours(2));
        assert!(comes_back(world, report(&id, MINA, "failed")).await);
        let MailRow { state, sent_at, said, .. } = mail(&ada).await;
        assert_eq!((state, sent_at), (MailState::Failed, Some(sent)));
        assert_eq!(undelivered(&ada).await, 1);
        let said = said.unwrap();
        assert!(said.starts_with("550 5.1.1 no such mailbox here here"), "{said}");
        assert_eq!(said.chars().count(), 300, "as much as fits beside an invitation");
        let back = Finding::CameBack { said, meaning: Meaning::NoMailbox, sent };
        assert_eq!(findings(&ada, MINA).await, [back]);
        assert!(world.log().contains("a mail came back"), "{}", world.log());
        // Mended as the button does it.
        let mina = ada.partner(MINA).await.id;
        ada.admin().await.change_address(mina, Contact::parse(LEO).unwrap()).await.unwrap();
        assert_eq!(world.mails_to(LEO).await.len(), 1);
        assert!(matches!(findings(&ada, LEO).await[..], [Finding::NotAccepted { .. }]));
        assert_eq!(undelivered(&ada).await, 0);
    }

    async fn what_came_back_is_not_tried_again_and_once_is_enough(world: World) {
        let ada = world.ada().await;
        let id = invited(world, &ada).await;
        assert!(comes_back(world, report(&id, MINA, "failed")).await);
        let noted = mail(&ada).await;
        world.passes(TimeDelta::hours(1));
        let again = report(&id, MINA, "failed").replace("no such mailbox", "full");
        assert!(!comes_back(world, again).await);
        assert_eq!(mail(&ada).await, noted);
        assert_eq!(world.mails_to(MINA).await.len(), 1);
    }

    async fn a_report_that_is_late_or_about_an_earlier_mail_makes_no_cause(world: World) {
        let ada = world.ada().await;
        let id = invited(world, &ada).await;
        assert!(!comes_back(world, report(&id, MINA, "delayed")).await);
        assert!(!comes_back(world, report(&id, MINA, "delivered")).await);
        assert_eq!(mail(&ada).await.state, MailState::Sent);
        let mina = ada.partner(MINA).await.id;
        ada.admin().await.resend(mina).await.unwrap();
        world.sends_mails().await;
        assert!(comes_back(world, report(&id, MINA, "failed")).await);
        assert!(matches!(findings(&ada, MINA).await[..], [Finding::NotAccepted { .. }]), "the newest lies with her");
    }

    async fn a_forged_report_changes_nothing(world: World) {
        let ada = world.ada().await;
        let id = invited(world, &ada).await;
        let kept = mail(&ada).await;
        let other = "<0199c3d4-1a2b-7c3d-8e4f-0123456789ab@keys.example>";
        for (id, recipient) in [
            (other, MINA),
            (&id, LEO),
            (&id, "mina@agency.example.evil.example"),
            (&id, "x@agency.example"),
            ("<@keys.example>", MINA),
            ("", MINA),
        ] {
            assert!(!comes_back(world, report(id, recipient, "failed")).await, "{id} {recipient}");
        }
        for nonsense in ["", "Hello", &report(&id, MINA, "failed").replace("multipart/report", "text/plain")] {
            let refused = refusal(world.keyholder().takes_back(nonsense.as_bytes().to_vec()).await);
            assert_eq!(refused, BounceRefusal::NoReport);
        }
        assert_eq!(mail(&ada).await, kept);
    }

    async fn thirty_days_after_it_was_sent_no_mail_comes_back(world: World) {
        let ada = world.ada().await;
        let of_mina = invited(world, &ada).await;
        ada.invites(LEO).await;
        let of_leo = world.mail_to(LEO).await.message_id;
        world.passes(TimeDelta::days(30));
        assert!(comes_back(world, report(&of_mina, MINA, "failed")).await);
        world.passes(TimeDelta::microseconds(1));
        assert!(!comes_back(world, report(&of_leo, LEO, "failed")).await);
    }

    async fn what_was_refused_dropped_or_waits_does_not_come_back(world: World) {
        let ada = world.ada().await;
        let id = invited(world, &ada).await;
        for state in ["failed", "dropped"] {
            world.sql(&format!("UPDATE outbox SET state = '{state}' WHERE recipient = '{MINA}'")).await;
            assert!(!comes_back(world, report(&id, MINA, "failed")).await, "{state}");
        }
        assert_eq!(world.column("SELECT coalesce(said, '') FROM outbox WHERE state = 'dropped'").await, [""]);
        world.sql(&format!("UPDATE outbox SET state = 'queued', tries = 0 WHERE recipient = '{MINA}'")).await;
        assert!(!comes_back(world, report(&id, MINA, "failed")).await, "nobody was told of it yet");
        world.sql(&format!("UPDATE outbox SET state = 'sent' WHERE recipient = '{MINA}'")).await;
    }

    async fn a_report_that_is_faster_than_the_note_of_its_mail_waits_for_it(world: World) {
        let ada = world.ada().await;
        world.mail_server().hangs_up_after_data();
        let id = invited(world, &ada).await;
        let folder = tempfile::tempdir().unwrap();
        let early = report(&id, MINA, "failed");
        std::fs::write(folder.path().join("early.eml"), &early).unwrap();
        let refused = refusal(world.keyholder().takes_back(early.into_bytes()).await);
        assert_eq!(refused, BounceRefusal::NotSentYet);
        assert_eq!(looks(world, folder.path()).await, 0);
        let waiting = mail(&ada).await;
        assert_eq!(waiting.state, MailState::Queued);
        world.mail_server().behaves();
        world.passes(waiting.next_try_at - world.now());
        world.sends_mails().await;
        assert_eq!(looks(world, folder.path()).await, 1);
        assert_eq!(mail(&ada).await.state, MailState::Failed);
    }

    async fn what_a_mail_server_puts_into_the_folder_is_read_once_and_kept(world: World) {
        let ada = world.ada().await;
        let id = invited(world, &ada).await;
        let maildir = tempfile::tempdir().unwrap();
        for place in ["new", "cur", "tmp"] {
            std::fs::create_dir(maildir.path().join(place)).unwrap();
        }
        let put = |name: &str, mail: &[u8]| std::fs::write(maildir.path().join("new").join(name), mail).unwrap();
        put("1.relay", report(&id, MINA, "failed").as_bytes());
        put("2.relay", b"Subject: A private word\n\nSee you on Monday");
        put("3.relay", &vec![b'\xff'; 1024 * 1024 + 1]);
        put("4.relay", b"");
        assert_eq!(looks(world, maildir.path()).await, 4);
        assert_eq!(looks(world, maildir.path()).await, 0);
        assert_eq!(mail(&ada).await.state, MailState::Failed);
        let mut kept: Vec<_> = std::fs::read_dir(maildir.path().join("cur"))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        kept.sort();
        assert_eq!(kept, ["1.relay:2,S", "2.relay:2,S", "3.relay:2,S", "4.relay:2,S"]);
        assert!(!world.log().contains("Monday") && !world.log().contains("private"), "{}", world.log());
    }

    async fn while_the_database_does_not_answer_reports_wait_in_the_folder(world: World) {
        let ada = world.ada().await;
        let id = invited(world, &ada).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("1.eml"), report(&id, MINA, "failed")).unwrap();
        let stopped = world.second_process().await;
        stopped.db().close().await;
        let opened = Folder::open(folder.path().to_owned()).unwrap();
        assert!(take_due(&stopped, &opened).await.is_err());
        assert_eq!(looks(world, folder.path()).await, 1);
        assert_eq!(mail(&ada).await.state, MailState::Failed);
    }
}

async fn looks(world: &World, folder: &Path) -> usize {
    let folder = Folder::open(folder.to_owned()).unwrap();
    take_due(&world.keyholder(), &folder).await.unwrap()
}
