//! What ends, in words.

use super::*;
use crate::access::Modules;
use crate::asset::AssetKind;
use crate::id::{AssetGroupId, AssetId};
use crate::name::{AssetGroupName, AssetName};

fn of(grant: Grant) -> Rehearsal {
    Rehearsal {
        grant,
        owns: Vec::new(),
        sent: Vec::new(),
        to_them: Vec::new(),
        left: LeftBehind::default(),
        approvals: StandingApprovals::default(),
    }
}

fn second_line(grant: Grant) -> String {
    of(grant).ends(Speaking::OfThem, &[]).remove(1)
}

#[test]
fn what_ends_is_named() {
    let one = Modules::NONE.with(Module::Content);
    assert!(second_line(Grant::Admin).starts_with("All that an Admin can do"));
    assert_eq!(second_line(Grant::standard(Modules::NONE)), "Looking at who is in. They had no Module");
    assert_eq!(second_line(Grant::standard(one)), "The Module Content");
    assert_eq!(second_line(Grant::standard(one.with(Module::Analytics))), "The 2 Modules Analytics, Content");
    assert!(of(Grant::Admin).ends(Speaking::OfThem, &[])[0].starts_with("Every page they have open here"));
}

#[test]
fn what_was_given_to_them_alone_ends_by_its_name() {
    let group = |name: &str| AssetTarget::Group {
        id: AssetGroupId::from_uuid(uuid::Uuid::nil()),
        name: AssetGroupName::parse(name).unwrap(),
    };
    let account = AssetTarget::Asset {
        id: AssetId::from_uuid(uuid::Uuid::nil()),
        kind: AssetKind::AdAccount,
        name: AssetName::parse("Halcyon EU").unwrap(),
    };
    let standard = of(Grant::standard(Modules::NONE));
    assert_eq!(standard.ends(Speaking::OfThem, &[]).len(), 2);
    assert_eq!(
        standard.ends(Speaking::OfThem, &[account.clone(), group("Spring")])[2..],
        ["Access to Halcyon EU (Ad account), Spring (Asset group)"]
    );
    let many: Vec<_> = [account].into_iter().chain(["A", "B", "C", "D", "E"].map(group)).collect();
    assert!(standard.ends(Speaking::ToYou, &many)[2].ends_with("D (Asset group) and 1 more"));
}

#[test]
fn whoever_leaves_is_spoken_to() {
    let leaving = of(Grant::standard(Modules::NONE)).ends(Speaking::ToYou, &[]);
    assert!(leaving[0].starts_with("Every page you have open") && leaving[1].ends_with("You had no Module"));
}

#[test]
fn what_is_theirs_stays_theirs() {
    let owner = Rehearsal { owns: vec!["Halcyon EU".to_owned()], ..of(Grant::Admin) };
    let yours = owner.stays(Speaking::ToYou);
    assert!(yours[0].starts_with("Your account") && yours[1].starts_with("Your history"));
    assert_eq!(yours[2..], ["Halcyon EU, on the list of Assets as yours"]);
    let theirs = owner.stays(Speaking::OfThem);
    assert!(theirs[0].starts_with("Their account") && theirs[1].starts_with("Their history"));
    assert_eq!(theirs[2..], ["Halcyon EU, on the list of Assets as theirs"]);
    assert_eq!(of(Grant::Admin).stays(Speaking::OfThem).len(), 2);
}

#[test]
fn an_invitation_to_them_ends_and_one_they_sent_is_asked_about() {
    let open = |contact: &str| OpenInvitation {
        partner: PartnerId::from_uuid(uuid::Uuid::nil()),
        contact: contact.to_owned(),
    };
    let rehearsal = Rehearsal {
        sent: vec![open("leo@leomakes.example")],
        to_them: vec![open("mina@home.example")],
        ..of(Grant::Admin)
    };
    assert_eq!(rehearsal.ends(Speaking::OfThem, &[])[2..], ["The open invitation to mina@home.example"]);
}

