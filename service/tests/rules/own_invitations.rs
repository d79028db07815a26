//! An open invitation stands on the start page of whoever owns the address, and opens from there without its link.

use chrono::TimeDelta;
use domain::contact::Email;
use service::both_engines;
use service::failure::Failure;
use service::invitation::{FurtherMails, NewInvitation, Shown};
use service::testing::{Insider, Person, Plan, World, offer, until};

const MINA: &str = "mina@agency.example";
const PRIVATE: &str = "mina@private.example";
const PHONE: &str = "+447700900318";

/// "Ada Lindqvist, Halcyon Skincare, mina@agency.example, 24 December 2026", one each.
async fn shown(person: &Person) -> Vec<String> {
    let open = person.here().await.open_invitations().await.unwrap();
    let line = |of: service::invitation::OpenInvitation| {
        format!("{}, {}, {}, {}", of.inviter, of.center, of.contact, of.until.day(of.zone))
    };
    open.into_iter().map(line).collect()
}

async fn mina_with_an_account(world: &World) -> Person {
    let mina = world.mina().signs_up().await;
    mina.confirms().await;
    mina
}

/// What **Accept Invite** does on the page that the start page led to.
async fn accepts_her_own(person: &Person, admin: &Insider) -> Result<String, Failure> {
    let here = person.here().await;
    let partner = here.open_invitations().await?.first().ok_or(Failure::NotFound)?.partner;
    let link = here.link_of(partner).await?;
    let page = here.visitor().invitation(&link).await?;
    assert_eq!(page.slug, admin.slug());
    let shown = Shown { partner, offer: Some(page.offer()) };
    here.accept(link, shown).await.map(|accepted| accepted.slug).map_err(|failure| panic!("{failure:?}"))
}

