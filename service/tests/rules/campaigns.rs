//! Campaigns: who sees which, who saves them, and what stands meanwhile (DOMAIN 2 and 6).

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Module;
use domain::asset::{AdvertiserId, AssetRefusal, AssetRole, Currency};
use domain::campaign::{
    Budget, Campaign, CampaignField, CampaignRefusal, CampaignSort, CampaignStatus, FixedRefusal, Objective,
    Schedule,
};
use domain::decision::Refusal;
use domain::grant::Grant;
use domain::id::{AssetId, CampaignId, PartnerId};
use domain::linked::{Link, LinkState, LinkedAdAccount};
use domain::money::Money;
use domain::name::CampaignName;
use domain::note::Note;
use service::asset::TypedOwner;
use service::audit::{Event, LogQuery};
use service::both_engines;
use service::campaign::{CampaignVersion, Campaigns, CampaignsQuery, StatusCounts};
use service::failure::Failure;
use service::testing::{Insider, World, ad_account, at_once, give, named, refusal, role, typed};

const DAY: TimeDelta = TimeDelta::days(1);

fn euro(amount: u16) -> Money {
    Money::whole(amount, Currency::parse("EUR").unwrap())
}

/// 250 euro a day from tomorrow on, without an end.
fn campaign(name: &str, ad_account: AssetId, now: DateTime<Utc>) -> Campaign {
    Campaign {
        name: CampaignName::parse(name).unwrap(),
        objective: Objective::Traffic,
        ad_account,
        budget: Budget::Daily(euro(250)),
        schedule: Schedule::recorded(now + DAY, None).unwrap(),
        status: CampaignStatus::Active,
        note: None,
    }
}

async fn opens(who: &Insider) -> Campaigns {
    who.member().await.campaigns().unwrap()
}

/// The names in the list, in its order.
async fn listed(who: &Insider, query: CampaignsQuery) -> Vec<String> {
    let page = opens(who).await.seen().list(&query).await.unwrap();
    page.rows.iter().map(|row| row.campaign.name.as_str().to_owned()).collect()
}

async fn versions(campaigns: &Campaigns, campaign: CampaignId) -> Vec<CampaignVersion> {
    let seen = campaigns.seen();
    seen.versions(&seen.one(campaign).await.unwrap()).await.unwrap()
}

fn by_name() -> CampaignsQuery {
    CampaignsQuery { sort: CampaignSort::parse("name").unwrap(), ..CampaignsQuery::default() }
}

/// Two ad accounts, EU in a group, with a campaign each.
async fn two_accounts(world: &World, ada: &Insider) -> [(AssetId, CampaignId); 2] {
    let grouped = typed("Halcyon EU", TypedOwner::ThisBusiness, &["Europe"]);
    let eu = ada.registers(ad_account("701244980031"), grouped).await;
    let uk = ada.registers(ad_account("701255200031"), named("Halcyon UK")).await;
    let campaigns = opens(ada).await;
    let spring = campaigns.create(campaign("Spring launch", eu, world.now())).await.unwrap();
    let fair = campaigns.create(campaign("Fair in Leeds", uk, world.now())).await.unwrap();
    [(eu, spring), (uk, fair)]
}

/// With the Module, and this role on what is meant by the words.
async fn operates(ada: &Insider, partner: PartnerId, what: &str, as_what: AssetRole) {
    let target = ada.target(what).await;
    ada.edits(partner, |access| {
        access.grant = Grant::standard([Module::Campaigns].into_iter().collect());
        give(access, role(target, as_what));
    })
    .await;
}

/// An ad account of their own, which Ada approves.
async fn links_and_is_approved(ada: &Insider, who: &Insider, partner: PartnerId) {
    let link =
        Link { advertiser: AdvertiserId::parse("7012 4498 9999").unwrap(), state: LinkState::InReview };
    who.member().await.link_ad_account(link.advertiser.clone()).await.unwrap();
    ada.admin().await.set_link_state(partner, link, LinkState::Approved).await.unwrap();
}

