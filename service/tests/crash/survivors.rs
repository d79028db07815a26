//! What must be true after a process was ended and another has come up.

use std::collections::BTreeMap;
use std::iter;

use chrono::TimeDelta;
use service::testing::World;

use crate::deed::{Deed, MINA, Scene};

/// Longer than a mail stays another process's to try.
const RESTED: TimeDelta = TimeDelta::minutes(3);

pub async fn are_whole(world: &World, deed: Deed, scene: &Scene, acknowledged: bool, ended: &str) {
    world.restarts().await;
    world.passes(RESTED);
    world.sends_mails().await;
    let done = count(world, deed.done()).await;
    assert!(done <= 1, "{ended}: done {done} times");
    if acknowledged {
        assert_eq!(done, 1, "{ended}: what was acknowledged is lost");
    }
    all_of_it_is_there(world, deed, scene, done, ended).await;
    if deed.is_about_a_proposal() {
        let again = deed.in_another_process(world, scene, None).await;
        assert_eq!(again.acknowledged, done == 0, "{ended}: done again");
        all_of_it_is_there(world, deed, scene, 1, &format!("{ended}, and done again")).await;
    }
}

/// Or, of what was not done, nothing.
async fn all_of_it_is_there(world: &World, deed: Deed, scene: &Scene, done: i64, ended: &str) {
    for part in iter::once(deed.done()).chain(deed.with_it().iter().copied()) {
        assert_eq!(count(world, part).await, done, "{ended}: half done: {part}");
    }
    assert_eq!(count(world, deed.logged()).await, done, "{ended}: the audit log tells otherwise");
    mails_went_out_once(world, deed, scene, done, ended).await;
}

impl Deed {
    /// Whether it is done: 0 or 1.
    fn done(self) -> &'static str {
        match self {
            Self::Send => "SELECT count(*) FROM partners WHERE state = 'invited'",
            Self::Resend => {
                "SELECT count(*) FROM partners WHERE state = 'invited' AND invitation_version = 2"
            }
            Self::Accept => {
                "SELECT count(*) FROM partners p
                   JOIN account_contacts k ON k.account_id = p.account_id AND k.contact = p.contact
                   JOIN sessions s ON s.account_id = p.account_id
                  WHERE p.kind IS NOT NULL AND p.state = 'active' AND k.state = 'verified'"
            }
            Self::Edit => {
                "SELECT count(*) FROM partners p
                   JOIN business_centers c ON c.id = p.center_id
                  WHERE p.kind IS NOT NULL AND p.level = 'admin' AND c.standards = 0 AND c.admins = 2"
            }
            Self::Revoke => {
                "SELECT count(*) FROM partners p
                   JOIN business_centers c ON c.id = p.center_id
                  WHERE p.state = 'revoked' AND c.standards = 0"
            }
            Self::Propose => "SELECT count(*) FROM change_requests WHERE state = 'waiting'",
            Self::Approve | Self::ApproveNew => {
                "SELECT count(*) FROM change_requests WHERE state = 'approved'"
            }
        }
    }

    /// What stands in other rows once it is done: of each 0 or 1, too.
    fn with_it(self) -> &'static [&'static str] {
        match self {
            Self::Send | Self::Resend | Self::Accept | Self::Edit | Self::Revoke | Self::Propose => &[],
            Self::Approve => &[
                "SELECT count(*) FROM campaigns WHERE version = 2 AND budget = 40000",
                "SELECT count(*) FROM campaign_versions v
                   JOIN change_requests r ON r.id = v.change_request_id AND r.campaign_id = v.campaign_id
                  WHERE v.version = 2",
            ],
            Self::ApproveNew => &[
                "SELECT count(*) FROM campaigns WHERE name = 'Summer launch' AND version = 1",
                "SELECT count(*) FROM campaign_versions v
                   JOIN change_requests r ON r.id = v.change_request_id AND r.campaign_id = v.campaign_id
                  WHERE v.version = 1",
            ],
        }
    }

    fn logged(self) -> &'static str {
        match self {
            Self::Send => "SELECT count(*) FROM audit WHERE body LIKE '%PartnerInvited%'",
            Self::Resend => "SELECT count(*) FROM audit WHERE body LIKE '%InvitationResent%'",
            Self::Accept => "SELECT count(*) FROM audit WHERE body LIKE '%InvitationAccepted%'",
            Self::Edit => "SELECT count(*) FROM audit WHERE body LIKE '%AccessEdited%'",
            Self::Revoke => "SELECT count(*) FROM audit WHERE body LIKE '%AccessRevoked%'",
            Self::Propose => "SELECT count(*) FROM audit WHERE body LIKE '%ChangeProposed%'",
            Self::Approve | Self::ApproveNew => {
                "SELECT count(*) FROM audit WHERE body LIKE '%ChangeApproved%'"
            }
        }
    }

    /// Mails to Mina and to Ada that came before, and that come of it.
    fn mails(self) -> [(&'static str, i64, i64); 2] {
        match self {
            Self::Send => [("mina", 0, 1), ("ada", 1, 0)],
            Self::Resend => [("mina", 1, 1), ("ada", 1, 0)],
            Self::Accept => [("mina", 1, 1), ("ada", 1, 1)],
            Self::Edit | Self::Revoke => [("mina", 2, 1), ("ada", 2, 0)],
            Self::Propose => [("mina", 4, 0), ("ada", 2, 1)],
            Self::Approve | Self::ApproveNew => [("mina", 4, 1), ("ada", 3, 0)],
        }
    }
}

/// Every mail that is due went out, at most one of them twice, and then under the same Message-ID.
async fn mails_went_out_once(world: &World, deed: Deed, scene: &Scene, done: i64, ended: &str) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (who, before, of_it) in deed.mails() {
        let address = if who == "ada" { scene.ada.person().email() } else { MINA };
        let mut ids: Vec<_> = world.mails_to(address).await.into_iter().map(|mail| mail.message_id).collect();
        for id in &ids {
            *times.entry(id.clone()).or_default() += 1;
        }
        ids.sort();
        ids.dedup();
        let due = before + done * of_it;
        assert_eq!(i64::try_from(ids.len()).unwrap(), due, "{ended}: different mails to {address}");
    }
    let twice = times.values().map(|times| times - 1).sum::<usize>();
    assert!(twice <= 1, "{ended}: {twice} mails too many");
}

async fn count(world: &World, query: &str) -> i64 {
    world.number(query).await
}
