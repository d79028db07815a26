//! Standing approvals: what an Admin approves ahead counts at once, up to its ceiling and until its end (DOMAIN 1 and 2).

use std::pin::Pin;

use chrono::TimeDelta;
use domain::access::Module;
use domain::asset::{AssetGrants, AssetRole, Currency};
use domain::campaign::request::RequestState;
use domain::campaign::standing::{AlreadyEnded, StandingRefusal};
use domain::campaign::{Budget, BudgetKind, Campaign, CampaignStatus};
use domain::edit::Access;
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{CampaignId, ChangeRequestId, PartnerId, StandingApprovalId};
use domain::money::Money;
use domain::revoke::Chosen;
use domain::zone::Zone;
use service::audit::{Event, LogQuery};
use service::both_engines;
use service::campaign::standing::{GivenApproval, NewApproval};
use service::failure::Failure;
use service::partner::Revocation;
use service::testing::{Insider, World, ad_account, at_once, give, named, refusal, role, until};

use crate::change_requests::{Cast, campaign, daily, opens};

fn euro(amount: u16) -> Money {
    Money::whole(amount, Currency::parse("EUR").unwrap())
}

/// Up to so many euro a day, for ninety days.
fn up_to(cast: &Cast, amount: u16, world: &World) -> NewApproval {
    NewApproval {
        operator: cast.mina_id,
        ad_account: cast.eu,
        ceiling: euro(amount),
        ends: EndDate::at(
            Zone::default().start_of((world.now() + TimeDelta::days(90)).date_naive()),
            Zone::default(),
        ),
    }
}

async fn approves_ahead(
    who: &Insider,
    new: NewApproval,
) -> Result<StandingApprovalId, Failure<StandingRefusal>> {
    who.admin().await.approve_ahead(new).await
}

/// As somebody sees them, the newest first among those that count.
async fn seen_by(who: &Insider) -> Vec<GivenApproval> {
    opens(who).await.standing_approvals().await.unwrap()
}

async fn counts(cast: &Cast) -> bool {
    seen_by(&cast.mina).await.iter().any(|given| given.ended.is_none())
}

async fn state(cast: &Cast, request: ChangeRequestId) -> RequestState {
    cast.request(request).await.state
}

/// Mina's proposal, which nobody is to decide.
async fn waits(cast: &Cast, amount: u16) -> bool {
    let request = cast.proposes(amount).await;
    let waits = state(cast, request).await == RequestState::Waiting;
    if waits {
        opens(&cast.mina).await.withdraw_request(request).await.unwrap();
    }
    waits
}

async fn newest_event(cast: &Cast) -> Event {
    cast.ada.admin().await.audit_log(&LogQuery::default()).await.unwrap().entries.remove(0).event
}

/// Something that takes the ground from it.
type Deed = for<'a> fn(&'a Cast, &'a World) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

