//! DOMAIN 4: several may claim one address, the first to verify it gets it, the other claims fall.

use service::account::ConfirmRefusal;
use service::both_engines;
use service::capability::{Entry, Standing};
use service::failure::Failure;
use service::testing::at_once;

both_engines! {
    async fn the_first_to_confirm_gets_the_address_and_the_other_claims_fall(world: World) {
        let claimant = |name| world.guest(name, "shared@halcyon.example");
        let first = claimant("First").signs_up().await;
        let second = claimant("Second").typing("seven quiet orchard lamps").signs_up().await;
        let third = claimant("Third").typing("nine copper kettles sing").signs_up().await;
        let mails = world.mails_to("shared@halcyon.example").await;
        let links: Vec<_> = mails.iter().map(|mail| mail.token("/confirm/")).collect();
        let of_first = first.founds("First and Sons").await;
        let of_second = second.founds("Second Hand").await;

        second.tries_to_confirm(&links[1]).await.unwrap();

        assert_eq!(second.here().await.standing(), Standing::Verified);
        assert!(matches!(second.enters(of_second.slug()).await, Entry::In(_)));
        // The sessions of the others are over, their accounts, links and Business Centers gone.
        assert!(first.signed_in().await.is_none() && third.signed_in().await.is_none());
        assert!(matches!(second.enters(of_first.slug()).await, Entry::NotFound));
        assert_eq!(world.number("SELECT count(*) FROM accounts").await, 1);
        assert_eq!(world.number("SELECT count(*) FROM business_centers").await, 1);
        assert_eq!(world.number("SELECT count(*) FROM links").await, 1);
        for (claimant, link) in [(&first, &links[0]), (&third, &links[2])] {
            assert!(matches!(claimant.tries_to_confirm(link).await, Err(Failure::NotFound)));
        }
        // The address logs in whoever confirmed it, with the password of that account.
        second.guest().logs_in().await;
        assert!(first.guest().tries_to_log_in().await.is_err());
    }

    async fn whoever_has_another_address_loses_only_the_claim(world: World) {
        let ada = world.ada().await;
        ada.person().adds("mina@agency.example").await;
        let mina = world.mina().signs_up().await;

        mina.confirms().await;

        assert_eq!(ada.person().addresses().await, ["ada@halcyon.example Verified"]);
        ada.admin().await;
        assert_eq!(mina.here().await.standing(), Standing::Verified);
    }

    async fn a_claim_of_an_invited_address_opens_nothing(world: World) {
        // C-19 and C-22: Mallory claims Mina's address before Mina is invited to it.
        let mallory = world.guest("Mallory Vane", "mina@agency.example").signs_up().await;
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;

        let places = mallory.here().await.places().await.unwrap();
        assert!(places.open.is_empty() && places.ended.is_empty());
        assert!(matches!(mallory.enters(ada.slug()).await, Entry::NotFound));
        assert_eq!(ada.partners().await.len(), 1);
        assert_eq!(ada.partner("mina@agency.example").await.state.as_str(), "invited");
        // The address is Mina's as soon as she answers her own mail.
        let mina = world.mina().signs_up().await;
        mina.confirms().await;
        assert!(mallory.signed_in().await.is_none());
        assert_eq!(ada.partner("mina@agency.example").await.state.as_str(), "invited");
    }

    async fn a_claimed_address_reserves_nothing(world: World) {
        for name in ["One", "Two", "Three"] {
            world.guest(name, "mina@agency.example").signs_up().await;
        }
        let ada = world.ada().await;
        ada.invites("mina@agency.example").await;
    }

    async fn of_two_who_confirm_one_address_at_once_one_gets_it(world: World) {
        for round in 0..6 {
            let email = format!("shared{round}@halcyon.example");
            let one = world.guest("One", &email).signs_up().await;
            let two = world.guest("Two", &email).signs_up().await;
            let mails = world.mails_to(&email).await;
            let links = [mails[0].token("/confirm/"), mails[1].token("/confirm/")];
            let deeds = [one.clone(), two.clone()].into_iter().zip(links);

            let outcomes =
                at_once(deeds.map(|(who, link)| async move { who.tries_to_confirm(&link).await })).await;

            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
            for outcome in outcomes {
                let right = matches!(
                    outcome,
                    Ok(_) | Err(Failure::NotFound | Failure::Refused(ConfirmRefusal::Taken))
                );
                assert!(right, "{outcome:?}");
            }
            let owners = format!("SELECT count(*) FROM account_contacts WHERE contact = '{email}'");
            assert_eq!(world.number(&owners).await, 1);
        }
    }
}
