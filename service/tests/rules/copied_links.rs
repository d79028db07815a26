//! **Copy link** (DOMAIN 3): what a link that went through any hands proves, and to whom.

use chrono::TimeDelta;
use domain::partner::PartnerState;
use domain::zone::Zone;
use service::both_engines;
use service::capability::Standing;
use service::center::CenterSettings;
use service::failure::Failure;
use service::invitation::{CodeRefusal, NotAccepted, Proof};
use service::testing::{Guest, Insider, Offered, Plan, World, refusal, too_many_until};

const MINA: &str = "mina@agency.example";

async fn copied(world: &World, ada: &Insider) -> Offered {
    let sent = ada.invites(MINA).await;
    let link = ada.admin().await.copy_link(sent.partner).await.unwrap().unwrap();
    world.mina().opens(&link).await
}

async fn allows_copy_link(ada: &Insider) {
    let settings = CenterSettings { zone: Zone::UTC, copy_link: true };
    ada.admin().await.change_settings(settings).await.unwrap();
}

async fn asks_for_the_code(world: &World, mina: &Guest, offered: &Offered) -> String {
    mina.visitor().send_code(offered.link.clone(), offered.shown).await.unwrap();
    let text = world.mail_to(MINA).await.text;
    text.lines()
        .find(|line| line.len() == 6 && line.bytes().all(|sign| sign.is_ascii_digit()))
        .unwrap()
        .to_owned()
}

fn another(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

both_engines! {
    async fn without_a_mail_server_a_copied_link_proves_the_address_to_its_business_center_only(
        world: World = Plan::ordinary().without_mail_server()
    ) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await.founds("Halcyon Skincare").await;
        let offered = copied(world, &ada).await;
        let mina = world.mina().accepts_as_new(&offered).await;
        let page = mina.account_page().await;
        assert_eq!(page.contacts[0].standing, Standing::Proved);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
    }

    async fn where_mails_leave_it_is_offered_only_if_the_business_center_chose_it(world: World) {
        let ada = world.ada().await;
        let sent = ada.invites(MINA).await;
        assert!(!ada.admin().await.offers_copy_link());
        assert_eq!(ada.admin().await.copy_link(sent.partner).await.unwrap(), None);
        allows_copy_link(&ada).await;
        assert!(ada.admin().await.offers_copy_link());
        assert!(ada.admin().await.copy_link(sent.partner).await.unwrap().is_some());
        let log = world.column("SELECT body FROM audit ORDER BY number DESC").await;
        assert!(log[0].contains("InvitationLinkCopied") && log[1].contains("SettingsChanged"), "{log:?}");
    }

    async fn whoever_comes_by_a_copied_link_confirms_a_code_that_is_mailed(world: World) {
        let ada = world.ada().await;
        allows_copy_link(&ada).await;
        let offered = copied(world, &ada).await;
        let mina = world.mina();
        assert_eq!(mina.visitor().invitation(&offered.link).await.unwrap().proof, Proof::Code);
        let without = mina.tries_to_accept_as_new(&offered).await;
        assert_eq!(refusal(without), NotAccepted::Code(CodeRefusal::Missing));
        let unasked = mina.tries_to_accept_with_code(&offered, Some("123456")).await;
        assert_eq!(refusal(unasked), NotAccepted::Code(CodeRefusal::Dead));

        let code = asks_for_the_code(world, &mina, &offered).await;
        let wrong = mina.tries_to_accept_with_code(&offered, Some(another(&code))).await;
        assert_eq!(refusal(wrong), NotAccepted::Code(CodeRefusal::Wrong { left: 4 }));
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Invited);
        let person = mina.tries_to_accept_with_code(&offered, Some(&code)).await.unwrap();
        assert_eq!(person.account_page().await.contacts[0].standing, Standing::Verified);
        assert!(!world.dump().await.contains(&code), "the code stands in no table");
    }

    async fn five_wrong_tries_kill_a_code_and_ten_minutes_do(world: World) {
        let ada = world.ada().await;
        allows_copy_link(&ada).await;
        let offered = copied(world, &ada).await;
        let mina = world.mina();
        let code = asks_for_the_code(world, &mina, &offered).await;
        for left in (1..5).rev() {
            let wrong = mina.tries_to_accept_with_code(&offered, Some(another(&code))).await;
            assert_eq!(refusal(wrong), NotAccepted::Code(CodeRefusal::Wrong { left }));
        }
        for typed in [another(&code), &code] {
            let late = mina.tries_to_accept_with_code(&offered, Some(typed)).await;
            assert_eq!(refusal(late), NotAccepted::Code(CodeRefusal::Dead));
        }

        let newer = asks_for_the_code(world, &mina, &offered).await;
        world.passes(TimeDelta::minutes(10));
        let late = mina.tries_to_accept_with_code(&offered, Some(&newer)).await;
        assert_eq!(refusal(late), NotAccepted::Code(CodeRefusal::Dead));
        let ada = ada.logs_in_again().await;
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Invited);
    }

    async fn the_mailed_link_needs_no_code_and_codes_are_limited_like_mails(world: World) {
        let ada = world.ada().await;
        allows_copy_link(&ada).await;
        let offered = copied(world, &ada).await;
        let mina = world.mina();
        let mailed = mina.opens_the_invitation().await;
        assert_eq!(mina.visitor().invitation(&mailed.link).await.unwrap().proof, Proof::Link);
        let unneeded = mina.visitor().send_code(mailed.link.clone(), mailed.shown).await;
        assert!(matches!(unneeded, Err(Failure::NotFound)));
        for _ in 0..3 {
            world.passes(TimeDelta::seconds(1));
            mina.visitor().send_code(offered.link.clone(), offered.shown).await.unwrap();
        }
        too_many_until(mina.visitor().send_code(offered.link.clone(), offered.shown).await);
        // Of three that were asked for before the first left, only the newest is mailed.
        let codes = world.mails_to(MINA).await.into_iter().filter(|mail| mail.subject.contains("Your code"));
        assert_eq!(codes.count(), 1);
        mina.accepts_as_new(&mailed).await;
    }
}
