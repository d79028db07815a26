//! The ad account of their own that partners link, and its state, which Admins set (DOMAIN 6).

mod kept;

use chrono::TimeDelta;
use domain::access::{Module, Modules};
use domain::asset::{AdvertiserId, AssetRole, Hold};
use domain::decision::{AssetAction, Decision, Question, Refusal, decide};
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::linked::{Link, LinkRefusal, LinkState, LinkedAdAccount};
use domain::zone::Zone;
use service::audit::Event;
use service::both_engines;
use service::failure::Failure;
use service::linked::OwnAdAccount;
use service::testing::{Insider, World, refusal, too_many_until};

const ADA: &str = "ada@halcyon.example";
const MINA: &str = "mina@agency.example";
const OMAR: &str = "omar@halcyon.example";
const ONE: &str = "7012 4498 0031";
const OTHER: &str = "7012 5520 0031";

fn id(typed: &str) -> AdvertiserId {
    AdvertiserId::parse(typed).unwrap()
}

fn link(typed: &str, state: LinkState) -> Link {
    Link { advertiser: id(typed), state }
}

async fn links(who: &Insider, typed: &str) -> Result<(), Failure<LinkRefusal>> {
    who.member().await.link_ad_account(id(typed)).await
}

async fn unlinks(who: &Insider, typed: &str) -> Result<(), Failure<LinkRefusal>> {
    who.member().await.unlink_ad_account(id(typed)).await
}

/// An Admin sets the state of what they saw.
async fn sets(
    who: &Insider,
    partner: PartnerId,
    shown: Link,
    state: LinkState,
) -> Result<(), Failure<LinkRefusal>> {
    who.admin().await.set_link_state(partner, shown, state).await
}

async fn approves(who: &Insider, partner: PartnerId) {
    sets(who, partner, link(ONE, LinkState::InReview), LinkState::Approved).await.unwrap();
}

/// What they see of their own: the link in words, and by whom its state was set.
async fn own(who: &Insider) -> (Option<String>, Option<String>) {
    match who.member().await.own_ad_account().await.unwrap() {
        OwnAdAccount::NotNeeded => panic!("they need none"),
        OwnAdAccount::Needed(None) => (None, None),
        OwnAdAccount::Needed(Some(standing)) => {
            assert!(standing.also.is_empty(), "told to Admins alone");
            (Some(standing.link.to_string()), standing.set.map(|set| set.name))
        }
    }
}

/// The same, as Ada sees it.
async fn seen(ada: &Insider, partner: PartnerId) -> Option<String> {
    ada.admin().await.partner(partner).await.unwrap().linked.map(|standing| standing.link.to_string())
}

/// Whether they may propose a change to a campaign of an ad account that they are Operator of.
async fn decision(ada: &Insider, partner: PartnerId) -> Decision {
    let question = Question::With(AssetAction::ChangeCampaigns, Hold::Role(AssetRole::Operator));
    decide(ada.admin().await.partner(partner).await.unwrap().subject(), question)
}

async fn subjects(world: &World, address: &str, words: &str) -> usize {
    world.mails_to(address).await.iter().filter(|mail| mail.subject.contains(words)).count()
}

