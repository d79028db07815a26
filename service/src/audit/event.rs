//! What happened, with what stood before and after. Stored as JSON under the variant's name: a variant is never
//! renamed, a field never changes its meaning.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::access::Access;
use super::approval_state::ApprovalState;
use super::asset_state::{AssetState, GroupedAsset};
use super::campaign_state::CampaignState;
use super::filled_in::FilledIn;
use super::handed_over::HandedOver;
use super::linked_state::LinkedState;

/// A change of a Business Center.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event")]
pub enum Event {
    BusinessCenterFounded {
        name: String,
        slug: String,
        time_zone: String,
        /// None in entries from before it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        founder: Option<Uuid>,
    },
    PartnerInvited {
        partner: Uuid,
        contact: String,
        after: Access,
        note: Option<String>,
    },
    InvitationResent {
        partner: Uuid,
        contact: String,
    },
    InvitationAddressChanged {
        partner: Uuid,
        before: String,
        after: String,
    },
    /// **Keep this address**.
    InvitationAddressKept {
        partner: Uuid,
        contact: String,
    },
    /// **Edit**, before it was accepted.
    InvitationEdited {
        partner: Uuid,
        contact: String,
        before: Access,
        after: Access,
    },
    InvitationCancelled {
        partner: Uuid,
        contact: String,
    },
    InvitationLinkCopied {
        partner: Uuid,
        contact: String,
    },
    InvitationAccepted {
        partner: Uuid,
        contact: String,
        name: String,
        closed: Vec<Uuid>,
    },
    /// A Member opened an invitation to another address of theirs: they are in already.
    InvitationsClosed {
        contact: String,
        closed: Vec<Uuid>,
    },
    InvitationDeclined {
        partner: Uuid,
        contact: String,
    },
    NewLinkAskedFor {
        partner: Uuid,
        contact: String,
    },
    /// Whoever was invited asked on the log-in page for the link that they have: it was mailed once more.
    LinkMailedAgain {
        partner: Uuid,
        contact: String,
    },
    InvitationReported {
        partner: Uuid,
        contact: String,
        blocked: bool,
    },
    /// Whoever had blocked mails of the Business Center allows them again.
    MailsAllowed {
        partner: Uuid,
        contact: String,
    },
    /// To whoever came by a copied link.
    CodeSent {
        partner: Uuid,
        contact: String,
    },
    CodeRefused {
        partner: Uuid,
        contact: String,
    },
    /// Somebody signed in as another Account tried to accept.
    WrongAccountTried {
        partner: Uuid,
        contact: String,
    },
    /// `keyholder demo` wrote so many partners.
    DemoFilled {
        partners: u32,
        /// None in entries from before they were told.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        filled: Vec<FilledIn>,
    },
    /// **Edit**; `cancelled` and `kept` as below, when an Admin became Standard.
    AccessEdited {
        partner: Uuid,
        contact: String,
        before: Access,
        after: Access,
        cancelled: Vec<Uuid>,
        kept: Vec<Uuid>,
    },
    /// **Revoke Access**, with what it ended. `reason` is for Admins alone.
    AccessRevoked {
        partner: Uuid,
        contact: String,
        before: Access,
        reason: Option<String>,
        /// Open Invitations that ended with it.
        cancelled: Vec<Uuid>,
        /// Open Invitations whose sender the acting Admin became.
        kept: Vec<Uuid>,
        #[serde(default, skip_serializing_if = "HandedOver::is_empty")]
        handed_over: HandedOver,
    },
    /// **Leave**: a Member revoked themselves.
    MemberLeft {
        partner: Uuid,
        contact: String,
        before: Access,
        cancelled: Vec<Uuid>,
        #[serde(default, skip_serializing_if = "HandedOver::is_empty")]
        handed_over: HandedOver,
    },
    /// Whoever is in is called something else. Entries from before say what they were called then.
    MemberRenamed {
        partner: Uuid,
        contact: String,
        before: String,
        after: String,
    },
    /// **Ask to extend**, with their words.
    ExtensionAskedFor {
        partner: Uuid,
        contact: String,
        words: Option<String>,
    },
    /// **Keep the end**, with the words of the Admin who answered.
    EndKept {
        partner: Uuid,
        contact: String,
        words: Option<String>,
    },
    /// An Access request: for what, and with which words.
    AccessAskedFor {
        partner: Uuid,
        contact: String,
        ask: String,
        words: Option<String>,
    },
    /// The answer of an Admin is yes, to what they had by another way already. Any other yes is an edit of the access.
    AccessGranted {
        partner: Uuid,
        contact: String,
        ask: String,
    },
    /// The answer of an Admin is no, with their words.
    AccessDeclined {
        partner: Uuid,
        contact: String,
        ask: String,
        words: String,
    },
    /// An Admin ended one session of theirs in this Business Center.
    SessionEnded {
        partner: Uuid,
        contact: String,
        browser: String,
    },
    /// **Link ad account** or **Link another**: `before` is the one that it takes the place of.
    AdAccountLinked {
        partner: Uuid,
        contact: String,
        before: Option<LinkedState>,
        after: LinkedState,
    },
    AdAccountUnlinked {
        partner: Uuid,
        contact: String,
        before: LinkedState,
    },
    /// **Approve** or **Save state**, by an Admin.
    LinkStateSet {
        partner: Uuid,
        contact: String,
        before: LinkedState,
        after: LinkedState,
    },
    AssetRegistered {
        asset: Uuid,
        after: AssetState,
    },
    AssetEdited {
        asset: Uuid,
        before: AssetState,
        after: AssetState,
        /// Partners who have a group that it left or came into.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        given_to: Vec<Uuid>,
    },
    AssetRemoved {
        asset: Uuid,
        before: AssetState,
        /// Partners who had it by itself, and have it no more.
        #[serde(default)]
        given_to: Vec<Uuid>,
    },
    /// With nothing in it. Those that came to be with their first Asset are told by its entry.
    AssetGroupMade {
        group: Uuid,
        name: String,
    },
    AssetGroupRenamed {
        group: Uuid,
        before: String,
        after: String,
        /// Partners who have the group; so it is in the next two.
        given_to: Vec<Uuid>,
    },
    AssetGroupFilled {
        group: Uuid,
        name: String,
        put: Vec<GroupedAsset>,
        taken: Vec<GroupedAsset>,
        given_to: Vec<Uuid>,
    },
    AssetGroupRemoved {
        group: Uuid,
        name: String,
        given_to: Vec<Uuid>,
    },
    CampaignCreated {
        campaign: Uuid,
        after: CampaignState,
    },
    CampaignEdited {
        campaign: Uuid,
        before: CampaignState,
        after: CampaignState,
    },
    /// A Standard Operator proposed a campaign, or a change of one. `partner` is who proposed it, in all of these.
    ChangeProposed {
        request: Uuid,
        partner: Uuid,
        /// None: a new one.
        campaign: Option<Uuid>,
        before: Option<CampaignState>,
        after: CampaignState,
        reason: Option<String>,
    },
    /// What is proposed instead of what was.
    ChangeRequestEdited {
        request: Uuid,
        partner: Uuid,
        before: CampaignState,
        after: CampaignState,
    },
    ChangeRequestWithdrawn {
        request: Uuid,
        partner: Uuid,
        /// Of the campaign.
        name: String,
    },
    ChangeRequestCommented {
        request: Uuid,
        partner: Uuid,
        name: String,
        words: String,
    },
    /// **Approve**: what was proposed stands from then on, over what stood.
    ChangeApproved {
        request: Uuid,
        partner: Uuid,
        campaign: Uuid,
        before: Option<CampaignState>,
        after: CampaignState,
        comment: Option<String>,
    },
    /// **Reject**.
    ChangeRejected {
        request: Uuid,
        partner: Uuid,
        name: String,
        comment: String,
    },
    /// A change of a budget counted as soon as it was proposed, by a Standing approval that `giver` gave.
    ChangeApprovedAhead {
        request: Uuid,
        partner: Uuid,
        campaign: Uuid,
        before: CampaignState,
        after: CampaignState,
        approval: Uuid,
        giver: String,
    },
    /// **Approve ahead**. `partner` is the Operator, here and below.
    StandingApprovalGiven {
        approval: Uuid,
        partner: Uuid,
        after: ApprovalState,
    },
    /// **End**, by an Admin. One that ends with the access that it stands on has no entry of its own.
    StandingApprovalEnded {
        approval: Uuid,
        partner: Uuid,
        before: ApprovalState,
    },
    SettingsChanged {
        before: SettingsState,
        after: SettingsState,
    },
}

/// The settings of a Business Center.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsState {
    pub time_zone: String,
    pub copy_link: bool,
}
