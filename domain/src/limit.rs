//! How often something may be done: the table of DOMAIN 3. Past a limit a sentence says what and until when; nobody
//! is locked out for good.

use std::fmt;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::zone::Moment;

/// At most so many times within a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub times: u32,
    pub within: TimeDelta,
}

impl Limit {
    const fn new(times: u32, within: TimeDelta) -> Self {
        Self { times, within }
    }

    /// Whether it may be done once more, after it was done `done` times within the stretch.
    pub const fn allows(self, done: u32) -> bool {
        done < self.times
    }
}

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const HOUR: TimeDelta = TimeDelta::hours(1);
const DAY: TimeDelta = TimeDelta::hours(24);

/// Per account and client; past it a growing delay, never a lock-out of the account.
pub const FAILED_LOGINS: Limit = Limit::new(10, TimeDelta::minutes(15));
/// Per client, whatever the accounts; a client of IPv6 is its /64.
pub const FAILED_LOGINS_PER_CLIENT: Limit = Limit::new(100, TimeDelta::minutes(15));

/// Forgotten password, confirmation and resend, per recipient, and **Ask to extend**, per partner. Both this and the daily
/// one hold.
pub const MAILS_PER_RECIPIENT_HOUR: Limit = Limit::new(3, HOUR);
/// See [`MAILS_PER_RECIPIENT_HOUR`].
pub const MAILS_PER_RECIPIENT_DAY: Limit = Limit::new(10, DAY);

/// Ad accounts that a partner links: an Admin gets a mail about each.
pub const LINKS: Limit = Limit::new(10, DAY);

/// New names of an Account: each is written into the log of every Business Center that it is in.
pub const NEW_NAMES: Limit = Limit::new(10, DAY);

/// Per Business Center. Both this and the daily one hold.
pub const INVITATIONS_HOUR: Limit = Limit::new(500, HOUR);
/// See [`INVITATIONS_HOUR`].
pub const INVITATIONS_DAY: Limit = Limit::new(5_000, DAY);

/// Per client.
pub const INVITE_POSTS: Limit = Limit::new(120, MINUTE);
/// Per client.
pub const SIGN_UPS: Limit = Limit::new(60, HOUR);

/// Mails to the sender that somebody with another account tries to accept, per Invitation (attack C-26).
pub const WRONG_ACCOUNT_MAILS: Limit = Limit::new(1, DAY);
/// Mails about a reported Invitation, per Invitation.
pub const REPORT_MAILS: Limit = Limit::new(1, DAY);

/// How many digits a one-time code has.
pub const CODE_DIGITS: usize = 6;
/// How long a one-time code lives, and how often it may be tried in that time.
pub const CODE_TRIES: Limit = Limit::new(5, TimeDelta::minutes(10));
/// One-time codes sent to a number; invitations, counted for themselves, too.
pub const SMS_PER_NUMBER: Limit = Limit::new(3, HOUR);
/// The same, to the hundred numbers that differ in their last two digits only: whoever earns by receiving SMS has
/// many numbers in a row.
pub const SMS_PER_PREFIX: Limit = Limit::new(30, HOUR);

/// What was done too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limited {
    LogIns,
    Mails,
    /// Invitations by SMS to a number.
    Sms,
    /// Invitations by SMS to numbers beside each other.
    SmsNearby,
    Invitations,
    InvitePosts,
    SignUps,
    Codes,
    CodeTries,
    Asks,
    Links,
    NewNames,
}

/// A limit is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{what}. Try again after {until}.")]
pub struct TooMany {
    pub what: Limited,
    pub until: Moment,
}

