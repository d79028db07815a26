//! Whether a chain is as it was written.

use domain::audit::Seal;
use domain::id::{AccountId, BusinessCenterId};
use uuid::Uuid;

use super::{Entry, FIRST_SEAL, KeptSeal, Mark};
use crate::clock::at;
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::secret::Secret;

/// What **Verify** found: in the chain, and where it is held against seals outside of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub finding: Finding,
    /// Where a seal is that somebody kept and named.
    pub named: Option<Named>,
    /// Seals that were mailed and exported.
    pub kept: Vec<KeptSeal>,
}

/// Where a seal is that somebody kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// This entry has it, and up to there the chain is whole.
    Fits(Mark),
    /// This entry has it, but it or one before it is not as it was written.
    AfterBreak(Mark),
    Nowhere,
}

/// What a look over the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Every entry fits, up to this one.
    Whole { newest: i64, seal: Vec<u8> },
    /// The first entry whose seal does not fit its fields and the seal before it.
    DoesNotFit { number: i64 },
    /// Entries are missing before this one.
    Missing { before: i64 },
    /// The newest entry is not the one that the Business Center names.
    NewestMissing { found: i64 },
}

/// An entry as its row holds it.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) at: i64,
    pub(super) account_id: Option<Uuid>,
    pub(super) actor: String,
    pub(super) client: String,
    pub(super) body: String,
    pub(super) seal: Vec<u8>,
}

/// How many entries are read at a time.
const PIECE: i64 = 5_000;

/// Reads the chain from its first entry. `named` is a seal that somebody kept: it must still be in the chain.
///
/// # Errors
/// When the database can't be read.
pub async fn verify(
    keyholder: &Keyholder,
    center: BusinessCenterId,
    named: Option<&Seal>,
) -> Result<Verification, Failure> {
    let newest = read!(keyholder.db(), |c| sqlx::query_scalar::<_, Vec<u8>>(
        "SELECT seal FROM business_centers WHERE id = $1",
    )
    .bind(center.uuid())
    .fetch_optional(c)
    .await)?
    .ok_or(Failure::NotFound)?;
    let mut chain = Chain::new(keyholder.secret(), center, named);
    let mut number = 0;
    loop {
        let piece = read!(keyholder.db(), |c| sqlx::query_as::<_, Row>(
            "SELECT number, at, account_id, actor, client, body, seal
               FROM audit
              WHERE center_id = $1 AND number > $2
              ORDER BY number
              LIMIT $3",
        )
        .bind(center.uuid())
        .bind(number)
        .bind(PIECE)
        .fetch_all(c)
        .await)?;
        let Some(last) = piece.last() else { break };
        number = last.number;
        for row in &piece {
            chain.read(row, &newest);
        }
    }
    let kept = KeptSeal::told(keyholder, center).await?;
    Ok(Verification { named: chain.named(), kept, finding: chain.finding() })
}

/// A chain that is read from its first entry.
pub(super) struct Chain<'a> {
    secret: &'a Secret,
    center: BusinessCenterId,
    named: Option<&'a Seal>,
    /// The number and seal of the newest entry that fits.
    number: i64,
    before: Vec<u8>,
    /// The entry that has the seal that is named, whether it fits or not.
    found: Option<Mark>,
    /// The newest seal that there should be was among them.
    reached: bool,
    broken: Option<Finding>,
}

impl<'a> Chain<'a> {
    pub(super) fn new(secret: &'a Secret, center: BusinessCenterId, named: Option<&'a Seal>) -> Self {
        Self {
            secret,
            center,
            named,
            number: 0,
            before: FIRST_SEAL.to_vec(),
            found: None,
            reached: false,
            broken: None,
        }
    }

    /// Whether the entry fits, and so did all before it.
    pub(super) fn read(&mut self, row: &Row, newest: &[u8]) -> bool {
        if self.found.is_none() && self.named.is_some_and(|named| named.names(&row.seal)) {
            self.found = Some(Mark { number: row.number, at: at(row.at) });
        }
        if self.broken.is_none() {
            if row.number != self.number + 1 {
                self.broken = Some(Finding::Missing { before: row.number });
            } else if row.entry(self.center).seal(self.secret, &self.before) != row.seal {
                self.broken = Some(Finding::DoesNotFit { number: row.number });
            } else {
                // Others may have written more since the newest seal was read.
                self.reached |= row.seal == newest;
                (self.number, self.before) = (row.number, row.seal.clone());
            }
        }
        self.broken.is_none()
    }

    /// The newest entry up to which all fit.
    pub(super) const fn whole_to(&self) -> i64 {
        self.number
    }

    /// None where no seal was named.
    fn named(&self) -> Option<Named> {
        self.named.map(|_| match self.found {
            Some(mark) if mark.number <= self.number => Named::Fits(mark),
            Some(mark) => Named::AfterBreak(mark),
            None => Named::Nowhere,
        })
    }

    pub(super) fn finding(self) -> Finding {
        match self.broken {
            Some(broken) => broken,
            None if self.reached => Finding::Whole { newest: self.number, seal: self.before },
            None => Finding::NewestMissing { found: self.number },
        }
    }
}

impl Row {
    pub(super) fn entry(&self, center: BusinessCenterId) -> Entry<'_> {
        Entry {
            center,
            number: self.number,
            at: self.at,
            account: self.account_id.map(AccountId::from_uuid),
            actor: &self.actor,
            client: &self.client,
            body: &self.body,
        }
    }
}
