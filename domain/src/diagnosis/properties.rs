//! Of whoever everything works for nothing is found; whatever is broken is found, whatever else is.

mod assets;
mod changes;
mod level;
mod log_in;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use crate::access::{AccessLevel, Module, Modules};
use crate::asset::{AssetKind, AssetRole, Hold, TargetId};
use crate::contact::Email;
use crate::decision::{Refusal, Subject};
use crate::end::EndDate;
use crate::grant::Grant;
use crate::id::{AssetGroupId, AssetId, ChangeRequestId};
use crate::linked::{LinkState, LinkedAdAccount};
use crate::name::AssetName;
use crate::partner::PartnerState;

fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..20_000).prop_map(|hours| DateTime::UNIX_EPOCH + TimeDelta::hours(hours))
}

fn out() -> impl Strategy<Value = PartnerState> {
    let states = PartnerState::ALL.into_iter().filter(|state| *state != PartnerState::Active);
    prop::sample::select(states.collect::<Vec<_>>())
}

fn modules() -> impl Strategy<Value = Modules> {
    (0_i64..32).prop_map(|bits| Modules::from_bits(bits).unwrap())
}

fn role() -> impl Strategy<Value = AssetRole> {
    prop::sample::select(AssetRole::ALL.to_vec())
}

fn over() -> EndDate {
    EndDate::recorded("2026-11-24".parse().unwrap(), DateTime::UNIX_EPOCH)
}

/// A Standard Member for whom all else works.
fn working(modules: Modules) -> Subject {
    let ad_account = LinkedAdAccount::Linked(LinkState::Approved);
    Subject { state: PartnerState::Active, grant: Grant::standard(modules), ad_account }
}
