//! An Admin who is revoked, or reduced, while their change waits changes nothing.

use std::path::Path;

use chrono::TimeDelta;
use domain::asset::{AdvertiserId, Currency, Particulars};
use domain::campaign::request::{Answer, ContentHash, ShownRequest};
use domain::contact::Email;
use domain::diagnosis::Problem;
use domain::id::{AccessRequestId, AssetGroupId, AssetId, ChangeRequestId, PartnerId, StandingApprovalId};
use domain::linked::{Link, LinkState};
use domain::money::Money;
use domain::name::AssetGroupName;
use domain::note::Note;
use domain::partner::BulkDeed;
use domain::zone::Zone;
use service::access_request::Shown;
use service::asset::TypedOwner;
use service::both_engines;
use service::campaign::standing::NewApproval;
use service::center::CenterSettings;
use service::testing::{Insider, World, at_once, named, offer, typed, until};

use super::{
    Ends, Outcome, Prepared, admins, all_are_admins_again, does_in_bulk, done, edits, ends, outcome,
    prepared, reduced, rounds,
};

const OMAR: &str = "omar@halcyon.example";
const SPRING: &str = "Spring";
const LEO: &str = "leo@leomakes.example";

/// What an Admin can change: a pixel, the group it is in, Mina, who is in and asks for a Module, and Leo, who is invited.
#[derive(Clone, Copy)]
struct Things {
    pixel: AssetId,
    group: AssetGroupId,
    mina: PartnerId,
    asked: AccessRequestId,
    leo: PartnerId,
}

/// Each thing an Admin can do is begun: all is read for it, and nothing written.
async fn everything(world: &World, who: &Insider, of: Things) -> Vec<Prepared> {
    let admin = who.admin().await;
    macro_rules! begun {
        (|$admin:ident| $deed:expr) => {{
            let $admin = admin.clone();
            prepared(async move { outcome($deed.await) })
        }};
    }
    let opened = admin.asset(of.pixel).await.unwrap().state();
    let elsewhere = Email::parse("leo@home.example").unwrap();
    let (leo, home) = (Email::parse(LEO).unwrap(), elsewhere.clone());
    let settings = CenterSettings { zone: Zone::parse("Asia/Tokyo").unwrap(), copy_link: true };
    let advertiser = AdvertiserId::parse("701244980031").unwrap();
    let linked = Link { advertiser, state: LinkState::InReview };
    // That nobody has it is told to whoever comes in.
    let request = ChangeRequestId::from_uuid(of.pixel.uuid());
    let saw = ShownRequest { content: ContentHash::from_bytes([0; 32]), version: None };
    let [spring, summer, autumn] =
        [SPRING, "Summer", "Autumn"].map(|name| AssetGroupName::parse(name).unwrap());
    // As little is there to be approved ahead, or ended.
    let ceiling = Money::whole(200, Currency::parse("EUR").unwrap());
    let ends_on = until("2099-01-31", world.now()).unwrap();
    let ahead = NewApproval { operator: of.mina, ad_account: of.pixel, ceiling, ends: ends_on };
    let standing = StandingApprovalId::from_uuid(of.pixel.uuid());
    let shown = Shown::from_form(String::new());
    let no = Note::parse("Not yet.").unwrap().unwrap();
    vec![
        begun!(|admin| admin.invite(offer("noor@bright.example"))),
        begun!(|admin| admin.resend(of.leo)),
        begun!(|admin| admin.change_address(of.leo, elsewhere.into())),
        begun!(|admin| admin.keep_address(of.leo, leo.into(), home)),
        begun!(|admin| admin.copy_link(of.leo)),
        begun!(|admin| admin.cancel(of.leo)),
        begun!(|admin| admin.keep_end(of.mina, None)),
        begun!(|admin| admin.grant_request(of.mina, of.asked, &shown)),
        begun!(|admin| admin.decline_request(of.mina, of.asked, no)),
        begun!(|admin| admin.set_link_state(of.mina, linked, LinkState::Approved)),
        begun!(|admin| admin.answer_request(request, saw, Answer::Approve(None))),
        begun!(|admin| admin.approve_ahead(ahead)),
        begun!(|admin| admin.end_standing_approval(standing)),
        begun!(|admin| admin.register_asset(Particulars::Shop, named("Shop"))),
        begun!(|admin| admin.edit_asset(of.pixel, opened, named("Shop pixel"))),
        begun!(|admin| admin.remove_asset(of.pixel)),
        begun!(|admin| admin.make_group(autumn)),
        begun!(|admin| admin.rename_group(of.group, spring, summer)),
        begun!(|admin| admin.fill_group(of.group, Vec::new(), vec![of.pixel])),
        begun!(|admin| admin.remove_group(of.group)),
        begun!(|admin| admin.end_partner_session(of.mina, String::new())),
        begun!(|admin| admin.change_settings(settings)),
        edits(admin.clone(), of.mina, reduced()).await,
        ends(world, who, Ends::Revokes, of.mina).await,
        does_in_bulk(admin.clone(), BulkDeed::Resend, of.leo, world),
        does_in_bulk(admin.clone(), BulkDeed::MakeAdmin, of.mina, world),
        does_in_bulk(admin.clone(), BulkDeed::Revoke, of.mina, world),
    ]
}

