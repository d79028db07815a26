//! What an Invitation offers. Its page may stand open while an Admin edits it: whoever accepts takes what they were shown,
//! and nothing else.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use domain::asset::AssetGrants;
use domain::edit::Access;
use domain::end::EndDate;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::invitation::AcceptRefusal;
use domain::partner::PartnerKind;
use serde::Deserialize;

use super::accept::{Held, NotAccepted};
use super::open::InvitationPage;
use crate::change::{AsHolder, Change};
use crate::clock::at;
use crate::column;
use crate::failure::Failure;

/// An Invitation as its page showed it. Each form of that page brings it back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Shown {
    pub partner: PartnerId,
    /// None: the form comes from a page that shows no offer.
    pub offer: Option<Access>,
}

impl InvitationPage {
    pub fn shown(&self) -> Shown {
        Shown { partner: self.partner, offer: Some(self.offer()) }
    }

    /// What whoever accepts has. Their organisation is the affair of the Business Center.
    pub fn offer(&self) -> Access {
        Access::new(Some(self.kind), None, self.grant, self.assets.clone()).with_end(self.access_ends)
    }
}

/// In a field of a form: the id, and the offer in letters that no form changes.
impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.partner.fmt(f)?;
        let Some(offer) = &self.offer else { return Ok(()) };
        let json = serde_json::to_vec(offer).map_err(|_| fmt::Error)?;
        write!(f, ".{}", BASE64URL_NOPAD.encode(&json))
    }
}

impl TryFrom<String> for Shown {
    type Error = &'static str;

    fn try_from(field: String) -> Result<Self, Self::Error> {
        let (id, offer) = field.split_once('.').map_or((&*field, None), |(id, offer)| (id, Some(offer)));
        let partner = id.parse().map_err(|_| "no id of an invitation")?;
        let offer = offer.map(|letters| read(letters).ok_or("no offer of ours")).transpose()?;
        Ok(Self { partner, offer })
    }
}

fn read(letters: &str) -> Option<Access> {
    serde_json::from_slice(&BASE64URL_NOPAD.decode(letters.as_bytes()).ok()?).ok()
}

impl Change<AsHolder> {
    /// That it offers what the page showed.
    pub(super) async fn refuse_unless_shown(
        &mut self,
        held: &Held,
        shown: &Shown,
    ) -> Result<(), Failure<NotAccepted>> {
        let offer = self.offer(held, shown.partner).await?;
        if shown.offer.as_ref().is_some_and(|shown| shown.is_same(&offer)) {
            return Ok(());
        }
        Err(Failure::Refused(AcceptRefusal::OfferChanged.into()))
    }

    async fn offer(&mut self, held: &Held, partner: PartnerId) -> Result<Access, Failure<NotAccepted>> {
        let (zone, kind) = (self.center().zone, held.kind.as_deref().and_then(PartnerKind::parse));
        let grant = column::grant(Some(&held.level), Some(held.modules)).ok_or(Failure::NotFound)?;
        let assets = match grant {
            Grant::Admin => AssetGrants::NONE,
            Grant::Standard { .. } => self.asset_grants(partner).await?.standing(self.now),
        };
        let ends = held.ends_at.map(|ends| EndDate::at(at(ends), zone));
        Ok(Access::new(kind, None, grant, assets).with_end(ends))
    }
}
