//! What entries about campaigns, proposals and standing approvals tell.

use service::audit::{CampaignState, Event};

use super::{Told, quoted};

/// None: it tells of something else.
pub(super) fn told(event: &Event) -> Option<Told> {
    Some(match event {
        Event::CampaignCreated { after, .. } => Told::new("created a campaign", &after.name, after.words()),
        Event::CampaignEdited { before, after, .. } => {
            Told::new("changed a campaign", &after.name, changes(before, after))
        }
        Event::ChangeProposed { before: None, after, .. } => {
            Told::new("proposed a campaign", &after.name, after.words())
        }
        Event::ChangeProposed { before: Some(before), after, .. } => {
            Told::new("proposed to change a campaign", &before.name, changes(before, after))
        }
        Event::ChangeRequestEdited { before, after, .. } => {
            Told::new("changed a proposal", &after.name, changes(before, after))
        }
        Event::ChangeRequestWithdrawn { name, .. } => Told::new("withdrew a proposal", name, ""),
        Event::ChangeRequestCommented { name, words, .. } => {
            Told::new("commented on a proposal", name, quoted(Some(words)))
        }
        Event::ChangeApproved { before, after, comment, .. } => {
            let now = before.as_ref().map_or_else(|| after.words(), |before| changes(before, after));
            let comment = comment.as_ref().map(|comment| format!("; “{comment}”")).unwrap_or_default();
            Told::new("approved a proposal", &after.name, format!("{now}{comment}"))
        }
        Event::ChangeApprovedAhead { before, after, giver, .. } => {
            let now = format!("{}; by the Standing approval of {giver}", changes(before, after));
            Told::new("changed a budget, approved ahead", &after.name, now)
        }
        Event::StandingApprovalGiven { after, .. } => {
            Told::new("approved ahead", &after.ad_account_name, after.words())
        }
        Event::StandingApprovalEnded { before, .. } => {
            Told::new("ended a Standing approval", &before.ad_account_name, "").instead_of(before.words())
        }
        Event::ChangeRejected { name, comment, .. } => {
            Told::new("rejected a proposal", name, quoted(Some(comment)))
        }
        _ => return None,
    })
}

/// "Budget €250.00 a day → €400.00 a day; Status Paused → Active"
fn changes(before: &CampaignState, after: &CampaignState) -> String {
    before.changes(after).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
