//! What one Member has, and **the decision**: what it allows them to do.
//!
//! [`Grant::allows`] is the one place where that is decided (DOMAIN 2). The server obeys it; the browser calls the
//! same function to hide what can't be done; Help uses the refusal to explain. A new thing to do is a new [`Action`]:
//! the match below then stops compiling until it is decided for each level.

use serde::{Deserialize, Serialize};

use crate::access::{AccessLevel, Module, Modules};

/// What one Member has. An Admin has no list of Modules that could disagree with having all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grant {
    Admin,
    Standard { modules: Modules },
}

/// Something a Member may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// The list of Partners with addresses, states and history; Members is open to every Member.
    SeePartners,
    InvitePartner,
    /// Edit, revoke, cancel, resend.
    ManagePartner,
    SeeMembers,
    See(Module),
    ChangeBilling,
    /// Create or change a campaign, at once.
    EditCampaign,
    /// Register, name, group and remove them.
    ManageAssets,
    ChangeSettings,
    SeeAuditLog,
    AskHelp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    Allowed,
    Refused(Refusal),
}

/// Why not. The sentence stands beside the button, and speaks to whoever would press it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    #[error("{}", admins_only(*.0))]
    AdminsOnly(Action),
    #[error("{} is not part of your access. Ask an Admin to add it.", .0.label())]
    ModuleNotGranted(Module),
    /// May be proposed: the edit becomes a Change request.
    #[error("You may propose this. An Admin approves it.")]
    NeedsApproval,
}

fn admins_only(action: Action) -> &'static str {
    match action {
        Action::SeePartners => "Partners is for Admins. Under Members you see who is in.",
        Action::InvitePartner => "Only an Admin can invite partners. Ask one to send the invitation.",
        Action::ManagePartner => "Only an Admin can change what a partner has. Ask one to do it.",
        Action::ChangeBilling => "Only an Admin can change billing. Ask one to do it.",
        Action::ManageAssets => "Only an Admin can register Assets. Ask one for what you need.",
        Action::ChangeSettings => "Only an Admin can change the settings. Ask one to do it.",
        Action::SeeAuditLog => "The audit log is for Admins. Ask one for what you need to know.",
        Action::SeeMembers | Action::See(_) | Action::EditCampaign | Action::AskHelp => {
            "Only an Admin can do this. Ask one to do it."
        }
    }
}

impl Grant {
    pub const fn standard(modules: Modules) -> Self {
        Self::Standard { modules }
    }

    pub const fn level(self) -> AccessLevel {
        match self {
            Self::Admin => AccessLevel::Admin,
            Self::Standard { .. } => AccessLevel::Standard,
        }
    }

    /// DOMAIN 2: an Admin implicitly has every Module.
    pub const fn modules(self) -> Modules {
        match self {
            Self::Admin => Modules::ALL,
            Self::Standard { modules } => modules,
        }
    }

    /// Whether the Member who has this Grant may do it (DOMAIN 2).
    pub fn allows(self, action: Action) -> Decision {
        match self {
            Self::Admin => Decision::Allowed,
            Self::Standard { modules } => standard_allows(modules, action),
        }
    }
}

fn standard_allows(modules: Modules, action: Action) -> Decision {
    match action {
        Action::SeeMembers | Action::AskHelp => Decision::Allowed,
        Action::See(module) if modules.contains(module) => Decision::Allowed,
        Action::See(module) => Decision::Refused(Refusal::ModuleNotGranted(module)),
        // [seed]: cannot edit or create without an Admin's approval.
        Action::EditCampaign if modules.contains(Module::Campaigns) => {
            Decision::Refused(Refusal::NeedsApproval)
        }
        Action::EditCampaign => Decision::Refused(Refusal::ModuleNotGranted(Module::Campaigns)),
        // [seed]: Billing may be granted to look at, its changes never.
        Action::ChangeBilling
        | Action::SeePartners
        | Action::InvitePartner
        | Action::ManagePartner
        | Action::ManageAssets
        | Action::ChangeSettings
        | Action::SeeAuditLog => Decision::Refused(Refusal::AdminsOnly(action)),
    }
}

impl Action {
    pub const ALL: [Self; 15] = [
        Self::SeePartners,
        Self::InvitePartner,
        Self::ManagePartner,
        Self::SeeMembers,
        Self::See(Module::Analytics),
        Self::See(Module::Campaigns),
        Self::See(Module::Assets),
        Self::See(Module::Content),
        Self::See(Module::Billing),
        Self::ChangeBilling,
        Self::EditCampaign,
        Self::ManageAssets,
        Self::ChangeSettings,
        Self::SeeAuditLog,
        Self::AskHelp,
    ];
}

