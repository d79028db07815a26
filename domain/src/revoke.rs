//! **Revoke Access**: what it ends, said before it happens, and why it is refused (DOMAIN 5).

use serde::{Deserialize, Serialize};

use crate::access::Module;
use crate::asset::AssetTarget;
use crate::grant::Grant;
use crate::id::PartnerId;
use crate::name::first_of;
use crate::partner::PartnerState;

/// What a revoke would end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    pub grant: Grant,
    /// Names of Assets that are theirs. They stay registered, and stay theirs.
    pub owns: Vec<String>,
    /// Open Invitations that they sent. Each is cancelled, unless the acting Admin keeps it and becomes its sender.
    pub sent: Vec<OpenInvitation>,
    /// Open Invitations to other addresses of theirs: cancelled.
    pub to_them: Vec<OpenInvitation>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenInvitation {
    pub partner: PartnerId,
    pub contact: String,
}

/// Whom the lines speak of: a partner, to an Admin, or whoever reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaking {
    OfThem,
    ToYou,
}

/// Why nobody was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RevokeRefusal {
    #[error("They are not in: their state is {}. Nothing changed.", .0.label())]
    NotIn(PartnerState),
    #[error("That is you. To give up your own access, choose Leave.")]
    Yourself,
    /// What was shown is not what would happen.
    #[error("Something changed while you looked, and nothing is revoked yet. Look once more at what ends.")]
    Changed,
}

/// Why somebody could not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LeaveRefusal {
    /// DOMAIN 2: a Business Center always has one.
    #[error(
        "You are the only Admin here, and a Business Center always has one. Make somebody else an Admin first."
    )]
    LastAdmin,
    #[error("Something changed while you looked, and you are still in. Look once more at what ends.")]
    Changed,
}

impl Rehearsal {
    /// What ends at once, a line each. The Invitations that they sent are listed beside it, since each can be kept.
    pub fn ends(
        &self,
        speaking: Speaking,
        // What was given to them alone and still counts.
        given: &[AssetTarget],
    ) -> Vec<String> {
        let (who, whose) = match speaking {
            Speaking::OfThem => ("they", "They"),
            Speaking::ToYou => ("you", "You"),
        };
        let mut lines =
            vec![format!("Every page {who} have open here: within a second it says that access has ended")];
        lines.push(match self.grant {
            Grant::Admin => {
                "All that an Admin can do: every Module and Asset, partners and billing".to_owned()
            }
            Grant::Standard { modules } if modules.is_empty() => {
                format!("Looking at who is in. {whose} had no Module")
            }
            Grant::Standard { modules } => {
                let modules: Vec<_> = modules.iter().map(Module::label).collect();
                match modules.as_slice() {
                    [one] => format!("The Module {one}"),
                    several => format!("The {} Modules {}", several.len(), several.join(", ")),
                }
            }
        });
        if !given.is_empty() {
            let given: Vec<_> = given.iter().map(AssetTarget::spelt).collect();
            lines.push(format!("Access to {}", named(&given)));
        }
        lines.extend(self.to_them.iter().map(|open| format!("The open invitation to {}", open.contact)));
        lines
    }

    /// What of it matters beside a name, where many are revoked at once. `given`: how many Assets and groups are theirs alone.
    pub fn beside_a_name(&self, given: u32) -> Vec<String> {
        let open = |invitations: &[OpenInvitation], what: &str, several: &str| {
            let names: Vec<_> = invitations.iter().map(|open| open.contact.as_str()).collect();
            match names.as_slice() {
                [] => None,
                [one] => Some(format!("Cancels the open invitation {what}: {one}")),
                all => Some(format!("Cancels {} open invitations {several}: {}", all.len(), named(all))),
            }
        };
        let owns: Vec<_> = self.owns.iter().map(String::as_str).collect();
        let with = match given {
            0 => String::new(),
            1 => ", with 1 Asset or group".to_owned(),
            several => format!(", with {several} Assets and groups"),
        };
        let lines = [
            Some(format!("Access as {}{with}", self.grant.level().label())),
            open(&self.sent, "that they sent", "that they sent"),
            open(&self.to_them, "to another address of theirs", "to other addresses of theirs"),
            (!owns.is_empty()).then(|| format!("Stays on the list of Assets as theirs: {}", named(&owns))),
        ];
        lines.into_iter().flatten().collect()
    }

    /// What it leaves alone.
    pub fn stays(&self, speaking: Speaking) -> Vec<String> {
        let (whose, theirs) = match speaking {
            Speaking::OfThem => (
                [
                    "Their account, and what they have in other Business Centers",
                    "Their history, and what they changed here",
                ],
                "theirs",
            ),
            Speaking::ToYou => (
                [
                    "Your account, and what you have in other Business Centers",
                    "Your history, and what you changed here",
                ],
                "yours",
            ),
        };
        let owned = self.owns.iter().map(|name| format!("{name}, on the list of Assets as {theirs}"));
        whose.map(str::to_owned).into_iter().chain(owned).collect()
    }
}

/// As many as stand beside a name; the rest is counted.
const NAMED: usize = 5;

fn named(all: &[impl AsRef<str>]) -> String {
    match first_of(all, NAMED) {
        (all, 0) => all,
        (first, more) => format!("{first} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Modules;
    use crate::asset::AssetKind;
    use crate::id::{AssetGroupId, AssetId};
    use crate::name::{AssetGroupName, AssetName};

    fn of(grant: Grant) -> Rehearsal {
        Rehearsal { grant, owns: Vec::new(), sent: Vec::new(), to_them: Vec::new() }
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
        assert_eq!(
            second_line(Grant::standard(one.with(Module::Analytics))),
            "The 2 Modules Analytics, Content"
        );
        assert!(
            of(Grant::Admin).ends(Speaking::OfThem, &[])[0].starts_with("Every page they have open here")
        );
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
        assert!(
            leaving[0].starts_with("Every page you have open") && leaving[1].ends_with("You had no Module")
        );
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
    fn beside_a_name_stands_what_goes_with_the_access() {
        let open =
            |contact: String| OpenInvitation { partner: PartnerId::from_uuid(uuid::Uuid::nil()), contact };
        let standard = of(Grant::standard(Modules::NONE));
        assert_eq!(standard.beside_a_name(0), ["Access as Standard"]);
        assert_eq!(standard.beside_a_name(1), ["Access as Standard, with 1 Asset or group"]);
        assert_eq!(standard.beside_a_name(2), ["Access as Standard, with 2 Assets and groups"]);
        let one = Rehearsal {
            sent: vec![open("leo@leomakes.example".to_owned())],
            to_them: vec![open("mina@home.example".to_owned())],
            owns: vec!["Halcyon EU".to_owned(), "Web pixel".to_owned()],
            ..of(Grant::Admin)
        };
        assert_eq!(
            one.beside_a_name(0),
            [
                "Access as Admin",
                "Cancels the open invitation that they sent: leo@leomakes.example",
                "Cancels the open invitation to another address of theirs: mina@home.example",
                "Stays on the list of Assets as theirs: Halcyon EU, Web pixel",
            ]
        );
        let many = Rehearsal { sent: (1..=7).map(|of| open(format!("{of}@a.example"))).collect(), ..one };
        assert_eq!(
            many.beside_a_name(0)[1],
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
}
