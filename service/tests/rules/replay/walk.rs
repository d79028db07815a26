//! A random walk over what people do in a Business Center, with a note of how things stand after every step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::Modules;
use domain::asset::{AdvertiserId, AssetGrants};
use domain::edit::Access;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::partner::PartnerState;
use service::audit::{Event, LogQuery};
use service::capability::{Admin, Entry};
use service::partner::Revocation;
use service::testing::{Guest, Insider, Person, World, give, until};

use super::stands::Stands;

const SLUG: &str = "halcyon-skincare";

/// Numbers that are the same for one seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap()
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { Some(&of[self.below(of.len())]) }
    }
}

/// How things stood at a moment, as the live questions told it.
pub struct Note {
    pub at: DateTime<Utc>,
    pub stands: Stands,
}

/// Somebody of the walk: nobody, somebody who was here once, or who is here now.
pub struct Actor {
    pub guest: Guest,
    pub session: Option<Person>,
    pub partner: Option<PartnerId>,
}

pub struct Walk<'w> {
    pub(super) world: &'w World,
    pub(super) dice: Dice,
    /// Every failure names it.
    pub seed: u64,
    pub actors: Vec<Actor>,
    /// What each had when they were last in, and of whom **Invite again** has invited since.
    pub had: BTreeMap<PartnerId, Access>,
    pub again: BTreeMap<PartnerId, Access>,
    pub notes: Vec<Note>,
    /// Of each deed, how often it was done.
    pub done: BTreeMap<&'static str, usize>,
}

impl<'w> Walk<'w> {
    pub async fn begin(world: &'w World, seed: u64) -> Self {
        let ada = world.ada().await;
        let founder = ada.member().await.partner();
        let guests = [
            world.omar(),
            world.mina(),
            world.leo(),
            world.cleo(),
            world.guest("Zoë Ärger", "zoe@aerger.example"),
        ];
        let guests = guests.map(|guest| Actor { guest, session: None, partner: None });
        let person = ada.person().clone();
        let ada = Actor { guest: person.guest().clone(), session: Some(person), partner: Some(founder) };
        Self {
            world,
            dice: Dice::new(seed),
            seed,
            actors: std::iter::once(ada).chain(guests).collect(),
            had: BTreeMap::new(),
            again: BTreeMap::new(),
            notes: Vec::new(),
            done: BTreeMap::new(),
        }
    }

    /// Time passes, somebody may do something, and how things stand is noted.
    pub async fn step(&mut self) {
        self.time_passes();
        let deed = self.dice.below(30);
        let done = match deed {
            0 | 1 => self.invites().await.map(|()| "invites"),
            2 | 3 => self.invites_again().await.map(|()| "invites again"),
            4..=7 => self.accepts().await.map(|()| "accepts"),
            8..=12 => self.edits().await.map(|()| "edits"),
            13 => self.revokes().await.map(|()| "revokes"),
            14 => self.leaves().await.map(|()| "leaves"),
            15 | 16 => self.registers().await.map(|()| "registers"),
            17 | 18 => self.changes_an_asset().await.map(|()| "changes an Asset"),
            19 => self.removes().await.map(|()| "removes"),
            20 => self.changes_a_group().await.map(|()| "changes a group"),
            21 | 22 => self.edits_an_invitation().await.map(|()| "edits an invitation"),
            23 => self.links_an_ad_account().await.map(|()| "links an ad account"),
            24 => self.is_called_otherwise().await.map(|()| "is called otherwise"),
            _ => None,
        };
        if let Some(done) = done {
            *self.done.entry(done).or_default() += 1;
        }
        self.notes_how_things_stand().await;
    }

    /// From a microsecond to two days; now and then to just before the end of a day, or to it.
    fn time_passes(&mut self) {
        let left = TimeDelta::days(1)
            - (self.world.now() - self.world.now().date_naive().and_time(chrono::NaiveTime::MIN).and_utc());
        let random = |dice: &mut Dice, most| i64::try_from(1 + dice.below(most)).unwrap();
        self.world.passes(match self.dice.below(12) {
            0 => TimeDelta::microseconds(1),
            1 if left > TimeDelta::microseconds(1) => left - TimeDelta::microseconds(1),
            2 => left,
            3 => TimeDelta::minutes(random(&mut self.dice, 2 * 24 * 60)),
            _ => TimeDelta::microseconds(random(&mut self.dice, 9_000_000_000)),
        });
    }

    async fn insider(&mut self, who: usize) -> Option<Insider> {
        let person = self.actors[who].session.clone()?;
        match person.enters(SLUG).await {
            Entry::In(_) => Some(person.inside(SLUG)),
            Entry::SignedOut | Entry::LogInAgain => {
                let person = self.actors[who].guest.logs_in().await;
                self.actors[who].session = Some(person.clone());
                matches!(person.enters(SLUG).await, Entry::In(_)).then(|| person.inside(SLUG))
            }
            Entry::NotFound | Entry::Ended { .. } => None,
        }
    }

