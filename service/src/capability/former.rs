//! Whoever's access ended by the clock: they reach nothing, and may ask to extend it.

use domain::id::{BusinessCenterId, PartnerId};

use super::SignedIn;
use crate::keyholder::Keyholder;

/// An Account whose access to the Business Center ended by the clock.
#[derive(Clone, Debug)]
pub struct Former {
    pub(super) signed_in: SignedIn,
    pub(super) center: BusinessCenterId,
    pub(super) slug: String,
    pub(super) partner: PartnerId,
    pub(super) asked: bool,
}

impl Former {
    pub fn signed_in(&self) -> &SignedIn {
        &self.signed_in
    }

    pub fn keyholder(&self) -> &Keyholder {
        self.signed_in.keyholder()
    }

    /// Of the Business Center.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// They wait for an answer.
    pub fn asked(&self) -> bool {
        self.asked
    }

    pub(crate) fn center(&self) -> BusinessCenterId {
        self.center
    }

    pub(crate) fn partner(&self) -> PartnerId {
        self.partner
    }
}
