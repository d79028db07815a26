//! What somebody may want to do.

use serde::{Deserialize, Serialize};

use crate::access::Module;
use crate::asset::AssetKind;

/// Something that is about no single Asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Open to every Member, unlike Partners.
    SeeMembers,
    AskHelp,
    See(Module),
    Admin(AdminAction),
}

/// What only Admins do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AdminAction {
    /// With addresses, states and history.
    SeePartners,
    InvitePartner,
    /// Edit, revoke, cancel, resend.
    ManagePartner,
    /// Register, name, group and remove them.
    ManageAssets,
    ChangeSettings,
    SeeAuditLog,
    /// `[seed]`: Billing may be granted to look at, its changes never.
    ChangeBilling,
}

/// Something with one Asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AssetAction {
    /// That it is there, and what it is called.
    See,
    SeeFigures,
    SeeCampaigns,
    /// Create one, or change it.
    ChangeCampaigns,
    /// And how they do (DOMAIN 2).
    SeePosts,
    Post,
    /// What is in it: products, people, files.
    Open,
    ChangeContents,
    SeeBilling,
    ChangeBilling,
}

impl Action {
    pub const ALL: [Self; 14] = [
        Self::SeeMembers,
        Self::AskHelp,
        Self::See(Module::Analytics),
        Self::See(Module::Campaigns),
        Self::See(Module::Assets),
        Self::See(Module::Content),
        Self::See(Module::Billing),
        Self::Admin(AdminAction::ChangeBilling),
        Self::Admin(AdminAction::SeePartners),
        Self::Admin(AdminAction::InvitePartner),
        Self::Admin(AdminAction::ManagePartner),
        Self::Admin(AdminAction::ManageAssets),
        Self::Admin(AdminAction::ChangeSettings),
        Self::Admin(AdminAction::SeeAuditLog),
    ];

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SeeMembers => "see-members",
            Self::AskHelp => "ask-help",
            Self::See(module) => module.as_str(),
            Self::Admin(action) => action.as_str(),
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == code)
    }

    /// Goes on after "May Carmen".
    pub const fn words(self) -> &'static str {
        match self {
            Self::SeeMembers => "see who the Members are",
            Self::AskHelp => "get help",
            Self::See(Module::Analytics) => "open Analytics",
            Self::See(Module::Campaigns) => "open Campaigns",
            Self::See(Module::Assets) => "open creatives, catalogs and audiences",
            Self::See(Module::Content) => "open Content",
            Self::See(Module::Billing) => "look at Billing",
            Self::Admin(action) => action.words(),
        }
    }
}

impl AdminAction {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SeePartners => "see-partners",
            Self::InvitePartner => "invite-partners",
            Self::ManagePartner => "manage-partners",
            Self::ManageAssets => "manage-assets",
            Self::ChangeSettings => "change-settings",
            Self::SeeAuditLog => "see-audit-log",
            Self::ChangeBilling => "change-billing",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::SeePartners => "see Partners, with addresses and history",
            Self::InvitePartner => "invite partners",
            Self::ManagePartner => "edit and revoke partners",
            Self::ManageAssets => "register and group Assets",
            Self::ChangeSettings => "change the settings",
            Self::SeeAuditLog => "see the audit log",
            Self::ChangeBilling => "change billing",
        }
    }
}

impl From<AdminAction> for Action {
    fn from(action: AdminAction) -> Self {
        Self::Admin(action)
    }
}

impl AssetAction {
    pub const ALL: [Self; 10] = [
        Self::See,
        Self::SeeFigures,
        Self::SeeCampaigns,
        Self::ChangeCampaigns,
        Self::SeePosts,
        Self::Post,
        Self::Open,
        Self::ChangeContents,
        Self::SeeBilling,
        Self::ChangeBilling,
    ];

    /// What there is to do with one of a kind.
    pub const fn of(kind: AssetKind) -> &'static [Self] {
        match kind {
            AssetKind::AdAccount => &[
                Self::See,
                Self::SeeFigures,
                Self::SeeCampaigns,
                Self::ChangeCampaigns,
                Self::SeeBilling,
                Self::ChangeBilling,
            ],
            AssetKind::TikTokAccount => &[Self::See, Self::SeeFigures, Self::SeePosts, Self::Post],
            AssetKind::Pixel
            | AssetKind::Catalog
            | AssetKind::Shop
            | AssetKind::LeadForm
            | AssetKind::Audience
            | AssetKind::Creative => &[Self::See, Self::Open, Self::ChangeContents],
        }
    }

    /// The code in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::See => "asset-see",
            Self::SeeFigures => "asset-see-figures",
            Self::SeeCampaigns => "asset-see-campaigns",
            Self::ChangeCampaigns => "asset-change-campaigns",
            Self::SeePosts => "asset-see-posts",
            Self::Post => "asset-post",
            Self::Open => "asset-open",
            Self::ChangeContents => "asset-change-contents",
            Self::SeeBilling => "asset-see-billing",
            Self::ChangeBilling => "asset-change-billing",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == code)
    }

    /// Goes on after "May Carmen".
    pub const fn words(self) -> &'static str {
        match self {
            Self::See => "see that it is there",
            Self::SeeFigures => "see its figures",
            Self::SeeCampaigns => "see its campaigns",
            Self::ChangeCampaigns => "create and change campaigns",
            Self::SeePosts => "see its posts and how they do",
            Self::Post => "post on it",
            Self::Open => "open what is in it",
            Self::ChangeContents => "change what is in it",
            Self::SeeBilling => "look at its billing",
            Self::ChangeBilling => "change its billing",
        }
    }

    /// Goes on after "You can". What is proposed is not done at once.
    pub(super) const fn ability(self, proposes: bool) -> &'static str {
        match self {
            Self::ChangeCampaigns if proposes => "propose campaigns and changes to them",
            Self::ChangeContents if proposes => "propose changes to what is in it",
            _ => self.words(),
        }
    }
}
