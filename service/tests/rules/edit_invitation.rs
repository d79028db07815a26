//! **Edit** before an Invitation is accepted: the same row and the same link, and nobody accepts what they were not shown.

use chrono::{DateTime, TimeDelta};
use domain::access::{Module, Modules};
use domain::asset::{AssetRole, Particulars};
use domain::edit::EditRefusal;
use domain::grant::Grant;
use domain::invitation::AcceptRefusal;
use domain::name::OrganisationName;
use domain::partner::{PartnerKind, PartnerState};
use service::audit::{Event, LogQuery};
use service::both_engines;
use service::invitation::{NewInvitation, NotAccepted, Shown};
use service::live::Heard;
use service::partner::{Edit, Edited, PartnersQuery};
use service::testing::{Insider, give, named, offer, refusal, role, until};

const MINA: &str = "mina@agency.example";
const LEO: &str = "leo@leomakes.example";
const DAY: TimeDelta = TimeDelta::days(1);

/// The tests begin on 24 November 2026.
const SOON: &str = "2026-12-10";

fn content() -> Grant {
    Grant::standard(Modules::NONE.with(Module::Content))
}

async fn held(ada: &Insider) -> (u32, u32) {
    let seats = ada.admin().await.seats().await.unwrap();
    (seats.admins.invited, seats.standards.invited)
}

fn changed() -> NotAccepted {
    NotAccepted::Invitation(AcceptRefusal::OfferChanged)
}

