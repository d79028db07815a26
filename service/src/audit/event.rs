//! What happened, with what stood before and after. Stored as JSON under the variant's name: a variant is never
//! renamed, a field never changes its meaning.

use domain::audit::Topic;
use domain::id::PartnerId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::access::Access;
use super::asset_state::{AssetState, GroupedAsset};
use super::campaign_state::CampaignState;
use super::filled_in::FilledIn;
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
    },
    /// **Leave**: a Member revoked themselves.
    MemberLeft {
        partner: Uuid,
        contact: String,
        before: Access,
        cancelled: Vec<Uuid>,
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
    SettingsChanged {
        before: SettingsState,
        after: SettingsState,
    },
}

/// The variants of each topic, once: for the match and for the statement that filters by name.
macro_rules! topics {
    ($($topic:ident: $($event:ident),+;)+) => {
        impl Event {
            pub fn topic(&self) -> Topic {
                match self {
                    $($(Self::$event { .. })|+ => Topic::$topic,)+
                }
            }

            /// The names of a topic's events as they are stored, each between bars.
            pub(super) fn names_of(topic: Topic) -> String {
                match topic {
                    $(Topic::$topic => concat!("|", $(stringify!($event), "|"),+).to_owned(),)+
                }
            }
        }
    };
}

topics! {
    Invitations: PartnerInvited, InvitationResent, InvitationAddressChanged, InvitationEdited, InvitationCancelled,
        InvitationLinkCopied, InvitationsClosed, InvitationDeclined, NewLinkAskedFor, InvitationReported, MailsAllowed, CodeSent, CodeRefused,
        WrongAccountTried;
    Access: BusinessCenterFounded, InvitationAccepted, AccessEdited, AccessRevoked, MemberLeft, MemberRenamed, DemoFilled,
        ExtensionAskedFor, EndKept, SessionEnded, AdAccountLinked, AdAccountUnlinked, LinkStateSet;
    Assets: AssetRegistered, AssetEdited, AssetRemoved, AssetGroupMade, AssetGroupRenamed, AssetGroupFilled, AssetGroupRemoved;
    Campaigns: CampaignCreated, CampaignEdited;
    Settings: SettingsChanged;
}

impl Event {
    /// Whose page it belongs on.
    pub fn about(&self) -> Vec<PartnerId> {
        let partners = match self {
            Self::BusinessCenterFounded { .. }
            | Self::DemoFilled { .. }
            | Self::AssetRegistered { .. }
            | Self::AssetEdited { .. }
            | Self::AssetGroupMade { .. }
            | Self::CampaignCreated { .. }
            | Self::CampaignEdited { .. }
            | Self::SettingsChanged { .. } => Vec::new(),
            Self::AssetRemoved { given_to, .. }
            | Self::AssetGroupRenamed { given_to, .. }
            | Self::AssetGroupFilled { given_to, .. }
            | Self::AssetGroupRemoved { given_to, .. } => given_to.clone(),
            Self::InvitationAccepted { partner, closed, .. } => {
                closed.iter().chain([partner]).copied().collect()
            }
            Self::InvitationsClosed { closed, .. } => closed.clone(),
            Self::AccessEdited { partner, cancelled, kept, .. }
            | Self::AccessRevoked { partner, cancelled, kept, .. } => {
                cancelled.iter().chain(kept).chain([partner]).copied().collect()
            }
            Self::MemberLeft { partner, cancelled, .. } => {
                cancelled.iter().chain([partner]).copied().collect()
            }
            Self::PartnerInvited { partner, .. }
            | Self::InvitationResent { partner, .. }
            | Self::InvitationAddressChanged { partner, .. }
            | Self::InvitationEdited { partner, .. }
            | Self::InvitationCancelled { partner, .. }
            | Self::InvitationLinkCopied { partner, .. }
            | Self::InvitationDeclined { partner, .. }
            | Self::NewLinkAskedFor { partner, .. }
            | Self::InvitationReported { partner, .. }
            | Self::MailsAllowed { partner, .. }
            | Self::CodeSent { partner, .. }
            | Self::CodeRefused { partner, .. }
            | Self::WrongAccountTried { partner, .. }
            | Self::MemberRenamed { partner, .. }
            | Self::ExtensionAskedFor { partner, .. }
            | Self::EndKept { partner, .. }
            | Self::SessionEnded { partner, .. }
            | Self::AdAccountLinked { partner, .. }
            | Self::AdAccountUnlinked { partner, .. }
            | Self::LinkStateSet { partner, .. } => vec![*partner],
        };
        partners.into_iter().map(PartnerId::from_uuid).collect()
    }
}

/// The settings of a Business Center.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsState {
    pub time_zone: String,
    pub copy_link: bool,
}
