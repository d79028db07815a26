//! Who is in the demo: names, organisations and what became of each, all told by a number, so that every demo of one
//! size is the same.

use domain::access::{Module, Modules};
use domain::asset::AssetGrants;
use domain::edit;
use domain::grant::Grant;
use domain::name::OrganisationName;
use domain::partner::PartnerKind;
use uuid::Uuid;

use super::names::{BUSINESSES, FIRST, LAST, ORGANISATIONS};
use crate::audit::{Access, FilledIn};

pub(super) const ADA: &str = "Ada Lindqvist";
pub(super) const ADA_AT: &str = "ada@halcyon.example";

/// One partner of the demo.
pub(super) struct DemoPartner {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) organisation: Option<OrganisationName>,
    pub(super) kind: PartnerKind,
    pub(super) grant: Grant,
    pub(super) past: Past,
}

/// What became of them, in hours before now.
#[derive(Clone, Copy)]
pub(super) enum Past {
    Active { since: i64, seen: Option<i64> },
    Invited { sent: i64 },
    Expired { sent: i64 },
    Declined { sent: i64 },
    Cancelled { sent: i64 },
    Revoked { sent: i64 },
}

/// The name of the Business Center with a number.
pub(super) fn business(number: u32) -> String {
    let number = number as usize;
    let name = BUSINESSES[number % BUSINESSES.len()];
    match number / BUSINESSES.len() {
        0 => name.to_owned(),
        more => format!("{name} {}", more + 1),
    }
}

/// Partner number so and so, of so many. Their addresses are of their Business Center, so that each is in one alone.
pub(super) fn partner(number: u32, of: u32, center: &str) -> DemoPartner {
    let i = number as usize;
    // 64 and 63 have no factor in common: 4,032 pairs pass before one comes again.
    let (first, last) = (FIRST[i % FIRST.len()], LAST[i % LAST.len()]);
    let kind = kind(i);
    let independent = matches!(kind, PartnerKind::Influencer | PartnerKind::Employee);
    let organisation = (!independent).then(|| ORGANISATIONS[i * 7 % ORGANISATIONS.len()]);
    DemoPartner {
        name: format!("{first} {last}"),
        email: format!("{}.{}.{number}@{center}.example", plain(first), plain(last)),
        organisation: organisation.and_then(|name| OrganisationName::parse(name).ok()),
        kind,
        grant: grant(i, kind, of),
        past: past(i),
    }
}

fn kind(i: usize) -> PartnerKind {
    match i % 10 {
        0..=3 => PartnerKind::Agency,
        4..=6 => PartnerKind::Influencer,
        7 => PartnerKind::Client,
        8 => PartnerKind::Employee,
        _ => PartnerKind::Manager,
    }
}

/// One Admin in two hundred and fifty, sixteen in the biggest demo: with Ada and who is invited fewer than 20.
fn grant(i: usize, kind: PartnerKind, of: u32) -> Grant {
    if i % 250 == 8 && of >= 20 {
        return Grant::Admin;
    }
    let modules = match (kind, i % 3) {
        (PartnerKind::Influencer, _) => Modules::NONE.with(Module::Content),
        (PartnerKind::Client, _) => Modules::NONE.with(Module::Analytics),
        (_, 0) => Modules::NONE.with(Module::Analytics).with(Module::Campaigns),
        (_, 1) => Modules::NONE.with(Module::Campaigns).with(Module::Assets).with(Module::Analytics),
        _ if i.is_multiple_of(41) => Modules::NONE,
        _ => Modules::NONE.with(Module::Assets),
    };
    Grant::Standard { modules }
}

/// Of forty, one holds no seat any more and one is invited; the others are in. So of 4,000 there are 3,900 seats used.
fn past(i: usize) -> Past {
    let hours = |most: usize| i64::try_from(i * 7_919 % most).unwrap_or_default();
    match (i % 40, i / 40 % 4) {
        (37, 0) => Past::Revoked { sent: 2_000 + hours(9_000) },
        (37, 1) => Past::Declined { sent: 800 + hours(9_000) },
        (37, 2) => Past::Cancelled { sent: 800 + hours(9_000) },
        (37, _) => Past::Expired { sent: 721 + hours(2_000) },
        (39, _) => Past::Invited { sent: hours(700) },
        _ => {
            Past::Active { since: 24 + hours(17_000), seen: (!i.is_multiple_of(29)).then(|| hours(24 * 95)) }
        }
    }
}

impl DemoPartner {
    /// Whoever never came in has told no name.
    pub(super) fn told_name(&self) -> Option<&str> {
        matches!(self.past, Past::Active { .. } | Past::Revoked { .. }).then_some(self.name.as_str())
    }

    pub(super) fn as_the_log_tells(&self, id: Uuid) -> FilledIn {
        let access =
            edit::Access::new(Some(self.kind), self.organisation.clone(), self.grant, AssetGrants::NONE);
        FilledIn {
            partner: id,
            contact: self.email.clone(),
            name: self.told_name().map(str::to_owned),
            state: self.past.state().to_owned(),
            access: Access::of(&access),
        }
    }
}

impl Past {
    pub(super) fn state(self) -> &'static str {
        match self {
            Self::Active { .. } => "active",
            Self::Invited { .. } | Self::Expired { .. } => "invited",
            Self::Declined { .. } => "declined",
            Self::Cancelled { .. } => "cancelled",
            Self::Revoked { .. } => "revoked",
        }
    }

    pub(super) fn invited_hours_ago(self) -> i64 {
        match self {
            Self::Active { since, .. } => since + 20,
            Self::Invited { sent }
            | Self::Expired { sent }
            | Self::Declined { sent }
            | Self::Cancelled { sent }
            | Self::Revoked { sent } => sent,
        }
    }

    /// Since when their state is what it is.
    pub(super) fn hours_ago(self) -> i64 {
        match self {
            Self::Active { since, .. } => since,
            Self::Invited { sent } | Self::Expired { sent } => sent,
            Self::Declined { sent } | Self::Cancelled { sent } | Self::Revoked { sent } => sent - 30,
        }
    }

    pub(super) fn seen_hours_ago(self) -> Option<i64> {
        match self {
            Self::Active { since, seen } => seen.map(|seen| seen.min(since)),
            _ => None,
        }
    }
}

/// A name as it stands in an address.
fn plain(name: &str) -> String {
    let letter = |sign: char| match sign {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        other => other,
    };
    domain::fold::unaccented(name).chars().map(letter).filter(char::is_ascii_alphanumeric).collect()
}
