//! What the partners of the demo are given: Modules, Assets and groups, and until when.

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{Module, Modules};
use domain::asset::{AssetGrant, AssetGrants, AssetKind, AssetRole, AssetTarget};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::name::Purpose;
use domain::partner::PartnerKind;
use domain::zone::Zone;

/// Who is in, without anything.
const NOTHING_GRANTED: usize = 33;
/// Whose access to one Asset ends within a week.
const ENDS_SOON: usize = 5;

/// All that can be given in a Business Center, as of a moment.
pub(super) struct House<'a> {
    pub(super) targets: &'a [AssetTarget],
    pub(super) zone: Zone,
    pub(super) now: DateTime<Utc>,
}

/// One Admin in two hundred and fifty, sixteen in the biggest demo: with Ada and who is invited fewer than 20.
pub(super) fn grant(i: usize, kind: PartnerKind, of: u32) -> Grant {
    if i % 250 == 8 && of >= 20 {
        return Grant::Admin;
    }
    let modules = match (kind, i % 3) {
        _ if i == NOTHING_GRANTED => Modules::NONE,
        (PartnerKind::Influencer, _) => Modules::NONE.with(Module::Content),
        (PartnerKind::Client, _) => Modules::NONE.with(Module::Analytics),
        (_, 0) => Modules::NONE.with(Module::Analytics).with(Module::Campaigns),
        (_, 1) => Modules::NONE.with(Module::Campaigns).with(Module::Assets).with(Module::Analytics),
        _ if i.is_multiple_of(41) => Modules::NONE,
        _ => Modules::NONE.with(Module::Assets),
    };
    Grant::Standard { modules }
}

impl House<'_> {
    /// Of most of the first forty, then of one in seven: so each Asset is reached by a handful in a small house, and by no
    /// more than a page can show in the biggest. None of an Admin, nor of who is granted nothing.
    pub(super) fn assets(&self, i: usize, kind: PartnerKind, grant: Grant) -> AssetGrants {
        let gets_some = if i < 40 { i % 7 != 3 } else { i % 7 == 4 };
        let (true, Grant::Standard { modules }) = (gets_some, grant) else { return AssetGrants::NONE };
        if modules == Modules::NONE {
            return AssetGrants::NONE;
        }
        let turn = i / 10;
        let of =
            |kind| self.target(turn, |of| matches!(of, AssetTarget::Asset { kind: of, .. } if *of == kind));
        let group = self.target(turn, |of| matches!(of, AssetTarget::Group { .. }));
        let wanted = match kind {
            PartnerKind::Agency => [of(AssetKind::AdAccount).filter(|_| i % 2 == 1), group],
            PartnerKind::Influencer => [of(AssetKind::TikTokAccount), group.filter(|_| i.is_multiple_of(3))],
            PartnerKind::Client => [of(AssetKind::Catalog), group],
            PartnerKind::Employee => [
                of(AssetKind::Shop).or(of(AssetKind::Pixel)),
                of(AssetKind::Catalog).or(of(AssetKind::Creative)),
            ],
            PartnerKind::Manager => [of(AssetKind::LeadForm), of(AssetKind::Audience)],
        };
        let given = wanted.into_iter().flatten().map(|target| self.given(i, kind, modules, target));
        AssetGrants::new(given).unwrap_or_default()
    }

    /// The last day of something that was given at a moment, in days from today.
    pub(super) fn end(&self, days: i64, given: DateTime<Utc>) -> Option<EndDate> {
        let day = self.zone.date(self.now) + TimeDelta::days(days);
        EndDate::parse(&day.to_string(), self.zone, given).ok().flatten()
    }

    fn target(&self, turn: usize, is_one: impl Fn(&AssetTarget) -> bool) -> Option<&AssetTarget> {
        let all: Vec<_> = self.targets.iter().filter(|target| is_one(target)).collect();
        all.get(turn.checked_rem(all.len())?).copied()
    }

    /// As Operator where their Modules let them do what an Operator can.
    fn given(&self, i: usize, kind: PartnerKind, modules: Modules, target: &AssetTarget) -> AssetGrant {
        let (operates, by_itself) = match target {
            AssetTarget::Asset { kind, .. } => (modules.contains(kind.operated_in()), true),
            AssetTarget::Group { .. } => {
                (modules.contains(Module::Campaigns) || modules.contains(Module::Content), false)
            }
        };
        let days = match i {
            ENDS_SOON => Some(5),
            _ if i % 3 == 1 => Some(20 + i64::try_from(i * 13 % 200).unwrap_or_default()),
            _ => None,
        };
        AssetGrant {
            target: target.clone(),
            role: if operates { AssetRole::Operator } else { AssetRole::Analyst },
            purpose: purpose(kind).filter(|_| by_itself && i % 4 != 2),
            ends: days.filter(|_| by_itself).and_then(|days| self.end(days, self.now)),
        }
    }
}

fn purpose(of: PartnerKind) -> Option<Purpose> {
    let words = match of {
        PartnerKind::Agency => "the spring launch",
        PartnerKind::Influencer => "two posts a week",
        PartnerKind::Client => "orders for their shelves",
        PartnerKind::Employee => "keeps the shop running",
        PartnerKind::Manager => "a report every Monday",
    };
    Purpose::parse(words).ok()
}
