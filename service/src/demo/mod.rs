//! `keyholder demo`: believable people, Assets, campaigns and proposals in an empty database, to look round in and to measure with.
//!
//! Ada signs up, founds, registers Assets and creates campaigns as everybody does. Thousands of partners are written in one change of each
//! Business Center, with one entry in its log that says so.

mod assets;
mod campaigns;
mod fill;
mod given;
mod names;
mod past;
mod people;
mod requests;

use domain::contact::Contact;
use domain::name::BusinessName;
use domain::token::Token;
use domain::zone::Zone;

use crate::audit::AccountEvent;
use crate::capability::{Admin, Entry, Standing, Visitor};
use crate::center::NewCenter;
use crate::change::{Change, in_task};
use crate::client::Client;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::random;

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
            fills(admin, number, partners, &hash).await?;
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

/// Partners may own Assets, and may be given what is registered already: some are registered before them, one after.
async fn fills(admin: Admin, number: u32, partners: u32, hash: &str) -> Result<(), Failure<DemoRefusal>> {
    let first = number == 0;
    let business = people::business(number);
    let targets = assets::register(&admin, &business, first).await?;
    campaigns::create(&admin, assets::brand(&business)).await?;
    fill::fill_center(admin.clone(), targets, partners, hash.to_owned()).await?;
    requests::propose(&admin).await?;
    if first && partners > people::SAKURA {
        let owner = people::email(people::SAKURA, &admin.center().slug);
        assets::register_of_influencer(&admin, &owner).await?;
    }
    Ok(())
}
