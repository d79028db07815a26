//! Where a request came from.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use woothee::parser::Parser;

/// The address a request came from and what the browser calls itself, for the audit log, session lists and limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    ip: IpAddr,
    user_agent: String,
}

impl Client {
    /// What a browser says of itself is cut to 200 characters and its control characters are dropped.
    pub fn new(ip: IpAddr, user_agent: &str) -> Self {
        let user_agent = user_agent.chars().filter(|c| !c.is_control()).take(200).collect();
        Self { ip: ip.to_canonical(), user_agent }
    }

    /// The house itself: jobs and the command line.
    pub fn house() -> Self {
        Self::new(IpAddr::V4(Ipv4Addr::LOCALHOST), "keyholder")
    }

    pub fn ip(&self) -> IpAddr {
        self.ip
    }

    pub fn user_agent(&self) -> &str {
        &self.user_agent
    }

    /// Whom a limit counts: one IPv4 address, or one IPv6 network of 64 bits, which is what one household has.
    pub fn network(&self) -> IpAddr {
        match self.ip {
            IpAddr::V6(ip) => {
                let [a, b, c, d, ..] = ip.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            v4 @ IpAddr::V4(_) => v4,
        }
    }
}

/// What a browser says it is, in words: "Chrome on Windows". Anybody can say anything, so it decides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    words: String,
    pub is_phone: bool,
}

impl Browser {
    pub fn of(user_agent: &str) -> Self {
        let known = Parser::new().parse(user_agent).filter(|found| found.name != UNKNOWN);
        let Some(found) = known else { return Self { words: shortened(user_agent), is_phone: false } };
        let system = match found.os {
            "Mac OSX" => "macOS",
            os if os.starts_with("Windows") => "Windows",
            os => os,
        };
        let words =
            if system == UNKNOWN { found.name.to_owned() } else { format!("{} on {system}", found.name) };
        Self { words, is_phone: matches!(found.category, "smartphone" | "mobilephone") }
    }
}

const UNKNOWN: &str = "UNKNOWN";

fn shortened(user_agent: &str) -> String {
    match user_agent.trim() {
        "" => "A browser that says nothing of itself".to_owned(),
        said => said.chars().take(60).collect(),
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(ip: &str) -> Client {
        Client::new(ip.parse().unwrap(), "test")
    }

    #[test]
    fn an_ipv6_network_is_one_client() {
        assert_eq!(client("2001:db8:1:2::5").network(), client("2001:db8:1:2:ffff::9").network());
        assert_ne!(client("2001:db8:1:2::5").network(), client("2001:db8:1:3::5").network());
        assert_ne!(client("192.0.2.1").network(), client("192.0.2.2").network());
    }

    #[test]
    fn an_ipv4_address_written_as_ipv6_is_the_same_client() {
        assert_eq!(client("::ffff:192.0.2.1").network(), client("192.0.2.1").network());
    }

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        for (said, words, is_phone) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
                "Chrome on Windows",
                false,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
                true,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
                "Safari on macOS",
                false,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Linux",
                false,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
                true,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                "Edge on Windows",
                false,
            ),
            ("a program of my own/1", "a program of my own/1", false),
            ("", "A browser that says nothing of itself", false),
        ] {
            let browser = Browser::of(said);
            assert_eq!((browser.to_string().as_str(), browser.is_phone), (words, is_phone), "{said}");
        }
    }

    #[test]
    fn a_user_agent_can_not_forge_a_line_of_the_log() {
        assert_eq!(Client::new(Ipv4Addr::LOCALHOST.into(), "a\n\u{1b}[31mb").user_agent(), "a[31mb");
    }
}
