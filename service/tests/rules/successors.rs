//! What somebody leaves behind when their access ends, and who takes it over (DOMAIN 5; attack C-38, after transfer).

mod decides;
mod not_handed_over;

use chrono::TimeDelta;
use domain::asset::AssetRole;
use domain::campaign::request::{Answer, RequestState};
use domain::id::{AssetId, ChangeRequestId, PartnerId};
use domain::partner::BulkDeed;
use domain::revoke::{Chosen, LeftItem, NotHandedOver, RevokeRefusal, Speaking, Successor, SuccessorRefusal};
use service::audit::{Event, LogQuery};
use service::both_engines;
use service::failure::Failure;
use service::partner::{BulkChange, BulkRefusal, PartnersQuery, Revocation, ToRevoke};
use service::testing::{Insider, World, ad_account, named, refusal};

use crate::change_requests::{Cast, campaign, opens};

const WAITS_OF_NOBODY: &str = "SELECT count(*) FROM change_requests r JOIN partners p ON p.id = r.proposer_id
                                WHERE r.state = 'waiting' AND p.state <> 'active'";

/// The cast, and Leo who operates Halcyon EU beside Mina.
async fn house(world: &World) -> (Cast, Insider, PartnerId) {
    let cast = Cast::of(world).await;
    let (leo, leo_id) = cast.ada.takes_in(&world.leo()).await;
    cast.operates(leo_id, AssetRole::Operator).await;
    (cast, leo, leo_id)
}

async fn proposes_new(world: &World, cast: &Cast, name: &str) -> ChangeRequestId {
    opens(&cast.mina).await.propose(campaign(name, cast.eu, world.now()), None).await.unwrap()
}

/// Mina is responsible for it, since she proposed it.
async fn comes_of_minas(world: &World, cast: &Cast, name: &str) {
    let request = proposes_new(world, cast, name).await;
    cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
}

fn proposals(of: &[(ChangeRequestId, PartnerId)]) -> Chosen {
    Chosen { proposals: of.iter().copied().collect(), ..Chosen::default() }
}

fn campaigns(of: &[(AssetId, PartnerId)]) -> Chosen {
    Chosen { campaigns: of.iter().copied().collect(), ..Chosen::default() }
}

async fn shown(cast: &Cast, partner: PartnerId) -> ToRevoke {
    cast.ada.admin().await.rehearse_revoke(partner).await.unwrap()
}

async fn revokes(cast: &Cast, partner: PartnerId, successors: Chosen) -> Result<(), Failure<RevokeRefusal>> {
    let rehearsed = shown(cast, partner).await.rehearsed;
    let revocation = Revocation { successors, ..Revocation::of(rehearsed, &[]) };
    cast.ada.admin().await.revoke(partner, revocation).await
}

/// Each that could not be handed over.
fn not_handed_over(outcome: Result<(), Failure<RevokeRefusal>>) -> Vec<NotHandedOver> {
    match refusal(outcome) {
        RevokeRefusal::NotHandedOver(which) => which,
        other => panic!("{other:?}"),
    }
}

async fn responsible(world: &World, name: &str) -> String {
    let found = world
        .column(&format!(
            "SELECT CASE WHEN k.responsible_left_at IS NULL THEN p.name ELSE 'Nobody' END
               FROM campaigns k JOIN partners p ON p.id = k.responsible_id WHERE k.name = '{name}'"
        ))
        .await;
    found.into_iter().next().unwrap()
}

fn names(successors: &[Successor]) -> Vec<&str> {
    successors.iter().map(|one| one.name.as_str()).collect()
}

async fn newest(cast: &Cast) -> Event {
    cast.ada.admin().await.audit_log(&LogQuery::default()).await.unwrap().entries.remove(0).event
}

