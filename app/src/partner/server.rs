//! What the list asks of the server.

use domain::access::AccessLevel;
use domain::id::PartnerId;
use domain::partner::{PartnerState, Start};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::candidates::Candidates;
use super::organisation::OrganisationHere;
use crate::error::PageError;

/// A page of the list, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnersPage {
    pub rows: Vec<ListedItem>,
    /// Where the page before begins, and the one after.
    pub previous: Option<Start>,
    pub next: Option<Start>,
    /// "51 to 100 of 3,912"
    pub range: String,
    /// "3,912"
    pub all: String,
    /// How many there are: all, of each state, not here for 30 and for 90 days, and with nothing granted.
    pub counts: Vec<String>,
    /// Nobody was ever invited here, whatever is searched for.
    pub nobody_yet: bool,
    /// Mails are kept in a folder on the server's machine.
    pub mails_are_kept: bool,
    /// An Admin can hand a link over by hand.
    pub copy_link: bool,
    /// Whoever looks.
    pub own: PartnerId,
    /// The Organisation that the list is of, if anybody of it is here.
    pub organisation: Option<OrganisationHere>,
    /// For a single Admin.
    pub candidates: Option<Candidates>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListedItem {
    pub partner: PartnerItem,
    /// "Analytics, Content · 3 Assets"
    pub reach: String,
    /// They are in, and nothing was given to them.
    pub lacks_module_or_asset: bool,
}

/// A partner as they are shown in one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartnerItem {
    pub id: PartnerId,
    /// Their name, or the address until they have one here.
    pub name: String,
    pub initials: String,
    pub contact: Option<String>,
    pub organisation: Option<String>,
    pub kind: String,
    pub level: AccessLevel,
    pub state: PartnerState,
    /// What stands under the state, and how it is meant.
    pub about_state: Option<(Tone, String)>,
    pub last: String,
}

/// What the filter can ask for by name; not all where there are many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub organisations: Vec<String>,
    pub assets: Vec<String>,
}

/// Only exceptions get a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tone {
    Quiet,
    Care,
    Bad,
}

#[server(output = crate::json::Json, endpoint = "partners/list")]
pub async fn list_partners(slug: String, #[server(default)] asked: Asked) -> Result<PartnersPage, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::SeePartners).await?;
    let query = ssr::query(asked);
    let page = admin.partners(&query).await.map_err(|failure| PageError::from(failure).answer())?;
    let organisation = ssr::organisation(&admin, &query).await;
    let organisation = organisation.map_err(|failure| PageError::from(failure).answer())?;
    let candidates = Candidates::of(&admin).await.map_err(|failure| PageError::from(failure).answer())?;
    let candidates = candidates.filter(Candidates::is_somebody);
    Ok(PartnersPage { organisation, candidates, ..ssr::words(&admin, &query, page) })
}

#[server(output = crate::json::Json, endpoint = "partners/names")]
pub async fn ask_for_names(slug: String) -> Result<Names, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::SeePartners).await?;
    let (organisations, assets) =
        admin.names_to_filter_by().await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(Names { organisations, assets })
}

#[cfg(feature = "ssr")]
pub(super) mod ssr {
    use chrono::{DateTime, Utc};
    use domain::contact::ContactKind;
    use domain::end::EndDate;
    use domain::invitation::AcceptUntil;
    use domain::name::initials;
    use domain::partner::{
        Chosen, Counts, PartnerKind, PartnerState, Quiet, can_reach, lacks_module_or_asset,
    };
    use domain::seats::grouped;
    use domain::zone::{Zone, ago};
    use service::capability::Admin;
    use service::failure::Failure;
    use service::outbox::MailState;
    use service::partner::{ListedPartner, MailRow, Page, PartnerRow, PartnersQuery};

    use super::{Asked, ListedItem, OrganisationHere, PartnerItem, PartnersPage, Tone};

