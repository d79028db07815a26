//! Limits whose count must survive a restart (DOMAIN 3). What only protects this process is counted in `server`.

use chrono::{DateTime, TimeDelta, Utc};
use domain::contact::Phone;
use domain::diagnosis::log_in::Tries;
use domain::limit::{self, Limit, Limited, TooMany};
use domain::zone::Zone;

use crate::change::Change;
use crate::client::Client;
use crate::clock::{at, micros};
use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// Which SMS are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SmsLimit {
    Invitations,
    Codes,
}

impl<Door> Change<Door> {
    /// Counts one more of what the key names, unless a limit is reached.
    pub(crate) async fn spend<R>(
        &mut self,
        key: &str,
        what: Limited,
        limits: &[Limit],
    ) -> Result<(), Failure<R>> {
        let longest = limits.iter().map(|limit| limit.within).max().unwrap_or_default();
        let spent = on!(&mut self.tx, |c| sqlx::query_scalar::<_, i64>(
            "SELECT at FROM attempts WHERE key = $1 AND at > $2 ORDER BY at DESC",
        )
        .bind(key)
        .bind(micros(self.now - longest))
        .fetch_all(c)
        .await)?;
        let spent: Vec<_> = spent.into_iter().map(at).collect();
        for limit in limits {
            if let Some(until) = reached(*limit, &spent, self.now) {
                return Err(too_many(what, until));
            }
        }
        self.attempt(key).await
    }

    /// For what is counted where it is written down: of as many as the limit allows, the one done first must be out.
    pub(crate) fn refuse_unless_out<R>(
        &self,
        limit: Limit,
        what: Limited,
        first: Option<DateTime<Utc>>,
    ) -> Result<(), Failure<R>> {
        let until = first.map(|first| first + limit.within).filter(|until| *until > self.now);
        until.map_or(Ok(()), |until| Err(too_many(what, until)))
    }

    /// Counts one more SMS of its kind to a number, and to the hundred numbers around it.
    pub(crate) async fn spend_sms<R>(&mut self, kind: SmsLimit, phone: &Phone) -> Result<(), Failure<R>> {
        let (name, number, nearby) = match kind {
            SmsLimit::Invitations => ("sms", Limited::Sms, Limited::SmsNearby),
            SmsLimit::Codes => ("code", Limited::Codes, Limited::Codes),
        };
        let hash = |part: &str| self.keyholder.secret().address(part);
        let (of_it, of_the_nearby) =
            (format!("{name} {}", hash(phone.as_str())), format!("{name} beside {}", hash(phone.prefix())));
        self.spend(&of_it, number, &[limit::SMS_PER_NUMBER, limit::MAILS_PER_RECIPIENT_DAY]).await?;
        self.spend(&of_the_nearby, nearby, &[limit::SMS_PER_PREFIX]).await
    }

    async fn attempt<R>(&mut self, key: &str) -> Result<(), Failure<R>> {
        let id = self.new_id();
        on!(&mut self.tx, |c| sqlx::query("INSERT INTO attempts (id, key, at) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(key)
            .bind(micros(self.now))
            .execute(c)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}

/// In UTC: whom it tells may be a stranger, of whom no zone is known.
fn too_many<R>(what: Limited, until: DateTime<Utc>) -> Failure<R> {
    Failure::TooMany(TooMany { what, until: Zone::UTC.moment(until) })
}

/// When the limit lets the next one through, if it is reached: as many as it allows lie within its time.
fn reached(limit: Limit, newest_first: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let oldest_that_counts = limit.times.checked_sub(1)? as usize;
    let until = *newest_first.get(oldest_that_counts)? + limit.within;
    (until > now).then_some(until)
}

/// Failed log-ins, of one address from one client and of one client altogether.
#[derive(Clone, Debug)]
pub(crate) struct Failures {
    address: String,
    client: String,
}

impl Failures {
    pub(crate) fn of(keyholder: &Keyholder, contact: &str, client: &Client) -> Self {
        let network = client.network();
        Self {
            address: format!("{}{network}", of_address(keyholder, contact)),
            client: format!("log-in from {network}"),
        }
    }

    /// Past the limit each further failure doubles the pause, up to the limit's own time.
    pub(crate) async fn refuse_if_too_many(&self, keyholder: &Keyholder) -> Result<(), Failure> {
        let now = keyholder.clock().now();
        let since = micros(now - limit::FAILED_LOGINS.within);
        let failed = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, i64)>(
            "SELECT key, at FROM attempts WHERE key IN ($1, $2) AND at > $3 ORDER BY at DESC",
        )
        .bind(&self.address)
        .bind(&self.client)
        .bind(since)
        .fetch_all(c)
        .await)?;
        let of = |key: &str| -> Vec<_> {
            failed.iter().filter(|(of, _)| of == key).map(|(_, failed)| at(*failed)).collect()
        };
        let (address, client) = (of(&self.address), of(&self.client));
        let until = pause_until(&address, limit::FAILED_LOGINS, now)
            .or_else(|| reached(limit::FAILED_LOGINS_PER_CLIENT, &client, now));
        until.map_or(Ok(()), |until| Err(too_many(Limited::LogIns, until)))
    }

    pub(crate) async fn count<Door, R>(&self, change: &mut Change<Door>) -> Result<(), Failure<R>> {
        change.attempt(&self.address).await?;
        change.attempt(&self.client).await
    }
}

/// How the keys begin by which failed log-ins with an address are counted; that is known by its keyed hash.
fn of_address(keyholder: &Keyholder, contact: &str) -> String {
    format!("log-in {} from ", keyholder.secret().address(contact))
}

/// Failed log-ins with one address.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FailedWith {
    /// How often since a time, and when last.
    pub tries: Option<Tries>,
    /// Where most of them were the next one waits until then.
    pub locked_until: Option<DateTime<Utc>>,
}

