//! **Accept Invite** and **Decline** (DOMAIN 4), and what Admins do with an Invitation meanwhile.

use chrono::TimeDelta;
use domain::contact::Email;
use domain::invitation::{AcceptRefusal, CancelRefusal, ResendRefusal};
use domain::partner::PartnerState;
use service::both_engines;
use service::capability::Entry;
use service::failure::Failure;
use service::invitation::{ChangeAddressRefusal, NotAccepted, Stands};
use service::testing::{at_once, refusal};

const MINA: &str = "mina@agency.example";
const LEO: &str = "leo@leomakes.example";

fn invitation(refused: NotAccepted) -> AcceptRefusal {
    match refused {
        NotAccepted::Invitation(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

both_engines! {
    async fn whoever_accepts_is_in_at_once_and_both_are_told(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let mina = world.mina();
        let offered = mina.opens_the_invitation().await;
        let person = mina.accepts_as_new(&offered).await;
        assert!(matches!(person.enters(ada.slug()).await, Entry::In(member) if member.admin().is_err()));
        let row = ada.partner(MINA).await;
        assert_eq!((row.state, row.name.as_deref()), (PartnerState::Active, Some("Mina Okafor")));
        // The link proved the address: no second mail asks for it, and it logs in.
        let subjects: Vec<_> = world.mails_to(MINA).await.into_iter().map(|mail| mail.subject).collect();
        assert_eq!(subjects.len(), 2, "{subjects:?}");
        assert!(world.mails_to(ada.person().email()).await.iter().any(|mail| mail.subject.contains("Mina Okafor")));
        mina.logs_in().await;
    }

    async fn one_link_accepted_by_fifty_at_once_makes_one_member(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let tries = (0..50).map(|_| {
            let (mina, offered) = (world.mina(), offered.clone());
            async move { mina.tries_to_accept_as_new(&offered).await.map(|_| ()) }
        });
        let outcomes = at_once(tries).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes.into_iter().filter(Result::is_err) {
            let clear = matches!(
                &outcome,
                Err(Failure::Refused(NotAccepted::Invitation(AcceptRefusal::AlreadyUsed)) | Failure::Busy)
            );
            assert!(clear, "{outcome:?}");
        }
        assert_eq!(world.number("SELECT count(*) FROM accounts").await, 2);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
    }

    async fn the_same_persons_second_click_is_answered_with_success(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let mina = world.mina().accepts_as_new(&offered).await;
        assert_eq!(mina.tries_to_accept(&offered).await.unwrap().slug, ada.slug());
        let again = world.mina().tries_to_accept_as_new(&offered).await;
        assert_eq!(invitation(refusal(again)), AcceptRefusal::AlreadyUsed);
    }

    async fn another_account_accepts_nothing_and_log_and_sender_learn_of_it(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let mallory = world.mallory().await;
        let tried = mallory.person().tries_to_accept(&offered).await;
        assert!(matches!(invitation(refusal(tried)), AcceptRefusal::WrongAccount { .. }));
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Invited);
        let entry = world.column("SELECT body FROM audit ORDER BY at DESC, number DESC").await.remove(0);
        assert!(entry.contains("WrongAccountTried"), "{entry}");
        // The sender is told, once a day.
        mallory.person().tries_to_accept(&offered).await.unwrap_err();
        let told = world.mails_to(ada.person().email()).await.into_iter();
        assert_eq!(told.filter(|mail| mail.subject.starts_with("Another account tried")).count(), 1);
        world.mina().accepts_as_new(&offered).await;
    }

    async fn an_owned_address_only_logs_in_and_its_password_stays(world: World) {
        let ada = world.ada().await;
        let mina = world.mina().signs_up().await;
        mina.confirms().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let taken = world.mina().typing("a password nobody knows here").tries_to_accept_as_new(&offered).await;
        assert_eq!(refusal(taken), NotAccepted::AddressHasAccount);
        let wrong = world.mina().typing("wrong").tries_to_log_in_and_accept(&offered, None).await;
        assert_eq!(refusal(wrong), NotAccepted::WrongPassword);
        world.mina().tries_to_log_in_and_accept(&offered, None).await.unwrap();
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
    }

    async fn a_mere_claim_of_the_invited_address_falls_when_its_owner_comes(world: World) {
        let ada = world.ada().await;
        let pretender = world.guest("Eve", MINA).signs_up().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let tried = pretender.tries_to_accept(&offered).await;
        assert!(matches!(invitation(refusal(tried)), AcceptRefusal::WrongAccount { .. }));
        world.mina().accepts_as_new(&offered).await;
        assert!(pretender.signed_in().await.is_none());
    }

    async fn a_link_is_expired_at_thirty_days_to_the_microsecond(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        world.passes(TimeDelta::days(30) - TimeDelta::microseconds(1));
        let page = world.mina().visitor().invitation(&offered.link).await.unwrap();
        assert_eq!(page.stands, Stands::Open);
        world.passes(TimeDelta::microseconds(1));
        let late = world.mina().tries_to_accept_as_new(&offered).await;
        assert!(matches!(invitation(refusal(late)), AcceptRefusal::Expired { .. }));
        let ada = ada.logs_in_again().await;
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Expired);
        assert_eq!(world.number("SELECT count(*) FROM accounts").await, 1);
    }

    async fn the_holder_of_an_expired_link_asks_once_and_the_admin_resends(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        world.passes(TimeDelta::days(30));
        for _ in 0..2 {
            world.mina().visitor().ask_for_new_link(offered.link.clone()).await.unwrap();
        }
        let ada = ada.logs_in_again().await;
        assert!(ada.partner(MINA).await.asked_at.is_some());
        let asked = world.mails_to(ada.person().email()).await.into_iter().filter(|mail| mail.text.contains(MINA));
        assert_eq!(asked.count(), 1);
        ada.admin().await.resend(sent.partner).await.unwrap();
        assert!(matches!(world.mina().visitor().invitation(&offered.link).await, Err(Failure::NotFound)));
        let newest = world.mina().opens_the_invitation().await;
        assert_eq!(newest.shown, sent.partner);
        world.mina().accepts_as_new(&newest).await;
        let late = ada.admin().await.resend(sent.partner).await;
        assert_eq!(refusal(late), ResendRefusal::Accepted { by: "Mina Okafor".to_owned() });
    }

    async fn whoever_declines_frees_the_seat_and_the_sender_is_told(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        world.mina().visitor().decline(offered.link.clone(), offered.shown).await.unwrap();
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Declined);
        assert!(world.mails_to(ada.person().email()).await.iter().any(|mail| mail.text.contains(MINA)));
        let late = world.mina().tries_to_accept_as_new(&offered).await;
        assert_eq!(invitation(refusal(late)), AcceptRefusal::Declined);
    }

    async fn a_changed_address_keeps_the_row_and_kills_the_old_link(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        ada.invites(LEO).await;
        let old = world.mina().opens_the_invitation().await;
        let admin = ada.admin().await;
        let taken = admin.change_address(sent.partner, Email::parse(LEO).unwrap().into()).await;
        assert_eq!(refusal(taken), ChangeAddressRefusal::Taken);
        let same = admin.change_address(sent.partner, Email::parse(MINA).unwrap().into()).await;
        assert_eq!(refusal(same), ChangeAddressRefusal::Same);
        admin.change_address(sent.partner, Email::parse("mina@home.example").unwrap().into()).await.unwrap();
        assert!(matches!(world.mina().visitor().invitation(&old.link).await, Err(Failure::NotFound)));
        let moved = world.mina().at("mina@home.example");
        let offered = moved.opens_the_invitation().await;
        assert_eq!(offered.shown, sent.partner);
        moved.accepts_as_new(&offered).await;
        assert_eq!(ada.partners().await.len(), 2);
    }

    async fn an_accepted_invitation_is_not_cancelled_by_a_stale_page(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        world.mina().accepts_as_new(&offered).await;
        let late = ada.admin().await.cancel(sent.partner).await;
        assert_eq!(refusal(late), CancelRefusal::Accepted { by: "Mina Okafor".to_owned() });
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
    }

    async fn a_cancelled_link_lets_nobody_in(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        ada.admin().await.cancel(sent.partner).await.unwrap();
        let late = world.mina().tries_to_accept_as_new(&offered).await;
        assert_eq!(invitation(refusal(late)), AcceptRefusal::Cancelled);
    }

    async fn a_form_of_another_invitation_accepts_nothing(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        ada.invites(LEO).await;
        let mut offered = world.mina().opens_the_invitation().await;
        offered.shown = world.leo().opens_the_invitation().await.shown;
        let crossed = world.mina().tries_to_accept_as_new(&offered).await;
        assert_eq!(invitation(refusal(crossed)), AcceptRefusal::OtherInvitation);
        assert!(ada.partners().await.iter().all(|row| row.state == PartnerState::Invited));
    }

    async fn joining_closes_the_persons_other_open_invitations(world: World) {
        let ada = world.ada().await;
        let mina = world.mina().signs_up().await;
        mina.confirms().await;
        mina.adds_and_confirms("mina@home.example").await;
        ada.invites(MINA).await;
        ada.invites("mina@home.example").await;
        let offered = world.mina().opens_the_invitation().await;
        mina.tries_to_accept(&offered).await.unwrap();
        assert_eq!(ada.partner("mina@home.example").await.state, PartnerState::Cancelled);
    }

    async fn a_member_who_opens_an_invitation_to_another_address_leaves_none_open(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let mina = world.mina().accepts_as_new(&world.mina().opens_the_invitation().await).await;
        ada.invites("mina@home.example").await;
        mina.adds_and_confirms("mina@home.example").await;
        let second = world.mina().at("mina@home.example");
        let link = world.mails_to(second.email()).await.into_iter().find(|mail| mail.subject.contains("invites you"));
        let offered = second.opens(link.unwrap().link("/invite/")).await;
        assert_eq!(mina.tries_to_accept(&offered).await.unwrap().slug, ada.slug());
        assert_eq!(ada.partner("mina@home.example").await.state, PartnerState::Cancelled);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
    }

    async fn an_expired_invitation_can_be_cancelled(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        world.passes(TimeDelta::days(31));
        let ada = ada.logs_in_again().await;
        ada.admin().await.cancel(sent.partner).await.unwrap();
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Cancelled);
    }

    async fn a_partner_of_another_business_center_looks_like_none(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let mallory = world.mallory().await;
        let admin = mallory.admin().await;
        assert!(matches!(admin.resend(sent.partner).await, Err(Failure::NotFound)));
        assert!(matches!(admin.cancel(sent.partner).await, Err(Failure::NotFound)));
        assert!(matches!(admin.copy_link(sent.partner).await, Ok(None) | Err(Failure::NotFound)));
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Invited);
    }
}