#[test]
fn standing_approvals_end_with_whoever_has_or_gave_them() {
    let ends = |speaking, received, given| {
        let approvals = StandingApprovals { received, given };
        Rehearsal { approvals, ..of(Grant::Admin) }.ends(speaking, &[]).split_off(2)
    };
    assert_eq!(ends(Speaking::OfThem, 0, 0), Vec::<String>::new());
    assert_eq!(ends(Speaking::OfThem, 1, 0), ["The standing approval for them"]);
    assert_eq!(ends(Speaking::ToYou, 2, 0), ["2 standing approvals for you"]);
    let waits = "let through waits for an Admin from then on";
    assert_eq!(
        ends(Speaking::ToYou, 0, 1),
        [format!("The standing approval that you gave: what it {waits}")]
    );
    assert_eq!(
        ends(Speaking::OfThem, 1, 3)[1..],
        [format!("3 standing approvals that they gave: what they {waits}")]
    );
}

#[test]
fn beside_a_name_stands_what_goes_with_the_access() {
    let open = |contact: String| OpenInvitation { partner: PartnerId::from_uuid(uuid::Uuid::nil()), contact };
    let standard = of(Grant::standard(Modules::NONE));
    let given = |given| GoesWith { given, ..GoesWith::default() };
    assert_eq!(standard.beside_a_name(given(0)), ["Access as Standard"]);
    assert_eq!(standard.beside_a_name(given(1)), ["Access as Standard, with 1 Asset or group"]);
    assert_eq!(standard.beside_a_name(given(2)), ["Access as Standard, with 2 Assets and groups"]);
    let left = |proposals, campaigns| GoesWith { proposals, campaigns, ..GoesWith::default() };
    assert_eq!(
        standard.beside_a_name(left(1, 1))[1..],
        ["Withdraws 1 open proposal", "Makes you responsible for 1 campaign"]
    );
    assert_eq!(
        standard.beside_a_name(left(2, 3))[1..],
        ["Withdraws 2 open proposals", "Makes you responsible for 3 campaigns"]
    );
    let approvals = |approvals| GoesWith { approvals, ..GoesWith::default() };
    assert_eq!(standard.beside_a_name(approvals(1))[1..], ["Ends 1 standing approval"]);
    assert_eq!(standard.beside_a_name(approvals(2))[1..], ["Ends 2 standing approvals"]);
    let one = Rehearsal {
        sent: vec![open("leo@leomakes.example".to_owned())],
        to_them: vec![open("mina@home.example".to_owned())],
        owns: vec!["Halcyon EU".to_owned(), "Web pixel".to_owned()],
        ..of(Grant::Admin)
    };
    assert_eq!(
        one.beside_a_name(given(0)),
        [
            "Access as Admin",
            "Cancels the open invitation that they sent: leo@leomakes.example",
            "Cancels the open invitation to another address of theirs: mina@home.example",
            "Stays on the list of Assets as theirs: Halcyon EU, Web pixel",
        ]
    );
    let many = Rehearsal { sent: (1..=7).map(|of| open(format!("{of}@a.example"))).collect(), ..one };
    assert_eq!(
        many.beside_a_name(given(0))[1],
        "Cancels 7 open invitations that they sent: 1@a.example, 2@a.example, 3@a.example, 4@a.example, \
         5@a.example and 2 more"
    );
}

#[test]
fn a_refusal_says_how_to_go_on() {
    for (sentence, way) in [
        (RevokeRefusal::NotIn(PartnerState::Revoked).to_string(), "their state is Revoked"),
        (RevokeRefusal::Yourself.to_string(), "choose Leave"),
        (RevokeRefusal::Changed.to_string(), "Look once more"),
        (LeaveRefusal::LastAdmin.to_string(), "Make somebody else an Admin first"),
        (LeaveRefusal::Changed.to_string(), "you are still in"),
    ] {
        assert!(sentence.contains(way) && sentence.ends_with('.'), "{sentence}");
    }
}
