//! Accepting by the link of an SMS (DOMAIN 3): a code that is sent to the number proves whose it is.

use chrono::TimeDelta;
use domain::contact::Contact;
use domain::invitation::AcceptRefusal;
use domain::limit::Limited;
use domain::partner::PartnerState;
use service::both_engines;
use service::capability::Standing;
use service::failure::Failure;
use service::invitation::{CodeRefusal, NotAccepted, Proof};
use service::testing::{Guest, Insider, Offered, Plan, World, refusal};

const MINA: &str = "+447700900318";
const LEO: &str = "+447700900319";

async fn invited(world: &World, ada: &Insider) -> Offered {
    ada.invites(MINA).await;
    world.mina().opens(world.sms_to(MINA).await.pop().unwrap().link()).await
}

async fn send_code(guest: &Guest, offered: &Offered) -> Result<(), Failure<NotAccepted>> {
    guest.visitor().send_code(offered.link.clone(), offered.shown).await
}

async fn asks_for_the_code(world: &World, guest: &Guest, offered: &Offered, number: &str) -> String {
    send_code(guest, offered).await.unwrap();
    world.sms_to(number).await.pop().unwrap().code().to_owned()
}

fn another(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

both_engines! {
    async fn whoever_is_new_proves_the_number_by_a_code_and_is_in(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        let mina = world.mina();
        assert_eq!(mina.visitor().invitation(&offered.link).await.unwrap().proof, Proof::Code);
        assert_eq!(world.sms_to(MINA).await.len(), 1, "no code before the button");
        let without = mina.tries_to_accept_as_new(&offered).await;
        assert_eq!(refusal(without), NotAccepted::Code(CodeRefusal::Missing));

        let code = asks_for_the_code(world, &mina, &offered, MINA).await;
        let sms = world.sms_to(MINA).await.pop().unwrap();
        assert!(sms.text.starts_with("Halcyon Skincare: your code is "), "{}", sms.text);
        let wrong = mina.tries_to_accept_with_code(&offered, Some(another(&code))).await;
        assert_eq!(refusal(wrong), NotAccepted::Code(CodeRefusal::Wrong { left: 4 }));
        let person = mina.tries_to_accept_with_code(&offered, Some(&code)).await.unwrap();
        assert_eq!(person.addresses().await, [format!("{MINA} Verified")]);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
        assert!(!world.dump().await.contains(&code), "the code stands in no table");
        assert!(!world.log().contains(&code));
        let used = world.leo().tries_to_accept_with_code(&offered, Some(&code)).await;
        assert_eq!(refusal(used), NotAccepted::Invitation(AcceptRefusal::AlreadyUsed));
    }

    async fn five_wrong_tries_kill_a_code_by_sms_and_ten_minutes_do(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        let mina = world.mina();
        let code = asks_for_the_code(world, &mina, &offered, MINA).await;
        for left in (1..5).rev() {
            let wrong = mina.tries_to_accept_with_code(&offered, Some(another(&code))).await;
            assert_eq!(refusal(wrong), NotAccepted::Code(CodeRefusal::Wrong { left }));
        }
        for typed in [another(&code), &code] {
            let late = mina.tries_to_accept_with_code(&offered, Some(typed)).await;
            assert_eq!(refusal(late), NotAccepted::Code(CodeRefusal::Dead));
        }
        let newer = asks_for_the_code(world, &mina, &offered, MINA).await;
        world.passes(TimeDelta::minutes(10));
        let late = mina.tries_to_accept_with_code(&offered, Some(&newer)).await;
        assert_eq!(refusal(late), NotAccepted::Code(CodeRefusal::Dead));
    }

    async fn codes_are_three_an_hour_to_a_number_and_thirty_to_a_hundred_in_a_row(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        for _ in 0..3 {
            world.passes(TimeDelta::seconds(1));
            send_code(&world.mina(), &offered).await.unwrap();
        }
        let limited = |outcome: Result<(), Failure<NotAccepted>>| match outcome {
            Err(Failure::TooMany(limit)) => limit.what,
            other => panic!("not too many but {other:?}"),
        };
        assert_eq!(limited(send_code(&world.mina(), &offered).await), Limited::Codes);
        // Of three that were asked for before the first left, only the newest leaves.
        let codes = world.sms_to(MINA).await.into_iter().filter(|sms| sms.text.contains("your code is"));
        assert_eq!(codes.count(), 1);

        // Nine more numbers, and then one of thirty codes is left to none of them.
        for last in 320..330 {
            let number = format!("+447700900{last}");
            ada.invites(&number).await;
            let nearby = world.leo().opens(world.sms_to(&number).await.pop().unwrap().link()).await;
            for _ in 0..3 {
                let sent = send_code(&world.leo(), &nearby).await;
                if last == 329 {
                    assert_eq!(limited(sent), Limited::Codes);
                } else {
                    sent.unwrap();
                }
            }
        }
    }

    async fn a_code_is_for_the_number_it_was_sent_to(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        let code = asks_for_the_code(world, &world.mina(), &offered, MINA).await;
        ada.admin().await.change_address(offered.shown, Contact::parse(LEO).unwrap()).await.unwrap();
        let moved = world.leo().opens(world.sms_to(LEO).await.pop().unwrap().link()).await;
        let stale = world.leo().tries_to_accept_with_code(&moved, Some(&code)).await;
        assert_eq!(refusal(stale), NotAccepted::Code(CodeRefusal::Dead));
        assert_eq!(ada.partner(LEO).await.state, PartnerState::Invited);
        // The old link asks for nothing more.
        assert!(matches!(send_code(&world.mina(), &offered).await, Err(Failure::NotFound)));
    }

    async fn a_code_that_waited_too_long_does_not_leave(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        world.gateway().cut_off();
        send_code(&world.mina(), &offered).await.unwrap();
        world.gateway().comes_back().await;
        world.passes(TimeDelta::minutes(10));
        assert_eq!(world.sms_to(MINA).await.len(), 1);
    }

    async fn whoever_has_an_account_by_that_number_logs_in_and_needs_no_code(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        let mina = world.mina();
        let code = asks_for_the_code(world, &mina, &offered, MINA).await;
        mina.tries_to_accept_with_code(&offered, Some(&code)).await.unwrap();

        let mallory = world.mallory().await;
        mallory.invites(MINA).await;
        let second = mina.opens(world.sms_to(MINA).await.pop().unwrap().link()).await;
        assert!(mina.visitor().invitation(&second.link).await.unwrap().known);
        let new = world.leo().tries_to_accept_with_code(&second, None).await;
        assert_eq!(refusal(new), NotAccepted::AddressHasAccount);
        let accepted = mina.tries_to_log_in_and_accept(&second, None).await.unwrap();
        assert_eq!(accepted.slug, "vane-media");
        assert_eq!(mallory.partner(MINA).await.state, PartnerState::Active);
    }

    async fn whoever_has_an_account_by_an_address_makes_the_number_theirs_by_a_code(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        let mina = world.mina();
        let person = mina.signs_up().await;
        person.confirms().await;
        let offered = invited(world, &ada).await;
        let by_address = Some("mina@agency.example");
        let without = mina.tries_to_log_in_and_accept(&offered, by_address).await;
        assert_eq!(refusal(without), NotAccepted::Code(CodeRefusal::Missing));
        let told = world.mails_to("ada@halcyon.example").await;
        assert!(!told.iter().any(|mail| mail.subject.contains("another account")), "{told:?}");

        let code = asks_for_the_code(world, &mina, &offered, MINA).await;
        let wrong = mina.logs_in_and_accepts_with(&offered, by_address, Some(another(&code))).await;
        assert_eq!(refusal(wrong), NotAccepted::Code(CodeRefusal::Wrong { left: 4 }));
        let stranger = mina.typing("not the password").logs_in_and_accepts_with(&offered, by_address, Some(&code)).await;
        assert_eq!(refusal(stranger), NotAccepted::WrongPassword);
        mina.logs_in_and_accepts_with(&offered, by_address, Some(&code)).await.unwrap();
        assert_eq!(person.addresses().await, [format!("{MINA} Verified"), "mina@agency.example Verified".to_owned()]);
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Active);
        assert!(world.mail_to("mina@agency.example").await.text.contains(MINA), "told of the new Contact");
    }

    async fn a_number_that_is_somebodys_is_not_taken_by_another_account(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let first = invited(world, &ada).await;
        let code = asks_for_the_code(world, &world.mina(), &first, MINA).await;
        world.mina().tries_to_accept_with_code(&first, Some(&code)).await.unwrap();
        world.leo().signs_up().await.confirms().await;
        let mallory = world.mallory().await;
        mallory.invites(MINA).await;
        let second = world.leo().opens(world.sms_to(MINA).await.pop().unwrap().link()).await;
        let code = asks_for_the_code(world, &world.leo(), &second, MINA).await;
        let taken = world.leo().logs_in_and_accepts_with(&second, Some("leo@leomakes.example"), Some(&code)).await;
        assert!(matches!(refusal(taken), NotAccepted::Invitation(AcceptRefusal::WrongAccount { .. })));
    }

    async fn signed_in_as_somebody_else_nothing_is_accepted(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let leo = world.leo().signs_up().await;
        leo.confirms().await;
        let offered = invited(world, &ada).await;
        let refused = leo.tries_to_accept(&offered).await;
        assert!(matches!(refusal(refused), NotAccepted::Invitation(AcceptRefusal::WrongAccount { .. })));
        assert_eq!(ada.partner(MINA).await.state, PartnerState::Invited);
    }

    async fn a_dead_link_asks_for_no_code(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        ada.admin().await.cancel(offered.shown).await.unwrap();
        let cancelled = send_code(&world.mina(), &offered).await;
        assert_eq!(refusal(cancelled), NotAccepted::Invitation(AcceptRefusal::Cancelled));
        ada.invites(MINA).await;
        let again = world.mina().opens(world.sms_to(MINA).await.pop().unwrap().link()).await;
        world.passes(TimeDelta::days(30));
        let expired = send_code(&world.mina(), &again).await;
        assert!(matches!(refusal(expired), NotAccepted::Invitation(AcceptRefusal::Expired { .. })));
        assert_eq!(world.sms_to(MINA).await.len(), 2);
    }

    async fn where_the_gateway_is_gone_a_link_proves_the_number_to_its_business_center_only(
        world: World = Plan::ordinary().with_sms()
    ) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        world.restarts_without_sms().await;
        assert_eq!(world.mina().visitor().invitation(&offered.link).await.unwrap().proof, Proof::None);
        let mina = world.mina().accepts_as_new(&offered).await;
        assert_eq!(mina.account_page().await.contacts[0].standing, Standing::Proved);
    }

    async fn whoever_blocked_further_messages_gets_no_code(world: World = Plan::ordinary().with_sms()) {
        let ada = world.ada().await;
        let offered = invited(world, &ada).await;
        let further = service::invitation::FurtherMails::Blocked;
        world.mina().visitor().report(offered.link.clone(), offered.shown, further).await.unwrap();
        assert_eq!(
            refusal(send_code(&world.mina(), &offered).await),
            NotAccepted::Invitation(AcceptRefusal::Cancelled)
        );
    }
}
