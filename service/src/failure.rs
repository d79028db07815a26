//! How an operation fails: refused with a reason a person can mend, not to be had, or a fault of ours.

use std::convert::Infallible;
use std::fmt;

use domain::limit::TooMany;

use crate::random;

/// Why an operation did not happen. Whatever it was, nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum Failure<Refusal = Infallible> {
    /// The rule that stands against it.
    #[error("refused")]
    Refused(Refusal),
    /// There is no such thing, or it belongs to others: the two look the same.
    #[error("not found")]
    NotFound,
    /// The capability that was read at the start of the request does not stand any more.
    #[error("access has changed meanwhile")]
    NoLongerAllowed,
    #[error(transparent)]
    TooMany(TooMany),
    /// Others write; trying again helps.
    #[error("busy")]
    Busy,
    #[error("reference {0}")]
    Internal(Reference),
}

/// What a person is shown of a fault, and an operator finds in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

/// The cause of a [`Reference`]; it is logged and never shown.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("row {row} of {table}: {column} holds {holds:?}")]
    Row { table: &'static str, column: &'static str, row: String, holds: String },
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    #[error("task: {0}")]
    Task(#[from] tokio::task::JoinError),
    #[error("password hash: {0}")]
    PasswordHash(String),
    #[error("panic: {0}")]
    Panic(String),
}

impl Reference {
    /// Logs the cause whole and gives the reference to show.
    pub fn log(fault: &Fault) -> Self {
        const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        let sign = |byte: u8| char::from(SIGNS[usize::from(byte % 32)]);
        let signs = random::bytes::<6>().map(sign);
        let (first, last) = signs.split_at(4);
        let reference = Self(format!("{}-{}", String::from_iter(first), String::from_iter(last)));
        tracing::error!(%reference, cause = %fault, "internal failure");
        reference
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<R> Failure<R> {
    /// The same failure of an operation that refuses for other reasons.
    pub fn map<Q>(self, refusal: impl FnOnce(R) -> Q) -> Failure<Q> {
        match self {
            Self::Refused(reason) => Failure::Refused(refusal(reason)),
            Self::NotFound => Failure::NotFound,
            Self::NoLongerAllowed => Failure::NoLongerAllowed,
            Self::TooMany(limit) => Failure::TooMany(limit),
            Self::Busy => Failure::Busy,
            Self::Internal(reference) => Failure::Internal(reference),
        }
    }

    /// The reason of a refusal, apart from all else that can fail.
    pub(crate) fn refusal(self) -> Result<R, Failure> {
        match self {
            Self::Refused(reason) => Ok(reason),
            Self::NotFound => Err(Failure::NotFound),
            Self::NoLongerAllowed => Err(Failure::NoLongerAllowed),
            Self::TooMany(limit) => Err(Failure::TooMany(limit)),
            Self::Busy => Err(Failure::Busy),
            Self::Internal(reference) => Err(Failure::Internal(reference)),
        }
    }
}

impl Failure {
    /// A failure of a step that can't refuse, inside an operation that can.
    pub(crate) fn widen<R>(self) -> Failure<R> {
        self.map(|never| match never {})
    }
}

impl<R> From<Fault> for Failure<R> {
    fn from(fault: Fault) -> Self {
        if let Fault::Database(error) = &fault
            && is_busy(error)
        {
            tracing::warn!(cause = %fault, "no turn to write");
            return Self::Busy;
        }
        Self::Internal(Reference::log(&fault))
    }
}

impl<R> From<sqlx::Error> for Failure<R> {
    fn from(error: sqlx::Error) -> Self {
        Fault::from(error).into()
    }
}

impl<R> From<serde_json::Error> for Failure<R> {
    fn from(error: serde_json::Error) -> Self {
        Fault::from(error).into()
    }
}

/// No connection in time, or none any more since the house stops; a locked SQLite file, or PostgreSQL's `lock_timeout`,
/// deadlock and serialization failure.
fn is_busy(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        sqlx::Error::Database(error) => {
            matches!(error.code().as_deref(), Some("5" | "6" | "261" | "517" | "55P03" | "40P01" | "40001"))
        }
        _ => false,
    }
}
