//! **Send Invite** (DOMAIN 3): who may, to whom, how often.

use chrono::TimeDelta;
use domain::access::{Module, Modules};
use domain::grant::Grant;
use domain::invitation::{InviteRefusal, SmsRefusal};
use domain::name::OrganisationName;
use domain::note::Note;
use domain::partner::{PartnerKind, PartnerState};
use service::both_engines;
use service::invitation::NewInvitation;
use service::outbox::MailState;
use service::partner::PartnersQuery;
use service::testing::{Plan, offer, refusal, too_many_until};

const MINA: &str = "mina@agency.example";
const LEO: &str = "leo@leomakes.example";

both_engines! {
    async fn an_invitation_stands_queued_with_its_mail_and_then_sent(world: World) {
        let ada = world.ada().await;
        world.passes(TimeDelta::minutes(5));
        ada.invites(MINA).await;

        let row = ada.partner(MINA).await;
        assert_eq!((row.state, row.kind), (PartnerState::Invited, Some(PartnerKind::Agency)));
        assert_eq!(row.grant, Grant::Standard { modules: Modules::NONE.with(Module::Analytics) });
        assert_eq!(row.state_at, world.now() + TimeDelta::days(30));
        assert_eq!(row.mail.unwrap().state, MailState::Queued);

        let mail = world.mail_to(MINA).await;
        assert_eq!(mail.subject, "Ada Lindqvist invites you to Halcyon Skincare");
        assert!(mail.link("/invite/").starts_with("https://keys.example/invite/"));
        assert!(mail.text.contains("Accept until: 24 December 2026, 09:05 (UTC)"), "{}", mail.text);
        let sent = ada.partner(MINA).await.mail.unwrap();
        assert_eq!((sent.state, sent.sent_at, sent.tries), (MailState::Sent, Some(world.now()), 1));
        assert_eq!(world.mails_to(MINA).await.len(), 1);
    }

    async fn what_is_offered_is_written_down_and_in_the_audit_log(world: World) {
        let ada = world.ada().await;
        let new = NewInvitation {
            kind: PartnerKind::Manager,
            organisation: Some(OrganisationName::parse("Ōkafor & Sons").unwrap()),
            grant: Grant::Admin,
            note: Note::parse("Hello Mina").unwrap(),
            ..offer(MINA)
        };
        ada.tries_to_invite(new).await.unwrap();
        let row = ada.partner(MINA).await;
        assert_eq!((row.grant, row.kind), (Grant::Admin, Some(PartnerKind::Manager)));
        assert_eq!(row.organisation.as_deref(), Some("Ōkafor & Sons"));
        let entry = world.column("SELECT body FROM audit ORDER BY number DESC").await.remove(0);
        let facts =
            [r#""event":"PartnerInvited""#, MINA, r#""level":"admin""#, "Ōkafor & Sons", "Hello Mina"];
        for fact in facts {
            assert!(entry.contains(fact), "{fact} not in {entry}");
        }
        // An organisation of that name, however it is spelt, is the same.
        let organisation = OrganisationName::parse("ōkafor  &  SONS").ok();
        ada.tries_to_invite(NewInvitation { organisation, ..offer(LEO) }).await.unwrap();
        assert_eq!(ada.partner(LEO).await.organisation.as_deref(), Some("Ōkafor & Sons"));
        assert_eq!(world.number("SELECT count(*) FROM organisations").await, 1);
    }

    async fn a_sender_whose_address_is_only_claimed_invites_nobody(world: World) {
        let eve = world.guest("Eve", "eve@elsewhere.example").signs_up().await;
        let center = eve.founds("Eve Elsewhere").await;
        let refused = center.tries_to_invite(offer(MINA)).await;
        assert_eq!(refusal(refused), InviteRefusal::SenderNotConfirmed);
        assert!(world.mails_to(MINA).await.is_empty());
        eve.confirms().await;
        center.invites(MINA).await;
    }

    async fn an_open_invitation_is_not_sent_twice(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let again = ada.tries_to_invite(offer(" Mina@Agency.EXAMPLE ")).await;
        assert_eq!(refusal(again), InviteRefusal::AlreadyOpen { partner: sent.partner });
        assert_eq!(world.mails_to(MINA).await.len(), 1);
        // In another Business Center it is another matter.
        world.mallory().await.invites(MINA).await;
        assert_eq!(world.mails_to(MINA).await.len(), 2);
    }

    async fn a_member_is_not_invited_by_any_of_their_addresses(world: World) {
        let ada = world.ada().await;
        let partner = ada.member().await.partner();
        let refused = ada.tries_to_invite(offer("ada@halcyon.example")).await;
        assert_eq!(refusal(refused), InviteRefusal::AlreadyMember { partner });
        // A second address counts once it is verified, not while it is claimed.
        ada.person().adds_and_confirms("ada@private.example").await;
        let refused = ada.tries_to_invite(offer("ada@private.example")).await;
        assert_eq!(refusal(refused), InviteRefusal::AlreadyMember { partner });
        ada.person().adds("ada@claimed.example").await;
        ada.invites("ada@claimed.example").await;
    }

    async fn an_expired_invitation_is_renewed_in_its_row_with_another_link(world: World) {
        let ada = world.ada().await;
        let first = ada.invites(MINA).await;
        let old = world.mail_to(MINA).await.link("/invite/").to_owned();
        world.passes(TimeDelta::days(30) - TimeDelta::microseconds(1));
        let ada = ada.logs_in_again().await;
        let refused = ada.tries_to_invite(offer(MINA)).await;
        assert_eq!(refusal(refused), InviteRefusal::AlreadyOpen { partner: first.partner });

        world.passes(TimeDelta::microseconds(1));
        let renewed = NewInvitation { kind: PartnerKind::Client, grant: Grant::Admin, ..offer(MINA) };
        let second = ada.tries_to_invite(renewed).await.unwrap();

        assert_eq!(second.partner, first.partner);
        assert_eq!(ada.partners().await.len(), 1);
        let row = ada.partner(MINA).await;
        assert_eq!((row.state, row.grant), (PartnerState::Invited, Grant::Admin));
        assert_eq!(row.kind, Some(PartnerKind::Client));
        assert_eq!(row.state_at, world.now() + TimeDelta::days(30));
        assert_ne!(world.mail_to(MINA).await.link("/invite/"), old);
    }

    async fn whoever_was_in_before_is_found_by_name_when_invited_again(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        world
            .sql("UPDATE partners SET state = 'revoked', name = 'Mina Ōkafor', sort_key = 'mina okafor'
                   WHERE kind = 'agency'")
            .await;
        ada.invites(MINA).await;
        for search in ["MINA OKAFOR", "ōkafor", "okafor", "agency.example"] {
            let query = PartnersQuery { search: search.to_owned(), ..PartnersQuery::default() };
            assert_eq!(ada.admin().await.partners(&query).await.unwrap().rows.len(), 1, "{search}");
        }
    }

    async fn an_invitation_to_a_phone_is_refused_where_no_gateway_is(world: World) {
        let ada = world.ada().await;
        let refused = ada.tries_to_invite(offer("+81 90 1234 5678")).await;
        assert_eq!(refusal(refused), SmsRefusal::NoGateway.into());
        assert!(ada.partners().await.is_empty());
    }

    async fn five_hundred_invitations_leave_in_an_hour(
        world: World = Plan::ordinary().without_mail_server()
    ) {
        let ada = world.ada().await;
        let admin = ada.admin().await;
        // 499 that were sent at the beginning, past the doors, for speed.
        let center = admin.center().id;
        let id = |i: u32| match world.engine() {
            service::testing::Engine::Sqlite => format!("x'{i:032x}'"),
            service::testing::Engine::Postgres => format!("'{i:032x}'"),
        };
        let now = world.now().timestamp_micros();
        let row = |i| format!("({}, 'invitation {center}', {now})", id(i));
        let rows: Vec<_> = (1..500).map(row).collect();
        world.sql(&format!("INSERT INTO attempts (id, key, at) VALUES {}", rows.join(", "))).await;
        world.passes(TimeDelta::minutes(1));
        admin.invite(offer(MINA)).await.unwrap();

        let refused = admin.invite(offer(LEO)).await;
        assert_eq!(too_many_until(refused), "2026-11-24T10:00:00Z");
        assert_eq!(ada.partners().await.len(), 1);
        // One that was refused for another reason takes nothing of the limit; another Business Center is free.
        let other = ada.person().founds("Halcyon Skincare Japan").await;
        other.invites(LEO).await;
        world.passes(TimeDelta::minutes(59));
        admin.invite(offer(LEO)).await.unwrap();
    }

    async fn a_refused_invitation_takes_nothing_of_the_limit(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        for _ in 0..3 {
            refusal(ada.tries_to_invite(offer(MINA)).await);
        }
        assert_eq!(world.number("SELECT count(*) FROM attempts WHERE key LIKE 'invitation %'").await, 1);
    }
}
