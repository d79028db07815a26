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
    /// Names of those whose access ended, newest first.
    pub ended: Vec<String>,
}

impl SignedIn {
    /// Where this Account is a Member, by name, and where it was.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn places(&self) -> Result<Places, Failure> {
        let now = micros(self.keyholder().clock().now());
        let rows = read!(self.keyholder().db(), |c| sqlx::query_as::<_, (String, String, String, bool)>(
            "SELECT c.slug, c.name, p.level,
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
        for (slug, name, level, stands) in rows {
            match AccessLevel::parse(&level) {
                Some(level) if stands => places.open.push(Place { slug, name, level }),
                _ => places.ended.push(name),
            }
        }
        Ok(places)
    }
}
