//! What was just done, said once on the page that comes after it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::{Erased, Icon};

/// Something that was done to a partner or an Asset. It travels in a cookie and never in an address, where anybody could write
/// that it happened (attack C-42).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    Invited,
    InvitedBySms,
    Resent,
    AddressChanged,
    AddressKept,
    Cancelled,
    Edited,
    InvitationEdited,
    Revoked,
    EndKept,
    AccessAskedFor,
    AccessGranted,
    AccessDeclined,
    AdAccountLinked,
    AdAccountUnlinked,
    LinkStateSet,
    SessionEnded,
    AssetRegistered,
    AssetSaved,
    AssetRemoved,
    CampaignCreated,
    CampaignSaved,
    Proposed,
    ProposalEdited,
    ProposalWithdrawn,
    ProposalApproved,
    ProposalRejected,
    Commented,
    ChangedAhead,
    DraftDiscarded,
    ApprovedAhead,
    StandingApprovalEnded,
    GroupMade,
    GroupFilled,
    GroupRemoved,
    ViewSaved,
    ViewRemoved,
    AddressConfirmed,
}

impl Notice {
    const ALL: [Self; 38] = [
        Self::Invited,
        Self::InvitedBySms,
        Self::Resent,
        Self::AddressChanged,
        Self::AddressKept,
        Self::Cancelled,
        Self::Edited,
        Self::InvitationEdited,
        Self::Revoked,
        Self::EndKept,
        Self::AccessAskedFor,
        Self::AccessGranted,
        Self::AccessDeclined,
        Self::AdAccountLinked,
        Self::AdAccountUnlinked,
        Self::LinkStateSet,
        Self::SessionEnded,
        Self::AssetRegistered,
        Self::AssetSaved,
        Self::AssetRemoved,
        Self::CampaignCreated,
        Self::CampaignSaved,
        Self::Proposed,
        Self::ProposalEdited,
        Self::ProposalWithdrawn,
        Self::ProposalApproved,
        Self::ProposalRejected,
        Self::Commented,
        Self::ChangedAhead,
        Self::DraftDiscarded,
        Self::ApprovedAhead,
        Self::StandingApprovalEnded,
        Self::GroupMade,
        Self::GroupFilled,
        Self::GroupRemoved,
        Self::ViewSaved,
        Self::ViewRemoved,
        Self::AddressConfirmed,
    ];

