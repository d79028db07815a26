//! Who a request comes from, for handlers and for server functions.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::token::Token;
use leptos::prelude::use_context;
use service::Keyholder;
use service::campaign::Campaigns;
use service::capability::{Admin, AdminAction, Entry, Member, SignedIn, Visitor};
use service::client::Client;
use service::failure::Failure;

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::path;
use crate::plain::House;

/// Whoever asks, with the session their browser holds.
#[derive(Debug)]
pub struct Asking {
    pub visitor: Visitor,
    pub cookie: Option<Token>,
}

impl Asking {
    /// From a request whose [`Client`] the server has put into its extensions.
    pub fn from_parts(parts: &Parts, keyholder: Keyholder) -> Self {
        let client = parts.extensions.get::<Client>().cloned().unwrap_or_else(Client::house);
        let cookie = Cookie::Session.read(&parts.headers, &keyholder.settings().url);
        Self { visitor: Visitor::new(keyholder, client), cookie }
    }

    pub fn keyholder(&self) -> &Keyholder {
        self.visitor.keyholder()
    }

    /// # Errors
    /// When the database can't be read.
    pub async fn signed_in(&self) -> Result<Option<SignedIn>, Failure> {
        self.visitor.signed_in(self.cookie.as_ref()).await
    }
}

impl<S> FromRequestParts<S> for Asking
where
    Keyholder: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::from_parts(parts, Keyholder::from_ref(state)))
    }
}

/// A signed-in Account; whoever is not is sent to log in and comes back.
#[derive(Debug)]
pub struct Account(pub SignedIn);

impl<S> FromRequestParts<S> for Account
where
    Keyholder: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let asking = Asking::from_parts(parts, Keyholder::from_ref(state));
        match asking.signed_in().await {
            Ok(Some(signed_in)) => Ok(Self(signed_in)),
            Ok(None) => {
                let next = parts.uri.path_and_query().map_or("/", |whole| whole.as_str());
                Err(Redirect::to(&path::log_in_then(next)).into_response())
            }
            Err(failure) => Err(PageError::from(failure).status().into_response()),
        }
    }
}

/// A Member of the Business Center that the address names, in a handler: the one that the middleware let in.
#[derive(Debug)]
pub struct AMember(pub Member);

impl<S> FromRequestParts<S> for AMember
where
    House: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let member = parts.extensions.get::<Member>().cloned();
        member.map(Self).ok_or_else(|| House::from_ref(state).not_found())
    }
}

/// An Admin of the Business Center that the address names, in a handler; anybody else gets the page that says why not.
#[derive(Debug)]
pub struct AnAdmin(pub Admin);

impl<S> FromRequestParts<S> for AnAdmin
where
    House: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let AMember(member) = AMember::from_request_parts(parts, state).await?;
        let house = House::from_ref(state);
        let refused = |why| house.error(&PageError::refused(why, &member.center().slug));
        member.admin().map(Self).map_err(refused)
    }
}

/// The Member of the Business Center at the slug, in a server function: the one that the middleware read for the page,
/// or read now.
///
/// # Errors
/// Signed out, never in, or no longer in; the status of the answer is set.
pub async fn member(slug: &str) -> Result<Member, PageError> {
    let parts = use_context::<Parts>().ok_or(PageError::NotFound)?;
    if let Some(member) = parts.extensions.get::<Member>().filter(|member| member.center().slug == slug) {
        return Ok(member.clone());
    }
    let keyholder = use_context::<Keyholder>().ok_or(PageError::NotFound)?;
    let asking = Asking::from_parts(&parts, keyholder);
    let entry = asking.visitor.enter(asking.cookie.as_ref(), slug).await;
    match entry.map_err(|failure| PageError::from(failure).answer())? {
        Entry::In(member) => Ok(member),
        Entry::SignedOut | Entry::LogInAgain => Err(PageError::SignedOut.answer()),
        Entry::NotFound => Err(PageError::NotFound.answer()),
        Entry::Ended { center, .. } => {
            Err(PageError::Forbidden(format!("Your access to {center} has ended.")).answer())
        }
    }
}

/// Whoever may open the campaigns of the Business Center at the slug.
///
/// # Errors
/// As [`member`], and forbidden where the Module is not part of their access, with the reason of the rule.
pub async fn campaigns(slug: &str) -> Result<Campaigns, PageError> {
    let member = member(slug).await?;
    member.campaigns().map_err(|why| PageError::refused(why, slug).answer())
}

/// The Admin of the Business Center at the slug.
///
/// # Errors
/// As [`member`], and forbidden for a Standard Member, with the reason of the rule about that action.
pub async fn admin(slug: &str, action: AdminAction) -> Result<Admin, PageError> {
    let member = member(slug).await?;
    member.admin_to(action).map_err(|why| PageError::refused(why, slug).answer())
}
