//! Where it serves, and where links in mails lead.

use super::{AddressFault, Check, Found, Question, Sending};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Where it serves. None where the setting can't be used.
    pub listen: Option<String>,
    /// How people reach it. None where the setting can't be used.
    pub url: Option<Url>,
    /// Whether proxies are named whose word on where a request came from is believed.
    pub trusts_proxies: bool,
    /// Who answers where it serves, and at the address that links lead to; none where nobody was asked, or nobody answered who
    /// could have been asked for the secret.
    pub at_listen: Option<Answer>,
    pub at_url: Option<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    pub text: String,
    pub https: bool,
    /// Nobody else reaches it.
    pub this_machine: bool,
}

/// Who answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It proved that it has the secret.
    ThisOne,
    /// There is no secret here that they could prove to have.
    Somebody,
    /// `leads_to`: where it sends whoever asks.
    Another {
        status: u16,
        leads_to: Option<String>,
    },
    Nobody {
        silence: Silence,
        said: String,
    },
}

/// How far one came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Its host is not known.
    NoHost,
    NoConnection,
    /// The connection can't be trusted: of a certificate that has run out, say.
    NoEncryption,
    /// Connected, and no answer.
    NoAnswer,
}

impl Answer {
    /// What a proxy gives, or nobody does, where Keyholder is not running behind it.
    const fn is_of_one_that_does_not_run(&self) -> bool {
        match self {
            Self::ThisOne | Self::Somebody => false,
            Self::Another { status, .. } => matches!(status, 502..=504),
            Self::Nobody { silence, .. } => matches!(silence, Silence::NoConnection | Silence::NoAnswer),
        }
    }
}

impl Address {
    /// Where, if nobody can tell who that is.
    pub(super) fn served_by_somebody(&self) -> Option<&str> {
        self.listen.as_deref().filter(|_| self.at_listen == Some(Answer::Somebody))
    }

    pub(super) fn look(&self, sending: &Sending, found: &mut Found) {
        match (&self.listen, &self.at_listen) {
            (Some(listen), Some(Answer::ThisOne)) => {
                found.passed.push(Check::Runs { listen: listen.clone() });
            }
            (Some(listen), Some(Answer::Another { .. })) => {
                found.wrong(AddressFault::AnotherServes { listen: listen.clone() });
            }
            (Some(listen), Some(Answer::Nobody { said, .. })) => {
                found.wrong(AddressFault::NotRunning { listen: listen.clone(), said: said.clone() });
            }
            _ => {}
        }
        if let Some(url) = &self.url {
            self.look_at_the_url(url, sending, found);
        }
    }

    fn look_at_the_url(&self, url: &Url, sending: &Sending, found: &mut Found) {
        let text = || url.text.clone();
        if url.this_machine {
            let mailed = sending.delivers();
            found.wrong(AddressFault::LinksForThisMachine { url: text(), mailed });
        }
        if url.https {
            found.passed.push(Check::Encrypted);
            let trusted = self.trusts_proxies;
            found.note((!trusted).then_some(AddressFault::ProxyNotTrusted), Check::ProxyTrusted);
        } else if !url.this_machine {
            found.wrong(AddressFault::InClear { url: text() });
        }
        let runs = self.at_listen == Some(Answer::ThisOne);
        match &self.at_url {
            Some(Answer::ThisOne) => {
                found.passed.push(Check::LinksLeadHere { url: text() });
                if !url.this_machine {
                    found.questions.push(Question::FromOutside { url: text() });
                }
            }
            // That it does not run is said already.
            Some(answer) if !runs && answer.is_of_one_that_does_not_run() => {
                found.questions.push(Question::LinksLater);
            }
            Some(Answer::Another { status, leads_to }) => {
                let leads_to = leads_to.clone();
                found.wrong(AddressFault::LinksLeadElsewhere { url: text(), status: *status, leads_to });
            }
            Some(Answer::Nobody { silence, said }) => {
                let (silence, said) = (*silence, said.clone());
                found.wrong(AddressFault::LinksLeadNowhere { url: text(), silence, said });
            }
            Some(Answer::Somebody) | None => found.questions.push(Question::LinksLater),
        }
    }
}
