//! Whom the only Admin can make a second one, and the way to do it.

use leptos::either::Either;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::path;
use crate::ui::{Erased, Icon};

/// None of them where nobody else is in yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidates(Vec<Candidate>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Candidate {
    name: String,
    /// **Edit**, with Admin chosen.
    edit: String,
}

/// Whom a single Admin is told about; none where there are two, and where nobody else is in who could be one.
#[server(output = crate::json::Json, endpoint = "partners/candidates")]
pub async fn ask_for_candidates(slug: String) -> Result<Option<Candidates>, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let found = Candidates::of(&admin).await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(found.filter(Candidates::is_somebody))
}

#[cfg(feature = "ssr")]
impl Candidates {
    pub fn is_somebody(&self) -> bool {
        !self.0.is_empty()
    }

    /// For the only Admin.
    pub async fn of(admin: &service::capability::Admin) -> Result<Option<Self>, service::failure::Failure> {
        let slug = &admin.center().slug;
        let candidate = |found: service::partner::Candidate| Candidate {
            edit: path::make_admin(slug, found.partner),
            name: found.name,
        };
        let found = admin.candidates().await?;
        Ok(found.map(|found| Self(found.into_iter().map(candidate).collect())))
    }
}

/// Links to **Edit** of each; or to **Add Partners**.
#[component]
pub fn CandidateLinks(slug: String, candidates: Candidates) -> impl IntoView {
    if candidates.0.is_empty() {
        let add = path::add_partners(&slug);
        return Either::Left(
            view! { <p>"Nobody else is in yet. " <a href=add>"Invite somebody first"</a></p> },
        );
    }
    let link = |Candidate { name, edit }: Candidate| {
        view! { <li><a href=edit>"Make " <bdi>{name}</bdi> " an Admin"</a></li> }
    };
    Either::Right(view! { <ul class="links">{candidates.0.into_iter().map(link).collect_view()}</ul> })
}

/// Why the only Admin can't do that, and what makes it possible.
#[component]
pub fn OnlyAdmin(slug: String, words: String, candidates: Candidates) -> impl IntoView {
    view! {
        <div class="note note--care">
            <Icon name="warn"/>
            <div><p>{words}</p> <CandidateLinks slug candidates/></div>
        </div>
    }
    .ready()
}

/// A single Admin is told to have two.
#[component]
pub fn SecondAdmin(slug: String, candidates: Candidates) -> impl IntoView {
    view! {
        <div class="note mb-4">
            <Icon name="key"/>
            <div>
                <p>"You are the only Admin here. Have two, so that somebody can go on when you can’t log in."</p>
                <details class="drop">
                    <summary class="btn btn--small">"Choose a second Admin"</summary>
                    <div class="drop__panel"><CandidateLinks slug candidates/></div>
                </details>
            </div>
        </div>
    }
    .ready()
}
