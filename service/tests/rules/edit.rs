//! **Edit** (DOMAIN 5): it counts at once, nothing is overwritten unseen, and the limits hold.

use chrono::TimeDelta;
use domain::access::{AccessLevel, Module, Modules};
use domain::edit::{Access, EditRefusal};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::name::OrganisationName;
use domain::partner::{PartnerKind, PartnerState};
use service::audit::Event;
use service::both_engines;
use service::capability::{Admin, Entry};
use service::failure::Failure;
use service::partner::{Edit, PartnersQuery};
use service::testing::{Insider, at_once, offer, refusal, until};

const MINA: &str = "mina@agency.example";
const HOME: &str = "mina@home.example";
const LEO: &str = "leo@leomakes.example";
const CLEO: &str = "cleo@brandt.example";

fn content() -> Grant {
    Grant::standard(Modules::NONE.with(Module::Content))
}

fn organisation(name: &str) -> Option<OrganisationName> {
    OrganisationName::parse(name).ok()
}

/// The form as it is opened, to be confirmed later.
async fn form(admin: &Admin, partner: PartnerId, change: impl FnOnce(&mut Access)) -> Edit {
    let (shown, opened) = admin.to_edit(partner).await.unwrap();
    let mut wanted = opened.clone();
    change(&mut wanted);
    Edit::new(opened, wanted, shown.rehearsed)
}

async fn found(ada: &Insider, search: &str) -> usize {
    let query = PartnersQuery { search: search.to_owned(), ..PartnersQuery::default() };
    ada.admin().await.partners(&query).await.unwrap().rows.len()
}

