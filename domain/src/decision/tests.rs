mod properties;

use super::*;
use crate::access::Modules;
use crate::asset::AssetKind;
use crate::asset::tests::end;
use crate::linked::LinkState;
use crate::partner::{PartnerAction, actions};

/// DOMAIN 2 and 6, by hand: what a Standard Member may do with an Asset. The Module that it takes, and the answer to an
/// Analyst and to an Operator; then whether saving it takes an ad account of their own.
const WITH_AN_ASSET: [(&str, &str, &str, &str, &str); 10] = [
    ("asset-see", "", "yes", "yes", ""),
    ("asset-see-figures", "analytics", "yes", "yes", ""),
    ("asset-see-campaigns", "campaigns", "yes", "yes", ""),
    ("asset-change-campaigns", "campaigns", "operators", "approval", "ad account"),
    ("asset-see-posts", "content", "yes", "yes", ""),
    ("asset-post", "content", "operators", "yes", "ad account"),
    ("asset-open", "assets", "yes", "yes", ""),
    ("asset-change-contents", "assets", "operators", "approval", ""),
    ("asset-see-billing", "billing", "yes", "yes", ""),
    ("asset-change-billing", "", "admins", "admins", ""),
];

/// The same for what is about no single Asset: the Module that it takes, and the answer.
const HERE: [(&str, &str, &str); 14] = [
    ("see-members", "", "yes"),
    ("ask-help", "", "yes"),
    ("analytics", "analytics", "yes"),
    ("campaigns", "campaigns", "yes"),
    ("assets", "assets", "yes"),
    ("content", "content", "yes"),
    ("billing", "billing", "yes"),
    ("change-billing", "", "admins"),
    ("see-partners", "", "admins"),
    ("invite-partners", "", "admins"),
    ("manage-partners", "", "admins"),
    ("manage-assets", "", "admins"),
    ("change-settings", "", "admins"),
    ("see-audit-log", "", "admins"),
];

fn admin_action(code: &str) -> AdminAction {
    match Action::parse(code) {
        Some(Action::Admin(action)) => action,
        // The billing of one Asset.
        _ => AdminAction::ChangeBilling,
    }
}

fn grants() -> Vec<Grant> {
    let standard = (0..32).map(|bits| Grant::standard(Modules::from_bits(bits).unwrap()));
    standard.chain([Grant::Admin]).collect()
}

fn holds() -> [Hold; 4] {
    let ended = Hold::Ended(end("2026-11-24").unwrap());
    [Hold::Nothing, ended, Hold::Role(AssetRole::Analyst), Hold::Role(AssetRole::Operator)]
}

fn ad_accounts() -> Vec<LinkedAdAccount> {
    let linked = LinkState::ALL.map(LinkedAdAccount::Linked);
    [LinkedAdAccount::NotNeeded, LinkedAdAccount::Missing].into_iter().chain(linked).collect()
}

fn subjects() -> impl Iterator<Item = Subject> {
    PartnerState::ALL.into_iter().flat_map(|state| {
        grants().into_iter().flat_map(move |grant| {
            ad_accounts().into_iter().map(move |ad_account| Subject { state, grant, ad_account })
        })
    })
}

/// As the tables have it.
fn expected(
    who: Subject,
    code: &str,
    module: &str,
    answer: &str,
    hold: Option<Hold>,
    ad: &str,
) -> Vec<Refusal> {
    let mut reasons = Vec::new();
    if who.state != PartnerState::Active {
        reasons.push(Refusal::NotIn(who.state));
    }
    let is_admin = who.grant == Grant::Admin;
    if !is_admin && answer == "admins" {
        reasons.push(Refusal::AdminsOnly(admin_action(code)));
        return reasons;
    }
    if let Some(module) = Module::parse(module)
        && !is_admin
        && !who.grant.modules().contains(module)
    {
        reasons.push(Refusal::ModuleNotGranted(module));
    }
    reasons.extend(match hold.filter(|_| !is_admin) {
        Some(Hold::Nothing) => Some(Refusal::AssetNotGiven),
        Some(Hold::Ended(end)) => Some(Refusal::AssetEnded(end)),
        Some(Hold::Role(AssetRole::Analyst)) if answer == "operators" => Some(Refusal::OperatorsOnly),
        _ => None,
    });
    if ad == "ad account"
        && !matches!(
            who.ad_account,
            LinkedAdAccount::NotNeeded | LinkedAdAccount::Linked(LinkState::Approved)
        )
    {
        reasons.push(Refusal::AdAccount(who.ad_account));
    }
    reasons
}

