//! Who answers at an address: whoever is this Keyholder has its secret, and proves it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use data_encoding::HEXLOWER;
use domain::diagnosis::doctor::{Answer, Silence};
use http_body_util::Full;
use hyper::header::LOCATION;
use hyper::{Request, StatusCode};

use crate::http::{self, Server, Unanswered};
use crate::mail::one_line;
use crate::random;
use crate::secret::Secret;

/// As much of an address as fits into a line.
const LONGEST: usize = 200;

/// What serves at every address of the machine is asked at the machine's own.
pub(super) fn reached_from_here(listen: SocketAddr) -> String {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, listen.port()))
}

/// None where nobody is asked, or nobody answers who could be asked for the secret.
pub(super) async fn who_answers(url: Option<&str>, secret: Option<&Secret>) -> Option<Answer> {
    let (scheme, authority) = url?.split_once("://")?;
    // Another each time: no answer that somebody kept can pass for it.
    let word = HEXLOWER.encode(&random::bytes::<16>());
    let answer = ask(scheme, authority, &word).await;
    let Some(secret) = secret else { return answer.ok().map(|_| Answer::Somebody) };
    Some(match answer {
        Ok(answer) => read(&answer, &format!("ok {}", secret.proof(&word))),
        Err(nobody) => nobody,
    })
}

async fn ask(scheme: &str, authority: &str, word: &str) -> Result<http::Answer, Answer> {
    let server = Server::at(scheme, authority).map_err(|wrong| nobody(Silence::NoConnection, wrong))?;
    let request = server.said_to(Request::get(format!("/healthz?prove={word}"))).body(Full::default());
    let request = request.map_err(|error| nobody(Silence::NoConnection, &error.to_string()))?;
    let asked = async { server.ask(server.reach().await?, request).await };
    asked.await.map_err(|error| {
        let silence = match error {
            Unanswered::NoHost(_) => Silence::NoHost,
            Unanswered::NoConnection(_) => Silence::NoConnection,
            Unanswered::NoEncryption(_) => Silence::NoEncryption,
            Unanswered::Silent { .. } | Unanswered::HungUp(_) => Silence::NoAnswer,
        };
        nobody(silence, &error.to_string())
    })
}

fn read(answer: &http::Answer, proof: &str) -> Answer {
    if answer.status == StatusCode::OK && answer.body == proof {
        return Answer::ThisOne;
    }
    let leads_to = answer.headers.get(LOCATION).and_then(|address| address.to_str().ok());
    let leads_to = leads_to.map(|address| one_line(address).chars().take(LONGEST).collect());
    Answer::Another { status: answer.status.as_u16(), leads_to }
}

fn nobody(silence: Silence, said: &str) -> Answer {
    Answer::Nobody { silence, said: one_line(said) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serves_everywhere_is_asked_here() {
        for (listen, asked) in [
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:3000", "http://[::1]:3000"),
            ("10.0.0.1:3000", "http://10.0.0.1:3000"),
        ] {
            assert_eq!(reached_from_here(listen.parse().unwrap()), asked);
        }
    }
}
