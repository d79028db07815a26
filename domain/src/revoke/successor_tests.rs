//! Who takes over what.

use uuid::Uuid;

use super::successor::*;
use super::{Rehearsal, Speaking, StandingApprovals};
use crate::access::AccessLevel;
use crate::campaign::request::MOST_WAITING;
use crate::decision::{Decision, Refusal};
use crate::grant::Grant;
use crate::id::{AssetId, CampaignId, ChangeRequestId, PartnerId};
use crate::linked::{LinkState, LinkedAdAccount};
use crate::partner::PartnerState;

fn partner(number: u128) -> PartnerId {
    PartnerId::from_uuid(Uuid::from_u128(number))
}

fn account(number: u128) -> AssetId {
    AssetId::from_uuid(Uuid::from_u128(number))
}

fn request(number: u128) -> ChangeRequestId {
    ChangeRequestId::from_uuid(Uuid::from_u128(number))
}

fn campaign(number: u128) -> CampaignId {
    CampaignId::from_uuid(Uuid::from_u128(number))
}

fn proposal(number: u128, of: Option<u128>) -> OpenProposal {
    OpenProposal {
        request: request(number),
        name: format!("Proposal {number}"),
        campaign: of.map(campaign),
        ad_account: account(1),
        ad_account_name: "Halcyon EU".to_owned(),
    }
}

fn campaigns(of: u128, count: u128) -> AdAccountCampaigns {
    AdAccountCampaigns {
        ad_account: account(of),
        ad_account_name: "Halcyon EU".to_owned(),
        campaigns: (1..=count).map(|number| (campaign(number), format!("Campaign {number}"))).collect(),
    }
}

fn left() -> LeftBehind {
    LeftBehind {
        proposals: vec![proposal(1, Some(7)), proposal(2, None)],
        campaigns: vec![campaigns(1, 2), campaigns(2, 1)],
    }
}

/// Operator of the ad account 1.
fn olga() -> Successor {
    Successor {
        partner: partner(5),
        name: "Olga".to_owned(),
        level: AccessLevel::Standard,
        ad_accounts: vec![account(1)],
        waiting: 0,
        waits_for: Vec::new(),
    }
}

const ADA: u128 = 1;

fn refused(chosen: &Chosen, successors: &[Successor]) -> Vec<(LeftItem, SuccessorRefusal)> {
    let refused = left().handed_over(chosen, successors, partner(ADA)).unwrap_err();
    refused.into_iter().map(|of| (of.item, of.why)).collect()
}

#[test]
fn what_nobody_is_chosen_for_is_withdrawn_or_goes_to_whoever_acts() {
    let plan = left().handed_over(&Chosen::default(), &[], partner(ADA)).unwrap();
    assert_eq!(plan.proposals, [(request(1), None), (request(2), None)]);
    assert_eq!(plan.campaigns, [(account(1), Some(partner(ADA))), (account(2), Some(partner(ADA)))]);
    assert!(!Chosen::default().names_somebody(partner(ADA)));
    let acting =
        Chosen { campaigns: [(account(1), partner(ADA))].into_iter().collect(), ..Chosen::default() };
    assert!(!acting.names_somebody(partner(ADA)) && acting.names_somebody(partner(2)));
}

#[test]
fn whoever_is_chosen_takes_over_what_is_there_and_nothing_else() {
    let chosen = Chosen {
        proposals: [(request(1), partner(5)), (request(9), partner(5))].into_iter().collect(),
        campaigns: [(account(1), partner(5)), (account(9), partner(5))].into_iter().collect(),
    };
    let plan = left().handed_over(&chosen, &[olga()], partner(ADA)).unwrap();
    assert_eq!(plan.proposals, [(request(1), Some(partner(5))), (request(2), None)]);
    assert_eq!(plan.campaigns, [(account(1), Some(partner(5))), (account(2), Some(partner(ADA)))]);
}

#[test]
fn nobody_takes_over_who_does_not_operate_the_ad_account() {
    let elsewhere = Successor { ad_accounts: vec![account(2)], ..olga() };
    for successors in [vec![], vec![elsewhere]] {
        let chosen = Chosen {
            proposals: [(request(2), partner(5))].into_iter().collect(),
            campaigns: [(account(1), partner(5))].into_iter().collect(),
        };
        assert_eq!(
            refused(&chosen, &successors),
            [
                (LeftItem::Proposal(request(2)), SuccessorRefusal::NotOne),
                (LeftItem::Campaigns(account(1)), SuccessorRefusal::NotOne)
            ]
        );
    }
}