#[test]
fn the_decision_is_the_table_of_the_domain_for_everybody_and_everything() {
    let mut cases = 0;
    for who in subjects() {
        for (code, module, analyst, operator, ad) in WITH_AN_ASSET {
            let action = AssetAction::parse(code).unwrap();
            for hold in holds() {
                let answer = if hold == Hold::Role(AssetRole::Operator) { operator } else { analyst };
                let mut expected = expected(who, code, module, answer, Some(hold), ad);
                if who.grant != Grant::Admin && operator == "approval" {
                    expected.push(Refusal::NeedsApproval);
                }
                assert_eq!(reasons(who, Question::With(action, hold)), expected, "{who:?} {code} {hold:?}");
                cases += 1;
            }
        }
        for (code, module, answer) in HERE {
            let action = Action::parse(code).unwrap();
            let expected = expected(who, code, module, answer, None, "");
            assert_eq!(reasons(who, Question::Here(action)), expected, "{who:?} {code}");
            cases += 1;
        }
    }
    assert_eq!(cases, 7 * 33 * 7 * (10 * 4 + 14));
}

#[test]
fn the_tables_name_everything_once_and_in_order() {
    assert_eq!(HERE.map(|(code, ..)| Action::parse(code)), Action::ALL.map(Some));
    assert_eq!(WITH_AN_ASSET.map(|(code, ..)| AssetAction::parse(code)), AssetAction::ALL.map(Some));
    assert_eq!((Action::parse("asset-see"), AssetAction::parse("see-members")), (None, None));
    let mut words: Vec<_> =
        Action::ALL.map(Action::words).into_iter().chain(AssetAction::ALL.map(AssetAction::words)).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), 24);
}

#[test]
fn each_kind_of_asset_has_its_own_things_to_do() {
    let codes = |kind| AssetAction::of(kind).iter().map(|action| action.as_str()).collect::<Vec<_>>();
    assert_eq!(
        codes(AssetKind::AdAccount),
        [
            "asset-see",
            "asset-see-figures",
            "asset-see-campaigns",
            "asset-change-campaigns",
            "asset-see-billing",
            "asset-change-billing"
        ]
    );
    let posts = ["asset-see", "asset-see-figures", "asset-see-posts", "asset-post"];
    assert_eq!(codes(AssetKind::TikTokAccount), posts);
    for kind in AssetKind::ALL.into_iter().skip(2) {
        assert_eq!(codes(kind), ["asset-see", "asset-open", "asset-change-contents"], "{kind:?}");
    }
    let all: std::collections::HashSet<_> =
        AssetKind::ALL.into_iter().flat_map(AssetAction::of).copied().collect();
    assert_eq!(all.len(), AssetAction::ALL.len());
}

/// Every refusal there is.
fn refusals() -> Vec<Refusal> {
    let questions = Action::ALL.map(Question::Here).into_iter().chain(
        AssetAction::ALL.into_iter().flat_map(|action| holds().map(|hold| Question::With(action, hold))),
    );
    let mut all: Vec<_> =
        questions.flat_map(|what| subjects().flat_map(move |who| reasons(who, what))).collect();
    all.sort_by_key(|refusal| format!("{refusal:?}"));
    all.dedup();
    all
}

#[test]
fn every_refusal_says_to_whom_it_speaks_and_how_to_go_on() {
    let all = refusals();
    // States but Active, what only Admins do, Modules, three about the Asset, ad accounts, approval.
    assert_eq!(all.len(), 6 + 7 + 5 + 3 + 5 + 1);
    for refusal in all {
        let yours = refusal.sentence(Speaking::ToYou);
        assert_eq!(yours, refusal.to_string());
        assert!(yours.starts_with(char::is_uppercase) && yours.ends_with('.'), "{yours}");
        for state in PartnerState::ALL {
            let theirs = refusal.sentence(Speaking::About { name: "Carmen", state });
            assert!(theirs.starts_with(char::is_uppercase) && theirs.ends_with('.'), "{theirs}");
            assert!(theirs.contains("Carmen") && !theirs.to_lowercase().contains("you"), "{theirs}");
            // Whoever is offered no Edit is not sent to it.
            let edits = actions(state, false).all().any(|action| action == PartnerAction::Edit);
            assert!(edits || !theirs.contains("Edit "), "{state:?}: {theirs}");
        }
        let goes_on = ["Ask ", "Under Members", "link is in your mail", "once it is", "until ", "An Admin"];
        assert!(goes_on.iter().any(|words| yours.contains(words)), "{yours}");
    }
}

