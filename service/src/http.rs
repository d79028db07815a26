//! A server that is asked by HTTP, and one conversation with it for each request: as for mails, one that is given up half
//! way must not answer for the next.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{HOST, HeaderMap, HeaderValue, USER_AGENT};
use hyper::http::request::Builder;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::server_url::{Wrong, host_and_port};

/// A server that answers slower than this is given up for now.
const TO_CONNECT: Duration = Duration::from_secs(10);
const TO_TAKE: Duration = Duration::from_secs(10);
/// Of an answer; what is said in it stands in its first lines.
const MOST_READ: usize = 64 * 1024;

/// Where a server listens.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) host: String,
    port: u16,
    /// None in clear.
    tls: Option<(TlsConnector, ServerName<'static>)>,
    /// Without user and password.
    authority: HeaderValue,
    pub(crate) to_connect: Duration,
    pub(crate) to_take: Duration,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// A server that waits for a request. Dropping it hangs up.
pub(crate) struct Conversation {
    sender: SendRequest<Full<Bytes>>,
    _driven: JoinSet<()>,
}

/// How far one came with a server that did not answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unanswered {
    #[error("{0}")]
    NoHost(io::Error),
    #[error("{0}")]
    NoConnection(io::Error),
    #[error("{0}")]
    NoEncryption(io::Error),
    #[error("{host} did not answer within {} s", patience.as_secs())]
    Silent { host: String, patience: Duration },
    #[error("{0}")]
    HungUp(hyper::Error),
}

impl Server {
    /// At `https://host:port`, or in clear for any other scheme; whatever follows the host is not this one's.
    pub(crate) fn at(scheme: &str, authority: &str) -> Result<Self, Wrong> {
        let (host, port) = host_and_port(authority)?;
        let tls = if scheme == "https" {
            let name = ServerName::try_from(host.to_owned());
            Some((connector()?, name.map_err(|_| "names a host that no certificate can be for")?))
        } else {
            None
        };
        Ok(Self {
            host: host.to_owned(),
            port: port.unwrap_or(if tls.is_some() { 443 } else { 80 }),
            tls,
            authority: HeaderValue::from_str(authority).map_err(|_| "names no host")?,
            to_connect: TO_CONNECT,
            to_take: TO_TAKE,
        })
    }

    /// Up to where it waits for a request.
    pub(crate) async fn reach(&self) -> Result<Conversation, Unanswered> {
        self.within(self.to_connect, self.connect()).await
    }

    async fn connect(&self) -> Result<Conversation, Unanswered> {
        let place = (self.host.as_str(), self.port);
        let found = tokio::net::lookup_host(place).await.map_err(Unanswered::NoHost)?;
        let found: Vec<SocketAddr> = found.collect();
        let stream = TcpStream::connect(&*found).await.map_err(Unanswered::NoConnection)?;
        stream.set_nodelay(true).map_err(Unanswered::NoConnection)?;
        match &self.tls {
            None => Conversation::over(stream).await,
            Some((tls, name)) => {
                let stream = tls.connect(name.clone(), stream).await.map_err(Unanswered::NoEncryption)?;
                Conversation::over(stream).await
            }
        }
    }

    /// Asks once. No redirect is followed: it could lead anywhere.
    pub(crate) async fn ask(
        &self,
        mut conversation: Conversation,
        request: Request<Full<Bytes>>,
    ) -> Result<Answer, Unanswered> {
        let asked = async {
            let (head, body) = conversation.sender.send_request(request).await?.into_parts();
            // What can't be read of it is not said; whether it was taken is in its head.
            let body = Limited::new(body, MOST_READ).collect().await;
            let body = body.map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned());
            Ok(Answer { status: head.status, headers: head.headers, body: body.unwrap_or_default() })
        };
        self.within(self.to_take, async { asked.await.map_err(Unanswered::HungUp) }).await
    }

    /// What every request to it says of itself.
    pub(crate) fn said_to(&self, request: Builder) -> Builder {
        request.header(HOST, &self.authority).header(USER_AGENT, "Keyholder")
    }

    async fn within<T>(
        &self,
        patience: Duration,
        step: impl Future<Output = Result<T, Unanswered>>,
    ) -> Result<T, Unanswered> {
        tokio::time::timeout(patience, step)
            .await
            .unwrap_or_else(|_| Err(Unanswered::Silent { host: self.host.clone(), patience }))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({}:{})", self.host, self.port)
    }
}

impl Conversation {
    async fn over<S>(stream: S) -> Result<Self, Unanswered>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(Unanswered::HungUp)?;
        let mut driven = JoinSet::new();
        driven.spawn(async move {
            // What goes wrong on it is told to whoever waits for the answer.
            let _ = connection.await;
        });
        Ok(Self { sender, _driven: driven })
    }
}

/// Trusts whom this machine trusts, as mails do.
fn connector() -> Result<TlsConnector, Wrong> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err("needs https, and this machine has no certificates to check it by");
    }
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
