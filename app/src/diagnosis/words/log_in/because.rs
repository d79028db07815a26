//! Why something is taken for a cause.

use chrono::{DateTime, Utc};
use domain::contact::{ContactKind, Email, Slip, differing};
use domain::diagnosis::log_in::{Finding, Tries};
use domain::zone::ago;

use super::Worded;
use crate::diagnosis::server::Compared;

impl Worded<'_> {
    pub(super) fn because(&self, finding: &Finding) -> String {
        let letter = self.letter();
        match finding {
            Finding::Revoked { at, by } | Finding::Cancelled { at, by } => {
                let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
                format!("It was done{by} on {}.", self.at(*at))
            }
            Finding::Left { at } => format!("They left on {}.", self.at(*at)),
            Finding::Ended { at } => format!("Its last day was over on {}.", self.at(*at)),
            Finding::Declined { at } => format!("They did so on {}.", self.at(*at)),
            Finding::Expired { since, asked } => self.expired(*since, *asked),
            Finding::InElsewhere { at, .. } => {
                format!("This invitation was closed by that on {}.", self.at(*at))
            }
            Finding::NoSeat(full) => full.to_string(),
            Finding::Mistyped { meant, tried } => self.mistyped(meant, *tried),
            Finding::NearMiss { slip, tries, .. } => self.near_miss(*slip, *tries),
            Finding::LockedOut { until } => {
                format!("From the same place they can try again from {} on.", self.at(*until))
            }
            Finding::WrongPassword(tries) => {
                format!("A log-in with this address failed {}.", self.tries(*tries))
            }
            Finding::TriedBeforeAccepting(tries) => format!(
                "A log-in with this address failed {}. Only the link of the invitation lets them in the first time.",
                self.tries(*tries)
            ),
            Finding::OtherAccount { at } => format!(
                "On {} somebody tried to accept it with an account that does not have the invited address. They can add this one \
                 to their account, or use another account.",
                self.at(*at)
            ),
            Finding::Reported { at } => {
                format!("Whoever got it said on {} that it should not have been sent.", self.at(*at))
            }
            Finding::NotTaken { .. } => "It is not tried again by itself.".to_owned(),
            Finding::CameBack { sent, .. } => format!(
                "The mail server took it on {}, and was told since that it could not be delivered. It is not tried again by \
                 itself.",
                self.at(*sent)
            ),
            Finding::NotTakenYet { next, .. } => {
                format!("It is tried again by itself on {}.", self.at(*next))
            }
            Finding::Kept { at } => format!(
                "There is no mail server. Since {} the mail lies in a folder that only whoever runs this Keyholder can open.",
                self.at(*at)
            ),
            Finding::NeverSent { kept } => format!(
                "When it was written there was no mail server: since {} it lies in a folder of whoever runs this Keyholder. There is \
                 one now, which got nothing of it.",
                self.at(*kept)
            ),
            Finding::NothingSent => format!("There is an open invitation, and no {letter} that tells of it."),
            Finding::NotAccepted { sent, until, opened } => self.not_accepted(*sent, *until, *opened),
        }
    }

    fn expired(&self, since: DateTime<Utc>, asked: Option<DateTime<Utc>>) -> String {
        let asked = asked.map(|at| format!(" Whoever holds the link asked for a new one {}.", self.ago(at)));
        format!("Nobody accepted it until {}.{}", self.at(since), asked.unwrap_or_default())
    }

    fn mistyped(&self, meant: &Email, tried: Option<Tries>) -> String {
        let tried = tried
            .map(|tries| format!(" Somebody tried to log in with the right one {}.", self.tries(tries)))
            .unwrap_or_default();
        format!("{} is a known slip of {}.{tried}", self.domain(), meant.domain())
    }

    fn near_miss(&self, slip: Slip, tries: Tries) -> String {
        format!(
            "{} It was typed {}: by them, or by somebody who wants to be taken for them. Ask before you send it there.",
            slip_words(slip),
            self.tries(tries)
        )
    }

    fn not_accepted(
        &self,
        sent: DateTime<Utc>,
        until: DateTime<Utc>,
        opened: Option<DateTime<Utc>>,
    ) -> String {
        let became = match opened {
            Some(at) => {
                format!("Its link was opened {}, by them or by a program that looks at mails.", self.ago(at))
            }
            None => "Its link was never opened: only they can tell what became of it.".to_owned(),
        };
        format!("Sent on {}, and good until {}. {became}", self.at(sent), self.at(until))
    }

    pub(super) fn compare(&self, finding: &Finding) -> Vec<Compared> {
        match finding {
            Finding::NotTaken { said, meaning }
            | Finding::CameBack { said, meaning, .. }
            | Finding::NotTakenYet { said, meaning, .. } => {
                let mut rows = vec![Compared::plain("It said", said)];
                // A gateway's words are its own.
                if self.way == ContactKind::Email {
                    rows.push(Compared::plain("That means", meaning.words()));
                }
                rows
            }
            Finding::Reported { .. } => vec![Compared::plain("Invited", self.contact())],
            Finding::Mistyped { meant, tried } => {
                let other = if tried.is_some() { "Tried to log in" } else { "Meant" };
                self.beside(other, meant.as_str())
            }
            Finding::NearMiss { address, .. } => self.beside("Tried to log in", address.as_str()),
            _ => Vec::new(),
        }
    }

    /// The invited address and another, with what differs marked.
    fn beside(&self, what: &str, other: &str) -> Vec<Compared> {
        let line = |what: &str, text: &str, other: &str| Compared {
            what: what.to_owned(),
            says: differing(text, other).map(str::to_owned),
        };
        vec![line("Invited", self.contact(), other), line(what, other, self.contact())]
    }

    fn domain(&self) -> &str {
        self.contact().split_once('@').map_or("", |(_, domain)| domain)
    }

    fn ago(&self, at: DateTime<Utc>) -> String {
        ago(at, self.telling.now)
    }

    /// "3 times, the last time 2 hours ago"
    fn tries(&self, tries: Tries) -> String {
        let times = match tries.times {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            times => format!("{times} times"),
        };
        format!("{times}, the last time {}", self.ago(tries.last))
    }
}

const fn slip_words(slip: Slip) -> &'static str {
    match slip {
        Slip::WellKnownDomain => "Its domain is a known one, of which the invited one is a slip.",
        Slip::SameMailbox => {
            "Only dots differ, or what follows a +: with many providers it is the same mailbox."
        }
        Slip::Swapped => "Two letters are swapped.",
        Slip::Letters => "One or two letters differ.",
    }
}
