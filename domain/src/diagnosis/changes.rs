//! **Changes not saving**: what stands between somebody and a saved change to a campaign.

use chrono::{DateTime, Utc};

use super::assets::GivenAsset;
use super::{Diagnosis, Sure};
use crate::access_request::{Offer, Wish};
use crate::asset::{AssetRole, Hold};
use crate::decision::{AssetAction, Question as Asked, Refusal, Subject, reasons};
use crate::grant::Grant;
use crate::id::ChangeRequestId;
use crate::linked::LinkedAdAccount;
use crate::partner::PartnerAction;

/// What is known of somebody whose changes are not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub who: Subject,
    /// Each ad account that they were given, and what they have of it.
    pub ad_accounts: Vec<GivenAsset>,
    pub waiting: Option<Waiting>,
}

/// What they proposed, and nobody decided yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub many: u32,
    /// Of the oldest.
    pub request: ChangeRequestId,
    pub campaign: String,
    pub since: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The decision itself, as it is made when they save.
    Refused(Refusal),
    /// It is kept: an Admin decides it.
    Waits(Waiting),
}

/// What is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    IsIn,
    HasModule,
    /// Of these ad accounts.
    Operates(Vec<String>),
    /// As an Admin.
    ReachesAll,
    OwnAdAccount,
    NothingWaits,
}

/// What only they can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Nobody but they can link it.
    LinkOwn,
    /// Whether it is an ad account that they only look at, or that has ended, beside those they operate.
    Another,
    /// What their page says when they save: it names what is missing.
    Sentence,
}

pub type Found = Diagnosis<Finding, Check, Question>;

pub fn diagnose(facts: &Facts) -> Found {
    let why_not = why_not(facts);
    let (mut passed, mut questions) = (Vec::new(), Vec::new());
    let fine = |is_it: fn(&Refusal) -> bool| !why_not.iter().any(is_it);
    if fine(|why| matches!(why, Refusal::NotIn(_))) {
        passed.push(Check::IsIn);
        passed.extend(fine(|why| matches!(why, Refusal::ModuleNotGranted(_))).then_some(Check::HasModule));
        passed.extend(fine(is_of_the_ad_account).then(|| match facts.who.grant {
            Grant::Admin => Check::ReachesAll,
            Grant::Standard { .. } => Check::Operates(facts.operated()),
        }));
        passed.extend(fine(|why| matches!(why, Refusal::AdAccount(_))).then_some(Check::OwnAdAccount));
    }
    if why_not.contains(&Refusal::AdAccount(LinkedAdAccount::Missing)) {
        questions.push(Question::LinkOwn);
    }
    let mut findings: Vec<_> = why_not.into_iter().map(Finding::Refused).collect();
    match &facts.waiting {
        Some(waiting) => findings.push(Finding::Waits(waiting.clone())),
        None => passed.push(Check::NothingWaits),
    }
    let operates =
        !findings.iter().any(|of| matches!(of, Finding::Refused(why) if is_of_the_ad_account(why)));
    if operates && !facts.looked_at().is_empty() {
        questions.push(Question::Another);
    }
    if findings.is_empty() {
        questions.push(Question::Sentence);
    }
    Diagnosis { findings, passed, questions }
}

/// Whether it is what they have of the ad account that is not enough.
const fn is_of_the_ad_account(why: &Refusal) -> bool {
    matches!(why, Refusal::AssetNotGiven | Refusal::AssetEnded(_) | Refusal::OperatorsOnly)
}

/// With the ad account on which least is missing.
fn why_not(facts: &Facts) -> Vec<Refusal> {
    let all = facts.ad_accounts.iter().map(|account| facts.refused(account.hold));
    let why = all.min_by_key(Vec::len).unwrap_or_else(|| facts.refused(Hold::Nothing));
    // Whoever is out is let in first.
    match why.first() {
        Some(out @ Refusal::NotIn(_)) => vec![*out],
        _ => why,
    }
}

impl Facts {
    /// That an Admin approves is no reason why nothing is saved.
    fn refused(&self, hold: Hold) -> Vec<Refusal> {
        let mut why = reasons(self.who, Asked::With(AssetAction::ChangeCampaigns, hold));
        why.retain(|why| *why != Refusal::NeedsApproval);
        why
    }

    fn operated(&self) -> Vec<String> {
        let can = |hold| !self.refused(hold).iter().any(is_of_the_ad_account);
        self.ad_accounts.iter().filter(|of| can(of.hold)).map(|of| of.name.as_str().to_owned()).collect()
    }
}

impl Facts {
    /// What would mend it for whoever it is about: each by itself. Nothing where they or an Admin have to do something else.
    pub fn offers(&self, finding: &Finding) -> Vec<Offer> {
        let Finding::Refused(why) = finding else { return Vec::new() };
        match why {
            Refusal::ModuleNotGranted(module) => vec![Offer::For(Wish::Module(*module))],
            Refusal::AssetNotGiven => vec![Offer::ByName(AssetRole::Operator)],
            Refusal::AssetEnded(_) => self.operator_of(|hold| matches!(hold, Hold::Ended(_))),
            Refusal::OperatorsOnly => self.operator_of(|hold| hold == Hold::Role(AssetRole::Analyst)),
            Refusal::NotIn(_) | Refusal::AdminsOnly(_) | Refusal::AdAccount(_) | Refusal::NeedsApproval => {
                Vec::new()
            }
        }
    }

