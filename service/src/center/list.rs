//! The Business Centers of an Account, to choose from.

use domain::access::AccessLevel;

use crate::capability::SignedIn;
use crate::clock::micros;
use crate::failure::Failure;

/// A Business Center an Account is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub slug: String,
    pub name: String,
    pub level: AccessLevel,
}

/// Business Centers whose access ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub open: Vec<Place>,
    /// Those whose access ended.
    pub ended: Vec<EndedPlace>,
}

/// A Business Center an Account was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedPlace {
    pub name: String,
    /// Where it ended by the clock: there they may ask to extend it.
    pub extend: Option<Extend>,
}

/// Where more time can be asked for, and whether it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    pub slug: String,
    pub asked: bool,
}

impl SignedIn {
    /// Where this Account is a Member, by name, and where it was.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn places(&self) -> Result<Places, Failure> {
        let now = micros(self.keyholder().clock().now());
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<
            _,
            (String, String, String, bool, bool, bool),
        >(
            "SELECT c.slug, c.name, p.level, p.state = 'active' AS active, p.asked_at IS NOT NULL AS asked,
                    p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $2) AS stands
               FROM partners p
               JOIN business_centers c ON c.id = p.center_id
              WHERE p.account_id = $1
              ORDER BY c.name, c.slug",
        )
        .bind(self.account().uuid())
        .bind(now)
        .fetch_all(c)
        .await)?;
        let mut places = Places::default();
        for (slug, name, level, active, asked, stands) in rows {
            match AccessLevel::parse(&level) {
                Some(level) if stands => places.open.push(Place { slug, name, level }),
                _ => places.ended.push(EndedPlace { name, extend: active.then_some(Extend { slug, asked }) }),
            }
        }
        Ok(places)
    }
}