both_engines! {
    async fn what_a_partner_links_is_looked_at_by_an_admin_and_then_counts(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let campaigns = Grant::standard(Modules::NONE.with(Module::Campaigns));
        ada.edits(partner, |access| access.grant = campaigns).await;
        let missing = Decision::Refused(Refusal::AdAccount(LinkedAdAccount::Missing));
        assert_eq!((decision(&ada, partner).await, own(&mina).await), (missing, (None, None)));

        links(&mina, ONE).await.unwrap();
        assert_eq!(own(&mina).await, (Some(format!("{ONE} · In review")), None));
        let in_review = LinkedAdAccount::Linked(LinkState::InReview);
        assert_eq!(decision(&ada, partner).await, Decision::Refused(Refusal::AdAccount(in_review)));
        let mail = world.mail_to(ADA).await;
        assert_eq!(mail.subject, "Mina Okafor linked an ad account");
        assert!(mail.text.contains(ONE) && mail.text.contains(&format!("/partners/{partner}")), "{}", mail.text);
        let waiting = ada.admin().await.links_in_review().await.unwrap();
        assert_eq!(waiting.iter().map(|of| (of.partner, of.name.as_str())).collect::<Vec<_>>(), [(partner, "Mina Okafor")]);

        world.passes(TimeDelta::minutes(1));
        approves(&ada, partner).await;
        assert_eq!(own(&mina).await, (Some(format!("{ONE} · Approved")), Some("Ada Lindqvist".to_owned())));
        assert_eq!(decision(&ada, partner).await, Decision::Refused(Refusal::NeedsApproval), "it may be proposed");
        assert!(ada.admin().await.links_in_review().await.unwrap().is_empty());
        let mail = world.mail_to(MINA).await;
        assert_eq!(mail.subject, "Your ad account in Halcyon Skincare: Approved");
        assert!(mail.text.contains("Ada Lindqvist") && mail.text.contains("/b/halcyon-skincare/ad-account"), "{}", mail.text);

        let details = ada.admin().await.partner(partner).await.unwrap();
        let standing = details.linked.unwrap();
        assert_eq!((standing.linked_at, standing.set.unwrap().at), (world.now() - TimeDelta::minutes(1), world.now()));
        let Event::LinkStateSet { before, after, .. } = &details.history[0].event else { panic!("{:?}", details.history[0]) };
        assert_eq!((before.parse(), after.parse()), (Some(link(ONE, LinkState::InReview)), Some(link(ONE, LinkState::Approved))));
        assert!(matches!(&details.history[1].event, Event::AdAccountLinked { before: None, .. }));
    }

    async fn another_one_takes_its_place_and_is_looked_at_anew(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        links(&mina, ONE).await.unwrap();
        assert_eq!(refusal(links(&mina, ONE).await), LinkRefusal::LinkedAlready(LinkState::InReview));
        approves(&ada, partner).await;
        assert_eq!(refusal(links(&mina, ONE).await), LinkRefusal::LinkedAlready(LinkState::Approved));
        let entries = ada.admin().await.partner(partner).await.unwrap().history.len();

        world.passes(TimeDelta::minutes(1));
        links(&mina, OTHER).await.unwrap();
        assert_eq!(own(&mina).await, (Some(format!("{OTHER} · In review")), None));
        let history = ada.admin().await.partner(partner).await.unwrap().history;
        assert_eq!(history.len(), entries + 1, "what was refused changed nothing");
        let Event::AdAccountLinked { before: Some(before), .. } = &history[0].event else { panic!("{:?}", history[0]) };
        assert_eq!(before.parse(), Some(link(ONE, LinkState::Approved)));

        for state in [LinkState::Disapproved, LinkState::Suspended, LinkState::Disabled] {
            sets(&ada, partner, link(OTHER, LinkState::InReview), state).await.unwrap();
            world.passes(TimeDelta::minutes(1));
            links(&mina, OTHER).await.unwrap();
            assert_eq!(own(&mina).await, (Some(format!("{OTHER} · In review")), None), "after {state:?}");
        }
        assert_eq!(subjects(world, ADA, "linked an ad account").await, 1, "those before were answered or replaced");
        assert_eq!(subjects(world, MINA, "Your ad account").await, 0, "none of them stands any more");
    }

    async fn what_is_unlinked_is_what_was_shown_and_counts_no_more(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        assert_eq!(refusal(unlinks(&mina, ONE).await), LinkRefusal::NothingLinked);
        links(&mina, ONE).await.unwrap();
        approves(&ada, partner).await;
        links(&mina, OTHER).await.unwrap();
        assert_eq!(refusal(unlinks(&mina, ONE).await), LinkRefusal::OwnReplaced);
        unlinks(&mina, OTHER).await.unwrap();
        assert_eq!((own(&mina).await, seen(&ada, partner).await), ((None, None), None));
        assert_eq!(ada.admin().await.partner(partner).await.unwrap().subject().ad_account, LinkedAdAccount::Missing);
        assert!(matches!(&ada.admin().await.partner(partner).await.unwrap().history[0].event, Event::AdAccountUnlinked { .. }));
        assert_eq!(subjects(world, ADA, "linked an ad account").await, 0, "what is gone is not mailed");
    }

    async fn an_admin_sets_the_state_of_what_they_saw_and_of_nothing_else(world: World) {
        let ada = world.ada().await;
        let (omar, _) = ada.makes_admin(&world.omar()).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let in_review = link(ONE, LinkState::InReview);
        assert_eq!(refusal(sets(&ada, partner, in_review.clone(), LinkState::Approved).await), LinkRefusal::NothingLinked);
        links(&mina, ONE).await.unwrap();
        links(&mina, OTHER).await.unwrap();
        assert_eq!(refusal(sets(&ada, partner, in_review, LinkState::Approved).await), LinkRefusal::Replaced);
        assert_eq!(seen(&ada, partner).await, Some(format!("{OTHER} · In review")));
        let shown = link(OTHER, LinkState::InReview);
        sets(&omar, partner, shown.clone(), LinkState::Suspended).await.unwrap();
        let meanwhile = LinkRefusal::SetMeanwhile(LinkState::Suspended);
        assert_eq!(refusal(sets(&ada, partner, shown.clone(), LinkState::Approved).await), meanwhile);
        let already = LinkRefusal::StandsAlready(LinkState::Suspended);
        assert_eq!(refusal(sets(&ada, partner, shown, LinkState::Suspended).await), already);
        assert_eq!(own(&mina).await, (Some(format!("{OTHER} · Suspended")), Some("Omar Haddad".to_owned())));
    }

    async fn an_admin_who_came_by_invitation_needs_another_one_for_their_own(world: World) {
        let ada = world.ada().await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        let missing = Decision::Refused(Refusal::AdAccount(LinkedAdAccount::Missing));
        assert_eq!(decision(&ada, partner).await, missing);
        links(&omar, ONE).await.unwrap();
        assert_eq!(subjects(world, OMAR, "linked an ad account").await, 0, "they know it");
        assert_eq!(subjects(world, ADA, "linked an ad account").await, 1);
        let in_review = link(ONE, LinkState::InReview);
        assert_eq!(refusal(sets(&omar, partner, in_review.clone(), LinkState::Approved).await), LinkRefusal::Own);
        assert!(omar.admin().await.links_in_review().await.unwrap().is_empty(), "it waits for another");
        assert_eq!(ada.admin().await.links_in_review().await.unwrap().len(), 1);
        // Whatever the code does.
        let own = format!("UPDATE partners SET link_state_by = id, link_state_at = 1 WHERE contact = '{OMAR}'");
        assert!(world.tries_sql(&own).await.is_err());
        approves(&ada, partner).await;
        assert_eq!(decision(&ada, partner).await, Decision::Allowed);
    }

    async fn the_founder_links_none_and_is_held_up_by_none(world: World) {
        let ada = world.ada().await;
        let founder = ada.member().await.partner();
        assert_eq!(ada.member().await.own_ad_account().await.unwrap(), OwnAdAccount::NotNeeded);
        assert_eq!(refusal(links(&ada, ONE).await), LinkRefusal::NotNeeded);
        assert_eq!(refusal(unlinks(&ada, ONE).await), LinkRefusal::NothingLinked);
        assert_eq!(decision(&ada, founder).await, Decision::Allowed);
        let linked = format!(
            "UPDATE partners SET linked_advertiser_id = '12345', linked_at = 1, link_state = 'in_review' WHERE contact = '{ADA}'"
        );
        assert!(world.tries_sql(&linked).await.is_err());
    }

    async fn a_link_is_whole_and_starts_in_review_whatever_the_code_does(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        links(&mina, ONE).await.unwrap();
        for set in [
            "link_state = 'approved'",
            "link_state = 'fine'",
            "link_state = NULL",
            "linked_at = NULL",
            "linked_advertiser_id = NULL",
            "link_state_at = 1",
        ] {
            let statement = format!("UPDATE partners SET {set} WHERE contact = '{MINA}'");
            assert!(world.tries_sql(&statement).await.is_err(), "{set}");
        }
    }

    async fn partners_and_links_of_others_are_like_none(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        links(&mina, ONE).await.unwrap();
        let in_review = link(ONE, LinkState::InReview);
        let outcome = sets(&mallory, partner, in_review, LinkState::Approved).await;
        assert!(matches!(outcome, Err(Failure::NotFound)));
        assert!(mallory.admin().await.links_in_review().await.unwrap().is_empty());
        assert_eq!(mallory.admin().await.linked_before(MINA).await.unwrap(), LinkedAdAccount::Missing);
        // The same one in another Business Center is another matter.
        let (leo, other) = mallory.takes_in(&world.leo()).await;
        links(&leo, ONE).await.unwrap();
        let details = mallory.admin().await.partner(other).await.unwrap();
        assert!(details.linked.unwrap().also.is_empty());
    }

    async fn who_linked_the_same_one_is_named_to_the_admin(world: World) {
        let ada = world.ada().await;
        let (mina, _) = ada.takes_in(&world.mina()).await;
        let (leo, other) = ada.takes_in(&world.leo()).await;
        links(&mina, ONE).await.unwrap();
        world.passes(TimeDelta::minutes(1));
        links(&leo, ONE).await.unwrap();
        let details = ada.admin().await.partner(other).await.unwrap();
        assert_eq!(details.linked.unwrap().also, ["Mina Okafor"]);
        let waiting = ada.admin().await.links_in_review().await.unwrap();
        assert_eq!(waiting[0].standing.also, ["Leo Marchetti"]);
        let mails = world.mails_to(ADA).await;
        let mail = mails.iter().find(|mail| mail.subject == "Leo Marchetti linked an ad account").unwrap();
        assert!(mail.text.contains("Also linked by: Mina Okafor"), "{}", mail.text);
    }

    async fn ten_links_a_day_are_enough(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let first = world.now();
        for number in 0..10 {
            links(&mina, &format!("7012 4498 00{number:02}")).await.unwrap();
            world.passes(TimeDelta::minutes(1));
        }
        let until = too_many_until(links(&mina, ONE).await);
        assert_eq!(until, Zone::UTC.moment(first + TimeDelta::days(1)).iso);
        assert_eq!(seen(&ada, partner).await, Some("7012 4498 0009 · In review".to_owned()), "nothing was written");
        // Taking it away is always possible.
        unlinks(&mina, "7012 4498 0009").await.unwrap();
        world.passes(first + TimeDelta::days(1) - world.now());
        links(&mina.logs_in_again().await, ONE).await.unwrap();
    }

    async fn each_change_takes_eight_statements_at_most_and_a_page_none_more(world: World) {
        let ada = world.ada().await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let (member, admin) = (mina.member().await, ada.admin().await);
        world.sends_mails().await;
        let counted = || world.statements();
        let before = counted();
        member.link_ad_account(id(ONE)).await.unwrap();
        assert_eq!(counted() - before, 8);
        let before = counted();
        admin.set_link_state(partner, link(ONE, LinkState::InReview), LinkState::Approved).await.unwrap();
        assert_eq!(counted() - before, 8);
        let before = counted();
        admin.partner(partner).await.unwrap();
        assert_eq!(counted() - before, 1, "the page has it from its one statement");
        member.own_ad_account().await.unwrap();
        admin.links_in_review().await.unwrap();
        assert_eq!(counted() - before, 3);
        let before = counted();
        member.unlink_ad_account(id(ONE)).await.unwrap();
        assert_eq!(counted() - before, 7);
    }
}