    /// The same of what only they can tell.
    pub fn offers_for(&self, question: Question) -> Vec<Offer> {
        match question {
            Question::Another => self.looked_at(),
            Question::LinkOwn | Question::Sentence => Vec::new(),
        }
    }

    fn looked_at(&self) -> Vec<Offer> {
        match self.who.grant {
            Grant::Admin => Vec::new(),
            Grant::Standard { .. } => {
                self.operator_of(|hold| matches!(hold, Hold::Ended(_) | Hold::Role(AssetRole::Analyst)))
            }
        }
    }

    fn operator_of(&self, is: fn(Hold) -> bool) -> Vec<Offer> {
        let those = self.ad_accounts.iter().filter(|account| is(account.hold));
        those.map(|account| Offer::For(account.wish(AssetRole::Operator))).collect()
    }
}

impl Finding {
    pub const fn sure(&self) -> Sure {
        match self {
            Self::Refused(_) => Sure::Certain,
            Self::Waits(_) => Sure::AlmostCertain,
        }
    }

    /// What an Admin presses; nothing where another page mends it.
    pub const fn mends(&self) -> &'static [PartnerAction] {
        match self {
            Self::Refused(
                Refusal::ModuleNotGranted(_)
                | Refusal::AssetNotGiven
                | Refusal::AssetEnded(_)
                | Refusal::OperatorsOnly,
            ) => &[PartnerAction::Edit],
            Self::Refused(
                Refusal::NotIn(_) | Refusal::AdminsOnly(_) | Refusal::AdAccount(_) | Refusal::NeedsApproval,
            )
            | Self::Waits(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Module, Modules};
    use crate::asset::AssetKind;
    use crate::id::AssetId;
    use crate::linked::LinkState;
    use crate::name::AssetName;
    use crate::partner::PartnerState;

    const OPERATOR: Hold = Hold::Role(AssetRole::Operator);
    const ANALYST: Hold = Hold::Role(AssetRole::Analyst);
    const APPROVED: LinkedAdAccount = LinkedAdAccount::Linked(LinkState::Approved);

    fn standard(modules: Modules) -> Subject {
        Subject { state: PartnerState::Active, grant: Grant::standard(modules), ad_account: APPROVED }
    }

    fn operator() -> Subject {
        standard(Modules::NONE.with(Module::Campaigns))
    }

    fn of(who: Subject, holds: &[Hold]) -> Found {
        diagnose(&with(who, holds))
    }

    fn with(who: Subject, holds: &[Hold]) -> Facts {
        let ad_accounts = (0..).zip(holds).map(|(at, hold)| ad_account(at, *hold)).collect();
        Facts { who, ad_accounts, waiting: None }
    }

    fn ad_account(number: u128, hold: Hold) -> GivenAsset {
        let name = AssetName::parse(&format!("Ad account {number}")).unwrap();
        let id = AssetId::from_uuid(uuid::Uuid::from_u128(number));
        GivenAsset { id, name, kind: AssetKind::AdAccount, hold }
    }

    fn refused(who: Subject, holds: &[Hold]) -> Vec<Refusal> {
        let why = |finding| match finding {
            Finding::Refused(why) => why,
            Finding::Waits(_) => panic!("nothing waits"),
        };
        of(who, holds).findings.into_iter().map(why).collect()
    }

    #[test]
    fn of_whoever_can_propose_nothing_is_found_and_they_are_asked() {
        let found = of(operator(), &[ANALYST, OPERATOR]);
        assert!(found.findings.is_empty(), "{found:?}");
        let operates = Check::Operates(vec!["Ad account 1".to_owned()]);
        assert_eq!(
            found.passed,
            [Check::IsIn, Check::HasModule, operates, Check::OwnAdAccount, Check::NothingWaits]
        );
        assert_eq!(found.questions, [Question::Another, Question::Sentence]);
        assert_eq!(of(operator(), &[OPERATOR]).questions, [Question::Sentence]);
        let admin = Subject { grant: Grant::Admin, ..operator() };
        assert_eq!(
            of(admin, &[]).passed,
            [Check::IsIn, Check::HasModule, Check::ReachesAll, Check::OwnAdAccount, Check::NothingWaits]
        );
    }

    #[test]
    fn each_thing_that_is_missing_is_found_and_mended_by_an_edit() {
        for (who, holds, why) in [
            (standard(Modules::NONE), &[OPERATOR][..], Refusal::ModuleNotGranted(Module::Campaigns)),
            (operator(), &[], Refusal::AssetNotGiven),
            (operator(), &[Hold::Nothing], Refusal::AssetNotGiven),
            (operator(), &[ANALYST], Refusal::OperatorsOnly),
        ] {
            let found = of(who, holds);
            assert_eq!(found.findings, [Finding::Refused(why)], "{why:?}");
            assert_eq!(found.findings[0].mends(), [PartnerAction::Edit], "{why:?}");
            assert_eq!(found.findings[0].sure(), Sure::Certain);
            assert!(found.questions.is_empty() && found.passed.contains(&Check::OwnAdAccount));
        }
        assert!(!of(standard(Modules::NONE), &[OPERATOR]).passed.contains(&Check::HasModule));
        assert!(!of(operator(), &[ANALYST]).passed.iter().any(|check| matches!(check, Check::Operates(_))));
    }

    #[test]
    fn an_ad_account_of_their_own_is_linked_by_them_alone() {
        let with = |ad_account| of(Subject { ad_account, ..operator() }, &[OPERATOR]);
        let missing = with(LinkedAdAccount::Missing);
        assert_eq!(missing.findings, [Finding::Refused(Refusal::AdAccount(LinkedAdAccount::Missing))]);
        assert_eq!((missing.questions, missing.findings[0].mends()), (vec![Question::LinkOwn], &[][..]));
        assert!(!missing.passed.contains(&Check::OwnAdAccount));
        let suspended = with(LinkedAdAccount::Linked(LinkState::Suspended));
        assert_eq!(suspended.questions, []);
        assert!(with(LinkedAdAccount::NotNeeded).findings.is_empty());
    }

    #[test]
    fn whoever_is_out_is_let_in_first() {
        let out = Subject {
            state: PartnerState::Revoked,
            ad_account: LinkedAdAccount::Missing,
            ..standard(Modules::NONE)
        };
        assert_eq!(refused(out, &[]), [Refusal::NotIn(PartnerState::Revoked)]);
        let found = of(out, &[]);
        assert_eq!((found.passed, found.questions), (vec![Check::NothingWaits], Vec::new()));
    }

    #[test]
    fn several_reasons_stand_in_the_order_in_which_they_are_mended() {
        let who = Subject { ad_account: LinkedAdAccount::Missing, ..standard(Modules::NONE) };
        assert_eq!(
            refused(who, &[ANALYST]),
            [
                Refusal::ModuleNotGranted(Module::Campaigns),
                Refusal::OperatorsOnly,
                Refusal::AdAccount(LinkedAdAccount::Missing)
            ]
        );
    }

    #[test]
    fn what_waits_is_kept_and_comes_last() {
        let waiting = Waiting {
            many: 2,
            request: ChangeRequestId::from_uuid(uuid::Uuid::nil()),
            campaign: "Spring launch".to_owned(),
            since: DateTime::UNIX_EPOCH,
        };
        let ad_accounts = vec![ad_account(0, OPERATOR)];
        let found = diagnose(&Facts { who: operator(), ad_accounts, waiting: Some(waiting.clone()) });
        assert_eq!(found.findings, [Finding::Waits(waiting.clone())]);
        assert_eq!(found.findings[0].sure(), Sure::AlmostCertain);
        assert!(!found.passed.contains(&Check::NothingWaits) && found.questions.is_empty());
        let found =
            diagnose(&Facts { who: operator(), ad_accounts: Vec::new(), waiting: Some(waiting.clone()) });
        assert_eq!(found.findings, [Finding::Refused(Refusal::AssetNotGiven), Finding::Waits(waiting)]);
    }

    #[test]
    fn each_thing_that_is_missing_can_be_asked_for_by_itself() {
        let offers = |facts: Facts| {
            let found = diagnose(&facts);
            found.findings.iter().flat_map(|finding| facts.offers(finding)).collect::<Vec<_>>()
        };
        let module = Offer::For(Wish::Module(Module::Campaigns));
        assert_eq!(offers(with(standard(Modules::NONE), &[OPERATOR])), [module]);
        assert_eq!(offers(with(operator(), &[])), [Offer::ByName(AssetRole::Operator)]);
        let end = crate::asset::tests::end("2026-11-24").unwrap();
        let both = [ANALYST, ANALYST, Hold::Ended(end)];
        let operates = |number| Offer::For(ad_account(number, ANALYST).wish(AssetRole::Operator));
        assert_eq!(offers(with(operator(), &both)), [operates(0), operates(1)]);
        assert_eq!(offers(with(operator(), &[Hold::Ended(end)])), [operates(0)]);
        let beside = with(operator(), &[OPERATOR, ANALYST, Hold::Ended(end)]);
        assert_eq!(beside.offers_for(Question::Another), [operates(1), operates(2)]);
        assert_eq!(beside.offers_for(Question::Sentence), []);
        let admin = with(Subject { grant: Grant::Admin, ..operator() }, &[ANALYST]);
        assert_eq!(admin.offers_for(Question::Another), [], "an Admin lacks nothing");
        let unlinked = Subject { ad_account: LinkedAdAccount::Missing, ..operator() };
        assert_eq!(offers(with(unlinked, &[OPERATOR])), [], "that is theirs to do");
    }
}
