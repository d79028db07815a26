//! The whole access may end on a day from the invitation on (DOMAIN 5); its link works no longer than that.

use chrono::{DateTime, TimeDelta, Utc};
use domain::end::EndDateRefusal;
use domain::grant::Grant;
use domain::invitation::{InviteRefusal, ResendRefusal};
use domain::partner::PartnerState;
use domain::token::Token;
use service::audit::{Event, LogQuery};
use service::both_engines;
use service::capability::Entry;
use service::invitation::{ChangeAddressRefusal, NewInvitation, Stands};
use service::testing::{Insider, World, offer, refusal, until};

const MINA: &str = "mina@agency.example";
const MICROSECOND: TimeDelta = TimeDelta::microseconds(1);

/// The tests begin on 24 November 2026.
const SOON: &str = "2026-12-10";
const LATE: &str = "2027-01-31";

fn ending(day: &str) -> NewInvitation {
    NewInvitation { ends: until(day, DateTime::UNIX_EPOCH), ..offer(MINA) }
}

fn midnight_after(day: &str) -> DateTime<Utc> {
    until(day, DateTime::UNIX_EPOCH).unwrap().moment()
}

fn passes_until(world: &World, moment: DateTime<Utc>) {
    world.passes(moment - world.now());
}

async fn held(ada: &Insider) -> u32 {
    ada.admin().await.seats().await.unwrap().standards.invited
}

async fn stands(world: &World, link: &Token) -> Stands {
    world.mina().visitor().invitation(link).await.unwrap().stands
}

both_engines! {
    async fn access_offered_until_a_day_says_so_everywhere_and_ends_with_it(world: World) {
        let ada = world.ada().await;
        ada.tries_to_invite(ending(LATE)).await.unwrap();
        let row = ada.partner(MINA).await;
        assert_eq!(row.ends_at, Some(midnight_after(LATE)));
        assert_eq!(row.state_at, world.now() + TimeDelta::days(30), "the link works for 30 days");
        let newest = ada.admin().await.audit_entries(&LogQuery::default(), 1).await.unwrap().remove(0).event;
        let Event::PartnerInvited { after, .. } = newest else { panic!("{newest:?}") };
        assert_eq!(after.parse().unwrap().ends(), until(LATE, world.now()));
        let text = world.mail_to(MINA).await.text;
        assert!(text.contains("Access ends: At the end of 31 January 2027 (UTC)"), "{text}");
        let told = ada.admin().await.ends_of(&row).await.unwrap().ending;
        assert_eq!(told.whole, until(LATE, world.now()), "as they will be told");

        let offered = world.mina().opens_the_invitation().await;
        let page = world.mina().visitor().invitation(&offered.link).await.unwrap();
        assert_eq!(page.access_ends, until(LATE, world.now()));
        let mina = world.mina().accepts_as_new(&offered).await.inside(ada.slug());
        assert_eq!(mina.member().await.own_ends().await.unwrap().ending.whole, until(LATE, world.now()));
        passes_until(world, midnight_after(LATE) - MICROSECOND);
        let mina = mina.logs_in_again().await;
        mina.member().await;
        world.passes(MICROSECOND);
        assert!(matches!(mina.person().enters(ada.slug()).await, Entry::Ended { .. }));
        assert_eq!(ada.logs_in_again().await.partner(MINA).await.state, PartnerState::Ended);
    }

    async fn the_link_expires_with_the_access_to_the_microsecond_and_frees_its_seat(world: World) {
        let ada = world.ada().await;
        ada.tries_to_invite(ending(SOON)).await.unwrap();
        let text = world.mail_to(MINA).await.text;
        assert!(text.contains("Accept until: the end of 10 December 2026 (UTC)"), "{text}");
        let offered = world.mina().opens_the_invitation().await;
        passes_until(world, midnight_after(SOON) - MICROSECOND);
        let ada = ada.logs_in_again().await;
        assert_eq!((stands(world, &offered.link).await, held(&ada).await), (Stands::Open, 1));
        world.passes(MICROSECOND);
        assert_eq!((stands(world, &offered.link).await, held(&ada).await), (Stands::Expired { asked: false }, 0));
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Expired);
        let refused = refusal(world.mina().tries_to_accept_as_new(&offered).await).to_string();
        assert!(refused.contains("at the end of 10 December 2026 (UTC)"), "{refused}");
    }

    async fn an_end_that_is_over_is_refused_and_nothing_is_sent(world: World) {
        let ada = world.ada().await;
        let today = ending("2026-11-24");
        passes_until(world, midnight_after("2026-11-24"));
        let refused = refusal(ada.tries_to_invite(today).await);
        let day = "24 November 2026".to_owned();
        assert_eq!(refused, InviteRefusal::Ends(EndDateRefusal::Over { day }));
        assert!(ada.partners().await.is_empty() && world.mails_to(MINA).await.is_empty());
        // Today is a day that is not over yet.
        ada.tries_to_invite(ending("2026-11-25")).await.unwrap();
        assert_eq!(ada.partner(MINA).await.state_at, midnight_after("2026-11-25"));
    }

    async fn an_invitation_to_access_that_is_over_is_not_sent_again(world: World) {
        let ada = world.ada().await;
        let partner = ada.tries_to_invite(ending(SOON)).await.unwrap().partner;
        passes_until(world, midnight_after(SOON));
        let admin = ada.logs_in_again().await.admin().await;
        let sent = world.mails_to(MINA).await.len();
        let ResendRefusal::AccessOver { end } = refusal(admin.resend(partner).await) else { panic!("not refused") };
        assert_eq!(Some(end), until(SOON, DateTime::UNIX_EPOCH));
        let elsewhere = domain::contact::Contact::parse("mina@home.example").unwrap();
        let refused = refusal(admin.change_address(partner, elsewhere).await);
        assert!(matches!(refused, ChangeAddressRefusal::Resend(ResendRefusal::AccessOver { .. })));
        assert_eq!(world.mails_to(MINA).await.len(), sent);
        // With a later day it is another offer.
        assert_eq!(admin.invite(ending(LATE)).await.unwrap().partner, partner);
    }

    async fn a_new_link_lasts_no_longer_than_the_access_either(world: World) {
        let ada = world.ada().await;
        let partner = ada.tries_to_invite(ending(LATE)).await.unwrap().partner;
        world.passes(TimeDelta::days(40));
        let ada = ada.logs_in_again().await;
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Expired, "after 30 days");
        ada.admin().await.resend(partner).await.unwrap();
        assert_eq!(ada.partner(MINA).await.state_at, midnight_after(LATE));
    }

    async fn an_admin_has_no_end_and_whoever_comes_back_not_that_of_before(world: World) {
        let ada = world.ada().await;
        ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..ending(SOON) }).await.unwrap();
        let row = ada.partner(MINA).await;
        assert_eq!((row.ends_at, row.state_at), (None, world.now() + TimeDelta::days(30)));
        let offered = world.mina().opens_the_invitation().await;
        assert_eq!(world.mina().visitor().invitation(&offered.link).await.unwrap().access_ends, None);
        ada.admin().await.cancel(row.id).await.unwrap();
        ada.tries_to_invite(ending(SOON)).await.unwrap();
        ada.admin().await.cancel(row.id).await.unwrap();
        ada.invites(MINA).await;
        assert_eq!(ada.partner(MINA).await.ends_at, None);
    }
}