    pub(in crate::partner) fn query(asked: Asked) -> PartnersQuery {
        let Asked { search, state, filter, sort, start, gives: _ } = asked;
        PartnersQuery { search, state, filter, sort, start }
    }

    pub(super) fn words(admin: &Admin, query: &PartnersQuery, page: Page) -> PartnersPage {
        let now = admin.keyholder().clock().now();
        let unfiltered = *query == PartnersQuery { sort: query.sort, ..PartnersQuery::default() };
        PartnersPage {
            nobody_yet: unfiltered && page.rows.is_empty(),
            range: range(query, &page),
            all: grouped(page.counts.partners(query.chosen())),
            counts: counts(query.chosen(), &page.counts),
            previous: page.previous,
            next: page.next,
            rows: page.rows.into_iter().map(|row| listed(row, admin, now)).collect(),
            mails_are_kept: !admin.keyholder().mailer().delivers(),
            copy_link: admin.offers_copy_link(),
            own: admin.member().partner(),
            organisation: None,
            candidates: None,
        }
    }

    pub(super) async fn organisation(
        admin: &Admin,
        query: &PartnersQuery,
    ) -> Result<Option<OrganisationHere>, Failure> {
        let key = query.filter.organisation_key();
        if key.is_empty() {
            return Ok(None);
        }
        let found = admin.organisation(&key).await?;
        Ok(found.and_then(|organisation| OrganisationHere::of(organisation, "", admin)))
    }

    /// "51 to 100 of 3,912"
    fn range(query: &PartnersQuery, page: &Page) -> String {
        let all = grouped(page.counts.partners(query.chosen()));
        match u32::try_from(page.rows.len()) {
            Ok(0) | Err(_) => format!("0 of {all}"),
            Ok(shown) => {
                format!("{} to {} of {all}", grouped(page.first), grouped(page.first + shown - 1))
            }
        }
    }

    /// In the order of the chips: each with the other choices as they are.
    fn counts(chosen: Chosen, counts: &Counts) -> Vec<String> {
        let states = [None].into_iter().chain(PartnerState::ALL.map(Some));
        let states = states.map(|state| Chosen { state, ..chosen });
        let quiet = Quiet::ALL.map(|quiet| Chosen { quiet: Some(quiet), ..chosen });
        states
            .chain([Chosen { not_delivered: true, ..chosen }])
            .chain(quiet)
            .chain([Chosen { ends_soon: true, ..chosen }, Chosen { nothing_granted: true, ..chosen }])
            .map(|chosen| grouped(counts.partners(chosen)))
            .collect()
    }

    fn listed(row: ListedPartner, admin: &Admin, now: DateTime<Utc>) -> ListedItem {
        let state = row.partner.state;
        ListedItem {
            reach: can_reach(state, row.partner.grant, row.assets),
            lacks_module_or_asset: lacks_module_or_asset(state, row.partner.grant, row.assets),
            partner: item(row.partner, admin, now),
        }
    }

    pub(in crate::partner) fn item(row: PartnerRow, admin: &Admin, now: DateTime<Utc>) -> PartnerItem {
        let about_state = about_state(&row, admin, now);
        let last = last(&row, admin, now);
        let initials = row.name.as_deref().map(initials).unwrap_or_default();
        let (name, contact) = match row.name {
            Some(name) => (name, Some(row.contact)),
            None => (row.contact, None),
        };
        PartnerItem {
            id: row.id,
            name,
            initials,
            contact,
            organisation: row.organisation,
            kind: row.kind.map_or("", PartnerKind::label).to_owned(),
            level: row.grant.level(),
            state: row.state,
            about_state,
            last,
        }
    }