impl FailedWith {
    /// Those after `since`, wherever they came from. What makes the next one wait counts whoever was let in meanwhile.
    pub(crate) async fn since(
        keyholder: &Keyholder,
        contact: &str,
        since: DateTime<Utc>,
    ) -> Result<Self, Failure> {
        let now = keyholder.clock().now();
        let recent = now - limit::FAILED_LOGINS.within;
        let begins = of_address(keyholder, contact);
        // A key goes on after the blank, and the sign that follows it comes after all of them.
        let end = format!("{}!", begins.trim_end());
        let rows = read!(keyholder.db(), |c| sqlx::query_as::<_, (String, i64)>(
            "SELECT key, at FROM attempts WHERE key > $1 AND key < $2 AND at > $3 ORDER BY key, at DESC",
        )
        .bind(&begins)
        .bind(end)
        .bind(micros(since.min(recent)))
        .fetch_all(c)
        .await)?;
        let paused = rows.chunk_by(|one, next| one.0 == next.0).filter_map(|of_one_place| {
            let failed: Vec<_> = of_one_place.iter().map(|(_, failed)| at(*failed)).collect();
            let counting = failed.partition_point(|failed| *failed > recent);
            pause_until(&failed[..counting], limit::FAILED_LOGINS, now)
        });
        let locked_until = paused.max();
        let failed = rows.iter().map(|(_, failed)| at(*failed)).filter(|failed| *failed > since);
        let (times, last) = (u32::try_from(failed.clone().count()).unwrap_or(u32::MAX), failed.max());
        Ok(Self { tries: last.map(|last| Tries { times, last }), locked_until })
    }
}

fn pause_until(newest_first: &[DateTime<Utc>], limit: Limit, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
    let past = u32::try_from(newest_first.len()).ok()?.checked_sub(limit.times)?;
    let pause = (FIRST_PAUSE * 2_i32.pow(past.min(10))).min(limit.within);
    let until = *newest_first.first()? + pause;
    (until > now).then_some(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE_AN_HOUR: Limit = Limit { times: 3, within: TimeDelta::hours(1) };

    fn minutes(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn the_limit_lets_the_next_one_through_when_the_oldest_that_counts_is_out() {
        let spent = [minutes(50), minutes(20), minutes(10)];
        assert_eq!(reached(THREE_AN_HOUR, &spent, minutes(69)), Some(minutes(70)));
        assert_eq!(reached(THREE_AN_HOUR, &spent, minutes(70)), None);
        assert_eq!(reached(THREE_AN_HOUR, &spent[..2], minutes(50)), None);
    }

    #[test]
    fn each_failure_past_the_limit_doubles_the_pause() {
        let failed = |count: i64| (0..count).rev().map(minutes).collect::<Vec<_>>();
        assert_eq!(pause_until(&failed(2), THREE_AN_HOUR, minutes(1)), None);
        let pause = |count: i64| {
            pause_until(&failed(count), THREE_AN_HOUR, minutes(count - 1)).unwrap() - minutes(count - 1)
        };
        assert_eq!(pause(3), TimeDelta::seconds(30));
        assert_eq!(pause(4), TimeDelta::seconds(60));
        assert_eq!(pause(20), TimeDelta::hours(1));
    }
}
