//! `keyholder demo`: believable people in an empty database, to look round in and to measure with.
//!
//! Ada signs up and founds as everybody does. Thousands of partners are written in one change of each Business Center,
//! with one entry in its log that says so.

mod names;
mod people;

use chrono::TimeDelta;
use domain::contact::{Contact, Email};
use domain::id::PartnerId;
use domain::invitation::LIFE;
use domain::name::BusinessName;
use domain::token::Token;
use domain::zone::Zone;
use uuid::Uuid;

use self::people::{DemoPartner, Past, partner};
use crate::audit::{AccountEvent, Event};
use crate::capability::{Admin, Entry, Standing, Visitor};
use crate::center::NewCenter;
use crate::change::{AsAdmin, Change, in_task};
use crate::client::Client;
use crate::clock::micros;
use crate::column;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::outbox::Mail;
use crate::random;
use crate::secret::{self, LinkPurpose};

/// As many as one Business Center has room for, with those whose seats are free again.
pub const MOST_PARTNERS: u32 = 4_000;
/// Partners of each Business Center but the first.
const PARTNERS_ELSEWHERE: u32 = 40;

/// How much is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Demo {
    /// Of the first Business Center; each other one has 40 at most.
    pub partners: u32,
    pub centers: u32,
}

/// How to log in and look round.
#[derive(Clone, Debug)]
pub struct Filled {
    pub email: String,
    /// Everybody's: of Ada, and of each partner who is in.
    pub password: String,
    /// Of the Business Centers, the big one first.
    pub slugs: Vec<String>,
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DemoRefusal {
    #[error(
        "The database is not empty: the demo is for an empty one. Name another KEYHOLDER_DATA or DATABASE_URL."
    )]
    NotEmpty,
    #[error("A Business Center has room for {MOST_PARTNERS} partners of the demo at most.")]
    TooMany,
}

impl Demo {
    /// Fills an empty database.
    ///
    /// # Errors
    /// Refused when it is not empty or too much is asked for.
    pub async fn fill(self, keyholder: &Keyholder) -> Result<Filled, Failure<DemoRefusal>> {
        if self.partners > MOST_PARTNERS {
            return Err(Failure::Refused(DemoRefusal::TooMany));
        }
        let password = Token::from_bytes(random::bytes()).reveal().chars().take(16).collect::<String>();
        let hash = keyholder.passwords().hash(password.clone()).await?;
        let visitor = Visitor::new(keyholder.clone(), Client::house());
        let cookie = ada_signs_up(&visitor, &hash).await?;
        let mut slugs = Vec::new();
        for number in 0..self.centers {
            let partners = if number == 0 { self.partners } else { self.partners.min(PARTNERS_ELSEWHERE) };
            let admin = founds(&visitor, &cookie, number).await?;
            slugs.push(admin.center().slug.clone());
            fill_center(admin, partners, hash.clone()).await?;
        }
        Ok(Filled { email: people::ADA_AT.to_owned(), password, slugs })
    }
}

async fn ada_signs_up(visitor: &Visitor, hash: &str) -> Result<Token, Failure<DemoRefusal>> {
    let (visitor, hash) = (visitor.clone(), hash.to_owned());
    in_task(async move {
        let mut change = Change::by_visitor(&visitor).await?;
        let somebody =
            on!(&mut change.tx, |c| sqlx::query_scalar::<_, i32>("SELECT 1 FROM accounts LIMIT 1")
                .fetch_optional(c)
                .await)?;
        if somebody.is_some() {
            return Err(Failure::Refused(DemoRefusal::NotEmpty));
        }
        let contact = Contact::parse(people::ADA_AT).map_err(|_| Failure::NotFound)?;
        let ada = change.insert_account(people::ADA, &hash, &contact, Standing::Verified).await?;
        let cookie = change.start_session(ada).await?;
        change.door.account = Some(ada);
        change.commit(AccountEvent::SignedUp).await?;
        Ok(cookie)
    })
    .await
}

async fn founds(visitor: &Visitor, cookie: &Token, number: u32) -> Result<Admin, Failure<DemoRefusal>> {
    let ada = visitor.signed_in(Some(cookie)).await.map_err(Failure::widen)?.ok_or(Failure::NotFound)?;
    let name = BusinessName::parse(&people::business(number)).map_err(|_| Failure::NotFound)?;
    let zone = Zone::parse("Europe/Berlin").unwrap_or_default();
    let founded = ada
        .found(NewCenter { name, zone })
        .await
        .map_err(|failure| failure.map(|_| DemoRefusal::NotEmpty))?;
    match visitor.enter(Some(cookie), &founded.slug).await.map_err(Failure::widen)? {
        Entry::In(member) => member.admin().map_err(|_| Failure::NoLongerAllowed),
        Entry::SignedOut | Entry::LogInAgain | Entry::NotFound | Entry::Ended { .. } => {
            Err(Failure::NoLongerAllowed)
        }
    }
}