    /// Moments are in the zone of whoever reads; the day of an end is that of the Business Center, for everybody.
    fn about_state(row: &PartnerRow, admin: &Admin, now: DateTime<Utc>) -> Option<(Tone, String)> {
        let (zone, kind) = (admin.member().zone(), ContactKind::of_normal(&row.contact));
        let sending = Sending { kind, reaches: admin.keyholder().reaches(kind) };
        let mail = row.mail.as_ref().map(|mail| sending.words(mail, zone, now));
        let end = row.ends_at.map(|ends| EndDate::at(ends, admin.center().zone));
        let until = end.map(|end| format!("Until {end}"));
        match row.state {
            PartnerState::Invited if row.reported_at.is_some() => {
                let mail = mail.map_or_else(String::new, |(_, words)| format!(". {words}"));
                Some((Tone::Bad, format!("Reported by whoever got it{mail}")))
            }
            PartnerState::Invited if row.perhaps_mistyped => {
                let mail = mail.map_or_else(String::new, |(_, words)| format!(". {words}"));
                Some((Tone::Care, format!("Perhaps mistyped{mail}")))
            }
            PartnerState::Invited => match (mail, end) {
                // Not to be taken for the end of the link.
                (Some((tone, mail)), Some(end)) => Some((tone, format!("{mail}. Access until {end}"))),
                (mail, _) => mail,
            },
            PartnerState::Expired if row.asked_at.is_some() => {
                Some((Tone::Care, "Asked for a new link".to_owned()))
            }
            PartnerState::Expired => {
                Some((Tone::Care, format!("Expired {}", AcceptUntil::of(row.state_at, end).day(zone))))
            }
            PartnerState::Active if row.asked_at.is_some() || row.asks => {
                let asks = if row.asked_at.is_some() { "Asked to extend" } else { "Asks for access" };
                let until = until.map(|until| format!(". {until}")).unwrap_or_default();
                Some((Tone::Care, format!("{asks}{until}")))
            }
            PartnerState::Ended if row.asked_at.is_some() => Some((Tone::Care, "Asked to extend".to_owned())),
            PartnerState::Active => until.map(|until| (Tone::Quiet, until)),
            _ => None,
        }
    }

    /// The way that an Invitation goes to its Contact.
    struct Sending {
        kind: ContactKind,
        reaches: bool,
    }

    impl Sending {
        fn words(&self, mail: &MailRow, zone: Zone, now: DateTime<Utc>) -> (Tone, String) {
            let (what, server) = match self.kind {
                ContactKind::Email => ("Mail", "server"),
                ContactKind::Phone => ("SMS", "gateway"),
            };
            let said = mail.said.as_deref().unwrap_or_default();
            match mail.state {
                MailState::Kept => {
                    let mend = if self.reaches { "resend the invite" } else { "hand the link over" };
                    (Tone::Care, format!("Mail kept in the folder: {mend}"))
                }
                MailState::Sent => {
                    let at = mail.sent_at.map(|at| zone.moment(at).words).unwrap_or_default();
                    (Tone::Quiet, format!("{what} sent {at}"))
                }
                MailState::Queued if mail.said.is_none() => (Tone::Quiet, format!("{what} queued")),
                MailState::Queued => {
                    let minutes = (mail.next_try_at - now).num_seconds().max(0) / 60 + 1;
                    let next = format!("{what} queued, next try within {minutes} min");
                    (Tone::Care, format!("{next}. The {server} said: {said}"))
                }
                MailState::Failed if mail.sent_at.is_some() => {
                    (Tone::Bad, format!("{what} came back: {said}"))
                }
                MailState::Failed => (Tone::Bad, format!("{what} failed: {said}")),
                MailState::Dropped => (Tone::Care, format!("{what} not sent: the invitation changed")),
            }
        }
    }

    fn last(row: &PartnerRow, admin: &Admin, now: DateTime<Utc>) -> String {
        match (row.state, row.seen_at) {
            // The day stays in one line.
            (PartnerState::Invited, _) => {
                let end = row.ends_at.map(|ends| EndDate::at(ends, admin.center().zone));
                let day = AcceptUntil::of(row.state_at, end).day(admin.member().zone());
                format!("Accept until {}", day.replace(' ', "\u{a0}"))
            }
            (_, Some(seen)) => ago(seen, now),
            (_, None) => "Never here".to_owned(),
        }
    }
}
