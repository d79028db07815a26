//! What somebody proposed for the campaigns, or was approved ahead, in words.

use service::audit::Event;

/// Goes on after the name of who did it. None: it tells of something else.
pub(super) fn words(event: &Event) -> Option<String> {
    Some(match event {
        Event::CampaignCreated { after, .. } => format!("created the campaign {}", after.name),
        Event::CampaignEdited { after, .. } => format!("changed the campaign {}", after.name),
        Event::ChangeProposed { before: None, after, .. } => format!("proposed the campaign {}", after.name),
        Event::ChangeProposed { before: Some(before), .. } => {
            format!("proposed to change the campaign {}", before.name)
        }
        Event::ChangeRequestEdited { after, .. } => format!("changed the proposal for {}", after.name),
        Event::ChangeRequestWithdrawn { name, .. } => format!("withdrew the proposal for {name}"),
        Event::ChangeRequestCommented { name, words, .. } => {
            format!("commented on the proposal for {name}: “{words}”")
        }
        Event::ChangeApproved { after, .. } => format!("approved the proposal for {}", after.name),
        Event::ChangeApprovedAhead { after, giver, .. } => {
            format!("changed the budget of {}, which {giver} had approved ahead", after.name)
        }
        Event::StandingApprovalGiven { after, .. } => format!("approved ahead: {}", after.words()),
        Event::StandingApprovalEnded { before, .. } => {
            format!("ended the Standing approval for {}", before.words())
        }
        Event::ChangeRejected { name, comment, .. } => {
            format!("rejected the proposal for {name}: “{comment}”")
        }
        _ => return None,
    })
}
