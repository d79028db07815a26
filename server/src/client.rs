//! Where a request came from: the peer, or what a proxy we trust says of it (attack C-34).

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use service::client::Client;

/// Addresses whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug)]
pub(crate) struct TrustedProxies(Arc<[IpAddr]>);

impl TrustedProxies {
    pub(crate) fn new(proxies: Vec<IpAddr>) -> Self {
        Self(proxies.into_iter().map(|ip| ip.to_canonical()).collect())
    }

    /// Walks from the peer to the left, past each proxy that is ours: the first that is not is the client. What stands
    /// left of it is anybody's invention.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let forwarded = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|hop| hop.trim().parse::<IpAddr>())
            .collect::<Vec<_>>();
        let mut client = peer.to_canonical();
        for hop in forwarded.into_iter().rev() {
            if !self.0.contains(&client) {
                break;
            }
            let Ok(hop) = hop else { break };
            client = hop.to_canonical();
        }
        client
    }
}

/// Puts the [`Client`] into the request.
pub(crate) async fn identify(
    State(proxies): State<TrustedProxies>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let ip = proxies.client(peer.ip(), request.headers());
    let agent =
        request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let client = Client::new(ip, agent);
    request.extensions_mut().insert(client);
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn headers(forwarded: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn a_stranger_s_forwarded_header_is_not_believed() {
        let proxies = TrustedProxies::new(vec![ip("10.0.0.1")]);
        assert_eq!(proxies.client(ip("192.0.2.9"), &headers(&["198.51.100.1"])), ip("192.0.2.9"));
    }

    #[test]
    fn through_a_trusted_proxy_the_hop_it_saw_counts_and_nothing_left_of_it() {
        let proxies = TrustedProxies::new(vec![ip("10.0.0.1"), ip("10.0.0.2")]);
        let invented_first = headers(&["203.0.113.7, 198.51.100.1", "10.0.0.2"]);
        assert_eq!(proxies.client(ip("10.0.0.1"), &invented_first), ip("198.51.100.1"));
        assert_eq!(proxies.client(ip("::ffff:10.0.0.1"), &headers(&["198.51.100.1"])), ip("198.51.100.1"));
        assert_eq!(proxies.client(ip("10.0.0.1"), &headers(&["198.51.100.1, nonsense"])), ip("10.0.0.1"));
    }
}
