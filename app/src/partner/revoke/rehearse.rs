//! What **Revoke Access** shows, and does with what was typed.

use domain::contact::ContactKind;
use domain::id::PartnerId;
use domain::note::Note;
use domain::revoke::{LeaveRefusal, RevokeRefusal, Speaking};
use serde::Deserialize;
use service::capability::Admin;
use service::failure::Failure;
use service::partner::{Rehearsed as Shown, Revocation, ToRevoke};

use super::server::{Rehearsed, RevokeField, RevokeForm, RevokeOutcome, Whom};
use super::successors::{chosen, items, refused};
use crate::error::PageError;
use crate::partner::candidates::Candidates;
use crate::partner::organisation::OrganisationHere;

/// The form as it was posted.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    pub(crate) rehearsed: String,
    #[serde(default, rename = "keep[]")]
    pub(crate) keep: Vec<String>,
    /// What is left, its id and the id of the successor, with colons between; without the last where it is nobody.
    #[serde(default, rename = "successors[]")]
    pub(crate) successors: Vec<String>,
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
            Ok(Rehearsed::Shown(Box::new(Whom { others, ..whom(admin, found) })))
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

fn whom(admin: &Admin, found: ToRevoke) -> Whom {
    let mailed = ContactKind::of_normal(&found.contact) == ContactKind::Email;
    let (proposals, campaigns) = items(&found, admin.member().partner());
    let under = [Some(found.contact), found.organisation];
    Whom {
        name: found.name,
        mailed,
        under: under.into_iter().flatten().collect::<Vec<_>>().join(", "),
        ends: found.rehearsal.ends(Speaking::OfThem, &found.given),
        stays: found.rehearsal.stays(Speaking::OfThem),
        rehearsed: found.rehearsed.as_str().to_owned(),
        sent: found.rehearsal.sent,
        proposals,
        campaigns,
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
    let successors = chosen(&mut form, &typed.successors);
    let reason = form.take(RevokeField::Reason, Note::parse(&typed.reason));
    let (Some(reason), Some(successors)) = (reason, successors) else {
        return Ok(RevokeOutcome::Refused(form));
    };
    let revocation = Revocation {
        rehearsed: Shown::from_form(typed.rehearsed),
        keep: typed.keep.iter().filter_map(|id| id.parse().ok()).collect(),
        successors,
        reason,
        tell_by_mail: typed.tell == "yes",
    };
    match admin.revoke(partner, revocation).await {
        Ok(()) => Ok(RevokeOutcome::Revoked),
        Err(Failure::Refused(RevokeRefusal::NotHandedOver(which))) => {
            Ok(RevokeOutcome::Refused(refused(form, which)))
        }
        Err(Failure::Refused(refusal)) => Ok(RevokeOutcome::Refused(form.with_problem(refusal))),
        Err(failure) => Err(PageError::without_refusal(failure).answer()),
    }
}
