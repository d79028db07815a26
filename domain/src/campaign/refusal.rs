//! Why a campaign was not saved.

use super::request::{MOST_WAITING, RequestRefusal};
use super::{CampaignField, Change, FixedRefusal};
use crate::decision::Refusal;
use crate::id::ChangeRequestId;

/// Why a campaign was not created or changed; its `Display` is the sentence for the form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CampaignRefusal {
    /// What the decision says of whoever saves.
    #[error("{0}")]
    NotAllowed(Refusal),
    #[error("Choose an ad account of the list.")]
    NoSuchAdAccount,
    #[error("{1}")]
    Fixed(CampaignField, FixedRefusal),
    /// Another version stands than the one that was shown.
    #[error(
        "{by} changed it meanwhile, it is version {version} now: {}. Nothing of yours is lost; save again to have all of it as this form says.",
        told(.changes)
    )]
    Meanwhile { by: String, version: u32, changes: Vec<Change> },
    #[error("Nothing is changed yet. Change something, or leave it as it is.")]
    Nothing,
    /// It waits; one campaign has one proposal of the same partner.
    #[error(
        "You propose a change of this campaign already, which still waits. Edit that one, or withdraw it first."
    )]
    AlreadyProposed(ChangeRequestId),
    #[error("{MOST_WAITING} of your proposals wait already. Withdraw one first.")]
    TooManyWait,
    /// What became of the proposal that is edited.
    #[error(transparent)]
    Request(RequestRefusal),
}

fn told(changes: &[Change]) -> String {
    changes.iter().map(Change::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Module;

    fn change(field: CampaignField, before: &str, after: &str) -> Change {
        Change { field, before: before.to_owned(), after: after.to_owned() }
    }

    #[test]
    fn what_was_changed_meanwhile_is_told_field_by_field() {
        let changes = vec![
            change(CampaignField::Budget, "€250.00 a day", "€400.00 a day"),
            change(CampaignField::End, "No end", "1 December 2026, 23:59"),
        ];
        let refusal = CampaignRefusal::Meanwhile { by: "Omar Haddad".to_owned(), version: 7, changes };
        assert_eq!(
            refusal.to_string(),
            "Omar Haddad changed it meanwhile, it is version 7 now: Budget €250.00 a day → €400.00 a day, End No end → 1 December \
             2026, 23:59. Nothing of yours is lost; save again to have all of it as this form says."
        );
    }

    #[test]
    fn too_many_are_counted() {
        let full = CampaignRefusal::TooManyWait.to_string();
        assert_eq!(full, "100 of your proposals wait already. Withdraw one first.");
    }

    #[test]
    fn a_refusal_of_the_decision_and_of_a_fixed_field_speak_for_themselves() {
        let not_granted = Refusal::ModuleNotGranted(Module::Campaigns);
        assert_eq!(CampaignRefusal::NotAllowed(not_granted).to_string(), not_granted.to_string());
        let fixed = FixedRefusal::Saved(CampaignField::Objective);
        assert_eq!(CampaignRefusal::Fixed(CampaignField::Objective, fixed).to_string(), fixed.to_string());
    }
}
