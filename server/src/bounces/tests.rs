use std::net::SocketAddr;
use std::path::PathBuf;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use clap::Parser;
use leptos::prelude::LeptosOptions;
use tower::ServiceExt;

use super::*;
use crate::config::Config;
use crate::routes::router;
use crate::serve::open;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const REPORT: &str = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\
    Content-Type: message/delivery-status\n\nReporting-MTA: dns; relay\n\n\
    Final-Recipient: rfc822; mina@agency.example\nAction: failed\nStatus: 5.1.1\n\n--b\n\
    Content-Type: message/rfc822\n\nMessage-ID: <0199c3d4-1a2b-7c3d-8e4f-0123456789ab@keys.example>\n\n--b--\n";

struct House {
    folder: PathBuf,
    router: Router,
}

impl House {
    async fn with(name: &str, token: Option<&str>) -> Self {
        let folder = std::env::temp_dir().join(format!("keyholder-{name}-{}", std::process::id()));
        let config = Config::parse_from(["keyholder", "--data", folder.to_str().unwrap()]);
        let keyholder = open(&config.settings).await.unwrap();
        let options = LeptosOptions::builder().output_name("keyholder").build();
        let state = AppState::new(options, keyholder, app::routes::Parts::default());
        let token = token.map(|token| Token::parse(token).unwrap());
        Self { folder, router: router(state, Vec::new(), token).unwrap() }
    }

    async fn posts(&self, headers: &[(&str, &str)], body: impl Into<Body>) -> (StatusCode, String) {
        let mut request = Request::post("/bounces").body(body.into()).unwrap();
        for (name, value) in headers {
            let name = name.parse::<header::HeaderName>().unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn bearer() -> (&'static str, &'static str) {
    ("authorization", "Bearer 0123456789abcdef0123456789abcdef")
}

#[tokio::test]
async fn a_report_is_taken_from_whoever_shows_the_token() {
    let house = House::with("bounces", Some(TOKEN)).await;
    assert_eq!(house.posts(&[bearer()], REPORT).await, (StatusCode::NO_CONTENT, String::new()));
    let of_another = format!("Bearer {}", TOKEN.replace('0', "1"));
    for headers in [&[][..], &[("authorization", TOKEN)], &[("authorization", &of_another)]] {
        let (status, said) = house.posts(headers, REPORT).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{headers:?}");
        assert!(said.starts_with("Show the token"), "{said}");
    }
    let (status, said) = house.posts(&[bearer()], "Hello").await;
    assert_eq!((status, said.lines().count()), (StatusCode::BAD_REQUEST, 1), "{said}");
    assert!(said.contains("no report"), "{said}");
}

#[tokio::test]
async fn a_page_of_others_posts_no_report() {
    let house = House::with("bounces-of-others", Some(TOKEN)).await;
    let from_a_page = [bearer(), ("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(house.posts(&from_a_page, REPORT).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_report_may_be_larger_than_a_form_and_no_larger_than_a_mebibyte() {
    let house = House::with("bounces-large", Some(TOKEN)).await;
    let of_size = |size: usize| REPORT.to_owned() + &" ".repeat(size - REPORT.len());
    assert_eq!(house.posts(&[bearer()], of_size(LARGEST)).await.0, StatusCode::NO_CONTENT);
    assert_eq!(house.posts(&[bearer()], of_size(LARGEST + 1)).await.0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn without_a_token_there_is_no_such_address() {
    let house = House::with("bounces-none", None).await;
    assert_eq!(house.posts(&[bearer()], REPORT).await.0, StatusCode::NOT_FOUND);
}
