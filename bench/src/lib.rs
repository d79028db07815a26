//! What is decided: a thousand cases, as a house has them. What is diagnosed is in [`broken`].

pub mod broken;

use domain::access::{Module, Modules};
use domain::asset::{AssetRole, Hold};
use domain::decision::{Action, AssetAction, Question, Subject};
use domain::grant::Grant;
use domain::linked::{LinkState, LinkedAdAccount};
use domain::partner::PartnerState;

pub const CASES: usize = 1_000;

/// Steps through everybody and everything by a prime, so that each combination is as likely as any other, but for the
/// state: nine in ten of those who ask are in.
pub fn cases() -> Vec<(Subject, Question)> {
    let grants = grants();
    let ad_accounts = ad_accounts();
    let questions = questions();
    (0..CASES)
        .map(|number| {
            let step = number * 7_919;
            let state = if number % 10 == 0 {
                PartnerState::ALL[step % PartnerState::ALL.len()]
            } else {
                PartnerState::Active
            };
            let rest = step / questions.len();
            let grant = grants[rest % grants.len()];
            let ad_account = ad_accounts[rest / grants.len() % ad_accounts.len()];
            (Subject { state, grant, ad_account }, questions[step % questions.len()])
        })
        .collect()
}

/// Every set of Modules, and a few Admins.
fn grants() -> Vec<Grant> {
    let some = |bits: usize| Module::ALL.into_iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1);
    let standard = (0..1 << Module::ALL.len())
        .map(|bits| Grant::standard(some(bits).map(|(_, module)| module).collect::<Modules>()));
    standard.chain([Grant::Admin; 4]).collect()
}

fn ad_accounts() -> Vec<LinkedAdAccount> {
    let linked = LinkState::ALL.map(LinkedAdAccount::Linked);
    [LinkedAdAccount::NotNeeded, LinkedAdAccount::Missing].into_iter().chain(linked).collect()
}

fn questions() -> Vec<Question> {
    let holds = [Hold::Nothing, Hold::Role(AssetRole::Analyst), Hold::Role(AssetRole::Operator)];
    let with = AssetAction::ALL.into_iter().flat_map(|action| holds.map(|hold| Question::With(action, hold)));
    Action::ALL.map(Question::Here).into_iter().chain(with).collect()
}