    /// An Admin, whoever it is.
    pub async fn admin(&mut self) -> Insider {
        let all = self.actors.len();
        let first = self.dice.below(all);
        for who in (first..first + all).map(|who| who % all) {
            if let Some(insider) = self.insider(who).await
                && insider.member().await.admin().is_ok()
            {
                return insider;
            }
        }
        panic!("a Business Center always has at least one Admin (seed {})", self.seed);
    }

    pub fn any_grant(&mut self) -> Grant {
        match self.dice.below(3) {
            0 => Grant::Admin,
            _ => Grant::standard(Modules::from_bits(i64::try_from(self.dice.below(32)).unwrap()).unwrap()),
        }
    }

    async fn edits(&mut self) -> Option<()> {
        let admin = self.admin().await;
        let members: Vec<PartnerId> = self.notes.last()?.stands.members.keys().copied().collect();
        let partner = *self.dice.one(&members)?;
        let targets = self.targets(&admin.admin().await).await;
        let (what, target) = (self.dice.below(8), self.dice.one(&targets).cloned());
        let given = target.map(|target| self.any_role(target));
        let (grant, now) = (self.any_grant(), self.world.now());
        let day =
            (now.date_naive() + TimeDelta::days(i64::try_from(self.dice.below(3)).unwrap())).to_string();
        let edit = |access: &mut Access| match (what, given) {
            (0 | 1, _) => access.grant = grant,
            (2, _) => *access = access.clone().with_end(until(&day, now)),
            (3, _) => *access = access.clone().with_end(None),
            (4, Some(given)) => {
                let others = access.assets().iter().filter(|of| of.target.id() != given.target.id()).cloned();
                *access = access.clone().with_assets(AssetGrants::new(others).unwrap());
            }
            (_, Some(given)) => give(access, given),
            (_, None) => {}
        };
        admin.tries_to_edit(partner, edit).await.ok()
    }

    /// And what the rehearsal said is what it did.
    async fn revokes(&mut self) -> Option<()> {
        let admin = self.admin().await.admin().await;
        let members: Vec<PartnerId> = self.notes.last()?.stands.members.keys().copied().collect();
        let partner = *self.dice.one(&members)?;
        let shown = admin.rehearse_revoke(partner).await.ok()?;
        let had = admin.to_edit(partner).await.unwrap().1;
        let mut states = states(&admin).await;
        let keep: Vec<_> = shown.rehearsal.sent.iter().map(|open| open.partner).take(1).collect();
        admin.revoke(partner, Revocation::of(shown.rehearsed, &keep)).await.unwrap();
        let opens = shown.rehearsal.sent.iter().chain(&shown.rehearsal.to_them).map(|open| open.partner);
        let ends: BTreeSet<_> = opens.filter(|open| !keep.contains(open)).collect();
        states.extend(ends.iter().map(|open| (*open, PartnerState::Cancelled)));
        // Who founded it is a row of that list only once they are out.
        states.insert(partner, PartnerState::Revoked);
        let now = self::states(&admin).await;
        assert_eq!(states, now, "something else happened than the rehearsal said (seed {})", self.seed);
        let newest = admin.audit_entries(&LogQuery::default(), 1).await.unwrap().remove(0).event;
        let Event::AccessRevoked { before, cancelled, kept, .. } = newest else { panic!("{newest:?}") };
        assert!(
            before.parse().unwrap().is_same(&had) && shown.rehearsal.grant == had.grant,
            "seed {}",
            self.seed
        );
        assert_eq!(cancelled.into_iter().map(PartnerId::from_uuid).collect::<BTreeSet<_>>(), ends);
        assert_eq!(kept, keep.iter().map(|open| open.uuid()).collect::<Vec<_>>());
        Some(())
    }

    async fn links_an_ad_account(&mut self) -> Option<()> {
        let (who, number) = (self.dice.below(self.actors.len()), self.dice.below(3));
        let insider = self.insider(who).await?;
        let advertiser = AdvertiserId::parse(&format!("70124498000{number}")).unwrap();
        insider.member().await.link_ad_account(advertiser).await.ok()
    }

    async fn is_called_otherwise(&mut self) -> Option<()> {
        let (who, number) = (self.dice.below(self.actors.len()), self.dice.below(9));
        let person = self.actors[who].session.clone()?;
        person.signed_in().await?;
        person.tries_to_be_called(&format!("Somebody {number}")).await.ok()
    }

    async fn leaves(&mut self) -> Option<()> {
        let who = self.dice.below(self.actors.len());
        self.insider(who).await?.tries_to_leave().await.ok()
    }

    async fn notes_how_things_stand(&mut self) {
        let admin = self.admin().await.admin().await;
        let (stands, had) = Stands::now(&admin).await;
        self.had.extend(had);
        self.notes.push(Note { at: self.world.now(), stands });
    }
}

/// Of everybody who was invited.
async fn states(admin: &Admin) -> BTreeMap<PartnerId, PartnerState> {
    let page = admin.partners(&service::partner::PartnersQuery::default()).await.unwrap();
    page.rows.iter().map(|row| (row.partner.id, row.partner.state)).collect()
}
