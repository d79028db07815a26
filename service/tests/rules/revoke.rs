//! **Revoke Access** and **Leave** (DOMAIN 5): what they end, at once and for good, and what they leave alone.

use domain::access::AccessLevel;
use domain::asset::{AssetGrant, AssetRole, AssetTarget, Particulars};
use domain::grant::Grant;
use domain::note::Note;
use domain::partner::PartnerState;
use domain::revoke::{LeaveRefusal, OpenInvitation, RevokeRefusal};
use service::audit::Event;
use service::both_engines;
use service::capability::Entry;
use service::center::EndedPlace;
use service::failure::Failure;
use service::invitation::NotAccepted;
use service::partner::{PartnersQuery, Revocation};
use service::testing::{Insider, at_once, give, named, offer, refusal, role, until};

const MINA: &str = "mina@agency.example";
const LEO: &str = "leo@leomakes.example";
const CLEO: &str = "cleo@brandt.example";

async fn state(ada: &Insider, contact: &str) -> PartnerState {
    ada.partner(contact).await.state
}

fn names(given: &[AssetTarget]) -> Vec<&str> {
    given.iter().map(AssetTarget::name).collect()
}

both_engines! {
    async fn a_rehearsal_names_what_was_given_to_them_alone_and_still_counts(world: World) {
        let ada = world.ada().await;
        ada.registers(Particulars::Pixel, named("Web pixel")).await;
        ada.registers(Particulars::Shop, named("Halcyon Shop")).await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let (pixel, shop) = (ada.target("Web pixel").await, ada.target("Halcyon Shop").await);
        let before = ada.admin().await.rehearse_revoke(partner).await.unwrap();
        assert!(before.given.is_empty());
        let ends = until(&world.now().date_naive().to_string(), world.now());
        let short = AssetGrant { ends, ..role(pixel, AssetRole::Analyst) };
        ada.edits(partner, |access| { give(access, short); give(access, role(shop, AssetRole::Operator)); }).await;
        let both = ada.admin().await.rehearse_revoke(partner).await.unwrap();
        assert_eq!(names(&both.given), ["Halcyon Shop", "Web pixel"]);
        let tried = ada.admin().await.revoke(partner, Revocation::of(before.rehearsed, &[])).await;
        assert_eq!(refusal(tried), RevokeRefusal::Changed, "it was not shown");
        world.passes(ends.unwrap().moment() - world.now());
        let one = ada.admin().await.rehearse_revoke(partner).await.unwrap();
        assert_eq!(names(&one.given), ["Halcyon Shop"]);
        ada.revokes(partner).await;
    }

    async fn whoever_is_revoked_reaches_nothing_here_and_keeps_all_else(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let own = mina.person().founds("Okafor Films").await;
        ada.revokes(partner).await;

        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::Ended { .. }));
        own.admin().await;
        let again = world.mina().logs_in().await;
        assert!(matches!(again.enters(ada.slug()).await, Entry::Ended { .. }), "by no session of theirs");
        let places = again.here().await.places().await.unwrap();
        let ended = EndedPlace { name: "Halcyon Skincare".to_owned(), extend: None };
        assert_eq!((places.open.len(), places.ended.as_slice()), (1, [ended].as_slice()));
        assert_eq!(state(&ada, MINA).await, PartnerState::Revoked);
        assert!(ada.member().await.members(None).await.unwrap().rows.iter().all(|row| row.name != "Mina Okafor"));
    }

    async fn a_capability_from_before_changes_nothing_after(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let from_before = omar.admin().await;
        ada.revokes(partner).await;
        assert!(matches!(from_before.invite(offer(LEO)).await, Err(Failure::NoLongerAllowed)));
    }

    async fn the_seat_is_free_at_once(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.makes_admin(&world.omar()).await;
        let free = ada.admin().await.seats().await.unwrap().free(AccessLevel::Admin);
        ada.revokes(partner).await;
        assert_eq!(ada.admin().await.seats().await.unwrap().free(AccessLevel::Admin), free + 1);
    }

    async fn what_the_rehearsal_said_is_what_the_revoke_did(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let leo = omar.invites(LEO).await.partner;
        let cleo = omar.invites(CLEO).await.partner;
        let mina = ada.invites(MINA).await.partner;
        // Claimed while the Invitation was sent, confirmed after it.
        omar.person().adds("omar@studio.example").await;
        let link = world.mail_to("omar@studio.example").await.token("/confirm/");
        let home = ada.invites("omar@studio.example").await.partner;
        omar.person().tries_to_confirm(&link).await.unwrap();

        let shown = ada.admin().await.rehearse_revoke(partner).await.unwrap();
        let open = |partner, contact: &str| OpenInvitation { partner, contact: contact.to_owned() };
        assert_eq!(shown.rehearsal.grant, Grant::Admin);
        assert_eq!(shown.rehearsal.sent, [open(cleo, CLEO), open(leo, LEO)]);
        assert_eq!(shown.rehearsal.to_them, [open(home, "omar@studio.example")]);
        assert_eq!((shown.name.as_str(), shown.contact.as_str()), ("Omar Haddad", world.omar().email()));

        let old = world.guest("Leo Marchetti", LEO).opens_the_invitation().await;
        let admin = ada.admin().await;
        admin.revoke(partner, Revocation::of(shown.rehearsed, &[leo])).await.unwrap();
        for (contact, now) in [
            (CLEO, PartnerState::Cancelled),
            ("omar@studio.example", PartnerState::Cancelled),
            (LEO, PartnerState::Invited),
            (MINA, PartnerState::Invited),
        ] {
            assert_eq!(state(&ada, contact).await, now, "{contact}");
        }
        // The kept one is Ada's from now on, by a new link.
        let details = admin.partner(leo).await.unwrap();
        assert_eq!(details.invited.unwrap().by, "Ada Lindqvist");
        assert!(matches!(world.leo().tries_to_accept_as_new(&old).await, Err(Failure::NotFound)));
        let new = world.leo().opens_the_invitation().await;
        world.leo().accepts_as_new(&new).await;
        assert!(matches!(&admin.partner(partner).await.unwrap().history[0].event,
            Event::AccessRevoked { cancelled, kept, .. }
                if cancelled.len() == 2 && cancelled.contains(&home.uuid()) && cancelled.contains(&cleo.uuid())
                    && kept == &[leo.uuid()]));
        assert_eq!(admin.partner(mina).await.unwrap().history.len(), 1);
    }

    async fn what_was_not_shown_does_not_happen(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let admin = ada.admin().await;
        let shown = admin.rehearse_revoke(partner).await.unwrap().rehearsed;
        omar.invites(LEO).await;
        let refused = admin.revoke(partner, Revocation::of(shown, &[])).await;
        assert_eq!(refusal(refused), RevokeRefusal::Changed);
        assert_eq!((state(&ada, world.omar().email()).await, state(&ada, LEO).await),
            (PartnerState::Active, PartnerState::Invited));
        ada.revokes(partner).await;
    }

    async fn only_an_invitation_that_they_sent_can_be_kept(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.makes_admin(&world.omar()).await;
        let own = ada.invites(LEO).await.partner;
        let mail = world.mail_to(LEO).await.token("/invite/");
        ada.tries_to_revoke(partner, &[own, partner]).await.unwrap();
        assert_eq!(world.mail_to(LEO).await.token("/invite/"), mail, "no new link went out");
    }

    async fn nobody_is_revoked_twice_nor_before_they_are_in_nor_by_themselves(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        ada.revokes(partner).await;
        let again = ada.tries_to_revoke(partner, &[]).await;
        assert_eq!(refusal(again), RevokeRefusal::NotIn(PartnerState::Revoked));
        let invited = ada.invites(LEO).await.partner;
        let early = ada.tries_to_revoke(invited, &[]).await;
        assert!(matches!(refusal(early), RevokeRefusal::NotIn(_)));
        let own = ada.member().await.partner();
        assert_eq!(refusal(ada.tries_to_revoke(own, &[]).await), RevokeRefusal::Yourself);
    }

    async fn a_partner_of_others_is_like_none(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let mallory = world.mallory().await;
        assert!(matches!(mallory.tries_to_revoke(partner, &[]).await, Err(Failure::NotFound)));
        let shown = ada.admin().await.rehearse_revoke(partner).await.unwrap().rehearsed;
        let forged = mallory.admin().await.revoke(partner, Revocation::of(shown, &[])).await;
        assert!(matches!(forged, Err(Failure::NotFound)));
        assert_eq!(state(&ada, MINA).await, PartnerState::Active);
    }

    async fn they_are_told_that_it_ended_and_neither_by_whom_nor_why(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let admin = ada.admin().await;
        let shown = admin.rehearse_revoke(partner).await.unwrap().rehearsed;
        let reason = Note::parse("The contract ended.").unwrap();
        admin.revoke(partner, Revocation { reason, ..Revocation::of(shown, &[]) }).await.unwrap();
        let mail = world.mail_to(MINA).await;
        assert_eq!(mail.subject, "Your access to Halcyon Skincare has ended");
        assert!(!mail.text.contains("Ada") && !mail.text.contains("contract"), "{}", mail.text);
        let entry = world.column("SELECT body FROM audit ORDER BY number DESC").await.remove(0);
        assert!(entry.contains("The contract ended."), "{entry}");
    }

    async fn a_mail_that_would_come_too_late_is_not_sent(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        world.sends_mails().await;
        ada.revokes(partner).await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        assert_eq!(offered.shown, partner, "their row is the one they had");
        let subjects: Vec<_> = world.mails_to(MINA).await.into_iter().map(|mail| mail.subject).collect();
        assert!(subjects.iter().all(|subject| !subject.contains("has ended")), "{subjects:?}");
    }

    async fn nobody_is_told_where_that_is_not_wanted(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let before = world.mails_to(MINA).await.len();
        let admin = ada.admin().await;
        let shown = admin.rehearse_revoke(partner).await.unwrap().rehearsed;
        admin.revoke(partner, Revocation { tell_by_mail: false, ..Revocation::of(shown, &[]) }).await.unwrap();
        assert_eq!(world.mails_to(MINA).await.len(), before);
    }

    async fn whoever_was_revoked_comes_back_by_a_new_invitation_and_by_nothing_else(world: World) {
        let ada = world.ada().await;
        let first = ada.invites(MINA).await.partner;
        let offered = world.mina().opens_the_invitation().await;
        let mina = world.mina().accepts_as_new(&offered).await;
        ada.revokes(first).await;
        let refused = mina.tries_to_accept(&offered).await;
        assert!(matches!(refusal(refused), NotAccepted::Invitation(_)));
        assert!(ada.admin().await.resend(first).await.is_err());
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        mina.tries_to_accept(&offered).await.unwrap();
        assert!(matches!(mina.enters(ada.slug()).await, Entry::In(_)));
        assert_eq!(ada.partners().await.len(), 1);
    }

    async fn of_three_admins_who_revoke_each_other_at_once_whoever_was_revoked_revokes_nobody(world: World) {
        let ada = world.ada().await;
        let (omar, omar_id) = ada.makes_admin(&world.omar()).await;
        let (cleo, cleo_id) = ada.makes_admin(&world.cleo()).await;
        let ada_id = ada.member().await.partner();
        let mut deeds = Vec::new();
        for (who, whom) in [(&ada, omar_id), (&omar, cleo_id), (&cleo, ada_id)] {
            let admin = who.admin().await;
            let shown = admin.rehearse_revoke(whom).await.unwrap().rehearsed;
            deeds.push(async move { admin.revoke(whom, Revocation::of(shown, &[])).await });
        }
        let outcomes = at_once(deeds).await;
        // The first to come ends the one who would have been last.
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 2);
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(Failure::NoLongerAllowed))));
        assert_eq!(world.number("SELECT admins FROM business_centers").await, 1);
    }

    async fn whoever_leaves_is_out_and_history_says_so(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        mina.tries_to_leave().await.unwrap();
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::Ended { .. }));
        let details = ada.admin().await.partner(partner).await.unwrap();
        assert_eq!(details.row.state, PartnerState::Revoked);
        assert!(matches!(details.history[0].event, Event::MemberLeft { .. }));
        assert_eq!(details.history[0].actor, "Mina Okafor");
        let told = world.mails_to(ada.person().email()).await;
        assert_eq!(told.iter().filter(|mail| mail.subject.starts_with("Mina Okafor left ")).count(), 1);
    }

    async fn the_last_admin_stays_and_of_two_who_leave_at_once_one_does(world: World) {
        let ada = world.ada().await;
        assert_eq!(refusal(ada.tries_to_leave().await), LeaveRefusal::LastAdmin);
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let mut deeds = Vec::new();
        for who in [&ada, &omar] {
            let member = who.member().await;
            let shown = member.rehearse_leave().await.unwrap().rehearsed;
            deeds.push(async move { member.leave(shown).await });
        }
        let mut outcomes = at_once(deeds).await;
        outcomes.sort_by_key(Result::is_ok);
        assert_eq!(refusal(outcomes.remove(0)), LeaveRefusal::LastAdmin);
        assert!(outcomes.remove(0).is_ok());
    }

    async fn a_founder_who_left_can_be_invited_again(world: World) {
        let ada = world.ada().await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        ada.tries_to_leave().await.unwrap();
        let row = omar.partner("ada@halcyon.example").await;
        assert_eq!((row.state, row.kind), (PartnerState::Revoked, None));
        omar.invites("ada@halcyon.example").await;
        let offered = ada.person().guest().opens_the_invitation().await;
        ada.person().tries_to_accept(&offered).await.unwrap();
        let query = PartnersQuery { search: "lindqvist".to_owned(), ..PartnersQuery::default() };
        assert_eq!(omar.admin().await.partners(&query).await.unwrap().rows[0].partner.state, PartnerState::Active);
    }

    async fn a_revoke_takes_eight_statements_and_its_rehearsal_one(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let admin = ada.admin().await;
        let before = world.statements();
        let shown = admin.rehearse_revoke(partner).await.unwrap().rehearsed;
        assert_eq!(world.statements() - before, 1);
        admin.revoke(partner, Revocation::of(shown, &[])).await.unwrap();
        assert_eq!(world.statements() - before, 9);
    }
}
