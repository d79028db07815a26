//! The page of one partner: what they have, how it came to this, and what others may know.

use chrono::TimeDelta;
use domain::access::{Module, Modules};
use domain::contact::Email;
use domain::grant::Grant;
use domain::partner::{PartnerKind, PartnerState};
use service::audit::Event;
use service::both_engines;
use service::failure::Failure;
use service::partner::{PartnerDetails, PastEdit};

const MINA: &str = "mina@agency.example";

fn told(details: &PartnerDetails) -> Vec<&'static str> {
    let word = |event: &Event| match event {
        Event::PartnerInvited { .. } => "invited",
        Event::InvitationResent { .. } => "resent",
        Event::InvitationAddressChanged { .. } => "moved",
        Event::InvitationAccepted { .. } => "accepted",
        _ => "other",
    };
    details.history.iter().map(|entry| word(&entry.event)).collect()
}

both_engines! {
    async fn a_page_tells_how_it_came_to_this_newest_first(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites("mina@home.example").await;
        ada.invites("leo@leomakes.example").await;
        let admin = ada.admin().await;
        admin.resend(sent.partner).await.unwrap();
        admin.change_address(sent.partner, Email::parse(MINA).unwrap().into()).await.unwrap();
        let offered = world.mina().opens_the_invitation().await;
        world.mina().accepts_as_new(&offered).await;
        let details = admin.partner(sent.partner).await.unwrap();
        assert_eq!(told(&details), ["accepted", "moved", "resent", "invited"]);
        assert_eq!(details.history[0].actor, "Mina Okafor");
        assert_eq!(details.history[1].actor, "Ada Lindqvist");
        assert_eq!(details.invited.as_ref().unwrap().by, "Ada Lindqvist");
        assert_eq!((details.row.state, details.row.contact.as_str()), (PartnerState::Active, MINA));
        assert!(!details.own);
    }

    async fn an_invitation_closed_by_joining_tells_that_too(world: World) {
        let ada = world.ada().await;
        let mina = world.mina().signs_up().await;
        mina.confirms().await;
        mina.adds_and_confirms("mina@home.example").await;
        let first = ada.invites("mina@home.example").await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        mina.tries_to_accept(&offered).await.unwrap();
        let closed = ada.admin().await.partner(first.partner).await.unwrap();
        assert_eq!(told(&closed), ["accepted", "invited"]);
        assert_eq!(closed.row.state, PartnerState::Cancelled);
    }

    async fn a_page_takes_one_statement_beside_the_one_that_enters(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let before = world.statements();
        ada.admin().await.partner(sent.partner).await.unwrap();
        assert_eq!(world.statements() - before, 2);
    }

    async fn a_partner_of_others_has_no_page(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let mallory = world.mallory().await;
        assert!(matches!(mallory.admin().await.partner(sent.partner).await, Err(Failure::NotFound)));
        assert!(matches!(mallory.member().await.colleague(sent.partner).await, Err(Failure::NotFound)));
    }

    async fn a_member_knows_of_another_only_what_members_may_and_nothing_of_who_is_not_in(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        let member = ada.member().await;
        assert!(matches!(member.colleague(sent.partner).await, Err(Failure::NotFound)));
        let offered = world.mina().opens_the_invitation().await;
        world.mina().accepts_as_new(&offered).await;
        let mina = member.colleague(sent.partner).await.unwrap();
        assert_eq!(mina.member.name, "Mina Okafor");
        assert_eq!(mina.in_common, Modules::NONE.with(Module::Analytics), "an Admin has every Module");
        let founder = member.colleague(member.partner()).await.unwrap().member;
        assert_eq!((founder.name.as_str(), founder.kind), ("Ada Lindqvist", None));
    }

    async fn what_gave_something_is_known_however_much_happened_since(world: World) {
        let ada = world.ada().await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        let gave = world.now() + TimeDelta::days(1);
        world.passes(TimeDelta::days(1));
        let content = Grant::standard(Modules::NONE.with(Module::Analytics).with(Module::Content));
        omar.edits(mina, |access| access.grant = content).await;
        world.passes(TimeDelta::days(1));
        for number in 0..60 {
            let kind = if number % 2 == 0 { PartnerKind::Client } else { PartnerKind::Manager };
            ada.edits(mina, |access| access.kind = Some(kind)).await;
        }
        let admin = ada.admin().await;
        let before = world.statements();
        let details = admin.partner(mina).await.unwrap();
        assert_eq!(world.statements() - before, 2);
        assert_eq!(details.history.len(), 50);
        let adds = |edit: &&PastEdit| edit.after.grant == content && edit.before.grant != content;
        let added: Vec<_> = details.edits.iter().filter(adds).map(|edit| (edit.by.as_str(), edit.at)).collect();
        assert_eq!(added, [("Omar Haddad", gave)]);
        assert_eq!(details.edits.len(), 61);

        // What was given before they were invited anew is not why they have anything now.
        ada.revokes(mina).await;
        ada.invites(MINA).await;
        assert!(admin.partner(mina).await.unwrap().edits.is_empty());
    }
}
