//! How much of an Organisation is here, where its people are looked at, and the way to revoke all of it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::Erased;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationHere {
    pub name: String,
    /// "6 people and 1 open invitation"
    pub many: String,
    /// Where all of it is revoked.
    pub all: String,
}

#[component]
pub fn AllOf(here: OrganisationHere, #[prop(default = "")] class: &'static str) -> impl IntoView {
    view! {
        <p class=class>
            <bdi>{here.name}</bdi> " has " {here.many} " here. " <a href=here.all>"Revoke all of them"</a>
        </p>
    }
    .ready()
}

#[cfg(feature = "ssr")]
impl OrganisationHere {
    /// None where nobody of it is here. `more` stands before the people: they are counted beside somebody.
    pub fn of(
        organisation: service::partner::Organisation,
        more: &str,
        admin: &service::capability::Admin,
    ) -> Option<Self> {
        let people = match organisation.people {
            0 => None,
            1 => Some(format!("1 {more}person")),
            many => Some(format!("{many} {more}people")),
        };
        let invitations = match organisation.invitations {
            0 => None,
            1 => Some("1 open invitation".to_owned()),
            many => Some(format!("{many} open invitations")),
        };
        let parts: Vec<_> = people.into_iter().chain(invitations).collect();
        (!parts.is_empty()).then(|| Self {
            many: parts.join(" and "),
            all: crate::path::revoke_organisation(&admin.center().slug, organisation.id),
            name: organisation.name,
        })
    }
}
