//! What **Revoke Access** asks of the server.

use domain::id::PartnerId;
use domain::revoke::OpenInvitation;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::form::{FormField, FormState};
use crate::partner::candidates::Candidates;
use crate::partner::organisation::OrganisationHere;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevokeField {
    Keep,
    Reason,
    Tell,
}

impl FormField for RevokeField {
    fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep[]",
            Self::Reason => "reason",
            Self::Tell => "tell",
        }
    }
}

pub type RevokeForm = FormState<RevokeField>;

/// Whom it is about, and what it would end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whom {
    pub name: String,
    /// They have an e-mail address here.
    pub mailed: bool,
    /// Address and organisation.
    pub under: String,
    pub ends: Vec<String>,
    pub stays: Vec<String>,
    pub sent: Vec<OpenInvitation>,
    /// Comes back with the form: nothing is ended that was not shown.
    pub rehearsed: String,
    /// Others of their Organisation who are here.
    pub others: Option<OrganisationHere>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rehearsed {
    Shown(Box<Whom>),
    Refused {
        words: String,
        /// For the only Admin.
        candidates: Option<Candidates>,
    },
}

/// What became of **Revoke Access**.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevokeOutcome {
    Revoked,
    Refused(RevokeForm),
}

/// None: the address holds no id.
#[server(endpoint = "partners/rehearse-revoke")]
pub async fn rehearse_revoke(slug: String, partner: Option<PartnerId>) -> Result<Rehearsed, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let Some(partner) = partner else { return Err(PageError::NotFound.answer()) };
    ssr::rehearse(&admin, partner).await
}

#[server(endpoint = "partners/revoke")]
pub async fn revoke_access(
    slug: String,
    partner: PartnerId,
    rehearsed: String,
    #[server(default)] keep: Vec<String>,
    #[server(default)] reason: String,
    #[server(default)] tell: String,
) -> Result<RevokeOutcome, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    ssr::revoke(&admin, partner, ssr::Typed { rehearsed, keep, reason, tell }).await
}

#[cfg(feature = "ssr")]
pub(crate) mod ssr {
    use domain::contact::ContactKind;
    use domain::id::PartnerId;
    use domain::note::Note;
    use domain::revoke::{LeaveRefusal, RevokeRefusal, Speaking};
    use serde::Deserialize;
    use service::capability::Admin;
    use service::failure::Failure;
    use service::partner::{Rehearsed as Shown, Revocation, ToRevoke};

    use super::{Candidates, OrganisationHere, Rehearsed, RevokeField, RevokeForm, RevokeOutcome, Whom};
    use crate::error::PageError;

    /// The form as it was posted.
    #[derive(Clone, Debug, Default, Deserialize)]
    pub(crate) struct Typed {
        #[serde(default)]
        pub(crate) rehearsed: String,
        #[serde(default, rename = "keep[]")]
        pub(crate) keep: Vec<String>,
        #[serde(default)]
        pub(crate) reason: String,
        #[serde(default)]
        pub(crate) tell: String,
    }

    pub(super) async fn rehearse(admin: &Admin, partner: PartnerId) -> Result<Rehearsed, PageError> {
        match admin.rehearse_revoke(partner).await {
            Ok(found) => {
                let others = others(admin, partner, &found).await;
                let others = others.map_err(|failure| PageError::from(failure).answer())?;
                Ok(Rehearsed::Shown(Box::new(Whom { others, ..whom(found) })))
            }
            Err(Failure::Refused(RevokeRefusal::Yourself)) => {
                let candidates = Candidates::of(admin).await;
                let candidates = candidates.map_err(|failure| PageError::from(failure).answer())?;
                // **Leave**, which is for that, is refused, too.
                let words = match candidates {
                    Some(_) => LeaveRefusal::LastAdmin.to_string(),
                    None => RevokeRefusal::Yourself.to_string(),
                };
                Ok(Rehearsed::Refused { words, candidates })
            }
            Err(Failure::Refused(refusal)) => {
                Ok(Rehearsed::Refused { words: refusal.to_string(), candidates: None })
            }
            Err(failure) => Err(PageError::without_refusal(failure).answer()),
        }
    }

    fn whom(found: ToRevoke) -> Whom {
        let mailed = ContactKind::of_normal(&found.contact) == ContactKind::Email;
        let under = [Some(found.contact), found.organisation];
        Whom {
            name: found.name,
            mailed,
            under: under.into_iter().flatten().collect::<Vec<_>>().join(", "),
            ends: found.rehearsal.ends(Speaking::OfThem, &found.given),
            stays: found.rehearsal.stays(Speaking::OfThem),
            rehearsed: found.rehearsed.as_str().to_owned(),
            sent: found.rehearsal.sent,
            others: None,
        }
    }

    async fn others(
        admin: &Admin,
        partner: PartnerId,
        found: &ToRevoke,
    ) -> Result<Option<OrganisationHere>, Failure> {
        if found.organisation.is_none() {
            return Ok(None);
        }
        let organisation = admin.organisation_of(partner).await?;
        Ok(organisation.and_then(|organisation| OrganisationHere::of(organisation, "more ", admin)))
    }

    pub(crate) async fn revoke(
        admin: &Admin,
        partner: PartnerId,
        typed: Typed,
    ) -> Result<RevokeOutcome, PageError> {
        let form = RevokeForm::default()
            .typed(RevokeField::Reason, &*typed.reason)
            .typed(RevokeField::Tell, &*typed.tell);
        let mut form =
            typed.keep.iter().fold(form, |form, invitation| form.typed(RevokeField::Keep, &**invitation));
        let Some(reason) = form.take(RevokeField::Reason, Note::parse(&typed.reason)) else {
            return Ok(RevokeOutcome::Refused(form));
        };
        let revocation = Revocation {
            rehearsed: Shown::from_form(typed.rehearsed),
            keep: typed.keep.iter().filter_map(|id| id.parse().ok()).collect(),
            reason,
            tell_by_mail: typed.tell == "yes",
        };
        match admin.revoke(partner, revocation).await {
            Ok(()) => Ok(RevokeOutcome::Revoked),
            Err(Failure::Refused(refusal)) => Ok(RevokeOutcome::Refused(form.with_problem(refusal))),
            Err(failure) => Err(PageError::without_refusal(failure).answer()),
        }
    }
}