both_engines! {
    async fn an_invitation_is_edited_in_its_row_and_its_link_stays_good(world: World) {
        let ada = world.ada().await;
        ada.registers(Particulars::Pixel, named("Web pixel")).await;
        let partner = ada.invites(MINA).await.partner;
        let old = world.mina().opens_the_invitation().await;
        let (before, mails) = (ada.partner(MINA).await, world.mails_to(MINA).await.len());
        let pixel = ada.target("Web pixel").await;
        world.passes(DAY);
        ada.edits(partner, |access| {
            access.grant = content();
            access.kind = Some(PartnerKind::Influencer);
            access.organisation = OrganisationName::parse("Northlight").ok();
            give(access, role(pixel, AssetRole::Operator));
            *access = access.clone().with_end(until("2027-01-31", DateTime::UNIX_EPOCH));
        })
        .await;

        let row = ada.partner(MINA).await;
        assert_eq!((row.id, row.state, row.grant), (partner, PartnerState::Invited, content()));
        assert_eq!((row.state_at, row.invited_at), (before.state_at, before.invited_at), "the 30 days go on");
        assert_eq!(row.organisation.as_deref(), Some("Northlight"));
        assert_eq!(world.mails_to(MINA).await.len(), mails, "no mail: the page of the link says it");
        let query = PartnersQuery { search: "northlight".to_owned(), ..PartnersQuery::default() };
        assert_eq!(ada.admin().await.partners(&query).await.unwrap().rows.len(), 1);

        let offered = world.mina().looks_at(old.link.clone()).await.unwrap();
        assert_eq!(offered.offer.grant, content());
        assert_eq!(offered.offer.assets().words(), "Web pixel as Operator");
        let mina = world.mina().accepts_as_new(&offered).await.inside(ada.slug());
        assert_eq!(mina.member().await.grant(), content());
        let reach = mina.member().await.own_assets().await.unwrap().reached;
        assert_eq!(reach.len(), 1);
        assert_eq!(mina.member().await.own_ends().await.unwrap().ending.whole, until("2027-01-31", world.now()));
    }

    async fn the_log_tells_before_and_after_and_open_pages_follow(world: World) {
        let ada = world.ada().await;
        let partner = ada.invites(MINA).await.partner;
        let mut page = ada.opens_a_page().await;
        let admin = ada.admin().await;
        let (shown, opened) = admin.to_edit(partner).await.unwrap();
        assert_eq!(shown.state, PartnerState::Invited);
        let mut wanted = opened.clone();
        wanted.grant = content();
        let edit = Edit::new(opened.clone(), wanted.clone(), shown.rehearsed);
        assert_eq!(admin.edit(partner, edit).await.unwrap(), Edited::Invitation);
        assert!(matches!(page.next().await, Some(Heard::Change { .. })));
        let newest = admin.audit_entries(&LogQuery::default(), 1).await.unwrap().remove(0).event;
        let Event::InvitationEdited { partner: of, contact, before, after } = newest else { panic!("{newest:?}") };
        assert_eq!((of, contact.as_str()), (partner.uuid(), MINA));
        assert!(before.parse().unwrap().is_same(&opened) && after.parse().unwrap().is_same(&wanted));
        let history = admin.partner(partner).await.unwrap().history;
        assert!(matches!(history[0].event, Event::InvitationEdited { .. }));
    }

    async fn whoever_looked_before_is_asked_again_and_nothing_of_theirs_happens(world: World) {
        let ada = world.ada().await;
        let partner = ada.invites(MINA).await.partner;
        let shown = world.mina().opens_the_invitation().await;
        ada.edits(partner, |access| access.grant = content()).await;
        let accounts = world.number("SELECT count(*) FROM accounts").await;
        assert_eq!(refusal(world.mina().tries_to_accept_as_new(&shown).await), changed());
        assert_eq!(world.number("SELECT count(*) FROM accounts").await, accounts);
        let mina = world.mina().signs_up().await;
        mina.confirms().await;
        assert_eq!(refusal(mina.tries_to_accept(&shown).await), changed());
        let sessions = world.number("SELECT count(*) FROM sessions").await;
        assert_eq!(refusal(world.mina().tries_to_log_in_and_accept(&shown, None).await), changed());
        assert_eq!(world.number("SELECT count(*) FROM sessions").await, sessions);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Invited);

        // A form that shows nothing accepts nothing; declining needs no look.
        let unseen = Shown { partner, offer: None };
        assert_eq!(refusal(mina.here().await.accept(shown.link.clone(), unseen).await), changed());
        let now = world.mina().looks_at(shown.link.clone()).await.unwrap();
        mina.tries_to_accept(&now).await.unwrap();
        // Their second click, on the page that stood open, is answered as ever.
        mina.tries_to_accept(&shown).await.unwrap();
    }

    async fn each_part_that_the_page_shows_is_one_that_may_not_change_unseen(world: World) {
        let ada = world.ada().await;
        ada.registers(Particulars::Pixel, named("Web pixel")).await;
        let partner = ada.invites(MINA).await.partner;
        let pixel = ada.target("Web pixel").await;
        for part in 0..5 {
            let shown = world.mina().opens_the_invitation().await;
            let given = role(pixel.clone(), AssetRole::Analyst);
            ada.edits(partner, |access| match part {
                0 => access.kind = Some(PartnerKind::Client),
                1 => give(access, given),
                2 => *access = access.clone().with_end(until(SOON, DateTime::UNIX_EPOCH)),
                3 => access.grant = Grant::Admin,
                _ => access.grant = content(),
            })
            .await;
            assert_eq!(refusal(world.mina().tries_to_accept_as_new(&shown).await), changed(), "part {part}");
        }
        // Which organisation they are of is no part of the offer.
        let shown = world.mina().opens_the_invitation().await;
        ada.edits(partner, |access| access.organisation = OrganisationName::parse("Northlight").ok()).await;
        world.mina().accepts_as_new(&shown).await;
    }

    async fn a_form_brings_back_what_was_shown(world: World) {
        let ada = world.ada().await;
        ada.registers(Particulars::Pixel, named("Ärger & \"Web\" <pixel>")).await;
        let partner = ada.invites(MINA).await.partner;
        let pixel = ada.target("Ärger & \"Web\" <pixel>").await;
        ada.edits(partner, |access| give(access, role(pixel, AssetRole::Operator))).await;
        let link = world.mail_to(MINA).await.token("/invite/");
        let shown = world.mina().visitor().invitation(&link).await.unwrap().shown();
        let field = shown.to_string();
        assert!(field.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter)), "{field}");
        assert_eq!(Shown::try_from(field), Ok(shown));
        assert_eq!(Shown::try_from(partner.to_string()), Ok(Shown { partner, offer: None }));
        for none in ["x".to_owned(), format!("{partner}."), format!("{partner}.x!"), format!("{partner}.e30")] {
            assert!(Shown::try_from(none.clone()).is_err(), "{none}");
        }
    }

    async fn a_seat_moves_with_the_level_and_the_limit_holds(world: World) {
        let ada = world.ada().await;
        let partner = ada.invites(MINA).await.partner;
        assert_eq!(held(&ada).await, (0, 1));
        ada.edits(partner, |access| access.grant = Grant::Admin).await;
        assert_eq!(held(&ada).await, (1, 0));
        ada.edits(partner, |access| access.grant = content()).await;
        assert_eq!(held(&ada).await, (0, 1));
        for number in 0..19 {
            let contact = format!("admin{number}@agency.example");
            ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..offer(&contact) }).await.unwrap();
        }
        let full = refusal(ada.tries_to_edit(partner, |access| access.grant = Grant::Admin).await);
        assert!(matches!(full, EditRefusal::SeatsFull(_)), "{full:?}");
        ada.edits(partner, |access| access.kind = Some(PartnerKind::Client)).await;
        assert_eq!(held(&ada).await, (19, 1));
    }

    async fn its_link_works_no_longer_than_the_access_that_it_offers_by_then(world: World) {
        let ada = world.ada().await;
        let partner = ada.invites(MINA).await.partner;
        let sent = world.now();
        world.passes(DAY);
        let ends = until(SOON, world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(ends)).await;
        assert_eq!(ada.partner(MINA).await.state_at, ends.unwrap().moment());
        ada.edits(partner, |access| *access = access.clone().with_end(None)).await;
        assert_eq!(ada.partner(MINA).await.state_at, sent + DAY * 30, "from when it was sent");
        let over = until("2026-11-24", DateTime::UNIX_EPOCH);
        let refused = ada.tries_to_edit(partner, |access| *access = access.clone().with_end(over)).await;
        assert!(matches!(refusal(refused), EditRefusal::Ends(_)));
    }

    async fn an_expired_one_is_edited_and_then_resent(world: World) {
        let ada = world.ada().await;
        let ends = until(SOON, world.now());
        let partner = ada.tries_to_invite(NewInvitation { ends, ..offer(MINA) }).await.unwrap().partner;
        let old = world.mina().opens_the_invitation().await;
        world.passes(ends.unwrap().moment() - world.now());
        world.mina().visitor().ask_for_new_link(old.link.clone()).await.unwrap();
        let ada = ada.logs_in_again().await;
        assert!(ada.admin().await.resend(partner).await.is_err(), "the access is over");
        let later = until("2026-12-20", world.now());
        ada.edits(partner, |access| *access = access.clone().with_end(later)).await;
        let row = ada.partner(MINA).await;
        assert_eq!((row.state, row.asked_at.is_some()), (PartnerState::Expired, true), "its link stays dead");
        assert_eq!(held(&ada).await, (0, 0));
        ada.admin().await.resend(partner).await.unwrap();
        let row = ada.partner(MINA).await;
        assert_eq!((row.state, row.state_at), (PartnerState::Invited, later.unwrap().moment()));
        assert_eq!(held(&ada).await, (0, 1));
    }

    async fn of_two_admins_the_second_is_shown_what_the_first_changed(world: World) {
        let ada = world.ada().await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let partner = ada.invites(LEO).await.partner;
        let admin = ada.admin().await;
        let (shown, opened) = admin.to_edit(partner).await.unwrap();
        let mut wanted = opened.clone();
        wanted.grant = content();
        omar.edits(partner, |access| access.kind = Some(PartnerKind::Client)).await;
        // What they do about the mail is not a change of the access.
        world.passes(TimeDelta::minutes(5));
        ada.admin().await.resend(partner).await.unwrap();
        let edit = Edit::new(opened, wanted, shown.rehearsed);
        let EditRefusal::Meanwhile(meanwhile) = refusal(admin.edit(partner, edit).await) else { panic!("unseen") };
        assert_eq!((meanwhile.by.as_str(), meanwhile.at), ("Omar Haddad", world.now() - TimeDelta::minutes(5)));
        assert_eq!(meanwhile.now.kind, Some(PartnerKind::Client));
    }

    async fn a_form_that_stood_open_when_they_accepted_edits_the_member(world: World) {
        let ada = world.ada().await;
        let partner = ada.invites(MINA).await.partner;
        let admin = ada.admin().await;
        let (shown, opened) = admin.to_edit(partner).await.unwrap();
        let mut wanted = opened.clone();
        wanted.grant = content();
        let mina = world.mina();
        let offered = mina.opens_the_invitation().await;
        let mina = mina.accepts_as_new(&offered).await.inside(ada.slug());
        let edit = Edit::new(opened, wanted, shown.rehearsed);
        assert_eq!(admin.edit(partner, edit).await.unwrap(), Edited::Access);
        assert_eq!(mina.member().await.grant(), content());
        assert_eq!(world.mail_to(MINA).await.subject, "Your access to Halcyon Skincare has changed");
    }

    async fn what_was_cancelled_or_declined_is_not_edited(world: World) {
        let ada = world.ada().await;
        let partner = ada.invites(MINA).await.partner;
        ada.admin().await.cancel(partner).await.unwrap();
        let refused = refusal(ada.tries_to_edit(partner, |access| access.grant = content()).await);
        assert_eq!(refused, EditRefusal::NotIn(PartnerState::Cancelled));
    }
}