both_engines! {
    async fn whoever_owns_the_address_sees_it_until_it_is_accepted(world: World) {
        let ada = world.ada().await;
        let mina = mina_with_an_account(world).await;
        assert!(shown(&mina).await.is_empty());
        ada.invites(MINA).await;
        assert_eq!(shown(&mina).await, ["Ada Lindqvist, Halcyon Skincare, mina@agency.example, 24 December 2026"]);
        assert_eq!(accepts_her_own(&mina, &ada).await.unwrap(), "halcyon-skincare");
        assert!(shown(&mina).await.is_empty());
        mina.inside(ada.slug()).member().await;
    }

    async fn of_several_the_first_to_end_comes_first_whichever_address_it_is_to(world: World) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        let mina = mina_with_an_account(world).await;
        mina.adds_and_confirms(PRIVATE).await;
        ada.invites(MINA).await;
        let ends = until("2026-12-10", world.now());
        mallory.tries_to_invite(NewInvitation { ends, ..offer(PRIVATE) }).await.unwrap();
        assert_eq!(shown(&mina).await, [
            "Mallory Vane, Vane Media, mina@private.example, 10 December 2026",
            "Ada Lindqvist, Halcyon Skincare, mina@agency.example, 24 December 2026",
        ]);
    }

    async fn a_claim_shows_nothing_and_opens_nothing(world: World) {
        let ada = world.ada().await;
        let claims = world.guest("Mallory Vane", MINA).signs_up().await;
        let mallory = world.mallory().await.person().clone();
        mallory.adds(MINA).await;
        let partner = ada.invites(MINA).await.partner;
        for person in [&claims, &mallory] {
            assert!(shown(person).await.is_empty());
            assert!(matches!(person.here().await.link_of(partner).await, Err(Failure::NotFound)));
        }
        // Nor does an address that was theirs.
        let mina = mina_with_an_account(world).await;
        mina.adds_and_confirms(PRIVATE).await;
        assert_eq!(shown(&mina).await.len(), 1);
        mina.removes(MINA).await;
        assert!(shown(&mina).await.is_empty());
        assert!(matches!(mina.here().await.link_of(partner).await, Err(Failure::NotFound)));
    }

    async fn what_was_proved_to_one_business_center_shows_nothing_of_another(
        world: World = Plan::ordinary().without_mail_server()
    ) {
        let ada = world.guest("Ada Lindqvist", "ada@halcyon.example").signs_up().await;
        let (halcyon, other) = (ada.founds("Halcyon Skincare").await, ada.founds("Vane Media").await);
        let sent = halcyon.invites(MINA).await;
        let link = halcyon.admin().await.copy_link(sent.partner).await.unwrap().unwrap();
        let mina = world.mina().accepts_as_new(&world.mina().opens(&link).await).await;
        let partner = other.invites(MINA).await.partner;
        assert!(shown(&mina).await.is_empty());
        assert!(matches!(mina.here().await.link_of(partner).await, Err(Failure::NotFound)));
    }

    async fn what_is_open_no_more_is_not_shown(world: World) {
        let ada = world.ada().await;
        let (omar, omar_id) = ada.makes_admin(&world.omar()).await;
        let mina = mina_with_an_account(world).await;
        let partner = omar.invites(MINA).await.partner;
        let here = mina.here().await;
        let opens = async || here.open_invitations().await.unwrap().len();
        assert_eq!(opens().await, 1);

        ada.admin().await.cancel(partner).await.unwrap();
        assert_eq!(opens().await, 0);
        omar.admin().await.resend(partner).await.unwrap();
        assert_eq!(opens().await, 1);
        here.visitor().decline(here.link_of(partner).await.unwrap(), partner).await.unwrap();
        assert_eq!(opens().await, 0);
        omar.admin().await.resend(partner).await.unwrap();
        let elsewhere = Email::parse("mina@elsewhere.example").unwrap();
        omar.admin().await.change_address(partner, elsewhere.into()).await.unwrap();
        assert_eq!(opens().await, 0);
        omar.admin().await.change_address(partner, Email::parse(MINA).unwrap().into()).await.unwrap();
        assert_eq!(opens().await, 1);

        // Its sender is no Admin any more.
        ada.revokes(omar_id).await;
        assert_eq!(opens().await, 0);
        world.sql("UPDATE partners SET state = 'invited' WHERE contact = 'mina@agency.example'").await;
        assert_eq!(opens().await, 0);
    }

    async fn it_is_shown_to_the_microsecond_that_it_can_be_accepted(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let mina = mina_with_an_account(world).await;
        world.passes(TimeDelta::days(30) - TimeDelta::microseconds(1));
        let mina = mina.guest().logs_in().await;
        assert_eq!(shown(&mina).await.len(), 1);
        world.passes(TimeDelta::microseconds(1));
        assert!(shown(&mina).await.is_empty());
    }

    async fn whoever_wants_no_more_mails_from_there_is_shown_none_either(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let offered = world.mina().opens_the_invitation().await;
        let mina = mina_with_an_account(world).await;
        mina.here().await.visitor().report(offered.link.clone(), offered.shown, FurtherMails::Blocked).await.unwrap();
        assert!(shown(&mina).await.is_empty());
        mina.here().await.visitor().allow_mails(offered.link, offered.shown).await.unwrap();
        assert_eq!(shown(&mina).await.len(), 1);
    }

    async fn a_number_that_is_theirs_counts_as_an_address_does(world: World = Plan::ordinary().with_sms()) {
        let (ada, mallory) = (world.ada().await, world.mallory().await);
        ada.invites(PHONE).await;
        let mina = world.mina();
        let offered = mina.opens(world.sms_to(PHONE).await.pop().unwrap().link()).await;
        mina.visitor().send_code(offered.link.clone(), offered.shown).await.unwrap();
        let code = world.sms_to(PHONE).await.pop().unwrap().code().to_owned();
        let mina = mina.tries_to_accept_with_code(&offered, Some(&code)).await.unwrap();
        mallory.invites(PHONE).await;
        assert_eq!(shown(&mina).await.len(), 1);
        assert_eq!(accepts_her_own(&mina, &mallory).await.unwrap(), "vane-media");
    }

    async fn they_take_one_statement(world: World) {
        let ada = world.ada().await;
        ada.invites(MINA).await;
        let here = mina_with_an_account(world).await.here().await;
        let before = world.statements();
        here.open_invitations().await.unwrap();
        assert_eq!(world.statements() - before, 1);
    }
}
