//! A link as its columns hold it.

use chrono::{DateTime, Utc};
use domain::asset::AdvertiserId;
use domain::id::PartnerId;
use domain::linked::{Link, LinkState};

use crate::clock::at;
use crate::failure::Fault;

/// What somebody has linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingLink {
    pub link: Link,
    pub linked_at: DateTime<Utc>,
    /// None while it is in review as it was linked.
    pub set: Option<SetBy>,
    /// Who linked the same one: told to Admins alone.
    pub also: Vec<String>,
    /// The Asset that it is here, so hardly their own: told to Admins alone.
    pub registered_as: Option<String>,
}

/// The Admin who set its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetBy {
    pub name: String,
    pub at: DateTime<Utc>,
}

/// Of a partner `p`, joined with the Admin `l` who set the state.
macro_rules! link_columns {
    () => {
        "p.linked_advertiser_id, p.link_state, p.linked_at, p.link_state_at, coalesce(l.name, l.contact) AS link_set_by"
    };
}
pub(crate) use link_columns;

/// The names of others who linked what a partner `p` did.
macro_rules! also_linked {
    () => {
        "(SELECT string_agg(coalesce(s.name, s.contact), '\n' ORDER BY s.sort_key, s.id)
            FROM partners s
           WHERE s.center_id = p.center_id AND s.linked_advertiser_id = p.linked_advertiser_id AND s.id <> p.id
             AND s.state NOT IN ('declined', 'cancelled')) AS also_linked"
    };
}
pub(crate) use also_linked;

/// The name of the Asset that has the advertiser id which a partner `p` linked.
macro_rules! registered_as {
    () => {
        "(SELECT a.name FROM assets a
           WHERE a.center_id = p.center_id AND a.advertiser_id = p.linked_advertiser_id) AS link_registered_as"
    };
}
pub(crate) use registered_as;

#[derive(sqlx::FromRow)]
pub(crate) struct LinkRow {
    linked_advertiser_id: Option<String>,
    link_state: Option<String>,
    linked_at: Option<i64>,
    link_state_at: Option<i64>,
    link_set_by: Option<String>,
    #[sqlx(default)]
    also_linked: Option<String>,
    #[sqlx(default)]
    link_registered_as: Option<String>,
}

impl LinkRow {
    pub(crate) fn link(self, partner: PartnerId) -> Result<Option<StandingLink>, Fault> {
        let (Some(advertiser), Some(state), Some(linked_at)) =
            (self.linked_advertiser_id, self.link_state, self.linked_at)
        else {
            return Ok(None);
        };
        let set = self.link_set_by.zip(self.link_state_at);
        Ok(Some(StandingLink {
            link: link(partner, &advertiser, &state)?,
            linked_at: at(linked_at),
            set: set.map(|(name, set_at)| SetBy { name, at: at(set_at) }),
            also: self.also_linked.as_deref().unwrap_or_default().lines().map(str::to_owned).collect(),
            registered_as: self.link_registered_as,
        }))
    }
}

/// From its two columns.
pub(super) fn link(partner: PartnerId, advertiser: &str, state: &str) -> Result<Link, Fault> {
    let wrong = |column, holds: &str| Fault::Row {
        table: "partners",
        column,
        row: partner.to_string(),
        holds: holds.to_owned(),
    };
    Ok(Link {
        advertiser: AdvertiserId::parse(advertiser).map_err(|_| wrong("linked_advertiser_id", advertiser))?,
        state: LinkState::parse(state).ok_or_else(|| wrong("link_state", state))?,
    })
}
