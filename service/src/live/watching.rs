//! One open page, as long as it may be told anything.

use std::pin::pin;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::grant::Grant;
use domain::id::AccountId;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep, sleep_until};

use crate::campaign::request::to_decide;
use crate::capability::Member;
use crate::clock::{at, micros};
use crate::column;
use crate::failure::Failure;
use crate::session::IDLE;

/// So often each looks without having heard anything: a notice can be missed.
pub const LOOK_EVERY: Duration = Duration::from_secs(30);
/// Of changes that come faster, several are told as one: each makes every open page ask anew.
const AT_MOST_EVERY: Duration = Duration::from_millis(250);

/// What a page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The number of the newest change of the Business Center, what they now have in it, what they are called, and
    /// how many Change requests wait for them.
    Change { number: i64, grant: Grant, name: String, to_decide: i64 },
    /// Their access ended.
    Ended,
    /// Their session ended; what they have here may stand.
    SignedOut,
}

/// A Member who looks at a page, from before the number that it was told first.
#[derive(Debug)]
pub struct Watching {
    member: Member,
    numbers: watch::Receiver<i64>,
    accounts: broadcast::Receiver<AccountId>,
    told: Option<i64>,
    /// When their access ends by the clock, as it stood at the last look: that makes no noise.
    ends_at: Option<DateTime<Utc>>,
    look_every: Duration,
    not_before: Instant,
    over: bool,
}

impl Member {
    /// Everything that changes from now on; the first thing heard is the present number. None once the house stops.
    pub fn watch(&self) -> Option<Watching> {
        let (numbers, accounts) =
            self.keyholder().live().subscribe(self.center().id, self.center().change)?;
        let member = self.clone();
        Some(Watching {
            member,
            numbers,
            accounts,
            told: None,
            ends_at: None,
            look_every: LOOK_EVERY,
            not_before: Instant::now(),
            over: false,
        })
    }

    /// Whether session and access stand as this is asked. It does not count as being here: a page that was left open
    /// is nobody's activity.
    async fn stands(&self) -> Result<(Heard, Option<DateTime<Utc>>), Failure> {
        let now = self.keyholder().clock().now();
        let row = read!(self.keyholder().db(), |c| {
            sqlx::query_as::<_, (i64, String, i64, bool, Option<i64>, String, i64)>(concat!(
            "SELECT c.change, p.level, p.modules, p.state = 'active' AND (p.ends_at IS NULL OR p.ends_at > $2),
                    p.ends_at, coalesce(p.name, p.contact), ",
            to_decide!(),
            "
               FROM sessions s
               JOIN partners p ON p.account_id = s.account_id
               JOIN business_centers c ON c.id = p.center_id
              WHERE s.id_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3 AND p.id = $4
                AND NOT EXISTS (SELECT 1 FROM partner_sessions v
                                 WHERE v.session_hash = s.id_hash AND v.partner_id = p.id AND v.ended_at IS NOT NULL)",
        ))
        .bind(&self.session().0)
        .bind(micros(now))
        .bind(micros(now - IDLE))
        .bind(self.partner().uuid())
        .fetch_optional(c)
        .await
        })?;
        Ok(match row {
            Some((number, level, modules, true, ends_at, name, to_decide)) => {
                match column::grant(Some(&level), Some(modules)) {
                    Some(grant) => (Heard::Change { number, grant, name, to_decide }, ends_at.map(at)),
                    None => (Heard::Ended, None),
                }
            }
            Some(_) => (Heard::Ended, None),
            None => (Heard::SignedOut, None),
        })
    }
}

impl Watching {
    /// Looks so often by itself.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn looking_every(self, look_every: Duration) -> Self {
        Self { look_every, ..self }
    }

    /// The next thing to tell. None after the end, when the house stops, and when the database can't be read: the page
    /// then connects again.
    pub async fn next(&mut self) -> Option<Heard> {
        while !self.over {
            if self.told.is_some() {
                self.woken().await?;
            }
            sleep_until(self.not_before).await;
            self.numbers.mark_unchanged();
            let looked = self.member.stands().await;
            let heard = looked.map(|(heard, ends_at)| {
                self.ends_at = ends_at;
                heard
            });
            match heard {
                Ok(Heard::Change { number, .. }) if self.told.is_some_and(|told| told >= number) => {}
                Ok(heard) => {
                    match heard {
                        Heard::Change { number, .. } => self.told = Some(number),
                        Heard::Ended | Heard::SignedOut => self.over = true,
                    }
                    self.not_before = Instant::now() + AT_MOST_EVERY;
                    return Some(heard);
                }
                Err(failure) => {
                    tracing::warn!(%failure, "an open page could not be told anything");
                    self.over = true;
                }
            }
        }
        None
    }

    /// By the clock of the house; for ever where there is none.
    fn until_the_end(&self) -> Duration {
        let now = self.member.keyholder().clock().now();
        self.ends_at.map_or(Duration::MAX, |end| (end - now).to_std().unwrap_or_default())
    }

    /// Waits until there may be something new. None once the house stops.
    async fn woken(&mut self) -> Option<()> {
        let account = self.member.signed_in().account();
        // One for all rounds: what others do must not put it off.
        let mut look = pin!(sleep(self.look_every.min(self.until_the_end())));
        loop {
            tokio::select! {
                changed = self.numbers.changed() => return changed.ok(),
                heard = self.accounts.recv() => match heard {
                    Ok(other) if other != account => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => return Some(()),
                    Err(RecvError::Closed) => return None,
                },
                () = &mut look => return Some(()),
            }
        }
    }
}
