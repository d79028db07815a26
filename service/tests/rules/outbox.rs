//! Sending survives a mail server that is down (DOMAIN 3).

use chrono::TimeDelta;
use service::both_engines;
use service::outbox::{self, MailState};
use service::partner::MailRow;
use service::testing::{Insider, Plan, Unusual, World};

const MINA: &str = "mina@agency.example";

/// What stands beside Mina's Invitation.
async fn mail(ada: &Insider) -> MailRow {
    ada.partner(MINA).await.mail.unwrap()
}

/// The state of a row as it is in the table.
async fn state_of(world: &World, recipient: &str) -> String {
    world
        .column(&format!("SELECT state FROM outbox WHERE recipient = '{recipient}' ORDER BY id DESC"))
        .await
        .remove(0)
}

both_engines! {
    async fn a_mail_waits_for_a_server_that_is_down_and_leaves_when_it_is_back(world: World) {
        let ada = world.ada().await;
        world.mail_server().cut_off();
        ada.invites(MINA).await;
        world.sends_mails().await;

        let waiting = mail(&ada).await;
        assert_eq!((waiting.state, waiting.tries), (MailState::Queued, 1));
        let said = waiting.said.unwrap();
        assert!(said.contains("refused"), "{said}");
        assert!(world.mails_to(MINA).await.is_empty());

        world.mail_server().comes_back().await;
        // Not before its time, however often somebody looks.
        world.sends_mails().await;
        assert!(world.mails_to(MINA).await.is_empty());
        world.passes(waiting.next_try_at - world.now());
        assert_eq!(world.mails_to(MINA).await.len(), 1);
        let sent = mail(&ada).await;
        assert_eq!((sent.state, sent.said, sent.sent_at), (MailState::Sent, None, Some(world.now())));
    }

    async fn the_pauses_grow_and_after_three_days_a_mail_is_given_up(world: World) {
        let ada = world.ada().await;
        world.mail_server().cut_off();
        ada.invites(MINA).await;
        let began = world.now();
        let mut before = TimeDelta::zero();
        for tries in 1_i32.. {
            world.sends_mails().await;
            // Hers would end in these days.
            let row = ada.logs_in_again().await.partner(MINA).await.mail.unwrap();
            if row.state == MailState::Failed {
                break;
            }
            assert_eq!((row.state, row.tries), (MailState::Queued, i64::from(tries)));
            let pause = row.next_try_at - world.now();
            let doubled = TimeDelta::seconds(5) * (1 << (tries - 1).min(10));
            let least = doubled.min(TimeDelta::hours(1));
            assert!(pause >= least && pause <= least * 5 / 4, "{pause} after {tries} tries");
            assert!(pause > before || pause >= TimeDelta::hours(1));
            before = pause;
            world.passes(pause);
        }
        assert!(world.now() - began > TimeDelta::days(3) - TimeDelta::minutes(90));
        let given_up = ada.logs_in_again().await.partner(MINA).await.mail.unwrap();
        assert!(given_up.said.unwrap().contains("refused"));
    }

    async fn a_mailbox_that_does_not_exist_is_final_and_says_so(world: World) {
        let ada = world.ada().await;
        world.mail_server().refuses(MINA, "550 5.1.1 no such mailbox here");
        ada.invites(MINA).await;
        world.sends_mails().await;
        let failed = mail(&ada).await;
        assert_eq!((failed.state, failed.tries), (MailState::Failed, 1));
        assert!(world.log().contains("a mail was not delivered"), "{}", world.log());
        assert_eq!(failed.said.as_deref(), Some("550 5.1.1 no such mailbox here"));
        world.mail_server().refuses_no_more(MINA);
        world.passes(TimeDelta::days(1));
        assert!(world.mails_to(MINA).await.is_empty());
    }

    async fn a_server_that_says_later_is_asked_later(world: World) {
        let ada = world.ada().await;
        world.mail_server().refuses(MINA, "450 4.2.1 greylisted, come back");
        ada.invites(MINA).await;
        world.sends_mails().await;
        let waiting = mail(&ada).await;
        assert_eq!(waiting.state, MailState::Queued);
        assert_eq!(waiting.said.as_deref(), Some("450 4.2.1 greylisted, come back"));
        // Nobody else waits for it.
        ada.invites("leo@leomakes.example").await;
        assert_eq!(world.mails_to("leo@leomakes.example").await.len(), 1);
        world.mail_server().refuses_no_more(MINA);
        world.passes(waiting.next_try_at - world.now());
        assert_eq!(world.mails_to(MINA).await.len(), 1);
    }

    async fn a_mail_whose_receipt_was_lost_is_sent_again_as_the_same_mail(world: World) {
        let ada = world.ada().await;
        world.mail_server().hangs_up_after_data();
        ada.invites(MINA).await;
        world.sends_mails().await;
        let waiting = mail(&ada).await;
        assert_eq!(waiting.state, MailState::Queued);

        world.mail_server().behaves();
        world.passes(waiting.next_try_at - world.now());
        let mails = world.mails_to(MINA).await;

        assert_eq!(mails.len(), 2);
        assert!(!mails[0].message_id.is_empty());
        // By its number the receiver sees that it is one mail, and both carry the one link.
        assert_eq!(mails[0].message_id, mails[1].message_id);
        assert_eq!(mails[0].link("/invite/"), mails[1].link("/invite/"));
        assert_eq!(mail(&ada).await.state, MailState::Sent);
    }

    async fn a_silent_server_is_given_up_and_asked_later(world: World = Plan::ordinary().impatient()) {
        let ada = world.ada().await;
        world.mail_server().stalls();
        ada.invites(MINA).await;
        world.sends_mails().await;
        let waiting = mail(&ada).await;
        assert_eq!(waiting.state, MailState::Queued);
        assert_eq!(waiting.said.as_deref(), Some("127.0.0.1 did not answer within 1 s"));
        world.mail_server().behaves();
        world.passes(waiting.next_try_at - world.now());
        assert_eq!(world.mails_to(MINA).await.len(), 1);
    }

    async fn an_invitation_that_stands_no_more_is_not_mailed(world: World) {
        let ada = world.ada().await;
        for (change, why) in [
            ("state = 'cancelled'", "cancelled"),
            ("invitation_version = invitation_version + 1", "sent again since"),
            ("state = 'declined'", "declined"),
        ] {
            let email = format!("{}@agency.example", why.replace(' ', "-"));
            ada.invites(&email).await;
            world.sql(&format!("UPDATE partners SET {change} WHERE contact = '{email}'")).await;
            assert!(world.mails_to(&email).await.is_empty(), "{why}");
            assert_eq!(state_of(world, &email).await, "dropped", "{why}");
        }
        // Its 30 days run from Send Invite, whenever the mail leaves.
        world.mail_server().cut_off();
        ada.invites(MINA).await;
        world.sends_mails().await;
        world.mail_server().comes_back().await;
        world.passes(TimeDelta::days(30));
        assert!(world.mails_to(MINA).await.is_empty());
        assert_eq!(state_of(world, MINA).await, "dropped");
    }

    async fn an_invitation_whose_sender_is_no_admin_any_more_is_not_mailed(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sql("UPDATE partners SET level = 'standard' WHERE kind IS NULL").await;
        assert!(world.mails_to(MINA).await.is_empty());
        world.sql("UPDATE partners SET level = 'admin' WHERE kind IS NULL").await;
    }

    async fn the_job_sends_what_is_queued_while_it_runs_and_what_waited_at_its_start(world: World) {
        let ada = world.ada().await;
        world.mail_server().cut_off();
        ada.invites(MINA).await;
        world.sends_mails().await;
        world.mail_server().comes_back().await;
        let taken = world.mail_server().taken().len();
        // The clock stands: without the start it would wait for ever.
        let job = tokio::spawn(outbox::run(world.keyholder(), std::future::pending()));
        world.mail_server().has_taken(taken + 1).await;
        ada.invites("leo@leomakes.example").await;
        world.mail_server().has_taken(taken + 2).await;
        job.abort();
        assert!(job.await.unwrap_err().is_cancelled());
        // It may have been stopped between the server's yes and writing that down.
        world.sql("UPDATE outbox SET state = 'sent' WHERE state = 'queued'").await;
    }

    async fn a_mail_that_one_process_has_in_hand_is_nobody_elses(world: World) {
        let ada = world.ada().await;
        for i in 0..20 {
            ada.invites(&format!("partner{i}@agency.example")).await;
        }
        let other = world.second_process().await;
        let (one, two) = tokio::join!(send_all(world.keyholder()), send_all(other.clone()));
        assert_eq!(one + two, 20);
        other.db().close().await;
        for i in 0..20 {
            assert_eq!(world.mails_to(&format!("partner{i}@agency.example")).await.len(), 1, "{i}");
        }
    }

    async fn a_mail_that_can_not_be_read_stops_no_other(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world.sql("UPDATE outbox SET mail = 'nonsense' WHERE state = 'queued'").await;
        for i in 0..5 {
            ada.invites(&format!("partner{i}@agency.example")).await;
        }
        assert!(outbox::send_due(&world.keyholder()).await.is_err());
        for i in 0..5 {
            assert_eq!(state_of(world, &format!("partner{i}@agency.example")).await, "sent", "{i}");
        }
        world.expects(Unusual::LoggedErrors);
        world.expects(Unusual::QueuedMails);
    }
}

async fn send_all(keyholder: service::Keyholder) -> usize {
    let mut sent = 0;
    loop {
        match outbox::send_due(&keyholder).await.unwrap() {
            0 => return sent,
            some => sent += some,
        }
    }
}