async fn fill_center(admin: Admin, partners: u32, hash: String) -> Result<(), Failure<DemoRefusal>> {
    in_task(async move {
        let mut change = Change::by_admin(&admin).await?;
        let center = change.center().slug.clone();
        let mut filled = Vec::new();
        for number in 0..partners {
            let partner = partner(number, partners, &center);
            let id = change.insert_demo_partner(&partner, &hash).await?;
            filled.push(partner.as_the_log_tells(id));
        }
        change.commit(Event::DemoFilled { partners, filled }).await
    })
    .await
}

impl Change<AsAdmin> {
    async fn insert_demo_partner(
        &mut self,
        partner: &DemoPartner,
        hash: &str,
    ) -> Result<Uuid, Failure<DemoRefusal>> {
        let email = Email::parse(&partner.email).map_err(|_| Failure::NotFound)?;
        let organisation = match &partner.organisation {
            Some(name) => Some(self.organisation(name).await?),
            None => None,
        };
        let account = match partner.past {
            Past::Active { .. } => {
                let contact = Contact::Email(email.clone());
                Some(self.insert_account(&partner.name, hash, &contact, Standing::Verified).await?)
            }
            _ => None,
        };
        let id = self.new_id();
        let invited_at = self.now - TimeDelta::hours(partner.past.invited_hours_ago());
        let mail = match partner.past {
            Past::Invited { .. } => Some(self.insert_sent_mail(id, &email).await?),
            _ => None,
        };
        let name = partner.told_name();
        let sort_key = name.map_or_else(|| email.as_str().to_owned(), domain::fold::unaccented);
        let told = partner.organisation.as_ref().map_or("", |name| name.as_str());
        let search_key =
            domain::fold::unaccented(&format!("{} {} {told}", name.unwrap_or_default(), email.as_str()));
        let token = self.keyholder.secret().token(LinkPurpose::Invitation, id, 1);
        let (center, sender) = (self.center().id, self.actor().partner);
        let since = micros(self.now - TimeDelta::hours(partner.past.hours_ago()));
        let seen = partner.past.seen_hours_ago().map(|hours| micros(self.now - TimeDelta::hours(hours)));
        on!(&mut self.tx, |c| {
            sqlx::query(
                "INSERT INTO partners (id, center_id, contact_kind, contact, account_id, name, sort_key, search_key,
                                       organisation_id, kind, level, modules, state, state_at, invited_by, invited_at,
                                       invitation_expires_at, invitation_version, token_hash, seen_at, mail_id)
                 VALUES ($1, $2, 'email', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $18, $19)",
            )
            .bind(id)
            .bind(center.uuid())
            .bind(email.as_str())
            .bind(account.map(domain::id::AccountId::uuid))
            .bind(name)
            .bind(sort_key)
            .bind(search_key)
            .bind(organisation.map(domain::id::OrganisationId::uuid))
            .bind(partner.kind.as_str())
            .bind(partner.grant.level().as_str())
            .bind(column::modules(partner.grant))
            .bind(partner.past.state())
            .bind(since)
            .bind(sender.map(PartnerId::uuid))
            .bind(micros(invited_at))
            .bind(micros(invited_at + LIFE))
            .bind(secret::hash(&token))
            .bind(seen)
            .bind(mail)
            .execute(c)
            .await
            .map(|_| ())
        })?;
        if account.is_some() {
            self.take_seat(partner.grant.level());
        }
        Ok(id)
    }

    /// Nobody is written to: the mails of the demo count as sent.
    async fn insert_sent_mail(&mut self, partner: Uuid, to: &Email) -> Result<Uuid, Failure<DemoRefusal>> {
        let partner = PartnerId::from_uuid(partner);
        let center = self.center().id;
        let mail = self.queue_in(Some(center), Mail::Invitation { partner, version: 1 }, to).await?.uuid();
        on!(&mut self.tx, |c| sqlx::query(
            "UPDATE outbox SET state = 'sent', sent_at = $1, tries = 1 WHERE id = $2"
        )
        .bind(micros(self.now))
        .bind(mail)
        .execute(c)
        .await
        .map(|_| ()))?;
        Ok(mail)
    }
}
