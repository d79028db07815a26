//! **Can’t log in**, in words.

use chrono::{DateTime, Utc};
use domain::contact::ContactKind;
use domain::diagnosis::Problem;
use domain::diagnosis::log_in::{Check, Finding, Question, diagnose};
use domain::partner::PartnerAction;
use domain::zone::ago;
use service::capability::Admin;
use service::diagnosis::LogIn;

use super::{Telling, asked, cause};
use crate::diagnosis::server::{Checked, Diagnosed, FindingItem};

/// By which way what is sent to them goes.
struct Worded<'a> {
    telling: Telling<'a>,
    way: ContactKind,
}

pub(super) fn told(admin: &Admin, LogIn { partner, facts }: LogIn) -> Diagnosed {
    let worded = Worded { telling: Telling::of(admin, &partner), way: facts.way };
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
            hint: mends.first().and_then(|mend| hint(*mend)).map(str::to_owned),
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
            Finding::Reported { .. } => "The invitation may have gone to somebody else".to_owned(),
            Finding::NotTaken { .. } => format!("The {letter} was refused"),
            Finding::NotTakenYet { .. } => format!("Nobody took the {letter} yet"),
            Finding::Kept { .. } => "Mails don’t leave this Keyholder".to_owned(),
            Finding::NothingSent => format!("No {letter} is on its way to them"),
            Finding::NotAccepted { .. } => "The invitation was not accepted yet".to_owned(),
        }
    }

    fn because(&self, finding: &Finding) -> String {
        let letter = self.letter();
        let by = |by: &Option<String>| by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        match finding {
            Finding::Revoked { at, by: who } | Finding::Cancelled { at, by: who } => {
                format!("It was done{} on {}.", by(who), self.at(*at))
            }
            Finding::Left { at } => format!("They left on {}.", self.at(*at)),
            Finding::Ended { at } => format!("Its last day was over on {}.", self.at(*at)),
            Finding::Declined { at } => format!("They did so on {}.", self.at(*at)),
            Finding::Expired { since, asked } => {
                let asked = asked.map(|at| {
                    format!(" Whoever holds the link asked for a new one {}.", ago(at, self.telling.now))
                });
                format!("Nobody accepted it until {}.{}", self.at(*since), asked.unwrap_or_default())
            }
            Finding::Reported { at } => {
                format!("Whoever got it said on {} that it should not have been sent.", self.at(*at))
            }
            Finding::NotTaken { .. } => "It is not tried again by itself.".to_owned(),
            Finding::NotTakenYet { next, .. } => {
                format!("It is tried again by itself on {}.", self.at(*next))
            }
            Finding::Kept { at } => {
                format!(
                    "There is no mail server. Since {} it lies with whoever runs this Keyholder.",
                    self.at(*at)
                )
            }
            Finding::NothingSent => format!("There is an open invitation, and no {letter} that tells of it."),
            Finding::NotAccepted { sent, until } => {
                format!(
                    "Sent on {}, and good until {}. Only they can tell what became of it.",
                    self.at(*sent),
                    self.at(*until)
                )
            }
        }
    }

    fn compare(&self, finding: &Finding) -> Vec<(String, String)> {
        match finding {
            Finding::NotTaken { said, meaning } | Finding::NotTakenYet { said, meaning, .. } => {
                let mut rows = vec![("It said".to_owned(), said.clone())];
                // A gateway's words are its own.
                if self.way == ContactKind::Email {
                    rows.push(("That means".to_owned(), meaning.words().to_owned()));
                }
                rows
            }
            Finding::Reported { .. } => vec![("Invited".to_owned(), self.contact().to_owned())],
            _ => Vec::new(),
        }
    }

    fn check(&self, check: &Check) -> Checked {
        let letter = self.letter();
        let (what, told) = match check {
            Check::InvitationOpen { until } => {
                ("The invitation is open".to_owned(), format!("until {}", self.at(*until)))
            }
            Check::LetterTaken { at } => (format!("The {letter} was taken"), self.at(*at)),
            Check::LetterQueued => (format!("The {letter} is on its way"), String::new()),
            Check::NotReported => ("Nobody reported it".to_owned(), String::new()),
            Check::NotRevoked => ("Their access is not revoked".to_owned(), String::new()),
            Check::IsIn { since } => {
                ("They accepted, and are in".to_owned(), format!("since {}", self.at(*since)))
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
                format!("Ask {name}: is it exactly {contact} that they use? Only that address was invited.")
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
}

const fn hint(mend: PartnerAction) -> Option<&'static str> {
    Some(match mend {
        PartnerAction::Resend => {
            "Makes a new link and sends it: same access, 30 new days. Links of earlier ones die."
        }
        PartnerAction::ChangeAddress => {
            "The invitation moves to the new address: same access, 30 new days. The old link is dead at once."
        }
        PartnerAction::CopyLink => {
            "To hand over another way. Whoever uses it first confirms a code that is sent to the invited address."
        }
        PartnerAction::InviteAgain => "Starts with what they had. You see it before anything is sent.",
        PartnerAction::Cancel | PartnerAction::Edit | PartnerAction::Revoke | PartnerAction::Leave => {
            return None;
        }
    })
}
