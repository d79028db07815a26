//! Who is in the demo: names, organisations and what each has, all told by a number, so that every demo of one size is the
//! same.

use chrono::{DateTime, Utc};
use domain::asset::AdvertiserId;
use domain::edit::Access;
use domain::invitation::Recorded;
use domain::linked::{Link, LinkState};
use domain::name::OrganisationName;
use domain::partner::PartnerKind;
use uuid::Uuid;

use super::given::{House, grant};
use super::names::{BUSINESSES, FIRST, LAST, ORGANISATIONS};
use super::past::past;
use crate::audit::{self, FilledIn, LinkedState};

pub(super) const ADA: &str = "Ada Lindqvist";
pub(super) const ADA_AT: &str = "ada@halcyon.example";
/// Which partner is the influencer whose TikTok account is registered.
pub(super) const SAKURA: u32 = 4;

/// One partner of the demo.
pub(super) struct DemoPartner {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) access: Access,
    pub(super) recorded: Recorded,
    pub(super) invited_at: DateTime<Utc>,
    /// Of whoever came in.
    pub(super) seen_at: Option<DateTime<Utc>>,
    pub(super) link: Option<Link>,
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
pub(super) fn partner(number: u32, of: u32, center: &str, house: &House<'_>) -> DemoPartner {
    let i = number as usize;
    let name = name(i);
    let (kind, past) = (kind(i), past(i));
    let independent = matches!(kind, PartnerKind::Influencer | PartnerKind::Employee);
    let organisation = (!independent).then(|| ORGANISATIONS[i * 7 % ORGANISATIONS.len()]);
    let organisation = organisation.and_then(|name| OrganisationName::parse(name).ok());
    let grant = grant(i, kind, of);
    let access = Access::new(Some(kind), organisation, grant, house.assets(i, kind, grant));
    let (recorded, invited_at) = (past.recorded(house.now), past.invited_at(house.now));
    let ends = past.ends().and_then(|days| house.end(days, invited_at));
    DemoPartner {
        name,
        email: email(number, center),
        access: access.with_end(ends),
        recorded,
        invited_at,
        seen_at: past.seen_at(house.now),
        link: link(i),
    }
}

/// Under which address they stand.
pub(super) fn email(number: u32, center: &str) -> String {
    let name = name(number as usize);
    let name: Vec<_> = name.splitn(2, ' ').map(plain).collect();
    format!("{}.{number}@{center}.example", name.join("."))
}

fn name(i: usize) -> String {
    // 64 and 63 have no factor in common: 4,032 pairs pass before one comes again.
    format!("{} {}", FIRST[i % FIRST.len()], LAST[i % LAST.len()])
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

/// One waits for an Admin to look at it, a few are approved.
fn link(i: usize) -> Option<Link> {
    let state = match (i, i % 100) {
        (2, _) => LinkState::InReview,
        (1 | 10 | 30, _) | (_, 51) => LinkState::Approved,
        _ => return None,
    };
    let advertiser = AdvertiserId::parse(&format!("71{:017}", 3_608_112_450_731 * (i + 1))).ok()?;
    Some(Link { advertiser, state })
}

impl DemoPartner {
    /// Whoever never came in has told no name.
    pub(super) fn told_name(&self) -> Option<&str> {
        self.seen_at.map(|_| self.name.as_str())
    }

    /// Since when they stand as they do.
    pub(super) fn since(&self) -> DateTime<Utc> {
        self.recorded.at().unwrap_or(self.invited_at)
    }

    pub(super) fn as_the_log_tells(&self, id: Uuid) -> FilledIn {
        FilledIn {
            partner: id,
            contact: self.email.clone(),
            name: self.told_name().map(str::to_owned),
            state: self.recorded.as_str().to_owned(),
            access: audit::Access::of(&self.access),
            linked: self.link.as_ref().map(LinkedState::of),
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

#[cfg(test)]
mod tests {
    use domain::access::AccessLevel;
    use domain::end::EndDate;
    use domain::invitation::{expires_at, partner_state};
    use domain::partner::PartnerState;
    use domain::seats::{ADMIN_SEATS, Seats, TIKTOK_STANDARD_SEATS, Taken};
    use domain::zone::Zone;

    use super::super::MOST_PARTNERS;
    use super::*;

    #[test]
    fn the_biggest_demo_fits_into_one_business_center() {
        let now = "2026-11-24T09:16:00Z".parse().unwrap();
        let house = House { targets: &[], zone: Zone::UTC, now };
        let mut seats = Seats::default();
        for number in 0..MOST_PARTNERS {
            let partner = partner(number, MOST_PARTNERS, "halcyon", &house);
            let ends_at = partner.access.ends().map(EndDate::moment);
            let expires_at = expires_at(partner.invited_at, ends_at);
            let Taken { active, invited } = match partner.access.grant.level() {
                AccessLevel::Admin => &mut seats.admins,
                AccessLevel::Standard => &mut seats.standards,
            };
            match partner_state(partner.recorded, expires_at, ends_at, now) {
                PartnerState::Active => *active += 1,
                PartnerState::Invited => *invited += 1,
                _ => {}
            }
        }
        assert_eq!((seats.admins.total(), seats.admins.total() + seats.standards.total()), (16, 3_896));
        assert!(seats.admins.total() < ADMIN_SEATS && seats.standards.total() < TIKTOK_STANDARD_SEATS);
    }
}
