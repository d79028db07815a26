//! **Can’t log in**, in words.

mod because;

use chrono::{DateTime, Utc};
use domain::contact::ContactKind;
use domain::diagnosis::log_in::{Check, Finding, Question, diagnose};
use domain::diagnosis::{Problem, Sure};
use domain::partner::{PartnerAction, PartnerState};
use domain::zone::ago;
use service::capability::Admin;
use service::diagnosis::LogIn;

use super::{Telling, asked, cause};
use crate::diagnosis::server::{Checked, Diagnosed, FindingItem, RightAddress};
use crate::path;

/// By which way what is sent to them goes.
struct Worded<'a> {
    telling: Telling<'a>,
    way: ContactKind,
}

pub(super) fn told(admin: &Admin, LogIn { partner, facts }: LogIn) -> Diagnosed {
    let worded = Worded { telling: Telling::of(admin, &partner), way: facts.contact.kind() };
    worded.telling.diagnosed(
        Problem::LogIn,
        &diagnose(&facts),
        |found| worded.finding(found),
        |found| worded.check(found),
        |unknown| asked(worded.question(*unknown)),
    )
}

impl Worded<'_> {
    fn at(&self, at: DateTime<Utc>) -> String {
        self.telling.at(at)
    }

    fn contact(&self) -> &str {
        &self.telling.partner.row.contact
    }

    fn is_in(&self) -> bool {
        self.telling.partner.row.state == PartnerState::Active
    }

    /// Whoever founded the Business Center never was invited.
    fn is_founder(&self) -> bool {
        self.telling.partner.row.invited_at.is_none()
    }

    fn letter(&self) -> &'static str {
        match self.way {
            ContactKind::Email => "mail",
            ContactKind::Phone => "SMS",
        }
    }

    fn finding(&self, finding: &Finding) -> FindingItem {
        let copies_link = self.telling.admin.offers_copy_link();
        let mends = finding.mends().iter().copied();
        let mends: Vec<_> = mends.filter(|mend| copies_link || *mend != PartnerAction::CopyLink).collect();
        FindingItem {
            compare: self.compare(finding),
            right_address: finding.right_address().map(|address| RightAddress {
                address: address.as_str().to_owned(),
                invited: self.contact().to_owned(),
                guessed: finding.sure() == Sure::Possible,
            }),
            ways: Vec::from_iter(self.way_on(finding)),
            hint: mends.first().and_then(|mend| self.hint(*mend)).map(str::to_owned),
            ..cause(
                self.title(finding),
                finding.sure(),
                self.because(finding),
                &mends,
                self.telling.edit(None, Problem::LogIn),
            )
        }
    }

    fn title(&self, finding: &Finding) -> String {
        let letter = self.letter();
        match finding {
            Finding::Revoked { .. } => "Their access was revoked".to_owned(),
            Finding::Left { .. } => "They gave up their access".to_owned(),
            Finding::Ended { .. } => "Their access has ended".to_owned(),
            Finding::Cancelled { .. } => "The invitation was cancelled".to_owned(),
            Finding::Declined { .. } => "They declined the invitation".to_owned(),
            Finding::Expired { .. } => "The invitation has expired".to_owned(),
            Finding::Mistyped { .. } => "The invitation went to a mistyped address".to_owned(),
            Finding::NearMiss { .. } => "Somebody tried to log in with nearly that address".to_owned(),
            Finding::LockedOut { .. } => "Too many log-ins failed: they have to wait".to_owned(),
            Finding::WrongPassword(_) => "Their password was wrong".to_owned(),
            Finding::TriedBeforeAccepting(_) => "They try to log in, and have not accepted yet".to_owned(),
            Finding::OtherAccount { .. } => "They are logged in with another address".to_owned(),
            Finding::InElsewhere { .. } => "They are in already, with another address".to_owned(),
            Finding::NoSeat(full) => format!("No {} seat is free", full.level.label()),
            Finding::Reported { .. } => "The invitation may have gone to somebody else".to_owned(),
            Finding::NotTaken { .. } => format!("The {letter} was refused"),
            Finding::CameBack { .. } => "The mail came back".to_owned(),
            Finding::NotTakenYet { .. } => format!("Nobody took the {letter} yet"),
            Finding::Kept { .. } => "Mails don’t leave this Keyholder".to_owned(),
            Finding::NeverSent { .. } => "The invitation was never mailed".to_owned(),
            Finding::NothingSent => format!("No {letter} is on its way to them"),
            Finding::NotAccepted { .. } => "The invitation was not accepted yet".to_owned(),
        }
    }

    fn way_on(&self, finding: &Finding) -> Option<(String, String)> {
        let slug = self.telling.slug();
        Some(match finding {
            Finding::InElsewhere { partner: Some(partner), .. } => {
                ("Open their page".to_owned(), path::partner(slug, *partner))
            }
            Finding::InElsewhere { partner: None, .. } => ("See who is in".to_owned(), path::members(slug)),
            Finding::NoSeat(_) => ("See who holds the seats".to_owned(), path::partners(slug)),
            _ => return None,
        })
    }

    fn check(&self, check: &Check) -> Checked {
        let letter = self.letter();
        let (what, told) = match check {
            Check::InvitationOpen { until } => {
                ("The invitation is open".to_owned(), format!("until {}", self.at(*until)))
            }
            Check::LetterTaken { at } => (format!("The {letter} was taken"), self.at(*at)),
            Check::LetterQueued => (format!("The {letter} is on its way"), String::new()),
            Check::AddressStands => {
                ("Nobody tried to log in with nearly this address".to_owned(), String::new())
            }
            Check::AddressKept { at } => ("An Admin said that the address is right".to_owned(), self.at(*at)),
            Check::LinkCopied { at } => ("A link was copied, to hand over".to_owned(), self.at(*at)),
            Check::NotLockedOut => ("No log-in of theirs has to wait".to_owned(), String::new()),
            Check::SeatFree => ("A seat is free".to_owned(), String::new()),
            Check::NotReported => ("Nobody reported it".to_owned(), String::new()),
            Check::NotRevoked => ("Their access is not revoked".to_owned(), String::new()),
            Check::IsIn { since } => {
                let came =
                    if self.is_founder() { "They founded this Business Center" } else { "They accepted" };
                (format!("{came}, and are in"), format!("since {}", self.at(*since)))
            }
            Check::WasHere { at } => ("They were here".to_owned(), ago(*at, self.telling.now)),
        };
        Checked { what, told }
    }

    fn question(&self, question: Question) -> String {
        let (contact, letter) = (self.contact(), self.letter());
        let name = if self.telling.name == contact { "them" } else { self.telling.name };
        match question {
            Question::Address => {
                let only = if self.is_in() {
                    "Any other is refused, unless they added it to their account."
                } else {
                    "Only that address was invited."
                };
                format!("Ask {name}: is it exactly {contact} that they use? {only}")
            }
            Question::Spam => {
                format!("Ask {name}: does the mail program show the message under Spam or Promotions?")
            }
            Question::NewestLink => {
                format!("Ask {name}: is it the link of the newest {letter}? Those of earlier ones are dead.")
            }
            Question::Password => {
                format!("Ask {name}: is the password forgotten? The log-in page leads to a new one.")
            }
        }
    }

    /// What the button does.
    fn hint(&self, mend: PartnerAction) -> Option<&'static str> {
        Some(match mend {
            PartnerAction::Resend if self.telling.admin.keyholder().reaches(self.way) => {
                "Makes a new link and sends it: same access, 30 new days. Links of earlier ones die."
            }
            PartnerAction::Resend => {
                "Makes a new link, for you to hand over: same access, 30 new days. Links of earlier ones die."
            }
            PartnerAction::ChangeAddress => {
                "The invitation moves to the new address: same access, 30 new days. The old link is dead at once."
            }
            PartnerAction::CopyLink if self.telling.admin.keyholder().reaches(self.way) => {
                "To hand over another way. Whoever uses it first confirms a code that is sent to the invited address."
            }
            PartnerAction::CopyLink => {
                "To hand over another way. Whoever has it can accept the invitation, so give it to nobody else."
            }
            PartnerAction::InviteAgain => "Starts with what they had. You see it before anything is sent.",
            PartnerAction::Cancel | PartnerAction::Edit | PartnerAction::Revoke | PartnerAction::Leave => {
                return None;
            }
        })
    }
}