#[test]
fn one_proposal_of_a_partner_waits_for_a_campaign_and_a_hundred_in_all() {
    let both = Chosen {
        proposals: [(request(1), partner(5)), (request(2), partner(5))].into_iter().collect(),
        ..Chosen::default()
    };
    let busy = Successor { waits_for: vec![campaign(7)], ..olga() };
    let waits = SuccessorRefusal::WaitsAlready("Olga".to_owned());
    assert_eq!(refused(&both, &[busy]), [(LeftItem::Proposal(request(1)), waits)]);
    let full = Successor { waiting: MOST_WAITING - 1, ..olga() };
    let many = SuccessorRefusal::TooManyWait("Olga".to_owned());
    assert_eq!(refused(&both, &[full]), [(LeftItem::Proposal(request(2)), many)]);
    let room = Successor { waiting: MOST_WAITING - 2, ..olga() };
    assert!(left().handed_over(&both, &[room], partner(ADA)).is_ok());
}

#[test]
fn an_operator_succeeds_before_they_linked_an_ad_account_and_an_analyst_never() {
    let of = Decision::Refused;
    assert!(can_succeed(Decision::Allowed) && can_succeed(of(Refusal::NeedsApproval)));
    for ad_account in [LinkedAdAccount::Missing, LinkedAdAccount::Linked(LinkState::InReview)] {
        assert!(can_succeed(of(Refusal::AdAccount(ad_account))));
    }
    for refusal in [Refusal::OperatorsOnly, Refusal::AssetNotGiven, Refusal::NotIn(PartnerState::Revoked)] {
        assert!(!can_succeed(of(refusal)), "{refusal:?}");
    }
}

#[test]
fn whoever_leaves_reads_what_becomes_of_it() {
    let two = left();
    assert_eq!(
        two.withdrawn().unwrap(),
        "Your 2 open proposals, which are withdrawn: Proposal 1, Proposal 2"
    );
    assert_eq!(
        two.without_anybody().unwrap(),
        "3 campaigns, for which nobody is responsible then: Campaign 1, Campaign 2, Campaign 1"
    );
    let one = LeftBehind { proposals: vec![proposal(1, None)], campaigns: vec![campaigns(1, 1)] };
    assert_eq!(one.withdrawn().unwrap(), "Your open proposal for Proposal 1: it is withdrawn");
    assert_eq!(
        one.without_anybody().unwrap(),
        "The campaign Campaign 1, for which nobody is responsible then"
    );
    let nothing = LeftBehind::default();
    assert!(nothing.is_empty() && nothing.withdrawn().is_none() && nothing.without_anybody().is_none());
    let plan = two.left_to_nobody();
    assert!(plan.proposals.iter().all(|(_, to)| to.is_none()) && plan.campaigns.len() == 2);
    assert!(campaigns(1, 7).some().ends_with("Campaign 5 and 2 more"));
}

#[test]
fn whoever_leaves_is_told_what_is_left_and_an_admin_chooses_instead() {
    let left = LeftBehind { proposals: vec![proposal(1, None)], campaigns: vec![campaigns(1, 1)] };
    let (withdrawn, nobodys) = (left.withdrawn().unwrap(), left.without_anybody().unwrap());
    let rehearsal = Rehearsal {
        grant: Grant::Admin,
        owns: Vec::new(),
        sent: Vec::new(),
        to_them: Vec::new(),
        left,
        approvals: StandingApprovals::default(),
    };
    for (speaking, told) in [(Speaking::ToYou, true), (Speaking::OfThem, false)] {
        assert_eq!(rehearsal.ends(speaking, &[]).contains(&withdrawn), told, "{speaking:?}");
        assert_eq!(rehearsal.stays(speaking).contains(&nobodys), told, "{speaking:?}");
    }
}

#[test]
fn nothing_is_left_without_a_proposal_and_a_campaign() {
    assert!(LeftBehind::default().is_empty());
    let proposal_alone = LeftBehind { proposals: vec![proposal(1, None)], campaigns: Vec::new() };
    let campaigns_alone =
        LeftBehind { proposals: Vec::new(), campaigns: vec![campaigns(1, 2), campaigns(2, 3)] };
    assert!(!proposal_alone.is_empty() && !campaigns_alone.is_empty());
    assert_eq!((proposal_alone.campaigns_in_all(), campaigns_alone.campaigns_in_all()), (0, 5));
}
