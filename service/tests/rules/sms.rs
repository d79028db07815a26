//! Invitations by SMS (DOMAIN 3): how they leave, to whom, and how often.

use chrono::TimeDelta;
use domain::contact::Contact;
use domain::id::PartnerId;
use domain::invitation::{InviteRefusal, ResendRefusal, SmsRefusal};
use domain::limit::Limited;
use domain::partner::PartnerState;
use service::both_engines;
use service::failure::Failure;
use service::invitation::{ChangeAddressRefusal, FurtherMails, Preview};
use service::outbox::MailState;
use service::partner::MailRow;
use service::testing::{Insider, Plan, Sms, SmsFormat, Unusual, World, offer, refusal, too_many_until};

const MINA: &str = "+447700900318";
const LEO: &str = "+447700900319";

/// What stands beside Mina's Invitation.
async fn delivery(ada: &Insider) -> MailRow {
    ada.partner(MINA).await.mail.unwrap()
}

async fn sms(world: &World) -> Sms {
    world.sms_to(MINA).await.pop().unwrap()
}

async fn resends(ada: &Insider, partner: PartnerId) -> Result<(), Failure<ResendRefusal>> {
    ada.admin().await.resend(partner).await
}

async fn moves(ada: &Insider, partner: PartnerId, to: &str) -> Result<(), Failure<ChangeAddressRefusal>> {
    ada.admin().await.change_address(partner, Contact::parse(to).unwrap()).await
}

async fn is_dead(world: &World, link: &str) -> bool {
    let token = domain::token::Token::parse(&link[link.rfind('/').unwrap() + 1..]).unwrap();
    matches!(world.mina().visitor().invitation(&token).await, Err(Failure::NotFound))
}

fn limited<T: std::fmt::Debug, R: std::fmt::Debug>(outcome: Result<T, Failure<R>>) -> Limited {
    match outcome {
        Err(Failure::TooMany(limit)) => limit.what,
        other => panic!("not too many but {other:?}"),
    }
}

