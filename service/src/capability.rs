//! Who a request comes from and what they may do: `Visitor → SignedIn → Member → Admin`.
//!
//! A capability can't be made outside this module: it is read from the session and the membership as they stand at
//! that request, in one statement, and only its methods do anything. An [`Admin`] holds its Business Center, so its
//! methods take no id of one; a handler that does not hold an `Admin` can't call them.
//!
//! A capability read here can only **read**. To change something, its method opens a [`Change`](crate::change), which
//! reads it again inside the transaction.

mod former;
mod row;

use chrono::{DateTime, Utc};
pub use domain::decision::AdminAction;
use domain::decision::{Decision, Refusal};
use domain::grant::Grant;
use domain::id::{AccountId, BusinessCenterId, PartnerId};
use domain::token::Token;
use domain::zone::Zone;

pub use self::former::Former;
use self::row::{EntryRow, SessionRow};
use crate::campaign::request::to_decide;
use crate::client::Client;
use crate::clock::micros;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::session::{IDLE, SessionHash};

/// Anybody.
#[derive(Clone, Debug)]
pub struct Visitor {
    keyholder: Keyholder,
    client: Client,
}

/// An Account with a session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    visitor: Visitor,
    session: SessionHash,
    account: AccountId,
    name: String,
    zone: Option<Zone>,
    standing: Standing,
}

/// How well an Account's addresses are known (DOMAIN 4). Ordered: the best of them counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It only says that an address is its own: it may look round and found, and lives by this session.
    Claimed,
    /// Proved to a Business Center, without a mail.
    Proved,
    Verified,
}

/// An Account whose access to the Business Center stands.
#[derive(Clone, Debug)]
pub struct Member {
    signed_in: SignedIn,
    center: Center,
    partner: PartnerId,
    grant: Grant,
    invited: bool,
    to_decide: i64,
}

/// A Member who may manage the Business Center.
#[derive(Clone, Debug)]
pub struct Admin(Member);

/// A Business Center as a page needs it.
#[derive(Clone, Debug)]
pub struct Center {
    pub id: BusinessCenterId,
    pub slug: String,
    pub name: String,
    pub zone: Zone,
    /// Its change number: a page that knows another one is behind.
    pub change: i64,
    pub copy_link: bool,
    pub admins: i64,
    /// With those whose access ended by the clock since then.
    pub standards: i64,
    pub counted_at: DateTime<Utc>,
}

/// What `/b/{slug}` is to whoever asks for it (DOMAIN 9).
#[derive(Clone, Debug)]
pub enum Entry {
    SignedOut,
    /// There is none, or the Account was never in it.
    NotFound,
    /// They are in, but an Admin ended this session here.
    LogInAgain,
    /// They were in it. Nothing else of the business is told.
    Ended {
        signed_in: SignedIn,
        center: String,
        /// Where it ended by the clock: they may ask to extend it.
        former: Option<Former>,
    },
    In(Member),
}

impl Center {
    /// Whoever is its only Admin is told to have a second one, and can neither leave nor be reduced (DOMAIN 2). Somebody
    /// invited as an Admin is none yet.
    pub const fn has_single_admin(&self) -> bool {
        self.admins == 1
    }
}

impl Visitor {
    pub fn new(keyholder: Keyholder, client: Client) -> Self {
        Self { keyholder, client }
    }

    pub fn keyholder(&self) -> &Keyholder {
        &self.keyholder
    }

    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The Account whose session the cookie holds, if it still stands.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn signed_in(&self, cookie: Option<&Token>) -> Result<Option<SignedIn>, Failure> {
        let Some(session) = cookie.map(SessionHash::of) else { return Ok(None) };
        let now = self.keyholder.clock().now();
        let row = read!(self.keyholder.db(), |c| sqlx::query_as::<_, SessionRow>(
            "SELECT a.id AS account_id, a.name AS account_name, a.time_zone AS account_zone, s.seen_at,
                    (SELECT max(state) FROM account_contacts WHERE account_id = a.id) AS standing
               FROM sessions s
               JOIN accounts a ON a.id = s.account_id
              WHERE s.id_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3",
        )
        .bind(&session.0)
        .bind(micros(now))
        .bind(micros(now - IDLE))
        .fetch_optional(c)
        .await)?;
        Ok(row.map(|row| row.on_an_account_page(self, session, now)))
    }