both_engines! {
    async fn within_the_ceiling_a_budget_counts_at_once_and_says_by_which_approval(world: World) {
        let cast = Cast::of(world).await;
        let id = approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        let mails = world.mails().await.len();
        let (before, version) = cast.stands().await;
        let request = cast.proposes(400).await;
        assert_eq!(cast.stands().await, (Campaign { budget: daily(400), ..before }, version + 1));
        let stood = opens(&cast.mina).await.standing_request(request).await.unwrap();
        let decided = stood.decided.unwrap();
        assert_eq!((stood.state, decided.by.as_deref(), decided.ahead), (RequestState::Approved, Some("Ada Lindqvist"), true));
        let seen = opens(&cast.mina).await.seen();
        let versions = seen.versions(&seen.one(cast.spring).await.unwrap()).await.unwrap();
        assert_eq!((versions[0].saved_by.as_str(), versions[0].request.as_ref().map(|of| of.request)), ("Mina Okafor", Some(request)));
        let Event::ChangeApprovedAhead { partner, campaign, before, after, approval, giver, .. } = newest_event(&cast).await else { panic!() };
        assert_eq!((partner, campaign, approval, giver.as_str()), (cast.mina_id.uuid(), cast.spring.uuid(), id.uuid(), "Ada Lindqvist"));
        assert_eq!(before.changes(&after).len(), 1);
        // Nobody has to look at it.
        assert_eq!((world.mails().await.len(), cast.ada.member().await.to_decide()), (mails, 0));
        let [given] = seen_by(&cast.mina).await.try_into().unwrap();
        assert_eq!((given.left(BudgetKind::Daily), given.left(BudgetKind::Lifetime)), (euro(50), euro(200)));
        assert_eq!((given.operator.name.as_str(), given.account.name.as_str(), given.given_by.as_str()), ("Mina Okafor", "Halcyon EU", "Ada Lindqvist"));
    }

    async fn beyond_it_a_proposal_waits_as_ever(world: World) {
        let cast = Cast::of(world).await;
        approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        let request = cast.proposes(451).await;
        assert_eq!(state(&cast, request).await, RequestState::Waiting);
        assert_eq!(cast.ada.member().await.to_decide(), 1);
        // Edited to be within, it counts.
        let shown = cast.shown(request).await;
        let (stands, version) = cast.stands().await;
        let wanted = Campaign { budget: daily(450), ..stands };
        opens(&cast.mina).await.edit_request(request, shown.content, Some(version), wanted, None).await.unwrap();
        assert_eq!((state(&cast, request).await, cast.stands().await.0.budget), (RequestState::Approved, daily(450)));
        // Nothing is left of today; lowering takes nothing, and gives nothing back.
        assert!(waits(&cast, 451).await);
        assert!(!waits(&cast, 60).await);
        assert!(waits(&cast, 61).await);
    }

    async fn whatever_else_changes_waits(world: World) {
        let cast = Cast::of(world).await;
        approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        let (stands, version) = cast.stands().await;
        let campaigns = opens(&cast.mina).await;
        let paused = Campaign { status: CampaignStatus::Paused, ..stands };
        let request = campaigns.propose_change(cast.spring, version, paused, None).await.unwrap();
        assert_eq!(state(&cast, request).await, RequestState::Waiting);
        let new = campaigns.propose(campaign("Summer launch", cast.eu, world.now()), None).await.unwrap();
        assert_eq!(state(&cast, new).await, RequestState::Waiting);
    }

    async fn daily_and_lifetime_budgets_are_counted_apart(world: World) {
        let cast = Cast::of(world).await;
        approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        let lifetime = |amount| Budget::Lifetime(euro(amount));
        let whole = Campaign { budget: lifetime(7_500), ..campaign("Fair", cast.eu, world.now()) };
        let fair = opens(&cast.ada).await.create(whole.clone()).await.unwrap();
        assert!(!waits(&cast, 450).await);
        let raise = async |amount: u16, shown| {
            let wanted = Campaign { budget: lifetime(amount), ..whole.clone() };
            let request = opens(&cast.mina).await.propose_change(fair, shown, wanted, None).await.unwrap();
            state(&cast, request).await
        };
        assert_eq!(raise(7_700, 1).await, RequestState::Approved);
        assert_eq!(raise(7_701, 2).await, RequestState::Waiting);
        let [given] = seen_by(&cast.ada).await.try_into().unwrap();
        assert_eq!((given.left(BudgetKind::Daily), given.left(BudgetKind::Lifetime)), (euro(0), euro(0)));
    }

    async fn a_day_is_one_of_the_ad_account(world: World) {
        let cast = Cast::of(world).await;
        approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        assert!(!waits(&cast, 450).await);
        let offset = seen_by(&cast.mina).await[0].account.offset;
        let today = domain::campaign::standing::start_of_day(world.now(), offset);
        world.passes(today + TimeDelta::days(1) - world.now() - TimeDelta::seconds(1));
        assert!(waits(&cast, 451).await, "a second before it is over");
        world.passes(TimeDelta::seconds(1));
        assert!(!waits(&cast, 650).await);
        assert!(waits(&cast, 651).await);
    }

    async fn it_ends_with_its_day_and_when_an_admin_ends_it(world: World) {
        let cast = Cast::of(world).await;
        let ends = until("2026-12-24", world.now()).unwrap();
        let id = approves_ahead(&cast.ada, NewApproval { ends, ..up_to(&cast, 200, world) }).await.unwrap();
        world.passes(ends.moment() - world.now() - TimeDelta::seconds(1));
        let cast = Cast { ada: cast.ada.logs_in_again().await, mina: cast.mina.logs_in_again().await, ..cast };
        assert!(!waits(&cast, 300).await);
        world.passes(TimeDelta::seconds(1));
        assert!(waits(&cast, 301).await);
        let admin = cast.ada.admin().await;
        assert_eq!(refusal(admin.end_standing_approval(id).await), AlreadyEnded);
        // Where the day of one has come, another may be given.
        let next = approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        assert!(!waits(&cast, 302).await);
        admin.end_standing_approval(next).await.unwrap();
        assert!(matches!(newest_event(&cast).await, Event::StandingApprovalEnded { .. }));
        assert!(waits(&cast, 303).await);
        assert_eq!(refusal(admin.end_standing_approval(next).await), AlreadyEnded);
        let ended: Vec<_> = seen_by(&cast.ada).await.into_iter().map(|given| given.ended.unwrap()).collect();
        assert_eq!(ended.iter().map(|of| of.by.as_deref()).collect::<Vec<_>>(), [Some("Ada Lindqvist"), None]);
    }

    async fn whatever_takes_the_ground_from_it_ends_it_for_good(world: World) {
        fn reduced(cast: &Cast, change: fn(&mut Access)) -> Pin<Box<dyn Future<Output = ()> + '_>> {
            Box::pin(cast.ada.edits(cast.mina_id, change))
        }
        let deeds: [Deed; 5] = [
            |cast, _| reduced(cast, |access| access.grant = Grant::standard([Module::Content].into_iter().collect())),
            |cast, _| reduced(cast, |access| *access = access.clone().with_assets(AssetGrants::NONE)),
            |cast, _| Box::pin(cast.operates(cast.mina_id, AssetRole::Analyst)),
            |cast, _| reduced(cast, |access| access.grant = Grant::Admin),
            |cast, world| Box::pin(async {
                let soon = until("2026-12-24", world.now());
                cast.ada.edits(cast.mina_id, |access| *access = access.clone().with_end(soon)).await;
            }),
        ];
        let cast = Cast::of(world).await;
        for (number, deed) in deeds.into_iter().enumerate() {
            approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
            assert!(counts(&cast).await);
            deed(&cast, world).await;
            let by = seen_by(&cast.ada).await.into_iter().next().unwrap().ended.unwrap();
            assert_eq!((by.by, by.at, by.change.is_some()), (None, world.now(), true), "{number}");
            // Given back, what they had does not bring it back.
            let target = cast.ada.target("Halcyon EU").await;
            cast.ada.edits(cast.mina_id, |access| {
                *access = access.clone().with_end(None);
                access.grant = Grant::standard([Module::Campaigns].into_iter().collect());
                give(access, role(target, AssetRole::Operator));
            }).await;
            assert!(!counts(&cast).await && waits(&cast, 300).await, "{number}");
        }
    }

    async fn it_ends_with_whoever_gave_it_and_whoever_has_it(world: World) {
        let cast = Cast::of(world).await;
        let (omar, omar_id) = cast.ada.makes_admin(&world.omar()).await;
        approves_ahead(&omar, up_to(&cast, 200, world)).await.unwrap();
        assert!(!waits(&cast, 300).await);
        cast.ada.edits(omar_id, |access| access.grant = Grant::standard([Module::Campaigns].into_iter().collect())).await;
        assert!(waits(&cast, 301).await);
        cast.ada.edits(omar_id, |access| access.grant = Grant::Admin).await;
        assert!(waits(&cast, 301).await, "not even where they are one again");
        approves_ahead(&omar, up_to(&cast, 200, world)).await.unwrap();
        cast.ada.revokes(omar_id).await;
        assert!(waits(&cast, 301).await);
        approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        cast.ada.revokes(cast.mina_id).await;
        assert!(seen_by(&cast.ada).await.iter().all(|given| given.ended.is_some()));
    }

    async fn an_ad_account_taken_out_of_the_group_or_off_the_list_ends_it(world: World) {
        let cast = Cast::of(world).await;
        let uk = cast.ada.registers(ad_account("701244980077"), named("Halcyon UK")).await;
        let target = cast.ada.target("Halcyon UK").await;
        cast.ada.edits(cast.mina_id, |access| give(access, role(target, AssetRole::Operator))).await;
        approves_ahead(&cast.ada, NewApproval { ad_account: uk, ..up_to(&cast, 200, world) }).await.unwrap();
        approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        cast.ada.admin().await.remove_asset(uk).await.unwrap();
        let [left] = seen_by(&cast.ada).await.try_into().unwrap();
        assert!(left.ended.is_none() && left.account.id == cast.eu);
        assert!(!waits(&cast, 300).await);
    }

    async fn one_counts_for_an_operator_and_an_ad_account_and_another_begins_no_new_day(world: World) {
        let cast = Cast::of(world).await;
        let id = approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        let again = approves_ahead(&cast.ada, up_to(&cast, 500, world)).await;
        assert_eq!(refusal(again), StandingRefusal::AlreadyGiven);
        assert!(!waits(&cast, 450).await);
        cast.ada.admin().await.end_standing_approval(id).await.unwrap();
        approves_ahead(&cast.ada, up_to(&cast, 201, world)).await.unwrap();
        assert!(waits(&cast, 452).await);
        assert!(!waits(&cast, 451).await);
    }

    async fn it_is_given_to_operators_until_their_access_ends_and_by_admins_of_the_same_business_center(world: World) {
        let cast = Cast::of(world).await;
        let (omar, omar_id) = cast.ada.takes_in(&world.omar()).await;
        let new = up_to(&cast, 200, world);
        let tries = async |new: NewApproval| refusal(approves_ahead(&cast.ada, new).await);
        for other in [omar_id, PartnerId::from_uuid(uuid::Uuid::from_u128(7)), cast.ada.member().await.partner()] {
            assert_eq!(tries(NewApproval { operator: other, ..new }).await, StandingRefusal::NotAnOperator);
        }
        assert_eq!(tries(NewApproval { ceiling: euro(0), ..new }).await, StandingRefusal::Nothing);
        let dollars = Money::whole(200, Currency::parse("USD").unwrap());
        assert_eq!(tries(NewApproval { ceiling: dollars, ..new }).await, StandingRefusal::NotAnOperator);
        cast.operates(omar_id, AssetRole::Analyst).await;
        assert_eq!(tries(NewApproval { operator: omar_id, ..new }).await, StandingRefusal::NotAnOperator);
        let soon = until("2026-12-24", world.now());
        cast.ada.edits(cast.mina_id, |access| *access = access.clone().with_end(soon)).await;
        assert_eq!(tries(new).await, StandingRefusal::BeyondAccess(soon.unwrap()));
        let id = approves_ahead(&cast.ada, NewApproval { ends: soon.unwrap(), ..new }).await.unwrap();

        // Another Business Center's are like none, and whoever is no Admin sees only their own.
        let mallory = world.mallory().await;
        let theirs = mallory.admin().await;
        assert!(matches!(theirs.end_standing_approval(id).await, Err(Failure::NotFound)));
        assert_eq!(refusal(theirs.approve_ahead(new).await), StandingRefusal::NotAnOperator);
        assert!(seen_by(&mallory).await.is_empty() && seen_by(&omar).await.is_empty());
        let offered = cast.ada.admin().await.operated(None).await.unwrap();
        assert_eq!(offered.iter().map(|of| (of.operator.id, of.account.id)).collect::<Vec<_>>(), [(cast.mina_id, cast.eu)]);
    }

    async fn sixty_four_at_once_never_exceed_the_ceiling(world: World) {
        let cast = Cast::of(world).await;
        approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        let mut campaigns: Vec<CampaignId> = Vec::new();
        for number in 0..64 {
            let one = campaign(&format!("Wave {number:02}"), cast.eu, world.now());
            campaigns.push(opens(&cast.ada).await.create(one).await.unwrap());
        }
        let mut deeds = Vec::new();
        for (id, number) in campaigns.into_iter().zip(0..) {
            let member = opens(&cast.mina).await;
            let one = campaign(&format!("Wave {number:02}"), cast.eu, world.now());
            let wanted = Campaign { budget: daily(257), ..one };
            deeds.push(async move { member.propose_change(id, 1, wanted, None).await.unwrap() });
        }
        let mut approved = 0;
        for request in at_once(deeds).await {
            approved += usize::from(state(&cast, request).await == RequestState::Approved);
        }
        // 28 times seven euro are 196.
        assert_eq!(approved, 28);
        assert_eq!(seen_by(&cast.ada).await[0].left(BudgetKind::Daily), euro(4));
    }

    async fn given_while_its_giver_is_reduced_it_does_not_count(world: World) {
        let cast = Cast::of(world).await;
        let (omar, omar_id) = cast.ada.makes_admin(&world.omar()).await;
        for _ in 0..8 {
            let (gives, new, ada) = (omar.admin().await, up_to(&cast, 200, world), cast.ada.clone());
            let gives = async move { gives.approve_ahead(new).await.is_ok() };
            let standard = Grant::standard([Module::Campaigns].into_iter().collect());
            let reduces = async move { ada.tries_to_edit(omar_id, |access| access.grant = standard).await.is_ok() };
            let happened = at_once([Box::pin(gives) as Pin<Box<dyn Future<Output = bool> + Send>>, Box::pin(reduces)]).await;
            assert!(happened[1] && !counts(&cast).await, "{happened:?}");
            cast.ada.edits(omar_id, |access| access.grant = Grant::Admin).await;
            assert!(!counts(&cast).await);
        }
    }

    async fn what_was_handed_over_waits_even_where_it_is_edited_to_be_within(world: World) {
        let cast = Cast::of(world).await;
        let (leo, leo_id) = cast.ada.takes_in(&world.leo()).await;
        cast.operates(leo_id, AssetRole::Operator).await;
        cast.is_approved(&leo, leo_id, "7012 4498 8888").await;
        approves_ahead(&cast.ada, NewApproval { operator: leo_id, ..up_to(&cast, 200, world) }).await.unwrap();
        let request = cast.proposes(900).await;
        let rehearsed = cast.ada.admin().await.rehearse_revoke(cast.mina_id).await.unwrap().rehearsed;
        let successors = Chosen { proposals: [(request, leo_id)].into(), ..Chosen::default() };
        let revocation = Revocation { successors, ..Revocation::of(rehearsed, &[]) };
        cast.ada.admin().await.revoke(cast.mina_id, revocation).await.unwrap();
        let (shown, (stands, version)) = (cast.shown(request).await, cast.stands().await);
        let wanted = Campaign { budget: daily(300), ..stands };
        opens(&leo).await.edit_request(request, shown.content, Some(version), wanted, None).await.unwrap();
        assert_eq!((state(&cast, request).await, cast.stands().await.1), (RequestState::Waiting, version));
    }

    async fn the_operator_is_told_by_mail_and_nobody_pays_for_it_who_has_none(world: World) {
        let cast = Cast::of(world).await;
        let propose = async |amount| {
            let before = world.statements();
            let (stands, version) = cast.stands().await;
            let wanted = Campaign { budget: daily(amount), ..stands };
            let campaigns = opens(&cast.mina).await;
            let read = world.statements() - before;
            let request = campaigns.propose_change(cast.spring, version, wanted, None).await.unwrap();
            let cost = world.statements() - before - read;
            campaigns.withdraw_request(request).await.ok();
            cost
        };
        let without = propose(300).await;
        let id = approves_ahead(&cast.ada, up_to(&cast, 200, world)).await.unwrap();
        let mail = world.mail_to("mina@agency.example").await;
        assert_eq!(mail.subject, "Approved ahead: budgets of Halcyon EU");
        assert!(mail.text.contains("/campaigns/standing"), "{}", mail.text);
        cast.ada.admin().await.end_standing_approval(id).await.unwrap();
        assert_eq!(propose(301).await, without);
    }
}
