//! The fields of **Add Partners**.

use serde::{Deserialize, Serialize};

use crate::form::{FormField, FormState};
use crate::path::ADD_ASSET;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InviteField {
    Contact,
    /// The address that was asked about already, since it looks mistyped.
    AsTyped,
    /// The one that may have been meant.
    RightContact,
    Kind,
    Organisation,
    Level,
    Modules,
    /// Rows of Assets, each as JSON.
    Assets,
    AddAsset,
    /// The last day of the whole access.
    Ends,
    Note,
}

impl FormField for InviteField {
    fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::AsTyped => "as_typed",
            Self::RightContact => "right_contact",
            Self::Kind => "kind",
            Self::Organisation => "organisation",
            Self::Level => "level",
            Self::Modules => "modules",
            Self::Assets => "assets",
            Self::AddAsset => ADD_ASSET,
            Self::Ends => "ends",
            Self::Note => "note",
        }
    }
}

pub type InviteForm = FormState<InviteField>;
