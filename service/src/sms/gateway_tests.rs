//! How a gateway's address is read, and what its answers mean.

use domain::contact::Countries;
use domain::token::Token;
use hyper::{HeaderMap, StatusCode};

use super::Sms;
use super::format::judge;
use super::gateway::Gateway;
use crate::http::Answer;
use crate::mail::Undelivered;

fn read(url: &str) -> Result<String, String> {
    let gateway = Gateway::from_url(url, Countries::parse("GB").unwrap());
    gateway.map(|gateway| format!("{gateway:?}")).map_err(|error| error.to_string())
}

#[test]
fn an_address_says_where_and_debug_shows_no_password() {
    for (url, shown) in [
        ("https://key:secret@sms.example/send?from=Halcyon", "Gateway(sms.example)"),
        ("https://sms.example:8443", "Gateway(sms.example)"),
        ("http://127.0.0.1:8025/sms", "Gateway(127.0.0.1)"),
        ("http://[::1]:8025", "Gateway(::1)"),
        ("twilio://AC0123:secret@+15005550006", "Gateway(api.twilio.com)"),
        (
            "twilio://AC0123:se%40cret@MG0123?api=https://api.dublin.ie1.twilio.com/",
            "Gateway(api.dublin.ie1.twilio.com)",
        ),
    ] {
        assert_eq!(read(url).as_deref(), Ok(shown), "{url}");
    }
}

#[test]
fn a_wrong_address_is_refused_without_repeating_it() {
    for url in [
        "sms.example",
        "smtp://sms.example",
        "https://",
        "https://:secret@",
        "https://user@sms.example",
        "https://user:se%zzcret@sms.example",
        "https://sms.example:0",
        "https://sms.example/a secret",
        // A password does not leave the machine in clear.
        "http://user:secret@sms.example",
        "twilio://AC0123@+15005550006",
        "twilio://AC0123:secret@",
        "twilio://AC0123:secret",
        "twilio://AC/../x:secret@+15005550006",
        "twilio://AC0123:secret@+15005550006?api=http://sms.example",
        "twilio://AC0123:secret@+15005550006?from=secret",
    ] {
        let wrong = read(url).unwrap_err();
        assert!(wrong.starts_with("the address of the SMS gateway "), "{wrong}");
        assert!(!wrong.contains("secret") && !wrong.contains("sms.example"), "{url}: {wrong}");
    }
}

fn answered(status: u16, body: &str) -> Result<(), Undelivered> {
    let answer = Answer {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: body.to_owned(),
    };
    let token = Token::from_bytes([0; 32]).short();
    judge(&answer, &Sms::invitation("Halcyon Skincare", "24 December 2026", "https://keys.example", &token))
}

fn never(said: &str) -> Result<(), Undelivered> {
    Err(Undelivered::Never { said: said.to_owned() })
}

fn later(said: &str) -> Result<(), Undelivered> {
    Err(Undelivered::Later { said: said.to_owned() })
}

#[test]
fn an_answer_about_the_sms_is_final_and_any_other_is_not() {
    for status in [200, 201, 202, 204] {
        assert_eq!(answered(status, ""), Ok(()));
    }
    for status in [400, 404, 410, 422] {
        assert!(matches!(answered(status, ""), Err(Undelivered::Never { .. })), "{status}");
    }
    for status in [302, 401, 403, 408, 429, 500, 502, 503] {
        assert!(matches!(answered(status, ""), Err(Undelivered::Later { .. })), "{status}");
    }
}

#[test]
fn what_the_gateway_says_is_passed_on_in_its_words() {
    let twilio = r#"{"code": 21211, "message": "The 'To' number is not valid.", "more_info": "https://…", "status": 400}"#;
    assert_eq!(answered(400, twilio), never("400 21211 The 'To' number is not valid."));
    assert_eq!(answered(422, r#"{"error": "blocked"}"#), never("422 blocked"));
    assert_eq!(answered(400, "no such\nnumber\n"), never("400 no such number"));
    assert_eq!(answered(502, "<html><h1>Bad Gateway</h1>"), later("502 Bad Gateway"));
    assert_eq!(answered(500, r#"{"trace": ["x"]}"#), later("500 Internal Server Error"));
    assert_eq!(answered(503, ""), later("503 Service Unavailable"));
}

#[test]
fn words_that_repeat_the_link_are_not_passed_on() {
    assert_eq!(answered(400, "can't send \"… /invite/AAAAAAAAAAAAAAAAAAAAAA\""), never("400 Bad Request"));
}
