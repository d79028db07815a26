//! **Your ad account**: what somebody sees of their own, **Link ad account** and **Unlink**.

use domain::asset::AdvertiserId;
use domain::id::PartnerId;
use domain::limit::{LINKS, Limited};
use domain::linked::{Link, LinkRefusal, Linking};

use super::row::{LinkRow, StandingLink, link, link_columns};
use crate::audit::{Event, LinkedState};
use crate::capability::Member;
use crate::change::{AsMember, Change, in_task};
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::outbox::Mail;
use crate::partner::OtherAdmin;

/// What a Member is told of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAdAccount {
    /// They founded the Business Center.
    NotNeeded,
    Needed(Option<StandingLink>),
}

impl OwnAdAccount {
    pub fn linking(&self) -> Linking {
        match self {
            Self::NotNeeded => Linking::NotNeeded,
            Self::Needed(link) => Linking::Needed(link.as_ref().map(|standing| standing.link.clone())),
        }
    }
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    invited: bool,
    #[sqlx(flatten)]
    link: LinkRow,
}

/// Somebody who links or unlinks, once for each Admin who may answer for them; `tenth_at` is when they linked the one that
/// must be long ago before they may link another.
#[derive(sqlx::FromRow)]
struct LinkerRow {
    invited: bool,
    contact: String,
    linked_advertiser_id: Option<String>,
    link_state: Option<String>,
    tenth_at: Option<i64>,
    admin: Option<String>,
    invited_them: bool,
}

/// [`LinkerRow`], read once.
struct Linker {
    linking: Linking,
    contact: String,
    tenth_at: Option<i64>,
    admins: Vec<OtherAdmin>,
}

impl Member {
    /// The ad account that they linked, and how it stands.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn own_ad_account(&self) -> Result<OwnAdAccount, Failure> {
        let row = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, OwnRow>(concat!(
                "SELECT p.invited_at IS NOT NULL AS invited, ",
                link_columns!(),
                " FROM partners p
                  LEFT JOIN partners l ON l.id = p.link_state_by
                 WHERE p.id = $1",
            ))
            .bind(self.partner().uuid())
            .fetch_optional(c)
            .await
        })?;
        let row = row.ok_or(Failure::NotFound)?;
        let link = row.link.link(self.partner())?;
        Ok(if row.invited { OwnAdAccount::Needed(link) } else { OwnAdAccount::NotNeeded })
    }

    /// Links an ad account, instead of the one that was linked before; an Admin is told to look at it.
    ///
    /// # Errors
    /// Refused for whoever needs none, and for the same one while it counts or is looked at; too many within a day.
    pub async fn link_ad_account(&self, advertiser: AdvertiserId) -> Result<(), Failure<LinkRefusal>> {
        let member = self.clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let partner = member.partner();
            let linker = change.linker(partner).await?;
            let after = linker.linking.link(advertiser).map_err(Failure::Refused)?;
            change.refuse_unless_out(LINKS, Limited::Links, linker.tenth_at.map(at))?;
            change.write_link(partner, Some(&after)).await?;
            let (center, linked_at) = (change.center().id, micros(change.now));
            let mail = Mail::AdAccountLinked { partner, at: linked_at };
            change.tell_those_of(center, &linker.admins, &mail).await?;
            let event = Event::AdAccountLinked {
                partner: partner.uuid(),
                contact: linker.contact,
                before: linker.linking.linked().map(LinkedState::of),
                after: LinkedState::of(&after),
            };
            change.commit(event).await
        })
        .await
    }

    /// Takes away the one that was shown.
    ///
    /// # Errors
    /// Refused where none is linked, or another one than was shown.
    pub async fn unlink_ad_account(&self, shown: AdvertiserId) -> Result<(), Failure<LinkRefusal>> {
        let member = self.clone();
        in_task(async move {
            let mut change = Change::by_member(&member).await?;
            let partner = member.partner();
            let linker = change.linker(partner).await?;
            let before = linker.linking.unlink(&shown).map_err(Failure::Refused)?;
            change.write_link(partner, None).await?;
            let event = Event::AdAccountUnlinked {
                partner: partner.uuid(),
                contact: linker.contact,
                before: LinkedState::of(&before),
            };
            change.commit(event).await
        })
        .await
    }
}

impl Change<AsMember> {
    /// Whoever acts, and the Admins beside them.
    async fn linker(&mut self, partner: PartnerId) -> Result<Linker, Failure<LinkRefusal>> {
        let rows = on!(&mut self.tx, |c| {
            sqlx::query_as::<_, LinkerRow>(
            r#"SELECT p.invited_at IS NOT NULL AS invited, p.contact, p.linked_advertiser_id, p.link_state,
                      (SELECT a.at
                         FROM audit_about t
                         JOIN audit a ON a.center_id = t.center_id AND a.number = t.number
                        WHERE t.center_id = p.center_id AND t.partner_id = p.id
                          AND a.body LIKE '{"event":"AdAccountLinked"%'
                        ORDER BY t.number DESC
                        LIMIT 1 OFFSET $2) AS tenth_at,
                      a.contact AS admin, coalesce(a.id = p.invited_by, false) AS invited_them
                 FROM partners p
                 LEFT JOIN partners a ON a.center_id = p.center_id AND a.state = 'active' AND a.level = 'admin'
                                     AND a.contact_kind = 'email' AND a.id <> p.id
                WHERE p.id = $1
                ORDER BY a.contact"#,
        )
        .bind(partner.uuid())
        .bind(i64::from(LINKS.times) - 1)
        .fetch_all(c)
        .await
        })?;
        let admins = rows.iter().filter_map(|row| Some((row.admin.clone()?, row.invited_them))).collect();
        let row = rows.into_iter().next().ok_or(Failure::NotFound)?;
        let linked = row.linked_advertiser_id.zip(row.link_state);
        let linked = linked.map(|(advertiser, state)| link(partner, &advertiser, &state)).transpose()?;
        Ok(Linker {
            linking: Linking::of(row.invited, linked),
            contact: row.contact,
            tenth_at: row.tenth_at,
            admins,
        })
    }

    async fn write_link(
        &mut self,
        partner: PartnerId,
        link: Option<&Link>,
    ) -> Result<(), Failure<LinkRefusal>> {
        on!(&mut self.tx, |c| {
            sqlx::query(
            "UPDATE partners
                SET linked_advertiser_id = $1, link_state = $2, linked_at = $3, link_state_by = NULL, link_state_at = NULL
              WHERE id = $4",
        )
        .bind(link.map(|link| link.advertiser.as_str()))
        .bind(link.map(|link| link.state.as_str()))
        .bind(link.map(|_| micros(self.now)))
        .bind(partner.uuid())
        .execute(c)
        .await
        .map(|_| ())
        })?;
        Ok(())
    }
}
