//! Cookies: the session's, the invitation's, and the one that brings what was just done to the next page.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::id::PartnerId;
use domain::token::Token;

use crate::notice::Notice;

/// Which cookie. Under https its name begins with `__Host-`, so that no other host of the domain can set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    Session,
    /// The link of an invitation, or which of one's own it is, for an hour.
    Invite,
    /// For the next page, which takes it.
    Notice,
}

impl Cookie {
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Invite, true) => "__Host-invite",
            (Self::Invite, false) => "invite",
            (Self::Notice, true) => "__Host-notice",
            (Self::Notice, false) => "notice",
        }
    }

    fn seconds(self) -> i64 {
        match self {
            Self::Session => service::session::ABSOLUTE.num_seconds(),
            Self::Invite => 3600,
            Self::Notice => 60,
        }
    }

    /// The secret that the browser sent, if it is one.
    pub fn read(self, headers: &HeaderMap, url: &str) -> Option<Token> {
        self.value(headers, url).and_then(Token::parse)
    }

    /// The header that keeps a secret in the browser.
    pub fn set(self, secret: &Token, url: &str) -> HeaderValue {
        self.header(&secret.reveal(), self.seconds(), url)
    }

    /// The header that takes it away.
    pub fn clear(self, url: &str) -> HeaderValue {
        self.header("", 0, url)
    }

    fn value<'a>(self, headers: &'a HeaderMap, url: &str) -> Option<&'a str> {
        let name = self.name(is_secure(url));
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(of, _)| *of == name)
            .map(|(_, value)| value)
    }

    fn header(self, value: &str, seconds: i64, url: &str) -> HeaderValue {
        let secure = if is_secure(url) { "; Secure" } else { "" };
        let name = self.name(is_secure(url));
        let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

/// The invitation that a browser looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LooksAt {
    ByLink(Token),
    /// No secret: it opens what whoever is signed in may open.
    Own(PartnerId),
}

impl LooksAt {
    pub fn read(headers: &HeaderMap, url: &str) -> Option<Self> {
        let value = Cookie::Invite.value(headers, url)?;
        Token::parse(value).map(Self::ByLink).or_else(|| value.parse().ok().map(Self::Own))
    }

    /// The header that keeps it in the browser.
    pub fn keep(&self, url: &str) -> HeaderValue {
        match self {
            Self::ByLink(link) => Cookie::Invite.set(link, url),
            Self::Own(invitation) => {
                Cookie::Invite.header(&invitation.to_string(), Cookie::Invite.seconds(), url)
            }
        }
    }
}

impl Notice {
    /// What the answer before this request left to say.
    pub fn left(headers: &HeaderMap, url: &str) -> Option<Self> {
        Cookie::Notice.value(headers, url).and_then(Self::parse)
    }

    /// The header that leaves it for the next page.
    pub fn leave(self, url: &str) -> HeaderValue {
        Cookie::Notice.header(self.as_str(), Cookie::Notice.seconds(), url)
    }
}

fn is_secure(url: &str) -> bool {
    url.starts_with("https://")
}