impl Limited {
    /// Another phone number, or an e-mail address, may be free of it.
    pub const fn is_of_a_number(self) -> bool {
        matches!(self, Self::Sms | Self::SmsNearby)
    }
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LogIns => "Too many log-ins have failed",
            Self::Mails => "Enough mails went to this address for now",
            Self::Sms => "Enough SMS went to this number for now",
            Self::SmsNearby => "Enough SMS went to numbers beside this one for now",
            Self::Invitations => "This Business Center has sent as many invitations as it may for now",
            Self::InvitePosts => "This page was sent too often",
            Self::SignUps => "Too many accounts were created from your network",
            Self::Codes => "Enough codes were sent for now",
            Self::CodeTries => "This code was tried too often",
            Self::Asks => "You have asked as often as you may for now",
            Self::Links => "You have linked as many ad accounts as you may for now",
            Self::NewNames => "You have changed your name as often as you may for now",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::Zone;

    #[test]
    fn the_limits_are_those_of_the_domain() {
        let minutes = |limit: Limit| (limit.times, limit.within.num_minutes());
        assert_eq!(minutes(FAILED_LOGINS), (10, 15));
        assert_eq!(minutes(FAILED_LOGINS_PER_CLIENT), (100, 15));
        assert_eq!(minutes(MAILS_PER_RECIPIENT_HOUR), (3, 60));
        assert_eq!(minutes(MAILS_PER_RECIPIENT_DAY), (10, 24 * 60));
        assert_eq!(minutes(LINKS), (10, 24 * 60));
        assert_eq!(minutes(NEW_NAMES), (10, 24 * 60));
        assert_eq!(minutes(INVITATIONS_HOUR), (500, 60));
        assert_eq!(minutes(INVITATIONS_DAY), (5_000, 24 * 60));
        assert_eq!(minutes(INVITE_POSTS), (120, 1));
        assert_eq!(minutes(SIGN_UPS), (60, 60));
        assert_eq!(minutes(CODE_TRIES), (5, 10));
        assert_eq!(minutes(SMS_PER_NUMBER), (3, 60));
        assert_eq!(minutes(SMS_PER_PREFIX), (30, 60));
        assert_eq!(minutes(WRONG_ACCOUNT_MAILS), (1, 24 * 60));
        assert_eq!(minutes(REPORT_MAILS), (1, 24 * 60));
        assert_eq!(CODE_DIGITS, 6);
    }

    #[test]
    fn another_number_or_an_address_may_be_free_of_what_is_of_a_number() {
        let all = [
            Limited::LogIns,
            Limited::Mails,
            Limited::Sms,
            Limited::SmsNearby,
            Limited::Invitations,
            Limited::InvitePosts,
            Limited::SignUps,
            Limited::Codes,
            Limited::CodeTries,
            Limited::Asks,
            Limited::Links,
        ];
        let of_a_number: Vec<_> = all.into_iter().filter(|what| what.is_of_a_number()).collect();
        assert_eq!(of_a_number, [Limited::Sms, Limited::SmsNearby]);
    }

    #[test]
    fn a_limit_allows_so_many_times_and_not_once_more() {
        assert!(MAILS_PER_RECIPIENT_HOUR.allows(0));
        assert!(MAILS_PER_RECIPIENT_HOUR.allows(2));
        assert!(!MAILS_PER_RECIPIENT_HOUR.allows(3));
        assert!(!MAILS_PER_RECIPIENT_HOUR.allows(4));
    }

    #[test]
    fn past_a_limit_a_sentence_says_what_and_until_when() {
        let until = Zone::UTC.moment("2026-11-24T12:15:00Z".parse().unwrap());
        let refusal = TooMany { what: Limited::Mails, until };
        assert_eq!(
            refusal.to_string(),
            "Enough mails went to this address for now. Try again after 24 November 2026, 12:15 (UTC)."
        );
    }

    #[test]
    fn each_limit_has_words_of_its_own() {
        let all = [
            Limited::LogIns,
            Limited::Mails,
            Limited::Sms,
            Limited::SmsNearby,
            Limited::Invitations,
            Limited::InvitePosts,
            Limited::SignUps,
            Limited::Codes,
            Limited::CodeTries,
            Limited::Asks,
            Limited::Links,
            Limited::NewNames,
        ];
        let mut words = all.map(|what| what.to_string()).to_vec();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all.len());
    }
}
