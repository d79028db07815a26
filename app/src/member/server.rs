//! What the list asks of the server.

use domain::access::AccessLevel;
use domain::id::PartnerId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::partner::candidates::Candidates;

/// A page of the list, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersPage {
    pub rows: Vec<MemberItem>,
    /// The last of them, when more come after.
    pub more_after: Option<PartnerId>,
}

/// What every Member may know of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberItem {
    pub id: PartnerId,
    pub name: String,
    pub initials: String,
    pub organisation: Option<String>,
    pub kind: String,
    pub level: AccessLevel,
}

/// What leaving would end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leaving {
    Shown {
        ends: Vec<String>,
        stays: Vec<String>,
        /// Addresses of open invitations that the Member sent.
        sent: Vec<String>,
        /// Comes back with the form: nothing is ended that was not shown.
        rehearsed: String,
    },
    Refused {
        words: String,
        /// For the only Admin.
        candidates: Option<Candidates>,
    },
}

#[server(output = crate::json::Json, endpoint = "members/rehearse-leave")]
pub async fn rehearse_leave(slug: String) -> Result<Leaving, PageError> {
    use domain::revoke::Speaking;
    use service::failure::Failure;

    let member = crate::request::member(&slug).await?;
    match member.rehearse_leave().await {
        Ok(found) => Ok(Leaving::Shown {
            ends: found.rehearsal.ends(Speaking::ToYou, &found.given),
            stays: found.rehearsal.stays(Speaking::ToYou),
            sent: found.rehearsal.sent.into_iter().map(|open| open.contact).collect(),
            rehearsed: found.rehearsed.as_str().to_owned(),
        }),
        Err(Failure::Refused(refusal)) => {
            let candidates = match member.admin() {
                Ok(admin) => {
                    Candidates::of(&admin).await.map_err(|failure| PageError::from(failure).answer())?
                }
                Err(_) => None,
            };
            Ok(Leaving::Refused { words: refusal.to_string(), candidates })
        }
        Err(failure) => Err(PageError::without_refusal(failure).answer()),
    }
}

#[server(output = crate::json::Json, endpoint = "members/list")]
pub async fn list_members(slug: String, after: Option<PartnerId>) -> Result<MembersPage, PageError> {
    let member = crate::request::member(&slug).await?;
    members(&member, after).await.map_err(|failure| PageError::from(failure).answer())
}

#[cfg(feature = "ssr")]
pub(crate) async fn members(
    member: &service::capability::Member,
    after: Option<PartnerId>,
) -> Result<MembersPage, service::failure::Failure> {
    use domain::name::initials;
    use domain::partner::PartnerKind;

    let page = member.members(after).await?;
    let more_after = if page.more { page.rows.last().map(|row| row.id) } else { None };
    let item = |row: service::member::MemberRow| MemberItem {
        id: row.id,
        initials: initials(&row.name),
        name: row.name,
        organisation: row.organisation,
        kind: row.kind.map_or("Founder", PartnerKind::label).to_owned(),
        level: row.level,
    };
    Ok(MembersPage { rows: page.rows.into_iter().map(item).collect(), more_after })
}
