//! `keyholder admin`: whoever runs the house makes a Member an Admin, where no Admin is left who could. Past every capability,
//! as who holds the database is, but not past the rules: seats are held, the Admins who are there are told, and it stands in
//! the audit log.

use std::fmt;

use chrono::TimeDelta;
use domain::asset::AssetGrants;
use domain::contact::Contact;
use domain::edit::{Access, EditRefusal};
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::{BusinessCenterId, PartnerId};
use domain::partner::Quiet;
use domain::seats::SeatsFull;
use domain::zone::ago;
use uuid::Uuid;

use super::edit::Edit;
use crate::audit::Actor;
use crate::change::{AsAdmin, Change, in_task};
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::mail::Letter;
use crate::mail::appoint::AppointedMail;
use crate::outbox::Mail;

/// Whether somebody is made an Admin where one is there who could do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Nobody,
    Others,
}

/// Who was made an Admin, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointed {
    pub name: String,
    pub business: String,
    /// Who was one already.
    pub admins: Vec<AdminThere>,
    /// The end that their access had. An Admin's has none.
    pub dropped_end: Option<EndDate>,
}

/// An Admin, for whoever typed the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminThere {
    pub name: String,
    pub contact: String,
    /// When they were here last, or became a Member: "3 days ago".
    pub last: String,
    works: bool,
}

/// Why nobody was; for whoever typed the command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppointRefusal {
    #[error("There is no Business Center at /b/{0}.")]
    NoSuchBusinessCenter(String),
    #[error("Nobody who is in {0} has this address. Only a Member can be made an Admin.")]
    NotIn(String),
    #[error("{0} is an Admin already.")]
    AlreadyAdmin(String),
    #[error(
        "{business} has an Admin who can do it: {}. This command is for a Business Center that lost its Admins. To make \
         {name} one beside them all the same, add --beside.",
        in_a_row(admins)
    )]
    AdminsThere { business: String, name: String, admins: Vec<AdminThere> },
    #[error(transparent)]
    SeatsFull(SeatsFull),
    #[error("Somebody changed them meanwhile. Try again.")]
    Meanwhile,
}

impl fmt::Display for AdminThere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}), last here {}", self.name, self.contact, self.last)
    }
}

/// "Ada Lindqvist (ada@halcyon.example), last here 3 h ago; …"
pub fn in_a_row(admins: &[AdminThere]) -> String {
    admins.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl Keyholder {
    /// Makes the Member with the address an Admin of the Business Center at the slug. They are told by mail, and so are the
    /// Admins who are there.
    ///
    /// # Errors
    /// Refused as [`AppointRefusal`] says.
    pub async fn appoint_admin(
        &self,
        slug: &str,
        contact: &Contact,
        beside: Beside,
    ) -> Result<Appointed, Failure<AppointRefusal>> {
        let (keyholder, slug, contact) = (self.clone(), slug.to_owned(), contact.clone());
        in_task(async move {
            let none = || Failure::Refused(AppointRefusal::NoSuchBusinessCenter(slug.clone()));
            let center = keyholder.center_at(&slug).await?.ok_or_else(none)?;
            let mut change = Change::by_operator(&keyholder, center).await?;
            let business = change.center().name.clone();
            let partner = change.member_with(&contact).await?;
            let partner = partner.ok_or_else(|| Failure::Refused(AppointRefusal::NotIn(business.clone())))?;
            let found = change.look_up(partner).await;
            let found = found.map_err(|failure| failure.map(|_| AppointRefusal::NotIn(business.clone())))?;
            let (name, opened) = (found.to_revoke.name.clone(), found.access());
            if opened.grant == Grant::Admin {
                return Err(Failure::Refused(AppointRefusal::AlreadyAdmin(name)));
            }
            let admins = change.admins_there().await?;
            if beside == Beside::Nobody && admins.iter().any(|admin| admin.works) {
                return Err(Failure::Refused(AppointRefusal::AdminsThere { business, name, admins }));
            }
            let dropped_end = opened.ends();
            let wanted =
                Access::new(opened.kind, opened.organisation.clone(), Grant::Admin, AssetGrants::NONE);
            let rehearsed = found.to_revoke.rehearsed.clone();
            let edit = Edit::new(opened, wanted, rehearsed);
            change.tell_the_admins(partner).await?;
            change.edit(partner, edit).await.map_err(not_appointed)?;
            Ok(Appointed { name, business, admins, dropped_end })
        })
        .await
    }

    async fn center_at<R>(&self, slug: &str) -> Result<Option<BusinessCenterId>, Failure<R>> {
        let id = read!(self.db(), |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT id FROM business_centers WHERE slug = $1",
        )
        .bind(slug)
        .fetch_optional(c)
        .await)?;
        Ok(id.map(BusinessCenterId::from_uuid))
    }
}

