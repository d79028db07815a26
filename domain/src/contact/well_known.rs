//! Slips in the domains under which most people have their mailbox: `gmial.com`.
//!
//! The list is of the large providers alone: a company of a similar name is more often wanted than one of the small ones.

use super::Email;
use crate::slips::Slips;

pub(super) const PROVIDERS: [&str; 52] = [
    "126.com",
    "163.com",
    "aol.com",
    "bluewin.ch",
    "bol.com.br",
    "btinternet.com",
    "comcast.net",
    "cox.net",
    "docomo.ne.jp",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.de",
    "hotmail.es",
    "hotmail.fr",
    "hotmail.it",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "msn.com",
    "naver.com",
    "orange.fr",
    "outlook.com",
    "outlook.de",
    "outlook.fr",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rocketmail.com",
    "rediffmail.com",
    "t-online.de",
    "web.de",
    "yahoo.ca",
    "yahoo.co.in",
    "yahoo.co.jp",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.com.br",
    "yandex.com",
    "ymail.com",
];

const DOMAIN: Slips = Slips { one_from: 9, two_from: 11 };

impl Email {
    /// The address that was meant, where the domain is a slip of a well-known one. It is never taken without asking.
    pub fn meant(&self) -> Option<Self> {
        let domain = self.domain();
        if PROVIDERS.contains(&domain) {
            return None;
        }
        let slips = |provider| Some((DOMAIN.between(domain, provider, provider.len())?, provider));
        let (_, provider) = PROVIDERS.into_iter().filter_map(slips).min_by_key(|(slips, _)| *slips)?;
        Self::parse(&format!("{}@{provider}", self.local())).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(domain: &str) -> Option<String> {
        let email = Email::parse(&format!("yuki.tanaka@{domain}")).unwrap().meant()?;
        Some(email.as_str().strip_prefix("yuki.tanaka@").unwrap().to_owned())
    }

    #[test]
    fn a_slip_of_a_well_known_domain_is_told() {
        for (slip, domain) in [
            ("gmial.com", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gnail.com", "gmail.com"),
            ("gmail.con", "gmail.com"),
            ("hotnial.com", "hotmail.com"),
            ("outlok.com", "outlook.com"),
            ("outlok.co", "outlook.com"),
            ("iclod.com", "icloud.com"),
            ("yahooo.com", "yahoo.com"),
            ("yahoo.cok", "yahoo.com"),
            ("protonmial.co", "protonmail.com"),
        ] {
            assert_eq!(meant(slip).as_deref(), Some(domain), "{slip}");
        }
    }

    #[test]
    fn no_other_domain_is_taken_for_a_slip() {
        for domain in PROVIDERS {
            assert_eq!(meant(domain), None, "{domain}");
        }
        // Two slips in a short one, one in a shorter one, and what is nobody's slip.
        for domain in
            ["gmal.con", "mial.com", "gmx.org", "live.co", "agency.example", "cox.new", "gmail.example"]
        {
            assert_eq!(meant(domain), None, "{domain}");
        }
    }

    #[test]
    fn the_list_holds_each_once() {
        let mut sorted = PROVIDERS.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), PROVIDERS.len());
    }
}