both_engines! {
    async fn an_admin_creates_one_and_every_version_stays(world: World) {
        let ada = world.ada().await;
        let [(eu, spring), _] = two_accounts(world, &ada).await;
        let campaigns = opens(&ada).await;
        let first = campaigns.seen().one(spring).await.unwrap();
        assert_eq!((&first.campaign, first.version), (&campaign("Spring launch", eu, world.now()), 1));
        assert_eq!((first.saved_by.as_str(), first.saved_at, first.account.name.as_str()), ("Ada Lindqvist", world.now(), "Halcyon EU"));

        world.passes(TimeDelta::hours(1));
        let paused = Campaign {
            budget: Budget::Daily(euro(400)),
            status: CampaignStatus::Paused,
            note: Note::parse("Until the fair.").unwrap(),
            ..first.campaign.clone()
        };
        campaigns.edit(spring, 1, paused.clone()).await.unwrap();
        let second = campaigns.seen().one(spring).await.unwrap();
        assert_eq!((&second.campaign, second.version, second.saved_at), (&paused, 2, world.now()));
        let versions = versions(&campaigns, spring).await;
        let told: Vec<_> = versions.iter().map(|of| (of.number, of.state.campaign(), of.saved_by.as_str())).collect();
        assert_eq!(told, [(2, Some(paused), "Ada Lindqvist"), (1, Some(first.campaign), "Ada Lindqvist")]);
        let log = ada.admin().await.audit_log(&LogQuery::default()).await.unwrap();
        let Event::CampaignEdited { before, after, .. } = &log.entries[0].event else { panic!("{:?}", log.entries[0]) };
        let changes: Vec<_> = before.changes(after).iter().map(ToString::to_string).collect();
        assert_eq!(changes, ["Budget €250.00 a day → €400.00 a day", "Status Active → Paused", "Note None → Until the fair."]);
    }

    async fn what_is_fixed_stays_and_nothing_is_no_version(world: World) {
        let ada = world.ada().await;
        let [(_, spring), (uk, _)] = two_accounts(world, &ada).await;
        let campaigns = opens(&ada).await;
        let stands = campaigns.seen().one(spring).await.unwrap().campaign;
        let fixed = |field| CampaignRefusal::Fixed(field, FixedRefusal::Saved(field));
        let otherwise = [
            (CampaignField::Objective, Campaign { objective: Objective::Reach, ..stands.clone() }),
            (CampaignField::AdAccount, Campaign { ad_account: uk, ..stands.clone() }),
            (CampaignField::BudgetKind, Campaign { budget: Budget::NoLimit, ..stands.clone() }),
        ];
        for (field, wanted) in otherwise {
            assert_eq!(refusal(campaigns.edit(spring, 1, wanted).await), fixed(field));
        }
        assert_eq!(refusal(campaigns.edit(spring, 1, stands.clone()).await), CampaignRefusal::Nothing);
        world.passes(DAY);
        let later = Schedule::recorded(world.now() + DAY, None).unwrap();
        let started = CampaignRefusal::Fixed(CampaignField::Start, FixedRefusal::Started);
        assert_eq!(refusal(campaigns.edit(spring, 1, Campaign { schedule: later, ..stands.clone() }).await), started);
        campaigns.edit(spring, 1, Campaign { status: CampaignStatus::Deleted, ..stands.clone() }).await.unwrap();
        let gone = refusal(campaigns.edit(spring, 2, stands).await);
        assert_eq!(gone, CampaignRefusal::Fixed(CampaignField::Status, FixedRefusal::Deleted));
        assert_eq!(versions(&campaigns, spring).await.len(), 2);
    }

    async fn whoever_saves_over_another_version_is_told_first(world: World) {
        let ada = world.ada().await;
        let [(_, spring), _] = two_accounts(world, &ada).await;
        let (omar, partner) = ada.makes_admin(&world.omar()).await;
        links_and_is_approved(&ada, &omar, partner).await;
        let (hers, his) = (opens(&ada).await, opens(&omar).await);
        let stands = hers.seen().one(spring).await.unwrap().campaign;
        let dearer = Campaign { budget: Budget::Daily(euro(400)), ..stands.clone() };
        let paused = Campaign { status: CampaignStatus::Paused, ..stands };
        his.edit(spring, 1, dearer).await.unwrap();
        let told = refusal(hers.edit(spring, 1, paused.clone()).await);
        assert!(matches!(&told, CampaignRefusal::Meanwhile { by, version: 2, changes }
            if by == "Omar Haddad" && changes.len() == 1), "{told:?}");
        assert!(told.to_string().contains("Budget €250.00 a day → €400.00 a day"), "{told}");
        // Once they know, it is theirs to decide.
        hers.edit(spring, 2, paused.clone()).await.unwrap();
        assert_eq!(hers.seen().one(spring).await.unwrap().campaign, paused);
        assert!(matches!(hers.edit(spring, 9, paused).await, Err(Failure::NotFound)));
    }

    async fn of_two_at_once_one_saves_and_the_other_is_told(world: World) {
        let ada = world.ada().await;
        let [(_, spring), _] = two_accounts(world, &ada).await;
        let stands = opens(&ada).await.seen().one(spring).await.unwrap().campaign;
        for round in 1..=10_u16 {
            let mut saves = Vec::new();
            for amount in [300, 301] {
                let campaigns = opens(&ada).await;
                let wanted = Campaign { budget: Budget::Daily(euro(amount + round * 2)), ..stands.clone() };
                saves.push(async move { campaigns.edit(spring, u32::from(round), wanted).await });
            }
            let outcomes = at_once(saves).await;
            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
            let told = |of: &Result<(), _>| matches!(of, Err(Failure::Refused(CampaignRefusal::Meanwhile { .. })));
            assert!(outcomes.iter().any(told), "{outcomes:?}");
        }
        let versions = versions(&opens(&ada).await, spring).await;
        assert_eq!(versions.iter().map(|of| of.number).collect::<Vec<_>>(), (1..=11).rev().collect::<Vec<_>>());
    }

    async fn a_standard_member_sees_those_of_the_ad_accounts_they_reach_and_no_others(world: World) {
        let ada = world.ada().await;
        let [(eu, spring), (_, fair)] = two_accounts(world, &ada).await;
        let (mina, partner) = ada.takes_in(&world.mina()).await;
        let no_module = mina.member().await.campaigns().err();
        assert_eq!(no_module, Some(Refusal::ModuleNotGranted(Module::Campaigns)));
        operates(&ada, partner, "Europe", AssetRole::Analyst).await;
        assert_eq!(listed(&mina, by_name()).await, ["Spring launch"]);
        let seen = opens(&mina).await;
        let counts = seen.seen().list(&CampaignsQuery::default()).await.unwrap().counts;
        assert_eq!(counts, StatusCounts { active: 1, ..StatusCounts::default() });
        assert_eq!(seen.seen().ad_accounts().await.unwrap().iter().map(|of| of.id).collect::<Vec<_>>(), [eu]);
        assert_eq!(seen.seen().one(spring).await.unwrap().version, 1);
        assert_eq!(versions(&seen, spring).await.len(), 1);
        // As if it did not exist.
        let nobodys = CampaignId::from_uuid(partner.uuid());
        for other in [fair, nobodys] {
            assert!(matches!(seen.seen().one(other).await, Err(Failure::NotFound)));
            let wanted = campaign("Mine", eu, world.now());
            assert!(matches!(seen.edit(other, 1, wanted).await, Err(Failure::NotFound)));
        }
        // The end of the role is the end of all that.
        let target = ada.target("Europe").await;
        let last = service::testing::until(&world.now().format("%Y-%m-%d").to_string(), world.now());
        ada.edits(partner, |access| {
            give(access, domain::asset::AssetGrant { ends: last, ..role(target, AssetRole::Analyst) });
        })
        .await;
        assert_eq!(listed(&mina, by_name()).await, ["Spring launch"]);
        world.passes(DAY);
        assert_eq!(listed(&mina, by_name()).await, Vec::<String>::new());
        assert!(matches!(opens(&mina).await.seen().one(spring).await, Err(Failure::NotFound)));
    }

    async fn another_business_center_has_none_of_them(world: World) {
        let ada = world.ada().await;
        let [(eu, spring), _] = two_accounts(world, &ada).await;
        let mallory = world.mallory().await;
        let hers = opens(&mallory).await;
        assert_eq!(listed(&mallory, by_name()).await, Vec::<String>::new());
        assert!(matches!(hers.seen().one(spring).await, Err(Failure::NotFound)));
        let wanted = campaign("Mine now", eu, world.now());
        assert!(matches!(hers.edit(spring, 1, wanted.clone()).await, Err(Failure::NotFound)));
        assert_eq!(refusal(hers.create(wanted).await), CampaignRefusal::NoSuchAdAccount);
    }

    async fn who_may_save_is_decided_as_they_stand_then(world: World) {
        let ada = world.ada().await;
        let [(eu, spring), (uk, _)] = two_accounts(world, &ada).await;
        let (omar, omar_id) = ada.makes_admin(&world.omar()).await;
        let stands = opens(&ada).await.seen().one(spring).await.unwrap().campaign;
        let dearer = Campaign { budget: Budget::Daily(euro(400)), ..stands };
        let his = opens(&omar).await;
        let missing = CampaignRefusal::NotAllowed(Refusal::AdAccount(LinkedAdAccount::Missing));
        assert_eq!(refusal(his.edit(spring, 1, dearer.clone()).await), missing);
        assert_eq!(refusal(his.create(campaign("His", eu, world.now())).await), missing);
        links_and_is_approved(&ada, &omar, omar_id).await;
        // What he began as an Admin counts as what he is when its turn comes.
        operates(&ada, omar_id, "Halcyon EU", AssetRole::Operator).await;
        let proposes = CampaignRefusal::NotAllowed(Refusal::NeedsApproval);
        assert_eq!(refusal(his.edit(spring, 1, dearer.clone()).await), proposes);
        assert_eq!(refusal(his.create(campaign("His", eu, world.now())).await), proposes);
        assert_eq!(refusal(his.create(campaign("His", uk, world.now())).await), CampaignRefusal::NoSuchAdAccount);
        operates(&ada, omar_id, "Halcyon EU", AssetRole::Analyst).await;
        assert_eq!(refusal(his.edit(spring, 1, dearer.clone()).await), CampaignRefusal::NotAllowed(Refusal::OperatorsOnly));
        ada.revokes(omar_id).await;
        assert!(matches!(his.edit(spring, 1, dearer).await, Err(Failure::NoLongerAllowed)));
        assert_eq!(versions(&opens(&ada).await, spring).await.len(), 1);
    }

    async fn campaigns_are_found_filtered_and_sorted(world: World) {
        let ada = world.ada().await;
        let [(eu, spring), (uk, _)] = two_accounts(world, &ada).await;
        let campaigns = opens(&ada).await;
        world.passes(TimeDelta::hours(1));
        let summer = Campaign {
            objective: Objective::Reach,
            status: CampaignStatus::Paused,
            schedule: Schedule::recorded(world.now() + DAY * 30, None).unwrap(),
            ..campaign("Été 100 %", eu, world.now())
        };
        campaigns.create(summer).await.unwrap();
        let found = |query| listed(&ada, query);
        assert_eq!(found(by_name()).await, ["Été 100 %", "Fair in Leeds", "Spring launch"]);
        assert_eq!(found(CampaignsQuery::default()).await[0], "Été 100 %", "what was saved last");
        let sorted = |sort: &str| CampaignsQuery { sort: CampaignSort::parse(sort).unwrap(), ..CampaignsQuery::default() };
        assert_eq!(found(sorted("-name")).await, ["Spring launch", "Fair in Leeds", "Été 100 %"]);
        assert_eq!(found(sorted("-start")).await[0], "Été 100 %");
        assert_eq!(found(sorted("start")).await[2], "Été 100 %");
        assert_eq!(found(sorted("saved")).await[2], "Été 100 %");
        assert_eq!(found(CampaignsQuery { search: "ete".to_owned(), ..by_name() }).await, ["Été 100 %"]);
        assert_eq!(found(CampaignsQuery { search: "0 %".to_owned(), ..by_name() }).await, ["Été 100 %"]);
        assert_eq!(found(CampaignsQuery { search: "_".to_owned(), ..by_name() }).await, Vec::<String>::new());
        assert_eq!(found(CampaignsQuery { ad_account: Some(uk), ..by_name() }).await, ["Fair in Leeds"]);
        assert_eq!(found(CampaignsQuery { objective: Some(Objective::Reach), ..by_name() }).await, ["Été 100 %"]);
        let paused = CampaignsQuery { status: Some(CampaignStatus::Paused), ..by_name() };
        assert_eq!(found(paused).await, ["Été 100 %"]);

        let stands = campaigns.seen().one(spring).await.unwrap().campaign;
        campaigns.edit(spring, 1, Campaign { status: CampaignStatus::Deleted, ..stands }).await.unwrap();
        assert_eq!(found(by_name()).await, ["Été 100 %", "Fair in Leeds"], "deleted ones are asked for");
        let deleted = CampaignsQuery { status: Some(CampaignStatus::Deleted), ..by_name() };
        assert_eq!(found(deleted.clone()).await, ["Spring launch"]);
        let counts = campaigns.seen().list(&deleted).await.unwrap().counts;
        assert_eq!(counts, StatusCounts { active: 1, paused: 1, deleted: 1 });
        assert_eq!((counts.of(None), counts.of(Some(CampaignStatus::Deleted))), (2, 1));
    }

    async fn a_long_list_of_campaigns_comes_in_pages(world: World) {
        let ada = world.ada().await;
        let [(eu, _), _] = two_accounts(world, &ada).await;
        let campaigns = opens(&ada).await;
        for number in 0..51 {
            campaigns.create(campaign(&format!("Wave {number:02}"), eu, world.now())).await.unwrap();
        }
        for (sort, first, last) in [("name", "Fair in Leeds", "Wave 50"), ("-name", "Wave 50", "Fair in Leeds")] {
            let query = CampaignsQuery { sort: CampaignSort::parse(sort).unwrap(), ..CampaignsQuery::default() };
            let before = world.statements();
            let page = campaigns.seen().list(&query).await.unwrap();
            assert_eq!(world.statements() - before, 2);
            assert_eq!((page.rows.len(), page.more, page.rows[0].campaign.name.as_str()), (50, true, first));
            let after = page.rows.last().map(|row| row.id);
            let rest = campaigns.seen().list(&CampaignsQuery { after, ..query }).await.unwrap();
            let name = rest.rows.last().map(|row| row.campaign.name.as_str());
            assert_eq!((rest.rows.len(), rest.more, name), (3, false, Some(last)));
        }
    }

    async fn an_ad_account_stays_on_the_list_until_its_campaigns_are_deleted(world: World) {
        let ada = world.ada().await;
        let [(eu, spring), _] = two_accounts(world, &ada).await;
        assert_eq!(refusal(ada.admin().await.remove_asset(eu).await), AssetRefusal::HasCampaigns(1));
        let campaigns = opens(&ada).await;
        let stands = campaigns.seen().one(spring).await.unwrap().campaign;
        campaigns.edit(spring, 1, Campaign { status: CampaignStatus::Deleted, ..stands }).await.unwrap();
        ada.admin().await.remove_asset(eu).await.unwrap();
        assert_eq!(listed(&ada, by_name()).await, ["Fair in Leeds"]);
    }
}