/// To an Admin who was there. None when they who were made one are not in any more.
pub(crate) async fn appointed_letter(
    keyholder: &Keyholder,
    partner: PartnerId,
    number: i64,
) -> Result<Option<Letter>, Failure> {
    let row = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, String, String, String, String, i64)>(
        "SELECT c.name, c.slug, c.time_zone, coalesce(p.name, p.contact), p.contact, a.at
           FROM partners p
           JOIN business_centers c ON c.id = p.center_id
           JOIN audit a ON a.center_id = p.center_id AND a.number = $2
          WHERE p.id = $1 AND p.state = 'active'",
    )
    .bind(partner.uuid())
    .bind(number)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(|(center, slug, zone, name, contact, since)| {
        let mail = AppointedMail {
            center,
            partner: name,
            contact,
            at: column::zone(&zone).unwrap_or_default().moment(at(since)).to_string(),
            url: format!("{}/b/{slug}/partners/{partner}", keyholder.settings().url),
        };
        mail.letter()
    }))
}

fn not_appointed(failure: Failure<EditRefusal>) -> Failure<AppointRefusal> {
    failure.map(|refusal| match refusal {
        EditRefusal::SeatsFull(full) => AppointRefusal::SeatsFull(full),
        _ => AppointRefusal::Meanwhile,
    })
}

impl Change<AsAdmin> {
    /// The house itself, as an Admin whom nobody can revoke.
    async fn by_operator<R>(keyholder: &Keyholder, center: BusinessCenterId) -> Result<Self, Failure<R>> {
        let actor = Actor {
            account: None,
            partner: None,
            name: "Whoever runs this Keyholder".to_owned(),
            admin: true,
        };
        Change::by_house(keyholder, center, actor).await
    }

    /// Those who were here lately first.
    async fn admins_there<R>(&mut self) -> Result<Vec<AdminThere>, Failure<R>> {
        let center = self.center().id;
        let rows = on!(&mut self.tx, |c| sqlx::query_as::<_, (String, String, i64)>(
            "SELECT coalesce(name, contact), contact, coalesce(seen_at, state_at)
               FROM partners
              WHERE center_id = $1 AND state = 'active' AND level = 'admin'
              ORDER BY 3 DESC, id",
        )
        .bind(center.uuid())
        .fetch_all(c)
        .await)?;
        let gone = self.now - TimeDelta::days(Quiet::Days90.days());
        let admin = |(name, contact, seen): (String, String, i64)| AdminThere {
            name,
            contact,
            last: ago(at(seen), self.now),
            works: at(seen) > gone,
        };
        Ok(rows.into_iter().map(admin).collect())
    }

    /// Every Admin who is there.
    async fn tell_the_admins<R>(&mut self, partner: PartnerId) -> Result<(), Failure<R>> {
        let (center, number) = (self.center().id, self.center().change);
        for (_, address) in self.admins_with_addresses(center).await? {
            self.queue_in(Some(center), Mail::Appointed { partner, number }, &address).await?;
        }
        Ok(())
    }

    /// By any address that they proved.
    async fn member_with<R>(&mut self, contact: &Contact) -> Result<Option<PartnerId>, Failure<R>> {
        let center = self.center().id;
        let id = on!(&mut self.tx, |c| sqlx::query_scalar::<_, Uuid>(
            "SELECT id FROM partners
              WHERE center_id = $1 AND state = 'active' AND (ends_at IS NULL OR ends_at > $3)
                AND (contact = $2 OR account_id IN (SELECT account_id FROM account_contacts
                                                     WHERE contact = $2 AND state <> 'claimed'))",
        )
        .bind(center.uuid())
        .bind(contact.as_str())
        .bind(micros(self.now))
        .fetch_optional(c)
        .await)?;
        Ok(id.map(PartnerId::from_uuid))
    }
}
