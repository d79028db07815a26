//! What every page of a Business Center knows without asking again.

use domain::grant::{Action, Grant};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The Business Center that stands open, and who is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCenter {
    pub slug: String,
    pub name: String,
    pub person: String,
    pub initials: String,
    /// None outside a Business Center, where nothing is allowed.
    pub grant: Option<Grant>,
    /// Their address is only claimed: they can't invite yet.
    pub unconfirmed: bool,
    /// Who runs this Keyholder.
    pub operator: Option<String>,
}

impl OpenCenter {
    /// What the navigation hides; the server decides all the same.
    pub fn allows(&self, action: Action) -> bool {
        self.grant.is_some_and(|grant| grant.allows(action).is_allowed())
    }

    pub fn is_admin(&self) -> bool {
        self.grant == Some(Grant::Admin)
    }
}

/// Makes it known to all components: read by the server for the request, found in the page by the browser.
pub fn provide_open_center() {
    provide_context(SharedValue::new(of_request).into_inner());
}

pub fn use_open_center() -> OpenCenter {
    expect_context::<OpenCenter>()
}

#[cfg(feature = "ssr")]
fn of_request() -> OpenCenter {
    use axum::http::request::Parts;
    use domain::name::initials;
    use service::capability::{Member, Standing};

    let member = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Member>().cloned());
    member.map_or_else(OpenCenter::default, |member| {
        let person = member.signed_in().name().to_owned();
        OpenCenter {
            slug: member.center().slug.clone(),
            name: member.center().name.clone(),
            initials: initials(&person),
            person,
            grant: Some(member.grant()),
            unconfirmed: member.signed_in().standing() == Standing::Claimed,
            operator: member.keyholder().settings().operator.clone(),
        }
    })
}

#[cfg(not(feature = "ssr"))]
fn of_request() -> OpenCenter {
    OpenCenter::default()
}