impl Decision {
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// For `?`.
    ///
    /// # Errors
    ///
    /// The [`Refusal`], where there is one.
    pub const fn into_result(self) -> Result<(), Refusal> {
        match self {
            Self::Allowed => Ok(()),
            Self::Refused(refusal) => Err(refusal),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALLOWED: Decision = Decision::Allowed;
    const APPROVAL: Decision = Decision::Refused(Refusal::NeedsApproval);

    fn admins_only(action: Action) -> Decision {
        Decision::Refused(Refusal::AdminsOnly(action))
    }

    fn not_granted(module: Module) -> Decision {
        Decision::Refused(Refusal::ModuleNotGranted(module))
    }

    fn see(module: Module, granted: bool) -> Decision {
        if granted { ALLOWED } else { not_granted(module) }
    }

    /// DOMAIN 2, by hand: each action with the answers to an Admin, to a Standard Member with nothing, and to one
    /// with everything.
    fn table() -> [(Action, [Decision; 3]); 15] {
        use Module::{Analytics, Assets, Billing, Campaigns, Content};
        let only = |action| (action, [ALLOWED, admins_only(action), admins_only(action)]);
        let module = |module| (Action::See(module), [ALLOWED, see(module, false), see(module, true)]);
        let everybody = |action| (action, [ALLOWED; 3]);
        [
            only(Action::SeePartners),
            only(Action::InvitePartner),
            only(Action::ManagePartner),
            everybody(Action::SeeMembers),
            module(Analytics),
            module(Campaigns),
            module(Assets),
            module(Content),
            module(Billing),
            only(Action::ChangeBilling),
            (Action::EditCampaign, [ALLOWED, not_granted(Campaigns), APPROVAL]),
            only(Action::ManageAssets),
            only(Action::ChangeSettings),
            only(Action::SeeAuditLog),
            everybody(Action::AskHelp),
        ]
    }

    #[test]
    fn the_decision_is_the_table_of_the_domain() {
        let grants = [Grant::Admin, Grant::standard(Modules::NONE), Grant::standard(Modules::ALL)];
        assert_eq!(table().map(|(action, _)| action), Action::ALL);
        for (action, expected) in table() {
            assert_eq!(grants.map(|grant| grant.allows(action)), expected, "{action:?}");
        }
    }

    #[test]
    fn a_module_opens_itself_and_nothing_else() {
        for granted in Module::ALL {
            let grant = Grant::standard(Modules::NONE.with(granted));
            for module in Module::ALL {
                assert_eq!(grant.allows(Action::See(module)), see(module, module == granted));
            }
            let campaign =
                if granted == Module::Campaigns { APPROVAL } else { not_granted(Module::Campaigns) };
            assert_eq!(grant.allows(Action::EditCampaign), campaign);
        }
    }

    #[test]
    fn an_admin_has_every_module() {
        assert_eq!((Grant::Admin.level(), Grant::Admin.modules()), (AccessLevel::Admin, Modules::ALL));
        let some = Modules::NONE.with(Module::Content);
        let grant = Grant::standard(some);
        assert_eq!((grant.level(), grant.modules()), (AccessLevel::Standard, some));
    }

    #[test]
    fn every_refusal_says_how_to_go_on() {
        let refusals = Action::ALL.map(|action| Grant::standard(Modules::NONE).allows(action).into_result());
        let sentences: Vec<String> =
            refusals.into_iter().filter_map(Result::err).map(|refusal| refusal.to_string()).collect();
        assert_eq!(sentences.len(), 13);
        for sentence in sentences {
            assert!(sentence.contains("Ask ") || sentence.contains("Under Members"), "{sentence}");
        }
        assert_eq!(
            Refusal::ModuleNotGranted(Module::Billing).to_string(),
            "Billing is not part of your access. Ask an Admin to add it."
        );
        assert_eq!(Refusal::NeedsApproval.to_string(), "You may propose this. An Admin approves it.");
        assert!(Refusal::AdminsOnly(Action::ChangeBilling).to_string().contains("change billing"));
    }

    #[test]
    fn a_decision_is_a_result() {
        assert!(ALLOWED.is_allowed() && !APPROVAL.is_allowed());
        assert_eq!(ALLOWED.into_result(), Ok(()));
        assert_eq!(APPROVAL.into_result(), Err(Refusal::NeedsApproval));
    }

    #[test]
    fn a_grant_crosses_the_wire_in_words() {
        let grant = Grant::standard(Modules::NONE.with(Module::Content));
        let wire = serde_json::to_string(&grant).unwrap();
        assert_eq!(wire, r#"{"standard":{"modules":["content"]}}"#);
        assert_eq!(serde_json::from_str::<Grant>(&wire).unwrap(), grant);
        assert_eq!(serde_json::to_string(&Grant::Admin).unwrap(), r#""admin""#);
    }

    proptest! {
        #[test]
        fn fewer_modules_never_allow_more(bits in 0_i64..32, fewer in 0_i64..32, action in 0_usize..15) {
            let action = Action::ALL[action];
            let more = Grant::standard(Modules::from_bits(bits).unwrap());
            let less = Grant::standard(Modules::from_bits(bits & fewer).unwrap());
            prop_assert!(more.allows(action).is_allowed() || !less.allows(action).is_allowed());
            prop_assert!(Grant::Admin.allows(action).is_allowed() || !more.allows(action).is_allowed());
        }
    }
}
