//! Mails about an Invitation that went where it was not meant to go.

use super::letter::{Letter, Part};
use super::partner::{about, facts, partners_url, see_partners, strained_pairs};
use super::sample;

/// To whoever sent the Invitation: somebody with another account has its link.
#[derive(Clone, Debug)]
pub struct WrongAccountMail {
    pub center: String,
    pub contact: String,
    pub partners_url: String,
}

/// To the Admins and the operator.
#[derive(Clone, Debug)]
pub struct ReportedMail {
    pub center: String,
    pub contact: String,
    pub inviter: String,
    /// Whether they want no more mails of this Business Center.
    pub blocked: bool,
    pub partners_url: String,
}

impl WrongAccountMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, .. } = self;
        about(
            center,
            format!("Another account tried to use the invitation for {contact}"),
            format!("To {center}. Nothing was accepted."),
            vec![
                Part::Text(format!(
                    "Somebody who is logged in with another address opened the link for {contact} and tried to accept. \
                     Nothing was accepted, and the link still works for {contact}. If they use another address, Change \
                     address sends the invitation there; if the link went astray, cancel it."
                )),
                see_partners(&self.partners_url),
                facts([("Invited", contact), ("Business Center", center)]),
            ],
            "Sent because you invited them; at most once a day for each invitation.",
        )
    }

    pub fn samples() -> Vec<Self> {
        strained_pairs()
            .map(|(center, contact)| Self { center, contact, partners_url: partners_url() })
            .into()
    }
}

impl ReportedMail {
    pub fn letter(&self) -> Letter {
        let Self { center, contact, inviter, .. } = self;
        let blocked = if self.blocked {
            "They want no more mails of this Business Center: none is sent to that address any more."
        } else {
            "They did not block further mails."
        };
        about(
            center,
            format!("An invitation to {center} was reported"),
            format!("{contact} reported it."),
            vec![
                Part::Text(format!(
                    "Whoever got it says that it should not have been sent. Ask the sender about it. {blocked}"
                )),
                see_partners(&self.partners_url),
                facts([("Reported by", contact), ("Sent by", inviter), ("Business Center", center)]),
            ],
            "Sent because you are an Admin there, or run this Keyholder.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let mut blocked = false;
        strained_pairs()
            .map(|(center, contact)| {
                blocked = !blocked;
                let inviter = sample::MINA.to_owned();
                Self { center, contact, inviter, blocked, partners_url: partners_url() }
            })
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_whether_further_mails_are_blocked() {
        let [blocked, open] = ReportedMail::samples().try_into().unwrap();
        assert!(blocked.letter().text().contains("none is sent to that address any more"));
        assert!(open.letter().text().contains("They did not block further mails."));
    }
}
