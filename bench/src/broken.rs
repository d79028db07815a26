//! Whom a diagnosis is made about: as many cases as are asked for, each of them broken in another way, or in none.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{AccessLevel, Modules};
use domain::asset::{AssetKind, AssetRole, Hold, TargetId};
use domain::contact::{Contact, Email};
use domain::decision::Subject;
use domain::diagnosis::assets::{self, GivenAsset, GivenGroup, Taken, TakenBy};
use domain::diagnosis::changes::{self, Waiting};
use domain::diagnosis::level::{self, LevelChange};
use domain::diagnosis::log_in::{self, Letter, Standing, Tries};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{AssetGroupId, AssetId, ChangeRequestId};
use domain::linked::{LinkState, LinkedAdAccount};
use domain::name::AssetName;
use domain::partner::PartnerState;
use uuid::Uuid;

/// Chooses by the digits of one number, so that each case is made when it is asked about and none is kept.
struct Choice(u64);

impl Choice {
    /// Of `many`, counted from 0.
    fn of(&mut self, many: u64) -> u64 {
        let chosen = self.0 % many;
        self.0 /= many;
        chosen
    }

    fn among<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.of(all.len() as u64) as usize]
    }

    fn whether(&mut self) -> bool {
        self.of(2) == 1
    }
}

/// The facts of all four problems of somebody.
pub struct Broken {
    pub log_in: log_in::Facts,
    pub level: level::Facts,
    pub assets: assets::Facts,
    pub changes: changes::Facts,
}

impl Broken {
    pub fn number(number: u64) -> Self {
        // Spread over all numbers, so that neighbours differ in everything.
        let mut choice = Choice(number.wrapping_mul(6_364_136_223_846_793_005));
        let who = who(&mut choice);
        let given: Vec<_> = (0..choice.of(6)).map(|at| given(&mut choice, at)).collect();
        Self {
            log_in: cant_log_in(&mut choice),
            level: another_level(&mut choice, who),
            changes: changes::Facts {
                who,
                ad_accounts: given
                    .iter()
                    .filter(|asset| asset.kind == AssetKind::AdAccount)
                    .cloned()
                    .collect(),
                waiting: choice.whether().then(|| Waiting {
                    many: 1,
                    request: ChangeRequestId::from_uuid(Uuid::nil()),
                    campaign: "Spring launch".to_owned(),
                    since: moment(),
                }),
            },
            assets: assets::Facts {
                who,
                groups: groups(&mut choice),
                taken: taken(&mut choice),
                assets: given,
            },
        }
    }
}

fn moment() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn by() -> String {
    "Ada Lindqvist".to_owned()
}

fn who(choice: &mut Choice) -> Subject {
    let grant = match choice.of(33) {
        32 => Grant::Admin,
        bits => Grant::standard(Modules::from_bits(bits as i64).expect("five bits")),
    };
    let state = if choice.of(4) == 0 { choice.among(&PartnerState::ALL) } else { PartnerState::Active };
    let ad_account = match choice.of(6) {
        0 => LinkedAdAccount::NotNeeded,
        1 => LinkedAdAccount::Missing,
        _ => LinkedAdAccount::Linked(choice.among(&LinkState::ALL)),
    };
    Subject { state, grant, ad_account }
}

fn given(choice: &mut Choice, at: u64) -> GivenAsset {
    let over = EndDate::recorded("2026-11-24".parse().expect("a day"), moment());
    let hold = match choice.of(4) {
        0 => Hold::Nothing,
        1 => Hold::Ended(over),
        2 => Hold::Role(AssetRole::Analyst),
        _ => Hold::Role(AssetRole::Operator),
    };
    GivenAsset {
        id: AssetId::from_uuid(Uuid::from_u128(u128::from(at))),
        name: AssetName::parse(&format!("Asset {at}")).expect("a name"),
        kind: choice.among(&AssetKind::ALL),
        hold,
    }
}

fn groups(choice: &mut Choice) -> Vec<GivenGroup> {
    let group = |at: u64| AssetGroupId::from_uuid(Uuid::from_u128(u128::from(at)));
    (0..choice.of(3))
        .map(|at| GivenGroup { id: group(at), name: format!("Group {at}"), is_empty: at == 0 })
        .collect()
}

fn taken(choice: &mut Choice) -> Vec<Taken> {
    let how = [TakenBy::Edit, TakenBy::LeavingGroup("Web".to_owned()), TakenBy::Removal];
    let target = |at: u64| TargetId::Asset(AssetId::from_uuid(Uuid::from_u128(u128::from(at + 4))));
    (0..choice.of(4))
        .zip(how)
        .map(|(at, how)| Taken {
            target: target(at),
            name: format!("Gone {at}"),
            now: None,
            how,
            by: by(),
            at: moment(),
        })
        .collect()
}

fn another_level(choice: &mut Choice, who: Subject) -> level::Facts {
    let change = |from, to| LevelChange { from, to, by: by(), at: moment() };
    let levels = [
        change(AccessLevel::Admin, AccessLevel::Standard),
        change(AccessLevel::Standard, AccessLevel::Admin),
    ];
    level::Facts {
        state: who.state,
        level: who.grant.level(),
        invited: choice.whether().then(|| (by(), moment())),
        changes: levels.into_iter().take(choice.of(3) as usize).collect(),
    }
}

fn cant_log_in(choice: &mut Choice) -> log_in::Facts {
    let tries = Tries { times: 3, last: moment() };
    let near = ["yuki.tanak@agency.example", "yuki.tanaka@agnecy.example"];
    let near = near.map(|typed| (Email::parse(typed).expect("an address"), tries)).into_iter();
    log_in::Facts {
        standing: standing(choice),
        contact: Contact::parse("yuki.tanaka@agency.example").expect("an address"),
        failed: choice.whether().then_some(tries),
        near: near.take(choice.of(3) as usize).collect(),
        address_kept: choice.whether().then(moment),
        locked_until: choice.whether().then(moment),
        full: None,
    }
}

fn standing(choice: &mut Choice) -> Standing {
    let at = moment();
    let perhaps = |choice: &mut Choice| choice.whether().then_some(at);
    match choice.of(8) {
        0 => Standing::Expired { since: at, asked: perhaps(choice) },
        1 => Standing::Cancelled { at, by: Some(by()) },
        2 => Standing::Declined { at },
        3 => Standing::In { since: at, seen: perhaps(choice) },
        4 => Standing::Ended { at },
        5 => Standing::Revoked { at, by: Some(by()), left: choice.whether() },
        6 => Standing::InElsewhere { at, partner: None },
        _ => Standing::Invited {
            until: at,
            letter: letter(choice),
            reported: perhaps(choice),
            opened: perhaps(choice),
            other_account: perhaps(choice),
            copied: perhaps(choice),
        },
    }
}

fn letter(choice: &mut Choice) -> Letter {
    let (at, said) = (moment(), "550 5.1.1 user unknown".to_owned());
    match choice.of(8) {
        0 => Letter::Nothing,
        1 => Letter::Queued,
        2 => Letter::TriedAgain { next: at, said },
        3 => Letter::Taken { at },
        4 => Letter::Kept { at },
        5 => Letter::NeverSent { kept: at },
        6 => Letter::Failed { said },
        _ => Letter::CameBack { sent: at, said },
    }
}