    /// In the cookie.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::InvitedBySms => "invited-by-sms",
            Self::Resent => "resent",
            Self::AddressChanged => "address-changed",
            Self::AddressKept => "address-kept",
            Self::Cancelled => "cancelled",
            Self::Edited => "edited",
            Self::InvitationEdited => "invitation-edited",
            Self::Revoked => "revoked",
            Self::EndKept => "end-kept",
            Self::AccessAskedFor => "access-asked-for",
            Self::AccessGranted => "access-granted",
            Self::AccessDeclined => "access-declined",
            Self::AdAccountLinked => "ad-account-linked",
            Self::AdAccountUnlinked => "ad-account-unlinked",
            Self::LinkStateSet => "link-state-set",
            Self::SessionEnded => "session-ended",
            Self::AssetRegistered => "asset-registered",
            Self::AssetSaved => "asset-saved",
            Self::AssetRemoved => "asset-removed",
            Self::CampaignCreated => "campaign-created",
            Self::CampaignSaved => "campaign-saved",
            Self::Proposed => "proposed",
            Self::ProposalEdited => "proposal-edited",
            Self::ProposalWithdrawn => "proposal-withdrawn",
            Self::ProposalApproved => "proposal-approved",
            Self::ProposalRejected => "proposal-rejected",
            Self::Commented => "commented",
            Self::ChangedAhead => "changed-ahead",
            Self::DraftDiscarded => "draft-discarded",
            Self::ApprovedAhead => "approved-ahead",
            Self::StandingApprovalEnded => "standing-approval-ended",
            Self::GroupMade => "group-made",
            Self::GroupFilled => "group-filled",
            Self::GroupRemoved => "group-removed",
            Self::ViewSaved => "view-saved",
            Self::ViewRemoved => "view-removed",
            Self::AddressConfirmed => "address-confirmed",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.as_str() == code)
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Invited => "Invited. What becomes of the mail stands in their row.",
            Self::InvitedBySms => "Invited. What becomes of the SMS stands in their row.",
            Self::Resent => "Invite resent with a new link. The old one no longer works.",
            Self::AddressChanged => "Address changed, and the link with it: the old one no longer works.",
            Self::AddressKept => "The address stays. The other one counts again once somebody types it anew.",
            Self::Cancelled => "Invite cancelled. Its link no longer works, and its seat is free.",
            Self::Edited => "Access changed. It counts from their next click.",
            Self::InvitationEdited => "Invitation changed. It offers this from now on.",
            Self::AssetRegistered => "Registered. Every Admin sees it; no partner does yet.",
            Self::AssetSaved => "Saved.",
            Self::AssetRemoved => "Removed from the list. Nothing happened to it on TikTok.",
            Self::CampaignCreated => {
                "Campaign created. Whoever sees its ad account and has Campaigns sees it, too."
            }
            Self::CampaignSaved => "Saved, as a new version.",
            Self::Proposed => {
                "Proposed. Nothing has changed yet: an Admin decides, and the answer stands here."
            }
            Self::ProposalEdited => "Proposal changed. Whoever decides sees it like this.",
            Self::ProposalWithdrawn => "Proposal withdrawn. Nothing has changed.",
            Self::ProposalApproved => {
                "Approved. The campaign stands like this now. Whoever proposed it finds the answer here."
            }
            Self::ProposalRejected => {
                "Rejected. Nothing has changed. Whoever proposed it finds the answer here."
            }
            Self::Commented => "Comment added.",
            Self::DraftDiscarded => "Draft discarded.",
            Self::ChangedAhead => "Changed. An Admin approved it ahead, so it counts from now on.",
            Self::ApprovedAhead => "Approved ahead. The Operator finds it here.",
            Self::StandingApprovalEnded => "Ended. From now on whatever they propose waits for an Admin.",
            Self::GroupMade => "Group made. Put in what belongs together.",
            Self::GroupFilled => "Changed what is in it. It counts from the next click of whoever has it.",
            Self::GroupRemoved => "Group removed. Its Assets stay on the list.",
            Self::ViewSaved => "View saved. You find it under Views.",
            Self::ViewRemoved => "View removed.",
            Self::AddressConfirmed => {
                "Address confirmed. You log in with it, and invitations to it are yours."
            }
            Self::EndKept => "The end stays.",
            Self::AccessAskedFor => "Asked. An Admin decides, and the answer stands here.",
            Self::AccessGranted => "Granted: what the request takes, and nothing else.",
            Self::AccessDeclined => "Nothing changed, and they can read why.",
            Self::AdAccountLinked => "Linked. An Admin looks at it, and the answer stands here.",
            Self::AdAccountUnlinked => "Unlinked.",
            Self::LinkStateSet => "State saved. Their own page shows it.",
            Self::SessionEnded => "Session ended. That browser is out until they log in again.",
            Self::Revoked => "Access revoked. From now on they can’t reach anything here.",
        }
    }
}

/// What is said on the page that the browser makes next.
#[derive(Clone, Copy)]
struct Next(StoredValue<Option<Notice>>);

/// Call it where all pages stand below that hand each other something to say.
pub fn provide_next_notice() {
    provide_context(Next(StoredValue::new(None)));
}

/// Says it on the page that the browser makes next.
pub fn say_next(notice: Notice) {
    if let Some(Next(next)) = use_context() {
        next.set_value(Some(notice));
    }
}

/// What the last answer left to say, or the page that the browser comes from.
pub fn notice_left() -> RwSignal<Option<Notice>> {
    let answered = SharedValue::new(of_request).into_inner();
    let next = use_context().and_then(|Next(next)| next.try_update_value(Option::take).flatten());
    RwSignal::new(answered.or(next))
}

#[cfg(feature = "ssr")]
fn of_request() -> Option<Notice> {
    use_context::<axum::http::request::Parts>()?.extensions.get().copied()
}

#[cfg(not(feature = "ssr"))]
fn of_request() -> Option<Notice> {
    None
}

/// Says it. The region is there from the start, so that what comes into it is read out.
#[component]
pub fn Said(notice: RwSignal<Option<Notice>>) -> impl IntoView {
    let said = move || {
        notice.get().map(|notice| view! { <div class="note note--ok mb-4"><Icon name="check"/> <p>{notice.words()}</p></div> })
    };
    view! { <div role="status">{said}</div> }.ready()
}
