//! What an event is about: its topic, and whose page it belongs on.

use domain::audit::Topic;
use domain::id::PartnerId;

use super::event::Event;

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
    Invitations: PartnerInvited, InvitationResent, InvitationAddressChanged, InvitationAddressKept, InvitationEdited, InvitationCancelled,
        InvitationLinkCopied, InvitationsClosed, InvitationDeclined, NewLinkAskedFor, LinkMailedAgain, InvitationReported, MailsAllowed, CodeSent, CodeRefused,
        WrongAccountTried;
    Access: BusinessCenterFounded, InvitationAccepted, AccessEdited, AccessRevoked, MemberLeft, MemberRenamed, DemoFilled,
        ExtensionAskedFor, EndKept, AccessAskedFor, AccessGranted, AccessDeclined, SessionEnded, AdAccountLinked, AdAccountUnlinked, LinkStateSet;
    Assets: AssetRegistered, AssetEdited, AssetRemoved, AssetGroupMade, AssetGroupRenamed, AssetGroupFilled, AssetGroupRemoved;
    Campaigns: CampaignCreated, CampaignEdited, ChangeProposed, ChangeRequestEdited, ChangeRequestWithdrawn,
        ChangeRequestCommented, ChangeApproved, ChangeRejected, ChangeApprovedAhead, StandingApprovalGiven,
        StandingApprovalEnded;
    Settings: SettingsChanged;
}

impl Event {
    /// Whose page it belongs on.
    pub fn about(&self) -> Vec<PartnerId> {
        let partners = match self {
            Self::BusinessCenterFounded { .. }
            | Self::DemoFilled { .. }
            | Self::AssetRegistered { .. }
            | Self::AssetGroupMade { .. }
            | Self::CampaignCreated { .. }
            | Self::CampaignEdited { .. }
            | Self::SettingsChanged { .. } => Vec::new(),
            Self::AssetEdited { given_to, .. }
            | Self::AssetRemoved { given_to, .. }
            | Self::AssetGroupRenamed { given_to, .. }
            | Self::AssetGroupFilled { given_to, .. }
            | Self::AssetGroupRemoved { given_to, .. } => given_to.clone(),
            Self::InvitationAccepted { partner, closed, .. } => {
                closed.iter().chain([partner]).copied().collect()
            }
            Self::InvitationsClosed { closed, .. } => closed.clone(),
            Self::AccessEdited { partner, cancelled, kept, .. } => {
                cancelled.iter().chain(kept).chain([partner]).copied().collect()
            }
            Self::AccessRevoked { partner, cancelled, kept, handed_over, .. } => {
                let takers = handed_over.takers().into_iter().map(|taker| &taker.partner);
                cancelled.iter().chain(kept).chain([partner]).chain(takers).copied().collect()
            }
            Self::MemberLeft { partner, cancelled, .. } => {
                cancelled.iter().chain([partner]).copied().collect()
            }
            Self::PartnerInvited { partner, .. }
            | Self::InvitationResent { partner, .. }
            | Self::InvitationAddressChanged { partner, .. }
            | Self::InvitationAddressKept { partner, .. }
            | Self::InvitationEdited { partner, .. }
            | Self::InvitationCancelled { partner, .. }
            | Self::InvitationLinkCopied { partner, .. }
            | Self::InvitationDeclined { partner, .. }
            | Self::NewLinkAskedFor { partner, .. }
            | Self::LinkMailedAgain { partner, .. }
            | Self::InvitationReported { partner, .. }
            | Self::MailsAllowed { partner, .. }
            | Self::CodeSent { partner, .. }
            | Self::CodeRefused { partner, .. }
            | Self::WrongAccountTried { partner, .. }
            | Self::MemberRenamed { partner, .. }
            | Self::ExtensionAskedFor { partner, .. }
            | Self::EndKept { partner, .. }
            | Self::AccessAskedFor { partner, .. }
            | Self::AccessGranted { partner, .. }
            | Self::AccessDeclined { partner, .. }
            | Self::SessionEnded { partner, .. }
            | Self::AdAccountLinked { partner, .. }
            | Self::AdAccountUnlinked { partner, .. }
            | Self::LinkStateSet { partner, .. }
            | Self::ChangeProposed { partner, .. }
            | Self::ChangeRequestEdited { partner, .. }
            | Self::ChangeRequestWithdrawn { partner, .. }
            | Self::ChangeRequestCommented { partner, .. }
            | Self::ChangeApproved { partner, .. }
            | Self::ChangeRejected { partner, .. }
            | Self::ChangeApprovedAhead { partner, .. }
            | Self::StandingApprovalGiven { partner, .. }
            | Self::StandingApprovalEnded { partner, .. } => vec![*partner],
        };
        partners.into_iter().map(PartnerId::from_uuid).collect()
    }
}