    /// What the Business Center at a slug is to the holder of the cookie.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn enter(&self, cookie: Option<&Token>, slug: &str) -> Result<Entry, Failure> {
        let Some(session) = cookie.map(SessionHash::of) else { return Ok(Entry::SignedOut) };
        let now = self.keyholder.clock().now();
        let row = read!(self.keyholder.db(), |c| {
            sqlx::query_as::<_, EntryRow>(concat!(
            "SELECT a.id AS account_id, a.name AS account_name, a.time_zone AS account_zone, s.seen_at,
                    (SELECT max(state) FROM account_contacts WHERE account_id = a.id) AS standing,
                    c.id AS center_id, c.slug, c.name AS center_name, c.time_zone AS center_zone, c.change,
                    c.copy_link, c.admins, c.standards, c.counted_at,
                    p.id AS partner_id, p.state, p.level, p.modules, p.ends_at, p.asked_at, p.invited_at IS NOT NULL AS invited,
                    v.seen_at AS here_at, v.ended_at AS session_ended_at, ",
            to_decide!(),
            " AS to_decide
               FROM sessions s
               JOIN accounts a ON a.id = s.account_id
               LEFT JOIN business_centers c ON c.slug = $4
               LEFT JOIN partners p ON p.center_id = c.id AND p.account_id = a.id
               LEFT JOIN partner_sessions v ON v.session_hash = s.id_hash AND v.partner_id = p.id
              WHERE s.id_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3",
        ))
        .bind(&session.0)
        .bind(micros(now))
        .bind(micros(now - IDLE))
        .bind(slug)
        .fetch_optional(c)
        .await
        })?;
        Ok(row.map_or(Entry::SignedOut, |row| row.entry(self, session, now)))
    }
}

impl SignedIn {
    pub fn keyholder(&self) -> &Keyholder {
        self.visitor.keyholder()
    }

    pub fn client(&self) -> &Client {
        self.visitor.client()
    }

    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    pub fn account(&self) -> AccountId {
        self.account
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone they chose for themselves; else times are in the Business Center's.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    pub fn standing(&self) -> Standing {
        self.standing
    }

    pub(crate) fn session(&self) -> &SessionHash {
        &self.session
    }
}

impl Member {
    pub fn signed_in(&self) -> &SignedIn {
        &self.signed_in
    }

    pub fn keyholder(&self) -> &Keyholder {
        self.signed_in.keyholder()
    }

    pub fn client(&self) -> &Client {
        self.signed_in.client()
    }

    pub fn center(&self) -> &Center {
        &self.center
    }

    pub fn partner(&self) -> PartnerId {
        self.partner
    }

    pub fn grant(&self) -> Grant {
        self.grant
    }

    /// How many Change requests wait for them: an Admin decides all but their own.
    pub fn to_decide(&self) -> i64 {
        self.to_decide
    }

    /// Not so the founder, who needs no ad account of their own (DOMAIN 6).
    pub fn came_by_invitation(&self) -> bool {
        self.invited
    }

    /// The zone that times on their pages are in (DOMAIN 5).
    pub fn zone(&self) -> Zone {
        self.signed_in.zone.unwrap_or(self.center.zone)
    }

    /// # Errors
    /// The reason, in the words of the rule, when they are no Admin.
    pub fn admin(&self) -> Result<Admin, Refusal> {
        self.admin_to(AdminAction::ManagePartner)
    }

    /// As an Admin, for something that only Admins do.
    ///
    /// # Errors
    /// The reason why not, in the words of the rule about just that.
    pub fn admin_to(&self, action: AdminAction) -> Result<Admin, Refusal> {
        match self.grant.allows(action) {
            Decision::Allowed => Ok(Admin(self.clone())),
            Decision::Refused(refusal) => Err(refusal),
        }
    }

    pub(crate) fn session(&self) -> &SessionHash {
        &self.signed_in.session
    }
}

impl Admin {
    pub fn member(&self) -> &Member {
        &self.0
    }

    pub fn center(&self) -> &Center {
        self.0.center()
    }

    pub fn keyholder(&self) -> &Keyholder {
        self.0.keyholder()
    }
}