both_engines! {
    async fn an_edit_counts_from_the_next_request_by_the_same_session(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        ada.edits(partner, |access| access.grant = content()).await;
        assert_eq!(mina.member().await.grant(), content());
        ada.edits(partner, |access| access.grant = Grant::Admin).await;
        mina.admin().await.invite(offer(LEO)).await.unwrap();
        ada.edits(partner, |access| access.grant = content()).await;
        assert!(mina.member().await.admin().is_err());
    }

    async fn they_get_a_mail_that_says_what_the_summary_said(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        ada.edits(partner, |access| {
            access.grant = content();
            access.kind = Some(PartnerKind::Client);
        })
        .await;
        let mail = world.mail_to(MINA).await;
        assert_eq!(mail.subject, "Your access to Halcyon Skincare has changed");
        for line in [
            "Draft, schedule and post on TikTok accounts that are granted",
            "See the figures of Assets that are granted",
            "Partner kind: Agency → Client",
        ] {
            assert!(mail.text.contains(line), "{line} not in {}", mail.text);
        }
    }

    async fn whoever_is_revoked_before_it_leaves_gets_no_mail_of_it(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        world.sends_mails().await;
        ada.edits(partner, |access| access.grant = content()).await;
        ada.revokes(partner).await;
        let subjects: Vec<_> = world.mails_to(MINA).await.into_iter().map(|mail| mail.subject).collect();
        assert!(subjects.iter().all(|subject| !subject.contains("has changed")), "{subjects:?}");
    }

    async fn who_they_are_is_changed_and_found_by_search(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        ada.edits(partner, |access| {
            access.kind = Some(PartnerKind::Client);
            access.organisation = organisation("Bright Agency");
        })
        .await;
        let row = ada.partner(MINA).await;
        assert_eq!((row.kind, row.organisation.as_deref()), (Some(PartnerKind::Client), Some("Bright Agency")));
        assert_eq!((found(&ada, "bright").await, found(&ada, "okafor").await, found(&ada, MINA).await), (1, 1, 1));
        ada.edits(partner, |access| access.organisation = None).await;
        assert_eq!((found(&ada, "bright").await, found(&ada, "okafor").await), (0, 1));
        // To be another kind alone leaves the organisation.
        ada.edits(partner, |access| access.organisation = organisation("Northlight")).await;
        ada.edits(partner, |access| access.kind = Some(PartnerKind::Manager)).await;
        assert_eq!(ada.partner(MINA).await.organisation.as_deref(), Some("Northlight"));
    }

    async fn the_second_of_two_admins_overwrites_nothing_unseen(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let second = form(&ada.admin().await, partner, |access| access.grant = content()).await;
        omar.edits(partner, |access| access.organisation = organisation("Northlight")).await;

        let admin = ada.admin().await;
        let looked = admin.look_at_edit(partner, &second.opened, &second.wanted).await;
        assert!(matches!(refusal(looked.map(|_| ())), EditRefusal::Meanwhile(_)));
        let EditRefusal::Meanwhile(meanwhile) = refusal(admin.edit(partner, second.clone()).await) else {
            panic!("not told what the other changed");
        };
        assert_eq!((meanwhile.by.as_str(), meanwhile.at), ("Omar Haddad", world.now()));
        assert_eq!(meanwhile.now.organisation, organisation("Northlight"));
        assert_ne!(ada.partner(MINA).await.grant, content(), "nothing of it was written");

        // Both are right: one of them changed this, the other that.
        let merged = second.wanted.merged(&second.opened, &meanwhile.now);
        admin.edit(partner, Edit { opened: meanwhile.now, wanted: merged, ..second }).await.unwrap();
        let row = ada.partner(MINA).await;
        assert_eq!((row.grant, row.organisation.as_deref()), (content(), Some("Northlight")));
    }

    async fn nothing_changed_is_no_edit(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let entries = "SELECT count(*) FROM audit";
        let before = world.number(entries).await;
        assert_eq!(refusal(ada.tries_to_edit(partner, |_| ()).await), EditRefusal::Nothing);
        let admin = ada.admin().await;
        let same = form(&admin, partner, |_| ()).await;
        let looked = admin.look_at_edit(partner, &same.opened, &same.wanted).await;
        assert_eq!(refusal(looked.map(|_| ())), EditRefusal::Nothing);
        assert_eq!(world.number(entries).await, before);
    }

    async fn who_is_not_in_is_not_edited_and_a_partner_of_others_is_like_none(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let admin = ada.admin().await;
        let opened = form(&admin, partner, |access| access.grant = content()).await;
        let mallory = world.mallory().await;
        assert!(matches!(mallory.admin().await.edit(partner, opened.clone()).await, Err(Failure::NotFound)));
        assert!(matches!(mallory.admin().await.to_edit(partner).await, Err(Failure::NotFound)));
        ada.revokes(partner).await;
        let late = admin.edit(partner, opened).await;
        assert_eq!(refusal(late), EditRefusal::NotIn(PartnerState::Revoked));
    }

    async fn the_only_admin_is_not_reduced_not_even_by_themselves(world: World) {
        let ada = world.ada().await;
        let own = ada.member().await.partner();
        let reduced = ada.tries_to_edit(own, |access| access.grant = content()).await;
        assert_eq!(refusal(reduced), EditRefusal::LastAdmin);
        let (_, omar) = ada.makes_admin(&world.omar()).await;
        ada.edits(own, |access| access.grant = content()).await;
        assert!(ada.member().await.admin().is_err());
        assert_eq!(world.number("SELECT admins FROM business_centers").await, 1);
        assert_ne!(own, omar);
    }

    async fn whoever_is_no_admin_any_more_invites_nobody(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let (leo, cleo) = (omar.invites(LEO).await.partner, omar.invites(CLEO).await.partner);
        let admin = ada.admin().await;
        let edit = form(&admin, partner, |access| access.grant = content()).await;
        admin.edit(partner, Edit { keep: vec![leo], ..edit }).await.unwrap();
        assert_eq!(ada.partner(LEO).await.state, PartnerState::Invited);
        assert_eq!(ada.partner(CLEO).await.state, PartnerState::Cancelled);
        assert_eq!(admin.partner(leo).await.unwrap().invited.unwrap().by, "Ada Lindqvist");
        assert_eq!(admin.partner(cleo).await.unwrap().history.len(), 2, "that it ended stands on its page");
    }

    async fn what_was_not_shown_does_not_end(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let edit = form(&ada.admin().await, partner, |access| access.grant = content()).await;
        omar.invites(LEO).await;
        let refused = ada.admin().await.edit(partner, edit).await;
        assert_eq!(refusal(refused), EditRefusal::Rehearsal);
        assert_eq!(ada.partner(LEO).await.state, PartnerState::Invited);
    }

    async fn whoever_reduces_themselves_keeps_no_invitation(world: World) {
        let ada = world.ada().await;
        ada.makes_admin(&world.omar()).await;
        let leo = ada.invites(LEO).await.partner;
        let (admin, own) = (ada.admin().await, ada.member().await.partner());
        let edit = form(&admin, own, |access| access.grant = content()).await;
        admin.edit(own, Edit { keep: vec![leo], ..edit }).await.unwrap();
        let cancelled = "SELECT count(*) FROM partners WHERE state = 'cancelled'";
        assert_eq!(world.number(cancelled).await, 1);
    }

    async fn of_many_promoted_at_once_to_the_last_admin_seat_one_gets_it(world: World) {
        let ada = world.ada().await;
        let mut partners = Vec::new();
        for number in 0..6 {
            let guest = world.guest("Robin Vale", &format!("robin{number}@agency.example"));
            partners.push(ada.takes_in(&guest).await.1);
        }
        for number in 0..18 {
            let contact = format!("admin{number}@halcyon.example");
            let new = service::invitation::NewInvitation { grant: Grant::Admin, ..offer(&contact) };
            ada.tries_to_invite(new).await.unwrap();
        }
        let admin = ada.admin().await;
        assert_eq!(admin.seats().await.unwrap().free(AccessLevel::Admin), 1);
        let mut deeds = Vec::new();
        for partner in partners {
            let (admin, edit) = (admin.clone(), form(&admin, partner, |access| access.grant = Grant::Admin).await);
            deeds.push(async move { admin.edit(partner, edit).await });
        }
        let outcomes = at_once(deeds).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes.into_iter().filter(Result::is_err) {
            assert!(matches!(refusal(outcome), EditRefusal::SeatsFull(_)));
        }
    }

    async fn access_ends_by_the_clock_and_its_seat_is_free_at_once(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let ends = until(&world.now().date_naive().to_string(), world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
        assert_eq!(ada.partner(MINA).await.ends_at, ends.map(EndDate::moment));
        let free = ada.admin().await.seats().await.unwrap().free(AccessLevel::Standard);
        world.passes(ends.unwrap().moment() - world.now() - TimeDelta::microseconds(1));
        mina.member().await;
        world.passes(TimeDelta::microseconds(1));
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::Ended { .. }));
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Ended);
        assert_eq!(ada.admin().await.seats().await.unwrap().free(AccessLevel::Standard), free + 1);
        let tried = ada.tries_to_edit(partner, |access| access.grant = Grant::Admin).await;
        assert_eq!(refusal(tried), EditRefusal::NotIn(PartnerState::Ended));
    }

    async fn whoever_ended_is_invited_again_in_place_and_has_no_end_then(world: World) {
        let ada = world.ada().await;
        let guest = world.mina();
        let (mina, partner) = ada.takes_in(&guest).await;
        let ends = until(&world.now().date_naive().to_string(), world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
        world.passes(TimeDelta::days(2));
        let free = ada.admin().await.seats().await.unwrap().free(AccessLevel::Standard);
        assert_eq!(ada.invites(MINA).await.partner, partner);
        assert_eq!(ada.admin().await.seats().await.unwrap().free(AccessLevel::Standard), free - 1);
        let offered = guest.opens_the_invitation().await;
        mina.person().tries_to_accept(&offered).await.unwrap();
        assert_eq!(ada.partner(MINA).await.ends_at, None);
        assert_eq!(ada.admin().await.seats().await.unwrap().free(AccessLevel::Standard), free - 1);
    }

    async fn whoever_ended_joins_by_another_address_of_theirs(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let ends = until(&world.now().date_naive().to_string(), world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
        world.passes(TimeDelta::days(2));
        mina.person().adds_and_confirms(HOME).await;
        ada.invites(HOME).await;
        let mail = world.mails_to(HOME).await.into_iter().find(|mail| mail.subject.contains("invites you"));
        let offered = world.mina().at(HOME).opens(mail.unwrap().link("/invite/")).await;
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::Ended { .. }));
        let free = ada.admin().await.seats().await.unwrap().free(AccessLevel::Standard);
        mina.person().tries_to_accept(&offered).await.unwrap();
        assert_ne!(mina.member().await.partner(), partner);
        assert_eq!(ada.admin().await.seats().await.unwrap().free(AccessLevel::Standard), free);
        let former = ada.partner(MINA).await;
        assert_eq!((former.state, former.state_at), (PartnerState::Revoked, ends.unwrap().moment()));
    }

    async fn a_last_day_that_is_over_by_confirm_is_refused(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let admin = ada.admin().await;
        let ends = until(&world.now().date_naive().to_string(), world.now());
        let edit = form(&admin, partner, |access| *access = access.clone().with_end(ends)).await;
        world.passes(TimeDelta::days(1));
        let refused = refusal(ada.admin().await.edit(partner, edit).await);
        assert!(matches!(refused, EditRefusal::Ends(_)), "{refused:?}");
        mina.member().await;
    }

    async fn an_admin_has_no_end(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let ends = until("2100-01-31", world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
        ada.edits(partner, |access| access.grant = Grant::Admin).await;
        assert_eq!(world.number("SELECT count(*) FROM partners WHERE ends_at IS NOT NULL").await, 0);
        let event = ada.admin().await.partner(partner).await.unwrap().history.remove(0).event;
        let Event::AccessEdited { before, after, .. } = event else { panic!("{event:?}") };
        assert_eq!([before, after].map(|access| access.parse().unwrap().ends()), [ends, None]);
    }

    async fn an_edit_takes_eight_statements(world: World) {
        let ada = world.ada().await;
        let (_, partner) = ada.takes_in(&world.mina()).await;
        let admin = ada.admin().await;
        let edit = form(&admin, partner, |access| access.grant = content()).await;
        let before = world.statements();
        admin.edit(partner, edit).await.unwrap();
        assert_eq!(world.statements() - before, 8);
    }
}
