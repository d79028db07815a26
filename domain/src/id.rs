//! Ids: a type for each thing that has one, so that a partner's id never stands where a Business Center's is meant.
//!
//! Making a new id needs randomness and a clock, so it is the business of `service`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text in an address is no id. The page answers as for an id that nobody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is nothing with this id. Go back to the list and open it from there.")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            /// Takes only the form that `Display` writes (lower case, with hyphens): a page has one address, not
            /// one for each of the five ways to spell a UUID.
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                match Uuid::parse_str(text) {
                    Ok(uuid) if uuid.to_string() == text => Ok(Self(uuid)),
                    _ => Err(NotAnId),
                }
            }
        }
    )+};
}

ids! {
    /// A person who signs in.
    AccountId;
    /// The workspace of one business.
    BusinessCenterId;
    /// A person's row in one Business Center, from the Invitation on: the id stays when they join or leave.
    PartnerId;
    /// A company that Partners belong to.
    OrganisationId;
    /// One link that was handed out; an Invitation that is resent gets another.
    LinkId;
    /// An ad account, a pixel, …: what access is given to.
    AssetId;
    /// A named set of Assets.
    AssetGroupId;
    /// A campaign: it stays the same through all its versions.
    CampaignId;
    /// A Change request.
    ChangeRequestId;
    /// An Access request.
    AccessRequestId;
    /// A Standing approval.
    StandingApprovalId;
    /// A mail or SMS in the outbox.
    MailId;
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "01936f2a-7c1e-7b3a-9d51-0c2f4a6b8e90";

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id: PartnerId = TEXT.parse().unwrap();
        assert_eq!(id.to_string(), TEXT);
        assert_eq!(PartnerId::from_uuid(id.uuid()), id);
    }

    #[test]
    fn an_id_on_the_wire_is_its_bare_text() {
        let id: MailId = TEXT.parse().unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("{TEXT:?}"));
        assert_eq!(serde_json::from_str::<MailId>(&format!("{TEXT:?}")).unwrap(), id);
    }

    #[test]
    fn an_id_has_one_spelling() {
        let simple = TEXT.replace('-', "");
        for other in [TEXT.to_uppercase(), simple, format!("{{{TEXT}}}"), format!("urn:uuid:{TEXT}")] {
            assert_eq!(other.parse::<AccountId>(), Err(NotAnId), "{other}");
        }
    }

    #[test]
    fn a_word_of_an_address_is_no_id() {
        // So `/partners/new` can't be taken for a partner.
        assert_eq!("new".parse::<PartnerId>(), Err(NotAnId));
        assert_eq!("".parse::<PartnerId>(), Err(NotAnId));
    }
}
