//! What somebody leaves behind when their access ends, and who takes it over (DOMAIN 5; attack C-38, after transfer).

use chrono::TimeDelta;
use domain::asset::AssetRole;
use domain::campaign::request::{Answer, RequestRefusal, RequestState};
use domain::grant::Grant;
use domain::id::{AssetId, ChangeRequestId, PartnerId};
use domain::partner::{BulkDeed, PartnerState};
use domain::revoke::{Chosen, LeftItem, NotHandedOver, RevokeRefusal, Speaking, Successor, SuccessorRefusal};
use service::audit::{Event, LogQuery};
use service::both_engines;
use service::campaign::request::RequestsQuery;
use service::failure::Failure;
use service::invitation::NewInvitation;
use service::partner::{BulkChange, BulkRefusal, PartnersQuery, Revocation, ToRevoke};
use service::testing::{Insider, World, ad_account, at_once, named, offer, refusal, until};

use crate::change_requests::{Cast, campaign, opens, reject};

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

    async fn nobody_decides_what_they_proposed_before_it_was_handed_over(world: World) {
        let cast = Cast::of(world).await;
        let (omar, omar_id) = cast.ada.makes_admin(&world.omar()).await;
        let hers = cast.mina.person().clone();
        hers.adds("mina@home.example").await;
        let link = world.mail_to("mina@home.example").await.token("/confirm/");
        hers.tries_to_confirm(&link).await.unwrap();
        let request = cast.proposes(400).await;
        revokes(&cast, cast.mina_id, proposals(&[(request, omar_id)])).await.unwrap();

        // Mina comes back as an Admin, by another address: it is another row, and the same Account.
        let again = NewInvitation { grant: Grant::Admin, ..offer("mina@home.example") };
        cast.ada.tries_to_invite(again).await.unwrap();
        let offered = world.guest("Mina Okafor", "mina@home.example").opens_the_invitation().await;
        hers.tries_to_accept(&offered).await.unwrap();
        let back = hers.inside(cast.ada.slug());
        for own in [&omar, &back] {
            for answer in [Answer::Approve(None), reject("Mine.")] {
                assert_eq!(refusal(cast.answers(own, request, answer).await), RequestRefusal::Own);
            }
        }
        let waits = [omar.member().await.to_decide(), back.member().await.to_decide(), cast.ada.member().await.to_decide()];
        assert_eq!(waits, [0, 0, 1]);
        let deciders = opens(&back).await.request(request).await.unwrap().deciders;
        assert_eq!(deciders.iter().map(|of| of.name.as_str()).collect::<Vec<_>>(), ["Ada Lindqvist"]);
        assert_eq!(cast.stands().await.1, 1);
        // What Omar took over he can take back, and nobody else; Ada decides it, once he may propose it.
        cast.is_approved(&omar, omar_id, "7012 4498 7777").await;
        assert_eq!(refusal(opens(&back).await.withdraw_request(request).await), RequestRefusal::NotYours);
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
        assert_eq!(cast.stands().await.1, 2);
    }

    async fn nobody_decides_what_they_propose_still_by_another_row_of_theirs(world: World) {
        let cast = Cast::of(world).await;
        let hers = cast.mina.person().clone();
        hers.adds("mina@home.example").await;
        let link = world.mail_to("mina@home.example").await.token("/confirm/");
        hers.tries_to_confirm(&link).await.unwrap();
        let request = cast.proposes(400).await;
        let last = until("2026-12-24", world.now());
        cast.ada.edits(cast.mina_id, |access| *access = access.clone().with_end(last)).await;
        world.passes(TimeDelta::days(40));
        // Her access ended by the clock, so what she proposed waits as hers; the row that it names loses her Account.
        let ada = cast.ada.logs_in_again().await;
        ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..offer("mina@home.example") }).await.unwrap();
        let offered = world.guest("Mina Okafor", "mina@home.example").opens_the_invitation().await;
        let hers = hers.guest().logs_in().await;
        hers.tries_to_accept(&offered).await.unwrap();
        let back = hers.inside(ada.slug());
        let shown = opens(&ada).await.standing_request(request).await.unwrap().shown();
        for answer in [Answer::Approve(None), reject("Mine.")] {
            let refused = back.admin().await.answer_request(request, shown, answer).await;
            assert_eq!(refusal(refused), RequestRefusal::Own);
        }
        assert_eq!((back.member().await.to_decide(), ada.member().await.to_decide()), (0, 1));
    }

    async fn whoever_came_back_by_invite_again_neither_decides_nor_is_asked_to(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        let request = cast.proposes(400).await;
        revokes(&cast, cast.mina_id, proposals(&[(request, leo_id)])).await.unwrap();
        cast.ada.tries_to_invite(NewInvitation { grant: Grant::Admin, ..offer("mina@agency.example") }).await.unwrap();
        let offered = world.mina().opens_the_invitation().await;
        cast.mina.person().tries_to_accept(&offered).await.unwrap();

        assert_eq!(refusal(cast.answers(&cast.mina, request, Answer::Approve(None)).await), RequestRefusal::Own);
        assert_eq!((cast.mina.member().await.to_decide(), cast.ada.member().await.to_decide()), (0, 1));
        assert_eq!(cast.mina.admin().await.needs().await.unwrap().to_decide, 0);
        let hers = opens(&cast.mina).await;
        let waiting = RequestsQuery { state: RequestState::Waiting, after: None };
        assert_eq!(hers.requests(waiting).await.unwrap().formerly_own, [request]);
        let page = hers.request(request).await.unwrap();
        assert_eq!(page.deciders.iter().map(|of| of.name.as_str()).collect::<Vec<_>>(), ["Ada Lindqvist"]);
        assert_eq!(page.queue.waiting, 0);
        // Handed over once more, it stays hers and Leo's.
        world.passes(TimeDelta::seconds(1));
        revokes(&cast, leo_id, proposals(&[(request, cast.ada.member().await.partner())])).await.unwrap();
        assert_eq!(cast.request(request).await.former.as_deref(), Some("Mina Okafor, Leo Marchetti"));
        assert_eq!(refusal(cast.answers(&cast.mina, request, reject("No.")).await), RequestRefusal::Own);
        assert_eq!(refusal(cast.answers(&cast.ada, request, Answer::Approve(None)).await), RequestRefusal::Own);
        drop(leo);
    }

    async fn whoever_took_over_must_be_allowed_to_propose_it_when_it_is_approved(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        let request = cast.proposes(400).await;
        revokes(&cast, cast.mina_id, proposals(&[(request, leo_id)])).await.unwrap();
        let refused = refusal(cast.answers(&cast.ada, request, Answer::Approve(None)).await);
        assert!(matches!(&refused, RequestRefusal::Proposer(words) if words.contains("Leo")), "{refused}");
        cast.is_approved(&leo, leo_id, "7012 4498 8888").await;
        cast.answers(&cast.ada, request, Answer::Approve(None)).await.unwrap();
    }

    async fn whoever_is_none_takes_nothing_over_and_nothing_is_half_done(world: World) {
        let (cast, _, leo_id) = house(world).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        let request = cast.proposes(400).await;
        let mallory = world.mallory().await.member().await.partner();
        let (_, cleo) = cast.ada.takes_in(&world.cleo()).await;
        let invited = cast.ada.invites("noor@bright.example").await.partner;
        let rehearsed = shown(&cast, cast.mina_id).await;
        assert_eq!(names(&rehearsed.successors), ["Ada Lindqvist", "Leo Marchetti"]);
        // Leo was among them when it was shown.
        cast.ada.revokes(leo_id).await;
        cast.operates(cleo, AssetRole::Analyst).await;
        for nobody in [mallory, cleo, invited, leo_id, cast.mina_id] {
            let before = world.dump().await;
            let chosen = Chosen { campaigns: campaigns(&[(cast.eu, nobody)]).campaigns, ..proposals(&[(request, nobody)]) };
            let successors = chosen.clone();
            let revocation = Revocation { successors, ..Revocation::of(rehearsed.rehearsed.clone(), &[]) };
            let refused = not_handed_over(cast.ada.admin().await.revoke(cast.mina_id, revocation).await);
            let items: Vec<_> = refused.iter().map(|of| (of.item, of.why.clone())).collect();
            assert_eq!(items, [
                (LeftItem::Proposal(request), SuccessorRefusal::NotOne),
                (LeftItem::Campaigns(cast.eu), SuccessorRefusal::NotOne),
            ]);
            assert_eq!(world.dump().await, before);
        }
        // An Operator of it, the Module Campaigns taken: none either.
        cast.operates(cleo, AssetRole::Operator).await;
        cast.ada.edits(cleo, |access| access.grant = Grant::standard([].into_iter().collect())).await;
        assert_eq!(names(&shown(&cast, cast.mina_id).await.successors), ["Ada Lindqvist"]);
    }

    async fn whoever_proposes_something_for_the_same_campaign_does_not_take_over(world: World) {
        let (cast, leo, leo_id) = house(world).await;
        cast.is_approved(&leo, leo_id, "7012 4498 8888").await;
        let request = cast.proposes(400).await;
        let (stands, version) = cast.stands().await;
        let wanted = domain::campaign::Campaign { status: domain::campaign::CampaignStatus::Paused, ..stands };
        opens(&leo).await.propose_change(cast.spring, version, wanted, None).await.unwrap();
        let said = shown(&cast, cast.mina_id).await;
        let proposal = &said.rehearsal.left.proposals[0];
        let waits = SuccessorRefusal::WaitsAlready("Leo Marchetti".to_owned());
        let leos = said.successors.iter().find(|one| one.partner == leo_id).unwrap();
        assert_eq!(leos.takes(proposal, 0), Err(waits.clone()), "it is no choice of the page");
        let refused = not_handed_over(revokes(&cast, cast.mina_id, proposals(&[(request, leo_id)])).await);
        assert_eq!(refused, [NotHandedOver { item: LeftItem::Proposal(request), why: waits }]);
        cast.ada.revokes(cast.mina_id).await;
    }

    async fn what_came_while_one_looked_is_not_handed_over_unseen(world: World) {
        let (cast, _, leo_id) = house(world).await;
        let request = cast.proposes(400).await;
        let said = shown(&cast, cast.mina_id).await;
        proposes_new(world, &cast, "Summer launch").await;
        let chosen = |rehearsed| Revocation { successors: proposals(&[(request, leo_id)]), ..Revocation::of(rehearsed, &[]) };
        let admin = cast.ada.admin().await;
        assert_eq!(refusal(admin.revoke(cast.mina_id, chosen(said.rehearsed)).await), RevokeRefusal::Changed);
        let said = shown(&cast, cast.mina_id).await;
        comes_of_minas(world, &cast, "Autumn launch").await;
        assert_eq!(refusal(admin.revoke(cast.mina_id, chosen(said.rehearsed)).await), RevokeRefusal::Changed);
        let said = shown(&cast, cast.mina_id).await;
        cast.answers(&cast.ada, request, reject("No.")).await.unwrap();
        assert_eq!(refusal(admin.revoke(cast.mina_id, chosen(said.rehearsed)).await), RevokeRefusal::Changed);
        assert_eq!(cast.ada.partner("mina@agency.example").await.state, PartnerState::Active);
    }

    async fn a_proposal_made_while_its_author_is_revoked_is_not_left_waiting(world: World) {
        let cast = Cast::of(world).await;
        let request = cast.proposes(400).await;
        for round in 0..8 {
            let rehearsed = shown(&cast, cast.mina_id).await.rehearsed;
            let (admin, hers) = (cast.ada.admin().await, opens(&cast.mina).await);
            let (mina, new) = (cast.mina_id, campaign(&format!("Wave {round}"), cast.eu, world.now()));
            let deeds: Vec<std::pin::Pin<Box<dyn Future<Output = bool> + Send>>> = vec![
                Box::pin(async move { admin.revoke(mina, Revocation::of(rehearsed, &[])).await.is_ok() }),
                Box::pin(async move { hers.propose(new, None).await.is_ok() }),
            ];
            let done = at_once(deeds).await;
            assert_ne!(done[0], done[1], "whichever came first");
            assert_eq!(world.number(WAITS_OF_NOBODY).await, 0);
            if done[0] {
                assert_eq!(cast.request(request).await.state, RequestState::Withdrawn);
                return;
            }
        }
        cast.ada.revokes(cast.mina_id).await;
        assert_eq!(world.number(WAITS_OF_NOBODY).await, 0);
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
