//! Where a request came from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

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
    fn a_user_agent_can_not_forge_a_line_of_the_log() {
        assert_eq!(Client::new(Ipv4Addr::LOCALHOST.into(), "a\n\u{1b}[31mb").user_agent(), "a[31mb");
    }
}
