//! What every page of a Business Center knows without asking again.

use domain::decision::{Action, Decision};
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::linked::LinkedAdAccount;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;

/// The Business Center that stands open, and who is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCenter {
    pub slug: String,
    pub name: String,
    pub person: String,
    pub initials: String,
    /// Who they are in it. None outside.
    pub partner: Option<PartnerId>,
    /// None outside a Business Center, where nothing is allowed.
    pub grant: Option<Grant>,
    /// How many Change requests wait for them.
    pub to_decide: i64,
    /// They came by an invitation, so some changes of theirs need an ad account of their own.
    pub invited: bool,
    /// Their address is only claimed: they can't invite yet.
    pub unconfirmed: bool,
    /// Who runs this Keyholder.
    pub operator: Option<String>,
    /// The number of the newest change that the page can show.
    pub change: i64,
    /// The folder of the site that the page is of.
    pub build: String,
}

impl OpenCenter {
    /// What the navigation hides; the server decides all the same.
    pub fn allows(&self, action: impl Into<Action>) -> bool {
        self.grant.is_some_and(|grant| grant.allows(action).is_allowed())
    }

    /// Whether they can save something only with an ad account of their own.
    pub fn needs_ad_account(&self) -> bool {
        self.invited && self.grant.is_some_and(|grant| grant.held_up_by(LinkedAdAccount::Missing).is_some())
    }

    pub fn is_admin(&self) -> bool {
        self.grant == Some(Grant::Admin)
    }
}

/// Makes it known to all components: read by the server for the request, found in the page by the browser.
pub fn provide_open_center() {
    provide_context(RwSignal::new(SharedValue::new(of_request).into_inner()));
}

/// As it stands now.
pub fn use_open_center() -> OpenCenter {
    follow_open_center().get_untracked()
}

/// As it stands from now on: an open page follows.
pub fn follow_open_center() -> RwSignal<OpenCenter> {
    expect_context()
}

/// Asks for what a page shows, unless whoever looks may not do that, as the page knows it. The server decides all the
/// same; this way an open page whose reader may do less from now on says why, and is refused nothing.
///
/// # Errors
/// Forbidden with the reason of the rule, and whatever is wrong with what is asked.
pub fn ask<T>(
    action: impl Into<Action>,
    asked: impl Future<Output = Result<T, PageError>>,
) -> impl Future<Output = Result<T, PageError>> {
    let refused = refused(action);
    async move {
        match refused {
            Some(error) => Err(error),
            None => asked.await,
        }
    }
}

/// Why whoever looks may not do that, as the page knows it; on the server that is the answer's status, too.
pub fn refused(action: impl Into<Action>) -> Option<PageError> {
    let center = follow_open_center();
    let center = center.read_untracked();
    match center.grant.map(|grant| grant.allows(action)) {
        Some(Decision::Refused(why)) => Some(PageError::refused(why, &center.slug).answer()),
        Some(Decision::Allowed) | None => None,
    }
}

/// The number of the newest change: what a page shows is asked for again when it rises.
pub fn use_change() -> Memo<i64> {
    let center = follow_open_center();
    Memo::new(move |_| center.read().change)
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
            partner: Some(member.partner()),
            grant: Some(member.grant()),
            to_decide: member.to_decide(),
            invited: member.came_by_invitation(),
            unconfirmed: member.signed_in().standing() == Standing::Claimed,
            operator: member.keyholder().settings().operator.clone(),
            change: member.center().change,
            build: use_context::<LeptosOptions>()
                .map(|options| options.site_pkg_dir.to_string())
                .unwrap_or_default(),
        }
    })
}

#[cfg(not(feature = "ssr"))]
fn of_request() -> OpenCenter {
    OpenCenter::default()
}
