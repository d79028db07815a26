//! Log-in by a number, and a new password by a code that is sent to it.

use chrono::TimeDelta;
use domain::code::Code;
use domain::contact::Phone;
use domain::invitation::SmsRefusal;
use domain::limit::Limited;
use domain::password::NewPassword;
use service::account::Began;
use service::failure::Failure;
use service::testing::{Guest, Insider, PASSWORD, Person, Plan, World, refusal};
use service::{CodeRefusal, both_engines};

const MINA: &str = "+447700900318";
const NOBODY: &str = "+447700900999";
const NEW: &str = "copper lantern under seven bridges";

/// Mina, whose Account has a number and nothing else.
async fn joined(world: &World, ada: &Insider) -> Person {
    ada.invites(MINA).await;
    let mina = world.mina().at(MINA);
    let offered = mina.opens(world.sms_to(MINA).await.pop().unwrap().link()).await;
    mina.visitor().send_code(offered.link.clone(), offered.shown).await.unwrap();
    let sms = world.sms_to(MINA).await.pop().unwrap();
    mina.tries_to_accept_with_code(&offered, Some(sms.code())).await.unwrap()
}

async fn forgets(guest: &Guest, number: &str) -> Result<(), Failure<SmsRefusal>> {
    guest.visitor().forgotten_by_sms(Phone::parse(number).unwrap()).await
}

async fn resets(guest: &Guest, number: &str, code: &str) -> Result<Began, Failure<CodeRefusal>> {
    let (code, password) = (Code::parse(code).unwrap(), NewPassword::parse(NEW.to_owned(), &[]).unwrap());
    guest.visitor().reset_by_code(Phone::parse(number).unwrap(), Some(code), password).await
}

async fn code(world: &World) -> String {
    let sms = world.sms_to(MINA).await.pop().unwrap();
    assert!(sms.text.contains("your code for a new password is"), "{}", sms.text);
    sms.code().to_owned()
}

fn another(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

both_engines! {
    async fn a_number_and_a_password_log_in(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let mina = joined(world, &ada).await;
        let again = mina.guest().at("+44 7700 900-318").logs_in().await;
        assert_eq!(again.addresses().await, mina.addresses().await);
        assert!(mina.guest().typing("not the password").tries_to_log_in().await.is_err());
    }

    async fn a_code_sets_a_new_password_once_and_ends_every_session(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let mina = joined(world, &ada).await;
        world.passes(TimeDelta::hours(1));
        forgets(mina.guest(), MINA).await.unwrap();
        let code = code(world).await;
        let wrong = resets(mina.guest(), MINA, another(&code)).await;
        assert_eq!(refusal(wrong), CodeRefusal::Wrong { left: 4 });
        resets(mina.guest(), MINA, &code).await.unwrap();
        assert!(mina.signed_in().await.is_none());
        mina.guest().typing(NEW).logs_in().await;
        assert!(mina.guest().typing(PASSWORD).tries_to_log_in().await.is_err());
        assert_eq!(refusal(resets(mina.guest(), MINA, &code).await), CodeRefusal::Dead);
        assert!(!world.dump().await.contains(&code) && !world.log().contains(&code));
    }

    async fn a_number_without_an_account_is_answered_the_same_at_the_same_price(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        let mina = joined(world, &ada).await;
        world.passes(TimeDelta::hours(1));
        let guest = mina.guest();
        let mut prices = Vec::new();
        for number in [MINA, NOBODY] {
            let before = (world.statements(), world.hashes());
            forgets(guest, number).await.unwrap();
            let asked = (world.statements() - before.0, world.hashes() - before.1);
            let before = (world.statements(), world.hashes());
            // 1 in a million that it is right.
            assert_eq!(refusal(resets(guest, number, "314159").await), CodeRefusal::Wrong { left: 4 });
            prices.push((asked, (world.statements() - before.0, world.hashes() - before.1)));
        }
        assert_eq!(prices[0], prices[1]);
        world.sends_mails().await;
        assert_eq!(world.sms_to(NOBODY).await, []);
        assert_eq!(world.sms_to(MINA).await.len(), 3);
    }

    async fn five_wrong_tries_and_ten_minutes_kill_a_code_for_a_password(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let mina = joined(world, &ada).await;
        world.passes(TimeDelta::hours(1));
        forgets(mina.guest(), MINA).await.unwrap();
        let first = code(world).await;
        for _ in 0..5 {
            resets(mina.guest(), MINA, another(&first)).await.unwrap_err();
        }
        assert_eq!(refusal(resets(mina.guest(), MINA, &first).await), CodeRefusal::Dead);
        forgets(mina.guest(), MINA).await.unwrap();
        let second = code(world).await;
        world.passes(TimeDelta::minutes(10));
        assert_eq!(refusal(resets(mina.guest(), MINA, &second).await), CodeRefusal::Dead);
        mina.guest().logs_in().await;
    }

    async fn a_code_to_accept_sets_no_password(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let joined = joined(world, &ada).await;
        let mallory = world.mallory().await;
        mallory.invites(MINA).await;
        let mina = joined.guest();
        let second = mina.opens(world.sms_to(MINA).await.pop().unwrap().link()).await;
        world.passes(TimeDelta::hours(1));
        mina.visitor().send_code(second.link, second.shown).await.unwrap();
        let to_accept = world.sms_to(MINA).await.pop().unwrap();
        forgets(mina, MINA).await.unwrap();
        assert!(resets(mina, MINA, to_accept.code()).await.is_err());
    }

    async fn codes_for_passwords_are_limited_and_go_where_sms_go(world: World = Plan::ordinary().with_sms()) {
        let guest = world.mina();
        for _ in 0..3 {
            forgets(&guest, NOBODY).await.unwrap();
        }
        match forgets(&guest, NOBODY).await {
            Err(Failure::TooMany(limit)) => assert_eq!(limit.what, Limited::Codes),
            other => panic!("not too many but {other:?}"),
        }
        let other = forgets(&guest, "+1 202 555 0123").await;
        assert_eq!(refusal(other), SmsRefusal::OtherCountry { allowed: "GB and JP".to_owned() });
        world.sends_mails().await;
        world.restarts_without_sms().await;
        assert_eq!(refusal(forgets(&world.mina(), MINA).await), SmsRefusal::NoGateway);
    }
}
