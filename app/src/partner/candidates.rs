//! Whom the only Admin can make a second one, and the way to do it.

use leptos::either::Either;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

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

#[cfg(feature = "ssr")]
impl Candidates {
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