both_engines! {
    async fn an_invited_number_gets_one_sms_with_a_short_link(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let sent = ada.invites("+44 7700 900 318").await;
        let sms = sms(world).await;
        assert!(
            sms.text.starts_with("Halcyon Skincare invites you. Accept until 24 December 2026: https://keys.example/invite/"),
            "{}", sms.text
        );
        assert!(sms.text.len() <= 160 && sms.link().len() <= 50, "{}", sms.text);
        let head = world.gateway().heard().remove(0);
        assert!(head.starts_with("POST /send?route=7 HTTP/1.1\r\n"), "{head}");
        // keyholder:open sesame
        assert!(head.contains("authorization: Basic a2V5aG9sZGVyOm9wZW4gc2VzYW1l\r\n"), "{head}");
        assert!(head.contains("content-type: application/json\r\n"), "{head}");

        assert_eq!(world.mina().opens(sms.link()).await.shown, sent.partner);
        let row = delivery(&ada).await;
        assert_eq!((row.state, row.sent_at), (MailState::Sent, Some(world.now())));
        assert_eq!(world.gateway().taken().len(), 1);
        // To whoever founded and confirmed; none to the number.
        assert!(world.mails_to(MINA).await.is_empty());
    }

    async fn twilio_is_told_in_its_own_words(world: World = Plan::ordinary().with_sms_in(SmsFormat::Twilio)) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let sms = sms(world).await;
        assert_eq!((sms.from.as_str(), sms.to.as_str()), ("+15005550006", MINA));
        assert_eq!(world.mina().opens(sms.link()).await.shown, sent.partner);
        let head = world.gateway().heard().remove(0);
        assert!(head.starts_with("POST /2010-04-01/Accounts/AC0123/Messages.json HTTP/1.1\r\n"), "{head}");
        // AC0123:sesame
        assert!(head.contains("authorization: Basic QUMwMTIzOnNlc2FtZQ==\r\n"), "{head}");

        world.gateway().answers(400, r#"{"code": 21610, "message": "Attempt to send to unsubscribed recipient"}"#);
        resends(&ada, sent.partner).await.unwrap();
        world.sends_mails().await;
        let failed = delivery(&ada).await;
        assert_eq!(failed.state, MailState::Failed);
        assert_eq!(failed.said.as_deref(), Some("400 21610 Attempt to send to unsubscribed recipient"));
    }

    async fn an_sms_waits_for_a_gateway_that_is_down_and_leaves_when_it_is_back(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        world.gateway().cut_off();
        ada.invites(MINA).await;
        world.sends_mails().await;
        let waiting = delivery(&ada).await;
        assert_eq!((waiting.state, waiting.tries), (MailState::Queued, 1));
        let said = waiting.said.unwrap();
        assert!(said.starts_with("No connection to the SMS gateway:"), "{said}");

        world.gateway().comes_back().await;
        // Not before its time, however often somebody looks.
        assert!(world.sms_to(MINA).await.is_empty());
        world.passes(waiting.next_try_at - world.now());
        assert_eq!(world.sms_to(MINA).await.len(), 1);
        assert_eq!(delivery(&ada).await.said, None);
    }

    async fn a_number_that_the_gateway_refuses_is_final_and_says_so(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        world.gateway().answers(422, r#"{"error": "landline"}"#);
        ada.invites(MINA).await;
        world.sends_mails().await;
        let failed = delivery(&ada).await;
        assert_eq!((failed.state, failed.tries), (MailState::Failed, 1));
        assert_eq!(failed.said.as_deref(), Some("422 landline"));
        world.gateway().behaves();
        world.passes(TimeDelta::days(1));
        assert!(world.sms_to(MINA).await.is_empty());
    }

    async fn a_gateway_that_is_busy_is_asked_later_and_holds_up_no_mail(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        world.gateway().answers(503, "busy");
        ada.invites(MINA).await;
        ada.invites("leo@leomakes.example").await;
        assert_eq!(world.mails_to("leo@leomakes.example").await.len(), 1);
        let waiting = delivery(&ada).await;
        assert_eq!((waiting.state, waiting.said.as_deref()), (MailState::Queued, Some("503 busy")));
        world.gateway().behaves();
        world.passes(waiting.next_try_at - world.now());
        assert_eq!(world.sms_to(MINA).await.len(), 1);
    }

    async fn a_silent_gateway_is_given_up_and_asked_later(
        world: World = Plan::ordinary().with_sms().impatient()
    ) {
        let ada = world.ada().await;
        world.gateway().stalls();
        ada.invites(MINA).await;
        world.sends_mails().await;
        let waiting = delivery(&ada).await;
        assert_eq!(waiting.state, MailState::Queued);
        assert_eq!(waiting.said.as_deref(), Some("127.0.0.1 did not answer within 1 s"));
        world.gateway().behaves();
        world.passes(waiting.next_try_at - world.now());
        assert_eq!(world.sms_to(MINA).await.len(), 1);
    }

    async fn an_sms_whose_receipt_was_lost_is_sent_again_as_the_same_sms(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        world.gateway().hangs_up();
        ada.invites(MINA).await;
        world.sends_mails().await;
        let waiting = delivery(&ada).await;
        assert_eq!(waiting.state, MailState::Queued);
        world.gateway().behaves();
        world.passes(waiting.next_try_at - world.now());
        let both = world.sms_to(MINA).await;
        assert_eq!(both.len(), 2);
        assert!(!both[0].id.is_empty());
        assert_eq!(both[0], both[1]);
    }

    async fn only_numbers_of_the_named_countries_are_written_to(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let other = SmsRefusal::OtherCountry { allowed: "GB and JP".to_owned() };
        let refused = ada.tries_to_invite(offer("+1 202 555 0123")).await;
        assert_eq!(refusal(refused), InviteRefusal::Sms(other.clone()));
        let omar = ada.invites("omar@halcyon.example").await;
        let moved = moves(&ada, omar.partner, "+1 202 555 0123").await;
        assert_eq!(refusal(moved), ChangeAddressRefusal::Resend(other.into()));
        assert!(world.sms_to("+12025550123").await.is_empty());
        ada.invites("+81 90 1234 5678").await;
        assert_eq!(world.sms_to("+819012345678").await.len(), 1);
    }

    async fn a_number_gets_three_invitations_an_hour(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let began = world.now();
        let sent = ada.invites(MINA).await;
        world.passes(TimeDelta::minutes(1));
        for _ in 0..2 {
            resends(&ada, sent.partner).await.unwrap();
        }
        assert_eq!(limited(resends(&ada, sent.partner).await), Limited::Sms);
        // Another Business Center reaches the same person.
        let mallory = world.mallory().await;
        let until = too_many_until(mallory.tries_to_invite(offer(MINA)).await);
        assert_eq!(until, domain::zone::Zone::UTC.moment(began + TimeDelta::hours(1)).iso);
        let omar = ada.invites("omar@halcyon.example").await;
        ada.admin().await.cancel(sent.partner).await.unwrap();
        world.sql(&format!("UPDATE partners SET contact = 'gone@agency.example' WHERE contact = '{MINA}'")).await;
        assert_eq!(limited(moves(&ada, omar.partner, MINA).await), Limited::Sms);

        world.passes(TimeDelta::minutes(59));
        moves(&ada, omar.partner, MINA).await.unwrap();
    }

    async fn a_hundred_numbers_in_a_row_get_thirty_invitations_an_hour(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        for last in 300..330 {
            ada.invites(&format!("+447700900{last}")).await;
        }
        assert_eq!(limited(ada.tries_to_invite(offer("+447700900399")).await), Limited::SmsNearby);
        ada.invites("+447700900400").await;
        world.passes(TimeDelta::hours(1));
        ada.invites("+447700900399").await;
    }

    async fn resending_makes_a_new_link_and_kills_the_old(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let first = sms(world).await;
        resends(&ada, sent.partner).await.unwrap();
        let second = sms(world).await;
        assert!(is_dead(world, first.link()).await);
        assert_eq!(world.mina().opens(second.link()).await.shown, sent.partner);
    }

    async fn an_invitation_moves_from_an_address_to_a_number_and_back(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let sent = ada.invites("mina@agency.example").await;
        let mailed = world.mail_to("mina@agency.example").await;
        moves(&ada, sent.partner, MINA).await.unwrap();
        assert!(is_dead(world, mailed.link("/invite/")).await);
        let by_sms = sms(world).await;
        let page = world.mina().opens(by_sms.link()).await;
        assert_eq!(page.shown, sent.partner);
        assert_eq!(refusal(moves(&ada, sent.partner, MINA).await), ChangeAddressRefusal::Same);

        moves(&ada, sent.partner, "mina@home.example").await.unwrap();
        assert!(is_dead(world, by_sms.link()).await);
        let again = world.mail_to("mina@home.example").await.token("/invite/");
        assert_eq!(world.mina().visitor().invitation(&again).await.unwrap().partner, sent.partner);
    }

    async fn a_cancelled_invitation_is_not_sent_and_can_be_made_again(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        world.gateway().cut_off();
        let sent = ada.invites(MINA).await;
        ada.admin().await.cancel(sent.partner).await.unwrap();
        world.gateway().comes_back().await;
        assert!(world.sms_to(MINA).await.is_empty());
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Cancelled);
        let again = ada.invites(MINA).await;
        assert_eq!(again.partner, sent.partner);
        assert_eq!(world.sms_to(MINA).await.len(), 1);
    }

    async fn whoever_wants_no_more_gets_no_more_sms(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let mina = world.mina();
        let offered = mina.opens(sms(world).await.link()).await;
        mina.visitor().report(offered.link, offered.shown, FurtherMails::Blocked).await.unwrap();
        assert_eq!(refusal(resends(&ada, sent.partner).await), ResendRefusal::Blocked);
        ada.admin().await.cancel(sent.partner).await.unwrap();
        assert_eq!(refusal(ada.tries_to_invite(offer(MINA)).await), InviteRefusal::Blocked);
        assert_eq!(world.sms_to(MINA).await.len(), 1);
    }

    async fn where_the_gateway_is_gone_nothing_is_promised(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        world.gateway().cut_off();
        let leo = ada.invites(LEO).await;
        world.restarts_without_sms().await;
        world.sends_mails().await;
        let said = ada.partner(LEO).await.mail.unwrap().said.unwrap();
        assert_eq!(said, "No SMS gateway is set up here any more.");
        for partner in [sent.partner, leo.partner] {
            assert_eq!(refusal(resends(&ada, partner).await), SmsRefusal::NoGateway.into());
        }
        world.expects(Unusual::QueuedMails);
    }

    async fn an_invitation_that_is_kept_goes_out_once_more(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let (omar, his) = ada.makes_admin(&world.omar()).await;
        let sent = omar.invites(MINA).await;
        let first = sms(world).await;
        ada.tries_to_revoke(his, &[sent.partner]).await.unwrap();
        let second = sms(world).await;
        assert!(is_dead(world, first.link()).await);
        assert_eq!(world.mina().opens(second.link()).await.shown, sent.partner);
    }

    async fn neither_rows_nor_the_log_hold_a_link(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        // A gateway that repeats what it was told.
        world.gateway().answers(503, "no route for {sms}");
        ada.invites(MINA).await;
        world.sends_mails().await;
        let waiting = delivery(&ada).await;
        assert_eq!(waiting.said.as_deref(), Some("503 Service Unavailable"));
        let rows = world.dump().await;
        world.gateway().behaves();
        world.passes(waiting.next_try_at - world.now());
        let sms = sms(world).await;
        let token = &sms.link()[sms.link().rfind('/').unwrap() + 1..];
        for seen in [rows, world.dump().await, world.log()] {
            assert!(!seen.contains(token));
        }
    }

    async fn the_sms_can_be_seen_before_it_is_sent(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let Preview::Sms { to, text } = ada.admin().await.see_the_mail(&offer(MINA)).await.unwrap() else {
            panic!("a mail");
        };
        assert_eq!(to, MINA);
        ada.invites(MINA).await;
        let sent = sms(world).await;
        let before_the_token = sent.text.len() - 22;
        assert_eq!(text[..before_the_token], sent.text[..before_the_token]);
    }
}
