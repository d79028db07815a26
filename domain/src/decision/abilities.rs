//! What somebody can do with one Asset, for pages that list it.

use super::{AssetAction, Question, Refusal, Subject, reasons};
use crate::access::{Module, Modules};
use crate::asset::{AssetKind, AssetRole, Hold};
use crate::grant::Grant;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// What they may do, or propose; whether an ad account of their own is linked already or not.
    can: Vec<AssetAction>,
    /// They propose what an Admin does.
    proposes: bool,
    /// Modules without which there would be more.
    missing: Modules,
}

impl Grant {
    /// What a Member who has this Grant can do with an Asset of which they have that.
    pub fn abilities(self, kind: AssetKind, hold: Hold) -> Abilities {
        let of_kind = AssetAction::of(kind).iter().copied();
        let because = |action| reasons(Subject::within(self), Question::With(action, hold));
        let can: Vec<_> = of_kind
            .clone()
            .filter(|action| because(*action).iter().all(|reason| *reason == Refusal::NeedsApproval))
            .collect();
        // Whoever sees posts sees how they do: those are the figures of a TikTok account (DOMAIN 2).
        let figures_too = can.contains(&AssetAction::SeePosts);
        let of_use = of_kind.filter(|action| !(figures_too && *action == AssetAction::SeeFigures));
        let missing = of_use.flat_map(because).filter_map(|reason| match reason {
            Refusal::ModuleNotGranted(module) => Some(module),
            _ => None,
        });
        Abilities { missing: missing.collect(), can, proposes: self != Self::Admin }
    }
}

impl AssetKind {
    /// The Modules of which each opens something of it to an Analyst.
    pub fn opened_in(self) -> Modules {
        Grant::standard(Modules::NONE).abilities(self, Hold::Role(AssetRole::Analyst)).missing_modules()
    }
}

impl Abilities {
    /// Goes on after "You can": "see its figures, see its campaigns, propose campaigns and changes to them".
    pub fn words(&self) -> String {
        let more = self.can.iter().filter(|action| **action != AssetAction::See);
        let more: Vec<_> = more.map(|action| action.ability(self.proposes)).collect();
        match (self.can.is_empty(), more.is_empty()) {
            (true, _) => "nothing".to_owned(),
            (false, true) => AssetAction::See.words().to_owned(),
            (false, false) => more.join(", "),
        }
    }

    /// It stands there, and no Module opens anything of it.
    pub fn is_only_seen(&self) -> bool {
        self.can == [AssetAction::See] && !self.missing.is_empty()
    }

    /// Those without which there would be more.
    pub const fn missing_modules(&self) -> Modules {
        self.missing
    }

    /// What to ask for, where more could be done.
    pub fn missing(&self) -> Option<String> {
        let modules: Vec<_> = self.missing.iter().map(Module::label).collect();
        let them = if modules.len() == 1 { "it" } else { "them" };
        (!modules.is_empty())
            .then(|| format!("Not part of your access: {}. Ask an Admin to add {them}.", modules.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(modules: &[Module]) -> Grant {
        Grant::standard(modules.iter().copied().collect())
    }

    fn told(grant: Grant, kind: AssetKind, hold: Hold) -> (String, Option<String>) {
        let abilities = grant.abilities(kind, hold);
        (abilities.words(), abilities.missing())
    }

    const OPERATOR: Hold = Hold::Role(AssetRole::Operator);

    #[test]
    fn a_role_is_worth_what_the_modules_make_of_it() {
        let (words, missing) = told(with(&[]), AssetKind::AdAccount, OPERATOR);
        assert_eq!(words, "see that it is there");
        let all = "Not part of your access: Analytics, Campaigns, Billing. Ask an Admin to add them.";
        assert_eq!(missing.as_deref(), Some(all));
        let seen = with(&[]).abilities(AssetKind::AdAccount, OPERATOR);
        assert!(seen.is_only_seen());
        assert_eq!(
            seen.missing_modules(),
            [Module::Analytics, Module::Campaigns, Module::Billing].into_iter().collect()
        );
        assert!(!with(&[Module::Billing]).abilities(AssetKind::AdAccount, OPERATOR).is_only_seen());
        assert!(!Grant::Admin.abilities(AssetKind::AdAccount, OPERATOR).is_only_seen());
        assert!(!with(&[]).abilities(AssetKind::AdAccount, Hold::Nothing).is_only_seen(), "not even seen");
        let (words, missing) =
            told(with(&[Module::Analytics, Module::Billing]), AssetKind::AdAccount, OPERATOR);
        assert_eq!(words, "see its figures, look at its billing");
        let one = "Not part of your access: Campaigns. Ask an Admin to add it.";
        assert_eq!(missing.as_deref(), Some(one));
    }

    #[test]
    fn an_asset_is_opened_in_each_module_that_shows_more_of_it_than_its_name() {
        for kind in AssetKind::ALL {
            let opens = |module: &Module| {
                !with(&[*module]).abilities(kind, Hold::Role(AssetRole::Analyst)).is_only_seen()
            };
            let expected: Modules = Module::ALL.into_iter().filter(opens).collect();
            assert_eq!(kind.opened_in(), expected, "{kind:?}");
            assert!(!expected.is_empty() && expected != Modules::ALL, "{kind:?}");
        }
    }

    #[test]
    fn an_operator_proposes_and_an_influencer_posts() {
        let (words, missing) = told(with(&Module::ALL), AssetKind::AdAccount, OPERATOR);
        assert_eq!(
            words,
            "see its figures, see its campaigns, propose campaigns and changes to them, look at its billing"
        );
        assert_eq!(missing, None);
        let analyst = Hold::Role(AssetRole::Analyst);
        let (words, _) = told(with(&[Module::Campaigns]), AssetKind::AdAccount, analyst);
        assert_eq!(words, "see its campaigns");
        let (words, missing) = told(with(&[Module::Content]), AssetKind::TikTokAccount, OPERATOR);
        assert_eq!((words.as_str(), missing), ("see its posts and how they do, post on it", None));
        let (words, missing) = told(with(&[Module::Analytics]), AssetKind::TikTokAccount, OPERATOR);
        let posts = "Not part of your access: Content. Ask an Admin to add it.";
        assert_eq!((words.as_str(), missing.as_deref()), ("see its figures", Some(posts)));
        let (words, _) = told(with(&[Module::Assets]), AssetKind::Catalog, OPERATOR);
        assert_eq!(words, "open what is in it, propose changes to what is in it");
    }

    #[test]
    fn an_admin_does_what_others_propose_and_whoever_has_nothing_can_do_nothing() {
        let (words, missing) = told(Grant::Admin, AssetKind::Pixel, Hold::Nothing);
        assert_eq!((words.as_str(), missing), ("open what is in it, change what is in it", None));
        let (words, _) = told(Grant::Admin, AssetKind::AdAccount, Hold::Nothing);
        assert!(
            words.contains("create and change campaigns, look at its billing, change its billing"),
            "{words}"
        );
        assert_eq!(told(with(&Module::ALL), AssetKind::Pixel, Hold::Nothing).0, "nothing");
    }
}