both_engines! {
    async fn what_the_rehearsal_said_is_who_took_over_what(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        let (omar, omar_id) = cast.ada.makes_admin(&world.omar()).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        let spring = cast.proposes(400).await;
        world.passes(TimeDelta::seconds(1));
        let summer = proposes_new(world, &cast, "Summer launch").await;
        world.passes(TimeDelta::seconds(1));
        let winter = proposes_new(world, &cast, "Winter launch").await;

        let said = shown(&cast, cast.mina_id).await;
        let left = &said.rehearsal.left;
        let told: Vec<_> = left.proposals.iter().map(|of| (of.request, of.name.as_str(), of.ad_account_name.as_str())).collect();
        assert_eq!(told, [(spring, "Spring launch", "Halcyon EU"), (summer, "Summer launch", "Halcyon EU"), (winter, "Winter launch", "Halcyon EU")]);
        assert_eq!(left.campaigns.iter().map(|of| (of.ad_account, of.some())).collect::<Vec<_>>(), [(cast.eu, "Autumn launch".to_owned())]);
        assert_eq!(names(&said.successors), ["Ada Lindqvist", "Omar Haddad", "Leo Marchetti"], "whoever acts first, Operators last");

        let before = world.mails().await.len();
        let chosen = Chosen { campaigns: campaigns(&[(cast.eu, leo_id)]).campaigns, ..proposals(&[(spring, leo_id), (summer, omar_id)]) };
        let revocation = Revocation { successors: chosen, ..Revocation::of(said.rehearsed, &[]) };
        cast.ada.admin().await.revoke(cast.mina_id, revocation).await.unwrap();

        let taken = cast.request(spring).await;
        assert_eq!((taken.proposer.id, taken.former.as_deref(), taken.state), (leo_id, Some("Mina Okafor"), RequestState::Waiting));
        assert_eq!(cast.request(summer).await.proposer.id, omar_id);
        let withdrawn = cast.request(winter).await;
        assert_eq!((withdrawn.state, withdrawn.proposer.id), (RequestState::Withdrawn, cast.mina_id));
        assert_eq!(responsible(world, "Autumn launch").await, "Leo Marchetti");
        assert_eq!(responsible(world, "Spring launch").await, "Ada Lindqvist", "she created it");
        assert_eq!(world.number(WAITS_OF_NOBODY).await, 0);

        let Event::AccessRevoked { partner, handed_over, .. } = newest(&cast).await else { panic!() };
        assert_eq!(partner, cast.mina_id.uuid());
        assert_eq!(handed_over.words(), "1 proposal withdrawn; 1 proposal and 1 campaign to Leo Marchetti; 1 proposal to Omar Haddad");
        let pages = cast.ada.admin().await.partner(leo_id).await.unwrap().history;
        assert!(matches!(pages[0].event, Event::AccessRevoked { .. }), "it stands on the page of whoever took over");
        // One mail each, which names what is theirs now.
        let mails = world.mails().await.split_off(before);
        let told = |to: &str| mails.iter().filter(|mail| mail.to == to && mail.subject == "A proposal of Mina Okafor is yours now").collect::<Vec<_>>();
        for (who, name, other) in [(&leo, "Spring launch", "Summer launch"), (&omar, "Summer launch", "Spring launch")] {
            let [mail] = told(who.person().email())[..] else { panic!("{mails:?}") };
            assert!(mail.text.contains(name) && !mail.text.contains(other), "{}", mail.text);
        }
        assert!(told(cast.ada.person().email()).is_empty());
        // Leo goes on with it as with his own.
        let leos = opens(&leo).await;
        assert_eq!(leos.request(spring).await.unwrap().deciders.len(), 2);
        leos.withdraw_request(spring).await.unwrap();
    }

    async fn what_nobody_is_chosen_for_is_withdrawn_and_campaigns_go_to_whoever_acts(world: World) {
        let (cast, ..) = house(world).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        let request = cast.proposes(400).await;
        cast.ada.revokes(cast.mina_id).await;
        assert_eq!(cast.request(request).await.state, RequestState::Withdrawn);
        assert_eq!(responsible(world, "Autumn launch").await, "Ada Lindqvist");
        assert_eq!(cast.ada.member().await.to_decide(), 0);
        // An entry in which nothing was handed over is written as before.
        let leo = cast.ada.partner("leo@leomakes.example").await.id;
        cast.ada.revokes(leo).await;
        let entry = world.column("SELECT body FROM audit ORDER BY number DESC").await.remove(0);
        assert!(entry.contains("AccessRevoked") && !entry.contains("handed_over"), "{entry}");
        assert!(matches!(newest(&cast).await, Event::AccessRevoked { handed_over, .. } if handed_over.is_empty()));
    }

    async fn campaigns_are_handed_over_by_ad_account_and_deleted_ones_stay(world: World) {
        let (cast, _, leo_id) = house(world).await;
        let (omar, omar_id) = cast.ada.makes_admin(&world.omar()).await;
        let us = cast.ada.registers(ad_account("701244980032"), named("Halcyon US")).await;
        cast.is_approved(&omar, omar_id, "7012 4498 7777").await;
        let omars = opens(&omar).await;
        omars.create(campaign("In Europe", cast.eu, world.now())).await.unwrap();
        omars.create(campaign("In America", us, world.now())).await.unwrap();
        let gone = omars.create(campaign("Of the past", us, world.now())).await.unwrap();
        let stands = omars.seen().one(gone).await.unwrap().campaign;
        let deleted = domain::campaign::Campaign { status: domain::campaign::CampaignStatus::Deleted, ..stands };
        omars.edit(gone, 1, deleted).await.unwrap();

        let said = shown(&cast, omar_id).await;
        let told: Vec<_> = said.rehearsal.left.campaigns.iter().map(|of| (of.ad_account_name.as_str(), of.some())).collect();
        assert_eq!(told, [("Halcyon EU", "In Europe".to_owned()), ("Halcyon US", "In America".to_owned())]);
        let leo = said.successors.iter().find(|one| one.partner == leo_id).unwrap();
        assert_eq!(leo.ad_accounts, [cast.eu]);
        // Leo does not operate Halcyon US.
        let refused = not_handed_over(revokes(&cast, omar_id, campaigns(&[(us, leo_id)])).await);
        assert_eq!(refused, [NotHandedOver { item: LeftItem::Campaigns(us), why: SuccessorRefusal::NotOne }]);
        revokes(&cast, omar_id, campaigns(&[(cast.eu, leo_id)])).await.unwrap();
        for (name, now) in [("In Europe", "Leo Marchetti"), ("In America", "Ada Lindqvist"), ("Of the past", "Omar Haddad")] {
            assert_eq!(responsible(world, name).await, now, "{name}");
        }
        let seen = opens(&cast.ada).await.seen().one(cast.spring).await.unwrap();
        assert_eq!(seen.responsible.as_deref(), Some("Ada Lindqvist"), "and so says its page");
    }

    async fn whoever_leaves_takes_their_proposals_back_and_leaves_campaigns_to_nobody(world: World) {
        let (cast, ..) = house(world).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        let request = cast.proposes(400).await;
        let said = cast.mina.member().await.rehearse_leave().await.unwrap();
        assert!(said.rehearsal.ends(Speaking::ToYou, &said.given).contains(&"Your open proposal for Spring launch: it is withdrawn".to_owned()));
        assert!(said.rehearsal.stays(Speaking::ToYou).contains(&"The campaign Autumn launch, for which nobody is responsible then".to_owned()));
        cast.mina.member().await.leave(said.rehearsed).await.unwrap();
        assert_eq!(cast.request(request).await.state, RequestState::Withdrawn);
        assert_eq!(responsible(world, "Autumn launch").await, "Nobody");
        let Event::MemberLeft { handed_over, .. } = newest(&cast).await else { panic!() };
        assert_eq!(handed_over.words(), "1 proposal withdrawn; 1 campaign with nobody responsible");
        // Whoever comes back is not responsible again by that.
        cast.ada.invites("mina@agency.example").await;
        let offered = world.mina().opens_the_invitation().await;
        cast.mina.person().tries_to_accept(&offered).await.unwrap();
        assert_eq!(responsible(world, "Autumn launch").await, "Nobody");
        assert!(shown(&cast, cast.mina_id).await.rehearsal.left.is_empty());
    }

    async fn of_many_at_once_proposals_are_withdrawn_and_campaigns_go_to_whoever_acts(world: World) {
        let (cast, ..) = house(world).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        let first = cast.proposes(400).await;
        let second = proposes_new(world, &cast, "Summer launch").await;
        let admin = cast.ada.admin().await;
        let listed = admin.partners(&PartnersQuery::default()).await.unwrap().rows;
        let rows: Vec<_> = listed.into_iter().map(|row| row.partner).collect();
        let told = admin.rehearse_revokes(&rows).await.unwrap();
        let mina = &told[&cast.mina_id];
        let beside = mina.rehearsal.beside_a_name(mina.with);
        assert_eq!(beside[1..3], ["Withdraws 2 open proposals", "Makes you responsible for 1 campaign"]);

        let begun = world.now();
        world.passes(TimeDelta::seconds(1));
        let late = proposes_new(world, &cast, "Winter launch").await;
        let bulk = BulkChange::new(BulkDeed::Revoke, begun);
        let refused = admin.does_in_bulk(&bulk, cast.mina_id).await;
        assert_eq!(refusal(refused), BulkRefusal::Revoke(RevokeRefusal::Changed), "it was not shown");
        opens(&cast.mina).await.withdraw_request(late).await.unwrap();
        admin.does_in_bulk(&bulk, cast.mina_id).await.unwrap();
        for request in [first, second] {
            assert_eq!(cast.request(request).await.state, RequestState::Withdrawn);
        }
        assert_eq!(responsible(world, "Autumn launch").await, "Ada Lindqvist");
    }

    async fn however_much_is_handed_over_takes_the_same_statements(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        cast.is_approved(&leo, leo_id, "7012 4498 8888").await;
        let (_, omar) = cast.ada.makes_admin(&world.omar()).await;
        cast.proposes(400).await;
        for number in 0..5 {
            let new = campaign(&format!("Wave {number}"), cast.eu, world.now());
            opens(&leo).await.propose(new, None).await.unwrap();
        }
        let mut taken = Vec::new();
        for (partner, count) in [(cast.mina_id, 1), (leo_id, 5)] {
            let admin = cast.ada.admin().await;
            let before = world.statements();
            let said = admin.rehearse_revoke(partner).await.unwrap();
            assert_eq!(world.statements() - before, 3);
            let all: Vec<_> = said.rehearsal.left.proposals.iter().map(|of| (of.request, omar)).collect();
            assert_eq!(all.len(), count);
            let revocation = Revocation { successors: proposals(&all), ..Revocation::of(said.rehearsed, &[]) };
            admin.revoke(partner, revocation).await.unwrap();
            taken.push(world.statements() - before);
        }
        assert_eq!(taken[0], taken[1]);
        // The eight of any; what is left, who can take over, two that write, whom to tell, and two for the mail and its page.
        assert_eq!(taken[0] - 3, 15);
    }
}
