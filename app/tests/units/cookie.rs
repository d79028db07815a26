use app::cookie::Cookie;
use axum::http::{HeaderMap, header};
use domain::token::Token;

#[test]
fn under_https_a_cookie_is_secure_and_of_this_host_alone() {
    let set = Cookie::Session.set(&Token::from_bytes([7; 32]), "https://keys.example");
    let set = set.to_str().unwrap();
    assert!(set.starts_with("__Host-session="), "{set}");
    assert!(set.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"), "{set}");
}

#[test]
fn a_cookie_is_read_back_among_others() {
    let url = "http://127.0.0.1:3000";
    let token = Token::from_bytes([7; 32]);
    let mut headers = HeaderMap::new();
    let sent = format!("theme=dark; session={}; x=1", token.reveal());
    headers.insert(header::COOKIE, sent.parse().unwrap());
    assert_eq!(Cookie::Session.read(&headers, url).unwrap().bytes(), token.bytes());
    assert!(Cookie::Invite.read(&headers, url).is_none());
    assert!(Cookie::Session.read(&headers, "https://keys.example").is_none());
}