/// How often the sources of `service` let an Admin through the door to a change.
fn doors_of_admins(folder: &Path) -> usize {
    let mut doors = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        doors += if path.is_dir() {
            doors_of_admins(&path)
        } else {
            std::fs::read_to_string(&path).unwrap().matches("Change::by_admin(&admin)").count()
        };
    }
    doors
}

#[test]
fn everything_an_admin_can_change_is_tried() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // The demo has one of its own, that no page leads to. In bulk the same doors are taken.
    let doors = doors_of_admins(&sources) - doors_of_admins(&sources.join("demo"));
    assert_eq!(doors, 24, "what is new belongs into `everything`");
}

/// Who changed something after that entry, in turn.
async fn changed_since(world: &World, entry: i64) -> Vec<String> {
    world.column(&format!("SELECT actor FROM audit WHERE number > {entry} ORDER BY number")).await
}

async fn newest_entry(world: &World) -> i64 {
    world.number("SELECT max(number) FROM audit").await
}

both_engines! {
    async fn an_admin_revoked_while_their_change_waits_changes_nothing(world: World) {
        let people = admins(world, [world.omar(), world.cleo(), world.leo()]).await;
        let names = ["Omar Haddad", "Cleo Brandt", "Leo Marchetti"];
        let pairs: Vec<_> = Ends::ALL.iter().flat_map(|one| Ends::ALL.map(|two| (*one, two))).collect();
        for (one, two) in pairs.iter().copied().cycle().take(rounds(30 * pairs.len())) {
            let before = newest_entry(world).await;
            let mut deeds = Vec::new();
            for (at, how) in [one, two, one].into_iter().enumerate() {
                deeds.push(ends(world, &people[at].0, how, people[(at + 1) % 3].1).await);
            }
            let outcomes = at_once(deeds).await;

            let what = format!("{one:?} and {two:?}: {outcomes:?}");
            assert_eq!(done(&outcomes), 2, "{what}");
            assert!(outcomes.contains(&Outcome::NoLongerAllowed), "{what}");
            assert_eq!(world.number("SELECT admins FROM business_centers").await, 1, "{what}");
            let did = changed_since(world, before).await;
            let place = |of: &str| names.iter().position(|name| *name == of).unwrap();
            assert_eq!(did.len(), 2, "{what}: {did:?}");
            assert_ne!((place(&did[0]) + 1) % 3, place(&did[1]), "{what}: the second was ended by the first");
            all_are_admins_again(world).await;
        }
    }

    async fn whatever_an_admin_has_begun_changes_nothing_once_they_are_none(world: World) {
        let ada = world.ada().await;
        let (omar, omar_id) = ada.makes_admin(&world.omar()).await;
        let (partner, mina) = ada.takes_in(&world.mina()).await;
        partner.member().await.ask_for(Problem::Changes, "module campaigns", None, None).await.unwrap();
        let asked = ada.admin().await.access_requests(mina).await.unwrap()[0].id;
        let leo = ada.invites(LEO).await.partner;
        let new = typed("Web pixel", TypedOwner::ThisBusiness, &[SPRING]);
        let pixel = ada.registers(Particulars::Pixel, new).await;
        let group = ada.admin().await.groups().await.unwrap()[0].id;
        // A resend in bulk counts from when it began.
        world.passes(TimeDelta::minutes(1));
        for how in Ends::ALL {
            let begun = everything(world, &omar, Things { pixel, group, mina, asked, leo }).await;
            assert_eq!(ends(world, &ada, how, omar_id).await.await, Outcome::Done);
            let before = newest_entry(world).await;
            for (which, deed) in begun.into_iter().enumerate() {
                assert_eq!(deed.await, Outcome::NoLongerAllowed, "{how:?}, deed {which}");
            }
            assert_eq!(newest_entry(world).await, before, "{how:?}");
            let again = "UPDATE partners SET state = 'active', level = 'admin', modules = 0 WHERE contact = ";
            world.sql(&format!("{again} '{OMAR}'")).await;
            world.sql("UPDATE business_centers SET admins = 2, standards = 1").await;
        }
    }
}
