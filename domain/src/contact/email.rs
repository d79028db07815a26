use std::fmt;

use serde::{Deserialize, Serialize};
use strsim::osa_distance;

use super::well_known::PROVIDERS;
use super::{DOTS, Masked, shown};

/// RFC 5321, in bytes.
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
/// In bytes; bounds the work of normalising. Characters that IDNA drops may make a typed domain longer than
/// [`LONGEST`].
const LONGEST_TYPED: usize = 1024;
/// Of a domain that was not typed to its end, in bytes.
const SHORTEST_BEGINNING: usize = 3;

/// An e-mail address: lower case, its domain in ASCII.
///
/// The local part takes ASCII only. Case folding of other letters maps different addresses together (the Kelvin
/// sign to k, the dotless ı to i): somebody else's mailbox would then match an Invitation (attack C-35). The domain
/// is mapped as DNS itself does. No quotes, white space or control characters: nothing in it can end an SMTP
/// command or a mail header (C-32).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email {
    pub(super) text: String,
    /// Where the `@` stands.
    at: usize,
}

/// Why a text is no e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EmailRefusal {
    #[error("Type an e-mail address, like ana@agency.example.")]
    Empty,
    #[error("“{typed}” is not a whole address. {}", mend(.meant.as_deref()))]
    NotWhole { typed: String, meant: Option<String> },
    #[error("These are several addresses. Type one: each gets a mail of its own.")]
    Several,
    #[error(
        "“{typed}” has a letter before the @ that Keyholder can’t write to. Use the address’s spelling in plain \
         letters a to z."
    )]
    LocalNotAscii { typed: String },
    #[error(
        "“{typed}” is too long: at most 64 characters stand before the @, and 254 in all. Check the address, \
         or use a shorter one."
    )]
    TooLong { typed: String },
    #[error(
        "This is not {like}: it only looks like it, with letters of another alphabet. If that is whom you mean, type \
         {address}."
    )]
    LooksLike { like: String, address: String },
}

fn mend(meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("Did you mean {meant}?"),
        None => "Type it like ana@agency.example.".to_owned(),
    }
}

impl Email {
    /// Trims, checks and normalises. A refusal says which well-known domain was meant, where the typed one is the beginning
    /// of it or differs by one edit; that is never taken without asking.
    ///
    /// # Errors
    ///
    /// [`EmailRefusal`] is the sentence for the field (DOMAIN 3).
    pub fn parse(typed: &str) -> Result<Self, EmailRefusal> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(EmailRefusal::Empty);
        }
        if typed.len() > LONGEST_TYPED {
            return Err(EmailRefusal::TooLong { typed: shown(typed) });
        }
        if several(typed) {
            return Err(EmailRefusal::Several);
        }
        let not_whole = || EmailRefusal::NotWhole { typed: shown(typed), meant: meant(typed) };

        let (local, domain) = typed.split_once('@').ok_or_else(not_whole)?;
        if !local.is_ascii() {
            return Err(EmailRefusal::LocalNotAscii { typed: shown(typed) });
        }
        // Nobody's mailbox begins with a dash, which a program would read as an option: no mail goes there.
        if local.starts_with('-') || !is_dot_atom(local) {
            return Err(not_whole());
        }
        let domain = normal_domain(domain).ok_or_else(not_whole)?;
        let text = format!("{}@{domain}", local.to_ascii_lowercase());
        if local.len() > LONGEST_LOCAL || text.len() > LONGEST {
            return Err(EmailRefusal::TooLong { typed: shown(typed) });
        }
        Ok(Self { text, at: local.len() })
    }

    /// The normal form, the one that mail goes to.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the `@`, in ASCII.
    pub(super) fn local(&self) -> &str {
        &self.text[..self.at]
    }

    /// What stands after the `@`, in ASCII.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }

    /// `s•••••@yamamoto-beauty.example.jp`
    pub fn masked(&self) -> Masked {
        let first = &self.text[..1];
        Masked(format!("{first}{DOTS}@{}", self.domain()))
    }
}

/// As a list is written, or copied from a mail.
fn several(typed: &str) -> bool {
    let parts = typed.split([',', ';', ' ']);
    parts.filter(|part| *part != typed && Email::parse(part).is_ok()).nth(1).is_some()
}

/// Words of RFC 5322's `atext`, parted by single dots.
fn is_dot_atom(local: &str) -> bool {
    let is_atext = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atext))
}

fn normal_domain(typed: &str) -> Option<String> {
    let domain = idna::domain_to_ascii_strict(typed).ok()?;
    let (_, top) = domain.rsplit_once('.')?;
    // A number there makes it an IP address, which is nobody's mailbox.
    top.contains(|c: char| c.is_ascii_alphabetic()).then_some(domain)
}

fn meant(typed: &str) -> Option<String> {
    let (local, domain) = typed.split_once('@')?;
    let domain = domain.to_lowercase();
    // What is wrong then stands before it.
    if PROVIDERS.contains(&domain.as_str()) {
        return None;
    }
    let near = |provider: &&str| osa_distance(&domain, provider) == 1;
    let provider = begun(&domain).or_else(|| PROVIDERS.into_iter().find(near))?;
    Email::parse(&format!("{local}@{provider}")).ok().map(String::from)
}

/// The well-known domain that was not typed to its end: the only one that begins so, or the `.com` of several.
fn begun(domain: &str) -> Option<&'static str> {
    let begins = |provider: &&str| domain.len() >= SHORTEST_BEGINNING && provider.starts_with(domain);
    let found: Vec<_> = PROVIDERS.into_iter().filter(begins).collect();
    match found[..] {
        [only] => Some(only),
        ref several => several.iter().copied().find(|of| of.strip_prefix(domain) == Some(".com")),
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.masked().as_str())
    }
}

impl TryFrom<String> for Email {
    type Error = EmailRefusal;

    fn try_from(typed: String) -> Result<Self, EmailRefusal> {
        Self::parse(&typed)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.text
    }
}

#[cfg(test)]
#[path = "email_tests.rs"]
mod tests;
