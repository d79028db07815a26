//! The server of a gateway, and one conversation with it for each SMS: as for mails, one that is given up half way must
//! not answer for the next.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue, USER_AGENT};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::mail::Undelivered;
use crate::server_url::{Wrong, host_and_port, is_loopback};

/// A gateway that answers slower than this is asked again later.
const TO_CONNECT: Duration = Duration::from_secs(10);
const TO_TAKE: Duration = Duration::from_secs(10);
/// Of an answer; what is said in it stands in its first lines.
const MOST_READ: usize = 64 * 1024;

/// Where a gateway listens.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) host: String,
    port: u16,
    /// None on this machine, where nobody listens in.
    tls: Option<(TlsConnector, ServerName<'static>)>,
    /// Without user and password.
    authority: HeaderValue,
    pub(super) to_connect: Duration,
    pub(super) to_take: Duration,
}

/// What is posted.
pub(super) struct Post {
    pub(super) path: String,
    pub(super) content_type: &'static str,
    pub(super) authorization: Option<HeaderValue>,
    pub(super) body: String,
}

pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: String,
}

/// A server that waits for a request. Dropping it hangs up.
pub(super) struct Conversation {
    sender: SendRequest<Full<Bytes>>,
    _driven: JoinSet<()>,
}

impl Server {
    /// At `https://host:port`, or `http://` on this machine; whatever follows the host is not this one's.
    pub(super) fn at(scheme: &str, authority: &str) -> Result<Self, Wrong> {
        let (host, port) = host_and_port(authority)?;
        let tls = match scheme {
            "https" => {
                let name = ServerName::try_from(host.to_owned());
                Some((connector()?, name.map_err(|_| "names a host that no certificate can be for")?))
            }
            "http" if is_loopback(host) => None,
            "http" => return Err("must begin with https:// where the gateway is on another machine"),
            _ => return Err("must begin with https:// or twilio://"),
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
    pub(super) async fn reach(&self) -> Result<Conversation, Undelivered> {
        within(&self.host, self.to_connect, self.connect())
            .await?
            .map_err(|error| Undelivered::later(format_args!("No connection to the SMS gateway: {error}")))
    }

    async fn connect(&self) -> Result<Conversation, Box<dyn std::error::Error + Send + Sync>> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
        stream.set_nodelay(true)?;
        match &self.tls {
            None => Conversation::over(stream).await,
            Some((tls, name)) => Conversation::over(tls.connect(name.clone(), stream).await?).await,
        }
    }

    /// Posts once. No redirect is followed: it could lead anywhere.
    pub(super) async fn post(
        &self,
        mut conversation: Conversation,
        post: Post,
    ) -> Result<Answer, Undelivered> {
        let mut request = Request::post(post.path)
            .header(HOST, &self.authority)
            .header(USER_AGENT, "Keyholder")
            .header(CONTENT_TYPE, post.content_type);
        if let Some(authorization) = post.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let request = request.body(Full::from(post.body)).map_err(Undelivered::later)?;
        let asked = async {
            let (head, body) = conversation.sender.send_request(request).await?.into_parts();
            // What can't be read of it is not said; whether it was taken is in its head.
            let body = Limited::new(body, MOST_READ).collect().await;
            let body = body.map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned());
            Ok(Answer { status: head.status, body: body.unwrap_or_default() })
        };
        within(&self.host, self.to_take, asked).await?.map_err(|error: hyper::Error| {
            Undelivered::later(format_args!("The SMS gateway hung up or said nonsense: {error}"))
        })
    }
}

impl Conversation {
    async fn over<S>(stream: S) -> Result<Self, Box<dyn std::error::Error + Send + Sync>>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
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

async fn within<T>(host: &str, patience: Duration, step: impl Future<Output = T>) -> Result<T, Undelivered> {
    tokio::time::timeout(patience, step).await.map_err(|_| {
        Undelivered::later(format_args!("{host} did not answer within {} s", patience.as_secs()))
    })
}