#[test]
fn the_sentences_are_those_of_the_screen() {
    let of = |refusal: Refusal, state| refusal.sentence(Speaking::About { name: "Renée", state });
    let about = |refusal: Refusal| of(refusal, PartnerState::Active);
    for (sentence, words) in [
        (about(Refusal::NeedsApproval), "Renée may propose this. An Admin approves it."),
        (
            Refusal::ModuleNotGranted(Module::Billing).to_string(),
            "Billing is not part of your access. Ask an Admin to add it.",
        ),
        (
            about(Refusal::AdminsOnly(AdminAction::InvitePartner)),
            "Only an Admin can invite partners. Renée has Standard access.",
        ),
        (about(Refusal::NotIn(PartnerState::Invited)), "Renée has not accepted the invitation yet."),
        (
            about(Refusal::AssetEnded(end("2026-11-24").unwrap())),
            "The access of Renée to this Asset ended on 24 November 2026. Edit gives it anew.",
        ),
        (
            of(Refusal::AssetNotGiven, PartnerState::Invited),
            "This Asset is not shared with Renée. Edit adds it.",
        ),
        (
            of(Refusal::ModuleNotGranted(Module::Content), PartnerState::Ended),
            "Content is not part of the access of Renée. Invite again adds it.",
        ),
        (
            Refusal::AdAccount(LinkedAdAccount::Linked(LinkState::InReview)).to_string(),
            "Your ad account is In review. You can save changes once it is Approved.",
        ),
        (
            Refusal::AdAccount(LinkedAdAccount::Linked(LinkState::Suspended)).to_string(),
            "Your ad account is Suspended. You can’t save changes to campaigns or content until an active one is linked: under \
             Your ad account you link another.",
        ),
        (
            about(Refusal::AdAccount(LinkedAdAccount::Missing)),
            "Renée can’t save changes to campaigns or content until an active ad account of their own is linked. They link it \
             themselves, and an Admin approves it.",
        ),
    ] {
        assert_eq!(sentence, words);
    }
}

#[test]
fn the_word_before_the_sentences_is_that_of_the_hardest_reason() {
    let operator = Hold::Role(AssetRole::Operator);
    let propose = |modules, ad_account| {
        let who = Subject { state: PartnerState::Active, grant: Grant::standard(modules), ad_account };
        Verdict::of(&reasons(who, Question::With(AssetAction::ChangeCampaigns, operator))).label()
    };
    let approved = LinkedAdAccount::Linked(LinkState::Approved);
    assert_eq!(propose(Modules::ALL, approved), "Yes, with approval");
    assert_eq!(propose(Modules::ALL, LinkedAdAccount::Missing), "No, not yet");
    assert_eq!(propose(Modules::NONE, LinkedAdAccount::Missing), "No");
    assert_eq!(Verdict::of(&[]).label(), "Yes");
    let verdict = |state| Verdict::of(&[Refusal::NotIn(state)]);
    assert_eq!(
        [verdict(PartnerState::Invited), verdict(PartnerState::Revoked)],
        [Verdict::NotNow, Verdict::No]
    );
}

#[test]
fn what_an_ad_account_alone_holds_up_is_told_to_whoever_could_propose_or_post() {
    for grant in grants() {
        let could = grant == Grant::Admin
            || grant.modules().contains(Module::Campaigns)
            || grant.modules().contains(Module::Content);
        for ad_account in ad_accounts() {
            let told = (could && !ad_account.is_enough()).then_some(Refusal::AdAccount(ad_account));
            assert_eq!(grant.held_up_by(ad_account), told, "{grant:?} {ad_account:?}");
        }
    }
}

#[test]
fn a_decision_is_a_result() {
    let refused = Decision::Refused(Refusal::NeedsApproval);
    assert!(Decision::Allowed.is_allowed() && !refused.is_allowed());
    assert_eq!(Decision::Allowed.into_result(), Ok(()));
    assert_eq!(refused.into_result(), Err(Refusal::NeedsApproval));
}
